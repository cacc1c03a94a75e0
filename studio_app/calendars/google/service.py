"""Google's client: built from the discovery document that it ships, with time limits, and never retrying on its own.

A request that httplib2 sends a second time, because the first one met a connection that had gone stale, does no harm: events
are made with their own ids and changed with If-Match.
"""

from __future__ import annotations

import contextlib
import json
import logging
import random
import socket
import threading
from collections.abc import Callable
from functools import lru_cache
from http.client import HTTPResponse
from types import TracebackType
from typing import Any, Self

import google_auth_httplib2
import httplib2
from googleapiclient import discovery_cache
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import Error as ClientError
from googleapiclient.errors import HttpError

from studio_app.calendars.google.addresses import root_override
from studio_app.calendars.google.failures import ON_THE_WAY, Refused, refusal, unreachable
from studio_app.calendars.google.tokens import Session
from studio_app.calendars.retry import must_not_be_over, patiently, seconds_asked
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, Stopped
from studio_app.patience import Patience

REQUEST_SECONDS = 20.0
"""How long one answer may keep silent, where the patience lasts longer."""

JSON = dict[str, Any]

_TRIPPED = (AttributeError, TypeError, LookupError)
"""What Google's client raises over an error that is not told as Google does, such as by a proxy."""

_LOOK = 0.05
"""Seconds after which it is noticed that nobody waits any more."""

# Logs each 403 as a warning. They are told in the program's own words.
logging.getLogger("googleapiclient.http").setLevel(logging.ERROR)


@lru_cache(maxsize=4)
def calendar_service(root: str = "") -> Any:
    """Calendar v3 at a root; at Google's own where "". Makes requests only; safe across threads as it sends none."""
    document = discovery_cache.get_static_doc("calendar", "v3")
    if document is None:
        raise RuntimeError("calendar.v3.json is not among the discovery documents of this installation")
    found = json.loads(document)
    if root:
        found |= {"rootUrl": root, "baseUrl": root + found["servicePath"]}
    # Given so that the client looks for no credentials of its own; each request is sent by a line's own.
    return build_from_document(found, http=httplib2.Http())


class Lines:
    """The connections of one piece of work, one a thread; cut as soon as nobody waits any more.

    Used as a context manager by whoever starts the work; its threads call `to`.
    """

    def __init__(self, patience: Patience, jitter: Callable[[], float] = random.random) -> None:
        """Nothing is opened yet.

        Raises:
            CalendarUnavailable: another root was asked for that may not be used.
        """
        self._patience, self._jitter = patience, jitter
        try:
            self._root = root_override()
        except BadInput as error:
            raise CalendarUnavailable(f"Google’s address can’t be used: {error}.") from error
        self._own = threading.local()
        self._all: list[_Connection] = []
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._cut_in_time, name="google-patience", daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._watch.join()
        for connection in self._all:
            connection.close()

    def to(self, session: Session) -> Calls:
        """Calls on behalf of an account, by this thread's connection."""
        if self._done.is_set():  # a thread that nobody waited for
            raise Stopped
        if not hasattr(self._own, "http"):
            self._own.http = _Connection(max(0.01, min(REQUEST_SECONDS, self._patience.left)))
            self._all.append(self._own.http)
            if self._done.is_set():  # it ended just now, and nobody else closes this one
                self._own.http.close()
                raise Stopped
        return Calls(session, self._own.http, self._patience, calendar_service(self._root), self._jitter)

    def _cut_in_time(self) -> None:
        while not self._done.wait(_LOOK):
            if self._patience.is_over:
                for connection in list(self._all):
                    connection.cut()


