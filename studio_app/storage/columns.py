"""What the definitions of all tables share: where they are collected, and columns that many of them have."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, MetaData

from studio_app.storage.types import Number, Words

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def text_column(name: str, **options: Any) -> Column[str]:
    """Text that is always there."""
    return Column(name, Words, nullable=False, **options)


def flag_column(name: str, **options: Any) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, **options)


def key_column() -> Column[str]:
    """An id that the program made or was given."""
    return text_column("id", primary_key=True)


def position_column() -> Column[int]:
    """The place in a list that people see."""
    return Column("position", Integer, nullable=False)


def number_column() -> Column[int]:
    """A row's own number, in the order in which rows came in."""
    return Column("number", Number, primary_key=True, autoincrement=False)


def only_row_column() -> Column[int]:
    """The number of the only row that a table may have."""
    only_one = CheckConstraint("number = 1", name="only_one")
    return Column("number", Integer, only_one, primary_key=True, autoincrement=False)


def version_column() -> Column[int]:
    """Counts the writes."""
    return Column("version", Integer, nullable=False)
