"""What a drop accepts is what the rules accept, and on the start grid what the openings offer, for random studios."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from studio_app import engine, exchange
from studio_app.domain.appointment import Part
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.asked import Asked
from studio_app.engine.placing import FINE, Held, Lane, Placing
from studio_app.engine.starts import Starts, starts_between
from studio_app.engine.sweep import window_of
from studio_app.engine.visits import visit_of_appointment, visits_of
from studio_app.errors import BadInput
from tests.support.looks import one_in
from tests.support.oracle_time import instant
from tests.support.studios import THEMES, Case, cases

EXAMPLES = one_in(8)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", THEMES)
def test_a_drop_is_accepted_where_the_rules_accept_it(theme: str) -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=-(-EXAMPLES // len(THEMES)), suppress_health_check=list(HealthCheck))
    @given(cases(theme))
    def judge(case: Case) -> None:
        studio = exchange.read_studio(case.studio)
        request = exchange.read_request(case.request, studio)
        for held in held_in(studio, request):
            compare(studio, held, case, seen)

    judge()
    assert seen["accepted"], seen
    assert seen["refused"], seen


def held_in(studio: Studio, request: Request) -> Iterator[Held]:
    """Every appointment of a studio, taken from each lane that it is in, and the parts of an order without a time."""
    for item in studio.appointments.values():
        visit = visit_of_appointment(item)
        if not visit.minutes:
            continue
        asked = replace(request, place=item.place, moving=item.id, photographers=None)
        for lane in item.crew:
            yield Held(asked, visit, lane, item.span.start, item.crew)
    waiting = replace(request, moving=None, photographers=None)
    try:
        yield from (Held(waiting, visit) for visit in visits_of(studio, waiting))
    except BadInput:
        return


def compare(studio: Studio, held: Held, case: Case, seen: Counter[str]) -> None:
    placing = Placing(studio, held)
    assert list(placing.lanes) == [person.id for person in studio.photographers]
    for lane in placing.lanes.values():
        assert list(lane.reaches) == sorted(lane.reaches)
        assert not lane.never or not lane.reaches
        for minute in minutes_to_try(studio, held, case, lane):
            accepted = lane.accepts(minute)
            seen["accepted" if accepted else "refused"] += 1
            told = f"{lane.photographer} at {minute} of {held}\n{case!r}"
            assert accepted == rules_accept(studio, held, lane, minute), told
            verdict = placing.judge(lane.photographer, moment(minute))
            assert lane.photographer in verdict.crew, told
            assert verdict.works == accepted, told
            assert (placing.reason(lane.photographer, minute) is None) == accepted, told
        assert offered(studio, held, lane) == opened(studio, held, lane), f"{lane} of {held}\n{case!r}"


def minutes_to_try(studio: Studio, held: Held, case: Case, lane: Lane) -> set[int]:
    """Borders of what is accepted and the minutes beside them, and some others; on dates that are asked for."""
    found = {minute for reach in lane.reaches for minute in (*reach, reach.first - 1, reach.last + 1)}
    found |= {(instant(at) - EPOCH) // MINUTE for at in case.explain}
    asked = Asked.of(studio, held.request, held.visit)
    window = window_of(asked)
    if window is None:
        return set()
    zone = studio.settings.timezone
    return {minute for minute in found if window[0] <= local_date(zone, moment(minute)) <= window[1]}


def rules_accept(studio: Studio, held: Held, lane: Lane, minute: int) -> bool:
    """`check` of the crew, or of every pair where the second one is still to be found."""
    crews = [lane.crew]
    if len(lane.crew) < held.visit.crew_size:
        order = [person.id for person in studio.photographers]
        others = [key for key in order if key != lane.photographer]
        crews = [tuple(key for key in order if key in (lane.photographer, other)) for other in others]
    checked = (engine.check(studio, held.request, held.visit, moment(minute), crew) for crew in crews)
    return any(not any(failures.values()) for failures in checked)


def offered(studio: Studio, held: Held, lane: Lane) -> set[int]:
    """What placing accepts of the starts that are offered to everybody of the lane's crew."""
    starts = starts_of(studio, held)
    found = {minute for minute in starts.every.tolist() if lane.accepts(minute)} if starts else set()
    return found & common(starts, held, lane)


def opened(studio: Studio, held: Held, lane: Lane) -> set[int]:
    """The starts of the openings that the lane's crew, or a pair with the lane's photographer, could take."""
    listed = engine.find_openings(studio, held.request, (held.visit,))[0].openings
    wanted = set(lane.crew)
    found = {
        (one.start - EPOCH) // MINUTE for one in listed if any(wanted <= set(crew) for crew in one.crews)
    }
    if len(lane.crew) == held.visit.crew_size:
        return found
    # A preset off the grid is offered to its owner only: the drop takes others along, the openings don't.
    return found & common(starts_of(studio, held), held, lane)


def starts_of(studio: Studio, held: Held) -> Starts | None:
    window = window_of(Asked.of(studio, held.request, held.visit))
    dusk = held.visit.part is Part.TWILIGHT
    return starts_between(studio.settings, studio.photographers, *window, twilight=dusk) if window else None


def common(starts: Starts | None, held: Held, lane: Lane) -> set[int]:
    if starts is None:
        return set()
    of_each = [set(starts.own.get(key, starts.grid).tolist()) for key in lane.crew]
    if len(lane.crew) < held.visit.crew_size:
        of_each.append(set(starts.grid.tolist()))
    return set.intersection(*of_each)


def moment(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)


@pytest.mark.timeout(900)
def test_a_block_is_stretched_as_far_as_the_rules_allow() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES // 4, suppress_health_check=list(HealthCheck))
    @given(cases("moving"))
    def stretch(case: Case) -> None:
        studio = exchange.read_studio(case.studio)
        request = exchange.read_request(case.request, studio)
        for held in held_in(studio, request):
            placing = Placing(studio, held)
            for of_start in (True, False):
                reaches = placing.stretches(of_start=of_start)
                for edge in {
                    minute for reach in reaches for minute in range(reach.first, reach.last + 1, FINE)
                }:
                    assert held.start is not None
                    start, end = held.start, held.start + held.visit.minutes * MINUTE
                    start, end = (moment(edge), end) if of_start else (start, moment(edge))
                    length = (end - start) // MINUTE
                    visit = replace(held.visit, minutes=length)
                    seen["stretched"] += 1
                    if start.second or start.microsecond:
                        continue
                    assert not any(engine.check(studio, held.request, visit, start, held.crew).values()), (
                        f"{held} to {edge}\n{case!r}"
                    )

    stretch()
    assert seen["stretched"], seen
