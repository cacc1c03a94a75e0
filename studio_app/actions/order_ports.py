"""What the actions on orders and appointments need from storage, beside `ports`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from studio_app.domain.kept_step import KeptStep


class OrderReading(Protocol):
    """The part of a consistent view that is about orders."""

    def kept_steps(self, owner: str) -> Sequence[KeptStep]:
        """The steps that were kept for somebody at a desk, in their order."""


class OrderWriting(OrderReading, Protocol):
    """The part of a writing transaction that is about orders."""

    def keep_steps(self, owner: str, steps: Sequence[KeptStep]) -> None:
        """Keep these in the place of those that were kept before. No other desk is told: it is nobody else's matter."""
