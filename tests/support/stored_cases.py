"""Random studios in a database, for what is done to them there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from studio_app import exchange
from studio_app.storage.database import SqlStore
from tests.support.oracle_time import instant
from tests.support.studios import Case


class Clock:
    """A clock that is set by hand."""

    now = datetime(2026, 6, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def store_case(store: SqlStore, clock: Clock, case: Case) -> dict[str, Any]:
    """Put a case into the database and set the clock to it; returns the studio as it is there."""
    clock.now = instant(case.request["now"])
    studio = without_double_bookings(case.studio, clock.now)
    with store.writing() as writing:
        writing.replace_studio(exchange.read_studio(studio))
    return studio


def without_double_bookings(studio: dict[str, Any], now: datetime) -> dict[str, Any]:
    """A studio that the database takes: of live appointments of one photographer that overlap, the first stays."""
    kept: list[dict[str, Any]] = []
    for one in studio.get("appointments", []):
        if one.get("state") == "hold" and instant(one["hold_until"]) <= now:
            kept.append(one)
            continue
        live = one.get("state", "confirmed") in ("confirmed", "hold")
        if not (live and any(collide(one, other, now) for other in kept)):
            kept.append(one)
    return {**studio, "appointments": kept}


def collide(one: dict[str, Any], other: dict[str, Any], now: datetime) -> bool:
    """Whether a live appointment of somebody overlaps with another."""
    state = other.get("state", "confirmed")
    live = state == "confirmed" or (state == "hold" and instant(other["hold_until"]) > now)
    together = set(one["crew"]) & set(other["crew"])
    overlap = instant(one["start"]) < instant(other["end"]) and instant(other["start"]) < instant(one["end"])
    return live and bool(together) and overlap
