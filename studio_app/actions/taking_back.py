"""Taking one change back while later ones stay: what a change did to a value is undone, whatever else became of it.

Contents are compared, not versions: an undo writes too, so that after one undo every version is newer than what the undo
before it has seen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any, TypeVar

from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.errors import StaleVersion

T = TypeVar("T", Appointment, Order)

TOGETHER = (frozenset({"span", "crew", "state", "hold_until"}), frozenset({"address", "place"}))
"""Fields that mean something together: where a change touched one, none of them may have changed since."""

UNSEEN = frozenset({"version", "assigned_at"})
"""Fields that follow others; they are brought back, but not compared."""


class ChangedSince(StaleVersion):
    """What is to be taken back is no longer as it was left."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.sentence, self.advice = f"{what} was changed since, so this can't be taken back.", ""


def taken_back(current: T, before: T, after: T, name: str) -> T:
    """The current value with a change from `before` to `after` undone; its version is the current one.

    Args:
        name: What the value is called, for the refusal.

    Raises:
        ChangedSince: what the change touched was changed again.
    """
    touched = frozenset(_differing(before, after))
    watched = touched.union(*(group for group in TOGETHER if group & touched)) - UNSEEN
    if any(getattr(current, key) != getattr(after, key) for key in watched if hasattr(after, key)):
        raise ChangedSince(name)
    back: dict[str, Any] = {key: getattr(before, key) for key in touched if key != "version"}
    return replace(current, **back)


def _differing(before: T, after: T) -> Collection[str]:
    names = (field.name for field in fields(before))
    return [key for key in names if getattr(before, key) != getattr(after, key)]
