"""Recurring events at Google, what happens to their days, and what can't be understood."""

import pytest

from studio_app.calendars.google.events import events_in
from studio_app.calendars.google.items import item_of
from studio_app.domain.calendar_item import CalendarItem, Whose
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from tests.unit.calendars.conftest import utc
from tests.unit.calendars.google.google_events import (
    JSON,
    ME,
    NEW_YORK,
    SUMMER,
    cancelled,
    exception,
    google_event,
    read,
    spring,
    timed,
    times,
)

# ---------------------------------------------------------------- series

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def test_a_series_with_all_that_can_happen_to_it() -> None:
    series = google_event(*("2026-06-16T09:00:00-04:00", "2026-06-16T10:00:00-04:00"), WEEKLY)
    moved = exception(
        series,
        "2026-06-23T13:00:00Z",
        start=timed("2026-06-24T15:00:00-04:00"),
        end=timed("2026-06-24T16:30:00-04:00"),
    )
    declined = exception(series, "2026-07-07T13:00:00Z", attendees=[ME | {"responseStatus": "declined"}])
    found = read(series, moved, cancelled(series, "2026-06-30T13:00:00Z"), declined)
    assert times(found) == ["06-16 13:00/14:00", "06-24 19:00/20:30", "07-07 13:00/14:00"]
    assert [each.response for each in found] == [None, None, Response.DECLINED]


def test_an_occurrence_moved_into_the_window_and_one_moved_out() -> None:
    series = google_event(
        "2026-04-07T09:00:00-04:00", "2026-04-07T10:00:00-04:00", "RRULE:FREQ=WEEKLY;COUNT=9"
    )
    came = exception(
        series,
        "2026-04-14T13:00:00Z",
        start=timed("2026-07-01T09:00:00-04:00"),
        end=timed("2026-07-01T10:00:00-04:00"),
    )
    went = exception(
        series,
        "2026-06-02T13:00:00Z",
        start=timed("2026-09-01T09:00:00-04:00"),
        end=timed("2026-09-01T10:00:00-04:00"),
    )
    assert times(read(series, came, went)) == ["07-01 13:00/14:00"]


def test_whole_days_that_repeat() -> None:
    series = google_event("2026-06-16", "2026-06-18", "RRULE:FREQ=WEEKLY;UNTIL=20260630")
    short = exception(series, "2026-06-30", start={"date": "2026-07-01"}, end={"date": "2026-07-02"})
    assert times(read(series, cancelled(series, "2026-06-23"), short)) == [
        "2026-06-16/2026-06-18",
        "2026-07-01/2026-07-02",
    ]


def test_an_occurrence_whose_series_is_not_ours_to_see() -> None:
    """Whoever is invited to one day of a series gets that day alone."""
    alone = exception(google_event(), "2026-06-23T13:00:00Z", start=timed("2026-06-23T10:00:00-04:00"))
    alone["end"] = timed("2026-06-23T11:00:00-04:00")
    assert times(read(alone)) == ["06-23 14:00/15:00"]


def test_each_series_is_answered_even_by_nothing() -> None:
    series = google_event("2025-06-16T09:00:00-04:00", "2025-06-16T10:00:00-04:00", WEEKLY, event_id="over")
    gone = cancelled(google_event(event_id="lost"), "2026-06-16T13:00:00Z")
    items = [item_of(event, titles=True) for event in (series, gone)]
    assert events_in(items, SUMMER, Whose("ana", "Google", "", NEW_YORK)) == {"over": [], "lost": []}


def test_clocks_change_in_the_event_s_own_zone() -> None:
    series = google_event(
        "2026-03-25T09:00:00Z", "2026-03-25T10:00:00Z", "RRULE:FREQ=DAILY;COUNT=7", zone="Europe/London"
    )
    assert times(read(series, span=spring())) == [
        *(f"03-{number} 09:00/10:00" for number in range(25, 29)),
        *(f"03-{number} 08:00/09:00" for number in range(29, 32)),
    ]


