"""For random studios the action accepts exactly those choices of which the desk says that nothing stands against them."""

from collections import Counter
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.actions.apply_cover import ApplyCover, CoverMove, CoverWait, apply_cover
from studio_app.actions.done import Refused
from studio_app.actions.offer_cover import offer_cover, weigh_cover
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.timespan import Span
from studio_app.engine.replanning import How
from studio_app.storage.database import SqlStore, open_store
from tests.support.looks import one_in
from tests.support.stored_cases import Clock, store_case
from tests.support.studios import Case, cases

EXAMPLES = one_in(30)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", ["any", "pairs", "travel"])
def test_what_is_said_of_a_choice_is_what_the_action_does(theme: str) -> None:
    clock, seen = Clock(), Counter[str]()

    with closing(open_store("sqlite://", now=clock)) as store:

        @settings(max_examples=EXAMPLES // 3, suppress_health_check=list(HealthCheck))
        @given(cases(theme), st.data())
        def judge(case: Case, data: st.DataObject) -> None:
            studio = store_case(store, clock, case)
            for one in studio["photographers"]:
                choose(store, clock, one["id"], data, seen)

        judge()
    assert seen["accepted"], seen
    assert seen["refused"], seen
    assert seen[How.SAME_TIME], seen
    assert seen[How.POSTPONED], seen


def choose(store: SqlStore, clock: Clock, photographer: str, data: st.DataObject, seen: Counter[str]) -> None:
    """Somebody is ill during all that they have, and somebody chooses at will."""
    with store.reading() as reading:
        mine = reading.studio(clock.now).diaries[photographer].appointments
    coming = [item.span for item in mine if item.blocks_at(clock.now) and item.span.start > clock.now]
    if not coming:
        return
    off = Span(min(span.start for span in coming), max(span.end for span in coming))
    found = offer_cover(store, clock.now, "Kim", photographer, off)
    chosen: list[Appointment] = []
    for choices in found.choices.values():
        choice = data.draw(st.sampled_from([*choices, None]))
        if choice is not None:
            seen[choice.how] += 1
            chosen.append(choice.after)
    outlook = weigh_cover(found.plan, clock.now, chosen)
    waits = tuple(CoverWait(item.id, item.version) for item in chosen if item.state is State.POSTPONED)
    moves = tuple(
        CoverMove(item.id, item.span.start, item.crew, item.version)
        for item in chosen
        if item.state is not State.POSTPONED
    )
    try:
        done = apply_cover(store, clock.now, "Kim", ApplyCover(photographer, off, moves, postponed=waits))
    except Refused:
        assert outlook.failures
        seen["refused"] += 1
        return
    assert not outlook.failures
    seen["accepted"] += 1
    assert done.undo is not None
    done.undo.run(store, clock.now, "Kim")
