"""Visits that are booked, held, cancelled or postponed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.domain.calendar_event import Guest
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span


class State(StrEnum):
    """What became of an appointment. `HOLD` is a reserved one with an expiry."""

    CONFIRMED = "confirmed"
    HOLD = "hold"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Part(StrEnum):
    """Which appointment of a request it is."""

    MAIN = "main"
    SEPARATE = "separate"
    TWILIGHT = "twilight"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What an appointment's event says in words of its own, where it doesn't follow the studio's template.

    Attributes:
        title, description, location: None where the template speaks.
        guests: Invited besides those whom the appointment invites anyway.
        without: E-mail addresses that are not invited, whoever they belong to.
    """

    title: str | None = None
    description: str | None = None
    location: str | None = None
    guests: tuple[Guest, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appointment:
    """One visit: time on site and who goes. Drive time is never part of it.

    Attributes:
        crew: Ids of one or two photographers.
        hold_until: With `HOLD`; at that instant the hold is over.
        services: Ids, in the studio's order.
        assigned_at: When the crew was given it.
        order: Id of its order; "" where it came from a studio file.
        address: The property's address on one line; "" where unknown.
        version: Counts the writes, for noticing changes of others.
        own: None where the event says what the template does.
        reason: Why it was cancelled or postponed; "" where nobody said.
        no_show: Nobody was there; it took its crew's time all the same.
    """

    id: str
    crew: tuple[str, ...]
    span: Span
    state: State = State.CONFIRMED
    hold_until: datetime | None = None
    services: tuple[str, ...] = ()
    place: Place | None = None
    assigned_at: datetime | None = None
    order: str = ""
    part: Part = Part.MAIN
    address: str = ""
    version: int = 1
    own: OwnWords | None = None
    reason: str = ""
    no_show: bool = False

    def blocks_at(self, now: datetime) -> bool:
        """Whether it takes its crew's time: confirmed, or a hold that is not over at `now`."""
        return self.state is State.CONFIRMED or self.is_live_hold(now)

    def is_live_hold(self, now: datetime) -> bool:
        """Whether it is a hold that is not over at `now`."""
        return self.state is State.HOLD and self.hold_until is not None and now < self.hold_until
