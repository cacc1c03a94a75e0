"""For random studios a move is accepted where the rules accept it, whoever asks; and an undo brings back what was."""

import itertools
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from studio_app.actions.done import Refused
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.domain.appointment import Appointment, State
from studio_app.engine.visits import visit_of_appointment
from studio_app.storage.database import SqlStore, open_store
from tests.support import oracle
from tests.support.looks import one_in
from tests.support.oracle_rules import World
from tests.support.oracle_time import instant
from tests.support.oracle_visits import Visit
from tests.support.stored_cases import Clock, store_case
from tests.support.studios import Case, cases

EXAMPLES = one_in(30)
MOST_MOVES = 12


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", ["moving", "pairs", "travel", "presets"])
def test_a_move_is_accepted_where_the_rules_accept_it(theme: str) -> None:
    clock, seen = Clock(), Counter[str]()

    with closing(open_store("sqlite://", now=clock)) as store:

        @settings(max_examples=EXAMPLES // 4, suppress_health_check=list(HealthCheck))
        @given(cases(theme))
        def judge(case: Case) -> None:
            studio = store_case(store, clock, case)
            for command in itertools.islice(moves(store, case, clock.now), MOST_MOVES):
                accepted = try_to_move(store, clock.now, command)
                seen["accepted" if accepted else "refused"] += 1
                assert accepted == allowed(studio, store, command, clock.now), f"{command}\n{case!r}"

        judge()
    assert seen["refused"], seen
    assert seen["accepted"], seen


def moves(store: SqlStore, case: Case, now: datetime) -> Iterator[MoveAppointment]:
    """Some moves: to the times of the case and beside other appointments, to everybody, with other lengths."""
    with store.reading() as reading:
        studio = reading.whole_studio()
    people = [person.id for person in studio.photographers]
    edges = [item.span.end + timedelta(minutes=30) for item in studio.appointments.values()]
    for item in studio.appointments.values():
        if item.state is State.CANCELLED or (item.state is State.HOLD and not item.is_live_hold(now)):
            continue
        starts = [*(instant(at) for at in case.explain), *edges, item.span.start]
        crews = list(itertools.combinations(people, len(item.crew)))
        for number, start in enumerate(starts):
            crew = crews[number % len(crews)]
            minutes = None if number % 3 else 45
            yield MoveAppointment(item.id, start, crew, minutes=minutes)


def try_to_move(store: SqlStore, now: datetime, command: MoveAppointment) -> bool:
    """Whether the action moves it; then it is put back, and stands as it stood."""
    before = stored(store, command)
    try:
        done = move_appointment(store, now, "Kim", command)
    except Refused as refused:
        assert stored(store, command) == before
        for reason in refused.reasons:
            assert any(reason.photographers.values())
        return False
    if done.undo:
        assert stored(store, command) == done.appointment
        done.undo.run(store, now, "Kim")
    assert replace(stored(store, command), version=0) == replace(before, version=0)
    return True


def stored(store: SqlStore, command: MoveAppointment) -> Appointment:
    with store.reading() as reading:
        return reading.appointment(command.appointment)


def allowed(studio: dict[str, Any], store: SqlStore, command: MoveAppointment, now: datetime) -> bool:
    """What the oracle says of that crew at that time; nothing is asked of what is there already."""
    item = stored(store, command)
    visit = visit_of_appointment(item)
    minutes = command.minutes or visit.minutes
    there = item.span.start == command.start and minutes == visit.minutes and item.blocks_at(now)
    if there and set(command.crew or ()) == set(item.crew):
        return True
    request = {"now": now.isoformat(), "moving": item.id, "photographers": list(command.crew or ())}
    if item.place:
        request["place"] = {"lat": item.place.lat, "lon": item.place.lon}
    world = World(studio, request)
    wanted = Visit(visit.part, visit.services, minutes, visit.crew_size)
    return not any(oracle.failing(world, wanted, one, command.start) for one in world.asked)
