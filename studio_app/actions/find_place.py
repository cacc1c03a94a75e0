"""Find where an address is: a pin that somebody set, where it was photographed before, a service, a postcode."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from studio_app.actions.edit_place_choices import place_choices_of
from studio_app.actions.place_ports import Locator, PlaceFinder
from studio_app.actions.ports import Reading, Store
from studio_app.domain.address import address_key, looks_complete
from studio_app.domain.clock import Clock
from studio_app.domain.order import Order
from studio_app.domain.pin import Found, Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience

SECONDS = 6.0
"""How long a service is waited for; nobody sits idle meanwhile."""


class PlaceOffice(Protocol):
    """What looking up addresses needs; `desk.office.Office` is one."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def geocoder(self) -> Locator:
        """Knows postcodes."""

    @property
    def finder(self) -> PlaceFinder:
        """Asks the network."""

    @property
    def clock(self) -> Clock:
        """Gives the present instant."""


@dataclass(frozen=True, slots=True)
class KnownPlaces:
    """What is known of addresses without asking anybody: a `Locator` that remembers.

    Attributes:
        pins: By the key of the address.
        before: Where addresses were photographed before, by their key.
        locator: Knows typed coordinates and postcodes.
    """

    locator: Locator
    pins: Mapping[str, Pin] = field(default_factory=dict)
    before: Mapping[str, Place] = field(default_factory=dict)

    def place_of(self, address: str) -> Place | None:
        """The place, or None where it is not known."""
        found = self.found(address)
        return found.place if found else None

    def found(self, address: str) -> Found | None:
        """The place and who says so.

        A pin set by hand counts most. Where somebody worked before, the place was looked at; unless it was no more than
        the middle of a postcode, which anybody who finds the house knows better.
        """
        key = address_key(address)
        pin, before, offline = self.pins.get(key), self.before.get(key), self.locator.found(address)
        if pin and pin.is_by_hand:
            return Found(pin.place, pin.source)
        if offline and offline.source is PlaceSource.TYPED:
            return offline
        if pin and (before is None or before in (pin.place, offline.place if offline else None)):
            return Found(pin.place, pin.source)
        if before and not (offline and before == offline.place):
            return Found(before, PlaceSource.BEFORE)
        return offline


def places_before(orders: Iterable[Order]) -> Mapping[str, Place]:
    """Where addresses were photographed before, the newest order first."""
    found: dict[str, Place] = {}
    for order in orders:
        if order.property.place:
            found.setdefault(address_key(order.property.address), order.property.place)
    return found


def known_places(reading: Reading, locator: Locator, address: str) -> KnownPlaces:
    """What the database knows of one address."""
    return KnownPlaces(locator, reading.pins(), places_before(reading.find_orders(address, 5)))


@dataclass(frozen=True, slots=True)
class Lookup:
    """What came of looking an address up.

    Attributes:
        address: As it was asked for.
        found: The best that is known; None where nothing is.
        new: A service found it just now, and it is remembered.
        problem: Why a service could not be asked; "" where it answered or none is chosen.
        advice: What to do about it.
    """

    address: str
    found: Found | None = None
    new: bool = False
    problem: str = ""
    advice: str = ""


def find_place(
    office: PlaceOffice, address: str, patience: Patience | None = None, *, again: bool = False
) -> Lookup:
    """Look an address up: what is known, else what the chosen service finds, which is remembered from then on.

    It may take seconds: never call it in the interface thread. It fails by saying so beside what is known offline.

    Args:
        office: Database, postcodes, network and clock.
        address: One line as typed. One that is not complete yet is sent to nobody.
        patience: Ends the waiting; `SECONDS` where left out.
        again: Ask even a service that failed a moment ago.
    """
    with office.store.reading() as reading:
        known = known_places(reading, office.geocoder, address)
        choices = place_choices_of(reading)
    found = known.found(address)
    is_rough = found is None or found.source is PlaceSource.POSTCODE
    if choices.geocoder is None or not is_rough or not looks_complete(address):
        return Lookup(address, found)
    try:
        place = office.finder.find(choices, address, patience or Patience(SECONDS), again=again)
    except PlacesUnavailable as error:
        return Lookup(address, found, problem=error.sentence, advice=error.advice)
    if place is None:
        return Lookup(address, found)
    pin = Pin(" ".join(address.split()), place, choices.geocoder, office.clock())
    with office.store.writing() as writing:
        stored = writing.pins().get(pin.key)
        if stored is not None and stored.is_by_hand:
            return Lookup(address, Found(stored.place, stored.source))
        writing.save_pin(pin)
    return Lookup(address, Found(place, pin.source), new=True)
