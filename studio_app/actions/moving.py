"""Where appointments may go: several are judged together, each with the others where they are to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.confirming import (
    Decision,
    NotAllowed,
    Wish,
    decide,
    judged,
    move_request,
    named_crew,
)
from studio_app.actions.done import Reason
from studio_app.actions.step import Changed
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.together import Placed, check_together


@dataclass(frozen=True, slots=True)
class Asked:
    """One appointment and where it is to go; `wish.crew` None is whoever stays or is picked."""

    before: Appointment
    wish: Wish

    @property
    def span(self) -> Span:
        """The new time on site. A length of a studio file may have seconds, which stay."""
        whole = self.before.span.minutes == self.wish.visit.minutes
        return self.before.span.moved_to(self.wish.start) if whole else self.wish.span

    def changes_nothing(self, now: datetime) -> bool:
        """Whether it is there already."""
        same_crew = self.wish.crew is None or set(self.wish.crew) == set(self.before.crew)
        return self.before.blocks_at(now) and same_crew and self.span == self.before.span

    def request(self, studio: Studio, now: datetime) -> Request:
        """The question to the rules: where it stands blocks nothing."""
        return move_request(studio, self.before, self.wish.start, now)

    def placed(self, studio: Studio, now: datetime) -> Placed:
        """The same for the rules; with a crew only."""
        crew = self.wish.crew
        assert crew is not None
        return Placed(self.request(studio, now), self.wish.visit, self.wish.start, crew, self.before.address)

    def by(self, crew: tuple[str, ...]) -> Asked:
        """The same with a crew."""
        return replace(self, wish=replace(self.wish, crew=crew))

    def moved(self, now: datetime) -> Appointment:
        """The appointment as it is to be; with a crew only."""
        crew = self.wish.crew
        assert crew is not None
        stays = set(crew) == set(self.before.crew)
        booked = not self.before.blocks_at(now)
        return replace(
            self.before,
            crew=self.before.crew if stays else crew,
            span=self.span,
            state=State.CONFIRMED if booked else self.before.state,
            hold_until=None if booked else self.before.hold_until,
            assigned_at=self.before.assigned_at if stays else now,
            reason="" if booked else self.before.reason,
        )


def decide_all(studio: Studio, now: datetime, asked: Sequence[Asked], why: str) -> list[Changed]:
    """What becomes of each, with its crew.

    Args:
        studio: With the appointments where they are.
        why: Why staff overrule the rules; "" where they don't.

    Raises:
        NotAllowed: one or more can't go there.
        BadInput: a crew is none that could go.
    """
    after = studio
    for item in asked:
        after = after.without_appointment(item.before.id)
    certain: list[Asked] = []
    refused: list[tuple[Asked, Reason]] = []
    for item in asked:
        found = _with_crew(after, item, now, why)
        if isinstance(found, Reason):
            refused.append((item, found))
        else:
            certain.append(found)
            after = after.with_appointment(found.moved(now))
    changed: list[Changed] = []
    places = [item.placed(studio, now) for item in certain]
    for item, place, failures in zip(certain, places, check_together(studio, places), strict=True):
        decision = judged(item.wish, place.crew, failures, why)
        if isinstance(decision, Decision):
            changed.append(_changed(item, decision, now, why))
        else:
            refused.append((item, decision))
    if refused:
        requests = [item.request(studio, now) for item, _ in refused]
        raise NotAllowed(studio, requests, [reason for _, reason in refused])
    return changed


def _with_crew(others: Studio, item: Asked, now: datetime, why: str) -> Asked | Reason:
    """The same by the crew that is named, or that the ranking picks."""
    if item.wish.crew is not None:
        return item.by(named_crew(others, item.wish))
    here = others.with_appointment(item.before)
    decision = decide(here, item.request(here, now), item.wish, why)
    return decision if isinstance(decision, Reason) else item.by(decision.crew)


def _changed(item: Asked, decision: Decision, now: datetime, why: str) -> Changed:
    after = item.moved(now)
    reason = why if decision.overruled else ""
    return Changed(deed_of(item.before, after), after, item.before, reason, decision.overruled)


def deed_of(before: Appointment, after: Appointment) -> str:
    """What was done to it, as the history says it."""
    if before.span.start != after.span.start and before.span.length == after.span.length:
        return "moved"
    if before.span != after.span:
        return "changed the length of"
    return "handed over" if set(before.crew) != set(after.crew) else "booked again"
