"""Going to a date: typed, or picked from a month (Ctrl+G)."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.date_text import parse_date
from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.wording import ENGLISH, Wording

_CELL = 34
_HEAD = 22


class MonthPicker(QWidget):
    """Six weeks around a month; arrows move the day, PgUp and PgDn the month, Enter takes it.

    Signals:
        picked: the date.
        moved: the date that is marked now.
    """

    picked = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(7 * _CELL, _HEAD + 6 * _CELL)
        self._marked = self._today = date(2000, 1, 1)
        self._wording = ENGLISH

    def show_date(self, marked: date, today: date, wording: Wording) -> None:
        """Show the month of a date."""
        self._today, self._wording = today, wording
        self._mark(marked)

    def marked(self) -> date:
        """The date that is marked."""
        return self._marked

    def cell(self, day: date) -> QPoint:
        """Middle of the cell of a date in the shown month."""
        offset = (day - self._first()).days
        return QPoint(offset % 7 * _CELL + _CELL // 2, _HEAD + offset // 7 * _CELL + _CELL // 2)

    def step_month(self, step: int) -> None:
        """Mark the same day of a month further on."""
        months = self._marked.year * 12 + self._marked.month - 1 + step
        first = date(months // 12, months % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._mark(first.replace(day=min(self._marked.day, last.day)))

    def _mark(self, day: date) -> None:
        self._marked = day
        self.setAccessibleName(self._wording.day_title(day))
        self.moved.emit(day)
        self.update()

    def _first(self) -> date:
        first = self._marked.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _day_at(self, point: QPoint) -> date | None:
        column, row = point.x() // _CELL, (point.y() - _HEAD) // _CELL
        inside = 0 <= column < 7 and 0 <= row < 6 and point.y() >= _HEAD
        return self._first() + timedelta(days=row * 7 + column) if inside else None

    def event(self, event: QEvent) -> bool:
        # The window pages through weeks with these keys; here they page through months.
        if kept(event, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self._mark(self._marked + timedelta(days=days[key]))
        elif key in months:
            self.step_month(months[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self._marked)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().toPoint())
        if day is not None:
            self._mark(day)
            self.picked.emit(day)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.step_month(-1 if event.angleDelta().y() > 0 else 1)

    def sizeHint(self) -> QSize:
        return QSize(7 * _CELL, _HEAD + 6 * _CELL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = theme.current()
        center = Qt.AlignmentFlag.AlignHCenter
        for column, name in enumerate(self._wording.weekdays):
            box = QRectF(column * _CELL, 0, _CELL, _HEAD)
            painting.draw_line(painter, box, name[:2], shown.font("caption"), shown.text_muted, center)
        for offset in range(42):
            day = self._first() + timedelta(days=offset)
            box = QRectF(offset % 7 * _CELL, _HEAD + offset // 7 * _CELL, _CELL, _CELL).adjusted(2, 2, -2, -2)
            ink = shown.text if day.month == self._marked.month else shown.text_faint
            weight = QFont.Weight.Normal
            if day == self._marked:
                painting.fill_round(painter, box, shown.accent, 8)
                ink, weight = shown.on_accent, QFont.Weight.DemiBold
                if self.hasFocus():
                    painting.draw_ring(painter, box.adjusted(-2, -2, 2, 2), 9)
            elif day == self._today:
                painting.fill_round(painter, box, shown.accent_soft, 8)
                ink, weight = shown.accent, QFont.Weight.DemiBold
            painting.draw_line(
                painter, box, str(day.day), shown.font("body", weight, tabular=True), ink, center
            )


class GoToDate(Overlay):
    """A line and a month that follow each other.

    Signals:
        date_chosen: the date.
    """

    date_chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("go_to_date")
        self.setAccessibleName(self.tr("Go to a date"))
        self._today, self._wording = date(2000, 1, 1), ENGLISH
        self.line = QLineEdit(self.card)
        self.line.setAccessibleName(self.tr("Date"))
        self.line.setPlaceholderText(self.tr("26 Nov, Thu, tomorrow, +2w"))
        self._meaning = PlainLabel("", "caption muted", self.card)
        self._month_name = PlainLabel("", "body strong", self.card)
        self.month = MonthPicker(self.card)
        self._lay_out()
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._take_line)
        self.month.picked.connect(self._choose)
        self.month.moved.connect(self._show_month)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._month_name, 1)
        for text, step, name in (("‹", -1, self.tr("Month before")), ("›", 1, self.tr("Month after"))):
            button = QToolButton(self.card)
            button.setText(text)
            button.setProperty("kind", "quiet")
            button.setProperty("step", step)
            button.setAccessibleName(name)
            button.clicked.connect(self._page)
            head.addWidget(button)
        box = QVBoxLayout(self.card)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        box.addWidget(self.line)
        box.addWidget(self._meaning)
        box.addLayout(head)
        box.addWidget(self.month)

    def open_for(self, anchor: QWidget, shown: date, today: date, wording: Wording = ENGLISH) -> None:
        """Ask for a date, beginning with the one that is shown."""
        self._today, self._wording = today, wording
        self.line.clear()
        self._meaning.setText(self.tr("Enter goes there"))
        self.month.show_date(shown, today, wording)
        self.open_under(anchor)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        day = parse_date(text, self._today, self._wording.words) if text.strip() else None
        if day is not None:
            self.month.show_date(day, self._today, self._wording)
        unknown = self.tr("That is no date yet") if text.strip() else self.tr("Enter goes there")
        self._meaning.setText(self._wording.day_title(day) if day else unknown)

    def _take_line(self) -> None:
        day = (
            parse_date(self.line.text(), self._today, self._wording.words)
            if self.line.text().strip()
            else self.month.marked()
        )
        if day is not None:
            self._choose(day)

    def _choose(self, day: date) -> None:
        self.close_card()
        self.date_chosen.emit(day)

    def _page(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self.month.step_month(button.property("step"))

    def _show_month(self, day: date) -> None:
        self._month_name.setText(self._wording.month_title(day))
