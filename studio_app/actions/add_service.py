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

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        setup, service, like = self.setup, self.service, self.like
        people = tuple(
            replace(person, skills=person.skills | {service.id}) if like in person.skills else person
            for person in setup.photographers
        )
        place = _after([item.id for item in setup.services], like)
        services = (*setup.services[:place], service, *setup.services[place:])
        return difference(setup, replace(setup, services=services, photographers=people))


@dataclass(frozen=True, slots=True)
class AddPackage:
    """A new package; see `AddService`."""

    setup: Setup
    package: Package
    like: str = ""

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        setup, package = self.setup, self.package
        place = _after([item.id for item in setup.packages], self.like)
        packages = (*setup.packages[:place], package, *setup.packages[place:])
        return difference(setup, replace(setup, packages=packages))


def add_service(store: Store, now: datetime, actor: str, command: AddService) -> Done:
    """Add a service.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
    """
    return _added(store, now, actor, command.change, command.service.name)


def add_package(store: Store, now: datetime, actor: str, command: AddPackage) -> Done:
    """Add a package.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
    """
    return _added(store, now, actor, command.change, command.package.name)


def _after(ids: list[str], key: str) -> int:
    return ids.index(key) + 1 if key in ids else len(ids)


def _added(store: Store, now: datetime, actor: str, change: SetupChange, name: str) -> Done:
    return change_setup(store, now, actor, change, did=f"added {name}", name=f"adding {name}")
