"""Between the calendar of days off and the actions: for a photographer, or for the studio's closed dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from studio_app.actions.edit_days_off import (
    EditClosedDates,
    EditDaysOff,
    edit_closed_dates,
    edit_days_off,
)
from studio_app.actions.public_holidays import HolidayList, HolidayQuestion, read_holidays
from studio_app.desk.controller import Controller
from studio_app.desk.days_off.holiday_model import HolidayPick, HolidayState
from studio_app.desk.days_off.holidays import HolidaysSheet
from studio_app.desk.days_off.model import YEARS_AHEAD, YEARS_BACK, DaysState, summary
from studio_app.desk.days_off.panel import DaysOffPanel
from studio_app.desk.shaping import Shaping
from studio_app.desk.wording import wording_of
from studio_app.domain.days_off import DaysWish, closed_days, special_days, stretches
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.working_time import week_of, zone_of
from studio_app.worker.lane import Outcome


class DaysOffDesk(QObject):
    """Fills the panel whenever the studio was read anew, and does what is wished for.

    Signals:
        summary_changed: what comes up, such as `3 days off coming up`.
    """

    summary_changed = Signal(str)

    def __init__(
        self, controller: Controller, shaping: Shaping, panel: DaysOffPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self.panel = controller, shaping, panel
        self._person: str | None = None
        self._state: DaysState | None = None
        self._sheet: HolidaysSheet | None = None
        self._trying = False
        shaping.changed.connect(self.refresh)
        panel.wished.connect(self._wish)
        panel.tried.connect(self._try)
        panel.holidays_requested.connect(self._open_holidays)

    # ------------------------------------------------------------ what is shown

    def show_person(self, person: str) -> None:
        """Show the days of a photographer."""
        self._person = person
        self.refresh()

    def show_studio(self) -> None:
        """Show the closed dates of the studio."""
        self._person = ""
        self.panel.calendar.take_room()
        self.refresh()

    def summary(self) -> str:
        """What comes up; "" before anything is shown."""
        return summary(self._state) if self._state else ""

    def refresh(self) -> None:
        """Show what is stored."""
        snapshot = self._shaping.snapshot
        if snapshot is None or self._person is None:
            return
        state = days_state(snapshot.studio, self._person, self._desk.now)
        if state is None:
            return
        before, self._state = self.summary(), state
        self.panel.set_state(state)
        if summary(state) != before:
            self.summary_changed.emit(summary(state))

    # ------------------------------------------------------------ what is done

    def _wish(self, wish: DaysWish) -> None:
        self._trying = False
        self._do((wish,), (self._person,) if self._person else ())

    def _try(self, wish: DaysWish | None) -> None:
        """Say what the dates that are filled in would do."""
        setup = self._shaping.setup
        if setup is None or self._person is None:
            return
        if wish is None:
            if self._trying:
                self._shaping.end_preview()
        elif not self._person:
            self._shaping.preview(EditClosedDates(setup.settings, (wish,)).change.applied(setup))
        else:
            who = tuple(person for person in setup.photographers if person.id == self._person)
            self._shaping.preview(EditDaysOff(setup.settings, who, (wish,)).change.applied(setup))
        self._trying = wish is not None

    def _do(self, wishes: tuple[DaysWish, ...], people: tuple[str, ...]) -> None:
        setup = self._shaping.setup
        if setup is None or not wishes:
            return
        if not self._person:
            self._shaping.change(edit_closed_dates, EditClosedDates(setup.settings, wishes))
            return
        who = tuple(person for person in setup.photographers if person.id in people)
        self._shaping.change(edit_days_off, EditDaysOff(setup.settings, who, wishes))

    # ------------------------------------------------------------ public holidays

    def _open_holidays(self, year: int) -> None:
        if self._sheet is None:
            self._sheet = HolidaysSheet(self._desk.window)
            self._sheet.asked.connect(self._ask_holidays)
            self._sheet.picked.connect(self._pick)
        self._ask(HolidayQuestion(year))

    def _ask_holidays(self, country: str, region: str, year: int) -> None:
        self._ask(HolidayQuestion(year, country, region))

    def _ask(self, question: HolidayQuestion) -> None:
        desk = self._desk
        job = partial(read_holidays, desk.office.store, desk.now, question)
        desk.delivery.ask(desk.lanes.places, f"holidays {id(self)}", job, self._take_holidays)

    def _take_holidays(self, outcome: Outcome[HolidayList]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        if self._sheet is None or self._state is None or self._desk.snapshot is None:
            return
        found, people = outcome.value, self._desk.snapshot.studio.photographers
        state = HolidayState(
            self._state,
            found.asked.year,
            found.asked.country,
            found.asked.region,
            found.countries,
            found.regions,
            found.days,
            tuple((person.id, person.name) for person in people) if self._person else (),
            frozenset((self._person,)) if self._person else frozenset(),
        )
        if self._sheet.isVisible():
            self._sheet.set_state(state)
        else:
            self._sheet.open_for(state)

    def _pick(self, pick: HolidayPick) -> None:
        self._do(pick.wishes, pick.people)


def days_state(studio: Studio, person: str, now: datetime) -> DaysState | None:
    """The days of a photographer, or of the studio for ""; None where there is nobody of that id."""
    settings, found = studio.settings, studio.photographer_by_id.get(person)
    if found is None and person:
        return None
    zone = zone_of(settings, found) if found else settings.timezone
    today, wording = local_date(zone, now), wording_of(settings.speech)
    first, last = date(today.year - YEARS_BACK, 1, 1), date(today.year + YEARS_AHEAD, 12, 31)
    closed = closed_days(settings, first, last)
    days = special_days(found, zone, first, last) if found else closed
    coming = stretches({day: what for day, what in days.items() if day >= today})
    if found is None:
        weekdays = frozenset(range(7)) - settings.bookable_weekdays
        return DaysState(today, "", zone, days, coming, weekdays, wording=wording)
    week = week_of(settings, found)
    off = frozenset(day for day in range(7) if week is not None and not week.on(day))
    shut = {day: what.reason for day, what in closed.items()}
    return DaysState(today, found.name, zone, days, coming, off, shut, wording)
