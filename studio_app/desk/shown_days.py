"""The days that are shown: paging, today, a date, day, week or month; and how high the hours are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from studio_app.desk.days import DAY, MONTH, WEEK, Days
from studio_app.desk.main_window import MainWindow
from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.month import MonthView
from studio_app.desk.wording import Wording
from studio_app.domain.appointment import Appointment

ZOOM_STEP = 1.2


class ShownDays(QObject):
    """Which days the desk shows.

    Attributes:
        days: They.
        older: Appointments on them that no snapshot holds.

    Signals:
        changed: others are shown.
    """

    changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        today: Callable[[], date],
        wording: Callable[[], Wording],
        days: Days,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.days = days
        self.older: tuple[Appointment, ...] = ()
        self._window, self._today, self._wording = window, today, wording
        grid, month, bar = window.grid, window.month, window.top_bar
        assert isinstance(grid, WeekGrid)
        assert isinstance(month, MonthView)
        self._grid = grid
        for view in (grid, month):
            view.day_chosen.connect(self.show_day)
            view.page_requested.connect(self.page)
        bar.back_requested.connect(partial(self.page, -1))
        bar.forward_requested.connect(partial(self.page, 1))
        bar.today_requested.connect(self.go_to_today)
        bar.date_requested.connect(self.ask_date)
        bar.span_chosen.connect(self.show_span)
        window.go_to.date_chosen.connect(self.go_to)
        window.zoom_requested.connect(self.zoom)

    def begin_at(self, day: date) -> None:
        """Show a date at first; nothing is signalled."""
        self.days, self.older = Days(day, self.days.span), ()

    def page(self, step: int) -> None:
        """Show earlier or later days."""
        self._set(self.days.paged(step))

    def go_to_today(self) -> None:
        """Show today, from the morning on."""
        self._set(replace(self.days, at=self._today()))
        self._grid.scroll_home()

    def go_to(self, day: date) -> None:
        """Show a date."""
        self._set(replace(self.days, at=day))

    def ask_date(self) -> None:
        """Ask for the date to go to."""
        self._window.go_to.open_for(
            self._window.top_bar.heading, self.days.at, self._today(), self._wording()
        )

    def show_span(self, span: str) -> None:
        """Show a day, a week or a month around the shown date; of the days of today, today."""
        today = self._today()
        self._set(Days(today if today in self.days.dates else self.days.at, span))

    def show_day(self, day: date) -> None:
        """Show one day; from the day itself its week again."""
        self._set(Days(day, WEEK if self.days == Days(day, DAY) else DAY))

    def show_date(self, day: date) -> None:
        """Show a date among the days or the week that are shown; a month gives way to a week."""
        days = replace(self.days, span=WEEK) if self.days.span == MONTH else self.days
        self._set(days.showing(day))

    def zoom(self, step: int) -> None:
        """Make hours higher or lower; 0 as designed."""
        self._grid.set_zoom(1.0 if step == 0 else self._grid.zoom * ZOOM_STEP**step)

    def _set(self, days: Days) -> None:
        if days != self.days:
            self.days, self.older = days, ()
            self.changed.emit()
