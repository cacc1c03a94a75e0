"""How long an appointment lasts when its services change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from studio_app.actions.order_visits import visits_for
from studio_app.actions.ports import Reading
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order, Property
from studio_app.domain.studio import Studio
from studio_app.engine.visits import LONGEST_VISIT, minutes_for_two
from studio_app.errors import BadInput

FOLLOWS_SETTING = "length_follows"
"""Name of the desk's setting: whether lengths follow the services; "no" where they stay."""


def follows(reading: Reading, chosen: bool | None) -> bool:
    """Whether the length follows: as it was chosen, else as the studio's setting says."""
    return reading.setting(FOLLOWS_SETTING) != "no" if chosen is None else chosen


def order_of(reading: Reading, appointment: Appointment, now: datetime) -> Order:
    """The order of an appointment; one made up for it where it came from a studio file and has none."""
    if appointment.order:
        return reading.order(appointment.order)
    place = Property(appointment.address, appointment.place)
    return Order("", "", place, appointment.services, (), now)


def new_minutes(
    studio: Studio,
    appointment: Appointment,
    order: Order,
    services: Collection[str],
    now: datetime,
    before: Order | None = None,
) -> int:
    """Minutes on site with other services, or for another size of the property.

    What the studio's list adds or takes away is added to, or taken from, the length that it has: an appointment that
    staff made longer stays so much longer.

    Args:
        order: As it is to be.
        before: The order as it was; None where it stays.

    Raises:
        BadInput: no time would be left.
    """
    size = len(appointment.crew)
    old = listed_minutes(studio, before or order, appointment.services, size, now)
    new = listed_minutes(studio, order, services, size, now)
    minutes = appointment.span.minutes + new - old
    if minutes <= 0:
        minutes = new
    if minutes <= 0:
        raise BadInput("services", "the appointment would have zero minutes")
    return minutes


def check_length(minutes: int | None) -> None:
    """Raises BadInput where no appointment can last so long; None is whatever it lasts."""
    if minutes is not None and not 1 <= minutes <= LONGEST_VISIT:
        raise BadInput("minutes", f"must be 1 to {LONGEST_VISIT}")


def listed_minutes(
    studio: Studio, order: Order, services: Collection[str], crew_size: int, now: datetime
) -> int:
    """Minutes on site of services by the studio's list, for so many photographers."""
    alone = replace(
        studio,
        settings=replace(studio.settings, two_photographers_hours=0),
        packages=tuple(replace(package, send_two=False) for package in studio.packages),
    )
    minutes = sum(visit.minutes for visit in visits_for(alone, order, services, now))
    return minutes_for_two(studio.settings, minutes) if crew_size > 1 and minutes else minutes


def needs_two(studio: Studio, order: Order, services: Collection[str], now: datetime) -> bool:
    """Whether two photographers would be sent to these services by the studio's rules."""
    return any(visit.crew_size > 1 for visit in visits_for(studio, order, services, now))
