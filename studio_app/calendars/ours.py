"""The program's own appointments in photographers' calendars, which must not count twice: they block by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studio_app.domain.calendar_item import Whose
from studio_app.domain.timespan import DateSpan, Span


def stands_for_ours(uid: str, when: Span | DateSpan, whose: Whose, *, is_itself: bool) -> bool:
    """Whether an occurrence is the copy of an event of the program's.

    Somebody may have made a series of such an event: the others of that series are none of ours, and take time.

    Args:
        uid: The event's id.
        when: The occurrence.
        whose: The photographer, with the ids and times of the program's events.
        is_itself: It is at the time of the event itself, from which a series repeats.
    """
    return uid in whose.ours and (is_itself or when in whose.ours_at)


def without_ours(when: Span, ours_at: Iterable[Span]) -> Iterator[Span]:
    """What is left of a busy time without the times of the program's own appointments, which block by themselves.

    A calendar that shares nothing but busy times shows them among the others, and often as one with what touches them.
    """
    start = when.start
    for own in sorted(ours_at, key=lambda each: each.start):
        if own.overlaps(when):
            if start < own.start:
                yield Span(start, own.start)
            start = max(start, own.end)
    if start < when.end:
        yield Span(start, when.end)
