"""Hours of a day as people write them: `8–12`, `8:30–12, 1–6`, `13–18`; and what they type read back. Pure.

On a twelve-hour clock a number alone is the next hour of that name: `8-12, 1-6` ends at six in the evening. Hours from
one to five are the afternoon's, as everywhere in the program, unless that leaves no way to read the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_app.desk.hours.spans import joined
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.wall_time import MINUTES_A_DAY
from studio_app.domain.working_hours import WallSpans
from studio_app.errors import BadInput

DASH = "\N{EN DASH}"
OFF = ("", "off", "day off", "closed", "none", "no", "-", DASH)
_EXAMPLE = "Type hours such as 8-12, 1-6, or off."
_AND = re.compile(r"\s*(?:,|;|\+|&|\band\b)\s*")
_TO = re.compile(r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\bto\b|\btill\b|\buntil\b)\s*")
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(?:h|o'clock)?\s*(a|p|am|pm|a\.m\.|p\.m\.)?")
_NOON, _LATE = 12 * 60, range(1, 6)
_LONGEST = 200
MOST_SPANS = 48
"""Of one day, as a studio file has them."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A time as it was typed, and the minutes that it may mean, the likeliest first."""

    words: str
    means: tuple[int, ...]


def parse_hours(text: str, wording: Wording = ENGLISH) -> WallSpans:
    """The hours that a text means, in order; none for `off` or nothing.

    Raises:
        BadInput: with one sentence that says what can't be read, and how to type it.
    """
    said = " ".join(text.casefold().split())
    if said in OFF:
        return ()
    if len(said) > _LONGEST:
        raise BadInput("", f"That is longer than {_LONGEST} characters. {_EXAMPLE}")
    pairs = [_pair(part, wording) for part in _AND.split(said) if part]
    if not pairs:
        raise BadInput(
            "",
            f"No hours are in \N{LEFT DOUBLE QUOTATION MARK}{text.strip()}\N{RIGHT DOUBLE QUOTATION MARK}. {_EXAMPLE}",
        )
    if len(pairs) > MOST_SPANS:
        raise BadInput("", f"A day takes {MOST_SPANS} hours at most.")
    found = next(_readings(pairs, 0), None)
    if found is None:
        raise BadInput("", _disorder(pairs))
    return joined(found)


def _pair(part: str, wording: Wording) -> tuple[_Said, _Said]:
    ends = [each for each in _TO.split(part) if each]
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{part[:40]}\N{RIGHT DOUBLE QUOTATION MARK}"
    if len(ends) == 1:
        raise BadInput("", f"{quoted} has no beginning and end. {_EXAMPLE}")
    if len(ends) != 2:
        raise BadInput("", f"{quoted} can\N{RIGHT SINGLE QUOTATION MARK}t be read. {_EXAMPLE}")
    start, end = (_time(each, wording, ends=at == 1) for at, each in enumerate(ends))
    return start, end


def _time(word: str, wording: Wording, *, ends: bool) -> _Said:
    if word in ("noon", "midday"):
        return _Said(word, (_NOON,))
    if word == "midnight":
        return _Said(word, (MINUTES_A_DAY if ends else 0,))
    found = _TIME.fullmatch(word)
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{word[:20]}\N{RIGHT DOUBLE QUOTATION MARK}"
    if found is None:
        raise BadInput("", f"{quoted} is no time of a day. {_EXAMPLE}")
    hour, minute, half = int(found.group(1)), int(found.group(2) or 0), (found.group(3) or "")[:1]
    if hour * 60 + minute > MINUTES_A_DAY or (half and not 1 <= hour <= 12):
        raise BadInput("", f"{quoted} is no time of a day. {_EXAMPLE}")
    exact = found.group(1).startswith("0")
    return _Said(word, tuple(_meant(hour, minute, half, exact=exact, ends=ends, wording=wording)))


def _meant(hour: int, minute: int, half: str, *, exact: bool, ends: bool, wording: Wording) -> Iterator[int]:
    """The minutes after midnight that a time may mean, the likeliest first."""
    if half:
        first = hour % 12 * 60 + minute + (_NOON if half == "p" else 0)
        yield MINUTES_A_DAY if ends and first == 0 else first
        return
    plain = hour * 60 + minute
    if hour > 12 or exact:
        yield MINUTES_A_DAY if ends and plain == 0 else plain
        return
    other = plain + _NOON if hour < 12 else minute
    if other == 0:
        other = MINUTES_A_DAY if ends else 0
    late = not wording.hours24 and not ends and hour in _LATE
    yield from (other, plain) if late else (plain, other)


def _readings(pairs: Sequence[tuple[_Said, _Said]], after: int) -> Iterator[WallSpans]:
    """All ways to read hours that follow each other, the likeliest first."""
    if not pairs:
        yield ()
        return
    begin, end = pairs[0]
    for start in begin.means:
        for stop in end.means:
            if after <= start < stop:
                for rest in _readings(pairs[1:], stop):
                    yield ((start, stop), *rest)


def _disorder(pairs: Sequence[tuple[_Said, _Said]]) -> str:
    """What is wrong where every time can be read, and no order is in them."""
    for begin, end in pairs:
        if not any(start < stop for start in begin.means for stop in end.means):
            if end.means[0] >= begin.means[0]:
                return f"{begin.words}{DASH}{end.words} ends before it begins. {_EXAMPLE}"
            return f"Type {begin.words}{DASH}midnight here, and midnight{DASH}{end.words} on the next day."
    return "The hours overlap, or are not in order. Type the earliest first."


# ---------------------------------------------------------------- written


def span_text(start: int, end: int, wording: Wording = ENGLISH) -> str:
    """Hours in a bar, as short as they can be: `8–12`, `1–6`, `8:30–12`."""
    return f"{_short(start, wording)}{DASH}{_short(end, wording)}"


def hours_text(spans: WallSpans, wording: Wording = ENGLISH) -> str:
    """The hours of a day as they could be typed: `8–12, 1–6`; the halves of the day are marked only where the text would
    be read otherwise without; `off` for none."""
    if not spans:
        return OFF[1]
    plain = ", ".join(span_text(start, end, wording) for start, end in spans)
    try:
        if parse_hours(plain, wording) == spans:
            return plain
    except BadInput:
        pass
    return ", ".join(f"{time_text(start, wording)}{DASH}{time_text(end, wording)}" for start, end in spans)


def time_text(minute: int, wording: Wording = ENGLISH) -> str:
    """A time that means one minute only: `8 am`, `1:30 pm`, `24:00`; `08:00` on a clock of 24 hours."""
    if wording.hours24 or minute == MINUTES_A_DAY:
        return f"{minute // 60:02d}:{minute % 60:02d}"
    return f"{_short(minute, wording)} {wording.pm if minute >= _NOON else wording.am}"


def spoken_hours(spans: WallSpans, wording: Wording = ENGLISH) -> str:
    """The hours of a day for a screen reader: `8 am to noon, 1 pm to 6 pm`."""
    if not spans:
        return "day off"
    return ", ".join(f"{_spoken(start, wording)} to {_spoken(end, wording)}" for start, end in spans)


def _spoken(minute: int, wording: Wording) -> str:
    if minute % MINUTES_A_DAY == 0:
        return "midnight"
    return "noon" if minute == _NOON else time_text(minute, wording)


def _short(minute: int, wording: Wording) -> str:
    hour, rest = divmod(minute, 60)
    if not wording.hours24:
        hour = (hour + 11) % 12 + 1
    return f"{hour}:{rest:02d}" if rest else str(hour)
