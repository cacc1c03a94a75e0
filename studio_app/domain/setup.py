"""A studio without what is in its diaries, and what differs between two of them.

A change is kept field by field: two people who change different things of the same photographer at the same time both
have their way, and an undo takes back what it is the undo of and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from studio_app.domain.merging import merged
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.zone import Zone
from studio_app.errors import StaleVersion

T = TypeVar("T", Service, Package, Zone, Photographer)

LISTS = {
    "services": "The service",
    "packages": "The package",
    "zones": "The zone",
    "photographers": "The photographer",
}
"""The lists of a set-up and what people call one item."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What managers decide: the rules, what is sold, where, and who goes. Lists are in the order of the file."""

    settings: Settings
    services: tuple[Service, ...] = ()
    packages: tuple[Package, ...] = ()
    zones: tuple[Zone, ...] = ()
    photographers: tuple[Photographer, ...] = ()


@dataclass(frozen=True, slots=True)
class ListChange(Generic[T]):
    """What differs between two lists of items with ids.

    Attributes:
        before: The items that are changed or removed, as they were.
        after: The items that are changed or added, as they are to be.
        order_before, order_after: All ids in their order; None where neither order nor membership differs.
    """

    before: tuple[T, ...] = ()
    after: tuple[T, ...] = ()
    order_before: tuple[str, ...] | None = None
    order_after: tuple[str, ...] | None = None

    @property
    def added(self) -> tuple[T, ...]:
        """The items that were not there before."""
        known = {item.id for item in self.before}
        return tuple(item for item in self.after if item.id not in known)

    @property
    def removed(self) -> tuple[T, ...]:
        """The items that are not there any more."""
        kept = {item.id for item in self.after}
        return tuple(item for item in self.before if item.id not in kept)

    @property
    def changed(self) -> tuple[tuple[T, T], ...]:
        """Those that stay, before and after."""
        old = {item.id: item for item in self.before}
        return tuple((old[item.id], item) for item in self.after if item.id in old)

    @property
    def nothing(self) -> bool:
        """Whether both lists are the same."""
        return not self.before and not self.after and self.order_before == self.order_after

    def reversed(self) -> ListChange[T]:
        """From after back to before."""
        return ListChange(self.after, self.before, self.order_after, self.order_before)

    def applied(self, items: tuple[T, ...], what: str, zone: ZoneInfo) -> tuple[T, ...]:
        """The list after the change, where nobody else changed the same.

        Raises:
            StaleVersion: somebody did.
        """
        if self.nothing:
            return items
        stored = {item.id: item for item in items}
        for item in self.added:
            if item.id in stored:
                raise StaleVersion(what)
            stored[item.id] = item
        for item in self.removed:
            if _settable(stored.get(item.id)) != _settable(item):
                raise StaleVersion(what)
            del stored[item.id]
        for old, new in self.changed:
            if old.id not in stored:
                raise StaleVersion(what)
            stored[old.id] = merged(stored[old.id], old, new, what, zone)
        return tuple(stored[key] for key in self._order(tuple(item.id for item in items), stored))

    def _order(self, now: tuple[str, ...], stored: Mapping[str, T]) -> Iterable[str]:
        """The wanted order; who came meanwhile follows whom they follow now."""
        if self.order_after is None:
            return [key for key in now if key in stored]
        wanted = [key for key in self.order_after if key in stored]
        if self.order_before == now:
            return wanted
        for place, key in enumerate(now):
            if key in stored and key not in wanted:
                after = next((each for each in reversed(now[:place]) if each in wanted), None)
                wanted.insert(wanted.index(after) + 1 if after else 0, key)
        return wanted


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """The rules of the studio before and after."""

    before: Settings
    after: Settings


@dataclass(frozen=True, slots=True)
class SetupChange:
    """What differs between two set-ups; `settings` None where the rules are the same."""

    settings: SettingsChange | None = None
    services: ListChange[Service] = ListChange()
    packages: ListChange[Package] = ListChange()
    zones: ListChange[Zone] = ListChange()
    photographers: ListChange[Photographer] = ListChange()

    @property
    def nothing(self) -> bool:
        """Whether both are the same."""
        return self.settings is None and all(getattr(self, name).nothing for name in LISTS)

    def reversed(self) -> SetupChange:
        """From after back to before."""
        settings = self.settings
        return SetupChange(
            SettingsChange(settings.after, settings.before) if settings else None,
            self.services.reversed(),
            self.packages.reversed(),
            self.zones.reversed(),
            self.photographers.reversed(),
        )

    def applied(self, setup: Setup) -> Setup:
        """The set-up after the change.

        Raises:
            StaleVersion: somebody changed the same meanwhile.
        """
        wanted = self.settings
        settings = setup.settings
        if wanted:
            settings = merged(settings, wanted.before, wanted.after, "The rules of the studio")
        zone = settings.timezone
        return Setup(
            settings,
            self.services.applied(setup.services, LISTS["services"], zone),
            self.packages.applied(setup.packages, LISTS["packages"], zone),
            self.zones.applied(setup.zones, LISTS["zones"], zone),
            self.photographers.applied(setup.photographers, LISTS["photographers"], zone),
        )


def difference(before: Setup, after: Setup) -> SetupChange:
    """What differs. Whether a photographer's calendars are known is no difference."""
    return SetupChange(
        edited_settings(before.settings, after.settings),
        _list_difference(before.services, after.services),
        _list_difference(before.packages, after.packages),
        _list_difference(before.zones, after.zones),
        _list_difference(before.photographers, after.photographers),
    )


def edited_settings(before: Settings, after: Settings) -> SettingsChange | None:
    """The change of the rules; None where they stay as they are."""
    return None if before == after else SettingsChange(before, after)


def edited(*pairs: tuple[T, T]) -> ListChange[T]:
    """The change of some items of a list, each before and after; those that stay as they are belong to none."""
    changed = [(old, new) for old, new in pairs if _settable(old) != _settable(new)]
    return ListChange(tuple(old for old, _ in changed), tuple(new for _, new in changed))


def with_items(items: tuple[T, ...], changed: Iterable[T]) -> tuple[T, ...]:
    """A list with some items in the place of those with the same ids; new ones come last."""
    wanted = {item.id: item for item in changed}
    known = {item.id for item in items}
    new = (item for key, item in wanted.items() if key not in known)
    return tuple(chain((wanted.get(item.id, item) for item in items), new))


def _list_difference(before: tuple[T, ...], after: tuple[T, ...]) -> ListChange[T]:
    if before is after:
        return ListChange()
    old, new = {item.id: item for item in before}, {item.id: item for item in after}
    same = {key for key in old.keys() & new.keys() if _settable(old[key]) == _settable(new[key])}
    order = tuple(old) != tuple(new)
    return ListChange(
        tuple(item for item in before if item.id not in same),
        tuple(item for item in after if item.id not in same),
        tuple(old) if order else None,
        tuple(new) if order else None,
    )


def _settable(item: T | None) -> object:
    if isinstance(item, Photographer):
        return replace(item, calendar_known=True, doubt=None)
    return item
