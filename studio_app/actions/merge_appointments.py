"""Make one appointment of several of an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.change_services import crew_of, with_minutes
from studio_app.actions.changing import OrderDone, order_done, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.lengths import follows, new_minutes, order_of
from studio_app.actions.ports import BusyReader, Store
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.actions.visits import crew_warnings, refuse_cancelled, service_names
from studio_app.actions.wording import street, where_and_when
from studio_app.domain.appointment import Appointment, Part, State
from studio_app.domain.calendar_event import Notify
from studio_app.domain.studio import Studio
from studio_app.engine.wording import listed
from studio_app.errors import BadInput

MERGED = "merged with another appointment of the order"


@dataclass(frozen=True, slots=True)
class MergeAppointments:
    """Which appointments become one.

    Attributes:
        into: The one that stays, with its time and crew.
        others: Those whose services it takes over; they are cancelled.
        follow: The length follows the services; None as the studio's setting says.
        overrule: Why staff do it against the rules; "" where they don't.
        version: Of the one that stays, as it was seen; None takes whatever is there.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    into: str
    others: tuple[str, ...]
    follow: bool | None = None
    overrule: str = ""
    version: int | None = None
    notify: Notify | None = None


def merge_appointments(
    store: Store, now: datetime, actor: str, command: MergeAppointments, busy: BusyReader | None = None
) -> OrderDone:
    """Merge appointments; the rules are asked for the one that stays, with the others gone.

    Raises:
        Refused: the rules refuse, with the next openings.
        BadInput: they are not of one order, or one is at twilight and another by day.
        StaleVersion, NotFound, KnownError: one was changed, isn't there, or was cancelled.
    """
    why = reason_given(command.overrule)
    unread = read_afresh(store, now, busy, crew_of(store, command.into)) if busy is not None else ()
    with offering_others(), store.writing() as writing:
        before = writing.appointment(command.into)
        refuse_stale(before, command.version)
        others = [writing.appointment(key) for key in dict.fromkeys(command.others) if key != command.into]
        _check(before, others)
        studio = writing.studio(now, also=[before.id, *(item.id for item in others)])
        order = order_of(writing, before, now)
        services = _together(studio, before, others)
        after = replace(before, services=services)
        if follows(writing, command.follow):
            after = with_minutes(after, new_minutes(studio, before, order, services, now))
        changed = judge_all(studio, now, [Proposed("merged", after, before), *map(_gone, others)], why)
        notify = whom_to_tell(writing, actor, Deed.CHANGE, command.notify)
        written = write_allowed(writing, studio, now, actor, changed, (), notify)
    what = listed(service_names(studio, services))
    say = f"One appointment: {where_and_when(studio, after)}, {what}, {after.span.minutes} minutes."
    warnings = crew_warnings(studio, order, after, now)
    return order_done(written, order, say, f"merge of {street(before)}", notify, (*warnings, *unread))


def _check(into: Appointment, others: Sequence[Appointment]) -> None:
    if not others:
        raise BadInput("others", "choose another appointment")
    for item in (into, *others):
        refuse_cancelled(item)
        if not into.order or item.order != into.order:
            raise BadInput("others", "only appointments of one order can be merged")
        if (item.part is Part.TWILIGHT) is not (into.part is Part.TWILIGHT):
            raise BadInput("others", "a twilight appointment can't be merged with one by day")


def _together(studio: Studio, into: Appointment, others: Sequence[Appointment]) -> tuple[str, ...]:
    wanted = dict.fromkeys(key for item in (into, *others) for key in item.services)
    known = [key for key in studio.service_by_id if key in wanted]
    return (*known, *(key for key in wanted if key not in studio.service_by_id))


def _gone(item: Appointment) -> Proposed:
    after = replace(item, state=State.CANCELLED, hold_until=None, reason=MERGED)
    return Proposed("merged into another", after, item)
