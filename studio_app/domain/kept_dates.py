"""Days off stay on their dates when a zone of time changes: they are stored as spans of time from midnight to midnight."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from studio_app.domain.photographer import Photographer
from studio_app.domain.setup import Setup
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, local_date


def with_dates_kept(before: Setup, after: Setup) -> Setup:
    """A changed set-up in which whole days off are the same dates in everybody's new zone. Time off of other hours is a
    plan for that very time, and stays. Whoever's time off is changed along with the zone has it as it is given."""
    old = {person.id: person for person in before.photographers}
    people = tuple(
        _moved(person, old[person.id].timezone or before.settings.timezone, after)
        if person.id in old and person.time_off == old[person.id].time_off
        else person
        for person in after.photographers
    )
    return replace(after, photographers=people) if people != after.photographers else after


def _moved(person: Photographer, zone: ZoneInfo, after: Setup) -> Photographer:
    new = person.timezone or after.settings.timezone
    if new == zone or not person.time_off:
        return person
    return replace(person, time_off=tuple(_on_its_dates(span, zone, new) for span in person.time_off))


def _on_its_dates(span: Span, zone: ZoneInfo, new: ZoneInfo) -> Span:
    first, last = local_date(zone, span.start), local_date(zone, span.end)
    if (day_start(zone, first), day_start(zone, last)) != (span.start, span.end):
        return span
    return Span(day_start(new, first), day_start(new, last))
