"""Any sequence of changes of the set-up, taken back in turn, leaves the same studio file, byte for byte."""

import json
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from studio_app import exchange
from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Undo
from studio_app.actions.kept_values import from_text, to_text
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.setup import Setup, difference
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.domain.zone import Zone
from studio_app.errors import KnownError
from studio_app.storage.database import SqlStore, open_store
from tests.support.looks import one_in
from tests.support.stored_cases import Clock, store_case
from tests.support.studios import Case, cases

EXAMPLES = one_in(80)
CHANGES = 8


def file_of(store: SqlStore) -> bytes:
    with store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio())).encode()


def stored(store: SqlStore) -> Setup:
    with store.writing() as writing:
        return writing.setup()


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", ["pairs", "any"])
def test_undone_changes_leave_the_same_file(theme: str) -> None:
    clock, seen = Clock(), Counter[str]()

    with closing(open_store("sqlite://", now=clock)) as store:
        # A failing case is not made smaller: each try writes a database, and the cases are small already.
        @settings(
            max_examples=EXAMPLES,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(cases(theme), st.randoms(use_true_random=False))
        def change_and_undo(case: Case, random: Random) -> None:
            store_case(store, clock, case)
            before, setup = file_of(store), stored(store)
            undos: list[Undo] = []
            for _ in range(CHANGES):
                now = stored(store)
                wanted = difference(now, changed(now, random))
                try:
                    done = change_setup(store, clock.now, "Ana", wanted, did="changed it", name="it")
                except KnownError:
                    seen["refused"] += 1
                    continue
                if done.undo:
                    seen["done"] += 1
                    undos.append(from_text(to_text(done.undo), type(done.undo)))
            redos = [undo.run(store, clock.now, "Ana").undo for undo in reversed(undos)]
            assert file_of(store) == before
            assert stored(store) == setup
            for redo in reversed(redos):
                assert redo is not None
                redo.run(store, clock.now, "Ana")
            for undo in reversed(undos):
                undo.run(store, clock.now, "Ana")
            assert file_of(store) == before

        change_and_undo()
    assert seen["done"], seen
    assert seen["refused"], seen


def changed(setup: Setup, random: Random) -> Setup:
    """The set-up with one thing otherwise."""
    return random.choice(
        [
            *(rules, reorder, edit_person, add_person, remove_person),
            *(edit_service, add_service, remove_service, edit_package, add_package, remove_package),
            *(edit_zone, add_zone, remove_zone),
        ]
    )(setup, random)


def rules(setup: Setup, random: Random) -> Setup:
    new: dict[str, Any] = random.choice(
        [
            {"name": random.choice(["", "Northlight", "=1+1"])},
            {"slot_step_min": random.choice([5, 15, 60, 7])},
            {"buffer_before_min": random.choice([0, 45, 481])},
            {"closed_dates": frozenset([date(2026, 6, random.randint(1, 28))])},
            {"company_hours": hours(random)},
            {"zones_enabled": not setup.settings.zones_enabled},
            {"bookable_weekdays": frozenset(random.sample(list(Weekday), random.randint(0, 7)))},
        ]
    )
    return replace(setup, settings=replace(setup.settings, **new))


def hours(random: Random) -> WeekHours | None:
    def day() -> tuple[tuple[int, int], ...]:
        edges = sorted(random.sample(range(0, 1441, 15), random.choice([0, 2, 4])))
        return tuple(zip(edges[::2], edges[1::2], strict=True))

    return random.choice([None, WeekHours.of({on: day() for on in Weekday})])


def reorder(setup: Setup, random: Random) -> Setup:
    name = random.choice(["services", "packages", "zones", "photographers"])
    items = list(getattr(setup, name))
    random.shuffle(items)
    return replace(setup, **{name: tuple(items)})


def edit(setup: Setup, random: Random, name: str, new: dict[str, Any]) -> Setup:
    items = list(getattr(setup, name))
    if items:
        place = random.randrange(len(items))
        items[place] = replace(items[place], **new)
    return replace(setup, **{name: tuple(items)})


def add(setup: Setup, random: Random, name: str, item: object) -> Setup:
    items = list(getattr(setup, name))
    items.insert(random.randint(0, len(items)), item)
    return replace(setup, **{name: tuple(items)})


def edit_person(setup: Setup, random: Random) -> Setup:
    keys = [item.id for item in setup.services]
    new = random.choice(
        [
            {"name": random.choice(["", "Ana", "Zoe"])},
            {"email": random.choice(["", "nobody", "ana@studio.example"]), "phone": "1"},
            {"skills": frozenset(random.sample(keys, random.randint(0, len(keys))))},
            {"hours": hours(random)},
            {"exceptions": (HoursException(date(2026, 6, 20), ((540, 600),)),)},
            {"presets": {1: (540, 600)}},
            {"priority": random.choice([1, 2.5, 100]), "colour": random.choice([None, 3])},
        ]
    )
    return edit(setup, random, "photographers", new)


def add_person(setup: Setup, random: Random) -> Setup:
    key = f"new{random.randint(0, 5)}"
    return add(setup, random, "photographers", Photographer(key, "New", "", skills=frozenset(["photos"])))


def _without(setup: Setup, random: Random, name: str) -> tuple[Setup, str]:
    items = getattr(setup, name)
    gone = random.choice(items).id if items else ""
    return replace(setup, **{name: tuple(item for item in items if item.id != gone)}), gone


def remove_person(setup: Setup, random: Random) -> Setup:
    return _without(setup, random, "photographers")[0]


def edit_service(setup: Setup, random: Random) -> Setup:
    new = random.choice(
        [
            {"minutes": random.choice([0, 45, -1])},
            {"tiers": (Tier(1000, 30), Tier(random.choice([500, None]), 60))},
            {"twilight": True, "separate": random.choice([True, False])},
            {"colour": 2, "offered": False},
        ]
    )
    return edit(setup, random, "services", new)


def add_service(setup: Setup, random: Random) -> Setup:
    return add(setup, random, "services", Service(f"new{random.randint(0, 5)}", "New", 30))


def remove_service(setup: Setup, random: Random) -> Setup:
    """With or without taking it from who has it, which is refused."""
    rest, gone = _without(setup, random, "services")
    if random.random() < 0.3:
        return rest
    return replace(
        rest,
        photographers=tuple(replace(item, skills=item.skills - {gone}) for item in rest.photographers),
        packages=tuple(
            replace(item, services=tuple(key for key in item.services if key != gone))
            for item in rest.packages
        ),
    )


def edit_package(setup: Setup, random: Random) -> Setup:
    keys = [item.id for item in setup.services]
    new = random.choice(
        [
            {"services": tuple(random.sample(keys, min(len(keys), 2)))},
            {"minutes": random.choice([None, 90])},
            {"name": random.choice([" ", "Big"])},
        ]
    )
    return edit(setup, random, "packages", new)


def add_package(setup: Setup, random: Random) -> Setup:
    keys = tuple(item.id for item in setup.services[:1])
    return add(setup, random, "packages", Package(f"new{random.randint(0, 5)}", "New", keys))


def remove_package(setup: Setup, random: Random) -> Setup:
    return _without(setup, random, "packages")[0]


def edit_zone(setup: Setup, random: Random) -> Setup:
    crossing = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    new = random.choice(
        [
            {"ring": ((-71.0, 42.0), (-71.0, 43.0), (-70.0, 43.0))},
            {"ring": crossing},
            {"holes": (((-70.9, 42.2), (-70.9, 42.4), (-70.8, 42.4)),), "ring": square(-71, 42)},
            {"colour": random.choice([None, 1])},
        ]
    )
    return edit(setup, random, "zones", new)


def square(lon: float, lat: float) -> tuple[tuple[float, float], ...]:
    return ((lon, lat), (lon + 1, lat), (lon + 1, lat + 1), (lon, lat + 1))


def add_zone(setup: Setup, random: Random) -> Setup:
    return add(setup, random, "zones", Zone(f"new{random.randint(0, 5)}", "New", square(10, 10)))


def remove_zone(setup: Setup, random: Random) -> Setup:
    rest, gone = _without(setup, random, "zones")
    people = tuple(replace(item, zones=item.zones - {gone}) for item in rest.photographers)
    return replace(rest, photographers=people)
