"""Decide whom the calendar tells of what one does, where nothing else is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed, remember, remembered
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.errors import StaleVersion

_CHANGES = Changes(frozenset({Kind.STUDIO}))
_WHOM = {
    Notify.EVERYONE: "everyone",
    Notify.PHOTOGRAPHERS: "only the photographers",
    Notify.NOBODY: "nobody",
}


@dataclass(frozen=True, slots=True)
class ChooseTelling:
    """Whom to tell of such a deed of this person from now on."""

    deed: Deed
    notify: Notify


@dataclass(frozen=True, slots=True)
class RestoreTelling:
    """The undo of a choice; see `done.Undo`."""

    deed: Deed
    before: Notify
    after: Notify

    @property
    def name(self) -> str:
        """What is taken back."""
        return _name(self.deed)

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Choose as before. Raises StaleVersion where it was chosen otherwise since."""
        with store.writing() as writing:
            if remembered(writing, actor, self.deed) is not self.after:
                raise StaleVersion("Whom to tell")
            remember(writing, actor, self.deed, self.before)
            writing.record(_entry(now, actor, f"undid: {self.name}", self.after, self.before))
        undo = RestoreTelling(self.deed, self.after, self.before)
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=undo)


def read_telling(store: Store, actor: str) -> Mapping[Deed, Notify]:
    """Whom this person tells of each kind of deed."""
    with store.reading() as reading:
        return {deed: remembered(reading, actor, deed) for deed in Deed}


def choose_telling(store: Store, now: datetime, actor: str, command: ChooseTelling) -> Done:
    """Remember whom to tell."""
    with store.writing() as writing:
        before = remembered(writing, actor, command.deed)
        if before is command.notify:
            return Done(changes=Changes(), say="Nothing was changed.")
        remember(writing, actor, command.deed, command.notify)
        did = f"chose whom to tell of {command.deed.value}"
        writing.record(_entry(now, actor, did, before, command.notify))
    undo = RestoreTelling(command.deed, before, command.notify)
    say = f"The calendar tells {_WHOM[command.notify]} of {command.deed.value}, unless you say otherwise."
    return Done(changes=_CHANGES, say=say, undo=undo)


def _name(deed: Deed) -> str:
    return f"whom to tell of {deed.value}"


def _entry(now: datetime, actor: str, action: str, before: Notify, after: Notify) -> HistoryEntry:
    return HistoryEntry(now, actor, action, before={"told": _WHOM[before]}, after={"told": _WHOM[after]})
