"""Studios at the bounds of the format: answered as the oracle answers them, on any year and at any end of the earth."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.properties.test_engine_oracle import compare
from tests.support.looks import one_in
from tests.support.studios import THEMES, Case, cases

Json = dict[str, Any]

SETTINGS: dict[str, tuple[Any, ...]] = {
    "slot_step_min": (5, 60),
    "buffer_before_min": (0, 480),
    "buffer_after_min": (0, 480),
    "lead_time_hours": (0, 0.01, 48, 100_000),
    "max_advance_days": (1, 730),
    "bookable_weekdays": ([], ["sun"]),
    "two_photographers_hours": (0.01, 24, 100_000),
    "duration_reduction_pct": (0, 90),
    "company_hours": (None, {}, {"sat": [["00:00", "00:01"]]}, {"mon": [["23:59", "24:00"]]}),
    "zones_enabled": (True,),
    "skills_enabled": (True,),
}
TRAVEL: dict[str, tuple[Any, ...]] = {
    "mode": ("estimate",),
    "speed_kmh": (0.1, 1, 2000),
    "detour": (0, 1, 100),
    "floor_min": (0, 1440, 527_040),
    "max_travel_min": (None, 0, 527_040),
}
TWILIGHT: dict[str, tuple[Any, ...]] = {
    "mode": ("sun", "manual"),
    "start": ("00:00", "17:59"),
    "end": ("18:01", "24:00"),
    "before_min": (0, 1440),
    "after_min": (0, 1440),
}
LATITUDES, LONGITUDES = (90, -90, 89.999999, 66.56, 0, -42.33), (180, -180, 179.999999, 0, 108.88)
MINUTES = (1, 479, 1439, 1440, 1441, 10_080, 50_000)
YEARS = {"2020s": 0, "1970s": -52, "2190s": 168}
"""Shifts that keep leap years where they are."""


@st.composite
def extreme_cases(draw: DrawFn) -> Case:
    """A random case of which some values are at the bounds of the format."""

    def some(bounds: dict[str, tuple[Any, ...]]) -> Json:
        keys = draw(st.lists(st.sampled_from(sorted(bounds)), max_size=3, unique=True))
        return {key: draw(st.sampled_from(bounds[key])) for key in keys}

    case = draw(st.sampled_from(THEMES).flatmap(cases))
    studio, request = json.loads(json.dumps([case.studio, case.request]))
    studio["studio"] |= some(SETTINGS)
    if draw(st.booleans()):
        studio["studio"]["travel"] = studio["studio"].get("travel", {}) | some(TRAVEL)
    if draw(st.booleans()):
        studio["studio"]["twilight"] = some(TWILIGHT)
    for service in studio["services"]:
        if draw(st.integers(0, 3)) == 3:
            service["minutes"] = draw(st.sampled_from(MINUTES))
    if draw(st.booleans()):
        for place in found_places([studio, request]):
            if draw(st.booleans()):
                place["lat"] = draw(st.sampled_from(LATITUDES))
                place["lon"] = draw(st.sampled_from(LONGITUDES))
    shift = YEARS[draw(st.sampled_from(sorted(YEARS)))]
    shifted = [moved(json.dumps(one), shift) for one in (studio, request, case.explain)]
    return Case(json.loads(shifted[0]), json.loads(shifted[1]), tuple(json.loads(shifted[2])))


def found_places(value: Any) -> list[Json]:
    if isinstance(value, dict):
        if "lat" in value:
            return [value]
        return [place for inner in value.values() for place in found_places(inner)]
    return [place for inner in value for place in found_places(inner)] if isinstance(value, list) else []


def moved(text: str, years: int) -> str:
    """The same text so many years later."""
    return re.sub(r"20[0-9][0-9](?=-[0-9][0-9]-)", lambda year: str(int(year[0]) + years), text)


@settings(max_examples=one_in(13), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(extreme_cases())
def test_extreme_studios_are_answered_as_the_oracle_does(case: Case) -> None:
    compare(case)
