"""The window: keys, views, finding, messages, and what fits into 1280 x 720."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.booking.model import Draft, NextOpening, PartStatus
from studio_app.desk.calendar_status import CalendarStatus
from studio_app.desk.commands import Name, all_commands, keys_text
from studio_app.desk.find import Found, FoundKind
from studio_app.desk.main_window import MainWindow
from studio_app.desk.view import View
from studio_app.desk.widgets.labels import PlainLabel
from tests.gui import samples
from tests.gui.pages import CONTROL, DeskPage, Ears, Key

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def desk(qtbot: QtBot) -> DeskPage:
    return DeskPage(qtbot)


# ---------------------------------------------------------------- keys


def test_no_two_commands_share_a_key() -> None:
    keys = [QKeySequence(key).toString() for command in all_commands() for key in command.keys]
    assert len(keys) == len(set(keys))
    assert {command.name for command in all_commands()} == set(Name)


@pytest.mark.parametrize(
    "keys,text", [("Ctrl+N", "Ctrl N"), ("Ctrl++", "Ctrl +"), ("F3", "F3"), ("Esc", "Esc")]
)
def test_keys_are_written_as_on_the_keyboard(keys: str, text: str) -> None:
    assert keys_text(keys) == text


@pytest.mark.parametrize(
    "keys,signal,said",
    [
        (Key.Key_PageUp, "back_requested", ()),
        (Key.Key_PageDown, "forward_requested", ()),
        ((CONTROL, Key.Key_T), "today_requested", ()),
        ((CONTROL, Key.Key_G), "date_requested", ()),
        ((CONTROL, Key.Key_1), "span_chosen", "day"),
        ((CONTROL, Key.Key_2), "span_chosen", "week"),
        ((CONTROL, Key.Key_3), "span_chosen", "month"),
    ],
)
def test_days_are_paged_from_any_field(
    desk: DeskPage, keys: Key | tuple[Qt.KeyboardModifier, Key], signal: str, said: object
) -> None:
    ears = Ears().on(getattr(desk.window.top_bar, signal))
    desk.press(keys)
    assert ears.heard == [said]


def test_zoom_sync_and_undo(desk: DeskPage) -> None:
    zoom = Ears().on(desk.window.zoom_requested)
    sync, undo = Ears().on(desk.window.sync_requested), Ears().on(desk.window.undo_requested)
    desk.grid.setFocus()
    desk.press((CONTROL, Key.Key_Plus), (CONTROL, Key.Key_Minus), (CONTROL, Key.Key_0), Key.Key_F5)
    desk.press((CONTROL, Key.Key_Z))
    assert zoom.heard == [1, -1, 0]
    assert sync.heard == undo.heard == [()]


def test_f6_and_f7_go_to_grid_and_explanation(desk: DeskPage) -> None:
    desk.window.explain.set_state(samples.EXPLAINED)
    desk.press(Key.Key_F6)
    assert desk.focused() is desk.grid
    desk.press(Key.Key_F7)
    assert desk.focused() is desk.window.explain.people


# ---------------------------------------------------------------- views


def test_the_rail_leads_to_the_pages_and_back(desk: DeskPage) -> None:
    seen = Ears().on(desk.window.view_changed)
    desk.click(desk.window.rail.button("team"))
    assert desk.window.views["team"].isVisible()
    assert desk.window.top_bar.heading.text() == "Team"
    assert not desk.window.top_bar.span.isVisible()
    desk.press(Key.Key_Escape)
    assert desk.panel.isVisible()
    assert desk.window.top_bar.heading.text() == "23 – 29 November 2026"
    assert seen.heard == ["team", "desk"]


def test_a_view_is_made_at_the_first_look(qtbot: QtBot) -> None:
    made: list[View] = []

    def make() -> View:
        made.append(View("orders", window.views.place))
        made[-1].bar = QWidget(made[-1])
        return made[-1]

    window = MainWindow(QWidget(), views={"orders": make, "team": View("team")})
    qtbot.addWidget(window)
    window.show()
    assert "orders" in window.views
    assert window.views["team"].isHidden()
    window.rail.button("team").click()
    assert made == []
    window.rail.button("orders").click()
    window.show_view("team")
    window.show_view("orders")
    (page,) = made
    assert window.views["orders"] is page
    assert page.isVisible()
    assert page.bar is not None
    assert page.bar.isVisible()


def test_the_rail_goes_by_arrows(desk: DeskPage) -> None:
    desk.window.rail.button("desk").setFocus()
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert desk.window.view() == "services"


def test_a_new_booking_comes_back_to_the_desk(desk: DeskPage) -> None:
    desk.panel.set_draft(samples.PICTURE_DRAFT)
    desk.window.show_view("team")
    desk.press((CONTROL, Key.Key_N))
    assert desk.window.view() == "desk"
    assert desk.panel.draft() == Draft()


def test_what_is_typed_stays_while_another_page_is_looked_at(desk: DeskPage) -> None:
    desk.type("dana")
    desk.window.show_view("zones")
    desk.press(Key.Key_Escape)
    assert desk.panel.agent.field.text() == "dana"


# ---------------------------------------------------------------- finding


ORDER = Found(FoundKind.ORDER, "o1", "41 Harbor Rd", "Photos · Maya", "Tue 24 Nov 8:45")
AGENT = Found(FoundKind.AGENT, "dan", "Dan Abbott", "Harbor Homes")


def test_control_k_finds_from_any_field(desk: DeskPage) -> None:
    field = desk.window.top_bar.find_field
    field.query_changed.connect(lambda text: field.set_results(text, (AGENT, ORDER)))
    found = Ears().on(field.found)
    desk.type("da")
    desk.press(Key.Key_Escape, (CONTROL, Key.Key_K))
    assert desk.focused() is field
    desk.type("harbor")
    assert [row.title for row in field.suggestions.rows()] == ["41 Harbor Rd", "Dan Abbott"]
    desk.press(Key.Key_Down, Key.Key_Return)
    assert found.heard == [AGENT]
    assert field.text() == ""
    assert desk.focused() is desk.panel.agent.field
    assert desk.panel.agent.field.text() == "da"


def test_an_answer_to_older_words_is_dropped(desk: DeskPage) -> None:
    field = desk.window.top_bar.find_field
    field.begin()
    desk.type("harbor")
    field.set_results("har", (ORDER,))
    assert field.suggestions.rows() == ()
    field.set_results("harbor", ())
    assert [row.title for row in field.suggestions.rows()] == ["Nothing fits to “harbor”"]
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert desk.focused() is desk.panel.agent.field


def test_escape_closes_the_list_of_a_field_first(desk: DeskPage) -> None:
    desk.type("dana")
    desk.press(Key.Key_Escape)
    assert not desk.panel.agent.field.suggestions.isVisible()
    assert desk.panel.agent.field.text() == "dana"


# ---------------------------------------------------------------- dates and help


def test_a_date_is_gone_to_by_typing(desk: DeskPage) -> None:
    chosen = Ears().on(desk.window.go_to.date_chosen)
    desk.window.go_to.open_for(desk.window.top_bar.heading, samples.TODAY, samples.TODAY)
    desk.type("3 dec")
    assert desk.window.go_to._meaning.text() == "Thursday 3 December 2026"
    desk.press(Key.Key_Return)
    assert chosen.heard == [date(2026, 12, 3)]
    assert not desk.window.go_to.isVisible()
    assert desk.focused() is desk.panel.agent.field


def test_a_date_is_gone_to_by_arrows_and_by_mouse(desk: DeskPage) -> None:
    chosen = Ears().on(desk.window.go_to.date_chosen)
    go_to = desk.window.go_to
    go_to.open_for(desk.window.top_bar.heading, samples.TODAY, samples.TODAY)
    go_to.month.setFocus()
    desk.press(Key.Key_Down, Key.Key_Right, Key.Key_PageDown, Key.Key_PageUp, Key.Key_Return)
    go_to.open_for(desk.window.top_bar.heading, samples.TODAY, samples.TODAY)
    desk.click(go_to.month, go_to.month.cell(date(2026, 11, 12)))
    assert chosen.heard == [date(2026, 12, 1), date(2026, 11, 12)]


def test_a_click_beside_the_card_leaves_it(desk: DeskPage) -> None:
    go_to = desk.window.go_to
    go_to.open_for(desk.window.top_bar.heading, samples.TODAY, samples.TODAY)
    desk.click(go_to, QPoint(go_to.width() - 20, go_to.height() - 20))
    assert not go_to.isVisible()


def test_f1_shows_the_keys_and_escape_leaves_them(desk: DeskPage) -> None:
    desk.window.resize(1080, 600)
    desk.press(Key.Key_F1)
    keys = desk.window.help
    assert keys.isVisible()
    for label in keys.findChildren(PlainLabel):
        assert label.width() >= label.sizeHint().width(), f"{label.text()} is cut off"
    desk.press(Key.Key_Escape)
    assert not desk.window.help.isVisible()
    assert desk.focused() is desk.panel.agent.field


# ---------------------------------------------------------------- room and names


def everything_typed(desk: DeskPage) -> None:
    """A booking with all there can be: a package, two visits, six openings in the afternoon."""
    openings = tuple(NextOpening(samples.at(24 + day, 15, 45), day == 5) for day in range(6))
    main = replace(samples.MAIN, openings=openings, status=PartStatus.OPEN, chosen=None)
    draft = replace(samples.PICTURE_DRAFT, services=("drone",), packages=("show",), square_feet=2400.0)
    desk.panel.set_draft(draft)
    state = replace(
        samples.panel_state(samples.PACKAGES), coverage=samples.COVERED, parts=(main, samples.DUSK)
    )
    desk.panel.set_state(state)
    desk.window.explain.set_state(samples.EXPLAINED)
    desk.window.top_bar.set_status(CalendarStatus(7, 12))


def test_a_low_screen_shows_all_that_matters(qtbot: QtBot) -> None:
    desk = DeskPage(qtbot, (1280, 720))
    everything_typed(desk)
    last = desk.panel.times.chips()[-1]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())
    whole = QRect(QPoint(0, 0), desk.window.size())
    panel = desk.panel
    parts: list[QWidget] = [
        panel.agent.field,
        panel.address.field,
        panel.services.sum_label,
        panel.photographer,
    ]
    parts += [*panel.times.part_rows(), *panel.times.chips(), panel.bar.hold_button, panel.bar.confirm_button]
    parts += [desk.window.explain.summary, desk.window.top_bar.status, desk.window.rail.button("settings")]
    for part in parts:
        place = QRect(part.mapTo(desk.window, QPoint(0, 0)), part.size())
        assert part.isVisible()
        assert whole.contains(place), part
        assert not part.visibleRegion().isEmpty()
        assert part.visibleRegion().boundingRect().size() == part.size(), part
    for upper, lower in pairwise((panel.services, panel.times, panel.bar)):
        assert upper.mapTo(panel, QPoint(0, upper.height())).y() <= lower.mapTo(panel, QPoint(0, 0)).y() + 1


def test_the_grid_takes_what_the_panels_leave(desk: DeskPage, qtbot: QtBot) -> None:
    assert desk.panel.width() == 320
    assert desk.window.explain.width() == 288
    assert desk.grid.width() == 1440 - 72 - 320 - 288
    desk.window.resize(1280, 720)
    qtbot.waitUntil(lambda: desk.grid.width() == 1280 - 72 - 320 - 288)


def test_everything_that_takes_the_focus_has_a_name(desk: DeskPage) -> None:
    everything_typed(desk)
    nameless = [
        widget
        for widget in desk.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and isinstance(widget, QAbstractButton | QLineEdit)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_the_theme_changes_while_the_desk_is_open(desk: DeskPage, qapp: QApplication) -> None:
    everything_typed(desk)
    light = desk.window.grab().toImage().pixelColor(76, 760)
    theme.apply(qapp, theme.Theme.dark())
    dark = desk.window.grab().toImage().pixelColor(76, 760)
    assert (light.name(), dark.name()) == ("#ffffff", theme.Theme.dark().surface.name())


def test_closing_says_so(desk: DeskPage) -> None:
    closing = Ears().on(desk.window.closing)
    desk.press((CONTROL, Key.Key_Q))
    assert closing.heard == [()]


def test_control_z_undoes_typing_first_then_the_booking(desk: DeskPage) -> None:
    undo = Ears().on(desk.window.undo_requested)
    desk.type("da")
    desk.press(Key.Key_Escape, (CONTROL, Key.Key_Z))
    assert desk.panel.agent.field.text() == ""
    assert undo.heard == []
    desk.press((CONTROL, Key.Key_Z))
    assert undo.heard == [()]
