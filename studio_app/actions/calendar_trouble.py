"""What becomes of a calendar that could not be read or written: one mapping from errors to states for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from studio_app.actions.ports import Reading, Writing
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.errors import CalendarOffline, CalendarUnavailable, NotSignedInHere, SignInNeeded, Stopped

LONGEST_WAIT = timedelta(hours=1)
"""Longer than this no provider is obeyed; a clock that was wrong may have written any time."""

TRIED_AGAIN = "It is tried again by itself."

_WAIT_SETTING = "primary_calendar_wait_until"


def trouble_of(error: CalendarUnavailable) -> Trouble:
    """The kind of a failure."""
    if isinstance(error, CalendarOffline):
        return Trouble.OFFLINE
    return Trouble.SIGN_IN if isinstance(error, SignInNeeded) else Trouble.FAILING


def tripped(error: Exception) -> CalendarUnavailable:
    """What a calendar is said to be over which the program fell: it must not keep the others from being read."""
    problem = f"The program failed on this calendar ({type(error).__name__})."
    return CalendarUnavailable(problem, "The log file says more.")


def said_of(error: CalendarUnavailable) -> str:
    """A failure in words, of a calendar that each round tries again."""
    return f"{error} {TRIED_AGAIN}" if isinstance(error, CalendarOffline) else str(error)


def troubled(source: CalendarSource, error: CalendarUnavailable, now: datetime) -> CalendarSource:
    """The calendar after a failure; the same where the failure says nothing about it.

    A desk that holds no key to an account leaves the calendar to those that do. A reading that somebody ended is no
    trouble of the calendar. One that must not be trusted stays so while it can't be reached.
    """
    trouble = trouble_of(error)
    if isinstance(error, (NotSignedInHere, Stopped)):
        return source
    if trouble is Trouble.OFFLINE and source.trouble not in (Trouble.NONE, Trouble.OFFLINE):
        return source
    since = source.failing_since if source.trouble is not Trouble.NONE else None
    return replace(source, trouble=trouble, problem=said_of(error), failing_since=since or now)


def well(source: CalendarSource, now: datetime) -> CalendarSource:
    """The calendar after it was read well."""
    return replace(source, trouble=Trouble.NONE, problem="", failing_since=None, read_at=now)


def note_primary_trouble(writing: Writing, error: CalendarUnavailable, now: datetime) -> None:
    """Keep why the primary calendar could not be used, and how long its provider wants to be left alone."""
    stored = writing.primary()
    after = troubled(stored, error, now)
    if after != stored:
        writing.save_primary(after)
    wait = error.retry_after if isinstance(error, CalendarOffline) else None
    if wait is not None and wait > 0:
        until = now + min(timedelta(seconds=wait), LONGEST_WAIT)
        writing.set_setting(_WAIT_SETTING, until.isoformat())


def is_left_alone(reading: Reading, now: datetime) -> bool:
    """Whether the provider of the primary calendar asked for a pause that is not over."""
    text = reading.setting(_WAIT_SETTING)
    try:
        until = datetime.fromisoformat(text) if text else None
    except ValueError:
        return False
    return until is not None and until.utcoffset() is not None and now < until <= now + LONGEST_WAIT
