"""Tables that orders and their handling need beside `tables.orders` and `tables.appointments`."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from studio_app.storage.columns import METADATA, flag_column, text_column
from studio_app.storage.types import Instant

# What somebody at a desk can still take back; the undo itself is text that only the actions understand.
kept_steps = Table(
    "kept_steps",
    METADATA,
    text_column("owner", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text_column("kind"),
    text_column("value"),
    Column("at", Instant, nullable=False),
    flag_column("undone"),
)
