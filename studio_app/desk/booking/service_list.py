"""The rows of services and packages, ticked by mouse or keyboard."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.booking.model import Draft, ServiceLine
from studio_app.desk.booking.offers import found_by, packaged_in, toggled
from studio_app.desk.booking.section import INSET
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.wording import ENGLISH, Wording

_ROW = 31
_CAPTION = 26
_SIGN = 14
_TYPING_PAUSE = 900
"""Milliseconds after which typed letters begin a new word."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Model(RowModel[ServiceLine]):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.draft = Draft()
        self.wording: Wording = ENGLISH

    def is_ticked(self, line: ServiceLine) -> bool:
        return line.id in (self.draft.packages if line.package else self.draft.services)

    def starts_packages(self, place: int) -> bool:
        return self.rows[place].package and (place == 0 or not self.rows[place - 1].package)

    def right_text(self, line: ServiceLine) -> str:
        holder = packaged_in(line, self.draft, self.rows)
        if holder:
            return self.tr("in {}").format(holder)
        if line.problem:
            return line.problem
        time = self.wording.duration(line.minutes)
        return f"{time} · {line.note}" if line.note else time

    def spoken(self, row: ServiceLine) -> str:
        kind = self.tr("package") if row.package else ""
        return ", ".join(part for part in (row.name, kind, self.right_text(row)) if part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            line = self.row(index)
            on = self.is_ticked(line) or bool(packaged_in(line, self.draft, self.rows))
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _Delegate(RowDelegate["ServiceList", _Model]):
    def row_height(self, index: Index, width: int) -> int:
        return _ROW + (_CAPTION if self._model.starts_packages(index.row()) else 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, line = theme.current(), self._model.row(index)
        rect = rect.adjusted(INSET, 0, -INSET, 0)
        if self._model.starts_packages(index.row()):
            caption = QRectF(rect.left(), rect.top() + 8, rect.width(), 15)
            font = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, caption, self._model.tr("Packages"), font, shown.text_muted)
            rect.setTop(rect.top() + _CAPTION)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown.line_faint)
        row = rect.adjusted(0, 0, 0, -1)
        if self._view.is_hovered(index.row()):
            painting.fill_round(painter, row.adjusted(-INSET + 2, 1, INSET - 2, -1), shown.raised, 6)
        self._paint_line(painter, row, line)
        if self._view.shows_focus(index.row()):
            painting.draw_ring(painter, row.adjusted(-INSET + 1, 0, INSET - 2, 0), 6)

    def _paint_line(self, painter: QPainter, row: QRectF, line: ServiceLine) -> None:
        shown = theme.current()
        packaged = packaged_in(line, self._model.draft, self._model.rows)
        box = QRectF(row.left(), row.center().y() - painting.TICK / 2, painting.TICK, painting.TICK)
        ticked = self._model.is_ticked(line)
        painting.draw_tick(painter, box, checked=ticked or bool(packaged), enabled=not packaged)
        font, text = shown.font("body", tabular=True), self._model.right_text(line)
        width = min(painting.text_width(text, font) + 1, row.width() * 0.6)
        right = QRectF(row.right() - width, row.top(), width, row.height())
        color = shown.warning if line.problem and not packaged else shown.text_muted
        painting.draw_line(painter, right, text, font, color, Qt.AlignmentFlag.AlignRight)
        if line.problem and not packaged:
            width += _SIGN + 4
            scale = painter.device().devicePixelRatioF()
            sign = QPointF(row.right() - width, row.center().y() - _SIGN / 2)
            painter.drawPixmap(sign, icons.pixmap("warning", color, _SIGN, scale))
        name = QRectF(row.left() + 25, row.top(), row.width() - 25 - width - 8, row.height())
        painting.draw_line(painter, name, line.name, shown.font("body"), shown.text)


class ServiceList(RowList):
    """Letters go to a row, Space or a click ticks it, Enter goes on.

    Signals:
        ticked: the Draft with the row changed.
        done: Enter was pressed.
    """

    ticked = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("services")
        self.setAccessibleName(self.tr("Services and packages"))
        self._lines = _Model(self)
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(self, self._lines))
        self._typed, self._clock = "", QElapsedTimer()

    def show_lines(self, lines: tuple[ServiceLine, ...], wording: Wording) -> None:
        """Show these rows."""
        changed = len(lines) != len(self._lines.rows) or wording != self._lines.wording
        self._lines.wording = wording
        place = self.currentIndex().row()
        self._lines.set_rows(lines)
        if lines and self.currentIndex().row() < 0:
            self.setCurrentIndex(self._lines.index(min(max(place, 0), len(lines) - 1)))
        if changed:
            self.fit()
        self.viewport().update()

    def show_draft(self, draft: Draft) -> None:
        """Show the ticks of a draft."""
        self._lines.draft = draft
        self.viewport().update()

    def toggle(self, place: int) -> None:
        """Tick or untick a row; one that is in a ticked package stays with it."""
        line = self._lines.rows[place]
        if packaged_in(line, self._lines.draft, self._lines.rows):
            return
        self.ticked.emit(toggled(self._lines.draft, line, self._lines.rows))
        self._lines.dataChanged.emit(self._lines.index(place), self._lines.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if held:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            self._tick_current()
        elif event.key() in _ENTER:
            self.done.emit()
        elif event.text().isprintable() and event.text().strip():
            self._go_to(event.text())
        else:
            super().keyPressEvent(event)

    def _tick_current(self) -> None:
        self._typed = ""
        if self.currentIndex().isValid():
            self.toggle(self.currentIndex().row())

    def _go_to(self, letters: str) -> None:
        """Go to the row that the letters typed in a row begin; the same letter again goes to the next one."""
        fresh = not self._clock.isValid() or self._clock.elapsed() > _TYPING_PAUSE
        self._clock.start()
        again = not fresh and self._typed == letters
        self._typed = letters if fresh or again else self._typed + letters
        place = max(self.currentIndex().row(), 0)
        found = found_by(self._lines.rows, self._typed, place + 1 if again else place)
        if found is None and len(self._typed) > 1:
            self._typed = letters
            found = found_by(self._lines.rows, letters, place)
        if found is not None:
            self.setCurrentIndex(self._lines.index(found))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip(self.indexAt(event.pos()).row())), self)
            return True
        return super().viewportEvent(event)

    def tip(self, place: int) -> str:
        """What stands in the way of a row, and where that is mended; "" for nothing."""
        line = self._lines.rows[place] if place >= 0 else None
        if line is None or not line.problem:
            return ""
        return self.tr("{}: {}. Say who can do it in the services.").format(line.name, line.problem)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.clicked_row(event)
        if place >= 0:
            self.toggle(place)
