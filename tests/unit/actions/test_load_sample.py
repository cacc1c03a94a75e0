"""The demo studio in the database: whole, linked, and never over another studio unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app import exchange
from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.load_sample import load_sample
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.next_openings import soonest
from studio_app.actions.ports import Store
from studio_app.actions.read_desk import read_desk
from studio_app.domain.agent import Agent
from studio_app.domain.changes import Kind
from studio_app.domain.request import Request
from studio_app.engine import find_openings
from studio_app.errors import KnownError
from studio_app.exchange.sample import read_sample
from studio_app.places.postcodes import PostcodeGeocoder
from studio_app.storage.database import open_store
from tests.unit.actions.conftest import Desk

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
"""Still Monday 23 November in Boston."""
TODAY = date(2026, 11, 23)
ADDRESS = "55 Summit Ave, Brookline, MA 02446"


@pytest.fixture
def store() -> Iterator[Store]:
    """A new database."""
    made = open_store("sqlite://", now=lambda: NOW)
    yield made
    made.close()


def test_all_of_it_is_stored_and_linked(store: Store) -> None:
    done = load_sample(store, NOW, "Kim")
    sample = read_sample(TODAY)
    assert done.say == "Loaded the demo studio Northlight."
    assert done.undo is None
    assert done.changes.touches(Kind.STUDIO)
    with store.reading() as reading:
        stored = reading.whole_studio()
        assert exchange.write_studio(stored) == exchange.write_studio(sample.studio)
        assert stored.appointments == sample.studio.appointments
        assert {event.calendar for event in stored.events()} == {"Google", "iCloud"}
        assert sorted(reading.agents(), key=lambda agent: agent.id) == sorted(
            sample.agents, key=lambda agent: agent.id
        )
        assert [*reading.orders(order.id for order in sample.orders)] == [*sample.orders]
        found = reading.find_orders("41 harbor maria")
        assert [order.property.address for order in found] == ["41 Harbor Rd, Chestnut Hill, MA 02467"]
        assert [item.id for item in reading.appointments_of(found[0].id)] == ["sample-41-harbor-rd-photos"]
        entry = reading.history()[0]
        assert (entry.at, entry.who, entry.action) == (NOW, "Kim", "loaded the demo studio")
        assert entry.after["photographers"] == 7
        assert not reading.unwritten()


def test_an_order_can_be_booked_in_it(store: Store) -> None:
    load_sample(store, NOW, "Kim")
    snapshot = read_desk(store, NOW)
    assert snapshot
    place = PostcodeGeocoder().place_of(ADDRESS)
    request = Request(NOW, TODAY, TODAY + timedelta(days=6), services=("photos", "video"), place=place)
    first = soonest(find_openings(snapshot.studio, request)[0].openings)[0]
    booked = book_order(
        store,
        NOW,
        "Kim",
        BookOrder(
            id="new",
            caller=Caller(email="DANA@kellerlane.example"),
            address=ADDRESS,
            place=place,
            services=("photos", "video"),
            slots=(Slot(first.start),),
        ),
    )
    assert booked.agent.name == "Dana Whitfield"
    assert booked.appointments[0].crew == first.choice


def test_another_studio_stays_unless_it_is_to_be_replaced(desk: Desk) -> None:
    with desk.store.reading() as reading:
        before = exchange.write_studio(reading.whole_studio())
    with pytest.raises(KnownError, match="There is a studio already: Studio"):
        load_sample(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert exchange.write_studio(reading.whole_studio()) == before
        assert not reading.agents()
        assert not reading.history()
    done = load_sample(desk.store, desk.now, "Kim", replace=True)
    with desk.store.reading() as reading:
        assert reading.whole_studio().settings.name == "Northlight"
    assert done.undo
    assert done.undo.run(desk.store, desk.now, "Kim").say == "Undone: loading of the demo studio."
    with desk.store.reading() as reading:
        assert exchange.write_studio(reading.whole_studio()) == before


def test_loading_it_again_puts_all_back_where_it_was(store: Store) -> None:
    load_sample(store, NOW, "Kim")
    with store.reading() as reading:
        before = exchange.write_studio(reading.whole_studio())
    moved = "sample-88-ash-st-photos"
    to = datetime(2026, 11, 26, 20, tzinfo=UTC)
    move_appointment(store, NOW, "Kim", MoveAppointment(moved, to))
    for _ in range(2):
        load_sample(store, NOW, "Kim", replace=True)
    with store.reading() as reading:
        assert exchange.write_studio(reading.whole_studio()) == before
        assert len(reading.agents()) == 12
        assert [entry.appointment for entry in reading.unwritten()] == [moved]


def test_an_agent_who_is_known_already_stays(store: Store) -> None:
    known = Agent("mine", "Dana W.", "Dana@KellerLane.example", "", "Somewhere else")
    with store.writing() as writing:
        writing.save_agent(known)
    load_sample(store, NOW, "Kim")
    with store.reading() as reading:
        assert reading.agent("mine") == known
        assert reading.order("sample-12-mill-pond").agent == "mine"
        assert len(reading.agents()) == 12
