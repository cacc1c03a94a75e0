"""Addresses by a service on the network, through geopy.

Nominatim's rules (https://operations.osmfoundation.org/policies/nominatim/): one question a second at most, from the whole
program; whoever asks can be told and written to; what was found is kept; nothing is asked while somebody types.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from studio_app import __version__
from studio_app.domain.address import address_key
from studio_app.domain.backoff import Jitter
from studio_app.domain.pin import SERVICE_NAMES, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import NOMINATIM, PlaceChoices
from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience
from studio_app.places.pausing import Pace, Rest

PACE = Pace(1.0)
"""Of Nominatim, for the whole program."""

MOST_MISSED = 500
"""Addresses that a service didn’t know, which it is not asked for again until the program ends."""

_STREET_RANK = 26
"""Of a place in Nominatim, from which on it is a street or a house: https://nominatim.org/release-docs/latest/customize/Ranking/"""
_SURE = 8
"""Of 10 in OpenCage: within a kilometre, https://opencagedata.com/api#confidence"""


class Keys(Protocol):
    """Keeps what opens an account; see `actions.ports.SecretStore`."""

    def get(self, account: str) -> str | None:
        """The key, if this computer has one."""

    def set(self, account: str, secret: str) -> None:
        """Keep it."""

    def delete(self, account: str) -> None:
        """Forget it."""


