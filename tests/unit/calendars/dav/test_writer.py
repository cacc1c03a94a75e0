"""Writing to CalDAV servers: rivals, answers that get lost, and what servers do with what they are given."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.calendars.dav.writer import CalDavCalendar
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, Written
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, CalendarUnavailable, EventChanged, SignInNeeded
from studio_app.patience import Patience
from tests.support.radicale import Environ, Radicale, doors_of
from tests.support.web_server import Answer, Asked, WebServer
from tests.unit.calendars.dav.conftest import doors, multistatus, source_at

START = datetime(2026, 6, 16, 13, 30, tzinfo=UTC)
EVENT = CalendarEvent(
    id="0a1b2c3d",
    appointment="a-1",
    span=Span(START, START + timedelta(hours=2)),
    zone=ZoneInfo("America/New_York"),
    title="Photos",
    guests=(Guest("Dana", "dana@reed.test"),),
)
OTHER = replace(EVENT, title="Photos and video")


@pytest.fixture
def url(server: Radicale) -> str:
    return server.make_calendar("studio")


@pytest.fixture
def calendar(server: Radicale, url: str) -> CalDavCalendar:
    return CalDavCalendar(
        source_at(url), doors_of(server), name="North Shore Photo", patience=lambda: Patience(10)
    )


def writes(server: Radicale) -> list[dict[str, str]]:
    """The headers of all PUTs."""
    return [asked.headers for asked in server.asked if asked.method == "PUT"]


def just_before(server: Radicale, method: str, work: Callable[[], object]) -> None:
    """Do something once when the program is about to ask so."""
    left = [work]

    def fault(environ: Environ) -> None:
        if left and environ["REQUEST_METHOD"] == method:
            left.pop()()

    server.fault = fault


# ---------------------------------------------------------------- conditions


def test_every_write_has_its_condition(server: Radicale, calendar: CalDavCalendar) -> None:
    etag = calendar.put(EVENT)
    after = calendar.put(OTHER, Written(etag, EVENT))
    calendar.remove(EVENT.id, Written(after, OTHER))
    create, change = writes(server)
    assert create["HTTP_IF_NONE_MATCH"] == "*"
    assert change["HTTP_IF_MATCH"] == etag
    (delete,) = [asked.headers for asked in server.asked if asked.method == "DELETE"]
    assert delete["HTTP_IF_MATCH"] == after


def test_a_rival_in_the_last_moment(server: Radicale, url: str, calendar: CalDavCalendar) -> None:
    """Somebody moves the event between our look and our write: it is looked at again, and left alone."""
    etag = calendar.put(EVENT)
    theirs = server.read(url, EVENT.id).replace(b"SUMMARY:Photos", b"SUMMARY:Theirs")
    just_before(server, "PUT", lambda: server.write(url, EVENT.id, theirs))
    with pytest.raises(EventChanged):
        calendar.put(OTHER, Written(etag, EVENT))
    found = calendar.find(EVENT.id)
    assert found is not None
    assert found.event.title == "Theirs"


def test_a_guest_answers_in_the_last_moment(server: Radicale, url: str, calendar: CalDavCalendar) -> None:
    etag = calendar.put(EVENT)
    answered = server.read(url, EVENT.id).replace(b"PARTSTAT=NEEDS-ACTION", b"PARTSTAT=ACCEPTED")
    just_before(server, "PUT", lambda: server.write(url, EVENT.id, answered))
    after = calendar.put(OTHER, Written(etag, EVENT))
    found = calendar.find(EVENT.id)
    assert found is not None
    assert (found.event, found.etag) == (OTHER, after)
    assert found.answers == {"dana@reed.test": "accepted"}


def test_somebody_else_makes_the_event_in_the_last_moment(
    server: Radicale, url: str, calendar: CalDavCalendar
) -> None:
    """Another desk that writes the same: one event, and no second write."""
    rival = CalDavCalendar(source_at(url), doors_of(server), name="North Shore Photo")
    made: list[str] = []
    just_before(server, "PUT", lambda: made.append(rival.put(EVENT)))
    assert calendar.put(EVENT) == made[0]
    assert calendar.ids() == [EVENT.id]


def test_a_change_in_the_last_moment_keeps_the_event(
    server: Radicale, url: str, calendar: CalDavCalendar
) -> None:
    etag = calendar.put(EVENT)
    theirs = server.read(url, EVENT.id).replace(b"SUMMARY:Photos", b"SUMMARY:Theirs")
    just_before(server, "DELETE", lambda: server.write(url, EVENT.id, theirs))
    with pytest.raises(EventChanged):
        calendar.remove(EVENT.id, Written(etag, EVENT))
    assert calendar.ids() == [EVENT.id]


# ---------------------------------------------------------------- answers that get lost


@pytest.mark.parametrize("is_done", [True, False])
def test_a_write_whose_answer_gets_lost(
    server: Radicale, url: str, calendar: CalDavCalendar, is_done: bool
) -> None:
    """The server did it, or did not, and says that it has trouble; a repeat makes one event."""
    etag = calendar.put(EVENT)
    lost: list[str] = []

    def fault(environ: Environ) -> tuple[str, list[tuple[str, str]], bytes] | None:
        if environ["REQUEST_METHOD"] != "PUT" or lost:
            return None
        lost.append("once")
        if is_done:
            rival = CalDavCalendar(source_at(url), doors_of(server), name="North Shore Photo")
            rival.put(OTHER, Written(etag, EVENT))
        return "503 Service Unavailable", [("Retry-After", "0")], b""

    server.fault = fault
    after = calendar.put(OTHER, Written(etag, EVENT))
    found = calendar.find(EVENT.id)
    assert found is not None
    assert (found.event, found.etag) == (OTHER, after)
    assert calendar.ids() == [EVENT.id]


def test_a_server_in_trouble_ends_in_words(server: Radicale, calendar: CalDavCalendar) -> None:
    server.fault = lambda _: ("503 Service Unavailable", [("Retry-After", "60")], b"")
    with pytest.raises(CalendarOffline, match="has trouble") as caught:
        calendar.put(EVENT)
    assert caught.value.retry_after == 60


def test_waiting_can_be_cancelled(server: Radicale, url: str) -> None:
    patience, end = Patience(60), threading.Event()
    calendar = CalDavCalendar(source_at(url), doors_of(server), patience=lambda: patience)

    def wait(_: Environ) -> None:
        patience.cancel()
        end.wait(0.5)

    server.fault = wait
    with pytest.raises(CalendarOffline, match="stopped"):
        calendar.put(EVENT)
    server.fault = lambda _: None
    for thread in threading.enumerate():
        if thread.name.startswith("calendar"):
            thread.join(60)
    assert server.send("GET", f"{url}{EVENT.id}.ics").status_code == 404, "nobody writes once nobody waits"


@pytest.mark.parametrize(
    "status, kind",
    [
        ("401 Unauthorized", SignInNeeded),
        ("403 Forbidden", CalendarUnavailable),
        ("507 Insufficient Storage", CalendarUnavailable),
    ],
)
def test_refusals(server: Radicale, calendar: CalDavCalendar, status: str, kind: type[Exception]) -> None:
    server.fault = lambda environ: (status, [], b"") if environ["REQUEST_METHOD"] == "PUT" else None
    with pytest.raises(kind) as caught:
        calendar.put(EVENT)
    assert not isinstance(caught.value, CalendarOffline)


# ---------------------------------------------------------------- what servers do with it


class Peculiar:
    """A server that keeps one event in its own way.

    Attributes:
        etag: Of the event; it may look weak.
        says_etag: Whether it says it when it is written, and when it is read.
    """

    def __init__(self, web: WebServer) -> None:
        self.data: bytes | None = None
        self.number = 0
        self.says_etag, self.is_weak, self.strips = True, False, False
        web.answer = self.answer

    @property
    def etag(self) -> str:
        return f'{"W/" if self.is_weak else ""}"{self.number}"'

    def answer(self, asked: Asked) -> Answer:
        headers = {"ETag": self.etag} if self.says_etag else {}
        match asked.method:
            case "PUT":
                if asked.headers.get("If-Match", f'"{self.number}"') != f'"{self.number}"':
                    return Answer(412)
                lines = asked.body.split(b"\r\n")
                self.data = b"\r\n".join(
                    line for line in lines if not (self.strips and line.startswith(b"X-STUDIO"))
                )
                self.number += 1
                return Answer(201, {"ETag": self.etag} if self.says_etag else {})
            case "GET":
                return Answer(404) if self.data is None else Answer(200, headers, self.data)
            case "PROPFIND":
                etag = f"<D:prop><D:getetag>{self.etag}</D:getetag></D:prop>"
                status = "<D:status>HTTP/1.1 200 OK</D:status>"
                return multistatus(
                    f"<D:response><D:href>{asked.path}</D:href><D:propstat>{etag}{status}</D:propstat></D:response>"
                )
            case _:
                self.data = None
                return Answer(204)


@pytest.fixture
def peculiar(web: WebServer) -> Peculiar:
    return Peculiar(web)


def at(web: WebServer, **details: str) -> CalDavCalendar:
    calendar = source_at(f"{web.url}/dav/studio/")
    return CalDavCalendar(
        calendar, doors(web.url, **details), name="North Shore Photo", organizer_email="desk@studio.test"
    )


def test_a_server_that_does_not_say_etags(web: WebServer, peculiar: Peculiar) -> None:
    peculiar.says_etag = False
    etag = at(web).put(EVENT)
    assert etag == '"1"'
    assert at(web).put(OTHER, Written(etag, EVENT)) == '"2"'


def test_a_server_whose_etags_look_weak(web: WebServer, peculiar: Peculiar) -> None:
    peculiar.is_weak = True
    etag = at(web).put(EVENT)
    assert at(web).put(OTHER, Written(etag, EVENT)) == '"2"'
    at(web).remove(EVENT.id, Written('"2"', OTHER))
    assert peculiar.data is None


def test_a_server_that_drops_what_it_does_not_know(web: WebServer, peculiar: Peculiar) -> None:
    peculiar.strips = True
    etag = at(web).put(EVENT)
    found = at(web).find(EVENT.id)
    assert found is not None
    assert (found.event.appointment, found.event.title) == ("", "Photos")
    after = at(web).put(OTHER, Written(etag, EVENT))
    assert at(web).put(OTHER, Written(etag, EVENT)) == after


# ---------------------------------------------------------------- invitations


def sent(web: WebServer) -> list[str]:
    """The lines of the last event that was written."""
    body = next(asked.body for asked in reversed(web.asked) if asked.method == "PUT")
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_a_server_that_invites_knows_who_does(web: WebServer, peculiar: Peculiar) -> None:
    calendar = at(web, schedules="yes", address="studio@icloud.test")
    assert calendar.capabilities.invite
    assert not at(web).capabilities.invite
    calendar.put(EVENT)
    assert 'ORGANIZER;CN="North Shore Photo":mailto:studio@icloud.test' in sent(web)
    assert not any("SCHEDULE-AGENT" in line for line in sent(web))


@pytest.mark.parametrize("notify", [Notify.NOBODY, Notify.PHOTOGRAPHERS])
def test_nobody_is_to_be_told(web: WebServer, peculiar: Peculiar, notify: Notify) -> None:
    calendar = at(web, schedules="yes", address="studio@icloud.test")
    etag = calendar.put(EVENT, notify=notify)
    assert any(line.startswith("ATTENDEE") and "SCHEDULE-AGENT=NONE" in line for line in sent(web))
    calendar.put(OTHER, Written(etag, EVENT))
    assert not any("SCHEDULE-AGENT" in line for line in sent(web)), "now somebody is"


def test_an_organizer_whom_the_server_invites_too(web: WebServer, peculiar: Peculiar) -> None:
    """iCloud adds the organizer to the guests; a repeat is none the less no second write."""
    etag = at(web).put(EVENT)
    assert peculiar.data is not None
    host = b"ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:studio@icloud.test\r\nEND:VEVENT"
    peculiar.data = peculiar.data.replace(b"END:VEVENT", host)
    peculiar.number += 1
    assert at(web).put(EVENT) == '"2"'
    assert at(web).put(EVENT, Written(etag, EVENT)) == '"2"'
    at(web).put(OTHER, Written(etag, EVENT))
    assert any("ROLE=CHAIR" in line and "studio@icloud.test" in line for line in sent(web))
