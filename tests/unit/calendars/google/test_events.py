"""Photographers' events at Google: what they mean, and when."""

import pytest

from studio_app.calendars.google.events import events_in
from studio_app.calendars.google.items import item_of, merged_item
from studio_app.domain.calendar_item import Whose
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import Span
from tests.unit.calendars.conftest import utc
from tests.unit.calendars.google.google_events import (
    JSON,
    ME,
    NEW_YORK,
    SUMMER,
    google_event,
    one,
    read,
    times,
)

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
