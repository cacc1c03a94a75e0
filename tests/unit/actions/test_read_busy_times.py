"""Reading photographers' calendars: only what changed, nothing half, nothing unknown taken for free."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_sources import (
    RemoveCalendarSource,
    remove_calendar_source,
)
from studio_app.actions.calendar_trouble import said_of
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.read_busy_times import Terms, read_busy_times
from studio_app.domain.calendar_item import Errand, Whose
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Kind
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import DateSpan, Span
from studio_app.errors import (
    BadInput,
    CalendarOffline,
    CalendarUnavailable,
    NotFound,
    NotSignedInHere,
    SignInNeeded,
    Stopped,
)
from studio_app.patience import Patience
from tests.unit.actions.busy import (
    BROKEN,
    DENTIST,
    FULL,
    connect,
    event,
    knows,
    read,
    set_rules,
    source,
)
from tests.unit.actions.conftest import MONDAY, Desk, at

# ---------------------------------------------------------------- connecting


def test_a_calendar_is_connected_and_read_at_once(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [DENTIST]
    done = connect(desk)
    assert (done.say, done.source.read_at, done.source.problem) == (
        "Connected a calendar of Ana.",
        MONDAY,
        "",
    )
    assert knows(desk) == (True, ["Dentist"])
    assert desk.reader.asked == ["ana.ics"]
    whose = desk.reader.whose
    assert whose is not None
    assert (whose.photographer, whose.owner_email, whose.zone) == (
        "ana",
        "ana@studio.test",
        "America/New_York",
    )


def test_a_calendar_that_is_disconnected_is_forgotten(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [DENTIST]
    added = connect(desk).source
    done = remove_calendar_source(desk.store, desk.now, "Kim", RemoveCalendarSource(added.id))
    assert done.say == "Disconnected Google."
    assert knows(desk) == (True, [])
    with pytest.raises(NotFound):
        remove_calendar_source(desk.store, desk.now, "Kim", RemoveCalendarSource(added.id))


def test_what_can_not_be_connected(desk: Desk) -> None:
    connect(desk)
    with pytest.raises(BadInput, match="connected already"):
        connect(desk)
    with pytest.raises(BadInput, match="address: is missing"):
        connect(desk, address=" ")
    with pytest.raises(NotFound, match='no photographer "zoe"'):
        connect(desk, "zoe")


# ---------------------------------------------------------------- what changed


def test_only_what_changed_is_written_out_again(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    desk.reader.written_out.clear()
    assert read(desk).changes.kinds == {Kind.CALENDARS}
    assert desk.reader.written_out == []
    desk.reader.events["ana.ics"] = [*FULL[1:], event("Dentist", hour=9)]
    assert read(desk).changes.kinds == {Kind.CALENDARS, Kind.EVENTS}
    assert desk.reader.written_out == ["Dentist"]
    assert knows(desk) == (True, ["Dentist", "Lunch", "School"])
    desk.reader.events["ana.ics"] = FULL[1:]
    read(desk)
    assert knows(desk) == (True, ["Lunch", "School"])


def test_a_feed_that_gives_everything_each_time_is_compared(desk: Desk) -> None:
    desk.reader.whole = True
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    desk.reader.written_out.clear()
    desk.reader.events["ana.ics"] = [*FULL[1:], event("Yoga", 18)]
    read(desk)
    assert desk.reader.written_out == ["Yoga"]
    assert knows(desk) == (True, ["Lunch", "School", "Yoga"])


def test_a_new_day_writes_everything_out_again(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    first = source(desk).window
    desk.reader.written_out.clear()
    desk.clock.now += timedelta(days=1)
    read(desk)
    assert sorted(desk.reader.written_out) == ["Dentist", "Lunch", "School"]
    window = source(desk).window
    assert first is not None
    assert window == Span(first.start + timedelta(days=1), first.end + timedelta(days=1))


def test_events_that_are_too_old_are_dropped(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [event("Old", 5), event("Newer", 9), *FULL]
    set_rules(desk, keep_days=7)
    connect(desk)
    assert knows(desk) == (True, ["Dentist", "Lunch", "Newer", "School"])
    desk.clock.now += timedelta(days=3)
    read(desk)
    assert knows(desk) == (True, ["Dentist", "Lunch", "School"])


def test_titles_are_left_out_where_the_studio_says_so(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL[:1]
    set_rules(desk, titles=False)
    connect(desk)
    assert knows(desk) == (True, [""])


def test_only_some_peoples_calendars(desk: Desk) -> None:
    connect(desk)
    connect(desk, "ben", "ben.ics")
    desk.reader.asked.clear()
    read(desk, "ben")
    assert desk.reader.asked == ["ben.ics"]
    desk.reader.asked.clear()
    read(desk, terms=Terms(sources={source(desk).id}))
    assert desk.reader.asked == ["ana.ics"]
    assert read(desk, "nobody").changes.kinds == frozenset()


def test_the_reader_learns_which_events_are_ours(desk: Desk) -> None:
    kept = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    gone = desk.book(Slot(at("13:00"), ("ana",))).appointments[0]
    desk.book(Slot(at("13:00"), ("ben",)))
    desk.write()
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(gone.id))
    desk.reader.events["ana.ics"] = FULL[:1]
    connect(desk)
    with desk.store.reading() as reading:
        entries = {entry.appointment: entry.event for entry in reading.outbox([kept.id, gone.id])}
    assert desk.reader.whose is not None
    assert desk.reader.whose.ours > set(entries.values()), "its removal is still owed"
    assert desk.reader.whose.ours_at == (kept.span, gone.span)
    desk.write()
    desk.reader.events["ana.ics"] = FULL[:2]
    read(desk)
    assert entries[gone.id] not in desk.reader.whose.ours, "whoever brings it back, takes the time"
    assert set(desk.reader.whose.ours_at) == {kept.span}


# ---------------------------------------------------------------- trouble


@pytest.mark.parametrize(
    "error, trouble, known",
    [
        (BROKEN, Trouble.FAILING, False),
        (SignInNeeded("google:ana", "Ana must sign in again."), Trouble.SIGN_IN, False),
        (CalendarOffline("No network."), Trouble.OFFLINE, True),
    ],
)
def test_a_calendar_that_can_not_be_read_is_not_free(
    desk: Desk, error: CalendarUnavailable, trouble: Trouble, known: bool
) -> None:
    desk.reader.events["ana.ics"] = [DENTIST]
    connect(desk)
    desk.reader.events["ana.ics"] = error
    desk.clock.now += timedelta(minutes=2)
    done = read(desk)
    assert done.warnings == (said_of(error),)
    assert [(one.trouble, one.read_at, one.failing_since) for one in done.failed] == [
        (trouble, MONDAY, desk.now)
    ]
    assert knows(desk) == (known, ["Dentist"]), "what was known stays to be seen"
    since = desk.now
    desk.clock.now += timedelta(minutes=14)
    read(desk)
    assert source(desk).failing_since == since
    assert knows(desk)[0] is False, "and in the end it is too old"
    desk.reader.events["ana.ics"] = []
    assert read(desk).failed == ()
    assert (knows(desk), source(desk).failing_since) == ((True, []), None)


def test_a_calendar_that_must_not_be_trusted_stays_so_while_it_is_away(desk: Desk) -> None:
    connect(desk)
    desk.reader.events["ana.ics"] = BROKEN
    read(desk)
    desk.reader.events["ana.ics"] = CalendarOffline("No network.")
    read(desk)
    assert (source(desk).trouble, knows(desk)[0]) == (Trouble.FAILING, False)


@pytest.mark.parametrize("before", [None, BROKEN, CalendarOffline("No network.")])
def test_a_reading_that_somebody_ends_is_no_trouble_of_the_calendar(
    desk: Desk, before: CalendarUnavailable | None
) -> None:
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    if before is not None:
        desk.reader.events["ana.ics"] = before
        read(desk)
    known, version = source(desk), desk.store.data_version()
    desk.reader.events["ana.ics"] = Stopped()
    desk.clock.now += timedelta(minutes=2)
    done = read(desk)
    assert (source(desk), desk.store.data_version()) == (known, version)
    assert isinstance(done.unread[known.id], Stopped), "whoever asked is told all the same"


def test_a_desk_without_the_key_leaves_a_calendar_to_the_others(desk: Desk) -> None:
    connect(desk)
    before = source(desk)
    version = desk.store.data_version()
    desk.reader.events["ana.ics"] = NotSignedInHere("It was connected at another desk.")
    done = read(desk)
    assert (source(desk), desk.store.data_version(), done.failed) == (before, version, ())
    desk.clock.now += timedelta(minutes=16)
    assert knows(desk)[0] is False, "its age decides"


def test_an_item_that_can_not_be_understood_takes_the_whole_calendar(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.reader.events["ana.ics"] = FULL[:1]
    connect(desk)
    cursor = source(desk).cursor

    def refuse(*_: object) -> None:
        raise BROKEN

    monkeypatch.setattr(desk.reader, "occurrences", refuse)
    desk.reader.events["ana.ics"] = FULL
    read(desk)
    assert knows(desk) == (False, ["Dentist"])
    monkeypatch.undo()
    assert source(desk).cursor == cursor, "it is read from there again"
    read(desk)
    assert knows(desk) == (True, ["Dentist", "Lunch", "School"])


def test_one_broken_calendar_does_not_keep_the_others(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = BROKEN
    connect(desk)
    connect(desk, "ben", "ben.ics")
    done = read(desk)
    assert done.say == "Read 1 of 2 calendars."
    assert (knows(desk)[0], knows(desk, "ben")[0]) == (False, True)


# ---------------------------------------------------------------- sudden emptiness


@pytest.mark.parametrize("now", [[], [event("Far", 1)]])
def test_a_calendar_that_is_empty_all_of_a_sudden_is_not_believed(
    desk: Desk, now: list[OutsideEvent]
) -> None:
    desk.reader.whole = True
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    set_rules(desk, keep_days=7)
    desk.reader.events["ana.ics"] = now
    (kept,) = read(desk).failed
    assert kept.trouble is Trouble.EMPTY
    assert knows(desk) == (False, ["Dentist", "Lunch", "School"])
    read(desk)
    assert knows(desk)[0] is False, "nor the second time"
    desk.reader.events["ana.ics"] = CalendarOffline("No network.")
    read(desk)
    assert source(desk).trouble is Trouble.EMPTY, "nor when it is away"
    desk.reader.events["ana.ics"] = FULL[:1]
    read(desk)
    assert knows(desk) == (True, ["Dentist"])


def test_a_person_may_believe_it(desk: Desk) -> None:
    desk.reader.whole = True
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    desk.reader.events["ana.ics"] = []
    read(desk)
    read(desk, terms=Terms(believed={source(desk).id}))
    assert knows(desk) == (True, [])


def test_events_that_were_deleted_one_by_one_are_gone(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    desk.reader.events["ana.ics"] = []
    read(desk)
    assert knows(desk) == (True, [])


def test_a_calendar_may_become_empty_by_growing_old(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL
    connect(desk)
    desk.clock.now += timedelta(weeks=9)
    read(desk)
    assert knows(desk) == (True, [])


def test_all_day_events_count_too(desk: Desk) -> None:
    days = [
        OutsideEvent("ana", DateSpan(date(2026, 6, day), date(2026, 6, day + 1)), f"Day {day}")
        for day in (16, 17, 18)
    ]
    desk.reader.whole = True
    desk.reader.events["ana.ics"] = days
    connect(desk)
    desk.reader.events["ana.ics"] = []
    read(desk)
    assert source(desk).trouble is Trouble.EMPTY


@pytest.mark.logs("writing out a calendar of ana failed")
def test_a_calendar_that_trips_the_program_up_keeps_no_other_from_being_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(desk)
    connect(desk, "ben", "ben.ics")
    real = desk.reader.occurrences

    def occurrences(kind: str, items: object, span: Span, whose: Whose) -> object:
        if whose.photographer == "ana":
            raise ZeroDivisionError
        return real(kind, items, span, whose)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.reader, "occurrences", occurrences)
    desk.reader.events |= {"ana.ics": [DENTIST], "ben.ics": [DENTIST]}
    done = read(desk)
    assert "ZeroDivisionError" in str(next(iter(done.unread.values())))
    assert knows(desk)[0] is False
    assert knows(desk, "ben") == (True, ["Dentist"])


# ---------------------------------------------------------------- others at the same time


def test_a_calendar_removed_while_it_is_read(desk: Desk) -> None:
    added = connect(desk).source

    class Remover:
        def pull(self, errands: Sequence[Errand], _: Patience) -> Iterator[tuple[CalendarSource, object]]:
            remove_calendar_source(desk.store, desk.now, "Lee", RemoveCalendarSource(added.id))
            yield from desk.reader.pull(errands, Patience(1))

        occurrences, thinned = desk.reader.occurrences, desk.reader.thinned

    desk.reader.events["ana.ics"] = [DENTIST]
    assert read_busy_times(desk.store, desk.now, Remover()).sources == ()  # type: ignore[arg-type]
    assert knows(desk) == (True, [])


def test_what_another_desk_read_meanwhile_stays(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = FULL[:1]
    connect(desk)

    def another_desk() -> None:
        desk.reader.events["ana.ics"] = FULL
        desk.clock.now += timedelta(seconds=1)
        read(desk)

    desk.reader.events["ana.ics"] = FULL[:2]
    desk.reader.during = another_desk
    read(desk)
    assert knows(desk) == (True, ["Dentist", "Lunch", "School"])
