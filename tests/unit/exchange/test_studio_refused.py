"""Every wrong kind, range, reference and order in a studio file is refused, with its path and in words."""

from __future__ import annotations

import math
from typing import Any

import pytest

from studio_app import exchange
from studio_app.errors import BadInput
from tests.support.full_file import FULL_STUDIO, GONE, spoiled

S = "studio"
P = "photographers[0]"
Case = tuple[str, Any, str, str]


def at(path: str, value: Any, problem: str, told: str | None = None) -> Case:
    """The value at a path, and what is said of it: of the same path unless `told` names another."""
    return path, value, told or path, problem


KEYS = [
    at("format", GONE, "is missing"),
    at("format", "studio-desk/2", 'is not "studio-desk/1"'),
    at("format", 1, "is a number, not text"),
    at("studio", GONE, "is missing"),
    at("studio", [], "is a list, not an object"),
    at("extra", 1, "is not a known key"),
    at(f"{S}.extra", 1, "is not a known key"),
    at(f"{S}.twilight.extra", 1, "is not a known key"),
    at(f"{S}.travel.extra", 1, "is not a known key"),
    at(f"{S}.company_hours.Mon", [], "is not a known key"),
    at("services[0].extra", 1, "is not a known key"),
    at("services[0].tiers[0].extra", 1, "is not a known key"),
    at("services[0].tiers[0].up_to_sqft", GONE, "is missing"),
    at("packages[0].extra", 1, "is not a known key"),
    at("zones[0].extra", 1, "is not a known key"),
    at(f"{P}.extra", 1, "is not a known key"),
    at(f"{P}.home.alt", 1, "is not a known key"),
    at(f"{P}.exceptions[0].extra", 1, "is not a known key"),
    at(f"{P}.time_off[0].extra", 1, "is not a known key"),
    at(f"{P}.presets.tuesday", [], "is not a known key"),
    at("busy[0].extra", 1, "is not a known key"),
    at("busy[0].id", "x", "is not a known key"),
    at("appointments[0].extra", 1, "is not a known key"),
    *(at(f"{S}.{key}", GONE, "is missing") for key in ("name", "timezone")),
    *(at(f"services[0].{key}", GONE, "is missing") for key in ("id", "name", "minutes")),
    *(at(f"packages[0].{key}", GONE, "is missing") for key in ("id", "name", "services")),
    *(at(f"zones[0].{key}", GONE, "is missing") for key in ("id", "name", "polygon")),
    *(at(f"{P}.{key}", GONE, "is missing") for key in ("id", "name", "email")),
    *(at(f"busy[0].{key}", GONE, "is missing") for key in ("photographer", "start", "end")),
    *(at(f"appointments[0].{key}", GONE, "is missing") for key in ("id", "crew", "start", "end")),
    at(f"{P}.home.lat", GONE, "is missing"),
    at(f"{P}.time_off[0].end", GONE, "is missing"),
    at(f"{P}.exceptions[0].hours", GONE, "is missing"),
]

