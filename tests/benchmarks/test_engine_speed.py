"""How fast openings are found, beside a limit in the same run.

The limit is a plain merged sweep over sorted integers that knows two rules only, working hours and busy events with
fixed buffers, and lists the people who are free at each start: the least that any scheduler in plain Python does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, product

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from studio_app import engine
from studio_app.domain.drives import Drive, Drives
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan, Span
from tests.benchmarks.big_studio import FIRST_DAY, LARGE, MEDIUM, MIDNIGHT, NOW, Size, request_of, studio_of

SIZES = {"50 photographers, 4 weeks": MEDIUM, "500 photographers, 12 weeks": LARGE}
BUFFER, LENGTH, STEP = 30, 60, 15
_studios: dict[Size, Studio] = {}


def _studio(size: Size) -> Studio:
    if size not in _studios:
        _studios[size] = studio_of(size)
        engine.warm(_studios[size], NOW)
    return _studios[size]


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> Size:
    """One of the sizes."""
    return SIZES[request.param]


def test_cold(benchmark: BenchmarkFixture, size: Size) -> None:
    """A loaded studio is asked for the first time: nothing is remembered but its diaries as columns."""
    numbers = count()

    def loaded() -> tuple[tuple[Studio, int], dict[str, object]]:
        known = _studio(size)
        fresh = replace(
            known,
            settings=replace(known.settings),
            zones=tuple(replace(zone) for zone in known.zones),
            photographers=tuple(replace(person) for person in known.photographers),
        )
        return (fresh, next(numbers)), {}

    found = benchmark.pedantic(
        lambda studio, number: engine.find_openings(studio, request_of(size, number)),
        setup=loaded,
        rounds=15,
        warmup_rounds=1,
    )
    assert len(found[0].openings) > 300


def test_again(benchmark: BenchmarkFixture, size: Size) -> None:
    """The same studio, another request each time."""
    studio, numbers = _studio(size), count()
    found = benchmark(lambda: engine.find_openings(studio, request_of(size, next(numbers))))
    assert len(found[0].openings) > 300


def test_again_with_known_drives(benchmark: BenchmarkFixture, size: Size) -> None:
    """The same where a routing server told the drives from and to each request's place, and many more."""
    known, numbers = _studio(size), count()
    places = list(dict.fromkeys(event.place for event in known.events() if event.place))[:300]
    asked = [place for number in range(20) if (place := request_of(size, number).place)]
    ways = [*product(asked, places), *product(places, asked), *product(places, places)]
    drives = Drives.of(Drive(start, end, 20) for start, end in ways)
    travel = replace(known.settings.travel, drives=drives)
    studio = replace(known, settings=replace(known.settings, travel=travel))
    found = benchmark(lambda: engine.find_openings(studio, request_of(size, next(numbers) % 20)))
    assert len(found[0].openings) > 300


def test_again_spelled_out(benchmark: BenchmarkFixture, size: Size) -> None:
    """The same with every opening and crew made into objects, which the desk does only for those it shows."""
    studio, numbers = _studio(size), count()
    found = benchmark(lambda: list(engine.find_openings(studio, request_of(size, next(numbers)))[0].openings))
    assert found[0].crews


def test_limit(benchmark: BenchmarkFixture, size: Size) -> None:
    """The plain merged sweep with two rules."""
    sweep = merged_sweep(_studio(size), size)
    found = benchmark.pedantic(sweep, rounds=15, warmup_rounds=1)
    assert len(found) > 300


def test_one_event_changes(benchmark: BenchmarkFixture) -> None:
    """One event of one photographer changes, and the visible week is answered again."""
    studio, numbers = _studio(MEDIUM), count()
    request = replace(
        request_of(MEDIUM, 0),
        first_day=FIRST_DAY + timedelta(days=7),
        last_day=FIRST_DAY + timedelta(days=13),
    )
    engine.find_openings(studio, request)
    start = MIDNIGHT + timedelta(days=8, hours=9)

    def change() -> int:
        number = next(numbers)
        person = f"person{number % 50}"
        moved = OutsideEvent(person, Span(start, start + timedelta(minutes=30 + number % 5)))
        changed = studio.with_events(person, (*studio.diaries[person].events[:-1], moved))
        return len(engine.find_openings(changed, request)[0].openings)

    assert benchmark(change) > 50


def merged_sweep(studio: Studio, size: Size) -> Callable[[], dict[int, list[str]]]:
    """The limit: people by start, from each person's sorted busy minutes and one stretch of hours a day."""
    busy = {person.id: _busy_minutes(studio, person.id) for person in studio.photographers}
    midnight = _minute(MIDNIGHT)
    days = [
        (midnight + day * 1440 + 480 + BUFFER, midnight + day * 1440 + 1080 - BUFFER)
        for day in range(size.weeks * 7)
        if (FIRST_DAY + timedelta(days=day)).weekday() < 6
    ]

    def sweep() -> dict[int, list[str]]:
        starts: dict[int, list[str]] = {}
        for person, blocks in busy.items():
            index, last = 0, len(blocks)
            for low, high in days:
                while index < last and blocks[index][1] + BUFFER <= low:
                    index += 1
                position, free_from = index, low
                while free_from < high:
                    if position < last and blocks[position][0] < high + BUFFER:
                        start, end = blocks[position]
                        position += 1
                    else:
                        start, end = high + BUFFER, high
                    for offered in range(-(-free_from // STEP) * STEP, start - BUFFER - LENGTH + 1, STEP):
                        starts.setdefault(offered, []).append(person)
                    free_from = max(free_from, end + BUFFER)
                    if start >= high + BUFFER:
                        break
        return starts

    return sweep


def _busy_minutes(studio: Studio, person: str) -> list[tuple[int, int]]:
    diary = studio.diaries[person]
    spans = [event.when for event in diary.events if not isinstance(event.when, DateSpan)]
    spans += [appointment.span for appointment in diary.appointments]
    return sorted((_minute(span.start), _minute(span.end)) for span in spans)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp() // 60)
