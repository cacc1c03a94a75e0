"""The view of orders: search and filters over the table, the details of one order at the right, and the history."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio_app.actions.list_orders import OrderList
from studio_app.desk.commands import Name
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.history.page import HistoryPanel
from studio_app.desk.orders.bar import HISTORY, LIST, OrdersBar
from studio_app.desk.orders.columns import TableLook
from studio_app.desk.orders.details import NARROW, WIDTH, OrderDetailsPanel
from studio_app.desk.orders.filters import OrderFilters
from studio_app.desk.orders.model import Ground
from studio_app.desk.orders.table import OrderTable
from studio_app.desk.view import Heading, View
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.order_list import OrderColumn, OrderFilter

_WIDE = 1260
"""From this width on the details are wide."""


class OrdersPage(View):
    """The view.

    Attributes:
        table, details, filters, history: Its parts.

    Signals:
        asked: other orders, or another order of them, are wanted.
        look_changed: the TableLook that somebody chose.
        menu_requested: id of an order, and where on the screen.
        tab_shown: `list` or `history`.
    """

    asked = Signal()
    look_changed = Signal(object)
    menu_requested = Signal(str, QPoint)
    tab_shown = Signal(str)
    finds = False
    prints = True

    def __init__(self, look: TableLook | None = None, parent: QWidget | None = None) -> None:
        super().__init__("orders", parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.orders_bar = OrdersBar(self)
        self.bar = self.orders_bar
        self.filters = OrderFilters(self)
        self.table = OrderTable(self)
        self.details = OrderDetailsPanel(self)
        self.empty = EmptyState(self)
        self.history = HistoryPanel(self)
        self._filter, self._text = OrderFilter.ALL, ""
        self._list: OrderList | None = None
        self._wording: Wording = ENGLISH
        self._tab = LIST
        self._lay_out()
        self._connect()
        self.show_look(look or TableLook())

    def _lay_out(self) -> None:
        line = QFrame(self)
        line.setProperty("kind", "line")
        self._rows = QStackedWidget(self)
        self._rows.addWidget(self.table)
        self._rows.addWidget(self.empty)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._rows, 1)
        both = QHBoxLayout()
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(self.details)
        self._listing = QWidget(self)
        column = QVBoxLayout(self._listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(line)
        column.addLayout(both, 1)
        self._tabs = QStackedWidget(self)
        self._tabs.addWidget(self._listing)
        self._tabs.addWidget(self.history)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._tabs)

    def _connect(self) -> None:
        self.filters.searched.connect(self._search)
        self.filters.filtered.connect(self._choose_filter)
        self.filters.list_wanted.connect(self._to_table)
        self.table.sort_requested.connect(self._sort)
        self.table.look_changed.connect(self._take_look)
        self.table.menu_requested.connect(self.menu_requested)
        self.table.opened.connect(self._open)
        self.orders_bar.look_changed.connect(self._choose_look)
        self.orders_bar.tab_chosen.connect(self.show_tab)
        self.empty.acted.connect(self.show_all)

    # ------------------------------------------------------------ what is asked

    @property
    def text(self) -> str:
        """The words that are searched for."""
        return self._text

    @property
    def filter(self) -> OrderFilter:
        """Which orders are listed."""
        return self._filter

    @property
    def look(self) -> TableLook:
        """Columns and sort."""
        return self.table.look()

    @property
    def tab(self) -> str:
        """`list` or `history`."""
        return self._tab

    def show_all(self) -> None:
        """Search for nothing and filter nothing."""
        self._filter = OrderFilter.ALL
        self.filters.show_filter(self._filter)
        self.filters.search.empty_quietly()
        self._text = ""
        self.asked.emit()

    def search_for(self, text: str) -> None:
        """List all orders with these words."""
        self.show_tab(LIST)
        self._filter = OrderFilter.ALL
        self.filters.show_filter(self._filter)
        self.filters.search.setText(text)
        self.filters.search.search_now()

    def _search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.asked.emit()

    def _choose_filter(self, wanted: OrderFilter) -> None:
        if wanted is not self._filter:
            self._filter = wanted
            self.asked.emit()

    def _sort(self, column: OrderColumn) -> None:
        self._choose_look(self.look.sorted_by(column))

    def _choose_look(self, look: TableLook) -> None:
        sorts = (look.sort, look.descending) != (self.look.sort, self.look.descending)
        self.show_look(look)
        self._take_look(look)
        if sorts:
            self.asked.emit()

    def _take_look(self, look: TableLook) -> None:
        self.orders_bar.show_look(look)
        self.look_changed.emit(look)

    def show_look(self, look: TableLook) -> None:
        """Show other columns."""
        self.table.show_look(look)
        self.orders_bar.show_look(look)

    # ------------------------------------------------------------ what is shown

    def show_list(self, found: OrderList, ground: Ground) -> None:
        """Show a list that was asked for."""
        self._list = found
        self._wording = ground.wording
        self.filters.show_counts(found.counts, ground.wording)
        self.table.show_list(found.ids, found.rows, ground)
        self._rows.setCurrentWidget(self.table if found.ids else self.empty)
        if not found.ids:
            self._show_empty(found)
            self.details.show_nothing()
        elif not self.table.chosen_order():
            self.table.choose(found.ids[0])
        self.heading_changed.emit()

    def _show_empty(self, found: OrderList) -> None:
        everything = self.tr("Show all orders")
        if not found.counts.get(OrderFilter.ALL) and not found.asked.text.strip():
            title, button = self.tr("No orders yet"), ""
            words = self.tr("Press Ctrl+N when the phone rings: the first order that you book stands here.")
        elif found.asked.text.strip():
            title, button = self.tr("Nothing fits to “{}”").format(found.asked.text.strip()), everything
            words = self.tr(
                "Fewer letters find more; addresses, agents, brokerages and order numbers are searched."
            )
        else:
            title, words = self._nothing(found.asked.filter)
            button = everything
        self.empty.show_words("orders", title, words, button)

    def _nothing(self, wanted: OrderFilter) -> tuple[str, str]:
        """What is said where a filter lists nothing."""
        return {
            OrderFilter.UNSCHEDULED: (
                self.tr("Every order has its time"),
                self.tr("Orders that wait for one stand here and in the waiting list of the board."),
            ),
            OrderFilter.POSTPONED: (
                self.tr("Nothing is postponed"),
                self.tr("Postponing an appointment keeps its order; it stands here until it has a new time."),
            ),
            OrderFilter.TODAY: (
                self.tr("Nothing today"),
                self.tr("Press Ctrl+N to book; times of today are offered as long as the lead time allows."),
            ),
            OrderFilter.WEEK: (self.tr("Nothing this week"), self.tr("Press Ctrl+N to book.")),
            OrderFilter.HELD: (
                self.tr("Nothing is held"),
                self.tr("Ctrl+H holds a time while the caller thinks; it stands here until it is over."),
            ),
            OrderFilter.DIFFERS: (
                self.tr("Nothing was changed outside"),
                self.tr("What somebody changes by hand in the calendar stands here until you decide."),
            ),
            OrderFilter.FAILED: (
                self.tr("Everything is written"),
                self.tr("Events that the calendar doesn’t take stand here, with what to do."),
            ),
        }.get(wanted, (self.tr("No orders"), ""))

    def show_tab(self, tab: str) -> None:
        """Show the list or the history."""
        changed = tab != self._tab
        self._tab = tab
        self.orders_bar.show_tab(tab)
        self._tabs.setCurrentWidget(self.history if tab == HISTORY else self._listing)
        if changed:
            self.heading_changed.emit()
            self.tab_shown.emit(tab)

    # ------------------------------------------------------------ as a view

    def heading(self) -> Heading:
        """How many are listed."""
        if self._tab == HISTORY:
            return Heading(self.tr("History"), self.tr("who did what, when and why"))
        if self._list is None:
            return Heading()
        count = len(self._list.ids)
        number = self._wording.number(count)
        words = self.tr("{} order").format(number) if count == 1 else self.tr("{} orders").format(number)
        return Heading("", words)

    def begin(self) -> None:
        """Go to the rows."""
        if self._tab == HISTORY:
            self.history.begin()
        elif self._rows.currentWidget() is self.table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filters.search.begin()

    def take(self, command: str) -> bool:
        """Finding means the orders' own search."""
        if command != Name.FIND:
            return False
        if self._tab == HISTORY:
            self.history.search.begin()
        else:
            self.filters.search.begin()
        return True

    def back_out(self) -> bool:
        """Back to the table, then to all orders; from the history to the orders."""
        if self._tab == HISTORY:
            if not self.history.back_out():
                self.show_tab(LIST)
                self.begin()
            return True
        focused = QApplication.focusWidget()
        if focused is not None and self.details.isAncestorOf(focused):
            self._to_table()
            return True
        if self._text or self.filters.search.text() or self._filter is not OrderFilter.ALL:
            self.show_all()
            return True
        if self.filters.search.hasFocus() and self.table.rows.ids:
            self._to_table()
            return True
        return False

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, _order: str) -> None:
        self.details.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.details.setFixedWidth(WIDTH if event.size().width() >= _WIDE else NARROW)
