"""The studio file: `studio-desk/1` as JSON values, read with the exact path of whatever is wrong in it."""

from __future__ import annotations

from studio_app import engine
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.studio import Studio
from studio_app.exchange.fields import Value, ids_in, unique
from studio_app.exchange.read_diaries import read_appointments, read_busy
from studio_app.exchange.read_people import read_photographers
from studio_app.exchange.read_settings import read_settings
from studio_app.exchange.read_zones import read_zones

FORMAT = "studio-desk/1"
LISTS = ("services", "packages", "zones", "photographers", "busy", "appointments")
LARGEST_SIZE = 1_000_000_000
"""Square feet."""


def read_studio(data: object) -> Studio:
    """The studio of a studio file's JSON value, loaded: its diaries are turned into the engine's columns.

    Raises:
        BadInput: with the path of the first thing that is wrong.
    """
    members = Value(data, "").members(("format", "studio"), LISTS)
    if members["format"].text() != FORMAT:
        members["format"].fail(f'is not "{FORMAT}"')
    settings = read_settings(members["studio"])
    services = members.get("services", _services, [])
    service_ids = {service.id for service in services}
    packages = members.get("packages", lambda value: _packages(value, service_ids), [])
    zones = members.get("zones", read_zones, [])
    zone_ids = {zone.id for zone in zones}
    people = members.get("photographers", lambda value: read_photographers(value, service_ids, zone_ids), [])
    people_ids = {person.id for person in people}
    events = members.get("busy", lambda value: read_busy(value, people_ids), [])
    by_id = {service.id: service for service in services}
    appointments = members.get("appointments", lambda value: read_appointments(value, people_ids, by_id), [])
    studio = Studio.of(
        settings,
        services=services,
        packages=packages,
        zones=zones,
        photographers=people,
        events=events,
        appointments=appointments,
    )
    engine.warm(studio)
    return studio


def _services(value: Value) -> list[Service]:
    items = list(value.items())
    services = [_service(item) for item in items]
    unique(items, [service.id for service in services])
    return services


def _service(value: Value) -> Service:
    members = value.members(("id", "name", "minutes"), ("tiers", "twilight", "separate"))
    service = Service(
        id=members["id"].id(),
        name=members["name"].text(),
        minutes=members["minutes"].whole(),
        tiers=members.get("tiers", _tiers, ()),
        twilight=members.get("twilight", Value.flag, False),
        separate=members.get("separate", Value.flag, False),
    )
    if service.twilight and service.separate:
        members["separate"].fail("a service is twilight or separate, not both")
    return service


def _tiers(value: Value) -> tuple[Tier, ...]:
    tiers: list[Tier] = []
    for item in value.items():
        members = item.members(("up_to_sqft", "minutes"))
        size = members.maybe("up_to_sqft", lambda found: found.number(0, LARGEST_SIZE))
        if tiers and (before := tiers[-1].up_to_sqft) is None:
            item.fail("follows the tier without limit, which must be last")
        elif tiers and size is not None and before is not None and size <= before:
            members["up_to_sqft"].fail("is not larger than the tier before")
        tiers.append(Tier(size, members["minutes"].whole()))
    return tuple(tiers)


def _packages(value: Value, service_ids: set[str]) -> list[Package]:
    items = list(value.items())
    packages = [_package(item, service_ids) for item in items]
    unique(items, [package.id for package in packages])
    return packages


def _package(value: Value, service_ids: set[str]) -> Package:
    members = value.members(("id", "name", "services"), ("minutes", "twilight_minutes", "send_two"))
    return Package(
        id=members["id"].id(),
        name=members["name"].text(),
        services=ids_in(members["services"], service_ids, "service", once=True),
        minutes=members.maybe("minutes", Value.whole),
        twilight_minutes=members.maybe("twilight_minutes", Value.whole),
        send_two=members.get("send_two", Value.flag, False),
    )
