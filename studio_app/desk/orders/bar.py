"""What the view of orders shows in the window's top bar: list or history, columns, and saving."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from studio_app.actions.order_words import TITLES
from studio_app.desk import icons, theme
from studio_app.desk.orders.columns import COLUMNS, TableLook
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.order_list import OrderColumn

LIST, HISTORY = "list", "history"


class OrdersBar(QWidget):
    """The view's part of the top bar.

    Signals:
        tab_chosen: `list` or `history`.
        look_changed: the TableLook that was chosen in the menu of columns.
        export_requested: what is shown shall be saved as a table.
    """

    tab_chosen = Signal(str)
    look_changed = Signal(object)
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("orders_bar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = TableLook()
        self.tabs = Segmented(
            ((LIST, self.tr("Orders")), (HISTORY, self.tr("History"))), self.tr("Orders or history"), self
        )
        self.tabs.set_chosen(LIST)
        self.columns = PushButton(self.tr("Columns"), self)
        self.columns.setObjectName("order_columns")
        self.export = PushButton(self.tr("Save as CSV"), self)
        self.export.setObjectName("orders_export")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.tabs, self.columns, self.export):
            row.addWidget(widget)
        self.tabs.chosen.connect(self._tab)
        self.columns.clicked.connect(self.open_columns)
        self.export.clicked.connect(self.export_requested)

    def show_tab(self, tab: str) -> None:
        """Show which part of the view is open."""
        self.tabs.set_chosen(tab)
        self.columns.setVisible(tab == LIST)

    def show_look(self, look: TableLook) -> None:
        """Know how the table is shown, for the menu."""
        self._look = look

    def open_columns(self) -> None:
        """Open the menu: which columns, and what sorts."""
        menu = QMenu(self)
        menu.setObjectName("columns_menu")
        for column in COLUMNS:
            action = menu.addAction(TITLES[column])
            action.setCheckable(True)
            action.setChecked(column in self._look.columns)
            action.setData(("column", column))
        menu.addSeparator()
        sorting = menu.addMenu(self.tr("Sort by"))
        shown = theme.current()
        for column in COLUMNS:
            action = sorting.addAction(TITLES[column])
            action.setData(("sort", column))
            if column is self._look.sort:
                name = "chevron-down" if self._look.descending else "chevron-up"
                action.setIcon(icons.icon(name, shown.accent, 16))
        menu.addAction(self.tr("Back to the usual columns")).setData(("usual", None))
        menu.triggered.connect(self._menu_action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def _menu_action(self, action: object) -> None:
        kind, column = action.data()  # type: ignore[attr-defined] # a QAction
        if kind == "usual":
            look = TableLook(sort=self._look.sort, descending=self._look.descending)
        elif kind == "sort":
            look = self._look.sorted_by(OrderColumn(column))
        else:
            wanted = OrderColumn(column)
            look = self._look.with_column(wanted, wanted not in self._look.columns)
        self.look_changed.emit(look)

    def _tab(self, tab: str) -> None:
        self.show_tab(tab)
        self.tab_chosen.emit(tab)
