"""Simple pages that list what the studio has: team, services, zones.

They are read at a glance and lead on by actions of a row; the pages of their own come with later views.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel

_ROW, _SECTION, _PAD, _AVATAR = 56, 34, 20, 32
_WIDEST = 920


@dataclass(frozen=True, slots=True)
class RowAction:
    """Something that can be done with a row or a page."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the list.

    Attributes:
        detail: The paler line under the title.
        state: A word at the right, such as `synced 12 s ago`, coloured by `tone`.
        section: Title above the first row of its kind.
        actions: Offered at the right; Enter and a double click take the first.
    """

    key: str
    title: str
    detail: str = ""
    face: Face | None = None
    state: str = ""
    tone: Tone = Tone.PLAIN
    section: str = ""
    actions: tuple[RowAction, ...] = ()


@dataclass(frozen=True, slots=True)
class PageState:
    """A page: its heading for the top bar, its rows, and what it says without any.

    Attributes:
        actions: Of the whole page, over the list.
    """

    heading: str
    subtitle: str = ""
    rows: tuple[Row, ...] = ()
    actions: tuple[RowAction, ...] = ()
    empty_title: str = ""
    empty_text: str = ""
    empty_icon: str = "info"


class _Model(RowModel[Row]):
    def spoken(self, row: Row) -> str:
        return ", ".join(part for part in (row.title, row.detail, row.state) if part)

    def starts_section(self, place: int) -> bool:
        section = self.rows[place].section
        return bool(section) and (place == 0 or self.rows[place - 1].section != section)


class _Delegate(RowDelegate):
    def __init__(self, view: PageList, model: _Model) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def row_height(self, index: Index, width: int) -> int:
        return _ROW + (_SECTION if self._model.starts_section(index.row()) else 0)

    def body(self, rect: QRectF, place: int) -> QRectF:
        """The row without the title of its section."""
        return rect.adjusted(0, _SECTION if self._model.starts_section(place) else 0, 0, 0)

    def action_rects(self, rect: QRectF, place: int) -> list[tuple[RowAction, QRectF]]:
        """Where the words of the actions stand, from the right."""
        body, font = self.body(rect, place), _link_font()
        right = body.right() - _PAD
        found = []
        for action in reversed(self._model.rows[place].actions):
            width = painting.text_width(action.words, font) + 2
            found.append((action, QRectF(right - width, body.top(), width, body.height() - 1)))
            right -= width + 16
        return found

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        if self._model.starts_section(place):
            caption = QRectF(rect.left() + _PAD, rect.top() + 12, rect.width() - 2 * _PAD, 18)
            font = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, caption, row.section, font, shown.text_muted)
        body = self.body(rect, place)
        if place + 1 < len(self._model.rows):
            line = QRectF(body.left() + _PAD, body.bottom() - 1, body.width() - 2 * _PAD, 1)
            painter.fillRect(line, shown.line_faint)
        if self._view.is_hovered(place):
            painting.fill_round(painter, body.adjusted(6, 3, -6, -4), shown.raised, 8)
        right = self._paint_right(painter, rect, row, place)
        self._paint_left(
            painter,
            QRectF(body.left() + _PAD, body.top(), right - body.left() - _PAD, body.height() - 1),
            row,
        )
        if self._view.shows_focus(place):
            painting.draw_ring(painter, body.adjusted(6, 2, -6, -3), 8)

    def _paint_right(self, painter: QPainter, rect: QRectF, row: Row, place: int) -> float:
        """Actions and state; returns where the room for the left side ends."""
        shown, body = theme.current(), self.body(rect, place)
        right = body.right() - _PAD
        for action, box in self.action_rects(rect, place):
            painting.draw_line(painter, box, action.words, _link_font(), shown.accent)
            right = box.left() - 16
        if row.state:
            font = shown.font("body")
            width = min(painting.text_width(row.state, font) + 2, body.width() * 0.4)
            box = QRectF(right - width, body.top(), width, body.height() - 1)
            colour = shown.text_muted if row.tone is Tone.GOOD else shown.ink(row.tone)
            painting.draw_line(painter, box, row.state, font, colour, Qt.AlignmentFlag.AlignRight)
            right = box.left() - 16
            if row.tone is not Tone.PLAIN:
                dot = QRectF(box.left() - 14, box.center().y() - 4, 8, 8)
                painting.fill_round(painter, dot, shown.ink(row.tone), 4)
                right = dot.left() - 16
        return right

    @staticmethod
    def _paint_left(painter: QPainter, body: QRectF, row: Row) -> None:
        shown = theme.current()
        if row.face is not None:
            disc = QRectF(body.left(), body.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
            painting.draw_avatar(painter, disc, row.face)
            body = body.adjusted(_AVATAR + 12, 0, 0, 0)
        middle = body.center().y()
        title = QRectF(body.left(), middle - 18 if row.detail else middle - 9, body.width(), 18)
        painting.draw_line(painter, title, row.title, shown.font("body", QFont.Weight.DemiBold), shown.text)
        if row.detail:
            detail = QRectF(body.left(), middle + 1, body.width(), 16)
            painting.draw_line(painter, detail, row.detail, shown.font("caption"), shown.text_muted)


def _link_font() -> QFont:
    return theme.current().font("body", QFont.Weight.DemiBold)


class PageList(RowList):
    """The rows of a page.

    Signals:
        acted: key of the row, key of the action.
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = _Delegate(self, self._model)
        self.setItemDelegate(self._delegate)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these."""
        place = max(self.currentIndex().row(), 0)
        self._model.set_rows(rows)
        self.fit()
        if rows:
            self.setCurrentIndex(self._model.index(min(place, len(rows) - 1)))
        self.viewport().update()

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    def action_point(self, place: int, key: str) -> QPoint:
        """Middle of the words of an action, in the viewport."""
        boxes = self._delegate.action_rects(self.row_rect(place), place)
        return next(box.center().toPoint() for action, box in boxes if action.key == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._act_first(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.indexAt(event.position().toPoint()).row()
        if place < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        for action, box in self._delegate.action_rects(self.row_rect(place), place):
            if box.adjusted(-6, 8, 6, -8).contains(event.position()):
                self.acted.emit(self._model.rows[place].key, action.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._act_first(self.indexAt(event.position().toPoint()).row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The actions as a menu, for a right click and for the menu key."""
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        place = self.indexAt(event.pos()).row() if by_mouse else self.currentIndex().row()
        if place < 0 or not self._model.rows[place].actions:
            return
        row = self._model.rows[place]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in row.actions:
            menu.addAction(action.words).setData((row.key, action.key))
        menu.triggered.connect(self._act_from_menu)
        corner = (
            event.globalPos()
            if by_mouse
            else self.viewport().mapToGlobal(self.row_rect(place).center().toPoint())
        )
        menu.popup(corner)

    def _act_from_menu(self, action: object) -> None:
        row, key = action.data()  # type: ignore[attr-defined]
        self.acted.emit(row, key)

    def _act_first(self, place: int) -> None:
        if 0 <= place < len(self._model.rows) and self._model.rows[place].actions:
            row = self._model.rows[place]
            self.acted.emit(row.key, row.actions[0].key)


