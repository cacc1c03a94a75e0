"""Photographers' calendars read from the stand-in for Google, through the real client."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from studio_app.calendars import retry
from studio_app.calendars.google import free_busy
from studio_app.calendars.google.reader import GoogleReader
from studio_app.calendars.google.scopes import scopes_for
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.secrets import Secrets
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
    NotSignedInHere,
    SignInNeeded,
)
from studio_app.patience import Patience
from tests.support.google_server import Fault, GoogleServer, How, Person, faults
from tests.support.keyrings import LockedKeyring, MemoryKeyring
from tests.unit.calendars.google.conftest import NEW_YORK, times

STUDIO, ANA, BEN = "studio@example.com", "ana@example.com", "ben@example.com"
SPAN = Span(datetime(2026, 6, 1, 4, tzinfo=UTC), datetime(2026, 9, 1, 4, tzinfo=UTC))
NINE = datetime(2026, 6, 16, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Desk:
    """A computer that reads for the studio, and what it has stored of each calendar."""

    def __init__(self, google: GoogleServer) -> None:
        self.google = google
        self.studio = google.person(STUDIO)
        self.keyring = MemoryKeyring()
        self.secrets = Secrets(lambda: self.keyring)
        self.accounts: dict[str, Account] = {}
        self.sign_in(STUDIO)
        self.sessions = Sessions(self.accounts.get, self.secrets)
        self.reader = GoogleReader(self.sessions, jitter=lambda: 0.0)
        self.cursors: dict[str, str] = {}
        self.items: dict[str, dict[str, CalendarItem]] = {}
        self.span, self.titles = SPAN, True

    def sign_in(self, login: str) -> Account:
        client = self.google.client()["installed"]
        details = {name: client[name] for name in ("client_id", "auth_uri", "token_uri")}
        account = self.accounts[login] = Account(login, "google", login, details=details)
        grant = self.google.sign_in.grant(login, *scopes_for(write=False))
        self.secrets.set(login, grant.refresh)
        self.secrets.set(client_entry(login), client["client_secret"])
        return account

    def person(self, email: str, role: str = "reader") -> Person:
        """A photographer who shares their calendar with the studio."""
        found = self.google.person(email)
        found.share(self.studio, role)
        return found

    def found(self, email: str, *, titles: bool, account: str = STUDIO) -> None:
        """The account's list says whether a calendar shares titles."""
        before = self.accounts[account]
        self.accounts[account] = replace(
            before, calendars=(*before.calendars, FoundCalendar(email, f"Calendar of {email}", titles=titles))
        )

    def errand(self, email: str, account: str = STUDIO) -> Errand:
        source = CalendarSource(
            email,
            email.partition("@")[0],
            "google",
            email,
            "Google",
            cursor=self.cursors.get(email, ""),
            account=account,
        )
        stored = self.items.get(email, {})
        return Errand(
            source, self.span, self.titles, lambda: {name: item.etag for name, item in stored.items()}
        )

    def round(self, *emails: str, patience: Patience | None = None) -> dict[str, Pull | CalendarUnavailable]:
        """One reading of several calendars; stores what came, as the program does."""
        errands = [self.errand(email) for email in emails]
        answers = {
            source.id: answer for source, answer in self.reader.pull(errands, patience or Patience(20))
        }
        assert len(answers) == len(emails)
        for email, answer in answers.items():
            if isinstance(answer, Pull):
                self._take(email, answer)
        return answers

    def pull(self, email: str, patience: Patience | None = None) -> Pull:
        """A reading of one calendar; raises the error that it was answered by."""
        answer = self.round(email, patience=patience)[email]
        if isinstance(answer, CalendarUnavailable):
            raise answer
        return answer

    def _take(self, email: str, pull: Pull) -> None:
        stored = {} if pull.whole else self.items.get(email, {})
        stored = {name: item for name, item in stored.items() if name not in pull.gone}
        self.items[email] = stored | {item.id: item for item in pull.items}
        self.cursors[email] = pull.cursor

    def events(
        self, email: str, ours: Sequence[str] = (), ours_at: Sequence[Span] = ()
    ) -> list[OutsideEvent]:
        whose = Whose(email.partition("@")[0], "Google", email, NEW_YORK, frozenset(ours), tuple(ours_at))
        found = self.reader.occurrences(list(self.items[email].values()), self.span, whose)
        return sorted(
            (event for group in found.values() for event in group), key=lambda event: event.title + str(event)
        )

    def times(self, email: str) -> list[str]:
        return sorted(times(self.events(email)))

    def asked(self, method: str = "events.list") -> int:
        return len(self.google.requests_of(method))


