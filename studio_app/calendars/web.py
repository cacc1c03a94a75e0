"""Questions to servers over HTTP, with a limit to everything: time, size, redirects, and who may be asked.

`requests` reads what it is sent whole and follows where it is led. Here a body is read piece by piece and unpacked
within its limit, so that neither a slow server, nor an endless answer, nor a small one that unpacks to gigabytes holds
anything up.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, ReadTimeoutError

from studio_app.calendars.retry import must_not_be_over, seconds_asked
from studio_app.errors import CalendarOffline, CalendarUnavailable
from studio_app.patience import Patience

LARGEST = 60_000_000
"""Bytes of one answer, unpacked."""

MOST_REDIRECTS = 5
MOST_SECONDS = 30.0
"""Without a sign of life from a server."""

_PIECE = 65_536

log = logging.getLogger(__name__)

_MOVED = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)
_NUMBER = re.compile(r"[\d.]+|.*:.*")
_SHARED = frozenset({"ac", "co", "com", "edu", "gov", "govt", "net", "or", "org"})
"""What stands before a country's name where everybody registers, as in `co.uk`."""

_LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer.

    Attributes:
        url: Of what answered, after redirects.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    largest: int


class LeadsElsewhere(CalendarUnavailable):
    """A server sends whoever asks to another's: with the password only a person may go there (RFC 6764, 8)."""

    def __init__(self, url: str, target: str) -> None:
        super().__init__(
            f"{host_of(url)} leads to {host_of(target)}, which was not told the password.",
            "If that is the right server, enter its address.",
        )


class Web:
    """One conversation; not for several threads at once. Nobody's `.netrc` is read, proxies are the system's."""

    def __init__(self, login: str = "", password: str = "") -> None:
        """Nothing is asked yet; `login` and `password` are told only to https servers, or on loopback, and on the
        way to no server of others."""
        self._login, self._password = login, password
        self._auth: AuthBase = HTTPBasicAuth(login.encode(), password.encode()) if login else _Nobody()
        self._session = _Session()
        self._session.headers.clear()

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the connections."""
        self._session.close()

    def ask(
        self,
        method: str,
        url: str,
        patience: Patience,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        largest: int = LARGEST,
    ) -> Reply:
        """Ask once, following redirects.

        Raises:
            CalendarOffline: no answer, not in time, or one that says that the server has trouble.
            LeadsElsewhere: it leads to another's server, which the password is not told.
            CalendarUnavailable: the address or what it leads to may not be asked, or the answer is too large.
        """
        for _ in range(MOST_REDIRECTS + 1):
            must_be_private(url)
            reply = self._ask(_Question(method, url, headers or {}, body, largest), patience)
            if reply.status not in _MOVED or "Location" not in reply.headers:
                _refuse_trouble(reply)
                return reply
            target = _target(url, reply.headers["Location"])
            if self._login and not are_of_one_house(url, target):
                raise LeadsElsewhere(url, target)
            url = target
        raise CalendarUnavailable(f"{host_of(url)} leads from one address to the next without an end.")

    def _ask(self, question: _Question, patience: Patience) -> Reply:
        reply = self._ask_once(question, patience)
        challenge = reply.headers.get("WWW-Authenticate", "").lower()
        asks_digest = reply.status == HTTPStatus.UNAUTHORIZED and "digest" in challenge
        if asks_digest and self._login and not isinstance(self._auth, HTTPDigestAuth):
            self._auth = _Digest(self._login, self._password)
            reply = self._ask_once(question, patience)
        return reply

    def _ask_once(self, question: _Question, patience: Patience) -> Reply:
        must_not_be_over(patience)
        url = question.url
        sent = {"User-Agent": "StudioDesk", "Accept-Encoding": "gzip", **question.headers}
        try:
            with self._session.request(
                question.method,
                url,
                data=question.body or None,
                headers=sent,
                auth=self._auth,
                timeout=min(patience.left, MOST_SECONDS) or 0.001,
                allow_redirects=False,
                stream=True,
            ) as response:
                whole = _body(response, url, patience, question.largest)
                return Reply(response.status_code, CaseInsensitiveDict(response.headers), whole, url)
        except (requests.RequestException, HTTPError, OSError) as error:
            log.info("%s: %s", host_of(url), type(error).__name__)
            must_not_be_over(patience)
            raise _offline(url, error) from None


class _Session(requests.Session):
    """Looks at no redirect itself: even where it may not follow one, requests would read its body without a limit."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class _Digest(HTTPDigestAuth):
    """Names the user in UTF-8, which requests can't beyond the letters of western Europe (RFC 7616, 4)."""

    def build_digest_header(self, method: str, url: str) -> Any:
        header = super().build_digest_header(method, url)
        return header.encode() if header else header


