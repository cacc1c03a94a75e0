"""Which connector reads what, and where the primary calendar is."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from studio_app.calendars.ics import IcsReader
from studio_app.calendars.keys import Keys
from studio_app.calendars.model import Capabilities
from studio_app.calendars.pauses import Pauses
from studio_app.calendars.registry import (
    EMAIL_SETTING,
    FOLDER_SETTING,
    BusyReaders,
    Office,
    embedded_folder,
    open_primary,
    primary_calendar,
    recognised,
)
from studio_app.calendars.together import Answer
from studio_app.domain.account import Account
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, NotSignedInHere, Stopped
from studio_app.patience import Patience
from tests.support.radicale import KeptSecrets
from tests.unit.calendars.conftest import NEW_YORK, OWNER, SUMMER, calendar, event, times


def test_a_calendar_is_read_by_the_connector_of_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "ana.ics"
    path.write_text(calendar(event("DTSTART:20260616T130000Z\nDURATION:PT1H")), encoding="utf-8")
    readers = BusyReaders()
    sources = [
        CalendarSource("s", "ana", "ics", str(path)),
        CalendarSource("t", "ana", "carrier pigeon", ""),
        CalendarSource("u", "ana", "ics", str(tmp_path / "gone.ics")),
    ]
    errands = [Errand(source, SUMMER, True, dict) for source in sources]
    answers = {source.id: answer for source, answer in readers.pull(errands, Patience(30))}
    assert set(answers) == {"s", "t", "u"}
    pull = answers["s"]
    assert isinstance(pull, Pull)
    whose = Whose("ana", "Google", OWNER, NEW_YORK)
    (found,) = readers.occurrences("ics", pull.items, SUMMER, whose).values()
    assert times(list(found)) == ["06-16 13:00/14:00"]
    assert "kind carrier pigeon" in str(answers["t"])
    assert "gone.ics" in str(answers["u"])
    with pytest.raises(CalendarUnavailable, match="kind carrier pigeon"):
        readers.occurrences("carrier pigeon", (), SUMMER, whose)


@pytest.mark.parametrize(
    "typed, found",
    [
        (" webcal://calendar.test/a.ics ", ("feed", "https://calendar.test/a.ics")),
        ("calendar.test/private/basic.ics", ("feed", "https://calendar.test/private/basic.ics")),
        ("outlook.office365.test/owa/x", ("feed", "https://outlook.office365.test/owa/x")),
        ("/srv/ana/ana.ics", ("ics", "/srv/ana/ana.ics")),
        ("file:///srv/ana/My%20days.ics", ("ics", "/srv/ana/My days.ics")),
    ],
)
def test_what_people_type(typed: str, found: tuple[str, str]) -> None:
    assert recognised(typed) == found


def test_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "days.test").mkdir()
    assert recognised("ana.ics") == ("ics", str(tmp_path / "ana.ics"))
    assert recognised("days.test") == ("ics", str(tmp_path / "days.test"))
    assert recognised("days/ana.ics") == ("ics", str(tmp_path / "days" / "ana.ics"))
    for typed in ("", " ", "http://calendar.test/a.ics", "https://ana:secret@calendar.test/"):
        with pytest.raises(BadInput):
            recognised(typed)


def office(folder: Path) -> Office:
    return Office("North Shore Photo", "desk@studio.test", ZoneInfo("America/New_York"), folder)


def test_primary_calendars_of_each_kind(tmp_path: Path) -> None:
    account = Account("account", "caldav", "ana", "https://dav.test", {"schedules": "yes"})
    keys = Keys({"account": account}.get, KeptSecrets())

    def opened(kind: str, account: str = "account", keys: Keys | None = keys) -> Capabilities:
        source = CalendarSource("primary", "", kind, "https://dav.test/x/", "Studio", account=account)
        return open_primary(source, office(tmp_path / "c"), keys).capabilities

    assert opened("local", "", None) == Capabilities(write=True, invite=False)
    assert opened("google") == Capabilities(write=True, invite=True)
    assert opened("caldav") == Capabilities(write=True, invite=True)
    for kind, name, held in (
        ("caldav", "account", None),
        ("google", "gone", keys),
        ("caldav", "", keys),
        ("feed", "", keys),
        ("ics", "", keys),
        ("carrier pigeon", "account", keys),
    ):
        with pytest.raises(CalendarUnavailable):
            opened(kind, name, held)


def test_without_a_secret_nothing_is_asked(tmp_path: Path) -> None:
    account = Account("account", "caldav", "ana", "https://dav.test")
    keys = Keys({"account": account}.get, KeptSecrets())
    source = CalendarSource("s", "ana", "caldav", "https://dav.test/x/", "Studio", account="account")
    with pytest.raises(NotSignedInHere):
        open_primary(source, office(tmp_path), keys).find("event")
    ((_, answer),) = BusyReaders(keys=keys).pull([Errand(source, SUMMER, True, dict)], Patience(5))
    assert isinstance(answer, NotSignedInHere)


class Tripping:
    """A reader with a bug."""

    capabilities = Capabilities()

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        yield errands[0].source, Pull()
        raise ZeroDivisionError

    def occurrences(self, *_: object) -> dict[str, list[OutsideEvent]]:
        return {}

    def thinned(self, *_: object) -> list[CalendarItem]:
        return []


class Hanging(Tripping):
    """A reader that does not care how long anybody waits."""

    def __init__(self) -> None:
        self.end = Event()

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        self.end.wait(20)
        return ()


@pytest.mark.logs("reading calendars failed")
def test_a_bug_in_one_connector_keeps_no_other_from_being_read(tmp_path: Path) -> None:
    (tmp_path / "color").touch()
    readers = BusyReaders({"ics": IcsReader(), "bad": Tripping()})
    sources = [
        CalendarSource("0", "ana", "ics", str(tmp_path)),
        CalendarSource("1", "ana", "bad", ""),
        CalendarSource("2", "ana", "bad", ""),
    ]
    found = readers.pull([Errand(source, SUMMER, True, dict) for source in sources], Patience(5))
    answers = {source.id: answer for source, answer in found}
    assert isinstance(answers["0"], Pull)
    assert isinstance(answers["1"], Pull)
    assert "ZeroDivisionError" in str(answers["2"])


@pytest.mark.parametrize("is_ended", [False, True])
def test_nobody_waits_longer_than_they_want(is_ended: bool) -> None:
    hanging, patience = Hanging(), Patience(60 if is_ended else 0.2)
    readers = BusyReaders({"slow": hanging})
    errand = Errand(CalendarSource("s", "ana", "slow", "", "Ana’s"), SUMMER, True, dict)
    start = time.monotonic()
    ending = threading.Timer(0.2, patience.cancel)
    if is_ended:
        ending.start()
    ((_, answer),) = readers.pull([errand], patience)
    ending.cancel()
    assert time.monotonic() - start < 15
    assert isinstance(answer, CalendarOffline)
    assert isinstance(answer, Stopped) if is_ended else "Ana’s" in answer.sentence
    hanging.end.set()
    for thread in threading.enumerate():
        if thread.name.startswith("calendars"):
            thread.join(60)


class Busy(Tripping):
    """A provider that is asked too often."""

    def __init__(self, seconds: float | None) -> None:
        self.asked: list[str] = []
        self.seconds = seconds

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        for errand in errands:
            self.asked.append(errand.source.id)
            yield errand.source, CalendarOffline("Asked too often.", retry_after=self.seconds)


def test_what_hangs_keeps_no_program_from_ending() -> None:
    """Somebody closes the window, or presses Ctrl+C, while a server says nothing."""
    script = """
