"""The history as a list: when, who, what; what was before and after, and why, under it. Painted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.history.sentences import HistoryLine
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.wording import ENGLISH, Wording

_SECTION, _PAD, _TOP, _LINE, _SMALL = 40, 16, 9, 19, 17
_WHEN, _WHO = 84, 132
_MOST_LINES = 3
"""Lines that a value may take."""


@dataclass(frozen=True, slots=True)
class ListedLine:
    """An entry, and the day's title where it is the first of its day."""

    line: HistoryLine
    title: str = ""
    dated: str = ""


def listed(lines: tuple[HistoryLine, ...], today: date, wording: Wording = ENGLISH) -> tuple[ListedLine, ...]:
    """The lines under the titles of their days."""
    found: list[ListedLine] = []
    for line in lines:
        first = not found or found[-1].line.day != line.day
        found.append(
            ListedLine(line, _title(line.day, today, wording) if first else "", wording.dated(line.day))
        )
    return tuple(found)


def _title(day: date, today: date, wording: Wording) -> str:
    words = wording.day_title(day)
    ago = (today - day).days
    named = {0: "Today", 1: "Yesterday"}.get(ago)
    return f"{named}, {words}" if named else words


class _Model(RowModel[ListedLine]):
    def spoken(self, row: ListedLine) -> str:
        return row.line.spoken(row.dated)


class _Delegate(RowDelegate["HistoryList", _Model]):
    def row_height(self, index: Index, width: int) -> int:
        row = self._model.row(index)
        sentence, under = self._texts(row.line, width)
        body = 2 * _TOP + len(sentence) * _LINE + len(under) * _SMALL
        return body + (_SECTION if row.title else 0)

    @staticmethod
    def _texts(line: HistoryLine, width: float) -> tuple[list[str], list[tuple[str, bool]]]:
        """The lines of the sentence; and those under it, each with whether it is a reason."""
        shown, room = theme.current(), width - 2 * _PAD - _WHEN - _WHO
        sentence = [*painting.wrapped(line.what, shown.font("body"), room, _MOST_LINES)]
        small = shown.font("small")
        under = [
            (part, False)
            for text in line.details
            for part in painting.wrapped(text, small, room, _MOST_LINES)
        ]
        if line.why:
            under += [(part, True) for part in painting.wrapped(line.why, small, room, _MOST_LINES)]
        return sentence, under

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, row, place = theme.current(), self._model.row(index), index.row()
        line, top = row.line, rect.top()
        if row.title:
            box = QRectF(rect.left() + _PAD, top + 14, rect.width() - 2 * _PAD, 18)
            painting.draw_line(
                painter, box, row.title, shown.font("title", QFont.Weight.DemiBold), shown.text
            )
            top += _SECTION
        body = QRectF(rect.left(), top, rect.width(), rect.bottom() - top)
        if self._view.is_hovered(place) and line.order:
            painting.fill_round(painter, body.adjusted(8, 1, -8, -2), shown.raised, 8)
        thin = QRectF(body.left() + _PAD, body.bottom() - 1, body.width() - 2 * _PAD, 1)
        painter.fillRect(thin, shown.line_faint)
        sentence, under = self._texts(line, rect.width())
        at = body.top() + _TOP
        when = QRectF(body.left() + _PAD, at, _WHEN - 8, _LINE)
        painting.draw_line(painter, when, line.when, shown.font("body", tabular=True), shown.text_muted)
        who = QRectF(when.left() + _WHEN, at, _WHO - 12, _LINE)
        name = f"{line.who[:1].upper()}{line.who[1:]}"
        painting.draw_line(painter, who, name, shown.font("body", QFont.Weight.DemiBold), shown.text)
        left, room = who.left() + _WHO, body.right() - _PAD - who.left() - _WHO
        ink = shown.danger if line.bad else shown.text
        for text in sentence:
            painting.draw_line(painter, QRectF(left, at, room, _LINE), text, shown.font("body"), ink)
            at += _LINE
        for text, reason in under:
            small = shown.text if reason else shown.text_muted
            painting.draw_line(painter, QRectF(left, at, room, _SMALL), text, shown.font("small"), small)
            at += _SMALL
        if self._view.shows_focus(place):
            painting.draw_ring(painter, body.adjusted(8, 1, -8, -2), 8)


class HistoryList(RowList):
    """The list.

    Signals:
        order_opened: id of the order of an entry that was clicked twice, or on which Enter was pressed.
        end_seen: the last rows are near: older ones are wanted.
    """

    order_opened = Signal(str)
    end_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_list")
        self.setAccessibleName(self.tr("What happened"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._scrolled)

    def fit(self) -> None:
        """It always takes all the room: a long history is not measured row by row."""
        self.scheduleDelayedItemsLayout()

    def content_height(self) -> int:
        """As `fit` says."""
        return 0

    def show_lines(self, rows: tuple[ListedLine, ...]) -> None:
        """Show these; those that were there already stay in their place."""
        at, place = self.verticalScrollBar().value(), self.currentIndex().row()
        grown = self._model.rows == rows[: len(self._model.rows)] and bool(self._model.rows)
        self._model.set_rows(rows)
        self.scheduleDelayedItemsLayout()
        if rows:
            self.setCurrentIndex(self._model.index(place if grown and place >= 0 else 0))
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(at if grown else 0)
        self.viewport().update()

    def rows(self) -> tuple[ListedLine, ...]:
        """What is shown."""
        return self._model.rows

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if self._model.rows and bar.value() >= bar.maximum() - 2 * bar.pageStep():
            self.end_seen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self.indexAt(event.position().toPoint()).row())

    def _open(self, place: int) -> None:
        if 0 <= place < len(self._model.rows) and self._model.rows[place].line.order:
            self.order_opened.emit(self._model.rows[place].line.order)
