"""Which days the grid shows, and how paging moves them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from studio_app.desk.week.month_model import month_dates
from studio_app.desk.wording import Wording

DAY, WEEK, MONTH = "day", "week", "month"


@dataclass(frozen=True, slots=True)
class Days:
    """A day, a week or a month around a date."""

    at: date
    span: str = WEEK

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates that are shown, in order."""
        if self.span == DAY:
            return (self.at,)
        if self.span == MONTH:
            return month_dates(self.at)
        monday = self.at - timedelta(days=self.at.weekday())
        return tuple(monday + timedelta(days=number) for number in range(7))

    @property
    def first(self) -> date:
        """The first date."""
        return self.dates[0]

    @property
    def last(self) -> date:
        """The last date."""
        return self.dates[-1]

    def paged(self, step: int) -> Days:
        """So many days, weeks or months later."""
        if self.span == MONTH:
            months = self.at.year * 12 + self.at.month - 1 + step
            return replace(self, at=date(months // 12, months % 12 + 1, 1))
        return replace(self, at=self.at + timedelta(days=step * (1 if self.span == DAY else 7)))

    def showing(self, day: date) -> Days:
        """The same kind of days, with a date among them."""
        return self if day in self.dates else replace(self, at=day)

    def heading(self, words: Wording) -> str:
        """What stands above them."""
        if self.span == MONTH:
            return words.month_title(self.at)
        return words.span_title(self.first, self.last)
