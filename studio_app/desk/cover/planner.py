"""Plans and what choices come to, worked out in the openings lane; the newest question wins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from studio_app.actions.offer_cover import CoverOffer, CoverOutlook, offer_cover, weigh_cover
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.controller import Controller
from studio_app.desk.cover.picks import Picks, chosen
from studio_app.desk.cover.picture_content import change_in_driving
from studio_app.desk.office import Office
from studio_app.domain.timespan import Span
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

BUSY_AFTER_MS = 300
"""What is quicker than this needs no word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a plan is asked for.

    Attributes:
        off: Where it begins now, it moves with the clock.
        key: What a person asked; equal where only the clock went on.
    """

    photographer: str
    off: Span
    key: object


@dataclass(frozen=True, eq=False)
class Weighed:
    """What a choice comes to; `driving` is the change of all tours in minutes, None where nobody knows."""

    offer: CoverOffer
    picks: Picks
    outlook: CoverOutlook
    driving: int | None


@dataclass(frozen=True, eq=False)
class _Planned:
    asked: Asked
    offer: CoverOffer


class Planner(QObject):
    """Asks and waits.

    Attributes:
        offer: The plan of the newest question, once it is there.

    Signals:
        planned: a CoverOffer, and that of the same question before it or None.
        weighed: a Weighed of the newest plan.
        refused: the KnownError for which there is no plan.
        slow: an answer takes so long that it should be said.
    """

    planned = Signal(object, object)
    weighed = Signal(object)
    refused = Signal(object)
    slow = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._asked: Asked | None = None
        self.offer: CoverOffer | None = None
        self._busy = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._busy.timeout.connect(self.slow)

    def is_other(self, asked: Asked) -> bool:
        """Whether this asks for something else than before, not only at another time."""
        return self._asked is None or self._asked.key != asked.key

    def ask(self, asked: Asked) -> None:
        """Ask for a plan."""
        if self.is_other(asked):
            self.offer = None
        self._asked = asked
        desk = self._desk
        self._begin()
        desk.delivery.ask(
            desk.lanes.openings, "cover", partial(_plan, desk.office, asked, desk.now), self._take_plan
        )

    def weigh(self, picks: Picks, snapshot: Snapshot) -> None:
        """Ask the rules what everything that is ticked of the plan comes to."""
        if self.offer is None:
            return
        desk = self._desk
        self._begin()
        job = partial(_weigh, self.offer, picks, snapshot, desk.now)
        desk.delivery.ask(desk.lanes.openings, "cover choice", job, self._take_weighed)

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._asked = self.offer = None
        self._busy.stop()

    def stop(self) -> None:
        """Nobody looks at it any more."""
        self._busy.stop()

    def _begin(self) -> None:
        if not self._busy.isActive():
            self._busy.start()

    def _take_plan(self, outcome: Outcome[_Planned]) -> None:
        if self._failed(outcome.error) or outcome.value is None or outcome.value.asked != self._asked:
            return
        before, self.offer = self.offer, outcome.value.offer
        self.planned.emit(self.offer, before)

    def _take_weighed(self, outcome: Outcome[Weighed]) -> None:
        if self._failed(outcome.error) or outcome.value is None or outcome.value.offer is not self.offer:
            return
        self._busy.stop()
        self.weighed.emit(outcome.value)

    def _failed(self, error: Exception | None) -> bool:
        if error is None:
            return False
        self._busy.stop()
        if isinstance(error, KnownError):
            self.refused.emit(error)
        else:
            self._desk.failed.emit(error)
            self.refused.emit(
                KnownError("The plan could not be made.", "Choose the time again for another try.")
            )
        return True


def _plan(office: Office, asked: Asked, now: datetime) -> _Planned:
    """In the openings lane."""
    return _Planned(asked, offer_cover(office.store, now, office.actor, asked.photographer, asked.off))


def _weigh(offer: CoverOffer, picks: Picks, snapshot: Snapshot, now: datetime) -> Weighed:
    """In the openings lane."""
    outlook = weigh_cover(offer.plan, now, chosen(picks))
    return Weighed(offer, picks, outlook, change_in_driving(snapshot, offer, picks, outlook, now))
