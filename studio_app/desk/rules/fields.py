"""Fields for the settings, one class a kind: each shows a value and tells what it shall be."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk.editing.pieces import Chips, show_line
from studio_app.desk.editing.time_text import parse_time
from studio_app.desk.rules.model import Kind, Rule
from studio_app.desk.rules.previews import Ground
from studio_app.desk.team.zone_names import known_zone, offset_words, zones_like
from studio_app.desk.travel.rows import DecimalField
from studio_app.desk.widgets.fields import Line, NumberField, SuggestField
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.widgets.suggestions import Suggestion
from studio_app.domain.wall_time import instant

_PAUSE = 600
"""Milliseconds without another step after which a number is taken."""
_LIST_PAUSE = 350
_LONGEST = 24
"""Characters of a number that are looked at."""
_UNFINISHED = QValidator.State.Intermediate
_NUMBER, _TIME, _NAME, _ZONE, _LIST = 124, 104, 280, 280, 180
_MOST_SEGMENTS = 6


class Field(QWidget):
    """One value.

    Signals:
        changed: the value as it shall be.
        refused: why what is typed is none; "" again once it is one.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def hold(self, widget: QWidget) -> None:
        """Be this widget."""
        self._row.addWidget(widget)
        self.setFocusProxy(widget)

    @abstractmethod
    def show_value(self, value: Any, ground: Ground) -> None:
        """Show what is stored; nothing is signalled."""


class ChoiceField(Field):
    """One of a few words side by side; of many, in a list."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: Segmented | None = None
        self.list: QComboBox | None = None
        if len(rule.choices) <= _MOST_SEGMENTS:
            self.choices = Segmented(rule.choices, rule.words, self)
            self.choices.chosen.connect(self._chosen)
            self.hold(self.choices)
            return
        self.list = QComboBox(self)
        self.list.setAccessibleName(rule.words)
        self.list.setFixedWidth(_LIST)
        for key, word in rule.choices:
            self.list.addItem(word, key)
        self._wait = QTimer(self, singleShot=True, interval=_LIST_PAUSE)
        self._wait.timeout.connect(self._take_listed)
        self.list.activated.connect(self._activated)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hold(self.list)

    def show_value(self, value: Any, ground: Ground) -> None:
        if self.choices is not None:
            self.choices.set_chosen(value)
        elif self.list is not None and not self._wait.isActive():
            self.list.setCurrentIndex(self.list.findData(value))

    def _chosen(self, key: str) -> None:
        self.changed.emit(key)

    def _activated(self, _place: int) -> None:
        self._wait.start()

    def _take_listed(self) -> None:
        """Letters that are typed go through several words."""
        if self.list is not None:
            self.changed.emit(self.list.currentData())


class _WholeField(NumberField):
    """More than there may be can be typed, so that it can be told; left, it is the most."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return (_UNFINISHED, text, place) if _too_much(self, text) else super().validate(text, place)

    def fixup(self, text: str) -> str:
        return _most_of(self) if _too_much(self, text) else super().fixup(text)


class _HoursField(DecimalField):
    """The same for hours, without needless decimals."""

    def textFromValue(self, value: float) -> str:
        return super().textFromValue(value).removesuffix(f"{self.locale().decimalPoint()}0")

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return (_UNFINISHED, text, place) if _too_much(self, text) else super().validate(text, place)

    def fixup(self, text: str) -> str:
        return _most_of(self) if _too_much(self, text) else super().fixup(text)


def _most_of(field: NumberField | DecimalField) -> str:
    return f"{field.textFromValue(field.maximum())}{field.suffix()}"  # type: ignore[arg-type] # each its own number


def _too_much(field: NumberField | DecimalField, text: str) -> bool:
    number, is_one = field.locale().toDouble(text.removesuffix(field.suffix()).strip())
    return is_one and len(text) < _LONGEST and number > field.maximum()


class SpinField(Field):
    """A number; what is stepped through is taken once it rests, or with Enter, or when the field is left."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spin: NumberField | DecimalField
        if rule.kind is Kind.DECIMAL:
            self.spin = _HoursField(rule.least, rule.most, 1, rule.unit, rule.words, self)
            self.spin.setSingleStep(0.5)
        else:
            self.spin = _WholeField(rule.least, rule.most, rule.unit, rule.words, self)
        self.spin.setFixedWidth(
            max(_NUMBER, self.spin.fontMetrics().horizontalAdvance(f"000.0{rule.unit}") + 48)
        )
        self.spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stored: float = 0
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._take)
        self.spin.valueChanged.connect(self._stepped)
        self.spin.editingFinished.connect(self._take)
        self.spin.lineEdit().textEdited.connect(self._typed)
        self.hold(self.spin)

    def show_value(self, value: Any, ground: Ground) -> None:
        self._stored = value
        if self._wait.isActive():
            return
        self.spin.blockSignals(True)
        if isinstance(self.spin, DecimalField):
            self.spin.setValue(float(value))
        else:
            self.spin.setValue(int(value))
        self.spin.blockSignals(False)

    def _typed(self, text: str) -> None:
        said = self.tr("At most {}.").format(_most_of(self.spin))
        self.refused.emit(said if _too_much(self.spin, text) else "")

    def _stepped(self, _value: object) -> None:
        self._wait.start()

    def _take(self) -> None:
        self._wait.stop()
        self.refused.emit("")
        wanted = self.spin.value()
        # A field shows one decimal: what has more is no change that somebody made.
        if wanted != self._stored and round(self._stored, 1) != wanted:
            self._stored = wanted
            self.changed.emit(wanted)


class TextField(Field):
    """A line of text, taken with Enter or when the field is left."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(self)
        self.line.setAccessibleName(rule.words)
        self.line.setFixedWidth(_NAME)
        self._stored = ""
        self.line.editingFinished.connect(self._take)
        self.hold(self.line)

    def show_value(self, value: Any, ground: Ground) -> None:
        self._stored = value
        show_line(self.line, value)

    def _take(self) -> None:
        text = " ".join(self.line.text().split())
        if not text:
            self.refused.emit(self.tr("A studio has a name; the one before is kept."))
            return
        self.refused.emit("")
        if text != self._stored:
            self._stored = text
            self.changed.emit(text)


