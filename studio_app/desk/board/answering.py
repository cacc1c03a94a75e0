"""What the lanes answer to what is in the hand: asked once a gesture, beside the interface. Pure and frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from studio_app.actions.confirming import move_request
from studio_app.actions.visits import visit_of
from studio_app.desk.board.ground import minute_of, moment_of
from studio_app.desk.board.hand import Edge, Piece, Place
from studio_app.desk.board.model import Board, Lane
from studio_app.desk.wording import wording_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import day_start
from studio_app.engine.intervals import Intervals, union, without
from studio_app.engine.placing import Held, Put, Reach, Verdict
from studio_app.engine.placing import Lane as LaneReach
from studio_app.engine.placing_several import Answers, placing_of

DOT, MINUS = " \N{MIDDLE DOT} ", "\N{MINUS SIGN}"
LEAST_GAP = 30
"""Minutes: a shorter gap that nothing fits into is no news."""
LEAST_SAID = 60
"""Minutes: a shorter one has no room for a reason, which the ghost says in any case."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a lane while something is held, in minutes since 1970.

    Attributes:
        works: What is held could lie anywhere within it; else nothing of it could.
        text: "can take it", or the reason; "" for a gap that is too short for it anyway.
    """

    start: int
    end: int
    works: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class LaneAnswer:
    """One lane.

    Attributes:
        stretches: By start.
        words: What it says to a screen reader.
        never: Every refused stretch has the same reason, which is said once.
    """

    stretches: tuple[Stretch, ...] = ()
    words: str = ""
    never: bool = False


@dataclass(frozen=True, eq=False)
class HandQuestion:
    """What is in the hand, and over which lanes.

    Attributes:
        held: The grabbed one first.
        board: What is shown; a grid without lanes asks without one, and hears where everybody could take it.
    """

    studio: Studio
    pieces: tuple[Piece, ...]
    held: tuple[Held, ...]
    edge: Edge = Edge.BODY
    board: Board | None = None


@dataclass(frozen=True, eq=False)
class HandAnswer:
    """What every lane answers, and whom to ask about one place."""

    question: HandQuestion
    answers: Answers
    lanes: Mapping[str, LaneAnswer]

    def judge(self, place: Place) -> Verdict:
        """Whether the place works; a grid without lanes means the lane that it was taken from."""
        held = self.answers.held
        minutes = None if place.minutes == held.visit.minutes else place.minutes
        return self.answers.judge(place.lane or held.lane, moment_of(place.start), minutes)

    def puts(self, place: Place, verdict: Verdict) -> tuple[Put, ...]:
        """Where each thing in the hand comes to, and with whom; of one thing those whom the verdict is about."""
        puts = self.answers.puts(place.lane or self.answers.held.lane, moment_of(place.start))
        return (replace(puts[0], crew=verdict.crew),) if len(puts) == 1 else puts


def held_of(studio: Studio, item: Appointment, lane: str, days: Sequence[date], now: datetime) -> Held:
    """An appointment as something that the engine places; `lane` is whose block was taken."""
    request = move_request(studio, item, item.span.start, now)
    request = replace(request, first_day=days[0], last_day=days[-1])
    return Held(request, visit_of(studio, item), lane, item.span.start, item.crew, item.address)


def answer(question: HandQuestion) -> HandAnswer:
    """Work everything out."""
    answers = placing_of(question.studio, question.held)
    return HandAnswer(question, answers, _lanes(question, answers))


def _lanes(question: HandQuestion, answers: Answers) -> Mapping[str, LaneAnswer]:
    if question.edge is not Edge.BODY:
        return _stretched(question, answers)
    board, held = question.board, question.held[0]
    zone = question.studio.settings.timezone
    shown = _shown(zone, held.request.first_day, held.request.last_day)
    if board is None:
        minutes = held.visit.minutes
        return {
            key: LaneAnswer(tuple(_green(found, answers, minutes, shown, brief=True)))
            for key, found in answers.lanes.items()
        }
    moved = {piece.key for piece in question.pieces}
    return {
        lane.id: _lane_answer(board, lane, answers, shown, moved)
        for lane in board.lanes
        if lane.id in answers.lanes
    }


def _shown(zone: ZoneInfo, first: date, last: date) -> tuple[int, int]:
    """The minutes from the first instant of a date to the last one of another."""
    return minute_of(day_start(zone, first)), minute_of(day_start(zone, last + timedelta(days=1)))


def _lane_answer(
    board: Board, lane: Lane, answers: Answers, shown: tuple[int, int], moved: set[str]
) -> LaneAnswer:
    found = answers.lanes[lane.id]
    minutes = answers.held.visit.minutes
    green = tuple(_green(found, answers, minutes, shown))
    taken = [(stretch.start, stretch.end) for stretch in green]
    taken += [
        (minute_of(block.start), minute_of(block.end))
        for block in lane.blocks
        if block.id.split("/", 1)[0] not in moved
    ]
    taken += [(minute_of(span.start), minute_of(span.end)) for span in (*lane.off, *lane.rest)]
    red = tuple(_red(found, answers, minutes, without((shown,), union(taken))))
    stretches = tuple(sorted((*green, *red), key=lambda each: each.start))
    return LaneAnswer(stretches, _words(board, lane, green, red), found.never is not None)


def _green(
    found: LaneReach, answers: Answers, minutes: int, shown: tuple[int, int], *, brief: bool = False
) -> Iterator[Stretch]:
    """Where it could lie: from the first start until the last end; stretches that overlap are one."""
    covered = [(reach.first, reach.last + minutes) for reach in found.reaches]
    for start, end in union(covered):
        low, high = max(start, shown[0]), min(end, shown[1])
        if low < high:
            yield Stretch(low, high, True, _can(answers.change(found.photographer, start), brief=brief))


def _can(change: int | None, *, brief: bool) -> str:
    """`can take it`, with the change in driving: a narrow column has room for few words."""
    if not change:
        return "can take it"
    less = change < 0
    if brief:
        return f"can take it{DOT}{MINUS if less else '+'}{abs(change)} min drive"
    return f"can take it{DOT}{abs(change)} min {'less' if less else 'more'} driving"


def _red(found: LaneReach, answers: Answers, minutes: int, gaps: Intervals) -> Iterator[Stretch]:
    """Free time in which it can't be, with the reason where it is long enough for it."""
    for start, end in gaps:
        if end - start < LEAST_GAP:
            continue
        if found.never:
            yield Stretch(start, end, False, found.never.text)
            continue
        said = end - start >= max(minutes, LEAST_SAID)
        reason = answers.reason(found.photographer, start) if said else None
        yield Stretch(start, end, False, reason.text if reason else "")


