"""Files and folders of calendars: what can't be read is named, and never half of it is taken for all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_app.calendars import ics
from studio_app.calendars.ics import IcsReader
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarUnavailable
from tests.unit.calendars.conftest import NEW_YORK, OWNER, SUMMER, calendar, event, times

DAY_16 = "DTSTART:20260616T130000Z\nDURATION:PT1H"
DAY_17 = "DTSTART:20260617T130000Z\nDURATION:PT1H"


def source(path: Path) -> CalendarSource:
    return CalendarSource("s1", "ana", "ics", str(path), "Google")


def read(path: Path, reader: IcsReader | None = None, ours: tuple[str, ...] = ()) -> list[str]:
    return times(list((reader or IcsReader()).read(source(path), SUMMER, OWNER, NEW_YORK, ours)))


def write(path: Path, *events: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(calendar(*events), encoding="utf-8", newline="")
    return path


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    write(tmp_path / "one.ics", event(DAY_17, "one"))
    write(tmp_path / "below" / "TWO.ICS", event(DAY_16, "two"))
    write(tmp_path / ".hidden.ics", event(DAY_16, "three"))
    write(tmp_path / ".trash" / "four.ics", event(DAY_16, "four"))
    (tmp_path / ".five.ics.123.tmp").write_text("half")
    (tmp_path / "notes.txt").write_text("no calendar")
    assert read(tmp_path) == ["06-16 13:00/14:00", "06-17 13:00/14:00"]


@pytest.mark.parametrize(
    "spoil, problem",
    [
        (lambda text: text[: len(text) // 2], "is cut off"),
        (lambda text: text.replace("END:VEVENT\r\n", ""), "is damaged"),
        (lambda text: text.replace("BEGIN:VEVENT\r\n", ""), "is damaged"),
        (lambda text: text + "BEGIN:VCALENDAR\r\n", "is cut off"),
        (lambda text: "", "holds no calendar"),
        (lambda text: "<html>Sign in</html>", "holds no calendar"),
        (lambda text: text.replace("VCALENDAR", "VCARD"), "holds no calendar"),
        (lambda text: text.replace("Dentist", "Den\0tist"), "is no calendar file"),
        (lambda text: text.encode("utf-16").decode("latin-1"), "is no calendar file|holds no calendar"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_read(
    tmp_path: Path, spoil: Callable[[str], str], problem: str
) -> None:
    write(tmp_path / "good.ics", event(DAY_16))
    (tmp_path / "bad.ics").write_text(spoil(calendar(event(DAY_17))), encoding="utf-8", newline="")
    with pytest.raises(CalendarUnavailable, match=problem) as caught:
        read(tmp_path)
    assert str(tmp_path / "bad.ics") in caught.value.sentence
    assert "\n" not in caught.value.sentence


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CalendarUnavailable, match=r"gone\.ics can't be read: No such file"):
        read(tmp_path / "gone.ics")


def test_an_empty_folder_is_unknown_unless_it_is_a_calendar(tmp_path: Path) -> None:
    """A network folder that isn't mounted looks empty."""
    with pytest.raises(CalendarUnavailable, match="holds no calendar files"):
        read(tmp_path)
    (tmp_path / "displayname").write_text("Ana")
    assert read(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(CalendarUnavailable, match=r"pipe\.ics is no file"):
        read(tmp_path)


def test_size_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.ics", event(DAY_16, str(number)))
    size = (tmp_path / "0.ics").stat().st_size
    monkeypatch.setattr(ics, "LARGEST_SOURCE", 3 * size - 1)
    with pytest.raises(CalendarUnavailable, match=r"2\.ics is too large"):
        read(tmp_path)
    monkeypatch.setattr(ics, "LARGEST_FILE", size - 1)
    with pytest.raises(CalendarUnavailable, match=r"0\.ics is too large"):
        read(tmp_path)
    monkeypatch.setattr(ics, "MOST_FILES", 2)
    with pytest.raises(CalendarUnavailable, match="more than 2 files"):
        read(tmp_path)


def test_a_strange_calendar_may_not_take_for_ever(tmp_path: Path) -> None:
    path = write(tmp_path / "many.ics", *(event(DAY_16, str(number)) for number in range(5)))
    seconds = iter(range(0, 1000, 25))
    with pytest.raises(CalendarUnavailable, match=r"many\.ics takes too long"):
        read(path, IcsReader(clock=lambda: next(seconds)))


def test_copies_of_our_own_events_are_left_out(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ics", event(DAY_16, "ours"), event(DAY_17, "theirs"))
    assert read(path, ours=("ours",)) == ["06-17 13:00/14:00"]


def test_only_changed_files_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "one.ics", event(DAY_16, "one"))
    write(tmp_path / "two.ics", event(DAY_16, "two"))
    opened: list[str] = []
    real = ics._bytes

    def noted(path: Path) -> bytes:
        opened.append(path.name)
        return real(path)

    monkeypatch.setattr(ics, "_bytes", noted)
    reader = IcsReader()
    assert len(read(tmp_path, reader)) == 2
    assert len(read(tmp_path, reader)) == 2
    assert opened == ["one.ics", "two.ics"]
    write(tmp_path / "two.ics", event(DAY_17, "two, changed"))
    (tmp_path / "one.ics").unlink()
    assert read(tmp_path, reader) == ["06-17 13:00/14:00"]
    assert opened == ["one.ics", "two.ics", "two.ics"]
    assert read(tmp_path, reader, ours=("two, changed",)) == []
    assert len(opened) == 3, "a booking of ours is no reason to read everything again"
