"""The server itself: real sockets on this computer, a thread for each connection, all of them joined at the end."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from tests.support.google_server.answers import Answer, Answers, Call
from tests.support.google_server.discovery import Method, check_body, check_query, document, find
from tests.support.google_server.faults import Fault, Faults, How
from tests.support.google_server.office import Office
from tests.support.google_server.refusal import Misfit, Refusal
from tests.support.google_server.sign_in import OAuthError, SignIn

# SO_LINGER with no time to wait: closing cuts the connection instead of ending it.
_CUT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


@dataclass
class Request:
    """One request, as it came and what became of it.

    Attributes:
        number: The first is 1.
        method: Such as `events.list` or `oauth.token`; "" where it fits none.
        headers: With their names in lower case.
        status: Of the answer; 0 where none was sent.
        fault: What was ordered for it.
    """

    number: int
    verb: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any = None
    method: str = ""
    calendar: str = ""
    login: str = ""
    status: int = 0
    fault: Fault | None = None


@dataclass
class Desk:
    """What all connections share."""

    office: Office
    answers: Answers
    sign_in: SignIn
    faults: Faults = field(default_factory=Faults)
    requests: list[Request] = field(default_factory=list)
    misfits: list[str] = field(default_factory=list)
    closing: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def note(self, verb: str, target: str, headers: dict[str, str]) -> Request:
        """Write a request down."""
        parts = urlsplit(target)
        query = parse_qs(parts.query, keep_blank_values=True)
        with self.lock:
            made = Request(len(self.requests) + 1, verb, parts.path, query, headers)
            self.requests.append(made)
            return made


class _Cut(Exception):
    """The connection is to be cut."""


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer leaves as one piece
    server: _HttpServer

    def log_message(self, *_: object) -> None:
        """The requests are kept in a list; nothing is printed."""

    def version_string(self) -> str:
        return "ESF"

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

    def _serve(self) -> None:
        desk = self.server.desk
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        verb, target = self.headers.get("X-HTTP-Method-Override", self.command), self.path
        form = self.headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded")
        if verb != self.command and form:  # Google's client sends very long addresses in this way
            target, raw = f"{target}?{raw.decode()}", b""
        request = desk.note(verb, target, {name.lower(): value for name, value in self.headers.items()})
        try:
            if request.path.startswith("/calendar/v3/"):
                self._api(request, raw)
            else:
                self._oauth(request, raw.decode())
        except _Cut:
            with suppress(OSError):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CUT)
            self.close_connection = True
            self.server.cut.add(id(self.connection))

    # ---------------------------------------------------------------- the API

    def _api(self, request: Request, raw: bytes) -> None:
        desk = self.server.desk
        try:
            method, path = self._understood(request, raw)
        except Misfit as wrong:
            desk.misfits.append(f"{request.verb} {request.path}: {wrong.message}")
            self._send(request, Answer(wrong.status, wrong.body()))
            return
        request.calendar = path.get("calendarId", "")
        fault = request.fault = desk.faults.take(request.number, method.name, request.calendar)
        if fault is not None and not fault.after and fault.how is not How.SLOW:
            self._spoil(request, fault, None)
            return
        try:
            answer = self._answered(request, method, path)
        except Misfit as wrong:
            desk.misfits.append(f"{request.verb} {request.path}: {wrong.message}")
            answer = Answer(wrong.status, wrong.body())
        except Refusal as refused:
            answer = Answer(refused.status, refused.body(), refused.headers)
        self._finish(request, fault, answer)

    def _finish(self, request: Request, fault: Fault | None, answer: Answer) -> None:
        """Send an answer, late or spoilt where that was ordered."""
        if fault is not None and fault.how is How.SLOW:
            self.server.desk.closing.wait(fault.seconds)
        elif fault is not None:
            self._spoil(request, fault, answer)
            return
        self._send(request, answer)

    @staticmethod
    def _understood(request: Request, raw: bytes) -> tuple[Method, dict[str, str]]:
        method, path = find(request.verb, request.path.removeprefix("/calendar/v3/"))
        request.method = method.name
        check_query(method, request.query)
        if raw:
            if not request.headers.get("content-type", "").startswith("application/json"):
                raise Misfit("parseError", "The body must be application/json.")
            try:
                request.body = json.loads(raw)
            except ValueError as wrong:
                raise Misfit("parseError", "The body is no JSON.") from wrong
        check_body(method, request.body)
        return method, path

    def _answered(self, request: Request, method: Method, path: dict[str, str]) -> Answer:
        desk = self.server.desk
        with desk.office.lock:
            access = desk.sign_in.who(request.headers.get("authorization", ""))
            request.login = access.login
            if not access.scopes & method.scopes:
                raise Refusal(
                    403,
                    "insufficientPermissions",
                    "Request had insufficient authentication scopes.",
                    headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'},
                )
            call = Call(
                method.name,
                path,
                request.query,
                request.body or {},
                access.login,
                access.scopes & method.scopes,
                request.headers.get("if-match", ""),
                request.headers.get("if-none-match", ""),
                request.number,
            )
            return desk.answers.of(call)

    def _spoil(self, request: Request, fault: Fault, answer: Answer | None) -> None:
        """Let a fault happen; `answer` is what would have been sent."""
        if fault.how is How.HANG:
            self.server.desk.closing.wait(fault.seconds)
        if fault.how in (How.RESET, How.HANG):
            raise _Cut
        if fault.how is How.STATUS:
            refused = Refusal(fault.status, fault.reason, fault.message, domain="usageLimits")
            headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
            self._send(request, Answer(fault.status, refused.body(), headers))
        elif answer is None or answer.status != 200:
            raise _Cut
        else:
            self._send_spoilt(request, fault, answer)

    def _send_spoilt(self, request: Request, fault: Fault, answer: Answer) -> None:
        half = answer.body[: len(answer.body) // 2]
        if fault.how is How.TRUNCATED:
            self._send(request, replace(answer, body=half), length=len(answer.body))
            self.close_connection = True
        elif fault.how is How.CUT_JSON:
            self._send(request, replace(answer, body=half))
        elif fault.how is How.MALFORMED:
            self._send(request, Answer(200, b"<html><title>Sorry</title>Please try again.</html>"))
        elif answer.page:
            value = json.loads(answer.body)
            value.pop("nextSyncToken", None)
            value["nextPageToken"] = answer.page
            if fault.how is How.EMPTY_PAGE:
                value["items"] = []
            self._send(request, replace(answer, body=json.dumps(value).encode()))
        else:
            self._send(request, answer)

    # ---------------------------------------------------------------- signing in

    def _oauth(self, request: Request, raw: str) -> None:
        desk = self.server.desk
        query = {name: values[-1] for name, values in request.query.items()}
        form = _with_basic(request.headers, dict(parse_qsl(raw, keep_blank_values=True)))
        name = {
            ("GET", "/o/oauth2/auth"): "oauth.auth",
            ("POST", "/o/oauth2/approval"): "oauth.approval",
            ("POST", "/token"): "oauth.token",
            ("POST", "/revoke"): "oauth.revoke",
        }.get((request.verb, request.path), "")
        request.method, request.body = name, form
        fault = request.fault = desk.faults.take(request.number, name, "") if name else None
        if fault is not None and not fault.after and fault.how is not How.SLOW:
            self._spoil(request, fault, None)
            return
        try:
            answer = self._oauth_answer(name, query, form, raw)
        except OAuthError as wrong:
            answer = Answer(wrong.status, wrong.body())
        self._finish(request, fault, answer)

    def _oauth_answer(self, name: str, query: dict[str, str], form: dict[str, str], raw: str) -> Answer:
        desk = self.server.desk
        if name == "oauth.auth":
            wrong = desk.sign_in.check_request(query)
            if wrong:
                desk.misfits.append(f"sign-in: {wrong}")
                return Answer(400, wrong.encode(), {"Content-Type": "text/plain"})
            with desk.office.lock:
                logins = list(dict.fromkeys(book.owner for book in desk.office.books.values()))
            page = desk.sign_in.consent_page(query, logins)
            return Answer(200, page, {"Content-Type": "text/html; charset=utf-8"})
        if name == "oauth.approval":
            granted = [value for key, value in parse_qsl(raw) if key == "granted"]
            return Answer(302, b"", {"Location": desk.sign_in.approve(form, granted)})
        if name == "oauth.token":
            return Answer(200, json.dumps(desk.sign_in.token(form)).encode())
        if name == "oauth.revoke":
            desk.sign_in.revoke(form.get("token") or query.get("token", ""))
            return Answer(200, b"{}")
        return Answer(404, b"{}")

    def _send(self, request: Request, answer: Answer, length: int | None = None) -> None:
        request.status = answer.status
        headers = {"Content-Type": "application/json; charset=UTF-8"} | dict(answer.headers)
        if answer.status not in (204, 304):
            headers["Content-Length"] = str(len(answer.body) if length is None else length)
        self.send_response(answer.status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        self.wfile.flush()


def _with_basic(headers: dict[str, str], form: dict[str, str]) -> dict[str, str]:
    """A form with what a client says of itself in its `Authorization` header, if it does."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form
    name, _, secret = base64.b64decode(value).decode().partition(":")
    return {"client_id": unquote(name), "client_secret": unquote(secret)} | form


