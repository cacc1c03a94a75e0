"""Whom the board shows, and in which order: the menu of the corner, and that of one lane."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.people import Face
from studio_app.desk.widgets.buttons import PushButton, without_keys


class PeopleButton(PushButton):
    """Says how many people are shown, and opens the list of all.

    Attributes:
        arrangement: What was chosen.

    Signals:
        arranged: the Arrangement that was chosen.
        away_requested: id of a photographer who is ill or away.
    """

    arranged = Signal(object)
    away_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, kind="quiet")
        self.setObjectName("board_people")
        self.arrangement = Arrangement()
        self._faces: tuple[Face, ...] = ()
        self.clicked.connect(self._open)

    def show_people(self, faces: tuple[Face, ...], arrangement: Arrangement) -> None:
        """Take everybody, in the studio's order, and what is chosen."""
        self._faces, self.arrangement = faces, arrangement
        shown = len(arrangement.shown(face.id for face in faces))
        count = self.tr("{} of {} people") if shown < len(faces) else self.tr("{} people")
        word = count.format(shown, len(faces))
        if len(faces) == 1 and shown == 1:
            word = self.tr("1 person")
        self.setText(f"{word} \N{BLACK DOWN-POINTING SMALL TRIANGLE}")
        self.setAccessibleName(self.tr("{}, choose who is shown").format(word))

    def menu_of_all(self) -> QMenu:
        """Everybody with a tick, to be shown or hidden."""
        menu = QMenu(self)
        menu.setObjectName("board_people_menu")
        names = {face.id: face.name for face in self._faces}
        for key in self.arrangement.ordered(names):
            action = menu.addAction(without_keys(names[key]))
            action.setCheckable(True)
            action.setChecked(key not in self.arrangement.hidden)
            action.setData(key)
            action.triggered.connect(partial(self._toggle, key))
        menu.addSeparator()
        self._add(menu, self.tr("Show everybody"), self.arrangement.with_all_shown())
        self._add(menu, self.tr("Order of the studio"), Arrangement(hidden=self.arrangement.hidden))
        return menu

    def menu_of_one(self, key: str) -> QMenu:
        """What can be done with one lane."""
        everybody = [face.id for face in self._faces]
        menu = QMenu(self)
        menu.setObjectName("board_lane_menu")
        away = menu.addAction(self.tr("Ill or away\N{HORIZONTAL ELLIPSIS}"))
        away.triggered.connect(partial(self._away, key))
        menu.addSeparator()
        self._add(menu, self.tr("Move up"), self.arrangement.moved(key, -1, everybody))
        self._add(menu, self.tr("Move down"), self.arrangement.moved(key, 1, everybody))
        menu.addSeparator()
        self._add(menu, self.tr("Hide"), self.arrangement.with_hidden(key, hidden=True))
        return menu

    def open_for(self, key: str, at: QPoint) -> None:
        """Open the menu of one lane."""
        self._pop(self.menu_of_one(key), at)

    def _open(self) -> None:
        self._pop(self.menu_of_all(), self.mapToGlobal(QPoint(0, self.height())))

    @staticmethod
    def _pop(menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _add(self, menu: QMenu, words: str, arrangement: Arrangement) -> QAction:
        action = menu.addAction(words)
        action.setEnabled(arrangement != self.arrangement)
        action.triggered.connect(partial(self._choose, arrangement))
        return action

    def _toggle(self, key: str, _checked: bool = False) -> None:
        self._choose(self.arrangement.with_hidden(key, hidden=key not in self.arrangement.hidden))

    def _away(self, key: str, _checked: bool = False) -> None:
        self.away_requested.emit(key)

    def _choose(self, arrangement: Arrangement, _checked: bool = False) -> None:
        self.arranged.emit(arrangement)
