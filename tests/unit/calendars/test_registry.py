"""Which connector reads what, and where the primary calendar is."""

from pathlib import Path

import pytest

from studio_app.calendars.registry import EMAIL_SETTING, FOLDER_SETTING, BusyReaders, primary_calendar
from studio_app.domain.calendar_item import Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience
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


def test_where_the_primary_calendar_is(tmp_path: Path, desk_home: Path) -> None:
    def folder(stored: dict[str, str], database: Path | None, wanted: Path | None = None) -> Path:
        return primary_calendar("Studio", lambda name: stored.get(name, ""), database, wanted).folder

    database = tmp_path / "studio.sqlite"
    assert folder({}, database) == tmp_path / "calendar"
    assert folder({}, None) == desk_home / "calendar"
    assert folder({FOLDER_SETTING: str(tmp_path / "set")}, database) == tmp_path / "set"
    assert folder({FOLDER_SETTING: str(tmp_path / "set")}, database, tmp_path / "given") == tmp_path / "given"
    assert EMAIL_SETTING != FOLDER_SETTING
