"""When events of `.ics` files are: zones, lengths, dates and recurrence."""

from datetime import UTC, datetime

import pytest

from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from tests.unit.calendars.conftest import Read, calendar, event, times

OUTLOOK_ZONE = """
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""

EASTERN = """
BEGIN:VTIMEZONE
TZID:Customized Time Zone
X-LIC-LOCATION:Nowhere
TZUNTIL:20400101T000000Z
BEGIN:STANDARD
DTSTART:16011104T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010311T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20260616T130000Z",
        "DTSTART;TZID=America/New_York:20260616T090000",
        "DTSTART;TZID=US/Eastern:20260616T090000",
        "DTSTART;TZID=Eastern Standard Time:20260616T090000",
        'DTSTART;TZID="Eastern Standard Time":20260616T090000',
        "DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20260616T090000",
        "DTSTART;TZID=/America/New_York:20260616T090000",
        "DTSTART:20260616T090000",
        "DTSTART;VALUE=DATE-TIME:20260616T090000",
        "DTSTART;TZID=America/New_York:20260616T130000Z",
        "DTSTART;TZID=America/\r\n New_York:2026\r\n\t0616T090000",
        "dtstart;tzid=America/New_York:20260616T090000",
    ],
)
def test_a_start_in_any_zone(read: Read, start: str) -> None:
    assert times(read(f"{start}\nDURATION:PT1H")) == ["06-16 13:00/14:00"]


def test_a_zone_that_the_file_defines(read: Read) -> None:
    text = "DTSTART;TZID=Customized Time Zone:20260616T090000\nDURATION:PT1H"
    assert times(read(calendar(EASTERN, event(text)))) == ["06-16 13:00/14:00"]
    assert times(read(calendar(event(text), EASTERN))) == ["06-16 13:00/14:00"], "defined after its use"


def test_a_zone_that_another_file_defined_is_not_remembered(read: Read) -> None:
    one, other = (OUTLOOK_ZONE.format(name="Home", offset=offset) for offset in ("-0400", "+0900"))
    text = event("DTSTART;TZID=Home:20260616T090000\nDURATION:PT1H")
    assert times(read(calendar(one, text))) == ["06-16 13:00/14:00"]
    assert times(read(calendar(other, text))) == ["06-16 00:00/01:00"]
    with pytest.raises(CalendarUnavailable, match="time zone that nobody knows, “Home”"):
        read(calendar(text))


