"""What the studio decides about calendars: how old a reading may be, what is shown, what is taken over by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.widgets.fields import NumberField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.calendar_rules import CalendarRules

_PAUSE = 700
"""Milliseconds without another step after which a number is stored."""
_SHARED, _BUSY = "shared", "busy"


class RulesView(QFrame):
    """The card; each change is stored at once and can be undone.

    Signals:
        changed: the CalendarRules as they shall be.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_rules")
        self.setProperty("kind", "card")
        self._rules = CalendarRules()
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self._store)
        self.stale = self._number(
            1, 24 * 60, self.tr(" min"), self.tr("Greatest age of a reading in minutes")
        )
        self.keep = self._number(1, 366, self.tr(" days"), self.tr("How long past events are kept, in days"))
        self.titles = Segmented(
            ((_SHARED, self.tr("Shown where shared")), (_BUSY, self.tr("Only “busy”"))),
            self.tr("Titles of outside events"),
            self,
        )
        self.take = QCheckBox(self.tr("Take over a move into a free time by itself"), self)
        self._lay_out()
        self.titles.chosen.connect(self._choose_titles)
        self.take.toggled.connect(self._store_soon)
        self._show()

    def _number(self, least: int, most: int, unit: str, name: str) -> NumberField:
        field = NumberField(least, most, unit, name, self)
        field.setFixedWidth(110)
        field.valueChanged.connect(self._store_soon)
        return field

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(14)
        box.addWidget(PlainLabel(self.tr("Freshness"), "title", self))
        box.addLayout(
            self._row(
                self.tr("A calendar is unknown after"),
                self.tr(
                    "Its photographer then counts as unknown, not as free; staff may overrule with a reason."
                ),
                self.stale,
            )
        )
        box.addSpacing(6)
        box.addWidget(PlainLabel(self.tr("Privacy"), "title", self))
        box.addLayout(
            self._row(
                self.tr("Titles of photographers’ own events"),
                self.tr("What is only “busy” is not stored with more, for anybody who opens the database."),
                self.titles,
            )
        )
        box.addLayout(
            self._row(
                self.tr("Past events are dropped after"),
                self.tr("Older ones block nothing any more."),
                self.keep,
            )
        )
        box.addSpacing(6)
        box.addWidget(PlainLabel(self.tr("Changes made in the calendar"), "title", self))
        self.take.setAccessibleDescription(self._take_words())
        box.addWidget(self.take)
        box.addWidget(PlainLabel(self._take_words(), "caption muted", self, wrap=True))

    def _take_words(self) -> str:
        return self.tr(
            "Where somebody moves one of our events to a time that the rules allow, the appointment follows. Every "
            "other change waits for a person."
        )

    def _row(self, words: str, note: str, field: QWidget) -> QHBoxLayout:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(PlainLabel(words, "body", self))
        said.addWidget(PlainLabel(note, "caption muted", self, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(said, 1)
        row.addWidget(field)
        return row

    # ------------------------------------------------------------ state

    def set_rules(self, rules: CalendarRules) -> None:
        """Show what is stored; what is being changed stays."""
        if rules == self._rules or self._wait.isActive():
            return
        self._rules = rules
        self._show()

    def rules(self) -> CalendarRules:
        """As they are set in the fields."""
        return replace(
            self._rules,
            stale_minutes=self.stale.value(),
            keep_days=self.keep.value(),
            titles=self._titles,
            take_free_moves=self.take.isChecked(),
        )

    def _show(self) -> None:
        rules = self._rules
        fields: tuple[QWidget, ...] = (self.stale, self.keep, self.take)
        for field in fields:
            field.blockSignals(True)
        self.stale.setValue(rules.stale_minutes)
        self.keep.setValue(rules.keep_days)
        self.take.setChecked(rules.take_free_moves)
        self._titles = rules.titles
        self.titles.set_chosen(_SHARED if rules.titles else _BUSY)
        for field in fields:
            field.blockSignals(False)

    def _choose_titles(self, key: str) -> None:
        self._titles = key == _SHARED
        self._store()

    def _store_soon(self, _value: object) -> None:
        self._wait.start()

    def _store(self) -> None:
        self._wait.stop()
        wanted = self.rules()
        if wanted != self._rules:
            self._rules = wanted
            self.changed.emit(wanted)
