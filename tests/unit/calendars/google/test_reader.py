"""Photographers' calendars read from the stand-in for Google, through the real client."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from studio_app.domain.calendar_item import Pull
from studio_app.domain.timespan import Span
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
)
from tests.support.google_server import How, faults
from tests.unit.calendars.google.desk import ANA, BEN, HOUR, NINE, SPAN, Desk

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
