"""What the explanation panel shows of a closer look at a time. Pure."""

from __future__ import annotations

from datetime import timedelta

from studio_app.desk.content import face_of, service_names, short_address
from studio_app.desk.explain.model import ExplainState, PersonRow, ordered
from studio_app.desk.looking import Look
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.appointment import Part
from studio_app.domain.photographer import Photographer
from studio_app.engine import DayPlan


def explain_state(look: Look, parts: int, wanted: str) -> ExplainState:
    """Everybody with their verdict, those who could come first, in the order of the ranking.

    Args:
        look: The time.
        parts: How many parts the order has; only of several is the part named.
        wanted: Id of the photographer who is asked for, or "".
    """
    studio = look.studio
    wording = wording_of(studio.settings.speech)
    by_rank = sorted(look.photographers, key=lambda key: look.ranks.get(key, 0))
    rows = tuple(
        PersonRow(
            face=face_of(studio, key),
            detail=_detail(look, studio.photographer_by_id[key]),
            failures=look.photographers[key],
            picked=key in look.crew,
        )
        for key in by_rank
    )
    return ExplainState(
        zone=studio.settings.timezone,
        wording=wording,
        part=part_name(look) if parts > 1 else "",
        start=look.at,
        end=look.at + timedelta(minutes=look.visit.minutes),
        rows=ordered(rows),
        summary=_summary(look, wording),
        wanted=wanted,
    )


def part_name(look: Look) -> str:
    """What a part is called beside others."""
    if look.visit.part is Part.MAIN:
        return "Main visit"
    if look.visit.part is Part.TWILIGHT:
        return "Twilight"
    return service_names(look.studio, look.visit.services)


def _detail(look: Look, person: Photographer) -> str:
    """`Priority 1, senior, 22 min from 41 Harbor Rd`, with dots between."""
    plan = look.plans.get(person.id)
    words = [
        f"Priority {person.priority:g}" if look.studio.settings.priority_enabled else "",
        "senior" if person.senior else "",
    ]
    if plan:
        words.append(_arrival(plan))
    return " \N{MIDDLE DOT} ".join(word for word in words if word)


def _arrival(plan: DayPlan) -> str:
    leg = plan.before
    if leg.name:
        minutes = leg.minutes if leg.drive is None else leg.drive
        return f"{minutes} min from {short_address(leg.name)}"
    first = "first job of the day"
    return f"{first}, {leg.drive} min drive" if leg.drive else first


def _summary(look: Look, wording: Wording) -> str:
    """`3 shoots for Maya, 74 min driving (+9), ends 4:30 pm`, with dots between."""
    lines = []
    for key in look.crew:
        plan = look.plans.get(key)
        if plan is None:
            continue
        shoots = (
            f"{plan.shoots} shoot{'s' if plan.shoots != 1 else ''} for {face_of(look.studio, key).first_name}"
        )
        driving = (
            f"{plan.driving} min driving ({plan.added:+d})"
            if plan.driving is not None and plan.added is not None
            else ""
        )
        ends = f"ends {wording.time(plan.ends, look.studio.settings.timezone)}"
        lines.append(" \N{MIDDLE DOT} ".join(part for part in (shoots, driving, ends) if part))
    return "\n".join(lines)
