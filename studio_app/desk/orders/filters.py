"""Over the table of orders: the words that are searched for, and the filters with how many orders each lists."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.roving import Roving
from studio_app.desk.widgets.search_line import SearchLine
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.order_list import OrderFilter

_ALERTS = {OrderFilter.DIFFERS: "warning", OrderFilter.FAILED: "danger"}
"""Filters whose orders ask for somebody."""


class OrderFilters(QWidget):
    """Search and filters.

    Signals:
        searched: the words.
        filtered: the OrderFilter that was chosen.
        list_wanted: the keyboard wants to go to the list.
    """

    searched = Signal(str)
    filtered = Signal(object)
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = self.tr("Address, agent or number")
        self.search = SearchLine(self.tr("Search orders"), hint, self)
        self.search.setObjectName("order_search")
        self._chips = {each: self._chip(each) for each in OrderFilter}
        self._roving = Roving(self)
        self._roving.set_widgets(list(self._chips.values()))
        chips = QWidget(self)
        chips.setAccessibleName(self.tr("Which orders"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        flow = FlowLayout(chips)
        for chip in self._chips.values():
            flow.addWidget(chip)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self.search.searched.connect(self.searched)
        self.search.left_down.connect(self.list_wanted)
        self.show_filter(OrderFilter.ALL)

    def _chip(self, wanted: OrderFilter) -> PushButton:
        chip = PushButton(self.words(wanted), self, kind="chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setProperty("key", wanted.value)
        chip.clicked.connect(self._clicked)
        return chip

    def words(self, wanted: OrderFilter) -> str:
        """What a filter is called."""
        return {
            OrderFilter.ALL: self.tr("All"),
            OrderFilter.UNSCHEDULED: self.tr("No time yet"),
            OrderFilter.POSTPONED: self.tr("Postponed"),
            OrderFilter.TODAY: self.tr("Today"),
            OrderFilter.WEEK: self.tr("This week"),
            OrderFilter.HELD: self.tr("Held"),
            OrderFilter.DIFFERS: self.tr("Changed outside"),
            OrderFilter.FAILED: self.tr("Not written"),
        }[wanted]

    def chip(self, wanted: OrderFilter) -> PushButton:
        """The button of a filter."""
        return self._chips[wanted]

    def show_filter(self, wanted: OrderFilter) -> None:
        """Show which filter is chosen; nothing is signalled."""
        for each, chip in self._chips.items():
            chip.setChecked(each is wanted)
            theme.style(chip, strong="true" if each is wanted else None)

    def show_counts(self, counts: Mapping[OrderFilter, int], wording: Wording = ENGLISH) -> None:
        """Say how many orders each filter lists."""
        for each, chip in self._chips.items():
            count = counts.get(each, 0)
            chip.setText(f"{self.words(each)}  {wording.number(count)}")
            chip.setAccessibleName(f"{self.words(each)}: {wording.number(count)}")
            theme.style(chip, alert=_ALERTS.get(each) if count else None)

    def _clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, PushButton)
        wanted = OrderFilter(chip.property("key"))
        self.show_filter(wanted)
        self.filtered.emit(wanted)
