"""Results of the commands as JSON values; times in the studio's offset."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from studio_app import exchange
from studio_app.actions.done import Reason, Refused
from studio_app.actions.list_appointments import Listed
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outbox import OutboxEntry, WriteState
from studio_app.domain.studio import Studio


def appointment(item: Appointment, zone: ZoneInfo, write: OutboxEntry | None = None) -> dict[str, Any]:
    """An appointment; `event` is the id of its event on the primary calendar, null while it has none."""
    found: dict[str, Any] = {
        "id": item.id,
        "order": item.order or None,
        "part": item.part.value,
        "services": list(item.services),
        "start": exchange.time_text(item.span.start, zone),
        "end": exchange.time_text(item.span.end, zone),
        "minutes": item.span.minutes,
        "crew": list(item.crew),
        "state": item.state.value,
        "address": item.address,
        "place": {"lat": item.place.lat, "lon": item.place.lon} if item.place else None,
        "event": write.event if write else None,
        "calendar": write.state.value if write else None,
    }
    if item.state is State.HOLD and item.hold_until:
        found["hold_until"] = exchange.time_text(item.hold_until, zone)
    if write and write.problem:
        found["calendar_problem"] = write.problem
    return found


def listed(item: Listed, zone: ZoneInfo) -> dict[str, Any]:
    """An appointment with its agent."""
    return {
        **appointment(item.appointment, zone, item.write),
        "agent": agent(item.agent) if item.agent else None,
    }


def agent(item: Agent) -> dict[str, Any]:
    """An agent."""
    return {"id": item.id, "name": item.name, "email": item.email}


def written(entries: Iterable[OutboxEntry]) -> dict[str, list[str]]:
    """Ids of appointments by how far their write to the calendar got."""
    found: dict[str, list[str]] = {state.value: [] for state in WriteState}
    for entry in entries:
        found[entry.state.value].append(entry.appointment)
    return found


def refusal(refused: Refused, zone: ZoneInfo) -> dict[str, Any]:
    """Why the rules refuse, and the next openings: of each appointment, and of the first on top."""
    return {
        "refused": refused.sentence,
        "reasons": [_reason(reason, zone) for reason in refused.reasons],
        "next_openings": [exchange.opening_value(item, zone) for item in refused.next_openings],
    }


def _reason(reason: Reason, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "part": reason.visit.part.value,
        "services": list(reason.visit.services),
        "start": exchange.time_text(reason.start, zone),
        "overrulable": reason.overrulable,
        "photographers": {key: exchange.failure_values(found) for key, found in reason.photographers.items()},
        "next_openings": [exchange.opening_value(item, zone) for item in reason.instead],
    }


def counted(studio: Studio) -> dict[str, Any]:
    """How much a studio holds."""
    return {
        "name": studio.settings.name,
        "services": len(studio.services),
        "packages": len(studio.packages),
        "zones": len(studio.zones),
        "photographers": len(studio.photographers),
        "busy": sum(len(diary.events) for diary in studio.diaries.values()),
        "appointments": len(studio.appointments),
    }
