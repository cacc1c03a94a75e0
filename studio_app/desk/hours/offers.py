"""What can be done with the hours of a day or a week: the entries of the menus. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from studio_app.desk.hours.spans import ALL_DAYS, NO_DAYS, WORKDAYS, Days
from studio_app.desk.hours.stepping import Cursor
from studio_app.desk.hours.text import hours_text, span_text
from studio_app.desk.wording import Wording
from studio_app.domain.working_hours import WallSpans, WeekHours

DOTS = "\N{HORIZONTAL ELLIPSIS}"


class Act(StrEnum):
    """What is done with the day, or the hours, that the keyboard is at."""

    TYPE = "type"
    ADD = "add"
    SPLIT = "split"
    REMOVE = "remove"
    COPY = "copy"
    PASTE = "paste"
    COPY_TO = "copy_to"
    COPY_CHOICE = "copy_choice"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.

    Attributes:
        keys: What does the same.
        days: Where a copy goes.
        rule: A line stands above it.
    """

    act: Act
    words: str
    keys: str = ""
    days: tuple[int, ...] = ()
    enabled: bool = True
    rule: bool = False


def entries(days: Days, cursor: Cursor, wording: Wording) -> Iterator[Entry]:
    """The menu of a day; of its hours, where the keyboard is at some."""
    spans = days[cursor.day]
    yield Entry(Act.TYPE, f"Type the hours{DOTS}", "Enter")
    yield Entry(Act.ADD, "Add hours", "N")
    if cursor.place >= 0:
        words = span_text(*spans[cursor.place], wording)
        yield Entry(Act.SPLIT, f"Split {words}", "S")
        yield Entry(Act.REMOVE, f"Remove {words}", "Del")
    yield Entry(Act.DAY_OFF, "Day off", enabled=bool(spans))
    yield Entry(Act.COPY, f"Copy {hours_text(spans, wording)}", "Ctrl+C", rule=True)
    yield Entry(Act.PASTE, "Paste", "Ctrl+V")


def copies(cursor: Cursor, wording: Wording) -> Iterator[Entry]:
    """Where the hours of a day can be copied to at once."""
    yield Entry(Act.COPY_TO, "Weekdays", days=WORKDAYS)
    yield Entry(Act.COPY_TO, "All days", days=ALL_DAYS)
    for day, name in enumerate(wording.weekdays_long):
        if day != cursor.day:
            yield Entry(Act.COPY_TO, name, days=(day,), rule=day == (1 if cursor.day == 0 else 0))
    yield Entry(Act.COPY_CHOICE, f"Choose days{DOTS}", rule=True)


@dataclass(frozen=True, slots=True)
class Preset:
    """Hours of a whole week to begin with; None is not set."""

    words: str
    hours: WeekHours | None


def _week(workday: WallSpans, saturday: WallSpans = (), sunday: WallSpans = ()) -> WeekHours:
    return WeekHours((workday, workday, workday, workday, workday, saturday, sunday))


def presets(instead: WeekHours | None, instead_words: str, wording: Wording) -> Iterator[Preset]:
    """What a week can begin with, the usual ones first."""

    def words(days: str, spans: WallSpans) -> str:
        return f"{days} {hours_text(spans, wording)}"

    nine, eight, long = ((540, 1020),), ((480, 1080),), ((480, 1200),)
    halves, short = ((480, 720), (780, 1080)), ((600, 840),)
    mon, fri, sat = wording.weekdays[0], wording.weekdays[4], wording.weekdays[5]
    week = f"{mon}\N{EN DASH}{fri}"
    yield Preset(words(week, nine), _week(nine))
    yield Preset(words(week, eight), _week(eight))
    yield Preset(words(week, halves), _week(halves))
    yield Preset(f"{words(week, eight)}, {words(sat, short)}", _week(eight, short))
    yield Preset(words("Every day", long), _week(long, long, long))
    if instead is not None and instead.is_set:
        yield Preset(f"As {instead_words} are now", instead)


def shown_days(hours: WeekHours | None, instead: WeekHours | None) -> tuple[Days, bool]:
    """The days to show, and whether they are somebody's own."""
    if hours is not None and hours.is_set:
        return hours.days, True
    return (instead.days, False) if instead is not None and instead.is_set else (NO_DAYS, False)
