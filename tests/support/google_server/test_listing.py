"""Lists: pages, sync tokens, their end, and what is left out; free and busy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.google_server import GoogleServer, Person
from tests.support.google_server.bodies import AT, HOUR, all_pages, refused, when
from tests.support.google_server.conftest import Connect


def fill(studio: Person, count: int) -> None:
    studio.fill(
        {"id": f"event{number:05}", "summary": f"No {number}", "start": when(AT), "end": when(AT + HOUR)}
        for number in range(count)
    )


def names(items: list[dict[str, Any]]) -> list[str]:
    return sorted(item["id"] for item in items)


def test_pages_hold_every_event_once_and_the_last_one_the_token(api: Any, studio: Person) -> None:
    fill(studio, 23)
    items, token, pages = all_pages(api.events().list, calendarId="primary", maxResults=5)
    assert pages == 5
    assert names(items) == [f"event{number:05}" for number in range(23)]
    assert token


def test_what_happens_between_two_pages_comes_with_the_next_token(api: Any, studio: Person) -> None:
    fill(studio, 6)
    first = api.events().list(calendarId="primary", maxResults=4).execute()
    studio.delete("event00000")
    studio.create("New", AT, AT + HOUR, id="fresh0001")
    last = api.events().list(calendarId="primary", maxResults=4, pageToken=first["nextPageToken"]).execute()
    assert len(first["items"]) + len(last["items"]) == 6
    changed = api.events().list(calendarId="primary", syncToken=last["nextSyncToken"]).execute()
    assert {item["id"]: item["status"] for item in changed["items"]} == {
        "event00000": "cancelled",
        "fresh0001": "confirmed",
    }


def test_no_page_is_longer_than_the_server_likes(server: GoogleServer, api: Any, studio: Person) -> None:
    fill(studio, 10)
    server.limit_pages(3)
    assert all_pages(api.events().list, calendarId="primary", maxResults=2500)[2] == 4


def test_a_sync_token_gives_what_changed_since_in_pages(api: Any, studio: Person) -> None:
    fill(studio, 8)
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    assert all_pages(api.events().list, calendarId="primary", syncToken=token)[0] == []
    for number in range(3):
        studio.change(f"event{number:05}", summary="New")
    studio.delete("event00007")
    items, token, pages = all_pages(api.events().list, calendarId="primary", syncToken=token, maxResults=3)
    assert names(items) == ["event00000", "event00001", "event00002", "event00007"]
    assert pages == 2
    gone = items[-1]
    assert set(gone) == {"kind", "etag", "id", "status"}, "a tombstone is sure to have nothing but its id"
    assert all_pages(api.events().list, calendarId="primary", syncToken=token)[0] == []


def test_deleted_events_in_full_where_they_are_asked_for(api: Any, studio: Person) -> None:
    fill(studio, 2)
    _, token, _ = all_pages(api.events().list, calendarId="primary", showDeleted=True)
    studio.delete("event00001")
    (gone,), _, _ = all_pages(api.events().list, calendarId="primary", syncToken=token, showDeleted=True)
    assert (gone["status"], gone["summary"]) == ("cancelled", "No 1")
    assert len(api.events().list(calendarId="primary", showDeleted=True).execute()["items"]) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"timeMin": "2026-06-16T10:00:00Z"},
        {"timeMax": "2026-06-16T10:00:00Z"},
        {"updatedMin": "2026-06-16T10:00:00Z"},
        {"q": "x"},
        {"orderBy": "updated"},
        {"iCalUID": "x"},
        {"privateExtendedProperty": "a=b"},
        {"sharedExtendedProperty": "a=b"},
        {"showDeleted": False},
        {"singleEvents": True},
        {"showDeleted": True},
        {"eventTypes": "default"},
    ],
)
def test_what_may_not_stand_beside_a_sync_token(api: Any, studio: Person, more: dict[str, Any]) -> None:
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    assert refused(api.events().list(calendarId="primary", syncToken=token, **more)) == (400, "invalid")


def test_a_token_ends(server: GoogleServer, api: Any, studio: Person) -> None:
    fill(studio, 2)
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    server.expire_sync_tokens()
    again = api.events().list(calendarId="primary", syncToken=token)
    assert refused(again) == (410, "fullSyncRequired")
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    assert all_pages(api.events().list, calendarId="primary", syncToken=token)[0] == []


def test_a_token_belongs_to_its_calendar(connect: Connect, api: Any, studio: Person, ana: Person) -> None:
    ana.share(studio)
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    assert refused(api.events().list(calendarId=ana.email, syncToken=token)) == (400, "invalid")
    assert refused(api.events().list(calendarId="primary", syncToken="x")) == (400, "invalid")
    assert refused(api.events().list(calendarId="primary", pageToken="x")) == (400, "invalid")


def test_a_search_gives_no_token(api: Any, studio: Person) -> None:
    made = studio.create("Dentist", AT, AT + HOUR, extendedProperties={"private": {"a": "1"}})
    studio.create("Other", AT, AT + HOUR)
    for search in ({"q": "dent"}, {"iCalUID": made["iCalUID"]}, {"privateExtendedProperty": ["a=1"]}):
        items, token, _ = all_pages(api.events().list, calendarId="primary", **search)
        assert names(items) == [made["id"]]
        assert token == ""


def test_times_bound_a_list(api: Any, studio: Person) -> None:
    studio.create("Early", AT, AT + HOUR, id="firstone")
    studio.create("Late", AT + 2 * HOUR, AT + 3 * HOUR, id="lateone")
    inside = {"timeMin": (AT + HOUR).isoformat(), "timeMax": (AT + 4 * HOUR).isoformat()}
    items, token, _ = all_pages(api.events().list, calendarId="primary", **inside)
    assert names(items) == ["lateone"]
    assert token
    empty = {"timeMin": AT.isoformat(), "timeMax": AT.isoformat()}
    assert refused(api.events().list(calendarId="primary", **empty)) == (400, "timeRangeEmpty")


def test_kinds_of_events(api: Any, studio: Person) -> None:
    studio.create("Here", AT, AT + HOUR, eventType="workingLocation", id="athome0")
    studio.create("Photos", AT, AT + HOUR)
    items, _, _ = all_pages(api.events().list, calendarId="primary", eventTypes=["workingLocation"])
    assert names(items) == ["athome0"]


# ---------------------------------------------------------------- free and busy


def busy(api: Any, *calendars: str, **more: Any) -> dict[str, list[tuple[str, str]]]:
    span = {"timeMin": "2026-06-16T00:00:00Z", "timeMax": "2026-06-17T00:00:00Z"}
    body = span | {"items": [{"id": calendar} for calendar in calendars]} | more
    found = api.freebusy().query(body=body).execute()["calendars"]
    return {
        name: [(each["start"][11:16], each["end"][11:16]) for each in found[name]["busy"]]
        for name in calendars
    }


def test_busy_times_are_joined_and_say_nothing_else(api: Any, studio: Person, ana: Person) -> None:
    ana.share(studio, "freeBusyReader")
    ana.create("A", AT, AT + HOUR)
    ana.create("B", AT + HOUR, AT + 2 * HOUR)
    ana.create("Free", AT + 3 * HOUR, AT + 4 * HOUR, transparency="transparent")
    ana.create("Home", AT + 3 * HOUR, AT + 4 * HOUR, eventType="workingLocation")
    ana.is_invited("b@elsewhere.example", "Declined", AT + 3 * HOUR, AT + 4 * HOUR, "declined")
    ana.is_invited("b@elsewhere.example", "Perhaps", AT + 5 * HOUR, AT + 6 * HOUR, "needsAction")
    ana.delete(ana.create("Gone", AT + 7 * HOUR, AT + 8 * HOUR)["id"])
    ana.create("Daily", AT - 49 * HOUR, AT - 48 * HOUR, recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    assert busy(api, ana.email) == {ana.email: [("13:00", "16:00"), ("19:00", "20:00")]}


def test_calendars_that_cannot_be_seen_are_named(api: Any, ana: Person) -> None:
    body = {
        "timeMin": "2026-06-16T00:00:00Z",
        "timeMax": "2026-06-17T00:00:00Z",
        "items": [{"id": ana.email}],
    }
    found = api.freebusy().query(body=body).execute()["calendars"][ana.email]
    assert found == {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}


def test_fifty_calendars_at_most(server: GoogleServer, api: Any, studio: Person) -> None:
    body = {"timeMin": "2026-06-16T00:00:00Z", "timeMax": "2026-06-17T00:00:00Z"}
    fifty = [{"id": studio.email}] * 50
    api.freebusy().query(body=body | {"items": fifty}).execute()
    assert list(server.misfits) == []
    assert refused(api.freebusy().query(body=body | {"items": [*fifty, *fifty]}))[0] == 400
    assert len(server.misfits) == 1
    assert refused(api.freebusy().query(body=body | {"calendarExpansionMax": 51}))[0] == 400
    assert refused(api.freebusy().query(body={"items": fifty})) == (400, "required")
    backwards = {"timeMin": body["timeMax"], "timeMax": body["timeMin"]}
    assert refused(api.freebusy().query(body=backwards)) == (400, "timeRangeEmpty")
    long = body | {"timeMax": "2027-06-17T00:00:00Z"}
    assert refused(api.freebusy().query(body=long)) == (400, "timeRangeTooLong")


def test_a_very_long_address_travels_as_a_form(server: GoogleServer, api: Any, studio: Person) -> None:
    studio.create("Dentist", AT, AT + HOUR)
    found = (
        api.events()
        .list(calendarId="primary", q="dentist", fields="items(" + "summary," * 300 + "id)")
        .execute()
    )
    assert found["items"][0]["summary"] == "Dentist"
    assert server.requests[-1].method == "events.list"
