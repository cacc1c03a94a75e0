"""Connected calendars: accounts, what was read from calendars, the program's events as they were seen, own words; and
what an order wishes for.

It is a major version: a program of version 1 would write new bookings into the local folder instead of the calendar
that was chosen, and take a photographer for free whose calendar nobody has read for days.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from studio_app.storage.types import Instant, Json, Number, Words
from studio_app.storage.words import folded_values

revision = "v2_0"
down_revision = "v1_0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; read every calendar whole once, as what was read before is not kept in pieces."""
    op.bulk_insert(
        sa.table("counters", sa.column("name", sa.Text), sa.column("value", sa.BigInteger)),
        [{"name": "schema", "value": 2}],
    )
    _add("calendar_sources", *_progress())
    op.execute("UPDATE calendar_sources SET cursor = ''")
    op.execute("UPDATE calendar_sources SET trouble = 'failing' WHERE problem <> ''")
    _add("events", _words("series", server_default=""))
    _add("appointments", sa.Column("own", Json), _words("reason", server_default=""), _flag("no_show"))
    _add(
        "orders",
        sa.Column("due", sa.Date),
        sa.Column("wishes", Json, nullable=False, server_default="{}"),
        sa.Column("open", Json, nullable=False, server_default="[]"),
        _flag("cancelled"),
    )
    _add(
        "outbox",
        sa.Column("wrote", Json),
        _flag("unsure"),
        sa.Column("tried", Json),
        _words("notify", server_default="everyone"),
    )
    op.create_index("ix_outbox_event", "outbox", ["event"])
    _add("history", _words("search", server_default=""))
    _make_searchable()
    _make_tables()


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _words(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, Words, nullable=False, **options)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _progress() -> list[sa.Column[Any]]:
    return [
        _words("trouble", server_default=""),
        _words("account", server_default=""),
        *(sa.Column(name, Instant) for name in ("failing_since", "window_start", "window_end")),
    ]


def _make_tables() -> None:
    op.create_table(
        "primary_calendar",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(_words(name) for name in ("id", "kind", "address", "name")),
        sa.Column("read_at", Instant),
        *(_words(name) for name in ("problem", "cursor")),
        *_progress(),
        sa.CheckConstraint("number = 1", name="only_one"),
    )
    op.create_table(
        "accounts",
        sa.Column("id", Words, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        *(_words(name) for name in ("kind", "login", "server")),
        *(sa.Column(name, Json, nullable=False) for name in ("details", "calendars")),
    )
    op.create_table(
        "calendar_items",
        sa.Column("number", Number, primary_key=True, autoincrement=False),
        *(_words(name) for name in ("source", "id", "series", "etag", "text")),
        sa.ForeignKeyConstraint(["source"], ["calendar_sources.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_calendar_items_source", "calendar_items", ["source"])
    op.create_table(
        "seen",
        sa.Column("event", Words, primary_key=True),
        sa.Column("stored", Json),
        sa.Column("at", Instant, nullable=False),
    )


def _make_searchable() -> None:
    words = ["who", "action", "why"]
    history = sa.table(
        "history",
        sa.column("number", Number),
        *(sa.column(name, Words) for name in (*words, "search")),
        *(sa.column(name, Json) for name in ("before", "after")),
    )
    connection = op.get_bind()
    found = [
        {"row": row.number, "found": folded_values(row.who, row.action, row.why, row.before, row.after)}
        for row in connection.execute(sa.select(history))
    ]
    if found:
        change = sa.update(history).where(history.c.number == sa.bindparam("row"))
        connection.execute(change.values(search=sa.bindparam("found")), found)
