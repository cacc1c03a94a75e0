"""What changing the set-up needs from storage, beside `ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.setup import Setup


class SetupWriting(Protocol):
    """The part of a writing transaction that is about the set-up."""

    def setup(self) -> Setup:
        """The set-up as it was stored, whatever became of calendars. Raises NotFound where there is no studio."""

    def times_booked(self) -> Mapping[str, int]:
        """In how many appointments of any state each photographer goes, by photographer id; only those who do."""

    def times_sold(self) -> Mapping[str, int]:
        """In how many appointments of any state, and orders with something that waits, each service stands, by its id."""

    def times_ordered(self) -> Mapping[str, int]:
        """In how many orders each package stands, by its id; only those that do."""

    def loose_events(self, photographer: str) -> Sequence[OutsideEvent]:
        """A photographer's outside events that no connected calendar brought, in their order."""

    def add_loose_events(self, events: Sequence[OutsideEvent]) -> None:
        """Add outside events that no connected calendar brings."""

    def save_setup(self, setup: Setup) -> None:
        """Store a set-up in the place of the stored one; only what differs is written. Calendars and events of
        photographers who are removed go with them.

        Raises:
            NotFound: something that is removed is still referred to; nothing was written.
        """
