"""Appointments as visits that the rules can be asked about."""

from __future__ import annotations

from dataclasses import replace

from studio_app.domain.appointment import Appointment
from studio_app.domain.studio import Studio
from studio_app.engine.visits import Visit, visit_of_appointment


def visit_of(studio: Studio, appointment: Appointment) -> Visit:
    """The visit that an appointment is, without services that the studio no longer has."""
    visit = visit_of_appointment(appointment)
    return replace(visit, services=tuple(key for key in visit.services if key in studio.service_by_id))
