"""Where the browser comes back to after a sign-in: a small server on this computer, for as long as somebody signs in.

RFC 8252, 7.3: the literal address 127.0.0.1 and a port that the system chooses. Anything else that asks (a browser that wants
an icon, another program, a page with a wrong state) is answered and changes nothing, and so does a browser that was closed: the
same address may be opened again.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from studio_app.patience import Patience

LARGEST_REQUEST = 16_384
READ_SECONDS = 10.0
"""How long a browser may take to say what it wants; some open connections that they never use."""

_LOOK = 0.05

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 32em; margin: 20vh auto; padding: 0 1em }}
h1 {{ font-size: 20px }}
</style></head><body><h1>{title}</h1><p>{text}</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser brought back with the right state.

    Attributes:
        code: To be exchanged for tokens; "" where there is none.
        error: Why there is none, such as `access_denied`.
    """

    code: str = field(default="", repr=False)
    error: str = ""


class Loopback:
    """A server on a free port of 127.0.0.1, from when it is made until it is closed."""

    def __init__(self) -> None:
        self._plug = socket.create_server(("127.0.0.1", 0), backlog=16)

    @property
    def address(self) -> str:
        """The redirect address."""
        return f"http://{self._host}/"

    @property
    def _host(self) -> str:
        return f"127.0.0.1:{self._plug.getsockname()[1]}"

    def close(self) -> None:
        """Give the port back."""
        self._plug.close()

    def wait(self, state: str, patience: Patience) -> Answer | None:
        """Answer browsers until one brings an answer with this state; None where nobody did in time."""
        return asyncio.run(_Listening(self._host, state).until_answered(self._plug, patience))


class _Listening:
    """One waiting: all connections in one thread."""

    def __init__(self, host: str, state: str) -> None:
        self._host, self._state = host, state
        self._answer: Answer | None = None
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def until_answered(self, plug: socket.socket, patience: Patience) -> Answer | None:
        server = await asyncio.start_server(self._served, sock=plug.dup(), limit=LARGEST_REQUEST)
        try:
            while self._answer is None and not patience.is_over:
                await asyncio.sleep(_LOOK)
        finally:
            server.close()
            # Their connections are closed rather than the tasks cancelled, which Python 3.11 logs as an error:
            # https://github.com/python/cpython/issues/113538. Can go with Python 3.11.
            await asyncio.sleep(0)  # those that just came begin
            for writer in self._open.values():
                writer.close()
            await asyncio.gather(*self._open)
        return self._answer

    async def _served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        try:
            async with asyncio.timeout(READ_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                page, answer = self._answered(head.decode("latin-1"))
                writer.write(page)
                await writer.drain()
            self._answer = self._answer or answer
        except (OSError, EOFError, asyncio.LimitOverrunError, TimeoutError):
            pass  # whoever it was has gone
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
            del self._open[task]

    def _answered(self, head: str) -> tuple[bytes, Answer | None]:
        """The page for a request, and what it brought."""
        first, *lines = head.split("\r\n")
        method, _, rest = first.partition(" ")
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in lines)
        }
        if method != "GET":
            return _page(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing here", "This page is for a sign-in."), None
        if headers.get("host") != self._host:
            return _page(HTTPStatus.BAD_REQUEST, "Nothing here", "This page is for a sign-in."), None
        try:
            address = urlsplit(rest.partition(" ")[0])
            query = parse_qs(address.query, keep_blank_values=True)
        except ValueError:
            address, query = urlsplit("/?"), {}
        if address.path != "/":
            return _page(HTTPStatus.NOT_FOUND, "Nothing here", "This page is for a sign-in."), None
        return self._redirected(query)

    def _redirected(self, query: Mapping[str, list[str]]) -> tuple[bytes, Answer | None]:
        code, error, state = (query.get(name, []) for name in ("code", "error", "state"))
        if len(state) != 1 or not secrets.compare_digest(state[0].encode(), self._state.encode()):
            words = "This is no answer to the sign-in that Studio Desk is waiting for. Go back to Studio Desk and open the page again."
            return _page(HTTPStatus.BAD_REQUEST, "Not this one", words), None
        if len(code) == 1 and code[0] and not error:
            words = "Google has answered. You can close this page and go back to Studio Desk."
            return _page(HTTPStatus.OK, "Thank you", words), Answer(code=code[0])
        if len(error) == 1 and error[0]:
            words = f"Google says: {error[0][:100]}. Close this page and go back to Studio Desk, which tells what to do."
            return _page(HTTPStatus.OK, "Not signed in", words), Answer(error=error[0][:100])
        words = "Something is missing in this answer. Go back to Studio Desk and open the page again."
        return _page(HTTPStatus.BAD_REQUEST, "Not this one", words), None


def _page(status: HTTPStatus, title: str, text: str) -> bytes:
    """A page of plain words; it loads nothing and runs nothing."""
    body = _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cache-Control: no-store\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode() + body
