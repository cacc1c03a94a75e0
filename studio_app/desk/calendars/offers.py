"""Menus of what can be done with a calendar, an account or a photographer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.calendars.model import Offer
from studio_app.desk.widgets.buttons import without_keys

Take = Callable[[object], None]
"""A bound method that gets the QAction; its data is the Offer."""


def open_menu(offers: Sequence[Offer], owner: QWidget, at: QPoint, take: Take) -> QMenu:
    """Show a menu at a place of the screen; it goes when it is left."""
    menu = QMenu(owner)
    menu.setObjectName("offers")
    _fill(menu, offers)
    menu.triggered.connect(take)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu


def _fill(menu: QMenu, offers: Sequence[Offer]) -> None:
    group = ""
    for offer in offers:
        if offer.group != group:
            group = offer.group
            menu.addSeparator()
            if group:
                menu.addAction(_escaped(group)).setEnabled(False)
        if offer.more:
            _fill(menu.addMenu(_escaped(offer.words)), offer.more)
        else:
            menu.addAction(_escaped(offer.words)).setData(offer)


def offer_of(action: object) -> Offer | None:
    """What an entry of a menu stands for."""
    data = action.data() if isinstance(action, QAction) else None
    return data if isinstance(data, Offer) else None


def _escaped(words: str) -> str:
    """A name from outside must not become a mnemonic."""
    return without_keys(" ".join(words.split()))
