"""The database itself refuses two live appointments of one photographer that overlap."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Insert, Update, insert, update
from sqlalchemy.exc import IntegrityError

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.timespan import Span
from studio_app.errors import DoubleBooking, NotFound, StaleVersion
from studio_app.storage import tables
from studio_app.storage.convert import appointment_values, crew_values
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, Clock, a_hold, a_studio, a_visit, at, span
from tests.support.looks import one_in

OVERLAPS = {
    "the same": span(10, 12),
    "its start": span(9, 10.25),
    "its end": span(11.75, 13),
    "inside": span(10.5, 11),
    "around": span(9, 13),
    "by a microsecond": Span(at(12) - timedelta(microseconds=1), at(13)),
}
TOUCHES = {"before": span(9, 10), "after": span(12, 13)}


@pytest.mark.parametrize("when", OVERLAPS.values(), ids=OVERLAPS)
def test_an_overlap_is_refused_and_named(store: SqlStore, when: Span) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
    with pytest.raises(DoubleBooking, match="Ana already has an appointment"), store.writing() as writing:
        writing.add_appointment(a_visit("v2", when))
    with store.reading() as reading:
        assert [visit.id for visit in reading.appointments_between(span(0, 24))] == ["v1"]


@pytest.mark.parametrize("when", TOUCHES.values(), ids=TOUCHES)
def test_touching_is_not_overlapping(store: SqlStore, when: Span) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        writing.add_appointment(a_visit("v2", when))


def test_somebody_else_is_free(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        writing.add_appointment(a_visit("v2", crew="ben"))


@pytest.mark.parametrize("crew, names", [("cyd ben", "Ben"), ("ben ana", "Ana and Ben")])
def test_each_of_a_crew_of_two_counts(store: SqlStore, crew: str, names: str) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1", crew="ana ben"))
    with pytest.raises(DoubleBooking, match=f"^{names} already"), store.writing() as writing:
        writing.add_appointment(a_visit("v2", crew=crew))


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_what_is_called_off_blocks_nothing(store: SqlStore, state: State) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1", state=state))
        writing.add_appointment(a_visit("v2"))
        writing.add_appointment(a_visit("v3", state=state))


def test_a_hold_blocks_like_a_confirmed_one(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_hold("h1"))
        with pytest.raises(DoubleBooking):
            writing.add_appointment(a_visit("v1"))
        with pytest.raises(DoubleBooking):
            writing.add_appointment(a_hold("h2", span(11, 13)))


def test_a_move_onto_another_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        other = writing.add_appointment(a_visit("v2", span(14, 16)))
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(other, span=span(11, 13)))
        assert writing.appointment("v2") == other


def test_handing_over_to_somebody_busy_is_refused(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        other = writing.add_appointment(a_visit("v2", crew="ben"))
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(other, crew=("ana",)))
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(other, crew=("ben", "ana")))
        assert writing.appointment("v2") == other


def test_bringing_back_is_refused_where_the_time_is_taken(store: SqlStore) -> None:
    with store.writing() as writing:
        gone = writing.add_appointment(a_visit("v1", state=State.CANCELLED))
        writing.add_appointment(a_visit("v2"))
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(gone, state=State.CONFIRMED))


def test_an_appointment_does_not_collide_with_itself(store: SqlStore) -> None:
    with store.writing() as writing:
        visit = writing.add_appointment(a_visit("v1", crew="ana ben"))
        moved = writing.save_appointment(replace(visit, span=span(11, 13)))
        writing.save_appointment(replace(moved, crew=("ben", "ana")))


def test_a_move_to_another_time_and_photographer_asks_only_for_the_new_ones(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        other = writing.add_appointment(a_visit("v2", span(14, 16)))
        writing.save_appointment(replace(other, span=span(10, 12), crew=("ben",)))


def test_a_caught_refusal_leaves_the_transaction_usable(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        other = writing.add_appointment(a_visit("v2", span(14, 16), crew="ana ben"))
        for wrong in (replace(other, span=span(11, 13)), replace(other, crew=("nobody",))):
            with pytest.raises((DoubleBooking, NotFound)):
                writing.save_appointment(wrong)
        with pytest.raises(StaleVersion):
            writing.add_appointment(a_visit("v1", span(20, 21)))
        writing.add_appointment(a_visit("v3", span(16, 17)))
    with store.reading() as reading:
        assert list(reading.studio(NOW).appointments) == ["v1", "v2", "v3"]
        assert reading.appointment("v2") == other


def execute(store: SqlStore, *statements: Insert | Update) -> None:
    """Past all of our code: rows as another program would write them."""
    with store.writing() as writing:
        for statement in statements:
            writing._connection.execute(statement)


def test_it_is_the_database_that_refuses(store: SqlStore) -> None:
    visit, other = a_visit("v2", span(11, 13), crew="ben"), a_visit("v3")
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
        writing.add_appointment(visit)
    handed_over = update(tables.crew).where(tables.crew.c.photographer == "ben").values(photographer="ana")
    with pytest.raises(IntegrityError):
        execute(store, handed_over)
    row = {**appointment_values(other, NOW), "number": 3}
    added = insert(tables.appointments).values(row)
    with pytest.raises(IntegrityError):
        execute(store, added, *(insert(tables.crew).values(one) for one in crew_values(other, 3, NOW)))


def test_a_crew_row_cannot_have_another_time_than_its_appointment(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1"))
    with pytest.raises(IntegrityError):
        execute(store, update(tables.crew).values(starts_at=at(10.5)))


# ---------------------------------------------------------------- any sequence of changes

PEOPLE = ("ana", "ben", "cyd")
VISITS = st.builds(
    a_visit,
    key=st.sampled_from("abcde"),
    when=st.builds(lambda start, hours: span(start, start + hours), st.integers(8, 12), st.integers(1, 3)),
    crew=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True).map(" ".join),
    state=st.sampled_from(State),
    hold_until=st.sampled_from([at(0) + timedelta(minutes=minutes) for minutes in (-30, 0, 30)]),
)


def blocks(one: Appointment, other: Appointment) -> bool:
    """Whether two appointments can't both be."""
    shared = set(one.crew) & set(other.crew)
    return bool(shared) and one.blocks_at(at(0)) and other.blocks_at(at(0)) and one.span.overlaps(other.span)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(130))
@given(changes=st.lists(VISITS, min_size=2, max_size=12))
def test_any_sequence_is_refused_exactly_where_it_overlaps(
    store: SqlStore, clock: Clock, changes: list[Appointment]
) -> None:
    clock.at = at(0)
    stored: dict[str, Appointment] = {}
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        for change in changes:
            free = not any(blocks(change, other) for other in stored.values() if other.id != change.id)
            before = stored.get(change.id)
            write = writing.save_appointment if before else writing.add_appointment
            new = replace(change, version=before.version if before else 1)
            if free:
                stored[change.id] = write(new)
            else:
                with pytest.raises(DoubleBooking):
                    write(new)
        assert dict(writing.studio(at(0)).appointments) == stored
