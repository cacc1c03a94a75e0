"""The card of workload: the weeks of one or all, and everybody beside each other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.widgets.spoken_table import SpokenTable
from studio_app.desk.workload import model
from studio_app.desk.workload.chart import WorkloadChart
from studio_app.desk.workload.model import Measure, WorkloadState
from studio_app.desk.workload.people_list import PeopleLoads


class WorkloadCard(QFrame):
    """The card; `workload_desk.WorkloadDesk` fills it.

    Signals:
        wanted: it came to be seen.
        person_opened: id of somebody whose page is wanted.
    """

    wanted = Signal()
    person_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workload")
        self.setProperty("kind", "card")
        self._state, self._measure = WorkloadState(), Measure.SHOOTS
        self.title = PlainLabel(self.tr("Workload"), "body strong", self)
        self.measure = Segmented(
            (
                (Measure.SHOOTS.value, self.tr("Shoots")),
                (Measure.HOURS.value, self.tr("On site")),
                (Measure.DRIVING.value, self.tr("Driving")),
            ),
            self.tr("What is compared"),
            self,
        )
        self.measure.set_chosen(self._measure.value)
        self.chart, self.people = WorkloadChart(self), PeopleLoads(self)
        self.summary = PlainLabel("", "caption muted", self, wrap=True)
        self.legend = PlainLabel("", "caption muted", self, wrap=True)
        self.beside = PlainLabel(self.tr("Everybody, all these weeks"), "strong", self)
        self._table = SpokenTable(self.tr("Workload by week"), self)
        self._lay_out()
        self.measure.chosen.connect(self._choose)
        self.people.opened.connect(self.person_opened)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.measure)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.chart)
        box.addWidget(self.legend)
        box.addWidget(self.summary)
        box.addSpacing(4)
        box.addWidget(self.beside)
        box.addWidget(self.people, 1)
        box.addStretch(0)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: WorkloadState) -> None:
        """Show other work; what is compared stays."""
        self._state = state
        self._show()

    def _show(self) -> None:
        state, measure = self._state, self._measure
        face = state.face
        self.title.setText(
            self.tr("Workload of {}").format(face.name) if face else self.tr("Workload of the team")
        )
        self.chart.show_state(state, measure)
        self.people.show_rows(model.rows(state, measure), state.who)
        self.summary.setText(model.summary(state, measure))
        marks = self.tr("filled: done \N{MIDDLE DOT} outline: to come")
        self.legend.setText(
            f"{marks} \N{MIDDLE DOT} {self.tr('orange line: average of the team')}" if face else marks
        )
        weeks = range(len(state.work.weeks))
        lines = [model.week_words(state, place) for place in weeks]
        self._table.read(
            (self.tr("Shoots"), self.tr("On site"), self.tr("Driving")),
            [line[0] for line in lines],
            [line[1:4] for line in lines],
        )

    def begin(self) -> None:
        """Take the keyboard."""
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        self._measure = Measure(key)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted.emit()
