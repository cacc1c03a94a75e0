"""What can be undone is kept; services that wait for a time are known of old orders too, and found quickly."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from studio_app.storage.types import Instant, Json, Words

revision = "v2_1"
down_revision = "v2_0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and two indexes, and say which services of each order have no appointment."""
    op.create_table(
        "kept_steps",
        sa.Column("owner", Words, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, Words, nullable=False) for name in ("kind", "value")),
        sa.Column("at", Instant, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
    )
    _find_open_services()
    _index("ix_orders_waiting", "orders", "created_at", "open <> '[]' AND NOT cancelled")
    _index("ix_appointments_waiting", "appointments", "starts_at", "state IN ('postponed', 'hold')")


def _index(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def _find_open_services() -> None:
    connection = op.get_bind()
    orders = _table("orders", "id", "services", "packages", "open")
    packed: dict[str, list[str]] = defaultdict(list)
    contents = sa.table("package_services", *(sa.column(name, Words) for name in ("package", "service")))
    for row in connection.execute(sa.select(contents)):
        packed[row.package].append(row.service)
    placed: dict[str, set[str]] = defaultdict(set)
    visits = _table("appointments", "order_id", "services")
    for row in connection.execute(sa.select(visits).where(visits.c.order_id.is_not(None))):
        placed[row.order_id].update(row.services)
    found = []
    for row in connection.execute(sa.select(orders)):
        ordered = [*row.services, *(service for key in row.packages for service in packed[key])]
        waiting = [key for key in dict.fromkeys(ordered) if key not in placed[row.id]]
        if waiting:
            found.append({"row": row.id, "waiting": waiting})
    if found:
        change = sa.update(orders).where(orders.c.id == sa.bindparam("row"))
        connection.execute(change.values(open=sa.bindparam("waiting")), found)


def _table(name: str, key: str, *values: str) -> Any:
    return sa.table(name, sa.column(key, Words), *(sa.column(value, Json) for value in values))
