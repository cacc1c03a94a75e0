"""Pins of addresses and known drives, as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, select

from studio_app.domain.drives import Drives, number_at
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


def read_drives(connection: Connection, now: datetime) -> Drives:
    """The drives that are not too old by now."""
    query = select(*(drives.c[name] for name in ENDS), drives.c.minutes)
    rows: Any = connection.execute(query.where(drives.c.found_at >= now - DRIVE_LASTS))
    return Drives.by_number((number_at(a, b), number_at(c, d), minutes) for a, b, c, d, minutes in rows)


def _pin_of(row: Row[Any]) -> Pin:
    return Pin(row.address, Place(row.lat, row.lon), PlaceSource(row.source), row.found_at)
