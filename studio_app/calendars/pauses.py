"""Providers that asked to be left alone for a while (Retry-After), and are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarOffline, CalendarUnavailable

LONGEST = 3600.0
"""Seconds; for longer no provider is obeyed."""


@dataclass(frozen=True, slots=True)
class _Pause:
    until: float
    error: CalendarOffline


class Pauses:
    """Until when nothing is asked: of an account as a whole, else of a calendar. Safe across threads.

    They last as long as the program: whoever starts it again asks once more.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._known: dict[tuple[str, str], _Pause] = {}

    def of(self, source: CalendarSource) -> CalendarOffline | None:
        """What a calendar's provider said when it asked for the pause that is not over; None where it may be asked."""
        pause = self._known.get(_provider(source))
        left = pause.until - self._clock() if pause else 0.0
        if pause is None or left <= 0:
            return None
        return CalendarOffline(pause.error.sentence, pause.error.advice, retry_after=left)

    def note(self, source: CalendarSource, answer: Pull | CalendarUnavailable) -> None:
        """Keep what an answer asked for."""
        if isinstance(answer, CalendarOffline) and answer.retry_after:
            until = self._clock() + min(answer.retry_after, LONGEST)
            self._known[_provider(source)] = _Pause(until, answer)


def _provider(source: CalendarSource) -> tuple[str, str]:
    return source.kind, source.account or source.address
