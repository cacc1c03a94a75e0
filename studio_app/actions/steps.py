"""The steps that somebody took at a desk: taken back one by one, done again, and kept over a restart for the same day."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app.actions.assign_calendar import GiveBack
from studio_app.actions.calendar_sources import ConnectAgain
from studio_app.actions.changing_setup import RestoreSetup
from studio_app.actions.choose_telling import RestoreTelling
from studio_app.actions.choose_way import RestoreWay
from studio_app.actions.correct_pin import PinBack
from studio_app.actions.desk_choices import RestoreChoices
from studio_app.actions.done import Done, Undo
from studio_app.actions.edit_calendar_rules import RulesBack
from studio_app.actions.edit_place_choices import RestorePlaceChoices
from studio_app.actions.edit_templates import RestoreTemplates
from studio_app.actions.first_steps import FirstStepsBack
from studio_app.actions.import_agents import RestoreAgents
from studio_app.actions.keep_ours import TheirsAfterAll
from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.map_choices import RestoreMapChoices
from studio_app.actions.ports import Store
from studio_app.actions.restore_appointments import RestoreAppointments
from studio_app.actions.save_agent import RestoreAgent
from studio_app.domain.kept_step import KeptStep
from studio_app.domain.wall_time import local_date
from studio_app.errors import BadInput, KnownError, NotFound, StorageUnavailable

MOST_STEPS = 50

KINDS: Mapping[str, type[Undo]] = {
    "appointments": RestoreAppointments,
    "agent": RestoreAgent,
    "agents": RestoreAgents,
    "templates": RestoreTemplates,
    "choices": RestoreChoices,
    "telling": RestoreTelling,
    "setup": RestoreSetup,
    "calendar assigned": GiveBack,
    "calendar removed": ConnectAgain,
    "calendar rules": RulesBack,
    "ours kept": TheirsAfterAll,
    "pin": PinBack,
    "place choices": RestorePlaceChoices,
    "way": RestoreWay,
    "map choices": RestoreMapChoices,
    "first steps": FirstStepsBack,
}
"""What is kept over a restart. Whatever is not among them, as the import of a whole studio, is forgotten then."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step and when it was taken, UTC."""

    undo: Undo
    at: datetime


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be taken back, and what was and can be done again; the last ones at the end."""

    done: tuple[Taken, ...] = ()
    undone: tuple[Taken, ...] = ()

    @property
    def undo_name(self) -> str:
        """What Undo takes back, for its label; "" where there is nothing."""
        return self.done[-1].undo.name if self.done else ""

    @property
    def redo_name(self) -> str:
        """What Redo does again, for its label; "" where there is nothing."""
        return self.undone[-1].undo.name if self.undone else ""

    @property
    def appointments(self) -> frozenset[str]:
        """Ids of the appointments that they were about."""
        return frozenset().union(*(about(taken.undo) for taken in (*self.done, *self.undone)))

    def did(self, undo: Undo, at: datetime) -> Steps:
        """After another step; what was taken back before can't be done again."""
        return Steps((*self.done, Taken(undo, at))[-MOST_STEPS:])

    def after_undo(self, undo: Undo | None, at: datetime) -> Steps:
        """After the last step was taken back; `undo` is how that is taken back in turn."""
        again = (Taken(undo, at),) if undo else ()
        return Steps(self.done[:-1], (*self.undone, *again))

    def after_redo(self, undo: Undo | None, at: datetime) -> Steps:
        """After what was taken back last was done again."""
        again = (Taken(undo, at),) if undo else ()
        return Steps((*self.done, *again), self.undone[:-1])


def about(undo: Undo | None) -> frozenset[str]:
    """Ids of the appointments that an action was about, by how it is taken back."""
    return undo.appointments if isinstance(undo, RestoreAppointments) else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stepped(Done):
    """What an undo or redo did, and the steps after it."""

    steps: Steps


