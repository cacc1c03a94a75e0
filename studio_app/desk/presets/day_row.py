"""The start times of one weekday: chips, a line to type more into, and what can be done with the whole day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from studio_app.desk import theme
from studio_app.desk.presets.model import PresetsState, outside, parse_starts, start_text
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.roving import Roving
from studio_app.errors import BadInput

_NAME, _LINE = 40, 92


class DayRow(QWidget):
    """One weekday.

    Signals:
        added: the day and start times (a tuple) that were typed.
        removed: the day and a start time.
        copied: the day, and the days (a tuple) that shall have the same.
        refused: a sentence about what was typed; "" takes it back.
    """

    added = Signal(int, object)
    removed = Signal(int, int)
    copied = Signal(int, object)
    refused = Signal(str)

    def __init__(self, day: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self._state = day, PresetsState()
        self.name = PlainLabel("", "", self)
        self.name.setFixedWidth(_NAME)
        self.chips: list[PushButton] = []
        self._room = QWidget(self)
        self._flow = FlowLayout(self._room, 4)
        # Chips are lower than the line beside them.
        self._flow.setContentsMargins(0, 4, 0, 4)
        self._roving = Roving(self)
        self.line = Line(self)
        self.line.setFixedWidth(_LINE)
        self.line.setPlaceholderText(self.tr("9, 2 pm"))
        self.more = QToolButton(self)
        self.more.setText("…")
        self.more.setProperty("kind", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        upper = Qt.AlignmentFlag.AlignTop
        self.name.setFixedHeight(theme.current().metrics.control_height)
        row.addWidget(self.name, 0, upper)
        row.addWidget(self._room, 1)
        row.addWidget(self.line, 0, upper)
        row.addWidget(self.more, 0, upper)
        self.line.returnPressed.connect(self.take_typed)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._left)
        self.more.clicked.connect(self.open_menu)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: PresetsState) -> None:
        """Show the start times of this day; what is being typed stays."""
        day_before = self._state.wording
        before, self._state = self._state.presets.get(self.day), state
        wording, starts = state.wording, state.presets.get(self.day, ())
        self.name.setText(wording.weekdays[self.day])
        long = wording.weekdays_long[self.day]
        self.line.setAccessibleName(self.tr("More start times on {}").format(long))
        self.more.setAccessibleName(self.tr("Start times of {}: copy or clear").format(long))
        self.more.setEnabled(bool(starts))
        if starts != before or day_before != wording or not self.chips:
            self._show_chips(starts)
        for chip, start in zip(self.chips, starts, strict=False):
            theme.style(chip, alert="warning" if outside(state, self.day, start) else None)

    def _show_chips(self, starts: tuple[int, ...]) -> None:
        had = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(start) for start in starts]
        self._roving.set_widgets(self.chips)
        if had is not None:
            follows = self.chips[min(had, len(self.chips) - 1)] if self.chips else self.line
            follows.setFocus(Qt.FocusReason.OtherFocusReason)
        self._room.updateGeometry()

    def _chip(self, start: int) -> PushButton:
        words = start_text(start, self._state.wording)
        chip = PushButton(f"{words}  ×", self._room, kind="chip")
        long = self._state.wording.weekdays_long[self.day]
        chip.setAccessibleName(self.tr("{} on {}: take away").format(words, long))
        chip.setToolTip(self.tr("Take away (Delete)"))
        chip.clicked.connect(partial(self.removed.emit, self.day, start))
        chip.setProperty("start", start)
        chip.installEventFilter(self)
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes a chip away."""
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if (
            pressed
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self.removed.emit(self.day, int(watched.property("start")))
            return True
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ what is done

    def take_typed(self) -> None:
        """Add what is typed, or say what is wrong with it."""
        try:
            starts = parse_starts(self.line.text())
        except BadInput as error:
            theme.style(self.line, invalid="true")
            self.refused.emit(error.sentence)
            return
        self.line.clear()
        self.refused.emit("")
        self.added.emit(self.day, starts)

    def _typed(self, _text: str) -> None:
        theme.style(self.line, invalid="false")
        self.refused.emit("")

    def _left(self) -> None:
        """Whoever goes elsewhere meant what is typed."""
        if self.line.text().strip() and not self.line.hasFocus():
            self.take_typed()

    def open_menu(self) -> None:
        """What can be done with the whole day."""
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Copy to other days, or clear."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("presets_menu")
        names = self._state.wording.weekdays_long
        rest = tuple(day for day in range(7) if day != self.day)
        work = tuple(day for day in range(5) if day != self.day)
        if self.day < 5:
            menu.addAction(self.tr("Copy to Monday to Friday"), partial(self.copied.emit, self.day, work))
        menu.addAction(self.tr("Copy to every day"), partial(self.copied.emit, self.day, rest))
        one = menu.addMenu(self.tr("Copy to"))
        for day in rest:
            one.addAction(names[day], partial(self.copied.emit, self.day, (day,)))
        menu.addSeparator()
        menu.addAction(self.tr("Clear"), partial(self.copied.emit, -1, (self.day,)))
        return menu
