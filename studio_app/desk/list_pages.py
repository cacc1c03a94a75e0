"""The list pages: filled when they are looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio_app.desk import page_content
from studio_app.desk.controller import Controller


class ListPages(QObject):
    """Between the list pages and the studio."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        controller.refreshed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)

    def show_page(self, _view: str = "") -> None:
        """Fill the page that is looked at."""
        desk, key = self._desk, self._desk.window.view()
        if desk.snapshot and key in desk.window.pages:
            desk.window.set_page(key, page_content.page_state(key, desk.snapshot))
