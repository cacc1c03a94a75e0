"""What a change of the set-up was, for the history: one entry a thing, with what differs in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from studio_app.domain.photographer import Photographer
from studio_app.domain.service import Package, Service
from studio_app.domain.settings import Settings
from studio_app.domain.setup import ListChange, Setup, SetupChange
from studio_app.domain.speech import LANGUAGES
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, day_start, format_wall, local_date
from studio_app.domain.working_hours import DayReason, WallSpans, WeekHours
from studio_app.domain.zone import Zone

Values = dict[str, object]
_INSTANT = timedelta(microseconds=1)
_TEAM = "order of photographers"
_T = TypeVar("_T", Service, Package, Zone, Photographer)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One thing before and after; empty where it was not, or is no longer."""

    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)


def recorded_changes(change: SetupChange, after: Setup) -> Iterator[Recorded]:
    """What is kept of a change, one for each thing that it touched; never none, unless it is no change."""
    zone = after.settings.timezone
    found = [
        *_settings(change),
        *_listed(change.services, "service", _service),
        *_listed(change.packages, "package", _package),
        *_listed(change.zones, "zone", _zone),
    ]
    people = [*_people(change.photographers, zone)]
    if _follow_from(change, people):
        found, people = [_with_people(each, change.photographers) for each in found], []
    found += people
    found += _order("services", change.services)
    found += _order("packages", change.packages)
    found += _order("zones", change.zones)
    found += _order("photographers", change.photographers)
    yield from found or ([] if change.nothing else [Recorded()])


def _settings(change: SetupChange) -> Iterator[Recorded]:
    if change.settings:
        yield different(_rules(change.settings.before), _rules(change.settings.after))


def _listed(change: ListChange[_T], what: str, values: Callable[[_T], Values]) -> Iterator[Recorded]:
    for item in change.added:
        yield Recorded({}, {what: item.id, **values(item)})
    for item in change.removed:
        yield Recorded({what: item.id, **values(item)}, {})
    for old, new in change.changed:
        found = different(values(old), values(new))
        yield Recorded({what: old.id, **found.before}, {what: new.id, **found.after})


def _people(change: ListChange[Photographer], zone: ZoneInfo) -> Iterator[Recorded]:
    """Whom bookings are offered to first is one thing of the team, however many move for it."""
    found = [*_listed(change, "photographer", lambda person: _photographer(person, zone))]
    if len(found) > 1 and all({*each.before, *each.after} == {"photographer", "priority"} for each in found):
        before, after = (_by_priority(people) for people in zip(*change.changed, strict=True))
        found = [Recorded({_TEAM: before}, {_TEAM: after})]
    yield from found


def _follow_from(change: SetupChange, people: list[Recorded]) -> bool:
    """Whether people only get or lose a service or zone that comes or goes: that is told with it, not of each of them."""
    if not all({*each.before, *each.after} <= {"photographer", "services", "zones"} for each in people):
        return False
    moved = {item.id for part in (change.services, change.zones) for item in (*part.added, *part.removed)}
    pairs = change.photographers.changed
    return bool(pairs) and all(
        (old.skills ^ new.skills) | (old.zones ^ new.zones) <= moved for old, new in pairs
    )


def _with_people(item: Recorded, people: ListChange[Photographer]) -> Recorded:
    """A service or zone that comes or goes, with those who can do or cover it."""
    values = item.after or item.before
    kinds = {values.get("service"), values.get("zone")} - {None}
    if (item.before and item.after) or not kinds:
        return item
    who = [
        each.id
        for each in (people.after if item.after else people.before)
        if kinds & each.skills | kinds & each.zones
    ]
    more: Values = {**values, "photographers": who} if who else values
    return Recorded({}, more) if item.after else Recorded(more, {})


def _by_priority(people: Iterable[Photographer]) -> list[str]:
    return [person.id for person in sorted(people, key=lambda person: person.priority)]


def _order(name: str, change: ListChange[_T]) -> Iterator[Recorded]:
    if change.order_before and change.order_after and set(change.order_before) == set(change.order_after):
        yield Recorded(
            {f"order of {name}": list(change.order_before)}, {f"order of {name}": list(change.order_after)}
        )


def different(old: Values, new: Values) -> Recorded:
    """What of some values is not the same before and after."""
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return Recorded(
        {key: old[key] for key in keys if key in old}, {key: new[key] for key in keys if key in new}
    )


# ---------------------------------------------------------------- things as plain values


def hours_words(hours: WeekHours | None) -> str:
    """`mon-thu 08:00-12:00, 13:00-18:00; fri 08:00-15:00`; days off are left out, "" where none is set."""
    if hours is None or not hours.is_set:
        return ""
    parts: list[tuple[list[Weekday], WallSpans]] = []
    for day in Weekday:
        spans = hours.on(day)
        if parts and parts[-1][1] == spans:
            parts[-1][0].append(day)
        else:
            parts.append(([day], spans))
    return "; ".join(f"{_days(days)} {spans_words(spans)}" for days, spans in parts if spans)


