"""Length and crew: which appointments a request asks for, how long they are and how many go."""

from typing import Any

import pytest

from studio_app import exchange
from studio_app.errors import BadInput
from tests.support import oracle
from tests.support.scenarios import Json, Judge, person, request, service, studio

Visits = list[tuple[str, list[str], int, int]]

PHOTOS, VIDEO = service("photos", 60), service("video", 45)
DRONE, TOUR = service("drone", 20, separate=True), service("tour", 50, separate=True)
DUSK, STARS = service("dusk", 40, twilight=True), service("stars", 25, twilight=True)
EVERYTHING = [PHOTOS, VIDEO, DRONE, TOUR, DUSK, STARS]


def package(name: str, *services: str, **keys: Any) -> Json:
    return {"id": name, "name": name, "services": list(services), **keys}


def visits(
    judge: Judge, wanted: Json, *packages: Json, services: list[Json] | None = None, **keys: Any
) -> Visits:
    """Part, services, minutes and size of the crew of each appointment."""
    people = [person(senior=True), person("ben")]
    desk = studio(*people, services=services or EVERYTHING, packages=list(packages), **keys)
    return [
        (one["part"], one["services"], one["minutes"], one["crew_size"])
        for one in judge.answer(desk, wanted)["appointments"]
    ]


def main_minutes(judge: Judge, wanted: Json, *packages: Json, **keys: Any) -> int:
    (found,) = visits(judge, wanted, *packages, **keys)
    return found[2]


def test_services_are_added_in_the_order_of_the_file(judge: Judge) -> None:
    assert visits(judge, request("video", "photos")) == [("main", ["photos", "video"], 105, 1)]


def test_separate_and_twilight_leave_the_main_appointment(judge: Judge) -> None:
    wanted = request("stars", "tour", "photos", "dusk", "drone")
    assert visits(judge, wanted) == [
        ("main", ["photos"], 60, 1),
        ("separate", ["tour"], 50, 1),  # in the request's order
        ("separate", ["drone"], 20, 1),
        ("twilight", ["dusk", "stars"], 65, 1),  # all together, in the file's
    ]


def test_separate_services_loose_first_then_those_of_packages(judge: Judge) -> None:
    one, two = package("p1", "photos", "tour"), package("p2", "video", "drone")
    extra = service("floor", 15, separate=True)
    keys: Json = {"services": [extra, *EVERYTHING]}
    found = visits(judge, request("floor", packages=["p2", "p1"]), one, two, **keys)
    assert [names for part, names, _, _ in found if part == "separate"] == [["floor"], ["drone"], ["tour"]]


def test_the_separate_services_of_a_package_in_its_order(judge: Judge) -> None:
    found = visits(judge, request(packages=["p1"]), package("p1", "tour", "photos", "drone"))
    assert [names for part, names, _, _ in found] == [["photos"], ["tour"], ["drone"]]


@pytest.mark.parametrize(
    "square_feet, minutes",
    [
        (None, 60),  # unknown: the plain minutes
        (0, 30),
        (999.5, 30),
        (1000, 30),
        (1000.01, 45),
        (2500.5, 45),
        (2500.6, 60),  # no tier fits
    ],
)
def test_tiers(judge: Judge, square_feet: float | None, minutes: int) -> None:
    tiers = [{"up_to_sqft": 1000, "minutes": 30}, {"up_to_sqft": 2500.5, "minutes": 45}]
    keys: Json = {"services": [service("photos", 60, tiers=tiers)]}
    assert main_minutes(judge, request("photos", square_feet=square_feet), **keys) == minutes


@pytest.mark.parametrize("square_feet, minutes", [(None, 60), (1000, 30), (1001, 90), (1_000_000, 90)])
def test_a_tier_without_a_limit(judge: Judge, square_feet: float | None, minutes: int) -> None:
    tiers = [{"up_to_sqft": 1000, "minutes": 30}, {"up_to_sqft": None, "minutes": 90}]
    keys: Json = {"services": [service("photos", 60, tiers=tiers)]}
    assert main_minutes(judge, request("photos", square_feet=square_feet), **keys) == minutes


