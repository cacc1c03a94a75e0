"""What the view shows of a studio, and what an order of one thing needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from studio_app import engine, exchange
from studio_app.desk.services.content import sell_state
from studio_app.desk.services.model import PackageState, ServiceState
from studio_app.desk.services.ready_made import READY_MADE, free_name, named, still_missing
from studio_app.desk.services.ribbon import (
    RibbonQuestion,
    count_openings,
    openings_words,
    request_for,
    ribbon_of,
)
from studio_app.domain.studio import Studio
from tests.support.scenarios import person, service, studio

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
"""Monday 8:00 in New York."""
ANA = person("ana", skills=["photos", "video"])
SERVICES = [
    service("photos", tiers=[{"up_to_sqft": 2000, "minutes": 60}, {"up_to_sqft": None, "minutes": 90}]),
    service("video"),
    service("dusk", 30, twilight=True),
    service("plan", 45, separate=True),
]
PACKAGES = [
    {"id": "full", "name": "Full", "services": ["photos", "video", "dusk"], "minutes": 100},
    {"id": "two", "name": "Two", "services": ["video", "photos"], "send_two": True},
]


def a_studio(**keys: object) -> Studio:
    wanted: dict[str, object] = {
        "services": SERVICES,
        "packages": PACKAGES,
        "skills_enabled": True,
        "twilight": {"mode": "manual"},
        **keys,
    }
    return exchange.read_studio(studio(ANA, person("ben", skills=["photos", "video"], senior=True), **wanted))


def row(found: Studio, key: str) -> tuple[str, str, str]:
    wanted = next(row for row in sell_state(found, "", None).rows if row.key == key)
    return wanted.minutes, wanted.note, wanted.problem


def test_rows_say_how_long_when_and_what_stands_in_the_way() -> None:
    found = a_studio()
    assert row(found, "service/photos") == ("1 h 00 \N{EN DASH} 1 h 30", "", "")
    assert row(found, "service/dusk") == ("30 min", "at twilight", "Nobody can do this yet")
    assert row(found, "service/plan") == ("45 min", "a visit of its own", "Nobody can do this yet")
    assert row(found, "package/full") == ("2 h 10", "Photos + Video + Dusk", "Nobody can do Dusk yet")
    assert row(found, "package/two") == ("2 h 00", "Video + Photos", "")


def test_where_skills_do_not_count_nobody_is_missed() -> None:
    found = a_studio(skills_enabled=False, twilight={"mode": "off"})
    assert row(found, "service/plan")[2] == ""
    assert row(found, "service/dusk")[2] == "Twilight is switched off in the settings"
    assert row(found, "package/full")[2] == "Twilight is switched off in the settings"


def test_what_is_looked_at_is_the_first_where_nothing_is_chosen() -> None:
    found = a_studio()
    shown = sell_state(found, "service/gone", None).shown
    assert isinstance(shown, ServiceState)
    assert (shown.service.id, shown.colour, shown.packages) == ("photos", 0, ("Full", "Two"))
    assert [person.can for person in shown.people] == [True, True]
    assert sell_state(Studio(found.settings), "", None).shown is None
    assert sell_state(found, "", None).subtitle == "4 services \N{MIDDLE DOT} 2 packages"


def test_a_package_shows_its_parts_first_and_their_sums() -> None:
    shown = sell_state(a_studio(), "package/full", 3000).shown
    assert isinstance(shown, PackageState)
    assert [(part.id, part.inside) for part in shown.parts] == [
        ("photos", True),
        ("video", True),
        ("dusk", True),
        ("plan", False),
    ]
    assert shown.parts[0].minutes == "1 h 30"
    assert (shown.main_sum, shown.twilight_sum) == (150, 30)


@pytest.mark.parametrize(
    "key, size, sentence",
    [
        ("service/photos", None, "1 h 00 on site + 30/20 drive = 1 h 50 needed"),
        ("service/photos", 2001, "1 h 30 on site + 30/20 drive = 2 h 20 needed"),
        ("package/full", None, "2 h 10 on site in 2 visits, each with its drive"),
    ],
)
def test_the_ribbon_says_what_must_be_free(key: str, size: float | None, sentence: str) -> None:
    found = a_studio(buffer_after_min=20)
    assert ribbon_of(found, key, size, NOW).sentence == sentence


def test_the_ribbon_tells_of_two_and_of_real_drives() -> None:
    found = a_studio(duration_reduction_pct=40, travel={"mode": "estimate"})
    ribbon = ribbon_of(found, "package/two", None, NOW)
    (strip,) = ribbon.strips
    assert (strip.work, strip.minutes, strip.crew_size, strip.needed) == (120, 75, 2, 135)
    assert ribbon.note == (
        "Two photographers take 1 h 15 for 2 h 00 of work (40 % less); where both places are known the drive "
        "between them counts instead."
    )
    assert ribbon_of(a_studio(), "package/two", None, NOW).note == "Two photographers go."


def test_what_cannot_be_booked_is_said_instead() -> None:
    found = a_studio()
    empty = replace(found, packages=(replace(found.packages[0], services=()),))
    assert ribbon_of(empty, "package/full", None, NOW).problem == "There is nothing in it yet."
    none = replace(found, services=(replace(found.services[1], minutes=0),), packages=())
    assert ribbon_of(none, "service/video", None, NOW).problem == "The main appointment has zero minutes."


def test_openings_are_those_that_a_booking_would_find() -> None:
    found = a_studio()
    answer = count_openings(RibbonQuestion(found, "service/video", None, (), NOW))
    request = request_for(found, "service/video", None, NOW)
    assert request.last_day - request.first_day == timedelta(days=6)
    assert answer.counts == (len(engine.find_openings(found, request)[0].openings),)
    assert openings_words(answer.counts, ribbon_of(found, "service/video", None, NOW).strips) == (
        f"{answer.counts[0]} openings in the coming 7 days"
    )


def test_without_an_opening_it_says_why() -> None:
    answer = count_openings(RibbonQuestion(a_studio(), "service/plan", None, (), NOW))
    assert answer.counts == (0,)
    assert "Plan" in answer.reason
    both = count_openings(RibbonQuestion(a_studio(), "package/full", None, (), NOW))
    strips = ribbon_of(a_studio(), "package/full", None, NOW).strips
    assert openings_words(both.counts, strips) == (
        f"Openings in the coming 7 days \N{MIDDLE DOT} Main visit: {both.counts[0]}, At twilight: none"
    )
    assert "Dusk" in both.reason


def test_new_things_get_names_that_nothing_has() -> None:
    assert free_name("New service", []) == "New service"
    assert free_name("New service", ["new service", "New service 2"]) == "New service 3"
    made = named("Drone", "d1")
    assert (made.id, made.minutes) == ("d1", 30)
    assert made.name not in [item.name for item in still_missing([made])]
    assert len(still_missing([])) == len(READY_MADE)
