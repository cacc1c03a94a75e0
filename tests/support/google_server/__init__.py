"""A stand-in for Google: Calendar v3 and OAuth 2.0 over real sockets on this computer.

    with GoogleServer() as google:
        studio = google.person("studio@example.com")
        ana = google.person("ana@example.com")
        ana.share(studio, "reader")
        ana.create("Dentist", start, end)
        google.faults.order(faults.rate_limited(429, retry_after="1", method="events.list"))
        ...
        assert google.misfits == []

It refuses each request that does not fit the discovery document which is shipped with Google's client, and keeps it in
`misfits`. Where the real service's behaviour is not known for certain, this one does what a careful client must be ready
for.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urljoin

from tests.support.google_server import faults
from tests.support.google_server.answers import Answers
from tests.support.google_server.book import Book
from tests.support.google_server.faults import Fault, Faults, How
from tests.support.google_server.guests import Kind, Mail
from tests.support.google_server.office import Office
from tests.support.google_server.people import Person
from tests.support.google_server.refusal import JSON
from tests.support.google_server.server import Desk, Request, Running
from tests.support.google_server.sign_in import Grant, SignIn

ZONE = "America/New_York"


class GoogleServer:
    """Runs inside a `with` block.

    Attributes:
        faults: Orders what goes wrong.
        sign_in: Who allowed what; ends tokens.
        offset: How far the server's clock is ahead of this computer's.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None, port: int = 0) -> None:
        """`clock` is this computer's where None; `port` is used if it is free."""
        self.offset = timedelta()
        self._clock = clock or (lambda: datetime.now(UTC))
        self.office = Office(self.now)
        self.sign_in = SignIn(self.now)
        self._answers = Answers(self.office)
        self._desk = Desk(self.office, self._answers, self.sign_in)
        self._running = Running(self._desk, port)
        self.faults: Faults = self._desk.faults
        self.people: dict[str, Person] = {}

    def __enter__(self) -> Self:
        self._running.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.stop()

    def now(self) -> datetime:
        """The server's clock, UTC."""
        return self._clock() + self.offset

    # ---------------------------------------------------------------- where it is

    @property
    def root(self) -> str:
        """Root of all addresses, with its slash; the API is below `calendar/v3/`."""
        return self._running.root

    @property
    def port(self) -> int:
        """Of this computer."""
        return int(self.root.rstrip("/").rsplit(":", 1)[1])

    def environment(self) -> dict[str, str]:
        """What a process needs to use this server."""
        return {"STUDIO_DESK_GOOGLE_ROOT_URL": self.root}

    def client(self) -> JSON:
        """The content of the studio's own client file, as Google gives it for an installed app."""
        return {
            "installed": {
                "client_id": self.sign_in.client_id,
                "project_id": "studio-desk-tests",
                "auth_uri": urljoin(self.root, "o/oauth2/auth"),
                "token_uri": urljoin(self.root, "token"),
                "auth_provider_x509_cert_url": urljoin(self.root, "certs"),
                "client_secret": self.sign_in.client_secret,
                "redirect_uris": ["http://localhost"],
            }
        }

    def client_file(self, path: Path) -> Path:
        """Write the client file."""
        path.write_text(json.dumps(self.client()), encoding="utf-8")
        return path

    # ---------------------------------------------------------------- what is there

    def person(self, email: str, zone: str = ZONE) -> Person:
        """Somebody with a calendar here; made at the first call."""
        if email not in self.people:
            self.people[email] = Person(self.office, email, zone)
        return self.people[email]

    @property
    def mails(self) -> Sequence[Mail]:
        """All mails that were sent, the first one first."""
        with self.office.lock:
            return tuple(self.office.mails)

    @property
    def requests(self) -> Sequence[Request]:
        """All requests so far."""
        with self._desk.lock:
            return tuple(self._desk.requests)

    def requests_of(self, method: str) -> Sequence[Request]:
        """The requests of one method, such as `events.list`."""
        return tuple(request for request in self.requests if request.method == method)

    @property
    def misfits(self) -> Sequence[str]:
        """Requests that don't fit the discovery document, and failures of this server; a test asserts that it is empty."""
        return tuple(self._desk.misfits)

    def expire_sync_tokens(self, book: Book | None = None) -> None:
        """All sync tokens that were given so far (for one calendar) are no longer good."""
        with self.office.lock:
            for each in [book] if book else self.office.books.values():
                each.expired = self.office.version.number
            self.office.version.next()

    def limit_pages(self, size: int) -> None:
        """No page of events is longer, whatever is asked."""
        with self.office.lock:
            for book in self.office.books.values():
                book.page_limit = size

    # ---------------------------------------------------------------- the browser

    def consent(
        self, address: str, login: str = "", *, allow: bool = True, without: Sequence[str] = ()
    ) -> str:
        """Do what a person does in the browser: open the address, choose who they are, press a button.

        Args:
            without: Scopes whose ticks are taken away.

        Returns:
            What the program's own page said in the end.
        """
        with urllib.request.urlopen(address, timeout=30) as page:
            text = page.read().decode()
        form = [(unescape(name), unescape(value)) for name, value in _HIDDEN.findall(text)]
        ticked = [unescape(value) for value in _TICKED.findall(text)]
        hint = dict(form).get("login_hint", "")
        form += [("granted", scope) for scope in ticked if scope not in without]
        form += [
            ("login", login or hint or next(iter(self.people))),
            ("choice", "allow" if allow else "deny"),
        ]
        target = urljoin(self.root, "o/oauth2/approval")
        with urllib.request.urlopen(target, data=urlencode(form).encode(), timeout=30) as end:
            said: bytes = end.read()
        return said.decode()


_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
_TICKED = re.compile(r'<input type="checkbox" name="granted" value="([^"]*)" checked>')

__all__ = [
    "Book",
    "Fault",
    "Faults",
    "GoogleServer",
    "Grant",
    "How",
    "Kind",
    "Mail",
    "Person",
    "Request",
    "faults",
]
