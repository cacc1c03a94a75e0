"""The matrix under the hand and the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk.skills import gesture, model
from studio_app.desk.skills.accessible import SkillsTable
from studio_app.desk.skills.geometry import ROW, Hit, Part
from studio_app.desk.skills.keyboard import Toggle, target, toggled
from studio_app.desk.skills.matrix import PaintedSkills
from studio_app.desk.skills.model import Cell
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.labels import plain_tip

_KEYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_PageUp: "page up",
    Qt.Key.Key_PageDown: "page down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
_TYPING_MS = 1000
"""Letters that follow each other quicker than this belong to one name."""
_SCROLL_MS = 40


class SkillsGrid(PaintedSkills):
    """A click toggles, a held button paints, names and headings toggle all; keys do the same.

    Signals:
        painted: cells (a frozenset of pairs of ids) and whether they are to be ticked: one gesture.
        menu_requested: the Hit that a menu is wanted of, and where on the screen.
    """

    painted = Signal(object, bool)
    menu_requested = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._table: SkillsTable | None = None
        super().__init__(parent)
        self.setObjectName("skills_grid")
        self.setAccessibleName(self.tr("Skills of the team"))
        self._pointer = QPointF()
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._forget.timeout.connect(self._typed_enough)
        self._scroll = QTimer(self, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._places.hit(event.position().x(), event.position().y())
        if hit.part is Part.CELL:
            self._at = hit.row, hit.column
            self._stroke = gesture.begun(self._at, ticked=self._cell(self._at) in self._state.has)
            self._say()
        elif hit.part is Part.NAME:
            self._toggle(model.row_cells(self._state, self._there, hit.row))
        elif hit.part is Part.HEADING:
            self._toggle(model.column_cells(self._state, self._there, hit.column))
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._stroke is not None:
            self._follow()
            inside = self.viewport().rect().contains(event.position().toPoint())
            if inside and self._pointer.y() >= self._places.head and self._pointer.x() >= self._places.names:
                self._scroll.stop()
            elif not self._scroll.isActive():
                self._scroll.start()
            return
        under = self._places.hit(self._pointer.x(), self._pointer.y())
        if under != self._under:
            self._under = under
            pointing = under.part is not Part.NOTHING
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._stroke is not None:
            stroke, self._stroke = self._stroke, None
            self._scroll.stop()
            self._commit(frozenset(self._cells(stroke)), stroke.value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks are two clicks.
        self.mousePressEvent(event)

    def leaveEvent(self, _event: QEvent) -> None:
        self._under = Hit()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of what is under the mouse; by the key of the keys' place."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            hit = self._places.hit(event.pos().x(), event.pos().y())
            at = event.globalPos()
        elif self._there.nothing:
            return
        else:
            hit = Hit(Part.CELL, *self._at)
            box = self._places.cell(*self._at)
            at = self.viewport().mapToGlobal(QPoint(round(box.x + box.width / 2), round(box.y + box.height)))
        if hit.part is not Part.NOTHING:
            self.menu_requested.emit(hit, at)

    def toggle_row(self, row: int, value: bool) -> None:
        """Give or take all that is shown of a row."""
        self._commit(frozenset(model.row_cells(self._state, self._there, row)), value)

    def toggle_column(self, column: int, value: bool) -> None:
        """Give or take all that is shown of a column."""
        self._commit(frozenset(model.column_cells(self._state, self._there, column)), value)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self.words_at(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def words_at(self, point: QPointF) -> str:
        """What lies under a point, in words."""
        hit = self._places.hit(point.x(), point.y())
        if hit.part is Part.CELL:
            return model.cell_words(self.state, self._there, hit.row, hit.column)
        if hit.part is Part.NAME:
            return model.row_words(self.state, self._there, hit.row)
        if hit.part is Part.HEADING:
            return model.column_words(self.state, self._there, hit.column)
        return ""

    def _follow(self) -> None:
        """Paint on to the cell that is nearest to the hand."""
        place = self._places.nearest(self._pointer.x(), self._pointer.y())
        if place is not None and self._stroke is not None:
            self._stroke = gesture.moved(self._stroke, place)
            self._at = place
            self.viewport().update()

    def _scroll_on(self) -> None:
        """Scroll while the hand is held over an edge."""
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        x, y, places = self._pointer.x(), self._pointer.y(), self._places
        bars[0].setValue(
            bars[0].value() + (ROW // 2 if x >= places.width else -ROW // 2 if x < places.names else 0)
        )
        bars[1].setValue(
            bars[1].value() + (ROW // 2 if y >= places.height else -ROW // 2 if y < places.head else 0)
        )
        self._follow()

    def _let_go(self) -> None:
        super()._let_go()
        self._scroll.stop()

    # ------------------------------------------------------------ cells

    def _toggle(self, cells: tuple[Cell, ...]) -> None:
        if cells:
            self._commit(frozenset(cells), not model.all_ticked(self._state, cells))

    def _commit(self, cells: frozenset[Cell], value: bool) -> None:
        """Hand on what differs; it is shown at once, and stays until somebody says otherwise."""
        changed = frozenset(cell for cell in cells if (cell in self._state.has) is not value)
        self._state = model.with_cells(self._state, changed, value)
        self._lay_out()
        self._say()
        if changed:
            self.painted.emit(changed, value)

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        if self._stroke is not None and kept(event, Qt.Key.Key_Escape):
            return True
        if kept(event, Qt.Key.Key_Space):
            return True
        # What is typed is a name, whatever the window's shortcuts of one letter are.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _letter(event)
            and (event.text() != "?" or self._typed)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, there = Qt.Key(event.key()), self._there
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self._stroke is not None:
            self._let_go()
        elif key == Qt.Key.Key_Space and not there.nothing:
            self._space(toggled(shift=shift, control=control))
        elif key in _KEYS:
            place = target(_KEYS[key], *self._at, len(there.people), len(there.services), control=control)
            if place:
                self._go(place)
        elif _letter(event):
            self._type(event.text())
        else:
            super().keyPressEvent(event)

    def _space(self, what: Toggle) -> None:
        row, column = self._at
        if what is Toggle.ROW:
            self._toggle(model.row_cells(self._state, self._there, row))
        elif what is Toggle.COLUMN:
            self._toggle(model.column_cells(self._state, self._there, column))
        else:
            self._toggle((self._cell(self._at),))
        self._announce()

    def _type(self, letter: str) -> None:
        self._typed += letter
        self._forget.start()
        place = model.found(self._state, self._there, self._typed, *self._at)
        if place:
            self._go(place)

    def _typed_enough(self) -> None:
        self._typed = ""

    def _go(self, place: tuple[int, int]) -> None:
        self._at = place
        self._reveal(*place)
        self._say()
        self._announce()
        self.viewport().update()

    def _shown_anew(self) -> None:
        self._say()
        if self._table is not None:
            self._table.read(self._state, self._there)

    def _say(self) -> None:
        if not self._there.nothing:
            self.setAccessibleDescription(model.cell_words(self.state, self._there, *self._at))

    def _announce(self) -> None:
        if QAccessible.isActive():
            words = self.accessibleDescription()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
            self.table()

    def table(self) -> SkillsTable:
        """The table for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = SkillsTable(self)
            self._table.read(self._state, self._there)
            self._table.toggled.connect(self._toggle_spoken)
            self._table.show()
            self._table.lower()
        return self._table

    def _toggle_spoken(self, row: int, column: int) -> None:
        self._toggle((self._cell((row, column)),))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if QAccessible.isActive():
            self.table()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._let_go()


def _letter(event: QKeyEvent) -> bool:
    """Whether a key types a letter of a name."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(event.text()) and event.text().isprintable() and event.text() != " " and not held