def test_the_hour_that_is_skipped() -> None:
    series = google_event(
        "2026-03-07T02:30:00-05:00", "2026-03-07T03:00:00-05:00", "RRULE:FREQ=DAILY;COUNT=3"
    )
    assert times(read(series, span=spring())) == [
        "03-07 07:30/08:00",
        "03-08 07:30/08:00",
        "03-09 06:30/07:00",
    ]


def test_a_night_with_a_clock_change_is_covered_by_both_ways_to_count() -> None:
    """Eight hours on the clock are seven that pass; Google's own way is not documented."""
    series = google_event(
        "2026-03-06T22:00:00-05:00", "2026-03-07T06:00:00-05:00", "RRULE:FREQ=DAILY;COUNT=3"
    )
    assert times(read(series, span=spring())) == [
        "03-07 03:00/11:00",
        "03-08 03:00/11:00",
        "03-09 02:00/10:00",
    ]


def test_a_series_that_begins_in_the_hour_that_comes_twice() -> None:
    span = Span(utc("2026-10-30"), utc("2026-11-03"))
    series = google_event(
        "2026-11-01T01:30:00-05:00", "2026-11-01T02:00:00-05:00", "RRULE:FREQ=DAILY;COUNT=2"
    )
    assert "11-01 06:30/07:00" in times(read(series, span=span))


@pytest.mark.parametrize(
    "line, found",
    [
        ("EXDATE:20260617T130000Z", [16, 18]),
        ("EXDATE;TZID=America/New_York:20260617T090000", [16, 18]),
        ("EXDATE;TZID=Europe/London:20260617T140000,20260618T140000", [16]),
        ("EXDATE;VALUE=DATE:20260617", [16, 18]),
        ("EXDATE:20260617T123000Z", [16, 17, 18]),
        ("exdate:20260616T130000Z", [17, 18]),
        ("EXRULE:FREQ=DAILY;INTERVAL=2", [17]),
        ("RDATE:20260620T130000Z", [16, 17, 18, 20]),
        ("RDATE;TZID=America/New_York:20260620T090000,20260621T090000", [16, 17, 18, 20, 21]),
    ],
)
def test_dates_taken_out_and_put_in(line: str, found: list[int]) -> None:
    series = google_event(
        "2026-06-16T09:00:00-04:00", "2026-06-16T10:00:00-04:00", "RRULE:FREQ=DAILY;COUNT=3", line
    )
    assert times(read(series)) == [f"06-{number} 13:00/14:00" for number in found]


@pytest.mark.parametrize(
    "rule, last",
    [
        ("RRULE:FREQ=DAILY;UNTIL=20260618T130000Z", 18),
        ("RRULE:FREQ=DAILY;UNTIL=20260618T125959Z", 17),
        ("RRULE:FREQ=DAILY;UNTIL=20260618", 18),
        ("RRULE:FREQ=DAILY;UNTIL=20260618T090000", 18),
        ("RRULE:UNTIL=20260619T035959Z;FREQ=DAILY;WKST=SU", 18),
        ("RRULE:FREQ=DAILY;COUNT=3", 18),
        ("rrule:freq=daily;count=3", 18),
    ],
)
def test_where_a_rule_ends(rule: str, last: int) -> None:
    series = google_event("2026-06-16T09:00:00-04:00", "2026-06-16T10:00:00-04:00", rule)
    assert times(read(series)) == [f"06-{number} 13:00/14:00" for number in range(16, last + 1)]


def test_a_first_day_that_the_rule_does_not_give_counts_all_the_same() -> None:
    series = google_event(
        "2026-06-16T09:00:00-04:00", "2026-06-16T10:00:00-04:00", "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2"
    )
    assert times(read(series)) == [f"06-{number} 13:00/14:00" for number in (16, 17, 24)]


# ---------------------------------------------------------------- what can't be understood


