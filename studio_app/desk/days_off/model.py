"""What the calendar of days off shows and says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from studio_app.desk.hours.text import hours_text
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.days_off import Day, DayKind, DaysWish, Stretch

YEARS_BACK, YEARS_AHEAD = 2, 5
"""How far the calendar goes."""
_DOT = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class DaysState:
    """The days of a photographer, or of the studio.

    Attributes:
        who: Their name; "" is the studio, which is closed instead of off and knows no other hours.
        zone: Which dates are meant.
        days: What is not as usual, `YEARS_BACK` years back and `YEARS_AHEAD` ahead.
        coming: From today on.
        usually_off: Weekdays without hours, 0 for Monday.
        closed: Dates on which the whole studio is closed, and why; for a photographer only.
    """

    today: date
    who: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    days: Mapping[date, Day] = field(default_factory=dict)
    coming: tuple[Stretch, ...] = ()
    usually_off: frozenset[int] = frozenset()
    closed: Mapping[date, str] = field(default_factory=dict)
    wording: Wording = ENGLISH

    @property
    def is_studio(self) -> bool:
        """Whether closed dates are meant."""
        return not self.who

    @property
    def reach(self) -> tuple[date, date]:
        """The first and last date of the calendar."""
        return date(self.today.year - YEARS_BACK, 1, 1), date(self.today.year + YEARS_AHEAD, 12, 31)


@dataclass(frozen=True, slots=True)
class Choice:
    """The dates that are chosen: from where the hand began to where it is.

    Attributes:
        anchor: Where it began.
        at: Where it is; the keys go on from here.
    """

    anchor: date
    at: date

    @property
    def first(self) -> date:
        """The earliest date."""
        return min(self.anchor, self.at)

    @property
    def last(self) -> date:
        """The latest date."""
        return max(self.anchor, self.at)

    @property
    def days(self) -> int:
        """How many dates they are."""
        return (self.last - self.first).days + 1

    def moved(self, to: date, *, extends: bool) -> Choice:
        """The choice that goes to a date, or only to there."""
        return Choice(self.anchor, to) if extends else Choice(to, to)


# ---------------------------------------------------------------- keys


def stepped(at: date, key: str) -> date | None:
    """The date that a key leads to: arrows, Home and End of the week, Page Up and Down for months; None for others."""
    weekday = at.weekday()
    days = {"left": -1, "right": 1, "up": -7, "down": 7, "home": -weekday, "end": 6 - weekday}
    if key in days:
        return at + timedelta(days=days[key])
    months = {"page up": -1, "page down": 1}
    return month_by(at, months[key]) if key in months else None


def month_by(at: date, months: int) -> date:
    """The same day so many months further, else the last of that month."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return date(year, month + 1, min(at.day, month_days(date(year, month + 1, 1))))


def month_days(first: date) -> int:
    """How many days a month has, by its first."""
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return (after - first).days


def weeks_of(first: date, *, year: bool) -> tuple[tuple[date, ...], ...]:
    """The whole weeks, Mondays first, of the year or month that begins on a date."""
    last = date(first.year, 12, 31) if year else first + timedelta(days=month_days(first) - 1)
    begin = first - timedelta(days=first.weekday())
    count = ((last - begin).days // 7) + 1
    return tuple(tuple(begin + timedelta(days=7 * week + day) for day in range(7)) for week in range(count))


# ---------------------------------------------------------------- words


def what_words(state: DaysState, day: Day) -> str:
    """`off`, `other hours 9-12`, `off 1:00 - 3:00 pm`, each with its reason; "" for a usual day."""
    wording = state.wording
    if day.kind is DayKind.USUAL:
        return ""
    words = "closed" if state.is_studio else "off"
    if day.kind is DayKind.HOURS:
        words = f"{hours_text(day.hours, wording)} only"
    away = ", ".join(wording.times(span.start, span.end, state.zone) for span in day.away)
    if day.kind is DayKind.PART:
        words = f"off {away}"
    elif away:
        words = f"{words}, off {away}"
    return _DOT.join(filter(None, (words, day.reason)))


def day_words(state: DaysState, day: date) -> str:
    """A date in full: `Thursday 26 November 2026: off, Thanksgiving Day`."""
    what = what_words(state, state.days.get(day, Day()))
    parts = [what] if what else []
    if day in state.closed:
        parts.append(_DOT.join(filter(None, ("the studio is closed", state.closed[day]))))
    if not parts:
        usual = day.weekday() in state.usually_off
        parts.append("no hours that weekday" if usual else "open" if state.is_studio else "as usual")
    today = ", today" if day == state.today else ""
    return f"{state.wording.day_title(day)}{today}: {'; '.join(parts)}"


def choice_words(choice: Choice, wording: Wording) -> str:
    """`Thursday 26 November 2026`, `24 - 27 November 2026, 4 days`."""
    title = wording.span_title(choice.first, choice.last)
    return title if choice.days == 1 else f"{title}{_DOT}{choice.days} {wording.days}"


def stretch_when(stretch: Stretch, today: date, wording: Wording) -> str:
    """When it is, in a list: `Thu 26 Nov`, `24 - 27 Dec`; the year where it is another than this one."""
    first, last = stretch.first, stretch.last
    year = f" {last.year}" if last.year != today.year else ""
    if first == last:
        return f"{wording.dated(first)}{year}"
    return f"{wording.short_span(first, last)}{year}"


def stretch_what(stretch: Stretch, state: DaysState) -> str:
    """What it is, in a list: `off, 4 days, Vacation`."""
    days = f"{stretch.days} {state.wording.days}" if stretch.days > 1 else ""
    what, _, reason = what_words(state, stretch.day).partition(_DOT)
    return _DOT.join(filter(None, (reason or f"{what[0].upper()}{what[1:]}", what if reason else "", days)))


def summary(state: DaysState) -> str:
    """`3 days off coming up`, with the days of other hours; `no days off coming up`."""
    off = sum(item.days for item in state.coming if item.day.kind is DayKind.OFF)
    other = sum(item.days for item in state.coming if item.day.kind is not DayKind.OFF)
    if state.is_studio:
        return f"{off or 'no'} closed {'date' if off == 1 else 'dates'} coming up"
    days = f"{off or 'no'} {'day' if off == 1 else 'days'} off"
    more = f" and {other} with other hours" if other else ""
    return f"{days}{more} coming up"


def wish_of(state: DaysState, choice: Choice) -> DaysWish:
    """What the form begins with: what the chosen days are, where they are all alike; days as usual are to be off."""
    found = {state.days.get(choice.first + timedelta(days=ahead), Day()) for ahead in range(choice.days)}
    day = found.pop() if len(found) == 1 else Day()
    kind = DayKind.HOURS if day.kind is DayKind.HOURS else DayKind.OFF
    return DaysWish(kind, choice.first, choice.last, day.hours, day.reason)


def any_special(state: DaysState, choice: Choice) -> bool:
    """Whether one of the chosen dates is not as usual."""
    return any(choice.first <= day <= choice.last for day in state.days)


NO_STATE = DaysState(date(2000, 1, 1), zone=ZoneInfo("UTC"))
