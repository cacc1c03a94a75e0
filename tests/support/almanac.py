"""Sunset without any library: the sun's place by the low-precision formulae of the Astronomical Almanac (page C5).

They give right ascension and declination to 0.01 degrees between 1950 and 2050, so sunset to some seconds at middle
latitudes. The instant is found by looking at the sun every minute of the date, which no geography can fool.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.oracle_time import whole_day

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
HORIZON = -0.833


def altitude(lat: float, lon: float, at: datetime) -> float:
    """The height of the sun's centre in degrees, without refraction."""
    days = (at - J2000) / timedelta(days=1)
    mean_longitude = 280.460 + 0.9856474 * days
    anomaly = math.radians(357.528 + 0.9856003 * days)
    longitude = math.radians(mean_longitude + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    obliquity = math.radians(23.439 - 0.0000004 * days)
    ascension = math.atan2(math.cos(obliquity) * math.sin(longitude), math.cos(longitude))
    declination = math.asin(math.sin(obliquity) * math.sin(longitude))
    sidereal = math.radians(280.46062 + 360.98564737 * days + lon)
    hour_angle = sidereal - ascension
    return math.degrees(
        math.asin(
            math.sin(math.radians(lat)) * math.sin(declination)
            + math.cos(math.radians(lat)) * math.cos(declination) * math.cos(hour_angle)
        )
    )


def sunsets(lat: float, lon: float, zone: str, day: date) -> list[datetime]:
    """Every instant of a date in a zone at which the sun sinks through -0.833 degrees, to the second."""
    start, end = whole_day(ZoneInfo(zone), day)
    found = []
    at = start
    while at < end:
        after = at + timedelta(minutes=1)
        if altitude(lat, lon, at) > HORIZON >= altitude(lat, lon, after):
            while after - at > timedelta(seconds=1):
                middle = at + (after - at) / 2
                at, after = (middle, after) if altitude(lat, lon, middle) > HORIZON else (at, middle)
            found.append(at)
        at = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return [at.replace(microsecond=0) for at in found if at < end]
