"""Somebody is ill: propose who covers for them, and take what is ticked as one step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from studio_app.actions.changing import OrderDone, refuse_stale, write_allowed
from studio_app.actions.confirming import offering_others, reason_given
from studio_app.actions.fresh_reading import read_afresh
from studio_app.actions.judging import Proposed, judge_all
from studio_app.actions.moving import deed_of
from studio_app.actions.ports import BusyReader, Reading, Store, Writing
from studio_app.actions.restore_appointments import TimeOff, change_time_off, undo_of
from studio_app.actions.step import Changed
from studio_app.actions.telling import Deed, whom_to_tell
from studio_app.domain.appointment import Appointment
from studio_app.domain.calendar_event import Notify
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import Order
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.engine.cover_choices import postponed
from studio_app.engine.instants import micros
from studio_app.engine.replanning import CoverPlan, propose_cover
from studio_app.engine.wording import counted
from studio_app.engine.wording import span as span_words
from studio_app.errors import BadInput, KnownError, NotFound


@dataclass(frozen=True, slots=True)
class CoverMove:
    """One proposal that is taken.

    Attributes:
        version: Of the appointment that was seen; None takes whatever is there.
    """

    appointment: str
    start: datetime
    crew: tuple[str, ...]
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CoverWait:
    """An appointment that is to wait for another time; `version` as in `CoverMove`."""

    appointment: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ApplyCover:
    """What becomes of a photographer's appointments.

    Attributes:
        off: When they can't work; it is added to their time off.
        moves: What was ticked; may be empty, to note the time off alone.
        postponed: What is to wait for another time.
        why: Kept in the history of each.
        overrule: Why staff do it against the rules; "" where they don't.
        notify: Whom the calendar tells; None tells those of the last time.
    """

    photographer: str
    off: Span
    moves: tuple[CoverMove, ...] = ()
    why: str = ""
    overrule: str = ""
    notify: Notify | None = None
    postponed: tuple[CoverWait, ...] = ()


def moves_of(plan: CoverPlan, ticked: Collection[str] | None = None) -> tuple[CoverMove, ...]:
    """The moves of a plan: all that are proposed, or those of the appointments that are ticked."""
    return tuple(
        CoverMove(cover.before.id, cover.after.span.start, cover.after.crew, cover.before.version)
        for cover in plan.covers
        if cover.after and (ticked is None or cover.before.id in ticked)
    )


def plan_cover(store: Store, now: datetime, photographer: str, off: Span) -> CoverPlan:
    """Read the studio and propose who covers; see `engine.replanning.propose_cover`.

    Raises:
        NotFound: there is no such photographer.
        BadInput: the time is over, or none.
    """
    with store.reading() as reading:
        studio, orders = read_for_cover(reading, now, photographer, off)
    return propose_cover(studio, photographer, off, now, orders)


def read_for_cover(
    reading: Reading, now: datetime, photographer: str, off: Span
) -> tuple[Studio, dict[str, Order]]:
    """The studio, and by id the orders of what the photographer has then. Raises what `plan_cover` does."""
    _check(off, now)
    studio = reading.studio(now)
    if photographer not in studio.photographer_by_id:
        raise NotFound("The photographer is not there any more.")
    items = studio.diaries[photographer].appointments
    wanted = {item.order for item in items if item.order and item.span.overlaps(off)}
    return studio, {order.id: order for order in reading.orders(wanted)}


def apply_cover(
    store: Store, now: datetime, actor: str, command: ApplyCover, busy: BusyReader | None = None
) -> OrderDone:
    """Hand over and move what was ticked, all or nothing, and give the photographer time off.

    The rules are asked with the photographer off. Who goes on starting at the same time need not keep the lead time,
    which the appointment kept when it was booked.

    Raises:
        Refused: the rules refuse one or more by now, with the next openings.
        StaleVersion, NotFound, BadInput, KnownError: one was changed, isn't there, or can't be moved.
    """
    why, overrule = reason_given(command.why, "why"), reason_given(command.overrule)
    _check(command.off, now)
    crew = frozenset(key for move in command.moves for key in move.crew)
    unread = read_afresh(store, now, busy, crew) if busy is not None and crew else ()
    with offering_others(), store.writing() as writing:
        off = TimeOff(command.photographer, command.off)
        change_time_off(writing, now, off)
        _once(command)
        proposed = [_proposed(writing, move, now) for move in command.moves]
        proposed += [_postponed(writing, wait, now, why) for wait in command.postponed]
        studio = writing.studio(now, also=[item.after.id for item in proposed])
        name = studio.photographer_by_id[command.photographer].name
        changed = [_because(item, why) for item in judge_all(studio, now, proposed, overrule)]
        notify = whom_to_tell(writing, actor, Deed.MOVE, command.notify)
        written = write_allowed(writing, studio, now, actor, changed, (), notify)
        zone = studio.settings.timezone
        when = span_words(micros(command.off.start), micros(command.off.end), zone, studio.settings.speech)
        writing.record(
            HistoryEntry(
                now,
                actor,
                "gave time off",
                after={"photographer": command.photographer, "off": when},
                why=why,
            )
        )
    say = f"{name} is off {when}{_became(command)}."
    kinds = written.changes.kinds | {Kind.STUDIO, Kind.APPOINTMENTS}
    return OrderDone(
        changes=Changes(kinds, None),
        say=say,
        undo=replace(undo_of(f"cover for {name}", written, notify), off=off),
        warnings=unread,
        order=None,
        appointments=tuple(item.after for item in written.appointments),
    )


def _became(command: ApplyCover) -> str:
    """`, 2 appointments covered, 1 postponed`."""
    moves, waits = len(command.moves), len(command.postponed)
    covered = f", {counted(moves, 'appointment')} covered" if moves else ""
    waiting = str(waits) if moves else counted(waits, "appointment")
    return covered + (f", {waiting} postponed" if waits else "")


def _check(off: Span, now: datetime) -> None:
    if off.end <= off.start or off.end <= now:
        raise BadInput("off", "is over already")


def _once(command: ApplyCover) -> None:
    named = [move.appointment for move in command.moves] + [wait.appointment for wait in command.postponed]
    if len(set(named)) != len(named):
        raise BadInput("moves", "an appointment is named twice")


def _proposed(writing: Writing, move: CoverMove, now: datetime) -> Proposed:
    before = _there(writing, move, now)
    after = _after(before, move, now)
    return Proposed(deed_of(before, after), after, before)


def _postponed(writing: Writing, wait: CoverWait, now: datetime, why: str) -> Proposed:
    before = _there(writing, wait, now)
    return Proposed("postponed", replace(postponed(before), reason=why), before)


def _there(writing: Writing, wanted: CoverMove | CoverWait, now: datetime) -> Appointment:
    before = writing.appointment(wanted.appointment)
    refuse_stale(before, wanted.version)
    if not before.blocks_at(now):
        raise KnownError("An appointment is neither booked nor held any more.", "Look at the plan again.")
    return before


def _after(before: Appointment, move: CoverMove, now: datetime) -> Appointment:
    if len(move.crew) != len(before.crew):
        raise BadInput("moves", f"{counted(len(before.crew), 'photographer')} must go to an appointment")
    stays = set(move.crew) == set(before.crew)
    return replace(
        before,
        crew=before.crew if stays else move.crew,
        span=before.span.moved_to(as_utc(move.start)),
        assigned_at=before.assigned_at if stays else now,
    )


def _because(changed: Changed, why: str) -> Changed:
    reasons = dict.fromkeys(filter(None, (changed.why, why)))
    return replace(changed, why="; ".join(reasons))
