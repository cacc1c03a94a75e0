"""Python's caldav client, asking through `web`, where everything has a limit.

The library builds requests and parses answers. Its own way to the network reads answers of any size, follows every
redirect and takes a login from `.netrc`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from caldav.davclient import DAVClient
from caldav.elements import cdav, dav
from caldav.elements.base import BaseElement
from caldav.lib.error import parse_preconditions
from caldav.response import DAVResponse

from studio_app.calendars.dav.refusals import Refusals
from studio_app.calendars.web import Reply, Web, host_of
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, SignInNeeded
from studio_app.patience import Patience

_SAFE = "!$&'()*+,;=:@~-._"
"""What may stand in a path as it is (RFC 3986, 3.3)."""

_XML = {"Content-Type": 'application/xml; charset="utf-8"'}


class Refused(CalendarUnavailable):
    """The server said no.

    Attributes:
        status: Of its answer.
        preconditions: What it names as the reason, in Clark notation (RFC 4918, 16).
    """

    def __init__(self, what: str, status: int, preconditions: Sequence[str] = ()) -> None:
        super().__init__(f"{what} ({status}).", "Check the calendar at its provider.")
        self.status, self.preconditions = status, frozenset(preconditions)


@dataclass(frozen=True, slots=True)
class Resource:
    """One answer of several in a multistatus (RFC 4918, 13).

    Attributes:
        url: Whole, as the server spells it.
        status: Its own, such as 404 for what was removed; 200 where only its properties have one.
        properties: Those that the server gave, by tag in Clark notation.
    """

    url: str
    status: int
    properties: Mapping[str, Any] = field(default_factory=dict)

    def text(self, tag: str) -> str:
        """A property's text, "" where there is none."""
        found = self.properties.get(tag)
        return (found.text or "").strip() if found is not None else ""

    def href(self, *path: str) -> str:
        """The address inside a property, whole; "" without."""
        found = self.properties.get(path[0])
        link = found.find("/".join((*path[1:], dav.Href.tag))) if found is not None else None
        return joined(self.url, link.text) if link is not None and link.text else ""


@dataclass(frozen=True, slots=True)
class Multistatus:
    """All answers to one question.

    Attributes:
        token: Where to read on next time (RFC 6578).
    """

    resources: tuple[Resource, ...]
    token: str = ""


