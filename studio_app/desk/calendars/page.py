"""The view of the calendars: the primary one, a row a photographer, the accounts; what was changed outside; the rules."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk.calendars.change_list import ChangeList
from studio_app.desk.calendars.change_view import ChangeView
from studio_app.desk.calendars.held import HeldCalendar
from studio_app.desk.calendars.model import (
    CALENDARS,
    CHANGES,
    RULES,
    CalendarsState,
    ChangeRow,
    FoundLine,
)
from studio_app.desk.calendars.people_list import PeopleList
from studio_app.desk.calendars.primary_view import PrimaryView
from studio_app.desk.calendars.rules_view import RulesView
from studio_app.desk.calendars.side import Side
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.widgets.segmented import Segmented

_WIDEST, _CHANGES_WIDTH = 920, 320
_EDGE, _SCROLL_STEP, _SCROLL_MS = 36, 14, 30


class CalendarsPage(View):
    """The view. Parts: `primary`, `people`, `side` (with `accounts` and `sheet`), `changes`, `change`, `rules`.

    Signals:
        acted: the Offer that was taken anywhere in it.
        decided: the Offer on a change, and a reason, "" without.
        assigned: the FoundLine that was dropped, and the id of the photographer, "" for the primary calendar.
        connect_requested: the sheet shall open.
        read_requested: all calendars shall be read.
        tab_shown: `calendars`, `changes` or `rules`.
    """

    acted = Signal(object)
    decided = Signal(object, str)
    assigned = Signal(object, str)
    connect_requested = Signal()
    read_requested = Signal()
    tab_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendars", parent)
        self._state = CalendarsState()
        self.primary, self.people, self.side = PrimaryView(self), PeopleList(self), Side(self)
        self.changes, self.change, self.rules = ChangeList(self), ChangeView(self), RulesView(self)
        self.no_people, self.no_changes = EmptyState(self), EmptyState(self)
        self._held = HeldCalendar(self)
        self._glide = QTimer(self, interval=_SCROLL_MS)
        self._glide.timeout.connect(self._scroll_on)
        self._pull = 0
        self.bar = self._make_bar()
        self._tabs = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.show_tab(CALENDARS)
        self.set_state(self._state)

    # ------------------------------------------------------------ layout

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        words = (
            (CALENDARS, self.tr("Calendars")),
            (CHANGES, self.tr("Changed outside")),
            (RULES, self.tr("Privacy and freshness")),
        )
        self.tabs = Segmented(words, self.tr("What is shown of the calendars"), bar)
        self.tabs.set_chosen(CALENDARS)
        self.connect_button = PushButton(self.tr("Connect"), bar)
        self.connect_button.setAccessibleName(self.tr("Connect a calendar"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.tabs)
        row.addWidget(self.connect_button)
        return bar

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._tabs)
        for made in (self._make_calendars(), self._make_changes(), self._make_rules()):
            self._tabs.addWidget(made)

    def _make_calendars(self) -> QWidget:
        tab = QWidget(self)
        row = QHBoxLayout(tab)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        body = QWidget(tab)
        body.setObjectName("calendars_body")
        self._scroll = _scroll_of(body, tab)
        people = QFrame(body)
        people.setProperty("kind", "card")
        inner = QVBoxLayout(people)
        inner.setContentsMargins(1, 12, 1, 6)
        inner.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 10, 0)
        head.addWidget(PlainLabel(self.tr("Photographers"), "title", people), 1)
        self.read_button = PushButton(self.tr("Read now"), people, kind="quiet")
        self.read_button.setToolTip(self.tr("Read all calendars now (F5)"))
        head.addWidget(self.read_button)
        inner.addLayout(head)
        inner.addWidget(self.people)
        inner.addWidget(self.no_people)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        for widget in (self.primary, people):
            column.addWidget(widget)
        column.addStretch(1)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.side)
        self.no_people.show_words(
            "team",
            self.tr("No photographers yet"),
            self.tr("Add them in Team, or import a studio file in Settings."),
        )
        return tab

    def _make_changes(self) -> QWidget:
        tab = QWidget(self)
        list_card = QFrame(tab)
        list_card.setProperty("kind", "card")
        list_card.setFixedWidth(_CHANGES_WIDTH)
        inner = QVBoxLayout(list_card)
        inner.setContentsMargins(1, 8, 1, 8)
        inner.addWidget(self.changes)
        inner.addStretch(1)
        both = QWidget(tab)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(list_card)
        row.addWidget(self.change, 1)
        self._both = both
        column = QVBoxLayout(tab)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(both, 1)
        column.addWidget(self.no_changes, 1)
        self.no_changes.show_words(
            "check",
            self.tr("Nothing was changed outside"),
            self.tr(
                "When somebody moves, changes or deletes one of our events in the calendar, or a photographer "
                "declines, it stands here, and you decide."
            ),
        )
        return tab

    def _make_rules(self) -> QWidget:
        body = QWidget(self)
        body.setObjectName("rules_body")
        holder = QWidget(body)
        holder.setMaximumWidth(_WIDEST)
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.rules)
        inner.addStretch(1)
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 20, 20, 20)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        return _scroll_of(body, self)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.connect_button.clicked.connect(self.connect_requested)
        self.read_button.clicked.connect(self.read_requested)
        self.primary.acted.connect(self.acted)
        self.people.acted.connect(self.acted)
        self.changes.chosen.connect(self._show_change)
        self.change.decided.connect(self.decided)
        accounts = self.side.accounts
        accounts.connect_requested.connect(self.connect_requested)
        accounts.list.acted.connect(self.acted)
        accounts.list.held.connect(self._hold)
        accounts.list.dropped.connect(self._drop)
        accounts.list.let_go.connect(self._let_go)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: CalendarsState) -> None:
        """Show a state."""
        self._state = state
        self.primary.set_card(state.primary)
        self.people.show_rows(state.people)
        self.people.setVisible(state.has_people)
        self.no_people.setVisible(not state.has_people)
        self.side.accounts.show_accounts(state.accounts, state.suggested)
        self.changes.show_rows(state.changes)
        self._show_change(self.changes.key())
        self._both.setVisible(bool(state.changes))
        self.no_changes.setVisible(not state.changes)
        count = len(state.changes)
        words = self.tr("Changed outside · {}").format(count) if count else self.tr("Changed outside")
        self.tabs.button(CHANGES).setText(words)
        self.rules.set_rules(state.rules)
        self.heading_changed.emit()

    def state(self) -> CalendarsState:
        """What is shown."""
        return self._state

    def heading(self) -> Heading:
        """The rail's word, and how fresh it all is."""
        return Heading("", self._state.subtitle)

    def show_tab(self, key: str) -> None:
        """Show `calendars`, `changes` or `rules`."""
        self.tabs.set_chosen(key)
        self._tabs.setCurrentIndex((CALENDARS, CHANGES, RULES).index(key))
        self.tab_shown.emit(key)

    def tab(self) -> str:
        """What is shown."""
        return (CALENDARS, CHANGES, RULES)[self._tabs.currentIndex()]

    def show_change(self, appointment: str) -> None:
        """Show the change of an appointment."""
        self.show_tab(CHANGES)
        rows = self.changes.rows()
        place = next((at for at, row in enumerate(rows) if row.appointment == appointment), -1)
        if place >= 0:
            self.changes.choose(place)
            self.changes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_change(self, key: str) -> None:
        row = next((row for row in self._state.changes if row.key == key), None)
        if isinstance(row, ChangeRow):
            self.change.set_change(row)

    def begin(self) -> None:
        """Go to the photographers, or to what is shown instead."""
        first: dict[str, QWidget] = {CALENDARS: self.people, CHANGES: self.changes, RULES: self.rules.stale}
        first[self.tab()].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Leave the sheet first, then the other parts."""
        if self.tab() == CALENDARS and self.side.is_connecting():
            return self.side.sheet.go_back()
        if self.tab() != CALENDARS:
            self.show_tab(CALENDARS)
            self.begin()
            return True
        return False

    # ------------------------------------------------------------ whose calendar it is, by drag

    def _target_at(self, line: FoundLine, point: QPoint) -> str | None:
        """Whom a calendar would be given to at a point of the screen; "" for the primary one, None for nobody."""
        place = self.people.row_at(point)
        if place >= 0:
            return self.people.rows()[place].face.id
        over = self.primary.rect().contains(self.primary.mapFromGlobal(point))
        return "" if over and line.primary else None

    def _hold(self, line: FoundLine, point: QPoint) -> None:
        self._held.follow(line.name, point)
        target = self._target_at(line, point)
        self.people.set_target(self.people.row_at(point) if target else -1)
        self.primary.set_target(target == "")
        inside = self._scroll.viewport().mapFromGlobal(point).y()
        self._pull = -1 if inside < _EDGE else 1 if inside > self._scroll.viewport().height() - _EDGE else 0
        if self._pull and not self._glide.isActive():
            self._glide.start()

    def _scroll_on(self) -> None:
        """While a calendar is held at an edge, what is beyond it comes into view."""
        if not self._pull:
            self._glide.stop()
            return
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + self._pull * _SCROLL_STEP)

    def _drop(self, line: FoundLine, point: QPoint) -> None:
        target = self._target_at(line, point)
        if target is not None:
            self.assigned.emit(line, target)

    def _let_go(self) -> None:
        self._glide.stop()
        self._pull = 0
        self._held.hide()
        self.people.set_target(-1)
        self.primary.set_target(held=False)


def _scroll_of(body: QWidget, parent: QWidget) -> QScrollArea:
    scroll = QScrollArea(parent)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setStyleSheet(f"QScrollArea, #{body.objectName()} {{ background: transparent; }}")
    OverlayBar(scroll)
    scroll.setWidget(body)
    return scroll
