"""Change a service: its name, how long it takes, when it is done, its colour, and whether it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.sold_words import length_words, name_or_offer_words
from studio_app.domain.service import Service
from studio_app.domain.setup import SetupChange, edited


@dataclass(frozen=True, slots=True)
class EditService:
    """A service as the desk saw it, and as it is to be; what is the same in both stays as it is stored."""

    before: Service
    after: Service

    @property
    def change(self) -> SetupChange:
        """What it changes."""
        return SetupChange(services=edited((self.before, self.after)))


def edit_service(store: Store, now: datetime, actor: str, command: EditService) -> Done:
    """Change a service. Appointments keep the length that they have.

    Raises:
        BadInput: it could not stand in a studio file, or its name is empty.
        StaleVersion: somebody changed the same of it meanwhile.
    """
    before, after = command.before, command.after
    did, name = _words(before, after)
    return change_setup(store, now, actor, command.change, did=did, name=name)


def _words(before: Service, after: Service) -> tuple[str, str]:
    """What it did, and what an undo takes back."""
    if common := name_or_offer_words(before, after):
        return common
    called = before.name
    if (before.twilight, before.separate) != (after.twilight, after.separate):
        return f"made {called} {_kind(after)}", f"the kind of {called}"
    if (before.minutes, before.tiers) != (after.minutes, after.tiers):
        return length_words(called)
    return f"changed the colour of {called}", f"the colour of {called}"


def _kind(service: Service) -> str:
    if service.twilight:
        return "a service at twilight"
    return "a visit of its own" if service.separate else "a service of the main visit"
