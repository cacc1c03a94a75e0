"""Who is away, and when: one sentence to fill in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QTimeEdit, QWidget

from studio_app.desk import theme
from studio_app.desk.cover.away import Away, When, usual
from studio_app.desk.date_text import parse_date
from studio_app.desk.people import Face
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.wording import ENGLISH, Wording

_DATE, _TIME, _WHO = 108, 104, 190


class DateField(Line):
    """A date as it is typed: `thu`, `26 nov`, `tomorrow`; shown as `Thu 26 Nov` when it is left.

    A weekday is the coming one, or the one after the date of the field `after`: whoever is away `fri` to `mon` is back soon.

    Signals:
        date_chosen: another date is meant.
    """

    date_chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, after: DateField | None = None) -> None:
        super().__init__(parent)
        self._after = after
        self.setAccessibleName(name)
        self.setFixedWidth(_DATE)
        self._day = self._today = date(2000, 1, 1)
        self._wording = ENGLISH
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._left)

    def day(self) -> date:
        """The date that is meant."""
        return self._day

    def show_day(self, day: date, today: date, wording: Wording) -> None:
        """Show a date; nothing is signalled."""
        self._day, self._today, self._wording = day, today, wording
        if not self.hasFocus():
            self._say()

    def _say(self) -> None:
        self.setText(self._wording.dated(self._day))
        theme.style(self, invalid="false")

    def _typed(self, text: str) -> None:
        day = self._meant(text)
        theme.style(self, invalid="true" if day is None else "false")
        if day is not None and day != self._day:
            self._day = day
            self.date_chosen.emit()

    def _meant(self, text: str) -> date | None:
        words, first = self._wording.words, self._after.day() if self._after else self._today
        day, later = parse_date(text, self._today, words), parse_date(text, first, words)
        if day is None or later is None or any(sign.isdigit() for sign in text):
            return day
        return later if day < first < later and day.weekday() == later.weekday() else day

    def _left(self) -> None:
        self._say()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class TimeField(QTimeEdit):
    """A time of the day; the wheel passes over it."""

    def __init__(self, name: str, minute: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        self.setDisplayFormat("h:mm ap")
        self.setAccessibleName(name)
        self.setFixedSize(_TIME, theme.current().metrics.control_height)
        # The style sheet's padding does not reach the line inside, which has no frame.
        self.lineEdit().setTextMargins(8, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTime(QTime(minute // 60, minute % 60))

    def minute(self) -> int:
        """Minutes after midnight."""
        time = self.time()
        return time.hour() * 60 + time.minute()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class CoverForm(QFrame):
    """The sentence.

    Signals:
        asked: somebody else, or another time.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setObjectName("cover_form")
        self._away = usual(date(2000, 1, 1))
        self.who = QComboBox(self)
        self.who.setAccessibleName(self.tr("Who is ill or away"))
        self.who.setPlaceholderText(self.tr("Choose who"))
        self.who.setFixedWidth(_WHO)
        choices = (
            (When.NOW.value, self.tr("Rest of today")),
            (When.TOMORROW.value, self.tr("Tomorrow")),
            (When.DAYS.value, self.tr("Whole days")),
            (When.HOURS.value, self.tr("Hours")),
        )
        self.when = Segmented(choices, self.tr("When"), self)
        self.span = ElidedLabel("", "body muted", self)
        self.first = DateField(self.tr("First day"), self)
        self.last = DateField(self.tr("Last day"), self, after=self.first)
        self.day = DateField(self.tr("Day"), self)
        self.begin = TimeField(self.tr("From"), self._away.begin, self)
        self.end = TimeField(self.tr("To"), self._away.end, self)
        self._fields = QStackedWidget(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for row in (
            (self.span,),
            (self.first, PlainLabel("–", "muted", self), self.last),
            (self.day, self.begin, PlainLabel("–", "muted", self), self.end),
        ):
            page = QWidget(self._fields)
            line = QHBoxLayout(page)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            for widget in row:
                line.addWidget(widget, 1 if widget is self.span else 0)
            if self.span not in row:
                line.addStretch(1)
            self._fields.addWidget(page)
        sentence = QHBoxLayout(self)
        sentence.setContentsMargins(16, 11, 16, 11)
        sentence.setSpacing(10)
        sentence.addWidget(self.who)
        sentence.addWidget(PlainLabel(self.tr("is away"), "body", self))
        sentence.addWidget(self.when)
        sentence.addWidget(self._fields, 1)

    def _connect(self) -> None:
        self.who.activated.connect(self._changed)
        self.when.chosen.connect(self._choose_when)
        for field in (self.first, self.last, self.day):
            field.date_chosen.connect(self._changed)
        for time in (self.begin, self.end):
            time.timeChanged.connect(self._changed)

    # ------------------------------------------------------------ what is filled in

    def photographer(self) -> str:
        """Id of who is away; "" while nobody is chosen."""
        return str(self.who.currentData() or "")

    def away(self) -> Away:
        """When."""
        when = self._away.when
        first = self.day.day() if when is When.HOURS else self.first.day()
        return Away(when, first, self.last.day(), self.begin.minute(), self.end.minute())

    def show_people(self, faces: tuple[Face, ...]) -> None:
        """Offer everybody; who was chosen stays."""
        if [self.who.itemData(place) for place in range(self.who.count())] == [face.id for face in faces]:
            return
        chosen = self.photographer()
        self.who.clear()
        for face in faces:
            self.who.addItem(face.name, face.id)
        self.choose(chosen)

    def choose(self, photographer: str) -> None:
        """Choose somebody; nothing is signalled."""
        self.who.setCurrentIndex(self.who.findData(photographer))

    def show_away(self, away: Away, today: date, wording: Wording = ENGLISH) -> None:
        """Show when; nothing is signalled."""
        self._away = away
        self.when.set_chosen(away.when.value)
        self.first.show_day(away.first, today, wording)
        self.day.show_day(away.first, today, wording)
        self.last.show_day(away.last, today, wording)
        for field, minute in ((self.begin, away.begin), (self.end, away.end)):
            before = field.blockSignals(True)
            field.setDisplayFormat("H:mm" if wording.hours24 else "h:mm ap")
            field.setTime(QTime(minute // 60, minute % 60))
            field.blockSignals(before)
        self._show_fields()

    def show_span(self, words: str) -> None:
        """Say which time that is."""
        self.span.setText(words)

    def _show_fields(self) -> None:
        places = {When.DAYS: 1, When.HOURS: 2}
        self._fields.setCurrentIndex(places.get(self._away.when, 0))

    def _choose_when(self, key: str) -> None:
        self._away = Away(
            When(key), self._away.first, self._away.last, self.begin.minute(), self.end.minute()
        )
        self._show_fields()
        self._changed()

    def _changed(self, _value: int | QDate | QTime | None = None) -> None:
        self.asked.emit()