class _Connection(httplib2.Http):  # type: ignore[misc]  # httplib2 has no types
    """httplib2's connections, that another thread can cut: their sockets are known from when they are open.

    httplib2 itself forgets the socket of an answer that ends with its connection, while it reads that answer.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self.follow_redirects = False  # Google sends nobody elsewhere; a network that wants a sign-in does
        self._plugs: list[socket.socket] = []
        self._answers: list[HTTPResponse] = []
        self._is_cut = False
        self._kinds = {name: self._known(kind) for name, kind in httplib2.SCHEME_TO_CONNECTION.items()}

    def request(self, uri: str, *arguments: Any, **options: Any) -> Any:
        """As httplib2's."""
        options["connection_type"] = self._kinds[uri.partition(":")[0]]
        return super().request(uri, *arguments, **options)

    def cut(self) -> None:
        """End what another thread waits for: the sockets read and write no more, and no other is opened."""
        self._is_cut = True
        for plug in list(self._plugs):
            with contextlib.suppress(OSError):
                socket.socket.shutdown(plug, socket.SHUT_RDWR)  # TLS' own would read on without TLS

    def close(self) -> None:
        """Close everything."""
        self.cut()
        super().close()
        # One that was not read to its end keeps its socket open, whoever closed that.
        for answer in self._answers:
            answer.close()
        for plug in self._plugs:
            plug.close()
        self._answers.clear()
        self._plugs.clear()

    def _opened(self, plug: socket.socket) -> None:
        self._plugs.append(plug)
        if self._is_cut:
            plug.close()
            raise ConnectionAbortedError("nobody waits any more")

    def _answered(self, answer: HTTPResponse) -> None:
        self._answers = [*(each for each in self._answers if not each.isclosed()), answer]

    def _known(self, kind: type[Any]) -> type[Any]:
        """The same kind of connection, whose sockets and answers are remembered."""
        opened, answered = self._opened, self._answered

        class Known(kind):  # type: ignore[misc]  # httplib2 has no types
            def connect(self) -> None:
                super().connect()
                opened(self.sock)

            def getresponse(self) -> HTTPResponse:
                answer: HTTPResponse = super().getresponse()
                answered(answer)
                return answer

        return Known


class Calls:
    """Sends requests on behalf of an account, for one thread."""

    def __init__(
        self,
        session: Session,
        http: _Connection,
        patience: Patience,
        service: Any,
        jitter: Callable[[], float],
    ) -> None:
        self.session, self.service = session, service
        self._http, self._patience, self._jitter = http, patience, jitter

    def execute(self, request: Any, what: str) -> JSON:
        """The answer to a request of the service; what may pass is tried again.

        Args:
            request: Made by the service.
            what: What it is about, as the beginning of a sentence, such as `The calendar “Ana”`.

        Raises:
            CalendarOffline: it didn't go well in time.
            SignInNeeded: Google refuses the sign-in.
            Refused: Google says no.
        """
        return patiently(lambda: self._once(request, what), self._patience, jitter=self._jitter)

    def _once(self, request: Any, what: str) -> JSON:
        for _ in range(2):
            token = self.session.token(self._ask_for_token, self._patience)
            try:
                return self._sent(request, token, what)
            except Refused as error:
                if error.status != 401:
                    raise
            self.session.refused(token)
        raise self.session.end(f"Google doesn’t accept the sign-in of {self.session.account.login}.")

    def _sent(self, request: Any, token: str, what: str) -> JSON:
        try:
            found = request.execute(http=_Bearer(self._http, token))
        except HttpError as error:
            raise refusal(error, what, self.session.account.login) from error
        except (ClientError, *ON_THE_WAY, *_TRIPPED) as error:
            must_not_be_over(self._patience)
            raise unreachable(error) from error
        if found == "":  # the answer to a deletion
            return {}
        if not isinstance(found, dict):
            raise unreachable(ValueError("no JSON object"))
        return found

    def _ask_for_token(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float | None = None,
        **options: object,
    ) -> Any:
        """As `google.auth.transport.Request`; what may pass ends here, as google-auth would sleep and try again itself."""
        must_not_be_over(self._patience)
        answer = google_auth_httplib2.Request(self._http)(url, method=method, body=body, headers=headers)
        if answer.status in (408, 429) or answer.status >= 500:
            asked = seconds_asked(answer.headers.get("retry-after"))
            raise CalendarOffline(
                "Google’s sign-in has trouble at the moment.",
                retry_after=asked,
            )
        return answer


class _Bearer:
    """A connection that signs each request with an access token."""

    def __init__(self, http: _Connection, token: str) -> None:
        self._http, self._token = http, token

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> Any:
        signed = dict(headers or {}) | {"authorization": f"Bearer {self._token}"}
        return self._http.request(uri, method=method, body=body, headers=signed, **options)
