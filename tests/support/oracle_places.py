"""Places for the oracle: points in polygons in exact fractions, drives, and the sun."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from astral import Observer, SunDirection
from astral.sun import time_of_transit

from tests.support.oracle_time import Json, local_date

EARTH_RADIUS_KM = 6371.0088
Point = tuple[Fraction, Fraction]


def on_segment(point: Point, first: Point, second: Point) -> bool:
    """Whether a point lies on the straight line between two others, ends included."""
    cross = (second[0] - first[0]) * (point[1] - first[1]) - (second[1] - first[1]) * (point[0] - first[0])
    if cross != 0:
        return False
    return min(first[0], second[0]) <= point[0] <= max(first[0], second[0]) and (
        min(first[1], second[1]) <= point[1] <= max(first[1], second[1])
    )


def in_polygon(place: Json, ring: list[list[float]]) -> bool:
    """Whether a place lies in a ring of `[lon, lat]`, its border included, by counting crossings to the east."""
    point = (Fraction(place["lon"]), Fraction(place["lat"]))
    corners = [(Fraction(lon), Fraction(lat)) for lon, lat in ring]
    inside = False
    for index, first in enumerate(corners):
        second = corners[(index + 1) % len(corners)]
        if on_segment(point, first, second):
            return True
        if (first[1] > point[1]) != (second[1] > point[1]):
            slope = (second[0] - first[0]) / (second[1] - first[1])
            if first[0] + slope * (point[1] - first[1]) > point[0]:
                inside = not inside
    return inside


def same_place(one: Json, other: Json) -> bool:
    """Whether two places are the same in hundred-thousandths of a degree."""
    return all(round(one[side] * 1e5) == round(other[side] * 1e5) for side in ("lat", "lon"))


def drive_minutes(start: Json, end: Json, travel: Json) -> int:
    """The minutes that `travel["known"]` gives for exactly that way, a list of `[from, to, minutes]`; else great-circle
    kilometres times detour, over the speed, up to the next whole minute.

    The angle between the two places is by its tangent, which is accurate at every distance.
    """
    for here, there, minutes in travel.get("known") or []:
        if same_place(here, start) and same_place(there, end):
            return int(minutes)
    lat1, lat2 = math.radians(start["lat"]), math.radians(end["lat"])
    turn = math.radians(end["lon"] - start["lon"])
    east = math.cos(lat2) * math.sin(turn)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(turn)
    along = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(turn)
    kilometres = EARTH_RADIUS_KM * math.atan2(math.hypot(east, north), along)
    hours: float = kilometres * travel["detour"] / travel["speed_kmh"]
    return math.ceil(hours * 60)


def sunsets(place: Json, zone: ZoneInfo, day: date) -> list[datetime]:
    """The instants of that date in the zone at which the sun's centre sinks through -0.833 degrees.

    `astral` names a sunset by a date that is neither UTC's nor the zone's, so those of the days around are computed
    and the ones that fall on the date are kept: none in a polar summer, winter, or when sunset slips past midnight.
    """
    observer = Observer(place["lat"], place["lon"], 0.0)
    found = set()
    for shift in range(-2, 3):
        try:
            at = time_of_transit(
                observer,
                day + timedelta(days=shift),
                90.833,
                SunDirection.SETTING,
                with_refraction=False,
            ).astimezone(UTC)
        except ValueError:
            continue  # the sun doesn't reach that height then
        if local_date(zone, at) == day:
            found.add(at)
    return sorted(found)
