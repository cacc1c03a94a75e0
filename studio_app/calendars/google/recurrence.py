"""When a recurring event of Google's happens: its rule and dates (RFC 5545, 3.8.5), written out in a window by dateutil.

Rules count on the wall of the event's own zone. A wall time that a clock change skips or repeats means the instant that
`domain.wall_time` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr

from studio_app.calendars.google.items import Malformed

DAY = timedelta(days=1)

MOST_STEPS = 600_000
"""Steps of a rule up to the end of the window: each hour for sixty years."""

MOST_STARTS = 200_000

CYCLE = 400
"""Years after which the calendar repeats itself, days of the week too. dateutil follows a rule that never comes true, such as
the 30th of February, to the year 9999: so rules are written out that many years later, as often as goes."""

_STEPS = {
    "HOURLY": timedelta(hours=1),
    "DAILY": DAY,
    "WEEKLY": 7 * DAY,
    "MONTHLY": 28 * DAY,
    "YEARLY": 365 * DAY,
}
_EVEN = frozenset({"HOURLY", "DAILY", "WEEKLY"})
"""Each step is as long as any other, so that a rule may be entered in the middle."""


_PARTS = frozenset(
    {
        "FREQ",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "BYSECOND",
        "BYMINUTE",
        "BYHOUR",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
    }
    | {"BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"}
)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a series is at home.

    Attributes:
        begin: Its first start: an instant in UTC; for whole days the naive midnight.
        zone: None for whole days.
    """

    begin: datetime
    zone: ZoneInfo | None

    @property
    def start(self) -> datetime:
        """The first start on the wall."""
        return self.on_wall(self.begin)

    def at(self, wall: datetime) -> datetime:
        """What a wall time means: an instant in UTC; for whole days the naive midnight itself."""
        return wall if self.zone is None else wall.replace(tzinfo=self.zone).astimezone(UTC)

    def on_wall(self, at: datetime) -> datetime:
        """The wall time of what `at` gives."""
        return at if self.zone is None else at.astimezone(self.zone).replace(tzinfo=None)


def zone_named(name: str) -> ZoneInfo:
    """A zone by its IANA name. Raises Malformed."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Malformed(f"repeats in a time zone that nobody knows, “{name[:60]}”") from None


def starts_in(lines: Iterable[str], home: Home, first: datetime, end: datetime) -> list[datetime]:
    """The starts of a series from `first` until before `end`, sorted; all of these are as `Home.at` gives them.

    Args:
        lines: RRULE, EXRULE, RDATE and EXDATE.
        home: Its first start counts as one whatever the rule says.
        first, end: The window.

    Raises:
        Malformed: a line can't be understood, or repeats too often.
    """
    wanted, unwanted = {home.begin}, set[datetime]()
    window = (home.on_wall(first) - DAY, home.on_wall(end) + DAY)
    for line in lines:
        head, _, value = line.strip().partition(":")
        name, *parameters = head.split(";")
        match name.upper():
            case "RRULE":
                wanted.update(_ruled(value, home, *window))
            case "EXRULE":
                unwanted.update(_ruled(value, home, *window))
            case "RDATE":
                wanted.update(_dates(value, parameters, home))
            case "EXDATE":
                unwanted.update(_dates(value, parameters, home))
            case _:
                raise _unknown_rule()
    return sorted(start for start in wanted - unwanted if first <= start < end)


def _ruled(text: str, home: Home, first: datetime, end: datetime) -> Iterator[datetime]:
    """The starts of one rule, at least those of the window, which is on the wall."""
    parts = _parts(text)
    frequency, interval = parts.get("FREQ", ""), _number(parts.get("INTERVAL", "1"))
    count = _number(parts.pop("COUNT")) if "COUNT" in parts else None
    until = _until(parts.pop("UNTIL", ""), home)
    last = end if until is None else min(until, end)
    step = _STEPS.get(frequency)
    if step is None or interval > MOST_STEPS:
        raise Malformed(f"repeats too often or too seldom ({frequency.lower() or 'without a rule'})")
    begin = home.start
    if count is None and frequency in _EVEN:
        begin += max(0, (first - begin) // (interval * step)) * interval * step
    if last < begin:
        return
    if (last - begin) / (interval * step) > MOST_STEPS:
        raise _too_often(frequency)
    later = (MAXYEAR - last.year) // CYCLE * CYCLE
    parts["UNTIL"] = f"{_in_years(last, later):%Y%m%dT%H%M%S}"
    try:
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        for number, wall in enumerate(rrulestr(text, dtstart=_in_years(begin, later))):
            if count is not None and number >= count:
                return
            if number >= MOST_STARTS:
                raise _too_often(frequency)
            yield home.at(_in_years(wall, -later))
    except Malformed:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError) as error:
        raise _unknown_rule() from error


def _in_years(wall: datetime, years: int) -> datetime:
    """The same day of the calendar so many years later, a multiple of the cycle."""
    return wall.replace(year=wall.year + years)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().strip(";").upper().split(";"):
        name, _, value = part.partition("=")
        if not value or name in parts or name not in _PARTS:
            raise _unknown_rule()
        parts[name] = value
    return parts


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text) > 0):
        raise _unknown_rule()
    return int(text)


def _until(text: str, home: Home) -> datetime | None:
    """The last moment on the wall at which a rule holds; of a date the whole day."""
    if not text:
        return None
    moment = _moment(text)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.max)
    if home.zone is None:
        return datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo is None else home.on_wall(moment)


def _dates(text: str, parameters: Iterable[str], home: Home) -> Iterator[datetime]:
    """The dates of RDATE or EXDATE."""
    zone = next(
        (zone_named(each[5:].strip('"')) for each in parameters if each[:5].upper() == "TZID="), home.zone
    )
    for each in text.strip().split(","):
        moment = _moment(each.strip().upper())
        if not isinstance(moment, datetime):
            yield home.at(datetime.combine(moment, home.start.time()))
        elif home.zone is None:
            yield datetime.combine(moment.date(), time.min)
        else:
            yield (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _moment(text: str) -> date | datetime:
    try:
        if len(text) == 8:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        found = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  on the wall of the series
    except ValueError:
        raise Malformed("has a date in its rule that can’t be understood") from None
    return found.replace(tzinfo=UTC) if text.endswith("Z") else found


def _unknown_rule() -> Malformed:
    return Malformed("has a rule that can’t be understood")


def _too_often(frequency: str) -> Malformed:
    return Malformed(f"repeats too often ({frequency.lower()})")
