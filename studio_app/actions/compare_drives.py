"""What fixed buffers, the estimate and a routing server each say about one drive; and whether servers work at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from studio_app.actions.find_place import Lookup, PlaceOffice, find_place
from studio_app.actions.place_ports import Router
from studio_app.domain.order import street_of
from studio_app.domain.pin import Found, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import Settings
from studio_app.engine.travel import estimated_minutes, great_circle_km
from studio_app.errors import KnownError, PlacesUnavailable
from studio_app.patience import Patience

SECONDS = 8.0


class RoadOffice(PlaceOffice, Protocol):
    """Who looks up addresses and asks for drives; `desk.office.Office` is one."""

    @property
    def router(self) -> Router:
        """Asks routing servers."""


@dataclass(frozen=True, slots=True)
class DriveQuestion:
    """A drive between two addresses as they are typed.

    Attributes:
        settings: How drives are counted, as they are set or tried.
        router: Address of the routing server; "" where there is none to ask.
    """

    start: str
    end: str
    settings: Settings
    router: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What each of the three says.

    Attributes:
        start, end: Where the addresses are; None where nobody knows.
        kilometres: As the crow flies.
        estimate: Minutes of the estimate.
        routed: Minutes of the routing server; None where it was not asked or knows no road.
        problem: Why the routing server said nothing; "" where it was not asked or answered.
    """

    question: DriveQuestion
    start: Found | None = None
    end: Found | None = None
    kilometres: float | None = None
    estimate: int | None = None
    routed: int | None = None
    problem: str = ""


def compare_drives(office: RoadOffice, question: DriveQuestion, patience: Patience | None = None) -> Compared:
    """Work out one drive in three ways. It may take seconds."""
    patience = patience or Patience(SECONDS)
    start, end = (find_place(office, text, patience).found for text in (question.start, question.end))
    if start is None or end is None:
        return Compared(question, start, end)
    travel = question.settings.travel
    kilometres = great_circle_km(start.place, end.place)
    estimate = estimated_minutes(travel, start.place, end.place)
    routed, problem = None, ""
    if question.router:
        try:
            routed = _asked(office.router, question.router, start.place, end.place, patience)
        except PlacesUnavailable as error:
            problem = str(error)
        else:
            problem = "" if routed is not None else "It knows no road between them."
    return Compared(question, start, end, kilometres, estimate, routed, problem)


def try_router(router: Router, url: str, places: Sequence[Place], patience: Patience | None = None) -> str:
    """Ask a routing server for one drive, between the first two places; one sentence about its answer.

    Raises:
        KnownError: it can’t be used, or there is no drive to ask for.
    """
    if len(places) < 2:
        raise KnownError("There are no two places to ask about yet.", "Give somebody a home first.")
    minutes = _asked(router, url, places[0], places[1], patience or Patience(SECONDS))
    if minutes is None:
        raise PlacesUnavailable(
            "The server answers, and knows no road between your places.", "Give it the map of your area."
        )
    return f"It answers: {minutes} min between two of your places."


def try_geocoder(office: PlaceOffice, choices: PlaceChoices, address: str) -> Lookup:
    """Ask a service for one address, whatever is known of it. Nothing is remembered.

    Raises:
        KnownError: it can’t be used, or there is no address to ask for.
    """
    if not address:
        raise KnownError("There is no address to ask about yet.", "Book an order first.")
    place = office.finder.find(choices, address, Patience(SECONDS), again=True)
    source = choices.geocoder or PlaceSource.POSTCODE
    return Lookup(address, Found(place, source) if place else None)


def tried_words(lookup: Lookup) -> str:
    """What came of trying a service, one sentence."""
    street = street_of(lookup.address)
    return f"It answers: {street} is found." if lookup.found else f"It answers, and doesn’t know {street}."


def _asked(router: Router, url: str, start: Place, end: Place, patience: Patience) -> int | None:
    found = router.drives(url, [start], [end], patience, again=True)
    return next((drive.minutes for drive in found), 0 if start == end else None)
