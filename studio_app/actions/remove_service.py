"""Remove a service or package that was never booked; one that was is only offered no longer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.setup import Setup, SetupChange, difference


@dataclass(frozen=True, slots=True)
class RemoveService:
    """A service by its id, and the set-up as the desk saw it."""

    setup: Setup
    service: str

    @property
    def change(self) -> SetupChange:
        """What it changes, also of packages and of what people can do."""
        setup, key = self.setup, self.service
        packages = tuple(
            replace(item, services=tuple(each for each in item.services if each != key))
            for item in setup.packages
        )
        people = tuple(
            replace(person, skills=person.skills - {key}) if key in person.skills else person
            for person in setup.photographers
        )
        services = tuple(item for item in setup.services if item.id != key)
        after = replace(setup, services=services, packages=packages, photographers=people)
        return difference(setup, after)


@dataclass(frozen=True, slots=True)
class RemovePackage:
    """A package by its id, and the set-up as the desk saw it."""

    setup: Setup
    package: str

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        packages = tuple(item for item in self.setup.packages if item.id != self.package)
        return difference(self.setup, replace(self.setup, packages=packages))


def remove_service(store: Store, now: datetime, actor: str, command: RemoveService) -> Done:
    """Remove a service, from packages and from what people can do as well.

    Raises:
        KnownError: it was booked.
        StaleVersion: somebody changed it meanwhile.
    """
    setup, key = command.setup, command.service
    name = next((item.name for item in setup.services if item.id == key), "")
    holders = [item.name for item in setup.packages if key in item.services]
    say = f"Removed {name}, also from {' and '.join(holders)}." if holders else ""
    did, undo = f"removed {name}", f"removing {name}"
    return change_setup(store, now, actor, command.change, did=did, name=undo, say=say)


def remove_package(store: Store, now: datetime, actor: str, command: RemovePackage) -> Done:
    """Remove a package; its services stay.

    Raises:
        KnownError: it was ordered.
        StaleVersion: somebody changed it meanwhile.
    """
    setup, key = command.setup, command.package
    name = next((item.name for item in setup.packages if item.id == key), "")
    return change_setup(store, now, actor, command.change, did=f"removed {name}", name=f"removing {name}")
