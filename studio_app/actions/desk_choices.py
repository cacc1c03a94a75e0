"""What the studio chose about the desk: how long invitations wait, how long a hold lasts, whether lengths follow."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from studio_app.actions.book_order import MOST_HOLD_MINUTES
from studio_app.actions.done import Done
from studio_app.actions.lengths import FOLLOWS_SETTING, follows
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.actions.telling import LONGEST_WAIT, WAIT_SECONDS, WAIT_SETTING, waiting_time
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.errors import BadInput, StaleVersion

HOLD_SETTING, HOLD_MINUTES = "hold_minutes", 15
"""Name of the desk's setting, and how long a caller may think where nothing else is said."""

_CHANGES = Changes(frozenset({Kind.STUDIO}))
_NAME = "change of the desk's settings"


@dataclass(frozen=True, slots=True)
class DeskChoices:
    """The choices of a studio.

    Attributes:
        invitation_seconds: In which a change can be taken back before the calendar hears of it.
        hold_minutes: How long a hold lasts where nothing else is said.
        length_follows: The length of an appointment follows its services.
    """

    invitation_seconds: int = WAIT_SECONDS
    hold_minutes: int = HOLD_MINUTES
    length_follows: bool = True


@dataclass(frozen=True, slots=True)
class RestoreChoices:
    """The undo of a change; see `done.Undo`."""

    before: DeskChoices
    after: DeskChoices

    @property
    def name(self) -> str:
        """What is taken back."""
        return _NAME

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Choose as before. Raises StaleVersion where it was chosen otherwise since."""
        with store.writing() as writing:
            if choices_of(writing) != self.after:
                raise StaleVersion("The desk's settings")
            _store(writing, self.before)
            writing.record(_entry(now, actor, f"undid: {_NAME}", self.after, self.before))
        undo = RestoreChoices(self.after, self.before)
        return Done(changes=_CHANGES, say=f"Undone: {_NAME}.", undo=undo)


def choices_of(reading: Reading) -> DeskChoices:
    """What is chosen; what a setting can't mean is what it is where nothing was chosen."""
    minutes = reading.setting(HOLD_SETTING)
    hold = int(minutes) if minutes.isascii() and minutes.isdigit() else HOLD_MINUTES
    return DeskChoices(
        int(waiting_time(reading).total_seconds()),
        min(max(hold, 1), MOST_HOLD_MINUTES),
        follows(reading, None),
    )


def read_choices(store: Store) -> DeskChoices:
    """What is chosen."""
    with store.reading() as reading:
        return choices_of(reading)


def save_choices(store: Store, now: datetime, actor: str, wanted: DeskChoices) -> Done:
    """Choose otherwise.

    Raises:
        BadInput: a number is out of its range.
    """
    if not 0 <= wanted.invitation_seconds <= LONGEST_WAIT:
        raise BadInput("invitation_seconds", f"must be 0 to {LONGEST_WAIT}")
    if not 1 <= wanted.hold_minutes <= MOST_HOLD_MINUTES:
        raise BadInput("hold_minutes", f"must be 1 to {MOST_HOLD_MINUTES}")
    with store.writing() as writing:
        before = choices_of(writing)
        if before == wanted:
            return Done(changes=Changes(), say="Nothing was changed.")
        _store(writing, wanted)
        writing.record(_entry(now, actor, "changed the desk's settings", before, wanted))
    return Done(changes=_CHANGES, say="Saved.", undo=RestoreChoices(before, wanted))


def _store(writing: Writing, wanted: DeskChoices) -> None:
    writing.set_setting(WAIT_SETTING, str(wanted.invitation_seconds))
    writing.set_setting(HOLD_SETTING, str(wanted.hold_minutes))
    writing.set_setting(FOLLOWS_SETTING, "yes" if wanted.length_follows else "no")


def _entry(now: datetime, actor: str, action: str, before: DeskChoices, after: DeskChoices) -> HistoryEntry:
    return HistoryEntry(now, actor, action, before=asdict(before), after=asdict(after))
