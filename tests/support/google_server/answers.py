"""One function for each method of the API that the server knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from tests.support.google_server.book import Book
from tests.support.google_server.discovery import Mask, Query, masked, parse_mask
from tests.support.google_server.listing import (
    Lists,
    Row,
    answer,
    busy_times,
    decoded,
    encoded,
    fitted,
    instances,
    truth,
)
from tests.support.google_server.office import Act, Office
from tests.support.google_server.refusal import JSON, Misfit, Refusal, invalid, not_found, required
from tests.support.google_server.times import parse_instant, shown, zone_of

_OWNED = ("calendar.events.owned", "calendar.events.owned.readonly")
_SCOPE = "https://www.googleapis.com/auth/"


@dataclass(frozen=True)
class Call:
    """A request that fits the discovery document, by somebody who may do such things.

    Attributes:
        path: Parameters of the address.
        scopes: Those of the caller's that allow this method.
        match: The `If-Match` header, "" for none.
        none_match: The `If-None-Match` header, "" for none.
        number: Of the request.
    """

    method: str
    path: Mapping[str, str]
    query: Query
    body: JSON
    login: str
    scopes: frozenset[str]
    match: str = ""
    none_match: str = ""
    number: int = 0

    @property
    def mask(self) -> Mask:
        """What of the answer is wanted."""
        return parse_mask(self.query["fields"][0]) if "fields" in self.query else {}

    @property
    def act(self) -> Act:
        """Who does it, and whom it tells."""
        send = self.query.get("sendUpdates", [""])[0]
        if not send and truth(self.query, "sendNotifications"):
            send = "all"
        return Act(self.login, send, self.match, self.number)


@dataclass(frozen=True)
class Answer:
    """What is sent back. `page`: the token with which this same page can be asked for again."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    page: str = ""


