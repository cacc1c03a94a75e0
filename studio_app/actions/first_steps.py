"""Put the list of first steps away, and have it shown again, for the whole studio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry

SETTING, AWAY, WANTED = "first_steps", "away", "wanted"
"""The desk's setting and its values; without one the list comes and goes by itself."""

_PUT_AWAY, _SHOWN = "first steps put away", "first steps shown again"
_CHANGES = Changes(frozenset({Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class FirstStepsBack:
    """The undo; see `done.Undo`.

    Attributes:
        away: They were put away before.
        wanted: They were asked for before.
        name: What is taken back.
    """

    away: bool = False
    wanted: bool = False
    name: str = _PUT_AWAY

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Show them as before."""
        value = WANTED if self.wanted else AWAY if self.away else ""
        before = _store(store, now, actor, value, self.name, did=f"undid: {self.name}")
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=before)


def first_steps_are_away(reading: Reading) -> bool:
    """Whether somebody put them away."""
    return reading.setting(SETTING) == AWAY


def first_steps_are_wanted(reading: Reading) -> bool:
    """Whether somebody asked for them, though nothing may be left to do."""
    return reading.setting(SETTING) == WANTED


def put_first_steps_away(store: Store, now: datetime, actor: str) -> Done:
    """Show them no more."""
    before = _store(store, now, actor, AWAY, _PUT_AWAY, did="put the first steps away")
    return Done(changes=_CHANGES, say="The first steps are put away. Shift F1 shows them again.", undo=before)


def show_first_steps_again(store: Store, now: datetime, actor: str) -> Done:
    """Show them until they are put away, also where nothing is left to do."""
    before = _store(store, now, actor, WANTED, _SHOWN, did="had the first steps shown again")
    return Done(
        changes=_CHANGES, say="The first steps stand at the right while no time is looked at.", undo=before
    )


def _store(store: Store, now: datetime, actor: str, value: str, name: str, *, did: str) -> FirstStepsBack:
    with store.writing() as writing:
        before = writing.setting(SETTING)
        writing.set_setting(SETTING, value)
        writing.record(HistoryEntry(now, actor, did))
    return FirstStepsBack(before == AWAY, before == WANTED, name)
