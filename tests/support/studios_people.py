"""Photographers, hours, places and zones for random studios."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from tests.support.studios_time import Draw, Times, chance

Json = dict[str, Any]

NAMES = ("ana", "ben", "cy", "dora")
OTHER_ZONES = (
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Cairo",
    "Pacific/Chatham",
)

HOURS_OF_DAY: tuple[list[list[str]], ...] = (
    [["09:00", "17:00"]],
    [["08:00", "20:00"]],
    [["00:00", "24:00"]],
    [["07:00", "21:30"]],
    [["09:00", "12:00"], ["13:00", "18:00"]],
    [["09:00", "12:00"], ["12:00", "17:00"]],
    [["00:00", "02:30"], ["02:30", "24:00"]],
    [["01:30", "10:30"]],
    [["02:15", "02:45"], ["03:00", "16:00"]],
    [["20:00", "24:00"]],
    [["00:00", "06:00"], ["18:00", "24:00"]],
    [],
)

PRESETS: tuple[list[str], ...] = (
    ["09:00", "12:00", "14:00", "16:30"],
    ["10:10"],
    ["00:00", "02:30", "09:30", "23:45"],
    ["01:30", "01:45", "02:15", "03:00"],
    ["13:07", "15:00"],
    [],
)

# Corners in eighths of a degree east and north of the studio's corner of the map: places fall on borders and corners.
SHAPES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 0), (4, 0), (4, 4), (0, 4), (0, 0)),
    ((0, 0), (4, 0), (0, 4)),
    ((0, 4), (4, 4), (4, 0), (3, 0), (3, 3), (0, 3)),
    ((2, 2), (3, 2), (3, 3), (2, 3)),
    ((0, 0), (1, 4), (2, 1), (4, 4), (4, 0)),
)


def hours_of_day() -> st.SearchStrategy[list[list[str]]]:
    """The intervals of one day; mostly some."""
    return st.sampled_from(HOURS_OF_DAY)


def places(corner: tuple[float, float]) -> list[Json]:
    """Places around a studio, from next door to a long drive; most of them within an hour."""
    lat, lon = corner
    eighths = ((2, 2), (2, 3), (3, 3), (0, 0), (4, 2), (1, 1), (5, 5))
    return [{"lat": lat + north / 8, "lon": lon + east / 8} for north, east in eighths]


@st.composite
def polygons(draw: Draw, corner: tuple[float, float]) -> list[Json]:
    """One to three zones; simple rings, open or closed, some of them concave, either way around."""
    lat, lon = corner
    found: list[Json] = []
    for index, shape in enumerate(draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3))):
        ring = [[lon + east / 8, lat + north / 8] for east, north in shape]
        if draw(st.booleans()):
            ring.reverse()
        found.append({"id": f"z{index}", "name": f"Zone {index}", "polygon": ring})
    return found


@st.composite
def weekly(draw: Draw) -> Json:
    """Weekly hours that are much the same each day; rarely none at all, which is as if they were not set."""
    if chance(draw, 6):
        return draw(st.sampled_from(({}, {"tue": []}, {"sat": [], "sun": []})))
    usual = draw(hours_of_day().filter(bool))
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    found: Json = dict.fromkeys(days, usual)
    for day in draw(st.lists(st.sampled_from(days), max_size=2)):
        found[day] = draw(hours_of_day())
    for day in draw(st.lists(st.sampled_from(days), max_size=1)):
        found.pop(day)
    return found


@st.composite
def photographers(
    draw: Draw,
    theme: str,
    zone: str,
    times: Times,
    services: list[Json],
    zones: list[Json],
    spots: list[Json],
) -> list[Json]:
    """One to four people."""

    fewest = 3 if theme == "pairs" else 1
    found: list[Json] = []
    ids = [one["id"] for one in services]
    for name in NAMES[: draw(st.integers(fewest, 4))]:
        one: Json = {"id": name, "name": name.capitalize(), "email": f"{name}@studio.test"}
        if chance(draw, 15 if theme == "pairs" else 30):
            one["timezone"] = draw(st.sampled_from((zone, *OTHER_ZONES)))
        one["senior"] = chance(draw, 50 if theme == "pairs" else 40)
        if chance(draw, 4):
            one["accepting"] = False
        if chance(draw, 30):
            one["priority"] = draw(st.sampled_from((100, 1, 2, 50, 200)))
        one["skills"] = [service for service in ids if not chance(draw, 20)]
        one["zones"] = [entry["id"] for entry in zones if not chance(draw, 20)]
        if chance(draw, 30 if theme == "pairs" else 50):
            one["hours"] = draw(weekly())
        if chance(draw, 70 if theme == "presets" else 15):
            days = draw(
                st.lists(
                    st.sampled_from(["sun", "mon", "sat", "fri", "tue"]), min_size=1, max_size=4, unique=True
                )
            )
            one["presets"] = {day: draw(st.sampled_from(PRESETS)) for day in days}
        if chance(draw, 20):
            dates = {times.day().isoformat() for _ in range(draw(st.integers(1, 2)))}
            one["exceptions"] = [{"date": day, "hours": draw(hours_of_day())} for day in sorted(dates)]
        if chance(draw, 20):
            one["time_off"] = []
            for _ in range(draw(st.integers(1, 2))):
                start = times.any_instant()
                length = timedelta(minutes=draw(st.sampled_from((60, 15, 480, 1440, 1))))
                one["time_off"].append({"start": times.text(start), "end": times.text(start + length)})
        if chance(draw, 20):
            one["max_shoots_per_day"] = draw(st.sampled_from((1, 2)))
        if chance(draw, 50 if theme == "travel" else 15):
            one["home"] = draw(st.sampled_from(spots))
        if chance(draw, 4):
            one["calendar_state"] = "unknown"
        found.append(one)
    return found
