"""DAY_CAP, NO_PARTNER, NO_SENIOR, crews and the choice among them."""

from typing import Any

import pytest

from tests.support.scenarios import Json, Judge, person, request, service, shoot, studio

TEN = "2026-06-16T10:00:00-04:00"


def june(wall: str, day: int = 16) -> str:
    return f"2026-06-{day:02}T{wall}:00-04:00"


def booked(name: str, day: int, *crew: str, **keys: Any) -> Json:
    """A shoot at seven in the morning, in nobody's way."""
    return shoot(june("07:00", day), june("08:00", day), *crew, name=name, **keys)


def pair(*people: Json, **keys: Any) -> Json:
    """A studio that sends two for an hour."""
    return studio(*people, two_photographers_hours=1, **keys)


# ------------------------------------------------------------------------------------------------- DAY_CAP


@pytest.mark.parametrize(
    "shoots, cap, codes",
    [
        ([], 1, []),
        ([booked("a1", 16)], 1, ["DAY_CAP"]),
        ([booked("a1", 16)], 2, []),
        ([booked("a1", 16), booked("a2", 16)], 2, ["DAY_CAP"]),
        ([booked("a1", 16), booked("a2", 16)], None, []),
        ([booked("a1", 15), booked("a2", 17)], 1, []),
        ([booked("a1", 16, "ben")], 1, []),
        ([booked("a1", 16, "ben", "ana")], 1, ["DAY_CAP"]),
        ([booked("a1", 16, state="cancelled")], 1, []),
        ([booked("a1", 16, state="postponed")], 1, []),
        ([booked("a1", 16, state="hold", hold_until="2026-06-15T12:00:01Z")], 1, ["DAY_CAP"]),
        ([booked("a1", 16, state="hold", hold_until="2026-06-15T12:00:00Z")], 1, []),
    ],
)
def test_day_cap(judge: Judge, shoots: list[Json], cap: int | None, codes: list[str]) -> None:
    desk = studio(person(max_shoots_per_day=cap), person("ben"), appointments=shoots)
    assert judge.codes(desk, request(), TEN) == codes


def test_the_cap_does_not_count_the_appointment_being_moved(judge: Judge) -> None:
    desk = studio(person(max_shoots_per_day=1), appointments=[booked("a1", 16)])
    assert judge.codes(desk, request(moving="a1"), TEN) == []


def test_outside_events_are_no_shoots(judge: Judge) -> None:
    events = [{"photographer": "ana", "start": june("07:00"), "end": june("08:00")}]
    assert judge.codes(studio(person(max_shoots_per_day=1), busy=events), request(), TEN) == []


def test_the_cap_is_by_the_studios_date_of_the_start(judge: Judge) -> None:
    ana = person(max_shoots_per_day=1, hours=None, timezone="Asia/Kathmandu")
    late = shoot(june("23:30", 15), june("02:00", 16))
    desk = studio(ana, appointments=[late])
    assert judge.codes(desk, request(), TEN) == []
    assert judge.codes(desk, request(on="2026-06-15"), june("20:00", 15)) == ["DAY_CAP"]


# ------------------------------------------------------------------------------------- NO_PARTNER, NO_SENIOR


def test_one_of_two_is_always_senior(judge: Judge) -> None:
    desk = pair(person(), person("ben"), person("cy", senior=True))
    assert judge.openings(desk, request())[0]["crews"] == [["ana", "cy"], ["ben", "cy"]]
    for name in ("ana", "ben", "cy"):
        assert judge.codes(desk, request(), TEN, name) == []


def test_two_seniors_may_go_together(judge: Judge) -> None:
    desk = pair(person(senior=True), person("ben", senior=True))
    assert judge.openings(desk, request())[0]["crews"] == [["ana", "ben"]]


def test_without_a_senior_nobody_goes(judge: Judge) -> None:
    desk = pair(person(), person("ben"))
    assert judge.openings(desk, request()) == []
    assert judge.codes(desk, request(), TEN) == ["NO_SENIOR"]


def test_one_alone_has_no_partner(judge: Judge) -> None:
    desk = pair(person(senior=True))
    assert judge.codes(desk, request(), TEN) == ["NO_PARTNER"]


def test_a_partner_must_pass_all_rules(judge: Judge) -> None:
    """Where there is no partner, seniority is not asked."""
    desk = pair(person(), person("ben", senior=True, accepting=False))
    assert judge.codes(desk, request(), TEN) == ["NO_PARTNER"]
    assert judge.codes(desk, request(), TEN, "ben") == ["NOT_ACCEPTING"]


def test_a_senior_who_is_busy_leaves_the_juniors_without(judge: Judge) -> None:
    desk = pair(
        person(),
        person("ben"),
        person("cy", senior=True),
        busy=[{"photographer": "cy", "start": june("10:30"), "end": june("11:00")}],
    )
    assert judge.codes(desk, request(), TEN) == ["NO_SENIOR"]
    assert judge.codes(desk, request(), TEN, "cy") == ["BUSY"]