@pytest.mark.parametrize(
    "event, words",
    [
        (google_event(start=None), "has no start"),
        (google_event(end=None), "has no end"),
        (google_event(start={}), "has no start or no end"),
        (google_event(start={"dateTime": "yesterday"}), "can’t be understood"),
        (google_event(start={"dateTime": "2026-06-16T09:00:00"}), "without an offset"),
        (google_event(start={"date": "2026-06-31"}), "can’t be understood"),
        (google_event(start={"date": "2026-06-16"}), "starts on a date and ends at a time"),
        (google_event(start="2026-06-16T11:00:00-04:00"), "ends before it starts"),
        (google_event(status="cancelled", recurringEventId="x"), "doesn’t say which of its days"),
        (google_event(attendees="ana"), "can’t be understood"),
        (google_event(recurrence="FREQ=DAILY"), "has a rule that is none"),
        (google_event(etag="\ud800"), "has an id that is none"),
        (google_event(iCalUID="\ud800"), "can’t be understood"),
    ],
)
def test_what_makes_a_calendar_unknown(event: JSON, words: str) -> None:
    with pytest.raises(CalendarUnavailable, match=f"^The event “Dentist” .*{words}"):
        item_of(event, titles=True)
    with pytest.raises(CalendarUnavailable, match=f"^The event “[^D]*” .*{words}"):
        item_of(event, titles=False)
    with pytest.raises(CalendarUnavailable, match=f"^The event “[^D]*” .*{words}"):
        item_of(event | {"visibility": "private"}, titles=True)


@pytest.mark.parametrize(
    "rule, words",
    [
        ("RRULE:", "can’t be understood"),
        ("RRULE:FREQ=DAILY;FREQ=DAILY", "can’t be understood"),
        ("RRULE:FREQ=DAILY;SKIP=OMIT", "can’t be understood"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "can’t be understood"),
        ("RRULE:FREQ=DAILY;INTERVAL=-1", "can’t be understood"),
        ("RRULE:FREQ=DAILY;COUNT=0", "can’t be understood"),
        ("RRULE:FREQ=DAILY;UNTIL=soon", "has a date in its rule"),
        ("RRULE:FREQ=SECONDLY", "repeats too often"),
        ("RRULE:FREQ=MINUTELY", "repeats too often"),
        ("RRULE:INTERVAL=2", "without a rule"),
        ("RRULE:FREQ=FORTNIGHTLY", "fortnightly"),
        ("RRULE:FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60)))
         + ";BYSECOND=" + ",".join(map(str, range(60))), "repeats too often"),
        ("EXDATE:yesterday", "has a date in its rule"),
        ("EXDATE;TZID=Nowhere/Land:20260616T090000", "time zone that nobody knows, “Nowhere/Land”"),
        ("RDATE;VALUE=PERIOD:20260616T090000Z/PT1H", "has a date in its rule"),
        ("SUMMARY:Hello", "can’t be understood"),
    ],
)  # fmt: skip
def test_rules_that_make_a_calendar_unknown(rule: str, words: str) -> None:
    with pytest.raises(CalendarUnavailable, match=f"^The event “Dentist” .*{words}"):
        read(google_event("2026-06-16T09:00:00-04:00", "2026-06-16T10:00:00-04:00", rule))


def test_a_series_without_a_zone_is_in_the_calendar_s_own() -> None:
    series = google_event(
        "2026-03-07T09:00:00-05:00", "2026-03-07T10:00:00-05:00", "RRULE:FREQ=DAILY;COUNT=2"
    )
    series["start"].pop("timeZone")
    assert times(read(series, span=spring())) == ["03-07 14:00/15:00", "03-08 13:00/14:00"]
    with pytest.raises(CalendarUnavailable, match="time zone that nobody knows"):
        events_in([item_of(series, titles=True)], spring(), Whose("ana", "Google", "", NEW_YORK))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"s":"x","e":"x"}', "{}", '{"s":"2026-06-16","e":5}']
)
def test_a_stored_item_that_was_not_written_here(text: str) -> None:
    item = CalendarItem("x", "x", "", text)
    with pytest.raises(CalendarUnavailable, match="The event “x”"):
        events_in([item], SUMMER, Whose("ana", "Google", "", NEW_YORK))


def test_a_rule_that_never_comes_true_ends() -> None:
    series = google_event(
        "2026-06-16T09:00:00-04:00",
        "2026-06-16T10:00:00-04:00",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
    )
    assert times(read(series)) == ["06-16 13:00/14:00"]
