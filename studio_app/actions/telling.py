"""Whom the calendar tells of a change, and how long it waits before it does."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from studio_app.actions.ports import Reading, Writing
from studio_app.domain.calendar_event import Notify

WAIT_SETTING = "invitation_seconds"
"""Name of the desk's setting: seconds in which a change can be taken back before anybody hears of it."""

WAIT_SECONDS, LONGEST_WAIT = 10, 600


class Deed(StrEnum):
    """Kinds of action; for each of them it is remembered whom a person chose to tell."""

    BOOK = "booking"
    MOVE = "moving"
    CANCEL = "cancelling"
    POSTPONE = "postponing"
    CHANGE = "changing"


def remembered(reading: Reading, actor: str, deed: Deed) -> Notify:
    """Whom this person told the last time that they did such a thing; everyone where they never chose."""
    try:
        return Notify(reading.setting(_name(actor, deed), Notify.EVERYONE))
    except ValueError:
        return Notify.EVERYONE  # of a newer program


def whom_to_tell(writing: Writing, actor: str, deed: Deed, chosen: Notify | None) -> Notify:
    """Whom to tell now: those who were chosen, which is remembered, else those of the last time."""
    before = remembered(writing, actor, deed)
    if chosen is None or chosen is before:
        return before
    remember(writing, actor, deed, chosen)
    return chosen


def remember(writing: Writing, actor: str, deed: Deed, chosen: Notify) -> None:
    """Keep whom this person tells of such a thing."""
    writing.set_setting(_name(actor, deed), chosen.value)


def waiting_time(reading: Reading) -> timedelta:
    """How long a change waits before it is written to the calendar."""
    text = reading.setting(WAIT_SETTING, str(WAIT_SECONDS))
    seconds = int(text) if text.isascii() and text.isdigit() else WAIT_SECONDS
    return timedelta(seconds=min(seconds, LONGEST_WAIT))


def _name(actor: str, deed: Deed) -> str:
    return f"notify.{deed.value}.{actor}"
