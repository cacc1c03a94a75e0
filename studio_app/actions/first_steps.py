"""Put the list of first steps away, for the whole studio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry

SETTING, AWAY = "first_steps", "away"
"""The desk's setting and its only value."""

_CHANGES = Changes(frozenset({Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class FirstStepsBack:
    """The undo; see `done.Undo`.

    Attributes:
        away: What it was before.
    """

    away: bool = False

    @property
    def name(self) -> str:
        """What is taken back."""
        return "first steps put away" if not self.away else "first steps shown again"

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Show them as before."""
        _store(store, now, actor, away=self.away, did=f"undid: {self.name}")
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=FirstStepsBack(not self.away))


def first_steps_are_away(reading: Reading) -> bool:
    """Whether somebody put them away."""
    return reading.setting(SETTING) == AWAY


def put_first_steps_away(store: Store, now: datetime, actor: str) -> Done:
    """Show them no more."""
    _store(store, now, actor, away=True, did="put the first steps away")
    return Done(changes=_CHANGES, say="The first steps are put away.", undo=FirstStepsBack())


def _store(store: Store, now: datetime, actor: str, *, away: bool, did: str) -> None:
    with store.writing() as writing:
        writing.set_setting(SETTING, AWAY if away else "")
        writing.record(HistoryEntry(now, actor, did))
