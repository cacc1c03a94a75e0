"""Invitations: the copies in the guests' calendars, and the mails that tell of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.support.google_server.book import Book, Stored
from tests.support.google_server.drafts import OWN
from tests.support.google_server.refusal import JSON

# What a mail would tell of; the rest of an event is nobody else's business.
_TOLD = ("start", "end", "recurrence", "summary", "description", "location", "status")
_NOT_SHARED = (*OWN, "etag", "updated", "created", "htmlLink")


class Kind(StrEnum):
    """What a mail is about."""

    INVITATION = "invitation"
    UPDATE = "update"
    CANCELLATION = "cancellation"
    ANSWER = "answer"


@dataclass(frozen=True)
class Mail:
    """One message that Google would have sent.

    Attributes:
        to: E-mail address.
        event: Id.
        calendar: The organizer's.
        changes: Fields that an update tells of; empty where it tells of nothing at all.
        resource: The event as it was told.
        request: Number of the request that caused it, 0 for what people did by hand.
    """

    to: str
    kind: Kind
    event: str
    calendar: str
    changes: frozenset[str] = frozenset()
    resource: JSON = field(default_factory=dict, compare=False)
    request: int = 0


def with_selves(resource: JSON, book: Book) -> JSON:
    """An event with its `self` and `organizer` flags as they are in a calendar."""
    result = dict(resource)
    for name in ("organizer", "creator"):
        person = {key: value for key, value in resource.get(name, {}).items() if key != "self"}
        result[name] = person | ({"self": True} if person.get("email") == book.id else {})
    organizer = result["organizer"].get("email")
    if "attendees" in resource:
        result["attendees"] = [
            {key: value for key, value in guest.items() if key not in ("self", "organizer")}
            | ({"self": True} if guest["email"] == book.id else {})
            | ({"organizer": True} if guest["email"] == organizer else {})
            for guest in resource["attendees"]
        ]
    return result


def guest_emails(resource: JSON | None) -> list[str]:
    """Everybody who is invited, besides the organizer."""
    if resource is None or resource.get("status") == "cancelled":
        return []
    organizer = resource.get("organizer", {}).get("email")
    return [guest["email"] for guest in resource.get("attendees", []) if guest["email"] != organizer]


def spread(books: Mapping[str, Book], stored: Stored, before: JSON | None) -> None:
    """Bring the copies in the guests' calendars up to date; the organizer's event is stored already."""
    now = guest_emails(stored.resource)
    for email in dict.fromkeys([*guest_emails(before), *now]):
        book = books.get(email)
        if book is None or book.id == stored.resource["organizer"]["email"]:
            continue
        copy = book.events.get(stored.id)
        if email in now:
            _bring(book, stored.resource, copy)
        elif copy is not None and not copy.is_cancelled:
            book.keep(copy.resource | {"status": "cancelled"})
        elif copy is None and stored.is_exception:
            book.keep(with_selves(stored.resource, book) | {"status": "cancelled"})


def _bring(book: Book, resource: JSON, copy: Stored | None) -> None:
    made = {name: value for name, value in resource.items() if name not in _NOT_SHARED}
    shared = resource.get("extendedProperties", {}).get("shared")
    old = copy.resource if copy is not None else {}
    private = old.get("extendedProperties", {}).get("private")
    properties = {kind: value for kind, value in (("private", private), ("shared", shared)) if value}
    made.pop("extendedProperties", None)
    if properties:
        made["extendedProperties"] = properties
    own = old if copy is not None else {"transparency": resource.get("transparency")}
    made |= {name: own[name] for name in OWN if own.get(name) is not None}
    made |= {name: resource[name] for name in ("created", "updated", "htmlLink")}
    made.setdefault("reminders", {"useDefault": True})
    made = with_selves(made, book)
    if copy is None or {**made, "etag": "", "updated": ""} != {**copy.resource, "etag": "", "updated": ""}:
        book.keep(made)


def mails(
    books: Mapping[str, Book], stored: Stored, before: JSON | None, send: str, request: int
) -> list[Mail]:
    """Who is told of a change, with `sendUpdates` as given.

    An update that changes nothing at all is told too: whether Google would is not known, so a client should not try.
    """
    if send not in ("all", "externalOnly"):
        return []
    resource = stored.resource
    shown = before if resource["status"] == "cancelled" and before is not None else resource
    was, now = guest_emails(before), guest_emails(resource)
    changes = frozenset(name for name in _TOLD if (before or {}).get(name) != resource.get(name))
    changes |= {"attendees"} if set(was) != set(now) else frozenset()
    found = []
    for email in dict.fromkeys([*was, *now]):
        if send == "externalOnly" and email in books:
            continue
        kind = Kind.UPDATE
        if email not in was:
            kind = Kind.INVITATION
        elif email not in now:
            kind = Kind.CANCELLATION
        told = changes if kind is Kind.UPDATE else frozenset[str]()
        calendar = resource["organizer"]["email"]
        found.append(Mail(email, kind, stored.id, calendar, told, shown, request))
    return found
