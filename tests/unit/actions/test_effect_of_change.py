"""What a change does to the coming two weeks: counted as openings, and appointment by appointment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from studio_app import engine
from studio_app.actions.book_order import Slot
from studio_app.actions.effect_of_change import Effect, coming_days, effect_of_change
from studio_app.actions.typical_order import sold_in, typical_order
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup, difference
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from tests.unit.actions.conftest import Desk, at

MORNINGS = WeekHours.of(dict.fromkeys(list(Weekday)[:5], ((540, 720),)))


def studio(desk: Desk) -> Studio:
    with desk.store.reading() as reading:
        return reading.studio(desk.now)


def effect(desk: Desk, change: Callable[[Setup], Setup]) -> Effect:
    before = studio(desk)
    request = typical_order(before, (), desk.now)
    assert request
    return effect_of_change(before, before.with_setup(change(before.setup)), request, desk.now)


def starts(found: Studio, desk: Desk) -> set[datetime]:
    request = typical_order(found, (), desk.now)
    assert request
    return {opening.start for each in engine.find_openings(found, request) for opening in each.openings}


def mornings(setup: Setup) -> Setup:
    return replace(setup, photographers=tuple(replace(each, hours=MORNINGS) for each in setup.photographers))


def test_openings_are_those_of_the_engine(desk: Desk) -> None:
    before = studio(desk)
    after = before.with_setup(mornings(before.setup))
    found = effect(desk, mornings)
    assert found.lost == len(starts(before, desk) - starts(after, desk)) > 0
    assert found.gained == 0
    assert found.openings == len(starts(after, desk)) > 0
    assert found.sentence == (
        f"{found.lost} openings fewer in the next two weeks for {found.what}; no appointment is affected."
    )


def test_an_appointment_that_breaks_a_rule_now_is_listed(desk: Desk) -> None:
    visit = desk.book(Slot(at("14:00"), ("ana",))).appointments[0]
    found = effect(desk, mornings)
    (broken,) = found.broken
    assert broken.appointment.id == visit.id
    assert broken.why == next(iter(broken.failures["ana"])).text
    assert found.sentence.endswith("; 1 appointment now breaks a rule.")
    assert found.sentence_if.endswith("; 1 appointment would break a rule.")
    assert found.sentence_if.startswith(f"It would be {found.lost} openings fewer in the next two weeks")
    assert [failure.code for failure in broken.failures["ana"]] == ["OFF_HOURS", "EDGE_BUFFER"]


def test_what_broke_a_rule_before_is_not_listed_again(desk: Desk) -> None:
    desk.book(Slot(at("07:00"), ("ana",)), overrule="she offered")
    found = effect(desk, mornings)
    assert not found.broken


def test_what_keeps_all_rules_again_is_mended(desk: Desk) -> None:
    visit = desk.book(Slot(at("07:00"), ("ana",)), overrule="she offered").appointments[0]
    early = WeekHours.of(dict.fromkeys(Weekday, ((300, 1020),)))
    found = effect(
        desk,
        lambda setup: replace(
            setup, photographers=tuple(replace(each, hours=early) for each in setup.photographers)
        ),
    )
    assert found.mended == (visit.id,)
    assert found.gained > 0


def test_a_change_that_changes_nothing_says_so(desk: Desk) -> None:
    assert effect(desk, lambda setup: setup).sentence == (
        "No opening more or fewer in the next two weeks for Photos; no appointment is affected."
    )
    assert effect(desk, lambda setup: setup).sentence_if == (
        "No opening would come or go in the next two weeks for Photos; no appointment would be affected."
    )


def test_a_studio_without_services_asks_no_openings(desk: Desk) -> None:
    before = studio(desk)
    empty = before.with_setup(replace(before.setup, services=(), packages=()))
    assert typical_order(empty, (), desk.now) is None
    assert effect_of_change(before, empty, None, desk.now).sentence == "No appointment is affected."
    request = typical_order(before, (), desk.now)
    found = effect_of_change(before, empty, request, desk.now)
    assert (found.openings, found.gained) == (0, 0)
    assert found.lost > 0


def test_what_is_ordered_most_is_typical(desk: Desk) -> None:
    orders = [
        desk.book(None, services=("photos",)).order,
        desk.book(None, services=("video", "photos")).order,
        desk.book(None, services=("video", "photos")).order,
    ]
    request = typical_order(studio(desk), orders, desk.now)
    assert request
    assert request.services == orders[-1].services
    assert (request.last_day - request.first_day).days == 13


def test_a_change_of_what_is_sold_is_counted_for_it(desk: Desk) -> None:
    orders = [desk.book(None, services=("photos",)).order for _ in range(2)]
    found = studio(desk)
    first = found.photographers[0]
    people = (replace(first, skills=first.skills ^ {"video"}), *found.photographers[1:])
    about = sold_in(difference(found.setup, replace(found.setup, photographers=people)))
    assert about == {"video"}
    request = typical_order(found, orders, desk.now, about=about)
    assert request
    assert request.services == ("video",)
    usual = typical_order(found, orders, desk.now)
    assert usual
    assert usual.services == ("photos",)


def test_it_lies_where_was_ordered_or_where_the_change_is(desk: Desk) -> None:
    places = [Place(42.0, -71.0), Place(42.1, -71.1), Place(45.0, -75.0)]
    orders = [desk.book(None, place=place).order for place in places]
    request = typical_order(studio(desk), orders, desk.now)
    assert request
    assert request.place == places[1]
    there = typical_order(studio(desk), orders, desk.now, Place(1, 2))
    assert there
    assert there.place == Place(1, 2)
    assert coming_days(studio(desk), request, desk.now) == request


@pytest.mark.parametrize("offered", [True, False])
def test_what_is_no_longer_offered_is_not_typical(desk: Desk, offered: bool) -> None:
    found = studio(desk)
    first, *rest = found.services
    changed = found.with_setup(replace(found.setup, services=(replace(first, offered=offered), *rest)))
    request = typical_order(changed, (), desk.now)
    assert request
    assert (request.services == (first.id,)) is offered
