"""The list of orders: what can be asked of it, and how an order stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order
from studio_app.domain.outbox import WriteState
from studio_app.domain.timespan import Span


class OrderFilter(StrEnum):
    """Which orders are listed.

    `UNSCHEDULED` lacks a time for something that is still wanted, be it never given, postponed or held too long;
    `TODAY` and `WEEK` have an appointment in that time; `HELD` has a hold that is not over; of `DIFFERS` somebody changed
    an event in the calendar, of `FAILED` an event could not be written.
    """

    ALL = "all"
    UNSCHEDULED = "unscheduled"
    POSTPONED = "postponed"
    TODAY = "today"
    WEEK = "week"
    HELD = "held"
    DIFFERS = "differs"
    FAILED = "failed"


class OrderColumn(StrEnum):
    """What the list can show of an order, and be sorted by; orders that are equal in it stand newest first."""

    VISIT = "visit"  # the appointment that `shown_visit` names, by its start
    ADDRESS = "address"
    AGENT = "agent"
    BROKERAGE = "brokerage"
    SERVICES = "services"  # packages, then loose services; sorted by the name of the first
    CREW = "crew"  # of that appointment, by the name of the first
    STANDING = "standing"
    CALENDAR = "calendar"  # the write that needs most attention
    DUE = "due"
    TAKEN = "taken"
    SIZE = "size"
    PHONE = "phone"
    EMAIL = "email"
    NOTES = "notes"
    ID = "id"


class Standing(IntEnum):
    """How an order stands, by what needs attention first; `CANCELLED` where nothing takes place any more."""

    POSTPONED = 1
    UNSCHEDULED = 2
    HELD = 3
    COMING = 4
    DONE = 5
    CANCELLED = 6


WRITE_RANK = {WriteState.DIFFERS: 4, WriteState.FAILED: 3, WriteState.WAITING: 2, WriteState.WRITTEN: 1}
"""How much attention a calendar write needs."""


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """Which orders, and in which order.

    Attributes:
        now: Decides which holds are over and which appointments are to come.
        today, week: The studio-local day and week of now.
        text: Words that all stand in the address, the id, or the agent's name, e-mail or brokerage, without regard to
            case and accents.
        descending: What has no value in the sorted column stands last either way.
    """

    now: datetime
    today: Span
    week: Span
    text: str = ""
    filter: OrderFilter = OrderFilter.ALL
    sort: OrderColumn = OrderColumn.TAKEN
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order as the list shows it.

    Attributes:
        appointments: All of it, by start.
        writes: How far the calendar writes of its appointments got, by appointment; without those that never had one.
    """

    order: Order
    agent: Agent
    appointments: tuple[Appointment, ...]
    writes: Mapping[str, WriteState]

    def standing(self, now: datetime) -> Standing:
        """How it stands."""
        return standing_of(self.order, self.appointments, now)

    def shown_visit(self, now: datetime) -> Appointment | None:
        """The appointment that stands for it: the next one that is not over, else the last one; None without any that
        takes place."""
        live = [item for item in self.appointments if item.blocks_at(now)]
        coming = [item for item in live if item.span.end > now]
        if coming:
            return min(coming, key=_place)
        return max(live, key=_place, default=None)

    def write(self) -> WriteState | None:
        """The write that needs most attention; None where nothing was ever owed."""
        return max(self.writes.values(), key=lambda state: WRITE_RANK[state], default=None)


def standing_of(order: Order, appointments: Collection[Appointment], now: datetime) -> Standing:
    """How an order with these appointments stands."""
    states = {item.state for item in appointments}
    if order.cancelled:
        return Standing.CANCELLED
    if State.POSTPONED in states:
        return Standing.POSTPONED
    if order.open or any(_lapsed(item, appointments, now) for item in appointments):
        return Standing.UNSCHEDULED
    if any(item.is_live_hold(now) for item in appointments):
        return Standing.HELD
    booked = [item for item in appointments if item.state is State.CONFIRMED]
    if any(item.span.end > now for item in booked):
        return Standing.COMING
    return Standing.DONE if booked else Standing.CANCELLED


def _lapsed(hold: Appointment, appointments: Collection[Appointment], now: datetime) -> bool:
    """Whether it is a hold that ended, and nothing else of the order took its place."""
    if hold.state is not State.HOLD or hold.is_live_hold(now):
        return False
    return not any(item.services == hold.services and item.blocks_at(now) for item in appointments)


def _place(item: Appointment) -> tuple[datetime, str]:
    return item.span.start, item.id
