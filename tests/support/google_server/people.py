"""Other people: what they do in their calendars with their own hands, without the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.support.google_server.book import ROLES, Book
from tests.support.google_server.office import Act, Office
from tests.support.google_server.refusal import JSON
from tests.support.google_server.times import stamp

When = datetime | date


def time_of(when: When, zone: str) -> JSON:
    """A time as it is sent to Google."""
    if isinstance(when, datetime):
        return {"dateTime": when.isoformat(), "timeZone": zone}
    return {"date": when.isoformat()}


class Person:
    """Somebody with a calendar at Google. Changes tell guests by mail unless `send` says otherwise.

    Attributes:
        email: Also the id of their own calendar.
        book: Their own calendar.
    """

    def __init__(self, office: Office, email: str, zone: str) -> None:
        self._office = office
        self.email = email
        self.book: Book = office.add_book(email, email, email, zone)

    def add_calendar(self, calendar_id: str, summary: str, zone: str = "") -> Book:
        """Another calendar of theirs."""
        return self._office.add_book(calendar_id, self.email, summary, zone or self.book.zone.key)

    def share(self, who: Person, role: str = "reader", book: Book | None = None) -> None:
        """Let somebody see or change a calendar; the role "" takes it back."""
        assert role in ("", *ROLES)
        with self._office.lock:
            (book or self.book).roles[who.email] = role

    def create(
        self,
        summary: str,
        start: When,
        end: When,
        guests: Sequence[str] = (),
        *,
        send: str = "all",
        book: Book | None = None,
        **fields: Any,
    ) -> JSON:
        """A new event; `fields` are Google's (recurrence=[...], transparency="transparent", ...)."""
        place = book or self.book
        body: JSON = {
            "summary": summary,
            "start": time_of(start, place.zone.key),
            "end": time_of(end, place.zone.key),
        }
        if guests:
            body["attendees"] = [{"email": email} for email in guests]
        with self._office.lock:
            return self._office.insert(Act(self.email, send), place, body | fields).resource

    def change(self, event_id: str, *, send: str = "all", book: Book | None = None, **fields: Any) -> JSON:
        """Change some fields; None takes one away."""
        with self._office.lock:
            return self._office.update(
                Act(self.email, send), book or self.book, event_id, fields, patch=True
            ).resource

    def move(
        self, event_id: str, start: When, end: When, *, send: str = "all", book: Book | None = None
    ) -> JSON:
        """Drag an event to another time."""
        zone = (book or self.book).zone.key
        return self.change(event_id, send=send, book=book, start=time_of(start, zone), end=time_of(end, zone))

    def delete(self, event_id: str, *, send: str = "all", book: Book | None = None) -> None:
        """Delete an event, or one occurrence of a series by its own id."""
        with self._office.lock:
            self._office.delete(Act(self.email, send), book or self.book, event_id)

    def restore(self, event_id: str, *, send: str = "all", book: Book | None = None) -> JSON:
        """Bring a deleted event back from the bin."""
        return self.change(event_id, send=send, book=book, status="confirmed")

    def duplicate(self, event_id: str, *, send: str = "none", book: Book | None = None) -> JSON:
        """Google's "Duplicate": a new event with all that the old one has, its private properties too."""
        place = book or self.book
        with self._office.lock:
            found = self._office.event(place, event_id).resource
            left_out = (
                "id",
                "iCalUID",
                "etag",
                "sequence",
                "htmlLink",
                "created",
                "updated",
                "organizer",
                "creator",
            )
            body = {name: value for name, value in found.items() if name not in left_out}
            return self._office.insert(Act(self.email, send), place, body).resource

    def answer(self, event_id: str, answer: str, *, send: str = "none", comment: str = "") -> JSON:
        """Answer an invitation: accepted, declined, tentative."""
        with self._office.lock:
            found = self._office.event(self.book, event_id).resource
            guests = [
                guest | {"responseStatus": answer} | ({"comment": comment} if comment else {})
                if guest["email"] == self.email
                else guest
                for guest in found.get("attendees", [])
            ]
            return self._office.update(
                Act(self.email, send), self.book, event_id, {"attendees": guests}, patch=True
            ).resource

    def is_invited(
        self, by: str, summary: str, start: When, end: When, answer: str = "needsAction", **fields: Any
    ) -> JSON:
        """Somebody who has no calendar here invites them."""
        zone = self.book.zone.key
        body = {
            "iCalUID": f"{uuid4().hex}@elsewhere.example",
            "summary": summary,
            "start": time_of(start, zone),
            "end": time_of(end, zone),
            "organizer": {"email": by},
            "attendees": [
                {"email": by, "responseStatus": "accepted", "organizer": True},
                {"email": self.email, "responseStatus": answer, "self": True},
            ],
        }
        with self._office.lock:
            return self._office.import_event(Act(self.email), self.book, body | fields).resource

    def split(self, instance_id: str, *, book: Book | None = None, **fields: Any) -> JSON:
        """ "This and following events": the series ends before an occurrence, a new one with a longer id goes on."""
        place = book or self.book
        with self._office.lock:
            once = self._office.event(place, instance_id).resource
            series = self._office.event(place, once["recurringEventId"]).resource
            at = datetime.fromisoformat(once["originalStartTime"]["dateTime"]).astimezone(UTC)
            rule = series["recurrence"][0]
            endless = ";".join(part for part in rule.split(";") if not part.startswith(("UNTIL", "COUNT")))
            ended = f"{endless};UNTIL={at - timedelta(seconds=1):%Y%m%dT%H%M%SZ}"
            new = series | {"start": once["start"], "end": once["end"]} | fields
            new["id"] = f"{series['id']}_R{at:%Y%m%dT%H%M%S}"
            new["iCalUID"] = f"{new['id']}@google.com"
            self._office.update(Act(self.email), place, series["id"], {"recurrence": [ended]}, patch=True)
            return place.keep(new).resource

    def fill(self, resources: Iterable[JSON], book: Book | None = None) -> None:
        """Store many plain events at once, as they are: `id`, `summary`, `start`, `end` and what else is wanted."""
        place = book or self.book
        at = stamp(self._office.clock())
        base = {
            "kind": "calendar#event",
            "status": "confirmed",
            "created": at,
            "updated": at,
            "creator": {"email": self.email, "self": True},
            "organizer": {"email": place.id, "self": True},
            "sequence": 0,
            "reminders": {"useDefault": True},
            "eventType": "default",
        }
        with self._office.lock:
            for each in resources:
                link = {"htmlLink": f"https://calendar.example/event?eid={each['id']}"}
                place.keep(base | link | {"iCalUID": f"{each['id']}@google.com"} | each)

    def events(self, book: Book | None = None) -> list[JSON]:
        """All events that are not cancelled."""
        with self._office.lock:
            return (book or self.book).living()

    def event(self, event_id: str, book: Book | None = None) -> JSON:
        """One event, a tombstone too."""
        with self._office.lock:
            return self._office.event(book or self.book, event_id).resource
