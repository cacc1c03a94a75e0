"""The history of the whole studio, or of one order: filters over a list that goes on as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.history.days import ANY, BETWEEN, MONTH, TODAY, WEEK, YESTERDAY, ChosenDays
from studio_app.desk.history.list import HistoryList, listed
from studio_app.desk.history.sentences import HistoryLine
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.search_line import SearchLine
from studio_app.desk.wording import ENGLISH, Wording


class HistoryPanel(QWidget):
    """The history.

    Attributes:
        search, people, days, rows: Its parts.

    Signals:
        asked: other entries are wanted.
        more_wanted: the entries before those that are shown.
        order_opened: id of an order that an entry leads to.
    """

    asked = Signal()
    more_wanted = Signal()
    order_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self._order, self._today = "", date(2000, 1, 1)
        self._wording: Wording = ENGLISH
        hint = self.tr("Address, agent or words")
        self.search = SearchLine(self.tr("Search the history"), hint, self)
        self.search.setObjectName("history_search")
        self.people = self._combo(self.tr("Who"))
        self.days = self._combo(self.tr("When"))
        self.first, self.last = self._date(self.tr("From")), self._date(self.tr("To"))
        self._dash = PlainLabel("–", "muted", self)
        self.problem = PlainLabel("", "caption danger", self)
        self.order_chip = PushButton("", self, kind="chip")
        self.order_chip.setProperty("state", "ok")
        self.order_chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.order_chip.setIconSize(QSize(12, 12))
        self.rows = HistoryList(self)
        self.empty = EmptyState(self)
        self._lay_out()
        self._fill()
        self._connect()
        self._colour()

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setMinimumWidth(150)
        return combo

    def _date(self, name: str) -> Line:
        line = Line(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.setFixedWidth(112)
        line.hide()
        return line

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(8)
        shown = (
            self.search,
            self.people,
            self.days,
            self.first,
            self._dash,
            self.last,
            self.problem,
            self.order_chip,
        )
        for widget in shown:
            head.addWidget(widget)
        head.addStretch(1)
        line = QFrame(self)
        line.setProperty("kind", "line")
        self._body = QStackedWidget(self)
        self._body.addWidget(self.rows)
        self._body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self._body, 1)

    def _fill(self) -> None:
        for words, key in (
            (self.tr("Any time"), ANY),
            (self.tr("Today"), TODAY),
            (self.tr("Yesterday"), YESTERDAY),
            (self.tr("The last 7 days"), WEEK),
            (self.tr("The last 30 days"), MONTH),
            (self.tr("Between two days"), BETWEEN),
        ):
            self.days.addItem(words, key)
        self.people.addItem(self.tr("Everybody"), "")
        self._show_days()
        self.show_order("", "")

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.left_down.connect(self.begin)
        self.people.currentIndexChanged.connect(self._ask)
        self.days.currentIndexChanged.connect(self._choose_days)
        self.first.editingFinished.connect(self._ask)
        self.last.editingFinished.connect(self._ask)
        self.order_chip.clicked.connect(self._leave_order)
        self.rows.end_seen.connect(self.more_wanted)
        self.rows.order_opened.connect(self.order_opened)
        self.empty.acted.connect(self.show_all)

    # ------------------------------------------------------------ what is asked

    @property
    def text(self) -> str:
        """The words that are searched for."""
        return self.search.text()

    @property
    def who(self) -> str:
        """Whose doings; "" for everybody's."""
        return str(self.people.currentData() or "")

    @property
    def order(self) -> str:
        """Id of the only order; "" for all."""
        return self._order

    def chosen_days(self) -> ChosenDays:
        """The days."""
        return ChosenDays(
            str(self.days.currentData()), self.first.text(), self.last.text(), self._wording.words
        )

    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.who or self._order or self.chosen_days().choice != ANY)

    def show_order(self, order: str, words: str) -> None:
        """Show one order's history only; "" shows that of all."""
        self._order = order
        self.order_chip.setText(self.tr("Only {}").format(words))
        self.order_chip.setAccessibleName(self.tr("Only {}; press to see all").format(words))
        self.order_chip.setVisible(bool(order))

    def show_all(self) -> None:
        """Leave nothing out."""
        self.show_all_of("", "")
        self._ask()

    def show_all_of(self, order: str, words: str) -> None:
        """Leave out all but one order; "" leaves nothing out. Nothing is signalled."""
        with QSignalBlocker(self.people), QSignalBlocker(self.days):
            self.people.setCurrentIndex(0)
            self.days.setCurrentIndex(0)
        self.search.empty_quietly()
        self._show_days()
        self.show_order(order, words)

    def _leave_order(self) -> None:
        self.show_order("", "")
        self._ask()

    def _choose_days(self) -> None:
        self._show_days()
        if self.chosen_days().choice == BETWEEN:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _show_days(self) -> None:
        between = self.days.currentData() == BETWEEN
        for widget in (self.first, self._dash, self.last):
            widget.setVisible(between)

    def _ask(self, _value: object = None) -> None:
        problem = self.chosen_days().problem(self._today)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.asked.emit()

    # ------------------------------------------------------------ what is shown

    def show_people(self, names: Sequence[str]) -> None:
        """Offer these names; the chosen one stays."""
        chosen = self.who
        offered = list(dict.fromkeys(name for name in (*names, chosen) if name))
        if [self.people.itemData(place) for place in range(1, self.people.count())] == offered:
            return
        with QSignalBlocker(self.people):
            self.people.clear()
            self.people.addItem(self.tr("Everybody"), "")
            for name in offered:
                self.people.addItem(f"{name[:1].upper()}{name[1:]}", name)
            self.people.setCurrentIndex(max(0, self.people.findData(chosen)))

    def show_lines(self, lines: tuple[HistoryLine, ...], today: date, wording: Wording = ENGLISH) -> None:
        """Show entries, newest first."""
        self._today, self._wording = today, wording
        self.rows.show_lines(listed(lines, today, wording))
        self._body.setCurrentWidget(self.rows if lines else self.empty)
        if lines:
            return
        if self.is_filtered():
            title, button = self.tr("Nothing fits"), self.tr("Show everything")
            words = self.tr("Nobody did such a thing in that time.")
        else:
            title, button = self.tr("Nothing happened yet"), ""
            words = self.tr("Every booking and every change stands here: who made it, when, and why.")
        self.empty.show_words("clock", title, words, button)

    def begin(self) -> None:
        """Go to the rows."""
        target = self.rows if self._body.currentWidget() is self.rows else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Leave nothing out; says whether anything was."""
        if not self.is_filtered():
            return False
        self.show_all()
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.order_chip.setIcon(icons.icon("close", theme.current().accent, 12))
