"""Random studios and requests for Hypothesis: small, and as nasty as the specification allows.

A case has a theme, which makes some of the rules likelier; every theme can bring every rule. Times cluster on a few
dates around one anchor, most of them nights of a clock change, and on a coarse grid of minutes, so that things touch,
overlap and just miss each other. Most drawn features are harmless on their own: about two cases in three have openings.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from tests.support.studios_people import photographers, places, polygons, weekly
from tests.support.studios_time import DAYTIME, Draw, Times, chance

Json = dict[str, Any]

THEMES = ("any", "nights", "pairs", "twilight", "travel", "moving", "visits", "presets")
STEPS = (15, 30, 60, 20, 10, 5)

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


@dataclass(frozen=True)
class Case:
    """A studio file, a request and instants to explain. Its text is the JSON that a report needs."""

    studio: Json
    request: Json
    explain: tuple[str, ...]

    def __repr__(self) -> str:
        whole = {"studio": self.studio, "request": self.request, "explain": list(self.explain)}
        return json.dumps(whole, indent=None, ensure_ascii=False)


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


ORDINARY = (date(2026, 6, 16), date(2026, 12, 31), date(2028, 2, 29), date(2026, 9, 6), date(2026, 11, 18))


@st.composite
def cases(draw: Draw, theme: str = "any") -> Case:
    """A studio, a request to it and instants to explain."""

    zone = draw(st.sampled_from(list(ZONES)))
    changes = clock_changes(zone)
    night = bool(changes) and chance(draw, 90 if theme == "nights" else 40)
    anchor = draw(st.sampled_from(changes if night else ORDINARY))
    times = Times(draw, ZoneInfo(zone), anchor, night)
    spots = places(ZONES[zone])

    services, packages = draw(catalogues(theme))
    dusk = any(one.get("twilight") for one in services)
    settings = draw(settings_of(theme, zone, times, dusk))
    zones = draw(polygons(ZONES[zone])) if settings.get("zones_enabled") else []
    people = draw(photographers(theme, zone, times, services, zones, spots))
    names = [one["id"] for one in people]
    appointments = draw(appointments_of(theme, times, names, spots))
    events = draw(events_of(times, names, spots))
    studio: Json = {
        "format": "studio-desk/1",
        "studio": settings,
        "services": services,
        "photographers": people,
    }
    for key, found in (
        ("packages", packages),
        ("zones", zones),
        ("busy", events),
        ("appointments", appointments),
    ):
        if found:
            studio[key] = found

    request = draw(requests(theme, studio, times, spots))
    corners = [
        datetime.fromisoformat(one[side])
        for one in appointments + events
        if not one.get("all_day")
        for side in ("start", "end")
    ]
    explain = [times.midnight + timedelta(minutes=draw(st.sampled_from(DAYTIME))), times.any_instant()]
    explain.append(times.beside(draw(st.sampled_from(corners))) if corners else times.any_instant())
    return Case(studio, request, tuple(times.text(at) for at in explain))


@st.composite
def catalogues(draw: Draw, theme: str) -> tuple[list[Json], list[Json]]:
    """Services and packages."""
    kinds = ["photos", "video", "floorplan", "dusk", "drone", "stars"]
    names = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4, unique=True))
    if theme == "twilight" and "dusk" not in names:
        names.append("dusk")
    return [draw(services_named(name)) for name in names], draw(packages_of(theme, names))


@st.composite
def services_named(draw: Draw, name: str) -> Json:
    one: Json = {"id": name, "name": name.capitalize()}
    one["minutes"] = draw(st.sampled_from((60, 30, 45, 20, 90, 120, 15, 10, 35, 50, 7, 25, 180)))
    if name in ("dusk", "stars"):
        one["minutes"] = min(one["minutes"], 45)
        one["twilight"] = draw(st.sampled_from((True, True, True, False)))
    if name == "drone":
        one["separate"] = draw(st.sampled_from((True, True, False)))
    if name in ("photos", "floorplan", "stars") and chance(draw, 25):
        sizes: list[float | None] = [1000, 2500.5, None]
        one["tiers"] = [
            {"up_to_sqft": size, "minutes": draw(st.sampled_from((40, 20, 75, 30)))}
            for size in draw(st.sampled_from((sizes[:1], sizes[:2], sizes, sizes[2:])))
        ]
    return one


@st.composite
def packages_of(draw: Draw, theme: str, ids: list[str]) -> list[Json]:
    packages: list[Json] = []
    likely = 2 if theme in ("visits", "pairs") else 4
    for index in range(draw(st.integers(0, likely)) and draw(st.integers(0, 2))):
        package: Json = {"id": f"p{index}", "name": f"Package {index}"}
        package["services"] = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4, unique=True))
        package["minutes"] = draw(st.sampled_from((None, None, 60, 75, 100)))
        package["twilight_minutes"] = draw(st.sampled_from((None, None, 40, 25)))
        package["send_two"] = chance(draw, 20)
        packages.append(package)
    return packages


@st.composite
def settings_of(draw: Draw, theme: str, zone: str, times: Times, dusk: bool) -> Json:
    """The `studio` object; most keys are left out."""

    def pick(key: str, percent: int, *values: Any) -> None:
        if chance(draw, percent):
            found[key] = draw(st.sampled_from(values))

    found: Json = {"name": "Random studio", "timezone": zone}
    pick("integrated_booking", 3, False)
    pick("slot_step_min", 60, *STEPS)
    pick("buffer_before_min", 50, 0, 15, 10, 45, 37, 60, 20, 480)
    pick("buffer_after_min", 50, 0, 15, 10, 45, 37, 60)
    pick("day_edge_buffers", 40, "relaxed", "strict")
    pick("lead_time_hours", 20, 0, 1, 0.5, 4, 12, 2.25, 0.1, 36)
    pick("max_advance_days", 14, 2, 1, 3, 30)
    pick("bookable_weekdays", 15, *BOOKABLE)
    if chance(draw, 15):
        found["closed_dates"] = sorted({times.day().isoformat() for _ in range(draw(st.integers(1, 2)))})
    if chance(draw, 30):
        found["company_hours"] = draw(weekly())
    pick("skills_enabled", 25, True)
    pick("zones_enabled", 20, True)
    pick("priority_enabled", 35, True)
    pick("two_photographers_hours", 80 if theme == "pairs" else 12, 0.5, 0.75, 1, 1.1, 0.1, 1.5, 2, 0)
    pick("duration_reduction_pct", 50 if theme == "pairs" else 10, 40, 33, 25, 10, 1, 90)
    if chance(draw, 92 if dusk else 10):
        found["twilight"] = draw(twilights())
    if theme == "travel" or chance(draw, 20):
        found["travel"] = {
            "mode": draw(st.sampled_from(("estimate", "estimate", "estimate", "fixed"))),
            "speed_kmh": draw(st.sampled_from((45, 90, 60.5, 120))),
            "detour": draw(st.sampled_from((1.3, 1, 1.05))),
            "floor_min": draw(st.sampled_from((15, 0, 20, 45))),
            "max_travel_min": draw(st.sampled_from((None, 20, 30, 60, 5))),
        }
    return found


BOOKABLE = (
    ["mon", "tue", "wed", "thu", "fri"],
    ["sat", "sun"],
    ["mon", "tue", "wed", "thu", "fri", "sun"],
    ["tue", "sat", "mon", "sun"],
)


@st.composite
def twilights(draw: Draw) -> Json:
    found: Json = {"mode": draw(st.sampled_from(("manual", "sun", "manual", "sun", "manual", "sun", "off")))}
    if found["mode"] == "manual":
        found["start"], found["end"] = draw(
            st.sampled_from(
                (
                    ("18:00", "20:00"),
                    ("17:00", "22:00"),
                    ("16:10", "19:50"),
                    ("01:30", "03:15"),
                    ("00:00", "04:00"),
                    ("21:00", "24:00"),
                )
            )
        )
    if found["mode"] == "sun":
        found["before_min"] = draw(st.sampled_from((60, 90, 30, 45, 120, 0)))
        found["after_min"] = draw(st.sampled_from((60, 90, 30, 120, 0)))
    return found


@st.composite
def appointments_of(draw: Draw, theme: str, times: Times, names: list[str], spots: list[Json]) -> list[Json]:
    """The studio's own appointments in every state, a hold that ends exactly now among them."""
    found: list[Json] = []
    fewest = 1 if theme == "moving" else 0
    for index in range(draw(st.integers(fewest, 5))):
        start, end = times.span((60, 30, 90, 120, 45, 1, 300))
        crew = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        one: Json = {"id": f"a{index}", "crew": crew, "start": times.text(start), "end": times.text(end)}
        one["state"] = draw(
            st.sampled_from(
                ("confirmed", "hold", "confirmed", "hold", "confirmed", "hold", "cancelled", "postponed")
            )
        )
        if one["state"] == "hold":
            minutes = draw(st.sampled_from((10, 600, 60, 0, 1, -10)))
            seconds = draw(st.sampled_from((0, 0, 1, -1)))
            one["hold_until"] = times.text(times.now + timedelta(minutes=minutes, seconds=seconds))
        one["place"] = draw(st.sampled_from((None, *spots)))
        if draw(st.booleans()):
            one["assigned_at"] = times.text(times.now - timedelta(hours=draw(st.integers(0, 4))))
        found.append(one)
    return found


