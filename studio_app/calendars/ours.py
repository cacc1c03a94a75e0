"""The program's own appointments in busy times that have no names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studio_app.domain.timespan import Span


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
