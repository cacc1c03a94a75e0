"""Agents and orders of the demo studio, and the appointments that belong to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order, Property
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, day_start, local_date
from studio_app.engine.daylight import twilight_windows
from studio_app.engine.instants import moment_of
from studio_app.engine.visits import Visit, visits_of
from studio_app.exchange.containers import Keys, Members, each, items, references
from studio_app.exchange.fields import Reader, choice, known, new_id, refuse, text, wall, whole
from studio_app.exchange.read_services import square_feet
from studio_app.exchange.sample_days import Days, place_of

DUSK = "dusk"
"""Instead of a wall time: the first start on the studio's grid inside the twilight window."""

OFFICE_OPENS, OFFICE_MINUTES, BETWEEN_CALLS = 8 * 60 + 30, 8 * 60, 37
"""When orders come in: minutes after midnight, and minutes."""

HOLD_MINUTES = 15
"""A hold that is over was taken at least so long before its end."""

_AGENT = Keys(("name", "email"), ("phone", "brokerage"))
_ORDER = Keys(("address", "agent", "ordered", "visits"), ("services", "packages", "square_feet", "notes"))
_VISIT = Keys(("week", "weekday", "start", "crew"), ("state", "hold_until"))
_days_before = whole(1, 366)


@dataclass(frozen=True, eq=False)
class Booked:
    """An order and its appointments, none of them where it waits for a time."""

    order: Order
    appointments: tuple[Appointment, ...]


def read_agents(raw: object) -> list[Agent]:
    """The agents; their ids are made of their e-mail addresses."""
    agents = each(_agent)(raw)
    _refuse_repeated([agent.id for agent in agents], "email")
    return agents


def _agent(raw: object) -> Agent:
    members = _AGENT.of(raw)
    email = members.read("email", new_id)
    return Agent(
        id=f"sample-{_slug(email)}",
        name=members.read("name", text),
        email=email,
        phone=members.get("phone", text, ""),
        brokerage=members.get("brokerage", text, ""),
    )


def read_orders(studio: Studio, days: Days, agents: Sequence[Agent]) -> Reader[list[Booked]]:
    """The orders of a studio. How long they take and how many go is what the rules make of them."""
    orders = _Orders(studio, days, {agent.email: agent for agent in agents})

    def read(raw: object) -> list[Booked]:
        booked = each(orders.read)(raw)
        _refuse_repeated([item.order.id for item in booked], "address")
        return booked

    return read


class _Orders:
    """Reads orders one after another."""

    def __init__(self, studio: Studio, days: Days, agents: Mapping[str, Agent]) -> None:
        self._studio, self._days, self._agents = studio, days, agents
        self._email = known(agents, "agent")
        self._services = references(studio.service_by_id, "service")
        self._packages = references(studio.package_by_id, "package")
        self._crew = references(studio.photographer_by_id, "photographer")
        self._count = 0

    def read(self, raw: object) -> Booked:
        """One order."""
        members = _ORDER.of(raw)
        address = members.read("address", new_id)
        order = Order(
            id=f"sample-{_slug(address.split(',')[0])}",
            agent=self._agents[members.read("agent", self._email)].id,
            property=Property(
                address, members.read("address", place_of), members.maybe("square_feet", square_feet)
            ),
            services=members.get("services", self._services, ()),
            packages=members.get("packages", self._packages, ()),
            created_at=day_start(self._days.settings.timezone, self._days.today),
            notes=members.get("notes", text, ""),
        )
        visits = self._visits(order)
        appointments = members.read("visits", lambda found: self._appointments(found, order, visits))
        taken = self._taken_at(members.read("ordered", _days_before), appointments)
        waits = () if appointments else tuple(key for visit in visits for key in visit.services)
        return Booked(
            replace(order, created_at=taken, open=waits),
            tuple(_assigned(item, taken) for item in appointments),
        )

    def _visits(self, order: Order) -> tuple[Visit, ...]:
        wanted = Request(
            now=order.created_at,
            first_day=self._days.today,
            last_day=self._days.today,
            services=order.services,
            packages=order.packages,
            square_feet=order.property.square_feet,
            place=order.property.place,
        )
        return visits_of(self._studio, wanted)

    def _appointments(self, raw: object, order: Order, visits: Sequence[Visit]) -> list[Appointment]:
        """One for each visit that the order takes, or none at all."""
        count = len(items(raw))
        if count and count != len(visits):
            refuse(f"must be {len(visits)}: {', '.join(visit.part for visit in visits)}")
        following = iter(visits)
        return each(lambda slot: self._appointment(slot, order, next(following)))(raw)

    def _appointment(self, raw: object, order: Order, visit: Visit) -> Appointment:
        members = _VISIT.of(raw)
        day = self._days.day_of(members)
        start = members.read("start", lambda found: self._start(found, order, day))
        crew = members.read("crew", self._crew)
        if len(crew) != visit.crew_size:
            refuse(f"has {len(crew)} photographers, {visit.crew_size} must go", at="crew")
        state = members.get("state", choice(State), State.CONFIRMED)
        return Appointment(
            id=f"{order.id}-{'-'.join(visit.services)}",
            crew=crew,
            span=Span(start, start + timedelta(minutes=visit.minutes)),
            state=state,
            hold_until=self._hold_until(members, start) if state is State.HOLD else None,
            services=visit.services,
            place=order.property.place,
            order=order.id,
            part=visit.part,
            address=order.property.address,
        )

    def _hold_until(self, members: Members, start: datetime) -> datetime:
        """When a hold is over: at the latest when its visit would begin."""
        if "hold_until" not in members:
            refuse("is missing: a hold needs an end", at="hold_until")
        return min(members.read("hold_until", self._days.moment_of), start)

    def _start(self, raw: object, order: Order, day: date) -> datetime:
        return self._dusk(order, day) if raw == DUSK else self._days.at(day, wall(raw))

    def _dusk(self, order: Order, day: date) -> datetime:
        settings = self._days.settings
        windows = twilight_windows(settings, order.property.place, day)
        if not windows:
            refuse("there is no dusk that day")
        opens = moment_of(windows[0][0]).astimezone(settings.timezone)
        minute = opens.hour * 60 + opens.minute + (opens.second > 0 or opens.microsecond > 0)
        return self._days.at(day, -(-minute // settings.slot_step_min) * settings.slot_step_min)

    def _taken_at(self, ordered: int, appointments: Sequence[Appointment]) -> datetime:
        """So many days before the first appointment, or before today where that is to come or there is none; in office
        hours, never on a Sunday, and not all at once."""
        today, zone = self._days.today, self._days.settings.timezone
        first = min((local_date(zone, item.span.start) for item in appointments), default=today)
        day = (first if first - timedelta(days=ordered) < today else today) - timedelta(days=ordered)
        self._count += 1
        minute = OFFICE_OPENS + self._count * BETWEEN_CALLS % OFFICE_MINUTES
        return self._days.at(day - timedelta(days=day.weekday() == Weekday.SUN), minute)


def _assigned(appointment: Appointment, taken: datetime) -> Appointment:
    until = appointment.hold_until
    return replace(
        appointment, assigned_at=min(taken, until - timedelta(minutes=HOLD_MINUTES)) if until else taken
    )


def _refuse_repeated(ids: Sequence[str], key: str) -> None:
    """Refuse the second of two with the same id, which is made of what stands under that key."""
    for index, made in enumerate(ids):
        if made in ids[:index]:
            refuse("stands twice", at=f"[{index}].{key}")


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
