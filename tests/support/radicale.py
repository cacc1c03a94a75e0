"""A real CalDAV server (Radicale) on this computer, in a thread, with accounts of its own and faults on demand."""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import requests

from studio_app.calendars.dav.doors import Doors
from studio_app.domain.account import Account

LOGIN, PASSWORD = "ana@studio.test", "gehe1m-ünd lang"

Environ = dict[str, Any]
Fault = Callable[[Environ], tuple[str, list[tuple[str, str]], bytes] | None]


@dataclass
class Asked:
    """A question that came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Radicale:
    """The server.

    Attributes:
        url: Its root.
        asked: All questions so far.
        fault: Answers instead of Radicale where it returns something.
        seconds: How long other programs wait for it.
    """

    url: str
    folder: Path
    asked: list[Asked] = field(default_factory=list)
    fault: Fault = lambda _: None
    seconds: float = 20

    def home(self, login: str = LOGIN) -> str:
        """The address of somebody's calendars."""
        return f"{self.url}/{quote(login)}/"

    def refuse_tokens(self) -> None:
        """From now on it doesn't know sync-collection."""

        def refuse(environ: Environ) -> tuple[str, list[tuple[str, str]], bytes] | None:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            if environ["REQUEST_METHOD"] != "REPORT" or not length:
                return None
            body = environ["wsgi.input"].read(length)
            environ["wsgi.input"] = BytesIO(body)
            if b"sync-collection" not in body:
                return None
            error = b'<error xmlns="DAV:"><supported-report/></error>'
            return "403 Forbidden", [("Content-Type", "application/xml")], error

        self.fault = refuse

    def send(self, method: str, url: str, body: str | bytes = b"", **headers: str) -> requests.Response:
        """Ask as another program of Ana's."""
        data = body.encode() if isinstance(body, str) else body
        auth = requests.auth.HTTPBasicAuth(LOGIN.encode(), PASSWORD.encode())
        with requests.Session() as session:
            found = session.request(method, url, data=data, headers=headers, auth=auth, timeout=self.seconds)
        del self.asked[-1:]
        return found

    def make_calendar(self, name: str, title: str = "", kinds: tuple[str, ...] = ("VEVENT",)) -> str:
        """A new calendar of Ana's; returns its address."""
        url = f"{self.home()}{name}/"
        parts = "".join(f'<C:comp name="{kind}"/>' for kind in kinds)
        body = (
            '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>'
            f"<displayname>{escape(title or name)}</displayname>"
            f"<C:supported-calendar-component-set>{parts}</C:supported-calendar-component-set>"
            "</prop></set></C:mkcalendar>"
        )
        answer = self.send("MKCALENDAR", url, body)
        assert answer.status_code == 201, answer.text
        return url

    def write(self, url: str, name: str, data: str | bytes) -> str:
        """Put an event into a calendar, whatever is there; returns its etag."""
        answer = self.send("PUT", f"{url}{quote(name)}.ics", data, **{"Content-Type": "text/calendar"})
        assert answer.status_code in (201, 204), answer.text
        return answer.headers["ETag"]

    def read(self, url: str, name: str) -> bytes:
        """An event."""
        answer = self.send("GET", f"{url}{quote(name)}.ics")
        assert answer.status_code == 200, answer.text
        return answer.content

    def delete(self, url: str, name: str) -> None:
        """Delete an event."""
        answer = self.send("DELETE", f"{url}{quote(name)}.ics")
        assert answer.status_code in (200, 204), answer.text


class KeptSecrets(dict[str, str]):
    """Passwords in memory; see `actions.ports.SecretStore`."""

    lasting = False

    def set(self, account: str, secret: str) -> None:
        self[account] = secret

    def delete(self, account: str) -> None:
        self.pop(account, None)


def doors_of(server: Radicale, **details: str) -> Doors:
    """The way to Ana's account there."""
    account = Account("account", "caldav", LOGIN, server.url, details)
    return Doors({"account": account}.get, KeptSecrets(account=PASSWORD))


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = False
    block_on_close = True


class _Handler(WSGIRequestHandler):
    timeout = 5

    def log_message(self, format: str, *args: object) -> None:
        pass


@cache
def _know_the_disk() -> None:
    """Radicale tries out each new folder with a dozen files; those of a run are all on the same disk."""
    from radicale import pathutils

    for name in (
        "path_supports_symlink",
        "path_is_collision_free_case_sensitive",
        "path_is_collision_free_no_short_filename",
        "path_supports_unicode",
        "path_supports_trailing_whitespace",
        "path_supports_problematic_chars",
    ):
        setattr(pathutils, name, _asked_once(getattr(pathutils, name)))


def _asked_once(ask: Callable[[str], bool]) -> Callable[[str], bool]:
    answers: list[bool] = []

    def known(path: str) -> bool:
        if not answers:
            answers.append(ask(path))
        return answers[0]

    return known


@contextlib.contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """A server with an empty account of Ana's; its threads have ended afterwards."""
    from radicale import config
    from radicale.app import Application

    logging.getLogger("radicale").setLevel(logging.CRITICAL)
    _know_the_disk()
    folder.mkdir(parents=True, exist_ok=True)
    people = folder / "people"
    people.write_text(f"{LOGIN}:{PASSWORD}\n", encoding="utf-8")
    configuration = config.load()
    configuration.update(
        {
            "auth": {
                "type": "htpasswd",
                "htpasswd_filename": str(people),
                "htpasswd_encryption": "plain",
                "delay": "0",
            },
            "storage": {"filesystem_folder": str(folder / "collections"), "_filesystem_fsync": "False"},
            "logging": {"level": "critical"},
        },
        "test",
        privileged=True,
    )
    application = Application(configuration)

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers = {key: str(value) for key, value in environ.items() if key.startswith("HTTP_")}
        server.asked.append(Asked(environ["REQUEST_METHOD"], environ["PATH_INFO"], headers))
        instead = server.fault(environ)
        if instead is None:
            return application(environ, start_response)
        status, head, body = instead
        start_response(status, [*head, ("Content-Length", str(len(body)))])
        return [body]

    with make_server("127.0.0.1", 0, answer, _Server, _Handler) as wsgi:
        server = Radicale(f"http://127.0.0.1:{wsgi.server_port}", folder)
        thread = threading.Thread(target=wsgi.serve_forever, args=(0.005,), name="radicale")
        thread.start()
        try:
            yield server
        finally:
            wsgi.shutdown()
            thread.join()
