"""The primary calendar, the states of all calendars, and their rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_leftovers import leftovers
from studio_app.actions.calendar_sources import (
    AddCalendarSource,
    add_calendar_source,
)
from studio_app.actions.calendar_states import calendar_states
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.choose_primary import LOCAL
from studio_app.actions.edit_calendar_rules import EditCalendarRules, edit_calendar_rules
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.actions.sync_calendars import LEAST_SECONDS, sync_calendars
from studio_app.actions.try_calendar import try_calendar
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import Freshness, Trouble
from studio_app.domain.outside_event import EventKind, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import Span
from studio_app.engine.blocking import Ignored
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, KnownError, NotFound, Stopped
from studio_app.patience import Patience
from tests.unit.actions.accounts import choose, connect, primary, sources
from tests.unit.actions.calendars import ANAS, MAIN, SHOOTS, FakeAccounts, FakeCalendar
from tests.unit.actions.conftest import Desk, at

# ---------------------------------------------------------------- the primary calendar


def test_what_is_to_come_goes_to_the_new_calendar_and_leaves_the_old_one(
    desk: Desk, accounts: FakeAccounts
) -> None:
    over = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    to_come = desk.book(Slot(at("10:00", 18), ("ana",))).appointments[0]
    called_off = desk.book(Slot(at("10:00", 18), ("ben",))).appointments[0]
    desk.sync()
    desk.clock.now += timedelta(days=2)
    waiting = desk.book(Slot(at("14:00", 18), ("ana",))).appointments[0]
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(called_off.id))
    old, desk.calendar = desk.calendar, FakeCalendar()
    old_id = desk.entry(to_come.id).event
    connect(desk, accounts)
    done = choose(desk)
    assert (done.say, done.moving) == ("Studio is the primary calendar now; 2 events go there.", 2)
    old.mails.clear()
    desk.opener.calendars[""] = old
    desk.sync()
    assert {event.appointment for event in desk.calendar.events.values()} == {to_come.id, waiting.id}
    assert {event.appointment for event in old.events.values()} == {over.id}, "what is over stays"
    assert old.mails == [], "nobody hears that anything was cancelled"
    assert len(desk.calendar.mails) == 4, "nobody was invited by the calendar on this computer"
    assert desk.entry(to_come.id).event != old_id
    with desk.store.reading() as reading:
        assert (leftovers(reading), reading.unwritten()) == ([], [])
    cancel_appointment(desk.store, desk.now, "Kim", CancelAppointment(over.id))
    assert desk.sync().differences == {}


def test_the_old_calendar_is_cleared_only_once_the_new_one_is_written(
    desk: Desk, accounts: FakeAccounts
) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.sync()
    old, desk.calendar = desk.calendar, FakeCalendar()
    connect(desk, accounts)
    choose(desk)
    desk.opener.calendars[""] = old
    desk.calendar.broken = CalendarUnavailable("It is away.")
    desk.sync()
    assert len(old.events) == 1
    desk.calendar.broken = None
    desk.clock.now += timedelta(minutes=10)
    desk.sync()
    assert (len(desk.calendar.events), old.events) == (1, {})


def test_an_old_calendar_that_is_away_is_cleared_later(desk: Desk, accounts: FakeAccounts) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.sync()
    old, desk.calendar = desk.calendar, FakeCalendar()
    connect(desk, accounts)
    choose(desk)
    assert "still holds events of the studio" in desk.sync().warnings[0]
    read_busy_times(desk.store, desk.now, desk.reader)
    desk.opener.calendars[""] = old
    desk.sync()
    assert old.events == {}


def test_from_one_account_to_another_nobody_is_told(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, is_primary=True)
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.sync()
    old, desk.calendar = desk.calendar, FakeCalendar()
    desk.opener.calendars[MAIN.address] = old
    choose(desk, SHOOTS.address)
    desk.sync()
    assert (old.events, desk.calendar.mails, len(desk.calendar.events)) == ({}, [], 1)
    back, desk.calendar = desk.calendar, old
    desk.opener.calendars[SHOOTS.address] = back
    choose(desk, MAIN.address, Notify.EVERYONE)
    desk.sync()
    assert (back.events, len(old.events)) == ({}, 1), "and back again"
    assert choose(desk).say == "It is the primary calendar already."
    assert choose(desk, "").source == LOCAL


def test_what_can_not_be_the_primary_calendar(desk: Desk, accounts: FakeAccounts) -> None:
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    desk.sync()
    connect(desk, accounts)
    with pytest.raises(BadInput, match="Ana can only be read"):
        choose(desk, ANAS.address)
    desk.calendar.move(desk.entry(item.id).event, at("14:00"))
    desk.sync()
    with pytest.raises(KnownError, match="1 event in the calendar was changed by hand"):
        choose(desk)
    assert primary(desk).kind == "local"


def test_a_write_that_is_under_way_while_the_calendar_changes_leaves_nothing_behind(
    desk: Desk, accounts: FakeAccounts
) -> None:
    """It was prepared for the old calendar, and came to the new one."""
    item = desk.book(Slot(at("10:00"), ("ana",))).appointments[0]
    connect(desk, accounts)

    def another_desk() -> None:
        choose(desk)

    desk.calendar.before = another_desk
    desk.opener.calendars = {"": FakeCalendar(), MAIN.address: desk.calendar}
    desk.sync()
    desk.sync()
    assert list(desk.calendar.events) == [desk.entry(item.id).event]


# ---------------------------------------------------------------- looking at them


def test_a_connection_is_tested(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, photographer="ana", calendar="Ana")
    desk.reader.events[ANAS.address] = [OutsideEvent("ana", Span(at("10:00"), at("11:00")))]
    (source,) = sources(desk)

    def test(key: str) -> str:
        return try_calendar(desk.store, desk.clock, desk.calendar, desk.reader, key).say

    assert test(source.id) == "Ana answers: 1 event."
    assert test(primary(desk).id) == (
        "The calendar on this computer answers. Nothing was changed in the calendar."
    )
    desk.reader.events[ANAS.address] = CalendarUnavailable("It is away.")
    desk.calendar.broken = CalendarUnavailable("It is away.")
    assert (test(source.id), test(primary(desk).id)) == ("It is away.", "It is away.")
    with pytest.raises(NotFound):
        test("nothing")


def test_the_states_of_all_calendars(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, photographer="ana", calendar="Ana")
    desk.book(Slot(at("13:00"), ("ben",)))
    when = Span(at("10:00"), at("11:00"))
    busy = OutsideEvent("ana", when, "Dentist")
    desk.reader.events[ANAS.address] = [
        busy,
        replace(busy, title="Free", show_as=ShowAs.FREE),
        replace(busy, title="No", response=Response.DECLINED),
        replace(busy, title="Perhaps", response=Response.NEEDS_ACTION),
        replace(busy, title="Home", kind=EventKind.WORKING_LOCATION),
        replace(busy, title="Away", kind=EventKind.OUT_OF_OFFICE),
    ]
    states = calendar_states(desk.store, desk.now)
    assert (states.primary.freshness, states.primary.waiting) == (Freshness.NEVER, 1)
    desk.sync()
    states = calendar_states(desk.store, desk.now)
    (row,) = states.rows
    assert (row.photographer.id, row.freshness, row.events, row.login) == (
        "ana",
        Freshness.FRESH,
        6,
        "kim@studio.test",
    )
    assert row.ignored == {
        Ignored.FREE: 1,
        Ignored.DECLINED: 1,
        Ignored.UNANSWERED: 1,
        Ignored.WORKING_LOCATION: 1,
    }
    assert (states.primary.written, states.primary.waiting) == (1, 0)
    assert calendar_states(desk.store, desk.now + timedelta(hours=1)).rows[0].freshness is Freshness.STALE


# ---------------------------------------------------------------- rules


def titles(desk: Desk) -> list[str]:
    with desk.store.reading() as reading:
        return sorted(event.title for event in reading.studio(desk.now).diaries["ana"].events)


def test_without_titles_those_that_are_kept_go_at_once(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [
        OutsideEvent("ana", Span(at(hour), at("17:00")), hour) for hour in ("10:00", "11:00", "12:00")
    ]
    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    done = edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(CalendarRules(titles=False)))
    assert titles(desk) == ["", "", ""]
    (source,) = sources(desk)
    with desk.store.reading() as reading:
        assert reading.items(source.id) == []
    desk.sync()
    assert titles(desk) == ["", "", ""]
    assert done.undo is not None
    undone = done.undo.run(desk.store, desk.now, "Kim")
    assert undone.say == "Undone: the rules of calendars."
    desk.sync()
    assert titles(desk) == ["10:00", "11:00", "12:00"]


def test_a_calendar_that_is_empty_while_titles_go_is_not_believed(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = [
        OutsideEvent("ana", Span(at(hour), at("17:00")), hour) for hour in ("10:00", "11:00", "12:00")
    ]
    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(CalendarRules(titles=False)))
    desk.reader.events["ana.ics"] = []
    desk.sync()
    assert sources(desk)[0].trouble is Trouble.EMPTY


def test_whoever_connects_a_calendar_can_end_its_first_reading(desk: Desk) -> None:
    """The calendar stays, and is read by the next round."""
    patience = Patience(60)
    desk.reader.events["ana.ics"] = Stopped()
    desk.reader.during = patience.cancel
    command = AddCalendarSource("ana", "ana.ics")
    done = add_calendar_source(desk.store, desk.now, "Kim", command, desk.reader, patience)
    assert desk.reader.patience is patience
    assert (done.source.problem, done.source.read_at) == ("", None)
    assert [source.photographer for source in sources(desk)] == ["ana"]


def titles_go(desk: Desk) -> None:
    edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(CalendarRules(titles=False)))


@pytest.mark.parametrize("known", [False, True])
def test_a_reading_with_titles_that_ends_once_they_go_is_not_kept(desk: Desk, known: bool) -> None:
    """Even where nothing else of the calendar changed meanwhile, as it was to be read from its beginning anyway."""
    desk.reader.events["ana.ics"] = CalendarOffline("Away.")
    if known:
        desk.reader.events["ana.ics"] = [OutsideEvent("ana", Span(at("10:00"), at("17:00")), "Surgery")]
    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    if known:
        titles_go(desk)
        edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(CalendarRules()))
        assert sources(desk)[0].cursor == ""
    desk.reader.events["ana.ics"] = [OutsideEvent("ana", Span(at("10:00"), at("17:00")), "Surgery")]
    desk.reader.during = lambda: titles_go(desk)
    desk.sync()
    with desk.store.reading() as reading:
        (source,) = reading.sources()
        assert "Surgery" not in repr((reading.items(source.id), reading.events_of(source.id)))
    desk.sync()
    assert titles(desk) == [""]


def test_a_problem_that_names_an_event_goes_with_the_titles(desk: Desk) -> None:
    desk.reader.events["ana.ics"] = CalendarUnavailable("The event “Surgery” has no start.")
    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    assert "Surgery" in sources(desk)[0].problem
    desk.reader.during = lambda: titles_go(desk)
    desk.sync()
    (source,) = sources(desk)
    assert (source.trouble, "Surgery" in source.problem, bool(source.problem)) == (
        Trouble.FAILING,
        False,
        True,
    )


def test_rules_have_bounds(desk: Desk) -> None:
    for rules in (
        CalendarRules(stale_minutes=0),
        CalendarRules(keep_days=-1),
        CalendarRules(keep_days=10**6),
    ):
        with pytest.raises(BadInput):
            edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(rules))
    same = edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(CalendarRules()))
    assert same.undo is None
    changed = CalendarRules(stale_minutes=30)
    edit_calendar_rules(desk.store, desk.now, "Kim", EditCalendarRules(changed))
    with desk.store.reading() as reading:
        assert reading.calendar_rules() == changed
        assert reading.history()[0].after["stale_minutes"] == 30


def test_writes_that_a_wrong_clock_put_off_are_made_all_the_same(desk: Desk) -> None:
    desk.book(Slot(at("10:00"), ("ana",)))
    desk.clock.now += timedelta(days=365)
    desk.calendar.broken = CalendarUnavailable("It is away.")
    desk.write()
    desk.clock.now -= timedelta(days=365)
    desk.calendar.broken = None
    assert desk.write().written == ()
    assert len(desk.sync().written.written) == 1


def test_a_primary_calendar_that_hangs_makes_nobody_unknown(desk: Desk) -> None:
    """However long it kept the round waiting, the others are read."""
    seconds = 0.0
    patience = Patience(60, lambda: seconds)

    def hang() -> None:
        nonlocal seconds
        seconds += 90

    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    desk.book(at("10:00"))
    desk.calendar.before = hang
    sync_calendars(desk.store, desk.clock, desk.calendar, desk.reader, lambda: 0.5, patience)
    assert patience.is_over
    assert desk.reader.patience is not None
    assert desk.reader.patience.left == LEAST_SECONDS
    patience.cancel()
    assert desk.reader.patience.is_cancelled


@pytest.mark.logs("reading the primary calendar failed")
def test_a_primary_calendar_that_trips_the_program_up_keeps_no_other_from_being_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", "ana.ics"), desk.reader)
    desk.reader.events["ana.ics"] = [OutsideEvent("ana", Span(at("10:00"), at("17:00")), "Surgery")]

    def changes(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.calendar, "changes", changes)
    done = desk.sync()
    assert "ZeroDivisionError" in done.primary.source.problem
    assert done.primary.source.trouble is Trouble.FAILING
    assert titles(desk) == ["Surgery"]
