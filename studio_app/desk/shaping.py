"""Changes of the set-up from the pages that show it: done with their undo, and what they do to the coming two weeks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from studio_app.actions.done import Done
from studio_app.actions.effect_of_change import Effect, effect_of_change
from studio_app.actions.ports import Store
from studio_app.actions.read_desk import Snapshot
from studio_app.actions.typical_order import sold_in, typical_order
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, Run
from studio_app.desk.effect_words import NOTHING, EffectState, effect_state
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.domain.colours import with_colours_kept
from studio_app.domain.order import Order
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup, SetupChange, difference
from studio_app.domain.studio import Studio
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome


class Command(Protocol):
    """What an action of the set-up is asked for; it knows what it would change."""

    @property
    def change(self) -> SetupChange:
        """What it changes.

        Raises:
            KnownError: it can't be done, as the action will say.
        """


C = TypeVar("C", bound=Command)
Receiver = Callable[[Outcome[Done]], object]


@dataclass(frozen=True, eq=False)
class _Asked:
    """One question: the studio before and after, and whether the change is only tried."""

    before: Studio
    after: Studio
    orders: Sequence[Order]
    place: Place | None
    trying: bool


@dataclass(frozen=True, slots=True)
class _Told:
    asked: _Asked
    effect: Effect


class Shaping(QObject):
    """Between the pages of the set-up and the actions.

    A hand is quicker than storing and reading again. Pages therefore show, and build on, the set-up as it will be once
    what is under way is stored: `snapshot` and `setup`. Where something is refused, what is stored is shown again.

    Signals:
        changed: the set-up is another, or is going to be; or the studio was read again.
        effect_changed: what is said of the last change, or of one that is tried (`EffectState`).
        appointment_requested: the id of an appointment that somebody wants to see on the board.
    """

    changed = Signal()
    effect_changed = Signal(object)
    appointment_requested = Signal(str)

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._last: Snapshot | None = None
        self._place: Place | None = None
        self._settled = NOTHING
        self._under_way: deque[tuple[Receiver, SetupChange]] = deque()
        self._stored: list[SetupChange] = []  # and not read again yet
        self._coming: Setup | None = None
        self._seen: Snapshot | None = None
        controller.refreshed.connect(self._refreshed)
        controller.window.view_changed.connect(self._forget)

    @property
    def snapshot(self) -> Snapshot | None:
        """What the desk knows, with the set-up as it will be; None before a studio was read."""
        if self._coming is None or self._desk.snapshot is None:
            return self._desk.snapshot
        if self._seen is None:
            read = self._desk.snapshot
            self._seen = replace(read, studio=read.studio.with_setup(self._coming))
        return self._seen

    @property
    def setup(self) -> Setup | None:
        """The set-up as it will be; None before a studio was read."""
        if self._coming is not None:
            return self._coming
        return self._desk.snapshot.studio.setup if self._desk.snapshot else None

    def show_in(self, bar: EffectBar) -> None:
        """Keep a strip up to date."""
        self.effect_changed.connect(bar.set_state)
        self._desk.window.messages.keep_above(bar)
        bar.appointment_requested.connect(self.appointment_requested)

    # ------------------------------------------------------------ doing

    def change(
        self,
        action: Callable[[Store, datetime, str, C], Done],
        command: C,
        receiver: Receiver | None = None,
        place: Place | None = None,
    ) -> None:
        """Run an action and show at once what it is going to change; otherwise as `do`.

        Args:
            receiver: Takes the outcome, in the interface thread, and gives it to `took`.
            place: Where the change is, such as the middle of a zone.
        """
        setup = self.setup
        try:
            wanted = command.change
            coming = _changed(setup, wanted) if setup else None
        except KnownError:  # the action will say so
            wanted, coming = SetupChange(), None
        self._run(
            lambda store, now, actor: action(store, now, actor, command),
            receiver or self.took,
            place,
            wanted,
        )
        if coming is not None:
            self._coming, self._seen = coming, None
            self.changed.emit()

    def do(self, run: Run, place: Place | None = None) -> None:
        """Run an action; its message offers Undo, and its effect is shown once the studio is read again.

        Args:
            place: Where the change is, such as the middle of a zone.
        """
        self.do_then(run, self.took, place)

    def do_then(self, run: Run, receiver: Receiver, place: Place | None = None) -> None:
        """The same for somebody who takes the outcome, in the interface thread, and gives it to `took`."""
        self._run(run, receiver, place, SetupChange())

    def _run(self, run: Run, receiver: Receiver, place: Place | None, wanted: SetupChange) -> None:
        self._place = place
        self._under_way.append((receiver, wanted))
        self._doing.do_then(run, self._done)

    def _done(self, outcome: Outcome[Done]) -> None:
        """They come in the order in which they were asked for."""
        receiver, wanted = self._under_way.popleft()
        if outcome.error is None:
            self._stored.append(wanted)
        else:
            self._coming, self._seen = self._without_refused(), None
        receiver(outcome)

    def _without_refused(self) -> Setup | None:
        """What was read, with all that was stored since and is under way yet."""
        snapshot = self._desk.snapshot
        setup = snapshot.studio.setup if snapshot else None
        for wanted in (*self._stored, *(each for _, each in self._under_way)):
            try:
                setup = _changed(setup, wanted) if setup else None
            except KnownError:  # it is in what was read, or builds on what was refused
                continue
        return setup

    def took(self, outcome: Outcome[Done]) -> bool:
        """Show what an action did, or why it didn't; says whether it did."""
        return self._doing.took(outcome)

    # ------------------------------------------------------------ what it does

    def preview(self, setup: Setup, place: Place | None = None) -> None:
        """Say what a change would do, while it is drawn or dragged; the newest question replaces the one that waits."""
        snapshot = self._desk.snapshot
        if snapshot:
            after = snapshot.studio.with_setup(setup)
            self._ask(_Asked(snapshot.studio, after, snapshot.newest_orders, place, trying=True))

    def end_preview(self) -> None:
        """Nothing is tried any more: what the last change did is said again."""
        snapshot = self._desk.snapshot
        if snapshot:
            # A question that changes nothing, so that an answer on its way is older than this one.
            studio = snapshot.studio
            self._ask(_Asked(studio, studio, (), None, trying=True))

    def _refreshed(self) -> None:
        self._seen = None
        if not self._under_way:
            self._coming = None
            self._stored.clear()
        self._compare()
        self.changed.emit()

    def _compare(self) -> None:
        """What changed between two readings, here, by an undo or at another desk."""
        before, after = self._last, self._desk.snapshot
        self._last = after
        if before is None or after is None or before.studio.setup is after.studio.setup:
            return
        if difference(before.studio.setup, after.studio.setup).nothing:
            return
        # Diaries of now on both sides: what was booked meanwhile is no effect of the change.
        old = after.studio.with_setup(before.studio.setup)
        self._ask(_Asked(old, after.studio, after.newest_orders, self._place, trying=False))
        self._place = None

    def _ask(self, asked: _Asked) -> None:
        job = partial(_effect, asked, self._desk.now)
        self._desk.delivery.ask(self._desk.lanes.openings, "effect", job, self._take)

    def _take(self, outcome: Outcome[_Told]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        asked, effect = outcome.value.asked, outcome.value.effect
        if asked.before is asked.after:
            self._show(self._settled)
            return
        state = effect_state(effect, asked.after, trying=asked.trying, wording=self._desk.wording)
        if not asked.trying:
            self._settled = state
        self._show(state)

    def _show(self, state: EffectState) -> None:
        self.effect_changed.emit(state)

    def _forget(self, _view: str) -> None:
        """Somebody went to another page: what was changed on this one is told no longer."""
        self._settled = NOTHING
        self._show(NOTHING)


def _changed(setup: Setup, wanted: SetupChange) -> Setup:
    """As the action will change it: what is removed as soon as it was added is compared in every field."""
    return with_colours_kept(setup, wanted.applied(setup))[0]


def _effect(asked: _Asked, now: datetime) -> _Told:
    if asked.before is asked.after:
        return _Told(asked, Effect())
    about = sold_in(difference(asked.before.setup, asked.after.setup))
    studios = (asked.after, asked.before)
    found = (typical_order(each, asked.orders, now, asked.place, about) for each in studios)
    request = next((each for each in found if each is not None), None)
    return _Told(asked, effect_of_change(asked.before, asked.after, request, now))
