"""How long to wait before a failed write is tried again."""

from __future__ import annotations

from datetime import timedelta

from studio_app.domain.backoff import Jitter, seconds_after

FIRST_SECONDS = 5.0
LONGEST_SECONDS = 600.0


def wait_after(attempts: int, jitter: Jitter) -> timedelta:
    """Time until the next try, after so many."""
    return timedelta(seconds=seconds_after(attempts, FIRST_SECONDS, LONGEST_SECONDS, jitter))
