"""The list of orders: what is asked, what comes, and the table that it can be saved as."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.actions.agents import Caller
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.edit_order import EditOrder, edit_order
from studio_app.actions.export_orders import export_orders
from studio_app.actions.list_orders import FIRST_ROWS, OrderList, list_orders, order_question, read_orders
from studio_app.actions.mark_no_show import MarkNoShow, mark_no_show
from studio_app.actions.order_words import standing_words, write_words
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.save_file import save_file
from studio_app.domain.order_list import OrderColumn, OrderFilter
from studio_app.domain.outbox import WriteState
from studio_app.errors import KnownError
from tests.unit.actions.conftest import MONDAY, Desk, at

NEW_YORK = ZoneInfo("America/New_York")


def listed(desk: Desk, wanted: OrderFilter = OrderFilter.ALL, text: str = "") -> OrderList:
    asked = order_question(NEW_YORK, desk.now)
    return list_orders(desk.store, replace(asked, filter=wanted, text=text))


@pytest.mark.parametrize(
    "now, today, monday",
    [
        (datetime(2026, 6, 15, 3, 59, tzinfo=UTC), date(2026, 6, 14), date(2026, 6, 8)),
        (datetime(2026, 6, 15, 4, tzinfo=UTC), date(2026, 6, 15), date(2026, 6, 15)),
        (datetime(2026, 11, 1, 12, tzinfo=UTC), date(2026, 11, 1), date(2026, 10, 26)),
    ],
)
def test_a_question_knows_the_day_and_the_week_on_the_wall(now: datetime, today: date, monday: date) -> None:
    asked = order_question(NEW_YORK, now)

    def wall(moment: datetime) -> datetime:
        return moment.astimezone(NEW_YORK).replace(tzinfo=None)

    midnight = datetime.min.time()
    assert wall(asked.today.start) == datetime.combine(today, midnight)
    assert wall(asked.today.end) == datetime.combine(today + timedelta(days=1), midnight)
    assert wall(asked.week.start) == datetime.combine(monday, midnight)
    assert wall(asked.week.end) == datetime.combine(monday + timedelta(days=7), midnight)


def test_what_is_booked_is_listed_with_counts_and_rows(desk: Desk) -> None:
    today = desk.book(at("13:00", 15), address="1 Today Street")
    later = desk.book(at("10:00", 25), address="2 Later Street", caller=Caller(email="o@x.test", name="Otto"))
    waits = desk.book(None, address="3 Waiting Street")
    found = listed(desk)
    assert set(found.ids) == {today.order.id, later.order.id, waits.order.id}
    assert [row.order.id for row in found.rows] == list(found.ids)
    counts = {key: count for key, count in found.counts.items() if count}
    assert counts == {
        OrderFilter.ALL: 3,
        OrderFilter.UNSCHEDULED: 1,
        OrderFilter.TODAY: 1,
        OrderFilter.WEEK: 1,
    }
    assert listed(desk, OrderFilter.TODAY).ids == (today.order.id,)
    assert listed(desk, text="otto").ids == (later.order.id,)
    assert read_orders(desk.store, ["gone", waits.order.id]) == listed(desk, OrderFilter.UNSCHEDULED).rows


def test_many_orders_come_as_ids_with_the_first_rows(desk: Desk) -> None:
    for number in range(FIRST_ROWS + 5):
        desk.book(None, address=f"{number} Elm Street")
    found = listed(desk)
    assert (len(found.ids), len(found.rows)) == (FIRST_ROWS + 5, FIRST_ROWS)


def test_how_an_order_stands_in_words(desk: Desk) -> None:
    booked = desk.book(at("10:00"))

    def said() -> str:
        return standing_words(listed(desk).rows[0], desk.now)

    assert said() == "booked"
    (visit,) = booked.appointments
    done = postpone_appointment(desk.store, desk.now, "Kim", PostponeAppointment(visit.id))
    assert said() == "postponed"
    assert done.undo
    done.undo.run(desk.store, desk.now, "Kim")
    desk.clock.now = at("18:00").astimezone(UTC)
    assert said() == "done"
    mark_no_show(desk.store, desk.now, "Kim", MarkNoShow(visit.id, no_show=True))
    assert said() == "no-show"
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(visit.id))
    assert said() == "cancelled"


def test_other_standings(desk: Desk) -> None:
    desk.book(None, address="1 Elm")
    desk.book(at("10:00"), address="2 Elm", hold_minutes=15)
    desk.book(at("13:00"), None, address="3 Elm", services=("photos", "dusk"))
    rows = {row.order.property.address: row for row in listed(desk).rows}
    words = {address: standing_words(row, desk.now) for address, row in rows.items()}
    assert words == {"1 Elm": "no time yet", "2 Elm": "held", "3 Elm": "partly booked"}
    over = standing_words(rows["2 Elm"], MONDAY + timedelta(minutes=16))
    assert over == "no time yet"
    assert write_words(rows["3 Elm"].write()) == "waiting"
    assert write_words(None) == ""
    assert write_words(WriteState.FAILED) == "not written"


def table(desk: Desk, *columns: OrderColumn) -> list[list[str]]:
    asked = replace(order_question(NEW_YORK, desk.now), sort=OrderColumn.ADDRESS, descending=False)
    text = export_orders(desk.store, desk.now, asked, columns or tuple(OrderColumn))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_table_has_the_shown_columns_in_their_order_and_all_orders(desk: Desk) -> None:
    for number in range(FIRST_ROWS + 2):
        desk.book(None, address=f"{number:03} Elm Street")
    found = table(desk, OrderColumn.STANDING, OrderColumn.ADDRESS)
    assert found[0] == ["State", "Property"]
    assert found[1:] == [["no time yet", f"{number:03} Elm Street"] for number in range(FIRST_ROWS + 2)]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("=+-@\t\r\n ;,|\"'\uff1d a1"), min_size=1, max_size=12),
    st.text(min_size=1, max_size=12),
)
def test_no_text_of_an_order_is_a_formula(desk: Desk, notes: str, name: str) -> None:
    booked = desk.book(None, address="1 Elm Street", caller=Caller(email="x@y.test", name=f"={name}"))
    edit_order(desk.store, desk.now, "Kim", EditOrder(replace(booked.order, notes=notes)))
    for row in table(desk)[1:]:
        assert not [cell for cell in row if cell.lstrip()[:1] in {*"=+-@\uff1d"}]


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    save_file(file, b"one")
    save_file(file, b"two")
    assert file.read_bytes() == b"two"
    with pytest.raises(KnownError, match=r"nowhere\.csv can't be saved"):
        save_file(tmp_path / "missing" / "nowhere.csv", b"x")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(KnownError, match=r"folder\.csv can't be saved"):
        save_file(tmp_path / "folder.csv", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv", "orders.csv"]
