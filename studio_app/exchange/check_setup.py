"""Whether a set-up that was changed at the desk could stand in a studio file: asked of the readers of the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from studio_app.domain.setup import Setup, SetupChange
from studio_app.errors import BadInput
from studio_app.exchange.containers import within
from studio_app.exchange.fields import Reader
from studio_app.exchange.read_people import read_photographers
from studio_app.exchange.read_services import read_packages, read_services
from studio_app.exchange.read_settings import read_settings
from studio_app.exchange.read_zones import read_zones
from studio_app.exchange.write_file import (
    package_value,
    photographer_value,
    service_value,
    settings_value,
    zone_value,
)


def check_setup(setup: Setup, change: SetupChange) -> None:
    """Check what a change touched, with everything that refers to it.

    Args:
        setup: The set-up after the change.
        change: What led there.

    Raises:
        BadInput: with the path of the first thing that is wrong, as an import would say it; the number is the place in
            the list.
    """
    services, packages = change.services, change.packages
    if change.settings:
        _at("studio", lambda: read_settings(settings_value(setup.settings)))
    if not services.nothing:
        _at("services", lambda: read_services([service_value(item) for item in setup.services]))
    service_ids = {item.id for item in setup.services}
    if not services.nothing or not packages.nothing:
        values = [package_value(item) for item in setup.packages]
        _at("packages", lambda: read_packages(service_ids)(values))
    if not change.zones.nothing:
        _distinct("zones", (item.id for item in setup.zones))
        # The rings of all others were checked when they came; 200 zones of 500 corners take a while.
        for zone in change.zones.after:
            path = _numbered("zones", zone.id, (item.id for item in setup.zones))
            _at(path, _first_of(read_zones, partial(zone_value, zone)))
    _check_people(setup, change, service_ids)


def _check_people(setup: Setup, change: SetupChange, service_ids: set[str]) -> None:
    people = change.photographers
    _distinct("photographers", (item.id for item in setup.photographers))
    gone = {item.id for item in change.services.removed} | {item.id for item in change.zones.removed}
    changed = {item.id for item in people.after}
    zone_ids = {item.id for item in setup.zones}
    for person in setup.photographers:
        if person.id in changed or gone & (person.skills | person.zones):
            path = _numbered("photographers", person.id, (item.id for item in setup.photographers))
            read = read_photographers(service_ids, zone_ids)
            _at(path, _first_of(read, partial(photographer_value, person, setup.settings.timezone)))


def _first_of(read: Reader[object], value: Callable[[], object]) -> Callable[[], object]:
    """Read a list of one; what is wrong is said without its place in that list. Writing it can go wrong too."""

    def first() -> object:
        try:
            return read([value()])
        except BadInput as problem:
            raise BadInput(problem.path.removeprefix("[0]").removeprefix("."), problem.problem) from None

    return first


def _at(path: str, read: Callable[[], object]) -> None:
    try:
        read()
    except BadInput as problem:
        raise within(path, problem) from None


def _numbered(name: str, key: str, ids: Iterable[str]) -> str:
    return f"{name}[{list(ids).index(key)}]"


def _distinct(name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in ids:
        if key in seen:
            raise BadInput(name, f'the id "{key}" is used twice')
        seen.add(key)
