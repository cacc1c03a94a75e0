"""How a studio has addresses and drives looked up."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.domain.pin import PlaceSource

NOMINATIM = "nominatim.openstreetmap.org"
"""The server of the OpenStreetMap Foundation: https://operations.osmfoundation.org/policies/nominatim/"""


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """Which servers are asked. What opens an account there is in the keyring of each computer, never here.

    Attributes:
        geocoder: The service that finds addresses; None where postcodes must do.
        domain: Of the Nominatim server, or its whole address.
        contact: The studio's e-mail address, by which a Nominatim server can tell who asks.
        routing: Whether drives are asked of the routing server.
        router: Its address, kept while it is not asked; "" where there is none.
    """

    geocoder: PlaceSource | None = None
    domain: str = NOMINATIM
    contact: str = ""
    routing: bool = False
    router: str = ""

    @property
    def asks_router(self) -> bool:
        """Whether there is a routing server to ask."""
        return self.routing and bool(self.router)
