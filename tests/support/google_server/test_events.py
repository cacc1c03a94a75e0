"""Events through Google's own client: ids, etags, tombstones, fields."""

from __future__ import annotations

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.support.google_server import GoogleServer, Person
from tests.support.google_server.bodies import AT, HOUR, event, refused, when
from tests.support.google_server.conftest import Connect

ID = "photos0001"


def insert(api: Any, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = api.events().insert(calendarId="primary", body=event(id=ID, **fields)).execute()
    return made


def with_match(request: Any, etag: str) -> Any:
    request.headers["If-Match"] = etag
    return request


def test_an_event_is_kept_as_it_was_sent_and_read_back(api: Any, server: GoogleServer) -> None:
    made = insert(
        api,
        location="55 Summit Avenue",
        description="Key in the box",
        extendedProperties={"private": {"studioDeskAppointment": "a1"}, "shared": {"b": "2"}},
    )
    assert made["start"] == {"dateTime": "2026-06-16T10:00:00-04:00", "timeZone": "America/New_York"}
    assert made["organizer"] == made["creator"] == {"email": "studio@example.com", "self": True}
    assert made["status"] == "confirmed"
    assert made["iCalUID"] == f"{ID}@google.com"
    assert made["extendedProperties"]["private"] == {"studioDeskAppointment": "a1"}
    assert api.events().get(calendarId="studio@example.com", eventId=ID).execute() == made
    assert list(server.misfits) == []


def test_without_an_id_the_server_makes_one(api: Any) -> None:
    made = api.events().insert(calendarId="primary", body=event()).execute()
    assert api.events().get(calendarId="primary", eventId=made["id"]).execute() == made


def test_the_answer_is_in_the_zone_that_is_asked_for(api: Any) -> None:
    insert(api)
    found = api.events().get(calendarId="primary", eventId=ID, timeZone="Europe/Paris").execute()
    assert found["start"] == {"dateTime": "2026-06-16T16:00:00+02:00", "timeZone": "America/New_York"}


def test_an_id_is_taken_for_ever(api: Any) -> None:
    insert(api)
    again = api.events().insert(calendarId="primary", body=event(id=ID))
    assert refused(again) == (409, "duplicate")
    api.events().delete(calendarId="primary", eventId=ID).execute()
    assert refused(again) == (409, "duplicate")


def test_every_change_makes_a_new_etag_and_an_old_one_no_longer_matches(api: Any) -> None:
    first = insert(api)
    second = api.events().patch(calendarId="primary", eventId=ID, body={"summary": "Video"}).execute()
    assert second["etag"] != first["etag"]
    late = with_match(
        api.events().update(calendarId="primary", eventId=ID, body=event(summary="Late")), first["etag"]
    )
    assert refused(late) == (412, "conditionNotMet")
    assert refused(with_match(api.events().delete(calendarId="primary", eventId=ID), first["etag"])) == (
        412,
        "conditionNotMet",
    )
    right = with_match(
        api.events().update(calendarId="primary", eventId=ID, body=event(summary="Right")), second["etag"]
    )
    assert right.execute()["summary"] == "Right"


def test_update_replaces_and_patch_changes(api: Any) -> None:
    insert(api, location="Here", extendedProperties={"private": {"a": "1", "b": "2"}})
    patched = (
        api.events()
        .patch(
            calendarId="primary",
            eventId=ID,
            body={"location": None, "extendedProperties": {"private": {"b": None, "c": "3"}}},
        )
        .execute()
    )
    assert "location" not in patched
    assert patched["summary"] == "Photos"
    assert patched["extendedProperties"]["private"] == {"a": "1", "c": "3"}
    replaced = api.events().update(calendarId="primary", eventId=ID, body=event(summary="Video")).execute()
    assert "extendedProperties" not in replaced
    assert replaced["created"] == patched["created"]


def test_a_patch_turns_hours_into_a_day(api: Any) -> None:
    insert(api)
    day = {"start": {"date": "2026-06-16", "dateTime": None}, "end": {"date": "2026-06-17", "dateTime": None}}
    patched = api.events().patch(calendarId="primary", eventId=ID, body=day).execute()
    assert patched["start"] == {"date": "2026-06-16"}


def test_the_sequence_counts_moves_and_never_goes_back(api: Any) -> None:
    assert insert(api)["sequence"] == 0
    moved = api.events().update(calendarId="primary", eventId=ID, body=event(AT + HOUR)).execute()
    assert moved["sequence"] == 1
    told = (
        api.events().update(calendarId="primary", eventId=ID, body=event(AT + HOUR, summary="New")).execute()
    )
    assert told["sequence"] == 1
    old = api.events().update(calendarId="primary", eventId=ID, body=event(AT + HOUR, sequence=0))
    assert refused(old) == (400, "invalid")


def test_what_is_fixed_at_the_start_stays(api: Any) -> None:
    insert(api)
    for fields, reason in (
        ({"id": "photos0002"}, "invalid"),
        ({"iCalUID": "x@example.com"}, "invalid"),
        ({"eventType": "focusTime"}, "eventTypeRestriction"),
    ):
        body = event() | fields
        assert refused(api.events().update(calendarId="primary", eventId=ID, body=body)) == (400, reason)


def test_a_deleted_event_leaves_a_tombstone_that_an_update_brings_back(api: Any) -> None:
    insert(api)
    api.events().delete(calendarId="primary", eventId=ID).execute()
    assert api.events().get(calendarId="primary", eventId=ID).execute()["status"] == "cancelled"
    assert api.events().list(calendarId="primary").execute()["items"] == []
    assert refused(api.events().delete(calendarId="primary", eventId=ID)) == (410, "deleted")
    silent = api.events().update(calendarId="primary", eventId=ID, body=event()).execute()
    assert silent["status"] == "cancelled", "an update without a status must not be relied on"
    back = api.events().update(calendarId="primary", eventId=ID, body=event(status="confirmed")).execute()
    assert back["status"] == "confirmed"
    assert [item["id"] for item in api.events().list(calendarId="primary").execute()["items"]] == [ID]


def test_a_status_of_cancelled_deletes(api: Any) -> None:
    insert(api)
    api.events().patch(calendarId="primary", eventId=ID, body={"status": "cancelled"}).execute()
    assert api.events().list(calendarId="primary").execute()["items"] == []


def test_long_properties_are_cut_silently(api: Any) -> None:
    made = insert(api, extendedProperties={"private": {"k" * 45: "gone", "kept": "v" * 1025}})
    assert made["extendedProperties"]["private"] == {"kept": "v" * 1024}


def test_get_with_the_known_etag_answers_nothing_new(api: Any) -> None:
    request = api.events().get(calendarId="primary", eventId=ID)
    request.headers["If-None-Match"] = insert(api)["etag"]
    with pytest.raises(HttpError) as caught:
        request.execute()
    assert caught.value.resp.status == 304


def test_what_is_not_there_is_not_found(api: Any, ana: Person) -> None:
    assert refused(api.events().get(calendarId="primary", eventId="abcdef")) == (404, "notFound")
    assert refused(api.events().get(calendarId=ana.email, eventId="abcdef")) == (404, "notFound")
    assert refused(api.events().list(calendarId="nobody@example.com")) == (404, "notFound")


def test_roles_say_who_may_do_what(connect: Connect, studio: Person, ana: Person) -> None:
    made = studio.create("Secret", AT, AT + HOUR, description="All of it", visibility="private")
    shown = studio.create("Open", AT, AT + HOUR)
    api = connect(ana.email)
    update = api.events().patch(calendarId=studio.email, eventId=shown["id"], body={"summary": "x"})

    studio.share(ana, "freeBusyReader")
    for item in api.events().list(calendarId=studio.email).execute()["items"]:
        assert "summary" not in item
        assert item["visibility"] == "private"
    assert refused(update) == (403, "requiredAccessLevel")

    studio.share(ana, "reader")
    found = {item["id"]: item for item in api.events().list(calendarId=studio.email).execute()["items"]}
    assert found[shown["id"]]["summary"] == "Open"
    assert "summary" not in found[made["id"]]
    assert "description" not in found[made["id"]]
    assert refused(update) == (403, "requiredAccessLevel")

    studio.share(ana, "writer")
    assert update.execute()["summary"] == "x"
    assert api.events().get(calendarId=studio.email, eventId=made["id"]).execute()["summary"] == "Secret"

    studio.share(ana, "")
    assert refused(update) == (404, "notFound")


def test_scopes_say_what_a_program_may_do(connect: Connect, studio: Person, ana: Person) -> None:
    ana.share(studio, "writer")
    insufficient = (403, "insufficientPermissions")
    reader = connect(studio.email, "calendar.events.readonly")
    assert reader.events().list(calendarId="primary").execute()["items"] == []
    assert refused(reader.events().insert(calendarId="primary", body=event())) == insufficient
    assert refused(reader.calendarList().list()) == insufficient
    owned = connect(studio.email, "calendar.events.owned")
    assert owned.events().insert(calendarId="primary", body=event()).execute()["id"]
    assert refused(owned.events().list(calendarId=ana.email)) == insufficient
    busy = connect(studio.email, "calendar.events.freebusy")
    (item,) = busy.events().list(calendarId="primary").execute()["items"]
    assert "summary" not in item


def test_calendars_and_their_list(connect: Connect, studio: Person, ana: Person) -> None:
    studio.add_calendar("rooms@group.calendar.example", "Rooms", "Europe/Paris")
    ana.share(studio, "freeBusyReader")
    api = connect(studio.email)
    found = {item["id"]: item for item in api.calendarList().list().execute()["items"]}
    assert {name: item["accessRole"] for name, item in found.items()} == {
        "studio@example.com": "owner",
        "rooms@group.calendar.example": "owner",
        "ana@example.com": "freeBusyReader",
    }
    assert [name for name, item in found.items() if item.get("primary")] == ["studio@example.com"]
    writable = api.calendarList().list(minAccessRole="writer").execute()["items"]
    assert len(writable) == 2
    first = api.calendarList().list(maxResults=2).execute()
    second = api.calendarList().list(maxResults=2, pageToken=first["nextPageToken"]).execute()
    assert [len(page["items"]) for page in (first, second)] == [2, 1]
    assert (
        api.calendars().get(calendarId="rooms@group.calendar.example").execute()["timeZone"] == "Europe/Paris"
    )
    assert api.calendarList().get(calendarId="primary").execute()["id"] == "studio@example.com"
    assert api.settings().get(setting="timezone").execute()["value"] == "America/New_York"


def test_only_the_fields_that_are_asked_for(api: Any, studio: Person) -> None:
    studio.create("Dentist", AT, AT + HOUR)
    page = (
        api.events()
        .list(calendarId="primary", fields="items(summary,start/dateTime),nextSyncToken")
        .execute()
    )
    assert set(page) == {"items", "nextSyncToken"}
    assert page["items"] == [{"summary": "Dentist", "start": {"dateTime": "2026-06-16T10:00:00-04:00"}}]
    assert set(api.events().list(calendarId="primary", fields="nextSyncToken").execute()) == {"nextSyncToken"}


def test_times_are_checked_by_hand_too(studio: Person) -> None:
    made = studio.create("Day", AT.date(), AT.date() + HOUR * 24)
    assert made["start"] == {"date": "2026-06-16"}
    assert studio.move(made["id"], AT, AT + HOUR)["start"]["timeZone"] == when(AT)["timeZone"]
