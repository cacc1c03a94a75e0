"""Carries what is typed and pointed at to the lanes, and what they answer to the widgets.

It runs in the interface thread and computes nothing that takes time. The newest question wins: the lanes replace what
waits, and an answer that belongs to other days or another draft than those shown is kept for the panel but not painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.actions.find_place import KnownPlaces
from studio_app.actions.identity import new_id
from studio_app.actions.ports import Store
from studio_app.actions.read_desk import Snapshot, read_desk, read_older
from studio_app.desk.answering import Answer, Question, answer
from studio_app.desk.booking.model import Draft, Work
from studio_app.desk.busy_times import index_busy_times
from studio_app.desk.closer_look import CloserLook
from studio_app.desk.content import month_of, openings_of, week_of
from studio_app.desk.days import MONTH, Days
from studio_app.desk.looking import Look
from studio_app.desk.main_window import DESK, MainWindow
from studio_app.desk.office import Office
from studio_app.desk.panel_content import Choices, panel_state
from studio_app.desk.shown_days import ShownDays
from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.model import Openings, Week
from studio_app.desk.week.month import MonthView
from studio_app.desk.wording import ENGLISH, Wording, wording_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, local_date
from studio_app.worker.delivery import Delivery
from studio_app.worker.lane import Outcome
from studio_app.worker.lanes import Lanes

STALE_AFTER = 150
"""Milliseconds that the old openings stay as they are while new ones are worked out."""


class Controller(QObject):
    """The desk's state: snapshot, draft, shown days, chosen times.

    Signals:
        failed: an exception that no answer was expected to be, for the message bar or the crash dialog.
        loaded: the first snapshot of a studio is there; False where the database holds none.
        refreshed: a newer snapshot is shown.
        answered: the newest question has an Answer, which is shown.
        started_new: another order is begun in the panel.
    """

    failed = Signal(object)
    loaded = Signal(bool)
    refreshed = Signal()
    answered = Signal(object)
    started_new = Signal()

    def __init__(
        self, office: Office, lanes: Lanes, window: MainWindow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.office, self.lanes, self.window = office, lanes, window
        assert isinstance(window.grid, WeekGrid)
        assert isinstance(window.month, MonthView)
        self.grid, self.month = window.grid, window.month
        self.delivery = Delivery(self)
        self.snapshot: Snapshot | None = None
        self.draft = Draft()
        self.order_id = new_id()
        self.shown = ShownDays(window, self._today, lambda: self.wording, Days(office.clock().date()), self)
        self.choices = Choices()
        self.answer: Answer | None = None
        self.closer_look = CloserLook(self)
        self._stale = QTimer(self, singleShot=True, interval=STALE_AFTER)
        self._stale.timeout.connect(self._grow_stale)
        self._connect()

    def _connect(self) -> None:
        panel, grid = self.window.booking, self.grid
        panel.draft_changed.connect(self.change_draft)
        panel.opening_chosen.connect(self.choose_time)
        panel.opening_cleared.connect(self.clear_time)
        panel.part_chosen.connect(self.choose_part)
        panel.next_opening_requested.connect(self.next_opening)
        panel.new_requested.connect(self.start_new)
        grid.hovered.connect(self.closer_look.hover)
        grid.selected.connect(self.select)
        grid.confirm_requested.connect(panel.confirm)
        self.shown.changed.connect(self._days_changed)
        self.window.explain.photographer_chosen.connect(self.choose_photographer)

    # ------------------------------------------------------------ the studio

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.office.clock()

    @property
    def today(self) -> date:
        """The studio-local date."""
        return self._today()

    def _today(self) -> date:
        snapshot = self.snapshot
        return local_date(snapshot.studio.settings.timezone, self.now) if snapshot else self.now.date()

    @property
    def wording(self) -> Wording:
        """How the studio says dates, times and measures."""
        return wording_of(self.snapshot.studio.settings.speech) if self.snapshot else ENGLISH

    def refresh(self) -> None:
        """Read the studio again; what waits to be read is read once."""
        job = partial(_read, self.office.store, self.now, self.days)
        self.delivery.ask(self.lanes.storage, "desk", job, self._take_snapshot)

    def _take_snapshot(self, outcome: Outcome[_ReadDesk | None]) -> None:
        if outcome.error:
            self.failed.emit(outcome.error)
            return
        if outcome.value is None:
            self.loaded.emit(False)
            return
        first = self.snapshot is None
        self.snapshot = outcome.value.snapshot
        if first:
            self.shown.begin_at(self.today)
        fits = outcome.value.days == self.days and not self.shown.older
        self.show_days(outcome.value.week if fits else None)
        self.ask()
        if first:
            self.loaded.emit(True)
        self.refreshed.emit()

    def forget_studio(self) -> None:
        """Begin as if just started: another studio takes the place of this one."""
        self.snapshot = None
        self.answer = None

    # ------------------------------------------------------------ the shown days

    @property
    def days(self) -> Days:
        """The shown days."""
        return self.shown.days

    def show_days(self, prepared: Week | None = None) -> None:
        """Paint the shown days from the snapshot, with what is known of their openings.

        Args:
            prepared: The same days, where a lane worked them out already.
        """
        self.window.show_days(self.days.heading(self.wording), self.days.span)
        snapshot = self.snapshot
        if snapshot is None:
            return
        if self.days.span != MONTH:
            days, older = self.days, self.shown.older
            self.grid.set_week(prepared or week_of(snapshot, days.first, days.last, self.now, older))
            self.grid.set_now(self.now)
        self._show_openings()

    def _days_changed(self) -> None:
        self.show_days()
        if self.snapshot:
            self._ask_older(self.snapshot)
        self.ask()

    def show_moment(self, moment: datetime) -> None:
        """Bring a time into view."""
        if self.snapshot:
            self.shown.show_date(local_date(self.snapshot.studio.settings.timezone, moment))
            self.grid.scroll_to(moment)

    def _ask_older(self, snapshot: Snapshot) -> None:
        """Days before those that the snapshot holds are read when they are shown."""
        zone = snapshot.studio.settings.timezone
        days = self.days
        span = Span(day_start(zone, days.first), day_start(zone, days.last + timedelta(days=1)))
        if span.end < snapshot.read_at:
            store = self.office.store
            job = partial(read_older, store, days, span)
            self.delivery.ask(self.lanes.storage, "older", job, self._take_older)

    def _take_older(self, outcome: Outcome[tuple[Days, tuple[Appointment, ...]]]) -> None:
        if outcome.error or outcome.value is None:
            self.failed.emit(outcome.error)
        elif outcome.value[0] == self.days and outcome.value[1]:
            self.shown.older = outcome.value[1]
            self.show_days()

    # ------------------------------------------------------------ the openings

    def ask(self) -> None:
        """Ask for the openings of what is typed on the shown days."""
        snapshot = self.snapshot
        if snapshot is None:
            return
        question = Question(
            snapshot.studio,
            self.draft,
            self.now,
            self.days.first,
            self.days.last,
        )
        job = partial(answer, question, self.known_places(snapshot))
        self.delivery.ask(self.lanes.openings, "openings", job, self._take_answer)
        if not self._stale.isActive():
            self._stale.start()
        self.show_panel()

    def known_places(self, snapshot: Snapshot) -> KnownPlaces:
        """What is known of addresses without asking anybody."""
        return KnownPlaces(self.office.geocoder, snapshot.pins, snapshot.before)

    def _grow_stale(self) -> None:
        self.grid.set_stale(True)

    def _take_answer(self, outcome: Outcome[Answer]) -> None:
        if outcome.error or outcome.value is None:
            self.failed.emit(outcome.error)
            return
        self.answer = outcome.value
        if not self._is_newest(outcome.value):
            self.show_panel()
            return
        self._stale.stop()
        self.grid.set_stale(False)
        self._keep_choices(outcome.value)
        self._show_openings()
        self.show_panel()
        self.closer_look.again()
        self.answered.emit(outcome.value)

    def _is_newest(self, found: Answer) -> bool:
        question, snapshot = found.question, self.snapshot
        return (
            snapshot is not None
            and question.studio is snapshot.studio
            and question.draft == self.draft
            and (question.first, question.last) == (self.days.first, self.days.last)
        )

    def _keep_choices(self, found: Answer) -> None:
        """Times that were chosen stay as long as their parts do."""
        count = len(found.parts)
        times = {place: start for place, start in self.choices.times.items() if place < count}
        looks = {place: item for place, item in self.choices.looks.items() if place in times}
        current = min(self.choices.current, max(count - 1, 0))
        self.choices = replace(self.choices, times=times, looks=looks, current=current)

    def _show_openings(self) -> None:
        snapshot, found = self.snapshot, self.answer
        if snapshot is None:
            return
        settings, fits = snapshot.studio.settings, found is not None and self._is_newest(found)
        openings = Openings()
        if found and fits and self.choices.current < len(found.parts):
            part = found.parts[self.choices.current]
            openings = openings_of(part, settings, self.days.first, self.days.last, self.today)
        if self.days.span == MONTH:
            texts = openings.texts if openings.cells or (found and fits and found.parts) else None
            self.month.set_month(month_of(snapshot, self.days.at, self.now, texts))
        elif fits or (found and found.question.first != self.days.first):
            self.grid.set_openings(openings)

    def show_panel(self) -> None:
        """Show the panel's state."""
        if self.snapshot:
            state = panel_state(self.snapshot, self.draft, self.answer, self.choices, self.now)
            self.window.booking.set_state(state)

    # ------------------------------------------------------------ what is typed and chosen

    def change_draft(self, draft: Draft) -> None:
        """Take what is typed; other services need other times."""
        before, self.draft = self.draft, draft
        if self.choices.work is not Work.NONE and before != draft:
            self._leave_order()
        if (before.services, before.packages) != (draft.services, draft.packages):
            self._forget_times()
        self.ask()

    def start_new(self) -> None:
        """Begin another order."""
        self._leave_order()
        self._forget_times()
        self.window.booking.start_new()

    def _leave_order(self) -> None:
        """What is typed from now on is another order; what is under way with this one goes on."""
        self.order_id = new_id()
        self.choices = replace(self.choices, work=Work.NONE, work_words="")
        self.started_new.emit()

    def bring_back(self, order_id: str, draft: Draft, choices: Choices) -> None:
        """Show an order again that was typed before, with its times."""
        self.window.show_view(DESK)
        self.order_id = order_id
        self.window.booking.set_draft(draft)
        self.change_draft(draft)
        for place, start in choices.times.items():
            self.choose_time(place, start)

    def _forget_times(self) -> None:
        self.choices = Choices()
        self.closer_look.leave()
        self.grid.set_selected(None)
        self.closer_look.show()

    def choose_part(self, place: int) -> None:
        """Look for a time for another part."""
        self.choices = replace(self.choices, current=place)
        self.closer_look.leave()
        self.grid.set_selected(self.choices.times.get(place))
        self._show_openings()
        self.show_panel()
        self.closer_look.again()

    def choose_time(self, place: int, start: datetime) -> None:
        """Take a start for a part, and show it."""
        self.choices = replace(
            self.choices,
            times={**self.choices.times, place: start},
            current=place,
            looks=self._looks_without(place),
        )
        self.closer_look.leave()
        self.show_moment(start)
        self.grid.set_selected(start)
        self.show_panel()
        self.closer_look.again()

    def clear_time(self, place: int) -> None:
        """Give the time of a part back."""
        times = {key: start for key, start in self.choices.times.items() if key != place}
        self.choices = replace(self.choices, times=times, looks=self._looks_without(place))
        self.grid.set_selected(None)
        self.show_panel()
        self.closer_look.show()

    def _looks_without(self, place: int) -> dict[int, Look]:
        return {key: item for key, item in self.choices.looks.items() if key != place}

    def select(self, moment: datetime) -> None:
        """A cell of the grid was chosen."""
        if self.answer and self.answer.parts:
            self.choose_time(self.choices.current, moment)

    def next_opening(self) -> None:
        """Go to the next opening: on the shown days after the chosen one, else the soonest of all."""
        if self.days.span != MONTH and self.grid.next_opening() is not None:
            return
        if not self.answer or self.choices.current >= len(self.answer.parts):
            return
        part, chosen = self.answer.parts[self.choices.current], self.choices.times.get(self.choices.current)
        best = part.least_driving
        starts = sorted({brief.start for brief in part.soonest} | ({best} if best else set()))
        later = [start for start in starts if chosen is None or start > chosen]
        if later or starts:
            self.choose_time(self.choices.current, (later or starts)[0])

    def choose_photographer(self, key: str) -> None:
        """Ask for a photographer, or for the best match again."""
        self.window.booking.choose_photographer(None if self.draft.photographer == key else key)

    def set_work(self, work: Work, words: str = "") -> None:
        """Say what is under way with the order, and whom it waits for."""
        self.choices = replace(self.choices, work=work, work_words=words)
        self.show_panel()


@dataclass(frozen=True, slots=True)
class _ReadDesk:
    """A snapshot, with the days that were shown when it was asked for; no week where they are a month."""

    snapshot: Snapshot
    days: Days
    week: Week | None


def _read(store: Store, now: datetime, days: Days) -> _ReadDesk | None:
    """The snapshot with all that painting it needs, so that the interface only looks things up."""
    snapshot = read_desk(store, now)
    if snapshot is None:
        return None
    index_busy_times(snapshot.studio)
    week = None if days.span == MONTH else week_of(snapshot, days.first, days.last, now)
    return _ReadDesk(snapshot, days, week)
