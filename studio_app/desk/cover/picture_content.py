"""The day before and after as two boards, with marks on what changes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from studio_app.actions.offer_cover import CoverOffer, CoverOutlook
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.content import board_of
from studio_app.desk.board.model import Board, Lane
from studio_app.desk.cover.content import ARROW, crew_names, face_names
from studio_app.desk.cover.picks import Picks, chosen
from studio_app.desk.week.model import Block, BlockKind, WriteState
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date


class Change(StrEnum):
    """What happens to a block."""

    LEAVES = "leaves"
    COMES = "comes"
    OPEN = "open"
    """It stays with somebody who is off then."""


@dataclass(frozen=True)
class DayPicture:
    """One day of those whom the plan touches.

    Attributes:
        marks: What changes, by block id; the block's own words say how.
        others: For how many people nothing changes.
    """

    board: Board
    marks: Mapping[str, Change] = field(default_factory=dict)
    others: int = 0


def days_of(offer: CoverOffer, picks: Picks) -> tuple[date, ...]:
    """The studio-local dates on which anything changes."""
    zone = offer.plan.before.settings.timezone
    starts = [cover.before.span.start for cover in offer.plan.covers]
    starts += [item.span.start for item in chosen(picks) if item.state is not State.POSTPONED]
    return tuple(sorted({local_date(zone, start) for start in starts}))


def change_in_driving(
    snapshot: Snapshot, offer: CoverOffer, picks: Picks, outlook: CoverOutlook, now: datetime
) -> int | None:
    """Minutes that everybody drives more on all days on which anything changes; None where nobody knows."""
    total, known = 0, False
    for day in days_of(offer, picks):
        before = board_of(_with(snapshot, offer, offer.plan.before), day, day, now, Arrangement()).driving
        after = board_of(_with(snapshot, offer, outlook.after), day, day, now, Arrangement()).driving
        if before is not None or after is not None:
            known = True
            total += (after or 0) - (before or 0)
    return total if known else None


def before_and_after(
    snapshot: Snapshot,
    offer: CoverOffer,
    picks: Picks,
    outlook: CoverOutlook,
    day: date,
    now: datetime,
    *,
    everybody: bool = False,
) -> tuple[DayPicture, DayPicture]:
    """One day as it is, and with everything that is ticked; of everybody, or of those for whom anything changes."""
    shown = _shown(offer, picks, day)
    people = [person.id for person in offer.plan.before.photographers]
    others = len(people) - len(shown)
    arrangement = Arrangement(
        tuple(shown), frozenset() if everybody else frozenset(people) - frozenset(shown)
    )
    words = _BlockWords(offer, wording_of(offer.plan.before.settings.speech))
    made = []
    for studio, comes in ((offer.plan.before, False), (outlook.after, True)):
        board = board_of(_with(snapshot, offer, studio), day, day, now, arrangement)
        shown_blocks = {block.id for lane in board.lanes for block in lane.blocks}
        found = _marks(offer, picks, comes=comes)
        marks = {key: change for key, change in found if key in shown_blocks}
        lanes = tuple(words.lane(lane, marks, picks, comes=comes) for lane in board.lanes)
        made.append(DayPicture(replace(board, lanes=lanes), marks, others))
    return made[0], made[1]


def spoken(picture: DayPicture) -> str:
    """The picture for a screen reader: each lane with its blocks."""
    board = picture.board
    said = []
    for lane in board.lanes:
        blocks = [
            f"{board.wording.time(block.start, board.zone)} {block.title} {_flat(block.subtitle)}".strip()
            for block in lane.blocks
        ]
        off = "; off" if lane.off else ""
        said.append(f"{lane.face.name}: {'; '.join(blocks) or 'nothing'}{off}")
    return ". ".join(said)


def _flat(text: str) -> str:
    return " ".join(text.replace(ARROW.strip(), "to").split())


def _with(snapshot: Snapshot, offer: CoverOffer, studio: Studio) -> Snapshot:
    return replace(snapshot, studio=studio, orders={**snapshot.orders, **offer.orders})


def _shown(offer: CoverOffer, picks: Picks, day: date) -> list[str]:
    """Who is away, then everybody for whom something changes that day, in the studio's order."""
    zone = offer.plan.before.settings.timezone
    touched = {offer.plan.photographer}
    for cover in offer.plan.covers:
        pick = picks[cover.before.id]
        items = [cover.before, pick.choice.after] if pick.ticked else [cover.before]
        touched |= {key for item in items if local_date(zone, item.span.start) == day for key in item.crew}
    rest = [person.id for person in offer.plan.before.photographers if person.id in touched]
    return [offer.plan.photographer, *(key for key in rest if key != offer.plan.photographer)]


