"""The list of orders: what the database finds and sorts is what `domain.order_list` says of each order."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Property
from studio_app.domain.order_list import (
    WRITE_RANK,
    ListedOrder,
    OrderColumn,
    OrderFilter,
    OrderQuestion,
    Standing,
)
from studio_app.domain.outbox import WriteState
from studio_app.domain.timespan import Span
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_visit, an_agent, an_entry, an_order

DAY = timedelta(days=1)
TODAY = Span(NOW - timedelta(hours=8), NOW + timedelta(hours=16))
WEEK = Span(TODAY.start, TODAY.start + 7 * DAY)
ASKED = OrderQuestion(NOW, TODAY, WEEK)
NAMES = {"photos": "Photos", "dusk": "Dusk", "drone": "Drone", "all": "Everything", "gone": None}
PEOPLE = {"ana": "Ana", "ben": "Ben", "cyd": "Cyd"}
STREETS = ["9 Élm Court", "12 Mill Pond", "élan way", "Zoo Lane", "55 Summit Avenue, Brookline"]


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    """Eighty orders in every state, with up to three appointments each."""
    dice = random.Random(4)
    with store.writing() as writing:
        writing.save_agent(an_agent("jane", name="Jane Doe", brokerage="Bay State Homes"))
        writing.save_agent(an_agent("jörg", name="Jörg Müller", brokerage="", phone=""))
        writing.save_agent(an_agent("ann", name="ann lee", brokerage="acme"))
        for number in range(80):
            order = an_order(
                f"o{number}",
                dice.choice(["jane", "jörg", "ann"]),
                property=Property(dice.choice(STREETS), None, dice.choice([None, 900, 2400.5])),
                services=tuple(dice.sample(["photos", "dusk", "gone"], dice.randint(0, 2))),
                packages=("all",) if dice.random() < 0.2 else (),
                created_at=NOW - timedelta(hours=number % 60),
                due=dice.choice([None, date(2026, 6, 20), date(2026, 7, 1)]),
                open=("dusk",) if dice.random() < 0.15 else (),
                cancelled=dice.random() < 0.1,
                notes=dice.choice(["", "Gate code 5", "ask for Kim"]),
            )
            writing.save_order(order)
            for visit in visits(number, dice):
                writing.add_appointment(visit)
                if dice.random() < 0.8:
                    state = dice.choice(list(WriteState))
                    writing.queue(an_entry(visit.id))
                    (entry,) = writing.outbox([visit.id])
                    assert writing.settle(replace(entry, state=state))
    return store


def visits(number: int, dice: random.Random) -> list[Appointment]:
    """None overlaps another: each order has its own hours."""
    found = []
    for place in range(dice.randint(0, 3)):
        start = NOW + timedelta(hours=6 * (number - 40) + 2 * place - 3)
        state = dice.choice([State.CONFIRMED, State.CONFIRMED, *State])
        until = NOW + timedelta(minutes=dice.choice([-5, 0, 5])) if state is State.HOLD else None
        found.append(
            a_visit(
                f"v{number}-{place}",
                Span(start, start + timedelta(hours=1)),
                dice.choice(["ana", "ben ana", "cyd"]),
                state=state,
                hold_until=until,
                services=dice.choice([("photos",), ("dusk",)]),
                order=f"o{number}",
            )
        )
    return found


def every(store: SqlStore) -> list[ListedOrder]:
    """All orders as they are listed."""
    with store.reading() as reading:
        return list(reading.listed_orders(reading.order_ids(ASKED)))


def test_the_sample_has_every_standing_and_every_write(full: SqlStore) -> None:
    found = every(full)
    assert {item.standing(NOW) for item in found} == set(Standing)
    assert {item.write() for item in found} == {None, *WriteState}


def takes_place(item: ListedOrder, when: Span) -> bool:
    return any(visit.blocks_at(NOW) and visit.span.overlaps(when) for visit in item.appointments)


EXPECTED: dict[OrderFilter, Callable[[ListedOrder], bool]] = {
    OrderFilter.ALL: lambda _item: True,
    OrderFilter.UNSCHEDULED: lambda item: item.standing(NOW) <= Standing.UNSCHEDULED,
    OrderFilter.POSTPONED: lambda item: item.standing(NOW) is Standing.POSTPONED,
    OrderFilter.TODAY: lambda item: takes_place(item, TODAY),
    OrderFilter.WEEK: lambda item: takes_place(item, WEEK),
    OrderFilter.HELD: lambda item: any(visit.is_live_hold(NOW) for visit in item.appointments),
    OrderFilter.DIFFERS: lambda item: WriteState.DIFFERS in item.writes.values(),
    OrderFilter.FAILED: lambda item: WriteState.FAILED in item.writes.values(),
}


def test_filters_list_what_the_orders_say(full: SqlStore) -> None:
    everybody = every(full)
    with full.reading() as reading:
        counts = reading.count_orders(ASKED)
        for wanted, fits in EXPECTED.items():
            expected = [item.order.id for item in everybody if fits(item)]
            assert list(reading.order_ids(replace(ASKED, filter=wanted))) == expected, wanted
            assert counts[wanted] == len(expected) > 0, wanted


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def crew_name(item: ListedOrder) -> str | None:
    visit = item.shown_visit(NOW)
    return PEOPLE[visit.crew[0]].lower() if visit else None


def service_name(item: ListedOrder) -> str | None:
    firsts = [NAMES[keys[0]] for keys in (item.order.packages, item.order.services) if keys]
    name = next(filter(None, firsts), None)
    return name.lower() if name else None


def shown_start(item: ListedOrder) -> Any:
    visit = item.shown_visit(NOW)
    return visit.span.start if visit else None


def rank(item: ListedOrder) -> int | None:
    state = item.write()
    return WRITE_RANK[state] if state else None


KEYS: dict[OrderColumn, Callable[[ListedOrder], Any]] = {
    OrderColumn.ADDRESS: lambda item: folded(item.order.property.address),
    OrderColumn.AGENT: lambda item: folded(item.agent.name),
    OrderColumn.BROKERAGE: lambda item: item.agent.brokerage.lower() or None,
    OrderColumn.VISIT: shown_start,
    OrderColumn.CREW: crew_name,
    OrderColumn.SERVICES: service_name,
    OrderColumn.STANDING: lambda item: item.standing(NOW),
    OrderColumn.CALENDAR: rank,
    OrderColumn.DUE: lambda item: item.order.due,
    OrderColumn.TAKEN: lambda item: item.order.created_at,
    OrderColumn.SIZE: lambda item: item.order.property.square_feet,
    OrderColumn.PHONE: lambda item: item.agent.phone or None,
    OrderColumn.EMAIL: lambda item: item.agent.email.lower() or None,
    OrderColumn.NOTES: lambda item: item.order.notes.lower() or None,
    OrderColumn.ID: lambda item: item.order.id,
}


def test_sorts_compare_what_the_orders_say(full: SqlStore) -> None:
    newest_first = every(full)
    assert [item.order.id for item in newest_first] == [
        item.order.id
        for item in sorted(newest_first, key=lambda item: (-item.order.created_at.timestamp(), item.order.id))
    ]
    assert set(KEYS) == set(OrderColumn)
    with full.reading() as reading:
        for (sort, key), descending in product(KEYS.items(), (False, True)):
            there = [item for item in newest_first if key(item) is not None]
            there.sort(key=key, reverse=descending)  # equals stay in their order either way
            without = [item for item in newest_first if key(item) is None]
            found = list(reading.order_ids(replace(ASKED, sort=sort, descending=descending)))
            assert found == [item.order.id for item in [*there, *without]], (sort, descending)


def test_words_are_looked_for_within_a_filter_and_counted(full: SqlStore) -> None:
    asked = replace(ASKED, text="MILL doe", filter=OrderFilter.WEEK)
    fits = {
        item.order.id
        for item in every(full)
        if item.order.property.address == "12 Mill Pond" and item.agent.id == "jane"
    }
    with full.reading() as reading:
        found, counts = set(reading.order_ids(asked)), reading.count_orders(asked)
    assert found == fits & week_of(full)
    assert counts[OrderFilter.ALL] == len(fits)
    assert counts[OrderFilter.WEEK] == len(found) > 0


def week_of(store: SqlStore) -> set[str]:
    return {item.order.id for item in every(store) if takes_place(item, WEEK)}


def test_rows_come_in_the_order_asked_with_all_that_belongs_to_them(full: SqlStore) -> None:
    with full.reading() as reading:
        first, second = reading.listed_orders(["o41", "nobody", "o3"])
        assert (first.order, second.order) == (reading.order("o41"), reading.order("o3"))
        assert first.agent == reading.agent(first.order.agent)
        for item in (first, second):
            assert list(item.appointments) == reading.appointments_of(item.order.id)
            entries = reading.outbox(visit.id for visit in item.appointments)
            assert item.writes == {entry.appointment: entry.state for entry in entries}
        assert len(reading.listed_orders([f"o{number}" for number in range(20_000)])) == 80


def test_a_hold_that_ended_waits_unless_its_services_were_booked_since(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_agent(an_agent())
        for key in ("lapsed", "replaced"):
            writing.save_order(an_order(key))
            when = Span(NOW + DAY, NOW + DAY + timedelta(hours=1))
            held = a_visit(
                f"{key}-hold", when, state=State.HOLD, hold_until=NOW, services=("photos",), order=key
            )
            writing.add_appointment(held)
        when = Span(NOW + 2 * DAY, NOW + 2 * DAY + timedelta(hours=1))
        writing.add_appointment(a_visit("again", when, services=("photos",), order="replaced"))
        assert writing.order_ids(replace(ASKED, filter=OrderFilter.UNSCHEDULED)) == ["lapsed"]
        earlier = replace(ASKED, filter=OrderFilter.HELD, now=NOW - timedelta(seconds=1))
        assert writing.order_ids(earlier) == ["lapsed", "replaced"]


def test_what_waits_is_found_by_its_indexes(store: SqlStore, kind: str) -> None:
    """SQLite uses an index of a part of a table only where a query says the same words."""
    if kind == "postgres":
        return  # it decides by how much there is
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    with store.reading() as reading:
        event.listen(reading._connection, "before_cursor_execute", note)
        reading.waiting_orders()
        reading.waiting_appointments(NOW, NOW - DAY)
        for wanted in (OrderFilter.UNSCHEDULED, OrderFilter.POSTPONED, OrderFilter.HELD):
            reading.order_ids(replace(ASKED, filter=wanted))
        event.remove(reading._connection, "before_cursor_execute", note)
        plans = [
            str(reading._connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())
            for statement, values in asked
        ]
    assert ["ix_orders_waiting" in plan for plan in plans] == [True, False, True, False, False]
    assert ["ix_appointments_waiting" in plan for plan in plans] == [False, True, True, True, True]
