"""Calendars whose owners show nothing but when they are busy (RFC 4791, 7.10)."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import count

import pytest

from studio_app.calendars.dav.reader import BUSY_TIMES, CalDavReader
from studio_app.domain.calendar_item import Whose
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from tests.support.calendar_reading import NEW_YORK, OWNER, SUMMER, pulled, read_all
from tests.support.radicale import Environ, Radicale, doors_of
from tests.support.web_server import Answer, Asked
from tests.unit.calendars.dav.conftest import HEAD, Collection, doors, event_text, refusal, source_at


def hour(number: int, day: int = 16) -> datetime:
    return datetime(2026, 6, day, number, tzinfo=UTC)


def test_a_real_server(server: Radicale) -> None:
    home = server.make_calendar("work")
    server.write(home, "one", event_text("one", "20260616T130000Z", "DURATION:PT1H"))
    weekly = event_text("two", "20260617T130000Z", "DURATION:PT2H", "RRULE:FREQ=DAILY;COUNT=2")
    server.write(home, "two", weekly)
    server.write(home, "free", event_text("free", "20260618T190000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"))

    def shows_no_more(environ: Environ) -> tuple[str, list[tuple[str, str]], bytes] | None:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        is_for_times = b"free-busy-query" in body
        return None if is_for_times else ("403 Forbidden", [("Content-Type", "application/xml")], b"")

    server.fault = shows_no_more
    found = read_all(CalDavReader(doors_of(server)), source_at(home))
    assert [(event.when, event.title) for event in found] == [
        (Span(hour(13), hour(14)), ""),
        (Span(hour(13, 17), hour(15, 17)), ""),
        (Span(hour(13, 18), hour(15, 18)), ""),
    ]


def test_who_shows_more_one_day_and_less_the_next(collection: Collection) -> None:
    collection.put("one", event_text("one"))
    reader, numbers = CalDavReader(doors(collection.web.url)), count()
    busy = "20260616T130000Z/20260616T140000Z,20260617T130000Z/PT2H"

    def shows(asked: Asked) -> Answer | None:
        if "free-busy-query" not in asked.body.decode():
            return refusal(403, "need-privileges")
        assert 'start="20260531T000000Z" end="20260702T000000Z"' in asked.body.decode()
        lines = f"BEGIN:VFREEBUSY\r\nUID:{next(numbers)}\r\nFREEBUSY;FBTYPE=BUSY:{busy}\r\nEND:VFREEBUSY\r\n"
        text = f"{HEAD}{lines}END:VCALENDAR\r\n"
        return Answer(200, {"Content-Type": "text/calendar; charset=utf-8"}, text.encode())

    cursor, known = "", dict[str, str]()
    for step in ("all", "less", "same", "changed", "all"):
        collection.refusal = (lambda _: None) if step == "all" else shows
        if step == "changed":
            busy = "20260618T130000Z/20260618T140000Z"
        pull = pulled(reader, source_at(collection.url, cursor), known)
        cursor = pull.cursor
        assert (pull.whole, len(pull.items)) == ((False, 0) if step == "same" else (True, 1))
        assert (cursor == BUSY_TIMES) is (step != "all")
        if pull.whole:
            known = {item.id: item.etag for item in pull.items}
        if step == "less":
            whose = Whose("ana", "Ana’s", OWNER, NEW_YORK, ours_at=(Span(hour(13), hour(14)),))
            (found,) = reader.occurrences(pull.items, SUMMER, whose).values()
            assert [event.when for event in found] == [Span(hour(13, 17), hour(15, 17))]


def test_nothing_is_shown_at_all(collection: Collection) -> None:
    collection.refusal = lambda asked: refusal(404 if b"free-busy-query" in asked.body else 403)
    with pytest.raises(CalendarUnavailable, match="is not shared any more"):
        pulled(CalDavReader(doors(collection.web.url)), source_at(collection.url))
