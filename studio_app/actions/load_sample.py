"""Explore the program: put the demo studio into the database."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.import_studio import RestoreStudio, put_in_place
from studio_app.actions.ports import BusyReader, DemoCalendars, Store, Writing
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.errors import KnownError
from studio_app.exchange.sample import Sample, read_sample, sample_zone


@dataclass(frozen=True, slots=True)
class OutsideCalendars:
    """What makes the demo's outside calendars, and what reads them."""

    demo: DemoCalendars
    busy: BusyReader


def load_sample(
    store: Store,
    now: datetime,
    actor: str,
    *,
    replace: bool = False,
    outside: OutsideCalendars | None = None,
) -> Done:
    """Store the demo studio as it is today, with its agents, its orders and their appointments.

    Its appointments have no events on the primary calendar until they are changed: what is written there is what was
    booked. Orders, agents and history that are there already stay.

    With `outside`, photographers' outside events come in as they do in life: from calendars of theirs that are made,
    connected and read. Else, and for somebody whose calendar is unknown, they are stored with the studio.

    Raises:
        KnownError: there is a studio already, and it is not to be replaced.
        BadInput: a file of the demo studio was edited and something is wrong in it.
        CalendarUnavailable: the outside calendars can't be written; nothing is stored.
        DoubleBooking: somebody was given two appointments at the same time there.
    """
    sample = read_sample(local_date(sample_zone(), now))
    with store.writing() as writing:
        previous = writing.whole_studio() if writing.has_studio() else None
        if previous and not replace:
            raise KnownError(
                f"There is a studio already: {previous.settings.name}.",
                "Load the demo studio into a new database, or replace this studio with it.",
            )
        connected = {source.id for source in writing.sources()}
        sources = _write_calendars(sample, outside.demo) if outside else ()
        _save_orders(writing, sample, _save_agents(writing, sample))
        put_in_place(writing, previous, _without_events_of(sample.studio, sources), now)
        for source in sources:
            writing.save_source(source)
        writing.record(HistoryEntry(now, actor, "loaded the demo studio", after=_counted(sample)))
    warnings = _read_calendars(store, now, outside, sources)
    undo = None
    if previous:
        new = tuple(source.id for source in sources if source.id not in connected)
        with store.reading() as reading:
            stored = reading.whole_studio()
        undo = RestoreStudio("loading of the demo studio", previous, stored, new)
    say = f"Loaded the demo studio {sample.studio.settings.name}."
    return Done(changes=Changes(frozenset(Kind)), say=say, undo=undo, warnings=warnings)


def _write_calendars(sample: Sample, demo: DemoCalendars) -> tuple[CalendarSource, ...]:
    """A calendar for each photographer whose calendar is known."""
    known = [person.id for person in sample.studio.photographers if person.calendar_known]
    addresses = demo.write(sample.studio, known)
    return tuple(
        CalendarSource(f"sample-{key}", key, "ics", addresses[key], sample.calendars[key]) for key in known
    )


def _without_events_of(studio: Studio, sources: tuple[CalendarSource, ...]) -> Studio:
    """The studio without the events that will be read."""
    people = {source.photographer for source in sources}
    return Studio.of(
        studio.settings,
        services=studio.services,
        packages=studio.packages,
        zones=studio.zones,
        photographers=studio.photographers,
        events=[event for event in studio.events() if event.photographer not in people],
        appointments=studio.appointments.values(),
    )


def _read_calendars(
    store: Store, now: datetime, outside: OutsideCalendars | None, sources: tuple[CalendarSource, ...]
) -> tuple[str, ...]:
    """Read them at once, so that nobody is unknown who need not be; returns what is wrong with them."""
    if not outside or not sources:
        return ()
    return read_busy_times(store, now, outside.busy, {source.photographer for source in sources}).warnings


def _save_agents(writing: Writing, sample: Sample) -> Mapping[str, str]:
    """Ids of the stored agents by those of the demo studio. An agent who is known already stays as they are."""
    stored = {agent.id: agent for agent in writing.agents()}
    ids: dict[str, str] = {}
    for agent in sample.agents:
        known = stored.get(agent.id) or writing.agent_by_email(agent.email)
        ids[agent.id] = (known or writing.save_agent(agent)).id
    return ids


def _save_orders(writing: Writing, sample: Sample, agents: Mapping[str, str]) -> None:
    versions = {order.id: order.version for order in writing.orders(item.id for item in sample.orders)}
    for order in sample.orders:
        version = versions.get(order.id, order.version)
        writing.save_order(dataclasses.replace(order, agent=agents[order.agent], version=version))


def _counted(sample: Sample) -> dict[str, object]:
    studio = sample.studio
    return {
        "name": studio.settings.name,
        "photographers": len(studio.photographers),
        "agents": len(sample.agents),
        "orders": len(sample.orders),
        "appointments": len(studio.appointments),
        "events": sum(len(diary.events) for diary in studio.diaries.values()),
    }
