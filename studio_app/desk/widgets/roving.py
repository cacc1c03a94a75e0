"""One stop of the Tab key for a group of widgets; the arrow keys go from one to the next inside of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class Roving(QObject):
    """Keeps the place in a group of buttons. Hidden and disabled ones are passed over.

    Args:
        parent: Lives as long as this.
        wrap: Whether the last is followed by the first.
    """

    def __init__(self, parent: QObject, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._wrap = wrap

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Take these as the group, in their order."""
        for gone in set(self._widgets) - set(widgets):
            gone.removeEventFilter(self)
        for widget in widgets:
            if widget not in self._widgets:
                widget.installEventFilter(self)
        self._widgets = list(widgets)
        current = next((widget for widget in self._widgets if widget.hasFocus()), None)
        self.set_current(current or (self._widgets[0] if self._widgets else None))

    def set_current(self, current: QWidget | None) -> None:
        """Make one of them the stop of the Tab key."""
        for widget in self._widgets:
            widget.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if widget is current else Qt.FocusPolicy.ClickFocus
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.set_current(watched)
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(watched, QWidget)
        ):
            return self._key(watched, Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, watched: QWidget, key: Qt.Key) -> bool:
        usable = [widget for widget in self._widgets if widget.isVisible() and widget.isEnabled()]
        if watched not in usable:
            return False
        target = self._target(usable, usable.index(watched), key)
        if target is None:
            return False
        usable[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _target(self, usable: Sequence[QWidget], place: int, key: Qt.Key) -> int | None:
        last = len(usable) - 1
        if key == Qt.Key.Key_Home:
            return 0
        if key == Qt.Key.Key_End:
            return last
        if key not in (*_FORWARD, *_BACK):
            return None
        step = place + (1 if key in _FORWARD else -1)
        return step % len(usable) if self._wrap else min(max(step, 0), last)
