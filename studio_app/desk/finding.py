"""Find over orders, agents and addresses: asked in the storage lane at every key, the newest words win."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from studio_app.actions.find import Hits, find
from studio_app.desk.booking.model import Draft
from studio_app.desk.controller import Controller
from studio_app.desk.find import Found, FoundKind
from studio_app.domain.order import Order
from studio_app.worker.lane import Outcome


class Finding(QObject):
    """Between the find field and the storage lane.

    Signals:
        order_requested: id of an order that was found and stands in none of the days that are loaded.
    """

    order_requested = Signal(str)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._field = controller.window.top_bar.find_field
        self._field.query_changed.connect(self._ask)
        self._field.found.connect(self._go)

    def _ask(self, words: str) -> None:
        desk = self._desk
        job = partial(find, desk.office.store, words)
        desk.delivery.ask(desk.lanes.storage, "find", job, self._take)

    def _take(self, outcome: Outcome[Hits]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._field.set_results(outcome.value.words, self._rows(outcome.value))

    def _rows(self, hits: Hits) -> Sequence[Found]:
        names = {agent.id: agent.name for agent in hits.known_agents}
        orders = [
            Found(
                FoundKind.ORDER,
                order.id,
                order.property.address,
                names.get(order.agent, ""),
                self._when(order),
            )
            for order in hits.orders
        ]
        agents = [
            Found(FoundKind.AGENT, agent.id, agent.name, agent.brokerage, agent.phone)
            for agent in hits.agents
        ]
        addresses = [Found(FoundKind.ADDRESS, address, address) for address in hits.addresses]
        return [*orders, *agents, *addresses]

    def _when(self, order: Order) -> str:
        snapshot = self._desk.snapshot
        if snapshot is None:
            return ""
        starts = [item.span.start for item in snapshot.studio.appointments.values() if item.order == order.id]
        if not starts:
            return ""
        return self._desk.wording.moment(min(starts), snapshot.studio.settings.timezone, self._desk.today)

    def _go(self, found: Found) -> None:
        """Show an order's appointment, or the order; begin a booking for an agent or an address."""
        desk = self._desk
        if found.kind is FoundKind.ORDER and desk.snapshot:
            items = [item for item in desk.snapshot.studio.appointments.values() if item.order == found.id]
            live = [item for item in items if item.blocks_at(desk.now)]
            if live:
                desk.window.show_view("desk")
                desk.show_moment(min(live, key=lambda item: item.span.start).span.start)
            else:
                self.order_requested.emit(found.id)
            return
        desk.window.show_view("desk")
        desk.start_new()
        draft = Draft(agent=found.id) if found.kind is FoundKind.AGENT else Draft(address=found.id)
        desk.window.booking.set_draft(draft)
        desk.change_draft(draft)
