"""What every primary calendar keeps to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from studio_app.calendars.connector import CalendarWriter
from studio_app.domain.calendar_event import CalendarEvent, Guest, Written
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput
from tests.support.looks import one_in

NEW_YORK = ZoneInfo("America/New_York")
START = datetime(2026, 6, 16, 13, 30, tzinfo=UTC)

EVENT = CalendarEvent(
    id="0a1b2c3d",
    appointment="a-1",
    span=Span(START, START + timedelta(hours=2)),
    zone=NEW_YORK,
    title="Photos, video · 55 Summit Avenue",
    description="Agent: Dana Reed\nLockbox: 4711; back door",
    location="55 Summit Avenue, Boston, MA 02135",
    guests=(Guest("Dana Reed", "dana@reed.test"), Guest("Ana Björk", "ana@studio.test")),
)


def stored(writer: CalendarWriter, event_id: str = EVENT.id) -> CalendarEvent:
    found = writer.find(event_id)
    assert found is not None
    return found.event


def test_it_says_what_it_can_do(writer: CalendarWriter) -> None:
    assert writer.capabilities.write


def test_an_event_comes_back_as_it_was_put(writer: CalendarWriter) -> None:
    etag = writer.put(EVENT)
    assert stored(writer) == EVENT
    found = writer.find(EVENT.id)
    assert found is not None
    assert found.etag == etag
    assert writer.ids() == [EVENT.id]


def test_an_empty_calendar(writer: CalendarWriter) -> None:
    assert writer.ids() == []
    assert writer.find(EVENT.id) is None
    writer.remove(EVENT.id)


def test_a_repeat_makes_no_second_event_and_no_change(writer: CalendarWriter) -> None:
    first = writer.put(EVENT)
    assert writer.put(EVENT) == first
    assert writer.put(EVENT, Written(first)) == first
    assert writer.put(EVENT, Written(first, EVENT)) == first
    assert writer.ids() == [EVENT.id]


def test_a_change_changes_the_same_event(writer: CalendarWriter) -> None:
    before = writer.put(EVENT)
    moved = replace(
        EVENT,
        span=EVENT.span.moved_to(START + timedelta(days=1)),
        title="Moved",
        description="",
        guests=EVENT.guests[:1],
    )
    after = writer.put(moved, Written(before, EVENT))
    assert after != before
    assert stored(writer) == moved
    assert writer.ids() == [EVENT.id]


def test_going_back_to_what_it_was(writer: CalendarWriter) -> None:
    first = writer.put(EVENT)
    other = replace(EVENT, title="Other")
    second = writer.put(other, Written(first, EVENT))
    writer.put(EVENT, Written(second, other))
    assert stored(writer) == EVENT


def test_a_removed_event_is_gone_and_may_be_removed_again(writer: CalendarWriter) -> None:
    etag = writer.put(EVENT)
    writer.put(replace(EVENT, id="other"))
    writer.remove(EVENT.id, Written(etag, EVENT))
    writer.remove(EVENT.id, Written(etag, EVENT))
    writer.remove(EVENT.id)
    assert writer.find(EVENT.id) is None
    assert writer.ids() == ["other"]


def test_a_removed_event_can_be_put_again(writer: CalendarWriter) -> None:
    etag = writer.put(EVENT)
    writer.remove(EVENT.id, Written(etag, EVENT))
    writer.put(EVENT)
    assert stored(writer) == EVENT


@pytest.mark.parametrize(
    "zone",
    ["America/New_York", "UTC", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"],
)
@pytest.mark.parametrize(
    "start",
    [
        datetime(2026, 3, 8, 6, 30, tzinfo=UTC),
        datetime(2026, 3, 8, 7, 0, tzinfo=UTC),
        datetime(2026, 11, 1, 5, 30, tzinfo=UTC),  # the first 1:30 in New York
        datetime(2026, 11, 1, 6, 15, tzinfo=UTC),  # the second 1:15
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 45, tzinfo=UTC),
        datetime(2027, 6, 16, 13, 30, tzinfo=UTC),
    ],
)
def test_the_time_is_exact_in_every_zone(writer: CalendarWriter, zone: str, start: datetime) -> None:
    event = replace(EVENT, zone=ZoneInfo(zone), span=Span(start, start + timedelta(minutes=50)))
    etag = writer.put(event)
    assert stored(writer).span == event.span
    assert writer.put(event) == etag


@pytest.mark.parametrize(
    "event_id", ["", ".", "..", "../x", "a/b", "a\\b", "/etc/x", "a\0b", "a\nb", ".x", "con", "x" * 300, "é"]
)
def test_an_id_can_not_leave_the_calendar(writer: CalendarWriter, event_id: str) -> None:
    for work in (
        lambda: writer.put(replace(EVENT, id=event_id)),
        lambda: writer.remove(event_id),
        lambda: writer.find(event_id),
    ):
        with pytest.raises(BadInput):
            work()
    assert writer.ids() == []


ONE_LINE = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=90).map(
    lambda text: " ".join(text.split())
)


@given(
    title=ONE_LINE,
    location=ONE_LINE,
    lines=st.lists(ONE_LINE, max_size=3),
    name=ONE_LINE.map(lambda text: text.replace('"', "'").replace("\\", "/")).filter(bool),
    appointment=ONE_LINE,
)
@example(title="\\n", location="^n;\\,", lines=["\\N", "", "\\\\;"], name="^'^n/;,:", appointment="\\,")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=one_in(100))
def test_every_text_survives(
    writer: CalendarWriter, title: str, location: str, lines: list[str], name: str, appointment: str
) -> None:
    event = replace(
        EVENT,
        title=title,
        location=location,
        description="\n".join(lines).strip(),
        guests=(Guest(name, "a@b.test"),),
        appointment=appointment,
    )
    writer.remove(event.id)
    writer.put(event)
    assert stored(writer) == event


def test_texts_that_would_break_out_of_their_line(writer: CalendarWriter) -> None:
    evil = "x\r\nATTENDEE:mailto:evil@evil.test\r\nEND:VEVENT"
    event = replace(
        EVENT,
        title=evil,
        location=evil,
        description=evil,
        appointment=evil,
        guests=(Guest(evil + '"', "a@b.test"),),
    )
    etag = writer.put(event)
    found = stored(writer)
    assert found.guests == (Guest("x ATTENDEE:mailto:evil@evil.test END:VEVENT'", "a@b.test"),)
    assert found.title == "x ATTENDEE:mailto:evil@evil.test END:VEVENT"
    assert found.description == "x\nATTENDEE:mailto:evil@evil.test\nEND:VEVENT"
    assert writer.put(event) == etag


@pytest.mark.parametrize("name", ["\\", "Dana\\", "\\;CUTYPE=GROUP", '"\\"', "Dana \\, Reed"])
def test_a_name_that_programs_would_take_for_an_escape(writer: CalendarWriter, name: str) -> None:
    event = replace(EVENT, guests=(Guest(name, "a@b.test"),))
    etag = writer.put(event)
    assert stored(writer).guests == (Guest(name.replace("\\", "/").replace('"', "'"), "a@b.test"),)
    assert writer.put(event) == etag


def test_guests_without_an_address_and_twice(writer: CalendarWriter) -> None:
    guests = (
        Guest("A", "a@b.test"),
        Guest("B", ""),
        Guest("C", "nobody"),
        Guest("A again", " A@b.test "),
        Guest("D", "d@b.test\r\nX:1"),
    )
    writer.put(replace(EVENT, guests=guests))
    assert stored(writer).guests == (Guest("A", "a@b.test"),)
