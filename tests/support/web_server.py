"""A web server on this computer that answers as a test tells it to, over real sockets."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """A question that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass
class Answer:
    """What is sent back; `raw` pieces go out as they are, after the head, without a length."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw: Callable[[socket.socket], None] | None = None


@dataclass
class WebServer:
    """Where it is, what it was asked, and what it answers."""

    url: str
    answer: Callable[[Asked], Answer] = lambda _: Answer(404)
    asked: list[Asked] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def handle_any(self) -> None:
        web: WebServer = self.server.web  # type: ignore[attr-defined]
        length = int(self.headers.get("Content-Length", 0))
        asked = Asked(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
        web.asked.append(asked)
        answer = web.answer(asked)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.raw is None:
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            if answer.headers.get("Content-Length", str(len(answer.body))) != str(len(answer.body)):
                self.close_connection = True
            return
        self.close_connection = True
        self.end_headers()
        with contextlib.suppress(OSError):
            answer.raw(self.connection)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is what some tests are about."""


@contextlib.contextmanager
def web_server() -> Iterator[WebServer]:
    """A server on a free port of the loopback; its threads, and those that read calendars from it, have ended afterwards."""
    server = _Server(("127.0.0.1", 0), _Handler)
    web = WebServer(f"http://127.0.0.1:{server.server_address[1]}")
    server.web = web  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), name="web server of a test")
    thread.start()
    try:
        yield web
    finally:
        web.stopping.set()
        server.shutdown()
        thread.join()
        server.server_close()
        for each in threading.enumerate():
            if each.name.startswith("calendar"):  # left behind with a question whose connection is closed now
                each.join()