class ListPage(View):
    """A page with one card.

    Signals:
        action_requested: key of the row ("" for the page), key of the action.
    """

    action_requested = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._state = PageState("")
        self._buttons: list[QPushButton] = []
        self.card = QFrame(self)
        self.card.setProperty("kind", "card")
        self.list = PageList(self.card)
        self.empty = EmptyState(self)
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(1, 8, 1, 8)
        inner.addWidget(self.list)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._actions.addStretch(1)
        holder = QWidget(self)
        holder.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._actions)
        column.addWidget(self.card)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(holder, 1000)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.addLayout(row, 1)
        whole.addWidget(self.empty, 1000)
        self.list.acted.connect(self.action_requested)

    def state(self) -> PageState:
        """What is shown."""
        return self._state

    def heading(self) -> Heading:
        """That of the state."""
        return Heading(self._state.heading, self._state.subtitle)

    def begin(self) -> None:
        """Go to the rows."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_state(self, state: PageState) -> None:
        """Show a page."""
        if state.actions != self._state.actions:
            self._show_actions(state.actions)
        self._state = state
        self.list.setAccessibleName(state.heading)
        self.list.show_rows(state.rows)
        self.card.setVisible(bool(state.rows))
        self.empty.setVisible(not state.rows)
        self.empty.show_words(state.empty_icon, state.empty_title, state.empty_text)
        self.heading_changed.emit()

    def _show_actions(self, actions: Sequence[RowAction]) -> None:
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = PushButton(action.words, self)
            button.setProperty("key", action.key)
            button.clicked.connect(self._page_action)
            self._actions.addWidget(button)
            self._buttons.append(button)

    def button(self, key: str) -> QPushButton:
        """The button of an action of the page."""
        return next(button for button in self._buttons if button.property("key") == key)

    def _page_action(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.action_requested.emit("", button.property("key"))
