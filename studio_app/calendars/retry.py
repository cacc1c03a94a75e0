"""Trying again what may go well in a moment: backoff with jitter, never for longer than somebody waits."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

from studio_app.domain.backoff import Jitter, seconds_after
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import CalendarOffline, Stopped
from studio_app.patience import Patience

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 16.0
MOST_TRIES = 4
"""Then the calendar counts as offline, and the next round tries again."""

Answer = TypeVar("Answer")


def patiently(
    call: Callable[[], Answer],
    patience: Patience,
    *,
    jitter: Jitter = random.random,
    tries: int = MOST_TRIES,
) -> Answer:
    """Do something that may fail for a moment until it goes well.

    A wait that the provider asked for is kept, and never cut short; where it is longer than the patience, nobody waits.

    Args:
        call: Raises CalendarOffline for what may pass; everything else that it raises is passed on.
        patience: Ends the waiting.
        jitter: Gives a number from 0 to 1.
        tries: The most, so that no network is noticed soon.

    Raises:
        CalendarOffline: that of the last try, or that nobody waits any more.
    """
    for attempt in range(1, tries + 1):
        must_not_be_over(patience)
        try:
            return call()
        except CalendarOffline as error:
            asked = error.retry_after
            wait = backoff(attempt, jitter) if asked is None else asked
            if attempt == tries or wait >= patience.left or not patience.pause(wait):
                if asked is None:
                    must_not_be_over(patience)
                raise
    raise AssertionError("unreachable")


def must_not_be_over(patience: Patience, late: str = "The calendar didn’t answer in time.") -> None:
    """Raise where nobody waits any more.

    Args:
        late: Says that it took too long.

    Raises:
        Stopped: somebody ended the waiting.
        CalendarOffline: it took too long.
    """
    if patience.is_cancelled:
        raise Stopped
    if patience.is_over:
        raise CalendarOffline(late)


def backoff(attempt: int, jitter: Jitter) -> float:
    """Seconds until the next try after so many."""
    return seconds_after(attempt, FIRST_SECONDS, LONGEST_SECONDS, jitter)


def seconds_asked(header: str | None, clock: Clock = system_clock) -> float | None:
    """Seconds that a Retry-After header asks to wait: a number or an HTTP date (RFC 9110, 10.2.3).

    None where there is none that can be read.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - clock()).total_seconds())