class OnlinePlaces:
    """Asks the chosen service; see `actions.place_ports.PlaceFinder`. One for the whole program."""

    def __init__(
        self,
        keys: Keys,
        *,
        servers: Mapping[PlaceSource, str] | None = None,
        jitter: Jitter = random.random,
        pace: Pace = PACE,
    ) -> None:
        """Nothing is asked yet.

        Args:
            keys: Where keys of services are kept.
            servers: Other servers than the services’ own, by `http://...`; for tests.
            jitter: Gives a number from 0 to 1.
            pace: Of Nominatim.
        """
        self._keys, self._servers, self._pace = keys, servers or {}, pace
        self._missed: dict[tuple[PlaceSource, str, str], None] = {}
        self._rests = {source: Rest(jitter) for source in SERVICE_NAMES}

    def has_key(self, source: PlaceSource) -> bool:
        """Whether this computer has the key of a service."""
        return bool(self._keys.get(_account(source)))

    def keep_key(self, source: PlaceSource, key: str) -> None:
        """Keep the key of a service in the keyring; "" forgets it."""
        if key.strip():
            self._keys.set(_account(source), key.strip())
        else:
            self._keys.delete(_account(source))
        self._rests[source].answered()

    def find(
        self, choices: PlaceChoices, address: str, patience: Patience, *, again: bool = False
    ) -> Place | None:
        """The place of a house or street by the chosen service; None where it knows none that is as good.

        Args:
            choices: Which service, and how.
            address: One line.
            patience: Ends the waiting.
            again: Ask even a service that failed a moment ago.

        Raises:
            PlacesUnavailable: it doesn’t answer, or not in time; or it is left in peace after it failed.
        """
        source = choices.geocoder
        if source is None:
            return None
        rest, name = self._rests[source], SERVICE_NAMES[source]
        missed = (source, choices.domain, address_key(address))
        if missed in self._missed and not again:
            return None
        if not rest.is_over and not again:
            raise PlacesUnavailable(f"{name} failed a moment ago and is asked again later.")
        if source is PlaceSource.NOMINATIM and not self._pace.wait(patience):
            raise PlacesUnavailable("Nominatim may be asked once a second only.")
        try:
            found = self._asked(source, choices, address, patience)
        except PlacesUnavailable as error:
            rest.failed(error.retry_after)
            raise
        rest.answered()
        if found is None:
            self._missed[missed] = None
            while len(self._missed) > MOST_MISSED:
                self._missed.pop(next(iter(self._missed)))
        return found

    def _asked(
        self, source: PlaceSource, choices: PlaceChoices, address: str, patience: Patience
    ) -> Place | None:
        # Late: geopy takes a tenth of a second to import.
        from geopy.exc import GeopyError

        from studio_app.places.geopy_wire import wire_for

        # It writes whole answers to the log, and so addresses of customers.
        logging.getLogger("geopy").setLevel(logging.WARNING)
        service = self._service(source, choices, wire_for(patience))
        try:
            found = service.geocode(address, exactly_one=True, timeout=max(patience.left, 0.001))
        except GeopyError as error:
            raise _refusal(SERVICE_NAMES[source], error) from None
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            raise PlacesUnavailable(
                f"{SERVICE_NAMES[source]} answered something that can’t be understood."
            ) from None
        if found is None or not _GOOD[source](found.raw):
            return None
        lat, lon = float(found.latitude), float(found.longitude)
        return Place(lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None

    def _service(self, source: PlaceSource, choices: PlaceChoices, wire: Any) -> Any:
        from geopy import geocoders

        options: dict[str, Any] = {"adapter_factory": wire, "user_agent": _who(choices)}
        if source is PlaceSource.NOMINATIM:
            return geocoders.Nominatim(**_server(choices.domain or NOMINATIM), **options)
        if source in self._servers:
            options |= _server(self._servers[source])
        key = self._keys.get(_account(source))
        if not key:
            raise PlacesUnavailable(
                f"{SERVICE_NAMES[source]} needs a key, and this computer has none.",
                "Type it in the settings of travel.",
            )
        kinds = {
            PlaceSource.GOOGLE: geocoders.GoogleV3,
            PlaceSource.MAPBOX: geocoders.MapBox,
            PlaceSource.OPENCAGE: geocoders.OpenCage,
        }
        return kinds[source](api_key=key, **options)


def _who(choices: PlaceChoices) -> str:
    """Program, version and whom to write to: https://operations.osmfoundation.org/policies/nominatim/"""
    contact = "".join(char for char in choices.contact if char.isprintable() and char.isascii()).strip()
    return f"StudioDesk/{__version__}" + (f" ({contact})" if contact else "")


def _server(address: str) -> dict[str, str]:
    scheme, _, domain = address.rpartition("://")
    return {"domain": domain, "scheme": scheme or "https"}


def _account(source: PlaceSource) -> str:
    return f"places/{source.value}"


def _refusal(name: str, error: Exception) -> PlacesUnavailable:
    from geopy import exc

    match error:
        case exc.GeocoderRateLimited():
            return PlacesUnavailable(f"{name} asks to wait.", retry_after=error.retry_after)
        case exc.GeocoderAuthenticationFailure() | exc.GeocoderInsufficientPrivileges():
            return PlacesUnavailable(
                f"{name} doesn’t let this program in.",
                "Check the key or the contact in the settings of travel.",
            )
        case exc.GeocoderQuotaExceeded():
            return PlacesUnavailable(f"{name} has answered as much as the account allows.")
        case exc.GeocoderTimedOut():
            return PlacesUnavailable(f"{name} didn’t answer in time.")
        case exc.GeocoderParseError():
            return PlacesUnavailable(f"{name} answered something that can’t be understood.")
        case _:
            return PlacesUnavailable(f"{name} has trouble at the moment.")


def _good_nominatim(raw: Mapping[str, Any]) -> bool:
    return int(raw.get("place_rank", _STREET_RANK)) >= _STREET_RANK


def _good_google(raw: Mapping[str, Any]) -> bool:
    return bool(raw["geometry"].get("location_type") != "APPROXIMATE")


def _good_mapbox(raw: Mapping[str, Any]) -> bool:
    return bool({"address", "poi"} & set(raw.get("place_type", ())))


def _good_opencage(raw: Mapping[str, Any]) -> bool:
    return int(raw.get("confidence", 0)) >= _SURE


_GOOD: dict[PlaceSource, Callable[[Mapping[str, Any]], bool]] = {
    PlaceSource.NOMINATIM: _good_nominatim,
    PlaceSource.GOOGLE: _good_google,
    PlaceSource.MAPBOX: _good_mapbox,
    PlaceSource.OPENCAGE: _good_opencage,
}
"""Whether what a service found is a house or a street; the middle of a town is worse than that of a postcode."""
