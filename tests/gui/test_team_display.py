"""The team on a real X display: the server's own pointer and keys, where focus, grabs and modifiers are real."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_app.desk.hours.geometry import Part
from tests.gui.team_hands import TeamHands
from tests.support.whole_desk import whole_desk
from tests.support.x_hand import KEY_PRESS, KEY_RELEASE, KEYS, XHand

pytestmark = pytest.mark.display

MAYA = "Maya Ortiz"
MON, WED, SUN = 0, 2, 6


class RealTeam(TeamHands):
    """The team under a real hand."""

    hand: XHand

    def let_it_work(self) -> None:
        """What the server sent has arrived."""
        for _ in range(4):
            QApplication.processEvents()
            time.sleep(0.01)
        self.desk.settle()

    def pull(self, widget: QWidget, *points: QPoint, held: str = "") -> None:
        """Press, go through points, let go; with a key held."""
        code = self.hand._codes[KEYS[held]] if held else 0
        for place, point in enumerate(points):
            where = widget.mapToGlobal(point)
            self.hand.move(where.x(), where.y())
            self.let_it_work()
            if place == 0:
                self.hand.press()
                if held:
                    self.hand._fake(KEY_PRESS, code)
        self.hand.release()
        if held:
            self.hand._fake(KEY_RELEASE, code)
        self.let_it_work()

    def key(self, name: str, *held: str) -> None:
        """Press a key of the server."""
        self.hand.key(name, *held)
        self.let_it_work()


@pytest.fixture
def team(qtbot: QtBot, tmp_path: Path, x_display: str) -> Iterator[RealTeam]:
    with whole_desk(tmp_path) as desk, XHand(x_display) as hand:
        TeamHands.open(desk)
        shown = RealTeam(desk)
        shown.hand = hand
        yield shown


def test_hours_are_drawn_stretched_and_copied(team: RealTeam) -> None:
    before, bars = team.file(), team.bars
    team.pull(
        bars, bars.minute_point(SUN, 9 * 60), bars.minute_point(SUN, 11 * 60), bars.minute_point(SUN, 13 * 60)
    )
    assert team.hours(MAYA)[SUN] == "9–1"
    team.pull(
        bars,
        bars.bar_point(SUN, 0, Part.END),
        bars.minute_point(SUN, 15 * 60),
        bars.minute_point(SUN, 17 * 60),
    )
    assert team.hours(MAYA)[SUN] == "9–5"
    start = bars.bar_point(SUN, 0)
    wednesday = QPoint(start.x(), bars.minute_point(WED, 0).y())
    team.pull(bars, start, (start + wednesday) / 2, wednesday, held="Control")
    assert team.hours(MAYA)[WED] == "8–6", "it joins what is there"
    assert team.hours(MAYA)[SUN] == "9–5", "and a copy stays"
    for _ in range(2):
        team.key("z", "Control")
    assert team.file() == before


def test_five_minutes_with_shift_and_back_with_escape(team: RealTeam) -> None:
    bars = team.bars
    minute = bars.minute_point(MON, 12 * 60 + 20)
    team.pull(
        bars, bars.bar_point(MON, 0, Part.END), bars.minute_point(MON, 12 * 60 + 40), minute, held="Shift"
    )
    assert team.hours(MAYA)[MON] in ("8–12:20, 1–6", "8–12:25, 1–6", "8–12:15, 1–6")
    before = team.file()
    where = bars.mapToGlobal(bars.bar_point(MON, 1))
    team.hand.move(where.x(), where.y())
    team.hand.press()
    team.hand.move(where.x() + 90, where.y())
    team.let_it_work()
    team.key("Escape")
    team.hand.release()
    team.let_it_work()
    assert team.file() == before
    assert team.desk.window.view() == "team"


def test_the_order_is_dragged_and_undone(team: RealTeam) -> None:
    before, rows = team.file(), team.side.list
    start, end = rows.row_rect(4).center().toPoint(), rows.row_rect(1).topLeft().toPoint() + QPoint(90, 3)
    team.pull(rows.viewport(), start, (start + end) / 2, end)
    assert team.names()[:3] == [MAYA, "Priya Nair", "Leo Brandt"]
    team.key("Down", "Alt")
    assert team.names()[:3] == [MAYA, "Leo Brandt", "Priya Nair"]
    team.key("z", "Control")
    team.key("z", "Control")
    assert team.file() == before


def test_somebody_new_by_keys_alone(team: RealTeam) -> None:
    team.page.add_button.setFocus()
    team.key("Return")
    for letter in "eva":
        team.key(letter)
    team.key("Return")
    assert team.names()[-1] == "eva"