def _words(board: Board, lane: Lane, green: Sequence[Stretch], red: Sequence[Stretch]) -> str:
    """What a screen reader says of a lane while something is held."""
    if green:
        said = [board.wording.times(moment_of(one.start), moment_of(one.end), board.zone) for one in green]
        return f"{green[0].text}, {' and '.join(said)}"
    reasons = list(dict.fromkeys(one.text for one in red if one.text))
    return reasons[0] if reasons else (lane.off[0].text if lane.off else "no room")


def _stretched(question: HandQuestion, answers: Answers) -> dict[str, LaneAnswer]:
    """How far the edge that is held could be pulled, in its own lane."""
    of_start = question.edge is Edge.START
    piece = question.pieces[0]
    assert piece.start is not None
    fixed = piece.start + (piece.minutes if of_start else 0)
    stretches = [
        _edge_stretch(question, fixed, reach, of_start) for reach in answers.stretches(of_start=of_start)
    ]
    words = stretches[0].text if stretches else "can't be made longer or shorter"
    return {piece.lane: LaneAnswer(tuple(stretches), words)}


def _edge_stretch(question: HandQuestion, fixed: int, reach: Reach, of_start: bool) -> Stretch:
    edge = reach.first if of_start else reach.last
    said = wording_of(question.studio.settings.speech).time(
        moment_of(edge), question.studio.settings.timezone
    )
    if of_start:
        return Stretch(edge, fixed, True, f"from {said} on")
    return Stretch(fixed, edge, True, f"until {said}")
