"""The clock is a parameter everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present instant in UTC."""


def system_clock() -> datetime:
    """The computer's clock, in UTC; its own zone is never used."""
    return datetime.now(UTC)
