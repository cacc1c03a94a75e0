"""The tables of calendars, of what is owed to the primary one, and of the history; part of `tables`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
    false,
)

from studio_app.storage.columns import (
    METADATA,
    flag_column,
    key_column,
    number_column,
    only_row_column,
    position_column,
    text_column,
)
from studio_app.storage.types import Instant, Json, Words


def _address() -> list[Column[Any]]:
    return [text_column("kind"), text_column("address"), text_column("name")]


def _progress() -> list[Column[Any]]:
    # How far a calendar was read.
    return [
        Column("read_at", Instant),
        text_column("problem"),
        text_column("cursor"),
        text_column("trouble", server_default=""),
        text_column("account", server_default=""),
        Column("failing_since", Instant),
        Column("window_start", Instant),
        Column("window_end", Instant),
    ]


calendar_sources = Table(
    "calendar_sources",
    METADATA,
    key_column(),
    position_column(),
    text_column("photographer"),
    *_address(),
    *_progress(),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
)

# One row at most: the calendar that the program writes to, where it isn't the local one. It is a table of its own, as
# it belongs to the studio, whoever works for it, and nobody is busy by what is in it.
primary_calendar = Table(
    "primary_calendar",
    METADATA,
    only_row_column(),
    text_column("id"),
    *_address(),
    *_progress(),
)

accounts = Table(
    "accounts",
    METADATA,
    key_column(),
    position_column(),
    text_column("kind"),
    text_column("login"),
    text_column("server"),
    Column("details", Json, nullable=False),
    Column("calendars", Json, nullable=False),
)

# What was read from photographers' calendars, as their connectors keep it. Ids are those of others and of any length,
# which no index of PostgreSQL takes: a calendar's items are found by their source, and told apart by the program.
calendar_items = Table(
    "calendar_items",
    METADATA,
    number_column(),
    text_column("source"),
    text_column("id"),
    text_column("series"),
    text_column("etag"),
    text_column("text"),
    ForeignKeyConstraint(["source"], ["calendar_sources.id"], ondelete="CASCADE"),
    Index("ix_calendar_items_source", "source"),
)

# An all-day event has dates; its instants are then the widest that the dates can mean in any zone. `series` says which
# items of its calendar it was made of.
events = Table(
    "events",
    METADATA,
    number_column(),
    Column("source", Words, ForeignKey("calendar_sources.id", ondelete="CASCADE")),
    text_column("photographer"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("first_day", Date),
    Column("end_day", Date),
    text_column("title"),
    text_column("show_as"),
    text_column("status"),
    Column("response", Words),
    text_column("kind"),
    Column("lat", Double),
    Column("lon", Double),
    text_column("calendar"),
    text_column("series", server_default=""),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    Index("ix_events_photographer", "photographer", "ends_at", "starts_at"),
    Index("ix_events_source", "source"),
)

# The program's own events as they were last read from the primary calendar; nothing stored is one that was deleted.
seen = Table(
    "seen",
    METADATA,
    text_column("event", primary_key=True),
    Column("stored", Json),
    Column("at", Instant, nullable=False),
)

# One row an appointment: its newest write. Appointments may go, what is owed for them stays.
outbox = Table(
    "outbox",
    METADATA,
    number_column(),
    text_column("appointment"),
    text_column("event"),
    text_column("task"),
    Column("created_at", Instant, nullable=False),
    text_column("state"),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Instant),
    text_column("problem"),
    text_column("etag"),
    Column("wrote", Json),
    flag_column("unsure", server_default=false()),
    Column("tried", Json),
    text_column("notify", server_default="everyone"),
    UniqueConstraint("appointment"),
    Index("ix_outbox_state", "state"),
    Index("ix_outbox_event", "event"),
)

history = Table(
    "history",
    METADATA,
    number_column(),
    Column("at", Instant, nullable=False),
    text_column("who"),
    text_column("action"),
    text_column("order_id"),
    text_column("appointment"),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    text_column("why"),
    text_column("search", server_default=""),
    Index("ix_history_at", "at"),
    Index("ix_history_order_id", "order_id"),
    Index("ix_history_appointment", "appointment"),
)
