"""The studio file: `studio-desk/1` as JSON values, read with the exact path of whatever is wrong in it."""

from __future__ import annotations

from studio_app import engine
from studio_app.domain.studio import Studio
from studio_app.exchange.bulk import no_garbage
from studio_app.exchange.containers import Keys
from studio_app.exchange.fields import refuse, text
from studio_app.exchange.read_diaries import read_appointments, read_busy
from studio_app.exchange.read_people import read_photographers
from studio_app.exchange.read_services import read_packages, read_services
from studio_app.exchange.read_settings import read_settings
from studio_app.exchange.read_zones import read_zones

FORMAT = "studio-desk/1"
STUDIO_FILE = Keys(
    ("format", "studio"), ("services", "packages", "zones", "photographers", "busy", "appointments")
)


def read_studio(data: object) -> Studio:
    """The studio of a studio file's JSON value, loaded: its diaries are turned into the engine's columns.

    Raises:
        BadInput: with the path of the first thing that is wrong.
    """
    with no_garbage():
        studio = _studio(data)
        engine.warm(studio)
    return studio


def _studio(data: object) -> Studio:
    members = STUDIO_FILE.of(data)
    members.read("format", _format)
    settings = members.read("studio", read_settings)
    services = members.get("services", read_services, [])
    service_ids = {service.id for service in services}
    packages = members.get("packages", read_packages(service_ids), [])
    zones = members.get("zones", read_zones, [])
    people = members.get("photographers", read_photographers(service_ids, {zone.id for zone in zones}), [])
    people_ids = {person.id for person in people}
    return Studio.of(
        settings,
        services=services,
        packages=packages,
        zones=zones,
        photographers=people,
        events=members.get("busy", read_busy(people_ids), []),
        appointments=members.get("appointments", read_appointments(people_ids, services), []),
    )


def _format(raw: object) -> str:
    found = text(raw)
    if found != FORMAT:
        refuse(f'is not "{FORMAT}"')
    return found
