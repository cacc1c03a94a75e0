"""Accounts, the primary calendar, whose calendar it is, and the rules of calendars."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio_app.actions.assign_calendar import AssignCalendar, Assigned, assign_calendar
from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_leftovers import leftovers
from studio_app.actions.calendar_sources import (
    AddCalendarSource,
    RemoveCalendarSource,
    add_calendar_source,
    remove_calendar_source,
)
from studio_app.actions.calendar_states import calendar_states
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.choose_primary import LOCAL, ChoosePrimary, PrimaryChosen, choose_primary
from studio_app.actions.connect_account import (
    ConnectCaldav,
    Connected,
    ConnectGoogle,
    Purpose,
    connect_caldav,
    connect_google,
    disconnect_account,
    look_for_calendars,
    sign_in_again,
)
from studio_app.actions.edit_calendar_rules import EditCalendarRules, edit_calendar_rules
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.actions.try_calendar import try_calendar
from studio_app.domain.account import Account, FoundCalendar, account_id
from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Freshness, Trouble
from studio_app.domain.outside_event import EventKind, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import Span
from studio_app.engine.blocking import Ignored
from studio_app.errors import BadInput, CalendarUnavailable, KnownError, NotFound, SignInNeeded
from studio_app.patience import Patience
from tests.unit.actions.calendars import FakeCalendar
from tests.unit.actions.conftest import Desk, at

MAIN = FoundCalendar("kim@studio.test", "Studio", writable=True, main=True)
ANAS = FoundCalendar("ana@studio.test", "Ana", titles=False)
SHOOTS = FoundCalendar("shoots", "Shoots", writable=True)
KIM = Account(
    account_id("google", "Kim@studio.test"), "google", "kim@studio.test", calendars=(ANAS, MAIN, SHOOTS)
)


@dataclass
class FakeAccounts:
    """A provider at which somebody signs in, or nobody."""

    account: Account = KIM
    fails: KnownError | None = None
    signed_out: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)

    def sign_in_google(
        self, client_file: Path, account: Account | None, show: Callable[[str], None], patience: Patience
    ) -> Account:
        show("https://accounts.google.test/")
        return self._signed_in()

    def sign_in_again(self, account: Account, show: Callable[[str], None], patience: Patience) -> Account:
        return self._signed_in()

    def sign_in_caldav(self, url: str, login: str, password: str, patience: Patience) -> Account:
        self.passwords.append(password)
        self._signed_in()
        return replace(
            self.account, id=account_id("caldav", login, url), kind="caldav", login=login, server=url
        )

    def calendars(self, account: Account, patience: Patience) -> Account:
        return replace(account, calendars=(MAIN,))

    def sign_out(self, account: Account) -> None:
        self.signed_out.append(account.id)

    def _signed_in(self) -> Account:
        if self.fails:
            raise self.fails
        return self.account


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


def connect(desk: Desk, accounts: FakeAccounts, **purpose: object) -> Connected:
    shown: list[str] = []
    command = ConnectGoogle(Path("client.json"), Purpose(**purpose))  # type: ignore[arg-type]
    done = connect_google(desk.store, desk.now, "Kim", accounts, command, shown.append, Patience(1))
    assert shown == ["https://accounts.google.test/"]
    return done


def primary(desk: Desk) -> CalendarSource:
    with desk.store.reading() as reading:
        return reading.primary()


def sources(desk: Desk) -> list[CalendarSource]:
    with desk.store.reading() as reading:
        return list(reading.sources())


def choose(desk: Desk, address: str = MAIN.address, notify: Notify | None = None) -> PrimaryChosen:
    command = ChoosePrimary(KIM.id, address, notify) if address else ChoosePrimary()
    return choose_primary(desk.store, desk.now, "Kim", command)


# ---------------------------------------------------------------- accounts


def test_an_account_is_connected_and_its_calendars_found(desk: Desk, accounts: FakeAccounts) -> None:
    done = connect(desk, accounts)
    assert (done.say, done.account, done.source) == ("Connected kim@studio.test.", KIM, None)
    with desk.store.reading() as reading:
        assert list(reading.accounts()) == [KIM]
        assert reading.history()[0].action == "connected an account"
    assert connect(desk, accounts).say == "Signed in again as kim@studio.test.", "the same one, no second"
    with desk.store.reading() as reading:
        assert len(reading.accounts()) == 1


def test_an_account_for_the_studio_holds_the_primary_calendar(desk: Desk, accounts: FakeAccounts) -> None:
    done = connect(desk, accounts, is_primary=True)
    assert done.say == "Connected kim@studio.test. Studio is the primary calendar now."
    assert done.source == primary(desk)
    assert (primary(desk).kind, primary(desk).address, primary(desk).account) == (
        "google",
        MAIN.address,
        KIM.id,
    )
    assert connect(desk, accounts, is_primary=True, calendar="shoots").source == primary(desk)
    assert primary(desk).address == "shoots"


def test_an_account_for_a_photographer_is_read(desk: Desk, accounts: FakeAccounts) -> None:
    done = connect(desk, accounts, photographer="ana", calendar="Ana")
    assert done.say == "Connected kim@studio.test. Ana is Ana’s now."
    assert [(each.photographer, each.address, each.account) for each in sources(desk)] == [
        ("ana", ANAS.address, KIM.id)
    ]
    desk.reader.events[ANAS.address] = [OutsideEvent("ana", Span(at("10:00"), at("11:00")))]
    assert desk.sync().busy.sources[0].read_at == desk.now


def test_nobody_signs_in_for_nothing(desk: Desk, accounts: FakeAccounts) -> None:
    with pytest.raises(NotFound, match='no photographer "zoe"'):
        connect_google(
            desk.store,
            desk.now,
            "Kim",
            accounts,
            ConnectGoogle(Path("c"), Purpose("zoe")),
            lambda _: pytest.fail("a browser was opened"),
            Patience(1),
        )
    with pytest.raises(NotFound, match=r"no calendar that can be used so\. It has: Ana, Studio, Shoots"):
        connect(desk, accounts, photographer="ana", calendar="Holidays")
    accounts.account = replace(KIM, calendars=(ANAS,))
    with pytest.raises(NotFound):
        connect(desk, accounts, is_primary=True)
    accounts.fails = KnownError("Nobody came.")
    with pytest.raises(KnownError, match="Nobody came"):
        connect(desk, accounts)


def test_a_caldav_server(desk: Desk, accounts: FakeAccounts) -> None:
    command = ConnectCaldav("https://cloud.test/", " ana ", "secret", Purpose("ana"))
    assert "secret" not in repr(command)
    done = connect_caldav(desk.store, desk.now, "Kim", accounts, command, Patience(1))
    assert (done.account.id, accounts.passwords) == ("caldav:ana:https://cloud.test", ["secret"])
    assert done.source is not None
    assert (done.source.kind, done.source.address) == ("caldav", MAIN.address)
    with desk.store.reading() as reading:
        assert "secret" not in repr(reading.history())
    for url, login in (("", "ana"), ("https://cloud.test", "")):
        with pytest.raises(BadInput, match="is missing"):
            connect_caldav(desk.store, desk.now, "Kim", accounts, ConnectCaldav(url, login, ""), Patience(1))


def test_signing_in_again_ends_the_trouble_and_sends_what_waited(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, is_primary=True)
    connect(desk, accounts, photographer="ana", calendar="Ana")
    desk.sync()
    desk.book(Slot(at("10:00"), ("ben",)))
    desk.calendar.broken = SignInNeeded(KIM.id, "Kim must sign in again.")
    desk.reader.events[ANAS.address] = SignInNeeded(KIM.id, "Kim must sign in again.")
    desk.sync()
    assert (primary(desk).trouble, sources(desk)[0].trouble) == (Trouble.SIGN_IN, Trouble.SIGN_IN)
    done = sign_in_again(desk.store, desk.now, "Kim", accounts, KIM.id, lambda _: None, Patience(1))
    assert done.say == "Signed in again as kim@studio.test."
    assert (primary(desk).trouble, sources(desk)[0].trouble) == (Trouble.NONE, Trouble.NONE)
    desk.calendar.broken = None
    assert len(desk.write().written) == 1, "at once"


def test_somebody_else_signs_in(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    accounts.account = Account(account_id("google", "lee@studio.test"), "google", "lee@studio.test")
    with pytest.raises(KnownError, match=r"lee@studio\.test signed in, not kim@studio\.test"):
        sign_in_again(desk.store, desk.now, "Kim", accounts, KIM.id, lambda _: None, Patience(1))
    assert accounts.signed_out == [accounts.account.id]


def test_the_calendars_of_an_account_change(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    done = look_for_calendars(desk.store, desk.now, "Kim", accounts, KIM.id, Patience(1))
    assert (done.say, done.account.calendars) == ("kim@studio.test has 1 calendar.", (MAIN,))
    with pytest.raises(NotFound):
        look_for_calendars(desk.store, desk.now, "Kim", accounts, "nobody", Patience(1))


def test_an_account_is_disconnected_with_all_that_was_read(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, photographer="ana", calendar="Ana")
    desk.reader.events[ANAS.address] = [OutsideEvent("ana", Span(at("10:00"), at("11:00")))]
    desk.sync()
    done = disconnect_account(desk.store, desk.now, "Kim", accounts, KIM.id)
    assert (done.say, sources(desk), accounts.signed_out) == ("Disconnected kim@studio.test.", [], [KIM.id])
    with desk.store.reading() as reading:
        assert reading.studio(desk.now).diaries["ana"].events == ()
    with pytest.raises(NotFound):
        disconnect_account(desk.store, desk.now, "Kim", accounts, KIM.id)


def test_the_account_of_the_primary_calendar_stays(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, is_primary=True)
    with pytest.raises(KnownError, match="Choose another primary calendar first"):
        disconnect_account(desk.store, desk.now, "Kim", accounts, KIM.id)
    assert accounts.signed_out == []


# ---------------------------------------------------------------- whose calendar it is


def assign(desk: Desk, photographer: str, address: str = ANAS.address) -> Assigned:
    return assign_calendar(desk.store, desk.now, "Kim", AssignCalendar(KIM.id, address, photographer))


def test_a_calendar_is_given_and_given_to_somebody_else(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    desk.reader.events[ANAS.address] = [OutsideEvent("ana", Span(at("10:00"), at("11:00")), "Dentist")]
    first = assign(desk, "ana")
    desk.sync()
    assert assign(desk, "ana").say == "Ana is Ana’s already."
    second = assign(desk, "ben")
    assert (second.source.id, second.say) == (first.source.id, "Ana is Ben’s now.")
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)
    assert (studio.diaries["ana"].events, studio.photographer_by_id["ben"].calendar_known) == ((), False)
    desk.sync()
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)
    assert len(studio.diaries["ben"].events) == 1
    assert second.undo is not None
    second.undo.run(desk.store, desk.now, "Kim")
    assert [each.photographer for each in sources(desk)] == ["ana"]
    with pytest.raises(NotFound, match="somebody else"):
        second.undo.run(desk.store, desk.now, "Kim")
    assert first.undo is not None
    first.undo.run(desk.store, desk.now, "Kim")
    assert sources(desk) == []


def test_what_can_not_be_given(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    with pytest.raises(NotFound, match='no photographer "zoe"'):
        assign(desk, "zoe")
    with pytest.raises(NotFound, match="no such calendar"):
        assign(desk, "ana", "elsewhere")


def test_a_feed_is_told_from_a_file_and_its_address_kept_to_itself(desk: Desk) -> None:
    url = "https://outlook.test/owa/calendar/SECRETSECRET/reachcalendar.ics"
    done = add_calendar_source(desk.store, desk.now, "Kim", AddCalendarSource("ana", url), desk.reader)
    assert (done.source.kind, done.source.address) == ("feed", url)
    removed = remove_calendar_source(desk.store, desk.now, "Kim", RemoveCalendarSource(done.source.id))
    assert removed.say == "Disconnected outlook.test/…ar.ics."
    assert removed.undo is not None
    removed.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert "SECRET" not in repr(reading.history())
    assert [(each.address, each.read_at) for each in sources(desk)] == [(url, None)]


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
