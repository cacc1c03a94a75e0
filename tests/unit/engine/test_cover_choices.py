"""What else could be done about an appointment of somebody who is ill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from studio_app.domain.appointment import State
from studio_app.domain.order import Order, Property
from studio_app.domain.studio import Studio
from studio_app.engine.cover_choices import Choice, choices_of
from studio_app.engine.replanning import CoverPlan, How
from tests.support.scenarios import busy, hours, person, service
from tests.unit.engine.test_replanning import HERE, NOW, at, propose, read, visit


def choices(plan: CoverPlan, key: str = "a", **keys: Any) -> tuple[Choice, ...]:
    return choices_of(plan, NOW, **keys)[key]


def told(found: tuple[Choice, ...]) -> list[tuple[str, str, str]]:
    return [(choice.how.value, said(choice), "+".join(choice.after.crew)) for choice in found]


def said(choice: Choice) -> str:
    local = choice.after.span.start.astimezone(at("00:00").tzinfo)
    return f"{local:%H:%M}" if local.date() == date(2026, 6, 16) else f"{local:%d %H:%M}"


def studio(*others: dict[str, Any], **keys: Any) -> Studio:
    people = (person("ana"), *(others or (person("ben"), person("cem"))))
    return read(*people, appointments=[visit("a", "10:00", "11:00", place=HERE)], **keys)


def test_others_at_its_time_then_other_times_then_waiting() -> None:
    found = told(choices(propose(studio())))
    assert found[:2] == [("same time", "10:00", "ben"), ("same time", "10:00", "cem")]
    assert [how for how, _, _ in found[2:4]] == ["same day", "same day"]
    assert {how for how, _, _ in found[4:-1]} == {"other day"}
    assert found[-1] == ("postponed", "10:00", "ana")
    last = choices(propose(studio()))[-1].after
    assert (last.state, last.hold_until) == (State.POSTPONED, None)


def test_what_is_proposed_comes_first_and_once() -> None:
    plan = propose(studio(person("ben", hours=hours("13:00-17:00"))))
    first = choices(plan)[0]
    assert plan.covers[0].after is not None
    assert (first.how, first.after) == (How.SAME_DAY, plan.covers[0].after)
    keys = [(choice.after.span.start, choice.after.crew, choice.after.state) for choice in choices(plan)]
    assert len(set(keys)) == len(keys)


def test_times_of_one_day_are_apart() -> None:
    found = [choice.after.span.start for choice in choices(propose(studio())) if choice.how is How.SAME_DAY]
    assert abs((found[0] - found[1]).total_seconds()) >= 3600


def test_against_the_rules_with_words_and_the_least_wrong_first() -> None:
    made = studio(
        person("ben", skills=["video"]),
        person("cem", skills=["photos"], hours=hours("10:30-17:00")),
        services=[service("photos"), service("video")],
        skills_enabled=True,
    )
    wrong = [choice for choice in choices(propose(made)) if choice.failures]
    assert [choice.after.crew for choice in wrong] == [("cem",), ("ben",)]
    assert wrong[0].failures["cem"][0].text == "Works 10:30–5:00 pm that day"


def test_never_against_an_appointment_of_ours_but_against_an_outside_event() -> None:
    made = read(
        person("ana"),
        person("ben"),
        person("cem"),
        appointments=[visit("a", "10:00", "11:00"), visit("b", "10:00", "11:00", "ben")],
        busy=[busy(at("09:30").isoformat(), at("10:30").isoformat(), "cem", title="Dentist")],
    )
    wrong = [choice for choice in choices(propose(made)) if choice.failures]
    assert [choice.after.crew for choice in wrong] == [("cem",)]
    assert "Dentist" in wrong[0].failures["cem"][0].text


def test_the_partner_of_two_stays_where_rules_are_overruled() -> None:
    made = read(
        person("ana", senior=True),
        person("ben", senior=True),
        person("cem", hours=hours("13:00-17:00")),
        appointments=[visit("a", "10:00", "11:00", "ana", "ben")],
    )
    wrong = [choice for choice in choices(propose(made)) if choice.failures]
    assert [choice.after.crew for choice in wrong] == [("ben", "cem")]
    assert "cem" in wrong[0].failures


def test_who_is_ill_is_never_among_them_while_ill() -> None:
    for choice in choices(propose(studio())):
        ill = "ana" in choice.after.crew and choice.after.state is State.CONFIRMED
        assert not (ill and choice.after.span.start < at("23:00"))


def test_an_order_that_is_due_is_not_offered_later() -> None:
    made = studio()
    made = made.with_appointment(replace(made.appointments["a"], order="o"))
    due = order(date(2026, 6, 17))
    starts = [choice.after.span.start for choice in choices(propose(made), orders={"o": due})]
    assert max(starts) < datetime.fromisoformat("2026-06-18T00:00-04:00")
    over = order(date(2026, 6, 15))
    kinds = [choice.how for choice in choices(propose(made), orders={"o": over})]
    assert How.SAME_DAY not in kinds


def order(due: date) -> Order:
    return Order("o", "x", Property("1 Elm"), ("photos",), (), NOW, due=due)
