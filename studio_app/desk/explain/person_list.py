"""The rows of the explanation: one photographer each, with the reasons that fold out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.explain.model import PersonRow, Verdict
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel

INSET = 8
"""Room at the left and right of a row for its focus ring."""
_TOP, _NAME, _LINE, _FOOT = 10, 17, 15, 8
_TEXT_LEFT = 31
_MOST_LINES = 3
_MOST_KNOWN = 512


class _Model(RowModel[PersonRow]):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.opened: frozenset[str] = frozenset()
        self._words = self._verdict_words()

    def verdict_word(self, verdict: Verdict) -> str:
        return self._words[verdict]

    def _verdict_words(self) -> dict[Verdict, str]:
        return {
            Verdict.PICK: self.tr("Pick"),
            Verdict.FREE: self.tr("Free"),
            Verdict.BUSY: self.tr("Busy"),
            Verdict.HELD: self.tr("Held"),
            Verdict.SKILL: self.tr("Skill"),
            Verdict.ZONE: self.tr("Zone"),
            Verdict.OFF: self.tr("Off"),
            Verdict.BUFFER: self.tr("Buffer"),
            Verdict.FAR: self.tr("Too far"),
            Verdict.FULL: self.tr("Full"),
            Verdict.UNKNOWN: self.tr("Unknown"),
            Verdict.PLACE: self.tr("Place?"),
            Verdict.CLOSED: self.tr("Closed"),
            Verdict.SOON: self.tr("Too soon"),
            Verdict.LATE: self.tr("Too late"),
            Verdict.PRESET: self.tr("Preset"),
            Verdict.DUSK: self.tr("Dusk"),
            Verdict.ALONE: self.tr("Alone"),
        }

    def more_text(self, row: PersonRow) -> str:
        if not row.further:
            return ""
        return self.tr("less") if row.face.id in self.opened else self.tr("+{} more").format(len(row.further))

    def spoken(self, row: PersonRow) -> str:
        reasons = "; ".join((row.line, *row.further)) if row.failures else row.detail
        return ", ".join(part for part in (row.face.name, self.verdict_word(row.verdict), reasons) if part)


class _Delegate(RowDelegate["PersonList", _Model]):
    def __init__(self, view: PersonList, model: _Model) -> None:
        super().__init__(view, model)
        # A list asks for the same rows many times while it lays itself out.
        self._known: dict[tuple[PersonRow, bool, int], tuple[str, ...]] = {}

    def lines(self, row: PersonRow, width: float) -> tuple[str, ...]:
        """The paler lines under the name; the first reason, and all of them where the row is opened."""
        key = (row, row.face.id in self._model.opened, int(width))
        if key not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._broken_lines(row, width)
        return self._known[key]

    def _broken_lines(self, row: PersonRow, width: float) -> tuple[str, ...]:
        font = theme.current().font("caption")
        opened = row.face.id in self._model.opened
        more = self._model.more_text(row)
        kept = painting.text_width(f"  {more}", font) if more else 0
        first = painting.wrapped(row.line, font, width, 99 if opened else _MOST_LINES) if row.line else ()
        if more and not opened and first and painting.text_width(first[-1], font) + kept > width:
            first = (*first, "")
        if not opened:
            return first
        rest = [line for text in row.further for line in painting.wrapped(f"• {text}", font, width)]
        return (*first, *rest, "")

    def row_height(self, index: Index, width: int) -> int:
        row = self._model.row(index)
        count = max(1, len(self.lines(row, self._text_width(row, width))))
        return _TOP + _NAME + _LINE * count + _FOOT

    def _text_width(self, row: PersonRow, width: float) -> float:
        word = painting.text_width(self._model.verdict_word(row.verdict), _verdict_font())
        # The word is at the height of the name only, but lines that run under it would look torn.
        return width - 2 * INSET - _TEXT_LEFT - word - 8

    def more_rect(self, place: int) -> QRectF:
        """Where `+2 more` stands in the viewport; empty without."""
        row, rect = self._model.rows[place], self._view.row_rect(place)
        more = self._model.more_text(row)
        if not more:
            return QRectF()
        font = theme.current().font("caption", QFont.Weight.DemiBold)
        lines = self.lines(row, self._text_width(row, rect.width()))
        used = painting.text_width(lines[-1], theme.current().font("caption")) if lines[-1] else 0
        top = rect.top() + _TOP + _NAME + _LINE * (len(lines) - 1)
        gap = 8 if used else 0
        left = rect.left() + INSET + _TEXT_LEFT + used + gap
        return QRectF(left, top, painting.text_width(more, font) + 2, _LINE)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row = theme.current(), self._model.row(index)
        inner = rect.adjusted(INSET, 0, -INSET, -1)
        painter.fillRect(QRectF(inner.left(), inner.bottom(), inner.width(), 1), shown.line_faint)
        if self._view.wanted() == row.face.id:
            painting.fill_round(painter, rect.adjusted(0, 2, 0, -3), shown.accent_soft, 8)
        elif self._view.is_hovered(index.row()):
            painting.fill_round(painter, rect.adjusted(0, 2, 0, -3), shown.raised, 8)
        painting.draw_avatar(
            painter, QRectF(inner.left(), inner.top() + 8.5, painting.AVATAR, painting.AVATAR), row.face
        )
        self._paint_words(painter, inner, row)
        more = self.more_rect(index.row())
        if not more.isEmpty():
            strong = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, more, self._model.more_text(row), strong, shown.accent)
        if self._view.shows_focus(index.row()):
            painting.draw_ring(painter, rect.adjusted(0, 1, 0, -2), 7)

    def _paint_words(self, painter: QPainter, inner: QRectF, row: PersonRow) -> None:
        shown = theme.current()
        word, font = self._model.verdict_word(row.verdict), _verdict_font()
        width = painting.text_width(word, font) + 1
        right = QRectF(inner.right() - width, inner.top() + _TOP, width, _NAME)
        painting.draw_line(painter, right, word, font, shown.ink(row.tone), Qt.AlignmentFlag.AlignRight)
        left = inner.left() + _TEXT_LEFT
        name = QRectF(left, inner.top() + _TOP, inner.width() - _TEXT_LEFT - width - 8, _NAME)
        painting.draw_line(
            painter, name, row.face.name, shown.font("body", QFont.Weight.DemiBold), shown.text
        )
        small = shown.font("caption")
        room = self._text_width(row, inner.width() + 2 * INSET)
        for number, line in enumerate(self.lines(row, room)):
            box = QRectF(left, inner.top() + _TOP + _NAME + _LINE * number, room + 1, _LINE)
            painting.draw_line(painter, box, line, small, shown.text_muted)


def _verdict_font() -> QFont:
    font = theme.current().font("caption", QFont.Weight.Bold)
    font.setPixelSize(12)
    return font


class PersonList(RowList):
    """Everybody with their verdict. Enter, Space or a click asks for one; Right and Left fold reasons out and in.

    Signals:
        photographer_chosen: id of the one who is asked for.
    """

    photographer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self.setAccessibleName(self.tr("Photographers at this time"))
        self._people = _Model(self)
        self.setModel(self._people)
        self._delegate = _Delegate(self, self._people)
        self.setItemDelegate(self._delegate)
        self._wanted = ""

    def show_rows(self, rows: tuple[PersonRow, ...], wanted: str) -> None:
        """Show these; reasons that were folded out stay so."""
        self._wanted = wanted
        place = max(self.currentIndex().row(), 0)
        if rows != self._people.rows:
            self._people.set_rows(rows)
            self.fit()
            if rows:
                self.setCurrentIndex(self._people.index(min(place, len(rows) - 1)))
        self.viewport().update()

    def rows(self) -> tuple[PersonRow, ...]:
        """Those who are shown."""
        return self._people.rows

    def wanted(self) -> str:
        """Id of the photographer who is asked for."""
        return self._wanted

    def is_open(self, place: int) -> bool:
        """Whether all reasons of a row are shown."""
        return self._people.rows[place].face.id in self._people.opened

    def more_rect(self, place: int) -> QRectF:
        """Where the words that fold reasons out stand in the viewport; empty without."""
        return self._delegate.more_rect(place)

    def fold(self, place: int, *, out: bool) -> None:
        """Show all reasons of a row, or the first only."""
        key = self._people.rows[place].face.id
        opened = self._people.opened
        self._people.opened = opened | {key} if out else opened - {key}
        self.fit()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or place < 0:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.photographer_chosen.emit(self._people.rows[place].face.id)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.fold(place, out=event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = self.clicked_row(event)
        if place >= 0:
            if self.more_rect(place).adjusted(-6, -4, 6, 4).contains(event.position()):
                self.fold(place, out=not self.is_open(place))
            else:
                self.photographer_chosen.emit(self._people.rows[place].face.id)
