"""Explore the program: put the demo studio into the database."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.import_studio import RestoreStudio, put_in_place
from studio_app.actions.ports import Store, Writing
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.wall_time import local_date
from studio_app.errors import KnownError
from studio_app.exchange.sample import Sample, read_sample, sample_zone


def load_sample(store: Store, now: datetime, actor: str, *, replace: bool = False) -> Done:
    """Store the demo studio as it is today, with its agents, its orders and their appointments.

    Its appointments have no events on the primary calendar until they are changed: what is written there is what was
    booked. Orders, agents and history that are there already stay.

    Raises:
        KnownError: there is a studio already, and it is not to be replaced.
        BadInput: a file of the demo studio was edited and something is wrong in it.
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
        _save_orders(writing, sample, _save_agents(writing, sample))
        put_in_place(writing, previous, sample.studio, now)
        stored = writing.whole_studio()
        writing.record(HistoryEntry(now, actor, "loaded the demo studio", after=_counted(sample)))
    undo = RestoreStudio("loading of the demo studio", previous, stored) if previous else None
    return Done(
        changes=Changes(frozenset(Kind)), say=f"Loaded the demo studio {stored.settings.name}.", undo=undo
    )


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
