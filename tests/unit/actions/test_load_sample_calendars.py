"""The demo studio's outside events come in through calendars of the photographers, and nothing else is different."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio_app import exchange
from studio_app.actions.calendar_sources import RemoveCalendarSource, remove_calendar_source
from studio_app.actions.load_sample import OutsideCalendars, load_sample
from studio_app.actions.ports import Store
from studio_app.actions.read_busy_times import read_busy_times
from studio_app.calendars.demo_files import DemoFiles
from studio_app.calendars.registry import BusyReaders
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine import find_openings
from studio_app.engine.blocking import blocks_of
from studio_app.errors import CalendarUnavailable
from studio_app.places.postcodes import PostcodeGeocoder
from studio_app.storage.database import open_store
from tests.unit.actions.conftest import Desk

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
"""Monday morning in Boston, as in the design's pictures."""
TODAY = date(2026, 11, 23)
WITH_CALENDAR = ["maya", "leo", "ana", "sam", "priya", "tom"]


@pytest.fixture
def store() -> Iterator[Store]:
    """A new database."""
    made = open_store("sqlite://", now=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def outside(tmp_path: Path) -> OutsideCalendars:
    """Calendars in files."""
    return OutsideCalendars(DemoFiles(tmp_path / "demo-calendars", lambda: NOW), BusyReaders())


@pytest.fixture
def plain() -> Iterator[Studio]:
    """The demo studio with its outside events stored, as a studio file brings them."""
    made = open_store("sqlite://", now=lambda: NOW)
    load_sample(made, NOW, "Kim")
    with made.reading() as reading:
        yield reading.studio(NOW)
    made.close()


def blocked(studio: Studio) -> dict[str, list[tuple[object, ...]]]:
    """What takes everybody's time, and what is said of it."""
    return {
        person.id: sorted(
            (block.start, block.end, block.source.value, block.name, block.calendar, str(block.place))
            for block in blocks_of(
                studio.diaries[person.id], person.timezone or studio.settings.timezone, NOW
            )
        )
        for person in studio.photographers
    }


def openings(studio: Studio, *services: str) -> list[tuple[datetime, int, tuple[str, ...]]]:
    """The openings of three weeks at the address of the pictures."""
    place = PostcodeGeocoder().place_of("55 Summit Ave, Brookline, MA 02446")
    request = Request(NOW, TODAY, TODAY + timedelta(days=20), services=services, place=place)
    (part, *_) = find_openings(studio, request)
    return [(brief.start, brief.people, brief.choice) for brief in part.openings.briefly()]


def test_everybody_whose_calendar_is_known_has_one_that_was_read(
    store: Store, outside: OutsideCalendars, tmp_path: Path
) -> None:
    done = load_sample(store, NOW, "Kim", outside=outside)
    assert (done.say, done.warnings, done.undo) == ("Loaded the demo studio Northlight.", (), None)
    with store.reading() as reading:
        sources, studio = reading.sources(), reading.studio(NOW)
    assert [source.photographer for source in sources] == WITH_CALENDAR
    assert [source.name for source in sources] == [
        "Google", "Google", "iCloud", "Google", "Google", "Local calendar",
    ]  # fmt: skip
    assert {source.read_at for source in sources} == {NOW}
    assert not [source.problem for source in sources if source.problem]
    assert sources[0].address == str(tmp_path / "demo-calendars" / "maya.ics")
    known = {person.id: person.calendar_known for person in studio.photographers}
    assert known == {**dict.fromkeys(WITH_CALENDAR, True), "jun": False}


def test_the_same_times_are_blocked_and_the_same_openings_found(
    store: Store, outside: OutsideCalendars, plain: Studio
) -> None:
    load_sample(store, NOW, "Kim", outside=outside)
    with store.reading() as reading:
        studio = reading.studio(NOW)
    assert blocked(studio) == blocked(plain)
    for services in (("photos", "video"), ("photos",), ("twilight",), ("drone", "matterport")):
        assert openings(studio, *services) == openings(plain, *services)
    assert openings(studio, "photos", "video")


def test_reading_them_again_changes_nothing(store: Store, outside: OutsideCalendars) -> None:
    load_sample(store, NOW, "Kim", outside=outside)
    with store.reading() as reading:
        before = reading.studio(NOW)
    later = NOW + timedelta(minutes=2)
    read = read_busy_times(store, later, BusyReaders())
    assert len(read.sources) == 6
    assert not read.failed
    with store.reading() as reading:
        after = reading.studio(later)
    assert all(after.diaries[key] is before.diaries[key] for key in after.diaries)


def test_a_calendar_that_somebody_breaks_makes_its_photographer_unknown(
    store: Store, outside: OutsideCalendars, tmp_path: Path
) -> None:
    load_sample(store, NOW, "Kim", outside=outside)
    file = tmp_path / "demo-calendars" / "leo.ics"
    file.write_bytes(file.read_bytes()[:-40])
    (failed,) = read_busy_times(store, NOW, BusyReaders()).failed
    assert "leo.ics is" in failed.problem
    with store.reading() as reading:
        assert not reading.studio(NOW).photographer_by_id["leo"].calendar_known


def test_calendars_that_can_not_be_written_load_nothing(store: Store) -> None:
    class Full:
        def write(self, studio: Studio, people: Collection[str]) -> Mapping[str, str]:
            raise CalendarUnavailable("The disk is full.")

    with pytest.raises(CalendarUnavailable, match="full"):
        load_sample(store, NOW, "Kim", outside=OutsideCalendars(Full(), BusyReaders()))
    with store.reading() as reading:
        assert not reading.has_studio()
        assert not reading.agents()


def test_loading_it_again_takes_the_calendars_of_before(store: Store, outside: OutsideCalendars) -> None:
    load_sample(store, NOW, "Kim", outside=outside)
    with store.reading() as reading:
        before = blocked(reading.studio(NOW))
    done = load_sample(store, NOW, "Kim", replace=True, outside=outside)
    with store.reading() as reading:
        assert len(reading.sources()) == 6
        assert blocked(reading.studio(NOW)) == before
    assert done.undo
    done.undo.run(store, NOW, "Kim")
    with store.reading() as reading:
        assert len(reading.sources()) == 6, "they were there before"


def test_the_undo_disconnects_what_was_connected(desk: Desk, outside: OutsideCalendars) -> None:
    maya = exchange.read_studio(exchange.write_studio(_with_a_maya(desk)))
    with desk.store.writing() as writing:
        writing.replace_studio(maya)
        before = exchange.write_studio(writing.whole_studio())
    done = load_sample(desk.store, desk.now, "Kim", replace=True, outside=outside)
    assert done.undo
    undone = done.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert exchange.write_studio(reading.whole_studio()) == before
        assert not reading.sources()
    assert undone.undo
    undone.undo.run(desk.store, desk.now, "Kim")
    with desk.store.reading() as reading:
        assert reading.whole_studio().settings.name == "Northlight"


def _with_a_maya(desk: Desk) -> Studio:
    desk.load(
        {"id": "maya", "name": "Another Maya", "email": "maya@other.test", "home": {"lat": 42, "lon": -71}}
    )
    with desk.store.reading() as reading:
        return reading.whole_studio()


def test_a_calendar_of_the_demo_is_disconnected_as_any(store: Store, outside: OutsideCalendars) -> None:
    load_sample(store, NOW, "Kim", outside=outside)
    remove_calendar_source(store, NOW, "Kim", RemoveCalendarSource("sample-maya"))
    with store.reading() as reading:
        studio = reading.studio(NOW)
    assert not studio.diaries["maya"].events
    assert studio.diaries["leo"].events