def spans_words(spans: WallSpans) -> str:
    """`08:00-12:00, 13:00-18:00`; `off` where there is none."""
    return ", ".join(f"{format_wall(start)}-{format_wall(end)}" for start, end in spans) or "off"


def _days(days: list[Weekday]) -> str:
    return days[0].key if len(days) == 1 else f"{days[0].key}-{days[-1].key}"


def _rules(settings: Settings) -> Values:
    twilight, travel, speech = settings.twilight, settings.travel, settings.speech
    return {
        "studio": settings.name,
        "time zone": settings.timezone.key,
        "takes bookings": settings.integrated_booking,
        "step": settings.slot_step_min,
        "buffer before": settings.buffer_before_min,
        "buffer after": settings.buffer_after_min,
        "day edges": settings.day_edge_buffers.value,
        "lead time": settings.lead_time_hours,
        "furthest day": settings.max_advance_days,
        "weekdays": [day.key for day in sorted(settings.bookable_weekdays)],
        "closed": [day.isoformat() for day in sorted(settings.closed_dates)],
        "reasons": _reasons(settings.closed_reasons),
        "company hours": hours_words(settings.company_hours),
        "skills count": settings.skills_enabled,
        "zones count": settings.zones_enabled,
        "priority counts": settings.priority_enabled,
        "two photographers from hours": settings.two_photographers_hours,
        "shorter with two by percent": settings.duration_reduction_pct,
        "twilight": twilight.mode.value,
        "twilight window": f"{format_wall(twilight.start)}-{format_wall(twilight.end)}",
        "twilight around sunset": f"{twilight.before_min} before, {twilight.after_min} after",
        "travel": travel.mode.value,
        "speed": travel.speed_kmh,
        "detour": travel.detour,
        "shortest drive": travel.floor_min,
        "longest drive": travel.max_travel_min,
        "language of dates": LANGUAGES.get(speech.language, speech.language),
        "clock": "24 hours" if speech.hours24 else "12 hours",
        "areas": "square metres" if speech.metric_area else "square feet",
        "distances": "kilometres" if speech.kilometres else "miles",
    }


def _service(service: Service) -> Values:
    return {
        "name": service.name,
        "minutes": service.minutes,
        "tiers": [f"up to {_size(tier.up_to_sqft)}: {tier.minutes}" for tier in service.tiers],
        "at twilight": service.twilight,
        "separate": service.separate,
        "colour": service.colour,
        "offered": service.offered,
    }


def _size(square_feet: float | None) -> str:
    return "any size" if square_feet is None else f"{square_feet:g} sq ft"


def _package(package: Package) -> Values:
    return {
        "name": package.name,
        "services": list(package.services),
        "minutes": package.minutes,
        "twilight minutes": package.twilight_minutes,
        "two photographers": package.send_two,
        "offered": package.offered,
    }


def _zone(zone: Zone) -> Values:
    corners = ", ".join(f"{lon:.5f} {lat:.5f}" for lon, lat in zone.ring[:3])
    return {
        "name": zone.name,
        "shape": f"{len(zone.ring)} corners from {corners}",
        "holes": [f"{len(hole)} corners" for hole in zone.holes],
        "colour": zone.colour,
    }


def _photographer(person: Photographer, zone: ZoneInfo) -> Values:
    home = person.home
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "time zone": person.timezone.key if person.timezone else "",
        "senior": person.senior,
        "accepting": person.accepting,
        "priority": person.priority,
        "services": sorted(person.skills),
        "zones": sorted(person.zones),
        "hours": hours_words(person.hours),
        "presets": [
            f"{Weekday(day).key} {format_wall(wall)}"
            for day, walls in person.presets.items()
            for wall in walls
        ],
        "exceptions": [f"{item.day.isoformat()} {spans_words(item.hours)}" for item in person.exceptions],
        "days off": [_off(span, person.timezone or zone) for span in person.time_off],
        "reasons": _reasons(person.reasons),
        "most shoots a day": person.max_shoots_per_day,
        "home": person.home_address or (f"{home.lat:.5f}, {home.lon:.5f}" if home else ""),
        "colour": person.colour,
    }


def _off(span: Span, zone: ZoneInfo) -> str:
    """`2026-12-24 to 2026-12-27`, both included; with the hours where it is no whole days."""
    first, last = local_date(zone, span.start), local_date(zone, max(span.start, span.end - _INSTANT))
    if span == Span(day_start(zone, first), day_start(zone, last + timedelta(days=1))):
        return f"{first}" if first == last else f"{first} to {last}"
    start, end = (each.astimezone(zone) for each in (span.start, span.end))
    return f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def _reasons(reasons: frozenset[DayReason]) -> list[str]:
    return [f"{item.day.isoformat()} {item.text}" for item in sorted(reasons)]
