"""Whether changes of appointments that stay where they are, and appointments that are added to them, may be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.confirming import (
    Decision,
    Failures,
    NotAllowed,
    Wish,
    judged,
    move_request,
    named_crew,
)
from studio_app.actions.done import Reason
from studio_app.actions.step import Changed
from studio_app.actions.visits import visit_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.engine.standing import kept, standing_codes
from studio_app.engine.together import Placed, check_together


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change; `before` is None where the appointment is new."""

    did: str
    after: Appointment
    before: Appointment | None = None


def judge_all(studio: Studio, now: datetime, proposed: Sequence[Proposed], why: str) -> list[Changed]:
    """Judge changes together, each with all others made.

    Rules are asked of what takes somebody's time; what is over and stays so, or takes nobody's time, may be changed. What
    stands against an appointment that starts as before, and stood against it already, is no reason.

    Args:
        studio: As it is.
        why: Why staff overrule the rules; "" where they don't.

    Raises:
        NotAllowed: the rules refuse one or more.
        BadInput: a crew is none that could go.
    """
    found = stands_against(studio, now, proposed)
    changed: list[Changed] = []
    refused: list[tuple[Request, Reason]] = []
    for item in proposed:
        decision = _decided(studio, item.after, found.get(item.after.id, {}), why)
        if isinstance(decision, Decision):
            reason = why if decision.overruled else ""
            changed.append(Changed(item.did, item.after, item.before, reason, decision.overruled))
        else:
            refused.append((move_request(studio, item.after, item.after.span.start, now), decision))
    if refused:
        raise NotAllowed(studio, [request for request, _ in refused], [reason for _, reason in refused])
    return changed


def stands_against(studio: Studio, now: datetime, proposed: Sequence[Proposed]) -> dict[str, Failures]:
    """For each change every rule that fails with all others made, by appointment id; nothing for what isn't judged.

    Raises:
        BadInput: a crew is none that could go.
    """
    base = studio
    for item in proposed:
        if item.before and not item.after.blocks_at(now):
            base = base.with_appointment(item.after)
    asked = [item for item in proposed if item.after.blocks_at(now) and not _is_over(item, now)]
    placed = [_placed(studio, item.after, now) for item in asked]
    return {
        item.after.id: _without_standing(studio, item, failures, now)
        for item, failures in zip(asked, check_together(base, placed), strict=True)
    }


def _is_over(item: Proposed, now: datetime) -> bool:
    """Whether it only tells what was; what was to come, or is new, gets into the past with a reason only."""
    return item.before is not None and max(item.before.span.end, item.after.span.end) <= now


def _placed(studio: Studio, after: Appointment, now: datetime) -> Placed:
    visit = visit_of(studio, after)
    crew = named_crew(studio, Wish(visit, after.span.start, after.crew))
    request = move_request(studio, after, after.span.start, now)
    return Placed(request, visit, after.span.start, crew, after.address)


def _decided(studio: Studio, after: Appointment, failures: Failures, why: str) -> Decision | Reason:
    return judged(Wish(visit_of(studio, after), after.span.start, after.crew), after.crew, failures, why)


def _without_standing(studio: Studio, item: Proposed, failures: Failures, now: datetime) -> Failures:
    before = item.before
    if before is None or before.span.start != item.after.span.start or not before.blocks_at(now):
        return failures
    request = move_request(studio, before, before.span.start, now)
    return kept(failures, standing_codes(studio, request, visit_of(studio, before), before))
