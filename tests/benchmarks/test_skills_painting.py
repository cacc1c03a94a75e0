"""How long the matrix of skills takes to scroll and to be changed, with 500 people and 40 services in 1200 x 800.

The limit of a frame is that of 60 frames a second; the peer in the same run is Qt's own table with the same ticks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTableView, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.people import Face
from studio_app.desk.skills.card import SkillsCard
from studio_app.desk.skills.model import ServiceHead, SkillsState

pytestmark = pytest.mark.benchmark

FRAME = 16.0
"""Milliseconds."""
PEOPLE, SERVICES = 500, 40
STATE = SkillsState(
    tuple(Face(f"p{n}", f"Person {n}", n) for n in range(PEOPLE)),
    tuple(ServiceHead(f"s{n}", f"Service number {n}") for n in range(SERVICES)),
    frozenset((f"p{p}", f"s{s}") for p in range(PEOPLE) for s in range(SERVICES) if (p * 7 + s * 3) % 5),
)


class PlainTicks(QAbstractTableModel):
    """The same matrix for Qt's own table."""

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return PEOPLE

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return SERVICES

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            has = (f"p{index.row()}", f"s{index.column()}") in STATE.has
            return Qt.CheckState.Checked if has else Qt.CheckState.Unchecked
        return None


class Scrolling:
    """Both bars move a little, and all is painted."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        self._area, self._step = area, 0
        self._picture = QImage(area.viewport().size(), QImage.Format.Format_RGB32)

    def step(self) -> None:
        self._step += 1
        for bar in (self._area.verticalScrollBar(), self._area.horizontalScrollBar()):
            bar.setValue(self._step * 37 % max(1, bar.maximum()))
        self._area.viewport().render(self._picture, QPoint(), QRegion(), QWidget.RenderFlag(0))


@pytest.fixture
def card(qapp: QApplication, qtbot: QtBot) -> SkillsCard:
    theme.apply(qapp, theme.Theme.light())
    made = SkillsCard()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.set_state(STATE)
    made.show()
    qapp.processEvents()
    return made


def _measure(benchmark: BenchmarkFixture, work: Callable[[], object], **options: Any) -> None:
    benchmark.pedantic(work, **options)  # type: ignore[no-untyped-call]


def _hold(benchmark: BenchmarkFixture, limit: float) -> None:
    benchmark.extra_info["limit_ms"] = limit
    stats = benchmark.stats
    assert stats is None or float(stats.stats.median) * 1000 <= limit


def test_a_step_of_scrolling(card: SkillsCard, benchmark: BenchmarkFixture) -> None:
    _measure(benchmark, Scrolling(card.grid).step, rounds=60, warmup_rounds=3)
    _hold(benchmark, FRAME)


def test_a_step_of_scrolling_in_qts_table(
    card: SkillsCard, qtbot: QtBot, benchmark: BenchmarkFixture
) -> None:
    table, model = QTableView(), PlainTicks()
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(card.grid.size())
    table.verticalHeader().setDefaultSectionSize(28)
    for column in range(SERVICES):
        table.setColumnWidth(column, 36)
    table.show()
    QApplication.processEvents()
    _measure(benchmark, Scrolling(table).step, rounds=60, warmup_rounds=3)


def test_a_matrix_that_was_read_anew(card: SkillsCard, benchmark: BenchmarkFixture) -> None:
    _measure(benchmark, partial(card.set_state, STATE), rounds=30, warmup_rounds=2)
    _hold(benchmark, FRAME)
