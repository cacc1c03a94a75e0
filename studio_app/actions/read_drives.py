"""Ask a routing server for the drives that openings hang on, and remember them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, product

from studio_app.actions.edit_place_choices import place_choices_of
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

SECONDS = 8.0
"""How long all questions of one kind may take."""

MOST_OTHERS = 600
"""Places that the drives of one order are asked to; those that come next count first."""

MOST_AMONG, AMONG_DAYS = 150, 14
"""Places between which all drives are known beforehand, and the days in which they are."""

Numbers = tuple[int, int]
"""Of the places at both ends of a drive, as `domain.drives.number_of` gives them."""


@dataclass(frozen=True, slots=True)
class Table:
    """One question: from each start to each end."""

    starts: tuple[Place, ...]
    ends: tuple[Place, ...]

    @property
    def ways(self) -> Iterator[Numbers]:
        """All ways that are asked for."""
        return product(map(number_of, self.starts), map(number_of, self.ends))


@dataclass(frozen=True, slots=True)
class WantedDrives:
    """Questions to a routing server, none with more than `MOST_PLACES` places.

    Attributes:
        router: Address of the server.
    """

    router: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class DrivesRead:
    """What came of it.

    Attributes:
        count: Drives that are known now.
        problem: Why not all could be asked; "" where they could.
    """

    wanted: WantedDrives
    count: int = 0
    problem: str = ""


def wanted_drives(
    studio: Studio, router: str, place: Place, now: datetime, tried: Collection[Numbers] = frozenset()
) -> WantedDrives | None:
    """The drives of an order at a place that nobody knows yet: to homes, and to what takes time from today on.

    Args:
        studio: As the desk knows it, with the known drives.
        router: Address of the server; "" where none is asked.
        place: Of the order.
        now: The present instant.
        tried: Ways that the server was asked for already, whatever it knew.

    Returns:
        None where nothing is missing, or the studio doesn’t ask for drives.
    """
    if not _asks(studio, router):
        return None
    drives, here = studio.settings.travel.drives, number_of(place)
    leaving, arriving = drives.leaving(place), drives.arriving(place)
    missing = []
    for other in _places(studio, now, studio.settings.max_advance_days):
        number = number_of(other)
        known = (number in leaving and number in arriving) or (here, number) in tried
        if number != here and not known:
            missing.append(other)
    tables: list[Table] = []
    for part in _parts(missing[:MOST_OTHERS], MOST_PLACES - 1):
        tables += [Table((place,), part), Table(part, (place,))]
    return WantedDrives(router, tuple(tables)) if tables else None


def wanted_among(
    studio: Studio, router: str, now: datetime, tried: Collection[Numbers] = frozenset()
) -> WantedDrives | None:
    """Some of the drives between homes and visits of the coming two weeks that nobody knows yet, for days that are moved
    about: one table at a time, so that a caller’s own question is not kept waiting. As `wanted_drives`."""
    if not _asks(studio, router):
        return None
    from_place = studio.settings.travel.drives.from_place
    places = tuple(islice(_places(studio, now, AMONG_DAYS), MOST_AMONG))
    groups = list(_parts(places, MOST_PLACES // 2))
    for starts, ends in product(groups, groups):
        table = Table(starts, ends)
        if any(b not in from_place.get(a, ()) and (a, b) not in tried and a != b for a, b in table.ways):
            return WantedDrives(router, (table,))
    return None


def read_drives(
    store: Store, now: datetime, router: Router, wanted: WantedDrives, patience: Patience | None = None
) -> DrivesRead:
    """Ask, and remember what is answered. It may take seconds.

    What a server doesn’t answer is left to the estimate, and said. What comes from one that is no longer asked is
    remembered by nobody.
    """
    patience, found, problem = patience or Patience(SECONDS), list[Drive](), ""
    try:
        for table in wanted.tables:
            found += router.drives(wanted.router, table.starts, table.ends, patience)
    except PlacesUnavailable as error:
        problem = error.sentence
    if found:
        with store.writing() as writing:
            # Somebody may have chosen another server while this one was asked, and had its drives forgotten.
            choices = place_choices_of(writing)
            if choices.asks_router and choices.router == wanted.router:
                writing.keep_drives(found, now)
            else:
                found.clear()
    return DrivesRead(wanted, len(found), problem)


def _asks(studio: Studio, router: str) -> bool:
    return bool(router) and studio.settings.travel.mode is TravelMode.ESTIMATE


def _places(studio: Studio, now: datetime, days: int) -> Iterator[Place]:
    """Homes, then places of what takes time from today and in so many days, soonest first; each once."""
    zone = studio.settings.timezone
    first = micros(day_start(zone, local_date(zone, now)))
    last = micros(now + timedelta(days=days + 1))
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
    homes = [person.home for person in studio.photographers if person.home]
    ordered = [*homes, *(place for _, place in sorted(stops, key=lambda stop: stop[0]))]
    found: dict[int, Place] = {}
    for place in ordered:
        found.setdefault(number_of(place), place)
    yield from found.values()


def _parts(places: Sequence[Place], size: int) -> Iterator[tuple[Place, ...]]:
    for start in range(0, len(places), size):
        yield tuple(places[start : start + size])
