"""Servers that answer what nobody asked: each is told of, and none takes the program for a fool."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_app.calendars.dav.accounts import CalDavAccounts
from studio_app.calendars.dav.reader import CalDavReader
from studio_app.calendars.dav.writer import CalDavCalendar
from studio_app.domain.calendar_event import CalendarEvent
from studio_app.domain.timespan import Span
from studio_app.errors import KnownError
from studio_app.patience import Patience
from tests.support.calendar_reading import pulled
from tests.support.radicale import LOGIN, PASSWORD, KeptSecrets
from tests.support.web_server import Answer, Asked, WebServer
from tests.unit.calendars.dav.conftest import doors, event_text, multistatus, source_at

EVENT = CalendarEvent(
    "0a1b2c3d",
    "a-1",
    Span(datetime(2026, 6, 16, 13, tzinfo=UTC), datetime(2026, 6, 16, 14, tzinfo=UTC)),
    ZoneInfo("America/New_York"),
    "Photos",
)
OK = "<D:status>HTTP/1.1 200 OK</D:status>"
CURSORS = ("", '{"form":"1 titles","token":"t","ctag":""}', '{"form":"1 titles","token":"","ctag":"x"}')


def of(href: str, properties: str = "") -> str:
    found = f"<D:propstat><D:prop>{properties}</D:prop>{OK}</D:propstat>" if properties else ""
    return f"<D:response><D:href>{href}</D:href>{found}</D:response>"


PRINCIPAL = "<D:current-user-principal><D:href>/p/</D:href></D:current-user-principal>"
HOME = "<C:calendar-home-set><D:href>/x/</D:href></C:calendar-home-set><D:resourcetype><C:calendar/></D:resourcetype>"
BODIES: Sequence[bytes] = (
    b"",
    b"<",
    b"<html>",
    b"\x00\xff\xfe",
    b"<D:error xmlns:D='DAV:'><D:valid-sync-token/></D:error>",
    b"<D:error xmlns:D='DAV:'>",
    b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    event_text(EVENT.id).encode(),
    multistatus().body,
    multistatus("<D:response/>").body,
    multistatus(of("http://[bad")).body,
    multistatus(of("/x/a.ics"), "<D:sync-token/>").body,
    multistatus(of("/x/%ff.ics", '<D:getetag>"1"</D:getetag>'), "<D:sync-token>t</D:sync-token>").body,
    multistatus(of("/x/a.ics", "<D:getetag/>"), "<D:sync-token>t</D:sync-token>").body,
    multistatus(of("/x/", PRINCIPAL + HOME)).body,
)
STATUSES = (200, 201, 204, *[207] * 6, 301, 302, 304, 400, 403, 404, 405, 409, 412, 415, 423, 501, 507)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_a_server_says_is_a_known_error(web: WebServer, seed: int) -> None:
    chance = random.Random(seed)

    def answer(_: Asked) -> Answer:
        status = chance.choice(STATUSES)
        kind = chance.choice(("text/xml", "application/xml; charset=nonsense", "text/calendar"))
        headers = {"Content-Type": kind, "ETag": chance.choice(('"1"', 'W/"1"', "", "x y"))}
        if status in (301, 302):
            headers["Location"] = chance.choice(("/y", "//", "http://[bad", "https://other.invalid/"))
        return Answer(status, headers, b"" if status in (204, 304) else chance.choice(BODIES))

    web.answer = answer
    url = f"{web.url}/x/"
    calendar = CalDavCalendar(source_at(url), doors(web.url), patience=lambda: Patience(20))
    works: tuple[Callable[[], object], ...] = (
        lambda: pulled(CalDavReader(doors(web.url)), source_at(url, chance.choice(CURSORS))),
        lambda: calendar.put(EVENT),
        lambda: calendar.remove(EVENT.id),
        lambda: calendar.changes("", {EVENT.id: "1"}),
        lambda: calendar.find(EVENT.id),
        lambda: CalDavAccounts(KeptSecrets()).sign_in(url, LOGIN, PASSWORD, Patience(20)),
    )
    for work in works * 5:
        try:
            work()
        except KnownError as error:
            assert "program failed" not in str(error)  # noqa: PT017 - it may go well too