@pytest.mark.parametrize("name", ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"])
def test_an_unknown_zone_makes_the_calendar_unknown(read: Read, name: str) -> None:
    lines = {"DTSTART": "DTSTART:20260616T130000Z", "RRULE": "RRULE:FREQ=DAILY;COUNT=3"}
    lines[name] = f"{name};TZID=Mars/Olympus:20260616T140000"
    with pytest.raises(
        CalendarUnavailable, match=r"ana\.ics names a time zone that nobody knows, “Mars/Olympus”"
    ):
        read("\n".join(lines.values()))


def test_floating_times_are_those_of_the_given_zone(read: Read) -> None:
    text = "DTSTART:20260616T090000\nDTEND:20260616T100000"
    assert times(read(text, zone="Asia/Tokyo")) == ["06-16 00:00/01:00"]


@pytest.mark.parametrize(
    "end, expected",
    [
        ("DTEND;TZID=America/New_York:20260616T103000", "06-16 13:00/14:30"),
        ("DTEND:20260616T143000Z", "06-16 13:00/14:30"),
        ("DTEND;TZID=Europe/Berlin:20260616T163000", "06-16 13:00/14:30"),
        ("DURATION:PT90M", "06-16 13:00/14:30"),
        ("DURATION:P1DT30M", "06-16 13:00/13:30"),
        ("", "06-16 13:00/13:00"),
        ("DURATION:PT0S", "06-16 13:00/13:00"),
    ],
)
def test_every_kind_of_end(read: Read, end: str, expected: str) -> None:
    assert times(read(f"DTSTART;TZID=America/New_York:20260616T090000\n{end}")) == [expected]


@pytest.mark.parametrize(
    "lines, expected",
    [
        ("DTSTART;VALUE=DATE:20260616", "2026-06-16/2026-06-17"),
        ("DTSTART;VALUE=DATE:20260616\nDTEND;VALUE=DATE:20260619", "2026-06-16/2026-06-19"),
        ("DTSTART;VALUE=DATE:20260616\nDTEND;VALUE=DATE:20260616", "2026-06-16/2026-06-17"),
        ("DTSTART;VALUE=DATE:20260616\nDURATION:P2D", "2026-06-16/2026-06-18"),
        ("DTSTART;VALUE=DATE:20260616\nDURATION:PT24H", "2026-06-16/2026-06-17"),
        ("DTSTART;VALUE=DATE:20260525\nDTEND;VALUE=DATE:20260602", "2026-05-25/2026-06-02"),
    ],
)
def test_all_day(read: Read, lines: str, expected: str) -> None:
    assert times(read(lines)) == [expected]


@pytest.mark.parametrize(
    "lines, problem",
    [
        ("DTSTART:20260616T130000Z\nDTEND:20260616T120000Z", "“Dentist” ends before it starts"),
        ("DTSTART:20260616T130000Z\nDURATION:-PT1H", "ends before it starts"),
        ("DTSTART;VALUE=DATE:20260616\nDTEND;VALUE=DATE:20260610", "ends before it starts"),
        ("DTSTART;VALUE=DATE:20260616\nDTEND:20260616T120000Z", "starts on a date and ends at a time"),
        ("DTSTART:20260616T130000Z\nDTEND;VALUE=DATE:20260617", "starts at a time and ends on a date"),
        ("DTSTART;TZID=Asia/Tokyo:20260616T130000\nDTEND:20260616T140000", "has a zone only where it starts"),
        ("DTEND:20260616T140000Z", "has no DTSTART"),
        ("DTSTART:20260616T130000Z\nDTSTART:20260617T130000Z", "has 2 DTSTART"),
        ("DTSTART:20260616T990000Z", "“Dentist”: "),
        ("DTSTART:tomorrow", "“Dentist”: "),
        ("DTSTART:20260616T130000Z\nRRULE:FREQ=SOMETIMES", "“Dentist”: "),
        ("DTSTART:20260616T130000Z\nRRULE:FREQ=DAILY;COUNT=x", "“Dentist”: "),
        ("DTSTART:20260616T130000Z\nRRULE:COUNT=3", "“Dentist”"),
        ("DTSTART:20260616T130000Z\nEXDATE:never\nRRULE:FREQ=DAILY", "“Dentist”: "),
        ("DTSTART:20260616T130000Z\nRRULE:FREQ=SECONDLY", "repeats too often"),
        ("DTSTART:20260616T130000Z\nRRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "repeats too often"),
        ("DTSTART:00010101T000000Z\nRRULE:FREQ=HOURLY", "repeats too often"),
    ],
)
def test_an_event_that_makes_no_sense_is_named(read: Read, lines: str, problem: str) -> None:
    with pytest.raises(CalendarUnavailable, match=problem):
        read(lines)


WEEKLY = "DTSTART;TZID=America/New_York:20260602T090000\nDTEND;TZID=America/New_York:20260602T100000\n"


@pytest.mark.parametrize(
    "lines, expected",
    [
        (WEEKLY + "RRULE:FREQ=WEEKLY", ["02", "09", "16", "23", "30"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2", ["02", "09"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;INTERVAL=2", ["02", "16", "30"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", ["02", "04", "09", "11"]),
        (WEEKLY + "RRULE:FREQ=MONTHLY;BYDAY=1TU,-1TU", ["02", "30"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20260616T130000Z", ["02", "09", "16"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20260616T125959Z", ["02", "09"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20260616T090000", ["02", "09", "16"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20260616", ["02", "09", "16"]),
        (
            WEEKLY + "RRULE:FREQ=WEEKLY\nEXDATE;TZID=America/New_York:20260609T090000",
            ["02", "16", "23", "30"],
        ),
        (WEEKLY + "RRULE:FREQ=WEEKLY\nEXDATE:20260609T130000Z,20260623T130000Z", ["02", "16", "30"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260609", ["02", "16", "23", "30"]),
        (WEEKLY + "RDATE;TZID=America/New_York:20260605T090000,20260607T090000", ["02", "05", "07"]),
        (WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=1\nRDATE:20260605T130000Z", ["02", "05"]),
    ],
)
def test_recurrence(read: Read, lines: str, expected: list[str]) -> None:
    assert times(read(lines)) == [f"06-{day} 13:00/14:00" for day in expected]


def test_until_in_the_evening_west_of_greenwich(read: Read) -> None:
    """21:00 in New York is tomorrow in UTC; an UNTIL without zone is one on New York's wall."""
    text = "DTSTART;TZID=America/New_York:20260615T210000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL="
    for until in ("20260616", "20260616T210000", "20260616T235959"):
        assert times(read(text + until)) == ["06-16 01:00/02:00", "06-17 01:00/02:00"]


def test_a_moved_instance(read: Read) -> None:
    master = event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "RECURRENCE-ID;TZID=America/New_York:20260609T090000\nDTSTART;TZID=America/New_York:20260610T150000\n"
        "DURATION:PT30M\nSUMMARY:Dentist, later"
    )
    found = read(calendar(master, moved))
    assert times(found) == ["06-02 13:00/14:00", "06-10 19:00/19:30", "06-16 13:00/14:00"]
    assert [item.title for item in found] == ["Dentist", "Dentist, later", "Dentist"]
    assert times(read(calendar(moved, master))) == times(found), "in any order"


def test_an_instance_moved_into_and_out_of_the_window(read: Read) -> None:
    june_9 = Span(datetime(2026, 6, 9, tzinfo=UTC), datetime(2026, 6, 10, tzinfo=UTC))
    master = event(WEEKLY + "RRULE:FREQ=WEEKLY")
    out = event("RECURRENCE-ID:20260609T130000Z\nDTSTART:20260712T130000Z\nDURATION:PT1H")
    into = event("RECURRENCE-ID:20261006T130000Z\nDTSTART:20260609T180000Z\nDURATION:PT1H")
    assert times(read(calendar(master), june_9)) == ["06-09 13:00/14:00"]
    assert times(read(calendar(master, out), june_9)) == []
    assert times(read(calendar(master, into), june_9)) == ["06-09 13:00/14:00", "06-09 18:00/19:00"]


def test_this_and_all_that_follow(read: Read) -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260616T130000Z\nDTSTART:20260616T170000Z\nDURATION:PT2H"
    )
    found = times(read(calendar(event(WEEKLY + "RRULE:FREQ=WEEKLY"), later)))
    assert found == [
        "06-02 13:00/14:00",
        "06-09 13:00/14:00",
        *(f"06-{day} 17:00/19:00" for day in (16, 23, 30)),
    ]


def test_a_cancelled_instance_says_so(read: Read) -> None:
    gone = event("RECURRENCE-ID:20260609T130000Z\nDTSTART:20260609T130000Z\nDURATION:PT1H\nSTATUS:CANCELLED")
    found = read(calendar(event(WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=2"), gone))
    assert [(item.status, when) for item, when in zip(found, times(found), strict=True)] == [
        ("confirmed", "06-02 13:00/14:00"),
        ("cancelled", "06-09 13:00/14:00"),
    ]


def test_an_instance_whose_series_is_elsewhere(read: Read) -> None:
    alone = event("RECURRENCE-ID:20260609T130000Z\nDTSTART:20260609T150000Z\nDURATION:PT1H")
    assert times(read(alone)) == ["06-09 15:00/16:00"]


def test_recurring_days(read: Read) -> None:
    text = "DTSTART;VALUE=DATE:20260601\nDTEND;VALUE=DATE:20260603\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert times(read(text)) == ["2026-06-01/2026-06-03", "2026-06-08/2026-06-10"]
    assert times(read(text + "\nEXDATE;VALUE=DATE:20260608")) == ["2026-06-01/2026-06-03"]


def test_two_events_of_one_uid_both_count(read: Read) -> None:
    """Some programs give every event the same UID, and then none may be lost."""
    one, two = (
        event("DTSTART:20260616T130000Z\nDURATION:PT1H"),
        event("DTSTART:20260617T130000Z\nDURATION:PT1H"),
    )
    assert times(read(calendar(one, two))) == ["06-16 13:00/14:00", "06-17 13:00/14:00"]


def test_a_version_that_is_said_twice(read: Read) -> None:
    assert times(read("DTSTART:20260616T130000Z\nDURATION:PT1H\nSEQUENCE:1\nSEQUENCE:2")) == [
        "06-16 13:00/14:00"
    ]


def test_a_zone_that_trips_the_library_up_makes_the_calendar_unknown(read: Read) -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Custom
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;\\nTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"""
    with pytest.raises(CalendarUnavailable, match="can't be understood"):
        read(calendar(zone, event("DTSTART;TZID=Custom:20260616T090000\nDURATION:PT1H")))


def test_a_newer_version_replaces_the_older(read: Read) -> None:
    old = event("DTSTART:20260616T130000Z\nDURATION:PT1H\nSEQUENCE:1")
    new = event("DTSTART:20260617T130000Z\nDURATION:PT1H\nSEQUENCE:2")
    assert times(read(calendar(new, old))) == ["06-17 13:00/14:00"]


def test_periods(read: Read) -> None:
    text = "DTSTART:20260616T130000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260617T130000Z/PT3H,20260618T130000Z/20260618T133000Z"
    assert times(read(text)) == ["06-16 13:00/14:00", "06-17 13:00/16:00", "06-18 13:00/13:30"]


SPRING = Span(datetime(2026, 3, 6, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC))
AUTUMN = Span(datetime(2026, 10, 30, tzinfo=UTC), datetime(2026, 11, 3, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["America/New_York", "Customized Time Zone"])
def test_clock_changes(read: Read, zone: str) -> None:
    def nightly(start: str) -> str:
        return calendar(
            EASTERN, event(f"DTSTART;TZID={zone}:{start}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3")
        )

    spring = ["03-07 14:00/15:00", "03-08 13:00/14:00", "03-09 13:00/14:00"]
    assert times(read(nightly("20260307T090000"), SPRING)) == spring
    autumn = ["10-31 13:00/14:00", "11-01 14:00/15:00", "11-02 14:00/15:00"]
    assert times(read(nightly("20261031T090000"), AUTUMN)) == autumn


def test_a_skipped_time_is_an_hour_later_and_a_repeated_one_the_first(read: Read) -> None:
    text = "DTSTART;TZID=America/New_York:{}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2"
    assert times(read(text.format("20260307T023000"), SPRING)) == ["03-07 07:30/08:30", "03-08 07:30/08:30"]
    assert times(read(text.format("20261031T013000"), AUTUMN)) == ["10-31 05:30/06:30", "11-01 05:30/06:30"]


def test_a_night_shift_over_the_clock_change_is_not_shorter_than_it_is(read: Read) -> None:
    exact = "DTSTART;TZID=America/New_York:20260307T220000\nDURATION:PT8H"
    assert times(read(exact, SPRING)) == ["03-08 03:00/11:00"]
    on_the_wall = "DTSTART;TZID=America/New_York:20260307T220000\nDTEND;TZID=America/New_York:20260308T060000"
    assert times(read(on_the_wall, SPRING)) == ["03-08 03:00/10:00"]
    again = on_the_wall.replace("0307", "0306").replace("0308", "0307") + "\nRRULE:FREQ=DAILY;COUNT=2"
    assert times(read(again, SPRING)) == ["03-07 03:00/11:00", "03-08 03:00/11:00"]


def test_the_window_is_half_open(read: Read) -> None:
    day = Span(datetime(2026, 6, 16, tzinfo=UTC), datetime(2026, 6, 17, tzinfo=UTC))
    text = "DTSTART:{}Z\nDURATION:{}"
    assert times(read(text.format("20260615T230000", "PT1H"), day)) == []
    assert times(read(text.format("20260615T230000", "PT61M"), day)) == ["06-15 23:00/00:01"]
    assert times(read(text.format("20260617T000000", "PT1H"), day)) == []
    assert times(read(text.format("20260601T000000", "P30D"), day)) == ["06-01 00:00/00:00"]
    long = text.format("20260601T000000", "P3D") + "\nRRULE:FREQ=WEEKLY"
    assert times(read(long, day)) == ["06-15 00:00/00:00"]


def test_a_daily_event_since_1990_costs_its_window_only(read: Read) -> None:
    found = read("DTSTART:19900101T130000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY")
    assert len(found) == 30
