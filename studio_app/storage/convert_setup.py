"""The set-up of a studio as rows, and back: settings, services, packages, zones, photographers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service, Tier
from studio_app.domain.settings import (
    DayEdges,
    Settings,
    Travel,
    TravelMode,
    Twilight,
    TwilightMode,
    travel_values,
)
from studio_app.domain.speech import Speech
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import DayReason, HoursException, WallSpans, WeekHours
from studio_app.domain.zone import Ring, Zone

Values = dict[str, Any]


def place_of(lat: float | None, lon: float | None) -> Place | None:
    """The place of two columns."""
    return None if lat is None or lon is None else Place(lat, lon)


def place_values(place: Place | None, lat: str = "lat", lon: str = "lon") -> Values:
    """The two columns of a place."""
    return {lat: place.lat if place else None, lon: place.lon if place else None}


# ---------------------------------------------------------------- hours


def _spans(stored: Sequence[Sequence[int]]) -> WallSpans:
    return tuple((start, end) for start, end in stored)


def _hours(stored: Sequence[Sequence[Sequence[int]]] | None) -> WeekHours | None:
    if stored is None:
        return None
    return WeekHours.of({day: _spans(spans) for day, spans in zip(Weekday, stored, strict=True)})


def _hours_value(hours: WeekHours | None) -> list[WallSpans] | None:
    return list(hours.days) if hours else None


def _reasons(stored: Sequence[Sequence[str]]) -> frozenset[DayReason]:
    return frozenset(DayReason(date.fromisoformat(day), text) for day, text in stored)


def _reasons_value(reasons: frozenset[DayReason]) -> list[list[str]]:
    return [[item.day.isoformat(), item.text] for item in sorted(reasons)]


# ---------------------------------------------------------------- settings


def settings_values(settings: Settings) -> Values:
    """The one row of the table `studio`."""
    values = {name: getattr(settings, name) for name in Settings.__dataclass_fields__}
    return values | {
        "number": 1,
        "timezone": settings.timezone.key,
        "day_edge_buffers": settings.day_edge_buffers.value,
        "bookable_weekdays": sorted(settings.bookable_weekdays),
        "closed_dates": [day.isoformat() for day in sorted(settings.closed_dates)],
        "company_hours": _hours_value(settings.company_hours),
        "twilight": asdict(settings.twilight),
        "travel": travel_values(settings.travel),
        "closed_reasons": _reasons_value(settings.closed_reasons),
        "speech": asdict(settings.speech),
    }


def settings_of(row: Row[Any]) -> Settings:
    """The settings of that row."""
    values = {name: getattr(row, name) for name in Settings.__dataclass_fields__}
    twilight, travel = row.twilight, row.travel
    return Settings(
        **values
        | {
            "timezone": ZoneInfo(row.timezone),
            "day_edge_buffers": DayEdges(row.day_edge_buffers),
            "bookable_weekdays": frozenset(Weekday(day) for day in row.bookable_weekdays),
            "closed_dates": frozenset(date.fromisoformat(day) for day in row.closed_dates),
            "company_hours": _hours(row.company_hours),
            "twilight": Twilight(**twilight | {"mode": TwilightMode(twilight["mode"])}),
            "travel": Travel(**travel | {"mode": TravelMode(travel["mode"])}),
            "closed_reasons": _reasons(row.closed_reasons),
            "speech": Speech(**row.speech),
        }
    )


# ---------------------------------------------------------------- services, packages, zones


def service_values(service: Service, position: int) -> Values:
    """A row of `services`."""
    return {
        "id": service.id,
        "position": position,
        "name": service.name,
        "minutes": service.minutes,
        "tiers": [[tier.up_to_sqft, tier.minutes] for tier in service.tiers],
        "twilight": service.twilight,
        "separate": service.separate,
        "colour": service.colour,
        "offered": service.offered,
    }


def service_of(row: Row[Any]) -> Service:
    """The service of that row."""
    tiers = tuple(Tier(up_to, minutes) for up_to, minutes in row.tiers)
    return Service(row.id, row.name, row.minutes, tiers, row.twilight, row.separate, row.colour, row.offered)


def package_values(package: Package, position: int) -> Values:
    """A row of `packages`; its services are rows of their own."""
    return {
        "id": package.id,
        "position": position,
        "name": package.name,
        "minutes": package.minutes,
        "twilight_minutes": package.twilight_minutes,
        "send_two": package.send_two,
        "offered": package.offered,
    }


def package_of(row: Row[Any], services: Sequence[str]) -> Package:
    """The package of that row and its services' ids."""
    return Package(
        row.id, row.name, tuple(services), row.minutes, row.twilight_minutes, row.send_two, row.offered
    )


def zone_values(zone: Zone, position: int) -> Values:
    """A row of `zones`."""
    return {
        "id": zone.id,
        "position": position,
        "name": zone.name,
        "ring": zone.ring,
        "holes": zone.holes,
        "colour": zone.colour,
    }


def zone_of(row: Row[Any]) -> Zone:
    """The zone of that row."""
    holes = tuple(_ring(stored) for stored in row.holes)
    return Zone(row.id, row.name, _ring(row.ring), holes, row.colour)


def _ring(stored: Sequence[Sequence[float]]) -> Ring:
    return tuple((lon, lat) for lon, lat in stored)


# ---------------------------------------------------------------- photographers


def photographer_values(person: Photographer, position: int) -> Values:
    """A row of `photographers`; skills, zones and time off are rows of their own."""
    return {
        "id": person.id,
        "position": position,
        "name": person.name,
        "email": person.email,
        "timezone": person.timezone.key if person.timezone else None,
        "senior": person.senior,
        "accepting": person.accepting,
        "priority": person.priority,
        "hours": _hours_value(person.hours),
        "presets": {str(int(day)): minutes for day, minutes in person.presets.items()},
        "exceptions": [[item.day.isoformat(), item.hours] for item in person.exceptions],
        "max_shoots_per_day": person.max_shoots_per_day,
        **place_values(person.home, "home_lat", "home_lon"),
        "home_address": person.home_address,
        "colour": person.colour,
        "phone": person.phone,
        "reasons": _reasons_value(person.reasons),
        "calendar_known": person.calendar_known,
    }


def photographer_of(
    row: Row[Any],
    skills: Mapping[str, Sequence[str]],
    zones: Mapping[str, Sequence[str]],
    time_off: Mapping[str, Sequence[Span]],
) -> Photographer:
    """The photographer of that row, with what belongs to them by their id."""
    return Photographer(
        id=row.id,
        name=row.name,
        email=row.email,
        timezone=ZoneInfo(row.timezone) if row.timezone else None,
        senior=row.senior,
        accepting=row.accepting,
        priority=row.priority,
        skills=frozenset(skills.get(row.id, ())),
        zones=frozenset(zones.get(row.id, ())),
        hours=_hours(row.hours),
        presets={int(day): tuple(minutes) for day, minutes in row.presets.items()},
        exceptions=tuple(
            HoursException(date.fromisoformat(day), _spans(spans)) for day, spans in row.exceptions
        ),
        time_off=tuple(time_off.get(row.id, ())),
        max_shoots_per_day=row.max_shoots_per_day,
        home=place_of(row.home_lat, row.home_lon),
        colour=row.colour,
        phone=row.phone,
        home_address=row.home_address,
        reasons=_reasons(row.reasons),
        calendar_known=row.calendar_known,
    )
