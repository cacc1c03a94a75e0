"""What does not fit the discovery document is refused, and remembered."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.support.google_server import GoogleServer, Person
from tests.support.google_server.bodies import AT, HOUR, event, refused, when
from tests.support.google_server.discovery import check_answer

PLACE = "calendar/v3/calendars/primary/events"


def raw(server: GoogleServer, verb: str, path: str, body: object = None) -> tuple[int, str]:
    """A request that Google's client would not make: the status and the error's message."""
    token = server.sign_in.access_token(server.sign_in.grant("studio@example.com", "calendar"))
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(server.root + path, data, headers, method=verb)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())["error"]["message"]


@pytest.mark.parametrize(
    "verb, path, body, status, words",
    [
        ("GET", "calendar/v3/calendars/primary/evens", None, 404, "there is no"),
        ("DELETE", PLACE, None, 405, "DELETE"),
        ("GET", PLACE + "?maxResult=5", None, 400, "has no maxResult"),
        ("GET", PLACE + "?maxResults=many", None, 400, "maxResults can't be 'many'"),
        ("GET", PLACE + "?maxResults=0", None, 400, "maxResults can't be '0'"),
        ("GET", PLACE + "?maxResults=5&maxResults=6", None, 400, "given twice"),
        ("GET", PLACE + "?showDeleted=yes", None, 400, "showDeleted can't be 'yes'"),
        ("GET", PLACE + "?orderBy=summary", None, 400, "orderBy can't be 'summary'"),
        ("GET", PLACE + "?timeMin=2026-06-16T10:00:00", None, 400, "timeMin can't be"),
        ("GET", PLACE + "?timeMin=2026-13-16T10:00:00Z", None, 400, "timeMin can't be"),
        ("GET", PLACE + "?fields=items(idd)", None, 400, "Invalid field selection idd"),
        ("GET", PLACE + "?fields=items(", None, 400, "fields can't be"),
        ("GET", PLACE + "?eventId=abcde", None, 400, "has no eventId"),
        ("POST", PLACE + "?sendUpdates=everybody", event(), 400, "sendUpdates can't be"),
        ("POST", PLACE, event(title="x"), 400, "has no field 'title'"),
        ("POST", PLACE, event(summary=5), 400, "Event.summary can't be 5"),
        ("POST", PLACE, event(summary=None), 400, "Event.summary is null"),
        ("POST", PLACE, event(sequence=True), 400, "Event.sequence can't be True"),
        ("POST", PLACE, event(attendees={"email": "a@example.com"}), 400, "Event.attendees can't be"),
        ("POST", PLACE, event(attendees=[{"mail": "a@example.com"}]), 400, "has no field 'mail'"),
        ("POST", PLACE, event(start={"dateTime": "16 June"}), 400, "start.dateTime can't be"),
        ("POST", PLACE, event(start={"date": "2026-6-1"}), 400, "start.date can't be"),
        ("POST", PLACE, event(extendedProperties={"private": {"a": 1}}), 400, "private.a can't be 1"),
        ("POST", PLACE, event(extendedProperties={"own": {"a": "1"}}), 400, "has no field 'own'"),
        ("POST", PLACE, b"{", 400, "no JSON"),
        ("POST", PLACE, [], 400, "needs a JSON object"),
        ("POST", PLACE, None, 400, "needs a JSON object"),
        ("GET", PLACE, {}, 400, "takes no body"),
        ("POST", PLACE + "/abcde/move", None, 400, "needs destination"),
        ("POST", "calendar/v3/channels/stop", {}, 501, "does not know channels.stop"),
    ],
)
def test_a_request_that_does_not_fit_is_refused_and_remembered(
    server: GoogleServer, studio: Person, verb: str, path: str, body: object, status: int, words: str
) -> None:
    answered, message = raw(server, verb, path, body)
    assert answered == status
    assert words in message
    assert len(server.misfits) == 1
    assert words in server.misfits[0]


@pytest.mark.parametrize(
    "path",
    [
        PLACE + "?alt=json&prettyPrint=false&maxResults=5&eventTypes=default&eventTypes=focusTime",
        PLACE + "?fields=items(id,start/dateTime,attendees(email)),nextPageToken,nextSyncToken",
        PLACE + "?timeMin=2026-06-16T10:00:00-04:00&timeMax=2026-06-17T10:00:00.5Z",
        "calendar/v3/calendars/studio%40example.com/events",
        "calendar/v3/users/me/calendarList",
    ],
)
def test_what_fits_is_answered(server: GoogleServer, studio: Person, path: str) -> None:
    assert raw(server, "GET", path) == (200, "")
    assert list(server.misfits) == []


def test_the_answers_fit_the_document_too(api: Any, studio: Person, ana: Person) -> None:
    ana.share(studio, "freeBusyReader")
    studio.create("A", AT, AT + HOUR, [ana.email], id="single0", location="x", visibility="private")
    studio.create("B", AT, AT + HOUR, id="series0", recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    studio.delete("series0_20260617T140000Z")
    ana.answer("single0", "accepted", comment="Yes")
    span = {
        "timeMin": "2026-06-16T00:00:00Z",
        "timeMax": "2026-06-17T00:00:00Z",
        "items": [{"id": ana.email}],
    }
    events = api.events()
    for name, request in (
        ("events.list", events.list(calendarId="primary", maxAttendees=1, timeZone="UTC")),
        ("events.list", events.list(calendarId="primary", singleEvents=True, showDeleted=True)),
        ("events.list", events.list(calendarId=ana.email)),
        ("events.instances", events.instances(calendarId="primary", eventId="series0")),
        ("events.get", events.get(calendarId="primary", eventId="single0")),
        ("events.insert", events.insert(calendarId="primary", body=event())),
        ("events.patch", events.patch(calendarId="primary", eventId="single0", body={"summary": "C"})),
        ("calendarList.list", api.calendarList().list()),
        ("calendarList.get", api.calendarList().get(calendarId="primary")),
        ("calendars.get", api.calendars().get(calendarId="primary")),
        ("freebusy.query", api.freebusy().query(body=span)),
        ("settings.get", api.settings().get(setting="locale")),
    ):
        check_answer(name, request.execute())


@pytest.mark.parametrize(
    "body, reason",
    [
        (event(id="photo-1"), "invalid"),
        (event(id="abcd"), "invalid"),
        (event(id="wxyz12"), "invalid"),
        (event(id="abcde", iCalUID="x"), "invalid"),
        ({"summary": "x"}, "required"),
        ({"start": when(AT)}, "required"),
        (event(start={"dateTime": "2026-06-16T10:00:00"}), "required"),
        (event(start={"dateTime": "2026-06-16T10:00:00", "timeZone": "Mars/Base"}), "invalid"),
        (event(start={"date": "2026-06-16"}), "invalid"),
        (event(end=when(AT - HOUR)), "timeRangeEmpty"),
        (event(recurrence=["FREQ=DAILY"]), "invalid"),
        (event(recurrence=["DTSTART:20260616T100000Z"]), "invalid"),
        (event(recurrence=["RRULE:FREQ=SOMETIMES"]), "invalid"),
        (event(start={"dateTime": "2026-06-16T10:00:00Z"}, recurrence=["RRULE:FREQ=DAILY"]), "required"),
        (event(attendees=[{"email": "ana"}]), "invalid"),
        (event(attendees=[{"email": "a@example.com", "responseStatus": "perhaps"}]), "invalid"),
        (event(status="done"), "invalid"),
        (event(transparency="glass"), "invalid"),
        (event(visibility="hidden"), "invalid"),
        (event(eventType="fromGmail"), "eventTypeRestriction"),
        (event(description="x" * 8193), "invalid"),
    ],
)
def test_values_that_google_refuses(
    server: GoogleServer, api: Any, body: dict[str, Any], reason: str
) -> None:
    assert refused(api.events().insert(calendarId="primary", body=body)) == (400, reason)
    assert list(server.misfits) == []
    assert api.events().list(calendarId="primary").execute()["items"] == []
