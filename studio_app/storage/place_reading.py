"""Pins of addresses and known drives, as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, func, select

from studio_app.domain.drives import NO_DRIVES, Drives, number_at
from studio_app.domain.pin import Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.storage.place_tables import drives, pins

DRIVE_LASTS = timedelta(days=30)
"""After which roads may have changed: the drive is asked for again."""

ENDS = ("from_lat", "from_lon", "to_lat", "to_lon")
"""The columns of a way."""


def read_pins(connection: Connection) -> Mapping[str, Pin]:
    """All pins by the key of their address."""
    return MappingProxyType({row.address_key: _pin_of(row) for row in connection.execute(select(pins))})


@dataclass(frozen=True, slots=True)
class KnownDrives:
    """Drives as they were read.

    Attributes:
        newest: When the last of them was found; None where there are none.
    """

    drives: Drives = NO_DRIVES
    newest: datetime | None = None


def read_drives(connection: Connection, now: datetime, before: KnownDrives) -> KnownDrives:
    """The drives that are not too old by now; only what came since, where those read before are still there.

    Drives are only ever added, or all of them forgotten; those that grow old are left out when they are read from the start.
    """
    found_at = drives.c.found_at
    newest = connection.scalar(select(func.max(found_at)))
    kept, wanted = NO_DRIVES, found_at >= now - DRIVE_LASTS
    if before.newest is not None and connection.scalar(
        select(found_at).where(found_at == before.newest).limit(1)
    ):
        kept, wanted = before.drives, found_at > before.newest
    query = select(*(drives.c[name] for name in ENDS), drives.c.minutes).where(wanted)
    rows: Any = connection.execute(query)
    found = kept.having((number_at(a, b), number_at(c, d), minutes) for a, b, c, d, minutes in rows)
    return KnownDrives(found, newest)


def _pin_of(row: Row[Any]) -> Pin:
    return Pin(row.address, Place(row.lat, row.lon), PlaceSource(row.source), row.found_at)
