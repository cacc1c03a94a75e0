"""Times, names and lists in the sentences of the explanation: plain text, times as staff say them on the phone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio_app.domain.photographer import Doubt, Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.speech import USUAL, Speech
from studio_app.domain.working_hours import reasons_on
from studio_app.engine.blocking import Block, Source
from studio_app.engine.date_words import date_words
from studio_app.engine.instants import date_at, moment_of
from studio_app.engine.working_time import hours_of, off_time, zone_of

LONGEST_NAME = 60
"""Characters of a title or address in a sentence; titles from outside may be of any length and have many lines."""


def day(value: date, speech: Speech = USUAL) -> str:
    """`Tue 16 Jun`, in the studio's language whatever the computer's locale."""
    words = date_words(speech.language)
    dated = words.date.format(day=value.day, month=words.months[value.month - 1])
    return f"{words.weekdays[value.weekday()]} {dated}"


def wall(minute: int, speech: Speech = USUAL) -> str:
    """`9:30`, `4:30 pm` of minutes after midnight; the morning is not marked, but the hours that nobody expects are.
    `16:30` on a clock of 24 hours."""
    if speech.hours24:
        return _digits24(minute)
    return " ".join(filter(None, (_digits(minute), _mark(minute))))


def walls(start: int, end: int, speech: Speech = USUAL) -> str:
    """`9:30-10:15`, `11:00-1:00 pm`, `1:00-3:00 pm` of minutes after midnight."""
    if speech.hours24:
        return f"{_digits24(start)}\N{EN DASH}{_digits24(end)}"
    first = _digits(start) if _mark(start) == _mark(end) else wall(start)
    return f"{first}\N{EN DASH}{wall(end)}"


def _digits24(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _digits(minute: int) -> str:
    return f"{(minute // 60 + 11) % 12 + 1}:{minute % 60:02d}"


def _mark(minute: int) -> str:
    hour = minute // 60 % 24
    return "pm" if hour >= 12 else "am" if hour < 6 else ""


def clock(value: int, zone: ZoneInfo, speech: Speech = USUAL) -> str:
    """`9:30` of an instant in microseconds."""
    return wall(_minute_of_day(value, zone), speech)


def _minute_of_day(value: int, zone: ZoneInfo) -> int:
    local = moment_of(value).astimezone(zone)
    return local.hour * 60 + local.minute


def moment(value: datetime, zone: ZoneInfo, speech: Speech = USUAL) -> str:
    """`Tue 16 Jun 9:30` of an instant."""
    local = value.astimezone(zone)
    return f"{day(local.date(), speech)} {wall(local.hour * 60 + local.minute, speech)}"


def span(start: int, end: int, zone: ZoneInfo, speech: Speech = USUAL) -> str:
    """`9:30-10:15`, with dates where it doesn't lie on one."""
    first, last = date_at(zone, start), date_at(zone, end)
    if first == last:
        return walls(_minute_of_day(start, zone), _minute_of_day(end, zone), speech)
    opening = f"{day(first, speech)} {clock(start, zone, speech)}"
    return f"{opening} \N{EN DASH} {day(last, speech)} {clock(end, zone, speech)}"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def counted(number: int, noun: str) -> str:
    """`1 shoot`, `2 shoots`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def unknown_calendar(doubt: Doubt | None, zone: ZoneInfo, speech: Speech = USUAL) -> str:
    """Why nobody knows when a photographer is busy: the calendar, and its problem or its age."""
    if doubt is None:
        return "The calendar could not be read, so nobody knows what is in it"
    name = _short(doubt.calendar)
    calendar = f"the calendar {_quoted(name)}" if name else "the calendar"
    why = doubt.problem.rstrip(".") or (
        f"it was last read on {moment(doubt.read_at, zone, speech)}"
        if doubt.read_at
        else "it was not read yet"
    )
    return f"Nobody knows what is in {calendar}: {why}"


def _quoted(name: str) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{name}\N{RIGHT DOUBLE QUOTATION MARK}"


def _short(text: str) -> str:
    name = " ".join(text.split())
    return f"{name[:LONGEST_NAME].rstrip()}\N{HORIZONTAL ELLIPSIS}" if len(name) > LONGEST_NAME else name


def block_name(block: Block) -> str:
    """What takes the time: a title in quotes, an address, or `a busy time` where the calendar doesn't say."""
    name = _short(block.name)
    if block.source is not Source.EVENT:
        return name or "an appointment"
    return _quoted(name) if name else "a busy time"


def block(value: Block, zone: ZoneInfo, speech: Speech = USUAL) -> str:
    """What takes the time and when: `"Dentist" 9:30-10:15 on Google`."""
    where = f" on {value.calendar}" if value.calendar else ""
    name = block_name(value)
    return f"{name[0].upper()}{name[1:]} {span(value.start, value.end, zone, speech)}{where}"


def off_hours(settings: Settings, person: Photographer, start: int, end: int) -> str:
    """Why a photographer doesn't work then: time off, a day off, or the hours of the day; with the reason that is kept."""
    zone = zone_of(settings, person)
    local = date_at(zone, start)
    reason = reasons_on(person.reasons).get(local, "")
    if any(a < end and start < b for a, b in off_time(settings, person, local, date_at(zone, end))):
        return because("Has time off", reason)
    hours = hours_of(settings, person)(local)
    if not hours:
        return because(f"Doesn't work on {day(local, settings.speech)}", reason)
    return because(f"Works {listed([walls(a, b, settings.speech) for a, b in hours])} that day", reason)


def because(words: str, reason: str) -> str:
    """`Has time off: Vacation`; only the words where no reason is known."""
    return f"{words}: {_short(reason)}" if reason else words
