"""Recurring events: occurrences, exceptions, holes, and clocks that change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.support.google_server import Person
from tests.support.google_server.bodies import AT, HOUR, all_pages, event, refused

DAY = timedelta(days=1)
THRICE = ["RRULE:FREQ=DAILY;COUNT=3"]
ID = "series0001"


def starts(items: list[dict[str, Any]]) -> list[str]:
    return sorted(item["start"].get("dateTime") or item["start"]["date"] for item in items)


def insert(api: Any, **fields: Any) -> dict[str, Any]:
    body = event(id=ID, recurrence=THRICE) | fields
    made: dict[str, Any] = api.events().insert(calendarId="primary", body=body).execute()
    return made


def occurrences(api: Any, **more: Any) -> list[dict[str, Any]]:
    return all_pages(api.events().instances, calendarId="primary", eventId=ID, **more)[0]


def test_occurrences_have_ids_of_their_own(api: Any) -> None:
    insert(api)
    found = occurrences(api)
    assert [item["id"] for item in found] == [f"{ID}_2026061{day}T140000Z" for day in (6, 7, 8)]
    assert {item["recurringEventId"] for item in found} == {ID}
    assert all(item["originalStartTime"] == item["start"] for item in found)
    assert all("recurrence" not in item for item in found)
    once = api.events().get(calendarId="primary", eventId=found[1]["id"]).execute()
    assert once == found[1]
    assert refused(api.events().get(calendarId="primary", eventId=f"{ID}_20260701T140000Z")) == (
        404,
        "notFound",
    )
    assert refused(api.events().instances(calendarId="primary", eventId=found[1]["id"])) == (400, "invalid")


def test_the_hour_on_the_wall_stays_when_the_clocks_change(api: Any) -> None:
    at = datetime(2026, 10, 31, 14, tzinfo=UTC)
    insert(api, start=event(at)["start"], end=event(at)["end"])
    assert starts(occurrences(api)) == [
        "2026-10-31T10:00:00-04:00",
        "2026-11-01T10:00:00-05:00",
        "2026-11-02T10:00:00-05:00",
    ]


def test_lines_of_a_recurrence_in_any_zone(api: Any) -> None:
    lines = [
        "RRULE:FREQ=DAILY;UNTIL=20260620T140000Z",
        "EXDATE;TZID=America/New_York:20260617T100000",
        "EXDATE:20260618T140000Z",
        "RDATE;TZID=Europe/Paris:20260622T160000",
    ]
    insert(api, recurrence=lines)
    assert [start[8:16] for start in starts(occurrences(api))] == [
        "16T10:00",
        "19T10:00",
        "20T10:00",
        "22T10:00",
    ]


def test_whole_days(studio: Person, api: Any) -> None:
    studio.create(
        "Fair", date(2026, 6, 16), date(2026, 6, 18), id=ID, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"]
    )
    first, second = occurrences(api)
    assert first["id"] == f"{ID}_20260616"
    assert (second["start"], second["end"]) == ({"date": "2026-06-23"}, {"date": "2026-06-25"})


def test_one_occurrence_is_moved_and_one_is_cancelled(api: Any, studio: Person) -> None:
    insert(api)
    first, second, third = occurrences(api)
    studio.move(second["id"], AT + DAY + HOUR, AT + DAY + 2 * HOUR)
    studio.delete(third["id"])
    found = {item["id"]: item for item in api.events().list(calendarId="primary").execute()["items"]}
    assert set(found) == {ID, second["id"], third["id"]}
    assert found[second["id"]]["originalStartTime"] == second["start"]
    assert found[second["id"]]["start"]["dateTime"] == "2026-06-17T11:00:00-04:00"
    assert {name for name in found[third["id"]] if name not in ("kind", "etag")} == {
        "id",
        "status",
        "recurringEventId",
        "originalStartTime",
    }
    single, _, _ = all_pages(api.events().list, calendarId="primary", singleEvents=True, orderBy="startTime")
    assert [item["id"] for item in single] == [first["id"], second["id"]]
    assert len(occurrences(api)) == 2
    assert len(occurrences(api, showDeleted=True)) == 3


def test_a_cancelled_occurrence_comes_back(api: Any, studio: Person) -> None:
    insert(api)
    second = occurrences(api)[1]
    studio.delete(second["id"])
    assert studio.restore(second["id"])["end"] == second["end"]
    assert len(occurrences(api)) == 3


def test_exceptions_and_holes_are_told_to_a_sync_token(api: Any, studio: Person) -> None:
    insert(api)
    _, token, _ = all_pages(api.events().list, calendarId="primary")
    _, second, third = occurrences(api)
    studio.move(second["id"], AT + DAY + HOUR, AT + DAY + 2 * HOUR)
    studio.delete(third["id"])
    items, token, _ = all_pages(api.events().list, calendarId="primary", syncToken=token)
    assert [(item["id"], item["status"]) for item in items] == [
        (second["id"], "confirmed"),
        (third["id"], "cancelled"),
    ]
    studio.delete(ID)
    items, _, _ = all_pages(api.events().list, calendarId="primary", syncToken=token)
    assert {item["id"]: item["status"] for item in items} == {second["id"]: "cancelled", ID: "cancelled"}
    assert api.events().list(calendarId="primary").execute()["items"] == []


def test_a_series_that_moves_takes_its_exceptions_away(api: Any, studio: Person) -> None:
    insert(api)
    studio.move(occurrences(api)[1]["id"], AT + DAY + HOUR, AT + DAY + 2 * HOUR)
    studio.move(ID, AT + 2 * HOUR, AT + 3 * HOUR)
    assert [start[11:16] for start in starts(occurrences(api))] == ["12:00"] * 3


def test_guests_get_the_series_and_its_exceptions(studio: Person, ana: Person) -> None:
    studio.create("Stand-up", AT, AT + HOUR, [ana.email], id=ID, recurrence=THRICE)
    studio.delete(f"{ID}_20260617T140000Z")
    studio.move(f"{ID}_20260618T140000Z", AT + 2 * DAY + HOUR, AT + 2 * DAY + 2 * HOUR)
    assert ana.event(f"{ID}_20260617T140000Z")["status"] == "cancelled"
    assert ana.event(f"{ID}_20260618T140000Z")["start"]["dateTime"] == "2026-06-18T11:00:00-04:00"


def test_this_and_following(api: Any, studio: Person) -> None:
    insert(api, recurrence=["RRULE:FREQ=DAILY"])
    later = studio.split(f"{ID}_20260618T140000Z", summary="Later", recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    assert later["id"] == f"{ID}_R20260618T140000"
    single, _, _ = all_pages(api.events().list, calendarId="primary", singleEvents=True, orderBy="startTime")
    assert [(item["summary"], item["start"]["dateTime"][8:10]) for item in single] == [
        ("Photos", "16"),
        ("Photos", "17"),
        ("Later", "18"),
        ("Later", "19"),
    ]


def test_an_endless_series_is_within_every_later_time(api: Any) -> None:
    insert(api, recurrence=["RRULE:FREQ=WEEKLY"])
    late = {"timeMin": "2030-01-01T00:00:00Z", "timeMax": "2030-02-01T00:00:00Z"}
    assert len(api.events().list(calendarId="primary", **late).execute()["items"]) == 1
    early = {"timeMax": "2026-01-01T00:00:00Z"}
    assert api.events().list(calendarId="primary", **early).execute()["items"] == []
