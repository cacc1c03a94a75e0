"""Appointments as visits that the rules can be asked about, and the services that can be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from studio_app.actions.lengths import needs_two
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.engine.visits import Visit, visit_of_appointment
from studio_app.errors import BadInput, KnownError


def visit_of(studio: Studio, appointment: Appointment) -> Visit:
    """The visit that an appointment is, without services that the studio no longer has."""
    visit = visit_of_appointment(appointment)
    return replace(visit, services=tuple(key for key in visit.services if key in studio.service_by_id))


def fitting(studio: Studio, appointment: Appointment, services: Collection[str]) -> tuple[str, ...]:
    """The services in the studio's order, where an appointment of that kind can have them all.

    Those that it has already may be such as the studio no longer sells.

    Raises:
        BadInput: there is none, one is unknown, or one belongs to an appointment at another time of the day.
    """
    if not services:
        raise BadInput("services", "at least one must stay; cancel the appointment instead")
    gone = [key for key in appointment.services if key in services and key not in studio.service_by_id]
    for key in services:
        service = studio.service_by_id.get(key)
        if service is None and key not in gone:
            raise BadInput("services", f'there is no service "{key}"')
        new = service is not None and key not in appointment.services
        if service and new and service.twilight is not (appointment.part is Part.TWILIGHT):
            kind = "a twilight appointment" if service.twilight else "an appointment by day"
            raise BadInput("services", f"{service.name} belongs to {kind}")
    return (*(key for key in studio.service_by_id if key in services), *gone)


def service_names(studio: Studio, services: Iterable[str]) -> list[str]:
    """What people call services; the id of one that the studio no longer has."""
    known = studio.service_by_id
    return [known[key].name if key in known else key for key in services]


def refuse_cancelled(appointment: Appointment) -> None:
    """Raises KnownError where an appointment was cancelled: nothing of it can be changed."""
    if appointment.state is State.CANCELLED:
        raise KnownError("The appointment was cancelled.", "Bring it back first.")


def crew_warnings(studio: Studio, order: Order, appointment: Appointment, now: datetime) -> tuple[str, ...]:
    """What is to be said where the studio's rules would send another number of people."""
    if len(appointment.crew) == 1 and needs_two(studio, order, appointment.services, now):
        return ("By the studio's rules two photographers would go.",)
    return ()