@st.composite
def events_of(draw: Draw, times: Times, names: list[str], spots: list[Json]) -> list[Json]:
    """Outside events of every kind; most of them don't matter."""
    found: list[Json] = []
    for index in range(draw(st.integers(0, 5))):
        one: Json = {"photographer": draw(st.sampled_from(names)), "title": f"Event {index}"}
        if chance(draw, 20):
            first = times.day()
            one["all_day"] = True
            one["start"] = first.isoformat()
            one["end"] = (first + timedelta(days=draw(st.sampled_from((1, 1, 2, 0))))).isoformat()
            one["show_as"] = draw(st.sampled_from(("free", "free", "busy")))
        else:
            start, end = times.span((60, 30, 15, 120, 5, 0, 600, 2880), seconds=True)
            one["start"], one["end"] = times.text(start), times.text(end)
            one["show_as"] = draw(st.sampled_from(("busy", "busy", "busy", "free")))
        one["status"] = draw(st.sampled_from(("confirmed", "confirmed", "tentative", "cancelled")))
        one["response"] = draw(
            st.sampled_from((None, None, "accepted", "tentative", "declined", "needs_action"))
        )
        one["kind"] = draw(
            st.sampled_from(("default", "default", "default", "out_of_office", "working_location"))
        )
        one["place"] = draw(st.sampled_from((None, *spots)))
        found.append(one)
    return found


