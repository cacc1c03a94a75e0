"""What an order of one service or package needs, for a size: time on site with the drive around it, and how many openings
that leaves in the coming week. Pure; asks the same functions as a booking does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app import engine
from studio_app.actions.typical_order import typical_order
from studio_app.desk.services.model import id_of, is_package
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.appointment import Part
from studio_app.domain.order import Order
from studio_app.domain.request import Request
from studio_app.domain.settings import TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.hindrance import hindrance
from studio_app.engine.visits import Visit, visits_of
from studio_app.errors import BadInput

WEEK = timedelta(days=6)
"""The coming seven days, today included."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One visit as it is drawn.

    Attributes:
        title: What is done there, where an order needs several visits; "" for the only one.
        work: Minutes that one photographer would take.
        minutes: On site, after any reduction for two.
        before, after: Minutes of drive that are kept free.
    """

    title: str
    work: int
    minutes: int
    before: int
    after: int
    crew_size: int = 1

    @property
    def needed(self) -> int:
        """Minutes that somebody must be free."""
        return self.before + self.minutes + self.after


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What is drawn and said.

    Attributes:
        sentence: `2 h 00 on site + 30/30 drive = 3 h 00 needed`.
        note: Why it is not simply the sum, such as two photographers; "" for nothing.
        problem: Why it can't be booked at all; then there are no strips.
    """

    strips: tuple[Strip, ...] = ()
    sentence: str = ""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, eq=False)
class RibbonQuestion:
    """Asked of the openings lane.

    Attributes:
        studio: With what is being changed already in it.
        key: Of the service or package.
    """

    studio: Studio
    key: str
    square_feet: float | None
    orders: tuple[Order, ...]
    now: datetime


@dataclass(frozen=True, eq=False)
class RibbonAnswer:
    """How many openings there are.

    Attributes:
        counts: Start times in the coming week, visit by visit.
        reason: Why a visit has none, one sentence; "" where each has some.
    """

    asked: RibbonQuestion
    counts: tuple[int, ...] = ()
    reason: str = ""


def request_for(studio: Studio, key: str, square_feet: float | None, now: datetime) -> Request:
    """An order of that one thing in the coming week."""
    today = local_date(studio.settings.timezone, now)
    wanted = (id_of(key),)
    services, packages = ((), wanted) if is_package(key) else (wanted, ())
    return Request(now, today, today + WEEK, services, packages, square_feet)


def ribbon_of(
    studio: Studio, key: str, square_feet: float | None, now: datetime, wording: Wording = ENGLISH
) -> Ribbon:
    """What an order needs; quick."""
    request = request_for(studio, key, square_feet, now)
    try:
        visits = visits_of(studio, request)
        alone = visits_of(_with_one(studio), request)
    except BadInput as problem:
        return Ribbon(problem=_problem(problem))
    if not visits:
        return Ribbon(problem="There is nothing in it yet.")
    settings = studio.settings
    strips = tuple(
        Strip(
            _title(studio, visit) if len(visits) > 1 else "",
            one.minutes,
            visit.minutes,
            settings.buffer_before_min,
            settings.buffer_after_min,
            visit.crew_size,
        )
        for visit, one in zip(visits, alone, strict=True)
    )
    return Ribbon(strips, _sentence(strips, wording), _note(studio, strips, wording))


def count_openings(question: RibbonQuestion) -> RibbonAnswer:
    """How many openings the coming week has, where most is ordered."""
    studio, now = question.studio, question.now
    request = request_for(studio, question.key, question.square_feet, now)
    typical = typical_order(studio, question.orders, now)
    request = replace(request, place=typical.place if typical else None)
    try:
        visits = visits_of(studio, request)
    except BadInput:
        return RibbonAnswer(question)
    counts = tuple(len(found.openings) for found in engine.find_openings(studio, request, visits))
    without = next((visit for visit, count in zip(visits, counts, strict=True) if not count), None)
    reason = hindrance(studio, request, without).sentence if without else ""
    return RibbonAnswer(question, counts, reason)


def openings_words(counts: tuple[int, ...], strips: tuple[Strip, ...]) -> str:
    """`14 openings in the coming 7 days`; each visit's where there are several."""
    if not counts or len(counts) != len(strips):
        return ""
    if len(counts) == 1:
        return f"{_number(counts[0])} in the coming 7 days"
    parts = [f"{strip.title}: {count or 'none'}" for strip, count in zip(strips, counts, strict=True)]
    return f"Openings in the coming 7 days \N{MIDDLE DOT} {', '.join(parts)}"


def _number(count: int) -> str:
    if not count:
        return "No opening"
    return f"{count:,} opening{'s' if count != 1 else ''}"


def _with_one(studio: Studio) -> Studio:
    """The studio as if one photographer always went."""
    return replace(
        studio,
        settings=replace(studio.settings, two_photographers_hours=0),
        packages=tuple(replace(package, send_two=False) for package in studio.packages),
    )


def _title(studio: Studio, visit: Visit) -> str:
    if visit.part is Part.TWILIGHT:
        return "At twilight"
    if visit.part is Part.SEPARATE:
        return ", ".join(studio.service_by_id[key].name for key in visit.services)
    return "Main visit"


def _sentence(strips: tuple[Strip, ...], wording: Wording) -> str:
    first = strips[0]
    if len(strips) > 1:
        total = sum(strip.minutes for strip in strips)
        return f"{wording.duration(total)} on site in {len(strips)} visits, each with its drive"
    return (
        f"{wording.duration(first.minutes)} on site + {first.before}/{first.after} drive = "
        f"{wording.duration(first.needed)} needed"
    )


def _note(studio: Studio, strips: tuple[Strip, ...], wording: Wording) -> str:
    said = []
    for strip in strips:
        if strip.crew_size == 2:
            where = f"{strip.title}: " if strip.title else ""
            if strip.minutes < strip.work:
                shorter = studio.settings.duration_reduction_pct
                said.append(
                    f"{where}two photographers take {wording.duration(strip.minutes)} for "
                    f"{wording.duration(strip.work)} of work ({shorter:g} % less)"
                )
            else:
                said.append(f"{where}two photographers go")
    if studio.settings.travel.mode is not TravelMode.FIXED:
        said.append("where both places are known the drive between them counts instead")
    words = "; ".join(said)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _problem(problem: BadInput) -> str:
    words = problem.problem
    return f"{words[0].upper()}{words[1:]}."
