"""Orders: one property, its booking agent and the services that they want."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from studio_app.domain.place import Place
from studio_app.domain.wishes import NO_WISHES, Wishes


def street_of(address: str) -> str:
    """The street of an address, which is how people speak of it: what stands before the first comma."""
    return address.split(",", 1)[0].strip()


@dataclass(frozen=True, slots=True)
class Property:
    """What is photographed. `address` is one line as typed; `place` None where it is unknown."""

    address: str
    place: Place | None = None
    square_feet: float | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One phone call's wish; its appointments name it by its id.

    Attributes:
        agent: Id of the booking agent.
        services, packages: Ids as ordered.
        created_at: When it was taken.
        due: The last studio-local date that is good; None where there is no hurry.
        open: Ids of the services that still have no appointment; one that was cancelled or postponed has one.
        cancelled: Nothing of it is wanted any more.
    """

    id: str
    agent: str
    property: Property
    services: tuple[str, ...]
    packages: tuple[str, ...]
    created_at: datetime
    notes: str = ""
    version: int = 1
    due: date | None = None
    wishes: Wishes = NO_WISHES
    open: tuple[str, ...] = ()
    cancelled: bool = False