@pytest.mark.parametrize(
    "services, keys, minutes",
    [
        (["photos", "video"], {"minutes": 80}, 80),  # its own minutes replace the sum
        (["photos", "video"], {"minutes": None}, 105),
        (["photos", "video"], {}, 105),
    ],
)
def test_a_package_by_its_minutes_or_its_sum(
    judge: Judge, services: list[str], keys: Json, minutes: int
) -> None:
    assert main_minutes(judge, request(packages=["p1"]), package("p1", *services, **keys)) == minutes


def test_loose_services_and_packages_add_up(judge: Judge) -> None:
    wanted = request("video", packages=["p1", "p2"])
    keys: Json = {"services": [*EVERYTHING, service("floor", 15)]}
    found = visits(judge, wanted, package("p1", "photos", minutes=50), package("p2", "floor"), **keys)
    assert found == [("main", ["photos", "video", "floor"], 45 + 50 + 15, 1)]


def test_a_package_minutes_are_of_its_main_services_alone(judge: Judge) -> None:
    whole = package("p1", "photos", "drone", "dusk", "stars", minutes=50, twilight_minutes=55)
    assert visits(judge, request(packages=["p1"]), whole) == [
        ("main", ["photos"], 50, 1),
        ("separate", ["drone"], 20, 1),
        ("twilight", ["dusk", "stars"], 55, 1),
    ]


def test_a_package_without_a_main_service_adds_none(judge: Judge) -> None:
    night = package("p1", "dusk", minutes=50)
    assert visits(judge, request("photos", packages=["p1"]), night) == [
        ("main", ["photos"], 60, 1),
        ("twilight", ["dusk"], 40, 1),
    ]
    assert visits(judge, request(packages=["p1"]), night) == [("twilight", ["dusk"], 40, 1)]


def test_a_package_without_a_twilight_service_adds_none(judge: Judge) -> None:
    day = package("p1", "photos", twilight_minutes=55)
    assert visits(judge, request("dusk", packages=["p1"]), day) == [
        ("main", ["photos"], 60, 1),
        ("twilight", ["dusk"], 40, 1),
    ]


def test_a_service_loose_and_in_a_package_counts_once_in_the_package(judge: Judge) -> None:
    whole = package("p1", "photos", "video", minutes=80)
    assert main_minutes(judge, request("photos", packages=["p1"]), whole) == 80
    tours = package("p1", "photos", "tour")
    found = visits(judge, request("tour", "drone", packages=["p1"]), tours)
    assert [names for _, names, _, _ in found] == [["photos"], ["drone"], ["tour"]]


def refused(desk: Json, wanted: Json) -> None:
    with pytest.raises(oracle.Refused):
        oracle.answer(desk, wanted)
    with pytest.raises(BadInput) as caught:
        exchange.answer(desk, wanted)
    assert caught.value.problem


def test_a_service_in_two_requested_packages_is_refused() -> None:
    packages = [package("p1", "photos"), package("p2", "photos", "video")]
    desk = studio(services=EVERYTHING, packages=packages)
    refused(desk, request(packages=["p1", "p2"]))
    assert exchange.answer(desk, request(packages=["p2"]))


@pytest.mark.parametrize(
    "nothing", [service("floor", 0), service("floor", 0, separate=True), service("floor", 0, twilight=True)]
)
def test_an_appointment_of_zero_minutes_is_refused(nothing: Json) -> None:
    refused(studio(services=[nothing]), request("floor"))


def test_a_service_of_zero_minutes_beside_another_is_no_appointment_of_zero(judge: Judge) -> None:
    keys: Json = {"services": [PHOTOS, service("floor", 0)]}
    assert visits(judge, request("photos", "floor"), **keys) == [("main", ["photos", "floor"], 60, 1)]


def test_nothing_asked_for_is_refused() -> None:
    refused(studio(), {"now": "2026-06-15T08:00:00Z", "from": "2026-06-16", "to": "2026-06-16"})


