"""The painted part of the week grid: one widget that shows, scrolls and zooms. `handling` gives it mouse and keys."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.week.blocks import block_area, lane_width, point_in
from studio_app.desk.week.content import Content, PlacedBlock, lay_out
from studio_app.desk.week.geometry import Geometry, axis_of
from studio_app.desk.week.model import Ghost, Openings, Week
from studio_app.desk.week.overlay import Overlay
from studio_app.desk.week.painted import Painted
from studio_app.desk.week.painter import EARLY
from studio_app.desk.week.pictures import Pictures


class PaintedWeek(Painted):
    """Shows a week: days, blocks, offered starts, ghosts; scrolls and zooms.

    Signals:
        zoomed: the new zoom, 1.0 as designed.
        geometry_changed: columns or scroll range moved.
        scrolled: pixels scrolled away above.
    """

    zoomed = Signal(float)
    geometry_changed = Signal()
    scrolled = Signal(float)

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMinimumSize(280, 160)
        self._week = week
        self._openings = Openings()
        self._ghosts: tuple[Ghost, ...] = ()
        self._chosen: datetime | None = None
        self._hover: datetime | None = None
        self._now: datetime | None = None
        self._stale = False
        self._placed_once = False
        self._unpainted = False
        self._pictures = Pictures()
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self.update)
        axis = axis_of(week.zone, week.dates)
        self._content = lay_out(axis, week, self._openings)
        self._geometry = Geometry(axis=axis, width=max(1, self.width()), height=max(1, self.height()))

    # ------------------------------------------------------------ what is shown

    @property
    def week(self) -> Week:
        """What is shown."""
        return self._week

    @property
    def openings(self) -> Openings:
        """The answer that is shown."""
        return self._openings

    @property
    def content(self) -> Content:
        """What is shown, laid out."""
        return self._content

    @property
    def grid(self) -> Geometry:
        """Where things are now; `geometry()` is Qt's word for the widget's own place."""
        return self._geometry

    @property
    def chosen(self) -> datetime | None:
        """The chosen start."""
        return self._chosen

    @property
    def ghosts(self) -> tuple[Ghost, ...]:
        """The appointments to be that are shown."""
        return self._ghosts

    @property
    def pictures_painted(self) -> int:
        """How many pictures of columns were painted so far: tests see that a hover paints none."""
        return self._pictures.painted

    @property
    def is_behind(self) -> bool:
        """Whether some columns still show what was there before."""
        return self._unpainted or self._pictures.behind

    def forget_pictures(self, *, prepared: bool = False) -> None:
        """Paint all columns anew next time; with `prepared`, shape all texts and boxes anew too."""
        self._pictures.clear()
        if prepared:
            self._look = None
        self.update()

    def forget_look(self) -> None:
        """Paint anew, with all texts shaped anew."""
        self.forget_pictures(prepared=True)

    def set_week(self, week: Week) -> None:
        """Show other days or other blocks; openings of the former days stay until new ones come."""
        if week is self._week or week == self._week:
            return
        moved = (week.zone, week.dates) != (self._week.zone, self._week.dates)
        self._week = week
        self._lay_out()
        if moved:
            self._point_at(None)
        self.geometry_changed.emit()

    def set_openings(self, openings: Openings) -> None:
        """Show an answer."""
        if openings is self._openings or openings == self._openings:
            return
        self._openings = openings
        self._lay_out()

    def _lay_out(self) -> None:
        axis = axis_of(self._week.zone, self._week.dates)
        self._content = lay_out(axis, self._week, Openings() if self._hides_openings() else self._openings)
        self._geometry = Geometry(
            axis=axis,
            width=self._geometry.width,
            height=self._geometry.height,
            hour_height=self._geometry.hour_height,
        ).scrolled(self._geometry.scroll)
        # In a turn of its own: whoever handed this in has taken a while already.
        self._unpainted = True
        self._catch_up.start()

    def shown_ghosts(self) -> tuple[Ghost, ...]:
        """The appointments to be that are painted."""
        return self._ghosts

    def _hides_openings(self) -> bool:
        """Whether something else is shown instead of the offered starts."""
        return False

    def set_ghosts(self, ghosts: tuple[Ghost, ...]) -> None:
        """Show appointments to be; () shows none."""
        if ghosts == self._ghosts:
            return
        self._update_ghosts()
        self._ghosts = ghosts
        self._update_ghosts()

    def set_chosen(self, moment: datetime | None) -> None:
        """Mark a start as chosen, without a signal."""
        if moment == self._chosen:
            return
        self._update_cell(self._chosen)
        self._chosen = moment
        self._update_cell(moment)
        self._update_ghosts()

    def set_now(self, now: datetime) -> None:
        """Move the line of now and the countdowns of holds."""
        overlay = self._overlay()
        for moment in (self._now, now):
            if moment is not None:
                self._update_content(overlay.now_area(moment))
        self._now = now
        for area, _ in overlay.holds(self._geometry.scroll, self._geometry.scroll + self.height()):
            self._update_content(area)

    def set_stale(self, stale: bool) -> None:
        """Dim the offered starts while a newer answer is on its way."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def _point_at(self, moment: datetime | None) -> bool:
        """Mark the cell under the mouse; whether it is another one."""
        if moment == self._hover:
            return False
        self._update_cell(self._hover)
        self._hover = moment
        self._update_cell(moment)
        return True

    # ------------------------------------------------------------ scroll and zoom

    def set_scroll(self, scroll: float) -> None:
        """Scroll to pixels from the top."""
        moved = self._geometry.scrolled(self._snap(scroll))
        if moved.scroll != self._geometry.scroll:
            self._geometry = moved
            self.update()
            self.scrolled.emit(moved.scroll)

    def scroll_to(self, moment: datetime, *, top: bool = False) -> None:
        """Bring a moment into view: at the top, or just so far that it is seen with an hour around it."""
        index = self._geometry.axis.column_of(moment)
        if index is None:
            return
        y = self._geometry.y(self._geometry.axis.columns[index].axis(moment)) + self._geometry.scroll
        air = self._geometry.hour_height
        if top:
            self.set_scroll(y - self._geometry.top)
        elif y < self._geometry.scroll + air / 2:
            self.set_scroll(y - air)
        elif y + air > self._geometry.scroll + self.height():
            self.set_scroll(y + air * 2 - self.height())

    def set_zoom(self, zoom: float, y: float | None = None) -> None:
        """Set the zoom, 1.0 as designed; what is at height `y` stays there."""
        designed = float(theme.current().metrics.hour_height)
        before = self._geometry
        place = self.height() / 2 if y is None else y
        self._geometry = before.zoomed(zoom * designed / before.hour_height, place)
        self._geometry = self._geometry.scrolled(self._snap(self._geometry.scroll))
        if self._geometry.hour_height != before.hour_height:
            self.update()
            self.geometry_changed.emit()
            self.zoomed.emit(self.zoom)

    @property
    def zoom(self) -> float:
        """How much higher an hour is than designed."""
        return self._geometry.hour_height / theme.current().metrics.hour_height

    def _snap(self, value: float) -> float:
        return self._look_now().snap(value)

    # ------------------------------------------------------------ painting

    def _overlay(self) -> Overlay:
        return Overlay(self._look_now(), self._geometry.scrolled(0), self._week, self._content)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look_now()
        self._unpainted = False
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._pictures.show(painter, look, self._geometry, self._week, self._content, dimmed=self._stale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._geometry.scroll)
        self._paint_over(painter, event.rect())
        painter.end()
        if self._pictures.behind:
            self._catch_up.start()

    def _paint_over(self, painter: QPainter, dirty: QRect) -> None:
        overlay = self._overlay()
        focused = self.hasFocus()
        if self._now is not None:
            scroll = self._geometry.scroll
            overlay.countdowns(painter, self._now, dirty.top() + scroll, dirty.bottom() + scroll)
            overlay.now(painter, self._now)
        if self._hover is not None and self._hover != self._chosen:
            overlay.hover(painter, self._hover)
        shown = self.shown_ghosts()
        solid = {ghost.start for ghost in self._ghosts if not ghost.pale}
        if self._chosen is not None and self._chosen not in solid:
            overlay.selection(painter, self._chosen, focused=focused)
        for ghost in sorted(shown, key=lambda each: not each.pale):
            overlay.ghost(painter, ghost, focused=focused and ghost.start == self._chosen)
        if focused and self._chosen is None:
            painter.resetTransform()
            painter.setPen(QPen(theme.current().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _update_content(self, area: QRectF | None) -> None:
        if area is not None:
            moved = area.translated(0, -self._geometry.scroll)
            self.update(moved.toAlignedRect().adjusted(-3, -3, 3, 3))

    def _update_cell(self, moment: datetime | None) -> None:
        if moment is not None:
            area = self._overlay().cell_area(moment)
            self._update_content(area.adjusted(0, 0, 24, 20) if area is not None else None)

    def _update_ghosts(self) -> None:
        overlay = self._overlay()
        for ghost in self._ghosts:
            for parts in overlay.ghost_parts(ghost):
                self._update_content(parts.bounds())

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self._geometry
        self._geometry = Geometry(
            axis=before.axis,
            width=max(1, self.width()),
            height=max(1, self.height()),
            hour_height=before.hour_height,
        ).scrolled(before.scroll)
        if not self._placed_once and self.height() > 1:
            self._placed_once = True
            self._geometry = self._geometry.scrolled(EARLY * self._geometry.hour_height)
        self.geometry_changed.emit()

    # ------------------------------------------------------------ places

    def block_at(self, point: QPointF) -> PlacedBlock | None:
        """The topmost appointment, hold or busy time under a point of the widget."""
        index = self._geometry.column_at(point.x())
        if index is None:
            return None
        for placed in reversed(self._content.days[index].blocks):
            if point_in(self.placed_rect(index, placed), point):
                return placed
        return None

    def placed_rect(self, index: int, placed: PlacedBlock) -> QRectF:
        """Where a block of a column stands on the widget."""
        inner = self._geometry.inner(index)
        return block_area(self._look_now(), self._geometry, inner, lane_width(inner[1] - inner[0]), placed)

    def block_rect(self, block_id: str) -> QRectF | None:
        """Where the first block with an id stands on the widget."""
        for index, day in enumerate(self._content.days):
            for placed in day.blocks:
                if placed.block.id == block_id:
                    return self.placed_rect(index, placed)
        return None

    def cell_rect(self, moment: datetime) -> QRectF | None:
        """Where the cell of a start stands on the widget."""
        area = self._overlay().cell_area(moment)
        return area.translated(0, -self._geometry.scroll) if area is not None else None

    def moment_at(self, point: QPointF) -> datetime | None:
        """The offered start whose cell is under a point, or the start of the step there."""
        moment = self._geometry.moment_at(point.x(), point.y(), self._week.step_min)
        if moment is None:
            return None
        index = self._geometry.column_at(point.x())
        assert index is not None
        exact = self._geometry.axis.columns[index].step(self._geometry.axis_minute(point.y()), 1)
        cell = self._content.cell_over(exact) if exact is not None else None
        return cell.start if cell is not None else moment
