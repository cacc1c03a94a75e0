"""How the time between two visits is found: the way, its numbers, the routing server."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.travel.model import (
    EDGE_WORDS,
    UNTIL_THEN,
    WAY_WORDS,
    TravelState,
    Way,
    speed_meant,
    speed_shown,
)
from studio_app.desk.travel.rows import FIELD_WIDTH, DecimalField, SettingRow
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line, NumberField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.settings import DayEdges, Travel

_MOST_MINUTES = 24 * 60
_NO_LIMIT = -1
"""Of the longest drive: shown as words."""


class DrivesPart(QWidget):
    """Way, speed, detour, least and most minutes, day edges, and the routing server.

    Signals:
        travel_changed: Travel and DayEdges that shall count from now on.
        travel_tried: the same while a number is being changed; it counts nowhere yet.
        way_changed: the TravelMode, whether a routing server is asked, and its address as typed: one choice.
        router_tried: the address that shall be tried.
    """

    travel_changed = Signal(object, object)
    travel_tried = Signal(object, object)
    way_changed = Signal(object, bool, str)
    router_tried = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TravelState()
        self._wants_router = False
        self.way = Segmented(
            (
                (Way.FIXED.value, self.tr("Fixed buffers")),
                (Way.ESTIMATE.value, self.tr("Estimate")),
                (Way.ROUTER.value, self.tr("Routing server")),
            ),
            self.tr("How the time between two visits is found"),
            self,
        )
        self.speed = DecimalField(0.1, 2000.0, 1, "", self.tr("Average speed"), self)
        self.detour = DecimalField(0.0, 100.0, 2, " \N{MULTIPLICATION SIGN}", self.tr("Detour"), self)
        self.detour.setSingleStep(0.05)
        self.floor = NumberField(0, _MOST_MINUTES, " min", self.tr("Least minutes between two places"), self)
        self.most = NumberField(_NO_LIMIT, _MOST_MINUTES, " min", self.tr("Longest drive"), self)
        self.most.setSpecialValueText(self.tr("no limit"))
        for field in (self.floor, self.most):
            field.setSingleStep(5)
        self.edges = Segmented(
            (
                (DayEdges.STRICT.value, self.tr("In working hours")),
                (DayEdges.RELAXED.value, self.tr("Outside too")),
            ),
            self.tr("Drives at the ends of the day"),
            self,
        )
        self.router = Line(self)
        self.router.setAccessibleName(self.tr("Address of the routing server"))
        self.router.setPlaceholderText("https://router.example.com")
        self.try_button = PushButton(self.tr("Try it"), self)
        self.speed.setToolTip(self.tr("How fast people drive from door to door"))
        self.detour.setToolTip(self.tr("How much longer roads are than the way of a crow"))
        self.floor.setToolTip(
            self.tr("However near two places are, so much time is kept between visits there")
        )
        self.most.setToolTip(self.tr("Nobody is sent further from the visit before, or to the one after"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._way_row = SettingRow(self.tr("Time between two visits"), "", self)
        self._way_row.add(self.way)
        self._numbers = self._make_numbers()
        self._edges_row = SettingRow(self.tr("First and last drive of the day"), "", self)
        self._edges_row.add(self.edges)
        self._router_row = self._make_router()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for row in (self._way_row, self._router_row, self._numbers, self._edges_row):
            box.addWidget(row)

    def _make_numbers(self) -> QWidget:
        numbers = QWidget(self)
        row = QHBoxLayout(numbers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        named: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Speed"), self.speed),
            (self.tr("Detour"), self.detour),
            (self.tr("At least"), self.floor),
            (self.tr("Longest drive"), self.most),
        )
        for words, field in named:
            column = QVBoxLayout()
            column.setSpacing(4)
            label = PlainLabel(words, "caption strong muted", numbers)
            label.setBuddy(field)
            field.setFixedWidth(FIELD_WIDTH)
            column.addWidget(label)
            column.addWidget(field)
            row.addLayout(column)
        row.addStretch(1)
        return numbers

    def _make_router(self) -> QWidget:
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        label = PlainLabel(self.tr("Address of the routing server"), "caption strong muted", holder)
        label.setBuddy(self.router)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.router, 1)
        row.addWidget(self.try_button)
        self.router_words = PlainLabel("", "caption muted", holder, wrap=True)
        box.addWidget(label)
        box.addLayout(row)
        box.addWidget(self.router_words)
        return holder

    def _connect(self) -> None:
        self.way.chosen.connect(self._choose_way)
        self.edges.chosen.connect(self._choose_edges)
        for field in (self.speed, self.detour, self.floor, self.most):
            field.valueChanged.connect(self._try_numbers)
            field.editingFinished.connect(self._save_numbers)
        self.router.editingFinished.connect(self._save_router)
        self.router.textEdited.connect(self._typed_router)
        self.try_button.clicked.connect(self._try_router)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: TravelState) -> None:
        """Show what is stored; a field that is being typed in keeps what is typed."""
        self._state = state
        if state.way is Way.ROUTER:
            self._wants_router = False
        self._show_way()
        self.edges.set_chosen(state.edges.value)
        self._edges_row.say(self.tr(EDGE_WORDS[state.edges]))
        travel = state.travel
        self.speed.setSuffix(" km/h" if state.kilometres else " mph")
        _show(self.speed, speed_shown(travel.speed_kmh, kilometres=state.kilometres))
        _show(self.detour, travel.detour)
        _show(self.floor, travel.floor_min)
        _show(self.most, _NO_LIMIT if travel.max_travel_min is None else travel.max_travel_min)
        if not self.router.hasFocus() and not self.router.property("invalid"):
            self.router.setText(state.choices.router)

    def _show_way(self) -> None:
        way = Way.ROUTER if self._wants_router else self._state.way
        self.way.set_chosen(way.value)
        self._way_row.say(self.tr(UNTIL_THEN[self._state.way] if self._wants_router else WAY_WORDS[way]))
        self._numbers.setVisible(self._state.way is not Way.FIXED)
        self._router_row.setVisible(way is Way.ROUTER)
        self.router_words.setVisible(bool(self.router_words.text()))

    def say_router(self, words: str, *, bad: bool = False) -> None:
        """Tell what came of trying the server, or why its address can’t be used; "" for nothing."""
        self.router_words.setText(words)
        self.router_words.setVisible(bool(words))
        theme.style(self.router_words, role="caption danger" if bad else "caption muted")
        theme.style(self.router, invalid="true" if bad else None)

    def travel(self) -> Travel:
        """As the fields say."""
        stored, most = self._state.travel, self.most.value()
        return replace(
            stored,
            speed_kmh=speed_meant(self.speed.value(), stored.speed_kmh, kilometres=self._state.kilometres),
            detour=stored.detour if self.detour.value() == round(stored.detour, 2) else self.detour.value(),
            floor_min=self.floor.value(),
            max_travel_min=None if most == _NO_LIMIT else most,
        )

    # ------------------------------------------------------------ what the user does

    def _choose_way(self, key: str) -> None:
        way, state = Way(key), self._state
        self._wants_router = way is Way.ROUTER and not state.choices.router
        if self._wants_router:  # nobody can be asked yet, so nothing is otherwise yet
            self._show_way()
            self.router.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not state.choices.router:
            self.router.clear()
            self.say_router("")
        self._go(state.going(way))

    def _go(self, after: TravelState) -> None:
        before, self._state = self._state, after
        self._show_way()
        if (after.travel, after.choices) != (before.travel, before.choices):
            self.way_changed.emit(after.travel.mode, after.choices.routing, after.choices.router)

    def _choose_edges(self, key: str) -> None:
        self._state = replace(self._state, edges=DayEdges(key))
        self._edges_row.say(self.tr(EDGE_WORDS[self._state.edges]))
        self.travel_changed.emit(self._state.travel, self._state.edges)

    def _try_numbers(self) -> None:
        if self.travel() != self._state.travel:
            self.travel_tried.emit(self.travel(), self._state.edges)

    def _save_numbers(self) -> None:
        travel = self.travel()
        if travel != self._state.travel:
            self._state = replace(self._state, travel=travel)
            self.travel_changed.emit(travel, self._state.edges)

    def _typed_router(self, _text: str) -> None:
        self.say_router("")

    def _save_router(self) -> None:
        text = self.router.text().strip()
        state = self._state
        if self._wants_router and text:
            self.way_changed.emit(state.going(Way.ROUTER).travel.mode, True, text)
        elif text != state.choices.router:
            self.way_changed.emit(state.travel.mode, bool(text), text)

    def _try_router(self) -> None:
        self.say_router(self.tr("Asking\N{HORIZONTAL ELLIPSIS}"))
        self.router_tried.emit(self.router.text())


def _show(field: NumberField | DecimalField, value: float) -> None:
    """Show a value; nothing is signalled, and what is being typed stays."""
    if field.hasFocus() and field.lineEdit().isModified():
        return
    before = field.blockSignals(True)
    if isinstance(field, NumberField):
        field.setValue(int(value))
    else:
        field.setValue(value)
    field.blockSignals(before)
