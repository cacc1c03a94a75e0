"""The booking panel under keys and mouse: times, parts, confirming, and the whole call."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.booking.model import Coverage, Draft, PartStatus, PlaceStatus, Work
from studio_app.desk.booking.times_section import DIM_AFTER
from tests.gui import samples
from tests.gui.pages import CONTROL, DeskPage, Ears, Key, PanelPage

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> PanelPage:
    made = PanelPage(qtbot)
    made.fill()
    return made


BOTH = replace(samples.PICTURE_DRAFT, services=("photos", "twilight"))

# ---------------------------------------------------------------- openings


def test_the_next_openings_are_chips(page: PanelPage) -> None:
    assert page.chips() == ["Tue 9:30", "Tue 10:00", "Wed 9:00", "Thu 9:00 · least driving"]
    assert page.parts() == []


def test_nothing_is_offered_before_a_service_is_ticked(page: PanelPage) -> None:
    page.fill(Draft())
    assert page.chips() == []
    assert "Tick a service" in page.panel.times._hint.text()


def test_a_chip_chooses_by_mouse_and_the_button_says_it(page: PanelPage) -> None:
    page.click(page.panel.times.chips()[1])
    assert page.panel.bar.confirm_button.text() == "Confirm Tue 10:00"
    assert [chip.isChecked() for chip in page.panel.times.chips()] == [False, True, False, False]
    assert page.focused() is page.panel.bar.confirm_button


def test_arrows_go_through_the_chips_and_tab_leaves_them(page: PanelPage) -> None:
    page.panel.times.focus_openings()
    page.press(Key.Key_Right, Key.Key_Right, Key.Key_Left)
    assert page.focused() is page.panel.times.chips()[1]
    page.press(Key.Key_Return)
    page.panel.times.chips()[1].setFocus()
    page.press(Key.Key_Tab)
    assert page.focused() is page.panel.bar.hold_button


def test_an_old_answer_grows_pale_only_when_the_new_one_is_slow(page: PanelPage, qtbot: QtBot) -> None:
    looking = replace(page.desk.state, parts=(replace(samples.MAIN, status=PartStatus.LOOKING, openings=()),))
    page.panel.set_state(looking)
    assert len(page.chips()) == 4
    assert not page.panel.times.is_pale()
    qtbot.waitUntil(page.panel.times.is_pale, timeout=DIM_AFTER * 200)
    page.panel.set_state(page.desk.state)
    assert not page.panel.times.is_pale()


def test_a_quick_answer_never_pales(page: PanelPage, qtbot: QtBot) -> None:
    page.panel.set_state(replace(page.desk.state, parts=(replace(samples.MAIN, status=PartStatus.LOOKING),)))
    page.panel.set_state(page.desk.state)
    qtbot.wait(DIM_AFTER + 50)
    assert not page.panel.times.is_pale()


def test_no_opening_says_why(page: PanelPage) -> None:
    none = replace(
        samples.MAIN, status=PartStatus.NONE, chosen=None, openings=(), none_reason="Everybody is booked."
    )
    page.panel.set_state(replace(page.desk.state, parts=(none,)))
    assert page.panel.times._hint.text() == "Everybody is booked."
    assert page.note() == "There is no opening to confirm."
    assert not page.panel.bar.confirm_button.isEnabled()


def test_no_opening_for_want_of_a_place_leads_to_the_address(page: PanelPage) -> None:
    none = replace(samples.MAIN, status=PartStatus.NONE, chosen=None, openings=())
    page.panel.set_state(replace(page.desk.state, parts=(none,), coverage=Coverage(PlaceStatus.UNKNOWN)))
    assert page.note() == "Next: where the address is."
    page.panel.confirm()
    assert page.focused() is page.panel.address.place


# ---------------------------------------------------------------- parts


def test_an_order_with_twilight_has_a_choice_for_each_part(page: PanelPage) -> None:
    page.fill(BOTH)
    assert page.parts() == ["Main 1 h 00 · choose a time", "Twilight 45 min · choose a time"]
    assert page.panel.services.sum_note.text() == "in 2 visits"
    page.panel.times.focus_openings()
    page.press(Key.Key_Return)
    assert page.parts()[0] == "Main 1 h 00 · Tue 9:30"
    assert page.chips() == ["Tue 3:45 pm", "Wed 3:45 pm", "Thu 3:45 pm", "Fri 3:45 pm"]
    assert page.note() == "Next: choose a time for the twilight visit."
    page.press(Key.Key_Right, Key.Key_Return)
    assert page.parts()[1] == "Twilight 45 min · Wed 3:45 pm"
    assert page.panel.bar.confirm_button.text() == "Confirm both visits"
    assert page.focused() is page.panel.bar.confirm_button
    page.press(Key.Key_Return)
    assert page.desk.confirmed == [""]


def test_a_part_is_gone_to_by_mouse_and_keys(page: PanelPage) -> None:
    page.fill(BOTH)
    rows = page.panel.times.part_rows()
    page.click(rows[1])
    assert page.desk.current == 1
    rows[1].setFocus()
    page.press(Key.Key_Up, Key.Key_Space)
    assert page.desk.current == 0
    assert page.chips()[0] == "Tue 9:30"


# ---------------------------------------------------------------- confirming


@pytest.mark.parametrize(
    "draft,note,goes_to",
    [
        (Draft(), "Next: who is calling?", "agent"),
        (Draft(agent="dana"), "Next: the property's address.", "address"),
        (Draft(agent="dana", address="x 02446"), "Next: tick what the caller wants.", "services"),
    ],
)
def test_what_is_missing_is_said_and_gone_to(page: PanelPage, draft: Draft, note: str, goes_to: str) -> None:
    page.fill(draft)
    assert page.note() == note
    assert not page.panel.bar.confirm_button.isEnabled()
    page.panel.confirm()
    assert page.focused().objectName() == goes_to
    assert page.desk.confirmed == []


def test_a_missing_time_leads_to_the_openings(page: PanelPage) -> None:
    assert page.note() == "Next: choose a time. F3 takes the next one."
    page.panel.confirm()
    assert page.focused() is page.panel.times.chips()[0]


def test_nothing_can_be_booked_while_the_desk_is_blocked(page: PanelPage) -> None:
    page.panel.set_state(replace(page.desk.state, blocked="The database can't be reached."))
    page.panel.confirm()
    assert page.note() == "The database can't be reached."
    assert page.desk.confirmed == []


def test_confirm_and_hold_by_mouse(page: PanelPage) -> None:
    page.click(page.panel.times.chips()[0])
    page.click(page.panel.bar.hold_button)
    page.click(page.panel.bar.confirm_button)
    assert (page.desk.held, page.desk.confirmed) == (1, [""])


def test_while_booking_nothing_is_sent_twice(page: PanelPage) -> None:
    page.click(page.panel.times.chips()[0])
    page.panel.set_state(replace(page.desk.state, work=Work.CONFIRMING))
    assert page.panel.bar.confirm_button.text() == "Booking…"
    page.panel.confirm()
    page.panel.hold()
    assert (page.desk.held, page.desk.confirmed) == (0, [])


def test_a_time_that_breaks_rules_asks_for_a_reason(page: PanelPage) -> None:
    broken = replace(samples.MAIN, broken=("15 minutes short before 41 Harbor Rd",))
    page.panel.set_state(replace(page.desk.state, parts=(broken,)))
    bar = page.panel.bar
    assert bar.confirm_button.text() == "Confirm anyway…"
    assert bar._rules.text() == "15 minutes short before 41 Harbor Rd"
    assert not bar.hold_button.isEnabled()
    page.click(bar.confirm_button)
    assert page.focused() is bar.reason
    page.press(Key.Key_Return)
    assert page.desk.confirmed == []
    page.type("Maya agreed")
    page.press(Key.Key_Return)
    assert page.desk.confirmed == ["Maya agreed"]


def test_what_may_not_be_overruled_says_so(page: PanelPage) -> None:
    taken = replace(samples.MAIN, forbidden="Maya has another appointment then.")
    page.panel.set_state(replace(page.desk.state, parts=(taken,)))
    assert page.note() == "Maya has another appointment then."
    assert not page.panel.bar.confirm_button.isEnabled()


def test_backing_out_goes_step_by_step(page: PanelPage) -> None:
    broken = replace(samples.MAIN, broken=("Too soon",))
    cleared = Ears().on(page.panel.opening_cleared)
    page.desk.times.clear()
    page.panel.opening_cleared.disconnect(page.desk.clear_time)
    page.panel.set_state(replace(page.desk.state, parts=(broken,)))
    page.panel.confirm()
    page.panel.photographer.setFocus()
    page.press(Key.Key_Down)
    assert page.panel.back_out()
    assert not page.panel.photographer.suggestions.isVisible()
    assert page.panel.bar.reason_is_open()
    assert page.panel.back_out()
    assert not page.panel.bar.reason_is_open()
    assert cleared.heard == []
    assert page.panel.back_out()
    assert cleared.heard == [0]
    page.panel.set_state(replace(page.desk.state, parts=(replace(samples.MAIN, chosen=None),)))
    assert not page.panel.back_out()
    assert page.draft == samples.PICTURE_DRAFT


# ---------------------------------------------------------------- the whole call


@pytest.fixture
def desk(qtbot: QtBot) -> DeskPage:
    return DeskPage(qtbot)


def test_the_whole_call_by_keys_takes_at_most_twelve(desk: DeskPage) -> None:
    desk.press((CONTROL, Key.Key_N))
    desk.type("dana")
    desk.press(Key.Key_Return)
    desk.type("55 Summit Ave, 02446")
    desk.press(Key.Key_Return)
    desk.letter("p")
    desk.press(Key.Key_Space)
    desk.letter("v")
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    desk.press((CONTROL, Key.Key_Return))
    assert desk.desk.confirmed == [""]
    assert desk.panel.draft() == replace(samples.PICTURE_DRAFT, agent_text="Dana Whitfield")
    assert desk.presses <= 12, desk.presses


def test_f3_takes_the_next_opening_from_any_field(desk: DeskPage) -> None:
    desk.panel.set_draft(samples.PICTURE_DRAFT)
    desk.desk.answer()
    desk.panel.address.field.setFocus()
    desk.press(Key.Key_F3)
    assert desk.panel.bar.confirm_button.text() == "Confirm Tue 9:30"
    desk.press(Key.Key_F3, (CONTROL, Key.Key_Return))
    assert desk.panel.bar.confirm_button.text() == "Confirm Tue 10:00"
    assert desk.desk.confirmed == [""]


def test_tab_goes_in_the_order_of_the_conversation(desk: DeskPage) -> None:
    desk.panel.set_draft(samples.PICTURE_DRAFT)
    desk.desk.answer()
    desk.panel.focus_agent()
    order: list[QWidget] = [desk.focused()]
    for _ in range(7):
        desk.press(Key.Key_Tab)
        order.append(desk.focused())
    panel = desk.panel
    expected = [panel.agent.field, panel.address.field, panel.address.size_field, panel.services.list]
    expected += [panel.photographer, panel.times.chips()[0]]
    assert order[: len(expected)] == expected


def test_control_enter_in_the_agents_form_adds_the_agent(desk: DeskPage) -> None:
    desk.type("Jo Fox")
    desk.press(Key.Key_Return)
    desk.type("jo@fox.example")
    desk.press((CONTROL, Key.Key_Return))
    assert desk.panel.draft().new_agent is not None
    assert desk.desk.confirmed == []


def test_what_is_gone_to_is_scrolled_to(qtbot: QtBot) -> None:
    page = PanelPage(qtbot)
    page.panel.resize(320, 460)
    page.fill(BOTH)
    page.settle()
    bar = page.panel._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    page.panel.confirm()
    chip = page.panel.times.chips()[0]
    assert page.focused() is chip
    assert chip.visibleRegion().boundingRect() == chip.rect()
    page.panel.focus_agent()
    assert bar.value() < 80
