"""Photographers of a studio file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from studio_app.domain.photographer import Photographer
from studio_app.domain.timespan import Span
from studio_app.domain.working_hours import HoursException
from studio_app.exchange.fields import Value, ids_in, unique
from studio_app.exchange.read_settings import WEEKDAYS, read_hours, read_week

REQUIRED = ("id", "name", "email")
OPTIONAL = (
    "timezone",
    "senior",
    "accepting",
    "priority",
    "skills",
    "zones",
    "hours",
    "presets",
    "exceptions",
    "time_off",
    "max_shoots_per_day",
    "home",
    "calendar_state",
)
CALENDAR_STATES = {"ok": True, "unknown": False}
FAR_PRIORITY = 1e9


def read_photographers(value: Value, service_ids: set[str], zone_ids: set[str]) -> list[Photographer]:
    """The photographers of a studio, in the order of the file."""
    items = list(value.items())
    people = [_photographer(item, service_ids, zone_ids) for item in items]
    unique(items, [person.id for person in people])
    return people


def _photographer(value: Value, service_ids: set[str], zone_ids: set[str]) -> Photographer:
    members = value.members(REQUIRED, OPTIONAL)
    return Photographer(
        id=members["id"].id(),
        name=members["name"].text(),
        email=members["email"].text(),
        timezone=members.maybe("timezone", Value.zone),
        senior=members.get("senior", Value.flag, False),
        accepting=members.get("accepting", Value.flag, True),
        priority=members.get("priority", lambda v: v.number(-FAR_PRIORITY, FAR_PRIORITY), 100),
        skills=frozenset(members.get("skills", lambda v: ids_in(v, service_ids, "service", once=False), ())),
        zones=frozenset(members.get("zones", lambda v: ids_in(v, zone_ids, "zone", once=False), ())),
        hours=members.maybe("hours", read_week),
        presets=members.get("presets", _presets, {}),
        exceptions=members.get("exceptions", _exceptions, ()),
        time_off=members.get("time_off", lambda v: tuple(_time_off(item) for item in v.items()), ()),
        max_shoots_per_day=members.maybe("max_shoots_per_day", lambda v: v.whole(0, 1000)),
        home=members.maybe("home", Value.place),
        calendar_known=members.get("calendar_state", _calendar_known, True),
    )


def _presets(value: Value) -> Mapping[int, tuple[int, ...]]:
    members = value.members((), WEEKDAYS)
    days = {int(WEEKDAYS[key]): sorted({item.wall() for item in day.items()}) for key, day in members.items()}
    return {day: tuple(days[day]) for day in sorted(days) if days[day]}


def _exceptions(value: Value) -> tuple[HoursException, ...]:
    found: dict[date, HoursException] = {}
    for item in value.items():
        members = item.members(("date", "hours"))
        day = members["date"].day()
        if day in found:
            members["date"].fail(f"{day} has an exception already")
        found[day] = HoursException(day, read_hours(members["hours"]))
    return tuple(found.values())


def _time_off(value: Value) -> Span:
    members = value.members(("start", "end"))
    return read_span(value, members["start"], members["end"])


def read_span(whole: Value, first: Value, last: Value) -> Span:
    """A span that takes time."""
    start, end = first.moment(), last.moment()
    if end < start:
        whole.fail("end is before start")
    if end == start:
        whole.fail("end is not after start")
    return Span(start, end)


def _calendar_known(value: Value) -> bool:
    state = value.text()
    if state not in CALENDAR_STATES:
        value.fail(f"is none of {', '.join(CALENDAR_STATES)}")
    return CALENDAR_STATES[state]