class Answers:
    """Answers the methods of the API; the caller holds the office's lock."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._lists = Lists()
        self.longest_freebusy = timedelta(days=92)
        self._known: dict[str, Callable[[Call], Answer]] = {
            "calendarList.get": self._calendar_list_get,
            "calendarList.list": self._calendar_list,
            "calendars.get": self._calendar,
            "events.delete": self._delete,
            "events.get": self._get,
            "events.import": self._import,
            "events.insert": self._insert,
            "events.instances": self._instances,
            "events.list": self._list,
            "events.patch": self._patch,
            "events.update": self._update,
            "freebusy.query": self._freebusy,
            "settings.get": self._setting,
        }

    def of(self, call: Call) -> Answer:
        """The answer to a call. Raises Refusal."""
        known = self._known.get(call.method)
        if known is None:
            raise Misfit("notImplemented", f"this server does not know {call.method}", status=501)
        return known(call)

    def _book(self, call: Call, least: str = "freeBusyReader") -> Book:
        book = self._office.book(call.login, call.path["calendarId"], least)
        if all(scope.removeprefix(_SCOPE) in _OWNED for scope in call.scopes) and book.owner != call.login:
            raise Refusal(403, "insufficientPermissions", "Insufficient Permission")
        return book

    @staticmethod
    def _role(call: Call, book: Book) -> str:
        if all(scope.endswith("events.freebusy") for scope in call.scopes):
            return "freeBusyReader"
        return book.role_of(call.login)

    # ---------------------------------------------------------------- events

    def _list(self, call: Call) -> Answer:
        book = self._book(call)
        page = self._lists.page(book, call.query)
        return Answer(200, answer(book, self._role(call, book), call.query, page, call.mask), page=page.token)

    def _instances(self, call: Call) -> Answer:
        book = self._book(call)
        series = self._office.event(book, call.path["eventId"])
        if "recurrence" not in series.resource:
            raise invalid("The event is not recurring.", "eventId")
        rows = [
            Row(one)
            for one in instances(book, series)
            if truth(call.query, "showDeleted") or not one.is_cancelled
        ]
        page = self._lists.page(book, call.query, rows)
        return Answer(200, answer(book, self._role(call, book), call.query, page, call.mask), page=page.token)

    def _get(self, call: Call) -> Answer:
        book = self._book(call)
        stored = self._office.event(book, call.path["eventId"])
        if call.none_match == stored.etag:
            return Answer(304)
        zone = zone_of(call.query["timeZone"][0]) if "timeZone" in call.query else None
        most = int(call.query.get("maxAttendees", ["0"])[0])
        return self._event(call, fitted(stored.seen_by(self._role(call, book)), zone, most))

    def _insert(self, call: Call) -> Answer:
        stored = self._office.insert(call.act, self._book(call, "writer"), call.body)
        return self._event(call, stored.resource)

    def _import(self, call: Call) -> Answer:
        stored = self._office.import_event(call.act, self._book(call, "writer"), call.body)
        return self._event(call, stored.resource)

    def _update(self, call: Call) -> Answer:
        book = self._book(call, "writer")
        return self._event(
            call, self._office.update(call.act, book, call.path["eventId"], call.body, patch=False).resource
        )

    def _patch(self, call: Call) -> Answer:
        book = self._book(call, "writer")
        return self._event(
            call, self._office.update(call.act, book, call.path["eventId"], call.body, patch=True).resource
        )

    def _delete(self, call: Call) -> Answer:
        self._office.delete(call.act, self._book(call, "writer"), call.path["eventId"])
        return Answer(204)

    @staticmethod
    def _event(call: Call, resource: JSON) -> Answer:
        return _json(call, resource, {"ETag": resource["etag"]})

    # ---------------------------------------------------------------- calendars

    def _entry(self, login: str, book: Book) -> JSON:
        made: JSON = {
            "kind": "calendar#calendarListEntry",
            "etag": f'"{book.version.number}"',
            "id": book.id,
            "summary": book.summary,
            "timeZone": book.zone.key,
            "accessRole": book.role_of(login),
            "dataOwner": book.owner,
            "defaultReminders": [],
            "colorId": "14",
            "selected": True,
        }
        return made | ({"primary": True} if book.id == login else {})

    def _calendar_list(self, call: Call) -> Answer:
        if "syncToken" in call.query:
            raise Refusal(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
        least = call.query.get("minAccessRole", ["freeBusyReader"])[0]
        books = [
            book
            for book in self._office.books.values()
            if book.allows(call.login, least.replace("writerWithoutPrivateAccess", "writer"))
        ]
        size = min(int(call.query.get("maxResults", ["100"])[0]), 250)
        offset = decoded(call.query["pageToken"][0])["from"] if "pageToken" in call.query else 0
        found: JSON = {
            "kind": "calendar#calendarList",
            "etag": '"p1"',
            "items": [self._entry(call.login, book) for book in books[offset : offset + size]],
        }
        if offset + size < len(books):
            found["nextPageToken"] = encoded({"from": offset + size})
        else:
            found["nextSyncToken"] = encoded({"list": "calendars"})
        return _json(call, found)

    def _calendar_list_get(self, call: Call) -> Answer:
        return _json(call, self._entry(call.login, self._book(call)))

    def _calendar(self, call: Call) -> Answer:
        book = self._book(call)
        found = {
            "kind": "calendar#calendar",
            "etag": '"c1"',
            "id": book.id,
            "summary": book.summary,
            "timeZone": book.zone.key,
            "dataOwner": book.owner,
        }
        return _json(call, found)

    def _setting(self, call: Call) -> Answer:
        main = self._office.books.get(call.login)
        values = {"timezone": main.zone.key if main else "UTC", "format24HourTime": "false", "locale": "en"}
        name = call.path["setting"]
        if name not in values:
            raise not_found()
        return _json(call, {"kind": "calendar#setting", "etag": '"s1"', "id": name, "value": values[name]})

    # ---------------------------------------------------------------- free and busy

    def _freebusy(self, call: Call) -> Answer:
        body = call.body
        for name in ("timeMin", "timeMax"):
            if name not in body:
                raise required(f"Missing {name} parameter.")
        low, high = (parse_instant(body[name]) for name in ("timeMin", "timeMax"))
        if low is None or high is None:
            raise invalid("Bad Request", "timeMin")
        if low >= high:
            raise Refusal(
                400,
                "timeRangeEmpty",
                "The specified time range is empty.",
                domain="calendar",
                location="timeMax",
            )
        if high - low > self.longest_freebusy:
            raise Refusal(400, "timeRangeTooLong", "The requested time range is too long.", domain="calendar")
        if body.get("calendarExpansionMax", 50) > 50 or body.get("groupExpansionMax", 100) > 100:
            raise invalid("Expansion is at most 50 calendars and 100 members of a group.")
        wanted = [item.get("id", "") for item in body.get("items", [])]
        if len(wanted) > body.get("calendarExpansionMax", 50):
            raise Misfit("tooManyCalendarsRequested", "The number of calendars requested is too large.")
        zone = zone_of(body.get("timeZone", "UTC"))
        if zone is None:
            raise invalid("Invalid time zone.", "timeZone")
        found: JSON = {}
        for name in wanted:
            try:
                times = busy_times(self._office.book(call.login, name), low, high)
                found[name] = {
                    "busy": [{"start": shown(start, zone), "end": shown(end, zone)} for start, end in times]
                }
            except Refusal:
                found[name] = {"errors": [{"domain": "global", "reason": "notFound"}], "busy": []}
        result = {
            "kind": "calendar#freeBusy",
            "timeMin": shown(low, zone),
            "timeMax": shown(high, zone),
            "calendars": found,
        }
        return _json(call, result)


def _json(call: Call, value: JSON, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(200, json.dumps(masked(value, call.mask)).encode(), headers or {})
