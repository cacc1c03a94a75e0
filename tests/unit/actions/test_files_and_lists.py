"""Importing and exporting, agents, and the list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studio_app import exchange
from studio_app.actions.book_order import Slot
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.export_studio import export_studio
from studio_app.actions.identity import new_id
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.list_appointments import list_appointments
from studio_app.actions.save_agent import SaveAgent, save_agent
from studio_app.domain.agent import Agent
from studio_app.domain.changes import Kind
from studio_app.errors import BadInput, DoubleBooking, KnownError, StaleVersion
from tests.support.scenarios import busy, person, shoot, studio
from tests.unit.actions.busy import connect, event, knows, read
from tests.unit.actions.conftest import SERVICES, Desk, at

# ---------------------------------------------------------------- import and export


def test_what_is_imported_is_exported(desk: Desk) -> None:
    data = studio(person("cleo"), name="Other", busy=[busy("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00", "cleo")],
                  appointments=[shoot("2026-06-17T10:00:00-04:00", "2026-06-17T11:00:00-04:00", "cleo")])  # fmt: skip
    wanted = exchange.read_studio(data)
    done = import_studio(desk.store, desk.now, "Kim", ImportStudio(wanted, "other.json"))
    assert done.say == "Imported Other."
    assert export_studio(desk.store) == exchange.write_studio(wanted)
    with desk.store.reading() as reading:
        entry = reading.history()[0]
    assert (entry.action, entry.why, entry.after["photographers"]) == ("imported a studio", "other.json", 1)


def test_events_follow_an_import(desk: Desk) -> None:
    gone = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    moved = desk.book(Slot(at("10:00"), ("ben",))).appointments[0]
    same = desk.book(Slot(at("13:00"), ("ben",))).appointments[0]
    desk.write()
    desk.calendar.calls.clear()
    data = export_studio(desk.store)
    data["appointments"] = [item for item in data["appointments"] if item["id"] != gone.id]
    for item in data["appointments"]:
        if item["id"] == moved.id:
            item.update(start="2026-06-17T10:00:00-04:00", end="2026-06-17T11:00:00-04:00")
    import_studio(desk.store, desk.now, "Kim", ImportStudio(exchange.read_studio(data)))
    desk.write()
    spans = {event.appointment: event.span.start for event in desk.calendar.events.values()}
    assert spans == {moved.id: at("10:00", 17), same.id: at("13:00")}
    assert len(desk.calendar.calls) == 2


def test_an_import_is_undone_unless_something_was_changed_since(desk: Desk) -> None:
    item = desk.book(at("10:00")).appointments[0]
    desk.write()
    before = export_studio(desk.store)
    done = import_studio(
        desk.store, desk.now, "Kim", ImportStudio(exchange.read_studio(studio(name="Other")))
    )
    assert done.undo is not None
    undone = done.undo.run(desk.store, desk.now, "Kim")
    assert undone.say == "Undone: import of Other."
    assert export_studio(desk.store) == before
    with desk.store.reading() as reading:
        assert reading.appointment(item.id).order == item.order
    desk.write()
    assert len(desk.calendar.events) == 1
    again = import_studio(
        desk.store, desk.now, "Kim", ImportStudio(exchange.read_studio(studio(name="Other")))
    )
    desk.book(at("13:00"))
    assert again.undo is not None
    with pytest.raises(KnownError, match="changed since it was imported"):
        again.undo.run(desk.store, desk.now, "Kim")


def test_calendars_of_people_who_are_not_imported_are_told_and_come_back(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [event("Dentist")]
    connect(desk)
    smaller = exchange.read_studio(studio(person("ben"), services=SERVICES))
    done = import_studio(desk.store, desk.now, "Kim", ImportStudio(smaller))
    assert done.warnings == ("The calendars of Ana are no longer connected.",)
    assert done.undo is not None
    back = done.undo.run(desk.store, desk.now, "Kim")
    assert knows(desk) == (False, []), "unknown is never free"
    read(desk)
    assert knows(desk) == (True, ["Dentist"])
    assert back.undo is not None
    again = back.undo.run(desk.store, desk.now, "Kim")
    assert again.undo is not None
    again.undo.run(desk.store, desk.now, "Kim")
    read(desk)
    assert knows(desk) == (True, ["Dentist"])


def test_a_studio_that_books_somebody_twice_is_not_imported(desk: Desk) -> None:
    before = export_studio(desk.store)
    twice = [
        shoot("2026-06-17T10:00:00-04:00", "2026-06-17T11:00:00-04:00", name=name) for name in ("a", "b")
    ]
    with pytest.raises(DoubleBooking, match="a and b"):
        desk.load(person("ana"), appointments=twice)
    assert export_studio(desk.store) == before


# ---------------------------------------------------------------- agents and the list


def test_an_agent_is_made_changed_and_put_back(desk: Desk) -> None:
    made = save_agent(
        desk.store, desk.now, "Kim", SaveAgent(Agent(new_id(), " Dana  Reed ", "dana@reed.test"))
    )
    assert (made.agent.name, made.undo) == ("Dana Reed", None)
    changed = save_agent(
        desk.store, desk.now, "Kim", SaveAgent(Agent(made.agent.id, "Dana Ray", "dana@reed.test", version=1))
    )
    assert changed.changes.kinds == {Kind.AGENTS}
    assert changed.undo is not None
    changed.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert [agent.name for agent in reading.agents()] == ["Dana Reed"]
    with pytest.raises(StaleVersion):
        changed.undo.run(desk.store, desk.now, "Kim")
    with pytest.raises(BadInput, match="is the address of Dana Reed"):
        save_agent(desk.store, desk.now, "Kim", SaveAgent(Agent(new_id(), "Other", "DANA@reed.test")))


def test_the_list_of_some_days(desk: Desk) -> None:
    late = desk.book(at("15:00")).appointments[0]
    early = desk.book(at("10:00")).appointments[0]
    desk.book(at("10:00", 17))
    desk.write()
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(late.id))
    day = date(2026, 6, 16)
    _, found = list_appointments(desk.store, desk.now, day, day)
    assert [item.appointment.id for item in found] == [early.id, late.id]
    assert found[0].order is not None
    assert found[0].agent is not None
    assert (found[0].agent.email, found[0].write and found[0].write.state) == ("dana@reed.test", "written")
    with pytest.raises(BadInput, match="to: is before from"):
        list_appointments(desk.store, desk.now, day, day - timedelta(days=1))
