"""Our events as Google has them, and what Google's own pages make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from studio_app.calendars.google.wire import (
    alike,
    changed_event,
    fitted,
    marked_up,
    new_event,
    plain_text,
    revived_event,
    stored_event,
    without_host,
)
from studio_app.domain.calendar_event import CalendarEvent, Guest
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable

NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 6, 16, 13, tzinfo=UTC)
EVENT = CalendarEvent(
    "0a1b2c3d",
    "a-1",
    Span(NINE, NINE + timedelta(hours=2)),
    NEW_YORK,
    "Photos · 55 Summit Avenue",
    "Agent: Dana\nLockbox <see mail> & more",
    "55 Summit Avenue",
    (Guest("Dana Reed", "dana@reed.test"), Guest("Ana", "ana@studio.test")),
)


def back(body: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """As Google stores what was sent."""
    return body | {"etag": '"1"', "kind": "calendar#event", "htmlLink": "https://x", "sequence": 2} | fields


def test_the_body_of_a_new_event() -> None:
    assert new_event(EVENT) == {
        "id": "0a1b2c3d",
        "status": "confirmed",
        "summary": "Photos · 55 Summit Avenue",
        "description": "Agent: Dana\nLockbox &lt;see mail&gt; &amp; more",
        "location": "55 Summit Avenue",
        "start": {"dateTime": "2026-06-16T09:00:00-04:00", "timeZone": "America/New_York"},
        "end": {"dateTime": "2026-06-16T11:00:00-04:00", "timeZone": "America/New_York"},
        "attendees": [
            {"email": "dana@reed.test", "displayName": "Dana Reed"},
            {"email": "ana@studio.test", "displayName": "Ana"},
        ],
        "extendedProperties": {"private": {"studioDeskAppointment": "a-1"}},
    }
    assert stored_event(back(new_event(EVENT)), ZoneInfo("UTC")).event == EVENT


def test_a_change_keeps_what_others_added() -> None:
    stored = back(
        new_event(EVENT),
        colorId="5",
        reminders={"useDefault": False},
        conferenceData={"conferenceId": "x"},
        extendedProperties={
            "private": {"studioDeskAppointment": "a-1", "other": "1"},
            "shared": {"theirs": "2"},
        },
        attendees=[
            {"email": "dana@reed.test", "responseStatus": "accepted", "comment": "Yes"},
            {"email": "ana@studio.test", "responseStatus": "declined", "optional": True},
            {"email": "room@x.test", "resource": True, "responseStatus": "accepted"},
        ],
    )
    theirs = stored_event(stored, NEW_YORK).event.guests[2]
    body = changed_event(stored, replace(EVENT, title="Other", guests=(EVENT.guests[1], theirs)))
    assert body["summary"] == "Other"
    assert (body["colorId"], body["reminders"], body["sequence"]) == ("5", {"useDefault": False}, 2)
    assert body["conferenceData"] == {"conferenceId": "x"}
    assert body["extendedProperties"] == {
        "private": {"studioDeskAppointment": "a-1", "other": "1"},
        "shared": {"theirs": "2"},
    }
    assert body["attendees"] == [
        {"email": "ana@studio.test", "responseStatus": "declined", "optional": True},
        {"email": "room@x.test", "resource": True, "responseStatus": "accepted"},
    ]
    assert not {"etag", "htmlLink", "kind", "organizer", "creator"} & body.keys()


def test_another_time_asks_everybody_again() -> None:
    stored = back(new_event(EVENT))
    stored["attendees"] = [each | {"responseStatus": "accepted"} for each in stored["attendees"]]
    stored["attendees"].append(
        {"email": "studio@x.test", "organizer": True, "self": True, "responseStatus": "accepted"}
    )
    moved = replace(EVENT, span=EVENT.span.moved_to(NINE + timedelta(days=1)))
    answers = {each["email"]: each["responseStatus"] for each in changed_event(stored, moved)["attendees"]}
    assert answers == {
        "dana@reed.test": "needsAction",
        "ana@studio.test": "needsAction",
        "studio@x.test": "accepted",
    }
    same = {each["email"]: each["responseStatus"] for each in changed_event(stored, EVENT)["attendees"]}
    assert set(same.values()) == {"accepted"}


def test_a_deleted_event_comes_back_with_new_invitations() -> None:
    stored = {"id": EVENT.id, "status": "cancelled", "sequence": 4, "etag": '"9"', "colorId": "5"}
    stored["attendees"] = [{"email": "old@x.test", "responseStatus": "accepted"}]  # type: ignore[assignment]
    body = revived_event(stored, EVENT)
    assert (body["status"], body["sequence"], body["colorId"]) == ("confirmed", 4, "5")
    assert [each["email"] for each in body["attendees"]] == ["dana@reed.test", "ana@studio.test"]


def test_words_that_google_only_wrote_otherwise_are_no_change() -> None:
    stored = back(
        new_event(EVENT), description="<p>Agent: Dana</p><b>Lockbox</b> &lt;see mail&gt; &amp;&nbsp;more"
    )
    stored["attendees"] = [
        {"email": "ANA@studio.test", "displayName": "Ana B."},
        {"email": "dana@reed.test"},
        {"email": "x@y.test"},
    ]
    found = alike(stored_event(stored, NEW_YORK), EVENT).event
    assert found == replace(EVENT, guests=(*EVENT.guests, Guest("", "x@y.test")))
    assert changed_event(stored, EVENT)["description"] == stored["description"], (
        "what somebody made bold stays so"
    )


def test_the_calendar_s_own_entry_is_no_guest() -> None:
    host = {"email": "studio@x.test", "organizer": True, "self": True}
    stored = back(new_event(EVENT))
    stored["attendees"].append(host)
    assert host not in without_host(stored, EVENT)["attendees"]
    invited = replace(EVENT, guests=(Guest("", "Studio@x.test"),))
    assert host in without_host(stored, invited)["attendees"], "a photographer may own the calendar"
    assert host in changed_event(stored, EVENT)["attendees"]


def test_an_event_that_somebody_moved_to_a_whole_day() -> None:
    stored = back(new_event(EVENT), start={"date": "2026-06-16"}, end={"date": "2026-06-17"})
    found = stored_event(stored, NEW_YORK).event
    assert found.span == Span(datetime(2026, 6, 16, 4, tzinfo=UTC), datetime(2026, 6, 17, 4, tzinfo=UTC))
    assert changed_event(stored, EVENT)["start"] == {
        "dateTime": "2026-06-16T09:00:00-04:00",
        "timeZone": "America/New_York",
    }


def test_answers() -> None:
    answers = ["accepted", "declined", "tentative", "needsAction", "something new"]
    guests = [{"email": f"{answer}@X.test", "responseStatus": answer} for answer in answers]
    assert stored_event(back(new_event(EVENT), attendees=guests), NEW_YORK).answers == {
        "accepted@x.test": Response.ACCEPTED,
        "declined@x.test": Response.DECLINED,
        "tentative@x.test": Response.TENTATIVE,
        "needsaction@x.test": Response.NEEDS_ACTION,
    }


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"start": None}, "has no start"),
        ({"end": None}, "has no start"),
        ({"end": {"dateTime": "2026-06-16T08:00:00-04:00"}}, "can’t be understood"),
        ({"attendees": [5]}, "can’t be understood"),
        ({"extendedProperties": []}, None),
    ],
)
def test_what_can_not_be_understood_is_named(fields: dict[str, Any], words: str | None) -> None:
    stored = back(new_event(EVENT), **fields)
    if words is None:
        assert stored_event(stored, NEW_YORK).event.appointment == ""
        return
    with pytest.raises(CalendarUnavailable, match=f"Photos · 55 Summit Avenue.*{words}"):
        stored_event(stored, NEW_YORK)


def test_the_second_of_two_same_hours() -> None:
    late = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    event = replace(EVENT, span=Span(late, late + timedelta(hours=1)))
    assert new_event(event)["start"]["dateTime"] == "2026-11-01T01:30:00-05:00"
    assert stored_event(back(new_event(event)), NEW_YORK).event == event


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "text, plain",
    [
        ("plain", "plain"),
        ("a < b and c > d", "a < b and c > d"),
        ("Q&A, Smith & Sons", "Q&A, Smith & Sons"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<b>bold</b> &amp; <a href='https://x'>link</a>", "bold & link"),
        ("a&nbsp;b &lt;c&gt; &#39;d&#39;", "a b <c> 'd'"),
        ("<!-- hidden -->seen", "seen"),
        ("unfinished <b", "unfinished <b"),
    ],
)
def test_html_to_words(text: str, plain: str) -> None:
    assert plain_text(text).split() == plain.split()


@pytest.mark.parametrize("text", ["plain", "two\nlines", "a < b", "Smith & Sons", "100 > 99", "Q&A"])
def test_words_that_can_not_be_misread_stay_as_they_are(text: str) -> None:
    assert marked_up(text) == text


@given(st.text())
@example("<script>alert(1)</script>")
@example("&amp;amp; &copy &notit; <!-- <![CDATA[ ]]> <?x")
@example("<textarea><title>&lt;")
def test_every_text_comes_back(text: str) -> None:
    assert plain_text(marked_up(text)).split() == text.split()


@given(st.text(max_size=40), st.text(max_size=9_000), st.lists(st.text(max_size=12), max_size=3))
def test_fitting_twice_is_fitting_once(title: str, text: str, names: list[str]) -> None:
    event = replace(
        EVENT, title=title, description=text, guests=tuple(Guest(name, f"{name}@x.test") for name in names)
    )
    once = fitted(event)
    assert fitted(once) == once
    assert len(once.description) <= 8_000
    found = stored_event(back(new_event(once)), NEW_YORK)
    assert alike(found, once).event == once
