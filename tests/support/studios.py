"""Random studios and requests for Hypothesis: small, and as nasty as the specification allows.

A case has a theme, which makes some of the rules likelier; every theme can bring every rule. Times cluster on a few
dates around one anchor, many of them nights of a clock change, and on a coarse grid of minutes, so that things touch,
overlap and just miss each other. Most drawn features are harmless on their own: about two cases in three have openings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.support.studios_people import photographers, places, polygons, weekly
from tests.support.studios_tape import DAYTIME, Tape, Times

Json = dict[str, Any]

THEMES = ("any", "nights", "pairs", "twilight", "travel", "moving", "visits", "presets")
STEPS = (15, 30, 60, 20, 10, 5)
TAPE = 800

# Where a studio of each zone could be: the sun sets there in its evening.
ZONES: dict[str, tuple[float, float]] = {
    "America/New_York": (40.5, -74.5),
    "Europe/London": (51.0, -0.5),
    "Australia/Lord_Howe": (-31.75, 159.0),
    "Asia/Kolkata": (28.5, 77.0),
    "America/St_Johns": (47.5, -53.0),
    "Pacific/Auckland": (-37.0, 174.5),
    "Africa/Cairo": (30.0, 31.0),
    "UTC": (51.0, -0.5),
    "America/Phoenix": (33.25, -112.25),
    "Asia/Kathmandu": (27.5, 85.0),
    "America/Havana": (23.0, -82.5),
    "Pacific/Chatham": (-44.0, -176.75),
    "America/Santiago": (-33.5, -70.75),
    "Asia/Beirut": (33.75, 35.25),
    "Atlantic/Azores": (37.5, -25.5),
    "Europe/Berlin": (52.25, 13.25),
    "Africa/Casablanca": (33.25, -7.75),
    "Antarctica/Troll": (-72.0, 2.5),
    "Arctic/Longyearbyen": (78.0, 15.5),
}
ORDINARY = (date(2026, 6, 16), date(2026, 12, 31), date(2028, 2, 29), date(2026, 9, 6), date(2026, 11, 18))


@dataclass(frozen=True)
class Case:
    """A studio file, a request and instants to explain. Its text is the JSON that a report needs."""

    studio: Json
    request: Json
    explain: tuple[str, ...]

    def __repr__(self) -> str:
        whole = {"studio": self.studio, "request": self.request, "explain": list(self.explain)}
        return json.dumps(whole, ensure_ascii=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Hypothesis repeats the case at the end of its report: the JSON stands there already."""
        printer.text("<the JSON above>")


@cache
def clock_changes(zone: str) -> list[date]:
    """The dates of 2025 to 2027 on which a zone's clocks change."""
    day = date(2025, 1, 1)
    offsets = [
        datetime.combine(day + timedelta(days=shift), time(), ZoneInfo(zone)).utcoffset()
        for shift in range(1096)
    ]
    return [
        day + timedelta(days=shift - 1) for shift in range(1, 1096) if offsets[shift] != offsets[shift - 1]
    ]


def cases(theme: str = "any") -> st.SearchStrategy[Case]:
    """A studio, a request to it and instants to explain."""
    return st.binary(min_size=TAPE, max_size=TAPE).map(lambda data: build(theme, Tape(data)))


def build(theme: str, tape: Tape) -> Case:
    """The case that a tape stands for."""
    head = tape.slot(8)
    zone = head.pick(list(ZONES))
    changes = clock_changes(zone)
    night = head.chance(90 if theme == "nights" else 40) and bool(changes)
    anchor = head.pick(changes if night else ORDINARY)
    times = Times(head, ZoneInfo(zone), anchor, night)
    spots = places(ZONES[zone])

    services = catalogue(tape.slot(56), theme)
    names = [one["id"] for one in services]
    packages = packages_of(tape.slot(20), theme, names)
    dusk = any(one.get("twilight") for one in services)
    settings = settings_of(tape.slot(80), theme, zone, times, dusk)
    zones = polygons(tape.slot(8), ZONES[zone])
    if not settings.get("zones_enabled"):
        zones = []
    people = photographers(tape.slot(330), theme, zone, times, names, [one["id"] for one in zones], spots)
    crew = [one["id"] for one in people]
    appointments = appointments_of(tape.slot(125), theme, times, crew, spots)
    events = events_of(tape.slot(115), times, crew, spots)
    studio: Json = {
        "format": "studio-desk/1",
        "studio": settings,
        "services": services,
        "photographers": people,
    }
    lists = {"packages": packages, "zones": zones, "busy": events, "appointments": appointments}
    studio |= {key: found for key, found in lists.items() if found}
    request = request_to(tape.slot(32), theme, studio, times, spots)
    return Case(studio, request, explained(tape.slot(20), times, appointments + events))


