"""Sunset, and the twilight window around it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from studio_app.domain.place import Place
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.engine.instants import MINUTE, local_day, micros, wall_micros

Window = tuple[int, int]


@lru_cache(maxsize=8192)
def sunset(place: Place, day: date, zone: ZoneInfo) -> datetime | None:
    """The sunset at a place (the sun's centre at -0.833 degrees, sea level) that falls on a date in a zone.

    None where the sun doesn't set on that date. astral computes the sunset of a day at UTC, which in zones far from
    Greenwich belongs to a neighbouring date, and for places near the Arctic Circle it gives that of another day:
    the sunsets of three days are looked at and the one that lies on the date is taken.
    """
    from astral import Observer  # late: a studio without twilight doesn't need it
    from astral.sun import sunset as sunset_of

    observer = Observer(latitude=place.lat, longitude=place.lon, elevation=0)
    for offset in (0, -1, 1):
        try:
            found = sunset_of(observer, day + timedelta(days=offset), tzinfo=zone)
        except (ValueError, ArithmeticError, AttributeError, TypeError):
            # astral says "never sets" by ValueError, and stumbles in other ways above 65 degrees.
            continue
        if found.date() == day:
            return found
    return None


def twilight_window(settings: Settings, place: Place | None, day: date) -> Window | None:
    """The window of a studio-local date in which a twilight appointment must lie; None where there is none."""
    twilight, zone = settings.twilight, settings.timezone
    if twilight.mode is TwilightMode.MANUAL:
        on = local_day(zone, day)
        return wall_micros(zone, on, twilight.start), wall_micros(zone, on, twilight.end)
    if twilight.mode is TwilightMode.OFF or place is None:
        return None
    moment = sunset(place, day, zone)
    if moment is None:
        return None
    centre = micros(moment)
    return centre - twilight.before_min * MINUTE, centre + twilight.after_min * MINUTE
