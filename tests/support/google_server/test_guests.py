"""Invitations: copies in the guests' calendars, answers, and who is told by mail."""

from __future__ import annotations

from typing import Any

from tests.support.google_server import GoogleServer, Kind, Person
from tests.support.google_server.bodies import AT, HOUR, event, refused
from tests.support.google_server.conftest import Connect

ID = "photos0001"
AGENT = "agent@elsewhere.example"


def invite(api: Any, ana: Person, send: str = "all") -> dict[str, Any]:
    body = event(
        guests=[AGENT, ana.email.upper()],
        id=ID,
        extendedProperties={"private": {"own": "1"}, "shared": {"all": "2"}},
        colorId="5",
    )
    made: dict[str, Any] = api.events().insert(calendarId="primary", body=body, sendUpdates=send).execute()
    return made


def answers(resource: dict[str, Any]) -> dict[str, str]:
    return {guest["email"]: guest["responseStatus"] for guest in resource["attendees"]}


def told(server: GoogleServer) -> list[tuple[str, str, frozenset[str]]]:
    """Who was told what since the last look."""
    found = [(mail.to, str(mail.kind), mail.changes) for mail in server.mails]
    server.office.mails.clear()
    return sorted(found, key=lambda each: each[0])


def test_a_guest_gets_a_copy_with_the_same_id_and_their_own_properties(api: Any, ana: Person) -> None:
    made = invite(api, ana)
    copy = ana.event(ID)
    assert copy["iCalUID"] == made["iCalUID"]
    assert copy["organizer"] == {"email": "studio@example.com"}
    assert copy["extendedProperties"] == {"shared": {"all": "2"}}
    assert "colorId" not in copy
    assert [guest["email"] for guest in copy["attendees"] if guest.get("self")] == [ana.email]


def test_changes_and_the_end_reach_the_copies(api: Any, ana: Person) -> None:
    invite(api, ana)
    ana.change(ID, reminders={"useDefault": False}, extendedProperties={"private": {"mine": "3"}})
    api.events().patch(calendarId="primary", eventId=ID, body={"summary": "Video"}).execute()
    copy = ana.event(ID)
    assert copy["summary"] == "Video"
    assert copy["reminders"] == {"useDefault": False}
    assert copy["extendedProperties"]["private"] == {"mine": "3"}
    api.events().patch(calendarId="primary", eventId=ID, body={"attendees": [{"email": AGENT}]}).execute()
    assert ana.event(ID)["status"] == "cancelled"
    both = {"attendees": [{"email": AGENT}, {"email": ana.email}]}
    api.events().patch(calendarId="primary", eventId=ID, body=both).execute()
    assert ana.event(ID)["status"] == "confirmed"
    api.events().delete(calendarId="primary", eventId=ID).execute()
    assert ana.events() == []


def test_an_answer_travels_to_everybody(server: GoogleServer, api: Any, ana: Person) -> None:
    ben = server.person("ben@example.com")
    made = invite(api, ana)
    guests = [*made["attendees"], {"email": ben.email}]
    before = api.events().patch(calendarId="primary", eventId=ID, body={"attendees": guests}).execute()
    ana.answer(ID, "accepted", send="all")
    after = api.events().get(calendarId="primary", eventId=ID).execute()
    assert answers(after) == {AGENT: "needsAction", ana.email: "accepted", ben.email: "needsAction"}
    assert after["etag"] != before["etag"]
    assert answers(ben.event(ID))[ana.email] == "accepted"
    assert server.mails[-1].kind is Kind.ANSWER


def test_a_guest_who_deletes_the_copy_has_declined(api: Any, ana: Person) -> None:
    invite(api, ana)
    ana.delete(ID)
    assert answers(api.events().get(calendarId="primary", eventId=ID).execute())[ana.email] == "declined"
    assert ana.events() == []


def test_an_update_without_answers_resets_them(api: Any, ana: Person) -> None:
    invite(api, ana)
    ana.answer(ID, "accepted")
    body = event(guests=[AGENT, ana.email])
    assert answers(api.events().update(calendarId="primary", eventId=ID, body=body).execute()) == {
        AGENT: "needsAction",
        ana.email: "needsAction",
    }


