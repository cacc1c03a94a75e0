"""Ask a routing server for the drives that an order’s openings hang on, and remember them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from studio_app.actions.place_ports import MOST_PLACES, Router
from studio_app.actions.ports import Store
from studio_app.domain.drives import Drive, number_of
from studio_app.domain.place import Place
from studio_app.domain.settings import TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import day_start, local_date
from studio_app.engine.blocking import event_blocks, event_span
from studio_app.engine.instants import micros
from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience

SECONDS = 20.0
"""How long all questions about one place may take."""

MOST_OTHERS = 600
"""Places that the drives of one order are asked to; those that come next count first."""


@dataclass(frozen=True, slots=True)
class WantedDrives:
    """A question: from one place to others, and back.

    Attributes:
        router: Address of the server.
    """

    router: str
    place: Place
    others: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DrivesRead:
    """What came of it.

    Attributes:
        count: Drives that are known now.
        problem: Why not all could be asked; "" where they could.
        advice: What to do about it.
    """

    wanted: WantedDrives
    count: int = 0
    problem: str = ""
    advice: str = ""


def wanted_drives(
    studio: Studio,
    router: str,
    place: Place,
    now: datetime,
    tried: Collection[tuple[int, int]] = frozenset(),
) -> WantedDrives | None:
    """The drives of an order at a place that nobody knows yet: to homes, and to what takes time from today on.

    Args:
        studio: As the desk knows it, with the known drives.
        router: Address of the server; "" where none is asked.
        place: Of the order.
        now: The present instant.
        tried: Numbers of two places each between which the server was asked already, whatever it knew.

    Returns:
        None where nothing is missing, or the studio doesn’t ask for drives.
    """
    travel = studio.settings.travel
    if travel.mode is not TravelMode.ESTIMATE or not router:
        return None
    here, found = number_of(place), dict[int, Place]()
    leaving, arriving = travel.drives.leaving(place), travel.drives.arriving(place)
    for other in _others(studio, now):
        number = number_of(other)
        known = (number in leaving and number in arriving) or (here, number) in tried
        if number != here and not known:
            found.setdefault(number, other)
        if len(found) == MOST_OTHERS:
            break
    return WantedDrives(router, place, tuple(found.values())) if found else None


def read_drives(
    store: Store, now: datetime, router: Router, wanted: WantedDrives, patience: Patience | None = None
) -> DrivesRead:
    """Ask for both ways between a place and others, and remember what is answered. It may take seconds.

    What a server doesn’t answer is left to the estimate, and said.
    """
    patience, found, problem = patience or Patience(SECONDS), list[Drive](), ("", "")
    try:
        for part in _parts(wanted.others):
            found += router.drives(wanted.router, [wanted.place], part, patience)
            found += router.drives(wanted.router, part, [wanted.place], patience)
    except PlacesUnavailable as error:
        problem = error.sentence, error.advice
    if found:
        with store.writing() as writing:
            writing.keep_drives(found, now)
    return DrivesRead(wanted, len(found), *problem)


def _others(studio: Studio, now: datetime) -> Iterator[Place]:
    """Homes, then places of what takes time from today until the furthest bookable day, soonest first."""
    yield from (person.home for person in studio.photographers if person.home)
    zone = studio.settings.timezone
    first = micros(day_start(zone, local_date(zone, now)))
    last = micros(now + timedelta(days=studio.settings.max_advance_days + 1))
    stops: list[tuple[int, Place]] = []
    for item in studio.appointments.values():
        start, end = micros(item.span.start), micros(item.span.end)
        if item.place and item.blocks_at(now) and first < end and start < last:
            stops.append((start, item.place))
    for event in studio.events():
        if event.place and event_blocks(event):
            start, end = event_span(event, zone)
            if first < end and start < last:
                stops.append((start, event.place))
    yield from (place for _, place in sorted(stops, key=lambda stop: stop[0]))


def _parts(places: Sequence[Place]) -> Iterator[Sequence[Place]]:
    size = MOST_PLACES - 1
    for start in range(0, len(places), size):
        yield places[start : start + size]