KINDS = [
    at(key, {}, "is an object, not a list")
    for key in ("services", "packages", "zones", "photographers", "busy", "appointments")
] + [
    at("services", None, "is null, not a list"),
    at("services[0]", "photos", "is text, not an object"),
    at("busy[0]", [1], "is a list, not an object"),
    at(f"{S}.name", 5, "is a number, not text"),
    at(f"{S}.name", True, "is true or false, not text"),
    at(f"{S}.name", None, "is null, not text"),
    at(f"{S}.integrated_booking", 1, "is a number, not true or false"),
    at(f"{S}.skills_enabled", "true", "is text, not true or false"),
    at(f"{S}.zones_enabled", None, "is null, not true or false"),
    at(f"{S}.priority_enabled", 0, "is a number, not true or false"),
    at(f"{S}.slot_step_min", True, "is true or false, not a number"),
    at(f"{S}.slot_step_min", "15", "is text, not a number"),
    at(f"{S}.company_hours", [], "is a list, not an object"),
    at(f"{S}.company_hours.mon", "9-5", "is text, not a list"),
    at(f"{S}.company_hours.mon[0]", "09:00", "is text, not a list"),
    at(f"{S}.company_hours.mon[0][0]", 9, "is a number, not text"),
    at(f"{S}.closed_dates", "2026-06-19", "is text, not a list"),
    at(f"{S}.closed_dates[0]", 20260619, "is a number, not text"),
    at(f"{S}.bookable_weekdays", "mon", "is text, not a list"),
    at(f"{S}.bookable_weekdays[0]", 1, "is a number, not text"),
    at(f"{S}.twilight", "sun", "is text, not an object"),
    at(f"{S}.travel", None, "is null, not an object"),
    at("services[0].tiers", {}, "is an object, not a list"),
    at("services[1].twilight", "yes", "is text, not true or false"),
    at("packages[0].send_two", 1, "is a number, not true or false"),
    at("packages[0].services", "photos", "is text, not a list"),
    at("packages[0].minutes", "75", "is text, not a number"),
    at("zones[0].polygon", {}, "is an object, not a list"),
    at("zones[0].polygon[1]", {"lat": 1, "lon": 2}, "is an object, not a list"),
    at("zones[0].polygon[1][0]", "-71", "is text, not a number"),
    at(f"{P}.senior", None, "is null, not true or false"),
    at(f"{P}.priority", "high", "is text, not a number"),
    at(f"{P}.priority", None, "is null, not a number"),
    at(f"{P}.presets", None, "is null, not an object"),
    at(f"{P}.presets.tue", "09:00", "is text, not a list"),
    at(f"{P}.home", [42.33, -71.12], "is a list, not an object"),
    at(f"{P}.home.lat", "42.33", "is text, not a number"),
    at(f"{P}.timezone", 5, "is a number, not text"),
    at("busy[1].all_day", "true", "is text, not true or false"),
    at("busy[0].title", None, "is null, not text"),
    at("appointments[0].crew", "ana", "is text, not a list"),
    at("appointments[0].id", 1, "is a number, not text"),
    at(f"{S}.name", {1, 2}, "is something else, not text"),
    at(f"{S}.name", b"x", "is something else, not text"),
]

RANGES = [
    at(f"{S}.slot_step_min", 25, "is none of 5, 10, 15, 20, 30, 60"),
    at(f"{S}.slot_step_min", 15.5, "is not a whole number"),
    at(f"{S}.buffer_before_min", -1, "is not between 0 and 480"),
    at(f"{S}.buffer_after_min", 481, "is not between 0 and 480"),
    at(f"{S}.buffer_after_min", 30.5, "is not a whole number"),
    at(f"{S}.day_edge_buffers", "loose", '"loose" is none of strict, relaxed'),
    at(f"{S}.lead_time_hours", -0.5, "is not between 0 and 100,000"),
    at(f"{S}.lead_time_hours", 1e300, "is not between 0 and 100,000"),
    at(f"{S}.lead_time_hours", math.inf, "is not a finite number"),
    at(f"{S}.lead_time_hours", math.nan, "is not a finite number"),
    at(f"{S}.lead_time_hours", 10**400, "is not between 0 and 100,000"),
    at(f"{S}.two_photographers_hours", -1, "is not between 0 and 100,000"),
    at(f"{S}.max_advance_days", 0, "is not between 1 and 730"),
    at(f"{S}.max_advance_days", 731, "is not between 1 and 730"),
    at(f"{S}.duration_reduction_pct", 91, "is not between 0 and 90"),
    at(f"{S}.duration_reduction_pct", -1, "is not between 0 and 90"),
    at(f"{S}.duration_reduction_pct", 33.3, "is not a whole number"),
    at(f"{S}.bookable_weekdays[0]", "Mon", '"Mon" is none of mon, tue, wed, thu, fri, sat, sun'),
    at(f"{S}.twilight.mode", "moon", '"moon" is none of off, manual, sun'),
    at(f"{S}.twilight.before_min", -1, "is not between 0 and 1,440"),
    at(f"{S}.twilight.after_min", 1441, "is not between 0 and 1,440"),
    at(f"{S}.twilight.end", "16:00", "end is before start", f"{S}.twilight"),
    at(f"{S}.twilight.end", "17:00", "end is not after start", f"{S}.twilight"),
    at(f"{S}.twilight.start", "24:00", "24:00 may only end a day"),
    at(f"{S}.travel.mode", "guess", '"guess" is none of fixed, estimate'),
    at(f"{S}.travel.speed_kmh", 0, "is not between 0.1 and 2,000"),
    at(f"{S}.travel.speed_kmh", -45, "is not between 0.1 and 2,000"),
    at(f"{S}.travel.detour", -1, "is not between 0 and 100"),
    at(f"{S}.travel.floor_min", -1, "is not between 0 and 527,040"),
    at(f"{S}.travel.max_travel_min", -1, "is not between 0 and 527,040"),
    at(f"{S}.travel.max_travel_min", 12.5, "is not a whole number"),
    at("services[0].minutes", -1, "is not between 0 and 527,040"),
    at("services[0].minutes", 527041, "is not between 0 and 527,040"),
    at("services[0].minutes", 59.5, "is not a whole number"),
    at("services[0].minutes", math.nan, "is not a finite number"),
    at("services[0].tiers[0].minutes", -5, "is not between 0 and 527,040"),
    at("services[0].tiers[0].up_to_sqft", -1, "is not between 0 and 1,000,000,000"),
    at("packages[0].minutes", -1, "is not between 0 and 527,040"),
    at("packages[0].twilight_minutes", 1.5, "is not a whole number"),
    at(f"{P}.max_shoots_per_day", -1, "is not between 0 and 1,000"),
    at(f"{P}.max_shoots_per_day", 2.5, "is not a whole number"),
    at(f"{P}.priority", math.inf, "is not a finite number"),
    at(f"{P}.home.lat", 90.01, "is not between -90 and 90"),
    at(f"{P}.home.lon", -180.5, "is not between -180 and 180"),
    at(f"{P}.home.lon", math.nan, "is not a finite number"),
    at("busy[0].place.lat", -91, "is not between -90 and 90"),
    at("appointments[0].place.lon", 181, "is not between -180 and 180"),
    at(f"{P}.calendar_state", "broken", '"broken" is none of ok, unknown'),
    at("busy[0].show_as", "away", '"away" is none of busy, free'),
    at("busy[0].status", "maybe", '"maybe" is none of confirmed, tentative, cancelled'),
    at("busy[0].response", "no", '"no" is none of accepted, tentative, declined, needs_action'),
    at("busy[0].kind", "ooo", '"ooo" is none of default, out_of_office, working_location'),
    at("appointments[0].state", "done", '"done" is none of confirmed, hold, cancelled, postponed'),
    *(at(f"{place}.id", "", "is empty") for place in ("services[0]", "zones[0]", P, "appointments[0]")),
]

