"""A CalDAV server with one calendar, and one that answers as a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from studio_app.calendars.dav.doors import Doors
from studio_app.domain.account import Account
from studio_app.domain.calendar_source import CalendarSource
from tests.support.radicale import LOGIN, PASSWORD, KeptSecrets, Radicale, radicale
from tests.support.web_server import Answer, Asked, WebServer, web_server

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"


def event_text(uid: str, start: str = "20260616T130000Z", *more: str, kind: str = "VEVENT") -> str:
    """A calendar with one event."""
    name = "DUE" if kind == "VTODO" else "DTSTART"
    lines = [f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"{name}:{start}", "SUMMARY:Dentist", *more]
    return HEAD + "\r\n".join([f"BEGIN:{kind}", *lines, f"END:{kind}", "END:VCALENDAR", ""])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Radicale]:
    with radicale(tmp_path / "radicale") as server:
        yield server


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as web:
        yield web


def source_at(url: str, cursor: str = "") -> CalendarSource:
    """A calendar of Ana's."""
    return CalendarSource("s", "ana", "caldav", url, "Ana’s", account="account", cursor=cursor)


def doors(url: str, **details: str) -> Doors:
    """The way to an account at a scripted server."""
    account = Account("account", "caldav", LOGIN, url, details)
    return Doors({"account": account}.get, KeptSecrets(account=PASSWORD))


def refusal(status: int, precondition: str = "") -> Answer:
    """A refusal, with what RFC 4918 calls a precondition where one is named."""
    body = f'<D:error xmlns:D="DAV:"><D:{precondition}/></D:error>' if precondition else ""
    return Answer(status, {"Content-Type": "text/xml"}, body.encode())


@dataclass
class Collection:
    """A calendar on a scripted server, in the forms of those that can't be had here.

    Attributes:
        events: Etag and text by name.
        page: The most that one answer to sync-collection tells; 0 is all.
        hides: Names that the server leaves out when they are fetched.
        lacks_tokens: It doesn't know sync-collection, and answers with this status.
        ctag: Changes with the calendar; "" where it has none.
    """

    web: WebServer
    path: str = "/dav/ana%40studio.test/jobs/"
    events: dict[str, tuple[str, str]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    page: int = 0
    hides: frozenset[str] = frozenset()
    lacks_tokens: int = 0
    ctag: str = ""
    refusal: Callable[[Asked], Answer | None] = lambda _: None

    def __post_init__(self) -> None:
        self.web.answer = self.answer

    @property
    def url(self) -> str:
        """Its address."""
        return self.web.url + self.path

    def put(self, name: str, text: str, etag: str = "") -> None:
        """Make or change an event."""
        self.log.append(name)
        self.events[name] = (etag or f'"{len(self.log)}"', text)

    def delete(self, name: str) -> None:
        """Delete an event."""
        self.log.append(name)
        del self.events[name]

    def answer(self, asked: Asked) -> Answer:
        """What the server says."""
        refusal = self.refusal(asked)
        if refusal is not None:
            return refusal
        body = asked.body.decode()
        if "sync-collection" in body:
            return Answer(self.lacks_tokens) if self.lacks_tokens else self._changes(body)
        if "calendar-multiget" in body:
            return self._fetched(body)
        if "getctag" in body:
            ctag = f'<x:getctag xmlns:x="http://calendarserver.org/ns/">{self.ctag}</x:getctag>'
            return multistatus(_response(self.path, ctag if self.ctag else ""))
        itself = _response(self.path, "<D:resourcetype><D:collection/></D:resourcetype>")
        return multistatus(itself, *(self._listed(name) for name in self.events))

    def _changes(self, body: str) -> Answer:
        token = body.partition("sync-token>")[2].partition("<")[0] if "sync-token/" not in body else ""
        start = int(token.removeprefix("t")) if token else 0
        names = list(dict.fromkeys(self.log[start:]))
        end = len(self.log)
        more = ""
        if self.page and len(names) > self.page:
            names = names[: self.page]
            end = start + self.page
            more = f"<D:response><D:href>{self.path}</D:href><D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>"
        listed = [self._listed(name) if name in self.events else self._gone(name) for name in names]
        return multistatus(*listed, more, f"<D:sync-token>t{end}</D:sync-token>")

    def _fetched(self, body: str) -> Answer:
        wanted = [part.partition("<")[0] for part in body.split("href>")[1::2]]
        names = [path.removeprefix(self.path).removesuffix(".ics") for path in wanted]
        return multistatus(*(self._whole(name) for name in names if name not in self.hides))

    def _listed(self, name: str) -> str:
        return _response(f"{self.path}{name}.ics", f"<D:getetag>{self.events[name][0]}</D:getetag>")

    def _whole(self, name: str) -> str:
        if name not in self.events:
            return self._gone(name)
        etag, text = self.events[name]
        data = f"<D:getetag>{etag}</D:getetag><C:calendar-data>{text}</C:calendar-data>"
        return _response(f"{self.path}{name}.ics", data)

    def _gone(self, name: str) -> str:
        status = "<D:status>HTTP/1.1 404 Not Found</D:status>"
        return f"<D:response><D:href>{self.path}{name}.ics</D:href>{status}</D:response>"


def _response(path: str, props: str) -> str:
    status = "<D:status>HTTP/1.1 200 OK</D:status>"
    return f"<D:response><D:href>{path}</D:href><D:propstat><D:prop>{props}</D:prop>{status}</D:propstat></D:response>"


def multistatus(*parts: str) -> Answer:
    """Several answers."""
    spaces = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
    body = f'<?xml version="1.0" encoding="utf-8"?><D:multistatus {spaces}>{"".join(parts)}</D:multistatus>'
    return Answer(207, {"Content-Type": "text/xml; charset=utf-8"}, body.encode())


@pytest.fixture
def collection(web: WebServer) -> Collection:
    return Collection(web)
