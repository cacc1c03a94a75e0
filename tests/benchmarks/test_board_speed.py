"""How long the board takes: 50 lanes with 500 blocks at 1440 x 900, limits as the issue promises them (milliseconds).

The peer of picking up asks `engine.check` of every lane at every step of the day, one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from studio_app import engine
from studio_app.desk import theme
from studio_app.desk.board.page import BoardPage
from tests.support.shots_board import NOW, answered, at, many

pytestmark = pytest.mark.benchmark

DRAG_STEP, PICK_UP, FULL_REPAINT = 8.0, 50.0, 50.0
LANES, EACH = 50, 10
HELD = "p21-4/p21"


class Bench:
    """A shown board, and the picture that it is painted into."""

    def __init__(self, page: BoardPage) -> None:
        self.shown, self.studio = many(LANES, EACH)
        engine.warm(self.studio, NOW)
        self.page, self.canvas = page, page.canvas
        self.piece = self.shown.pieces[HELD]
        self.picture = QImage(self.canvas.size(), QImage.Format.Format_RGB32)

    def paint(self) -> None:
        self.canvas.render(self.picture, QPoint(), QRegion(), QWidget.RenderFlag(0))

    def grab(self) -> QPointF:
        """Take the block; where the hand is."""
        area = self.canvas.block_rect(HELD)
        assert area is not None
        self.canvas.press(self.piece, area.center())
        self.canvas.drag(area.center() + QPointF(20, 0), fine=False)
        return area.center()

    def answer(self) -> None:
        self.page.set_answer(answered(self.shown, self.studio, self.page.holding.state.pieces))


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Bench:
    theme.apply(qapp, theme.Theme.light())
    shown, _ = many(LANES, EACH)
    page = BoardPage(shown)
    qtbot.addWidget(page)
    page.resize(1368, 844)
    with qtbot.waitExposed(page):
        page.show()
    QApplication.processEvents()
    made = Bench(page)
    made.canvas.scroll_to(made.canvas.lanes.scroll_x, 15 * made.canvas.lanes.lane_height)
    return made


def _measure(benchmark: BenchmarkFixture, work: Callable[[], object], **options: Any) -> None:
    benchmark.pedantic(work, **options)  # type: ignore[no-untyped-call]


def _hold(benchmark: BenchmarkFixture, limit: float) -> None:
    benchmark.extra_info["limit_ms"] = limit
    stats = benchmark.stats
    assert stats is None or float(stats.stats.median) * 1000 <= limit


def test_drag_step(benchmark: BenchmarkFixture, bench: Bench) -> None:
    """The hand moves to another lane and time: judged by all rules, said on the ghost, painted whole."""
    begin = bench.grab()
    bench.answer()
    bench.paint()
    numbers = count()

    def step() -> None:
        number = next(numbers)
        bench.canvas.drag(begin + QPointF(number * 37 % 600, number * 53 % 300), fine=True)
        bench.paint()

    _measure(benchmark, step, rounds=200, warmup_rounds=5)
    _hold(benchmark, DRAG_STEP)


def test_picking_up(benchmark: BenchmarkFixture, bench: Bench) -> None:
    """A block is taken: every lane's answer is worked out, and painted over all that is seen."""
    bench.paint()

    def again() -> tuple[tuple[()], dict[str, object]]:
        bench.page.holding.cancel()
        return (), {}

    def pick_up() -> None:
        bench.grab()
        bench.answer()
        bench.paint()

    _measure(benchmark, pick_up, setup=again, rounds=20, warmup_rounds=1)
    assert bench.page.holding.answer is not None
    assert len(bench.page.holding.answer.lanes) == LANES
    _hold(benchmark, PICK_UP)


def test_full_repaint_of_the_board(benchmark: BenchmarkFixture, bench: Bench) -> None:
    """As after a change that touches every lane: all pictures that are seen are made anew."""

    def full() -> None:
        bench.canvas.forget_pictures()
        bench.paint()

    _measure(benchmark, full, rounds=20, warmup_rounds=2)
    _hold(benchmark, FULL_REPAINT)


def test_peer_every_lane_and_step_one_by_one(benchmark: BenchmarkFixture, bench: Bench) -> None:
    """The same question to the rules, one lane and one start after the other: for comparison only."""
    item = bench.studio.appointments[bench.piece.key]
    bench.grab()
    held = answered(bench.shown, bench.studio, bench.page.holding.state.pieces).question.held[0]
    rest = replace(held.request, moving=None)
    base = bench.studio.without_appointment(item.id)

    def peer() -> int:
        works = 0
        for person in base.photographers:
            for number in range(96):
                start = at("0") + timedelta(minutes=15 * number)
                works += not any(engine.check(base, rest, held.visit, start, (person.id,)).values())
        return works

    _measure(benchmark, peer, rounds=1)
