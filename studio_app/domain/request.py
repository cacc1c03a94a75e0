"""What a caller wants: the question that openings answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from studio_app.domain.place import Place


@dataclass(frozen=True, slots=True)
class Request:
    """Services at a property between two dates.

    Attributes:
        now: The instant at which the question is asked.
        first_day, last_day: Studio-local dates, both included.
        services, packages: Ids, at least one in all.
        photographers: Ids to choose from; None for all.
        moving: Id of the appointment being moved: it blocks nothing and its crew is preferred.
    """

    now: datetime
    first_day: date
    last_day: date
    services: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    square_feet: float | None = None
    place: Place | None = None
    photographers: tuple[str, ...] | None = None
    moving: str | None = None
