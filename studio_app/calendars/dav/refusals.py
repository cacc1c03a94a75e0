"""Passwords that servers refused: asked again only after a while, and each time after a longer one.

Many servers shut out whoever comes with a wrong password several times in ten minutes, the whole office with them; a round
every two minutes would be that. A server that refuses by mistake is noticed by the next round all the same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from studio_app.errors import SignInNeeded

FIRST = 100.0
"""Seconds, less than from one round to the next."""

LONGEST = 1_800.0


@dataclass(frozen=True, slots=True)
class _Refusal:
    password: str = field(repr=False)
    sentence: str
    advice: str
    pause: float
    until: float


class Refusals:
    """What was refused, by account, for as long as the program runs. Safe across threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._known: dict[str, _Refusal] = {}
        self._lock = threading.Lock()

    def check(self, account: str, password: str) -> None:
        """Raise SignInNeeded, as the server would, where this password was refused lately."""
        known = self._known.get(account)
        if known and known.password == password and self._clock() < known.until:
            raise SignInNeeded(account, known.sentence, known.advice)

    def note(self, account: str, password: str, error: SignInNeeded) -> None:
        """The server refuses the password."""
        now = self._clock()
        with self._lock:
            before = self._known.get(account)
            if before and before.password == password:
                if now < before.until:
                    return  # asked at the same moment
                pause = min(before.pause * 2, LONGEST)
            else:
                pause = FIRST
            self._known[account] = _Refusal(password, error.sentence, error.advice, pause, now + pause)

    def forget(self, account: str) -> None:
        """The account is open, or somebody signs in afresh."""
        with self._lock:
            self._known.pop(account, None)