@pytest.fixture
def desk(google_server: GoogleServer, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 0.02)
    return Desk(google_server)


# ---------------------------------------------------------------- what changed


def test_first_all_then_what_changed(desk: Desk) -> None:
    ana = desk.person(ANA)
    kept = ana.create("Dentist", NINE, NINE + HOUR)
    moved = ana.create("Lunch", NINE + 3 * HOUR, NINE + 4 * HOUR)
    gone = ana.create("School", NINE + 5 * HOUR, NINE + 6 * HOUR)
    first = desk.pull(ANA)
    assert first.whole
    assert len(first.items) == 3
    assert desk.times(ANA) == ["06-16 13:00/14:00", "06-16 16:00/17:00", "06-16 18:00/19:00"]

    nothing = desk.pull(ANA)
    assert (nothing.items, nothing.gone, nothing.whole) == ((), frozenset(), False)

    ana.move(moved["id"], NINE + 24 * HOUR, NINE + 25 * HOUR)
    ana.delete(gone["id"])
    second = desk.pull(ANA)
    assert not second.whole
    assert {item.id for item in second.items} == {moved["id"]}
    assert second.gone == {gone["id"]}
    assert desk.times(ANA) == ["06-16 13:00/14:00", "06-17 13:00/14:00"]
    assert desk.items[ANA][kept["id"]].etag == kept["etag"]


def test_one_request_a_calendar_where_nothing_changed(desk: Desk) -> None:
    emails = [f"p{number}@example.com" for number in range(50)]
    for email in emails:
        desk.person(email).create("Dentist", NINE, NINE + HOUR)
    desk.round(*emails)
    before = len(desk.google.requests)
    answers = desk.round(*emails)
    assert len(desk.google.requests) - before == 50
    assert all(isinstance(answer, Pull) and not answer.items for answer in answers.values())


def test_the_parameters_of_both_readings_fit_together(desk: Desk) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    desk.pull(ANA)
    first, second = (request.query for request in desk.google.requests_of("events.list"))
    assert first.keys() - second.keys() == {"timeMin"}
    assert second.keys() - first.keys() == {"syncToken"}
    assert {name: first[name] for name in first.keys() & second.keys()} == {
        name: second[name] for name in first.keys() & second.keys()
    }
    assert "showDeleted" not in first.keys() | second.keys()
    assert "singleEvents" not in first.keys() | second.keys()


