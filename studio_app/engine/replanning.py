"""Somebody is ill: who goes instead, or when else, for each appointment that they would have had.

What changes least comes first: somebody else at the same time, with the partner of a crew of two staying; then another
time that day; then another day. All proposals can be taken together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import local_date
from studio_app.domain.wishes import NO_WISHES
from studio_app.engine.answers import Code
from studio_app.engine.asked import Asked
from studio_app.engine.choosing import crews_at
from studio_app.engine.driving import Detours
from studio_app.engine.explaining import Failures, check, explain_visit
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.standing import kept, standing_codes
from studio_app.engine.suggesting import WINDOWS, Suggestion, suitable
from studio_app.engine.together import Placed, check_together
from studio_app.engine.visits import Visit, visit_of_appointment

MOST_TRIES = 400
"""Arrangements of people that are tried before the best one so far is taken."""

Crew = tuple[str, ...]


class How(StrEnum):
    """What changes for an appointment, least first. `POSTPONED` is chosen by people only."""

    SAME_TIME = "same time"
    SAME_DAY = "same day"
    OTHER_DAY = "other day"
    POSTPONED = "postponed"
    NOT_AT_ALL = "not at all"


@dataclass(frozen=True, slots=True)
class Cover:
    """A proposal for one appointment.

    Attributes:
        before: The appointment as it is.
        after: As it would be; None where there is nothing to propose.
        driving: Minutes of driving that it adds to the new crew's day; None where nobody can tell.
        failures: Why nobody else can go at its own time, by photographer; empty where somebody can.
    """

    before: Appointment
    after: Appointment | None
    how: How
    driving: int | None = None
    failures: Failures = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class CoverPlan:
    """What is proposed for a time in which a photographer can't work.

    Attributes:
        covers: By start of the appointments.
        before: The studio as it is.
        after: The studio with the photographer off and all proposals taken.
    """

    photographer: str
    off: Span
    covers: tuple[Cover, ...]
    before: Studio
    after: Studio


def with_time_off(studio: Studio, photographer: str, off: Span) -> Studio:
    """The studio in which a photographer is off for a time more."""
    people = tuple(
        replace(person, time_off=(*person.time_off, off)) if person.id == photographer else person
        for person in studio.photographers
    )
    return replace(studio, photographers=people)


def propose_cover(
    studio: Studio,
    photographer: str,
    off: Span,
    now: datetime,
    orders: Mapping[str, Order] | None = None,
) -> CoverPlan:
    """Propose who goes instead, or when else.

    Args:
        studio: As it is.
        photographer: Id of whoever can't work.
        off: When they can't.
        orders: Orders by id, as far as they are known: their wishes and due dates are kept where times change.
    """
    planning = _Planning(with_time_off(studio, photographer, off), photographer, off, now, orders or {})
    covers = planning.covers()
    after = planning.base
    for cover in covers:
        after = after.with_appointment(cover.after or cover.before)
    return CoverPlan(photographer, off, covers, studio, after)


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to cover an appointment at its own time; less is better."""

    staying: int
    driving: int
    ranks: tuple[int, ...]
    crew: Crew

    @property
    def cost(self) -> tuple[int, int, tuple[int, ...]]:
        """How much changes: people of the crew who are replaced, driving, and whose turn it is."""
        return -self.staying, self.driving, self.ranks


