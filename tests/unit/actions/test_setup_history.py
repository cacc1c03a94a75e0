"""Changes of the set-up as the history tells them: names instead of ids, one entry for one thing, whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.kept_words import KeptWords
from studio_app.actions.order_team import OrderTeam, order_team
from studio_app.actions.read_history import HistoryQuestion, read_history
from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Service
from studio_app.domain.settings import TravelMode
from studio_app.domain.setup import Setup, difference
from studio_app.domain.speech import Speech
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, day_start
from studio_app.domain.working_hours import DayReason, HoursException, WeekHours
from studio_app.engine.wording import listed
from tests.unit.actions.conftest import Desk

DASH = "\N{EN DASH}"


def setup(desk: Desk) -> Setup:
    with desk.store.reading() as reading:
        return reading.studio(desk.now).setup


def change(desk: Desk, changed: Callable[[Setup], Setup], did: str) -> list[list[str]]:
    """What the history says of a change: each entry's lines."""
    before = setup(desk)
    change_setup(desk.store, desk.now, "Kim", difference(before, changed(before)), did=did, name="it")
    return told(desk, did)


def told(desk: Desk, did: str) -> list[list[str]]:
    rows = read_history(desk.store, desk.now, HistoryQuestion()).rows
    return [
        [f"{each.name}: {each.before} > {each.after}" for each in row.changes]
        for row in reversed(rows)
        if row.entry.action == did
    ]


def of_all(edit: Callable[[Photographer], Photographer]) -> Callable[[Setup], Setup]:
    return lambda found: replace(found, photographers=tuple(edit(each) for each in found.photographers))


def test_services_and_colours_are_called_by_their_names(desk: Desk) -> None:
    def edit(found: Setup) -> Setup:
        first = replace(found.services[0], colour=3)
        return replace(found, services=(*found.services[1:], first))

    names = [each.name for each in setup(desk).services]
    lines, order = change(desk, edit, f"changed {names[0]}")
    assert lines == ["colour:  > teal"]
    assert [line.split(": ")[0] for line in order] == ["order of services"]
    assert all(name in order[0] for name in names)


def test_of_several_people_each_entry_says_whose_it_is(desk: Desk) -> None:
    people = setup(desk).photographers
    found = change(desk, of_all(lambda each: replace(each, senior=not each.senior)), "changed who is senior")
    assert [lines[0] for lines in found] == [f"photographer:  > {each.name}" for each in people]


def test_one_who_stands_in_the_sentence_is_not_said_twice(desk: Desk) -> None:
    first = setup(desk).photographers[0]

    def edit(found: Setup) -> Setup:
        return replace(found, photographers=(replace(first, phone="555"), *found.photographers[1:]))

    assert change(desk, edit, f"changed {first.name}") == [["phone:  > 555"]]


def test_who_is_new_has_a_name_and_no_second_one(desk: Desk) -> None:
    def edit(found: Setup) -> Setup:
        return replace(found, photographers=(*found.photographers, Photographer("dee", "Dee", "")))

    (lines,) = change(desk, edit, "added Dee")
    assert lines[0] == "name:  > Dee"
    assert not [line for line in lines if line.startswith("photographer:")]


def test_another_order_of_the_team_is_one_entry(desk: Desk) -> None:
    before = setup(desk)
    ids = [each.id for each in before.photographers]
    order_team(desk.store, desk.now, "Kim", OrderTeam(before, (*ids[1:], ids[0])))
    (lines,) = told(desk, "changed the order of the team")
    assert len(lines) == 1
    assert lines[0].startswith("order of photographers: ")
    assert all(each.name in lines[0] for each in before.photographers)


def test_a_service_that_goes_says_who_could_do_it_and_is_one_entry(desk: Desk) -> None:
    def add(found: Setup) -> Setup:
        people = tuple(replace(each, skills=each.skills | {"new"}) for each in found.photographers)
        return replace(found, services=(*found.services, Service("new", "Aerial", 30)), photographers=people)

    before = setup(desk)
    everybody = listed([each.name for each in before.photographers])
    (added,) = change(desk, add, "added Aerial")
    (gone,) = change(desk, lambda _: before, "removed Aerial")
    assert f"photographers:  > {everybody}" in added
    assert f"photographers: {everybody} > " in gone


