"""Rules that an appointment breaks already where it stands, and that it can't break any more by staying there."""

from __future__ import annotations

from collections.abc import Mapping

from studio_app.domain.appointment import Appointment
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.answers import Code, Failure
from studio_app.engine.explaining import Failures, check
from studio_app.engine.visits import Visit

STANDING = frozenset(
    {
        Code.BOOKING_OFF,
        Code.DAY_CLOSED,
        Code.LEAD_TIME,
        Code.TOO_FAR_AHEAD,
        Code.NOT_ACCEPTING,
        Code.NOT_A_PRESET,
    }
)
"""Rules about when an appointment starts and who takes any at all: it goes on starting when it starts."""


def standing_codes(
    studio: Studio, request: Request, visit: Visit, appointment: Appointment
) -> frozenset[Code]:
    """Those of the rules that an appointment breaks where it stands.

    Args:
        request: What moving it asks.
        visit: What it is.
    """
    stood = check(studio, request, visit, appointment.span.start, appointment.crew)
    return STANDING & {failure.code for found in stood.values() for failure in found}


def kept(failures: Mapping[str, tuple[Failure, ...]], waived: frozenset[Code]) -> Failures:
    """What is left when some rules are not asked."""
    return {
        key: tuple(failure for failure in found if failure.code not in waived)
        for key, found in failures.items()
    }
