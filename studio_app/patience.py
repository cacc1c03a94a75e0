"""How long somebody waits for work that may take its time, and how they stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event


class Patience:
    """A time limit that a person can end early. Made by whoever waits, asked by whoever works; safe across threads."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`seconds` from now; `clock` counts seconds."""
        self._clock = clock
        self._end = clock() + seconds
        self._cancelled = Event()

    @property
    def left(self) -> float:
        """Seconds that are left, 0 where it is over."""
        return 0.0 if self._cancelled.is_set() else max(0.0, self._end - self._clock())

    @property
    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self.left <= 0

    @property
    def is_cancelled(self) -> bool:
        """Whether it was ended by hand."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End it now."""
        self._cancelled.set()

    def pause(self, seconds: float) -> bool:
        """Wait so long, unless it is over before; says whether there is patience left."""
        self._cancelled.wait(min(seconds, self.left))
        return not self.is_over

    def at_most(self, seconds: float) -> Patience:
        """This patience for a part of the work: it ends with this one, and after so many seconds at the latest."""
        part = Patience(seconds, self._clock)
        part._end = min(part._end, self._end)
        part._cancelled = self._cancelled
        return part

    def afresh(self, seconds: float) -> Patience:
        """New seconds for what comes next, however many this one has left; whoever ends this one ends both."""
        following = Patience(seconds, self._clock)
        following._cancelled = self._cancelled
        return following
