"""What two people make of the same thing at the same time: each has their way where they don't touch.

Things are merged field by field. Of a set the members are merged, of a week the weekdays, of travel, twilight and
speech each value by itself, and of a photographer's days off the dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from studio_app.domain.days_off import Day, joined, special_days, without
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import local_date
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.errors import StaleVersion

T = TypeVar("T")

_DERIVED = frozenset({"calendar_known", "doubt"})
"""Of a photographer: what readings of calendars say, and nobody sets."""
_DATED = frozenset({"time_off", "exceptions"})
"""Of a photographer: merged date by date."""
_ABSENT = object()
_UTC = ZoneInfo("UTC")
_MOMENT = timedelta(microseconds=1)


def merged(stored: T, before: T, after: T, what: str, zone: ZoneInfo = _UTC) -> T:
    """What is stored, with everything that differs between `before` and `after` as after.

    Args:
        stored: As it is now.
        before: As it was seen by whoever changes it.
        after: As they want it.
        what: What people call it.
        zone: The studio's, for the dates of photographers who have none of their own.

    Raises:
        StaleVersion: somebody else changed the same otherwise.
    """
    wanted: dict[str, Any] = {}
    dated = isinstance(stored, Photographer)
    for field in _own_fields(before):
        old, new, now = (getattr(item, field.name) for item in (before, after, stored))
        if old != new and not (dated and field.name in _DATED):
            wanted[field.name] = _value(now, old, new, what)
    if (
        isinstance(stored, Photographer)
        and isinstance(before, Photographer)
        and isinstance(after, Photographer)
    ):
        wanted |= _days(stored, before, after, what, after.timezone or zone)
    return replace(stored, **wanted)  # type: ignore[type-var] # all that are merged are dataclasses


def _own_fields(item: Any) -> Iterable[Field[Any]]:
    return (field for field in fields(item) if field.compare and field.name not in _DERIVED)


def _value(now: Any, old: Any, new: Any, what: str) -> Any:
    """One value of three."""
    if old in (new, now) or now == new:
        return now if old == new else new
    if isinstance(old, frozenset):
        return (now - (old - new)) | (new - old)
    if isinstance(old, Mapping):
        keys = dict.fromkeys((*now, *new))
        found = {
            key: _value(now.get(key, _ABSENT), old.get(key, _ABSENT), new.get(key, _ABSENT), what)
            for key in keys
        }
        return {key: found[key] for key in sorted(found) if found[key] is not _ABSENT}
    kinds = {type(item) for item in (now, old, new)}
    if kinds == {WeekHours}:
        days = zip(now.days, old.days, new.days, strict=True)
        return WeekHours(tuple(_value(*day, what) for day in days))
    if len(kinds) == 1 and is_dataclass(old) and not isinstance(old, Place):
        names = [field.name for field in _own_fields(old)]
        values = {
            name: _value(getattr(now, name), getattr(old, name), getattr(new, name), what) for name in names
        }
        return replace(now, **values)
    raise StaleVersion(what)


# ---------------------------------------------------------------- days off


def _days(
    stored: Photographer, before: Photographer, after: Photographer, what: str, zone: ZoneInfo
) -> dict[str, Any]:
    """The days off and the days with other hours.

    Raises:
        StaleVersion: somebody else made one of the dates otherwise.
    """
    if _off(before) == _off(after):
        return {}
    if _off(before) == _off(stored):
        return {"time_off": after.time_off, "exceptions": after.exceptions}
    both = _changed_dates(before, after, zone) & _changed_dates(before, stored, zone)
    if any(_day(after, zone, day) != _day(stored, zone, day) for day in both):
        raise StaleVersion(what)
    return {
        "time_off": _time_off(stored.time_off, before.time_off, after.time_off),
        "exceptions": _exceptions(stored.exceptions, before.exceptions, after.exceptions),
    }


def _off(person: Photographer) -> tuple[tuple[Span, ...], tuple[HoursException, ...]]:
    return person.time_off, person.exceptions


def _day(person: Photographer, zone: ZoneInfo, day: date) -> Day:
    """A date without its reason: of two reasons both stay."""
    return replace(special_days(person, zone, day, day).get(day, Day()), reason="")


def _changed_dates(before: Photographer, after: Photographer, zone: ZoneInfo) -> set[date]:
    old, new = joined(before.time_off), joined(after.time_off)
    differing = [*_less(old, new), *_less(new, old)]
    dates = {item.day for item in {*before.exceptions} ^ {*after.exceptions}}
    for span in differing:
        day, last = local_date(zone, span.start), local_date(zone, span.end - _MOMENT)
        while day <= last:
            dates.add(day)
            day += timedelta(days=1)
    return dates


def _time_off(now: tuple[Span, ...], old: tuple[Span, ...], new: tuple[Span, ...]) -> tuple[Span, ...]:
    if old == new:
        return now
    come = _less(joined(new), joined(old))
    kept = _less(now, [*_less(joined(old), joined(new)), *come])
    return tuple(sorted([*kept, *come], key=lambda span: (span.start, span.end)))


def _exceptions(
    now: tuple[HoursException, ...], old: tuple[HoursException, ...], new: tuple[HoursException, ...]
) -> tuple[HoursException, ...]:
    if old == new:
        return now
    gone, come = {*old} - {*new}, {*new} - {*old}
    found = {item.day: item for item in now if item not in gone} | {item.day: item for item in come}
    return tuple(found[day] for day in sorted(found))


def _less(spans: Iterable[Span], cuts: Iterable[Span]) -> list[Span]:
    """What of some spans lies in none of others."""
    left = list(spans)
    for cut in cuts:
        left = [part for span in left for part in without(span, cut)]
    return left