class TimeField(Field):
    """A time of the day as people type it, taken with Enter or when the field is left."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Line(self)
        self.line.setAccessibleName(rule.words)
        self.line.setFixedWidth(_TIME)
        self._stored, self._shown, self._judged = -1, "", ""
        self._ground: Ground | None = None
        self.line.editingFinished.connect(self._take)
        self.hold(self.line)

    def show_value(self, value: Any, ground: Ground) -> None:
        self._stored, self._ground = value, ground
        self._shown = self._said(value, ground)
        show_line(self.line, self._shown)
        if not self.line.hasFocus():
            self._judged = self._shown

    @staticmethod
    def _said(minute: int, ground: Ground) -> str:
        zone = ground.settings.timezone
        return ground.wording.time(instant(zone, ground.today, minute), zone)

    def _take(self) -> None:
        text = self.line.text()
        if text == self._judged or self._ground is None:
            return  # what was said of it still is
        self._judged = text
        if text == self._shown:
            self.refused.emit("")
            return
        minute = parse_time(self.line.text(), hours24=self._ground.wording.hours24)
        if minute is None:
            self.refused.emit(self.tr("“{}” is no time of day.").format(self.line.text().strip()))
            return
        self.refused.emit("")
        self._judged = self._said(minute, self._ground)
        self.line.setText(self._judged)
        if minute != self._stored:
            self.changed.emit(minute)


class WeekdaysField(Field):
    """Seven toggles."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = Chips(rule.words, self)
        self.days.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._on: frozenset[int] = frozenset()
        self.days.toggled.connect(self._toggled)
        self.hold(self.days)

    def show_value(self, value: Any, ground: Ground) -> None:
        self._on = frozenset(int(day) for day in value)
        choices = tuple((str(day), ground.wording.weekdays[day]) for day in range(7))
        self.days.show_choices(choices, frozenset(str(day) for day in self._on))
        wide = sum(self.days.button(key).sizeHint().width() + 6 for key, _ in choices)
        self.days.setFixedSize(wide, self.days.button("0").sizeHint().height())
        self.setFocusProxy(self.days.button("0"))

    def _toggled(self, key: str) -> None:
        self._on = self._on ^ {int(key)}
        self.changed.emit(self._on)


class StudioZoneField(Field):
    """A named zone of time to search for."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SuggestField(rule.words, self)
        self.line.setProperty("form", None)
        self.line.setFixedWidth(_ZONE)
        self._stored = ""
        self._ground: Ground | None = None
        self.line.typed.connect(self._offer)
        self.line.taken.connect(self._taken)
        self.line.finished.connect(self._take)
        self.line.left.connect(self._take)
        self.hold(self.line)

    def show_value(self, value: Any, ground: Ground) -> None:
        self._stored, self._ground = value, ground
        show_line(self.line, value)
        self._say()

    def _say(self) -> None:
        zone = known_zone(self.line.text())
        self.line.set_suffix(offset_words(zone.key, self._ground.now) if zone and self._ground else "")

    def _offer(self, text: str) -> None:
        if self._ground is None:
            return
        self._say()
        now = self._ground.now
        rows = [
            Suggestion(key, key, "", offset_words(key, now)) for key in zones_like(text, self._stored, now)
        ]
        self.line.suggestions.offer(tuple(rows), 0 if text.strip() else -1)

    def _taken(self, row: Suggestion) -> None:
        self.line.setText(row.key)
        self.line.suggestions.hide()
        self._take()

    def _take(self) -> None:
        zone = known_zone(self.line.text())
        if zone is None:
            self.refused.emit(self.tr("No time zone is called “{}”.").format(self.line.text().strip()))
            return
        self.refused.emit("")
        self.line.setText(zone.key)
        self._say()
        if zone.key != self._stored:
            self._stored = zone.key
            self.changed.emit(zone.key)


_FIELDS: dict[Kind, type[Field]] = {
    Kind.TEXT: TextField,
    Kind.ZONE: StudioZoneField,
    Kind.SWITCH: ChoiceField,
    Kind.CHOICE: ChoiceField,
    Kind.NUMBER: SpinField,
    Kind.DECIMAL: SpinField,
    Kind.WEEKDAYS: WeekdaysField,
    Kind.TIME: TimeField,
}


def field_for(rule: Rule, parent: QWidget) -> Field:
    """The field of a rule."""
    return _FIELDS[rule.kind](rule, parent)  # type: ignore[call-arg, arg-type]  # all of them take a rule
