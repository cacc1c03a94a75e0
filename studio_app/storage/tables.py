"""The tables of a studio's database, as the newest migration leaves them.

Values that are always read and written whole (tiers, weekly hours, rings) are JSON; whatever refers to something else
is a row of its own. Lists of the set-up keep their order in `position`, everything else in `number`: writers are
serialised, so the next number is the greatest plus one on both databases.

What a table can't say here stands in the first migration: no two live appointments of one photographer overlap.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
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
    text,
    true,
)

from studio_app.storage.calendar_tables import (
    accounts,
    calendar_items,
    calendar_sources,
    events,
    history,
    outbox,
    primary_calendar,
    seen,
)
from studio_app.storage.columns import (
    METADATA,
    flag_column,
    key_column,
    number_column,
    only_row_column,
    position_column,
    text_column,
    version_column,
)
from studio_app.storage.order_tables import kept_steps
from studio_app.storage.place_tables import drives, pins
from studio_app.storage.types import Instant, Json, Number, Words

__all__ = [
    "METADATA",
    "accounts",
    "agents",
    "appointments",
    "calendar_items",
    "calendar_sources",
    "counters",
    "crew",
    "desk_settings",
    "drives",
    "events",
    "history",
    "kept_steps",
    "orders",
    "outbox",
    "package_services",
    "packages",
    "photographer_skills",
    "photographer_zones",
    "photographers",
    "pins",
    "primary_calendar",
    "seen",
    "services",
    "studio",
    "time_off",
    "zones",
]

# `data` grows with every transaction that writes; `setup` is its value when the set-up changed last; `schema` is the
# major version, so that a program notices when a newer one changed the tables while it was open.
counters = Table(
    "counters",
    METADATA,
    text_column("name", primary_key=True),
    Column("value", BigInteger, nullable=False),
)

desk_settings = Table("desk_settings", METADATA, text_column("name", primary_key=True), text_column("value"))

# ---------------------------------------------------------------- set-up

studio = Table(
    "studio",
    METADATA,
    only_row_column(),
    text_column("name"),
    text_column("timezone"),
    flag_column("integrated_booking"),
    Column("slot_step_min", Integer, nullable=False),
    Column("buffer_before_min", Integer, nullable=False),
    Column("buffer_after_min", Integer, nullable=False),
    text_column("day_edge_buffers"),
    Column("lead_time_hours", Double, nullable=False),
    Column("max_advance_days", Integer, nullable=False),
    Column("bookable_weekdays", Json, nullable=False),
    Column("closed_dates", Json, nullable=False),
    Column("company_hours", Json),
    flag_column("skills_enabled"),
    flag_column("zones_enabled"),
    flag_column("priority_enabled"),
    Column("two_photographers_hours", Double, nullable=False),
    Column("duration_reduction_pct", Integer, nullable=False),
    Column("twilight", Json, nullable=False),
    Column("travel", Json, nullable=False),
    Column("closed_reasons", Json, nullable=False, server_default="[]"),
    Column("speech", Json, nullable=False, server_default="{}"),
)

services = Table(
    "services",
    METADATA,
    key_column(),
    position_column(),
    text_column("name"),
    Column("minutes", BigInteger, nullable=False),
    Column("tiers", Json, nullable=False),
    flag_column("twilight"),
    flag_column("separate"),
    Column("colour", Integer),
    flag_column("offered", server_default=true()),
)

packages = Table(
    "packages",
    METADATA,
    key_column(),
    position_column(),
    text_column("name"),
    Column("minutes", BigInteger),
    Column("twilight_minutes", BigInteger),
    flag_column("send_two"),
    flag_column("offered", server_default=true()),
)

package_services = Table(
    "package_services",
    METADATA,
    text_column("package", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text_column("service"),
    ForeignKeyConstraint(["package"], ["packages.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["service"], ["services.id"]),
)

zones = Table(
    "zones",
    METADATA,
    key_column(),
    position_column(),
    text_column("name"),
    Column("ring", Json, nullable=False),
    Column("holes", Json, nullable=False, server_default="[]"),
    Column("colour", Integer),
)

photographers = Table(
    "photographers",
    METADATA,
    key_column(),
    position_column(),
    text_column("name"),
    text_column("email"),
    Column("timezone", Words),
    flag_column("senior"),
    flag_column("accepting"),
    Column("priority", Double, nullable=False),
    Column("hours", Json),
    Column("presets", Json, nullable=False),
    Column("exceptions", Json, nullable=False),
    Column("max_shoots_per_day", BigInteger),
    Column("home_lat", Double),
    Column("home_lon", Double),
    text_column("home_address", server_default=""),
    Column("colour", Integer),
    text_column("phone", server_default=""),
    Column("reasons", Json, nullable=False, server_default="[]"),
    flag_column("calendar_known"),
    # The counter `data` when an event or appointment of theirs changed last: their diary is read again only then.
    Column("diary_changed", BigInteger, nullable=False),
)

photographer_skills = Table(
    "photographer_skills",
    METADATA,
    text_column("photographer", primary_key=True),
    text_column("service", primary_key=True),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["service"], ["services.id"]),
)

photographer_zones = Table(
    "photographer_zones",
    METADATA,
    text_column("photographer", primary_key=True),
    text_column("zone", primary_key=True),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["zone"], ["zones.id"]),
)

time_off = Table(
    "time_off",
    METADATA,
    text_column("photographer", primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    ForeignKeyConstraint(["photographer"], ["photographers.id"], ondelete="CASCADE"),
)

# ---------------------------------------------------------------- orders

agents = Table(
    "agents",
    METADATA,
    key_column(),
    text_column("name"),
    text_column("email"),
    text_column("phone"),
    text_column("brokerage"),
    version_column(),
    text_column("email_key"),  # as `words.folded` makes it: agents are recognised by it
    text_column("search"),
    Index("ix_agents_email_key", "email_key"),
)

orders = Table(
    "orders",
    METADATA,
    key_column(),
    Column("agent", Words, ForeignKey("agents.id"), nullable=False),
    text_column("address"),
    Column("lat", Double),
    Column("lon", Double),
    Column("square_feet", Double),
    # Ids as ordered: an order outlives the services and packages that it names.
    Column("services", Json, nullable=False),
    Column("packages", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    text_column("notes"),
    version_column(),
    Column("due", Date),
    Column("wishes", Json, nullable=False, server_default="{}"),
    Column("open", Json, nullable=False, server_default="[]"),
    flag_column("cancelled", server_default=false()),
    text_column("search"),
    Index("ix_orders_created_at", "created_at"),
)

appointments = Table(
    "appointments",
    METADATA,
    number_column(),
    text_column("id"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    text_column("state"),
    Column("hold_until", Instant),
    # Whether it takes its crew's time: confirmed, or a hold that was not over when last looked at.
    flag_column("live"),
    Column("services", Json, nullable=False),
    Column("lat", Double),
    Column("lon", Double),
    Column("assigned_at", Instant),
    Column("order_id", Words, ForeignKey("orders.id")),
    text_column("part"),
    text_column("address"),
    version_column(),
    Column("own", Json),
    text_column("reason", server_default=""),
    flag_column("no_show", server_default=false()),
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

# What waits for a time is looked for often, and is little among much that is over.
for _table, _column, _waits in (
    (orders, orders.c.created_at, text("open <> '[]' AND NOT cancelled")),
    (appointments, appointments.c.starts_at, text("state IN ('postponed', 'hold')")),
):
    Index(f"ix_{_table.name}_waiting", _column, sqlite_where=_waits, postgresql_where=_waits)

# Time and `live` are those of the appointment, which the foreign key guarantees: the rule against double booking, and
# the index that a diary is read by, need them beside the photographer.
crew = Table(
    "crew",
    METADATA,
    Column("appointment", Number, primary_key=True, autoincrement=False),
    text_column("photographer", primary_key=True),
    position_column(),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    flag_column("live"),
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
