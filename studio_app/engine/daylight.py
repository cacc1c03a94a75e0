"""Sunset, and the twilight window around it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from studio_app.domain.place import Place
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.engine.instants import MINUTE, local_day, micros, wall_micros

Window = tuple[int, int]
HORIZON = -0.833
"""Degrees of the sun's centre at sunset: its radius and the usual refraction."""


@lru_cache(maxsize=8192)
def sunsets(place: Place, day: date, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants of a date in a zone at which the sun's centre sinks through -0.833 degrees, at sea level.

    None in a polar summer or winter, and where sunset slips past midnight; two where it slips back. astral names a
    sunset by a date that is neither UTC's nor the zone's, so those of the days around are looked at and the ones that
    fall on the date are kept. Its own `sunset` adds a refraction to a radius and is some seconds off -0.833 degrees.
    """
    from astral import Observer, SunDirection  # late: a studio without twilight doesn't need it
    from astral.sun import time_at_elevation

    observer = Observer(place.lat, place.lon, 0.0)
    found: set[datetime] = set()
    for offset in range(-2, 3):
        try:
            moment = time_at_elevation(
                observer, HORIZON, day + timedelta(days=offset), SunDirection.SETTING, with_refraction=False
            )
        except (ValueError, ArithmeticError):
            continue  # the sun doesn't reach that height
        if moment.astimezone(zone).date() == day:
            found.add(moment)
    return tuple(sorted(found))


def twilight_windows(settings: Settings, place: Place | None, day: date) -> tuple[Window, ...]:
    """The windows of a studio-local date in one of which a twilight appointment must lie, whole."""
    twilight, zone = settings.twilight, settings.timezone
    if twilight.mode is TwilightMode.MANUAL:
        on = local_day(zone, day)
        return ((wall_micros(zone, on, twilight.start), wall_micros(zone, on, twilight.end)),)
    if twilight.mode is TwilightMode.OFF or place is None:
        return ()
    before, after = twilight.before_min * MINUTE, twilight.after_min * MINUTE
    return tuple((micros(moment) - before, micros(moment) + after) for moment in sunsets(place, day, zone))