def test_partners_are_those_asked_for(judge: Judge) -> None:
    desk = pair(person(), person("ben"), person("cy", senior=True))
    assert judge.codes(desk, request(photographers=["ana", "ben"]), TEN) == ["NO_SENIOR"]
    assert judge.codes(desk, request(photographers=["ana"]), TEN) == ["NO_PARTNER"]
    assert judge.openings(desk, request(photographers=["cy", "ana"]))[0]["crews"] == [["ana", "cy"]]


def test_booking_off_leaves_nobody_a_partner(judge: Judge) -> None:
    desk = pair(person(senior=True), person("ben"), integrated_booking=False)
    assert judge.codes(desk, request(), TEN) == ["BOOKING_OFF", "NO_PARTNER"]


@pytest.mark.parametrize(
    "ana, ben, codes",
    [
        (["photos"], ["video"], {"ana": [], "ben": []}),
        (["photos", "video"], ["video"], {"ana": [], "ben": []}),
        (["photos"], ["photos"], {"ana": ["NO_PARTNER"], "ben": ["NO_PARTNER"]}),
        (["photos", "video"], [], {"ana": ["NO_PARTNER"], "ben": ["LACKS_SKILL"]}),
        ([], ["photos"], {"ana": ["LACKS_SKILL", "NO_PARTNER"], "ben": ["NO_PARTNER"]}),
    ],
)
def test_of_two_each_has_a_skill_and_together_all(
    judge: Judge, ana: list[str], ben: list[str], codes: dict[str, list[str]]
) -> None:
    desk = pair(person(senior=True, skills=ana), person("ben", skills=ben), skills_enabled=True)
    wanted = request("photos", "video")
    assert {name: judge.codes(desk, wanted, TEN, name) for name in codes} == codes
    assert bool(judge.openings(desk, wanted)) == (codes["ana"] == codes["ben"] == [])


def test_the_senior_must_be_one_who_completes_the_skills(judge: Judge) -> None:
    desk = pair(
        person(skills=["photos"]),
        person("ben", skills=["video"]),
        person("cy", skills=["photos"], senior=True),
        skills_enabled=True,
    )
    wanted = request("photos", "video")
    assert judge.codes(desk, wanted, TEN) == ["NO_SENIOR"]
    assert judge.codes(desk, wanted, TEN, "ben") == []
    assert judge.openings(desk, wanted)[0]["crews"] == [["ben", "cy"]]


def test_both_of_a_crew_must_be_offered_the_start(judge: Judge) -> None:
    desk = pair(
        person(senior=True, presets={"tue": ["10:10", "11:00"]}),
        person("ben"),
        person("cy", presets={"tue": ["10:10"]}),
    )
    found = {one["start"][11:16]: one["crews"] for one in judge.openings(desk, request())}
    assert found == {"10:10": [["ana", "cy"]], "11:00": [["ana", "ben"]]}
    # The grid is no rule: staff may drop ana and ben at 10:10.
    assert judge.codes(desk, request(), june("10:10"), "ben") == []


# -------------------------------------------------------------------------------------------------- choice


def chosen(judge: Judge, desk: Json, **keys: Any) -> list[str]:
    choice: list[str] = judge.openings(desk, request(**keys))[0]["choice"]
    return choice


def test_nobody_booked_is_chosen_in_the_files_order(judge: Judge) -> None:
    assert chosen(judge, studio(person("zoe"), person("ana"))) == ["zoe"]


def test_priority_lowest_first(judge: Judge) -> None:
    people = [person("ana"), person("ben", priority=99), person("cy", priority=99)]
    assert chosen(judge, studio(*people, priority_enabled=True)) == ["ben"]
    assert chosen(judge, studio(*people)) == ["ana"]
    # With priority nothing else is asked.
    full = [booked(f"a{day}", day, "ben") for day in (15, 17)]
    assert chosen(judge, studio(*people, priority_enabled=True, appointments=full)) == ["ben"]


@pytest.mark.parametrize(
    "day, first",
    [
        (14, "ana"),  # Sunday of the week before
        (15, "ben"),  # Monday
        (21, "ben"),  # Sunday
        (22, "ana"),  # Monday of the week after
    ],
)
def test_the_week_is_monday_to_sunday(judge: Judge, day: int, first: str) -> None:
    desk = studio(person(), person("ben"), appointments=[booked("a1", day, "ana")])
    assert chosen(judge, desk) == [first]


def test_the_week_is_the_studios(judge: Judge) -> None:
    """23:30 on Sunday in New York is Monday in Kathmandu."""
    people = [person(timezone="Asia/Kathmandu", hours=None), person("ben", hours=None)]
    late = shoot(june("23:30", 14), june("02:00", 15), "ana")
    assert chosen(judge, studio(*people, appointments=[late])) == ["ana"]
    monday = shoot(june("00:00", 15), june("02:00", 15), "ana")
    assert chosen(judge, studio(*people, appointments=[monday])) == ["ben"]


