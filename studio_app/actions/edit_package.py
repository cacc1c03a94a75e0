"""Change a package: its name, what is in it, how long it takes, how many go, and whether it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.sold_words import length_words, name_or_offer_words
from studio_app.domain.service import Package
from studio_app.domain.setup import SetupChange, edited


@dataclass(frozen=True, slots=True)
class EditPackage:
    """A package as the desk saw it, and as it is to be; what is the same in both stays as it is stored."""

    before: Package
    after: Package

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return SetupChange(packages=edited((self.before, self.after)))


def edit_package(store: Store, now: datetime, actor: str, command: EditPackage) -> Done:
    """Change a package. Appointments keep the length that they have.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
        StaleVersion: somebody changed the same of it meanwhile.
    """
    before, after = command.before, command.after
    did, name = _words(before, after)
    return change_setup(store, now, actor, command.change, did=did, name=name)


def _words(before: Package, after: Package) -> tuple[str, str]:
    """What it did, and what an undo takes back."""
    if common := name_or_offer_words(before, after):
        return common
    called = before.name
    if before.services != after.services:
        return f"changed what is in {called}", f"what is in {called}"
    if before.send_two != after.send_two:
        who = "two photographers" if after.send_two else "one photographer"
        return f"made {called} a job for {who}", f"how many go to {called}"
    return length_words(called)
