"""A lane: one long-lived thread that does jobs one after another.

Jobs wait in the order in which they were handed in. A job that is asked under a key takes the place of the one that
waits under the same key: of quick questions only the newest is answered, and since the place in the queue stays, none
starves. A job that runs is never cancelled; jobs are short.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Generic, TypeVar

T = TypeVar("T")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What became of a job: its value, or the error that it raised.

    Attributes:
        generation: Grows by one with each job of the lane, so that a late answer can be told from a newer one.
    """

    generation: int
    value: T | None = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    generation: int
    job: Callable[[], object]
    deliver: Callable[[Outcome[object]], None]


class Lane:
    """A thread with a queue; made and closed by `Lanes`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting: OrderedDict[object, _Waiting] = OrderedDict()
        self._condition = Condition()
        self._generation = 0
        self._closing = False
        self._busy = False
        self._thread = Thread(target=self._run, name=name)
        self._thread.start()

    def submit(self, job: Callable[[], T], deliver: Callable[[Outcome[T]], None]) -> int:
        """Do a job after all that wait; `deliver` is called in the lane's thread. Returns the job's generation."""
        return self._put(object(), job, deliver)

    def ask(self, key: str, job: Callable[[], T], deliver: Callable[[Outcome[T]], None]) -> int:
        """Do a job in the place of the one that waits under the same key. Returns the job's generation."""
        return self._put(key, job, deliver)

    def _put(self, key: object, job: Callable[[], T], deliver: Callable[[Outcome[T]], None]) -> int:
        with self._condition:
            if self._closing:
                return self._generation
            self._generation += 1
            self._waiting[key] = _Waiting(self._generation, job, deliver)  # type: ignore[arg-type] # as handed in
            self._condition.notify_all()
            return self._generation

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until nothing runs or waits; whether it came to that in time."""
        with self._condition:
            return self._condition.wait_for(lambda: not self._waiting and not self._busy, seconds)

    def close(self, *, finish: bool, seconds: float) -> bool:
        """End the thread after the job that runs, or with `finish` after all that wait; whether it ended in time."""
        with self._condition:
            self._closing = True
            if not finish:
                self._waiting.clear()
            self._condition.notify_all()
        self._thread.join(seconds)
        if self._thread.is_alive():
            logger.error("lane %s did not end within %s s", self._name, seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (waiting := self._next()) is not None:
            try:
                outcome = Outcome(waiting.generation, waiting.job())
            except Exception as error:  # noqa: BLE001 - an error is an answer too; whoever asked shows or logs it
                outcome = Outcome(waiting.generation, error=error)
            try:
                waiting.deliver(outcome)
            except Exception:
                logger.exception("an answer of lane %s could not be delivered", self._name)
            del waiting, outcome

    def _next(self) -> _Waiting | None:
        with self._condition:
            self._busy = False
            self._condition.notify_all()
            self._condition.wait_for(lambda: self._waiting or self._closing)
            if not self._waiting:
                return None
            self._busy = True
            return self._waiting.popitem(last=False)[1]