class _Nobody(AuthBase):
    """Keeps requests from looking for a login of its own."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def must_be_private(url: str) -> None:
    """Refuse an address that anybody on the way could read along: https, or http to this computer itself.

    Raises:
        CalendarUnavailable: it is another one.
    """
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise CalendarUnavailable("This is no address that can be asked.", "Correct it.") from None
    if not has_host or not (parts.scheme == "https" or (parts.scheme == "http" and is_here(url))):
        raise CalendarUnavailable(
            f"The address of {parts.hostname or 'the calendar'} is not encrypted.",
            "Use an address that begins with https.",
        )


def _target(url: str, location: str) -> str:
    """Where a redirect leads, if it may."""
    try:
        target = urljoin(url, location)
        was_private, is_private = (urlsplit(each).scheme == "https" for each in (url, target))
    except ValueError:
        raise CalendarUnavailable(f"{host_of(url)} leads to no address.") from None
    if was_private and not is_private:
        raise CalendarUnavailable(f"{host_of(url)} leads to an address that is not encrypted.")
    return target


def are_of_one_house(one: str, other: str) -> bool:
    """Whether two addresses belong to the same people, as far as their names tell: one host, one below the other, or both
    below one domain, such as `caldav.icloud.com` and `p34-caldav.icloud.com`."""
    hosts = [(urlsplit(url).hostname or "").rstrip(".") for url in (one, other)]
    if hosts[0] == hosts[1]:
        return True
    if any(_NUMBER.fullmatch(host) for host in hosts):
        return False
    homes = [_home(host) for host in hosts]
    return bool(homes[0]) and homes[0] == homes[1]


def _home(host: str) -> str:
    """The domain that somebody registered; "" where a host is none of one."""
    labels = host.split(".")
    is_shared = len(labels[-1]) == 2 and len(labels) > 1 and labels[-2] in _SHARED
    kept = 3 if is_shared else 2
    return ".".join(labels[-kept:]) if len(labels) >= kept else ""


def is_here(url: str) -> bool:
    """Whether an address is on this computer."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The server of an address, for people; the rest of an address may be a secret."""
    return urlsplit(url).hostname or "The server"


def _body(response: requests.Response, url: str, patience: Patience, largest: int) -> bytes:
    """What was sent, unpacked; whole or not at all."""
    packed = response.headers.get("Content-Encoding", "").strip().lower() or "identity"
    if packed not in ("identity", "gzip", "x-gzip"):
        raise CalendarUnavailable(f"{host_of(url)} answers in a form that nobody asked for ({packed[:20]}).")
    unpacking = None if packed == "identity" else zlib.decompressobj(wbits=31)
    found, came = bytearray(), 0
    while piece := _piece(response, url, patience):
        came += len(piece)
        try:
            found += piece if unpacking is None else unpacking.decompress(piece, largest - len(found) + 1)
        except zlib.error:
            raise CalendarOffline(f"The answer of {host_of(url)} arrived damaged.") from None
        if len(found) > largest:
            raise CalendarUnavailable(f"The answer of {host_of(url)} is too large for a calendar.")
    length = response.headers.get("Content-Length", "")
    is_cut = came and length.isdigit() and int(length) > came
    if is_cut or (unpacking is not None and came and not unpacking.eof):
        raise CalendarOffline(f"The answer of {host_of(url)} was cut off.")
    return bytes(found)


def _piece(response: requests.Response, url: str, patience: Patience) -> bytes:
    must_not_be_over(patience)
    try:
        piece: bytes = response.raw.read1(_PIECE, decode_content=False)
    except (ReadTimeoutError, TimeoutError):
        raise
    except (HTTPError, HTTPException, OSError):
        raise CalendarOffline(f"The answer of {host_of(url)} was cut off.") from None
    return piece


def _refuse_trouble(reply: Reply) -> None:
    """Raise what passes by itself as CalendarOffline."""
    if reply.status in _LATER or reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        if reply.status in (HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.INSUFFICIENT_STORAGE):
            return
        raise CalendarOffline(
            f"{host_of(reply.url)} has trouble ({_words(reply.status)}).",
            retry_after=seconds_asked(reply.headers.get("Retry-After")),
        )


def _words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _offline(url: str, error: Exception) -> CalendarOffline:
    """What a failure means, without the address: it may be a secret, and libraries put it into their messages."""
    host = host_of(url)
    if isinstance(error, requests.exceptions.SSLError):
        return CalendarOffline(
            f"{host} could not prove that it is {host}.", "Check this computer’s clock and network."
        )
    if isinstance(error, (requests.Timeout, ReadTimeoutError, TimeoutError)):
        return CalendarOffline(f"{host} didn’t answer in time.")
    return CalendarOffline(f"{host} can’t be reached.", "Check the network.")