def catalogue(tape: Tape, theme: str) -> list[Json]:
    """Services: at most four of six kinds."""
    kinds = ("photos", "video", "floorplan", "dusk", "drone", "stars")
    names = tape.some(kinds, 1, 4)
    if theme == "twilight" and "dusk" not in names:
        names.append("dusk")
    return [service(tape.slot(10), name) for name in names]


def service(tape: Tape, name: str) -> Json:
    one: Json = {"id": name, "name": name.capitalize()}
    one["minutes"] = tape.pick((60, 30, 45, 20, 90, 120, 15, 10, 35, 50, 7, 25, 180))
    if name in ("dusk", "stars"):
        one["minutes"] = min(one["minutes"], 45)
        one["twilight"] = tape.pick((True, True, True, False))
    if name == "drone":
        one["separate"] = tape.pick((True, True, False))
    if name in ("photos", "floorplan", "stars") and tape.chance(25):
        sizes: list[float | None] = [1000, 2500.5, None]
        one["tiers"] = [
            {"up_to_sqft": size, "minutes": tape.pick((40, 20, 75, 30))}
            for size in tape.pick((sizes[:1], sizes[:2], sizes, sizes[2:]))
        ]
    return one


def packages_of(tape: Tape, theme: str, services: list[str]) -> list[Json]:
    found: list[Json] = []
    for index in range(tape.number(0, 2) if tape.chance(80 if theme == "visits" else 30) else 0):
        package: Json = {"id": f"p{index}", "name": f"Package {index}"}
        package["services"] = tape.some(services, 1, 4)
        package["minutes"] = tape.pick((None, None, 60, 75, 100))
        package["twilight_minutes"] = tape.pick((None, None, 40, 25))
        package["send_two"] = tape.chance(20)
        found.append(package)
    return found


def settings_of(tape: Tape, theme: str, zone: str, times: Times, dusk: bool) -> Json:
    """The `studio` object; most keys are left out."""

    def maybe(key: str, percent: int, *values: Any) -> None:
        if tape.chance(percent):
            found[key] = tape.pick(values)

    found: Json = {"name": "Random studio", "timezone": zone}
    maybe("integrated_booking", 3, False)
    maybe("slot_step_min", 60, *STEPS)
    maybe("buffer_before_min", 50, 0, 15, 10, 45, 37, 60, 20, 480)
    maybe("buffer_after_min", 50, 0, 15, 10, 45, 37, 60)
    maybe("day_edge_buffers", 40, "relaxed", "strict")
    maybe("lead_time_hours", 20, 0, 1, 0.5, 4, 12, 2.25, 0.1, 36)
    maybe("max_advance_days", 14, 2, 1, 3, 30)
    maybe("bookable_weekdays", 15, *BOOKABLE)
    if tape.chance(15):
        found["closed_dates"] = sorted({times.day(tape).isoformat() for _ in range(tape.number(1, 2))})
    if tape.chance(30):
        found["company_hours"] = weekly(tape)
    maybe("skills_enabled", 25, True)
    maybe("zones_enabled", 20, True)
    maybe("priority_enabled", 35, True)
    maybe("two_photographers_hours", 80 if theme == "pairs" else 18, 0.5, 0.75, 1, 1.1, 0.1, 1.5, 2, 0)
    maybe("duration_reduction_pct", 50 if theme == "pairs" else 10, 40, 33, 25, 10, 1, 90)
    if tape.chance(92 if dusk else 10):
        found["twilight"] = twilight(tape)
    if theme == "travel" or tape.chance(20):
        found["travel"] = {
            "mode": tape.pick(("estimate", "estimate", "estimate", "fixed")),
            "speed_kmh": tape.pick((45, 90, 60.5, 120)),
            "detour": tape.pick((1.3, 1, 1.05)),
            "floor_min": tape.pick((15, 0, 20, 45)),
            "max_travel_min": tape.pick((None, 20, 30, 60, 5)),
        }
    return found


BOOKABLE = (
    ["mon", "tue", "wed", "thu", "fri"],
    ["sat", "sun"],
    ["mon", "tue", "wed", "thu", "fri", "sun"],
    ["tue", "sat", "mon", "sun"],
)
WINDOWS = (
    ("18:00", "20:00"),
    ("17:00", "22:00"),
    ("16:10", "19:50"),
    ("01:30", "03:15"),
    ("00:00", "04:00"),
    ("21:00", "24:00"),
)


def twilight(tape: Tape) -> Json:
    found: Json = {"mode": tape.pick(("manual", "sun", "manual", "sun", "manual", "sun", "off"))}
    if found["mode"] == "manual":
        found["start"], found["end"] = tape.pick(WINDOWS)
    if found["mode"] == "sun":
        found["before_min"] = tape.pick((60, 90, 30, 45, 120, 0))
        found["after_min"] = tape.pick((60, 90, 30, 120, 0))
    return found


