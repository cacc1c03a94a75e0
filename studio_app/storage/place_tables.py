"""The tables of places: pins of addresses, and drives that a routing server gave."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, Table

from studio_app.storage.columns import METADATA, text_column
from studio_app.storage.types import Instant

# Where an address is, as somebody found it or set it by hand. The key is that of `domain.address`.
pins = Table(
    "pins",
    METADATA,
    text_column("address_key", primary_key=True),
    text_column("address"),
    Column("lat", Double, nullable=False),
    Column("lon", Double, nullable=False),
    text_column("source"),
    Column("found_at", Instant, nullable=False),
)

# Both ends in hundred-thousandths of a degree, so that the same house is the same row.
drives = Table(
    "drives",
    METADATA,
    *(
        Column(name, Integer, primary_key=True, autoincrement=False)
        for name in ("from_lat", "from_lon", "to_lat", "to_lon")
    ),
    Column("minutes", Integer, nullable=False),
    Column("found_at", Instant, nullable=False),
    Index("ix_drives_found_at", "found_at"),
)