def test_only_confirmed_appointments_are_counted(judge: Judge) -> None:
    others = [
        booked("a1", 17, "ana", state="hold", hold_until="2026-06-30T00:00:00Z"),
        booked("a2", 18, "ana", state="cancelled"),
        booked("a3", 19, "ana", state="postponed"),
    ]
    assert chosen(judge, studio(person(), person("ben"), appointments=others)) == ["ana"]


def test_equally_busy_the_one_assigned_longest_ago(judge: Judge) -> None:
    """The latest `assigned_at` among all confirmed appointments, of other weeks too."""
    shoots = [
        booked("a1", 3, "ana", assigned_at="2026-05-01T10:00:00Z"),
        booked("a2", 4, "ana", assigned_at="2026-06-01T12:00:00+02:00"),
        booked("a3", 3, "ben", assigned_at="2026-06-01T10:00:01Z"),
    ]
    people = [person("ben"), person("ana")]
    assert chosen(judge, studio(*people, appointments=shoots)) == ["ana"]
    shoots[1]["assigned_at"] = "2026-06-01T12:00:02+02:00"
    assert chosen(judge, studio(*people, appointments=shoots)) == ["ben"]
    # Never assigned comes before all; an appointment without a time was never assigned.
    cy = person("cy")
    shoots.append(booked("a4", 5, "cy"))
    assert chosen(judge, studio(*people, cy, appointments=shoots)) == ["cy"]


def test_assigned_at_of_what_is_not_confirmed_is_not_asked(judge: Judge) -> None:
    shoots = [
        booked("a1", 3, "ana", assigned_at="2026-06-01T10:00:00Z", state="cancelled"),
        booked("a2", 3, "ben", assigned_at="2026-05-01T10:00:00Z"),
    ]
    assert chosen(judge, studio(person("ben"), person("ana"), appointments=shoots)) == ["ana"]


def test_the_appointment_being_moved_does_not_count(judge: Judge) -> None:
    """Neither in its week nor by when it was assigned; here its crew of two isn't among the crews of one."""
    moved = booked("a1", 17, "ana", "ben", assigned_at="2026-06-01T10:00:00Z")
    desk = studio(person(), person("ben"), person("cy"), appointments=[moved])
    assert chosen(judge, desk) == ["cy"]
    assert chosen(judge, desk, moving="a1") == ["ana"]


def test_the_crew_of_the_appointment_being_moved_stays(judge: Judge) -> None:
    moved = booked("a1", 17, "cy")
    desk = studio(person(), person("ben"), person("cy"), appointments=[moved])
    assert chosen(judge, desk, moving="a1") == ["cy"]
    assert chosen(judge, desk, moving="a1", photographers=["ana", "ben"]) == ["ana"]


def test_a_crew_of_two_stays_whatever_its_order(judge: Judge) -> None:
    moved = booked("a1", 17, "cy", "ben")
    desk = pair(person(senior=True), person("ben", senior=True), person("cy"), appointments=[moved])
    assert chosen(judge, desk, moving="a1") == ["ben", "cy"]
    assert chosen(judge, desk) == ["ana", "ben"]


def test_of_crews_the_smallest_sorted_ranks(judge: Judge) -> None:
    """Ranks dora 0, cy 1, ben 2, ana 3; only ana and ben are senior: (0, 2) before (0, 3) and (1, 2)."""
    desk = pair(
        person("ana", senior=True, priority=4),
        person("ben", senior=True, priority=3),
        person("cy", priority=2),
        person("dora", priority=1),
        priority_enabled=True,
    )
    opening = judge.openings(desk, request())[0]
    assert opening["crews"] == [
        ["ana", "ben"],
        ["ana", "cy"],
        ["ana", "dora"],
        ["ben", "cy"],
        ["ben", "dora"],
    ]
    assert opening["choice"] == ["ben", "dora"]


def test_the_choice_is_made_for_each_start(judge: Judge) -> None:
    """Tuesday belongs to one week, the next Monday to another."""
    desk = studio(person(), person("ben"), appointments=[booked("a1", 17, "ana")])
    found = judge.openings(desk, request(to="2026-06-22"))
    by_day = {one["start"][:10]: one["choice"] for one in found}
    assert by_day["2026-06-16"] == ["ben"]
    assert by_day["2026-06-22"] == ["ana"]


def test_those_not_asked_for_do_not_shift_the_ranks(judge: Judge) -> None:
    desk = studio(
        person("ana"),
        person("ben", priority=2),
        person("cy", priority=1),
        services=[service("photos")],
        priority_enabled=True,
    )
    assert chosen(judge, desk, photographers=["ana", "ben"]) == ["ben"]
