"""What is written about places: pins of addresses, and known drives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select

from studio_app.domain.drives import Drive, point_of
from studio_app.domain.pin import Pin, PlaceSource
from studio_app.storage.place_reading import DRIVE_LASTS, ENDS
from studio_app.storage.place_tables import drives, pins
from studio_app.storage.writing_base import WritingBase

MOST_DRIVES = 100_000
MOST_PINS = 20_000
"""Then the oldest go; pins that were set by hand stay for ever."""


class PlaceWriting(WritingBase):
    """What `actions.place_ports.PlaceWriting` promises."""

    def save_pin(self, pin: Pin) -> None:
        """Remember where an address is, in the place of what was remembered before."""
        self._begin()
        values = {
            "address_key": pin.key,
            "address": pin.address,
            "lat": pin.place.lat,
            "lon": pin.place.lon,
            "source": pin.source.value,
            "found_at": pin.found_at,
        }
        self._store(pins, "address_key", values)
        self._keep_newest(pins, MOST_PINS, pins.c.source != PlaceSource.HAND.value)
        self._changed("pins")

    def remove_pin(self, key: str) -> None:
        """Forget the pin of an address, by its key."""
        self._begin()
        self._connection.execute(delete(pins).where(pins.c.address_key == key))
        self._changed("pins")

    def keep_drives(self, found: Sequence[Drive], now: datetime) -> None:
        """Remember drives, in the place of those on the same ways; those that are too old are forgotten.

        They are stored as found later than any other, be it by a microsecond and whatever the clocks of other desks say,
        so that readers can tell what is new.
        """
        self._begin()
        newest = self._connection.scalar(select(func.max(drives.c.found_at)))
        found_at = now if newest is None or newest < now else newest + datetime.resolution
        rows = {(*point_of(drive.start), *point_of(drive.end)): drive.minutes for drive in found}
        if rows:
            same = (drives.c[name] == bindparam(f"its_{name}") for name in ENDS)
            ways = [{f"its_{name}": part for name, part in zip(ENDS, way, strict=True)} for way in rows]
            self._connection.execute(delete(drives).where(*same), ways)
            values = [
                {**dict(zip(ENDS, way, strict=True)), "minutes": minutes, "found_at": found_at}
                for way, minutes in rows.items()
            ]
            self._connection.execute(insert(drives), values)
        self._connection.execute(delete(drives).where(drives.c.found_at < now - DRIVE_LASTS))
        self._keep_newest(drives, MOST_DRIVES)
        self._changed("drives")

    def forget_drives(self) -> None:
        """Forget all drives."""
        self._begin()
        self._connection.execute(delete(drives))
        self._changed("drives")

    def _keep_newest(self, table: Table, most: int, *which: Any) -> None:
        """Remove the oldest rows beyond so many."""
        found_at = table.c.found_at
        last = select(found_at).where(*which).order_by(found_at.desc()).offset(most - 1).limit(1)
        oldest = self._connection.scalar(last)
        if oldest is not None:
            self._connection.execute(delete(table).where(found_at < oldest, *which))

    def _changed(self, name: str) -> None:
        change = self._begin()
        self._set_counter(name, change)
        self._counters[name] = change
