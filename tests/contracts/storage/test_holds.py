"""Holds that are over block nothing, whenever somebody looks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.domain.appointment import State
from studio_app.errors import DoubleBooking
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, Clock, a_hold, a_studio, a_visit, span


def test_at_its_expiry_a_hold_is_over(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_hold(minutes=15))
    clock.forward(minutes=15, microseconds=-1)
    with pytest.raises(DoubleBooking), store.writing() as writing:
        writing.add_appointment(a_visit())
    clock.forward(microseconds=1)
    with store.writing() as writing:
        writing.add_appointment(a_visit())


def test_its_end_is_in_the_history(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        writing.add_appointment(a_hold(minutes=15))
    now = clock.forward(minutes=20)
    with store.writing() as writing:
        writing.add_appointment(a_visit("v1", span(18, 19)))
        writing.add_appointment(a_visit("v2", span(20, 21)))
    with store.reading() as reading:
        (entry,) = reading.history(appointment="h1")
    assert (entry.who, entry.at, entry.appointment) == ("the program", now, "h1")
    assert entry.before == {"hold_until": (NOW + timedelta(minutes=15)).isoformat()}


def test_the_hold_itself_stays_as_it_was(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        hold = writing.add_appointment(a_hold(minutes=15))
    clock.forward(minutes=20)
    with store.writing() as writing:
        writing.add_appointment(a_visit())
        assert writing.appointment("h1") == hold


def test_one_that_is_over_can_come_back_where_it_is_free(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        hold = writing.add_appointment(a_hold(minutes=15))
    clock.forward(minutes=20)
    with store.writing() as writing:
        longer = writing.save_appointment(replace(hold, hold_until=clock() + timedelta(minutes=5)))
        with pytest.raises(DoubleBooking):
            writing.add_appointment(a_visit())
        writing.save_appointment(replace(longer, state=State.CONFIRMED, hold_until=None))


def test_one_that_is_over_does_not_come_back_where_it_is_taken(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        hold = writing.add_appointment(a_hold(minutes=15))
    clock.forward(minutes=20)
    with store.writing() as writing:
        writing.add_appointment(a_visit())
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(hold, state=State.CONFIRMED, hold_until=None))


def test_a_confirmed_hold_never_ends(store: SqlStore, clock: Clock) -> None:
    with store.writing() as writing:
        hold = writing.add_appointment(a_hold(minutes=15))
        writing.save_appointment(replace(hold, state=State.CONFIRMED))  # its expiry left in place
    clock.forward(days=1)
    with pytest.raises(DoubleBooking), store.writing() as writing:
        writing.add_appointment(a_visit())


def test_an_imported_hold_that_is_over_blocks_nothing(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.replace_studio(a_studio(appointments=[a_hold(minutes=-5), a_visit()]))
        assert list(writing.whole_studio().appointments) == ["h1", "v1"]