@pytest.mark.parametrize(
    "hours, size",
    [(0, 1), (1, 2), (1.75, 2), (1.7500001, 1), (1.76, 1), (2, 1), (0.1, 2)],
)
def test_two_go_when_the_minutes_reach_the_hours(judge: Judge, hours: float, size: int) -> None:
    """105 minutes are 1.75 hours; 0 is never; buffers don't count."""
    ((_, _, minutes, found),) = visits(judge, request("photos", "video"), two_photographers_hours=hours)
    assert (minutes, found) == (105, size)


@pytest.mark.parametrize("minutes, hours", [(66, 1.1), (6, 0.1), (18, 0.3), (42, 0.7), (246, 4.1)])
def test_the_hours_are_decimal(judge: Judge, minutes: int, hours: float) -> None:
    """1.1 hours are 66 minutes, whatever a binary fraction makes of them."""
    for length, size in ((minutes - 1, 1), (minutes, 2)):
        keys: Json = {"services": [service("photos", length)]}
        ((_, _, _, found),) = visits(judge, request("photos"), two_photographers_hours=hours, **keys)
        assert found == size


def test_each_appointment_has_its_own_crew(judge: Judge) -> None:
    found = visits(judge, request("photos", "drone", "dusk", "stars"), two_photographers_hours=1)
    assert [(part, size) for part, _, _, size in found] == [("main", 2), ("separate", 1), ("twilight", 2)]


def test_send_two_is_for_the_main_appointment(judge: Judge) -> None:
    whole = package("p1", "photos", "drone", "dusk", send_two=True)
    found = visits(judge, request(packages=["p1"]), whole)
    assert [(part, size) for part, _, _, size in found] == [("main", 2), ("separate", 1), ("twilight", 1)]


def test_send_two_of_a_package_without_a_main_service_sends_nobody(judge: Judge) -> None:
    night = package("p1", "dusk", send_two=True)
    found = visits(judge, request("photos", packages=["p1"]), night)
    assert [(part, size) for part, _, _, size in found] == [("main", 1), ("twilight", 1)]


@pytest.mark.parametrize(
    "percent, step, minutes",
    [
        (0, 15, 105),  # no reduction, no rounding
        (40, 15, 75),  # 63 up to a step
        (40, 5, 65),
        (40, 60, 120),  # up, even past what one alone would take
        (20, 15, 90),  # 84
        (90, 15, 15),  # 10.5
        (1, 15, 105),  # 103.95
        (1, 5, 105),
    ],
)
def test_two_are_faster_by_whole_steps(judge: Judge, percent: int, step: int, minutes: int) -> None:
    ((_, _, found, size),) = visits(
        judge,
        request("photos", "video"),
        two_photographers_hours=1,
        duration_reduction_pct=percent,
        slot_step_min=step,
    )
    assert (found, size) == (minutes, 2)


def test_a_reduction_that_is_whole_steps_is_not_rounded_up(judge: Judge) -> None:
    """33 % of 100 minutes leave 67, which no binary fraction may turn into 67 and a bit."""
    keys: Json = {"services": [service("photos", 100)], "slot_step_min": 5, "two_photographers_hours": 1}
    for percent, minutes in ((10, 90), (35, 65), (45, 55), (5, 95)):
        ((_, _, found, _),) = visits(judge, request("photos"), duration_reduction_pct=percent, **keys)
        assert found == minutes


def test_one_alone_is_not_faster(judge: Judge) -> None:
    assert visits(judge, request("photos"), duration_reduction_pct=40) == [("main", ["photos"], 60, 1)]


def test_the_end_is_the_time_on_site(judge: Judge) -> None:
    desk = studio(person(senior=True), person("ben"), two_photographers_hours=1, duration_reduction_pct=50)
    first = judge.openings(desk, request("photos", "video"))[0]
    assert (first["start"][11:16], first["end"][11:16]) == ("09:30", "10:30")


def test_appointments_of_one_request_are_looked_for_independently(judge: Judge) -> None:
    """The only hour of the day is offered to both."""
    desk = studio(
        person(hours={"tue": [["10:00", "11:00"]]}),
        services=[PHOTOS, service("tour", 60, separate=True)],
        day_edge_buffers="relaxed",
    )
    assert judge.starts(desk, request("photos", "tour"), 0) == ["10:00"]
    assert judge.starts(desk, request("photos", "tour"), 1) == ["10:00"]
