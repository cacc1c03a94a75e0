"""For random studios all that is proposed for somebody who is ill can be taken together, and taken back."""

from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from studio_app.actions.apply_cover import ApplyCover, apply_cover, moves_of, plan_cover
from studio_app.domain.appointment import Appointment
from studio_app.domain.timespan import Span
from studio_app.engine.replanning import How
from studio_app.storage.database import SqlStore, open_store
from tests.support.looks import one_in
from tests.support.stored_cases import Clock, store_case
from tests.support.studios import Case, cases

EXAMPLES = one_in(30)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", ["any", "pairs", "travel"])
def test_proposals_can_be_taken_together_and_taken_back(theme: str) -> None:
    clock, seen = Clock(), Counter[How]()

    with closing(open_store("sqlite://", now=clock)) as store:

        @settings(max_examples=EXAMPLES // 3, suppress_health_check=list(HealthCheck))
        @given(cases(theme))
        def judge(case: Case) -> None:
            studio = store_case(store, clock, case)
            for one in studio["photographers"]:
                cover(store, clock, one["id"], case, seen)

        judge()
    assert seen[How.SAME_TIME], seen
    assert seen[How.OTHER_DAY], seen


def cover(store: SqlStore, clock: Clock, photographer: str, case: Case, seen: Counter[How]) -> None:
    """Somebody is ill during all that they have."""
    before = everything(store)
    mine = [item for item in before.values() if photographer in item.crew and item.blocks_at(clock.now)]
    coming = [item.span for item in mine if item.span.start > clock.now]
    if not coming:
        return
    off = Span(min(span.start for span in coming), max(span.end for span in coming))
    plan = plan_cover(store, clock.now, photographer, off)
    seen.update(item.how for item in plan.covers)
    assert all(item.after is not None or item.how is How.NOT_AT_ALL for item in plan.covers)
    assert all(
        photographer not in item.after.crew
        for item in plan.covers
        if item.after and item.how is How.SAME_TIME
    )
    done = apply_cover(store, clock.now, "Kim", ApplyCover(photographer, off, moves_of(plan)))
    after = everything(store)
    for item in plan.covers:
        if item.after:
            assert replace(after[item.before.id], version=0) == replace(item.after, version=0), repr(case)
    assert done.undo is not None
    done.undo.run(store, clock.now, "Kim")
    assert {key: replace(item, version=0) for key, item in everything(store).items()} == {
        key: replace(item, version=0) for key, item in before.items()
    }


def everything(store: SqlStore) -> dict[str, Appointment]:
    with store.reading() as reading:
        return dict(reading.whole_studio().appointments)
