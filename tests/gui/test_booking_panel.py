"""The booking panel under keys and mouse: agent, address, services, photographer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio_app.desk.booking.model import Coverage, Draft, NewAgent, PlaceStatus
from studio_app.domain.agent import Agent
from tests.gui import samples
from tests.gui.pages import CONTROL, Ears, Key, PanelPage

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> PanelPage:
    return PanelPage(qtbot)


# ---------------------------------------------------------------- agent


def test_an_agent_is_completed_and_taken_with_enter(page: PanelPage) -> None:
    page.type("dana")
    assert page.offered() == ["Dana Whitfield", "Create “dana”"]
    page.press(Key.Key_Return)
    assert page.panel.agent.field.text() == "Dana Whitfield"
    assert page.panel.agent.field.suffix() == "Keller Lane Realty"
    assert page.draft.agent == "dana"
    assert page.focused() is page.panel.address.field


@pytest.mark.parametrize("typed", ["keller", "lane", "maria@keller"])
def test_brokerage_and_mail_complete_too(page: PanelPage, typed: str) -> None:
    page.type(typed)
    assert "Maria Delgado" in page.offered()


def test_arrows_and_mouse_take_another(page: PanelPage) -> None:
    page.type("da")
    page.press(Key.Key_Down, Key.Key_Return)
    assert page.draft.agent == "dan"
    page.panel.focus_agent()
    page.type("keller")
    page.click_suggestion(page.panel.agent.field.suggestions, "Maria Delgado")
    assert page.draft.agent == "maria"


def test_the_list_grows_again_with_what_fits(page: PanelPage) -> None:
    page.type("zz")
    assert page.offered() == ["Create “zz”"]
    page.press(Key.Key_Backspace, Key.Key_Backspace)
    page.type("da")
    offered, suggestions = page.offered(), page.panel.agent.field.suggestions
    assert len(offered) > 2
    for place in range(len(offered)):
        assert suggestions.surface().rect().contains(suggestions.row_center(place)), offered[place]


def test_typing_on_lets_the_agent_go(page: PanelPage) -> None:
    page.type("dana")
    page.press(Key.Key_Return)
    page.panel.focus_agent()
    page.press(Key.Key_End, Key.Key_Backspace)
    assert page.draft.agent == ""
    assert page.draft.agent_text == "Dana Whitfiel"
    assert page.panel.agent.field.suffix() == ""


def test_a_name_typed_in_full_is_known_without_the_list(page: PanelPage) -> None:
    page.type("DANA whitfield")
    page.press(Key.Key_Escape, Key.Key_Tab)
    assert page.draft.agent == "dana"


def test_an_unknown_agent_is_made_on_the_spot(page: PanelPage) -> None:
    made = Ears().on(page.panel.agent_created)
    page.type("Jo Fox")
    assert page.offered() == ["Create “Jo Fox”"]
    page.press(Key.Key_Return)
    form = page.panel.agent.form
    assert form.isVisible()
    assert form.name.text() == "Jo Fox"
    assert page.focused() is form.email
    page.type("jo@fox.example")
    page.press(Key.Key_Return)
    page.type("617 555 0100")
    page.press(Key.Key_Return)
    page.type("har")
    page.press(Key.Key_Down, Key.Key_Return, Key.Key_Return)
    new = NewAgent("Jo Fox", "jo@fox.example", "617 555 0100", "Harbor Homes")
    assert made.heard == [new]
    assert (page.draft.agent, page.draft.new_agent) == ("", new)
    assert page.panel.agent.field.suffix() == "Harbor Homes"
    assert page.focused() is page.panel.address.field
    assert not form.isVisible()


def test_a_mail_address_that_is_known_is_its_agent_s(page: PanelPage) -> None:
    made = Ears().on(page.panel.agent_created)
    page.type("Jo Fox")
    page.press(Key.Key_Return)
    page.type(samples.AGENTS[0].email.upper())
    page.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert (page.draft.agent, page.draft.new_agent) == (samples.AGENTS[0].id, None)
    assert made.heard == []
    section = page.panel.agent
    assert section.field.text() == samples.AGENTS[0].name, "not the name of somebody who isn't booked"
    assert samples.AGENTS[0].email in section.hint()
    assert page.focused() is page.panel.address.field


def test_a_new_agent_needs_a_mail_address(page: PanelPage) -> None:
    made = Ears().on(page.panel.agent_created)
    page.type("Jo Fox")
    page.press(Key.Key_Return)
    page.type("jo at fox")
    page.click(page.panel.agent.form.add_button)
    assert made.heard == []
    assert page.focused() is page.panel.agent.form.email
    assert "e-mail address" in page.panel.agent.form._problem.text()
    page.type("jo@fox.example")
    page.click(page.panel.agent.form.add_button)
    assert made.heard == [NewAgent("Jo Fox", "jo@fox.example")]


def test_a_typed_mail_address_goes_to_its_own_line(page: PanelPage) -> None:
    page.type("jo@fox.example")
    page.press(Key.Key_Return)
    form = page.panel.agent.form
    assert (form.name.text(), form.email.text()) == ("", "jo@fox.example")
    assert page.focused() is form.name


def test_giving_the_form_up_keeps_what_was_typed(page: PanelPage) -> None:
    page.type("Jo Fox")
    page.press(Key.Key_Return)
    page.click(page.panel.agent.form.cancel_button)
    assert not page.panel.agent.form.isVisible()
    assert page.focused() is page.panel.agent.field
    assert page.draft.agent_text == "Jo Fox"


def test_leaving_an_unknown_agent_offers_to_make_one(page: PanelPage) -> None:
    page.type("Jo Fox")
    page.press(Key.Key_Escape, Key.Key_Tab)
    assert page.panel.agent.create_button.isVisible()
    page.click(page.panel.agent.create_button)
    assert page.panel.agent.form.name.text() == "Jo Fox"


def test_names_from_outside_are_plain_text(qtbot: QtBot) -> None:
    wild = Agent("x", "<b>Bold</b> <img src=x>", "b@x.example", "", "<i>Tags</i>")
    page = PanelPage(qtbot, replace(samples.panel_state(), agents=(wild,)))
    page.type("bold")
    assert page.offered()[0] == "<b>Bold</b> <img src=x>"
    page.press(Key.Key_Return)
    assert page.panel.agent.field.text() == "<b>Bold</b> <img src=x>"
    assert page.panel.agent.field.suffix() == "<i>Tags</i>"
    for label in (page.panel.services.sum_note, page.panel.address.zone_chip, page.panel.bar.note):
        assert label.textFormat() is Qt.TextFormat.PlainText


# ---------------------------------------------------------------- address


def test_an_address_shows_its_zone_while_it_is_typed(page: PanelPage) -> None:
    address = page.panel.address
    address.field.setFocus()
    page.type("9 Elm St, 0244")
    assert address.zone_chip.text() == "Place not known yet"
    assert not address.asks_place()
    page.type("6")
    assert address.zone_chip.text() == "Brookline zone"
    assert address.coverage_chip.text() == "5 of 7 cover it"
    page.press(Key.Key_Return)
    assert page.focused() is page.panel.services.list


def test_a_known_address_is_offered_but_not_pressed_on_anybody(page: PanelPage) -> None:
    page.panel.address.field.setFocus()
    page.type("41 harb")
    assert page.offered() == ["41 Harbor Rd, Boston, MA 02127"]
    page.press(Key.Key_Down, Key.Key_Return)
    assert page.draft.address == "41 Harbor Rd, Boston, MA 02127"


def test_an_unknown_place_is_asked_for_when_the_address_is_done(page: PanelPage) -> None:
    address = page.panel.address
    address.field.setFocus()
    page.type("the old mill")
    page.press(Key.Key_Return)
    assert address.asks_place()
    assert page.focused() is address.place
    page.type("99999")
    page.press(Key.Key_Return)
    assert page.focused() is address.place
    assert address._question_text.text() == "There is no such postcode."
    page.type("02446")
    assert page.draft.place_text == "02446"
    assert address.zone_chip.text() == "Brookline zone"
    page.press(Key.Key_Return)
    assert page.focused() is page.panel.services.list


def test_another_address_forgets_the_place_of_the_one_before(page: PanelPage) -> None:
    page.fill(Draft(address="the old mill", place_text="02446"))
    page.panel.address.field.setFocus()
    page.press(Key.Key_End)
    page.type("s")
    assert page.draft.place_text == ""


@pytest.mark.parametrize(
    "coverage,chips",
    [
        (
            Coverage(PlaceStatus.KNOWN, ("Brookline", "Newton"), covering=2, of=7),
            ["Brookline + Newton zone", "2 of 7 cover it"],
        ),
        (Coverage(PlaceStatus.KNOWN, (), covering=0, of=7), ["Outside all zones", "Nobody covers it"]),
        (Coverage(PlaceStatus.KNOWN, zones_asked=False), ["Place known"]),
        (Coverage(PlaceStatus.LOOKING), ["Looking for the place…"]),
    ],
)
def test_what_the_chips_say(page: PanelPage, coverage: Coverage, chips: list[str]) -> None:
    page.panel.set_draft(Draft(address="55 Summit Ave"))
    page.panel.set_state(replace(samples.panel_state(), coverage=coverage))
    address = page.panel.address
    assert [chip.text() for chip in (address.zone_chip, address.coverage_chip) if chip.isVisible()] == chips


@pytest.mark.parametrize(
    "typed,size", [("2400", 2400.0), ("2,400 sq ft", 2400.0), ("many", None), ("0", None)]
)
def test_square_feet(page: PanelPage, typed: str, size: float | None) -> None:
    field = page.panel.address.size_field
    field.setFocus()
    page.type(typed)
    assert page.draft.square_feet == size
    assert bool(field.property("invalid")) is (size is None)


# ---------------------------------------------------------------- services


def test_letters_go_to_a_row_and_space_ticks_it(page: PanelPage) -> None:
    page.panel.services.list.setFocus()
    page.letter("v")
    page.press(Key.Key_Space)
    page.letter("p")
    page.press(Key.Key_Space)
    assert page.ticked() == ("photos", "video")
    assert page.panel.services.sum_label.text() == "2 h 00 on site"
    page.press(Key.Key_Space)
    assert page.ticked() == ("video",)
    assert page.panel.services.sum_label.text() == "1 h 00 on site"


def test_arrows_move_and_a_click_ticks(page: PanelPage) -> None:
    services = page.panel.services.list
    services.setFocus()
    page.press(Key.Key_Down, Key.Key_Down, Key.Key_Space)
    assert page.ticked() == ("drone",)
    page.click_row(services, 0)
    assert page.ticked() == ("photos", "drone")
    page.click_row(services, 2)
    assert page.ticked() == ("photos",)


def test_a_package_takes_its_services(page: PanelPage) -> None:
    services = page.panel.services.list
    page.click_row(services, 0)
    page.click_row(services, 6)
    assert (page.draft.services, page.draft.packages) == ((), ("show",))
    model = services.model()
    assert model.index(0, 0).data() == "Photos, in Showcase"
    assert model.index(0, 0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    page.click_row(services, 0)
    assert page.ticked() == ()


def test_a_service_that_nobody_can_do_says_so(page: PanelPage) -> None:
    lines = tuple(replace(line, problem="nobody is trained in it") for line in samples.panel_state().services)
    page.panel.set_state(replace(samples.panel_state(), services=lines))
    assert page.panel.services.list.model().index(2, 0).data() == "Drone, nobody is trained in it"


def test_a_studio_without_services_says_what_to_do(page: PanelPage) -> None:
    page.panel.set_state(replace(samples.panel_state(), services=()))
    assert page.panel.services.empty.isVisible()
    assert not page.panel.services.list.isVisible()


def test_many_services_scroll_and_the_marked_one_is_seen(page: PanelPage) -> None:
    line = samples.panel_state().services[0]
    lines = tuple(replace(line, id=str(number), name=f"Service {number}") for number in range(40))
    page.desk.state = replace(samples.panel_state(), services=lines)
    page.desk.answer()
    services = page.panel.services.list
    services.setFocus()
    page.press(Key.Key_End, Key.Key_Space)
    assert page.ticked() == ("39",)
    rect = services.visualRect(services.currentIndex())
    assert services.viewport().rect().contains(rect)
    assert page.panel.bar.confirm_button.geometry().bottom() <= page.panel.height()


# ---------------------------------------------------------------- photographer


def test_the_best_match_is_named(page: PanelPage) -> None:
    page.fill()
    assert page.panel.photographer.words() == ("Best match", "Maya, then Priya")
    assert page.panel.photographer.face() == samples.FACES["maya"]


def test_a_photographer_is_asked_for_by_keys(page: PanelPage) -> None:
    page.fill()
    page.panel.photographer.setFocus()
    page.letter("s")
    page.press(Key.Key_Return)
    assert page.draft.photographer == "sam"
    assert page.panel.photographer.words()[0] == "Sam Okafor"
    page.press(Key.Key_Space, Key.Key_Home)
    page.press(*[Key.Key_Up] * 7, Key.Key_Return)
    assert page.draft.photographer is None


def test_a_photographer_is_asked_for_by_mouse(page: PanelPage) -> None:
    page.fill()
    page.click(page.panel.photographer)
    page.click_suggestion(page.panel.photographer.suggestions, "Jun Park")
    assert page.draft.photographer == "jun"


def test_escape_closes_the_list_and_changes_nothing(page: PanelPage) -> None:
    page.panel.photographer.setFocus()
    page.press(Key.Key_Down, Key.Key_Down, Key.Key_Escape)
    assert not page.panel.photographer.suggestions.isVisible()
    assert page.draft.photographer is None


# ---------------------------------------------------------------- drafts


def test_every_change_sends_the_draft_at_once(page: PanelPage) -> None:
    page.type("dan")
    assert [draft.agent_text for draft in page.desk.drafts] == ["d", "da", "dan"]


def test_a_draft_that_is_brought_back_is_shown_whole_and_sends_nothing(page: PanelPage) -> None:
    draft = replace(samples.PICTURE_DRAFT, square_feet=2400.0, photographer="sam", packages=("listing",))
    page.panel.set_draft(draft)
    assert page.panel.draft() == draft
    assert page.desk.drafts == []
    assert page.panel.agent.field.text() == "Dana Whitfield"
    assert page.panel.address.size_field.text() == "2400"
    assert page.panel.photographer.words()[0] == "Sam Okafor"


def test_a_new_booking_is_empty_and_begins_with_the_agent(page: PanelPage) -> None:
    page.fill(replace(samples.PICTURE_DRAFT, square_feet=900.0))
    page.panel.new_requested.emit()
    assert page.draft == Draft()
    assert page.panel.agent.field.text() == page.panel.address.field.text() == ""
    assert page.panel.address.size_field.text() == ""
    assert page.focused() is page.panel.agent.field


def test_select_all_stays_with_the_field(page: PanelPage) -> None:
    page.type("dana")
    page.press((CONTROL, Key.Key_A))
    assert page.panel.agent.field.selectedText() == "dana"
