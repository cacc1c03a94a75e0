"""A widget in a window of its own, ready for keys and mouse."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def show(qtbot: QtBot, window: QWidget, page: object) -> None:
    """Show a window and wait until it has the keyboard; `page`, which holds it, lives as long as it does.

    pytest-qt remembers widgets weakly and paints once more after the test: without this the collector may take the
    window, which nobody else holds, from under its own paint event.
    """
    qtbot.addWidget(window, before_close_func=partial(_stay, page))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QApplication.processEvents()


def _stay(_page: object, _window: QWidget) -> None:
    """Keeps the page until its window is closed."""