class _HttpServer(ThreadingHTTPServer):
    """Knows its open connections, so that it can end them."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, desk: Desk, port: int) -> None:
        self.desk = desk
        self.cut: set[int] = set()
        self._open: set[socket.socket] = set()
        self._guard = Lock()
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError:  # somebody else took it
            super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._guard:
            self._open.discard(request)
        if id(request) in self.cut:
            self.cut.discard(id(request))
            request.close()  # without a farewell, so that the other side finds the connection cut
        else:
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news; anything else is a fault of the server."""
        failed = sys.exception()
        if not isinstance(failed, OSError):
            self.desk.misfits.append(f"the server failed: {failed!r}")
            super().handle_error(request, client_address)

    def end_connections(self) -> None:
        """Wake every thread that waits for its client."""
        with self._guard:
            for each in self._open:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)


class Running:
    """A desk that is served; between `start` and `stop` it can be reached at `root`."""

    def __init__(self, desk: Desk, port: int) -> None:
        document()  # not in the time of the first request
        self._http = _HttpServer(desk, port)
        self._thread = Thread(target=self._http.serve_forever, args=(0.005,), name="google-server")

    @property
    def root(self) -> str:
        """The root of all addresses, with its slash."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """End all connections and threads."""
        self._http.desk.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.end_connections()
        self._http.server_close()
