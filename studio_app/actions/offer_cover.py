"""Somebody is ill: everything that the desk has to show before a person decides, and what their choice would come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from studio_app.actions.apply_cover import read_for_cover
from studio_app.actions.confirming import Failures
from studio_app.actions.judging import Proposed, stands_against
from studio_app.actions.moving import deed_of
from studio_app.actions.ports import Store
from studio_app.actions.telling import Deed, remembered
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.cover_choices import Choice, choices_of
from studio_app.engine.replanning import CoverPlan, propose_cover, with_time_off


@dataclass(frozen=True, eq=False)
class CoverOffer:
    """A plan with what else could be done.

    Attributes:
        choices: By appointment id, least change first; the first one is what is proposed, where something is.
        orders: By id, of the appointments of the plan.
        under_way: What the photographer is at, or has begun; it is left alone.
        notify: Whom this person told the last time that they moved something.
    """

    plan: CoverPlan
    choices: Mapping[str, tuple[Choice, ...]]
    orders: Mapping[str, Order] = field(default_factory=dict)
    under_way: tuple[Appointment, ...] = ()
    notify: Notify = Notify.EVERYONE


@dataclass(frozen=True, eq=False)
class CoverOutlook:
    """What a choice would come to.

    Attributes:
        after: The studio with the photographer off and all that is chosen done.
        failures: By appointment id the rules that fail with everything chosen, by photographer; none for what may be
            done. It is what `apply_cover` would say by now.
    """

    after: Studio
    failures: Mapping[str, Failures]


def offer_cover(store: Store, now: datetime, actor: str, photographer: str, off: Span) -> CoverOffer:
    """Read the studio, and propose who covers, with other choices for each appointment.

    Raises:
        NotFound, BadInput: see `apply_cover.plan_cover`.
    """
    with store.reading() as reading:
        studio, orders = read_for_cover(reading, now, photographer, off)
        notify = remembered(reading, actor, Deed.MOVE)
    plan = propose_cover(studio, photographer, off, now, orders)
    begun = tuple(
        item
        for item in studio.diaries[photographer].appointments
        if item.blocks_at(now) and item.span.overlaps(off) and item.span.start <= now < item.span.end
    )
    return CoverOffer(plan, choices_of(plan, now, orders), orders, begun, notify)


def weigh_cover(plan: CoverPlan, now: datetime, chosen: Sequence[Appointment]) -> CoverOutlook:
    """Ask the rules of everything that is chosen together, with the photographer off.

    Args:
        chosen: The appointments of the plan that are to be changed, as they would be.
    """
    studio = with_time_off(plan.before, plan.photographer, plan.off)
    there = {cover.before.id: cover.before for cover in plan.covers}
    proposed = [Proposed(deed_of(there[item.id], item), item, there[item.id]) for item in chosen]
    found = stands_against(studio, now, proposed)
    after = studio
    for item in chosen:
        after = after.with_appointment(item)
    return CoverOutlook(after, {key: failures for key, failures in found.items() if any(failures.values())})