NAME = "is not an IANA zone name"
ZONES = [
    at(f"{S}.timezone", zone, f'"{zone}" {NAME}')
    for zone in ("", "EST5", "new york", "../etc/passwd", "/etc/passwd", "posixrules", "localtime", "Factory")
] + [
    at(f"{P}.timezone", "america/new_york", f'"america/new_york" {NAME}'),
    at(f"{S}.timezone", "UTC\0", "holds a character that can't be stored: NUL or half a surrogate pair"),
    at(f"{S}.timezone", "America/New_York\n", f'"America/New_York\\n" {NAME}'),
]

YEARS = "is not between the years 1973 and 2199"
TIME = "is not a time such as 2026-06-16T09:30:00-04:00"
TIMES = [
    at("busy[0].start", "2026-06-16T09:00:00", "needs an offset, such as -04:00 or Z"),
    *(
        at("busy[0].start", text, f'"{text}" {TIME}')
        for text in (
            "",
            "tomorrow",
            "2026-06-16",
            "2026-06-16T09Z",
            "2026-06-16 09:00:00-04:00",
            "2026-06-16t09:00:00z",
            "20260616T090000Z",
            "2026-W25-2T09:00:00Z",
            "2026-06-16T24:00:00Z",
            "2026-06-16T09:60:00Z",
            "2026-06-16T09:00:60Z",
            "2026-06-16T09:00:00.1234567Z",
            "2026-06-16T09:00:00,5Z",
            "2026-06-16T09:00:00-0400",
            "2026-06-16T09:00:00-04",
            "2026-06-16T09:00:00+24:00",
            "2026-06-16T09:00:00+10:60",
            "2026-06-16T09:00:00Z[UTC]",
        )
    ),
    at("busy[0].start", "٢٠٢٦-06-16T09:00:00Z", f'"٢٠٢٦-06-16T09:00:00Z" {TIME}'),
    at("busy[0].start", "2026-06-16T09:00:00Z\n", f'"2026-06-16T09:00:00Z\\n" {TIME}'),
    at("busy[0].start", "2026-02-30T09:00:00Z", '"2026-02-30T09:00:00Z" is not a time that exists'),
    at("busy[0].start", "2026-00-16T09:00:00Z", '"2026-00-16T09:00:00Z" is not a time that exists'),
    *(
        at("busy[0].start", text, YEARS)
        for text in (
            "1972-12-31T23:59:59.999999Z",
            "1973-01-01T00:59:59+01:00",
            "2200-01-01T00:00:00Z",
            "2199-12-31T23:00:00-01:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
        )
    ),
    at("busy[0].start", 1781600400, "is a number, not text"),
    at("busy[0].end", "2026-06-16T08:59:59-04:00", "end is before start", "busy[0]"),
    at("busy[1].end", "2026-06-17", "end is before start", "busy[1]"),
    at("busy[1].start", "2026-06-18T00:00:00Z", '"2026-06-18T00:00:00Z" is not a date YYYY-MM-DD'),
    at("busy[1].start", "٢٠٢٦-٠٦-١٨", '"٢٠٢٦-٠٦-١٨" is not a date YYYY-MM-DD'),
    at("busy[1].start", "2026-6-18", '"2026-6-18" is not a date YYYY-MM-DD'),
    at("busy[1].start", "2026-06-31", '"2026-06-31" is not a date that exists'),
    at("busy[1].end", "2201-01-01", YEARS),
    at(f"{S}.closed_dates[1]", "2027-02-29", '"2027-02-29" is not a date that exists'),
    at(f"{P}.exceptions[0].date", "June 20", '"June 20" is not a date YYYY-MM-DD'),
    at(f"{P}.time_off[0].end", "2026-06-30T00:00:00Z", "end is before start", f"{P}.time_off[0]"),
    at(f"{P}.time_off[0].end", "2026-07-01T04:00:00Z", "end is not after start", f"{P}.time_off[0]"),
    at("appointments[0].end", "2026-06-16T11:00:00-04:00", "end is before start", "appointments[0]"),
    at("appointments[0].end", "2026-06-16T16:00:00Z", "end is not after start", "appointments[0]"),
    at("appointments[0].assigned_at", "2026-06-16T16:00:00", "needs an offset, such as -04:00 or Z"),
]

