"""Preset start times: as they are typed, changed and said. Pure; minutes after midnight on the photographer's wall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from studio_app.desk.editing.time_text import parse_time
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.working_hours import WeekHours
from studio_app.engine.wording import listed
from studio_app.errors import BadInput

Presets = Mapping[int, tuple[int, ...]]
"""Start times by weekday, 0 is Monday; ascending, never empty."""

DAYS = tuple(range(7))
MOST = 48
"""Start times of one day."""
_UTC = ZoneInfo("UTC")
_EXAMPLE = "Type start times such as 9, 10:30, 2 pm."
_APART = re.compile(r"[,;/+&]|\band\b|\bor\b|\s{1,}(?=\d)")


@dataclass(frozen=True, slots=True)
class PresetsState:
    """Whose start times they are, and which.

    Attributes:
        name: As people say it.
        hours: The hours of the week, for saying which start lies outside of them; None is any time.
    """

    name: str = ""
    presets: Presets = field(default_factory=dict)
    hours: WeekHours | None = None
    wording: Wording = ENGLISH


def parse_starts(text: str) -> tuple[int, ...]:
    """The start times that a text means, in order.

    Raises:
        BadInput: with one sentence that says what is no time, and how to type it.
    """
    parts = [part.strip() for part in _APART.split(text) if part and part.strip()]
    if not parts:
        raise BadInput("", _EXAMPLE)
    found = set()
    for part in parts:
        minute = parse_time(part)
        if minute is None:
            quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{part[:20]}\N{RIGHT DOUBLE QUOTATION MARK}"
            raise BadInput("", f"{quoted} is no time of a day. {_EXAMPLE}")
        found.add(minute)
    return tuple(sorted(found))


def with_starts(presets: Presets, day: int, starts: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """With more start times on a day.

    Raises:
        BadInput: they are too many.
    """
    wanted = tuple(sorted({*presets.get(day, ()), *starts}))
    if len(wanted) > MOST:
        raise BadInput("", f"A day takes {MOST} start times at most.")
    return _tidy({**presets, day: wanted})


def without_start(presets: Presets, day: int, start: int) -> dict[int, tuple[int, ...]]:
    """Without one start time of a day."""
    return _tidy({**presets, day: tuple(each for each in presets.get(day, ()) if each != start)})


def copied(presets: Presets, day: int, to: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """With the start times of a day on other days too, instead of theirs."""
    return _tidy({**presets, **dict.fromkeys(to, presets.get(day, ()))})


def _tidy(presets: Presets) -> dict[int, tuple[int, ...]]:
    return {day: tuple(presets[day]) for day in sorted(presets) if presets[day]}


# ---------------------------------------------------------------- words


def start_text(minute: int, wording: Wording = ENGLISH) -> str:
    """`9:00`, `4:30 pm`, `16:30`: as times are written everywhere."""
    return wording.time(datetime(2024, 1, 1, *divmod(minute, 60), tzinfo=UTC), _UTC)


def outside(state: PresetsState, day: int, start: int) -> bool:
    """Whether a start lies outside of the hours of its day."""
    hours = state.hours
    if hours is None or not hours.is_set:
        return False
    return not any(begin <= start < end for begin, end in hours.on(day))


def presets_sentence(state: PresetsState) -> str:
    """What the start times mean."""
    who = state.name or "They"
    if not state.presets:
        return f"{who} can start at every step of the studio within the hours, as no start times are preset."
    groups: dict[tuple[int, ...], list[int]] = {}
    for day in sorted(state.presets):
        groups.setdefault(state.presets[day], []).append(day)
    parts = [f"{_days(days, state.wording)} at {_times(starts, state)}" for starts, days in groups.items()]
    rest = "" if len(state.presets) == len(DAYS) else "; on other days at every step of the studio"
    return f"{who} starts only on {'; on '.join(parts)}{rest}. Twilight shoots are not bound to these times."


def outside_words(state: PresetsState) -> str:
    """Which start times lie outside of the hours; "" for none."""
    wrong = [
        f"{state.wording.weekdays[day]} {start_text(start, state.wording)}"
        for day, starts in sorted(state.presets.items())
        for start in starts
        if outside(state, day, start)
    ]
    if not wrong:
        return ""
    verb = "lies" if len(wrong) == 1 else "lie"
    return f"{listed(wrong)} {verb} outside of the hours and won\N{RIGHT SINGLE QUOTATION MARK}t be offered."


def _times(starts: tuple[int, ...], state: PresetsState) -> str:
    texts = [start_text(start, state.wording) for start in starts]
    return " or ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _days(days: list[int], wording: Wording) -> str:
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{wording.weekdays[days[0]]} to {wording.weekdays[days[-1]]}"
    return listed([wording.weekdays[day] for day in days])
