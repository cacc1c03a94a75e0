"""The list pages: filled when they are looked at, and what can be done from their rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from studio_app.actions.calendar_sources import (
    AddCalendarSource,
    RemoveCalendarSource,
    add_calendar_source,
    remove_calendar_source,
)
from studio_app.actions.retry_write import retry_writes
from studio_app.desk import page_content
from studio_app.desk.bookings import Bookings
from studio_app.desk.controller import Controller
from studio_app.desk.main_window import PAGES
from studio_app.domain.appointment import Appointment


class ListPages(QObject):
    """Between the list pages and the actions.

    Signals:
        read_again: the calendars shall be read.
    """

    read_again = Signal()

    def __init__(self, controller: Controller, bookings: Bookings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bookings = controller, bookings
        controller.refreshed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        controller.window.pages["orders"].action_requested.connect(self._order)
        controller.window.pages["calendars"].action_requested.connect(self._calendar)

    def show_page(self, _view: str = "") -> None:
        """Fill the page that is looked at."""
        desk, key = self._desk, self._desk.window.view()
        if desk.snapshot and key in PAGES:
            desk.window.set_page(key, page_content.page_state(key, desk.snapshot, desk.now))

    # ------------------------------------------------------------ orders

    def _order(self, order: str, action: str) -> None:
        items = self._appointments(order)
        if action == page_content.RETRY:
            ids = [item.id for item in items]
            self._bookings.do(lambda store, now, _actor: retry_writes(store, now, ids))
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

    # ------------------------------------------------------------ calendars

    def _calendar(self, source: str, action: str) -> None:
        if action == page_content.READ_AGAIN:
            self.read_again.emit()
        elif action == page_content.ADD_CALENDAR:
            self._ask_whose()
        elif action == page_content.REMOVE:
            command = RemoveCalendarSource(source)
            self._bookings.do(lambda store, now, actor: remove_calendar_source(store, now, actor, command))

    def _ask_whose(self) -> None:
        """Whose calendar it is, then which file."""
        snapshot, page = self._desk.snapshot, self._desk.window.pages["calendars"]
        if snapshot is None:
            return
        menu = QMenu(page)
        menu.setObjectName("whose_calendar")
        for person in snapshot.studio.photographers:
            menu.addAction(person.name.replace("&", "&&")).setData(person.id)
        menu.triggered.connect(self._ask_file)
        menu.aboutToHide.connect(menu.deleteLater)
        button = page.button(page_content.ADD_CALENDAR)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_file(self, action: object) -> None:
        person = action.data()  # type: ignore[attr-defined] # a QAction
        dialog = QFileDialog(self._desk.window, "Choose a calendar file", "", "Calendars (*.ics)")
        dialog.setObjectName("calendar_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self.add_calendar, person))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_calendar(self, person: str, path: str) -> None:
        """Read a photographer's busy times from a file or folder from now on."""
        command, busy = AddCalendarSource(person, path), self._desk.office.busy
        self._bookings.do(lambda store, now, actor: add_calendar_source(store, now, actor, command, busy))
