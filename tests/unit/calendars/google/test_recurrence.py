"""Series of Google's against two others that write them out: recurring-ical-events, and dateutil day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.calendars.google.recurrence import Home, starts_in
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from tests.support.looks import one_in
from tests.unit.calendars.google.google_events import JSON, cancelled, exception, google_event, read, timed

ZONES = ("America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
WINDOW = Span(datetime(2026, 2, 20, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC))
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def walls(draw: st.DrawFn) -> datetime:
    """Starts on the wall at hours that no clock change skips or repeats."""
    day = draw(st.integers(0, 900))
    return datetime.fromisoformat("2023-12-01") + timedelta(
        days=day, hours=draw(st.integers(8, 20)), minutes=draw(st.integers(0, 59))
    )


@st.composite
def rules(draw: st.DrawFn, start: datetime) -> str:
    """Rules that give their first start, as calendars make them."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if frequency == "WEEKLY" and draw(st.booleans()):
        days = draw(st.sets(st.sampled_from(WEEKDAYS), max_size=4)) | {WEEKDAYS[start.weekday()]}
        parts += [f"BYDAY={','.join(sorted(days))}", f"WKST={draw(st.sampled_from(['MO', 'SU']))}"]
    if frequency == "MONTHLY" and draw(st.booleans()):
        parts.append(f"BYDAY={(start.day - 1) // 7 + 1}{WEEKDAYS[start.weekday()]}")
    end = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if end == "COUNT":
        parts.append(f"COUNT={draw(st.integers(1, 60))}")
    if end == "UNTIL":
        until = start + timedelta(days=draw(st.integers(0, 900)))
        parts.append(f"UNTIL={until:%Y%m%dT%H%M%SZ}")
    return "RRULE:" + ";".join(parts)


@st.composite
def series(draw: st.DrawFn) -> tuple[JSON, Sequence[JSON]]:
    """A series with some of its occurrences cancelled, moved and taken out."""
    zone = draw(st.sampled_from(ZONES))
    start = draw(walls())
    minutes = draw(st.integers(0, 180))
    rule = draw(rules(start))
    lines = [rule]
    aware = start.replace(tzinfo=ZoneInfo(zone))
    plain = _ical(aware, minutes, lines, [])
    found = _between(plain)
    out = draw(st.lists(st.sampled_from(found), max_size=2, unique=True)) if found else []
    if out:
        lines.append("EXDATE:" + ",".join(f"{at:%Y%m%dT%H%M%SZ}" for at, _ in out))
    event = google_event(
        aware.isoformat(),
        (aware + timedelta(minutes=minutes)).isoformat(),
        *lines,
        event_id="series",
        zone=zone,
    )
    exceptions = []
    left = [each for each in found if each not in out]
    for at, _ in draw(st.lists(st.sampled_from(left), max_size=3, unique=True)) if left else []:
        name = f"{at:%Y-%m-%dT%H:%M:%SZ}"
        if draw(st.booleans()):
            exceptions.append(cancelled(event, name))
        else:
            to = at + timedelta(hours=draw(st.integers(-400, 400)))
            moved = {
                "start": timed(to.isoformat(), zone),
                "end": timed((to + timedelta(minutes=20)).isoformat(), zone),
            }
            exceptions.append(exception(event, name, **moved))
    return event, exceptions


def _ical(
    start: datetime, minutes: int, lines: Sequence[str], exceptions: Sequence[JSON]
) -> icalendar.Calendar:
    calendar, master = icalendar.Calendar(), icalendar.Event()
    master.add("UID", "series")
    master.add("DTSTART", start)
    master.add("DTEND", start + timedelta(minutes=minutes))
    text = master.to_ical().decode().replace("END:VEVENT", "\r\n".join([*lines, "END:VEVENT"]))
    calendar.add_component(icalendar.Event.from_ical(text))
    for each in exceptions:
        part = icalendar.Event()
        part.add("UID", "series")
        part.add(
            "RECURRENCE-ID",
            datetime.fromisoformat(each["originalStartTime"]["dateTime"]).astimezone(start.tzinfo),
        )
        source = (
            each
            if each["status"] != "cancelled"
            else {"start": each["originalStartTime"], "end": each["originalStartTime"]}
        )
        part.add("DTSTART", datetime.fromisoformat(source["start"]["dateTime"]))
        part.add("DTEND", datetime.fromisoformat(source["end"]["dateTime"]))
        part.add("STATUS", each["status"].upper())
        calendar.add_component(part)
    return calendar


