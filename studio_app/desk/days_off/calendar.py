"""The calendar that days off are picked on: a year of small months or a large one, by hand and by keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk.days_off import model
from studio_app.desk.days_off.geometry import Months
from studio_app.desk.days_off.model import Choice, DaysState
from studio_app.desk.days_off.painter import Drawn, paint
from studio_app.desk.week.painted import Painted
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.spoken_table import SpokenTable

_KEYS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "page up",
    Qt.Key.Key_PageDown: "page down",
}
_NOTCH = 120
_LEAST = 320
_AIR = 80
"""What a year would like to have beyond the height that it needs."""


class DaysCalendar(Painted):
    """Dates to choose: a click, a drag over several, or Shift with the arrows.

    Signals:
        chosen: other dates are chosen; ask `choice`.
        entered: Enter, Space or a double click: the form is wanted.
        cleared: Delete: the chosen dates are to be as usual.
        shown: another year or month is shown.
    """

    chosen = Signal()
    entered = Signal()
    cleared = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("days_calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._state = model.NO_STATE
        self._choice = Choice(self._state.today, self._state.today)
        self._page = self._state.today
        self._year = True
        self._under: date | None = None
        self._held, self._wheel = False, 0
        self._table: SpokenTable | None = None
        self._roomy = False

    # ------------------------------------------------------------ what is shown

    @property
    def choice(self) -> Choice:
        """The dates that are chosen."""
        return self._choice

    @property
    def page(self) -> date:
        """The first of the year or month that is shown."""
        first = self._page.replace(day=1)
        return first.replace(month=1) if self._year else first

    @property
    def shows_year(self) -> bool:
        """Whether a whole year is shown."""
        return self._year

    def set_state(self, state: DaysState) -> None:
        """Show other days; what is chosen stays, and begins at today."""
        first = self._state is model.NO_STATE
        self._state = state
        if first:
            self._choice, self._page = Choice(state.today, state.today), state.today
        who = state.who or self.tr("The studio")
        self.setAccessibleName(self.tr("Calendar of {}").format(who))
        self._say()
        self._read_table()
        self.update()

    def show_year(self, year: bool) -> None:
        """Show a whole year, or the month that the choice is in."""
        self._year = year
        self._page = self._choice.at
        self.updateGeometry()
        self._turned()

    def turn(self, by: int) -> None:
        """Show the page before or after, with the choice on the same date there."""
        at = model.month_by(self._page.replace(day=1), by * (12 if self._year else 1))
        first, last = self._state.reach
        if first <= at <= last:
            self._page = at
            self._turned()

    def choose(self, first: date, last: date) -> None:
        """Choose dates and show them; they are told as if they were chosen by hand."""
        self._take(Choice(last, first))

    def _turned(self) -> None:
        self._read_table()
        self.update()
        self.shown.emit()

    def _take(self, choice: Choice) -> None:
        first, last = self._state.reach
        if not first <= choice.at <= last:
            return
        self._choice = choice
        if self._months().day(choice.at) is None:
            self._page = choice.at
            self._turned()
        self._say()
        self._announce()
        self.update()
        self.chosen.emit()

    def _say(self) -> None:
        choice = self._choice
        words = model.day_words(self._state, choice.at)
        if choice.days > 1:
            words = f"{model.choice_words(choice, self._state.wording)}; {words}"
        self.setAccessibleDescription(words)

    def _announce(self) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))

    def table(self) -> SpokenTable:
        """The weeks that are shown, for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = SpokenTable(self.accessibleName(), self)
            self._read_table()
            self._table.show()
            self._table.lower()
        return self._table

    def _read_table(self) -> None:
        if self._table is not None:
            weeks = model.weeks_of(self.page, year=self._year)
            wording = self._state.wording
            self._table.read(
                wording.weekdays_long,
                [wording.dated(week[0]) for week in weeks],
                [[model.day_words(self._state, day) for day in week] for week in weeks],
            )

    def _months(self) -> Months:
        if self._year:
            return Months.year(self._page.year, self.width(), self.height())
        return Months.month(self._page, self.width(), self.height())

    def rect_of(self, day: date) -> QRectF:
        """Where a date stands; it must be shown."""
        box = self._months().day(day)
        assert box is not None, f"{day} is not shown"
        return QRectF(box.x, box.y, box.width, box.height)

    def sizeHint(self) -> QSize:
        return QSize(640, Months.least_height(640) + _AIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, _LEAST)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # A large month can be lower than a year, and takes what there is.
        if self._roomy:
            return Months.least_height(width) + _AIR
        return Months.least_height(width) if self._year else _LEAST

    def take_room(self) -> None:
        """Stand on a page that is scrolled anyway: nothing need be as low as it can."""
        self._roomy = True
        self.updateGeometry()

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawn = Drawn(self._state, self._months(), self._choice, self._under, self.hasFocus())
        paint(painter, self._look_now(), drawn)
        painter.end()

    # ------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        month = self._months().title_at(x, y)
        if month is not None:
            self._choice = Choice(month, month)
            self.show_year(False)
            self._take(self._choice)
            return
        day = self._months().at(x, y)
        if day is not None:
            self._held = True
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._take(self._choice.moved(day, extends=extends))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        months, x, y = self._months(), event.position().x(), event.position().y()
        day = months.at(x, y)
        if self._held:
            if day is not None and day != self._choice.at:
                self._take(self._choice.moved(day, extends=True))
            return
        pointing = day is not None or months.title_at(x, y) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
        if day != self._under:
            self._under = day
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._months().at(event.position().x(), event.position().y()) is not None:
            self.entered.emit()

    def leaveEvent(self, _event: QEvent) -> None:
        self._under = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._year:
            # A year is left by its buttons: whoever scrolls what is around it doesn't mean another one.
            event.ignore()
            return
        # A month a notch; touchpads send many small parts of one.
        self._wheel += event.angleDelta().y()
        if abs(self._wheel) >= _NOTCH:
            self.turn(-1 if self._wheel > 0 else 1)
            self._wheel = 0
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._months().at(QPointF(event.pos()).x(), QPointF(event.pos()).y())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(model.day_words(self._state, day)), self)
            return True
        if kept(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            return True
        return super().event(event)

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS:
            day = model.stepped(self._choice.at, _KEYS[key])
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if day is not None:
                self._take(self._choice.moved(day, extends=extends))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if QAccessible.isActive():
            self.table()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._held = False
        self.update()
