"""Between the chart of workload and the engine: summed up in the openings lane, when somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from studio_app.desk.content import face_of
from studio_app.desk.controller import Controller
from studio_app.desk.wording import wording_of
from studio_app.desk.workload.card import WorkloadCard
from studio_app.desk.workload.model import WEEKS, WEEKS_BACK, WorkloadState
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.workload import WEEK, Workload, monday_of, workload
from studio_app.worker.lane import Outcome


class WorkloadDesk(QObject):
    """Fills the card."""

    def __init__(self, controller: Controller, card: WorkloadCard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.card = controller, card
        self._who = ""
        self._summed: tuple[Studio, date] | None = None
        self._state = WorkloadState()
        controller.refreshed.connect(self.refresh)
        card.wanted.connect(self.refresh)

    def show_person(self, person: str) -> None:
        """Show the work of a photographer; "" is the whole team."""
        self._who = person
        if self._summed is None:
            self.refresh()
        else:
            self._show()

    def refresh(self) -> None:
        """Sum up again where the studio or the week is another, if somebody looks."""
        snapshot = self._desk.snapshot
        if snapshot is None or not self.card.isVisible():
            return
        studio = snapshot.studio
        this_week = monday_of(local_date(studio.settings.timezone, self._desk.now))
        if self._summed and self._summed[0] is studio and self._summed[1] == this_week:
            return
        job = partial(_summed_up, studio, this_week)
        self._desk.delivery.ask(self._desk.lanes.openings, "workload", job, self._take)

    def _take(self, outcome: Outcome[tuple[Studio, date, Workload]]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        studio, this_week, work = outcome.value
        self._summed = studio, this_week
        faces = tuple(face_of(studio, person.id) for person in studio.photographers)
        self._state = WorkloadState(work, faces, this_week, wording=wording_of(studio.settings.speech))
        self._show()

    def _show(self) -> None:
        known = {face.id for face in self._state.people}
        self.card.set_state(replace(self._state, who=self._who if self._who in known else ""))


def _summed_up(studio: Studio, this_week: date) -> tuple[Studio, date, Workload]:
    return studio, this_week, workload(studio, this_week - WEEKS_BACK * WEEK, WEEKS)
