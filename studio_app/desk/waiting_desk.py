"""The waiting list on the desk: read with each snapshot, the best openings of each, and whom a freed time suits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from studio_app.actions.read_desk import Snapshot
from studio_app.actions.waiting import (
    Suits,
    Waiting,
    WaitingItem,
    best_openings,
    suits_waiting,
    waiting,
)
from studio_app.desk.board.model import Card
from studio_app.desk.board.waiting_content import cards_of
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.domain.appointment import Appointment
from studio_app.domain.studio import Studio
from studio_app.engine.suggesting import Suggestion
from studio_app.worker.lane import Outcome

MOST_OFFERED = 20
"""Things that wait for which openings are looked for; those that are due first."""
SHOW = "show_waiting"
Offers = tuple[str, tuple[Suggestion, ...]]


class WaitingDesk(QObject):
    """Keeps the waiting list.

    Signals:
        changed: other cards, or other offers on them.
        show_requested: the list shall be shown.
    """

    changed = Signal()
    show_requested = Signal()

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._found: Waiting | None = None
        self._offers: dict[str, tuple[Suggestion, ...]] = {}
        self._news: dict[str, Suits] = {}
        self._before: Snapshot | None = None
        self._offering = False
        controller.refreshed.connect(self._refreshed)
        controller.window.messages.action_requested.connect(self._acted)

    # ------------------------------------------------------------ what is known

    def item(self, key: str) -> WaitingItem | None:
        """What waits under a key."""
        items = self._found.items if self._found else ()
        return next((item for item in items if item.key == key), None)

    def cards(self) -> tuple[Card, ...]:
        """The list as cards."""
        if self._found is None:
            return ()
        return cards_of(self._found, self._offers, self._news, self._desk.today)

    def offer(self, on: bool) -> None:
        """Look for openings from now on, as somebody sees them; or no longer."""
        if on and not self._offering:
            self._offering = True
            self._ask_offers()
        self._offering = on

    # ------------------------------------------------------------ reading

    def _refreshed(self) -> None:
        store, now = self._desk.office.store, self._desk.now
        self._desk.delivery.ask(self._desk.lanes.storage, "waiting", partial(waiting, store, now), self._take)

    def _take(self, outcome: Outcome[Waiting]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._found = outcome.value
        keys = {item.key for item in outcome.value.items}
        self._offers = {key: found for key, found in self._offers.items() if key in keys}
        self._news = {key: found for key, found in self._news.items() if key in keys}
        self.changed.emit()
        self._look_for_freed(outcome.value)
        if self._offering:
            self._ask_offers()

    def _ask_offers(self) -> None:
        found = self._found
        if found is None:
            return
        for item in found.items[:MOST_OFFERED]:
            job = partial(_offers_of, found.studio, item, self._desk.now)
            self._desk.delivery.ask(self._desk.lanes.openings, f"waiting {item.key}", job, self._take_offers)

    def _take_offers(self, outcome: Outcome[Offers]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        key, offers = outcome.value
        if self._offers.get(key) != offers:
            self._offers[key] = offers
            self.changed.emit()

    # ------------------------------------------------------------ freed times

    def _look_for_freed(self, found: Waiting) -> None:
        """Whose time came free since the last snapshot, and whom it suits."""
        before, self._before = self._before, self._desk.snapshot
        if before is None or self._before is None or not found.items:
            return
        now = self._desk.now
        freed = tuple(_freed(before.studio, self._before.studio, now))
        if freed:
            job = partial(_suited, self._before.studio, found.items, freed, now)
            self._desk.delivery.ask(self._desk.lanes.openings, "freed", job, self._take_freed)

    def _take_freed(self, outcome: Outcome[tuple[Suits, ...]]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        if not outcome.value:
            return
        self._news |= {suits.item.key: suits for suits in outcome.value}
        more = len(outcome.value) - 1
        words = f" {more} more on the waiting list could come sooner." if more else ""
        message = Message(
            "freed",
            outcome.value[0].say + words,
            actions=(MessageAction(SHOW, "Waiting list"),),
            seconds=20,
        )
        self._desk.window.messages.show_message(message)
        self.changed.emit()

    def _acted(self, _message: str, action: str) -> None:
        if action == SHOW:
            self.show_requested.emit()


def _offers_of(studio: Studio, item: WaitingItem, now: datetime) -> Offers:
    return item.key, best_openings(studio, item, now)


def _freed(before: Studio, after: Studio, now: datetime) -> Iterator[Appointment]:
    """Appointments to come that took time before and don't take that of the same people any more."""
    for key, item in before.appointments.items():
        if item.span.start <= now or not item.blocks_at(now):
            continue
        still = after.appointments.get(key)
        if still is None or not still.blocks_at(now) or (still.span, still.crew) != (item.span, item.crew):
            yield item


def _suited(
    studio: Studio, items: tuple[WaitingItem, ...], freed: tuple[Appointment, ...], now: datetime
) -> tuple[Suits, ...]:
    found: dict[str, Suits] = {}
    for one in freed:
        for suits in suits_waiting(studio, items, one, now):
            found.setdefault(suits.item.key, suits)
    return tuple(found.values())
