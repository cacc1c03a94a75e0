"""What the actions on places and drives need from storage and from servers, beside `ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from studio_app.domain.drives import Drive
from studio_app.domain.pin import Found, Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.patience import Patience

MOST_PLACES = 100
"""In one question to a routing server: that is the limit of OSRM where nobody set another (`--max-table-size`)."""


class PlaceReading(Protocol):
    """The part of a consistent view that is about places."""

    def pins(self) -> Mapping[str, Pin]:
        """Where addresses are as somebody found or set it, by the key of the address."""


class PlaceWriting(PlaceReading, Protocol):
    """The part of a writing transaction that is about places."""

    def save_pin(self, pin: Pin) -> None:
        """Remember where an address is, in the place of what was remembered before."""

    def remove_pin(self, key: str) -> None:
        """Forget the pin of an address, by its key."""

    def keep_drives(self, found: Sequence[Drive], now: datetime) -> None:
        """Remember drives; the studio that is read from now on knows them, for thirty days."""

    def forget_drives(self) -> None:
        """Forget all drives."""


class Locator(Protocol):
    """Finds the place of an address without a network."""

    def place_of(self, address: str) -> Place | None:
        """The place, or None where it is not known."""

    def found(self, address: str) -> Found | None:
        """The same, with what it is known by."""


class PlaceFinder(Protocol):
    """Asks services on the network where addresses are."""

    def find(
        self, choices: PlaceChoices, address: str, patience: Patience, *, again: bool = False
    ) -> Place | None:
        """The place of an address by the chosen service; None where it knows none, or no service is chosen.

        Args:
            choices: Which service, and how.
            address: One line.
            patience: Ends the waiting.
            again: Ask even a service that failed a moment ago.

        Raises:
            PlacesUnavailable: it doesn't answer, or not in time; or it is left in peace after it failed.
        """

    def has_key(self, source: PlaceSource) -> bool:
        """Whether this computer has the key of a service."""

    def keep_key(self, source: PlaceSource, key: str) -> None:
        """Keep the key of a service in the keyring; "" forgets it."""


class MapKeys(Protocol):
    """Keeps the keys of servers that the map has tiles from."""

    def map_key(self, server: str) -> str:
        """The key of a server, by its host; "" where this computer has none.

        Raises:
            KeyLocked: the keyring is locked or does not answer.
        """

    def keep_map_key(self, server: str, key: str) -> bool:
        """Keep the key of a server; says whether it outlives the program."""


class Finder(PlaceFinder, MapKeys, Protocol):
    """Asks services on the network, and has the keys of all of them."""


class Router(Protocol):
    """Asks a routing server."""

    def drives(
        self,
        url: str,
        starts: Sequence[Place],
        ends: Sequence[Place],
        patience: Patience,
        *,
        again: bool = False,
    ) -> Sequence[Drive]:
        """The drives from each start to each end, as far as there are roads; up to `MOST_PLACES` of both together.

        Args:
            url: Of the server.
            starts: Where drives begin.
            ends: Where they lead.
            patience: Ends the waiting.
            again: Ask even a server that failed a moment ago.

        Raises:
            PlacesUnavailable: it doesn't answer, or something else than a routing server does; or it is left in peace.
        """
