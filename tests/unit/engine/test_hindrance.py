"""Why an order has no opening at all, in words, where the set-up is the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app import engine, exchange
from studio_app.desk.rules.model import RULE_OF
from studio_app.domain.request import Request
from studio_app.engine.hindrance import Fix, Hindrance, hindrance
from studio_app.engine.visits import visits_of
from studio_app.errors import BadInput
from tests.support.scenarios import Json, busy, hours, person, request, service, studio
from tests.support.studios import THEMES, Case, cases

TOWN = {"id": "town", "name": "Town", "polygon": [[-71.2, 42.2], [-71.0, 42.2], [-71.0, 42.4], [-71.2, 42.4]]}
HARBOUR = {
    "id": "harbour",
    "name": "Harbour",
    "polygon": [[-70.9, 42.2], [-70.8, 42.2], [-70.8, 42.4], [-70.9, 42.4]],
}
IN_TOWN: Json = {"place": {"lat": 42.3, "lon": -71.1}}
AT_SEA: Json = {"place": {"lat": 42.3, "lon": -70.0}}
WEEKDAY_HOURS = hours("09:00-12:00", "13:00-17:00", days="mon tue wed thu fri")
TWO = {"two_photographers_hours": 1}


def two(*skills: str, **keys: Any) -> tuple[Json, Json]:
    return person("ana", skills=list(skills), **keys), person("ben", skills=list(skills), **keys)


def why(raw: Json, asked: Json) -> Hindrance:
    """The reason, after making sure that there is no opening."""
    loaded = exchange.read_studio(raw)
    read = exchange.read_request(asked, loaded)
    (visit, *_) = visits_of(loaded, read)
    (found,) = engine.find_openings(loaded, _ahead(read), (visit,))
    assert list(found.openings) == []
    return hindrance(loaded, read, visit)


def _ahead(asked: Request) -> Request:
    return replace(asked, last_day=asked.first_day + timedelta(days=60))


CASES: list[tuple[Json, Json, str, Fix]] = [
    (studio() | {"photographers": []}, request(), "There are no photographers yet.", Fix.TEAM),
    (studio(integrated_booking=False), request(), "Booking is switched off for the studio.", Fix.RULES),
    (studio(person(accepting=False)), request(), "Ana takes no bookings at the moment.", Fix.TEAM),
    (studio(*two(accepting=False)), request(), "Nobody takes bookings at the moment.", Fix.TEAM),
    (
        studio(*two("photos"), skills_enabled=True),
        request("photos", "video"),
        "Nobody is trained in Video.",
        Fix.SKILLS,
    ),
    (
        studio(person("ana", skills=["photos"]), person("ben", skills=["video"]), skills_enabled=True),
        request("photos", "video"),
        "Nobody is trained in all of Photos and Video.",
        Fix.SKILLS,
    ),
    (
        studio(person("ana", skills=["photos"]), person("ben", skills=["video"]), skills_enabled=True),
        request("video", photographers=["ana"]),
        "Ana is not trained in Video.",
        Fix.SKILLS,
    ),
    (
        studio(
            person("ana", skills=["photos"]),
            person("ben", skills=["photos"]),
            person("cyd", skills=["video"], accepting=False),
            skills_enabled=True,
        ),
        request("video"),
        "Nobody of those who could go is trained in Video.",
        Fix.SKILLS,
    ),
    (
        studio(zones=[TOWN], zones_enabled=True),
        request(),
        "The address has no place on the map yet, so nobody knows which zone it is in.",
        Fix.ADDRESS,
    ),
    (
        studio(zones_enabled=True),
        request(**IN_TOWN),
        "Zones are switched on, but none is drawn yet.",
        Fix.ZONES,
    ),
    (
        studio(*two(zones=["town"]), zones=[TOWN], zones_enabled=True),
        request(**AT_SEA),
        "The address lies in none of the zones.",
        Fix.ZONES,
    ),
    (
        studio(*two(zones=["harbour"]), zones=[TOWN, HARBOUR], zones_enabled=True),
        request(**IN_TOWN),
        "Nobody covers Town.",
        Fix.ZONES,
    ),
    (
        studio(person(zones=["harbour"]), zones=[TOWN, HARBOUR], zones_enabled=True),
        request(**IN_TOWN),
        "Ana doesn\N{RIGHT SINGLE QUOTATION MARK}t cover Town.",
        Fix.ZONES,
    ),
    (
        studio(person(calendar_state="unknown")),
        request(),
        "The calendar could not be read, so nobody knows what is in it (Ana).",
        Fix.CALENDARS,
    ),
    (
        studio(*two(calendar_state="unknown")),
        request(),
        "Nobody knows when Ana and Ben are free: their calendars could not be read.",
        Fix.CALENDARS,
    ),
    (studio(**TWO), request("photos", "video"), "Two must go, and only Ana could.", Fix.TEAM),
    (
        studio(*two(), **TWO),
        request("photos", "video"),
        "One of two must be senior, and nobody of those who could go is.",
        Fix.TEAM,
    ),
    (
        studio(*two("photos", senior=True), skills_enabled=True, **TWO),
        request("photos", "video"),
        "Two must go, and no two are trained in all of it between them.",
        Fix.SKILLS,
    ),
    (studio(bookable_weekdays=[]), request(), "The studio takes bookings on no weekday.", Fix.RULES),
    (
        studio(max_advance_days=1, lead_time_hours=72),
        request(),
        "The soonest start is Thu 18 Jun 8:00, but Tue 16 Jun is the last day that can be booked.",
        Fix.RULES,
    ),
    (
        studio(max_advance_days=1, closed_dates=["2026-06-15", "2026-06-16"]),
        request(),
        "The studio is closed on every day until Tue 16 Jun, the last one that can be booked.",
        Fix.RULES,
    ),
    (
        studio(person(hours=hours("09:00-17:00", days="sat sun")), bookable_weekdays=["mon", "tue"]),
        request(),
        "Ana works on no day that can be booked.",
        Fix.TEAM,
    ),
    (
        studio(*two(hours=hours("09:00-17:00", days="sun")), bookable_weekdays=["mon"]),
        request(),
        "Ana and Ben work on no day that can be booked.",
        Fix.TEAM,
    ),
    (
        studio(person(hours=WEEKDAY_HOURS), services=[service("photos", 300)]),
        request(),
        "The visit takes 6 h with its drives, and nobody of those who could go works longer than 4 h without a break.",
        Fix.TEAM,
    ),
    (
        studio(person(hours=WEEKDAY_HOURS), services=[service("photos", 245)], day_edge_buffers="relaxed"),
        request(),
        "The visit takes 4 h 5 min, and nobody of those who could go works longer than 4 h without a break.",
        Fix.TEAM,
    ),
    (
        studio(services=[service("photos", 60, twilight=True)], twilight={"mode": "off"}),
        request(),
        "Twilight appointments are switched off.",
        Fix.RULES,
    ),
    (
        studio(
            services=[service("photos", 90, twilight=True)],
            twilight={"mode": "manual", "start": "19:00", "end": "20:00"},
        ),
        request(),
        "A twilight appointment of 1 h 30 min doesn\N{RIGHT SINGLE QUOTATION MARK}t fit into twilight, which lasts 1 h.",
        Fix.RULES,
    ),
    (
        studio(max_advance_days=3, busy=[busy("2026-06-15T00:00:00-04:00", "2026-06-30T00:00:00-04:00")]),
        request(),
        "Everybody is booked or off until Thu 18 Jun, the last day that can be booked.",
        Fix.RULES,
    ),
    (
        studio(busy=[busy("2026-06-15T00:00:00-04:00", "2026-12-30T00:00:00-04:00")]),
        request(),
        "Everybody is booked or off on all bookable days.",
        Fix.NONE,
    ),
]


@pytest.mark.parametrize("raw, asked, sentence, fix", CASES, ids=[case[2] for case in CASES])
def test_the_reason_is_said(raw: Json, asked: Json, sentence: str, fix: Fix) -> None:
    found = why(raw, asked)
    assert (found.sentence, found.fix) == (sentence, fix)
    assert bool(found.rule) is (fix is Fix.RULES)
    assert not found.rule or found.rule in RULE_OF


@given(st.sampled_from(THEMES).flatmap(cases))
def test_where_the_set_up_is_the_reason_there_is_no_opening(case: Case) -> None:
    loaded = exchange.read_studio(case.studio)
    try:
        asked = exchange.read_request(case.request, loaded)
        visits = visits_of(loaded, asked)
    except BadInput:
        return
    for visit in visits:
        found = hindrance(loaded, asked, visit)
        assert found.sentence.endswith(".")
        if not found.sentence.startswith("Everybody is booked"):
            (openings,) = engine.find_openings(loaded, _ahead(asked), (visit,))
            assert list(openings.openings) == []
