"""What of a calendar is over for good, so that what it says need not be kept. In doubt it is not over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from studio_app.calendars.feed_text import Part, calendars_of, key_of
from studio_app.domain.calendar_item import CalendarItem

MARGIN = timedelta(days=2)
"""Zones, and what a day means in them, are less far apart."""

OLDEST_YEAR = 1970
"""Rules that began earlier are not followed."""

_DAY = re.compile(r"(?<!\d)\d{8}(?!\d)")
_MOMENT = re.compile(r"(\d{8})(?:T(\d{6}))?")
_DURATION = re.compile(r"(\d+)([WDHMS])")
_NAME = re.compile(r"[^;:]*")
_STEPPED = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_UNITS = {"W": "weeks", "D": "days", "H": "hours", "M": "minutes", "S": "seconds"}
_DATED = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "FREEBUSY"})
_EVENTS = frozenset({"BEGIN:VEVENT", "BEGIN:VFREEBUSY"})


def thinned(items: Iterable[CalendarItem], before: datetime) -> list[CalendarItem]:
    """Items of iCalendar text without the events that ended before an instant; only those that have less to say.

    Args:
        items: Their texts are as `ics_text.busy_text` gives them; one that says nothing any more has none.
        before: UTC.
    """
    last = (before - MARGIN).date()
    texts = ((item, _thinned_text(item.text, last)) for item in items if item.text)
    return [replace(item, text=text) for item, text in texts if text != item.text]


def rule_is_over(rule: str, start: datetime, last: date) -> bool:
    """Whether an RRULE (RFC 5545, 3.3.10) gives nothing after a day.

    Args:
        rule: Its value.
        start: Of the series, on the wall.
        last: The day.
    """
    try:
        parts = dict(part.split("=", 1) for part in rule.strip().strip(";").upper().split(";"))
        if parts.get("FREQ") not in _STEPPED or start.year < OLDEST_YEAR:
            return False
        if "UNTIL" in parts:
            return max(days_in(parts["UNTIL"])) <= last
        count = int(parts.pop("COUNT"))
        parts["UNTIL"] = f"{last:%Y%m%d}T000000"
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        return any(number >= count for number, _ in enumerate(rrulestr(text, dtstart=start), 1))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return False


def days_in(text: str) -> list[date]:
    """The days of all dates and times in a value. Raises ValueError."""
    return [_day(found) for found in _DAY.findall(text.replace("T", " "))]


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _thinned_text(text: str, last: date) -> str:
    """The text without what ended by a day; "" where nothing is left."""
    kept: list[str] = []
    is_less = False
    for calendar in calendars_of(text.split("\n")):
        over = set(_over(calendar, last))
        parts = [part for part in calendar if _group(part) not in over]
        is_less = is_less or bool(over)
        if not over or any(part[0] in _EVENTS for part in parts):
            lines = [line for part in parts for line in part]
            kept += ["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]
    return "\n".join(kept) if is_less else text


def _over(calendar: Sequence[Part], last: date) -> Iterator[str]:
    """Which events of a calendar are over, with all their exceptions."""
    groups: dict[str, bool] = {}
    for part in calendar:
        if part[0] in _EVENTS:
            group = _group(part)
            groups[group] = groups.get(group, True) and _is_over(part, last)
    return (group for group, is_over in groups.items() if is_over)


def _group(part: Part) -> str:
    return key_of(part) if part[0] in _EVENTS else ""


def _is_over(part: Part, last: date) -> bool:
    """Whether an event, or a list of busy times, ended by a day."""
    try:
        values = [((_NAME.match(line) or [""])[0].strip().upper(), line.rpartition(":")[2]) for line in part]
        days = [day for name, value in values if name in _DATED for day in days_in(value)]
        lasts = [_length(value) for name, value in values if name in (*_DATED, "DURATION")]
        starts = [_moment(value) for name, value in values if name == "DTSTART"]
        if not days or (part[0] == "BEGIN:VEVENT" and len(starts) != 1):
            return False
        took = sum(lasts, timedelta(0))
        if max(days) > last - took:
            return False
        rules = [value for name, value in values if name == "RRULE"]
        if not rules:
            return True
        ends = [day for name, value in values if name == "DTEND" for day in days_in(value)]
        took += max([end - starts[0].date() for end in ends] or [timedelta(0)])
        return all(rule_is_over(rule, starts[0], last - took) for rule in rules)
    except (ValueError, OverflowError):
        return False


def _length(value: str) -> timedelta:
    """The length of all durations in a value, rounded up to whole days; nothing where it has none."""
    found = [_DURATION.findall(each) for each in re.findall(r"P[\dWDTHMS]+", value)]
    took = sum(
        (timedelta(**{_UNITS[unit]: int(number)}) for each in found for number, unit in each), timedelta(0)
    )
    return timedelta(days=took.days + 1) if took else took


def _moment(value: str) -> datetime:
    found = _MOMENT.match(value.strip())
    if found is None:
        raise ValueError("no moment")
    return datetime.strptime(f"{found[1]}{found[2] or '000000'}", "%Y%m%d%H%M%S")  # noqa: DTZ007  on the wall
