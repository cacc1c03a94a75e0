"""How actions name what they did: sentences for people, values for the history. Plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import street_of
from studio_app.domain.studio import Studio
from studio_app.engine import Failure
from studio_app.engine.wording import listed, moment


def where_and_when(studio: Studio, appointment: Appointment) -> str:
    """`55 Summit Avenue on Tue 16 Jun 9:30`."""
    when = moment(appointment.span.start, studio.settings.timezone)
    return f"{street(appointment)} on {when}"


def street(appointment: Appointment) -> str:
    """The beginning of the address, which is how people speak of an appointment; else its id."""
    return street_of(appointment.address) or appointment.id


def names(studio: Studio, crew: Iterable[str]) -> str:
    """`Ana and Ben`."""
    people = studio.photographer_by_id
    return listed([people[key].name if key in people else key for key in crew])


def recorded(appointment: Appointment) -> dict[str, object]:
    """What the history keeps of an appointment."""
    found: dict[str, object] = {
        "start": appointment.span.start.isoformat(),
        "end": appointment.span.end.isoformat(),
        "crew": list(appointment.crew),
        "state": appointment.state.value,
        "services": list(appointment.services),
        "address": appointment.address,
    }
    if appointment.state is State.HOLD and appointment.hold_until:
        found["hold_until"] = appointment.hold_until.isoformat()
    return found


def overruled(failures: Mapping[str, Iterable[Failure]]) -> list[dict[str, str]]:
    """The rules that staff overruled, for the history."""
    return [
        {"photographer": key, "code": failure.code.value, "text": failure.text}
        for key, found in failures.items()
        for failure in found
    ]
