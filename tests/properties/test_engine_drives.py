"""Drives that a routing server told: the engine answers as the oracle that knows the same, whatever it knew before."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import engine, exchange
from studio_app.domain.drives import NO_DRIVES, Drive, Drives
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.exchange.answer_file import answer_for
from tests.support import oracle
from tests.support.looks import one_in
from tests.support.oracle_visits import Refused, visits
from tests.support.studios import Case, cases

Json = dict[str, Any]
Known = list[tuple[int, int, int]]

EXAMPLES = one_in(16)
KNOWN = st.lists(
    st.tuples(
        st.integers(0, 20), st.integers(0, 20), st.sampled_from((0, 5, 14, 15, 16, 29, 31, 61, 200, 1500))
    ),
    max_size=25,
)


def spots(case: Case) -> list[Json]:
    """Every place that the case names, each once."""
    entries = [*case.studio.get("busy", []), *case.studio.get("appointments", []), case.request]
    found = [entry["place"] for entry in entries if entry.get("place")]
    found += [person["home"] for person in case.studio["photographers"] if person.get("home")]
    return [json.loads(text) for text in dict.fromkeys(json.dumps(place) for place in found)]


def told(known: Known, places: list[Json]) -> list[list[Any]]:
    """From, to and minutes; of the same way the last one counts."""
    found = {}
    for start, end, minutes in known if places else ():
        here, there = places[start % len(places)], places[end % len(places)]
        found[json.dumps([here, there])] = [here, there, minutes]
    return list(found.values())


def knowing(studio: Studio, ways: list[list[Any]]) -> Studio:
    """The studio to which these drives are known."""
    drives = Drives.of(Drive(Place(**here), Place(**there), minutes) for here, there, minutes in ways)
    rules = replace(studio.settings, travel=replace(studio.settings.travel, drives=drives))
    assert rules == studio.settings, "known drives are no rule of the studio"
    return replace(studio, settings=rules)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", ["travel", "moving"])
def test_what_a_routing_server_told_counts(theme: str) -> None:
    @settings(max_examples=max(1, EXAMPLES // 2), suppress_health_check=list(HealthCheck))
    @given(cases(theme), st.lists(KNOWN, min_size=1, max_size=3))
    def judge(case: Case, tellings: list[Known]) -> None:
        desk, request = copy.deepcopy((case.studio, case.request))
        try:
            visits(desk, request)
        except Refused:
            return
        bare = exchange.read_studio(desk)
        engine.warm(bare, exchange.read_request(request, bare).now)
        for known in tellings:
            ways = told(known, spots(case))
            wise = copy.deepcopy(desk)
            wise["studio"].setdefault("travel", {})["known"] = ways
            studio = knowing(bare, ways)
            whole = json.dumps({"studio": wise, "request": request, "explain": case.explain})
            assert answer_for(studio, request) == oracle.answer(wise, request), whole
            for at in case.explain:
                found = oracle.codes_of(answer_for(studio, request, at))
                assert found == oracle.answer(wise, request, at), whole
        assert exchange.write_studio(studio) == exchange.write_studio(bare), "no part of the studio file"

    judge()


def test_drives_are_by_direction_and_to_the_metre() -> None:
    home, away = Place(42.33, -71.12), Place(42.36, -71.05)
    drives = Drives.of(
        [Drive(home, away, 23), Drive(away, home, 31), Drive(home, home, 20_000), Drive(away, away, -1)]
    )
    assert (drives.minutes(home, away), drives.minutes(away, home)) == (23, 31)
    assert drives.minutes(Place(42.330004, -71.119996), away) == 23
    assert drives.minutes(Place(42.33002, -71.12), away) is None
    assert drives.minutes(home, home) is None, "nobody drives for a fortnight"
    assert drives.longest == 31
    assert dict(drives.arriving(away)) == dict.fromkeys(drives.arriving(away), 23)
    assert list(drives.leaving(home).values()) == [23]
    assert copy.deepcopy(drives) is drives
    assert drives != Drives.of([Drive(home, away, 23), Drive(away, home, 31)]), "never the same ones"
    assert not NO_DRIVES
    assert drives
