"""Everything that the server holds, and every way to write events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.support.google_server import drafts, guests
from tests.support.google_server.book import Book, Stored, Version
from tests.support.google_server.guests import Kind, Mail, with_selves
from tests.support.google_server.refusal import JSON, Refusal, invalid, not_found, required
from tests.support.google_server.series import occurrence
from tests.support.google_server.times import is_day, stamp

_SHARED = (
    *("summary", "description", "location", "start", "end", "recurrence", "status"),
    *("guestsCanModify", "guestsCanInviteOthers", "guestsCanSeeOtherGuests"),
)


@dataclass(frozen=True)
class Act:
    """Who does something, and how.

    Attributes:
        login: E-mail address of who does it.
        send: `sendUpdates`: all, externalOnly, none or "" (as none).
        match: The `If-Match` of the request, "" for none.
        request: Number of the request; 0 where somebody does it by hand.
    """

    login: str
    send: str = ""
    match: str = ""
    request: int = 0


class Office:
    """People's calendars and the mails between them. Whoever reads or writes holds the `lock`."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.lock = RLock()
        self.version = Version()
        self.books: dict[str, Book] = {}
        self.mails: list[Mail] = []

    def add_book(self, calendar_id: str, owner: str, summary: str, zone: str) -> Book:
        """Start a calendar."""
        with self.lock:
            made = Book(calendar_id, owner, summary, ZoneInfo(zone), self.version)
            self.books[calendar_id] = made
            return made

    def book(self, login: str, calendar_id: str, least: str = "freeBusyReader") -> Book:
        """A calendar that somebody may use so; `primary` is their own."""
        found = self.books.get(login if calendar_id == "primary" else calendar_id.lower())
        if found is None or not found.role_of(login):
            raise not_found()
        if not found.allows(login, least):
            raise Refusal(
                403,
                "requiredAccessLevel",
                f"You need to have {least} access to this calendar.",
                domain="calendar",
            )
        return found

    def event(self, book: Book, event_id: str) -> Stored:
        """An event, a tombstone, or one occurrence of a series (with the etag of its series)."""
        found = book.events.get(event_id)
        if found is None:
            once = occurrence(book, event_id)
            if once is None:
                raise not_found()
            return Stored(once, 0)
        return found

    def insert(self, act: Act, book: Book, body: JSON) -> Stored:
        """A new event."""
        if "id" in body and "iCalUID" in body:
            raise invalid("Only one of id and iCalUID may be given.", "iCalUID")
        if body.get("eventType") == "fromGmail":
            raise Refusal(400, "eventTypeRestriction", "Events of this type can't be created.")
        draft = drafts.drafted(body, book.zone)
        event_id = draft.pop("id", None) or uuid4().hex
        drafts.check_id(event_id)
        if event_id in book.events:
            raise Refusal(409, "duplicate", "The requested identifier already exists.")
        return self._store_new(act, book, {"iCalUID": f"{event_id}@google.com"} | draft | {"id": event_id})

    def import_event(self, act: Act, book: Book, body: JSON) -> Stored:
        """A private copy of an event that is somewhere else; nobody is told."""
        if not body.get("iCalUID"):
            raise required("Missing iCalUID.")
        draft = drafts.drafted(body, book.zone)
        known = [one for one in book.events.values() if one.resource.get("iCalUID") == body["iCalUID"]]
        event_id = known[0].id if known else "_" + uuid4().hex
        organizer = body.get("organizer")
        made = draft | {"id": event_id, "eventType": "default"}
        return self._store_new(Act(act.login, request=act.request), book, made, organizer)

    def _store_new(self, act: Act, book: Book, draft: JSON, organizer: JSON | None = None) -> Stored:
        at = stamp(self.clock())
        resource: JSON = {
            "kind": "calendar#event",
            "status": "confirmed",
            "htmlLink": f"https://calendar.example/event?eid={draft['id']}",
            "created": at,
            "updated": at,
            "sequence": 0,
            "reminders": {"useDefault": True},
            "eventType": "default",
            "creator": {"email": act.login},
            "organizer": organizer or {"email": book.id},
        } | draft
        if not book.is_main and organizer is None:
            resource["organizer"] |= {"displayName": book.summary}
        return self._store(act, book, with_selves(resource, book), None)

    def _store(self, act: Act, book: Book, resource: JSON, before: JSON | None) -> Stored:
        made = book.keep(resource)
        if resource["organizer"]["email"] == book.id:
            guests.spread(self.books, made, before)
            self.mails += guests.mails(self.books, made, before, act.send, act.request)
        return made

    def update(self, act: Act, book: Book, event_id: str, body: JSON, *, patch: bool) -> Stored:
        """Replace an event, or change some of its fields; `status` brings a deleted one back."""
        stored = self.event(book, event_id)
        before = stored.resource
        self._check_match(act, stored)
        if "start" not in before:  # a cancelled occurrence: what it was by its series
            before = (occurrence(book, event_id, by_rule=True) or {}) | before
        full = drafts.merged(before, body) if patch else body
        if full.get("status", before["status"]) == "cancelled" and not stored.is_cancelled:
            return self.delete(act, book, event_id)
        draft = drafts.drafted(full, book.zone, before)
        fixed = (*drafts.READ_ONLY, *drafts.FIXED, "sequence", "status")
        kept = {name: before[name] for name in fixed if name in before}
        resource = with_selves(
            kept | {"reminders": {"useDefault": True}} | draft | {"updated": stamp(self.clock())}, book
        )
        resource["sequence"] = max(resource["sequence"], before["sequence"]) + int(
            _is_moved(before, resource)
        )
        if before.get("organizer", {}).get("email") not in (book.id, None):
            return self._update_copy(act, book, before, resource)
        if "recurrence" in before and _is_moved(before, resource):
            self._drop_exceptions(book, event_id)
        return self._store(act, book, resource, before)

    def delete(self, act: Act, book: Book, event_id: str) -> Stored:
        """Cancel an event for everybody; a guest takes the copy away and declines."""
        stored = self.event(book, event_id)
        self._check_match(act, stored)
        if stored.is_cancelled:
            raise Refusal(410, "deleted", "Resource has been deleted")
        before = stored.resource
        gone = before | {"status": "cancelled", "updated": stamp(self.clock())}
        gone["sequence"] = before["sequence"] + 1
        if before["organizer"]["email"] != book.id:
            made = book.keep(gone)
            self._answer(act, book, before, "declined")
            return made
        if "recurringEventId" in gone:
            gone = {name: gone[name] for name in _OCCURRENCE_LEFT if name in gone}
        if "recurrence" in before:
            self._drop_exceptions(book, event_id)
        return self._store(act, book, gone, before)

    def _drop_exceptions(self, book: Book, series_id: str) -> None:
        for one in book.exceptions_of(series_id).values():
            if not one.is_cancelled:
                book.keep(one.resource | {"status": "cancelled"})

    @staticmethod
    def _check_match(act: Act, stored: Stored) -> None:
        if act.match and act.match not in ("*", stored.etag):
            raise Refusal(412, "conditionNotMet", "Precondition Failed", location="If-Match")

    def _update_copy(self, act: Act, book: Book, before: JSON, resource: JSON) -> Stored:
        """A guest changes their copy: their answer travels to the organizer, all else must be their own."""
        mine, was = _self_of(resource), _self_of(before)
        others = [each for each in resource.get("attendees", []) if not each.get("self")]
        others_were = [each for each in before.get("attendees", []) if not each.get("self")]
        shared = any(resource.get(name) != before.get(name) for name in _SHARED if name != "status")
        if shared or [_plain(each) for each in others] != [_plain(each) for each in others_were]:
            raise Refusal(
                403,
                "forbiddenForNonOrganizer",
                "Shared properties can only be changed by the organizer of the event.",
                domain="calendar",
            )
        made = book.keep(resource)
        if mine is not None and (was is None or _plain(mine) != _plain(was)):
            self._answer(act, book, before, mine["responseStatus"])
            made = book.events[made.id]
        return made

    def _answer(self, act: Act, book: Book, before: JSON, answer: str) -> None:
        host = self.books.get(before["organizer"]["email"])
        event = host.events.get(before["id"]) if host else None
        if host is None or event is None or event.is_cancelled:
            return
        attendees = [
            each | {"responseStatus": answer} if each["email"] == book.id else each
            for each in event.resource.get("attendees", [])
        ]
        made = host.keep(event.resource | {"attendees": attendees, "updated": stamp(self.clock())})
        guests.spread(
            {name: each for name, each in self.books.items() if name != book.id}, made, event.resource
        )
        if act.send == "all":
            self.mails.append(
                Mail(host.id, Kind.ANSWER, made.id, host.id, frozenset({answer}), made.resource)
            )


_OCCURRENCE_LEFT = (
    *("kind", "id", "status", "recurringEventId", "originalStartTime", "organizer", "creator", "sequence"),
    *("iCalUID", "updated", "created", "htmlLink"),
)


def _is_moved(before: JSON, after: JSON) -> bool:
    def times(resource: JSON) -> object:
        found = [resource[name] for name in ("start", "end")]
        shown = [when["date"] if is_day(when) else datetime.fromisoformat(when["dateTime"]) for when in found]
        return shown, resource.get("recurrence"), resource["status"]

    return times(before) != times(after)


def _self_of(resource: JSON) -> JSON | None:
    return next((each for each in resource.get("attendees", []) if each.get("self")), None)


def _plain(guest: JSON) -> JSON:
    return {
        name: value
        for name, value in guest.items()
        if name not in ("self", "organizer", "comment", "displayName")
    }
