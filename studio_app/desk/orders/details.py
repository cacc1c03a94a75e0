"""The order beside the table: whom it is for, what is wanted, its appointments, and what happened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import icons, theme
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.history.entries import EntryRow
from studio_app.desk.orders.details_content import DetailsState, Fact
from studio_app.desk.orders.visit_row import ROLES, VisitRow
from studio_app.desk.tone import Tone
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ChipLabel, PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar

WIDTH, NARROW = 368, 304
"""At 1440 pixels and more, and below."""
_CHIPS = {Tone.GOOD: "ok", Tone.WARN: "warning", Tone.BAD: "danger"}


class CopyLine(QWidget):
    """A line of text with a button that copies it."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._name = text, name
        self.button = QToolButton(self)
        self.button.setProperty("kind", "quiet")
        self.button.setStyleSheet("min-height: 0; padding: 0;")
        self.button.setFixedSize(24, 22)
        self.button.setIconSize(QSize(15, 15))
        self.button.clicked.connect(self._copy)
        self._back = QTimer(self, singleShot=True, interval=1500)
        self._back.timeout.connect(self._draw)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.words = PlainLabel(text, "body muted", self, wrap=True)
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._draw()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.button.setIcon(icons.icon("check", theme.current().accent, 15))
        self.button.setAccessibleName(self.tr("Copied"))
        self._back.start()

    def _draw(self) -> None:
        self.button.setIcon(icons.icon("copy", theme.current().text_faint, 15))
        self.button.setAccessibleName(self.tr("Copy the {}").format(self._name))
        self.button.setToolTip(self.tr("Copy"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()


class OrderDetailsPanel(QWidget):
    """The details.

    Signals:
        acted: id of an appointment, key of an action of `visit_row`.
        schedule_requested: id of an order that lacks a time.
        history_requested: id of an order whose whole history is wanted.
    """

    acted = Signal(str, str)
    schedule_requested = Signal(str)
    history_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order_details")
        self.setAccessibleName(self.tr("The order"))
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._state: DetailsState | None = None
        self._body: QWidget | None = None
        self.empty = EmptyState(self)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setStyleSheet("QScrollArea, #order_details_body { background: transparent; }")
        self._bar = OverlayBar(self.area)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 0, 0, 0)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        self.show_nothing()

    # ------------------------------------------------------------ what is shown

    @property
    def state(self) -> DetailsState | None:
        """What is shown; None for nothing."""
        return self._state

    def show_nothing(self) -> None:
        """No order is chosen."""
        self._state = None
        words = self.tr("Choose one in the list: its agent, its appointments and what happened stand here.")
        self.empty.show_words("orders", self.tr("No order chosen"), words)
        self._stack.setCurrentWidget(self.empty)

    def show_order(self, state: DetailsState) -> None:
        """Show an order. The place in it and the focus stay while it is the same one."""
        if state == self._state:
            return
        same = self._state is not None and self._state.id == state.id
        at = self.area.verticalScrollBar().value() if same else 0
        focused = self._focus_key() if same else None
        self._state = state
        old, self._body = self._body, self._make_body(state)
        self.area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.setWidget(self._body)
        self._stack.setCurrentWidget(self.area)
        self._body.adjustSize()
        self.area.verticalScrollBar().setValue(at)
        if focused is not None:
            self._focus(focused)

    def visit_rows(self) -> list[VisitRow]:
        """The rows of the appointments."""
        return self._body.findChildren(VisitRow) if self._body else []

    def visit_row(self, appointment: str) -> VisitRow:
        """The row of an appointment."""
        return next(row for row in self.visit_rows() if row.line.id == appointment)

    def begin(self) -> bool:
        """Go to the first thing that can be done; says whether there is any."""
        for widget in self._doers():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _doers(self) -> list[QWidget]:
        found = self._body.findChildren(QWidget) if self._body else []
        buttons = [widget for widget in found if isinstance(widget, PushButton | QToolButton)]
        return [button for button in buttons if button.isVisibleTo(self)]

    def _focus_key(self) -> int | None:
        """The place of the focused button among all of them."""
        doers = self._doers()
        return next((place for place, widget in enumerate(doers) if widget.hasFocus()), None)

    def _focus(self, place: int) -> None:
        doers = self._doers()
        if doers:
            doers[min(place, len(doers) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ parts

    def _make_body(self, state: DetailsState) -> QWidget:
        body = QWidget()
        body.setObjectName("order_details_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 18, 20, 20)
        column.setSpacing(4)
        self._head(column, body, state)
        self._agent(column, body, state)
        self._facts(column, body, state.facts)
        self._visits(column, body, state)
        self._history(column, body, state)
        column.addStretch(1)
        return body

    @staticmethod
    def _title(column: QVBoxLayout, body: QWidget, words: str) -> None:
        column.addSpacing(12)
        column.addWidget(PlainLabel(words, "caption strong muted", body))

    @staticmethod
    def _line(column: QVBoxLayout, body: QWidget) -> None:
        line = QFrame(body)
        line.setProperty("kind", "line")
        column.addWidget(line)

    @staticmethod
    def _head(column: QVBoxLayout, body: QWidget, state: DetailsState) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(state.title, "heading", body, wrap=True), 1)
        row.addWidget(ChipLabel(state.state, _CHIPS.get(state.tone, ""), body), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if state.town:
            column.addWidget(PlainLabel(state.town, "body muted", body, wrap=True))

    def _agent(self, column: QVBoxLayout, body: QWidget, state: DetailsState) -> None:
        self._title(column, body, self.tr("Agent"))
        column.addWidget(PlainLabel(state.agent, "body strong", body, wrap=True))
        if state.brokerage:
            column.addWidget(PlainLabel(state.brokerage, "body muted", body, wrap=True))
        if state.phone:
            column.addWidget(CopyLine(state.phone, self.tr("phone number"), body))
        if state.email:
            column.addWidget(CopyLine(state.email, self.tr("e-mail address"), body))

    def _facts(self, column: QVBoxLayout, body: QWidget, facts: tuple[Fact, ...]) -> None:
        self._title(column, body, self.tr("Order"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 56)
        grid.setColumnStretch(1, 1)
        for place, fact in enumerate(facts):
            name = PlainLabel(fact.name, "body muted", body)
            role = "body" if fact.tone is Tone.PLAIN else f"body {ROLES[fact.tone]}"
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(PlainLabel(fact.text, role, body, wrap=True), place, 1)
        column.addLayout(grid)

    def _visits(self, column: QVBoxLayout, body: QWidget, state: DetailsState) -> None:
        self._title(column, body, self.tr("Appointments"))
        for place, line in enumerate(state.visits):
            if place:
                self._line(column, body)
            row = VisitRow(line, body)
            row.acted.connect(self.acted)
            column.addWidget(row)
        if state.visits and state.open:
            self._line(column, body)
        for words in state.open:
            column.addSpacing(6)
            column.addWidget(PlainLabel(words, "body", body, wrap=True))
            column.addWidget(PlainLabel(self.tr("no time yet"), "body warning", body))
        if state.open:
            button = PushButton(self.tr("Find a time on the board"), body)
            button.setProperty("key", "schedule")
            button.clicked.connect(self._schedule)
            column.addSpacing(4)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not state.visits and not state.open:
            column.addWidget(PlainLabel(self.tr("None."), "body muted", body))

    def _history(self, column: QVBoxLayout, body: QWidget, state: DetailsState) -> None:
        self._title(column, body, self.tr("What happened"))
        for line in state.history:
            column.addWidget(EntryRow(line, state.today, body, state.wording))
        if not state.history:
            column.addWidget(PlainLabel(self.tr("Nothing is known of it."), "body muted", body))
            return
        button = PushButton(self.tr("All of its history"), body, kind="link")
        button.setProperty("key", "history")
        button.clicked.connect(self._all_history)
        column.addSpacing(2)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def button(self, key: str) -> PushButton:
        """The button `schedule` or `history`."""
        found = self._body.findChildren(PushButton) if self._body else []
        return next(button for button in found if button.property("key") == key)

    def _schedule(self) -> None:
        if self._state:
            self.schedule_requested.emit(self._state.id)

    def _all_history(self) -> None:
        if self._state:
            self.history_requested.emit(self._state.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), theme.current().line)
