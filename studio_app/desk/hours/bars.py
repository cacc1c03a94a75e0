"""The bars with all that the keyboard and the menu do to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from studio_app.desk.hours import stepping
from studio_app.desk.hours.copy_card import CopyCard
from studio_app.desk.hours.gesture import FINE, STEP, Leave, Phase
from studio_app.desk.hours.menus import day_menu, presets_menu
from studio_app.desk.hours.offers import Act, Entry, Preset, copies, entries, presets
from studio_app.desk.hours.painted_hours import PaintedHours
from studio_app.desk.hours.spans import (
    NO_DAYS,
    copied,
    place_for_more,
    split,
    with_day,
    with_span,
    without_span,
)
from studio_app.desk.hours.stepping import Cursor, Stepped
from studio_app.desk.hours.text import hours_text, parse_hours
from studio_app.errors import BadInput

_NUDGE_MS = 900
"""After the last step of the keyboard for so long, what it made is one change."""
_Mod = Qt.KeyboardModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_NONE, _SHIFT, _CONTROL, _ALT = _Mod.NoModifier, _Mod.ShiftModifier, _Mod.ControlModifier, _Mod.AltModifier


class HoursBars(PaintedHours):
    """The hours of a week, to be seen and changed; see `PaintedHours` for what it tells.

    Arrows go from day to day and bar to bar. With Alt they move the bar, with Shift its end, with Ctrl its beginning, a
    quarter of an hour each; Alt and Shift together move it by five minutes. Steps that follow each other are one change.
    Enter or a number types, N adds, S splits, Del removes, Ctrl+C and Ctrl+V copy a day.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._split_at: int | None = None
        self.copy_card: CopyCard | None = None
        self._nudge = QTimer(self, singleShot=True, interval=_NUDGE_MS)
        self._nudge.timeout.connect(self.put_nudged)

    # ------------------------------------------------------------ steps of the keyboard

    def put_nudged(self) -> None:
        """Make one change of the keyboard's steps."""
        self._nudge.stop()
        if self._trial is not None and self._state.phase is Phase.IDLE and not self.typing.isVisible():
            self._commit(self._trial, self._wording.weekdays_long[self.cursor_at.day])

    def let_go(self) -> None:
        self.put_nudged()
        super().let_go()

    def _before_hand(self) -> None:
        self.put_nudged()

    def _step(self, step: Callable[..., Stepped], amount: int) -> None:
        days, cursor = step(self.days, self.cursor_at, amount)
        if days == self.days:
            return
        self.cursor_at = cursor
        self._try(days)
        self._nudge.start()

    def _go(self, cursor: Cursor) -> None:
        """To another day or bar; steps that were made so far are a change of their own."""
        self.put_nudged()
        self.cursor_at = cursor
        self._shown_changed()

    def event(self, event: QEvent) -> bool:
        asks = event.type() is QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        """Whether a key is for the bars, before any shortcut of the window."""
        if event.key() == Qt.Key.Key_Escape:
            return self.is_busy()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.put_nudged()  # what is taken back is what was just done
            return False
        plain = event.modifiers() & ~_Mod.KeypadModifier in (_NONE, _SHIFT)
        letter = plain and event.key() in (
            Qt.Key.Key_N,
            Qt.Key.Key_S,
            Qt.Key.Key_Delete,
            Qt.Key.Key_Backspace,
        )
        return event.key() in _ARROWS or letter

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = Qt.Key(event.key()), event.modifiers() & ~_Mod.KeypadModifier
        if key in _ARROWS:
            self._arrow(key, keys)
        elif key == Qt.Key.Key_Escape and self.is_busy():
            self._back_out()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.act(Entry(Act.COPY, ""))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.act(Entry(Act.PASTE, ""))
        elif keys == _NONE and event.text().isdigit():
            self.put_nudged()
            self.type_hours(self.cursor_at.day, event.text())
        elif keys == _NONE and key in _KEYS:
            self.act(Entry(_KEYS[key], ""))
        else:
            super().keyPressEvent(event)

    def _arrow(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
        way = 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if keys == _ALT:
                self._step(stepping.moved_day, way)
            elif keys == _NONE:
                self._go(self.cursor_at.other_day(self.days, way))
        elif keys == _NONE:
            self._go(self.cursor_at.other_bar(self.days, way))
        elif keys == _ALT:
            self._step(stepping.moved, way * STEP)
        elif keys == (_ALT | _SHIFT):
            self._step(stepping.moved, way * FINE)
        elif keys == _SHIFT:
            self._step(stepping.stretched, way * STEP)
        elif keys == _CONTROL:
            self._step(stepping.started, way * STEP)

    def _back_out(self) -> None:
        """Put back what is held or was nudged."""
        self._nudge.stop()
        if self._state.phase is Phase.IDLE:
            self.cursor_at = self.cursor_at.within(self._days)
            self._ended()
            self.cursor_at = self.cursor_at.within(self.days)
        else:
            self._feed(Leave())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self._nudge.isActive():
            self.put_nudged()
        super().focusOutEvent(event)

    # ------------------------------------------------------------ whole weeks

    def presets_menu(self) -> QMenu:
        """Whole weeks to begin with; whoever asks for it pops it up."""
        words = self._instead_words
        clear = self.tr("Not set: {} count").format(words) if self._instead else self.tr("Not set: any time")
        menu = presets_menu(self, presets(self._instead, words, self._wording), Preset(clear, None))
        menu.triggered.connect(self._take_preset)
        return menu

    def _take_preset(self, action: object) -> None:
        preset = action.data()  # type: ignore[attr-defined] # a QAction
        if isinstance(preset, Preset) and preset.hours != self._hours:
            days = preset.hours.days if preset.hours is not None else NO_DAYS
            self._commit(days, self.tr("the week"))

    # ------------------------------------------------------------ what the menu offers

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a day and its hours, for a right click and for the menu key."""
        self.put_nudged()
        day = self.cursor_at.day
        corner = self.mapToGlobal(self.minute_point(day, self.frame().first))
        self._split_at = None
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            spot = self.spot_at(event.pos())
            self._go(Cursor(spot.day, spot.place) if spot.place >= 0 else Cursor(spot.day).within(self.days))
            if spot.place < 0:
                self.cursor_at = Cursor(spot.day, -1)
            self._split_at = round(spot.minute)
            corner = event.globalPos()
        self.open_menu(corner)

    def open_menu(self, corner: QPoint) -> None:
        """The menu of the day that the keyboard is at."""
        cursor = self.cursor_at
        copy_words = self.tr("Copy {} to").format(self._wording.weekdays_long[cursor.day])
        menu = day_menu(
            self, entries(self.days, cursor, self._wording), copies(cursor, self._wording), copy_words
        )
        menu.triggered.connect(self._take_action)
        menu.popup(corner)

    def _take_action(self, action: object) -> None:
        entry = action.data()  # type: ignore[attr-defined] # a QAction
        if isinstance(entry, Entry):
            self.act(entry)

    def act(self, entry: Entry) -> None:
        """Do something with the day, or the hours, that the keyboard is at."""
        self.put_nudged()
        wishes: dict[Act, Callable[[], None]] = {
            Act.TYPE: partial(self.type_hours, self.cursor_at.day),
            Act.ADD: self._add,
            Act.SPLIT: self._split,
            Act.REMOVE: self._remove,
            Act.DAY_OFF: self._day_off,
            Act.COPY: self._copy,
            Act.PASTE: self._paste,
            Act.COPY_TO: partial(self._copy_to, entry.days),
            Act.COPY_CHOICE: self.choose_days,
        }
        self.said.emit("")
        wishes[entry.act]()

    def _day_name(self) -> str:
        return self._wording.weekdays_long[self.cursor_at.day]

    def _add(self) -> None:
        day = self.cursor_at.day
        span = place_for_more(self.days[day])
        if span is None:
            self.said.emit(self.tr("{} has no room for more hours.").format(self._day_name()))
            return
        self._commit(with_span(self.days, day, span), self._day_name())
        self.cursor_at = Cursor(day).at(self.days, span[0])
        self._shown_changed()

    def _split(self) -> None:
        day, place = self.cursor_at.day, self.cursor_at.place
        if place < 0:
            return
        start, end = self.days[day][place]
        at = self._split_at if self._split_at is not None else (start + end) // 2
        self._split_at = None
        spans = split(self.days[day], place, at)
        if spans == self.days[day]:
            self.said.emit(self.tr("These hours are too short to be split."))
            return
        self._commit(with_day(self.days, day, spans), self._day_name())

    def _remove(self) -> None:
        if self.cursor_at.place >= 0:
            day, place = self.cursor_at.day, self.cursor_at.place
            self._commit(without_span(self.days, day, place), self._day_name())

    def _day_off(self) -> None:
        self._commit(with_day(self.days, self.cursor_at.day, ()), self._day_name())

    def _copy(self) -> None:
        words = hours_text(self.days[self.cursor_at.day], self._wording)
        QGuiApplication.clipboard().setText(words)
        self.said.emit(self.tr("Copied {}: Ctrl+V puts it on another day.").format(words))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        try:
            spans = parse_hours(text[:1000], self._wording)
        except BadInput as problem:
            self.said.emit(problem.sentence)
            return
        self._commit(with_day(self.days, self.cursor_at.day, spans), self._day_name())

    def choose_days(self) -> None:
        """Ask for the days that the hours are copied to."""
        if self.copy_card is None:
            self.copy_card = CopyCard(self.window())
            self.copy_card.chosen.connect(self._copy_to)
        day = self.cursor_at.day
        self.copy_card.ask(day, hours_text(self.days[day], self._wording), self._wording)

    def _copy_to(self, to: tuple[int, ...]) -> None:
        days = copied(self.days, self.cursor_at.day, to)
        name = self._wording.weekdays_long[to[0]] if len(to) == 1 else self.tr("the week")
        self._commit(days, name)


_KEYS = {
    Qt.Key.Key_Return: Act.TYPE,
    Qt.Key.Key_Enter: Act.TYPE,
    Qt.Key.Key_F2: Act.TYPE,
    Qt.Key.Key_N: Act.ADD,
    Qt.Key.Key_S: Act.SPLIT,
    Qt.Key.Key_Delete: Act.REMOVE,
    Qt.Key.Key_Backspace: Act.REMOVE,
}
"""Keys that do what the menu offers."""
