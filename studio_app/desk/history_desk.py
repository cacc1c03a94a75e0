"""The history: read page by page in the storage lane as it is looked at, and saved as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.ports import Store
from studio_app.actions.read_history import (
    PAGE,
    HistoryPage,
    HistoryQuestion,
    export_history,
    history_people,
    read_history,
)
from studio_app.desk.content import short_address
from studio_app.desk.controller import Controller
from studio_app.desk.history.page import HistoryPanel
from studio_app.desk.history.sentences import HistoryLine, history_line
from studio_app.desk.saving import Saving, Wanted
from studio_app.domain.history import HistoryEntry
from studio_app.worker.lane import Outcome


@dataclass(frozen=True, slots=True)
class _Read:
    asked: HistoryQuestion
    before: HistoryEntry | None
    page: HistoryPage
    people: tuple[str, ...]


class HistoryDesk(QObject):
    """Between the panel and the actions."""

    def __init__(
        self, controller: Controller, saving: Saving, panel: HistoryPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._saving, self.panel = controller, saving, panel
        self._lines: tuple[HistoryLine, ...] = ()
        self._asked: HistoryQuestion | None = None
        self._more: HistoryEntry | None = None
        self._reading_on = False
        panel.asked.connect(self.refresh)
        panel.more_wanted.connect(self._read_on)

    def show_order(self, order: str, address: str) -> None:
        """Leave out all but one order; it is read when it is looked at."""
        self.panel.show_all_of(order, short_address(address))

    def refresh(self) -> None:
        """Read the newest entries again."""
        desk = self._desk
        if desk.snapshot is None:
            return
        asked, now = self._question(), desk.now
        limit = max(PAGE, len(self._lines)) if asked == self._asked else PAGE
        job = partial(_read, desk.office.store, now, asked, None, limit)
        desk.delivery.ask(desk.lanes.storage, "history", job, self._take)

    def _question(self) -> HistoryQuestion:
        desk, panel = self._desk, self.panel
        assert desk.snapshot is not None
        zone = desk.snapshot.studio.settings.timezone
        span = panel.chosen_days().span(desk.today, zone)
        return HistoryQuestion(panel.order, "", panel.who, panel.text, span)

    def _take(self, outcome: Outcome[_Read]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        found = outcome.value
        self._asked, self._more, self._reading_on = found.asked, found.page.more, False
        self._lines = self._told(found.page)
        self.panel.show_people(found.people)
        self.panel.show_lines(self._lines, self._desk.today, self._desk.wording)

    def _read_on(self) -> None:
        """The page after those that are shown."""
        desk = self._desk
        if self._asked is None or self._more is None or self._reading_on:
            return
        self._reading_on = True
        asked, before, now = self._asked, self._more, desk.now
        job = partial(_read, desk.office.store, now, asked, before, PAGE)
        desk.delivery.ask(desk.lanes.storage, "older history", job, self._take_more)

    def _take_more(self, outcome: Outcome[_Read]) -> None:
        self._reading_on = False
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif outcome.value.asked == self._asked and outcome.value.before is self._more:
            self._more = outcome.value.page.more
            self._lines += self._told(outcome.value.page)
            self.panel.show_lines(self._lines, self._desk.today, self._desk.wording)

    def _told(self, page: HistoryPage) -> tuple[HistoryLine, ...]:
        snapshot = self._desk.snapshot
        assert snapshot is not None
        zone = snapshot.studio.settings.timezone
        return tuple(history_line(row, zone, self._desk.wording) for row in page.rows)

    def export(self) -> None:
        """Save what is shown, and all before it, as a table."""
        desk = self._desk
        make = partial(export_history, desk.office.store, desk.now, self._question())
        name = f"history {desk.today:%Y-%m-%d}.csv"
        kinds = "Tables (*.csv)"
        self._saving.save(Wanted("Save the history", name, kinds, lambda progress: make(progress).encode()))


def _read(
    store: Store, now: datetime, asked: HistoryQuestion, before: HistoryEntry | None, limit: int
) -> _Read:
    page = read_history(store, now, asked, before, limit)
    return _Read(asked, before, page, history_people(store))
