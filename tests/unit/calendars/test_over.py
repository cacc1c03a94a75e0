"""What is over for good in iCalendar text: nothing that may still come is ever left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.calendars.ics_text import busy_calendars, busy_text
from studio_app.calendars.occurrences import occurrences_in
from studio_app.calendars.over import rule_is_over, thinned
from studio_app.domain.calendar_item import CalendarItem
from studio_app.domain.timespan import Span
from tests.support.looks import one_in

NEW_YORK = ZoneInfo("America/New_York")
BEFORE = datetime(2026, 7, 20, 4, tzinfo=UTC)


def item(*events: str) -> CalendarItem:
    """A file with events, each given by its lines."""
    parts = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{parts}END:VCALENDAR\r\n"
    return CalendarItem("a.ics", "a.ics", "1", busy_text(text.encode(), titles=True))


def times(text: str, span: Span) -> list[object]:
    found = (each for calendar in busy_calendars(text) for each in occurrences_in(calendar, span, NEW_YORK))
    return sorted((each.when for each in found), key=repr) if text else []


rules = st.builds(
    lambda freq, interval, end, by: ";".join(filter(None, (f"FREQ={freq}", f"INTERVAL={interval}", end, by))),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 3),
    st.one_of(
        st.just(""),
        st.integers(1, 60).map(lambda number: f"COUNT={number}"),
        st.dates(datetime(2025, 1, 1).date(), datetime(2027, 1, 1).date()).map(  # noqa: DTZ001
            lambda day: f"UNTIL={day:%Y%m%d}T235900Z"
        ),
    ),
    st.sampled_from(["", "BYDAY=MO,TH", "BYMONTHDAY=31", "BYMONTH=2,8", "BYHOUR=9,15"]),
)


@settings(max_examples=one_in(40))
@given(
    rules,
    st.integers(0, 900).map(lambda days: datetime(2025, 1, 1, 9, tzinfo=NEW_YORK) + timedelta(days=days)),
    st.integers(1, 4 * 24),
)
def test_nothing_that_is_still_to_come_is_left_out(rule: str, start: datetime, hours: int) -> None:
    end = start + timedelta(hours=hours)
    times_of_it = f"DTSTART;TZID=America/New_York:{start:%Y%m%dT%H%M%S}\r\nDTEND;TZID=America/New_York:{end:%Y%m%dT%H%M%S}"
    kept = item(f"UID:a\r\n{times_of_it}\r\nRRULE:{rule}")
    found = thinned([kept], BEFORE)
    if found:
        assert found[0].text == ""
        assert times(kept.text, Span(BEFORE, datetime(2034, 1, 1, tzinfo=UTC))) == []


def test_of_a_file_with_many_events_those_that_are_over_go() -> None:
    zone = "DTSTART;TZID=America/New_York:20260616T090000\r\nDURATION:PT1H"
    kept = item(
        f"UID:a\r\nSUMMARY:Surgery\r\n{zone}",
        f"UID:b\r\nSUMMARY:Surgery again\r\n{zone}\r\nRRULE:FREQ=DAILY;COUNT=3",
        "UID:b\r\nSUMMARY:Surgery moved\r\nRECURRENCE-ID;TZID=America/New_York:20260617T090000\r\n"
        "DTSTART:20260617T140000Z\r\nDTEND:20260617T150000Z",
        f"UID:c\r\nSUMMARY:Yoga\r\n{zone}\r\nRRULE:FREQ=DAILY",
    )
    (thin,) = thinned([kept], BEFORE)
    assert ("Surgery" in thin.text, "Yoga" in thin.text) == (False, True)
    assert (thin.id, thin.series, thin.etag) == (kept.id, kept.series, kept.etag)
    after = Span(BEFORE, BEFORE + timedelta(days=7))
    assert times(thin.text, after) == times(kept.text, after)
    assert thinned([thin], BEFORE) == []


@pytest.mark.parametrize(
    "lines",
    [
        "UID:a\r\nDTSTART:20260616T090000Z\r\nDURATION:P40D",
        "UID:a\r\nDTSTART:20260616T090000Z\r\nDTEND:20260616T100000Z\r\nRDATE:20260801T090000Z",
        "UID:a\r\nDTSTART:20260616T090000Z\r\nRDATE;VALUE=PERIOD:20260701T090000Z/P30D",
        "UID:a\r\nDTSTART:20260616T090000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\nRRULE:FREQ=DAILY;COUNT=90",
        "UID:a\r\nDTSTART:20260616T090000Z\r\nRRULE:FREQ=HOURLY;COUNT=3",
        "UID:a\r\nDTSTART:20260616T090000Z\r\nRRULE:FREQ=DAILY;COUNT=nonsense",
        "UID:a\r\nDTEND:20260616T090000Z",
        "UID:a\r\nDTSTART:00000000T090000Z",
    ],
)
def test_what_is_not_surely_over_stays(lines: str) -> None:
    assert thinned([item(lines)], BEFORE) == []


def test_an_event_of_before_a_list_of_busy_times_and_one_without_a_text() -> None:
    busy = "BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nFREEBUSY:20260616T130000Z/PT3H,20260701T130000Z/20260701T150000Z\nEND:VFREEBUSY\nEND:VCALENDAR"
    found = thinned([CalendarItem("b", "b", "1", busy), CalendarItem("c", "c", "1", "")], BEFORE)
    assert [(each.id, each.text) for each in found] == [("b", "")]


def test_a_rule_of_long_ago_is_not_followed() -> None:
    assert not rule_is_over("FREQ=DAILY;COUNT=3", datetime(1601, 1, 1), BEFORE.date())  # noqa: DTZ001
    assert rule_is_over("FREQ=DAILY;COUNT=3", datetime(2001, 1, 1), BEFORE.date())  # noqa: DTZ001