def test_what_people_get_besides_is_told_of_each(desk: Desk) -> None:
    def edit(found: Setup) -> Setup:
        people = tuple(replace(each, skills=each.skills ^ {"photos", "new"}) for each in found.photographers)
        return replace(found, services=(*found.services, Service("new", "Aerial", 30)), photographers=people)

    assert len(change(desk, edit, "added Aerial")) == 1 + len(setup(desk).photographers)


def test_hours_dates_and_measures_are_said_as_people_say_them(desk: Desk) -> None:
    monday = date(2026, 7, 20)
    week = WeekHours.of(dict.fromkeys(list(Weekday)[:4], ((480, 720), (780, 1080))))

    def on(*days: int) -> frozenset[DayReason]:
        return frozenset(DayReason(monday + timedelta(days=each), "Vacation") for each in days)

    def off(*stretches: tuple[int, int]) -> tuple[Span, ...]:
        zone = setup(desk).settings.timezone
        return tuple(
            Span(
                day_start(zone, monday + timedelta(days=first)), day_start(zone, monday + timedelta(days=end))
            )
            for first, end in stretches
        )

    def first(changes: dict[str, Any]) -> Callable[[Setup], Setup]:
        def edit(found: Setup) -> Setup:
            return replace(
                found, photographers=(replace(found.photographers[0], **changes), *found.photographers[1:])
            )

        return edit

    name = setup(desk).photographers[0].name
    own = (HoursException(monday + timedelta(days=600), ((540, 720),)),)
    day_off = {"time_off": off((0, 5)), "reasons": on(0, 1, 2, 3, 4), "exceptions": own}
    assert change(desk, first({"hours": week, "presets": {0: (540, 780)}}), f"1 {name}") == [
        [
            f"hours: Mon{DASH}Fri 9:00{DASH}5:00 pm > Mon{DASH}Thu 8:00{DASH}12:00 pm and 1:00{DASH}6:00 pm",
            "start times:  > Mon 9:00; Mon 1:00 pm",
        ]
    ]
    assert change(desk, first(day_off), f"2 {name}") == [
        [
            f"other hours:  > Sat 11 Mar 2028 9:00{DASH}12:00 pm",
            "off:  > Mon 20 Jul to Fri 24 Jul",
            "reason:  > Mon 20 Jul to Fri 24 Jul: Vacation",
        ]
    ]
    back = {"time_off": off((0, 2), (3, 5)), "reasons": on(0, 1, 3, 4), "exceptions": ()}
    assert change(desk, first(back), f"3 {name}") == [
        [
            "usual hours again:  > Sat 11 Mar 2028",
            "no longer off:  > Wed 22 Jul",
            "no reason any more:  > Wed 22 Jul: Vacation",
        ]
    ]

    def rules(found: Setup) -> Setup:
        settings = found.settings
        return replace(
            found,
            settings=replace(
                settings,
                lead_time_hours=24.0,
                closed_dates=frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
                travel=replace(settings.travel, mode=TravelMode.ESTIMATE, max_travel_min=45),
            ),
        )

    assert change(desk, rules, "changed the rules") == [
        [
            "lead time: 0 h > 24 h",
            "closed:  > Thu 24 Dec to Fri 25 Dec",
            "travel: fixed buffers > the estimate",
            "longest drive:  > 45 min",
        ]
    ]


def test_what_is_of_no_known_shape_is_said_as_it_stands() -> None:
    words = KeptWords(Speech())
    for key in ("hours", "presets", "tiers", "twilight window", "weekdays", "geocoder"):
        assert words.said(key, "who knows") == "who knows"
    assert words.dated("days off", ["some day"], ["2026-07-20"], 2026) == ("some day", "2026-07-20")
    assert words.dated("days off", [], ["2026-06-15 20:00 to 2026-06-15 21:00"], 2026) == (
        "",
        f"Mon 15 Jun 8:00{DASH}9:00 pm",
    )
