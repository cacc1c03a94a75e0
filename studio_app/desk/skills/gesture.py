"""Painting ticks with a held button: one gesture gives or takes all that it passes over. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a hand paints.

    Attributes:
        value: Whether cells are ticked; the first cell decides.
        at: Where the hand is.
        passed: The cells that it was over.
    """

    value: bool
    at: Place
    passed: frozenset[Place]


def begun(at: Place, *, ticked: bool) -> Stroke:
    """A stroke that begins on a cell: it makes that one, and all others, what the first was not."""
    return Stroke(not ticked, at, frozenset({at}))


def moved(stroke: Stroke, to: Place) -> Stroke:
    """The stroke further: a quick hand passes over all cells between."""
    if to == stroke.at:
        return stroke
    return replace(stroke, at=to, passed=stroke.passed | frozenset(between(stroke.at, to)))


def between(start: Place, end: Place) -> tuple[Place, ...]:
    """The cells on the way from one to another, both included."""
    rows, columns = end[0] - start[0], end[1] - start[1]
    steps = max(abs(rows), abs(columns))
    if not steps:
        return (start,)
    return tuple(
        (start[0] + round(rows * step / steps), start[1] + round(columns * step / steps))
        for step in range(steps + 1)
    )
