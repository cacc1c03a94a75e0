"""Booking: everything is written or nothing, and what was asked for is what is checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot
from studio_app.actions.done import Refused
from studio_app.domain.appointment import Part, State
from studio_app.domain.changes import Kind
from studio_app.domain.outbox import Task, WriteState
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, CalendarUnavailable, NotFound
from tests.support.scenarios import busy, person, service
from tests.unit.actions.conftest import MONDAY, SERVICES, Desk, at


def test_a_booking_writes_all_that_belongs_to_it(desk: Desk) -> None:
    done = desk.book(at("10:00"), square_feet=2400, notes="Lockbox 4711")
    (appointment,) = done.appointments
    with desk.store.reading() as reading:
        stored = reading.appointment(appointment.id)
        order = reading.order(done.order.id)
        agent = reading.agent(order.agent)
        (entry,) = reading.due(desk.now)
        history = reading.history(order=order.id)
    assert stored == appointment
    assert (stored.crew, stored.state, stored.part) == (("ana",), State.CONFIRMED, Part.MAIN)
    assert stored.span == Span(at("10:00"), at("11:00"))
    assert (stored.assigned_at, stored.address, stored.services) == (
        MONDAY,
        "55 Summit Avenue, Boston",
        ("photos",),
    )
    assert (order.property.address, order.property.square_feet) == ("55 Summit Avenue, Boston", 2400)
    assert (order.notes, order.created_at) == ("Lockbox 4711", MONDAY)
    assert (agent.name, agent.email) == ("Dana Reed", "dana@reed.test")
    assert (entry.appointment, entry.task, entry.state) == (stored.id, Task.PUT, WriteState.WAITING)
    assert len(entry.event) == 32
    assert {item.action for item in history} == {"booked", "took the order"}
    assert all(item.who == "Kim" and item.at == MONDAY for item in history)
    assert done.say == "Booked 55 Summit Avenue on Tue 16 Jun 10:00, Ana."
    assert done.changes.kinds == {Kind.ORDERS, Kind.APPOINTMENTS, Kind.OUTBOX, Kind.AGENTS}
    assert done.changes.span == stored.span


def test_a_known_agent_is_recognised_without_regard_to_case(desk: Desk) -> None:
    first = desk.book(at("10:00"))
    second = desk.book(at("13:00"), caller=Caller(email="DANA@reed.test", name="Somebody"))
    third = desk.book(at("15:00"), caller=Caller(id=first.agent.id))
    assert first.agent == second.agent == third.agent
    assert Kind.AGENTS not in second.changes.kinds


def test_an_agent_without_a_name_is_called_by_the_address(desk: Desk) -> None:
    assert desk.book(at("10:00"), caller=Caller(email="lee@x.test")).agent.name == "lee@x.test"


def test_the_ranking_picks_who_has_fewer(desk: Desk) -> None:
    assert [desk.book(at(time)).appointments[0].crew for time in ("10:00", "12:00", "14:00")] == [
        ("ana",),
        ("ben",),
        ("ana",),
    ]


def test_both_at_once_and_then_nobody(desk: Desk) -> None:
    assert desk.book(at("10:00")).appointments[0].crew == ("ana",)
    assert desk.book(at("10:00")).appointments[0].crew == ("ben",)
    with pytest.raises(Refused) as refused:
        desk.book(at("10:00"))
    assert set(refused.value.reasons[0].photographers) == {"ana", "ben"}
    assert not refused.value.reasons[0].overrulable
    assert [opening.start for opening in refused.value.next_openings] == [
        at(time) for time in ("11:30", "11:45", "12:00", "12:15", "12:30")
    ]
    assert refused.value.sentence == (
        "Tue 16 Jun 10:00 can't be booked. Ana: 55 Summit Avenue 10:00–11:00; "
        "Ben: 55 Summit Avenue 10:00–11:00."
    )


def test_a_refusal_writes_nothing(desk: Desk) -> None:
    version = desk.store.data_version()
    with pytest.raises(Refused):
        desk.book(at("03:00"))
    with pytest.raises(Refused):
        desk.book(Slot(at("10:00")), Slot(at("03:00")), services=("photos", "plan"))
    assert desk.store.data_version() == version
    with desk.store.reading() as reading:
        assert reading.agents() == []
        assert reading.find_orders("") == []
        assert reading.unwritten() == []


def test_the_crew_that_is_named_is_the_one_that_is_asked(desk: Desk) -> None:
    assert desk.book(Slot(at("10:00"), ("ben",))).appointments[0].crew == ("ben",)
    with pytest.raises(Refused, match="Ben: 55 Summit Avenue") as refused:
        desk.book(Slot(at("10:00"), ("ben",)))
    assert set(refused.value.reasons[0].photographers) == {"ben"}
    instead = refused.value.next_openings[0]
    assert (instead.start, instead.crews) == (at("10:00"), (("ana",),)), "somebody else can come then"


def test_a_drop_off_the_grid_is_no_rule(desk: Desk) -> None:
    assert desk.book(at("10:07")).appointments[0].span.start == at("10:07")


@pytest.mark.parametrize(
    "crew, problem",
    [
        (("zoe",), 'crew: there is no photographer "zoe"'),
        (("ana", "ana"), "crew: names somebody twice"),
        (("ana", "ben"), "crew: one photographer must go to the main appointment"),
        ((), "crew: one photographer must go"),
    ],
)
def test_a_crew_that_can_not_be(desk: Desk, crew: tuple[str, ...], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        desk.book(Slot(at("10:00"), crew))


@pytest.mark.parametrize(
    "values, problem",
    [
        ({"address": "  "}, "address: is missing"),
        ({"address": "x" * 301}, "address: is longer"),
        ({"services": ()}, "services: choose at least one"),
        ({"services": ("nothing",)}, "there is no service"),
        ({"caller": Caller()}, "agent: a name or an e-mail address is needed"),
        ({"caller": Caller(email="no address")}, "agent.email: "),
        ({"hold_minutes": 0}, "hold: must be 1 to"),
        ({"overrule": "x" * 501}, "overrule: "),
        ({"notes": "x" * 5001}, "notes: "),
        ({"slots": ()}, r"start: the order has 1 appointments \(main\); give a start for each"),
    ],
)
def test_bad_input_names_its_field(desk: Desk, values: dict[str, object], problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        desk.book(at("10:00"), **values)


def test_an_unknown_agent_id(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.book(at("10:00"), caller=Caller(id="nobody"))


# ---------------------------------------------------------------- several appointments


def test_an_order_of_three_appointments(desk: Desk) -> None:
    done = desk.book(
        Slot(at("10:00")), Slot(at("11:30"), ("ana",)), Slot(at("18:30")), services=("photos", "plan", "dusk")
    )
    assert [(item.part, item.crew, item.services) for item in done.appointments] == [
        (Part.MAIN, ("ana",), ("photos",)),
        (Part.SEPARATE, ("ana",), ("plan",)),
        (Part.TWILIGHT, ("ana",), ("dusk",)),
    ], "the ranking that was shown, each part for itself, is kept where it can be"
    with desk.store.reading() as reading:
        assert len(reading.due(desk.now)) == 3
    assert done.changes.span == Span(at("10:00"), at("19:00"))


def test_the_parts_of_one_order_do_not_double_book(desk: Desk) -> None:
    done = desk.book(at("10:00"), at("10:00"), services=("photos", "plan"))
    assert [item.crew for item in done.appointments] == [("ana",), ("ben",)]
    with pytest.raises(Refused, match="Ana"):
        desk.book(Slot(at("13:00"), ("ana",)), Slot(at("13:30"), ("ana",)), services=("photos", "plan"))


def test_every_part_that_fails_gets_its_reasons(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.book(at("03:00"), at("10:00"), at("12:00"), services=("photos", "plan", "dusk"))
    assert [reason.visit.part for reason in refused.value.reasons] == [Part.MAIN, Part.TWILIGHT]
    assert refused.value.reasons[1].instead[0].start == at("18:00")


def test_a_part_may_wait_for_its_time(desk: Desk) -> None:
    done = desk.book(Slot(at("10:00")), None, services=("photos", "dusk"))
    assert [item.part for item in done.appointments] == [Part.MAIN]
    waiting = desk.book(None)
    assert waiting.appointments == ()
    assert waiting.say == "Took the order for 55 Summit Avenue; it waits for a time."
    assert waiting.order.open == ("photos",)
    assert waiting.undo is not None
    waiting.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert reading.order(waiting.order.id).cancelled


def test_a_crew_of_two(desk: Desk) -> None:
    desk.load(
        person("ana"),
        person("ben", senior=True),
        person("cleo"),
        services=[service("photos", 300)],
        two_photographers_hours=5,
        duration_reduction_pct=40,
    )
    first = desk.book(at("10:00")).appointments[0]
    assert (first.crew, first.span.minutes) == (("ana", "ben"), 180)
    with pytest.raises(BadInput, match="two photographers must go"):
        desk.book(Slot(at("14:00", 17), ("ana",)))
    with pytest.raises(Refused, match="senior"):
        desk.book(Slot(at("12:00", 17), ("ana", "cleo")))
    second = desk.book(Slot(at("12:00", 17), ("cleo", "ben"))).appointments[0]
    assert second.crew == ("ben", "cleo"), "in the order of the studio"


# ---------------------------------------------------------------- holds


def test_a_hold_blocks_until_it_ends_and_owes_no_event(desk: Desk) -> None:
    held = desk.book(Slot(at("10:00"), ("ana",)), hold_minutes=15).appointments[0]
    assert (held.state, held.hold_until) == (State.HOLD, MONDAY + timedelta(minutes=15))
    with pytest.raises(Refused, match="Held") as refused:
        desk.book(Slot(at("10:00"), ("ana",)), overrule="really")
    assert not refused.value.reasons[0].overrulable
    with desk.store.reading() as reading:
        assert reading.unwritten() == []
    desk.clock.now += timedelta(minutes=15)
    assert desk.book(Slot(at("10:00"), ("ana",))).appointments[0].crew == ("ana",)


# ---------------------------------------------------------------- overruling


def test_staff_may_overrule_with_a_reason(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.book(Slot(at("07:00"), ("ana",)))
    assert refused.value.reasons[0].overrulable
    done = desk.book(Slot(at("07:00"), ("ana",)), overrule="  The owner\nleaves early ")
    with desk.store.reading() as reading:
        (entry,) = reading.history(appointment=done.appointments[0].id)
    assert entry.why == "The owner leaves early"
    assert entry.after["overruled"] == [
        {"photographer": "ana", "code": "OFF_HOURS", "text": "Works 9:00–5:00 pm that day"},
        {
            "photographer": "ana",
            "code": "EDGE_BUFFER",
            "text": "30 min drive before and 30 min after don't fit into the working hours",
        },
    ]


def test_a_reason_that_was_not_needed_is_not_kept(desk: Desk) -> None:
    done = desk.book(at("10:00"), overrule="just in case")
    with desk.store.reading() as reading:
        assert [entry.why for entry in reading.history()] == ["", ""]
    assert done.appointments[0].crew == ("ana",)


def test_overruling_without_a_crew_sends_whom_fewest_rules_forbid(desk: Desk) -> None:
    desk.load(
        person("ana", accepting=False),
        person("ben"),
        person("cleo"),
        appointments=[
            {
                "id": "x",
                "crew": ["ben"],
                "start": "2026-06-16T07:00:00-04:00",
                "end": "2026-06-16T08:00:00-04:00",
            }
        ],
    )
    assert desk.book(at("07:00"), overrule="yes").appointments[0].crew == ("cleo",)
    assert desk.book(at("07:00"), overrule="yes").appointments[0].crew == ("ana",)
    with pytest.raises(Refused):
        desk.book(at("07:00"), overrule="yes")


def test_nothing_overrules_the_programs_own_appointments(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    with pytest.raises(Refused) as refused:
        desk.book(Slot(at("10:30"), ("ana",)), overrule="they are quick")
    assert not refused.value.reasons[0].overrulable
    assert desk.book(Slot(at("11:00"), ("ana",)), overrule="next door").appointments, "a short gap may be"
    desk.book(Slot(at("08:00"), ("ana",)), overrule="an early bird")
    with pytest.raises(Refused, match="Ana: 55 Summit Avenue 8:00–9:00"):
        desk.book(Slot(at("07:30"), ("ana",)), overrule="too early is not what hinders")


def test_an_outside_event_can_be_overruled(desk: Desk) -> None:
    desk.load(person("ana"), busy=[busy("2026-06-16T10:00:00-04:00", "2026-06-16T11:00:00-04:00")])
    with pytest.raises(Refused):
        desk.book(at("10:00"))
    assert desk.book(at("10:00"), overrule="cancelled by phone").appointments


def test_a_booking_that_the_rules_can_not_see_is_caught_by_the_database(desk: Desk) -> None:
    """Beyond the furthest bookable day appointments are not loaded."""
    far = Slot(at("10:00") + timedelta(days=200), ("ana",))
    desk.book(far, overrule="planned long ahead")
    with pytest.raises(Refused) as refused:
        desk.book(far, overrule="again")
    assert not refused.value.reasons[0].overrulable
    with desk.store.reading() as reading:
        assert len(reading.find_orders("")) == 1


# ---------------------------------------------------------------- repeating and undoing


def test_the_same_order_is_booked_once(desk: Desk) -> None:
    first = desk.book(at("10:00"), id="order 1")
    again = desk.book(at("10:00"), id="order 1")
    assert again.appointments == first.appointments
    assert again.changes.kinds == frozenset()
    with desk.store.reading() as reading:
        assert len(reading.due(desk.now)) == 1


def test_undo_and_redo(desk: Desk) -> None:
    done = desk.book(at("10:00"))
    assert done.undo is not None
    assert done.undo.name == "booking of 55 Summit Avenue"
    undone = done.undo.run(desk.store, desk.now, "Kim")
    desk.write()
    assert desk.calendar.events == {}
    with desk.store.reading() as reading:
        assert reading.appointment(done.appointments[0].id).state is State.CANCELLED
    assert undone.undo is not None
    undone.undo.run(desk.store, desk.now, "Kim")
    desk.write()
    assert [event.span for event in desk.calendar.events.values()] == [done.appointments[0].span]


# ---------------------------------------------------------------- fresh calendars


def test_the_crews_calendars_are_read_before(desk: Desk) -> None:
    from studio_app.actions.book_order import book_order
    from studio_app.domain.calendar_source import CalendarSource

    with desk.store.writing() as writing:
        for name in ("ana", "ben"):
            writing.save_source(CalendarSource(f"{name}'s", name, "ics", name, read_at=MONDAY))
    command = BookOrder(
        "o", Caller(email="a@b.test"), "1 Elm St", ("photos",), slots=(Slot(at("10:00"), ("ana",)),)
    )
    desk.reader.events["ana"] = [OutsideEvent("ana", Span(at("10:00"), at("11:00")), "Dentist")]
    with pytest.raises(Refused, match="Dentist"):
        book_order(desk.store, desk.now, "Kim", command, desk.reader)
    assert desk.reader.asked == ["ana"]
    anybody = replace(command, slots=(Slot(at("10:00")),))
    assert book_order(desk.store, desk.now, "Kim", anybody, desk.reader).appointments[0].crew == ("ben",)
    desk.reader.events["ana"] = CalendarUnavailable("ana.ics is broken.")
    with pytest.raises(Refused, match=r"Nobody knows what is in the calendar: ana\.ics is broken"):
        book_order(
            desk.store,
            desk.now,
            "Kim",
            replace(command, id="p", slots=(Slot(at("13:00"), ("ana",)),)),
            desk.reader,
        )


def test_a_service_that_nobody_knows(desk: Desk) -> None:
    desk.load(person("ana", skills=["photos"]), skills_enabled=True, services=SERVICES)
    with pytest.raises(Refused, match="Not trained in Video"):
        desk.book(at("10:00"), services=("video",))
