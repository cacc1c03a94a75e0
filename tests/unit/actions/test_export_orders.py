"""The list of orders as a table that a spreadsheet can't run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Slot
from studio_app.actions.export_orders import export_orders
from studio_app.actions.list_orders import order_question
from studio_app.actions.progress import GivenUp, Progress
from studio_app.domain.order_list import OrderColumn, OrderFilter
from tests.unit.actions.conftest import Desk, at


def table(desk: Desk, *columns: OrderColumn, **asked: object) -> list[dict[str, str]]:
    with desk.store.reading() as reading:
        zone = reading.studio(desk.now).settings.timezone
    question = replace(order_question(zone, desk.now), **asked)  # type: ignore[arg-type]
    text = export_orders(desk.store, desk.now, question, columns or tuple(OrderColumn))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_whole_row(desk: Desk) -> None:
    order = desk.book(
        Slot(at("10:00"), ("ana",)),
        None,
        services=("photos", "plan"),
        square_feet=2400,
        due=date(2026, 6, 30),
        notes="Gate code 5\n=1+1",
        caller=Caller(email="dana@reed.test", name="=cmd|' /C calc'!A0", phone="+1 617 555 0100"),
    ).order
    desk.write()
    assert table(desk) == [
        {
            "When": "2026-06-16 10:00",
            "Property": "55 Summit Avenue, Boston",
            "Agent": "'=cmd|' /C calc'!A0",
            "Brokerage": "",
            "Services": "Photos + Plan",
            "Photographer": "Ana",
            "State": "partly booked",
            "Calendar": "written",
            "Due": "2026-06-30",
            "Taken": "2026-06-15 08:00",
            "Square feet": "2400",
            "Phone": "'+1 617 555 0100",
            "E-mail": "dana@reed.test",
            "Notes": "Gate code 5 =1+1",
            "Order": order.id,
        }
    ]


def test_only_what_is_asked_for_and_sorted(desk: Desk) -> None:
    for address in ("9 Elm St", "1 Mill Pond", "5 Oak Rd"):
        desk.book(None, address=address)
    desk.book(Slot(at("10:00"), ("ana",)), address="2 Done St")
    found = table(
        desk,
        OrderColumn.ADDRESS,
        OrderColumn.VISIT,
        filter=OrderFilter.UNSCHEDULED,
        sort=OrderColumn.ADDRESS,
        descending=False,
    )
    assert [row["Property"] for row in found] == ["1 Mill Pond", "5 Oak Rd", "9 Elm St"]
    assert found[0] == {"Property": "1 Mill Pond", "When": ""}


def test_it_says_how_far_it_is_and_is_given_up_between(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio_app.actions.export_orders.AT_ONCE", 1)
    for number in range(4):
        desk.book(None, address=f"{number} Elm St")
    asked, told = order_question(ZoneInfo("UTC"), desk.now), list[int]()
    export_orders(desk.store, desk.now, asked, progress=Progress(told.append))
    assert told == [0, 25, 50, 75]

    def tell(percent: int) -> None:
        told.append(percent)
        if percent == 25:
            assert progress.give_up()

    told.clear()
    progress = Progress(tell)
    with pytest.raises(GivenUp):
        export_orders(desk.store, desk.now, asked, progress=progress)
    assert told == [0, 25]


def test_what_is_settled_is_given_up_too_late() -> None:
    progress = Progress()
    progress.settle()
    assert not progress.give_up()
    other = Progress()
    assert other.give_up()
    with pytest.raises(GivenUp):
        other.settle()
