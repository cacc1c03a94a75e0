"""An event as the program wrote it beside what is in the calendar, with what differs marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise

from studio_app.desk.calendars.model import Piece, VersionLine
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.calendar_event import CalendarEvent, Guest
from studio_app.domain.difference import Aspect, Difference

_WORDS = re.compile(r"\s+|[\w.:@/]+|[^\w\s]")
_MOST_WORDS = 4_000
"""Longer texts are not compared word by word: the time that takes grows with the square."""
_NOTHING = "nothing"
_LABELS = {
    Aspect.TIME: "Time",
    Aspect.REPEATS: "Repeats",
    Aspect.TITLE: "Title",
    Aspect.LOCATION: "Place",
    Aspect.GUESTS: "Guests",
    Aspect.TEXT: "Text",
}


def version_lines(difference: Difference, wording: Wording = ENGLISH) -> tuple[VersionLine, ...]:
    """The parts of an event that say anything, those that were changed first."""
    ours = difference.ours
    theirs = difference.theirs.event if difference.theirs else None
    left, right = _said(ours, wording), _said(theirs, wording)
    lines = [
        _line(label, left[aspect], right[aspect], changed=aspect in difference.aspects)
        for aspect, label in _LABELS.items()
        if aspect is not Aspect.REPEATS or aspect in difference.aspects
    ]
    shown = [line for line in lines if line.ours or line.theirs]
    return (*_missing_side(difference), *sorted(shown, key=lambda line: not line.changed))


def said_aspects(aspects: Iterable[Aspect]) -> str:
    """What was done in the calendar, in a few words: `moved`, `time and place changed`, `deleted`."""
    found = set(aspects)
    if Aspect.DELETED in found:
        return "deleted"
    if Aspect.RESTORED in found:
        return "brought back"
    if found == {Aspect.TIME}:
        return "moved"
    if found == {Aspect.REPEATS}:
        return "made to repeat"
    words = {
        Aspect.TIME: "time",
        Aspect.REPEATS: "repetition",
        Aspect.TITLE: "title",
        Aspect.TEXT: "text",
        Aspect.LOCATION: "place",
        Aspect.GUESTS: "guests",
    }
    said = [word for aspect, word in words.items() if aspect in found]
    if len(said) > 1:
        said = [", ".join(said[:-1]), said[-1]]
    return f"{' and '.join(said)} changed" if said else "changed"


def compared(ours: str, theirs: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut into pieces; the words that the other one has not are marked."""
    if ours == theirs or not ours or not theirs:
        return _whole(ours, marked=False), _whole(theirs, marked=False)
    left, right = _WORDS.findall(ours), _WORDS.findall(theirs)
    if len(left) + len(right) > _MOST_WORDS:
        return _whole(ours, marked=True), _whole(theirs, marked=True)
    same = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return _pieces(left, [(block.a, block.a + block.size) for block in same]), _pieces(
        right, [(block.b, block.b + block.size) for block in same]
    )


def said_time(event: CalendarEvent, wording: Wording = ENGLISH) -> str:
    """When an event is: `Thu 26 Nov, 9:00 - 11:00`, `Thu 26 Nov, all day`."""
    if not event.is_all_day:
        return wording.visit(event.span.start, event.span.end, event.zone)
    first = event.span.start.astimezone(event.zone).date()
    last = event.span.end.astimezone(event.zone).date() - timedelta(days=1)
    days = (
        wording.dated(first) if last <= first else f"{wording.dated(first)} \N{EN DASH} {wording.dated(last)}"
    )
    return f"{days}, all day"


def text_of(pieces: Iterable[Piece]) -> str:
    """The text without its marks."""
    return "".join(piece.text for piece in pieces)


def _missing_side(difference: Difference) -> tuple[VersionLine, ...]:
    """What became of the event, where one of the sides has none: its column would be empty."""
    if difference.theirs is None:
        ours, theirs = "booked", "deleted"
    elif difference.ours is None:
        ours, theirs = "cancelled", said_aspects(difference.aspects)
    else:
        return ()
    return (VersionLine("Event", _whole(ours, marked=True), _whole(theirs, marked=True), changed=True),)


def _line(label: str, ours: str, theirs: str, *, changed: bool) -> VersionLine:
    if not changed:
        return VersionLine(label, _whole(ours, marked=False), _whole(theirs, marked=False))
    left, right = compared(ours, theirs)
    return VersionLine(
        label,
        left or (Piece(_NOTHING),) if theirs else left,
        right or (Piece(_NOTHING),) if ours else right,
        changed=True,
    )


def _said(event: CalendarEvent | None, wording: Wording) -> dict[Aspect, str]:
    """The parts of an event as a person reads them; all empty for none."""
    if event is None:
        return dict.fromkeys(_LABELS, "")
    return {
        Aspect.TIME: said_time(event, wording),
        Aspect.REPEATS: "yes" if event.repeats else "no",
        Aspect.TITLE: event.title,
        Aspect.LOCATION: event.location,
        Aspect.GUESTS: _guests(event.guests),
        Aspect.TEXT: event.description.strip(),
    }


def _guests(guests: Sequence[Guest]) -> str:
    named = sorted(guests, key=lambda guest: guest.email.casefold())
    return "\n".join(guest.name or guest.email for guest in named)


def _whole(text: str, *, marked: bool) -> tuple[Piece, ...]:
    return (Piece(text, marked),) if text else ()


def _pieces(words: Sequence[str], same: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Words in runs; `same` are the runs that both texts have, ended by an empty one at the end."""
    found: list[Piece] = []
    borders = [(0, 0), *same]
    for (_, before), (start, end) in pairwise(borders):
        gap, run = "".join(words[before:start]), "".join(words[start:end])
        if gap:
            found.append(Piece(gap, marked=bool(gap.strip())))
        if run:
            found.append(Piece(run))
    return tuple(found)