class _Planning:
    """The work on one plan.

    Attributes:
        base: The studio with the photographer off and without the appointments that need somebody.
    """

    def __init__(
        self, studio: Studio, photographer: str, off: Span, now: datetime, orders: Mapping[str, Order]
    ) -> None:
        self._now, self._orders = now, orders
        diary = studio.diaries[photographer]
        found = (item for item in diary.appointments if item.blocks_at(now))
        affected = (item for item in found if item.span.overlaps(off) and item.span.start > now)
        self._affected = sorted(affected, key=lambda item: (item.span.start, item.id))
        self._studio = studio
        self.base = studio
        for item in self._affected:
            self.base = self.base.without_appointment(item.id)

    def covers(self) -> tuple[Cover, ...]:
        """A proposal for each."""
        same_time = self._at_their_times()
        placed = self.base
        for item in self._affected:
            if item.id in same_time:
                placed = placed.with_appointment(handed_over(item, same_time[item.id].crew, self._now))
        found: dict[str, Cover] = {}
        for item in self._affected:
            option = same_time.get(item.id)
            if option:
                after = handed_over(item, option.crew, self._now)
                found[item.id] = Cover(item, after, How.SAME_TIME, self._driving(placed, item, after))
            else:
                found[item.id] = self._at_another_time(placed, item)
                elsewhere = found[item.id].after
                placed = placed.with_appointment(elsewhere) if elsewhere else placed
        return self._consistent([found[item.id] for item in self._affected])

    # ------------------------------------------------------------ at the same time

    def _at_their_times(self) -> dict[str, _Option]:
        """Who goes instead to as many as possible, then with the least change and driving."""
        options = {item.id: self._options(item) for item in self._affected}
        coverable = [item for item in self._affected if options[item.id]]
        coverable.sort(key=lambda item: len(options[item.id]))
        search = _Search(self, coverable, options)
        search.go(0, self.base, {})
        return search.best

    def _options(self, item: Appointment) -> list[_Option]:
        """Crews that could go at its time if it were the only one, the best first."""
        request, visit = self._question(item)
        asked = Asked.of(self.base, request, visit)
        detours, ranks = Detours(asked), ranks_in_week(self.base, local_date(asked.zone, item.span.start))
        found = [
            _Option(
                len(set(crew) & set(item.crew)),
                detours.added(crew, item.span.start) or 0,
                tuple(sorted(ranks[key] for key in crew)),
                crew,
            )
            for crew in crews_at(asked, item.span.start, self._waived(item))
        ]
        return sorted(found, key=lambda option: option.cost)

    def fits(self, studio: Studio, item: Appointment, crew: Crew) -> bool:
        """Whether a crew can go with others covered already."""
        request, visit = self._question(item)
        failures = check(studio, request, visit, item.span.start, crew)
        return not any(kept(failures, self._waived(item)).values())

    def covered(self, studio: Studio, item: Appointment, crew: Crew) -> Studio:
        """The studio in which a crew goes."""
        return studio.with_appointment(handed_over(item, crew, self._now))

    def _waived(self, item: Appointment) -> frozenset[Code]:
        request, visit = self._question(item)
        return standing_codes(self._studio, request, visit, item)

    # ------------------------------------------------------------ at another time

    def _at_another_time(self, placed: Studio, item: Appointment) -> Cover:
        request, visit = self._question(item)
        day = local_date(placed.settings.timezone, item.span.start)
        why = explain_visit(Asked.of(placed, request, visit), item.span.start)
        # With the appointment where it stood, its crew is preferred.
        placed = placed.with_appointment(item)
        same_day = self._nearest(placed, item, replace(request, first_day=day, last_day=day), visit)
        if same_day:
            return Cover(item, moved(item, same_day, self._now), How.SAME_DAY, same_day.driving, why)
        other = self._other_day(placed, item, request, visit, day)
        if other:
            return Cover(item, moved(item, other, self._now), How.OTHER_DAY, other.driving, why)
        return Cover(item, None, How.NOT_AT_ALL, None, why)

    def _nearest(
        self, placed: Studio, item: Appointment, request: Request, visit: Visit
    ) -> Suggestion | None:
        """The opening of a day that is moved and driven least; its half of the day doesn't count, but a due date does."""
        due = self._due(item)
        if due and request.first_day > due:
            return None

        def cost(one: Suggestion) -> tuple[float, datetime]:
            shifted = abs((one.start - item.span.start).total_seconds()) / 60
            return shifted + (one.driving or 0), one.start

        return min(suitable(placed, request, visit, NO_WISHES), key=cost, default=None)

    def _other_day(
        self, placed: Studio, item: Appointment, request: Request, visit: Visit, day: date
    ) -> Suggestion | None:
        """The first opening after the day, as wished where that can be; else the last one before it."""
        wishes = self._orders[item.order].wishes if item.order in self._orders else NO_WISHES
        today = local_date(placed.settings.timezone, self._now)
        furthest = today + timedelta(days=placed.settings.max_advance_days)
        last = min(furthest, self._due(item) or furthest)
        for liked in dict.fromkeys((wishes, NO_WISHES)):
            for first, end in _windows(day + timedelta(days=1), last):
                dated = replace(request, first_day=first, last_day=end)
                found = next(suitable(placed, dated, visit, liked), None)
                if found:
                    return found
        if day <= today:
            return None
        dated = replace(request, first_day=today, last_day=day - timedelta(days=1))
        return max(suitable(placed, dated, visit, NO_WISHES), key=lambda one: one.start, default=None)

    # ------------------------------------------------------------ parts

    def _question(self, item: Appointment) -> tuple[Request, Visit]:
        return question_of(self._studio, item, self._now)

    def _due(self, item: Appointment) -> date | None:
        return self._orders[item.order].due if item.order in self._orders else None

    def _driving(self, placed: Studio, item: Appointment, after: Appointment) -> int | None:
        request, visit = self._question(item)
        asked = Asked.of(placed.without_appointment(item.id), request, visit)
        return Detours(asked).added(after.crew, after.span.start)

    def _consistent(self, covers: Sequence[Cover]) -> tuple[Cover, ...]:
        """What can't be had together after all is not proposed."""
        found = list(covers)
        while True:
            taken = [cover for cover in found if cover.after]
            broken = self._broken(taken)
            if broken is None:
                return tuple(found)
            found = [
                Cover(cover.before, None, How.NOT_AT_ALL, None, cover.failures) if cover is broken else cover
                for cover in found
            ]

    def _broken(self, covers: Sequence[Cover]) -> Cover | None:
        placed = [self._placed(cover.before, cover.after) for cover in covers if cover.after]
        for cover, failures in zip(covers, check_together(self._studio, placed), strict=True):
            stays = cover.how is How.SAME_TIME
            if any(kept(failures, self._waived(cover.before) if stays else frozenset()).values()):
                return cover
        return None

    def _placed(self, before: Appointment, after: Appointment) -> Placed:
        request, visit = self._question(before)
        return Placed(request, visit, after.span.start, after.crew, after.address)


