"""The first steps on the desk of a new studio, and the reasons for having no openings with their way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.desk.booking.model import Draft
from studio_app.desk.commands import Name
from studio_app.desk.first_steps.card import FirstStepsCard
from studio_app.desk.first_steps.model import StepKey
from studio_app.desk.preferences import PreferencesPage
from studio_app.desk.rules.model import Section
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings
from studio_app.domain.setup import Setup, difference
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from tests.support.whole_desk import WholeDesk, whole_desk

HOURS = WeekHours.of(dict.fromkeys(Weekday, ((540, 1020),)))
ANA = Photographer("ana", "Ana", "ana@studio.test")
PHOTOS = Service("photos", "Photos", 60)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on an empty studio."""
    with whole_desk(tmp_path, demo=False) as shown:
        made = Studio.of(Settings("Harbor Light", ZoneInfo("America/New_York")))
        import_studio(shown.program.store, shown.clock(), "test", ImportStudio(made))
        shown.desk.refresh()
        shown.wait_for(lambda: shown.desk.snapshot is not None, "the studio")
        shown.settle()
        yield shown


def card(desk: WholeDesk) -> FirstStepsCard:
    return desk.window.explain.first_steps


def button(desk: WholeDesk, key: StepKey) -> QWidget:
    return card(desk).row(key)


def change(desk: WholeDesk, **values: object) -> None:
    """Another desk changes the set-up; this one reads it."""
    store = desk.program.store
    with store.writing() as writing:
        before: Setup = writing.setup()
    wanted = difference(before, replace(before, **values))  # type: ignore[arg-type]
    change_setup(store, desk.clock(), "Kim", wanted, did="changed it", name="it")
    desk.desk.refresh()
    desk.settle()


def test_a_new_studio_sees_its_first_steps(desk: WholeDesk) -> None:
    assert card(desk).isVisible()
    assert card(desk).sentence.text() == "0 of 4 done"
    assert button(desk, StepKey.PEOPLE).accessibleName() == "Photographers, next"
    assert button(desk, StepKey.ZONES).accessibleName() == "Zones, to do"


@pytest.mark.parametrize(
    "key, view",
    [
        (StepKey.PEOPLE, "team"),
        (StepKey.SERVICES, "services"),
        (StepKey.HOURS, "team"),
        (StepKey.ZONES, "zones"),
        (StepKey.CALENDARS, "calendars"),
        (StepKey.PRIMARY, "calendars"),
    ],
)
def test_a_step_opens_its_place(desk: WholeDesk, key: StepKey, view: str) -> None:
    desk.click(button(desk, key))
    assert desk.window.view() == view


def test_by_the_keyboard(desk: WholeDesk) -> None:
    button(desk, StepKey.PEOPLE).setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Qt.Key.Key_Tab)
    assert desk.focus() is button(desk, StepKey.SERVICES)
    desk.press(Qt.Key.Key_Return)
    assert desk.window.view() == "services"


def test_they_know_what_was_done_and_go_when_all_is(desk: WholeDesk) -> None:
    change(desk, photographers=(ANA,), services=(PHOTOS,))
    assert button(desk, StepKey.PEOPLE).accessibleName() == "Photographers, done"
    assert button(desk, StepKey.HOURS).accessibleName() == "Working hours, next"
    change(desk, photographers=(replace(ANA, hours=HOURS),))
    assert card(desk).sentence.text() == "The studio is ready for its first order."
    desk.click(button(desk, StepKey.ORDER))
    assert desk.focus() is desk.panel.agent.field


def test_they_make_room_for_a_time_that_is_looked_at(desk: WholeDesk) -> None:
    change(desk, photographers=(replace(ANA, hours=HOURS),), services=(PHOTOS,))
    desk.draft(Draft(services=("photos",)))
    desk.desk.choose_time(0, desk.openings()[0])
    desk.settle()
    assert not card(desk).isVisible()
    desk.desk.clear_time(0)
    desk.settle()
    assert card(desk).isVisible()


