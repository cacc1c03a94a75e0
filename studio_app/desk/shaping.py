"""Changes of the set-up from the pages that show it: done with their undo, and what they do to the coming two weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from studio_app.actions.done import Done
from studio_app.actions.effect_of_change import Effect, effect_of_change
from studio_app.actions.read_desk import Snapshot
from studio_app.actions.typical_order import typical_order
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing, Run
from studio_app.desk.effect_words import NOTHING, EffectState, effect_state
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.domain.order import Order
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup, difference
from studio_app.domain.studio import Studio
from studio_app.worker.lane import Outcome


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

    Signals:
        effect_changed: what is said of the last change, or of one that is tried (`EffectState`).
        appointment_requested: the id of an appointment that somebody wants to see on the board.
    """

    effect_changed = Signal(object)
    appointment_requested = Signal(str)

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._last: Snapshot | None = None
        self._place: Place | None = None
        self._settled = NOTHING
        controller.refreshed.connect(self._compare)
        controller.window.view_changed.connect(self._forget)

    @property
    def setup(self) -> Setup | None:
        """The set-up as the desk knows it; None before a studio was read."""
        return self._desk.snapshot.studio.setup if self._desk.snapshot else None

    def show_in(self, bar: EffectBar) -> None:
        """Keep a strip up to date."""
        self.effect_changed.connect(bar.set_state)
        self._desk.window.messages.keep_above(bar)
        bar.appointment_requested.connect(self.appointment_requested)

    # ------------------------------------------------------------ doing

    def do(self, run: Run, place: Place | None = None) -> None:
        """Run an action; its message offers Undo, and its effect is shown once the studio is read again.

        Args:
            place: Where the change is, such as the middle of a zone.
        """
        self._place = place
        self._doing.do(run)

    def do_then(
        self, run: Run, receiver: Callable[[Outcome[Done]], None], place: Place | None = None
    ) -> None:
        """The same for somebody who takes the outcome, a bound method, and gives it to `took`."""
        self._place = place
        self._doing.do_then(run, receiver)

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


def _effect(asked: _Asked, now: datetime) -> _Told:
    if asked.before is asked.after:
        return _Told(asked, Effect())
    request = typical_order(asked.after, asked.orders, now, asked.place)
    request = request or typical_order(asked.before, asked.orders, now, asked.place)
    return _Told(asked, effect_of_change(asked.before, asked.after, request, now))
