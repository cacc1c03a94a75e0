"""What is ticked and chosen of a plan. Pure.

A plan that is made again has other choices; what a person chose before is found again in it as far as it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio_app.actions.apply_cover import CoverMove, CoverWait
from studio_app.actions.offer_cover import CoverOffer
from studio_app.domain.appointment import Appointment, State
from studio_app.engine.cover_choices import Choice


@dataclass(frozen=True, slots=True)
class Pick:
    """One appointment's row.

    Attributes:
        choice: What would be done.
        ticked: Whether it will be.
        by_hand: A person had a say in it, so it outlives the plan.
    """

    choice: Choice
    ticked: bool
    by_hand: bool = False


Picks = Mapping[str, Pick]
"""By appointment id, in the order of the plan."""


def first_picks(offer: CoverOffer, before: Picks | None = None) -> Picks:
    """What is proposed, ticked; what a person chose before stays where it can still be chosen."""
    known = before or {}
    return {
        cover.before.id: _kept(known.get(cover.before.id), offer.choices[cover.before.id])
        or Pick(offer.choices[cover.before.id][0], cover.after is not None)
        for cover in offer.plan.covers
    }


def _kept(before: Pick | None, choices: tuple[Choice, ...]) -> Pick | None:
    if before is None or not before.by_hand:
        return None
    found = next((choice for choice in choices if choice.is_like(before.choice)), None)
    return replace(before, choice=found) if found else None


def with_tick(picks: Picks, key: str, *, ticked: bool) -> Picks:
    """With one ticked, or not."""
    return {**picks, key: replace(picks[key], ticked=ticked, by_hand=True)}


def with_choice(picks: Picks, key: str, choice: Choice) -> Picks:
    """With another choice for one, which ticks it."""
    return {**picks, key: Pick(choice, ticked=True, by_hand=True)}


def with_all(picks: Picks, *, ticked: bool) -> Picks:
    """With all ticked, or none."""
    return {key: replace(pick, ticked=ticked, by_hand=True) for key, pick in picks.items()}


def chosen(picks: Picks) -> tuple[Appointment, ...]:
    """What is ticked, as it would be."""
    return tuple(pick.choice.after for pick in picks.values() if pick.ticked)


def moves_and_waits(picks: Picks) -> tuple[tuple[CoverMove, ...], tuple[CoverWait, ...]]:
    """What is ticked, as the action takes it."""
    afters = chosen(picks)
    moves = tuple(
        CoverMove(item.id, item.span.start, item.crew, item.version)
        for item in afters
        if item.state is not State.POSTPONED
    )
    waits = tuple(CoverWait(item.id, item.version) for item in afters if item.state is State.POSTPONED)
    return moves, waits


def differs(one: CoverOffer, other: CoverOffer) -> bool:
    """Whether another plan proposes something else, or for something else."""
    return _proposals(one) != _proposals(other)


def _proposals(offer: CoverOffer) -> list[object]:
    return [
        (
            cover.before.id,
            cover.before.version,
            (cover.after.span.start, frozenset(cover.after.crew)) if cover.after else None,
        )
        for cover in offer.plan.covers
    ]