def _marks(offer: CoverOffer, picks: Picks, *, comes: bool) -> Iterator[tuple[str, Change]]:
    for cover in offer.plan.covers:
        pick, before = picks[cover.before.id], cover.before
        after = pick.choice.after if pick.ticked else before
        if not pick.ticked:
            yield f"{before.id}/{offer.plan.photographer}", Change.OPEN
            continue
        same = after.span == before.span and after.state is not State.POSTPONED
        crews = (after.crew, before.crew) if comes else (before.crew, after.crew)
        for key in crews[0]:
            if not (same and key in crews[1]) and not (comes and after.state is State.POSTPONED):
                yield f"{before.id}/{key}", Change.COMES if comes else Change.LEAVES


class _BlockWords:
    """What the blocks of the pictures say: the street, and what becomes of them."""

    def __init__(self, offer: CoverOffer, wording: Wording) -> None:
        self._words = wording
        self._studio = offer.plan.before
        self._names = face_names(self._studio)
        self._befores = {cover.before.id: cover.before for cover in offer.plan.covers}

    def lane(self, lane: Lane, marks: Mapping[str, Change], picks: Picks, *, comes: bool) -> Lane:
        """A lane with such words."""
        blocks = tuple(self._block(block, marks, picks, comes=comes) for block in lane.blocks)
        return replace(lane, blocks=blocks)

    def _block(self, block: Block, marks: Mapping[str, Change], picks: Picks, *, comes: bool) -> Block:
        if block.kind is BlockKind.BUSY:
            return replace(block, subtitle="")
        block = replace(block, state=WriteState.NONE, replies=())
        change = marks.get(block.id)
        if change is None:
            return replace(block, subtitle=self._words.time(block.start, self._studio.settings.timezone))
        if change is Change.OPEN:
            return replace(block, subtitle="stays open")
        key = block.id.split("/", 1)[0]
        before, after = self._befores[key], picks[key].choice.after
        said = self._came_from(before, after) if comes else self._goes_to(before, after)
        return replace(block, subtitle=said)

    def _goes_to(self, before: Appointment, after: Appointment) -> str:
        """`-> Leo`, `-> 2:00 pm, Jun`, `waits`."""
        if after.state is State.POSTPONED:
            return "waits"
        return f"{ARROW.strip()} {self._where(after, before)}"

    def _came_from(self, before: Appointment, after: Appointment) -> str:
        """`from Maya`, `was 9:30, Maya`."""
        if after.span == before.span:
            return f"from {crew_names(_without(before, after), self._names)}"
        return f"was {self._where(before, after)}"

    def _where(self, item: Appointment, other: Appointment) -> str:
        """Of one of two what is not the same: day, time, people."""
        zone = self._studio.settings.timezone
        day = local_date(zone, item.span.start)
        parts: list[str] = []
        if item.span.start != other.span.start:
            time = self._words.time(item.span.start, zone)
            same_day = day == local_date(zone, other.span.start)
            parts.append(time if same_day else f"{self._words.weekdays[day.weekday()]} {day.day}, {time}")
        if set(item.crew) != set(other.crew):
            parts.append(crew_names(_without(item, other), self._names))
        return ", ".join(filter(None, parts))


def _without(item: Appointment, other: Appointment) -> Appointment:
    """The appointment with those of its crew who are not in the other's."""
    left: Sequence[str] = [key for key in item.crew if key not in other.crew]
    return replace(item, crew=tuple(left))
