"""Agents from another program: duplicates are found, choices are carried out in one step, and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.actions.import_agents import AgentChange, ImportAgents, chosen, import_agents
from studio_app.actions.plan_agents import Choice, Planned, Verdict, plan_agents, written_alike
from studio_app.domain.agent import Agent
from studio_app.domain.contact import Contact
from studio_app.errors import BadInput, NotFound, StaleVersion
from tests.unit.actions.conftest import Desk

DANA = Agent("dana", "Dana Reed", "dana@reed.test", "(617) 555-0100", "Bay State Homes")
NO_MAIL = Agent("lee", "Jordan Lee", "", "(617) 555-0199", "Harbor Realty Group")


def plan(*contacts: Contact) -> list[Planned]:
    return list(plan_agents(contacts, [DANA, NO_MAIL], "US"))


@pytest.mark.parametrize(
    "contact, verdict, known",
    [
        (Contact(2, "Ari Cole", "ari@cole.test"), Verdict.NEW, None),
        (Contact(2, "Dana Reed", "DANA@reed.test", "617-555-0100"), Verdict.SAME, "dana"),
        (Contact(2, "Dana Reed-Hill", "dana@reed.test"), Verdict.CHANGED, "dana"),
        (Contact(2, "Dana Reed", "dana.reed@home.test", "", "Bay State"), Verdict.ALIKE, "dana"),
        (Contact(2, "Reed Dana", "", "", "Bay State Homes"), Verdict.ALIKE, "dana"),
        (Contact(2, "Dana Reed", "other@cole.test", "", "Northern Lights Realty"), Verdict.NEW, None),
        (Contact(2, "Jordan Leigh", "jordan@lee.test", "+1 617 555 0199"), Verdict.ALIKE, "lee"),
        (Contact(2, "Somebody Else", "", "(617) 555-0199"), Verdict.NEW, None),
        (Contact(2, "", "", "617"), Verdict.BAD, None),
        (Contact(2, "Ari", "not an address"), Verdict.BAD, None),
        (Contact(2, "=HYPERLINK(1)", "a@b.test"), Verdict.BAD, None),
        (Contact(2, "a" * 999, "a@b.test"), Verdict.BAD, None),
    ],
)
def test_what_a_contact_is_to_the_studio(contact: Contact, verdict: Verdict, known: str | None) -> None:
    (found,) = plan(contact)
    assert found.verdict is verdict, found
    assert (found.known.id if found.known else None) == known
    assert found.usual in found.choices
    assert (found.why != "") is (verdict is not Verdict.NEW)


def test_an_address_without_a_name_is_called_by_its_beginning() -> None:
    (found,) = plan(Contact(2, "", "ari.cole@cole.test"))
    assert found.agent
    assert found.agent.name == "ari.cole"


def test_the_same_person_twice_in_a_file() -> None:
    first, second, third = plan(
        Contact(2, "Ari Cole", "ari@cole.test"),
        Contact(3, "A. Cole", "ari@cole.test"),
        Contact(4, "Ari Cole", "", "617 555 0123"),
    )
    assert (first.verdict, second.verdict) == (Verdict.NEW, Verdict.TWICE)
    assert "line 2" in second.why
    assert third.verdict is Verdict.ALIKE
    assert "line 2" in third.why
    assert third.choices == (Choice.ADD, Choice.SKIP)


def test_what_the_file_leaves_out_stays() -> None:
    (found,) = plan(Contact(2, "Dana Reed", "dana@reed.test", "", "New Firm"))
    assert found.merged == replace(DANA, brokerage="New Firm")


@pytest.mark.parametrize("phone", ["", "617-555-0100"])
def test_an_address_without_a_name_renames_nobody(phone: str) -> None:
    (found,) = plan(Contact(2, "", "dana@reed.test", phone))
    assert found.merged == DANA
    assert found.verdict is Verdict.SAME


@pytest.mark.parametrize(
    "typed, country, written",
    [
        ("6175550100", "US", "(617) 555-0100"),
        ("+1 617-555-0100", "US", "(617) 555-0100"),
        ("+49 30 123456", "US", "+49 30 123456"),
        ("030 123456", "DE", "030 123456"),
        ("ask Jo", "US", "ask Jo"),
        ("12", "US", "12"),
    ],
)
def test_numbers_are_written_alike(typed: str, country: str, written: str) -> None:
    assert written_alike(typed, country) == written


def agents(desk: Desk) -> dict[str, Agent]:
    with desk.store.reading() as reading:
        return {each.name: each for each in reading.agents()}


def test_the_chosen_are_stored_in_one_step_and_taken_back(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.save_agent(DANA)
    contacts = (
        Contact(2, "Dana Reed", "dana@reed.test", "", "New Firm"),
        Contact(3, "Ari Cole", "ari@cole.test"),
        Contact(4, "Bo Diaz", "bo@diaz.test"),
    )
    planned = plan_agents(contacts, list(agents(desk).values()), "US")
    choices = [(each, each.usual) for each in planned]
    choices[2] = (planned[2], Choice.SKIP)
    done = import_agents(desk.store, desk.now, "Kim", ImportAgents(chosen(choices), "agents.csv"))
    assert done.say == "Added 1 agent and brought up to date 1 agent."
    assert sorted(agents(desk)) == ["Ari Cole", "Dana Reed"]
    assert agents(desk)["Dana Reed"].brokerage == "New Firm"
    assert done.undo
    undone = done.undo.run(desk.store, desk.now, "Kim")
    assert [replace(each, version=1) for each in agents(desk).values()] == [DANA]
    assert undone.undo
    again = undone.undo.run(desk.store, desk.now, "Kim")
    assert sorted(agents(desk)) == ["Ari Cole", "Dana Reed"]
    assert again.undo
    again.undo.run(desk.store, desk.now, "Kim")
    assert sorted(agents(desk)) == ["Dana Reed"]


def test_who_has_ordered_stays(desk: Desk) -> None:
    new = AgentChange(None, Agent("ari", "Ari", "dana@reed.test"))
    done = import_agents(desk.store, desk.now, "Kim", ImportAgents((new,)))
    desk.book(None)
    assert done.undo
    with pytest.raises(NotFound):
        done.undo.run(desk.store, desk.now, "Kim")
    assert "Ari" in agents(desk)


def test_all_or_none(desk: Desk) -> None:
    with desk.store.writing() as writing:
        known = writing.save_agent(DANA)
    fresh = AgentChange(None, Agent("ari", "Ari", "ari@cole.test"))
    stale = AgentChange(known, replace(known, name="Other"))
    with desk.store.writing() as writing:
        writing.save_agent(replace(known, phone="1"))
    with pytest.raises(StaleVersion):
        import_agents(desk.store, desk.now, "Kim", ImportAgents((fresh, stale)))
    twice = AgentChange(None, Agent("x", "X", "dana@reed.test"))
    with pytest.raises(BadInput):
        import_agents(desk.store, desk.now, "Kim", ImportAgents((fresh, twice)))
    assert sorted(agents(desk)) == ["Dana Reed"]


def test_nobody_chosen(desk: Desk) -> None:
    done = import_agents(desk.store, desk.now, "Kim", ImportAgents(()))
    assert done.undo is None
