"""Who covers for somebody who is ill: fewest changes first, all of it possible together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from studio_app import exchange
from studio_app.domain.order import Order, Property
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.engine.replanning import Cover, CoverPlan, How, propose_cover
from tests.support.scenarios import hours, person, service, shoot, studio

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HERE, NEAR, FAR = ({"lat": 42.35, "lon": -71.06}, {"lat": 42.36, "lon": -71.06}, {"lat": 42.6, "lon": -71.4})


def at(text: str, day: int = 16) -> datetime:
    return datetime.fromisoformat(f"2026-06-{day:02}T{text}:00-04:00")


def visit(name: str, start: str, end: str, *crew: str, day: int = 16, **keys: Any) -> dict[str, Any]:
    keys.setdefault("services", ["photos"])
    return shoot(at(start, day).isoformat(), at(end, day).isoformat(), *(crew or ("ana",)), name=name, **keys)


def read(*people: dict[str, Any], **keys: Any) -> Studio:
    return exchange.read_studio(studio(*people, **keys))


def propose(made: Studio, start: str = "00:00", end: str = "23:00", days: int = 1, **keys: Any) -> CoverPlan:
    return propose_cover(made, "ana", Span(at(start), at(end, 15 + days)), NOW, **keys)


def told(plan: CoverPlan) -> list[tuple[str, How, str, tuple[str, ...]]]:
    return [(cover.before.id, cover.how, clock(cover), crew(cover)) for cover in plan.covers]


def clock(cover: Cover) -> str:
    if cover.after is None:
        return ""
    local = cover.after.span.start.astimezone(at("00:00").tzinfo)
    return f"{local:%H:%M}" if local.date() == date(2026, 6, 16) else f"{local:%d %H:%M}"


def crew(cover: Cover) -> tuple[str, ...]:
    return cover.after.crew if cover.after else ()


def test_somebody_else_goes_at_the_same_time() -> None:
    made = read(
        person("ana"),
        person("ben"),
        appointments=[visit("a", "10:00", "11:00"), visit("b", "13:00", "14:00")],
    )
    plan = propose(made)
    assert told(plan) == [("a", How.SAME_TIME, "10:00", ("ben",)), ("b", How.SAME_TIME, "13:00", ("ben",))]
    assert plan.after.appointments["a"].crew == ("ben",)
    assert plan.before is made


def test_only_what_the_time_touches_and_is_to_come() -> None:
    visits = [
        visit("over", "10:00", "11:00", day=15, state="cancelled"),
        visit("before", "09:30", "10:30"),
        visit("in", "13:00", "14:00"),
        visit("postponed", "13:00", "14:00", state="postponed"),
        visit("other", "13:00", "14:00", "ben"),
        visit("next", "10:00", "11:00", day=17),
    ]
    made = read(person("ana"), person("ben"), person("cleo"), appointments=visits)
    assert [cover.before.id for cover in propose(made, "12:00", "17:00").covers] == ["in"]


def test_the_arrangement_that_covers_most_is_found() -> None:
    """Ben could take either, Cleo only the first: Ben must not be given it."""
    visits = [
        visit("a", "10:00", "11:00", services=["photos"]),
        visit("b", "10:30", "11:30", "dan", services=["photos"]),
        visit("c", "11:15", "12:15", services=["photos", "video"]),
    ]
    made = read(
        person("ana", skills=["photos", "video"]),
        person("ben", skills=["photos", "video"], priority=1),
        person("cleo", skills=["photos"], priority=2),
        person("dan", skills=["photos"]),
        skills_enabled=True,
        priority_enabled=True,
        appointments=visits,
    )
    plan = propose(made)
    assert told(plan) == [("a", How.SAME_TIME, "10:00", ("cleo",)), ("c", How.SAME_TIME, "11:15", ("ben",))]


def test_the_partner_of_two_stays() -> None:
    made = read(
        person("ana", senior=True),
        person("ben", senior=True),
        person("cleo", senior=True),
        person("dan", senior=True),
        two_photographers_hours=1,
        appointments=[visit("a", "10:00", "11:00", "ana", "dan")],
    )
    assert told(propose(made)) == [("a", How.SAME_TIME, "10:00", ("ben", "dan"))]


def test_the_least_driving_goes() -> None:
    made = read(
        person("ana"),
        person("ben", home=FAR),
        person("cleo", home=NEAR),
        travel={"mode": "estimate"},
        day_edge_buffers="relaxed",
        appointments=[visit("a", "10:00", "11:00", place=HERE)],
    )
    plan = propose(made)
    assert crew(plan.covers[0]) == ("cleo",)
    assert plan.covers[0].driving is not None


def test_else_another_time_of_that_day_near_the_old_one() -> None:
    made = read(
        person("ana"),
        person("ben"),
        appointments=[visit("a", "11:00", "12:00"), visit("b", "10:30", "12:30", "ben")],
    )
    plan = propose(made)
    assert told(plan) == [("a", How.SAME_DAY, "13:00", ("ben",))]
    assert plan.covers[0].failures["ben"], "why he can't come at eleven is told"


def test_who_is_back_in_the_afternoon_goes_then() -> None:
    made = read(
        person("ana"),
        person("ben"),
        appointments=[visit("a", "10:00", "11:00"), visit("b", "09:30", "16:30", "ben")],
    )
    assert told(propose(made, "00:00", "12:00")) == [("a", How.SAME_DAY, "12:30", ("ana",))]


def test_else_another_day() -> None:
    made = read(
        person("ana"),
        person("ben", hours=hours("09:00-17:00", days="wed thu fri")),
        appointments=[visit("a", "10:00", "11:00")],
    )
    assert told(propose(made, days=3)) == [("a", How.OTHER_DAY, "17 09:30", ("ben",))]
    assert told(propose(made)) == [("a", How.OTHER_DAY, "17 09:30", ("ana",))], "who is back keeps it"


def test_wishes_and_the_due_date_of_the_order_are_kept() -> None:
    made = read(
        person("ana"),
        person("ben", hours=hours("09:00-17:00", days="wed thu fri")),
        appointments=[visit("a", "10:00", "11:00")],
    )
    item = made.appointments["a"]
    made = made.with_appointment(replace(item, order="o"))
    order = Order("o", "x", Property("5 Elm"), ("photos",), (), NOW, wishes=Wishes(DayPart.AFTERNOON))
    assert told(propose(made, days=3, orders={"o": order})) == [("a", How.OTHER_DAY, "17 12:00", ("ben",))]
    due = replace(order, due=date(2026, 6, 16), wishes=Wishes())
    assert told(propose(made, orders={"o": due})) == [("a", How.OTHER_DAY, "15 15:30", ("ana",))]


def test_a_day_before_where_there_is_none_after() -> None:
    monday = hours("09:00-17:00", days="mon")
    visits = [visit("a", "10:00", "11:00")]
    made = read(person("ana"), person("ben", hours=monday), max_advance_days=3, appointments=visits)
    assert told(propose(made, days=4)) == [("a", How.OTHER_DAY, "15 15:30", ("ana",))]


def test_nobody_at_all() -> None:
    made = read(
        person("ana"),
        appointments=[visit("a", "10:00", "11:00")],
        bookable_weekdays=["tue"],
        max_advance_days=3,
    )
    plan = propose(made)
    assert told(plan) == [("a", How.NOT_AT_ALL, "", ())]
    assert plan.covers[0].after is None
    assert plan.after.appointments["a"].crew == ("ana",)


def test_the_lead_time_was_kept_when_it_was_booked() -> None:
    made = read(person("ana"), person("ben"), lead_time_hours=48, appointments=[visit("a", "10:00", "11:00")])
    assert told(propose(made)) == [("a", How.SAME_TIME, "10:00", ("ben",))]


def test_proposals_can_all_be_taken_together() -> None:
    """Six at once for one substitute with a cap: what doesn't fit goes to other days, never twice at a time."""
    times = [
        ("09:30", "10:30"),
        ("11:00", "12:00"),
        ("12:30", "13:30"),
        ("14:00", "15:00"),
        ("15:30", "16:30"),
    ]
    made = read(
        person("ana"),
        person("ben", max_shoots_per_day=2),
        services=[service("photos")],
        appointments=[visit(f"a{number}", *time) for number, time in enumerate(times)],
    )
    plan = propose(made)
    hows = [cover.how for cover in plan.covers]
    assert hows.count(How.SAME_TIME) == 2
    assert hows.count(How.OTHER_DAY) == 3
    afters = [cover.after for cover in plan.covers if cover.after]
    for key in ("ana", "ben"):
        spans = sorted((item.span.start, item.span.end) for item in afters if item.crew == (key,))
        assert all(end + timedelta(minutes=30) <= start for (_, end), (start, _) in pairwise(spans))
