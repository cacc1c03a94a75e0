"""How long to wait before something that failed is tried again."""

from __future__ import annotations

from collections.abc import Callable

_MOST_DOUBLINGS = 20
"""More would be longer than the longest wait anyway, and after a weekend without a network no number any more."""

Jitter = Callable[[], float]
"""Gives a number from 0 to 1, so that many don't try again all at once."""


def seconds_after(attempts: int, first: float, longest: float, jitter: Jitter) -> float:
    """Seconds until the next try, after so many: the first doubled each time, up to the longest; half of it by chance.

    Exponential backoff with "equal jitter", as in Brooker, "Exponential Backoff And Jitter", 2015.
    """
    seconds = min(first * 2.0 ** min(max(attempts, 1) - 1, _MOST_DOUBLINGS), longest)
    return seconds * (0.5 + 0.5 * min(max(jitter(), 0.0), 1.0))
