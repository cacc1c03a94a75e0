"""The days that the history is looked at for: chosen by a word, or typed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from studio_app.desk.date_text import parse_date
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start
from studio_app.engine.date_words import ENGLISH, DateWords

ANY, TODAY, YESTERDAY, WEEK, MONTH, BETWEEN = "any", "today", "yesterday", "week", "month", "between"
_AGO = {TODAY: (0, 0), YESTERDAY: (1, 1), WEEK: (6, 0), MONTH: (29, 0)}
"""From how many days ago to how many days ago."""


@dataclass(frozen=True, slots=True)
class ChosenDays:
    """A choice; `first` and `last` are typed, and mean something with `BETWEEN` only, in these words."""

    choice: str = ANY
    first: str = ""
    last: str = ""
    words: DateWords = ENGLISH

    def dates(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last date, both included; None is open."""
        if self.choice in _AGO:
            first, last = _AGO[self.choice]
            return today - timedelta(days=first), today - timedelta(days=last)
        if self.choice != BETWEEN:
            return None, None
        return _typed(self.first, today, self.words), _typed(self.last, today, self.words)

    def problem(self, today: date) -> str:
        """What is wrong with what is typed; "" where nothing is."""
        if self.choice != BETWEEN:
            return ""
        for text in (self.first, self.last):
            if text.strip() and _typed(text, today, self.words) is None:
                return "That is no date yet: 26 nov, yesterday, -2w"
        first, last = self.dates(today)
        return "The last day is before the first" if first and last and last < first else ""

    def span(self, today: date, zone: ZoneInfo) -> Span | None:
        """The time of these days on the wall in a zone; None for always, or where what is typed means nothing."""
        first, last = self.dates(today)
        if (first is None and last is None) or self.problem(today):
            return None
        start = day_start(zone, first or date(1970, 1, 1))
        return Span(start, day_start(zone, (last or date(9000, 1, 1)) + timedelta(days=1)))


def _typed(text: str, today: date, words: DateWords) -> date | None:
    return parse_date(text, today, words) if text.strip() else None
