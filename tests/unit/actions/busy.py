"""Ana has a calendar, and what is known of it."""

from __future__ import annotations

from dataclasses import replace

from studio_app.actions.calendar_sources import (
    AddCalendarSource,
    SourceAdded,
    add_calendar_source,
)
from studio_app.actions.read_busy_times import BusyTimesRead, Terms, read_busy_times
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
)
from tests.unit.actions.conftest import Desk, at

DENTIST = OutsideEvent("ana", Span(at("10:00"), at("11:00")), "Dentist")
BROKEN = CalendarUnavailable("The calendar ana.ics is cut off.", "Export it again.")
LATE = CalendarOffline("The calendar didn’t answer in time.")


def event(title: str, day: int = 16, hour: int = 10) -> OutsideEvent:
    return OutsideEvent("ana", Span(at(f"{hour:02}:00", day), at(f"{hour + 1:02}:00", day)), title)


FULL = [event("Dentist"), event("Lunch", hour=12), event("School", 17)]


def connect(desk: Desk, photographer: str = "ana", address: str = "ana.ics") -> SourceAdded:
    command = AddCalendarSource(photographer, address, name="Google")
    return add_calendar_source(desk.store, desk.now, "Kim", command, desk.reader)


def read(desk: Desk, *people: str, terms: Terms | None = None) -> BusyTimesRead:
    return read_busy_times(desk.store, desk.now, desk.reader, people or None, terms=terms)


def knows(desk: Desk, key: str = "ana") -> tuple[bool, list[str]]:
    """Whether a photographer's calendars are known, and the titles in their diary."""
    with desk.store.reading() as reading:
        found = reading.studio(desk.now)
    titles = sorted(event.title for event in found.diaries[key].events)
    return found.photographer_by_id[key].calendar_known, titles


def source(desk: Desk) -> CalendarSource:
    with desk.store.reading() as reading:
        return reading.sources()[0]


def set_rules(desk: Desk, **values: object) -> None:
    with desk.store.writing() as writing:
        writing.save_calendar_rules(replace(CalendarRules(), **values))  # type: ignore[arg-type]