WALL = "is not a wall time HH:MM"
TUESDAY = f"{P}.hours.tue"
HOURS = [
    at(TUESDAY, [["12:00", "09:00"]], "end is before start", f"{TUESDAY}[0]"),
    at(TUESDAY, [["09:00", "09:00"]], "end is not after start", f"{TUESDAY}[0]"),
    at(
        TUESDAY,
        [["09:00", "12:00"], ["11:00", "13:00"]],
        "starts before 12:00, the end of the hours before",
        f"{TUESDAY}[1]",
    ),
    at(
        TUESDAY,
        [["13:00", "17:00"], ["09:00", "12:00"]],
        "starts before 17:00, the end of the hours before",
        f"{TUESDAY}[1]",
    ),
    at(TUESDAY, [["09:00"]], "is not a pair of a start and an end", f"{TUESDAY}[0]"),
    at(TUESDAY, [["09:00", "12:00", "13:00"]], "is not a pair of a start and an end", f"{TUESDAY}[0]"),
    *(
        at(f"{TUESDAY}[0][{side}]", text, f'"{text}" {WALL}')
        for side in (0, 1)
        for text in ("9:00", "09:00:00", "25:00", "24:01", "09:60", "-1:00", "٠٩:٠٠", "noon", "")
    ),
    at(TUESDAY, [["00:00", "00:01"]] * 49, "has more than 48 spans"),
    at(TUESDAY, [["24:00", "24:00"]], "24:00 may only end a day", f"{TUESDAY}[0][0]"),
    at(
        f"{P}.exceptions[0].hours", [["12:00", "11:00"]], "end is before start", f"{P}.exceptions[0].hours[0]"
    ),
    at(
        f"{P}.exceptions[1]",
        {"date": "2026-06-20", "hours": []},
        "2026-06-20 has an exception already",
        f"{P}.exceptions[1].date",
    ),
    at(f"{P}.presets.tue[0]", "24:00", "24:00 may only end a day"),
    at(f"{P}.presets.tue[1]", "2 pm", f'"2 pm" {WALL}'),
]

