"""The menus of hours."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.hours.offers import Entry, Preset
from studio_app.desk.widgets.buttons import without_keys


def day_menu(parent: QWidget, entries: Iterable[Entry], copies: Iterable[Entry], copy_words: str) -> QMenu:
    """The menu of a day; each action's data is its Entry."""
    menu = _menu(parent, "hours_menu")
    _fill(menu, entries)
    below = menu.addMenu(copy_words)
    below.setObjectName("hours_copy_menu")
    _fill(below, copies)
    return menu


def presets_menu(parent: QWidget, presets: Iterable[Preset], clear: Preset) -> QMenu:
    """Hours of a whole week; each action's data is its Preset."""
    menu = _menu(parent, "hours_presets")
    for preset in presets:
        menu.addAction(without_keys(preset.words)).setData(preset)
    menu.addSeparator()
    menu.addAction(without_keys(clear.words)).setData(clear)
    return menu


def _menu(parent: QWidget, name: str) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _fill(menu: QMenu, entries: Iterable[Entry]) -> None:
    for entry in entries:
        if entry.rule:
            menu.addSeparator()
        action = menu.addAction(without_keys(entry.words))
        action.setData(entry)
        action.setEnabled(entry.enabled)
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
