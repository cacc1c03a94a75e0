"""The table of orders under keys and mouse: searching, filtering, sorting, and the order beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from studio_app import paths
from studio_app.desk.board.tray import CardView
from studio_app.desk.kept_columns import KeptColumns
from studio_app.desk.orders.columns import TableLook
from studio_app.desk.orders.details import CopyLine
from studio_app.desk.orders.visit_row import RETRY, SHOW
from studio_app.domain.order import Order, Property
from studio_app.domain.order_list import OrderColumn, OrderFilter
from studio_app.domain.outbox import WriteState
from tests.gui.orders_hands import OrdersHands
from tests.support.scenes_orders import ORDER, lived_in
from tests.support.scenes_orders import order as scene_of_one_order
from tests.support.whole_desk import CONTROL, NO_KEYS, WholeDesk

Key = Qt.Key


def test_all_orders_stand_there_the_newest_first(orders: OrdersHands) -> None:
    store = orders.desk.program.store
    with store.reading() as reading:
        newest = [order.id for order in reading.find_orders("", 1000)]
    assert list(orders.table.rows.ids) == newest
    assert orders.details().id == newest[0]
    assert orders.table.hasFocus()
    assert orders.page.heading().subtitle == f"{len(newest)} orders"


# ---------------------------------------------------------------- searching and filtering


def test_typing_finds_and_esc_brings_all_back(orders: OrdersHands) -> None:
    desk, before = orders.desk, len(orders.table.rows.ids)
    desk.press(Key.Key_F, CONTROL)
    assert orders.page.filters.search.hasFocus(), "Ctrl+F means the orders' own search"
    orders.search("sparrow ines")
    assert orders.column(OrderColumn.ADDRESS) == ["24 Sparrow Ln"]
    assert orders.count(OrderFilter.ALL) == 1
    desk.press(Key.Key_Down)
    assert orders.table.hasFocus()
    desk.press(Key.Key_Escape)
    assert len(orders.table.rows.ids) == before
    assert desk.window.view() == "orders"
    desk.press(Key.Key_Escape)
    assert desk.window.view() == "desk"


def test_what_is_found_without_a_time_is_shown_as_an_order(orders: OrdersHands) -> None:
    desk = orders.desk
    desk.click(orders.page.filters.chip(OrderFilter.HELD))
    desk.click(desk.window.rail.button("desk"))
    desk.press(Key.Key_K, CONTROL)
    desk.type("77 quarry")
    desk.press(Key.Key_Return)
    assert desk.window.view() == "orders"
    desk.wait_for(lambda: orders.details().title == "77 Quarry Rd", "the order")
    assert orders.column(OrderColumn.ADDRESS) == ["77 Quarry Rd"], "it was not among those that were listed"


def test_a_hold_ends_while_one_looks_at_it(orders: OrdersHands) -> None:
    desk = orders.desk
    desk.click(orders.page.filters.chip(OrderFilter.HELD))
    held = orders.count(OrderFilter.HELD)
    assert held == 2
    desk.clock.put_forward(10 * 86400)
    desk.program.upkeep.move_clock()
    desk.settle()
    assert orders.count(OrderFilter.HELD) == len(orders.table.rows.ids) == 0


def test_nothing_found_says_what_to_do(orders: OrdersHands) -> None:
    before = len(orders.table.rows.ids)
    orders.search("elbow")
    assert orders.page.empty.isVisible()
    assert orders.page.empty.title.text() == "Nothing fits to “elbow”"
    assert orders.page.details.state is None
    orders.desk.click(orders.page.empty.button)
    assert len(orders.table.rows.ids) == before
    assert orders.page.details.state is not None


def test_filters_list_as_many_as_they_say(orders: OrdersHands) -> None:
    for wanted in (OrderFilter.UNSCHEDULED, OrderFilter.WEEK, OrderFilter.HELD, OrderFilter.TODAY):
        orders.desk.click(orders.page.filters.chip(wanted))
        assert len(orders.table.rows.ids) == orders.count(wanted) > 0, wanted
    orders.desk.click(orders.page.filters.chip(OrderFilter.FAILED))
    assert orders.page.empty.title.text() == "Everything is written"
    orders.desk.click(orders.page.filters.chip(OrderFilter.ALL))
    assert len(orders.table.rows.ids) == orders.count(OrderFilter.ALL)


def test_filters_go_by_keyboard(orders: OrdersHands) -> None:
    desk = orders.desk
    orders.page.filters.search.begin()
    desk.press(Key.Key_Tab)
    assert orders.page.filters.chip(OrderFilter.ALL).hasFocus()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Space)
    assert orders.page.filter is OrderFilter.UNSCHEDULED
    assert set(orders.column(OrderColumn.STANDING)) <= {"no time yet", "postponed", "partly booked"}


# ---------------------------------------------------------------- sorting and columns


def test_a_head_sorts_and_turns_round(orders: OrdersHands) -> None:
    orders.click_head(OrderColumn.ADDRESS)
    once = orders.column(OrderColumn.ADDRESS, 40)
    assert once == sorted(once, key=str.casefold)
    orders.click_head(OrderColumn.ADDRESS)
    twice = orders.column(OrderColumn.ADDRESS, 40)
    assert twice == sorted(twice, key=str.casefold, reverse=True)
    assert orders.place() >= 0


def test_the_chosen_order_stays_chosen_when_the_list_turns(orders: OrdersHands) -> None:
    orders.click_row(4)
    chosen = orders.details().id
    orders.click_head(OrderColumn.AGENT)
    assert orders.details().id == chosen
    assert orders.table.rows.order(orders.place()) == chosen


def test_a_drawn_column_stays_as_wide_at_the_next_start(orders: OrdersHands) -> None:
    head = orders.table.horizontalHeader().viewport()
    edge = orders.head_point(OrderColumn.AGENT) - QPoint(30, 0)
    QTest.mousePress(head, Qt.MouseButton.LeftButton, NO_KEYS, edge)
    for step in (10, 25, 40):
        QTest.mouseMove(head, edge + QPoint(step, 0))
    QTest.mouseRelease(head, Qt.MouseButton.LeftButton, NO_KEYS, edge + QPoint(40, 0))
    orders.desk.settle()
    drawn = orders.page.look.widths[OrderColumn.ADDRESS]
    assert drawn > 180
    assert KeptColumns(paths.columns_file()).read().widths == {OrderColumn.ADDRESS: drawn}


def test_a_column_is_dragged_to_another_place(orders: OrdersHands) -> None:
    head = orders.table.horizontalHeader().viewport()
    start, end = orders.head_point(OrderColumn.CREW), orders.head_point(OrderColumn.ADDRESS) - QPoint(25, 0)
    QTest.mousePress(head, Qt.MouseButton.LeftButton, NO_KEYS, start)
    for part in (20, 60, 90, 100):
        QTest.mouseMove(head, start + (end - start) * part / 100)
    QTest.mouseRelease(head, Qt.MouseButton.LeftButton, NO_KEYS, end)
    orders.desk.settle()
    columns = orders.page.look.columns
    assert columns.index(OrderColumn.CREW) == columns.index(OrderColumn.ADDRESS) - 1
    assert KeptColumns(paths.columns_file()).read().columns == columns
    assert orders.page.look.sort is OrderColumn.TAKEN, "it was no click"


def test_chosen_columns_are_shown_in_their_order(orders: OrdersHands) -> None:
    look = TableLook((OrderColumn.ID, OrderColumn.ADDRESS, OrderColumn.DUE), sort=OrderColumn.ID)
    orders.page.show_look(look)
    head = orders.table.horizontalHeader()
    shown = [each for each in OrderColumn if not head.isSectionHidden(list(OrderColumn).index(each))]
    assert set(shown) == set(look.columns)
    assert [head.visualIndex(list(OrderColumn).index(each)) for each in look.columns] == [0, 1, 2]


# ---------------------------------------------------------------- the keyboard in the table


def test_keys_walk_through_the_list_and_the_details_follow(orders: OrdersHands) -> None:
    desk, days = orders.desk, orders.desk.desk.days
    desk.press(Key.Key_Down)
    assert (orders.place(), orders.details().id) == (1, orders.table.rows.ids[1])
    desk.press(Key.Key_PageDown)
    assert orders.place() > 8
    assert desk.desk.days == days, "the list pages, not the days"
    desk.press(Key.Key_End)
    assert orders.place() == len(orders.table.rows.ids) - 1
    assert orders.details().id == orders.table.rows.ids[-1]
    desk.press(Key.Key_Home)
    assert orders.place() == 0


def test_enter_goes_into_the_order_and_esc_back_to_the_list(orders: OrdersHands) -> None:
    desk = orders.desk
    desk.press(Key.Key_Return)
    focused = desk.focus()
    assert orders.page.details.isAncestorOf(focused)
    desk.press(Key.Key_Escape)
    assert orders.table.hasFocus()
    assert desk.window.view() == "orders"


def test_long_words_stay_within_the_details(orders: OrdersHands) -> None:
    desk, panel = orders.desk, orders.page.details
    mail = f"{'northern.coast.' * 6}@kellerlane-residential.example"
    with desk.program.store.writing() as writing:
        order = writing.order(orders.details().id)
        writing.save_order(replace(order, property=replace(order.property, address="A" * 90 + " St, 02446")))
        agent = next(each for each in writing.agents() if each.id == order.agent)
        writing.save_agent(replace(agent, name="B" * 90, email=mail))
    desk.desk.refresh()
    desk.wait_for(lambda: orders.details().title.startswith("AAA"), "the order as it is now")
    desk.settle()
    (copied,) = (
        line for line in panel.findChildren(CopyLine) if line.isVisible() and mail in line.words.text()
    )
    seen = copied.button.mapTo(panel, copied.button.rect().topRight()).x()
    assert seen < panel.width(), "the button that copies it can be reached"


def test_a_contact_is_copied(orders: OrdersHands) -> None:
    line = orders.page.details.findChildren(CopyLine)[0]
    orders.desk.click(line.button)
    assert QGuiApplication.clipboard().text() == orders.details().phone


def test_the_table_and_its_cells_have_names(orders: OrdersHands) -> None:
    table = QAccessible.queryAccessibleInterface(orders.table)
    assert table.role() == QAccessible.Role.Table
    assert table.text(QAccessible.Text.Name) == "Orders"
    model, ids = orders.table.rows, list(OrderColumn)
    index = model.index(0, ids.index(OrderColumn.ADDRESS))
    assert model.data(index) == "24 Sparrow Ln, Brookline, MA 02446"
    assert model.headerData(ids.index(OrderColumn.ADDRESS), Qt.Orientation.Horizontal) == "Property"
    for widget in orders.page.findChildren(QToolButton):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName() or widget.text(), widget


# ---------------------------------------------------------------- the order


def test_an_order_says_all_about_itself(desk: WholeDesk) -> None:
    scene_of_one_order(desk)
    orders = OrdersHands(desk)
    shown = orders.details()
    assert (shown.title, shown.town, shown.state) == ("55 Summit Ave", "02446", "partly booked")
    assert (shown.agent, shown.brokerage) == ("Dana Whitfield", "Keller Lane Realty")
    facts = {fact.name: fact.text for fact in shown.facts}
    assert facts["Size"] == "2,400 sq ft"
    assert facts["Due"] == "Mon 30 Nov"
    assert facts["Notes"].startswith("Gate code 4711.")
    (visit,) = shown.visits
    assert (visit.when, visit.state) == ("Thu 26 Nov, 2:00 – 4:30 pm", "booked")
    assert visit.calendar.startswith("Not written to the calendar. Google refused the event")
    assert shown.open == ("Twilight set · 45 min",)
    assert [line.sentence for line in shown.history] == [
        "Lee changed 55 Summit Ave",
        "Kim moved 55 Summit Ave",
        "Kim took the order for 55 Summit Ave",
        "Kim booked 55 Summit Ave",
    ]


def test_a_failed_write_is_tried_again_from_the_order(desk: WholeDesk) -> None:
    scene_of_one_order(desk)
    orders = OrdersHands(desk)
    assert orders.count(OrderFilter.FAILED) == 1
    row = orders.page.details.visit_rows()[0]
    desk.click(row.button(RETRY))
    desk.wait_for(lambda: orders.details().visits[0].calendar == "Written to the calendar", "the write")
    desk.settle()
    assert orders.count(OrderFilter.FAILED) == 0
    assert desk.events_about("55 Summit Ave")


def test_show_leads_to_the_week(desk: WholeDesk) -> None:
    lived_in(desk)
    orders = OrdersHands.open(desk)
    desk.daily.orders.show_order(ORDER)
    desk.settle()
    desk.click(orders.page.details.visit_rows()[0].button(SHOW))
    assert desk.window.view() == "desk"
    with desk.program.store.reading() as reading:
        (visit,) = reading.appointments_of(ORDER)
    assert desk.grid.canvas.block_rect(f"{visit.id}/maya") is not None


def test_what_lacks_a_time_leads_to_the_board(orders: OrdersHands) -> None:
    orders.desk.click(orders.page.filters.chip(OrderFilter.UNSCHEDULED))
    waiting = next(
        place for place, words in enumerate(orders.column(OrderColumn.STANDING)) if words == "no time yet"
    )
    street = next(
        orders.column(OrderColumn.ADDRESS)[place]
        for place in range(waiting, len(orders.table.rows.ids))
        if orders.column(OrderColumn.VISIT)[place] == "" and _opens(orders, place)
    )
    orders.desk.click(orders.page.details.button("schedule"))
    assert orders.desk.window.view() == "board"
    orders.desk.wait_for(lambda: isinstance(orders.desk.focus(), CardView), "the card")
    card = orders.desk.focus()
    assert isinstance(card, CardView)
    assert card.card.title == street


def _opens(orders: OrdersHands, place: int) -> bool:
    """Click a row; whether its order has services that never had an appointment."""
    orders.click_row(place)
    return bool(orders.details().open)


def test_what_another_desk_does_is_seen(orders: OrdersHands) -> None:
    desk = orders.desk
    orders.click_row(3)
    chosen = orders.details().id
    lived_in(desk)
    desk.wait_for(lambda: ORDER in orders.table.rows.ids, "the new order")
    assert orders.details().id == chosen
    assert orders.place() == orders.table.rows.ids.index(chosen)


def test_rows_far_down_are_read_when_they_are_looked_at(desk: WholeDesk) -> None:
    store, now = desk.program.store, desk.clock()
    with store.writing() as writing:
        agent = writing.agents()[0].id
        for number in range(400):
            taken = now - timedelta(days=400, minutes=number)
            writing.save_order(
                Order(f"old-{number:03}", agent, Property(f"{number} Old Street"), ("photos",), (), taken)
            )
    desk.desk.refresh()
    desk.settle()
    orders = OrdersHands.open(desk)
    last = len(orders.table.rows.ids) - 1
    assert orders.table.rows.row(last) is None, "nobody looked at it yet"
    orders.table.setFocus()
    desk.press(Key.Key_End)
    desk.wait_for(lambda: orders.table.rows.row(last), "the last row")
    assert orders.table.rows.cell(last, OrderColumn.ADDRESS).text == "399 Old Street"
    assert orders.details().title == "399 Old Street"
    assert orders.table.rows.row(last // 2) is None, "nor at those between"


def test_a_write_state_of_every_kind_has_words(orders: OrdersHands) -> None:
    """The column says in words what its dot says in colour."""
    with orders.desk.program.store.writing() as writing:
        (visit,) = writing.appointments_of(orders.details().id)
        writing.save_order(replace(writing.order(visit.order), notes="x"))
    rows = orders.table.rows
    row = rows.row(0)
    assert row is not None
    for state, words in (
        (WriteState.FAILED, "not written"),
        (WriteState.DIFFERS, "changed"),
        (WriteState.WAITING, "waiting"),
        (WriteState.WRITTEN, "written"),
    ):
        rows.add_rows([replace(row, writes={visit.id: state})], rows.ids)
        assert rows.cell(0, OrderColumn.CALENDAR).text == words