class Dav:
    """A conversation with one server on behalf of one account; not for several threads at once."""

    def __init__(
        self,
        url: str,
        account: str,
        login: str,
        password: str,
        patience: Patience,
        refusals: Refusals | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            url: Any of the server.
            account: Id, named where the sign-in is refused.
            login: Name of the user.
            password: Told to the server only.
            patience: For everything that is asked.
            refusals: Keep the server from being asked again and again with a wrong password; none while somebody signs in.
        """
        self._account, self._login, self._patience = account, login, patience
        self._password, self._refusals = password, refusals or Refusals()
        self._web = Web(login, password)
        self._client = _Client(url, self._ask)

    def __enter__(self) -> Dav:
        return self

    def __exit__(self, *_: object) -> None:
        self._web.close()

    def properties(self, url: str, wanted: Sequence[BaseElement], depth: int = 0) -> tuple[Resource, ...]:
        """Properties of a resource, and with depth 1 of those in it. Raises Refused."""
        body = holding(dav.Propfind(), holding(dav.Prop(), *wanted))
        # Not `propfind`, which takes a property that may not be seen (403) for a failure of the whole.
        response = self._client.request(url, "PROPFIND", str(body), {"Depth": str(depth)})
        return self._several(response, "The calendar can’t be looked at")

    def itself(self, url: str, wanted: Sequence[BaseElement]) -> Resource:
        """Properties of a resource; without any where the server says nothing of it. Raises Refused."""
        told = self.properties(url, wanted)
        return told[0] if told else Resource(url, HTTPStatus.OK)

    def report(self, url: str, query: BaseElement, depth: int | None = 0) -> Multistatus:
        """The answer to a REPORT. Raises Refused."""
        response = self._client.report(url, str(query), depth)
        resources = self._several(response, "The calendar can’t be read")
        token = response.tree.findtext(dav.SyncToken.tag) if response.tree is not None else None
        return Multistatus(resources, token or "")

    def free_busy(self, url: str, span: Span) -> bytes:
        """When somebody is busy whose calendar shows no more, as iCalendar (RFC 4791, 7.10). Raises Refused."""
        query = holding(cdav.FreeBusyQuery(), cdav.TimeRange(span.start, span.end))
        reply = self._ask(
            url, "REPORT", str(query).encode(), {**_XML, "Accept": "text/calendar", "Depth": "1"}
        )
        self._must_be_good(reply, "The busy times can’t be read")
        return reply.body

    def get(self, url: str) -> tuple[bytes, str] | None:
        """A resource with its etag, or None where there is none. Raises Refused."""
        # Packed, some servers give another etag, which they don't know again when something is written.
        reply = self._ask(url, "GET", b"", {"Accept": "text/calendar", "Accept-Encoding": "identity"})
        if reply.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        self._must_be_good(reply, "The event can’t be read")
        return reply.body, etag_in(reply.headers)

    def put(self, url: str, data: bytes, headers: Mapping[str, str]) -> Reply:
        """Write a resource; 412 is an answer. Raises Refused for others."""
        sent = {"Content-Type": "text/calendar; charset=utf-8", **headers}
        reply = self._ask(url, "PUT", data, sent)
        if reply.status != HTTPStatus.PRECONDITION_FAILED:
            self._must_be_good(reply, "The event can’t be written")
        return reply

    def delete(self, url: str, headers: Mapping[str, str]) -> bool:
        """Remove a resource; False where the precondition failed. One that is gone already is removed."""
        reply = self._ask(url, "DELETE", b"", headers)
        if reply.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return True
        if reply.status == HTTPStatus.PRECONDITION_FAILED:
            return False
        self._must_be_good(reply, "The event can’t be removed")
        return True

    def abilities(self, url: str) -> frozenset[str]:
        """What the server says in its `DAV` header that it can do there, such as `calendar-auto-schedule`."""
        reply = self._ask(url, "OPTIONS", b"", {})
        return frozenset(word.strip() for word in reply.headers.get("DAV", "").split(","))

    def _ask(self, url: str, method: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        self._refusals.check(self._account, self._password)
        reply = self._web.ask(method, url, self._patience, headers=headers, body=body)
        if reply.status == HTTPStatus.UNAUTHORIZED:
            error = SignInNeeded(
                self._account,
                f"{host_of(url)} doesn’t accept the name or the password of {self._login}.",
                "Sign in again. Many providers want an app-specific password here, made on their own pages.",
            )
            self._refusals.note(self._account, self._password, error)
            raise error
        self._refusals.forget(self._account)
        return reply

    def _several(self, response: DAVResponse, what: str) -> tuple[Resource, ...]:
        if response.status != HTTPStatus.MULTI_STATUS or response.tree is None:
            raise Refused(what, response.status, parse_preconditions(response.raw.encode()))
        return tuple(_resources(self._client.answered, response.tree))

    @staticmethod
    def _must_be_good(reply: Reply, what: str) -> None:
        if not reply.is_good:
            raise Refused(what, reply.status, parse_preconditions(reply.body))


class _Client(DAVClient):
    """The library's client with another way to the network."""

    def __init__(self, url: str, ask: Any) -> None:
        super().__init__(url=url, enable_rfc6764=False)
        self.session.close()
        self._ask = ask
        self.answered = url
        """The address that gave the last answer, after redirects: links in it count from there."""

    def request(
        self,
        url: str,
        method: str = "GET",
        body: str = "",
        headers: Mapping[str, str] | None = None,
        rate_limit_time_slept: float = 0,
    ) -> DAVResponse:
        sent = {**_XML, "Accept": "text/xml, application/xml"}
        reply: Reply = self._ask(str(url), method, body.encode(), {**sent, **(headers or {})})
        self.answered = reply.url
        if reply.is_good and reply.body and not reply.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise CalendarUnavailable(f"{host_of(str(url))} doesn’t answer as a calendar server.")
        try:
            return DAVResponse(_Received(reply), self)
        except (ValueError, SyntaxError) as error:
            raise CalendarUnavailable(f"The answer of {host_of(str(url))} can’t be understood.") from error


class _Received:
    """A reply as the library wants to have it."""

    def __init__(self, reply: Reply) -> None:
        self.status_code, self.reason = reply.status, ""
        is_xml = reply.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (
            reply.is_good or b"DAV:" in reply.body
        )
        # A page in HTML that says what went wrong would be logged whole.
        self.content = reply.body if is_xml else b""
        self.headers = {"Content-Type": "application/xml"}
        self.text = ""


def _resources(base: str, tree: Any) -> Iterator[Resource]:
    for response in tree.iter(dav.Response.tag):
        status = _status(response.findtext(dav.Status.tag))
        properties = {
            prop.tag: prop
            for part in response.iterfind(dav.PropStat.tag)
            if _status(part.findtext(dav.Status.tag)) == HTTPStatus.OK
            for prop in part.iterfind(f"{dav.Prop.tag}/*")
        }
        for link in response.iterfind(dav.Href.tag):
            if link.text and link.text.strip():
                yield Resource(joined(base, link.text), status, properties)


def _status(line: str | None) -> int:
    """The number in `HTTP/1.1 404 Not Found`; 200 where there is no line."""
    words = (line or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else HTTPStatus.OK


def holding(element: BaseElement, *parts: BaseElement) -> BaseElement:
    """An element of a question with others in it."""
    for part in parts:
        element = element + part
    return element


def joined(base: str, link: str) -> str:
    """A link in an answer as a whole address, in the server's own spelling; some leave blanks and the like in.

    Raises:
        CalendarUnavailable: it is none.
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
    except ValueError:
        raise CalendarUnavailable(f"{host_of(base)} names an address that is none.") from None
    path = quote(parts.path, safe=_SAFE + "/%")
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def path_of(url: str) -> str:
    """What names a resource within its server, in one spelling: they write `@` or `%40`, even in turns."""
    return "/".join(quote(unquote(part), safe=_SAFE) for part in urlsplit(url).path.split("/"))


def etag_in(headers: Mapping[str, str]) -> str:
    """An etag for later conditions. A weak one never fits any (RFC 9110, 13.1.1), and servers that give it mean it."""
    return headers.get("ETag", "").strip().removeprefix("W/")
