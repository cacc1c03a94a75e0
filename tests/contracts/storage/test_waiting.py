"""What waits for a time is found: orders with open services, postponed appointments, holds that ended."""

from dataclasses import replace
from datetime import timedelta

from studio_app.domain.appointment import State
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_hold, a_visit, an_agent, an_order, span

LONG_AGO = NOW - timedelta(days=365)


def test_orders_with_open_services_that_are_wanted(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order("placed"))
        second = writing.save_order(an_order("second", open=("photos",), created_at=NOW + timedelta(hours=1)))
        first = writing.save_order(an_order("first", open=("dusk", "photos")))
        writing.save_order(an_order("unwanted", open=("photos",), cancelled=True))
        assert writing.waiting_orders() == [first, second]
        placed = writing.save_order(replace(first, open=()))
        assert writing.waiting_orders() == [second]
        assert placed.open == ()


def test_appointments_that_wait(store: SqlStore) -> None:
    postponed = a_visit("postponed", span(12, 14), state=State.POSTPONED, reason="snow", order="o1")
    unwanted = a_visit("unwanted", state=State.POSTPONED, order="o2")
    loose = a_visit("loose", span(8, 9), state=State.POSTPONED)
    ended = a_hold("ended", span(15, 16), minutes=-5)
    live = a_hold("live", span(17, 18), minutes=5)
    old = a_hold("old", span(19, 20), minutes=-60)
    others = [a_visit("booked", span(21, 22)), a_visit("cancelled", state=State.CANCELLED)]
    with store.writing() as writing:
        writing.save_agent(an_agent())
        writing.save_order(an_order("o1"))
        writing.save_order(an_order("o2", cancelled=True))
        for item in (postponed, unwanted, loose, ended, live, old, *others):
            writing.add_appointment(item)
        assert writing.waiting_appointments(NOW, NOW - timedelta(minutes=60)) == [loose, postponed, ended]
        at_the_end = NOW + timedelta(minutes=5)
        assert writing.waiting_appointments(at_the_end, LONG_AGO) == [loose, postponed, ended, live, old]
