"""Offer something new: a service, one like another, or a package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.service import Package, Service
from studio_app.domain.setup import Setup, SetupChange, difference


@dataclass(frozen=True, slots=True)
class AddService:
    """A new service.

    Attributes:
        setup: The set-up as the desk saw it.
        service: With an id of its own.
        like: Id of a service that it stands after and that the same people can do; "" stands last, done by nobody yet.
    """

    setup: Setup
    service: Service
    like: str = ""


@dataclass(frozen=True, slots=True)
class AddPackage:
    """A new package; see `AddService`."""

    setup: Setup
    package: Package
    like: str = ""


def add_service(store: Store, now: datetime, actor: str, command: AddService) -> Done:
    """Add a service.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
    """
    setup, service, like = command.setup, command.service, command.like
    people = tuple(
        replace(person, skills=person.skills | {service.id}) if like in person.skills else person
        for person in setup.photographers
    )
    place = _after([item.id for item in setup.services], like)
    services = (*setup.services[:place], service, *setup.services[place:])
    after = replace(setup, services=services, photographers=people)
    return _added(store, now, actor, difference(setup, after), service.name)


def add_package(store: Store, now: datetime, actor: str, command: AddPackage) -> Done:
    """Add a package.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
    """
    setup, package = command.setup, command.package
    place = _after([item.id for item in setup.packages], command.like)
    after = replace(setup, packages=(*setup.packages[:place], package, *setup.packages[place:]))
    return _added(store, now, actor, difference(setup, after), package.name)


def _after(ids: list[str], key: str) -> int:
    return ids.index(key) + 1 if key in ids else len(ids)


def _added(store: Store, now: datetime, actor: str, change: SetupChange, name: str) -> Done:
    return change_setup(store, now, actor, change, did=f"added {name}", name=f"adding {name}")
