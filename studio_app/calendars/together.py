"""Several calendars read at once, in a few threads, and none waited for longer than anybody's patience."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from studio_app.calendars.retry import must_not_be_over
from studio_app.domain.calendar_item import Errand, Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarOffline, CalendarUnavailable, Stopped
from studio_app.patience import Patience

Answer = tuple[CalendarSource, Pull | CalendarUnavailable]
Result = TypeVar("Result")

AT_ONCE = 6
GRACE = 0.2
"""Seconds for those who stop by themselves when the patience ends."""

_LOOK = 0.05
"""Seconds after which a cancelled reading is noticed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Some calendars that are read one after the other, or together by means of their own."""

    errands: Sequence[Errand]
    read: Callable[[], Iterable[Answer]]


@dataclass(frozen=True, slots=True)
class _Ended:
    """A job that has given all its answers; `trouble` is what no program should raise."""

    trouble: BaseException | None = None


def read_each(
    errands: Sequence[Errand], read: Callable[[Errand], Pull], patience: Patience, at_once: int = AT_ONCE
) -> Iterator[Answer]:
    """Read each calendar by itself; `read` raises CalendarUnavailable. Otherwise as `read_together`."""

    def job(errand: Errand) -> Job:
        return Job([errand], lambda: [(errand.source, read(errand))])

    return read_together([job(errand) for errand in errands], patience, at_once)


def read_together(jobs: Sequence[Job], patience: Patience, at_once: int = AT_ONCE) -> Iterator[Answer]:
    """Do all jobs and give the answers as they come, exactly one for each calendar.

    A calendar whose job fails is answered by the error; one that the patience does not suffice for by CalendarOffline,
    which is Stopped where somebody ended it.
    What hangs, such as the question for a name that no name server answers, is left to end by itself, or with the program,
    which doesn't wait for it either.

    Args:
        jobs: They should keep to the patience themselves.
        patience: Ends the waiting.
        at_once: The most threads.
    """
    if not jobs:
        return
    open_ones = {errand.source.id: errand.source for job in jobs for errand in job.errands}
    answers: SimpleQueue[Answer | _Ended] = SimpleQueue()
    waiting: SimpleQueue[Job] = SimpleQueue()
    for job in jobs:
        waiting.put(job)
    left = len(jobs)
    threads = [_started("calendars", lambda: _work(waiting, answers)) for _ in range(min(at_once, left))]
    try:
        while left:
            answer = _next(answers, patience)
            if answer is None:
                break
            if isinstance(answer, _Ended):
                left -= 1
                if answer.trouble is not None:
                    raise answer.trouble
            elif open_ones.pop(answer[0].id, None) is not None:
                yield answer
        for source in open_ones.values():
            yield source, Stopped() if patience.is_cancelled else _late(source)
    finally:
        _give_up(waiting)
        for thread in threads if not left else ():
            thread.join()


def within(patience: Patience, work: Callable[[], Result]) -> Result:
    """Do something in a thread of its own and wait for it as long as somebody wants to.

    What hangs is left to end by itself; as `work` keeps to the patience, it asks nobody anything any more.

    Raises:
        CalendarOffline: it took too long, or was cancelled.
    """
    answer: Future[Result] = Future()

    def answered() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            answer.set_exception(error)

    thread = _started("calendar", answered)
    over = False
    while not answer.done() and not over:
        over = patience.is_over
        wait([answer], GRACE if over else _LOOK)
    if not answer.done():
        must_not_be_over(patience)
    thread.join()
    return answer.result()


def _started(name: str, work: Callable[[], None]) -> Thread:
    """A thread that keeps no program from ending: what it does ends with the program, and leaves nothing half done."""
    thread = Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def _work(waiting: SimpleQueue[Job], answers: SimpleQueue[Answer | _Ended]) -> None:
    with suppress(Empty):
        while True:
            _run(waiting.get_nowait(), answers)


def _give_up(waiting: SimpleQueue[Job]) -> None:
    with suppress(Empty):
        while True:
            waiting.get_nowait()


def _run(job: Job, answers: SimpleQueue[Answer | _Ended]) -> None:
    trouble: BaseException | None = None
    try:
        for answer in job.read():
            answers.put(answer)
    except CalendarUnavailable as error:
        _answer_all(job, error, answers)
    except Exception as error:
        # One calendar that trips the program up must not keep the others from being read.
        log.exception("reading calendars failed: %s", ", ".join(errand.source.id for errand in job.errands))
        problem = f"The program failed on this calendar ({type(error).__name__})."
        _answer_all(job, CalendarUnavailable(problem, "The log file says more."), answers)
    except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
        trouble = error
    finally:
        answers.put(_Ended(trouble))


def _answer_all(job: Job, error: CalendarUnavailable, answers: SimpleQueue[Answer | _Ended]) -> None:
    for errand in job.errands:
        answers.put((errand.source, error))


def _next(answers: SimpleQueue[Answer | _Ended], patience: Patience) -> Answer | _Ended | None:
    """The next answer; None where none came in time."""
    while True:
        over = patience.is_over
        try:
            return answers.get(timeout=GRACE if over else _LOOK)
        except Empty:
            if over:
                return None


def _late(source: CalendarSource) -> CalendarOffline:
    return CalendarOffline(f"The calendar {source.name or 'of this photographer'} didn’t answer in time.")
