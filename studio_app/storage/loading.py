"""A studio read from the tables, and only what changed since it was read last.

Every photographer's row says when their diary changed last (`diary_changed`). A diary that is still as it was read is
handed out again as the same object: whatever was computed from it stays valid, and reading costs only what is new.

Calendars grow old while nothing is written: who is unknown is worked out each time, from the sources as they were read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, select

from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.kept_days import kept_days
from studio_app.domain.photographer import Doubt, Photographer
from studio_app.domain.pin import Pin
from studio_app.domain.setup import Setup
from studio_app.domain.studio import Diary, Studio
from studio_app.domain.timespan import Span
from studio_app.errors import NotFound
from studio_app.storage import tables
from studio_app.storage.connected import broken_people, read_rules, read_sources, unknown_people
from studio_app.storage.convert_setup import package_of, photographer_of, service_of, settings_of, zone_of
from studio_app.storage.diaries import (
    Numbered,
    appointments_in,
    appointments_where,
    events_in,
    events_where,
    last_assigned,
)
from studio_app.storage.place_reading import KnownDrives, read_drives


@dataclass(frozen=True, slots=True)
class Kept:
    """A diary as it was read: when it had changed last, and the numbers of its appointments."""

    changed: int
    diary: Diary
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read at one state of the database: the counters then, the window, and what was found.

    Attributes:
        setup: With the known drives in its travel settings.
        drives_changed: The counter of the drives.
        drives: As they were read.
        sources: The photographers' calendars.
        limit: The greatest age of what was read from them.
        unknown: The photographers who are unknown in `studio`, and why.
    """

    data: int
    setup_changed: int
    setup: Setup
    window: Span
    kept: Mapping[str, Kept] = field(default_factory=dict)
    sources: tuple[CalendarSource, ...] = ()
    limit: timedelta = timedelta(0)
    unknown: Mapping[str, Doubt] = field(default_factory=dict)
    studio: Studio | None = None
    drives_changed: int = -1
    drives: KnownDrives = field(default_factory=KnownDrives)


class LastLoaded:
    """The newest of what was read, for all threads; unchanging values that are replaced whole.

    Attributes:
        pins: The counter of the pins and the pins by key.
    """

    def __init__(self) -> None:
        self.value: Loaded | None = None
        self.pins: tuple[int, Mapping[str, Pin]] | None = None


def has_studio(connection: Connection) -> bool:
    """Whether there is a studio at all."""
    return connection.execute(select(tables.studio.c.number)).first() is not None


def load(connection: Connection, counters: Mapping[str, int], now: datetime, last: Loaded | None) -> Loaded:
    """The studio from eight weeks before `now` to the furthest bookable day, with whatever is unchanged taken from
    `last`. Raises NotFound where there is none."""
    setup, drives = _setup(connection, counters, now, last)
    window = kept_days(setup.settings, now)
    if last and last.studio and last.data == counters["data"] and last.window == window:
        return _as_of(last, now)
    known = last.kept if last and last.window == window else {}
    people = tables.photographers
    stamps = connection.execute(select(people.c.id, people.c.diary_changed).order_by(people.c.position)).all()
    fresh = [key for key, changed in stamps if key not in known or known[key].changed != changed]
    read = _read_diaries(connection, window, fresh)
    kept = {
        key: replace(read[key], changed=changed) if key in read else known[key] for key, changed in stamps
    }
    sources, limit = tuple(read_sources(connection)), read_rules(connection).limit
    loaded = Loaded(counters["data"], counters["setup"], setup, window, kept, sources, limit)
    loaded = replace(loaded, drives_changed=counters["drives"], drives=drives)
    if last and last.studio and not fresh and setup is last.setup and kept.keys() == last.kept.keys():
        return _as_of(replace(loaded, unknown=last.unknown, studio=last.studio), now)
    return _as_of(replace(loaded, studio=_assemble(loaded)), now)


def _setup(
    connection: Connection, counters: Mapping[str, int], now: datetime, last: Loaded | None
) -> tuple[Setup, KnownDrives]:
    """The set-up with the known drives; of both what is unchanged is taken from `last`."""
    known = last.drives if last is not None else KnownDrives()
    if last is None or last.drives_changed != counters["drives"]:
        known = read_drives(connection, now, known)
    elif last.setup_changed == counters["setup"]:
        return last.setup, known
    same = last is not None and last.setup_changed == counters["setup"]
    setup = last.setup if last is not None and same else read_setup(connection)
    travel = replace(setup.settings.travel, drives=known.drives)
    return replace(setup, settings=replace(setup.settings, travel=travel)), known


