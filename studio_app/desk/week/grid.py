"""The week grid as the rest of the desk uses it: days above, the painted week below, a scroll bar over its edge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from studio_app.desk.board.asking import Asking
from studio_app.desk.week.accessible import Speaker
from studio_app.desk.week.handling import WeekCanvas
from studio_app.desk.week.header import DayHeader
from studio_app.desk.week.keyboard import Way
from studio_app.desk.week.model import Ghost, Openings, Week
from studio_app.desk.week.moving import known_in
from studio_app.desk.week.painter import EARLY

_BAR_WIDTH = 10


class WeekGrid(QWidget):
    """Days and hours with what stands there, what could, and what is about to; one day is a day view.

    All datetimes are UTC. Setting a value never emits; only what the user does.

    Signals:
        hovered: the datetime of the cell under the mouse, or None beside cells and over appointments.
        selected: the datetime of a cell that was clicked or reached by key: an offered start or an empty step.
        confirm_requested: an offered start was double-clicked, or Enter was pressed on the chosen one.
        block_activated: the id of an appointment or hold that was clicked.
        retry_requested: the id of a block whose failed sign was clicked.
        difference_requested: the id of a block whose sign of a change by hand was clicked.
        zoomed: the new zoom; 1.0 as designed.
        day_chosen: the date whose heading was clicked.
        page_requested: -1 or 1: a sideways key found nothing more in the shown days.
        ghost_moved: the datetime to which the time of the booking panel was dragged.
        said: a sentence why what was held went back.
    """

    hovered = Signal(object)
    selected = Signal(object)
    confirm_requested = Signal()
    block_activated = Signal(str)
    retry_requested = Signal(str)
    difference_requested = Signal(str)
    zoomed = Signal(float)
    day_chosen = Signal(object)
    page_requested = Signal(int)
    ghost_moved = Signal(object)
    said = Signal(str)

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("week-grid")
        self.header = DayHeader(week, self)
        self.canvas = WeekCanvas(week, self)
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical, self.canvas)
        self.scroll_bar.setObjectName("week-scroll")
        self.scroll_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_bar.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self.canvas.installEventFilter(self)
        self.speaker = Speaker(self.canvas, self)
        self.holding = self.canvas.holding
        self.asking = Asking(
            self.holding,
            self.canvas,
            self.canvas.ghost_area,
            self.canvas.geometry_changed,
            self.canvas.scrolled,
        )
        self._waiting: Week | None = None
        self._connect()
        self.header.set_week(week)
        self._place()
        self.speaker.shown()

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.hovered.connect(self.hovered)
        canvas.selected.connect(self.selected)
        canvas.confirm_requested.connect(self.confirm_requested)
        canvas.block_activated.connect(self.block_activated)
        canvas.retry_requested.connect(self.retry_requested)
        canvas.difference_requested.connect(self.difference_requested)
        canvas.zoomed.connect(self.zoomed)
        canvas.page_requested.connect(self.page_requested)
        canvas.ghost_moved.connect(self.ghost_moved)
        self.asking.said.connect(self.said)
        self.holding.sync_due.connect(self._take_week)
        canvas.geometry_changed.connect(self._place)
        canvas.scrolled.connect(self._follow)
        self.scroll_bar.valueChanged.connect(self._scroll)
        self.header.day_chosen.connect(self.day_chosen)

    # ------------------------------------------------------------ what is shown

    @property
    def week(self) -> Week:
        """What is shown."""
        return self.canvas.week

    def set_week(self, week: Week) -> None:
        """Show other days or other blocks: at once, or when the hand has let go. The scroll place, the zoom and the
        openings stay; other days end what is held."""
        if (week.zone, week.dates) != (self.week.zone, self.week.dates):
            self.holding.cancel()
        self._waiting = week
        self.holding.take_sync(known_in(week))

    def _take_week(self) -> None:
        if self._waiting is None:
            return
        week, self._waiting = self._waiting, None
        self.header.set_week(week)
        self.canvas.set_week(week)
        self.speaker.shown()

    def set_openings(self, openings: Openings) -> None:
        """Show an answer: cells, and counts beside the dates. `Openings()` clears them."""
        self.header.set_openings(openings)
        self.canvas.set_openings(openings)
        self.speaker.shown()

    def set_ghost(self, ghost: Ghost | None) -> None:
        """Show one appointment to be, or none."""
        self.canvas.set_ghosts(() if ghost is None else (ghost,))
        self.speaker.shown()

    def set_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Show the appointments to be of an order with several parts."""
        self.canvas.set_ghosts(tuple(ghosts))
        self.speaker.shown()

    def set_selected(self, moment: datetime | None) -> None:
        """Mark a start as chosen; nothing is emitted."""
        self.canvas.set_chosen(moment)
        self.speaker.shown()

    @property
    def chosen(self) -> datetime | None:
        """The start that is marked as chosen."""
        return self.canvas.chosen

    def set_now(self, now: datetime) -> None:
        """Move the line of now and the countdowns of holds."""
        self.canvas.set_now(now)

    def set_stale(self, stale: bool) -> None:
        """Dim the offered starts while a newer answer is on its way."""
        self.canvas.set_stale(stale)

    def next_opening(self, *, backwards: bool = False) -> datetime | None:
        """Choose the next offered start, as F3 does: shows it, emits `selected`; None at the end."""
        return self.canvas.walk(Way.PREVIOUS if backwards else Way.NEXT)

    # ------------------------------------------------------------ scroll and zoom

    def scroll_to(self, moment: datetime) -> None:
        """Bring a moment into view."""
        self.canvas.scroll_to(moment)

    def scroll_home(self) -> None:
        """Show the working day: seven o'clock at the top."""
        self.canvas.set_scroll(EARLY * self.canvas.grid.hour_height)

    @property
    def zoom(self) -> float:
        """How much higher an hour is than designed."""
        return self.canvas.zoom

    def set_zoom(self, zoom: float) -> None:
        """Set the height of the hours; 1.0 as designed."""
        self.canvas.set_zoom(zoom)

    # ------------------------------------------------------------ parts

    def _place(self) -> None:
        grid = self.canvas.grid
        self.header.set_columns(grid)
        self.scroll_bar.setGeometry(self.canvas.width() - _BAR_WIDTH, 0, _BAR_WIDTH, self.canvas.height())
        before = self.scroll_bar.blockSignals(True)
        self.scroll_bar.setRange(0, round(grid.max_scroll))
        self.scroll_bar.setPageStep(grid.height)
        self.scroll_bar.setSingleStep(round(grid.hour_height / 2))
        self.scroll_bar.setValue(round(grid.scroll))
        self.scroll_bar.blockSignals(before)

    def _follow(self, scroll: float) -> None:
        before = self.scroll_bar.blockSignals(True)
        self.scroll_bar.setValue(round(scroll))
        self.scroll_bar.blockSignals(before)

    def _scroll(self, value: int) -> None:
        self.canvas.set_scroll(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The bar would hide a strip of the last day: it shows only while the mouse is over the grid.
        if watched is self.canvas and event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.scroll_bar.setVisible(event.type() == QEvent.Type.Enter and self.scroll_bar.maximum() > 0)
        return super().eventFilter(watched, event)

    def columns(self) -> tuple[date, ...]:
        """The dates that are shown."""
        return self.week.dates
