"""The painted chart: a bar a week, what was done filled, what is to come in outline, the team's average marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio_app.desk.week.look import Look
from studio_app.desk.week.painted import Painted
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.workload import model
from studio_app.desk.workload.geometry import Bar, Bars
from studio_app.desk.workload.model import Measure, WorkloadState

_HEIGHT, _NUMBER = 132, 16
"""Of the chart, and of the number above a bar."""


class WorkloadChart(Painted):
    """The weeks; arrows go from one to the next, and each is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workload_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Workload by week"))
        self._state, self._measure = WorkloadState(), Measure.SHOOTS
        self._values: tuple[int, ...] = ()
        self._averages: tuple[float, ...] = ()
        self._at, self._under = model.WEEKS_BACK, -1

    # ------------------------------------------------------------ what is shown

    def show_state(self, state: WorkloadState, measure: Measure) -> None:
        """Show other work, or measure it otherwise."""
        self._state, self._measure = state, measure
        self._values = model.values(state, measure)
        self._averages = model.averages(state, measure)
        self._say()
        self.update()

    def bars(self) -> Bars:
        """Where the bars stand now."""
        return Bars.of(self._values, self._averages, self.width(), self.height())

    @property
    def at(self) -> int:
        """The week that the keys are on."""
        return self._at

    def words(self, place: int) -> str:
        """A week in words."""
        return "\n".join(model.week_words(self._state, place))

    def sizeHint(self) -> QSize:
        return QSize(420, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, _HEIGHT)

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, bars = self._look_now(), self.bars()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, bars.base, self.width(), look.snap(1)), look.theme.line)
        for place in range(len(self._values)):
            self._week(painter, look, bars, place)
        if self.hasFocus() and self._at < len(self._values):
            bar = bars.bar(self._at)
            painting.draw_ring(painter, QRectF(bar.left, 0, bar.width, self.height()), 6)
        painter.end()

    def _week(self, painter: QPainter, look: Look, bars: Bars, place: int) -> None:
        bar, theme, value = bars.bar(place), look.theme, self._values[place]
        now = self._state.work.weeks[place] == self._state.this_week
        if place == self._under:
            painting.fill_round(painter, QRectF(bar.left, 0, bar.width, self.height()), theme.raised, 6)
            painter.fillRect(QRectF(bar.left, bars.base, bar.width, look.snap(1)), theme.line)
        box = QRectF(bar.x, bar.top, bar.bar, bar.bottom - bar.top)
        if value:
            coming = self._state.work.weeks[place] > self._state.this_week
            painter.setPen(QPen(theme.accent, 1.5) if coming else Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent_soft if coming else theme.accent)
            inset = 0.75 if coming else 0.0
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, 0), 3, 3)
        if place < len(self._averages) and bars.most > 1e-6:
            self._average(painter, look, bars, bar, place)
        painter.setPen(theme.text if value else theme.text_faint)
        for line in look.lines(self._short(value), look.caption, bar.width + 8):
            x = bar.left + (bar.width - line.width) / 2
            look.draw(painter, line, x, self._above(bars, bar, place))
        font = look.tight_bold if now else look.tight
        painter.setPen(theme.accent if now else theme.text_muted)
        # Every second label: they would touch each other.
        if now or (place - model.WEEKS_BACK) % 2 == 0:
            for line in look.lines(model.week_label(self._state, place), font, bar.width * 2):
                x = bar.left + (bar.width - line.width) / 2
                x = min(max(x, 0.0), self.width() - line.width)
                look.draw(painter, line, x, self.height() - 4)

    def _above(self, bars: Bars, bar: Bar, place: int) -> float:
        """The baseline of a bar's number: above the mark of the average, where that would cross it."""
        if place < len(self._averages):
            level = bars.level(self._averages[place])
            if bar.top - _NUMBER <= level <= bar.top:
                return level - 5
        return bar.top - 4

    def _average(self, painter: QPainter, look: Look, bars: Bars, bar: Bar, place: int) -> None:
        y = bars.level(self._averages[place])
        pen = QPen(look.theme.warning, 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(bar.x - 4, y), QPointF(bar.x + bar.bar + 4, y))

    def _short(self, value: int) -> str:
        if self._measure is Measure.SHOOTS:
            return str(value)
        hours = value / 60
        return f"{hours:.0f} h" if hours >= 10 or hours == int(hours) else f"{hours:.1f} h"

    # ------------------------------------------------------------ mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self.bars().at(event.position().x())
        self._hover(-1 if place is None else place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.bars().at(event.position().x())
        if place is not None:
            self._go(place)

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._under:
            self._under = place
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self.bars().at(event.pos().x())
            if place is not None:
                tip = plain_tip(self.words(place))
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._values) - 1
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = steps.get(Qt.Key(event.key()))
        if place is None or last < 0:
            super().keyPressEvent(event)
            return
        self._go(min(max(place, 0), last))

    def _go(self, place: int) -> None:
        self._at = place
        self._say()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleDescription()))
        if self.hasFocus():
            bar = self.bars().bar(place)
            at = self.mapToGlobal(QPointF(bar.left, self.height()).toPoint())
            QToolTip.showText(at, plain_tip(self.words(place)), self)
        self.update()

    def _say(self) -> None:
        if self._at < len(self._values):
            self.setAccessibleDescription(self.words(self._at).replace("\n", ", "))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
