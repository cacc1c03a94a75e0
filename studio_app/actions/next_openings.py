"""The next openings: the soonest ones, and the one that adds the least driving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from studio_app import engine
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine import Brief, Opening, Openings, driving
from studio_app.engine.suggesting import WINDOWS
from studio_app.engine.visits import Visit

NEXT = 5
"""How many are offered where a time can't be had."""


def soonest(openings: Openings, count: int = NEXT) -> tuple[Brief, ...]:
    """The first of a visit's openings."""
    return tuple(islice(openings.briefly(), count))


def least_driving(studio: Studio, request: Request, openings: Openings) -> datetime | None:
    """When the opening starts that adds the least driving between its neighbours; None where nobody can tell."""
    found = driving.least_driving(studio, request, openings)
    return found[0].start if found else None


def openings_around(
    studio: Studio, request: Request, visit: Visit, start: datetime, count: int = NEXT
) -> tuple[Opening, ...]:
    """Openings to offer instead of a time that can't be had: the soonest from then on, then the latest before.

    The dates of the request don't count. By start.
    """
    zone, settings = studio.settings.timezone, studio.settings
    today = local_date(zone, request.now)
    furthest = today + timedelta(days=settings.max_advance_days)
    asked = min(max(local_date(zone, start), today), furthest)
    later: list[Opening] = []
    first = asked
    for days in (*WINDOWS, settings.max_advance_days + 1):
        last = min(asked + timedelta(days=days - 1), furthest)
        if last >= first:
            found = _openings_on(studio, request, visit, first, last)
            later += islice((item for item in found if item.start >= start), count - len(later))
            first = last + timedelta(days=1)
        if len(later) == count or last == furthest:
            break
    missing = count - len(later)
    if not missing:
        return tuple(later)
    earlier = [item for item in _openings_on(studio, request, visit, today, asked) if item.start < start]
    return (*earlier[-missing:], *later)


def _openings_on(studio: Studio, request: Request, visit: Visit, first: date, last: date) -> Openings:
    dated = replace(request, first_day=first, last_day=last)
    return engine.find_openings(studio, dated, (visit,))[0].openings
