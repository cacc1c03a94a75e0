"""Keys that a widget keeps for itself although the window has a shortcut on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def kept(event: QEvent, *keys: Qt.Key) -> bool:
    """Keep one of these keys from the window's shortcuts: call it from `QWidget.event`, and if it says True return True.

    Qt asks the focused widget by a ShortcutOverride event before it looks for shortcuts.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys:
        return False
    event.accept()
    return True
