"""Finding orders by words."""

from datetime import timedelta

import pytest

from studio_app.domain.appointment import State
from studio_app.domain.order import Property
from studio_app.domain.timespan import Span
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_visit, an_agent, an_order, span


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    """Four orders of two agents, the first the oldest."""
    with store.writing() as writing:
        writing.save_agent(
            an_agent("jane", name="Jane Doe", email="jane@homes.test", brokerage="Bay State Homes")
        )
        writing.save_agent(
            an_agent("jörg", name="Jörg Müller", email="jm@maison.test", brokerage="Maison Élan")
        )
        for number, (agent, address) in enumerate(
            [
                ("jane", "55 Summit Avenue, Brookline"),
                ("jane", "12 Mill Pond Road, Dedham"),
                ("jörg", "100% Off Lane_2, Boston"),
                ("jörg", "7 Straße des 17. Juni\\Hof, İstanbul"),
            ]
        ):
            taken = NOW + timedelta(minutes=number)
            writing.save_order(an_order(f"O-{number}", agent, address, created_at=taken))
    return store


@pytest.mark.parametrize(
    "text, found",
    [
        ("summit", ["O-0"]),
        ("SUMMIT brook", ["O-0"]),
        ("summit dedham", []),
        ("jane", ["O-1", "O-0"]),
        ("doe mill", ["O-1"]),
        ("bay state", ["O-1", "O-0"]),
        ("homes.test 55", ["O-0"]),
        ("o-2", ["O-2"]),
        ("O-", []),
        ("-2", []),
        ("muller", ["O-3", "O-2"]),
        ("MÜLLER", ["O-3", "O-2"]),
        ("elan", ["O-3", "O-2"]),
        ("STRASSE", ["O-3"]),
        ("istanbul", ["O-3"]),
        ("100%", ["O-2"]),
        ("1%o", []),
        ("lane_2", ["O-2"]),
        ("m_ll", []),
        ("juni\\hof", ["O-3"]),
        ("%", ["O-2"]),
        ("", ["O-3", "O-2", "O-1", "O-0"]),
        ("   ", ["O-3", "O-2", "O-1", "O-0"]),
        ("nothing'; DROP TABLE orders; --", []),
        ("\x00", []),
    ],
)
def test_every_word_must_be_somewhere(full: SqlStore, text: str, found: list[str]) -> None:
    with full.reading() as reading:
        assert [order.id for order in reading.find_orders(text)] == found


def test_the_newest_come_first_and_not_more_than_asked(full: SqlStore) -> None:
    with full.reading() as reading:
        assert [order.id for order in reading.find_orders("", limit=3)] == ["O-3", "O-2", "O-1"]


def test_a_changed_order_or_agent_is_found_by_its_new_words(full: SqlStore) -> None:
    with full.writing() as writing:
        writing.save_agent(an_agent("jane", name="Jane Roe", email="jane@homes.test", version=1))
        writing.save_order(an_order("O-0", "jane", property=Property("9 Elm Street"), version=1))
        assert [order.id for order in writing.find_orders("roe elm")] == ["O-0"]
        assert writing.find_orders("doe") == []
        assert writing.find_orders("summit") == []


def test_orders_by_id_come_in_the_order_asked(full: SqlStore) -> None:
    with full.reading() as reading:
        found = reading.orders(["O-2", "gone", "O-0", "O-2"])
        assert [order.id for order in found] == ["O-2", "O-0"]
        assert len(reading.orders(f"O-{number}" for number in range(100_000))) == 4


def test_appointments_between_two_instants(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order())
        for key, when, crew in [
            ("z", span(8, 10), "ana"),
            ("b", span(10, 11), "ana"),
            ("a", span(10, 12), "ben cyd"),
            ("long", Span(span(0, 1).start - timedelta(days=800), span(11, 12).end), "ben"),
            ("y", span(12, 13), "ana"),
        ]:
            state = State.CANCELLED if key == "long" else State.CONFIRMED
            writing.add_appointment(a_visit(key, when, crew, order="o1", state=state))
        found = writing.appointments_between(span(10, 12))
        assert [visit.id for visit in found] == ["long", "a", "b"]
        assert [visit.id for visit in writing.appointments_of("o1")] == ["long", "z", "a", "b", "y"]
        assert found[1].crew == ("ben", "cyd")
