"""What the sync machine found, step by step: two desks and somebody in the calendar come between each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from studio_app.actions.telling import WAIT_SETTING
from studio_app.domain.appointment import State
from studio_app.domain.difference import Aspect
from studio_app.domain.outbox import WriteState
from tests.support.google_server import GoogleServer, Kind, faults
from tests.support.google_studio import World, hour_at

LATER = hour_at(20)


@pytest.fixture
def world(google_server: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    made = World(google_server, monkeypatch)
    with made.kept.writing() as writing:
        writing.set_setting(WAIT_SETTING, "0")
    yield made
    made.close()


def differing(world: World) -> dict[str, frozenset[Aspect]]:
    """What differs after another round."""
    done = world.sync()
    assert done is not None
    return {name: each.aspects for name, each in done.differences.items()}


def event_of(world: World) -> str:
    (event,) = world.host.book.events
    return event


def moved_by_hand(world: World) -> None:
    world.by_hand(0, lambda name: world.host.move(name, LATER, LATER + timedelta(hours=1)))


def test_a_late_answer_does_not_hide_what_the_other_desk_found(world: World) -> None:
    """The first desk's event is made; before it hears of that, somebody moves the event and the other desk finds it so."""
    world.book(2)
    (booked,) = world.appointments()

    def meanwhile() -> None:
        moved_by_hand(world)
        world.sync(1)

    world.points.plan(6, meanwhile)
    world.sync(0)
    assert "after POST events" in world.points.passed[5:]
    assert differing(world) == {booked.id: frozenset({Aspect.TIME})}


def test_taking_a_change_back_does_not_hide_a_deletion(world: World) -> None:
    """Somebody deletes the event while a move is owed to it; the move is taken back, so that it is as it last was."""
    world.book(2)
    world.sync()
    (booked,) = world.appointments()
    world.move(0, 5)
    world.host.delete(event_of(world))
    world.sync()
    world.undo()
    assert differing(world) == {booked.id: frozenset({Aspect.DELETED})}
    world.decide(take=False)
    world.sync()
    (event,) = world.events()
    assert event["start"]["dateTime"] == "2026-07-15T11:00:00-04:00"


@pytest.mark.parametrize("take", [True, False])
def test_an_event_that_is_brought_back_is_told(world: World, take: bool) -> None:
    """Its appointment was cancelled; somebody takes the event out of the bin."""
    world.book(2)
    world.sync()
    (booked,) = world.appointments()
    world.cancel(0)
    world.sync()
    world.host.restore(event_of(world))
    moved_by_hand(world)
    assert differing(world) == {booked.id: frozenset({Aspect.RESTORED})}
    world.decide(take=take)
    world.sync()
    (found,) = world.appointments()
    assert found.state is (State.CONFIRMED if take else State.CANCELLED)
    assert [event["start"]["dateTime"] for event in world.events()] == (
        ["2026-07-17T09:00:00-04:00"] if take else []
    )
    if take:
        assert found.span.start == LATER
    assert differing(world) == {}


@pytest.mark.parametrize(
    "fault",
    [
        faults.reset(after=True, method="events.insert"),
        faults.hang(0.6, after=True, method="events.insert"),
        faults.spoilt(faults.How.CUT_JSON, method="events.insert"),
        faults.broken(500, after=True, method="events.insert"),
    ],
    ids=lambda fault: str(fault.how),
)
def test_an_answer_that_is_lost_invites_nobody_twice(world: World, fault: faults.Fault) -> None:
    world.book(2)
    world.server.faults.order(fault)
    for _ in range(3):
        world.sync()
        world.clock.now += timedelta(minutes=15)
    assert len(world.events()) == 1
    assert [entry.state for entry in world.entries()] == [WriteState.WRITTEN]
    assert sorted((mail.kind, mail.to) for mail in world.server.mails) == [
        (Kind.INVITATION, "ana@studio.test"),
        (Kind.INVITATION, "dana@reed.test"),
    ]


def test_brought_back_and_deleted_again_there_is_nothing_to_decide(world: World) -> None:
    world.book(2)
    world.sync()
    world.cancel(0)
    world.sync()
    world.host.restore(event_of(world))
    assert len(differing(world)) == 1
    world.host.delete(event_of(world))
    assert differing(world) == {}
    world.sync()
    assert [entry.state for entry in world.entries()] == [WriteState.WRITTEN]


def test_a_cancelled_event_is_not_removed_where_it_was_moved_before_anybody_knew_of_it(world: World) -> None:
    """The answer to the write that made it was lost; then somebody moves it, and the appointment is cancelled."""
    world.book(2)
    (booked,) = world.appointments()
    world.server.faults.order(faults.spoilt(faults.How.CUT_JSON, method="events.insert", times=9))
    world.sync()
    world.server.faults.clear()
    moved_by_hand(world)
    world.cancel(0)
    assert differing(world) == {booked.id: frozenset({Aspect.TIME})}
    assert len(world.events()) == 1
