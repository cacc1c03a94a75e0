"""A phone order from the first key to the event in the folder, in the whole program on the demo studio."""

from __future__ import annotations

from PySide6.QtCore import Qt

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.domain.appointment import State
from tests.gui.calls import book_by_keyboard, book_by_mouse, order
from tests.support.whole_desk import ADDRESS, CONTROL, WholeDesk

Key = Qt.Key


def test_the_whole_call_by_keyboard(desk: WholeDesk) -> None:
    book_by_keyboard(desk)


def test_a_call_by_mouse(desk: WholeDesk) -> None:
    book_by_mouse(desk)


def test_the_block_says_that_its_event_is_written(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"))
    desk.settle()
    titles = {block.title: block.state.value for block in desk.grid.week.blocks}
    assert titles["55 Summit Ave"] == "written"


def test_undo_takes_the_booking_and_its_event_back(desk: WholeDesk) -> None:
    before = len(desk.events())
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.confirm()
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"))
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "the event to go")
    desk.settle()
    assert "55 Summit Ave" not in {block.title for block in desk.grid.week.blocks}
    assert len(desk.events()) == before


def test_undo_goes_back_step_by_step_and_redo_forward_again(desk: WholeDesk) -> None:
    for services in (("photos",), ("video",)):
        desk.draft(order(desk, *services))
        desk.desk.next_opening()
        desk.settle()
        desk.panel.confirm()
        desk.settle()
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) == 2, "both events")
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) == 1, "one event")
    desk.settle()
    desk.press(Key.Key_Z, CONTROL)
    desk.wait_for(lambda: not desk.events_about("55 Summit Ave"), "no event")
    desk.settle()
    bar = desk.window.messages.bar("done")
    assert bar is not None
    desk.click(bar.button("redo"))
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) == 1, "the event again")


def test_a_hold_blocks_and_says_so(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    desk.panel.hold()
    desk.settle()
    held = [item for item in desk.desk.snapshot.studio.appointments.values() if item.address == ADDRESS]
    assert [item.state for item in held] == [State.HOLD]
    assert "hold" in {block.kind.value for block in desk.grid.week.blocks}


def test_each_part_has_a_choice_of_its_own(desk: WholeDesk) -> None:
    desk.draft(order(desk, "photos", "twilight"))
    assert len(desk.panel.state().parts) == 2
    desk.desk.next_opening()
    desk.settle()
    desk.desk.choose_part(1)
    desk.settle()
    desk.desk.next_opening()
    desk.settle()
    assert set(desk.desk.choices.times) == {0, 1}
    desk.panel.confirm()
    desk.wait_for(lambda: len(desk.events_about("55 Summit Ave")) == 2, "both events")


def test_other_services_ask_for_other_times(desk: WholeDesk) -> None:
    desk.draft(order(desk, "photos"))
    desk.desk.next_opening()
    desk.settle()
    assert desk.desk.choices.times
    desk.desk.change_draft(order(desk, "photos", "video"))
    desk.settle()
    assert not desk.desk.choices.times


def test_paging_quickly_ends_on_the_right_week(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    for _ in range(6):
        desk.desk.shown.page(1)
    for _ in range(4):
        desk.desk.shown.page(-1)
    desk.settle()
    assert desk.desk.answer
    assert (desk.desk.answer.question.first, desk.desk.answer.question.last) == (
        desk.desk.days.first,
        desk.desk.days.last,
    )
    shown = {
        start.astimezone(desk.desk.snapshot.studio.settings.timezone).date() for start in desk.openings()
    }
    assert shown <= set(desk.grid.columns())


def test_an_overruled_time_needs_a_reason(desk: WholeDesk) -> None:
    desk.draft(order(desk))
    snapshot = desk.desk.snapshot
    desk.desk.next_opening()
    desk.settle()
    start = desk.desk.choices.times[0].astimezone(snapshot.studio.settings.timezone)
    desk.desk.choose_time(0, start.replace(hour=21, minute=0))
    desk.settle()
    (part,) = desk.panel.state().parts
    assert part.broken
    desk.panel.confirm()
    desk.settle()
    assert not desk.events_about("55 Summit Ave"), "a reason is asked for first"
    desk.type("The owner flies out at ten")
    desk.press(Key.Key_Return, CONTROL)
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")


def test_find_goes_to_an_order(desk: WholeDesk) -> None:
    desk.press(Key.Key_K, CONTROL)
    desk.type("harbor")
    desk.press(Key.Key_Return)
    assert desk.window.view() == "desk"
    assert any("Harbor" in block.title for block in desk.grid.week.blocks)


def test_a_time_that_another_desk_took_is_not_booked_and_others_are_offered(desk: WholeDesk) -> None:
    """The other desk books at the very moment; this one's snapshot is still the old one when it confirms."""
    desk.draft(order(desk))
    desk.desk.next_opening()
    desk.settle()
    start, look = desk.desk.choices.times[0], desk.desk.choices.looks[0]
    people = [key for key, failures in look.photographers.items() if not failures]
    office = desk.desk.office
    for number, key in enumerate(people):
        other = BookOrder(
            id=f"other{number}",
            caller=Caller(email="other@example.com"),
            address="1 Other St, Brookline, MA 02446",
            services=("photos",),
            slots=(Slot(start, (key,)),),
            place=look.request.place,
        )
        book_order(office.store, desk.desk.now, "other desk", other)
    desk.panel.confirm()
    desk.settle()
    assert not desk.events_about("55 Summit Ave")
    bar = desk.window.messages.bar("refused")
    assert bar is not None
    assert "Nobody can take" in bar.message.text
    assert desk.panel.draft() == order(desk), "nothing that was typed is lost"
    desk.click(bar.button("next"))
    assert desk.desk.choices.times[0] != start
    desk.panel.confirm()
    desk.wait_for(lambda: desk.events_about("55 Summit Ave"), "the event in the folder")