def appointments_of(tape: Tape, theme: str, times: Times, people: list[str], spots: list[Json]) -> list[Json]:
    """The studio's own appointments in every state, holds that end exactly now among them."""
    slots = [tape.slot(25) for _ in range(5)]
    least = 1 if theme == "moving" else 0
    return [
        appointment(slot, f"a{index}", times, people, spots)
        for index, slot in enumerate(slots)
        if slot.chance(50) or index < least
    ]


STATES = ("confirmed", "hold", "confirmed", "hold", "confirmed", "hold", "cancelled", "postponed")


def appointment(tape: Tape, name: str, times: Times, people: list[str], spots: list[Json]) -> Json:
    start, end = times.span(tape, (60, 30, 90, 120, 45, 2, 300))
    one: Json = {"id": name, "crew": tape.some(people, 1, 2)}
    one |= {"start": times.text(tape, start), "end": times.text(tape, end), "state": tape.pick(STATES)}
    if one["state"] == "hold":
        left = timedelta(minutes=tape.pick((10, 600, 60, 0, 1, -10)), seconds=tape.pick((0, 0, 1, -1)))
        one["hold_until"] = times.text(tape, times.now + left)
    one["place"] = tape.pick((None, *spots))
    if tape.chance(50):
        one["assigned_at"] = times.text(tape, times.now - timedelta(hours=tape.number(0, 4)))
    return one


def events_of(tape: Tape, times: Times, people: list[str], spots: list[Json]) -> list[Json]:
    """Outside events of every kind; most of them don't matter."""
    slots = [tape.slot(23) for _ in range(5)]
    return [
        event(slot, f"Event {index}", times, people, spots)
        for index, slot in enumerate(slots)
        if slot.chance(50)
    ]


def event(tape: Tape, title: str, times: Times, people: list[str], spots: list[Json]) -> Json:
    one: Json = {"photographer": tape.pick(people), "title": title}
    if tape.chance(20):
        first = times.day(tape)
        one |= {"all_day": True, "start": first.isoformat()}
        one["end"] = (first + timedelta(days=tape.pick((1, 1, 2, 0)))).isoformat()
        one["show_as"] = tape.pick(("free", "free", "busy"))
    else:
        start, end = times.span(tape, (60, 30, 15, 120, 5, 0, 600, 2880))
        one |= {"start": times.text(tape, start), "end": times.text(tape, end)}
        one["show_as"] = tape.pick(("busy", "busy", "busy", "free"))
    one["status"] = tape.pick(("confirmed", "confirmed", "tentative", "cancelled"))
    one["response"] = tape.pick((None, None, "accepted", "tentative", "declined", "needs_action"))
    one["kind"] = tape.pick(("default", "default", "default", "out_of_office", "working_location"))
    one["place"] = tape.pick((None, *spots))
    return one


def request_to(tape: Tape, theme: str, studio: Json, times: Times, spots: list[Json]) -> Json:
    """What is asked for: a day or two, a service or two."""
    packages = [one["id"] for one in studio.get("packages", [])]
    wanted = tape.some(
        packages, 0, 1 if tape.chance(70) else 2
    )  # two are often refused: a service is in both
    services = tape.some([one["id"] for one in studio["services"]], 0 if wanted else 1, 3)
    if theme == "twilight" and "dusk" not in services:
        services.append("dusk")
    first = times.anchor - timedelta(days=tape.number(0, 1))
    last = first + timedelta(days=6 if tape.chance(3) else tape.pick((1, 0, 1, 0, 2)))
    found: Json = {"now": times.text(tape, times.now), "from": first.isoformat(), "to": last.isoformat()}
    found["services"] = services
    if wanted:
        found["packages"] = wanted
    if tape.chance(50):
        found["square_feet"] = tape.pick((800, 1000, 2500.5, 2501, 9000))
    if not tape.chance(8):
        found["place"] = tape.pick(spots)
    if tape.chance(12):
        found["photographers"] = tape.some([one["id"] for one in studio["photographers"]], 1, 4)
    appointments = [one["id"] for one in studio.get("appointments", [])]
    if appointments and (theme == "moving" or tape.chance(20)):
        found["moving"] = tape.pick(appointments)
    return found


def explained(tape: Tape, times: Times, blocks: list[Json]) -> tuple[str, ...]:
    """A start by day, any time at all, and one beside an event or appointment."""
    corners = [
        datetime.fromisoformat(one[side])
        for one in blocks
        if not one.get("all_day")
        for side in ("start", "end")
    ]
    found = [
        times.midnight + timedelta(minutes=tape.pick(DAYTIME)),
        times.beside(tape, times.instant(tape)),
        times.beside(tape, tape.pick(corners) if corners else times.midnight),
    ]
    return tuple(times.text(tape, at) for at in found)
