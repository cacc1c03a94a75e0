"""A stale write is a known error, and loses nothing."""

from dataclasses import replace

import pytest

from studio_app.domain.order import Property
from studio_app.errors import BadInput, NotFound, StaleVersion
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import a_visit, an_agent, an_order, span


def test_each_write_counts_the_version(store: SqlStore) -> None:
    with store.writing() as writing:
        agent = writing.save_agent(an_agent())
        order = writing.save_order(an_order())
        visit = writing.add_appointment(a_visit(order="o1"))
        assert (agent.version, order.version, visit.version) == (1, 1, 1)
        agent = writing.save_agent(replace(agent, phone="1"))
        order = writing.save_order(replace(order, notes="gate code 5"))
        visit = writing.save_appointment(replace(visit, span=span(14, 15)))
        assert (agent.version, order.version, visit.version) == (2, 2, 2)
    with store.reading() as reading:
        assert reading.agent("jane") == agent
        assert reading.order("o1") == order
        assert reading.appointment("v1") == visit


def test_a_stale_agent_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        seen = writing.save_agent(an_agent())
        first = writing.save_agent(replace(seen, phone="1"))
        with pytest.raises(StaleVersion, match="The agent was changed elsewhere"):
            writing.save_agent(replace(seen, phone="2"))
        assert writing.agent("jane") == first


def test_a_stale_order_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_agent(an_agent())
        seen = writing.save_order(an_order())
        first = writing.save_order(replace(seen, property=Property("56 Summit Avenue")))
        with pytest.raises(StaleVersion, match="The order was changed elsewhere"):
            writing.save_order(replace(seen, notes="2"))
        assert writing.order("o1") == first


def test_a_stale_appointment_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        seen = writing.add_appointment(a_visit())
        first = writing.save_appointment(replace(seen, span=span(14, 15)))
        with pytest.raises(StaleVersion, match="The appointment was changed elsewhere"):
            writing.save_appointment(replace(seen, span=span(16, 17)))
        assert writing.appointment("v1") == first


def test_what_is_not_there_is_said(store: SqlStore) -> None:
    with store.writing() as writing:
        for ask in (writing.agent, writing.order, writing.appointment):
            with pytest.raises(NotFound):
                ask("nobody")
        with pytest.raises(NotFound):
            writing.save_appointment(a_visit())
        with pytest.raises(NotFound):
            writing.save_order(an_order(agent="nobody"))
        with pytest.raises(NotFound):
            writing.add_appointment(a_visit(order="none"))
        with pytest.raises(NotFound):
            writing.add_appointment(a_visit(crew="nobody"))
        assert writing.agent_by_email("nobody@homes.test") is None
        assert writing.agent_by_email("") is None
        assert writing.orders(["none"]) == []
        assert writing.appointments_of("none") == []


def test_an_agent_is_recognised_by_the_address(store: SqlStore) -> None:
    with store.writing() as writing:
        jane = writing.save_agent(an_agent(email="Jane@Homes.test"))
        assert writing.agent_by_email(" jane@homes.TEST ") == jane
        with pytest.raises(BadInput, match="is the address of Jane Doe"):
            writing.save_agent(an_agent("june", email="JANE@homes.test"))
        for key in ("walk-in", "caller"):
            writing.save_agent(an_agent(key, email=""))
        assert len(writing.agents()) == 3


def test_agents_come_by_name(store: SqlStore) -> None:
    names = ["Zoë", "adam", "Émile", "Bea", "Ädam"]
    with store.writing() as writing:
        for number, name in enumerate(names):
            writing.save_agent(an_agent(f"a{number}", name=name))
        assert [agent.name for agent in writing.agents()] == ["adam", "Ädam", "Bea", "Émile", "Zoë"]
