"""The demo studio's outside calendars: a file for each photographer, as their own calendar program would export it.

So the demo lives by what the program really does: its busy times come in through the connector that reads any `.ics`
file, and whoever edits one of these files sees the desk follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from studio_app.calendars import collection
from studio_app.calendars.event_file import NO_REPLY, PRODUCT, on_wall, zone_component
from studio_app.domain.clock import Clock
from studio_app.domain.outside_event import EventKind, OutsideEvent, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span

DOMAIN = "demo.studio-desk.invalid"
"""Of the events' ids; `.invalid` is nobody's (RFC 2606)."""

FEWEST_WEEKS = 3
"""So many weeks in a row are written as one event that repeats."""

_OUTLOOK = {EventKind.OUT_OF_OFFICE: "OOF", EventKind.WORKING_LOCATION: "WORKINGELSEWHERE"}
"""What `busy.py` reads as a kind of event; iCalendar itself knows none."""

_NO_TIME = Span(datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC))


class DemoFiles:
    """Writes the demo's calendars; see `actions.ports.DemoCalendars`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Remember the folder, which is made with the first file; `clock` dates the events."""
        self._folder = folder.absolute()
        self._clock = clock

    def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
        """Write the outside events of these photographers, a file for each, over those of before.

        Returns:
            The file's path by photographer, for calendar sources of the kind `ics`.

        Raises:
            CalendarUnavailable: a file can't be written.
            BadInput: a photographer's id can't be the name of a file.
        """
        files, stamp = collection.Collection(self._folder), self._clock().replace(microsecond=0)
        written: dict[str, str] = {}
        for person in studio.photographers:
            if person.id in people:
                files.write(person.id, calendar_text(studio, person, stamp))
                written[person.id] = str(self._folder / collection.file_name(person.id))
        return written


def calendar_text(studio: Studio, person: Photographer, stamp: datetime) -> bytes:
    """A photographer's outside events as iCalendar (RFC 5545), to the second; all-day events have at least a day."""
    zone = person.timezone or studio.settings.timezone
    made = Calendar()
    made.add("PRODID", PRODUCT)
    made.add("VERSION", "2.0")
    made.add("CALSCALE", "GREGORIAN")
    made.add("X-WR-CALNAME", person.name)
    made.add_component(zone_component(zone, stamp))
    for number, series in enumerate(_series(studio.diaries[person.id].events, zone), 1):
        event = _component(series, person, zone, studio.settings.name)
        event.add("UID", f"{person.id}-{number}@{DOMAIN}")
        event.add("DTSTAMP", stamp)
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


# ---------------------------------------------------------------- weeks in a row


@dataclass(frozen=True, slots=True)
class _Series:
    """An event that happens in so many weeks, one after the other."""

    first: OutsideEvent
    weeks: int


def _series(events: Iterable[OutsideEvent], zone: ZoneInfo) -> Iterator[_Series]:
    """Events that differ only in their week as one, where there are enough weeks without a gap."""
    alike: dict[object, dict[int, list[OutsideEvent]]] = {}
    for event in events:
        likeness, week = _likeness(event, zone)
        alike.setdefault(likeness, {}).setdefault(week, []).append(event)
    for by_week in alike.values():
        for run in _runs(sorted(by_week)):
            group = [event for week in run for event in by_week[week]]
            if len(group) == len(run) >= FEWEST_WEEKS:
                yield _Series(group[0], len(run))
            else:
                yield from (_Series(event, 1) for event in group)


def _likeness(event: OutsideEvent, zone: ZoneInfo) -> tuple[object, int]:
    """All of an event but its week, and its week: on the wall, which is what iCalendar repeats."""
    bare, when = replace(event, when=_NO_TIME), event.when
    if isinstance(when, DateSpan):
        week, weekday = divmod(when.first.toordinal(), 7)
        return (bare, weekday, when.end - when.first), week
    start, end = on_wall(when.start, zone), on_wall(when.end, zone)
    week, weekday = divmod(start.toordinal(), 7)
    apart = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return (bare, weekday, start.time(), str(start.tzinfo), str(end.tzinfo), apart, when.length), week


def _runs(weeks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, cut where one is left out."""
    run: list[int] = []
    for week in weeks:
        if run and week != run[-1] + 1:
            yield run
            run = []
        run.append(week)
    if run:
        yield run


# ---------------------------------------------------------------- one event


def _component(series: _Series, person: Photographer, zone: ZoneInfo, studio_name: str) -> Event:
    event, made = series.first, Event()
    start, end = _times(event.when, zone)
    made.add("DTSTART", start)
    made.add("DTEND", end)
    if series.weeks > 1:
        made.add("RRULE", {"FREQ": "WEEKLY", "COUNT": series.weeks})
    if event.title:
        made.add("SUMMARY", event.title)
    made.add("STATUS", event.status.value.upper())
    made.add("TRANSP", "TRANSPARENT" if event.show_as is ShowAs.FREE else "OPAQUE")
    if event.kind in _OUTLOOK:
        made.add("X-MICROSOFT-CDO-BUSYSTATUS", _OUTLOOK[event.kind])
    if event.place:
        made.add("GEO", (event.place.lat, event.place.lon))
    if event.response:
        made.add("ORGANIZER", _address(NO_REPLY, CN=studio_name))
        answer = event.response.value.upper().replace("_", "-")
        made.add("ATTENDEE", _address(person.email, CN=person.name, PARTSTAT=answer))
    return made


def _times(when: Span | DateSpan, zone: ZoneInfo) -> tuple[date, date]:
    if isinstance(when, DateSpan):
        return when.first, max(when.end, when.first + timedelta(days=1))
    return on_wall(when.start, zone), on_wall(when.end, zone)


def _address(email: str, **parameters: str) -> vCalAddress:
    made = vCalAddress(f"mailto:{email}")
    for name, value in parameters.items():
        made.params[name] = value.replace('"', "'")
    return made
