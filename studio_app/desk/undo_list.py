"""The list of what was done today, last first: one click takes everything back that was done since."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.messages import Message
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.buttons import without_keys

MOST_LISTED = 15
_LONGEST = 80
"""Characters of a name in the list."""


class UndoList(QObject):
    """Opens the list under what was pressed, or in the middle of the window."""

    def __init__(self, controller: Controller, doing: Doing, board_button: QWidget) -> None:
        """Listen to the command.

        Args:
            controller: The desk.
            doing: Knows the steps, and takes them back.
            board_button: Under which the list opens while it is seen.
        """
        super().__init__(controller.window)
        self._desk, self._doing, self._button = controller, doing, board_button
        controller.window.commands[Name.UNDO_LIST].triggered.connect(self.open)

    def open(self) -> None:
        """Show the list, or say that there is nothing."""
        window = self._desk.window
        if not self._doing.steps.done:
            words = self.tr("There is nothing to undo.")
            window.messages.show_message(Message("undo", words, seconds=4, tone=Tone.PLAIN))
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._place(menu))
        menu.setActiveAction(menu.actions()[1])

    def menu(self) -> QMenu:
        """The steps, last first, below a title."""
        menu = QMenu(self._desk.window)
        menu.setObjectName("undo_list")
        menu.addAction(self.tr("Undo down to this one")).setEnabled(False)
        snapshot = self._desk.snapshot
        for number, taken in enumerate(reversed(self._doing.steps.done[-MOST_LISTED:]), start=1):
            name = taken.undo.name
            if len(name) > _LONGEST:
                name = f"{name[:_LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"
            time = self._desk.wording.time(taken.at, snapshot.studio.settings.timezone) if snapshot else ""
            action = menu.addAction(without_keys("   ".join(filter(None, (time, name)))))
            action.triggered.connect(partial(self._undo, number))
        return menu

    def _undo(self, count: int) -> None:
        self._doing.undo_back(count)

    def _place(self, menu: QMenu) -> QPoint:
        if self._button.isVisible():
            below = self._button.rect().bottomRight() - QPoint(menu.sizeHint().width(), -4)
            return self._button.mapToGlobal(below)
        window = self._desk.window
        size = menu.sizeHint()
        return window.mapToGlobal(window.rect().center() - QPoint(size.width() // 2, size.height() // 2))
