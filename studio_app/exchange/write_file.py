"""The studio file, written: what `export` prints. Reading it gives the same studio again.

The settings are spelled out; of everything else only what differs from its default is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, ShowAs
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings, travel_values
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import DateSpan
from studio_app.domain.wall_time import Weekday, format_wall
from studio_app.domain.working_hours import WallSpans, WeekHours
from studio_app.domain.zone import Zone
from studio_app.exchange.slits import one_ring
from studio_app.exchange.studio_file import FORMAT

Json = dict[str, object]


def write_studio(studio: Studio) -> Json:
    """The studio as the JSON value of a studio file."""
    zone = studio.settings.timezone
    return {
        "format": FORMAT,
        "studio": settings_value(studio.settings),
        "services": [service_value(item) for item in studio.services],
        "packages": [package_value(item) for item in studio.packages],
        "zones": [zone_value(item) for item in studio.zones],
        "photographers": [photographer_value(item, zone) for item in studio.photographers],
        "busy": [_event(item, zone) for item in studio.events()],
        "appointments": [_appointment(item, zone) for item in studio.appointments.values()],
    }


def settings_value(settings: Settings) -> Json:
    """The settings as a studio file has them."""
    twilight = settings.twilight
    return {
        "name": settings.name,
        "timezone": settings.timezone.key,
        "integrated_booking": settings.integrated_booking,
        "slot_step_min": settings.slot_step_min,
        "buffer_before_min": settings.buffer_before_min,
        "buffer_after_min": settings.buffer_after_min,
        "day_edge_buffers": settings.day_edge_buffers.value,
        "lead_time_hours": settings.lead_time_hours,
        "max_advance_days": settings.max_advance_days,
        "bookable_weekdays": [day.key for day in Weekday if day in settings.bookable_weekdays],
        "closed_dates": [day.isoformat() for day in sorted(settings.closed_dates)],
        "company_hours": None if settings.company_hours is None else _week(settings.company_hours),
        "skills_enabled": settings.skills_enabled,
        "zones_enabled": settings.zones_enabled,
        "priority_enabled": settings.priority_enabled,
        "two_photographers_hours": settings.two_photographers_hours,
        "duration_reduction_pct": settings.duration_reduction_pct,
        "twilight": {
            "mode": twilight.mode.value,
            "start": format_wall(twilight.start),
            "end": format_wall(twilight.end),
            "before_min": twilight.before_min,
            "after_min": twilight.after_min,
        },
        "travel": travel_values(settings.travel),
    }


def service_value(service: Service) -> Json:
    """A service as a studio file has it."""
    tiers = [{"up_to_sqft": tier.up_to_sqft, "minutes": tier.minutes} for tier in service.tiers]
    return {
        "id": service.id,
        "name": service.name,
        "minutes": service.minutes,
        **_unlike({"tiers": []}, tiers=tiers),
        **_unlike(
            {"twilight": False, "separate": False}, twilight=service.twilight, separate=service.separate
        ),
    }


def package_value(package: Package) -> Json:
    """A package as a studio file has it."""
    return {
        "id": package.id,
        "name": package.name,
        "services": list(package.services),
        **_unlike(
            {"minutes": None, "twilight_minutes": None, "send_two": False},
            minutes=package.minutes,
            twilight_minutes=package.twilight_minutes,
            send_two=package.send_two,
        ),
    }


def zone_value(zone: Zone) -> Json:
    """A zone as a studio file has it; see `slits`. Raises BadInput where its border and holes can't be one."""
    ring = one_ring(zone.ring, zone.holes)
    return {"id": zone.id, "name": zone.name, "polygon": [list(corner) for corner in ring]}


def photographer_value(person: Photographer, zone: ZoneInfo) -> Json:
    """A photographer as a studio file has them; times with the offset of that zone."""
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        **_unlike(
            {
                "timezone": None,
                "senior": False,
                "accepting": True,
                "priority": 100,
                "skills": [],
                "zones": [],
            },
            timezone=None if person.timezone is None else person.timezone.key,
            senior=person.senior,
            accepting=person.accepting,
            priority=person.priority,
            skills=sorted(person.skills),
            zones=sorted(person.zones),
        ),
        **_unlike(
            {
                "hours": None,
                "presets": {},
                "exceptions": [],
                "time_off": [],
                "max_shoots_per_day": None,
                "home": None,
            },
            hours=None if person.hours is None else _week(person.hours),
            presets={
                Weekday(day).key: [format_wall(m) for m in walls] for day, walls in person.presets.items()
            },
            exceptions=[
                {"date": item.day.isoformat(), "hours": _hours(item.hours)} for item in person.exceptions
            ],
            time_off=[
                {"start": _time(span.start, zone), "end": _time(span.end, zone)} for span in person.time_off
            ],
            max_shoots_per_day=person.max_shoots_per_day,
            home=_place(person.home),
        ),
        **({} if person.calendar_known else {"calendar_state": "unknown"}),
    }


def _event(event: OutsideEvent, zone: ZoneInfo) -> Json:
    when = event.when
    if isinstance(when, DateSpan):
        times: Json = {"start": when.first.isoformat(), "end": when.end.isoformat(), "all_day": True}
    else:
        times = {"start": _time(when.start, zone), "end": _time(when.end, zone)}
    usual = {
        "title": "",
        "show_as": ShowAs.BUSY,
        "status": EventStatus.CONFIRMED,
        "response": None,
        "kind": EventKind.DEFAULT,
        "place": None,
    }
    rest = _unlike(
        usual,
        title=event.title,
        show_as=event.show_as.value,
        status=event.status.value,
        response=None if event.response is None else event.response.value,
        kind=event.kind.value,
        place=_place(event.place),
    )
    return {"photographer": event.photographer, **times, **rest}


def _appointment(item: Appointment, zone: ZoneInfo) -> Json:
    return {
        "id": item.id,
        "crew": list(item.crew),
        "start": _time(item.span.start, zone),
        "end": _time(item.span.end, zone),
        **_unlike(
            {
                "state": State.CONFIRMED,
                "hold_until": None,
                "services": [],
                "place": None,
                "assigned_at": None,
            },
            state=item.state.value,
            hold_until=None if item.hold_until is None else _time(item.hold_until, zone),
            services=list(item.services),
            place=_place(item.place),
            assigned_at=None if item.assigned_at is None else _time(item.assigned_at, zone),
        ),
    }


def _unlike(usual: Mapping[str, object], **values: object) -> Json:
    """The values that differ from the usual ones."""
    return {key: value for key, value in values.items() if value != usual[key]}


def _week(week: WeekHours) -> Json:
    return {day.key: _hours(week.on(day)) for day in Weekday if week.on(day)}


def _hours(spans: WallSpans) -> list[list[str]]:
    return [[format_wall(start), format_wall(end)] for start, end in spans]


def _place(place: Place | None) -> Json | None:
    return None if place is None else {"lat": place.lat, "lon": place.lon}


def _time(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat()
