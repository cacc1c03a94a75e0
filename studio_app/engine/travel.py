"""How long drives take, and the gap that two visits need between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from studio_app.domain.place import Place
from studio_app.domain.settings import Settings, Travel, TravelMode

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth, IUGG 1980."""


@lru_cache(maxsize=65536)
def great_circle_km(a: Place, b: Place) -> float:
    """Kilometres between two places along the surface, by the haversine formula."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon - a.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def drive_minutes(travel: Travel, a: Place, b: Place) -> int:
    """The drive from one place to another, up to the next whole minute: as a routing server told it, else the estimate."""
    known = travel.drives.minutes(a, b) if travel.drives else None
    return estimated_minutes(travel, a, b) if known is None else known


def estimated_minutes(travel: Travel, a: Place, b: Place) -> int:
    """The drive by great circle, detour and speed, up to the next whole minute; the same both ways."""
    return math.ceil(great_circle_km(a, b) * travel.detour / travel.speed_kmh * 60)


def tour_minutes(travel: Travel, home: Place | None, stops: Sequence[Place]) -> int:
    """Minutes from home through the stops and back home; from the first to the last where home is not known."""
    if not stops:
        return 0
    ends = [home] if home else []
    return sum(drive_minutes(travel, a, b) for a, b in pairwise([*ends, *stops, *ends]))


def gap_minutes(settings: Settings, a: Place | None, b: Place | None, fixed: int) -> int:
    """The gap needed between two visits: the drive, at least the floor, where both places are known; else `fixed`."""
    travel = settings.travel
    if travel.mode is TravelMode.FIXED or a is None or b is None:
        return fixed
    return max(drive_minutes(travel, a, b), travel.floor_min)
