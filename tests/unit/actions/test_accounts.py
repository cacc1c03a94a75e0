"""Accounts, and whose calendar it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio_app.actions.assign_calendar import AssignCalendar, Assigned, assign_calendar
from studio_app.actions.book_order import Slot
from studio_app.actions.calendar_sources import (
    AddCalendarSource,
    RemoveCalendarSource,
    add_calendar_source,
    remove_calendar_source,
)
from studio_app.actions.connect_account import (
    ConnectCaldav,
    ConnectGoogle,
    Purpose,
    connect_caldav,
    connect_google,
    disconnect_account,
    look_for_calendars,
    sign_in_again,
)
from studio_app.domain.account import Account, account_id
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import (
    BadInput,
    KeyLocked,
    KnownError,
    NotFound,
    SignInNeeded,
)
from studio_app.patience import Patience
from tests.unit.actions.accounts import connect, primary, sources
from tests.unit.actions.calendars import ANAS, KIM, MAIN, FakeAccounts
from tests.unit.actions.conftest import Desk, at

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


def test_only_where_it_may_be_the_primary_calendar_writing_is_asked_for(
    desk: Desk, accounts: FakeAccounts
) -> None:
    connect(desk, accounts)
    connect(desk, accounts, is_primary=True)
    connect(desk, accounts, photographer="ana", calendar="Ana")
    assert accounts.may_write == [True, True, False]


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
    with pytest.raises(
        NotFound, match=r"no calendar that can be used so\. It has: .*\. kim@studio\.test stays connected\."
    ):
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


def test_a_locked_keyring_does_not_keep_an_account(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    accounts.fails = KeyLocked("The keyring of this computer is locked.")
    done = disconnect_account(desk.store, desk.now, "Kim", accounts, KIM.id)
    assert done.warnings == (
        "What opens it may still be in the keyring. The keyring of this computer is locked.",
    )
    with desk.store.reading() as reading:
        assert list(reading.accounts()) == []


def test_the_account_of_the_primary_calendar_stays(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts, is_primary=True)
    with pytest.raises(KnownError, match="Choose another primary calendar first"):
        disconnect_account(desk.store, desk.now, "Kim", accounts, KIM.id)
    assert accounts.signed_out == []


# ---------------------------------------------------------------- whose calendar it is


def assign(desk: Desk, photographer: str, address: str = ANAS.address) -> Assigned:
    return assign_calendar(desk.store, desk.now, "Kim", AssignCalendar(KIM.id, address, photographer))


def test_a_calendar_is_given_to_several_people(desk: Desk, accounts: FakeAccounts) -> None:
    connect(desk, accounts)
    desk.reader.events[ANAS.address] = [OutsideEvent("", Span(at("10:00"), at("11:00")), "Meeting")]
    first = assign(desk, "ana")
    desk.sync()
    assert assign(desk, "ana").say == "Ana is Ana’s already."
    second = assign(desk, "ben")
    assert (second.say, second.warnings) == ("Ana is Ben’s now, and still Ana’s.", ())
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)
    known = {person.id: person.calendar_known for person in studio.photographers}
    assert (len(studio.diaries["ana"].events), known["ana"], known["ben"]) == (1, True, False)
    desk.sync()
    with desk.store.reading() as reading:
        studio = reading.studio(desk.now)
    assert [len(studio.diaries[key].events) for key in ("ana", "ben")] == [1, 1]
    assert first.undo is not None
    first.undo.run(desk.store, desk.now, "Kim")
    assert [each.photographer for each in sources(desk)] == ["ben"]
    with pytest.raises(NotFound, match="not connected"):
        first.undo.run(desk.store, desk.now, "Kim")
    assert second.undo is not None
    second.undo.run(desk.store, desk.now, "Kim")
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
    assert removed.say == f"Disconnected {done.source.shown_address}."
    assert removed.undo is not None
    removed.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert "SECRET" not in repr(reading.history())
    assert [(each.address, each.read_at) for each in sources(desk)] == [(url, None)]
