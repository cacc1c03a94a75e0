"""Somebody is ill: what else could be done about one of their appointments, besides what is proposed.

The other proposals of the plan stand; whether what is chosen in the end goes together is another question
(`together.check_together`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order
from studio_app.domain.wall_time import local_date
from studio_app.domain.wishes import NO_WISHES
from studio_app.engine.answers import Code
from studio_app.engine.asked import Asked
from studio_app.engine.choosing import crews_at
from studio_app.engine.driving import Detours
from studio_app.engine.explaining import Failures, check_crew
from studio_app.engine.ranking import ranks_in_week
from studio_app.engine.replanning import CoverPlan, Crew, How, handed_over, moved, question_of
from studio_app.engine.standing import kept, standing_codes
from studio_app.engine.suggesting import Suggestion, suggest, suitable

SAME_TIME, SAME_DAY, OTHER_DAYS, AGAINST = 4, 2, 3, 3
"""How many of a kind are offered."""
APART = timedelta(hours=1)
"""Two times of one day are as far from each other at least, or they would be no choice."""
HARD = frozenset(
    {
        Code.LACKS_SKILL,
        Code.OUT_OF_ZONE,
        Code.NOT_ACCEPTING,
        Code.CALENDAR_UNKNOWN,
        Code.BUSY,
        Code.DAY_CLOSED,
        Code.NO_SENIOR,
        Code.NO_PARTNER,
    }
)
"""Rules that staff overrule last."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to cover an appointment.

    Attributes:
        after: As the appointment would be.
        driving: Minutes of driving that it adds to the crew's day; None where nobody can tell.
        failures: The rules that would have to be overruled, by member of the crew; empty where none.
    """

    after: Appointment
    how: How
    driving: int | None = None
    failures: Failures = field(default_factory=dict)

    def is_like(self, other: Choice) -> bool:
        """Whether the same crew goes at the same time, or nobody either way."""
        return _key(self.after) == _key(other.after)


def choices_of(
    plan: CoverPlan, now: datetime, orders: Mapping[str, Order] | None = None
) -> dict[str, tuple[Choice, ...]]:
    """For each appointment of a plan what could be done about it, least change first.

    What the plan proposes comes first of all; then other people at the same time, other times, people who could go
    against the rules (never against an appointment of the program), and waiting for another time.

    Args:
        orders: By id, as far as they are known: their wishes and due dates are kept where times change.
    """
    known = orders or {}
    found: dict[str, tuple[Choice, ...]] = {}
    for cover in plan.covers:
        proposed = [Choice(cover.after, cover.how, cover.driving)] if cover.after else []
        choosing = _Choosing(plan, cover.before, now, known.get(cover.before.order))
        found[cover.before.id] = _each_once([*proposed, *choosing.all()])
    return found


def postponed(item: Appointment) -> Appointment:
    """The appointment when it waits for another time."""
    return replace(item, state=State.POSTPONED, hold_until=None)


class _Choosing:
    """What could be done about one appointment."""

    def __init__(self, plan: CoverPlan, item: Appointment, now: datetime, order: Order | None) -> None:
        self._item, self._now, self._order, self._ill = item, now, order, plan.photographer
        self._request, self._visit = question_of(plan.after, item, now)
        # With the appointment where it stood, its crew is preferred; the question takes it out again.
        self._studio = plan.after.with_appointment(item)
        self._asked = Asked.of(self._studio, self._request, self._visit)
        self._detours = Detours(self._asked)
        self._waived = standing_codes(plan.before, self._request, self._visit, item)

    def all(self) -> Iterator[Choice]:
        """Everything, least change first."""
        able = crews_at(self._asked, self._item.span.start, self._waived)
        yield from self._same_time(able)
        yield from self._same_day()
        yield from self._other_days()
        yield from self._against(able)
        yield Choice(postponed(self._item), How.POSTPONED)

    # ------------------------------------------------------------ at its own time

    def _same_time(self, able: tuple[Crew, ...]) -> list[Choice]:
        ranks = ranks_in_week(self._asked.studio, local_date(self._asked.zone, self._item.span.start))

        def cost(crew: Crew) -> tuple[int, int, list[int]]:
            staying = len(set(crew) & set(self._item.crew))
            return -staying, self._driving(crew) or 0, sorted(ranks[key] for key in crew)

        return [self._handed_over(crew) for crew in sorted(able, key=cost)[:SAME_TIME]]

    def _against(self, able: tuple[Crew, ...]) -> list[Choice]:
        """Who could go if rules were overruled; the partner of a crew of two stays."""
        staying = tuple(key for key in self._item.crew if key != self._ill)
        others = (person.id for person in self._studio.photographers if person.id not in self._item.crew)
        order = {person.id: place for place, person in enumerate(self._studio.photographers)}
        crews = [tuple(sorted((*staying, key), key=order.__getitem__)) for key in others]
        found = [self._handed_over(crew, self._failures(crew)) for crew in crews if crew not in able]
        possible = [choice for choice in found if not _is_ours(choice.failures)]
        return sorted(possible, key=_wrong)[:AGAINST]

    def _failures(self, crew: Crew) -> Failures:
        found = kept(check_crew(self._asked, self._item.span.start, crew), self._waived)
        return {key: failures for key, failures in found.items() if failures}

    def _handed_over(self, crew: Crew, failures: Failures | None = None) -> Choice:
        after = handed_over(self._item, crew, self._now)
        return Choice(after, How.SAME_TIME, self._driving(crew), failures or {})

    def _driving(self, crew: Crew) -> int | None:
        return self._detours.added(crew, self._item.span.start)

    # ------------------------------------------------------------ at other times

    def _same_day(self) -> list[Choice]:
        """The nearest openings of its day, apart from each other."""
        due = self._order.due if self._order else None
        if due and self._request.first_day > due:
            return []
        begin = self._item.span.start
        found = sorted(
            suitable(self._studio, self._request, self._visit, NO_WISHES),
            key=lambda one: (abs(one.start - begin), one.driving or 0),
        )
        taken: list[Suggestion] = []
        for one in found:
            apart = all(abs(one.start - other.start) >= APART for other in taken)
            if one.start != begin and apart and len(taken) < SAME_DAY:
                taken.append(one)
        return [self._moved(one, How.SAME_DAY) for one in taken]

    def _other_days(self) -> list[Choice]:
        """The best openings after its day, before it is due; where there are none, those of days before it."""
        order = self._order
        wishes, due = (order.wishes, order.due) if order else (NO_WISHES, None)
        after = self._request.first_day + timedelta(days=1)
        later = replace(wishes, not_before=max(after, wishes.not_before or after))
        # What suits nobody's wishes comes from any day.
        found = suggest(self._studio, self._request, self._visit, later, due, OTHER_DAYS + 2)
        days = ((one, self._day(one.start)) for one in found)
        others = [one for one, day in days if day != self._request.first_day and not (due and day > due)]
        return [self._moved(one, How.OTHER_DAY) for one in others[:OTHER_DAYS]]

    def _moved(self, to: Suggestion, how: How) -> Choice:
        return Choice(moved(self._item, to, self._now), how, to.driving)

    def _day(self, moment: datetime) -> date:
        return local_date(self._asked.zone, moment)


def _each_once(choices: list[Choice]) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for choice in choices:
        if not any(choice.is_like(other) for other in found):
            found.append(choice)
    return tuple(found)


def _key(after: Appointment) -> object:
    waits = after.state is State.POSTPONED
    return None if waits else (after.span.start, frozenset(after.crew))


def _is_ours(failures: Failures) -> bool:
    return any(failure.ours for found in failures.values() for failure in found)


def _wrong(choice: Choice) -> tuple[int, int, int]:
    """Less is better: rules that are overruled last, rules at all, driving."""
    codes = [failure.code for found in choice.failures.values() for failure in found]
    return sum(code in HARD for code in codes), len(codes), choice.driving or 0
