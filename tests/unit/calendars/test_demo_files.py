"""The demo's outside calendars: what is written and read again blocks the same times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.calendars.demo_files import DemoFiles, calendar_text
from studio_app.calendars.ics import IcsReader
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from studio_app.engine.blocking import event_blocks, event_span
from studio_app.errors import BadInput, CalendarUnavailable
from studio_app.exchange.sample import read_sample
from tests.support.calendar_reading import read_all

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
ANY_TIME = Span(datetime(2025, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
DAYS = [
    date(2026, 11, 23),
    date(2026, 10, 26),  # the clocks go back within the four weeks
    date(2027, 3, 3),  # and forward
    date(2026, 12, 28),
    date(2028, 2, 29),
]


def read(studio: Studio, address: str, key: str, calendar: str = "Google") -> Sequence[OutsideEvent]:
    person = studio.photographer_by_id[key]
    zone = person.timezone or studio.settings.timezone
    source = CalendarSource("s", key, "ics", address, calendar)
    return read_all(IcsReader(), source, ANY_TIME, person.email, zone.key)


def blocked(events: Sequence[OutsideEvent], zone: ZoneInfo) -> list[tuple[object, ...]]:
    """What events take of somebody's time, and what is said of it."""
    return sorted(
        (*event_span(event, zone), event.title, str(event.place), event.calendar)
        for event in events
        if event_blocks(event)
    )


def meant(event: OutsideEvent) -> OutsideEvent:
    """An event as any calendar program would tell of it: Outlook's word for its kind says how it shows, too."""
    shown = {EventKind.OUT_OF_OFFICE: ShowAs.BUSY, EventKind.WORKING_LOCATION: ShowAs.FREE}
    return replace(event, show_as=shown.get(event.kind, event.show_as))


def in_order(events: Sequence[OutsideEvent]) -> list[OutsideEvent]:
    return sorted((meant(event) for event in events), key=repr)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_demo_blocks_the_same_times_before_and_after(tmp_path: Path, today: date) -> None:
    sample = read_sample(today)
    studio = sample.studio
    everybody = set(studio.photographer_by_id)
    written = DemoFiles(tmp_path / "demo-calendars", lambda: NOW).write(studio, everybody)
    assert set(written) == everybody
    assert sorted(path.name for path in (tmp_path / "demo-calendars").iterdir()) == sorted(
        f"{key}.ics" for key in everybody
    )
    for person in studio.photographers:
        zone, events = person.timezone or studio.settings.timezone, studio.diaries[person.id].events
        found = read(studio, written[person.id], person.id, sample.calendars[person.id])
        assert blocked(found, zone) == blocked(events, zone)
        assert in_order(found) == in_order(events)
    assert not read(studio, written["tom"], "tom"), "nothing in it, and that is known"


def test_only_those_who_are_named_get_a_file(tmp_path: Path) -> None:
    studio = read_sample(DAYS[0]).studio
    files = DemoFiles(tmp_path, lambda: NOW)
    assert files.write(studio, ["maya"]) == {"maya": str(tmp_path / "maya.ics")}
    before = (tmp_path / "maya.ics").read_bytes()
    files.write(studio, ["maya"])
    assert (tmp_path / "maya.ics").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["maya.ics"]


def lines_of(key: str) -> list[str]:
    studio = read_sample(DAYS[0]).studio
    text = calendar_text(studio, studio.photographer_by_id[key], NOW).decode()
    return text.replace("\r\n ", "").split("\r\n")


def test_the_files_say_it_in_the_words_of_calendar_programs() -> None:
    maya, leo, ana, sam, priya = (lines_of(key) for key in ("maya", "leo", "ana", "sam", "priya"))
    assert "X-WR-CALNAME:Maya Ortiz" in maya
    assert "DTSTART;TZID=America/New_York:20261119T120000" in maya
    assert maya.count("RRULE:FREQ=WEEKLY;COUNT=4") == 1, "the team's lunch"
    assert maya.count("SUMMARY:Team lunch") == 1
    assert maya.count("SUMMARY:Parents' evening") == 2, "not in weeks that follow each other"
    assert "TRANSP:TRANSPARENT" in maya
    assert "DTSTART;VALUE=DATE:20261127" in leo
    assert "STATUS:CANCELLED" in leo
    assert any("PARTSTAT=DECLINED:mailto:ana@northlight.example" in line for line in ana)
    assert "X-MICROSOFT-CDO-BUSYSTATUS:OOF" in sam
    assert any(line.startswith("GEO:42.") for line in sam)
    assert "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE" in priya
    assert "DTSTART;VALUE=DATE:20261116" in priya
    assert "STATUS:TENTATIVE" in priya
    assert any("PARTSTAT=NEEDS-ACTION" in line for line in priya)
    assert len({line for line in sam if line.startswith("UID:")}) == sam.count("BEGIN:VEVENT")


def test_what_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CalendarUnavailable, match="can't be written"):
        DemoFiles(tmp_path / "file", lambda: NOW).write(read_sample(DAYS[0]).studio, ["maya"])
    odd = Studio.of(
        Settings("Odd", ZoneInfo("UTC")), photographers=[Photographer("../x", "X", "x@studio.test")]
    )
    with pytest.raises(BadInput):
        DemoFiles(tmp_path, lambda: NOW).write(odd, ["../x"])


# ---------------------------------------------------------------- any events

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]


@st.composite
def events(draw: st.DrawFn) -> list[OutsideEvent]:
    """Events of somebody around both clock changes, some of them week after week."""
    found: list[OutsideEvent] = []
    for _ in range(draw(st.integers(0, 4))):
        bare = OutsideEvent(
            "ana",
            DateSpan(date(2026, 1, 1), date(2026, 1, 2)),
            draw(st.sampled_from(["", "Lunch", "a; b, c\\n"])),
            draw(st.sampled_from(ShowAs)),
            draw(st.sampled_from(EventStatus)),
            draw(st.none() | st.sampled_from(Response)),
            draw(st.sampled_from(EventKind)),
            draw(st.none() | st.builds(Place, st.floats(1, 90), st.floats(-180, -1))),
            "Google",
        )
        first = draw(
            st.dates(date(2026, 3, 1), date(2026, 4, 12)) | st.dates(date(2026, 9, 28), date(2026, 11, 8))
        )
        minute, length = draw(st.integers(0, 1439)), draw(st.integers(0, 3000))
        zone = ZoneInfo(draw(st.sampled_from(ZONES)))
        for week in draw(st.lists(st.integers(0, 5), min_size=1, max_size=6)):
            day = first + timedelta(weeks=week)
            start = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minute)
            start = start.astimezone(UTC)
            found.append(
                replace(bare, when=Span(start, start + timedelta(minutes=length)))
                if minute % 4
                else replace(bare, when=DateSpan(day, day + timedelta(days=1 + length // 1440)))
            )
    return found


@given(found=events(), zone=st.sampled_from(ZONES))
def test_any_events_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[OutsideEvent], zone: str
) -> None:
    person = Photographer("ana", "Ana", email="ana@studio.test")
    studio = Studio.of(Settings("Studio", ZoneInfo(zone)), photographers=[person], events=found)
    written = DemoFiles(tmp_path_factory.mktemp("demo"), lambda: NOW).write(studio, ["ana"])
    assert in_order(read(studio, written["ana"], "ana")) == in_order(found)