def _between(calendar: icalendar.Calendar) -> list[tuple[datetime, datetime]]:
    first, last = WINDOW.start - timedelta(days=20), WINDOW.end + timedelta(days=20)
    found = recurring_ical_events.of(calendar).between(first, last)
    return sorted(
        (each.start.astimezone(UTC), each.end.astimezone(UTC))
        for each in found
        if str(each.get("STATUS", "")) != "CANCELLED"
    )


@given(series())
def test_as_recurring_ical_events_writes_it_out(case: tuple[JSON, Sequence[JSON]]) -> None:
    event, exceptions = case
    start = datetime.fromisoformat(event["start"]["dateTime"]).astimezone(
        ZoneInfo(event["start"]["timeZone"])
    )
    end = datetime.fromisoformat(event["end"]["dateTime"])
    calendar = _ical(start, int((end - start).total_seconds() // 60), event["recurrence"], exceptions)
    theirs = [Span(*each) for each in _between(calendar)]
    ours = [each.when for each in read(event, *exceptions, span=WINDOW)]
    wanted = [each for each in theirs if each.overlaps(WINDOW) or WINDOW.start <= each.start < WINDOW.end]
    assert sorted(ours, key=str) == sorted(wanted, key=str)


@settings(max_examples=one_in(80))
@given(st.data())
def test_entered_in_the_middle_it_is_the_same(data: st.DataObject) -> None:
    """Rules are not followed from their beginning where that makes no difference, and four centuries later."""
    start = datetime.fromisoformat("2019-01-01") + timedelta(hours=data.draw(st.integers(0, 60_000)))
    frequency = data.draw(st.sampled_from(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={data.draw(st.integers(1, 7))}"]
    for name, values in (
        ("BYDAY", st.sampled_from(WEEKDAYS)),
        ("BYMONTH", st.integers(1, 12).map(str)),
        ("BYMONTHDAY", st.integers(-5, 28).filter(bool).map(str)),
        ("BYHOUR", st.integers(0, 23).map(str)),
    ):
        if data.draw(st.booleans()):
            parts.append(f"{name}={','.join(sorted(data.draw(st.sets(values, min_size=1, max_size=3))))}")
    first = datetime.fromisoformat("2026-01-01") + timedelta(days=data.draw(st.integers(-300, 300)))
    end = first + timedelta(days=data.draw(st.integers(1, 60)))
    home = Home(start, None)
    try:
        expected = [
            at
            for at in rrulestr(f"{';'.join(parts)};UNTIL=20280101T000000", dtstart=start)
            if first <= at < end
        ]
    except ValueError:
        return
    found = starts_in([f"RRULE:{';'.join(parts)}"], home, first, end)
    assert set(expected) <= set(found) <= {*expected, start}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    *("status", "etag", "summary", "start", "end", "recurrence", "recurringEventId", "originalStartTime"),
    *("attendees", "organizer", "eventType", "transparency", "visibility", "iCalUID", "endTimeUnspecified"),
)


@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=4))
@settings(max_examples=one_in(20))
def test_whatever_google_sends_is_an_event_or_unknown(fields: dict[str, Any]) -> None:
    """Never a crash, and never silently nothing: what is understood is there."""
    event = google_event("2026-02-23T09:00:00-04:00", "2026-02-23T10:00:00-04:00") | fields
    found = understood([event])
    if "start" not in fields and "end" not in fields and fields.get("status") != "cancelled":
        assert found is None or len(found) == 1


def understood(events: Sequence[JSON]) -> list[OutsideEvent] | None:
    """What Google's events mean; None where they make the calendar unknown, and name one."""
    try:
        return read(*events, span=WINDOW, zone="UTC")
    except CalendarUnavailable as error:
        problem = error.sentence
    assert problem.startswith("The event “")
    assert "\n" not in problem
    return None


@given(st.text(alphabet="RULEFQDAILYWKMONTH=;:,0123456789TZ-BCU", max_size=60))
@settings(max_examples=one_in(20))
def test_no_rule_is_a_crash(text: str) -> None:
    event = google_event("2026-02-23T09:00:00-04:00", "2026-02-23T10:00:00-04:00", f"RRULE:{text}")
    assert understood([event]) != []