@st.composite
def requests(draw: Draw, theme: str, studio: Json, times: Times, spots: list[Json]) -> Json:
    """What is asked for: a day or two, a service or two."""
    services = [one["id"] for one in studio["services"]]
    packages = [one["id"] for one in studio.get("packages", [])]
    wanted_packages = draw(st.lists(st.sampled_from(packages), max_size=1, unique=True)) if packages else []
    if chance(draw, 30):
        wanted_packages = packages  # often refused: a service in two of them
    fewest = 0 if wanted_packages else 1
    wanted = draw(st.lists(st.sampled_from(services), min_size=fewest, max_size=3, unique=True))
    if theme == "twilight" and "dusk" in services and "dusk" not in wanted:
        wanted = [*wanted, "dusk"][-2:]
    first = times.anchor - timedelta(days=draw(st.integers(0, 1)))
    found: Json = {
        "now": times.text(times.now),
        "from": first.isoformat(),
        "to": (
            first + timedelta(days=6 if chance(draw, 3) else draw(st.sampled_from((1, 0, 1, 0, 2))))
        ).isoformat(),
        "services": wanted,
    }
    if wanted_packages:
        found["packages"] = wanted_packages
    if draw(st.booleans()):
        found["square_feet"] = draw(st.sampled_from((800, 1000, 2500.5, 2501, 9000)))
    if not chance(draw, 8):
        found["place"] = draw(st.sampled_from(spots))
    if chance(draw, 12):
        names = [one["id"] for one in studio["photographers"]]
        found["photographers"] = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    appointments = [one["id"] for one in studio.get("appointments", [])]
    if appointments and (theme == "moving" or chance(draw, 20)):
        found["moving"] = draw(st.sampled_from(appointments))
    return found


__all__ = ["THEMES", "UTC", "Case", "cases", "clock_changes"]
