"""Choose how the time between two visits is found: fixed buffers, the estimate, or a routing server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing_setup import RestoreSetup, Words, change_setup, change_within
from studio_app.actions.done import Done
from studio_app.actions.edit_place_choices import (
    RestorePlaceChoices,
    checked_choices,
    put_choices,
    save_place_choices,
)
from studio_app.actions.ports import Store
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import Settings, TravelMode
from studio_app.domain.setup import SetupChange, edited_settings

_CHANGES = Changes(frozenset({Kind.STUDIO}))
_WHAT = "how drives are counted"


@dataclass(frozen=True, slots=True)
class ChooseWay:
    """The way, and who is asked for drives.

    Attributes:
        settings, seen: As the desk saw them.
        mode: Whether drives count or the fixed buffers.
        wanted: Who is asked from now on.
    """

    settings: Settings
    seen: PlaceChoices
    mode: TravelMode
    wanted: PlaceChoices

    @property
    def change(self) -> SetupChange:
        """What of it is a change of the rules."""
        travel = replace(self.settings.travel, mode=self.mode)
        return SetupChange(edited_settings(self.settings, replace(self.settings, travel=travel)))


@dataclass(frozen=True, slots=True)
class RestoreWay:
    """The undo of a choice that changed both; see `done.Undo`."""

    setup: RestoreSetup
    places: RestorePlaceChoices

    @property
    def name(self) -> str:
        """What is taken back."""
        return self.setup.name

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Choose as before. Raises StaleVersion where the same was chosen otherwise since."""
        with store.writing() as writing:
            places, told = put_choices(writing, self.places.after, self.places.before)
            setup = self.setup.put_back(writing, now, actor, told)
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=RestoreWay(setup, places))


def choose_way(store: Store, now: datetime, actor: str, command: ChooseWay) -> Done:
    """Choose it, in one step: what it takes of the rules and of who is asked.

    Raises:
        BadInput: the address of the routing server is missing or can’t be used.
        StaleVersion: somebody chose the same otherwise meanwhile.
    """
    seen, wanted, change = command.seen, checked_choices(command.wanted), command.change
    if change.nothing:
        return save_place_choices(store, now, actor, wanted, seen)
    did = f"changed {_WHAT}"
    if wanted == seen:
        return change_setup(store, now, actor, change, did=did, name=_WHAT)
    with store.writing() as writing:
        places, told = put_choices(writing, seen, wanted)
        setup = change_within(writing, now, actor, change, Words(did, _WHAT, told))
    return Done(changes=_CHANGES, say=f"Changed {_WHAT}.", undo=RestoreWay(setup, places))
