"""Put services or packages into another order, which is that of every list and of what is said in calendars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.service import Package, Service
from studio_app.domain.setup import ListChange, SetupChange


@dataclass(frozen=True, slots=True)
class OrderServices:
    """All ids of services in the order that the desk saw, and in the one that is wanted."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        order: ListChange[Service] = ListChange(order_before=self.before, order_after=self.after)
        return SetupChange(services=order)


@dataclass(frozen=True, slots=True)
class OrderPackages:
    """The same for packages."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        order: ListChange[Package] = ListChange(order_before=self.before, order_after=self.after)
        return SetupChange(packages=order)


def order_services(store: Store, now: datetime, actor: str, command: OrderServices) -> Done:
    """Order the services."""
    return _ordered(store, now, actor, command.change, "services")


def order_packages(store: Store, now: datetime, actor: str, command: OrderPackages) -> Done:
    """Order the packages."""
    return _ordered(store, now, actor, command.change, "packages")


def _ordered(store: Store, now: datetime, actor: str, change: SetupChange, what: str) -> Done:
    did, name = f"changed the order of the {what}", f"the order of the {what}"
    return change_setup(store, now, actor, change, did=did, name=name)
