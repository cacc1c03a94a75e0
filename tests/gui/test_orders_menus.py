"""The menus of the orders. A menu takes the keyboard, which the offscreen platform can't give."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio_app import paths
from studio_app.desk.kept_columns import KeptColumns
from studio_app.desk.orders.columns import USUAL
from studio_app.desk.orders.visit_row import MORE
from studio_app.domain.order_list import OrderColumn
from tests.gui.orders_hands import OrdersHands
from tests.support.whole_desk import WholeDesk

pytestmark = pytest.mark.display
Key = Qt.Key


def right_click(orders: OrdersHands, place: int) -> None:
    """Ask for the menu of a row by the mouse, as the platform tells it."""
    view, at = orders.table.viewport(), orders.row_point(place)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))


def choose(desk: WholeDesk, words: str, shown: QMenu | None = None) -> None:
    """Take an entry of the open menu by the keyboard."""
    shown = shown or desk.menu()
    action: QAction = next(each for each in shown.actions() if each.text() == words)
    while shown.activeAction() is not action:
        QTest.keyClick(shown, Key.Key_Down)
    QTest.keyClick(shown, Key.Key_Return)
    desk.settle()


def test_columns_are_chosen_and_kept(orders: OrdersHands) -> None:
    desk = orders.desk
    desk.click(orders.page.orders_bar.columns)
    choose(desk, "Due")
    assert orders.page.look.columns == (*USUAL, OrderColumn.DUE)
    desk.click(orders.page.orders_bar.columns)
    choose(desk, "Agent")
    assert OrderColumn.AGENT not in orders.page.look.columns
    assert KeptColumns(paths.columns_file()).read() == orders.page.look
    desk.click(orders.page.orders_bar.columns)
    choose(desk, "Back to the usual columns")
    assert orders.page.look.columns == USUAL


def test_the_menu_sorts_by_any_column(orders: OrdersHands) -> None:
    desk = orders.desk
    desk.click(orders.page.orders_bar.columns)
    shown = desk.menu()
    sorting = next(action for action in shown.actions() if action.text() == "Sort by")
    while shown.activeAction() is not sorting:
        QTest.keyClick(shown, Key.Key_Up)
    QTest.keyClick(shown, Key.Key_Right)
    choose(desk, "Square feet", sorting.menu())
    assert (orders.page.look.sort, orders.page.look.descending) == (OrderColumn.SIZE, True)


def test_a_row_has_a_menu_by_mouse_and_key(orders: OrdersHands) -> None:
    desk = orders.desk
    right_click(orders, 2)
    choose(desk, "Copy the address")
    assert QGuiApplication.clipboard().text().startswith(orders.column(OrderColumn.ADDRESS)[2])
    assert orders.place() == 2
    at = orders.row_point(2)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, orders.table.mapToGlobal(at))
    QApplication.sendEvent(orders.table.viewport(), by_key)
    choose(desk, "Show in the week")
    assert desk.window.view() == "desk"


def test_an_order_is_cancelled_and_brought_back(orders: OrdersHands) -> None:
    desk = orders.desk
    place = orders.column(OrderColumn.STANDING).index("no time yet")
    right_click(orders, place)
    choose(desk, "Cancel the order…")
    card = desk.program.bookings.card
    desk.wait_for(card.isVisible, "the question")
    desk.click(card.yes_button)
    desk.wait_for(lambda: orders.details().state == "cancelled", "the order to be cancelled")
    right_click(orders, place)
    choose(desk, "Bring the order back")
    desk.wait_for(lambda: orders.details().state == "no time yet", "the order to wait again")


def test_an_appointment_has_the_menu_of_its_block(orders: OrdersHands) -> None:
    desk = orders.desk
    booked = orders.column(OrderColumn.STANDING).index("booked")
    orders.click_row(booked)
    desk.click(orders.page.details.visit_rows()[0].button(MORE))
    shown = desk.menu()
    assert shown.objectName() == "block_menu"
    shown.close()
    desk.settle()


def test_a_history_leads_from_a_row_to_its_order(orders: OrdersHands) -> None:
    desk = orders.desk
    right_click(orders, 1)
    choose(desk, "All of its history")
    assert orders.page.tab == "history"
    assert orders.page.history.order == orders.table.rows.ids[1]
