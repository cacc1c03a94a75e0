"""What the desk shows of a plan for somebody who is ill, and what it says of a choice, is what the action does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.actions.apply_cover import ApplyCover, CoverMove, CoverWait, apply_cover
from studio_app.actions.book_order import Slot
from studio_app.actions.changing import OrderDone
from studio_app.actions.done import Refused
from studio_app.actions.offer_cover import CoverOffer, offer_cover, weigh_cover
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.timespan import Span
from studio_app.engine.cover_choices import Choice
from studio_app.engine.replanning import How
from studio_app.errors import BadInput, NotFound, StaleVersion
from tests.support.scenarios import hours, person
from tests.unit.actions.conftest import Desk, at

OFF = Span(at("00:00"), at("23:00"))


def booked(desk: Desk, time: str, crew: str = "ana") -> Appointment:
    return desk.book(Slot(at(time), (crew,))).appointments[0]


def offer(desk: Desk, off: Span = OFF) -> CoverOffer:
    return offer_cover(desk.store, desk.now, "Kim", "ana", off)


def apply(desk: Desk, *moves: CoverMove, **values: object) -> OrderDone:
    return apply_cover(desk.store, desk.now, "Kim", ApplyCover("ana", OFF, moves, **values))  # type: ignore[arg-type]


def move(choice: Choice) -> CoverMove:
    after = choice.after
    return CoverMove(after.id, after.span.start, after.crew, after.version)


def pick(found: CoverOffer, key: str, how: How, *, wrong: bool = False) -> Choice:
    return next(one for one in found.choices[key] if one.how is how and bool(one.failures) is wrong)


def test_an_offer_holds_the_plan_its_choices_and_its_orders(desk: Desk) -> None:
    item = booked(desk, "10:00")
    found = offer(desk)
    assert [cover.before.id for cover in found.plan.covers] == [item.id]
    assert found.choices[item.id][0].after == found.plan.covers[0].after
    assert set(found.orders) == {item.order}
    assert found.notify is Notify.EVERYONE
    assert found.under_way == ()


def test_what_is_begun_is_told_and_left_alone(desk: Desk) -> None:
    item = booked(desk, "10:00")
    desk.clock.now = at("10:30")
    found = offer(desk, Span(desk.now, at("23:00")))
    assert (found.plan.covers, [one.id for one in found.under_way]) == ((), [item.id])


def test_whom_one_told_last_is_remembered(desk: Desk) -> None:
    item = booked(desk, "10:00")
    apply(desk, move(offer(desk).choices[item.id][0]), notify=Notify.NOBODY)
    assert offer(desk).notify is Notify.NOBODY


def test_nobody_there_and_no_time(desk: Desk) -> None:
    with pytest.raises(NotFound):
        offer_cover(desk.store, desk.now, "Kim", "zoe", OFF)
    with pytest.raises(BadInput):
        offer(desk, Span(at("00:00", 14), at("01:00", 14)))


def test_what_waits_is_postponed_in_the_same_step_and_comes_back_with_it(desk: Desk) -> None:
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    found = offer(desk)
    done = apply(
        desk,
        move(found.choices[one.id][0]),
        postponed=(CoverWait(other.id, other.version),),
        why="Ana is ill",
    )
    waiting = desk.appointment(other.id)
    assert (waiting.state, waiting.reason) == (State.POSTPONED, "Ana is ill")
    assert done.say == "Ana is off 12:00 am–11:00 pm, 1 appointment covered, 1 postponed."
    assert done.undo is not None
    done.undo.run(desk.store, desk.now, "Kim")
    assert [replace(desk.appointment(item.id), version=0) for item in (one, other)] == [
        replace(item, version=0) for item in (one, other)
    ]


def test_only_postponing(desk: Desk) -> None:
    item = booked(desk, "10:00")
    done = apply(desk, postponed=(CoverWait(item.id),))
    assert done.say == "Ana is off 12:00 am–11:00 pm, 1 appointment postponed."


def test_what_is_postponed_must_be_as_it_was_seen_and_named_once(desk: Desk) -> None:
    item = booked(desk, "10:00")
    with pytest.raises(StaleVersion):
        apply(desk, postponed=(CoverWait(item.id, item.version + 1),))
    with pytest.raises(BadInput, match="twice"):
        apply(desk, move(offer(desk).choices[item.id][0]), postponed=(CoverWait(item.id),))
    assert desk.appointment(item.id) == item


def test_choices_that_do_not_go_together_are_told_before_they_are_refused(desk: Desk) -> None:
    desk.load(person("ana"), person("ben"), person("cem", hours=hours("12:00-17:00")))
    one, other = booked(desk, "10:00"), booked(desk, "13:00")
    found = offer(desk)
    later = next(c for c in found.choices[one.id] if c.how is How.SAME_DAY)
    clash = replace(
        later, after=replace(later.after, span=later.after.span.moved_to(at("13:30")), crew=("ben",))
    )
    ben = next(c for c in found.choices[other.id] if c.after.crew == ("ben",) and not c.failures)
    outlook = weigh_cover(found.plan, desk.now, [clash.after, ben.after])
    assert set(outlook.failures) & {one.id, other.id}
    with pytest.raises(Refused):
        apply(desk, move(clash), move(ben))
    assert weigh_cover(found.plan, desk.now, [ben.after]).failures == {}


def test_rules_that_must_be_overruled_are_told_and_overruled_with_a_reason(desk: Desk) -> None:
    desk.load(person("ana"), person("ben", hours=hours("10:30-17:00")))
    item = booked(desk, "10:00")
    found = offer(desk)
    wrong = pick(found, item.id, How.SAME_TIME, wrong=True)
    outlook = weigh_cover(found.plan, desk.now, [wrong.after])
    assert outlook.failures[item.id]["ben"][0].text == "Works 10:30–5:00 pm that day"
    assert outlook.after.appointments[item.id].crew == ("ben",)
    with pytest.raises(Refused):
        apply(desk, move(wrong))
    apply(desk, move(wrong), overrule="Ben comes early")
    assert desk.appointment(item.id).crew == ("ben",)
    with desk.store.reading() as reading:
        assert reading.history(appointment=item.id)[0].why == "Ben comes early"


def test_waiting_is_nothing_that_the_rules_are_asked_of(desk: Desk) -> None:
    item = booked(desk, "10:00")
    found = offer(desk)
    waits = pick(found, item.id, How.POSTPONED)
    outlook = weigh_cover(found.plan, desk.now, [waits.after])
    assert outlook.failures == {}
    assert outlook.after.appointments[item.id].state is State.POSTPONED