class _Search:
    """Tries arrangements of people, the most promising first, until all are covered or there were enough tries.

    Attributes:
        best: The arrangement that covers most; of those the one with the least change.
    """

    def __init__(
        self, planning: _Planning, items: Sequence[Appointment], options: Mapping[str, Sequence[_Option]]
    ) -> None:
        self._planning, self._items, self._options = planning, items, options
        self._left = MOST_TRIES
        self.best: dict[str, _Option] = {}

    def go(self, number: int, studio: Studio, chosen: dict[str, _Option]) -> None:
        """Cover the appointments from a number on; `studio` has those before it covered as chosen."""
        if _worth(chosen) > _worth(self.best):
            self.best = dict(chosen)
        rest = len(self._items) - number
        if rest == 0 or self._left <= 0 or len(chosen) + rest <= len(self.best):
            return
        item = self._items[number]
        taken = {key for option in chosen.values() for key in option.crew}
        for option in self._options[item.id]:
            self._left -= 1
            if taken.intersection(option.crew) and not self._planning.fits(studio, item, option.crew):
                continue
            covered = self._planning.covered(studio, item, option.crew)
            self.go(number + 1, covered, {**chosen, item.id: option})
            if len(self.best) == len(self._items) or self._left <= 0:
                return
        self.go(number + 1, studio, chosen)


def _worth(chosen: Mapping[str, _Option]) -> tuple[int, int, int]:
    """More is better: how many are covered, how many people stay, less driving."""
    return (
        len(chosen),
        sum(option.staying for option in chosen.values()),
        -sum(option.driving for option in chosen.values()),
    )


def question_of(studio: Studio, item: Appointment, now: datetime) -> tuple[Request, Visit]:
    """What moving an appointment on its own day asks."""
    day = local_date(studio.settings.timezone, item.span.start)
    visit = visit_of_appointment(item)
    known = tuple(key for key in visit.services if key in studio.service_by_id)
    request = Request(now, day, day, services=known, place=item.place, moving=item.id)
    return request, replace(visit, services=known)


def handed_over(item: Appointment, crew: Crew, now: datetime) -> Appointment:
    """The appointment when others go."""
    return replace(item, crew=crew, assigned_at=now)


def moved(item: Appointment, to: Suggestion, now: datetime) -> Appointment:
    """The appointment at another time, with whom goes then."""
    stays = set(to.crew) == set(item.crew)
    return replace(
        item,
        crew=item.crew if stays else to.crew,
        span=item.span.moved_to(to.start),
        assigned_at=item.assigned_at if stays else now,
    )


def _windows(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Runs of days from one to another, each searched after the one before."""
    begin = first
    for days in (*WINDOWS, (last - first).days + 1):
        end = min(first + timedelta(days=days - 1), last)
        if end >= begin:
            yield begin, end
            begin = end + timedelta(days=1)
