"""Orders are saved as a table: what is shown, told while it lasts, cancelled, refused."""

from __future__ import annotations

import csv
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from studio_app.desk.saving import CANCEL, file_name
from studio_app.domain.order_list import OrderColumn, OrderFilter
from studio_app.worker.lane import Outcome
from tests.gui.orders_hands import OrdersHands


def test_what_is_shown_is_saved(orders: OrdersHands, tmp_path: Path) -> None:
    desk = orders.desk
    orders.click_head(OrderColumn.ADDRESS)
    orders.desk.click(orders.page.filters.chip(OrderFilter.WEEK))
    desk.click(orders.page.orders_bar.export)
    file = tmp_path / "week.csv"
    orders.save_as(str(file))
    desk.wait_for(lambda: "Saved week.csv." in desk.messages(), "the file")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert list(rows[0]) == ["When", "Property", "Agent", "Services", "Photographer", "State", "Calendar"]
    assert [row["Property"].split(",")[0] for row in rows] == orders.column(OrderColumn.ADDRESS)


def test_a_file_that_nobody_waits_for_is_cancelled(orders: OrdersHands, tmp_path: Path) -> None:
    desk, file, go_on = orders.desk, tmp_path / "all.csv", Event()
    desk.click(orders.page.orders_bar.export)
    desk.program.lanes.network.submit(
        lambda: go_on.wait(60), lambda _: None
    )  # a calendar that answers slowly
    orders.save_as(str(file), settle=False)
    file.write_text("as before")
    desk.wait_for(lambda: "Saving all.csv…" in desk.messages(), "what it is at")
    bar = desk.window.messages.bar("saving 1")
    assert bar is not None
    desk.program.saving.findChildren(QObject)[0]._got_on(Outcome(0, 40))  # type: ignore[attr-defined] # the lane tells
    assert desk.messages() == ["Saving all.csv… 40 %"]
    QTest.mouseClick(bar.button(CANCEL), Qt.MouseButton.LeftButton)
    assert desk.messages() == ["all.csv was not saved."]
    go_on.set()
    desk.settle()
    assert "Saved all.csv." not in desk.messages()
    assert file.read_text() == "as before"
    assert list(tmp_path.glob(".*")) == []


def test_a_proposed_name_is_one_that_file_systems_take() -> None:
    assert file_name('Anna/Ben: "A\\B" <b> 2026-11-24.pdf') == "Anna Ben A B b 2026-11-24.pdf"
    assert file_name("week.csv") == "week.csv"
    assert file_name("\u00e9" * 300 + ".csv") == "\u00e9" * 100 + ".csv"
    assert file_name("? .csv") == "file.csv"


def test_a_file_that_can_t_be_saved_says_why(orders: OrdersHands, tmp_path: Path) -> None:
    desk = orders.desk
    (tmp_path / "taken.csv").mkdir()
    desk.click(orders.page.orders_bar.export)
    dialog = next(child for child in desk.window.findChildren(QWidget, "save_file"))
    dialog.fileSelected.emit(str(tmp_path / "taken.csv"))  # type: ignore[attr-defined] # a folder can't be chosen
    dialog.close()
    desk.wait_for(lambda: any("taken.csv can't be saved" in text for text in desk.messages()), "why")