class NotTakenBack(KnownError):
    """An undo or redo no longer applies; nothing was changed.

    Attributes:
        steps: The steps without it, so that the one before it can be taken back.
    """

    def __init__(self, name: str, error: KnownError, steps: Steps) -> None:
        super().__init__(f"{name}: {error.sentence}", error.advice)
        self.steps = steps


def undo_last(store: Store, now: datetime, actor: str, owner: str, steps: Steps) -> Stepped:
    """Take back the last step, and keep what is left.

    Raises:
        NotTakenBack: it no longer applies; nothing was changed.
        StorageUnavailable: the database can't be written; it may be tried again.
        BadInput: there is nothing to take back.
    """
    if not steps.done:
        raise BadInput("", "there is nothing to undo")
    last = steps.done[-1].undo
    rest = replace(steps, done=steps.done[:-1])
    done = _run(store, now, actor, owner, f"Can't undo {last.name}", last, rest)
    return _stepped(store, now, owner, done, steps.after_undo(done.undo, now))


def redo_last(store: Store, now: datetime, actor: str, owner: str, steps: Steps) -> Stepped:
    """Do again what was taken back last; raises as `undo_last` does."""
    if not steps.undone:
        raise BadInput("", "there is nothing to do again")
    last = steps.undone[-1].undo
    rest = replace(steps, undone=steps.undone[:-1])
    done = _run(store, now, actor, owner, f"Can't do {last.name} again", last, rest)
    return _stepped(store, now, owner, done, steps.after_redo(done.undo, now))


def _run(store: Store, now: datetime, actor: str, owner: str, name: str, undo: Undo, rest: Steps) -> Done:
    try:
        return undo.run(store, now, actor)
    except StorageUnavailable:
        raise
    except KnownError as error:
        keep_steps(store, now, owner, rest)
        raise NotTakenBack(name, error, rest) from error


def _stepped(store: Store, now: datetime, owner: str, done: Done, steps: Steps) -> Stepped:
    keep_steps(store, now, owner, steps)
    return Stepped(changes=done.changes, say=done.say, undo=done.undo, warnings=done.warnings, steps=steps)


# ---------------------------------------------------------------- over a restart


def keep_steps(store: Store, now: datetime, owner: str, steps: Steps) -> None:
    """Keep today's steps of somebody at a desk in the place of those that were kept before."""
    with store.writing() as writing:
        zone = writing.studio(now).settings.timezone if writing.has_studio() else None
        kept = (
            []
            if zone is None
            else [*_kept(steps.done, False, zone, now), *_kept(steps.undone, True, zone, now)]
        )
        writing.keep_steps(owner, kept)


def kept_steps(store: Store, now: datetime, owner: str) -> Steps:
    """The steps of somebody at a desk that were kept today. One that can't be read is left out, and logged."""
    with store.reading() as reading:
        try:
            zone = reading.studio(now).settings.timezone
        except NotFound:
            return Steps()
        kept = [step for step in reading.kept_steps(owner) if _is_today(step.at, zone, now)]
    return Steps(
        tuple(_read(step for step in kept if not step.undone)),
        tuple(_read(step for step in kept if step.undone)),
    )


def _kept(steps: Sequence[Taken], undone: bool, zone: ZoneInfo, now: datetime) -> Iterator[KeptStep]:
    names = {kind: name for name, kind in KINDS.items()}
    for step in steps:
        name = names.get(type(step.undo))
        if name and _is_today(step.at, zone, now):
            yield KeptStep(name, to_text(step.undo), step.at, undone)


def _is_today(at: datetime, zone: ZoneInfo, now: datetime) -> bool:
    return local_date(zone, at) == local_date(zone, now)


def _read(kept: Iterator[KeptStep]) -> Iterator[Taken]:
    for step in kept:
        kind = KINDS.get(step.kind)
        try:
            if kind is None:
                raise BadInput("", f'"{step.kind}" is unknown')
            yield Taken(from_text(step.value, kind), step.at)
        except BadInput as error:
            log.warning("a kept step is left out: %s", error)
