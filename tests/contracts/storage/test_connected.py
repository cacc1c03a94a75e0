"""Which calendars are connected, by which accounts, what the studio decided, and how events of ours were seen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_event import CalendarEvent, Guest, Seen, StoredEvent
from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.outside_event import Response
from studio_app.storage import tables
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import (
    NEW_YORK,
    NOW,
    a_source,
    a_studio,
    a_visit,
    an_event,
    put_events,
    span,
)

ACCOUNT = Account(
    "google:office@studio.test",
    "google",
    "office@studio.test",
    details={"client_id": "123", "token_uri": "http://127.0.0.1/token"},
    calendars=(
        FoundCalendar("office@studio.test", "Office", writable=True, main=True),
        FoundCalendar("ana@studio.test", "Ana", titles=False),
    ),
)
GOOGLE = CalendarSource("g1", "", "google", "office@studio.test", "Office", NOW, account=ACCOUNT.id)


def an_own_event(key: str = "e1", **changes: Any) -> CalendarEvent:
    """An event of ours."""
    event = CalendarEvent(
        key, "v1", span(10, 12), NEW_YORK, "Photos", "Gate 5", "55 Summit", (Guest("Ana", "ana@studio.test"),)
    )
    return replace(event, **changes)


def seen(key: str = "e1", etag: str = '"1"') -> Seen:
    """How it was seen."""
    answers = {"ana@studio.test": Response.DECLINED, "jane@homes.test": Response.ACCEPTED}
    return Seen(key, StoredEvent(an_own_event(key), etag, answers), NOW)


# ---------------------------------------------------------------- photographers' calendars


def test_a_source_keeps_why_it_fails_and_since_when(store: SqlStore) -> None:
    broken = a_source(
        problem="Sign in again.",
        trouble=Trouble.SIGN_IN,
        account="google:ana",
        failing_since=NOW - timedelta(hours=3),
        window=span(0, 24),
    )
    with store.writing() as writing:
        writing.save_source(broken)
    with store.reading() as reading:
        assert reading.sources() == [broken]


@pytest.mark.parametrize(
    "changes", [{"photographer": "ben"}, {"kind": "google"}, {"address": "other.ics"}], ids=str
)
def test_another_calendar_is_unread(store: SqlStore, changes: dict[str, Any]) -> None:
    """What it held is not that of the new one, and nothing of the new one is known: nobody is free by mistake."""
    with store.writing() as writing:
        writing.save_source(a_source())
        before = a_source(cursor="page 7", window=span(0, 24))
        pull = Pull((CalendarItem("a", "s", "1", "text"),), whole=True)
        assert writing.take_pull(a_source(), before, pull, {"s": [an_event()]})
        writing.save_source(replace(before, name="Work"))
        assert len(writing.items("ana-google")) == len(writing.events_of("ana-google")) == 1
        writing.save_source(replace(before, **changes))
        assert (writing.items("ana-google"), writing.events_of("ana-google")) == ([], [])
        assert writing.etags("ana-google") == {}
        assert writing.sources() == [replace(a_source(read_at=None), **changes)]
        assert writing.whole_studio().diaries["ana"].events == ()


def test_with_a_source_goes_what_was_read_from_it(store: SqlStore) -> None:
    with store.writing() as writing:
        for key in ("one", "two"):
            writing.save_source(a_source(key))
            pull = Pull((CalendarItem(key, "s", "1", "text"),), whole=True)
            after = a_source(key, cursor="1")
            assert writing.take_pull(a_source(key), after, pull, {"s": [an_event(title=key)]})
        writing.remove_source("one")
        assert (writing.items("one"), writing.events_of("one")) == ([], [])
        assert [item.id for item in writing.items("two")] == ["two"]
        assert [event.title for event in writing.events_of("two")] == ["two"]
        assert len(writing._connection.execute(tables.calendar_items.select()).all()) == 1


def test_a_studio_put_in_the_place_of_another_has_its_calendars_read_again(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_source(a_source())
        after = a_source(cursor="page 7", window=span(0, 24))
        pull = Pull((CalendarItem("a", "s", "1", "text"),), whole=True)
        assert writing.take_pull(a_source(), after, pull, {"s": [an_event()]})
        writing.save_primary(GOOGLE)
        writing.save_account(ACCOUNT)
        writing.see([seen()])
        writing.save_calendar_rules(CalendarRules(titles=False))
        writing.replace_studio(a_studio(appointments=[a_visit()]))
        assert writing.sources() == [a_source(read_at=None)]
        assert writing.items("ana-google") == []
        assert (writing.primary(), writing.accounts(), writing.seen()) == (GOOGLE, [ACCOUNT], [seen()])
        assert not writing.calendar_rules().titles


# ---------------------------------------------------------------- the primary calendar


def test_without_a_choice_the_primary_calendar_is_a_local_one(store: SqlStore) -> None:
    with store.reading() as reading:
        primary = reading.primary()
        assert (primary.kind, primary.photographer, primary.account) == ("local", "", "")
        assert reading.sources() == []


def test_the_primary_calendar_is_none_of_the_sources(store: SqlStore) -> None:
    chosen = replace(GOOGLE, trouble=Trouble.EMPTY, problem="It is empty.", window=span(0, 1), cursor="7")
    with store.writing() as writing:
        writing.save_source(a_source())
        writing.save_primary(chosen)
        writing.save_primary(replace(chosen, cursor="8", failing_since=NOW))
    with store.reading() as reading:
        assert reading.primary() == replace(chosen, cursor="8", failing_since=NOW)
        assert reading.sources() == [a_source()]
        assert all(person.calendar_known for person in reading.studio(NOW).photographers[:1])


def test_what_was_seen_in_another_calendar_is_forgotten(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_primary(GOOGLE)
        writing.see([seen()])
        writing.save_primary(replace(GOOGLE, cursor="8", name="The office"))
        assert writing.seen() == [seen()]
        writing.save_primary(replace(GOOGLE, address="other@studio.test"))
        assert writing.seen() == []


def test_events_of_ours_are_kept_as_they_were_seen(store: SqlStore) -> None:
    deleted, series = Seen("e2", None, NOW), StoredEvent(an_own_event("e3", repeats=True), '"1"')
    with store.writing() as writing:
        writing.see([Seen("e3", series, NOW), seen("e1"), deleted])
    with store.reading() as reading:
        assert reading.seen() == [seen("e1"), deleted, Seen("e3", series, NOW)]
        assert reading.seen(["e3", "none", "e2"]) == [deleted, Seen("e3", series, NOW)]
        assert reading.seen([]) == []
    newer = replace(seen("e1", '"2"'), at=NOW + timedelta(minutes=2))
    with store.writing() as writing:
        writing.see([newer], gone={"e2", "none"})
        assert writing.seen() == [newer, Seen("e3", series, NOW)]


def test_to_have_seen_nothing_is_no_change(store: SqlStore) -> None:
    before = store.data_version()
    with store.writing() as writing:
        writing.see([])
    assert store.data_version() == before


def test_a_zone_that_only_others_know_is_read_as_utc(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.see([seen()])
        stored = tables.seen.c.stored
        value = writing._connection.execute(tables.seen.select()).one().stored
        value["event"]["zone"] = "Mars/Olympus"
        writing._connection.execute(tables.seen.update().values({stored: value}))
        (found,) = writing.seen()
    assert found.stored
    assert found.stored.event == an_own_event(zone=ZoneInfo("UTC"))


# ---------------------------------------------------------------- accounts and rules


def test_accounts_come_as_they_were_connected(store: SqlStore) -> None:
    other = Account("caldav:ana", "caldav", "ana", "https://dav.test")
    with store.writing() as writing:
        writing.save_account(ACCOUNT)
        writing.save_account(other)
        fewer = replace(ACCOUNT, calendars=ACCOUNT.calendars[:1])
        writing.save_account(fewer)
    with store.reading() as reading:
        assert reading.accounts() == [fewer, other]


def test_with_an_account_go_its_calendars(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_account(ACCOUNT)
        writing.save_source(a_source("hers", account=ACCOUNT.id))
        writing.save_source(a_source("file"))
        for key in ("hers", "file"):
            put_events(writing, key, [an_event(title=key)])
        writing.save_primary(GOOGLE)
        writing.see([seen()])
        writing.remove_account(ACCOUNT.id)
    with store.reading() as reading:
        assert reading.accounts() == []
        assert [source.id for source in reading.sources()] == ["file"]
        assert [event.title for event in reading.studio(NOW).diaries["ana"].events] == ["file"]
        assert reading.primary().kind == "local"
        assert reading.seen() == []


def test_no_account_is_no_account(store: SqlStore) -> None:
    """Calendars without one belong to none."""
    with store.writing() as writing:
        writing.save_source(a_source())
        writing.save_primary(replace(GOOGLE, account=""))
        writing.see([seen()])
        writing.remove_account("")
        writing.remove_account("gone")
        assert writing.sources() == [a_source()]
        assert writing.primary() == replace(GOOGLE, account="")
        assert writing.seen() == [seen()]


def test_rules_are_those_that_were_decided(store: SqlStore) -> None:
    with store.reading() as reading:
        assert reading.calendar_rules() == CalendarRules()
    rules = CalendarRules(5, titles=False, keep_days=7, take_free_moves=True)
    with store.writing() as writing:
        writing.save_calendar_rules(rules)
        assert writing.calendar_rules() == rules
        # A newer program may know of more rules, an older one of fewer.
        writing.set_setting("calendar_rules", '{"stale_minutes": 30, "colour": "red"}')
        assert writing.calendar_rules() == CalendarRules(30)
