"""Days off, public holidays, skills and start times in the whole program on a real display, from the hand to the studio
file and back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_app.desk.days_off.panel import DaysOffPanel
from studio_app.desk.team_cards import TeamCards
from studio_app.domain.days_off import DayKind, special_days
from studio_app.domain.working_hours import reasons_on
from tests.gui.team_hands import LEFT, TeamHands
from tests.support.whole_desk import CONTROL, NO_KEYS

pytestmark = pytest.mark.display
Key, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)
MAYA = "Maya Ortiz"


def cards_of(team: TeamHands) -> TeamCards:
    assert team.team.cards is not None
    return team.team.cards


def open_days(team: TeamHands) -> DaysOffPanel:
    team.desk.click(team.profile.hours.days_off)
    days = cards_of(team).days_off
    assert days is not None
    return days.panel


def day_point(panel: DaysOffPanel, day: date) -> QPoint:
    return panel.calendar.rect_of(day).center().toPoint()


def kinds(team: TeamHands, first: date, last: date) -> list[tuple[DayKind, str]]:
    """What is stored of Maya's days."""
    person = team.person(MAYA)
    zone = team.desk.desk.snapshot.studio.settings.timezone  # type: ignore[union-attr]
    return [(day.kind, day.reason) for day in special_days(person, zone, first, last).values()]


def undo_all(team: TeamHands, before: bytes) -> None:
    """Take everything back, and find the file of before."""
    for _ in range(12):
        if team.file() == before:
            return
        team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before


def test_a_week_off_is_dragged_and_typed(team: TeamHands) -> None:
    before, panel = team.file(), open_days(team)
    team.drag(
        panel.calendar,
        day_point(panel, MONDAY),
        day_point(panel, date(2026, 12, 1)),
        day_point(panel, MONDAY),
    )
    team.desk.press(Key.Key_Right, SHIFT)
    assert panel.calendar.choice.days == 2, "keys go on from where the hand was"
    team.desk.click(panel.calendar, day_point(panel, MONDAY))
    for _ in range(4):
        team.desk.press(Key.Key_Right, SHIFT)
    assert team.profile.effect.state.trying
    assert "fewer" in team.profile.effect.state.sentence
    team.desk.press(Key.Key_Return)
    team.desk.type("Vacation")
    team.desk.press(Key.Key_Return)
    assert kinds(team, MONDAY, FRIDAY) == [(DayKind.OFF, "Vacation")] * 5
    assert team.profile.hours.days_off.text() == "8 days off coming up"
    assert panel.coming.rows()[0].days == 5
    team.desk.press(Key.Key_Delete)
    assert kinds(team, MONDAY, FRIDAY) == []
    undo_all(team, before)
    assert reasons_on(team.person(MAYA).reasons) == {}


def test_other_hours_by_keyboard_alone(team: TeamHands) -> None:
    before, panel = team.file(), open_days(team)
    team.desk.press(Key.Key_Right)
    team.desk.press(Key.Key_Return)
    while team.desk.focus() is not panel.form.kind.button("off"):
        team.desk.press(Key.Key_Backtab, SHIFT)
    team.desk.press(Key.Key_Right)
    team.desk.press(Key.Key_Space)
    team.desk.type("9-12, 11-1")
    team.desk.press(Key.Key_Return)
    assert "overlap" in panel.form.problem.text()
    assert team.file() == before, "nothing was stored"
    team.desk.type("9-12, 2-5")
    team.desk.press(Key.Key_Tab)
    team.desk.type("School play")
    team.desk.press(Key.Key_Return)
    tuesday = date(2026, 11, 24)
    assert kinds(team, tuesday, tuesday) == [(DayKind.HOURS, "School play")]
    undo_all(team, before)


def test_public_holidays_for_several_are_one_step(team: TeamHands) -> None:
    before, panel = team.file(), open_days(team)
    team.desk.click(panel.holidays)
    days = cards_of(team).days_off
    assert days is not None
    sheet = days._sheet
    assert sheet is not None
    assert sheet.country.currentText() == "United States", "as the zone of time tells"
    sheet.region.setFocus()
    team.desk.type("Massachusetts")
    assert sheet.region.currentText() == "Massachusetts"
    sheet.people.setFocus()
    team.desk.press(Key.Key_Home)
    team.desk.press(Key.Key_Down)
    team.desk.press(Key.Key_Space)
    assert sheet.add.text() == "Add 2 days off for 2 people"
    team.desk.click(sheet.add)
    thanks = date(2026, 11, 26)
    for name in (MAYA, "Leo Brandt"):
        assert reasons_on(team.person(name).reasons)[thanks] == "Thanksgiving Day"
    assert team.person("Ana Silva").reasons == frozenset()
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before
    team.desk.click(panel.holidays)
    assert sheet.region.currentText() == "Massachusetts", "the choice is kept"


def test_skills_are_painted_and_taken_back(team: TeamHands) -> None:
    before = team.file()
    grid = cards_of(team).skills.card.grid
    state = grid.state
    people, services = [face.id for face in state.people], [each.id for each in state.services]
    drone = services.index("drone")
    first, last = grid.rect_of("maya", "drone"), grid.rect_of(people[2], services[drone])
    team.drag(grid.viewport(), first.center().toPoint(), last.center().toPoint())
    assert all("drone" in team.person(name).skills for name in (MAYA, "Leo Brandt", "Ana Silva"))
    team.desk.press(Key.Key_Z, CONTROL)
    assert team.file() == before, "one gesture is one step"
    assert "drone" not in team.person(MAYA).skills
    grid.setFocus()
    team.desk.press(Key.Key_Home, CONTROL)
    team.desk.press(Key.Key_Space, SHIFT)
    assert team.person(MAYA).skills == set(services)
    team.desk.press(Key.Key_Space, CONTROL)
    team.desk.press(Key.Key_Space)
    undo_all(team, before)
    heading = grid.places().heading(drone)
    middle = QPoint(round(heading.x + heading.width / 2), round(heading.height) - 8)
    QTest.mouseClick(grid.viewport(), LEFT, NO_KEYS, middle)
    team.desk.settle()
    assert "drone" in team.person("Tom Reyes").skills
    undo_all(team, before)


def test_the_studio_closes_with_a_reason(team: TeamHands) -> None:
    """From the settings; a photographer's calendar shows it."""
    before = team.file()
    panel = open_days(team)
    assert date(2026, 12, 7) in team.desk.desk.snapshot.studio.settings.closed_dates  # type: ignore[union-attr]
    team.desk.click(panel.calendar, day_point(panel, date(2026, 12, 7)))
    assert "studio is closed" in panel.calendar.accessibleDescription()
    assert team.file() == before


def test_the_menu_of_a_skill_leads_to_the_service(team: TeamHands) -> None:
    grid = cards_of(team).skills.card.grid
    at = grid.rect_of("leo", "drone").center().toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, at, grid.viewport().mapToGlobal(at)))
    team.take("Open Leo", "skills_menu")
    assert team.page.state().current == "leo"
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, at, grid.viewport().mapToGlobal(at)))
    team.take("Open the service", "skills_menu")
    assert team.desk.window.view() == "services"
