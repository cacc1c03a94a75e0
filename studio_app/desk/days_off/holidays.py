"""Public holidays of a country and region, to tick and take over as days off or closed dates."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio_app.desk.days_off.holiday_model import (
    HolidayState,
    add_words,
    holiday_rows,
    picked,
    usual_ticks,
)
from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.tick_list import TickList, TickRow

_WIDTH, _LIST = 640, 340


class HolidaysSheet(Overlay):
    """The card over the window.

    Signals:
        asked: country, region and year that are to be listed.
        picked: the HolidayPick that shall be so.
    """

    asked = Signal(str, str, int)
    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("holidays")
        self.setAccessibleName(self.tr("Public holidays"))
        self._state: HolidayState | None = None
        self.title = PlainLabel(self.tr("Public holidays"), "title", self.card)
        self.country = self._combo(self.tr("Country"))
        self.region = self._combo(self.tr("Region"))
        self.year = PlainLabel("", "strong", self.card)
        self.days = TickList(self.tr("Holidays of the year"), self.card)
        self.people = TickList(self.tr("For whom"), self.card)
        self.hint = PlainLabel("", "caption muted", self.card, wrap=True)
        self.add = PushButton("", self.card, kind="primary")
        self._side = QWidget(self.card)
        self._lay_out()
        self.country.activated.connect(self._choose_country)
        self.region.activated.connect(self._choose_region)
        self.days.changed.connect(self._show_button)
        self.people.changed.connect(self._show_button)
        self.add.clicked.connect(self._add)

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self.card)
        box.setAccessibleName(name)
        box.setMinimumWidth(150)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        box = QVBoxLayout(self.card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addWidget(self.title)
        box.addLayout(self._question_row())
        lists = QHBoxLayout()
        lists.setSpacing(20)
        lists.addLayout(self._listed(self.days), 3)
        side = self._listed(self.people, self.tr("For"))
        side.setContentsMargins(0, 0, 0, 0)
        self._side.setLayout(side)
        lists.addWidget(self._side, 2)
        box.addLayout(lists)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        close = PushButton(self.tr("Close"), self.card)
        close.clicked.connect(self.close_card)
        foot.addWidget(close)
        foot.addWidget(self.add)
        box.addLayout(foot)
        self.card.setFixedWidth(_WIDTH)

    def _question_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.country, 3)
        row.addWidget(self.region, 3)
        for words, name, by in (("‹", self.tr("The year before"), -1), ("›", self.tr("The year after"), 1)):
            button = QToolButton(self.card)
            button.setText(words)
            button.setAccessibleName(name)
            button.clicked.connect(self._earlier if by < 0 else self._later)
            row.addWidget(button)
            if by < 0:
                row.addWidget(self.year)
        return row

    def _listed(self, rows: TickList, words: str = "") -> QVBoxLayout:
        links = QHBoxLayout()
        links.setSpacing(10)
        if words:
            links.addWidget(PlainLabel(words, "strong", self.card))
        links.addStretch(1)
        everything = PushButton(self.tr("All"), self.card, kind="link")
        nothing = PushButton(self.tr("None"), self.card, kind="link")
        everything.clicked.connect(rows.tick_all)
        nothing.clicked.connect(rows.tick_none)
        links.addWidget(everything)
        links.addWidget(nothing)
        room = QWidget(self.card)
        room.setFixedHeight(_LIST)
        inside = QVBoxLayout(room)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(rows)
        inside.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(links)
        column.addWidget(room)
        return column

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: HolidayState) -> None:
        """Offer other holidays; who was ticked stays while the sheet is open."""
        before = self._state
        same_year = before is not None and (before.year, before.country, before.region) == (
            state.year,
            state.country,
            state.region,
        )
        self._state = state
        _fill(self.country, state.countries, state.country)
        _fill(self.region, {"": self.tr("Whole country"), **state.regions}, state.region)
        self.region.setEnabled(bool(state.regions))
        self.year.setText(str(state.year))
        keep = self.isVisible() and same_year
        self.days.set_rows(holiday_rows(state), self.days.ticked() if keep else usual_ticks(state))
        people = tuple(TickRow(key, name) for key, name in state.people)
        chosen = self.people.ticked() if self.isVisible() and before is not None else state.chosen
        self.people.set_rows(people, chosen)
        self._side.setVisible(bool(people))
        self._show_hint()
        self._show_button()

    def open_for(self, state: HolidayState) -> None:
        """Open the sheet."""
        self._state = None
        self.set_state(state)
        self.open_under(None)
        self.country.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hint(self) -> None:
        assert self._state is not None
        words = "" if self._state.days else self.tr("No public holidays are known for that year.")
        self.hint.setText(words)

    def _show_button(self) -> None:
        if self._state is None:
            return
        days, people = len(self.days.ticked()), len(self.people.ticked())
        self.add.setText(add_words(self._state, days, people))
        self.add.setEnabled(bool(days) and (bool(people) or self._state.owner.is_studio))

    # ------------------------------------------------------------ what is done

    def _choose_country(self, _place: int) -> None:
        if self._state:
            self.asked.emit(str(self.country.currentData()), "", self._state.year)

    def _choose_region(self, _place: int) -> None:
        if self._state:
            self.asked.emit(self._state.country, str(self.region.currentData()), self._state.year)

    def _earlier(self) -> None:
        self._by(-1)

    def _later(self) -> None:
        self._by(1)

    def _by(self, years: int) -> None:
        if self._state is None:
            return
        first, last = self._state.owner.reach
        year = self._state.year + years
        if first.year <= year <= last.year:
            self.asked.emit(self._state.country, self._state.region, year)

    def _add(self) -> None:
        if self._state:
            self.picked.emit(picked(self._state, self.days.ticked(), self.people.ticked()))
            self.close_card()


def _fill(box: QComboBox, names: Mapping[str, str], chosen: str) -> None:
    """Offer names by their codes; nothing is signalled."""
    blocker = QSignalBlocker(box)
    if [str(box.itemData(place)) for place in range(box.count())] != list(names):
        box.clear()
        for code, name in names.items():
            box.addItem(name, code)
    box.setCurrentIndex(box.findData(chosen))
    blocker.unblock()
