"""Several visits that are put into place at once, as one step: what stands in the way of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from studio_app.domain.appointment import Appointment
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.engine.explaining import Failures, check
from studio_app.engine.visits import Visit


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one visit is to be.

    Attributes:
        request: The question that booking or moving it asks.
        crew: Ids of exactly those who are to go.
        name: How others hear of it: its address.
    """

    request: Request
    visit: Visit
    start: datetime
    crew: tuple[str, ...]
    name: str = ""

    def taken(self, key: str) -> Appointment:
        """What takes the crew's time then."""
        start = as_utc(self.start)
        return Appointment(
            key,
            self.crew,
            Span(start, start + timedelta(minutes=self.visit.minutes)),
            services=self.visit.services,
            place=self.request.place,
            part=self.visit.part,
            address=self.name,
        )


def check_together(studio: Studio, places: Sequence[Placed]) -> tuple[Failures, ...]:
    """For each place every rule that fails, by member of its crew; in the order of the places.

    They may be put into place one after another, and what counts in the end is how they stand. So a place works where
    it works with those that start before it in place, or with all of the others in place: neighbours that keep their
    distance while both move are as near as they were, and one that shields another from a long drive goes on doing so.

    Args:
        studio: With what is moved where it stands.
    """
    keys = [place.request.moving or f"together/{number}" for number, place in enumerate(places)]
    growing = studio
    for key in keys:
        growing = growing.without_appointment(key)
    whole = growing
    for key, place in zip(keys, places, strict=True):
        whole = whole.with_appointment(place.taken(key))
    found: dict[str, Failures] = {}
    for key, place in sorted(zip(keys, places, strict=True), key=lambda pair: pair[1].start):
        failures = _check(growing, place)
        if any(failures.values()) and len(places) > 1:
            in_the_end = _check(whole.without_appointment(key), place)
            failures = in_the_end if any(in_the_end.values()) else dict.fromkeys(place.crew, ())
        found[key] = failures
        growing = growing.with_appointment(place.taken(key))
    return tuple(found[key] for key in keys)


def _check(studio: Studio, place: Placed) -> Failures:
    return check(studio, place.request, place.visit, place.start, place.crew)
