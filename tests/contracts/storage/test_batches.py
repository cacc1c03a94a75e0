"""Several appointments changed at once: only how they stand in the end counts."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.appointment import Appointment, State
from studio_app.errors import DoubleBooking, NotFound, StaleVersion
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import Clock, a_hold, a_studio, a_visit, at, known, span
from tests.contracts.storage.test_double_booking import VISITS, blocks
from tests.support.looks import one_in


@pytest.fixture
def two(store: SqlStore) -> tuple[Appointment, Appointment]:
    """Ana at ten, and at two."""
    with store.writing() as writing:
        return writing.add_appointment(a_visit("v1")), writing.add_appointment(a_visit("v2", span(14, 16)))


def test_two_swap_their_times(store: SqlStore, two: tuple[Appointment, Appointment]) -> None:
    one, other = two
    wanted = [replace(one, span=other.span), replace(other, span=one.span)]
    with store.writing() as writing:
        swapped = writing.save_appointments(wanted)
    assert swapped == [replace(item, version=2) for item in wanted]
    with store.reading() as reading:
        assert reading.appointments_between(span(0, 24)) == swapped[::-1]


def test_two_swap_their_photographers(store: SqlStore) -> None:
    with store.writing() as writing:
        one = writing.add_appointment(a_visit("v1"))
        other = writing.add_appointment(a_visit("v2", crew="ben cyd"))
        writing.save_appointments([replace(one, crew=("cyd", "ben")), replace(other, crew=("ana",))])
        studio = writing.studio(at(0))
        assert [list(diary.appointments) for diary in studio.diaries.values()] == [
            [writing.appointment("v2")],
            [writing.appointment("v1")],
            [writing.appointment("v1")],
        ]


def test_one_moves_into_the_place_that_another_gives_up(
    store: SqlStore, two: tuple[Appointment, Appointment]
) -> None:
    one, other = two
    with store.writing() as writing:
        writing.save_appointments([replace(other, span=one.span), replace(one, state=State.POSTPONED)])


def test_nothing_is_nothing(store: SqlStore) -> None:
    with store.writing() as writing:
        assert writing.save_appointments([]) == []


def test_all_or_none(store: SqlStore, two: tuple[Appointment, Appointment]) -> None:
    one, other = two
    moved = replace(one, span=span(20, 21))
    wrong = {
        StaleVersion: replace(other, version=7),
        NotFound: a_visit("gone", span(22, 23)),
        DoubleBooking: replace(other, span=span(20.5, 22)),
    }
    with store.writing() as writing:
        before = known(writing.studio(at(0)))
        for error, second in wrong.items():
            with pytest.raises(error):
                writing.save_appointments([moved, second])
            assert known(writing.studio(at(0))) == before
        with pytest.raises(NotFound):
            writing.save_appointments([moved, replace(other, crew=("nobody",))])
        with pytest.raises(StaleVersion):
            writing.save_appointments([moved, replace(moved, span=span(22, 23))])
        assert known(writing.studio(at(0))) == before


def test_who_is_taken_is_named(store: SqlStore, two: tuple[Appointment, Appointment]) -> None:
    one, other = two
    with store.writing() as writing:
        writing.add_appointment(a_visit("v3", span(18, 19), crew="ben"))
        with pytest.raises(DoubleBooking, match=r"^Ana already has"):  # two of the batch
            writing.save_appointments([replace(one, span=span(20, 22)), replace(other, span=span(21, 23))])
        late = [replace(one, crew=("ana", "ben"), span=span(18, 20)), replace(other, span=span(19, 20))]
        with pytest.raises(DoubleBooking, match=r"^Ana and Ben already have"):
            writing.save_appointments(late)


def test_holds_that_are_over_are_let_go(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_hold("h1", minutes=5))
        other = writing.add_appointment(a_visit("v2", span(14, 16)))
    clock.forward(minutes=6)
    with store.writing() as writing:
        writing.save_appointments([replace(other, span=span(10, 12))])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(130))
@given(batches=st.lists(st.lists(VISITS, max_size=5, unique_by=lambda visit: visit.id), max_size=5))
def test_any_sequence_of_batches_is_refused_exactly_where_its_end_overlaps(
    store: SqlStore, clock: Clock, batches: list[list[Appointment]]
) -> None:
    clock.at = at(0)
    stored = {key: a_visit(key, state=State.CANCELLED) for key in "abcde"}
    with store.writing() as writing:
        writing.replace_studio(a_studio())
        for visit in stored.values():
            writing.add_appointment(visit)
        for batch in batches:
            new = [replace(visit, version=stored[visit.id].version) for visit in batch]
            end = [*(stored | {visit.id: visit for visit in new}).values()]
            free = not any(blocks(one, other) for place, one in enumerate(end) for other in end[place + 1 :])
            if free:
                saved = writing.save_appointments(new)
                stored |= {visit.id: visit for visit in saved}
            else:
                with pytest.raises(DoubleBooking):
                    writing.save_appointments(new)
        assert dict(writing.studio(at(0)).appointments) == stored
