"""What people do to our events in the calendar, and how it is shown and decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from studio_app.actions.differences import difference_words, differences
from studio_app.actions.done import Done
from studio_app.actions.keep_ours import KeepOurs, keep_ours
from studio_app.actions.take_theirs import TakeTheirs, take_theirs
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import CalendarEvent, Guest
from studio_app.domain.difference import Aspect, Difference
from studio_app.domain.timespan import Span
from tests.unit.actions.conftest import Desk, at


def event_of(desk: Desk, item: Appointment) -> CalendarEvent:
    return desk.calendar.events[desk.entry(item.id).event]


def shown(desk: Desk) -> dict[str, Difference]:
    with desk.store.reading() as reading:
        return differences(reading, reading.studio(desk.now))


def words(desk: Desk) -> list[str]:
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)
        return [difference_words(studio, each) for each in differences(reading, studio).values()]


def take(desk: Desk, item: Appointment, **values: Any) -> Done:
    return take_theirs(desk.store, desk.now, "Kim", TakeTheirs(item.id, **values))


def keep(desk: Desk, item: Appointment, **values: Any) -> Done:
    return keep_ours(desk.store, desk.now, "Kim", KeepOurs(item.id, **values))


Deed = Callable[[Desk, str], object]

DEEDS: dict[str, tuple[Deed, Aspect, str]] = {
    "moved": (
        lambda desk, event: desk.calendar.move(event, at("14:00")),
        Aspect.TIME,
        "was moved to Tue 16 Jun 2:00 pm",
    ),
    "longer": (
        lambda desk, event: desk.calendar.change(event, span=Span(at("10:00"), at("11:30"))),
        Aspect.TIME,
        "was changed to 90 minutes",
    ),
    "all-day": (
        lambda desk, event: desk.calendar.change(
            event, span=Span(at("00:00"), at("00:00") + timedelta(days=1))
        ),
        Aspect.TIME,
        "was made all-day",
    ),
    "deleted": (lambda desk, event: desk.calendar.delete(event), Aspect.DELETED, "was deleted"),
    "title": (
        lambda desk, event: desk.calendar.change(event, title="Call first!"),
        Aspect.TITLE,
        "got another title",
    ),
    "text": (
        lambda desk, event: desk.calendar.change(event, description="Gate code 12"),
        Aspect.TEXT,
        "got another text",
    ),
    "place": (
        lambda desk, event: desk.calendar.change(event, location="57 Summit Avenue"),
        Aspect.LOCATION,
        "got another place",
    ),
    "guest": (
        lambda desk, event: desk.calendar.change(event, guests=(Guest("Ana", "ana@studio.test"),)),
        Aspect.GUESTS,
        "lost a guest",
    ),
}

each_deed = pytest.mark.parametrize("deed", DEEDS)
