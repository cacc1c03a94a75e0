"""Seven tracks with the hours of a week as bars: drawn, stretched, moved, split, copied and typed.

What the hand and the keyboard mean is decided in `gesture` and `stepping`; this widget feeds them, shows what comes of it
and tells of each finished change once.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_app.desk.hours.geometry import ROW, Frame, Part, Spot, frame_for
from studio_app.desk.hours.gesture import (
    Clicked,
    Commit,
    Effect,
    Event,
    Held,
    Leave,
    Move,
    Phase,
    Press,
    Release,
    State,
    Untouched,
    advance,
)
from studio_app.desk.hours.offers import shown_days
from studio_app.desk.hours.painter import Picture, bar_rect, paint_week, track_rect
from studio_app.desk.hours.spans import NO_DAYS, Days, joined, week_of, with_day
from studio_app.desk.hours.stepping import Cursor
from studio_app.desk.hours.text import hours_text, spoken_hours
from studio_app.desk.hours.typing_line import HEIGHT, TypingLine
from studio_app.desk.week.painted import Painted
from studio_app.desk.widgets.spoken_table import SpokenTable
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.working_hours import WallSpans, WeekHours

_NAMES = 40
_RING = 2
"""Pixels left for the focus' ring."""
_LEAST_WIDTH = 300
_SHAPES = {
    Part.BODY: Qt.CursorShape.OpenHandCursor,
    Part.START: Qt.CursorShape.SizeHorCursor,
    Part.END: Qt.CursorShape.SizeHorCursor,
}


