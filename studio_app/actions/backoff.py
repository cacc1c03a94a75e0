"""How long to wait before a failed write is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 600.0
_MOST_DOUBLINGS = 20
"""More would be longer than the longest wait anyway, and after a weekend without a network no number any more."""

Jitter = Callable[[], float]
"""Gives a number from 0 to 1, so that many desks don't try again all at once."""


def wait_after(attempts: int, jitter: Jitter) -> timedelta:
    """Time until the next try, after so many: doubled each time, half of it by chance.

    Exponential backoff with "equal jitter", as in Brooker, "Exponential Backoff And Jitter", 2015.
    """
    seconds = min(FIRST_SECONDS * 2 ** min(max(attempts, 1) - 1, _MOST_DOUBLINGS), LONGEST_SECONDS)
    return timedelta(seconds=seconds * (0.5 + 0.5 * min(max(jitter(), 0.0), 1.0)))
