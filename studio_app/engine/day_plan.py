"""A photographer's day with one more visit in it: where they come from, where they go on to, and what it adds up to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import TravelMode
from studio_app.engine.asked import Asked
from studio_app.engine.blocking import Block, Source
from studio_app.engine.instants import date_at, local_day, micros, moment_of
from studio_app.engine.travel import drive_minutes, gap_minutes, tour_minutes


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one place to another.

    Attributes:
        minutes: Time that must be kept free for it.
        name: The address or title of the visit at its other end; "" where that is home or nothing.
        drive: The estimated drive in minutes; None where a place is not known or drives aren't estimated.
    """

    minutes: int
    name: str = ""
    drive: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The day of one photographer with the visit in it.

    Attributes:
        before, after: The ways there and on.
        shoots: Appointments and holds that start on that studio-local date, this one counted.
        driving: Minutes from home, from place to place, and back; None where drives aren't estimated.
        added: How many of them this visit adds.
        ends: When the last block of the day, or this visit, is over, UTC.
    """

    before: Leg
    after: Leg
    shoots: int
    driving: int | None
    added: int | None
    ends: datetime


def day_plan(asked: Asked, person: Photographer, at: datetime) -> DayPlan:
    """The day of a photographer if they took the visit at a time, whether they may or not."""
    start = micros(at)
    end = start + asked.length
    day = local_day(asked.zone, date_at(asked.zone, start))
    blocks = [b for b in asked.blocks(person).all if b.start < day.end and day.start < b.end]
    earlier = max((b for b in blocks if b.end <= start), key=lambda b: b.end, default=None)
    later = min((b for b in blocks if b.start >= end), key=lambda b: b.start, default=None)
    starting = [b for b in blocks if day.start <= b.start < day.end]
    ours = sum(b.source is not Source.EVENT for b in starting)
    driving, added = _driving(asked, person, blocks, start, end)
    return DayPlan(
        before=_leg(asked, person, earlier, there=True),
        after=_leg(asked, person, later, there=False),
        shoots=ours + 1,
        driving=driving,
        added=added,
        ends=moment_of(max([end, *(b.end for b in starting if b.source is not Source.EVENT)])),
    )


def _leg(asked: Asked, person: Photographer, block: Block | None, *, there: bool) -> Leg:
    settings, place = asked.settings, asked.request.place
    other = person.home if block is None else block.place
    fixed = settings.buffer_before_min if there else settings.buffer_after_min
    a, b = (other, place) if there else (place, other)
    drive = None
    if settings.travel.mode is TravelMode.ESTIMATE and a and b:
        drive = drive_minutes(settings.travel, a, b)
    return Leg(gap_minutes(settings, a, b, fixed), block.name if block else "", drive)


def _driving(
    asked: Asked, person: Photographer, blocks: list[Block], start: int, end: int
) -> tuple[int | None, int | None]:
    """Minutes driven that day with the visit, and how many of them are its own."""
    place = asked.request.place
    if asked.settings.travel.mode is not TravelMode.ESTIMATE or place is None:
        return None, None
    stops = [(b.start, b.place) for b in blocks if b.place and not (b.start < end and start < b.end)]
    without = [stop for _, stop in stops]
    earlier = sum(block_start < start for block_start, _ in stops)
    travel = asked.settings.travel
    total = tour_minutes(travel, person.home, [*without[:earlier], place, *without[earlier:]])
    return total, total - tour_minutes(travel, person.home, without)
