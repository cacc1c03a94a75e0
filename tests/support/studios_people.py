"""Photographers, hours, places and zones for random studios."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.support.studios_tape import Tape, Times

Json = dict[str, Any]

NAMES = ("ana", "ben", "cy", "dora")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
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
NO_HOURS: tuple[Json, ...] = ({}, {"tue": []}, {"sat": [], "sun": []})

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


def places(corner: tuple[float, float]) -> list[Json]:
    """Places around a studio, from next door to a long drive; most of them within an hour."""
    lat, lon = corner
    eighths = ((2, 2), (2, 3), (3, 3), (0, 0), (4, 2), (1, 1), (5, 5))
    return [{"lat": lat + north / 8, "lon": lon + east / 8} for north, east in eighths]


def polygons(tape: Tape, corner: tuple[float, float]) -> list[Json]:
    """One to three zones; simple rings, open or closed, some of them concave, either way around."""
    lat, lon = corner
    found: list[Json] = []
    for index in range(tape.number(1, 3)):
        ring = [[lon + east / 8, lat + north / 8] for east, north in tape.pick(SHAPES)]
        if tape.chance(50):
            ring.reverse()
        found.append({"id": f"z{index}", "name": f"Zone {index}", "polygon": ring})
    return found


def weekly(tape: Tape) -> Json:
    """Weekly hours that are much the same each day; rarely none at all, which is as if they were not set."""
    if tape.chance(6):
        return tape.pick(NO_HOURS)
    usual = tape.pick(HOURS_OF_DAY[:-1])
    found: Json = dict.fromkeys(DAYS, usual)
    for day in tape.some(DAYS, 0, 2):
        found[day] = tape.pick(HOURS_OF_DAY)
    for day in tape.some(DAYS, 0, 1):
        found.pop(day)
    return found


def photographers(
    tape: Tape, theme: str, zone: str, times: Times, services: list[str], zones: list[str], spots: list[Json]
) -> list[Json]:
    """One to four people."""
    count = tape.number(3 if theme == "pairs" else 1, 4)
    return [
        photographer(tape.slot(80), theme, name, zone, times, services, zones, spots)
        for name in NAMES[:count]
    ]


def photographer(
    tape: Tape,
    theme: str,
    name: str,
    zone: str,
    times: Times,
    services: list[str],
    zones: list[str],
    spots: list[Json],
) -> Json:
    one: Json = {"id": name, "name": name.capitalize(), "email": f"{name}@studio.test"}
    if tape.chance(15 if theme == "pairs" else 30):
        one["timezone"] = tape.pick((zone, *OTHER_ZONES))
    one["senior"] = tape.chance(50 if theme == "pairs" else 40)
    if tape.chance(4):
        one["accepting"] = False
    if tape.chance(30):
        one["priority"] = tape.pick((100, 1, 2, 50, 200))
    one["skills"] = [service for service in services if not tape.chance(20)]
    one["zones"] = [entry for entry in zones if not tape.chance(20)]
    if tape.chance(30 if theme == "pairs" else 50):
        one["hours"] = weekly(tape)
    if tape.chance(70 if theme == "presets" else 15):
        days = tape.some(("sun", "mon", "sat", "fri", "tue"), 1, 4)
        one["presets"] = {day: tape.pick(PRESETS) for day in days}
    if tape.chance(20):
        dates = {times.day(tape).isoformat() for _ in range(tape.number(1, 2))}
        one["exceptions"] = [{"date": day, "hours": tape.pick(HOURS_OF_DAY)} for day in sorted(dates)]
    if tape.chance(20):
        one["time_off"] = [time_off(tape, times) for _ in range(tape.number(1, 2))]
    if tape.chance(20):
        one["max_shoots_per_day"] = tape.pick((1, 2))
    if tape.chance(50 if theme == "travel" else 15):
        one["home"] = tape.pick(spots)
    if tape.chance(4):
        one["calendar_state"] = "unknown"
    return one


def time_off(tape: Tape, times: Times) -> Json:
    start = times.beside(tape, times.instant(tape))
    end = start + timedelta(minutes=tape.pick((60, 15, 480, 1440, 1)))
    return {"start": times.text(tape, start), "end": times.text(tape, end)}
