"""The first version: every table of release 0.1, and the rule that nobody is booked twice.

A crew row holds the time of its appointment. PostgreSQL refuses overlapping live ones by an exclusion constraint;
SQLite has none, but one writer at a time, so that two triggers refuse the same.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from studio_app.storage.types import Instant, Json, Number, Words

revision = "v1_0"
down_revision = None
branch_labels = None
depends_on = None


_REFUSE_OVERLAP = (
    "SELECT RAISE(ABORT, 'double booking') WHERE EXISTS ("
    "SELECT 1 FROM crew WHERE photographer = NEW.photographer AND live AND appointment <> NEW.appointment"
    " AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at)"
)


def upgrade() -> None:
    """Make the tables of an empty database."""
    _make_counters()
    _make_offers()
    _make_photographers()
    _make_orders()
    _make_appointments()
    _make_calendars()
    _make_outbox_and_history()
    _refuse_double_booking()


def _words(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Words, nullable=False) for name in names]


def _key(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Words, primary_key=True) for name in names]


def _number(name: str = "number") -> sa.Column[Any]:
    return sa.Column(name, Number, primary_key=True, autoincrement=False)


def _integers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _flags(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Boolean, nullable=False) for name in names]


def _json(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Json, nullable=False) for name in names]


def _instants(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, Instant, nullable=False) for name in names]


def _optional(kind: Any, *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind) for name in names]


def _refers(column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], ondelete=ondelete)


def _make_counters() -> None:
    counters = op.create_table("counters", *_key("name"), sa.Column("value", sa.BigInteger, nullable=False))
    assert counters is not None
    op.bulk_insert(counters, [{"name": "data", "value": 0}, {"name": "setup", "value": 0}])
    op.create_table("desk_settings", *_key("name"), *_words("value"))


def _make_offers() -> None:
    op.create_table(
        "studio",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_words("name", "timezone"),
        *_flags("integrated_booking"),
        *_integers("slot_step_min", "buffer_before_min", "buffer_after_min"),
        *_words("day_edge_buffers"),
        sa.Column("lead_time_hours", sa.Double, nullable=False),
        *_integers("max_advance_days"),
        *_json("bookable_weekdays", "closed_dates"),
        *_optional(Json, "company_hours"),
        *_flags("skills_enabled", "zones_enabled", "priority_enabled"),
        sa.Column("two_photographers_hours", sa.Double, nullable=False),
        *_integers("duration_reduction_pct"),
        *_json("twilight", "travel"),
        sa.CheckConstraint("number = 1", name="only_one"),
    )
    op.create_table(
        "services",
        *_key("id"),
        *_integers("position"),
        *_words("name"),
        sa.Column("minutes", sa.BigInteger, nullable=False),
        *_json("tiers"),
        *_flags("twilight", "separate"),
    )
    op.create_table(
        "packages",
        *_key("id"),
        *_integers("position"),
        *_words("name"),
        *_optional(sa.BigInteger, "minutes", "twilight_minutes"),
        *_flags("send_two"),
    )
    op.create_table(
        "package_services",
        *_key("package"),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *_words("service"),
        _refers("package", "packages.id", "CASCADE"),
        _refers("service", "services.id"),
    )
    op.create_table("zones", *_key("id"), *_integers("position"), *_words("name"), *_json("ring"))


def _make_photographers() -> None:
    op.create_table(
        "photographers",
        *_key("id"),
        *_integers("position"),
        *_words("name", "email"),
        *_optional(Words, "timezone"),
        *_flags("senior", "accepting"),
        sa.Column("priority", sa.Double, nullable=False),
        *_optional(Json, "hours"),
        *_json("presets", "exceptions"),
        *_optional(sa.BigInteger, "max_shoots_per_day"),
        *_optional(sa.Double, "home_lat", "home_lon"),
        *_flags("calendar_known"),
        sa.Column("diary_changed", sa.BigInteger, nullable=False),
    )
    for table, column, target in (
        ("photographer_skills", "service", "services.id"),
        ("photographer_zones", "zone", "zones.id"),
    ):
        op.create_table(
            table,
            *_key("photographer", column),
            _refers("photographer", "photographers.id", "CASCADE"),
            _refers(column, target),
        )
    op.create_table(
        "time_off",
        *_key("photographer"),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *_instants("starts_at", "ends_at"),
        _refers("photographer", "photographers.id", "CASCADE"),
    )


def _make_orders() -> None:
    op.create_table(
        "agents",
        *_key("id"),
        *_words("name", "email", "phone", "brokerage"),
        *_integers("version"),
        *_words("email_key", "search"),
    )
    op.create_index("ix_agents_email_key", "agents", ["email_key"])
    op.create_table(
        "orders",
        *_key("id"),
        *_words("agent", "address"),
        *_optional(sa.Double, "lat", "lon", "square_feet"),
        *_json("services", "packages"),
        *_instants("created_at"),
        *_words("notes"),
        *_integers("version"),
        *_words("search"),
        _refers("agent", "agents.id"),
    )
    op.create_index("ix_orders_created_at", "orders", ["created_at"])


def _make_appointments() -> None:
    time = ["starts_at", "ends_at", "live"]
    op.create_table(
        "appointments",
        _number(),
        *_words("id"),
        *_instants("starts_at", "ends_at"),
        *_words("state"),
        *_optional(Instant, "hold_until"),
        *_flags("live"),
        *_json("services"),
        *_optional(sa.Double, "lat", "lon"),
        *_optional(Instant, "assigned_at"),
        *_optional(Words, "order_id"),
        *_words("part", "address"),
        *_integers("version"),
        sa.CheckConstraint("starts_at < ends_at", name="has_length"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("number", *time),
        _refers("order_id", "orders.id"),
    )
    op.create_index("ix_appointments_ends_at", "appointments", ["ends_at", "starts_at"])
    op.create_index("ix_appointments_order_id", "appointments", ["order_id"])
    op.create_index(
        "ix_appointments_live_holds",
        "appointments",
        ["hold_until"],
        sqlite_where=sa.text("live = 1 AND hold_until IS NOT NULL"),
        postgresql_where=sa.text("live AND hold_until IS NOT NULL"),
    )
    op.create_table(
        "crew",
        _number("appointment"),
        *_key("photographer"),
        *_integers("position"),
        *_instants("starts_at", "ends_at"),
        *_flags("live"),
        *_optional(Instant, "assigned_at"),
        sa.ForeignKeyConstraint(
            ["appointment", *time],
            [f"appointments.{name}" for name in ("number", *time)],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        _refers("photographer", "photographers.id"),
    )
    op.create_index("ix_crew_photographer", "crew", ["photographer", "ends_at", "starts_at"])
    assigned = sa.text("assigned_at IS NOT NULL")
    op.create_index(
        "ix_crew_assigned_at",
        "crew",
        ["photographer", "assigned_at"],
        sqlite_where=assigned,
        postgresql_where=assigned,
    )


def _make_calendars() -> None:
    op.create_table(
        "calendar_sources",
        *_key("id"),
        *_integers("position"),
        *_words("photographer", "kind", "address", "name"),
        *_optional(Instant, "read_at"),
        *_words("problem", "cursor"),
        _refers("photographer", "photographers.id", "CASCADE"),
    )
    op.create_table(
        "events",
        _number(),
        *_optional(Words, "source"),
        *_words("photographer"),
        *_instants("starts_at", "ends_at"),
        *_optional(sa.Date, "first_day", "end_day"),
        *_words("title", "show_as", "status"),
        *_optional(Words, "response"),
        *_words("kind"),
        *_optional(sa.Double, "lat", "lon"),
        *_words("calendar"),
        _refers("source", "calendar_sources.id", "CASCADE"),
        _refers("photographer", "photographers.id", "CASCADE"),
    )
    op.create_index("ix_events_photographer", "events", ["photographer", "ends_at", "starts_at"])
    op.create_index("ix_events_source", "events", ["source"])


def _make_outbox_and_history() -> None:
    op.create_table(
        "outbox",
        _number(),
        *_words("appointment", "event", "task"),
        *_instants("created_at"),
        *_words("state"),
        *_integers("attempts"),
        *_optional(Instant, "not_before"),
        *_words("problem", "etag"),
        sa.UniqueConstraint("appointment"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_table(
        "history",
        _number(),
        *_instants("at"),
        *_words("who", "action", "order_id", "appointment"),
        *_json("before", "after"),
        *_words("why"),
    )
    for column in ("at", "order_id", "appointment"):
        op.create_index(f"ix_history_{column}", "history", [column])


def _refuse_double_booking() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(
            "ALTER TABLE crew ADD CONSTRAINT crew_no_double_booking EXCLUDE USING gist"
            " (photographer WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (live)"
        )
        return
    for name, occasion in (
        ("insert", "INSERT"),
        ("update", "UPDATE OF photographer, starts_at, ends_at, live"),
    ):
        op.execute(
            f"CREATE TRIGGER crew_no_double_booking_{name} BEFORE {occasion} ON crew WHEN NEW.live"
            f" BEGIN {_REFUSE_OVERLAP}; END"
        )
