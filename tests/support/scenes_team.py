"""The scenes of the team: the sheet, hours in the hand, a team whose order doesn't count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_app.desk.team.model import Act
from tests.support.whole_desk import NO_KEYS, WholeDesk


def team(desk: WholeDesk) -> None:
    """The first profile, as in the design."""
    desk.window.show_view("team")
    desk.settle()


def hand(desk: WholeDesk) -> None:
    """Hours drawn on a day off, with what that would do."""
    team(desk)
    profile = desk.program.studio_views.team.profile
    assert profile is not None
    bars = profile.hours.bars
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, NO_KEYS, bars.minute_point(6, 540))
    QTest.mouseMove(bars, bars.minute_point(6, 600))
    QTest.mouseMove(bars, bars.minute_point(6, 840))
    desk.settle()


def typed(desk: WholeDesk) -> None:
    """Hours typed that can't be read."""
    team(desk)
    profile = desk.program.studio_views.team.profile
    assert profile is not None
    profile.hours.bars.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.type("8-noonish")
    desk.press(Qt.Key.Key_Return)


def edit(desk: WholeDesk) -> None:
    """The sheet of a profile, with something wrong in it."""
    team(desk)
    views = desk.program.studio_views
    views.team_desk.act(views.team.state().current, Act.EDIT)
    desk.settle()
    sheet = views.team_desk.sheet
    assert sheet is not None
    sheet.form.email.setFocus()
    sheet.form.email.selectAll()
    desk.type("maya at northlight")
    sheet.form.home.setFocus()
    sheet.form.home.selectAll()
    desk.type("14 Winthrop Rd, Brookline, MA 02445")


def add(desk: WholeDesk) -> None:
    """Somebody new."""
    team(desk)
    desk.program.studio_views.team_desk.add("maya")
    desk.settle()


def remove(desk: WholeDesk) -> None:
    """Somebody who has appointments."""
    team(desk)
    desk.program.studio_views.team_desk.act("leo", Act.REMOVE)
    desk.settle()


def days_off(desk: WholeDesk) -> None:
    """The calendar of days off in the place of the map."""
    team(desk)
    views = desk.program.studio_views
    views.team_desk.act("maya", Act.DAYS_OFF)
    desk.settle()


def workload(desk: WholeDesk) -> None:
    """How much everybody has to do."""
    team(desk)
    desk.program.studio_views.team_desk.act("maya", Act.WORKLOAD)
    desk.settle()


def starts(desk: WholeDesk) -> None:
    """Fixed start times."""
    team(desk)
    desk.program.studio_views.team_desk.act("maya", Act.STARTS)
    desk.settle()
    desk.type("9, 1 pm")
    desk.press(Qt.Key.Key_Return)
