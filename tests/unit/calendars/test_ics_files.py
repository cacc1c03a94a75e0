"""Files and folders of calendars: what can't be read is named, and never half of it is taken for all."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from studio_app.calendars import ics
from studio_app.calendars.ics import IcsReader
from studio_app.domain.calendar_item import Pull
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarOffline, CalendarUnavailable, Stopped
from studio_app.patience import Patience
from tests.support.calendar_reading import pulled, read_all
from tests.unit.calendars.conftest import calendar, event, times

DAY_16 = "DTSTART:20260616T130000Z\nDURATION:PT1H"
DAY_17 = "DTSTART:20260617T130000Z\nDURATION:PT1H"


def source(path: Path) -> CalendarSource:
    return CalendarSource("s1", "ana", "ics", str(path), "Google")


def read(path: Path, reader: IcsReader | None = None, ours: tuple[str, ...] = ()) -> list[str]:
    return times(read_all(reader or IcsReader(), source(path), ours=ours))


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
    write(tmp_path / "below" / "two.ics", event(DAY_16, "two"))
    opened: list[str] = []
    real = ics._bytes

    def noted(path: Path) -> bytes:
        opened.append(path.name)
        return real(path)

    monkeypatch.setattr(ics, "_bytes", noted)
    first = pulled(IcsReader(), source(tmp_path))
    assert first.whole
    known = {item.id: item.etag for item in first.items}
    assert sorted(known) == ["below/two.ics", "one.ics"]
    before = replace(source(tmp_path), cursor=first.cursor)
    assert pulled(IcsReader(), before, known) == Pull(cursor=first.cursor)
    assert sorted(opened) == ["one.ics", "two.ics"]
    write(tmp_path / "below" / "two.ics", event(DAY_17, "two, changed"))
    (tmp_path / "one.ics").unlink()
    again = pulled(IcsReader(), before, known)
    assert [item.id for item in again.items] == ["below/two.ics"]
    assert again.gone == {"one.ics"}
    assert not again.whole
    assert len(opened) == 3


def test_a_calendar_that_is_suddenly_empty_says_so(tmp_path: Path) -> None:
    """So that whoever takes it can doubt it."""
    write(tmp_path / "one.ics", event(DAY_16, "one"))
    (tmp_path / "color").write_text("#123456")
    first = pulled(IcsReader(), source(tmp_path))
    (tmp_path / "one.ics").unlink()
    again = pulled(IcsReader(), replace(source(tmp_path), cursor=first.cursor), {"one.ics": "x"})
    assert again.whole
    assert not again.items


def test_titles_that_may_not_be_kept_are_not(tmp_path: Path) -> None:
    write(tmp_path / "one.ics", event(DAY_16 + "\nSUMMARY:Secret"))
    first = pulled(IcsReader(), source(tmp_path))
    assert "Secret" in first.items[0].text
    before = replace(source(tmp_path), cursor=first.cursor)
    again = pulled(IcsReader(), before, {item.id: item.etag for item in first.items}, titles=False)
    assert again.whole, "what was kept with titles is read again"
    assert "Secret" not in again.items[0].text


def test_what_the_owner_keeps_private_is_not_kept(tmp_path: Path) -> None:
    write(tmp_path / "one.ics", event(DAY_16 + "\nSUMMARY:Secret\nDESCRIPTION:Secret\nclass:private"))
    assert "Secret" not in pulled(IcsReader(), source(tmp_path)).items[0].text


def test_a_zone_that_everybody_knows_is_not_kept(tmp_path: Path) -> None:
    zone = "BEGIN:VTIMEZONE\nTZID:{}\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE"
    write(tmp_path / "a.ics", zone.format("America/New_York"), zone.format("Our Zone"), event(DAY_16))
    text = pulled(IcsReader(), source(tmp_path)).items[0].text
    assert "Our Zone" in text
    assert "New_York" not in text


def test_nobody_waits_longer_than_they_want(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ics", event(DAY_16))
    with pytest.raises(CalendarOffline, match="in time"):
        pulled(IcsReader(), source(path), patience=Patience(0))
    stopped = Patience(60)
    stopped.cancel()
    with pytest.raises(Stopped):
        pulled(IcsReader(), source(path), patience=stopped)


def test_a_network_folder_that_is_away_is_offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.ics", event(DAY_16))

    def away(*_: object) -> bytes:
        raise OSError(errno.EHOSTDOWN, "Host is down")

    monkeypatch.setattr(Path, "open", away)
    with pytest.raises(CalendarOffline, match=r"a\.ics can't be read: Host is down"):
        pulled(IcsReader(), source(path))
