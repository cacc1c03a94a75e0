"""The best openings for somebody who waits: few, far apart, and on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.domain.wishes import NO_WISHES, NOON, Wishes
from studio_app.engine.asked import Asked
from studio_app.engine.driving import Detours
from studio_app.engine.openings import Openings, find_openings
from studio_app.engine.visits import Visit

BEST = 3
WINDOWS = (14, 28, 56)
"""Days that are searched one after another; the last search goes to the furthest bookable day."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An opening that is worth offering.

    Attributes:
        crew: Who would go.
        driving: Minutes of driving that it adds to the crew's day; None where nobody can tell.
        wished: It is as the client would like it, and not after the order is due.
    """

    start: datetime
    end: datetime
    crew: tuple[str, ...]
    driving: int | None = None
    wished: bool = True


def suggest(
    studio: Studio,
    request: Request,
    visit: Visit,
    wishes: Wishes = NO_WISHES,
    due: date | None = None,
    count: int = BEST,
) -> tuple[Suggestion, ...]:
    """The best openings by start: of each half of a day the one that adds the least driving, the soonest halves first.

    Args:
        request: What is asked; its dates don't count.
        wishes: What the client would like. Where nothing suits, other openings are suggested and marked so.
        due: The last studio-local date that is good.
    """
    found = _soonest(studio, request, visit, wishes, due, count)
    if found or (wishes == NO_WISHES and due is None):
        return found
    return tuple(
        replace(one, wished=False) for one in _soonest(studio, request, visit, NO_WISHES, None, count)
    )


def _soonest(
    studio: Studio, request: Request, visit: Visit, wishes: Wishes, due: date | None, count: int
) -> tuple[Suggestion, ...]:
    today = local_date(studio.settings.timezone, request.now)
    last = today + timedelta(days=studio.settings.max_advance_days)
    last = min(last, due) if due else last
    first = max(today, wishes.not_before) if wishes.not_before else today
    halves: dict[tuple[date, bool], Suggestion] = {}
    begin = first
    for days in (*WINDOWS, (last - first).days + 1):
        end = min(first + timedelta(days=days - 1), last)
        if end >= begin:
            dated = replace(request, first_day=begin, last_day=end)
            for suggestion in suitable(studio, dated, visit, wishes):
                if not _keep_better(halves, suggestion, studio, count):
                    break
            begin = end + timedelta(days=1)
        if len(halves) >= count or end >= last:
            break
    return tuple(sorted(halves.values(), key=lambda one: one.start))


def _keep_better(
    halves: dict[tuple[date, bool], Suggestion], new: Suggestion, studio: Studio, count: int
) -> bool:
    """Keep a suggestion where its half of the day has none that adds less driving; False where there are enough."""
    local = new.start.astimezone(studio.settings.timezone)
    half = local.date(), local.hour < NOON
    old = halves.get(half)
    if old is None:
        if len(halves) == count:
            return False
        halves[half] = new
    elif new.driving is not None and (old.driving is None or new.driving < old.driving):
        halves[half] = new
    return True


def suitable(studio: Studio, request: Request, visit: Visit, wishes: Wishes) -> Iterator[Suggestion]:
    """All openings on the dates of a request that are as wished, by start."""
    if wishes.photographers and visit.crew_size == 1:
        known = tuple(key for key in wishes.photographers if key in studio.photographer_by_id)
        request = replace(request, photographers=known)
    openings = find_openings(studio, request, (visit,))[0].openings
    zone = studio.settings.timezone
    detours = Detours(Asked.of(studio, request, visit))
    length = timedelta(minutes=visit.minutes)
    for index, brief in enumerate(openings.briefly()):
        if not wishes.like_start(brief.start, zone):
            continue
        crew = brief.choice if wishes.like_crew(brief.choice) else _wished_crew(openings, index, wishes)
        if crew:
            driving = detours.added(crew, brief.start)
            yield Suggestion(brief.start, brief.start + length, crew, driving)


def _wished_crew(openings: Openings, index: int, wishes: Wishes) -> tuple[str, ...]:
    return next((crew for crew in openings[index].crews if wishes.like_crew(crew)), ())
