"""The tables of a studio's database, as the newest migration leaves them.

Values that are always read and written whole (tiers, weekly hours, rings) are JSON; whatever refers to something else
is a row of its own. Lists of the set-up keep their order in `position`, everything else in `number`: writers are
serialised, so the next number is the greatest plus one on both databases.

What a table can't say here stands in the first migration: no two live appointments of one photographer overlap.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from studio_app.storage.types import Instant, Json, Number, Words

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _text(name: str, **options: Any) -> Column[str]:
    return Column(name, Words, nullable=False, **options)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _key() -> Column[str]:
    return _text("id", primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, nullable=False)


def _number() -> Column[int]:
    return Column("number", Number, primary_key=True, autoincrement=False)


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False)


# Two rows. `data` grows with every transaction that writes; `setup` is its value when the set-up changed last.
counters = Table(
    "counters",
    METADATA,
    _text("name", primary_key=True),
    Column("value", BigInteger, nullable=False),
)

desk_settings = Table("desk_settings", METADATA, _text("name", primary_key=True), _text("value"))

# ---------------------------------------------------------------- set-up

studio = Table(
    "studio",
    METADATA,
    Column(
        "number",
        Integer,
        CheckConstraint("number = 1", name="only_one"),
        primary_key=True,
        autoincrement=False,
    ),
    _text("name"),
    _text("timezone"),
    _flag("integrated_booking"),
    Column("slot_step_min", Integer, nullable=False),
    Column("buffer_before_min", Integer, nullable=False),
    Column("buffer_after_min", Integer, nullable=False),
    _text("day_edge_buffers"),
    Column("lead_time_hours", Double, nullable=False),
    Column("max_advance_days", Integer, nullable=False),
    Column("bookable_weekdays", Json, nullable=False),
    Column("closed_dates", Json, nullable=False),
    Column("company_hours", Json),
    _flag("skills_enabled"),
    _flag("zones_enabled"),
    _flag("priority_enabled"),
    Column("two_photographers_hours", Double, nullable=False),
    Column("duration_reduction_pct", Integer, nullable=False),
    Column("twilight", Json, nullable=False),
    Column("travel", Json, nullable=False),
)

services = Table(
    "services",
    METADATA,
    _key(),
    _position(),
    _text("name"),
    Column("minutes", BigInteger, nullable=False),
    Column("tiers", Json, nullable=False),
    _flag("twilight"),
    _flag("separate"),
)

packages = Table(
    "packages",
    METADATA,
    _key(),
    _position(),
    _text("name"),
    Column("minutes", BigInteger),
    Column("twilight_minutes", BigInteger),
    _flag("send_two"),
)

package_services = Table(
    "package_services",
    METADATA,
    _text("package", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("service"),
    ForeignKeyConstraint(["package"], ["packages.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["service"], ["services.id"]),
)

zones = Table("zones", METADATA, _key(), _position(), _text("name"), Column("ring", Json, nullable=False))

photographers = Table(
    "photographers",
    METADATA,
    _key(),
    _position(),
    _text("name"),
    _text("email"),
    Column("timezone", Words),
    _flag("senior"),
    _flag("accepting"),
    Column("priority", Double, nullable=False),
    Column("hours", Json),
    Column("presets", Json, nullable=False),
    Column("exceptions", Json, nullable=False),
    Column("max_shoots_per_day", BigInteger),
    Column("home_lat", Double),
    Column("home_lon", Double),
    _flag("calendar_known"),
    # The counter `data` when an event or appointment of theirs changed last: their diary is read again only then.
    Column("diary_changed", BigInteger, nullable=False),
)

photographer_skills = Table(
    "photographer_skills",
    METADATA,
    _text("photographer", primary_key=True),
    _text("service", primary_key=True),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["service"], ["services.id"]),
)

photographer_zones = Table(
    "photographer_zones",
    METADATA,
    _text("photographer", primary_key=True),
    _text("zone", primary_key=True),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["zone"], ["zones.id"]),
)

time_off = Table(
    "time_off",
    METADATA,
    _text("photographer", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
)

# ---------------------------------------------------------------- orders

agents = Table(
    "agents",
    METADATA,
    _key(),
    _text("name"),
    _text("email"),
    _text("phone"),
    _text("brokerage"),
    _version(),
    _text("email_key"),  # as `words.folded` makes it: agents are recognised by it
    _text("search"),
    Index("ix_agents_email_key", "email_key"),
)

orders = Table(
    "orders",
    METADATA,
    _key(),
    Column("agent", Words, ForeignKey("agents.id"), nullable=False),
    _text("address"),
    Column("lat", Double),
    Column("lon", Double),
    Column("square_feet", Double),
    # Ids as ordered: an order outlives the services and packages that it names.
    Column("services", Json, nullable=False),
    Column("packages", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    _text("notes"),
    _version(),
    _text("search"),
    Index("ix_orders_created_at", "created_at"),
)

appointments = Table(
    "appointments",
    METADATA,
    _number(),
    _text("id"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    _text("state"),
    Column("hold_until", Instant),
    # Whether it takes its crew's time: confirmed, or a hold that was not over when last looked at.
    _flag("live"),
    Column("services", Json, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("assigned_at", Instant),
    Column("order_id", Words, ForeignKey("orders.id")),
    _text("part"),
    _text("address"),
    _version(),
    CheckConstraint("starts_at < ends_at", name="has_length"),
    UniqueConstraint("id"),
    UniqueConstraint("number", "starts_at", "ends_at", "live"),
    Index("ix_appointments_ends_at", "ends_at", "starts_at"),
    Index("ix_appointments_order_id", "order_id"),
)
Index(
    "ix_appointments_live_holds",
    appointments.c.hold_until,
    sqlite_where=appointments.c.live & appointments.c.hold_until.is_not(None),
    postgresql_where=appointments.c.live & appointments.c.hold_until.is_not(None),
)

# Time and `live` are those of the appointment, which the foreign key guarantees: the rule against double booking, and
# the index that a diary is read by, need them beside the photographer.
crew = Table(
    "crew",
    METADATA,
    Column("appointment", Number, primary_key=True, autoincrement=False),
    _text("photographer", primary_key=True),
    _position(),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    _flag("live"),
    Column("assigned_at", Instant),  # only while the appointment is confirmed: what the ranking asks for
    ForeignKeyConstraint(
        ["appointment", "starts_at", "ends_at", "live"],
        ["appointments.number", "appointments.starts_at", "appointments.ends_at", "appointments.live"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(["photographer"], ["photographers.id"]),
    Index("ix_crew_photographer", "photographer", "ends_at", "starts_at"),
)
Index(
    "ix_crew_assigned_at",
    crew.c.photographer,
    crew.c.assigned_at,
    sqlite_where=crew.c.assigned_at.is_not(None),
    postgresql_where=crew.c.assigned_at.is_not(None),
)

# ---------------------------------------------------------------- calendars

calendar_sources = Table(
    "calendar_sources",
    METADATA,
    _key(),
    _position(),
    _text("photographer"),
    _text("kind"),
    _text("address"),
    _text("name"),
    Column("read_at", Instant),
    _text("problem"),
    _text("cursor"),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
)

# An all-day event has dates; its instants are then the widest that the dates can mean in any zone.
events = Table(
    "events",
    METADATA,
    _number(),
    Column("source", Words, ForeignKey("calendar_sources.id", ondelete="CASCADE")),
    _text("photographer"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("first_day", Date),
    Column("end_day", Date),
    _text("title"),
    _text("show_as"),
    _text("status"),
    Column("response", Words),
    _text("kind"),
    Column("lat", Double),
    Column("lon", Double),
    _text("calendar"),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    Index("ix_events_photographer", "photographer", "ends_at", "starts_at"),
    Index("ix_events_source", "source"),
)

# One row an appointment: its newest write. Appointments may go, what is owed for them stays.
outbox = Table(
    "outbox",
    METADATA,
    _number(),
    _text("appointment"),
    _text("event"),
    _text("task"),
    Column("created_at", Instant, nullable=False),
    _text("state"),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Instant),
    _text("problem"),
    _text("etag"),
    UniqueConstraint("appointment"),
    Index("ix_outbox_state", "state"),
)

history = Table(
    "history",
    METADATA,
    _number(),
    Column("at", Instant, nullable=False),
    _text("who"),
    _text("action"),
    _text("order_id"),
    _text("appointment"),
    Column("before", Json, nullable=False),
    Column("after", Json, nullable=False),
    _text("why"),
    Index("ix_history_at", "at"),
    Index("ix_history_order_id", "order_id"),
    Index("ix_history_appointment", "appointment"),
)