REFERENCES = [
    at("packages[0].services[1]", "video", 'there is no service "video"'),
    at("packages[0].services[3]", "photos", '"photos" is named twice'),
    at(f"{P}.skills[0]", "video", 'there is no service "video"'),
    at(f"{P}.zones[0]", "east", 'there is no zone "east"'),
    at("busy[0].photographer", "cy", 'there is no photographer "cy"'),
    at("appointments[0].crew[1]", "cy", 'there is no photographer "cy"'),
    at("appointments[0].crew[1]", "ana", '"ana" is named twice'),
    at("appointments[0].crew", [], "has 0 photographers, one or two go"),
    at("appointments[0].services[0]", "video", 'there is no service "video"'),
    at("appointments[0].services[1]", "photos", '"photos" is named twice'),
    at("appointments[0].hold_until", GONE, "is missing: a hold needs an end"),
    at("appointments[0].hold_until", None, "is missing: a hold needs an end"),
    at("services[1].id", "photos", '"photos" is used twice'),
    at("packages[1]", FULL_STUDIO["packages"][0], '"all" is used twice', "packages[1].id"),
    at("zones[1].id", "town", '"town" is used twice'),
    at("photographers[1].id", "ana", '"ana" is used twice'),
    at("appointments[1]", FULL_STUDIO["appointments"][0], '"a1" is used twice', "appointments[1].id"),
    at("services[1].separate", True, "a service is twilight or separate, not both"),
    at("services[0].tiers[1].up_to_sqft", 3000, "is not larger than that of the tier before"),
    at("services[0].tiers[1].up_to_sqft", 2000, "is not larger than that of the tier before"),
    at(
        "services[0].tiers[2]",
        {"up_to_sqft": 9000, "minutes": 9},
        "follows the tier without limit, which must be last",
    ),
    at(
        "services[0].tiers[2]",
        {"up_to_sqft": None, "minutes": 9},
        "follows the tier without limit, which must be last",
    ),
]

RING = "zones[0].polygon"
POLYGONS = [
    at(RING, [], "needs three corners or more"),
    at(RING, [[0, 0], [1, 1]], "needs three corners or more"),
    at(RING, [[0, 0], [1, 1], [0, 0]], "needs three corners or more"),
    at(RING, [[0, 0], [1, 1], [1, 1], [0, 0]], "needs three corners or more"),
    at(RING, [[0, 0], [1, 1], [1, 0], [0, 1]], "crosses or touches itself near 0.5, 0.5"),
    at(RING, [[0, 0], [2, 0], [2, 2], [1, 0], [0, 2]], "crosses or touches itself near 1, 0"),
    at(RING, [[0, 0], [1, 1], [2, 2]], "crosses or touches itself near 1, 1"),
    at(RING, [[0, 0], [1e-200, 0], [0, 1e-200]], "crosses or touches itself near 0, 1e-200"),
    at(f"{RING}[0]", [1], "is not a pair of longitude and latitude"),
    at(f"{RING}[0]", [1, 2, 3], "is not a pair of longitude and latitude"),
    at(f"{RING}[0][1]", 90.5, "is not between -90 and 90"),
    at(f"{RING}[0][0]", 180.5, "is not between -180 and 180"),
    at(f"{RING}[0][0]", math.nan, "is not a finite number"),
]


@pytest.mark.parametrize(
    "path, value, told, problem",
    [*KEYS, *KINDS, *RANGES, *ZONES, *TIMES, *HOURS, *REFERENCES, *POLYGONS],
    ids=lambda value: value if isinstance(value, str) and len(value) < 60 and value.isprintable() else "",
)
def test_it_is_refused(path: str, value: Any, told: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        exchange.read_studio(spoiled(FULL_STUDIO, path, value))
    assert (refused.value.path, refused.value.problem) == (told, problem)
    assert str(refused.value) == f"{told}: {problem}"


@pytest.mark.parametrize("whole", [None, [], "studio-desk/1", 1, True], ids=str)
def test_a_file_that_is_no_object_is_refused(whole: object) -> None:
    with pytest.raises(BadInput, match=r"^is .*, not an object$"):
        exchange.read_studio(whole)


def test_a_crew_of_three_is_refused() -> None:
    third = {"id": "cy", "name": "Cy", "email": ""}
    studio = spoiled(FULL_STUDIO, "photographers[2]", third)
    with pytest.raises(BadInput, match=r"^appointments\[0\]\.crew: has 3 photographers, one or two go$"):
        exchange.read_studio(spoiled(studio, "appointments[0].crew", ["ana", "ben", "cy"]))


def test_the_first_problem_in_the_order_of_the_format_is_told() -> None:
    twice_wrong = spoiled(spoiled(FULL_STUDIO, "busy[0].start", "x"), "services[0].minutes", -1)
    with pytest.raises(BadInput, match=r"^services\[0\]\.minutes: "):
        exchange.read_studio(twice_wrong)


def test_the_studio_file_of_these_tests_is_sound() -> None:
    assert exchange.read_studio(FULL_STUDIO).settings.name == "Northlight Studio"