def test_they_are_put_away_for_good_and_an_undo_brings_them_back(desk: WholeDesk) -> None:
    desk.click(card(desk).away_button)
    assert not card(desk).isVisible()
    assert desk.desk.snapshot is not None
    assert desk.desk.snapshot.first_steps_away
    desk.window.undo_requested.emit()
    desk.settle()
    assert card(desk).isVisible()


def test_what_was_put_away_is_shown_again_by_the_keyboard_on_every_desk(desk: WholeDesk) -> None:
    desk.click(card(desk).away_button)
    desk.window.show_view("team")
    desk.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert (desk.window.view(), card(desk).isVisible()) == ("desk", True)
    change(desk, photographers=(replace(ANA, hours=HOURS),), services=(PHOTOS,))
    assert card(desk).isVisible(), "until it is put away again"
    desk.click(card(desk).away_button)
    assert not card(desk).isVisible()
    desk.window.undo_requested.emit()
    desk.settle()
    assert card(desk).isVisible()
    desk.click(card(desk).away_button)
    desk.window.show_view("settings")
    page = desk.window.views["settings"]
    assert isinstance(page, PreferencesPage)
    page.show_section(Section.DESK)
    desk.settle()
    desk.click(page.help.buttons[Name.HELP])
    assert desk.window.help.isVisible()
    desk.press(Qt.Key.Key_Escape)
    desk.click(page.help.buttons[Name.FIRST_STEPS])
    assert (desk.window.view(), card(desk).isVisible()) == ("desk", True)


def test_a_low_window_keeps_every_step(desk: WholeDesk) -> None:
    desk.window.resize(1080, 600)
    desk.settle()
    panel = desk.window.explain
    for key in StepKey:
        row = button(desk, key)
        assert panel.rect().contains(row.rect().translated(row.mapTo(panel, row.rect().topLeft())))


@pytest.mark.parametrize(
    "people, sentence, words, view",
    [
        ((), "There are no photographers yet.", "Open Team", "team"),
        ((replace(ANA, accepting=False),), "Ana takes no bookings at the moment.", "Open Team", "team"),
    ],
)
def test_why_there_are_no_openings_is_said_with_a_way_to_mend_it(
    desk: WholeDesk, people: tuple[Photographer, ...], sentence: str, words: str, view: str
) -> None:
    change(desk, photographers=people, services=(PHOTOS,))
    desk.draft(Draft(services=("photos",)))
    times = desk.panel.times
    part = desk.panel.state().part
    assert part is not None
    assert part.none_reason == sentence
    assert times.fix_button.text() == words
    desk.click(times.fix_button)
    assert desk.window.view() == view


def test_without_a_place_the_reason_leads_to_the_question_for_it(desk: WholeDesk) -> None:
    assert desk.desk.snapshot is not None
    settings = replace(desk.desk.snapshot.studio.settings, zones_enabled=True)
    change(desk, photographers=(ANA,), services=(PHOTOS,), settings=settings)
    desk.draft(Draft(services=("photos",), address="1 Elm St"))
    desk.click(desk.panel.times.fix_button)
    assert desk.focus() is desk.panel.address.place


def test_where_there_are_openings_nothing_is_to_be_mended(desk: WholeDesk) -> None:
    change(desk, photographers=(replace(ANA, hours=HOURS),), services=(PHOTOS,))
    desk.draft(Draft(services=("photos",)))
    assert desk.openings()
    assert not desk.panel.times.fix_button.isVisible()


def test_a_rule_of_the_studio_leads_to_its_setting(desk: WholeDesk) -> None:
    assert desk.desk.snapshot is not None
    settings = replace(desk.desk.snapshot.studio.settings, bookable_weekdays=frozenset())
    change(desk, photographers=(replace(ANA, hours=HOURS),), services=(PHOTOS,), settings=settings)
    desk.draft(Draft(services=("photos",)))
    desk.click(desk.panel.times.fix_button)
    assert desk.window.view() == "settings"
    page = desk.window.views["settings"]
    assert isinstance(page, PreferencesPage)
    assert page.section is Section.HOURS
    rows = next(card.rows for card in page.rules if "bookable_weekdays" in card.rows)
    assert rows["bookable_weekdays"].isAncestorOf(desk.focus())