class PaintedHours(Painted):
    """The bars and the mouse; `HoursBars` adds the keyboard and the menu.

    Signals:
        changed: the WeekHours as they are to be, None for not set, and what was changed, such as `Tuesday`.
        previewed: the WeekHours that the hand holds; None when it let go without a change.
        said: a sentence about what can't be done or read; "" nothing any more.
    """

    changed = Signal(object, str)
    previewed = Signal(object)
    said = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hours_bars")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hours: WeekHours | None = None
        self._instead: WeekHours | None = None
        self._instead_words = self.tr("the studio\N{RIGHT SINGLE QUOTATION MARK}s hours")
        self._wording: Wording = ENGLISH
        self._waiting: tuple[WeekHours | None, WeekHours | None, str, Wording] | None = None
        self._days, self._own = NO_DAYS, True
        self._trial: Days | None = None  # shown instead while hours are held, nudged or typed
        self._state = State()
        self._pressed_at = QPoint()
        self._hovered: tuple[int, int] | None = None
        self._typing_day = 0
        self.cursor_at = Cursor()
        self.typing = TypingLine(self)
        self.typing.read.connect(self._typed)
        self.typing.put.connect(self._put_typed)
        self.typing.left.connect(self._leave_typing)
        self.typing.said.connect(self.said)
        self._table: SpokenTable | None = None
        self._touch = QTimer(self, singleShot=True, interval=0)
        self._touch.timeout.connect(self._tell_shown)
        self._show_stored()

    # ------------------------------------------------------------ what is shown

    def set_hours(
        self,
        hours: WeekHours | None,
        instead: WeekHours | None = None,
        instead_words: str = "",
        wording: Wording = ENGLISH,
    ) -> None:
        """Show hours; those in the hand are finished first.

        Args:
            hours: None or without any span is not set.
            instead: What counts where they are not set; None is any time.
            instead_words: Whose those are, such as "the studio's hours".
            wording: For times and weekdays.
        """
        self._waiting = (hours, instead, instead_words, wording)
        self._take_waiting()

    @property
    def hours(self) -> WeekHours | None:
        """What is set; None is not set."""
        return self._hours

    @property
    def days(self) -> Days:
        """What is seen: also what is held, nudged or typed."""
        return self._trial if self._trial is not None else self._days

    def is_busy(self) -> bool:
        """Whether something is begun and not finished."""
        return self._trial is not None or self._state.phase is not Phase.IDLE or self.typing.isVisible()

    def let_go(self) -> None:
        """Finish whatever is begun, because something else is to be shown."""
        self._feed(Leave())
        if self.typing.isVisible():
            self.typing.hide()
            self._leave_typing()
        self._take_waiting()

    def _take_waiting(self) -> None:
        if self._waiting is None or self.is_busy():
            return
        self._hours, self._instead, words, self._wording = self._waiting
        self._instead_words = words or self.tr("the studio\N{RIGHT SINGLE QUOTATION MARK}s hours")
        self._waiting = None
        self._show_stored()

    def _show_stored(self) -> None:
        self._days, self._own = shown_days(self._hours, self._instead)
        self._trial = None
        self.cursor_at = self.cursor_at.within(self._days)
        self._shown_changed()

    def _shown_changed(self) -> None:
        self.update()
        self._touch.start()

    # ------------------------------------------------------------ what is changed

    def _commit(self, days: Days, what: str) -> None:
        """One finished change: show it, and tell of it once."""
        same = all(joined(was) == joined(now) for was, now in zip(self._days, days, strict=True))
        self._trial = None
        if same and self._own:
            self._ended()
            return
        self._hours = week_of(days)
        emptied = self._hours is None
        self._show_stored()
        self._waiting = None  # what waited is older than this
        self.said.emit(self._words_for_none() if emptied else "")
        self.changed.emit(self._hours, what)

    def _words_for_none(self) -> str:
        if self._instead is not None and self._instead.is_set:
            return self.tr("No day has hours of its own now, so {} count.").format(self._instead_words)
        return self.tr("No day has hours now, which means any time.")

    def _ended(self) -> None:
        """Nothing was changed after all."""
        self._trial = None
        self._shown_changed()
        self.previewed.emit(None)
        self._take_waiting()

    def _try(self, days: Days) -> None:
        """Show what would be."""
        self._trial = days
        self._shown_changed()
        mon, tue, wed, thu, fri, sat, sun = days
        self.previewed.emit(WeekHours((mon, tue, wed, thu, fri, sat, sun)))

    # ------------------------------------------------------------ typing

    def type_hours(self, day: int, fresh: str = "") -> None:
        """Let the hours of a day be typed."""
        self.cursor_at = Cursor(day, self.cursor_at.place if day == self.cursor_at.day else 0).within(
            self.days
        )
        self._typing_day = day
        area = track_rect(self.frame(), day)
        top = int(area.center().y() - HEIGHT / 2)
        self.typing.setGeometry(int(area.left()) - 1, top, int(area.width()) + 2, HEIGHT)
        name = self.tr("Hours of {}").format(self._wording.weekdays_long[day])
        self.typing.begin(name, hours_text(self.days[day], self._wording), self._wording, fresh=fresh)

    def _typed(self, spans: WallSpans | None) -> None:
        if spans is None:
            self._ended()
            return
        self._try(with_day(self._days, self._typing_day, spans))

    def _put_typed(self, spans: WallSpans, way: int) -> None:
        day = self._typing_day
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._commit(with_day(self._days, day, spans), self._wording.weekdays_long[day])
        if way and 0 <= day + way <= 6:
            self.type_hours(day + way)

    def _leave_typing(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ended()

    # ------------------------------------------------------------ places

    def frame(self) -> Frame:
        """How the week lies here; it stays while something is held or typed."""
        return frame_for(self._days, _NAMES, max(1, self.width() - _NAMES - _RING))

    def spot_at(self, point: QPoint) -> Spot:
        """What is at a point."""
        return self.frame().spot(point.x(), point.y(), self.days)

    def minute_point(self, day: int, minute: int) -> QPoint:
        """Where a minute of a day is."""
        frame = self.frame()
        return QPoint(round(frame.x_of(minute)), round(track_rect(frame, day).center().y()))

    def bar_point(self, day: int, place: int, part: Part = Part.BODY) -> QPoint:
        """A point by which hours are held."""
        area = bar_rect(self.frame(), day, *self.days[day][place])
        x = {Part.BODY: area.center().x(), Part.START: area.left() + 1, Part.END: area.right() - 1}[part]
        return QPoint(round(x), round(area.center().y()))

    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, 7 * ROW)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        held = self._state.phase is Phase.HELD
        note = self._instead_words if self._instead and self._instead.is_set else self.tr("any time")
        paint_week(
            QPainter(self),
            Picture(
                self.days,
                self.frame(),
                self._wording,
                own=self._own or self._trial is not None,
                note=note,
                off=self.tr("day off"),
                held=(self._state.day, self._state.span) if held else None,
                focus=self.cursor_at if self.hasFocus() and not held else None,
                hovered=None if held else self._hovered,
            ),
        )

    # ------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._before_hand()
            self._pressed_at = event.position().toPoint()
            self._feed(Press(self.spot_at(self._pressed_at), self._days))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._state.phase is Phase.IDLE:
            self._hover(point)
            return
        frame, keys = self.frame(), event.modifiers()
        self._feed(
            Move(
                Spot(frame.day_at(point.y()), frame.minute_at(point.x())),
                (point - self._pressed_at).manhattanLength(),
                fine=bool(keys & Qt.KeyboardModifier.ShiftModifier),
                copies=bool(keys & Qt.KeyboardModifier.ControlModifier),
            )
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._feed(Release())
            self._hover(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._feed(Leave())
            self.type_hours(self.spot_at(event.position().toPoint()).day)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._feed(Leave())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self._touch.start()

    def _before_hand(self) -> None:
        """Whatever the keyboard began is finished before the mouse begins."""

    def _hover(self, point: QPoint) -> None:
        spot = self.spot_at(point)
        hovered = (spot.day, spot.place) if spot.place >= 0 else None
        on_track = point.x() >= _NAMES
        shape = _SHAPES[spot.part] if hovered else Qt.CursorShape.CrossCursor
        self.setCursor(shape if on_track else Qt.CursorShape.ArrowCursor)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def _feed(self, event: Event) -> None:
        self._state, effects = advance(self._state, event)
        for effect in effects:
            self._do(effect)

    def _do(self, effect: Effect) -> None:
        if isinstance(effect, Held):
            self.setCursor(Qt.CursorShape.ClosedHandCursor if not self._state.draws else self.cursor())
            self._try(effect.days)
        elif isinstance(effect, Commit):
            self.cursor_at = Cursor(effect.day, 0).within(effect.days)
            self._commit(effect.days, self._wording.weekdays_long[effect.day])
        elif isinstance(effect, Clicked):
            self.cursor_at = Cursor(effect.spot.day, effect.spot.place).within(self._days)
            self._ended()
        elif isinstance(effect, Untouched):
            self._ended()

    def words_of(self, day: int) -> str:
        """A day in words, for tips and screen readers."""
        own = self._own or self._trial is not None
        hours = spoken_hours(self.days[day], self._wording)
        if not own:
            hours = f"{hours}, {self._instead_words}" if any(self.days) else self.tr("any time")
        return f"{self._wording.weekdays_long[day]}: {hours}"

    def table(self) -> SpokenTable:
        """The table for screen readers; made when it is first asked for."""
        if self._table is None:
            self._table = SpokenTable(self.accessibleName(), self)
            self._table.activated.connect(self._activate)
            self._table.show()
            self._table.lower()
        cells = [(self.words_of(day).split(": ", 1)[1],) for day in range(7)]
        self._table.read((self.accessibleName(),), self._wording.weekdays_long, cells)
        return self._table

    def _activate(self, index: QModelIndex) -> None:
        self.type_hours(index.row())

    def _tell_shown(self) -> None:
        """Keep the words for screen readers in step."""
        said, spans = self.words_of(self.cursor_at.day), self.days[self.cursor_at.day]
        if len(spans) > 1 and 0 <= self.cursor_at.place < len(spans):
            here = spoken_hours((spans[self.cursor_at.place],), self._wording)
            said = f"{said}; {self.tr('at')} {here}"
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            if QAccessible.isActive():
                self.table()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self.spot_at(event.pos())
            tip = self.words_of(spot.day) if self._state.phase is Phase.IDLE else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)