import time
from studio_app.calendars.together import Job, read_together, within
from studio_app.domain.calendar_item import Errand
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarOffline
from studio_app.patience import Patience
errand = Errand(CalendarSource("s", "ana", "feed", "x"), None, True, dict)
(answer,) = read_together([Job([errand], lambda: time.sleep(600))], Patience(0.1))
assert isinstance(answer[1], CalendarOffline)
try:
    within(Patience(0.1), lambda: time.sleep(600))
except CalendarOffline:
    print("ended")
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "ended\n", "")


@pytest.mark.parametrize("seconds, pause", [(600.0, 600), (1e9, 3600), (None, 0), (0.0, 0)])
def test_who_asks_to_be_left_alone_is(seconds: float | None, pause: int) -> None:
    """The account as a whole, between one round and the next, and for an hour at most."""
    now = [0.0]
    provider, other = Busy(seconds), Busy(None)
    readers = BusyReaders({"google": provider, "feed": other}, pauses=Pauses(lambda: now[0]))
    sources = [
        CalendarSource("1", "ana", "google", "ana", account="studio"),
        CalendarSource("2", "ben", "google", "ben", account="studio"),
        CalendarSource("3", "cleo", "google", "cleo", account="cleo"),
        CalendarSource("4", "cleo", "feed", "https://calendar.test/x"),
    ]

    def read(*wanted: CalendarSource) -> list[str]:
        errands = [Errand(source, SUMMER, True, dict) for source in wanted]
        return sorted(f"{source.id} {answer}" for source, answer in readers.pull(errands, Patience(5)))

    read(sources[0])
    assert read(*sources) == [f"{source.id} Asked too often." for source in sources]
    assert provider.asked == (["1", "3"] if pause else ["1", "1", "2", "3"])
    assert other.asked == ["4"]
    provider.asked.clear()
    now[0] = pause - 1.0
    read(sources[1])
    assert provider.asked == ([] if pause else ["2"])
    now[0] = float(pause)
    read(sources[1])
    assert provider.asked[-1:] == ["2"]


def test_where_the_primary_calendar_is(tmp_path: Path, desk_home: Path) -> None:
    def folder(stored: dict[str, str], database: Path | None, wanted: Path | None = None) -> Path:
        assert (
            embedded_folder(lambda name: stored.get(name, ""), database, wanted)
            == primary_calendar("Studio", lambda name: stored.get(name, ""), database, wanted).folder
        )
        return primary_calendar("Studio", lambda name: stored.get(name, ""), database, wanted).folder

    database = tmp_path / "studio.sqlite"
    assert folder({}, database) == tmp_path / "calendar"
    assert folder({}, None) == desk_home / "calendar"
    assert folder({FOLDER_SETTING: str(tmp_path / "set")}, database) == tmp_path / "set"
    assert folder({FOLDER_SETTING: str(tmp_path / "set")}, database, tmp_path / "given") == tmp_path / "given"
    assert EMAIL_SETTING != FOLDER_SETTING
