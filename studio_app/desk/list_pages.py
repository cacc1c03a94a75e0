"""The list pages: filled when they are looked at, and what can be done from their rows."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio_app.actions.retry_write import retry_writes
from studio_app.desk import page_content
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.domain.appointment import Appointment


class ListPages(QObject):
    """Between the list pages and the actions."""

    def __init__(self, controller: Controller, doing: Doing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        controller.refreshed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        controller.window.pages["orders"].action_requested.connect(self._order)

    def show_page(self, _view: str = "") -> None:
        """Fill the page that is looked at."""
        desk, key = self._desk, self._desk.window.view()
        if desk.snapshot and key in desk.window.pages:
            desk.window.set_page(key, page_content.page_state(key, desk.snapshot, desk.now))

    def _order(self, order: str, action: str) -> None:
        items = self._appointments(order)
        if action == page_content.RETRY:
            ids = [item.id for item in items]
            self._doing.do(lambda store, now, _actor: retry_writes(store, now, ids))
        elif items:
            self._desk.window.show_view("desk")
            live = [item for item in items if item.blocks_at(self._desk.now)] or items
            self._desk.show_moment(min(item.span.start for item in live))

    def _appointments(self, order: str) -> list[Appointment]:
        snapshot = self._desk.snapshot
        return (
            [item for item in snapshot.studio.appointments.values() if item.order == order]
            if snapshot
            else []
        )
