"""The studio shaped at the desk: holes in zones, colours, what is no longer offered; pins of addresses and known drives.

It is a major version: a program of version 2 would take the hole of a zone for covered, and undo by hand what it doesn't
know.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from studio_app.storage.types import Instant, Json, Words

revision = "v3_0"
down_revision = "v2_1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables."""
    _add("services", _colour(), _offered())
    _add("packages", _offered())
    _add("zones", sa.Column("holes", Json, nullable=False, server_default="[]"), _colour())
    _add("photographers", _words("home_address"), _colour(), _words("phone"), _reasons("reasons"))
    _add(
        "studio",
        _reasons("closed_reasons"),
        sa.Column("speech", Json, nullable=False, server_default="{}"),
    )
    op.create_table(
        "pins",
        sa.Column("address_key", Words, primary_key=True, nullable=False),
        sa.Column("address", Words, nullable=False),
        sa.Column("lat", sa.Double, nullable=False),
        sa.Column("lon", sa.Double, nullable=False),
        sa.Column("source", Words, nullable=False),
        sa.Column("found_at", Instant, nullable=False),
    )
    op.create_table(
        "drives",
        *(
            sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)
            for name in ("from_lat", "from_lon", "to_lat", "to_lon")
        ),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("found_at", Instant, nullable=False),
    )
    op.create_index("ix_drives_found_at", "drives", ["found_at"])
    counters = sa.table("counters", sa.column("name", Words), sa.column("value", sa.BigInteger))
    op.bulk_insert(counters, [{"name": name, "value": 0} for name in ("pins", "drives")])


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, Words, nullable=False, server_default="")


def _colour() -> sa.Column[Any]:
    return sa.Column("colour", sa.Integer)


def _reasons(name: str) -> sa.Column[Any]:
    return sa.Column(name, Json, nullable=False, server_default="[]")


def _offered() -> sa.Column[Any]:
    return sa.Column("offered", sa.Boolean, nullable=False, server_default=sa.true())
