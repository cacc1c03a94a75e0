"""The view of orders: read in the storage lane as it is looked at, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from studio_app.actions.bring_back_order import BringBackOrder, bring_back_order
from studio_app.actions.edit_order import ends_with_order
from studio_app.actions.export_orders import export_orders
from studio_app.actions.list_orders import OrderList, list_orders, order_question, read_orders
from studio_app.actions.order_details import OrderDetails, order_details
from studio_app.actions.retry_write import retry_writes
from studio_app.desk.bookings import Bookings
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.editing.menu import Act
from studio_app.desk.history_desk import HistoryDesk
from studio_app.desk.kept_columns import KeptColumns
from studio_app.desk.main_window import BOARD, DESK, ORDERS
from studio_app.desk.orders.bar import HISTORY
from studio_app.desk.orders.columns import TableLook
from studio_app.desk.orders.details_content import details_state
from studio_app.desk.orders.model import Ground
from studio_app.desk.orders.page import OrdersPage
from studio_app.desk.orders.visit_row import COMPARE, MORE, RETRY, SHOW
from studio_app.desk.saving import Saving, Wanted
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.domain.order_list import ListedOrder, OrderQuestion
from studio_app.domain.outbox import WriteState
from studio_app.errors import NotFound
from studio_app.worker.lane import Outcome

READ_AGAIN = timedelta(minutes=1)


class OrdersDesk(QObject):
    """Between the view and the actions.

    Signals:
        schedule_requested: id of an order for which the board shall show what waits.
    """

    schedule_requested = Signal(str)

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        bookings: Bookings,
        saving: Saving,
        page: OrdersPage,
        kept: KeptColumns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self._bookings = controller, doing, bookings
        self._saving, self.page, self._kept = saving, page, kept
        self._details: OrderDetails | None = None
        self._asked_at = controller.now
        self.history = HistoryDesk(controller, saving, page.history, self)
        page.show_look(kept.read())
        controller.refreshed.connect(self.refresh)
        controller.window.view_changed.connect(self._view_changed)
        page.asked.connect(self._ask)
        page.look_changed.connect(self._keep)
        page.tab_shown.connect(self._tab_shown)
        page.table.rows_wanted.connect(self._read_rows)
        page.table.chosen.connect(self._ask_details)
        page.menu_requested.connect(self._open_menu)
        page.details.acted.connect(self.act)
        page.details.schedule_requested.connect(self._schedule)
        page.details.history_requested.connect(self.show_history)
        page.history.order_opened.connect(self.show_order)
        page.orders_bar.export_requested.connect(self.export)

    # ------------------------------------------------------------ what is shown

    def _is_seen(self) -> bool:
        return self._desk.snapshot is not None and self._desk.window.view() == ORDERS

    def _view_changed(self, _view: str) -> None:
        self.refresh()

    def _tab_shown(self, _tab: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read again what is looked at."""
        if not self._is_seen():
            return
        if self.page.tab == HISTORY:
            self.history.refresh()
        else:
            self._ask()
            self._ask_details(self.page.table.chosen_order())

    def move_clock(self) -> None:
        """Holds end and days begin by themselves: what is looked at is read again after a while."""
        if self._is_seen() and self._desk.now - self._asked_at >= READ_AGAIN:
            self.refresh()

    def _question(self) -> OrderQuestion:
        desk, page = self._desk, self.page
        assert desk.snapshot is not None
        return replace(
            order_question(desk.snapshot.studio.settings.timezone, desk.now),
            text=page.text,
            filter=page.filter,
            sort=page.look.sort,
            descending=page.look.descending,
        )

    def _ask(self) -> None:
        desk = self._desk
        if self._is_seen():
            self._asked_at = desk.now
            job = partial(list_orders, desk.office.store, self._question())
            desk.delivery.ask(desk.lanes.storage, "order list", job, self._take_list)

    def _take_list(self, outcome: Outcome[OrderList]) -> None:
        desk = self._desk
        if outcome.error or outcome.value is None:
            desk.failed.emit(outcome.error)
        elif desk.snapshot:
            self.page.show_list(
                outcome.value, Ground(desk.snapshot.studio, outcome.value.asked.now, desk.wording)
            )

    def _read_rows(self, order_ids: tuple[str, ...]) -> None:
        desk = self._desk
        job = partial(read_orders, desk.office.store, order_ids)
        desk.delivery.ask(desk.lanes.storage, "order rows", job, self._take_rows)

    def _take_rows(self, outcome: Outcome[tuple[ListedOrder, ...]]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self.page.table.add_rows(outcome.value)
        self.page.table.read_on()

    def _ask_details(self, order: str) -> None:
        desk = self._desk
        if not order:
            self._details = None
            self.page.details.show_nothing()
        elif desk.snapshot is not None:
            job = partial(order_details, desk.office.store, desk.now, order)
            desk.delivery.ask(desk.lanes.storage, "order details", job, self._take_details)

    def _take_details(self, outcome: Outcome[OrderDetails]) -> None:
        if isinstance(outcome.error, NotFound):
            self.page.details.show_nothing()
        elif outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif outcome.value.order.id == self.page.table.chosen_order():
            self._details = outcome.value
            self.page.details.show_order(details_state(outcome.value, self._desk.now))

    def _keep(self, look: TableLook) -> None:
        self._desk.delivery.submit(self._desk.lanes.storage, partial(self._kept.write, look), self._look_kept)

    def _look_kept(self, outcome: Outcome[None]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)

    # ------------------------------------------------------------ coming and going

    def show_order(self, order: str) -> None:
        """Show one order, alone in the list."""
        self._desk.window.show_view(ORDERS)
        if not self.page.table.choose(order):
            self.page.search_for(order)
        else:
            self.page.show_tab("list")
        self.page.begin()

    def show_history(self, order: str) -> None:
        """Show what happened to one order."""
        words = (
            self._details.order.property.address
            if self._details and self._details.order.id == order
            else order
        )
        self._desk.window.show_view(ORDERS)
        self.history.show_order(order, words)
        self.page.show_tab(HISTORY)
        self.page.begin()

    def _schedule(self, order: str) -> None:
        self._desk.window.show_view(BOARD)
        self.schedule_requested.emit(order)

    # ------------------------------------------------------------ what is done

    def act(self, appointment: str, key: str) -> None:
        """Do what was taken from the row of an appointment."""
        wishes: dict[str, Callable[[str], None]] = {
            SHOW: self._show,
            RETRY: self._retry,
            COMPARE: self._bookings.show_difference,
            MORE: self._bookings.open_menu,
        }
        wishes[key](appointment)

    def _appointment(self, key: str) -> Appointment | None:
        rows = self._details.appointments if self._details else ()
        return next((row.appointment for row in rows if row.appointment.id == key), None)

    def _show(self, key: str) -> None:
        item = self._appointment(key)
        if item is not None:
            self._desk.window.show_view(DESK)
            self._desk.show_moment(item.span.start)

    def _retry(self, key: str) -> None:
        self._doing.do(lambda store, now, _actor: retry_writes(store, now, [key]))

    def _open_menu(self, order: str, at: QPoint) -> None:
        item = self.page.table.rows.row(self.page.table.rows.place(order))
        if item is None:
            return
        menu = QMenu(self.page)
        menu.setObjectName("order_menu")
        visit = item.shown_visit(self._desk.now)
        if visit is not None:
            menu.addAction("Show in the week").triggered.connect(partial(self._show_visit, visit))
        if WriteState.FAILED in item.writes.values():
            failed = [key for key, state in item.writes.items() if state is WriteState.FAILED]
            menu.addAction("Write again").triggered.connect(partial(self._retry_all, failed))
        if item.order.open and not item.order.cancelled:
            menu.addAction("Find a time on the board").triggered.connect(partial(self._schedule_now, order))
            menu.addAction("Add an appointment\N{HORIZONTAL ELLIPSIS}").triggered.connect(
                partial(self._edit, order, Act.ADD)
            )
        menu.addAction("Due, wishes, notes\N{HORIZONTAL ELLIPSIS}").triggered.connect(
            partial(self._edit, order, Act.ORDER)
        )
        if not item.order.cancelled and _has_more(item, self._desk.now):
            menu.addAction("Cancel the order\N{HORIZONTAL ELLIPSIS}").triggered.connect(
                partial(self._cancel, item.order)
            )
        elif item.order.cancelled and item.order.open:
            menu.addAction("Bring the order back").triggered.connect(partial(self._bring_back, item.order))
        menu.addAction("All of its history").triggered.connect(partial(self._history_now, order))
        menu.addSeparator()
        menu.addAction("Copy the address").triggered.connect(partial(_copy, item.order.property.address))
        menu.addAction("Copy the order\N{RIGHT SINGLE QUOTATION MARK}s number").triggered.connect(
            partial(_copy, order)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _edit(self, order: str, act: Act, _checked: bool = False) -> None:
        self._bookings.edit_order(order, act)

    def _cancel(self, order: Order, _checked: bool = False) -> None:
        self._bookings.ask_to_cancel(order)

    def _bring_back(self, order: Order, _checked: bool = False) -> None:
        command = BringBackOrder(order.id, order.version)
        self._doing.do(partial(bring_back_order, command=command))

    def _show_visit(self, visit: Appointment, _checked: bool = False) -> None:
        self._desk.window.show_view(DESK)
        self._desk.show_moment(visit.span.start)

    def _retry_all(self, keys: list[str], _checked: bool = False) -> None:
        self._doing.do(lambda store, now, _actor: retry_writes(store, now, keys))

    def _schedule_now(self, order: str, _checked: bool = False) -> None:
        self._schedule(order)

    def _history_now(self, order: str, _checked: bool = False) -> None:
        self.show_history(order)

    def export(self) -> None:
        """Save what is shown as a table."""
        desk = self._desk
        if desk.snapshot is None:
            return
        if self.page.tab == HISTORY:
            self.history.export()
            return
        make = partial(export_orders, desk.office.store, desk.now, self._question(), self.page.look.columns)
        name = f"orders {desk.today:%Y-%m-%d}.csv"
        kinds = "Tables (*.csv)"
        self._saving.save(Wanted("Save the orders", name, kinds, lambda progress: make(progress).encode()))


def _has_more(item: ListedOrder, now: datetime) -> bool:
    """Whether something of an order is still to come."""
    return bool(item.order.open) or any(ends_with_order(each, now) for each in item.appointments)


def _copy(text: str, _checked: bool = False) -> None:
    QGuiApplication.clipboard().setText(text)
