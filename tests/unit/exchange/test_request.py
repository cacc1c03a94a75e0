"""Requests: what they say, their defaults, and everything that is refused with its path."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime
from typing import Any

import pytest

from studio_app import exchange
from studio_app.domain.place import Place
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput
from tests.support.full_file import FULL_REQUEST, FULL_STUDIO, GONE, spoiled

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
LATER = datetime(2026, 6, 18, 3, 30, tzinfo=UTC)
YEARS = "is not between the years 1973 and 2199"


@pytest.fixture(scope="module")
def studio() -> Studio:
    return exchange.read_studio(FULL_STUDIO)


def test_every_key_arrives(studio: Studio) -> None:
    assert exchange.read_request(FULL_REQUEST, studio) == Request(
        now=NOW,
        first_day=date(2026, 6, 16),
        last_day=date(2026, 6, 17),
        services=("photos",),
        packages=(),
        square_feet=2500.5,
        place=Place(42.33, -71.12),
        photographers=("ana", "ben"),
        moving="a1",
    )


def test_what_is_left_out_has_its_default(studio: Studio) -> None:
    given = {"now": "2026-06-15T08:00:00-04:00", "from": "2026-06-16", "to": "2026-06-16"}
    day = date(2026, 6, 16)
    assert exchange.read_request(given, studio) == Request(
        now=NOW,
        first_day=day,
        last_day=day,
        services=(),
        packages=(),
        square_feet=None,
        place=None,
        photographers=None,
        moving=None,
    )


@pytest.mark.parametrize("key", ["square_feet", "place", "photographers", "moving"])
def test_null_says_the_same_as_nothing(studio: Studio, key: str) -> None:
    null = exchange.read_request(spoiled(FULL_REQUEST, key, None), studio)
    assert null == exchange.read_request(spoiled(FULL_REQUEST, key, GONE), studio)


def test_photographers_may_be_named_twice_and_nobody_is_a_choice_too(studio: Studio) -> None:
    twice = exchange.read_request(spoiled(FULL_REQUEST, "photographers", ["ben", "ana", "ben"]), studio)
    assert twice.photographers == ("ben", "ana")
    nobody = exchange.read_request(spoiled(FULL_REQUEST, "photographers", []), studio)
    assert nobody.photographers == ()


def test_nobody_to_choose_from_gives_no_openings() -> None:
    request = spoiled(FULL_REQUEST, "photographers", [])
    found: Any = exchange.answer(FULL_STUDIO, request)
    assert [one["openings"] for one in found["appointments"]] == [[]]
    explained = exchange.answer(FULL_STUDIO, request, "2026-06-16T09:00:00Z")
    assert explained["appointments"] == [{"part": "main", "photographers": {}}]


@pytest.mark.parametrize(
    "path, value, problem",
    [
        ("now", GONE, "is missing"),
        ("from", GONE, "is missing"),
        ("to", GONE, "is missing"),
        ("extra", 1, "is not a known key"),
        ("place.alt", 1, "is not a known key"),
        ("place.lon", GONE, "is missing"),
        ("now", None, "is null, not text"),
        ("now", 1781600400, "is a number, not text"),
        ("now", "now", '"now" is not a time such as 2026-06-16T09:30:00-04:00'),
        ("now", "2026-06-15T08:00:00", "needs an offset, such as -04:00 or Z"),
        ("now", "2200-01-01T00:00:00Z", YEARS),
        ("from", "2026-06-16T00:00:00Z", '"2026-06-16T00:00:00Z" is not a date YYYY-MM-DD'),
        ("from", "2026-06-31", '"2026-06-31" is not a date that exists'),
        ("from", "1972-12-31", YEARS),
        ("to", "9999-12-31", YEARS),
        ("to", "2026-06-15", "is before from"),
        ("to", None, "is null, not text"),
        ("services", None, "is null, not a list"),
        ("services", "photos", "is text, not a list"),
        ("services[0]", 1, "is a number, not text"),
        ("services[0]", "Photos", 'there is no service "Photos"'),
        ("services[1]", "photos", '"photos" is named twice'),
        ("packages[0]", "photos", 'there is no package "photos"'),
        ("square_feet", "2500", "is text, not a number"),
        ("square_feet", True, "is true or false, not a number"),
        ("square_feet", -1, "is not between 0 and 1,000,000,000"),
        ("square_feet", math.nan, "is not a finite number"),
        ("square_feet", -math.inf, "is not a finite number"),
        ("place", [42.33, -71.12], "is a list, not an object"),
        ("place.lat", 90.0001, "is not between -90 and 90"),
        ("photographers", "ana", "is text, not a list"),
        ("photographers[1]", "eva", 'there is no photographer "eva"'),
        ("moving", "a2", 'there is no appointment "a2"'),
        ("moving", ["a1"], "is a list, not text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_refused(studio: Studio, path: str, value: Any, problem: str) -> None:
    given = spoiled(FULL_REQUEST, path, value)
    for read in (
        lambda: exchange.read_request(given, studio),
        lambda: exchange.answer(FULL_STUDIO, given),
    ):
        with pytest.raises(BadInput) as refused:
            read()
        assert (refused.value.path, refused.value.problem) == (path, problem)


@pytest.mark.parametrize(
    "request_, path, problem",
    [
        ({"services": []}, "services", "choose at least one service or package"),
        ({"services": [], "packages": ["all", "all"]}, "packages[1]", '"all" is named twice'),
        (
            {"services": [], "packages": ["all", "again"]},
            "packages[1]",
            'the service "survey" is in "all" too',
        ),
        ({"services": ["none"]}, "services", "the main appointment has zero minutes"),
    ],
    ids=["nothing", "twice", "in two packages", "zero minutes"],
)
def test_what_cannot_be_booked_is_refused(request_: dict[str, Any], path: str, problem: str) -> None:
    studio = spoiled(
        FULL_STUDIO, "packages[1]", {"id": "again", "name": "Again", "services": ["survey", "photos"]}
    )
    studio = spoiled(studio, "services[3]", {"id": "none", "name": "None", "minutes": 0})
    with pytest.raises(BadInput) as refused:
        exchange.answer(studio, FULL_REQUEST | request_)
    assert (refused.value.path, refused.value.problem) == (path, problem)


@pytest.mark.parametrize("whole", [None, [], "photos", 1, True], ids=str)
def test_a_request_that_is_no_object_is_refused(studio: Studio, whole: object) -> None:
    with pytest.raises(BadInput, match=r"^is .*, not an object$"):
        exchange.read_request(whole, studio)


# ---------------------------------------------------------------- wishes: without now, from and to


def test_a_wish_is_for_all_bookable_dates_from_today(studio: Studio) -> None:
    found = exchange.read_wish({"services": ["photos"]}, studio, LATER)
    assert found.now == LATER
    assert (found.first_day, found.last_day) == (date(2026, 6, 17), date(2028, 6, 16))  # local; 730 days


def test_the_given_now_counts_but_the_wishes_own_is_read(studio: Studio) -> None:
    found = exchange.read_wish(FULL_REQUEST, studio, LATER)
    assert found.now == LATER
    assert (found.first_day, found.last_day) == (date(2026, 6, 16), date(2026, 6, 17))
    with pytest.raises(BadInput, match=r"^now: "):
        exchange.read_wish(FULL_REQUEST | {"now": "soon"}, studio, LATER)


def test_a_wish_knows_no_other_keys(studio: Studio) -> None:
    with pytest.raises(BadInput, match=r"^agent: is not a known key$"):
        exchange.read_wish({"services": ["photos"], "agent": "x"}, studio, LATER)


# ---------------------------------------------------------------- words of the command line


def test_dates_and_times_of_the_command_line() -> None:
    assert exchange.read_day("2026-06-16", "--from") == date(2026, 6, 16)
    assert exchange.read_time("2026-06-15T08:00:00-04:00", "--now") == NOW


@pytest.mark.parametrize("given", ["", "16.6.2026", None, 1, [], "2026-06-31"], ids=repr)
def test_others_are_refused_by_the_name_of_the_option(given: object) -> None:
    for read in (exchange.read_day, exchange.read_time):
        with pytest.raises(BadInput) as refused:
            read(given, "--from")
        assert refused.value.path == "--from"
