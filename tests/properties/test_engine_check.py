"""Confirming asks the same rules as the grid: `check` of any crew at any time lists what the oracle lists."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import engine, exchange
from studio_app.engine.visits import visits_of
from tests.support import oracle
from tests.support.looks import one_in
from tests.support.oracle_rules import World
from tests.support.oracle_time import instant
from tests.support.oracle_visits import Refused, visits
from tests.support.studios import THEMES, Case, cases

EXAMPLES = one_in(12)


@pytest.mark.timeout(max(900, EXAMPLES))
def test_a_crew_is_checked_by_the_rules_of_the_openings() -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(THEMES).flatmap(cases))
    def check(case: Case) -> None:
        try:
            wanted = visits(case.studio, case.request)
        except Refused:
            return
        studio = exchange.read_studio(case.studio)
        request = exchange.read_request(case.request, studio)
        people = [one["id"] for one in case.studio["photographers"]]
        for number, visit in enumerate(visits_of(studio, request)):
            openings = engine.find_openings(studio, request)[number].openings
            listed = {(opening.start, crew) for opening in openings for crew in opening.crews}
            starts = [instant(at) for at in case.explain] + [opening.start for opening in openings[:2]]
            for start, crew in itertools.product(starts, itertools.combinations(people, visit.crew_size)):
                # The request's own choice of photographers doesn't count, and a partner is one of the crew.
                world = World(case.studio, {**case.request, "photographers": list(crew)})
                expected = {
                    one["id"]: oracle.failing(world, wanted[number], one, start) for one in world.asked
                }
                failures = engine.check(studio, request, visit, start, crew)
                found = {key: [failure.code.value for failure in entry] for key, entry in failures.items()}
                whole = json.dumps([str(start), crew]) + repr(case)
                assert found == expected, whole
                if (start, crew) in listed:
                    assert not any(found.values()), whole

    check()
