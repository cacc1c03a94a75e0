"""Photographers of a studio file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from studio_app.domain.photographer import MOST_SHOOTS, Photographer
from studio_app.domain.timespan import Span
from studio_app.domain.working_hours import HoursException
from studio_app.exchange.containers import Keys, distinct, each
from studio_app.exchange.fields import (
    Reader,
    choice,
    day,
    flag,
    known,
    new_id,
    number,
    refuse,
    text,
    wall,
    whole,
    zone,
)
from studio_app.exchange.read_times import WEEK, WEEKDAYS, read_hours, read_place, read_span, read_week

PHOTOGRAPHER = Keys(
    ("id", "name", "email"),
    (
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
    ),
)
EXCEPTION = Keys(("date", "hours"))


class CalendarState(StrEnum):
    """Whether what is in a photographer's calendars is known."""

    OK = "ok"
    UNKNOWN = "unknown"


def read_photographers(service_ids: Collection[str], zone_ids: Collection[str]) -> Reader[list[Photographer]]:
    """The photographers with these skills and zones, in the order of the file."""
    skills, zones = _some_of(service_ids, "service"), _some_of(zone_ids, "zone")

    def photographer(raw: object) -> Photographer:
        members = PHOTOGRAPHER.of(raw)
        state = members.get("calendar_state", choice(CalendarState), CalendarState.OK)
        return Photographer(
            id=members.read("id", new_id),
            name=members.read("name", text),
            email=members.read("email", text),
            timezone=members.maybe("timezone", zone),
            senior=members.get("senior", flag, False),
            accepting=members.get("accepting", flag, True),
            priority=members.get("priority", number(-1_000_000_000, 1_000_000_000), 100),
            skills=members.get("skills", skills, frozenset()),
            zones=members.get("zones", zones, frozenset()),
            hours=members.maybe("hours", read_week),
            presets=members.get("presets", _presets, {}),
            exceptions=members.get("exceptions", _exceptions, ()),
            time_off=members.get("time_off", _time_off, ()),
            max_shoots_per_day=members.maybe("max_shoots_per_day", whole(0, MOST_SHOOTS)),
            home=members.maybe("home", read_place),
            calendar_known=state is CalendarState.OK,
        )

    return distinct(photographer)


def _some_of(ids: Collection[str], what: str) -> Reader[frozenset[str]]:
    read = each(known(ids, what))
    return lambda raw: frozenset(read(raw))


def _presets(raw: object) -> Mapping[int, tuple[int, ...]]:
    walls = WEEK.of(raw).all(each(wall))
    return {int(on): tuple(sorted({*walls[key]})) for key, on in WEEKDAYS.items() if walls.get(key)}


def _exceptions(raw: object) -> tuple[HoursException, ...]:
    seen: set[date] = set()

    def exception(raw_exception: object) -> HoursException:
        members = EXCEPTION.of(raw_exception)
        on = members.read("date", day)
        if on in seen:
            refuse(f"{on} has an exception already", at="date")
        seen.add(on)
        return HoursException(on, members.read("hours", read_hours))

    return tuple(each(exception)(raw))


def _time_off(raw: object) -> tuple[Span, ...]:
    return tuple(each(read_span)(raw))
