"""Leaving servers in peace: never faster than they allow, and not at all for a while after they failed."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

from studio_app.domain.backoff import Jitter, seconds_after
from studio_app.patience import Patience

FIRST_REST, LONGEST_REST = 20.0, 900.0
"""Seconds after the first failure, and at most."""

Seconds = Callable[[], float]


class Pace:
    """Gives everybody who asks a turn of their own, so far apart; one for the whole program, safe across threads."""

    def __init__(self, seconds: float, clock: Seconds = time.monotonic) -> None:
        """`seconds` between two turns; `clock` counts seconds."""
        self._seconds, self._clock = seconds, clock
        self._next = clock()
        self._lock = Lock()

    def wait(self, patience: Patience) -> bool:
        """Wait for a turn; False, and no turn is taken, where it comes too late."""
        with self._lock:
            now = self._clock()
            at = max(now, self._next)
            if at - now > patience.left:
                return False
            self._next = at + self._seconds
        return patience.pause(at - now) if at > now else True


class Rest:
    """Keeps somebody from asking a server that failed, longer each time until it answers again."""

    def __init__(self, jitter: Jitter, clock: Seconds = time.monotonic) -> None:
        self._jitter, self._clock = jitter, clock
        self._failures, self._until = 0, 0.0
        self._lock = Lock()

    @property
    def is_over(self) -> bool:
        """Whether the server may be asked."""
        with self._lock:
            return self._clock() >= self._until

    def failed(self, asked: float | None = None) -> None:
        """It failed; `asked` is how long it wants to be left alone, in seconds."""
        with self._lock:
            self._failures += 1
            wait = seconds_after(self._failures, FIRST_REST, LONGEST_REST, self._jitter)
            self._until = self._clock() + max(wait, min(asked or 0.0, 24 * 3600.0))

    def answered(self) -> None:
        """It works."""
        with self._lock:
            self._failures, self._until = 0, 0.0
