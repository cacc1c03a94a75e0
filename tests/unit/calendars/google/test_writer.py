"""The studio's calendar at the stand-in for Google: what is sent, and what comes of answers that get lost."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.calendars.google.scopes import scopes_for
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.google.writer import LISTED, GoogleCalendar
from studio_app.calendars.secrets import Secrets
from studio_app.domain.account import Account
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, Written
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, EventChanged, SignInNeeded
from studio_app.patience import Patience
from tests.support.google_server import Fault, GoogleServer, How, Kind, faults
from tests.support.keyrings import MemoryKeyring

STUDIO, ANA = "studio@example.com", "ana@studio.test"
NINE = datetime(2026, 6, 16, 13, tzinfo=UTC)
EVENT = CalendarEvent(
    "0a1b2c3d",
    "a-1",
    Span(NINE, NINE + timedelta(hours=2)),
    ZoneInfo("America/New_York"),
    "Photos",
    "Lockbox <4711>",
    "55 Summit Avenue",
    (Guest("Dana Reed", "dana@reed.test"), Guest("Ana", ANA)),
)
MOVED = replace(EVENT, span=EVENT.span.moved_to(NINE + timedelta(days=1)))


class Studio:
    """A studio whose primary calendar is at Google."""

    def __init__(self, google: GoogleServer) -> None:
        self.google = google
        self.host = google.person(STUDIO)
        self.ana = google.person(ANA)
        client = google.client()["installed"]
        details = {name: client[name] for name in ("client_id", "auth_uri", "token_uri")}
        account = Account("google:s", "google", STUDIO, details=details)
        keyring = MemoryKeyring()
        secrets = Secrets(lambda: keyring)
        secrets.set(account.id, google.sign_in.grant(STUDIO, *scopes_for(write=True)).refresh)
        secrets.set(client_entry(account.id), client["client_secret"])
        self.patience = 20.0
        self.waiting: list[Patience] = []
        self.sessions = Sessions({account.id: account}.get, secrets)
        self.calendar = GoogleCalendar(
            self.sessions,
            account.id,
            STUDIO,
            name="Studio",
            clock=lambda: NINE,
            patience=self._patience,
            jitter=lambda: 0.0,
        )

    def _patience(self) -> Patience:
        self.waiting.append(Patience(self.patience))
        return self.waiting[-1]

    def put(self, event: CalendarEvent = EVENT, last: Written | None = None) -> Written:
        return Written(self.calendar.put(event, last), event)

    def removed(self, event: CalendarEvent, last: Written | None) -> None:
        self.calendar.remove(event.id, last)

    def stop(self) -> None:
        self.waiting[-1].cancel()

    def asked(self, *methods: str) -> int:
        return sum(
            len(self.google.requests_of(f"events.{method}"))
            for method in methods or ("insert", "update", "delete")
        )

    def mailed(self, kind: Kind, to: str = ANA) -> int:
        return len([mail for mail in self.google.mails if mail.kind is kind and mail.to == to])


@pytest.fixture
def studio(google_server: GoogleServer) -> Studio:
    return Studio(google_server)


def test_a_booking_is_one_request_and_one_mail_each(studio: Studio) -> None:
    studio.put()
    assert studio.asked("insert", "get", "update") == 1
    (request,) = studio.google.requests_of("events.insert")
    assert request.query["sendUpdates"] == ["all"]
    assert request.body["start"]["timeZone"] == "America/New_York"
    assert request.body["extendedProperties"]["private"] == {"studioDeskAppointment": "a-1"}
    assert studio.mailed(Kind.INVITATION) == studio.mailed(Kind.INVITATION, "dana@reed.test") == 1


def test_a_change_is_made_with_if_match(studio: Studio) -> None:
    first = studio.put()
    second = studio.put(MOVED, first)
    (request,) = studio.google.requests_of("events.update")
    assert request.headers["if-match"] == first.etag
    assert studio.mailed(Kind.UPDATE) == 1
    studio.calendar.remove(EVENT.id, second)
    (request,) = studio.google.requests_of("events.delete")
    assert request.headers["if-match"] == second.etag
    assert request.query["sendUpdates"] == ["all"]
    assert studio.mailed(Kind.CANCELLATION) == 1


@pytest.mark.parametrize("notify", [Notify.NOBODY, Notify.PHOTOGRAPHERS])
def test_nobody_hears_of_it(studio: Studio, notify: Notify) -> None:
    """Google mails all guests or none: photographers see the change in their calendars."""
    etag = studio.calendar.put(EVENT, None, notify)
    etag = studio.calendar.put(MOVED, Written(etag, EVENT), notify)
    studio.calendar.remove(EVENT.id, Written(etag, MOVED), notify)
    assert list(studio.google.mails) == []
    assert {
        request.query["sendUpdates"][0]
        for request in studio.google.requests
        if request.verb in ("POST", "PUT", "DELETE") and request.method.startswith("events")
    } == {"none"}


def test_the_same_again_is_not_written(studio: Studio) -> None:
    first = studio.put()
    before = studio.asked("update")
    assert studio.put(EVENT, first) == first
    assert studio.put(EVENT, Written('"an older one"', EVENT)) == first
    assert studio.put(EVENT).etag == first.etag
    assert studio.asked("update") == before
    assert studio.mailed(Kind.INVITATION) == 1


# ---------------------------------------------------------------- answers that get lost

LOST = [
    faults.reset(after=True),
    faults.broken(500, after=True),
    faults.broken(503, after=True),
    faults.rate_limited(429, after=True),
    *(faults.spoilt(how) for how in (How.TRUNCATED, How.CUT_JSON, How.MALFORMED)),
    faults.reset(),
    faults.broken(500),
    faults.rate_limited(403),
]


@pytest.mark.parametrize("fault", LOST, ids=lambda fault: f"{fault.how} {fault.status} {fault.after}")
@pytest.mark.parametrize("method", ["insert", "update", "delete", "get"])
def test_a_lost_answer_makes_no_second_event_and_no_second_mail(
    studio: Studio, fault: Fault, method: str
) -> None:
    if method == "insert":
        studio.google.faults.order(replace(fault, method="events.insert"))
    last = studio.put()
    if method in ("update", "get"):
        studio.google.faults.order(replace(fault, method=f"events.{method}"))
    last = studio.put(MOVED, last)
    if method == "delete":
        studio.google.faults.order(replace(fault, method="events.delete"))
    stored = studio.calendar.find(EVENT.id)
    assert stored is not None
    assert stored.event == MOVED
    assert len(studio.host.events()) == 1
    studio.calendar.remove(EVENT.id, last)
    assert studio.host.events() == []
    assert [studio.mailed(kind) for kind in (Kind.INVITATION, Kind.UPDATE, Kind.CANCELLATION)] == [1, 1, 1]
    assert studio.google.faults.left == 0


@pytest.mark.parametrize("method", ["insert", "update", "delete"])
def test_a_write_that_was_given_up_is_repeated_without_harm(studio: Studio, method: str) -> None:
    """The answer never comes; the program is told to try again later, and finds its own write."""
    last = None if method == "insert" else studio.put()
    wanted = EVENT if method == "insert" else MOVED
    studio.google.faults.order(faults.hang(20, after=True, method=f"events.{method}"))
    studio.patience = 0.5
    work = studio.removed if method == "delete" else studio.put
    with pytest.raises(CalendarOffline):
        work(wanted, last)
    studio.patience = 20
    work(wanted, last)
    if method == "delete":
        assert studio.host.events() == []
        assert studio.mailed(Kind.CANCELLATION) == 1
    else:
        assert len(studio.host.events()) == 1
        assert studio.mailed(Kind.INVITATION) + studio.mailed(Kind.UPDATE) == (1 if method == "insert" else 2)


def test_somebody_else_changes_it_between_the_look_and_the_write(studio: Studio) -> None:
    last = studio.put()
    studio.google.faults.order(faults.status(412, "conditionNotMet", method="events.update", times=2))
    assert studio.put(MOVED, last)
    studio.google.faults.order(faults.status(412, "conditionNotMet", method="events.update", times=99))
    with pytest.raises(CalendarOffline, match="changes all the time"):
        studio.put(EVENT, Written("x", MOVED))


def test_a_deleted_event_comes_back_by_its_id(studio: Studio) -> None:
    last = studio.put()
    studio.calendar.remove(EVENT.id, last)
    studio.put(MOVED)
    (event,) = studio.host.events()
    assert event["id"] == EVENT.id
    assert studio.mailed(Kind.INVITATION) == 2
    stored = studio.calendar.find(EVENT.id)
    assert stored is not None
    assert stored.event == MOVED


def test_a_series_that_somebody_made_of_it_is_written_as_a_single_event(studio: Studio) -> None:
    studio.put()
    studio.host.change(EVENT.id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    stored = studio.calendar.find(EVENT.id)
    assert stored is not None
    studio.put(replace(EVENT, title="Other"), Written(stored.etag, EVENT))
    assert "recurrence" not in studio.host.event(EVENT.id)


# ---------------------------------------------------------------- refusals


def test_what_google_has_against_one_event_is_no_trouble_of_the_calendar(studio: Studio) -> None:
    studio.google.faults.order(
        faults.status(400, "invalid", "Invalid attendee email.", method="events.insert")
    )
    with pytest.raises(BadInput, match="Google refuses it: Invalid attendee email") as caught:
        studio.put()
    assert not isinstance(caught.value, CalendarUnavailable)
    studio.put()


def test_a_calendar_that_is_gone_deletes_no_appointments(studio: Studio) -> None:
    """Google answers the same for an event that is not there and for a calendar that is not."""
    last = studio.put()
    with studio.google.office.lock:
        studio.google.office.books.pop(STUDIO)
    for work in (
        lambda: studio.put(MOVED, last),
        lambda: studio.put(MOVED),
        lambda: studio.calendar.remove(EVENT.id, last),
        lambda: studio.calendar.find(EVENT.id),
        lambda: studio.calendar.changes("", {}),
    ):
        with pytest.raises(CalendarUnavailable, match="The calendar “Studio” isn’t there any more"):
            work()


def test_a_sign_in_that_ended(studio: Studio) -> None:
    last = studio.put()
    studio.google.sign_in.end()
    for work in (lambda: studio.put(MOVED, last), lambda: studio.calendar.changes("", {})):
        with pytest.raises(SignInNeeded):
            work()


def test_an_answer_about_another_event(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    last = studio.put()
    stored = studio.host.book.events[EVENT.id]
    monkeypatch.setattr(type(stored), "seen_by", lambda self, role: stored.resource | {"id": "another"})
    with pytest.raises(CalendarOffline, match="can’t be understood"):
        studio.put(MOVED, last)
    assert studio.asked("update") == 0


def test_a_wait_that_google_asks_for(studio: Studio) -> None:
    studio.google.faults.order(faults.rate_limited(403, retry_after="600", method="events.insert", times=9))
    with pytest.raises(CalendarOffline) as caught:
        studio.put()
    assert caught.value.retry_after == 600


def test_a_write_can_be_stopped(studio: Studio) -> None:
    studio.google.faults.order(faults.hang(20, method="events.insert"))
    begun = time.monotonic()
    stopper = threading.Thread(target=stop_once_it_waits, args=(studio,))
    stopper.start()
    with pytest.raises(CalendarOffline):
        studio.put()
    assert time.monotonic() - begun < 15
    stopper.join()


def stop_once_it_waits(studio: Studio) -> None:
    while not studio.asked("insert"):
        time.sleep(0.01)
    studio.stop()


# ---------------------------------------------------------------- changes


def test_changes_are_read_by_token(studio: Studio) -> None:
    last = studio.put()
    studio.host.create("Lunch", NINE, NINE + timedelta(hours=1))
    first = studio.calendar.changes("", {})
    assert first.whole
    assert [event.event.id for event in first.events] == [EVENT.id]
    known = {EVENT.id: last.etag}
    before = len(studio.google.requests)
    again = studio.calendar.changes(first.cursor, known)
    assert len(studio.google.requests) - before == 1
    assert (again.events, again.gone, again.whole) == ((), frozenset(), False)
    studio.google.expire_sync_tokens()
    assert studio.calendar.changes(again.cursor, known).whole


def test_a_loss_of_all_says_what_is_gone(studio: Studio) -> None:
    studio.put()
    pull = studio.calendar.changes("", {EVENT.id: "x", "goneevent": "y"})
    assert (pull.whole, pull.gone) == (True, {"goneevent"})


def test_what_is_over_for_long_is_not_listed(studio: Studio) -> None:
    """A calendar that the studio has had for years is read in time all the same."""
    old = replace(EVENT, id="0ld0ld", span=EVENT.span.moved_to(NINE - LISTED - timedelta(days=1)))
    studio.put()
    last = studio.put(old)
    pull = studio.calendar.changes("", {})
    assert [event.event.id for event in pull.events] == [EVENT.id]
    assert pull.since == NINE - LISTED
    studio.host.change(old.id, summary="Photos, again")
    later = studio.calendar.changes(pull.cursor, {EVENT.id: "x", old.id: last.etag})
    assert [event.event.title for event in later.events] == ["Photos, again"]
    assert (later.gone, later.since) == (frozenset(), None)


def test_a_copy_and_single_days_of_a_series_are_nobody_s(studio: Studio) -> None:
    studio.put()
    cursor = studio.calendar.changes("", {}).cursor
    copy = studio.host.duplicate(EVENT.id)
    pull = studio.calendar.changes(cursor, {EVENT.id: "x"})
    assert {event.event.id for event in pull.events} <= {EVENT.id, copy["id"]}
    studio.host.change(EVENT.id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    studio.host.delete(f"{EVENT.id}_20260623T130000Z")
    pull = studio.calendar.changes(pull.cursor, {EVENT.id: "x"})
    assert {event.event.id for event in pull.events} == {EVENT.id}
    assert pull.gone == set()


def test_our_event_without_its_property_is_ours_still(studio: Studio) -> None:
    last = studio.put()
    cursor = studio.calendar.changes("", {}).cursor
    studio.host.change(EVENT.id, extendedProperties=None)
    pull = studio.calendar.changes(cursor, {EVENT.id: last.etag})
    assert [(event.event.id, event.event.appointment) for event in pull.events] == [(EVENT.id, "")]


def test_an_event_of_ours_that_can_not_be_understood_is_named(studio: Studio) -> None:
    studio.put()
    with studio.google.office.lock:
        book = studio.host.book
        end = {"dateTime": (NINE - timedelta(hours=1)).isoformat()}
        book.keep(book.events[EVENT.id].resource | {"end": end})
    with pytest.raises(CalendarUnavailable, match="The event “Photos” can’t be understood"):
        studio.calendar.changes("", {})
    with pytest.raises(CalendarUnavailable, match="The event “Photos”"):
        studio.calendar.find(EVENT.id)
    with pytest.raises(CalendarUnavailable, match="The event “Photos”"):
        studio.put(MOVED, Written("x", EVENT))


def test_guests_whom_others_invited_stay(studio: Studio) -> None:
    last = studio.put()
    guests = studio.host.event(EVENT.id)["attendees"]
    studio.host.change(EVENT.id, attendees=[*guests, {"email": "neighbour@x.test"}])
    last = studio.put(replace(EVENT, guests=EVENT.guests[:1]), last)
    assert {each["email"] for each in studio.host.event(EVENT.id)["attendees"]} == {
        "dana@reed.test",
        "neighbour@x.test",
    }


def test_answers_stay_unless_the_time_is_another(studio: Studio) -> None:
    last = studio.put()
    studio.ana.answer(EVENT.id, "accepted")
    other = replace(EVENT, title="Other")
    last = studio.put(other, last)
    assert studio.calendar.find(EVENT.id).answers[ANA].value == "accepted"  # type: ignore[union-attr]
    studio.put(replace(other, span=MOVED.span), last)
    assert studio.calendar.find(EVENT.id).answers[ANA].value == "needs_action"  # type: ignore[union-attr]


def test_a_deletion_by_hand_is_told(studio: Studio) -> None:
    last = studio.put()
    studio.host.delete(EVENT.id)
    with pytest.raises(EventChanged):
        studio.put(MOVED, last)
    studio.calendar.remove(EVENT.id, last)