def _as_of(loaded: Loaded, now: datetime) -> Loaded:
    """The same with those unknown whose calendars are too old by now; itself where they are unknown already."""
    unknown = unknown_people(loaded.sources, now, loaded.limit)
    if unknown == loaded.unknown:
        return loaded
    assert loaded.studio is not None
    people = _without_unknown(loaded.setup.photographers, unknown)
    return replace(loaded, unknown=unknown, studio=replace(loaded.studio, photographers=people))


def with_others(connection: Connection, loaded: Loaded, also: Iterable[str]) -> Studio:
    """The loaded studio, and the appointments with these ids that lie outside its window."""
    studio = loaded.studio
    assert studio is not None
    missing = [key for key in also if key not in studio.appointments]
    if not missing:
        return studio
    others = [visit for _, visit in appointments_where(connection, tables.appointments.c.id.in_(missing))]
    if not others:
        return studio
    for other in others:
        studio = studio.with_appointment(other)
    people = {key for other in others for key in other.crew}
    before = last_assigned(connection, loaded.window, people, [other.id for other in others])
    diaries = {
        key: replace(diary, assigned_before=before.get(key)) if key in people else diary
        for key, diary in studio.diaries.items()
    }
    return replace(studio, diaries=diaries)


def load_whole(connection: Connection) -> Studio:
    """The studio with everything that is stored. Raises NotFound where there is none."""
    setup = read_setup(connection)
    return Studio.of(
        setup.settings,
        services=setup.services,
        packages=setup.packages,
        zones=setup.zones,
        photographers=_without_unknown(
            setup.photographers, dict.fromkeys(broken_people(read_sources(connection)))
        ),
        events=events_where(connection),
        appointments=[appointment for _, appointment in appointments_where(connection)],
    )


def read_setup(connection: Connection) -> Setup:
    """Settings, what is sold, and who goes. Raises NotFound where there is no studio."""
    row = connection.execute(select(tables.studio)).first()
    if row is None:
        raise NotFound("There is no studio in this database yet.", "Start one, or import a studio file.")
    services_of = _lists(connection, tables.package_services, "package", "service", "position")
    skills = _lists(connection, tables.photographer_skills, "photographer", "service")
    zones_of = _lists(connection, tables.photographer_zones, "photographer", "zone")
    off = defaultdict(list)
    for item in connection.execute(select(tables.time_off).order_by(tables.time_off.c.position)):
        off[item.photographer].append(Span(item.starts_at, item.ends_at))
    return Setup(
        settings_of(row),
        tuple(service_of(item) for item in _listed(connection, tables.services)),
        tuple(package_of(item, services_of[item.id]) for item in _listed(connection, tables.packages)),
        tuple(zone_of(item) for item in _listed(connection, tables.zones)),
        tuple(
            photographer_of(item, skills, zones_of, off) for item in _listed(connection, tables.photographers)
        ),
    )


def _read_diaries(connection: Connection, window: Span, people: Collection[str]) -> dict[str, Kept]:
    if not people:
        return {}
    visits: dict[str, Numbered] = {key: [] for key in people}
    for number, appointment in appointments_in(connection, window, people):
        for key in appointment.crew:
            if key in visits:
                visits[key].append((number, appointment))
    found = defaultdict(list)
    for event in events_in(connection, window, people):
        found[event.photographer].append(event)
    before = last_assigned(connection, window, people)
    return {
        key: Kept(
            0,
            Diary(key, tuple(found[key]), tuple(visit for _, visit in visits[key]), before.get(key)),
            tuple(number for number, _ in visits[key]),
        )
        for key in people
    }


def _assemble(loaded: Loaded) -> Studio:
    setup = loaded.setup
    numbered: dict[int, Appointment] = {}
    for kept in loaded.kept.values():
        numbered.update(zip(kept.numbers, kept.diary.appointments, strict=True))
    return Studio(
        setup.settings,
        setup.services,
        setup.packages,
        setup.zones,
        setup.photographers,
        {key: kept.diary for key, kept in loaded.kept.items()},
        {numbered[number].id: numbered[number] for number in sorted(numbered)},
    )


def _without_unknown(
    people: tuple[Photographer, ...], unknown: Mapping[str, Doubt | None]
) -> tuple[Photographer, ...]:
    """The photographers as stored, but with the calendars of some of them unknown, and why."""
    return tuple(
        replace(person, calendar_known=False, doubt=unknown[person.id])
        if person.calendar_known and person.id in unknown
        else person
        for person in people
    )


def _listed(connection: Connection, table: Table) -> Any:
    return connection.execute(select(table).order_by(table.c.position))


def _lists(
    connection: Connection, table: Table, owner: str, member: str, *order: str
) -> dict[str, list[str]]:
    query = select(table.c[owner], table.c[member]).order_by(*(table.c[name] for name in order))
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in connection.execute(query):
        found[key].append(value)
    return found
