"""The settings page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio_app.desk.preferences import PreferencesPage, PreferencesState
from studio_app.desk.rules.desk_cards import KeptPlace
from studio_app.desk.rules.model import Section
from studio_app.desk.widgets.buttons import PushButton
from tests.gui.pages import Ears, Hands, Key

STATE = PreferencesState(
    look="system",
    title="{{ services|join(' + ') }}",
    description="Agent: {{ agent.name }}",
    places=(KeptPlace("calendar", "Calendar events", "calendar"), KeptPlace("log", "Log", "log")),
)


pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def page(qtbot: QtBot) -> PreferencesPage:
    made = PreferencesPage()
    made.make()
    made.set_state(STATE)
    return made


def test_the_look_is_chosen_at_once(qtbot: QtBot, page: PreferencesPage) -> None:
    hands, chosen = Hands(qtbot, page), Ears().on(page.look.chosen)
    page.show_section(Section.DESK)
    hands.click(page.look.button("dark"))
    assert chosen.heard == ["dark"]


def test_templates_are_previewed_while_typed_and_kept_when_saved(qtbot: QtBot, page: PreferencesPage) -> None:
    hands = Hands(qtbot, page)
    page.show_section(Section.EVENTS)
    asked, saved = Ears().on(page.events.preview_requested), Ears().on(page.events.saved)
    assert not page.events.save_button.isEnabled()
    page.events.title.setFocus()
    hands.press(Key.Key_End)
    hands.type("!")
    qtbot.waitUntil(lambda: bool(asked.heard))
    assert asked.heard == [("{{ services|join(' + ') }}!", "Agent: {{ agent.name }}")]
    page.events.show_preview("Photos!", "Agent: <b>Dana</b>")
    assert page.events.preview_text.text() == "Agent: <b>Dana</b>"
    hands.click(page.events.save_button)
    assert saved.heard == asked.heard
    page.set_state(replace(STATE, title="{{ services|join(' + ') }}!"))
    assert not page.events.is_edited()


def test_a_wrong_template_says_what_is_wrong(qtbot: QtBot, page: PreferencesPage) -> None:
    Hands(qtbot, page)
    page.show_section(Section.EVENTS)
    page.events.show_preview("", "", "The title has no end of a name: }}")
    assert page.events.title_problem.isVisible()
    assert not page.events.problem.isVisible()
    page.events.show_preview("Photos", "", "", "Wrong")
    assert not page.events.title_problem.isVisible()
    assert page.events.problem.text() == "Wrong"


def test_what_is_typed_stays_when_other_settings_change(qtbot: QtBot, page: PreferencesPage) -> None:
    hands = Hands(qtbot, page)
    page.show_section(Section.EVENTS)
    page.events.description.setFocus()
    hands.type("Hello ")
    page.set_state(replace(STATE, look="light"))
    assert page.events.description.toPlainText() == "Hello Agent: {{ agent.name }}"
    assert page.events.is_edited()


def test_places_are_opened(qtbot: QtBot, page: PreferencesPage) -> None:
    hands, asked = Hands(qtbot, page), Ears().on(page.kept.requested)
    page.show_section(Section.KEPT)
    button = next(each for each in page.findChildren(PushButton) if each.property("key") == "log")
    page.resize(1000, 900)
    hands.click(button)
    assert asked.heard == ["log"]