def test_pages_are_put_together(desk: Desk) -> None:
    ana = desk.person(ANA)
    for number in range(7):
        ana.create(f"Number {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    desk.google.limit_pages(2)
    assert len(desk.pull(ANA).items) == 7
    assert desk.asked() == 4
    for number in range(5):
        ana.create(f"More {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    assert len(desk.pull(ANA).items) == 5
    assert desk.asked() == 7
    assert len(desk.pull(ANA).items) == 0


@pytest.mark.parametrize("how", [How.DUPLICATE, How.EMPTY_PAGE])
@pytest.mark.parametrize("skip", [0, 1, 2])
def test_odd_pages_are_put_up_with(desk: Desk, how: How, skip: int) -> None:
    ana = desk.person(ANA)
    for number in range(5):
        ana.create(f"Number {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    desk.google.limit_pages(2)
    desk.google.faults.order(faults.spoilt(how, skip=skip, method="events.list"))
    pull = desk.pull(ANA)
    assert len({item.id for item in pull.items}) == len(pull.items) == 5


def test_pages_that_go_in_a_circle(desk: Desk) -> None:
    ana = desk.person(ANA)
    for number in range(5):
        ana.create(f"Number {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    desk.google.limit_pages(2)
    desk.google.faults.order(faults.spoilt(How.DUPLICATE, times=10_000, method="events.list"))
    with pytest.raises(CalendarOffline, match="can’t be understood"):
        desk.pull(ANA)
    assert desk.asked() < 10


def test_a_lost_token_means_once_from_the_start(desk: Desk) -> None:
    ana = desk.person(ANA)
    ana.create("Dentist", NINE, NINE + HOUR)
    gone = ana.create("Lunch", NINE + 3 * HOUR, NINE + 4 * HOUR)
    desk.pull(ANA)
    ana.delete(gone["id"])
    desk.google.expire_sync_tokens()
    before = desk.asked()
    pull = desk.pull(ANA)
    assert pull.whole
    assert desk.asked() - before == 2
    assert desk.times(ANA) == ["06-16 13:00/14:00"]
    assert not desk.pull(ANA).whole


def test_a_token_that_google_can_not_read(desk: Desk) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    cursor = json.loads(desk.pull(ANA).cursor)
    desk.cursors[ANA] = json.dumps(cursor | {"token": "not a token"})
    assert desk.pull(ANA).whole
    for nonsense in ("not a cursor", "{}", "[]", '{"token":"x","since":"x","titles":true}'):
        desk.cursors[ANA] = nonsense
        assert desk.pull(ANA).whole
    assert "Invalid sync token value." not in desk.google.misfits


def test_a_calendar_that_is_lost_twice_is_no_endless_loop(desk: Desk) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    desk.google.faults.order(faults.status(410, "fullSyncRequired", times=9, method="events.list"))
    before = desk.asked()
    with pytest.raises(CalendarOffline, match="changed while it was read"):
        desk.pull(ANA)
    assert desk.asked() - before == 2


# ---------------------------------------------------------------- series


def test_a_series_and_what_happens_to_it(desk: Desk) -> None:
    ana = desk.person(ANA)
    series = ana.create("Standup", NINE, NINE + HOUR, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    desk.pull(ANA)
    assert desk.times(ANA) == [
        "06-16 13:00/14:00",
        "06-23 13:00/14:00",
        "06-30 13:00/14:00",
        "07-07 13:00/14:00",
    ]

    ana.delete(f"{series['id']}_20260623T130000Z")
    ana.move(f"{series['id']}_20260630T130000Z", NINE + 15 * 24 * HOUR, NINE + 15 * 24 * HOUR + HOUR)
    pull = desk.pull(ANA)
    assert {item.series for item in pull.items} == {series["id"]}
    assert desk.times(ANA) == ["06-16 13:00/14:00", "07-01 13:00/14:00", "07-07 13:00/14:00"]

    # Read anew, it is the same.
    desk.cursors.clear()
    assert desk.pull(ANA).whole
    assert desk.times(ANA) == ["06-16 13:00/14:00", "07-01 13:00/14:00", "07-07 13:00/14:00"]

    ana.delete(series["id"])
    pull = desk.pull(ANA)
    assert series["id"] in pull.gone
    assert desk.events(ANA) == []
    assert not desk.items[ANA], "nothing of it is kept"


def test_a_deleted_series_takes_its_changed_days_along_though_google_does_not_say(desk: Desk) -> None:
    ana = desk.person(ANA)
    series = ana.create("Standup", NINE, NINE + HOUR, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
    moved = f"{series['id']}_20260623T130000Z"
    ana.move(moved, NINE + 2 * HOUR, NINE + 3 * HOUR)
    desk.pull(ANA)
    assert moved in desk.items[ANA]
    book = ana.book
    with desk.google.office.lock:
        book.keep(book.events[series["id"]].resource | {"status": "cancelled"})
    pull = desk.pull(ANA)
    assert pull.gone == {series["id"], moved}
    assert not desk.items[ANA]


def test_this_and_following_events(desk: Desk) -> None:
    """The series that goes on has an id that begins with the first one's."""
    ana = desk.person(ANA)
    series = ana.create("Standup", NINE, NINE + HOUR, recurrence=["RRULE:FREQ=WEEKLY"])
    desk.pull(ANA)
    later = ana.split(f"{series['id']}_20260630T130000Z", summary="Later")
    desk.pull(ANA)
    titles = [event.title for event in desk.events(ANA)]
    assert titles.count("Standup") == 2
    assert titles.count("Later") == 9
    ana.delete(series["id"])
    desk.pull(ANA)
    assert {event.title for event in desk.events(ANA)} == {"Later"}
    assert set(desk.items[ANA]) == {later["id"]}


def test_whole_days(desk: Desk) -> None:
    desk.person(ANA).create("Holiday", date(2026, 6, 20), date(2026, 6, 22), transparency="transparent")
    desk.pull(ANA)
    assert desk.times(ANA) == ["2026-06-20/2026-06-22"]


def test_invitations(desk: Desk) -> None:
    ana = desk.person(ANA)
    made = desk.google.person(BEN).create("Meeting", NINE, NINE + HOUR, guests=[ANA])
    desk.pull(ANA)
    assert [event.response and event.response.value for event in desk.events(ANA)] == ["needs_action"]
    ana.answer(made["id"], "declined")
    desk.pull(ANA)
    assert [event.response and event.response.value for event in desk.events(ANA)] == ["declined"]
    assert desk.events(ANA, ours=[made["id"]]) == []


def test_what_can_not_be_understood_makes_the_calendar_unknown(desk: Desk) -> None:
    ana = desk.person(ANA)
    ana.create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    ana.fill(
        [
            {
                "id": "broken",
                "summary": "Odd one",
                "start": {"date": "2026-06-31"},
                "end": {"date": "2026-07-01"},
            }
        ]
    )
    with pytest.raises(CalendarUnavailable, match="The event “Odd one” can’t be understood") as caught:
        desk.pull(ANA)
    assert not isinstance(caught.value, CalendarOffline)


# ---------------------------------------------------------------- what is asked


def test_what_was_over_long_ago_is_not_asked_for(desk: Desk) -> None:
    ana = desk.person(ANA)
    ana.create("Old", NINE - 300 * 24 * HOUR, NINE - 300 * 24 * HOUR + HOUR)
    ana.create(
        "Old but goes on",
        NINE - 301 * 24 * HOUR,
        NINE - 301 * 24 * HOUR + HOUR,
        recurrence=["RRULE:FREQ=WEEKLY"],
    )
    assert len(desk.pull(ANA).items) == 1
    assert len(desk.events(ANA)) == 13


def test_a_window_that_moved_back_reads_all(desk: Desk) -> None:
    """As after a clock that was wrong for a while."""
    ana = desk.person(ANA)
    ana.create("Before", NINE - 60 * 24 * HOUR, NINE - 60 * 24 * HOUR + HOUR)
    desk.pull(ANA)
    desk.span = Span(SPAN.start + timedelta(days=3), SPAN.end)
    assert not desk.pull(ANA).whole
    desk.span = Span(SPAN.start - timedelta(days=90), SPAN.end)
    assert desk.pull(ANA).whole
    assert [event.title for event in desk.events(ANA)] == ["Before"]


def test_it_is_read_as_a_whole_each_month(desk: Desk) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    desk.span = Span(SPAN.start + timedelta(days=28), SPAN.end)
    assert not desk.pull(ANA).whole
    desk.span = Span(SPAN.start + timedelta(days=31), SPAN.end)
    assert desk.pull(ANA).whole
    assert not desk.pull(ANA).whole


def test_titles_that_are_no_longer_wanted(desk: Desk) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    desk.titles = False
    assert desk.pull(ANA).whole
    assert "Dentist" not in str(desk.items[ANA])
    assert not desk.pull(ANA).whole
    desk.titles = True
    assert desk.pull(ANA).whole
    assert [event.title for event in desk.events(ANA)] == ["Dentist"]


# ---------------------------------------------------------------- free and busy


def test_calendars_that_share_only_busy_times_are_asked_together(desk: Desk) -> None:
    emails = [f"p{number}@example.com" for number in range(60)]
    for number, email in enumerate(emails):
        desk.person(email, "freeBusyReader").create(
            "Secret", NINE + number * HOUR, NINE + (number + 1) * HOUR
        )
        desk.found(email, titles=False)
    answers = desk.round(*emails)
    # Two groups, and the window in two pieces.
    assert desk.asked("freebusy.query") == 4
    assert desk.asked() == 0
    assert all(isinstance(answer, Pull) and answer.whole for answer in answers.values())
    assert desk.times(emails[3]) == ["06-16 16:00/17:00"]
    assert [event.title for event in desk.events(emails[3])] == [""]
    again = desk.round(*emails)
    assert all(
        isinstance(answer, Pull) and not answer.whole and not answer.items for answer in again.values()
    )


def test_a_change_of_busy_times(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    assert desk.pull(ANA).items == ()
    made = ana.create("Secret", NINE, NINE + HOUR)
    assert desk.pull(ANA).whole
    assert desk.times(ANA) == ["06-16 13:00/14:00"]
    ana.delete(made["id"])
    pull = desk.pull(ANA)
    assert (pull.whole, pull.items) == (True, ())


def test_our_own_events_in_busy_times(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    ana.create("Ours", NINE, NINE + HOUR)
    ana.create("Theirs", NINE + HOUR, NINE + 2 * HOUR)
    desk.pull(ANA)
    assert desk.times(ANA) == ["06-16 13:00/15:00"]
    assert times(desk.events(ANA, ours_at=[Span(NINE, NINE + HOUR)])) == ["06-16 14:00/15:00"]


def test_a_time_over_two_questions_is_one(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    border = SPAN.start + free_busy.LONGEST
    ana.create("Night", border - 2 * HOUR, border + 3 * HOUR)
    desk.pull(ANA)
    assert len(desk.events(ANA)) == 1


def test_an_owner_who_now_shares_less(desk: Desk) -> None:
    """The program learns of it by reading, whatever the account's list said last."""
    ana = desk.person(ANA)
    ana.create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    ana.share(desk.studio, "freeBusyReader")
    assert desk.pull(ANA).whole
    assert [(event.title, times([event])) for event in desk.events(ANA)] == [("", ["06-16 13:00/14:00"])]
    assert not desk.pull(ANA).whole
    ana.share(desk.studio, "reader")
    assert desk.pull(ANA).whole
    assert [event.title for event in desk.events(ANA)] == ["Dentist"]


@pytest.mark.parametrize("titles", [True, False])
def test_an_owner_who_shares_no_more(desk: Desk, titles: bool) -> None:
    ana = desk.person(ANA, "reader" if titles else "freeBusyReader")
    desk.found(ANA, titles=titles)
    ana.create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    ana.share(desk.studio, "")
    with pytest.raises(CalendarUnavailable) as caught:
        desk.pull(ANA)
    assert not isinstance(caught.value, CalendarOffline | SignInNeeded)
    assert "no longer shared with studio@example.com" in caught.value.sentence
    assert "Ask its owner to share it again" in caught.value.advice


def test_one_of_many_that_shares_no_more(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email, "freeBusyReader").create("Secret", NINE, NINE + HOUR)
        desk.found(email, titles=False)
    desk.google.person(ANA).share(desk.studio, "")
    answers = desk.round(ANA, BEN)
    assert isinstance(answers[ANA], CalendarUnavailable)
    assert isinstance(answers[BEN], Pull)


# ---------------------------------------------------------------- what goes wrong

PASSING = [
    faults.broken(500),
    faults.broken(503),
    faults.rate_limited(403),
    faults.rate_limited(429),
    faults.rate_limited(429, retry_after="0"),
    faults.status(403, "userRateLimitExceeded"),
    faults.status(403, "quotaExceeded"),
    faults.reset(),
    faults.reset(after=True),
    *(faults.spoilt(how) for how in (How.TRUNCATED, How.CUT_JSON, How.MALFORMED)),
]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.how} {fault.status} {fault.reason}")
def test_what_passes_is_tried_again(desk: Desk, fault: Fault) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.google.faults.order(replace(fault, method="events.list", times=2 if fault.how is How.STATUS else 1))
    desk.pull(ANA)
    assert desk.times(ANA) == ["06-16 13:00/14:00"]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.how} {fault.status} {fault.reason}")
def test_what_does_not_pass_is_offline_and_nothing_half(desk: Desk, fault: Fault) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    cursor = desk.cursors[ANA]
    desk.google.faults.order(replace(fault, method="events.list", times=99))
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert desk.cursors[ANA] == cursor
    desk.google.faults.clear()
    desk.google.person(ANA).create("Lunch", NINE + HOUR, NINE + 2 * HOUR)
    assert len(desk.pull(ANA).items) == 1


def test_a_wait_that_google_asks_for_is_handed_on(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.rate_limited(429, retry_after="900", method="events.list", times=99))
    begun = time.monotonic()
    with pytest.raises(CalendarOffline, match="Google asks to wait") as caught:
        desk.pull(ANA)
    assert caught.value.retry_after == 900
    assert time.monotonic() - begun < 5
    assert desk.asked() == 1


def test_a_short_wait_is_kept(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.rate_limited(429, retry_after="1", method="events.list"))
    begun = time.monotonic()
    desk.pull(ANA)
    assert time.monotonic() - begun >= 1


def test_a_page_that_fails_makes_no_half_of_a_calendar(desk: Desk) -> None:
    ana = desk.person(ANA)
    for number in range(6):
        ana.create(f"Number {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    desk.google.limit_pages(2)
    desk.google.faults.order(faults.broken(500, skip=2, times=99, method="events.list"))
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert ANA not in desk.items


@pytest.mark.parametrize(
    "fault, words",
    [
        (faults.status(403, "accessNotConfigured", "Access Not Configured"), "Calendar API is switched off"),
        (faults.status(403, "insufficientPermissions"), "doesn’t allow it"),
        (faults.status(400, "badRequest", "Bad Request"), "Google says no"),
        (faults.status(418, "teapot", "I am a\nteapot."), r"Google says no \(418\): “I am a teapot”"),
    ],
)
def test_refusals_in_words(desk: Desk, fault: Fault, words: str) -> None:
    desk.person(ANA)
    desk.google.faults.order(replace(fault, times=99, method="events.list"))
    with pytest.raises(CalendarUnavailable, match=words) as caught:
        desk.pull(ANA)
    assert not isinstance(caught.value, CalendarOffline)
    assert "\n" not in str(caught.value)


def test_one_calendar_s_trouble_is_not_the_others(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email).create("Dentist", NINE, NINE + HOUR)
    desk.google.faults.order(faults.broken(500, calendar=ANA, times=99))
    answers = desk.round(ANA, BEN)
    assert isinstance(answers[ANA], CalendarOffline)
    assert isinstance(answers[BEN], Pull)


# ---------------------------------------------------------------- patience


def test_nothing_is_waited_for_longer_than_the_patience(desk: Desk) -> None:
    emails = [f"p{number}@example.com" for number in range(12)]
    for email in emails:
        desk.person(email)
    desk.pull(emails[0])
    desk.google.faults.order(faults.hang(20, times=99, method="events.list"))
    begun = time.monotonic()
    answers = desk.round(*emails, patience=Patience(0.6))
    assert time.monotonic() - begun < 4
    assert all(isinstance(answer, CalendarOffline) for answer in answers.values())
    assert not _readers()


def test_a_hanging_request_ends_when_it_is_stopped(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.hang(20, times=99, method="events.list"))
    patience = Patience(60)
    threading.Timer(0.3, patience.cancel).start()
    begun = time.monotonic()
    with pytest.raises(CalendarOffline):
        desk.pull(ANA, patience)
    assert time.monotonic() - begun < 4


def test_waiting_to_try_again_can_be_stopped(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.rate_limited(429, retry_after="30", times=99, method="events.list"))
    patience = Patience(60)
    threading.Timer(0.3, patience.cancel).start()
    begun = time.monotonic()
    with pytest.raises(CalendarOffline):
        desk.pull(ANA, patience)
    assert time.monotonic() - begun < 4


def test_a_reading_that_is_given_up_leaves_nothing_behind(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email)
    answers = desk.reader.pull([desk.errand(ANA), desk.errand(BEN)], Patience(20))
    next(iter(answers))
    answers.close()
    assert not _readers()


def _readers() -> list[str]:
    """Threads of a reading that still run after a moment."""
    deadline = time.monotonic() + 5
    while True:
        names = [thread.name for thread in threading.enumerate()]
        found = [name for name in names if name.startswith(("calendars_", "google-patience"))]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.02)


# ---------------------------------------------------------------- sign-ins


def test_an_access_token_that_ran_out(desk: Desk) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    desk.google.sign_in.expire_access()
    assert not desk.pull(ANA).whole
    assert desk.asked("oauth.token") == 2


@pytest.mark.parametrize("fault", [faults.unauthorized(times=99, method="events.list")])
def test_tokens_that_google_never_takes(desk: Desk, fault: Fault) -> None:
    desk.person(ANA)
    desk.google.faults.order(fault)
    with pytest.raises(SignInNeeded) as caught:
        desk.pull(ANA)
    assert caught.value.account == STUDIO
    assert desk.asked() == 2


def test_a_sign_in_that_ended(desk: Desk) -> None:
    """Expired, revoked, or the seven days of a project in testing: Google says the same."""
    emails = [f"p{number}@example.com" for number in range(10)]
    for email in emails:
        desk.person(email)
    desk.round(*emails)
    desk.google.sign_in.end()
    before = desk.asked("oauth.token")
    answers = desk.round(*emails)
    for answer in answers.values():
        assert isinstance(answer, SignInNeeded)
        assert answer.account == STUDIO
        assert answer.sentence == "Google no longer accepts the sign-in of studio@example.com."
        assert "seven days" in answer.advice
    assert desk.asked("oauth.token") - before == 1, "asked once for all"

    desk.sign_in(STUDIO)
    desk.sessions.forget(STUDIO)
    assert isinstance(desk.round(emails[0])[emails[0]], Pull)


def test_a_new_sign_in_of_another_process_is_found(desk: Desk) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    desk.google.sign_in.end()
    with pytest.raises(SignInNeeded):
        desk.pull(ANA)
    desk.sign_in(STUDIO)
    assert desk.pull(ANA)


def test_a_client_that_google_forgot(desk: Desk) -> None:
    desk.person(ANA)
    desk.secrets.set(client_entry(STUDIO), "another")
    with pytest.raises(SignInNeeded, match="doesn’t know the studio’s client any more"):
        desk.pull(ANA)


@pytest.mark.parametrize(
    "fault",
    [
        faults.broken(500, method="oauth.token", times=99),
        faults.broken(503, method="oauth.token", times=99),
        faults.reset(method="oauth.token", times=99),
        faults.spoilt(How.MALFORMED, method="oauth.token", times=99),
    ],
    ids=["500", "503", "reset", "malformed"],
)
def test_no_sign_in_for_the_moment_is_no_lost_one(desk: Desk, fault: Fault) -> None:
    desk.person(ANA)
    desk.google.faults.order(fault)
    begun = time.monotonic()
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert time.monotonic() - begun < 6
    desk.google.faults.clear()
    assert desk.pull(ANA)


def test_an_account_that_another_computer_connected(desk: Desk) -> None:
    desk.person(ANA)
    desk.keyring.secrets.clear()
    with pytest.raises(NotSignedInHere, match="not signed in to Google on this computer"):
        desk.pull(ANA)


def test_a_locked_keyring_is_no_lost_sign_in(desk: Desk) -> None:
    reader = GoogleReader(Sessions(desk.accounts.get, Secrets(LockedKeyring)))
    ((_, answer),) = reader.pull([desk.errand(ANA)], Patience(10))
    assert isinstance(answer, CalendarOffline)
    assert "locked" in answer.sentence


def test_an_account_that_is_gone(desk: Desk) -> None:
    ((_, answer),) = desk.reader.pull([desk.errand(ANA, account="other")], Patience(10))
    assert isinstance(answer, CalendarUnavailable)
    assert "disconnected" in answer.sentence


def test_two_accounts_in_one_round(desk: Desk) -> None:
    other = desk.google.person("other@example.com")
    desk.sign_in("other@example.com")
    other.create("Own", NINE, NINE + HOUR)
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    errands = [desk.errand(ANA), desk.errand("other@example.com", account="other@example.com")]
    answers = dict(desk.reader.pull(errands, Patience(20)))
    assert all(isinstance(answer, Pull) and len(answer.items) == 1 for answer in answers.values())


def test_the_root_may_only_be_here_or_safe(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", "http://example.com/")
    with pytest.raises(CalendarUnavailable, match="must begin with https://"):
        list(desk.reader.pull([desk.errand(ANA)], Patience(5)))


def test_no_network_is_noticed_soon(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.person(ANA)
    desk.pull(ANA)
    monkeypatch.setenv("STUDIO_DESK_GOOGLE_ROOT_URL", "http://127.0.0.1:9/")
    begun = time.monotonic()
    with pytest.raises(CalendarOffline, match="Google can’t be reached"):
        desk.pull(ANA)
    assert time.monotonic() - begun < 5
