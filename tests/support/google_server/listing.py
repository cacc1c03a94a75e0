"""`events.list` and `events.instances`: pages, sync tokens, and what they leave out."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tests.support.google_server.book import Book, Stored
from tests.support.google_server.discovery import Mask, Query, masked
from tests.support.google_server.refusal import JSON, Refusal, invalid
from tests.support.google_server.series import LONGEST, occurrences, reach
from tests.support.google_server.times import in_zone, instant, zone_of

# A first reading with one of these gets no sync token, and a later one may have neither these nor the two times.
_NO_TOKEN = ("updatedMin", "q", "orderBy", "iCalUID", "privateExtendedProperty", "sharedExtendedProperty")
_FORBIDDEN = ("timeMin", "timeMax", *_NO_TOKEN)
_LIKE_BEFORE = ("singleEvents", "showDeleted", "eventTypes", "maxAttendees", "showHiddenInvitations")


@dataclass(frozen=True)
class Row:
    """One item of a list. `gone`: only what a tombstone is sure to have."""

    stored: Stored
    gone: bool = False


@dataclass(frozen=True)
class Snapshot:
    """What one reading will answer, page by page; taken when its first page is asked for."""

    rows: Sequence[Row]
    token: str
    query: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Page:
    """A part of a list.

    Attributes:
        token: Of this page itself, so that it can be asked for again.
    """

    rows: Sequence[Row]
    token: str
    next_page: str
    next_sync: str


def encoded(value: object) -> str:
    """An opaque token."""
    return base64.urlsafe_b64encode(json.dumps(value, sort_keys=True).encode()).decode().rstrip("=")


def decoded(token: str) -> JSON:
    """What a token of this server says; refused where it is none."""
    try:
        found = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise invalid("Invalid sync token value.", "syncToken")
    return found


class Lists:
    """Keeps the readings that are under way."""

    def __init__(self) -> None:
        self._snapshots: list[Snapshot] = []

    def page(self, book: Book, query: Query, rows: Iterable[Row] | None = None) -> Page:
        """The page that a request asks for; `rows` where it is no list of all events."""
        wanted = tuple(
            sorted(
                (name, tuple(values)) for name, values in query.items() if name not in ("pageToken", "fields")
            )
        )
        if "pageToken" in query:
            place = decoded(query["pageToken"][0])
            number, offset = place.get("list", -1), place.get("from", 0)
            if not 0 <= number < len(self._snapshots):
                raise invalid("Invalid page token value.", "pageToken")
            snapshot = self._snapshots[number]
            if snapshot.query != wanted:
                raise invalid("The other parameters must be those of the first page.", "pageToken")
        else:
            snapshot = self._snapshot(book, query, wanted, rows)
            number, offset = len(self._snapshots), 0
            self._snapshots.append(snapshot)
        size = min(int(query.get("maxResults", ["250"])[0]), 2500, book.page_limit)
        end = offset + size
        more = encoded({"list": number, "from": end}) if end < len(snapshot.rows) else ""
        here = encoded({"list": number, "from": offset})
        return Page(snapshot.rows[offset:end], here, more, "" if more else snapshot.token)

    @staticmethod
    def _snapshot(
        book: Book, query: Query, wanted: tuple[tuple[str, tuple[str, ...]], ...], rows: Iterable[Row] | None
    ) -> Snapshot:
        if rows is not None:
            return Snapshot(tuple(rows), "", wanted)
        if "syncToken" in query:
            return Snapshot(tuple(changed_rows(book, query)), sync_token(book, query), wanted)
        token = "" if any(name in query for name in _NO_TOKEN) or truth(query, "singleEvents") else "x"
        return Snapshot(tuple(all_rows(book, query)), token and sync_token(book, query), wanted)


def truth(query: Query, name: str) -> bool:
    """A boolean parameter; false where it is not given."""
    return query.get(name, ["false"])[0] == "true"


def sync_token(book: Book, query: Query) -> str:
    """Stands for all that was read up to now with these parameters."""
    like = {name: list(query[name]) for name in _LIKE_BEFORE if name in query}
    if "syncToken" in query:
        like = decoded(query["syncToken"][0])["like"]
    return encoded({"calendar": book.id, "upto": book.version.number, "like": like})


def changed_rows(book: Book, query: Query) -> Iterable[Row]:
    """What changed since a sync token."""
    token = decoded(query["syncToken"][0])
    if token.get("calendar") != book.id or "upto" not in token:
        raise invalid("Invalid sync token value.", "syncToken")
    for name in _FORBIDDEN:
        if name in query:
            raise invalid(f"Sync token cannot be used with {name}.", name)
    if query.get("showDeleted") and not truth(query, "showDeleted"):
        raise invalid("showDeleted must not be false with a sync token.", "showDeleted")
    for name in _LIKE_BEFORE:
        if token["like"].get(name, []) != list(query.get(name, ())):
            raise invalid(f"{name} must be as it was when the sync token was given.", name)
    if token["upto"] <= book.expired:
        raise Refusal(
            410,
            "fullSyncRequired",
            "Sync token is no longer valid, a full sync is required.",
            domain="calendar",
            location="syncToken",
        )
    for stored in book.since(token["upto"]):
        if _is_type(stored, query):
            yield Row(stored, stored.is_cancelled and not truth(query, "showDeleted"))


def all_rows(book: Book, query: Query) -> list[Row]:
    """What a first reading answers, in an order that says nothing (the last change first)."""
    deleted, single = truth(query, "showDeleted"), truth(query, "singleEvents")
    if query.get("orderBy") == ["startTime"] and not single:
        raise invalid("The requested ordering is not available for the particular query.", "orderBy")
    low, high = _bound(query, "timeMin"), _bound(query, "timeMax")
    if low is not None and high is not None and low >= high:
        raise Refusal(
            400, "timeRangeEmpty", "The specified time range is empty.", domain="calendar", location="timeMax"
        )
    shown = [one for one in reversed(book.events.values()) if _is_type(one, query) and _matches(one, query)]
    if single:
        shown = list(_singles(book, shown, high))
    since = _bound(query, "updatedMin")
    if since is not None:
        deleted = True
        shown = [one for one in shown if datetime.fromisoformat(one.resource["updated"]) >= since]
    rows = []
    for one in shown:
        if one.is_cancelled and not deleted and (single or not _is_hole(book, one)):
            continue
        if low is not None or high is not None:
            start, end = reach(book, one)
            if (high is not None and start >= high) or (low is not None and end is not None and end <= low):
                continue
        rows.append(Row(one, one.is_cancelled and not deleted))
    if query.get("orderBy") == ["startTime"]:
        rows.sort(key=lambda row: reach(book, row.stored)[0])
    elif query.get("orderBy") == ["updated"]:
        rows.sort(key=lambda row: str(row.stored.resource["updated"]))
    return rows


def _is_hole(book: Book, one: Stored) -> bool:
    """A cancelled occurrence of a series that goes on: always in the list, as else it would be thought to be there."""
    series = book.events.get(one.resource.get("recurringEventId", ""))
    return series is not None and not series.is_cancelled


def _singles(book: Book, events: Iterable[Stored], high: datetime | None) -> Iterable[Stored]:
    for one in events:
        if "recurrence" in one.resource and not one.is_cancelled:
            yield from instances(book, one, high)
        elif "recurrence" not in one.resource and not one.is_exception:
            yield one


def instances(book: Book, series: Stored, high: datetime | None = None) -> Iterable[Stored]:
    """The occurrences of a series as events of their own."""
    for number, each in enumerate(occurrences(book, series, high)):
        if number >= LONGEST:
            return
        yield book.events.get(each["id"]) or Stored(each, series.changed)


def _is_type(one: Stored, query: Query) -> bool:
    return "eventTypes" not in query or one.resource.get("eventType", "default") in query["eventTypes"]


def _matches(one: Stored, query: Query) -> bool:
    resource = one.resource
    if "iCalUID" in query and resource.get("iCalUID") != query["iCalUID"][0]:
        return False
    for kind in ("private", "shared"):
        own = resource.get("extendedProperties", {}).get(kind, {})
        for wanted in query.get(f"{kind}ExtendedProperty", ()):
            key, _, value = wanted.partition("=")
            if own.get(key) != value:
                return False
    words = query.get("q", [""])[0].casefold().split()
    text = " ".join(
        str(resource.get(name, "")) for name in ("summary", "description", "location", "attendees")
    )
    return all(word in text.casefold() for word in words)


def _bound(query: Query, name: str) -> datetime | None:
    return datetime.fromisoformat(query[name][0].upper()) if name in query else None


def answer(book: Book, role: str, query: Query, page: Page, mask: Mask) -> bytes:
    """A page as JSON; what of it never changes is not made twice."""
    head: JSON = {
        "kind": "calendar#events",
        "etag": f'"p{book.version.number:x}"',
        "summary": book.summary,
        "updated": "2026-01-01T00:00:00.000Z",
        "timeZone": book.zone.key,
        "accessRole": role,
        "defaultReminders": [],
    }
    if page.next_page:
        head["nextPageToken"] = page.next_page
    elif page.next_sync:
        head["nextSyncToken"] = page.next_sync
    inner: Mask = mask.get("items") or mask.get("*") or {}
    head = masked(head, mask)
    if mask and not {"items", "*"} & set(mask):
        return json.dumps(head).encode()
    zone = zone_of(query["timeZone"][0]) if "timeZone" in query else None
    if "timeZone" in query and zone is None:
        raise invalid("Invalid time zone.", "timeZone")
    most = int(query.get("maxAttendees", ["0"])[0])
    if zone is None and not most:
        items = [row.stored.text(role, inner, gone=row.gone) for row in page.rows]
    else:
        items = [_fitted(row, role, inner, zone, most) for row in page.rows]
    start = json.dumps(head).encode()[:-1]
    return start + (b", " if head else b"") + b'"items": [' + b", ".join(items) + b"]}"


def _fitted(row: Row, role: str, mask: Mask, zone: tzinfo | None, most: int) -> bytes:
    if row.gone:
        return row.stored.text(role, mask, gone=True)
    return json.dumps(masked(fitted(row.stored.seen_by(role), zone, most), mask)).encode()


def fitted(resource: JSON, zone: tzinfo | None, most: int) -> JSON:
    """An event in another zone, and with no more guests than asked for."""
    result = dict(resource)
    if zone is not None:
        for name in ("start", "end", "originalStartTime"):
            if name in result:
                result[name] = in_zone(result[name], zone)
    if most and len(result.get("attendees", [])) > most:
        result["attendees"] = [each for each in result["attendees"] if each.get("self")]
        result["attendeesOmitted"] = True
    return result


def busy_times(book: Book, low: datetime, high: datetime) -> list[tuple[datetime, datetime]]:
    """When the owner is busy within a time: opaque events that they didn't decline, joined where they meet."""
    found = []
    for one in _singles(book, list(book.events.values()), high):
        resource = one.resource
        me: JSON = next((each for each in resource.get("attendees", []) if each.get("self")), {})
        free = resource.get("transparency") == "transparent" or resource.get("eventType") == "workingLocation"
        if one.is_cancelled or free or me.get("responseStatus") == "declined":
            continue
        start, end = instant(resource["start"], book.zone), instant(resource["end"], book.zone)
        if start < high and end > low:
            found.append((max(start, low), min(end, high)))
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