def test_a_guest_changes_nothing_but_their_own(connect: Connect, api: Any, ana: Person) -> None:
    invite(api, ana)
    mine = connect(ana.email).events()
    forbidden = (403, "forbiddenForNonOrganizer")
    assert refused(mine.patch(calendarId="primary", eventId=ID, body={"summary": "x"})) == forbidden
    only_me = {"attendees": [{"email": ana.email, "responseStatus": "accepted"}]}
    assert refused(mine.patch(calendarId="primary", eventId=ID, body=only_me)) == forbidden
    done = mine.patch(calendarId="primary", eventId=ID, body={"transparency": "transparent"}).execute()
    assert done["transparency"] == "transparent"


def test_each_guest_is_told_once_of_each_change(server: GoogleServer, api: Any, ana: Person) -> None:
    made = invite(api, ana)
    nothing = frozenset[str]()
    assert told(server) == [(AGENT, "invitation", nothing), (ana.email, "invitation", nothing)]

    moved = made | {"start": event(AT + HOUR)["start"], "end": event(AT + HOUR)["end"]}
    api.events().update(calendarId="primary", eventId=ID, body=moved, sendUpdates="all").execute()
    times = frozenset({"start", "end"})
    assert told(server) == [(AGENT, "update", times), (ana.email, "update", times)]

    swapped = {"attendees": [{"email": ana.email}, {"email": "ben@example.com"}]}
    api.events().patch(calendarId="primary", eventId=ID, body=swapped, sendUpdates="all").execute()
    assert told(server) == [
        (AGENT, "cancellation", nothing),
        (ana.email, "update", frozenset({"attendees"})),
        ("ben@example.com", "invitation", nothing),
    ]

    api.events().delete(calendarId="primary", eventId=ID, sendUpdates="all").execute()
    assert [each[:2] for each in told(server)] == [
        (ana.email, "cancellation"),
        ("ben@example.com", "cancellation"),
    ]

    back = swapped | {"status": "confirmed"}
    api.events().patch(calendarId="primary", eventId=ID, body=back, sendUpdates="all").execute()
    assert [each[:2] for each in told(server)] == [
        (ana.email, "invitation"),
        ("ben@example.com", "invitation"),
    ]


def test_nobody_is_told_where_nobody_shall_be(server: GoogleServer, api: Any, ana: Person) -> None:
    invite(api, ana, send="none")
    api.events().patch(calendarId="primary", eventId=ID, body={"summary": "x"}).execute()
    assert told(server) == []
    assert ana.event(ID)["summary"] == "x"


def test_only_those_without_a_calendar_here(server: GoogleServer, api: Any, ana: Person) -> None:
    invite(api, ana, send="externalOnly")
    assert [each[0] for each in told(server)] == [AGENT]


def test_a_write_that_changes_nothing_is_told_all_the_same(
    server: GoogleServer, api: Any, ana: Person
) -> None:
    made = invite(api, ana)
    told(server)
    api.events().update(calendarId="primary", eventId=ID, body=made, sendUpdates="all").execute()
    assert [each[1:] for each in told(server)] == [("update", frozenset())] * 2


def test_an_organizer_from_elsewhere(server: GoogleServer, ana: Person) -> None:
    made = ana.is_invited(AGENT, "Walk-through", AT, AT + HOUR)
    assert ana.answer(made["id"], "declined")["organizer"] == {"email": AGENT}
    assert answers(ana.event(made["id"]))[ana.email] == "declined"


def test_a_duplicate_has_the_same_private_property_and_another_id(
    api: Any, studio: Person, ana: Person
) -> None:
    invite(api, ana)
    twin = studio.duplicate(ID)
    assert twin["id"] != ID
    assert twin["extendedProperties"]["private"] == {"own": "1"}
    assert len(studio.events()) == 2


def test_a_deleted_event_is_restored(api: Any, studio: Person, ana: Person) -> None:
    invite(api, ana)
    studio.delete(ID)
    assert studio.restore(ID)["status"] == "confirmed"
    assert ana.event(ID)["status"] == "confirmed"


def test_import_makes_a_private_copy_and_tells_nobody(server: GoogleServer, api: Any) -> None:
    body = event(guests=[AGENT], iCalUID="a@elsewhere.example", organizer={"email": AGENT})
    made = api.events().import_(calendarId="primary", body=body).execute()
    assert made["organizer"]["email"] == AGENT
    again = api.events().import_(calendarId="primary", body=body).execute()
    assert again["id"] == made["id"]
    assert told(server) == []
    assert refused(api.events().import_(calendarId="primary", body=event())) == (400, "required")
