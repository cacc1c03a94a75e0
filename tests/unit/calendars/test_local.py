"""The embedded calendar as other programs find it on the disk."""

import io
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from studio_app.calendars.collection import Collection
from studio_app.calendars.event_file import zone_component
from studio_app.calendars.ics import IcsReader
from studio_app.calendars.local import LocalCalendar
from studio_app.domain.calendar_event import CalendarEvent, Guest, Written
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable, EventChanged
from tests.support.calendar_reading import read_all

START = datetime(2026, 6, 16, 13, 30, tzinfo=UTC)
EVENT = CalendarEvent(
    id="0a1b2c3d",
    appointment="a-1",
    span=Span(START, START + timedelta(hours=2)),
    zone=ZoneInfo("America/New_York"),
    title="Photos · 55 Summit Avenue",
    description="Agent: Dana Reed",
    location="55 Summit Avenue, Boston",
    guests=(Guest("Dana Reed", "dana@reed.test"), Guest("Ana", "ana@studio.test")),
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 6, 15, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "calendar"


@pytest.fixture
def local(folder: Path) -> LocalCalendar:
    return LocalCalendar(folder, name="North Shore Photo", color="#2f6f6d", clock=Clock())


def text_of(folder: Path, event_id: str = EVENT.id) -> str:
    return (folder / f"{event_id}.ics").read_bytes().decode()


def lines_of(folder: Path) -> list[str]:
    return text_of(folder).replace("\r\n ", "").split("\r\n")


def test_the_file_is_plain_icalendar(local: LocalCalendar, folder: Path) -> None:
    local.put(EVENT)
    lines = lines_of(folder)
    for line in (
        "VERSION:2.0",
        "PRODID:-//Studio Desk//Studio Desk//EN",
        "UID:0a1b2c3d",
        "DTSTAMP:20260615T120100Z",
        "CREATED:20260615T120100Z",
        "LAST-MODIFIED:20260615T120100Z",
        "SEQUENCE:0",
        "DTSTART;TZID=America/New_York:20260616T093000",
        "DTEND;TZID=America/New_York:20260616T113000",
        "SUMMARY:Photos · 55 Summit Avenue",
        "LOCATION:55 Summit Avenue\\, Boston",
        "X-STUDIO-DESK-APPOINTMENT;VALUE=TEXT:a-1",
        'ORGANIZER;CN="North Shore Photo":mailto:noreply@studio-desk.invalid',
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
    ):
        assert line in lines
    guests = [line for line in lines if line.startswith("ATTENDEE")]
    assert len(guests) == 2
    assert all("PARTSTAT=NEEDS-ACTION" in line and "RSVP=TRUE" in line for line in guests)
    raw = text_of(folder)
    assert raw.replace("\r\n", "").isprintable()
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n"))


def test_an_event_without_guests_has_no_organizer(local: LocalCalendar, folder: Path) -> None:
    local.put(replace(EVENT, guests=()))
    assert "ORGANIZER" not in text_of(folder)


def test_the_studio_has_its_own_address(folder: Path) -> None:
    LocalCalendar(folder, name='The "Studio"', organizer_email="desk@studio.test").put(EVENT)
    assert "ORGANIZER;CN=\"The 'Studio'\":mailto:desk@studio.test" in lines_of(folder)


def test_the_folder_is_a_named_collection(local: LocalCalendar, folder: Path) -> None:
    etag = local.put(EVENT)
    assert sorted(path.name for path in folder.iterdir()) == ["0a1b2c3d.ics", "color", "displayname"]
    assert (folder / "displayname").read_text(encoding="utf-8") == "North Shore Photo"
    (folder / "displayname").write_text("Renamed by hand")
    local.put(replace(EVENT, title="Other"), Written(etag, EVENT))
    assert (folder / "displayname").read_text() == "Renamed by hand"


def test_nothing_is_made_before_the_first_event(local: LocalCalendar, folder: Path) -> None:
    assert local.ids() == []
    local.remove("0a1b2c3d")
    assert not folder.exists()


def test_a_change_raises_the_sequence_and_keeps_what_others_added(local: LocalCalendar, folder: Path) -> None:
    etag = local.put(EVENT)
    path = folder / "0a1b2c3d.ics"
    alarm = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
    edited = text_of(folder).replace("END:VEVENT", f"CATEGORIES:Shoots\r\nX-OTHER:yes\r\n{alarm}END:VEVENT")
    path.write_bytes(edited.encode())
    local.put(replace(EVENT, title="New title"), Written(etag, EVENT))
    lines = lines_of(folder)
    for line in (
        "SEQUENCE:1",
        "SUMMARY:New title",
        "CATEGORIES:Shoots",
        "X-OTHER:yes",
        "TRIGGER:-PT15M",
        "CREATED:20260615T120100Z",
        "LAST-MODIFIED:20260615T120200Z",
    ):
        assert line in lines


def test_answers_stay_unless_the_time_changes(local: LocalCalendar, folder: Path) -> None:
    etag = local.put(EVENT)
    path = folder / "0a1b2c3d.ics"
    unfolded = text_of(folder).replace("\r\n ", "")
    path.write_bytes(unfolded.replace("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED", 1).encode())
    new = replace(EVENT, title="New title")
    etag = local.put(new, Written(etag, EVENT))
    assert text_of(folder).replace("\r\n ", "").count("PARTSTAT=ACCEPTED") == 1
    local.put(replace(EVENT, span=EVENT.span.moved_to(START + timedelta(hours=1))), Written(etag, new))
    assert "PARTSTAT=ACCEPTED" not in text_of(folder).replace("\r\n ", "")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[:200],
        lambda text: text.replace("DTSTART", "X-START"),
        lambda text: text.replace("UID:0a1b2c3d", "UID:another"),
        lambda text: text.replace("SEQUENCE:0", "SEQUENCE:many"),
        lambda text: text.replace("STATUS:CONFIRMED", "STATUS:CANCELLED"),
    ],
)
def test_a_file_that_was_spoilt_is_written_anew(local: LocalCalendar, folder: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    local.put(EVENT)
    path = folder / "0a1b2c3d.ics"
    path.write_bytes(spoil(text_of(folder)).encode())
    local.put(EVENT)
    found = local.find(EVENT.id)
    assert found is not None
    assert found.event == EVENT
    assert "STATUS:CONFIRMED" in text_of(folder)


def test_an_event_that_another_program_made_a_whole_day(folder: Path) -> None:
    """It is a change by hand, in the studio's zone, and not written over."""
    local = LocalCalendar(folder, zone=ZoneInfo("America/New_York"), clock=Clock())
    etag = local.put(EVENT)
    text = text_of(folder).replace(
        "DTSTART;TZID=America/New_York:20260616T093000", "DTSTART;VALUE=DATE:20260616"
    )
    text = text.replace("DTEND;TZID=America/New_York:20260616T113000", "DTEND;VALUE=DATE:20260617")
    (folder / "0a1b2c3d.ics").write_bytes(text.encode())
    (seen,) = local.changes("1", {EVENT.id: etag}).events
    midnight = datetime(2026, 6, 16, 4, tzinfo=UTC)
    assert seen.event.span == Span(midnight, midnight + timedelta(days=1))
    with pytest.raises(EventChanged):
        local.put(replace(EVENT, title="Other"), Written(etag, EVENT))


@pytest.mark.parametrize(
    "spoil", [lambda text: text[:200], lambda text: text.replace("STATUS:CONF", "STATUS:CANCELLED\r\nX-CONF")]
)
def test_an_event_that_is_called_off_or_broken_is_deleted(
    local: LocalCalendar, folder: Path, spoil: Callable[[str], str]
) -> None:
    etag = local.put(EVENT)
    local.put(replace(EVENT, id="other", appointment="a-2"))
    path = folder / "0a1b2c3d.ics"
    path.write_bytes(spoil(text_of(folder)).encode())
    pull = local.changes("1", {EVENT.id: etag})
    assert pull.gone == {EVENT.id}
    assert [seen.event.id for seen in pull.events] == ["other"]
    assert local.find(EVENT.id) is None


def test_the_log_names_no_title(local: LocalCalendar, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    local.put(replace(EVENT, title="Divorce of Mrs Whitfield"))
    path = folder / "0a1b2c3d.ics"
    path.write_bytes(
        text_of(folder).replace("DTSTART;TZID", "Divorce of Mrs Whitfield DTSTART;TZID").encode()
    )
    with caplog.at_level(logging.DEBUG):
        assert local.find(EVENT.id) is None
    assert "0a1b2c3d can't be understood" in caplog.text
    assert "Whitfield" not in caplog.text


def test_files_that_look_as_before_are_not_read_again(
    local: LocalCalendar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etags = {name: local.put(replace(EVENT, id=name, appointment=name)) for name in ("one", "two", "three")}
    local.changes("", {})
    opened: list[str] = []
    real = Collection.read

    def noted(collection: Collection, event_id: str) -> bytes | None:
        opened.append(event_id)
        return real(collection, event_id)

    monkeypatch.setattr(Collection, "read", noted)
    assert not local.changes("1", etags).events
    assert opened == []
    text = text_of(folder, "two").replace("SUMMARY:Photos", "SUMMARY:Theirs")
    (folder / "two.ics").write_bytes(text.encode())
    assert [seen.event.id for seen in local.changes("1", etags).events] == ["two"]
    assert opened == ["two"]


def test_a_drive_that_is_not_connected_deletes_nothing(local: LocalCalendar, folder: Path) -> None:
    etag = local.put(EVENT)
    folder.rename(folder.with_name("elsewhere"))
    for work in (
        lambda: local.changes("1", {EVENT.id: etag}),
        lambda: local.put(replace(EVENT, title="Other"), Written(etag, EVENT)),
    ):
        with pytest.raises(CalendarUnavailable, match="it is not there"):
            work()
    assert not folder.exists()
    assert local.changes("", {}).whole, "a calendar in which nothing was yet"


def test_a_folder_that_is_suddenly_empty_says_so(local: LocalCalendar, folder: Path) -> None:
    etag = local.put(EVENT)
    (folder / "0a1b2c3d.ics").unlink()
    pull = local.changes("1", {EVENT.id: etag})
    assert pull.whole
    assert pull.gone == {EVENT.id}
    assert not pull.events


def test_a_written_event_blocks_its_photographer_exactly(local: LocalCalendar, folder: Path) -> None:
    local.put(EVENT)
    source = CalendarSource("s", "ana", "ics", str(folder), "Studio")
    window = Span(START - timedelta(days=1), START + timedelta(days=1))
    found = read_all(IcsReader(), source, window, "nobody@else.test", "Asia/Tokyo")
    assert [item.when for item in found] == [EVENT.span]


@pytest.mark.parametrize(
    "key",
    [
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Asia/Tokyo",
        "Africa/Casablanca",
    ],
)
def test_the_zone_in_the_file_is_the_real_one(key: str) -> None:
    """Another program that knows only the file's VTIMEZONE computes the same offsets, hour by hour for a year."""
    zone = ZoneInfo(key)
    calendar = Calendar()
    calendar.add_component(zone_component(zone, START))
    theirs = tzical(io.StringIO(calendar.to_ical().decode())).get(key)
    assert theirs is not None
    wall = datetime(2026, 1, 1)  # noqa: DTZ001 - a time on the wall
    different = [
        moment
        for hour in range(365 * 24)
        if (moment := wall + timedelta(hours=hour)).replace(tzinfo=theirs).utcoffset()
        != moment.replace(tzinfo=zone).utcoffset()
    ]
    # Only the hour that the wall skips may differ: it does not exist, and every program takes it as it likes.
    assert all(
        moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment
        for moment in different
    )


def test_a_folder_that_can_not_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "calendar").write_text("a file in the way")
    local = LocalCalendar(tmp_path / "calendar")
    with pytest.raises(CalendarUnavailable, match=r"calendar can't be .*: (Not a directory|File exists)"):
        local.put(EVENT)


def test_a_write_that_fails_leaves_the_old_event(
    local: LocalCalendar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = local.put(EVENT)
    before = text_of(folder)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CalendarUnavailable, match="No space left on device"):
        local.put(replace(EVENT, title="Other"), Written(etag, EVENT))
    assert text_of(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["0a1b2c3d.ics", "color", "displayname"]


def test_what_a_crash_left_is_tidied_up_later(local: LocalCalendar, folder: Path) -> None:
    folder.mkdir(parents=True)
    old, new = folder / ".x.ics.1.tmp", folder / ".y.ics.2.tmp"
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (0, 0))
    local.put(EVENT)
    assert not old.exists()
    assert new.exists(), "another program may be writing it now"
    assert local.ids() == [EVENT.id]
