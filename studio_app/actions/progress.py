"""How far long work is: told by whoever works to whoever waits, who may also give it up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from studio_app.errors import KnownError


class GivenUp(KnownError):
    """Somebody no longer wants what was being made; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("It was cancelled.")


class Progress:
    """Work with an end that nobody may give up any more; safe across threads."""

    def __init__(self, tell: Callable[[int], None] | None = None) -> None:
        """`tell` is called in the thread of the work, with each whole percent once."""
        self._tell = tell
        self._told = -1
        self._lock = Lock()
        self._given_up = self._settled = False

    def at(self, done: int, whole: int) -> None:
        """So many of so many are done; of no number where `whole` is 0.

        Raises:
            GivenUp: nobody wants the rest.
        """
        if self._given_up:
            raise GivenUp
        percent = 100 * done // whole if whole else -1
        if self._tell and percent > self._told:
            self._told = percent
            self._tell(percent)

    def settle(self) -> None:
        """From here on it is too late to give it up.

        Raises:
            GivenUp: it was given up before.
        """
        with self._lock:
            if self._given_up:
                raise GivenUp
            self._settled = True

    def give_up(self) -> bool:
        """Nobody wants it any more; says whether that came in time."""
        with self._lock:
            self._given_up = not self._settled
            return self._given_up
