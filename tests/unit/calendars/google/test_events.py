"""Photographers' events at Google: what they mean, and when."""

from datetime import UTC, datetime

import pytest

from studio_app.calendars.google.events import events_in
from studio_app.calendars.google.items import item_of, merged_item
from studio_app.domain.calendar_item import CalendarItem, Whose
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from tests.unit.calendars.google.conftest import (
    JSON,
    NEW_YORK,
    SUMMER,
    cancelled,
    exception,
    google_event,
    read,
    timed,
    times,
)


def one(event: JSON) -> OutsideEvent:
    (found,) = read(event)
    return found


def spring(year: int = 2026) -> Span:
    return Span(datetime(year, 3, 1, tzinfo=UTC), datetime(year, 4, 1, tzinfo=UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# ---------------------------------------------------------------- meaning


def test_a_plain_event() -> None:
    found = one(google_event())
    assert found == OutsideEvent(
        "ana", Span(utc("2026-06-16T13:00"), utc("2026-06-16T14:00")), "Dentist", calendar="Google"
    )


@pytest.mark.parametrize(
    "fields, meant",
    [
        ({"transparency": "transparent"}, {"show_as": ShowAs.FREE}),
        ({"transparency": "opaque"}, {"show_as": ShowAs.BUSY}),
        ({"status": "tentative"}, {"status": EventStatus.TENTATIVE}),
        ({"eventType": "outOfOffice"}, {"kind": EventKind.OUT_OF_OFFICE}),
        ({"eventType": "workingLocation"}, {"kind": EventKind.WORKING_LOCATION}),
        ({"eventType": "focusTime"}, {"kind": EventKind.DEFAULT, "show_as": ShowAs.BUSY}),
        ({"eventType": "something new"}, {"kind": EventKind.DEFAULT}),
        ({"summary": None}, {"title": ""}),
        ({"summary": "Two\nlines\x00 and\u2028more"}, {"title": "Two lines  and more"}),
        ({"summary": "half \ud83d a face"}, {"title": "half   a face"}),
        ({"summary": "x" * 300}, {"title": "x" * 200}),
        ({"visibility": "private"}, {"title": ""}),
        ({"visibility": "confidential"}, {"title": ""}),
        ({"visibility": "public"}, {"title": "Dentist"}),
    ],
)
def test_what_google_s_fields_mean(fields: JSON, meant: JSON) -> None:
    found = one(google_event(**fields))
    assert {name: getattr(found, name) for name in meant} == meant


ME = {"email": "ana@example.com", "self": True}


@pytest.mark.parametrize(
    "fields, response",
    [
        ({}, None),
        ({"attendees": [ME | {"responseStatus": "accepted"}]}, Response.ACCEPTED),
        ({"attendees": [ME | {"responseStatus": "declined"}]}, Response.DECLINED),
        ({"attendees": [ME | {"responseStatus": "tentative"}]}, Response.TENTATIVE),
        ({"attendees": [ME | {"responseStatus": "needsAction"}]}, Response.NEEDS_ACTION),
        ({"attendees": [ME]}, Response.NEEDS_ACTION),
        # Whoever made the event need not answer.
        ({"attendees": [ME | {"responseStatus": "needsAction", "organizer": True}]}, None),
        ({"attendees": [ME | {"responseStatus": "needsAction"}], "organizer": {"self": True}}, None),
        (
            {"attendees": [ME | {"responseStatus": "declined"}], "organizer": {"self": True}},
            Response.DECLINED,
        ),
        # Only the calendar's owner counts where Google says who that is.
        (
            {
                "attendees": [
                    {"email": "shared@group.calendar.google.com", "self": True, "responseStatus": "accepted"},
                    {"email": "ana@example.com", "responseStatus": "declined"},
                ]
            },
            Response.ACCEPTED,
        ),
        # Else the photographer's own address.
        ({"attendees": [{"email": "Ana@Example.com ", "responseStatus": "declined"}]}, Response.DECLINED),
        ({"attendees": [{"email": "ben@example.com", "responseStatus": "declined"}]}, None),
        ({"attendees": [{"responseStatus": "declined"}]}, None),
        ({"attendees": None}, None),
    ],
)
def test_own_answers(fields: JSON, response: Response | None) -> None:
    assert one(google_event(**fields)).response is response


def test_nobody_s_address_is_kept() -> None:
    guests = [{"email": f"guest{number}@example.com", "responseStatus": "accepted"} for number in range(3)]
    item = item_of(google_event(attendees=guests, description="A secret"), titles=True)
    assert "guest" not in item.text
    assert "secret" not in item.text


def test_titles_are_left_out_where_they_are_not_wanted() -> None:
    assert "Dentist" not in item_of(google_event(), titles=False).text
    assert [event.title for event in read(google_event(), titles=False)] == [""]


def test_items_are_short() -> None:
    text = item_of(google_event(), titles=True).text
    assert len(text) < 90, text


def test_our_own_events_are_left_out() -> None:
    ours = google_event(event_id="ours")
    assert read(ours, ours=["ours"]) == []
    # A copy that came by mail from a calendar that is not at Google.
    copy = google_event(event_id="_60q30c1g60o30", iCalUID="ours")
    assert read(copy, ours=["ours"]) == []
    assert read(google_event(event_id="copied", iCalUID="ours@google.com"), ours=["ours"]) == []
    assert len(read(google_event(event_id="other"), ours=["ours"])) == 1


# ---------------------------------------------------------------- times


def test_whole_days_end_before_their_end() -> None:
    assert times(read(google_event("2026-06-16", "2026-06-18"))) == ["2026-06-16/2026-06-18"]
    assert times(read(google_event("2026-06-16", "2026-06-16"))) == ["2026-06-16/2026-06-17"]
    assert times(read(google_event("2026-06-16", None))) == ["2026-06-16/2026-06-17"]


def test_events_without_an_end() -> None:
    assert times(read(google_event(end=None, endTimeUnspecified=True))) == ["06-16 13:00/14:00"]
    (none,) = read(google_event(end="2026-06-16T09:00:00-04:00"))
    assert isinstance(none.when, Span)
    assert none.when.minutes == 0


def test_only_what_lies_in_the_window() -> None:
    touching = [
        google_event("2026-05-31T23:00:00Z", "2026-06-01T00:00:00Z", event_id="before"),
        google_event("2026-08-01T00:00:00Z", "2026-08-01T01:00:00Z", event_id="after"),
        google_event("2026-05-31T23:00:00Z", "2026-06-01T00:00:01Z", event_id="in"),
    ]
    assert times(read(*touching)) == ["05-31 23:00/00:00"]


def test_an_offset_alone_is_enough_for_a_single_event() -> None:
    event = google_event(zone="Nowhere/Land")
    assert times(read(event)) == ["06-16 13:00/14:00"]
    event = google_event(start="2026-06-16T13:00:00Z")
    event["start"].pop("timeZone")
    assert times(read(event)) == ["06-16 13:00/14:00"]


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


# ---------------------------------------------------------------- free and busy


def busy(*ours: tuple[str, str]) -> list[str]:
    items = [merged_item(utc("2026-06-16T13:00"), utc("2026-06-16T17:00"))]
    own = tuple(Span(utc(start), utc(end)) for start, end in ours)
    found = events_in(items, SUMMER, Whose("ana", "Google", "", NEW_YORK, ours_at=own))
    return [time for group in found.values() for time in times(group)]


def test_our_own_time_is_taken_out_of_a_free_busy_answer() -> None:
    assert busy() == ["06-16 13:00/17:00"]
    assert busy(("2026-06-16T13:00", "2026-06-16T17:00")) == []
    assert busy(("2026-06-16T14:00", "2026-06-16T15:00")) == ["06-16 13:00/14:00", "06-16 15:00/17:00"]
    assert busy(("2026-06-16T12:00", "2026-06-16T14:00")) == ["06-16 14:00/17:00"]
    assert busy(("2026-06-16T16:00", "2026-06-16T18:00"), ("2026-06-16T12:00", "2026-06-16T14:00")) == [
        "06-16 14:00/16:00"
    ]
    assert busy(("2026-06-16T17:00", "2026-06-16T18:00")) == ["06-16 13:00/17:00"]


def test_our_own_time_is_taken_out_of_nothing_else() -> None:
    own = Span(utc("2026-06-16T13:00"), utc("2026-06-16T14:00"))
    assert times(read(google_event(), ours_at=[own])) == ["06-16 13:00/14:00"]
