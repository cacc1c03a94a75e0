"""The board in words: on the ghost, for tool tips and for screen readers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio_app.desk.board.ground import moment_of
from studio_app.desk.board.hand import Edge, Piece, Place, Why
from studio_app.desk.board.model import Board, Card, Lane
from studio_app.desk.week.model import Block, BlockKind, Week
from studio_app.desk.week.spoken import say_block
from studio_app.engine.placing import Verdict

ARROW, DOT, MINUS = " \N{RIGHTWARDS ARROW} ", " \N{MIDDLE DOT} ", "\N{MINUS SIGN}"

WHY = {
    Why.VANISHED: "It is gone: another desk took it away. Nothing was moved.",
    Why.CHANGED: "It was changed at another desk. Nothing was moved.",
    Why.FOCUS_LOST: "Put back, as the window was left.",
    Why.ESCAPED: "Put back.",
    Why.BESIDE: "Put back.",
    Why.NOT_MOVED: "Put back.",
    Why.REFUSED: "Put back: it can't go there.",
}
"""What is said when everything is as it was."""


@dataclass(frozen=True, slots=True)
class GhostWords:
    """What stands on the ghost: the first line in bold; `refused` shows it red."""

    title: str
    lines: tuple[str, ...]
    refused: bool = False


def ghost_words(
    title: str,
    week: Week,
    names: dict[str, str],
    pieces: Sequence[Piece],
    place: Place,
    verdict: Verdict | None,
    edge: Edge = Edge.BODY,
) -> GhostWords:
    """The ghost's words.

    Args:
        title: Street of what is held, or how many there are.
        week: For times.
        names: First names by photographer id.
        pieces: What is held.
        place: Where it would be put.
        verdict: What the rules say; None while that is not known.
        edge: What of it is moved.
    """
    first = pieces[0]
    times = _times(week, place)
    over = _handed_over(names, first, place, verdict)
    lines = [DOT.join(filter(None, (over, times)))]
    lines.append(DOT.join(filter(None, (_was(week, first, place, edge), _driving(verdict)))))
    refused = verdict is not None and not verdict.works
    if verdict is not None and verdict.said:
        lines.insert(1, verdict.said)
    return GhostWords(title, tuple(line for line in lines if line), refused)


def _times(week: Week, place: Place) -> str:
    return week.wording.times(moment_of(place.start), moment_of(place.end), week.zone)


def _handed_over(names: dict[str, str], first: Piece, place: Place, verdict: Verdict | None) -> str:
    """`Leo -> Jun`; of two who else goes along; nothing where it stays with who has it."""
    if place.lane == first.lane:
        return ""
    new = names.get(place.lane, "")
    others = [names.get(key, "") for key in verdict.crew if key != place.lane] if verdict else []
    if len(others) == 1 and others[0]:
        new = f"{new} + {others[0]}"
    old = names.get(first.lane, "")
    return f"{old}{ARROW}{new}" if old else new


def _was(week: Week, first: Piece, place: Place, edge: Edge) -> str:
    if first.start is None or (first.start, first.minutes) == (place.start, place.minutes):
        return ""
    if edge is not Edge.BODY:
        return f"was {_times(week, Place(first.lane, first.start, first.minutes))}"
    before, after = (moment_of(minute).astimezone(week.zone) for minute in (first.start, place.start))
    time = week.wording.time(before, week.zone)
    if before.date() == after.date():
        return f"was {time}"
    return f"was {week.wording.weekdays[before.weekday()]} {time}"


def _driving(verdict: Verdict | None) -> str:
    """`-12 min driving`; nothing where it makes no difference or nobody knows."""
    if verdict is None or not verdict.driving:
        return ""
    sign = MINUS if verdict.driving < 0 else "+"
    return f"{sign}{abs(verdict.driving)} min driving"


# ---------------------------------------------------------------- for screen readers


def say_lane(lane: Lane, answer: str = "") -> str:
    """A lane: name, what it adds up to, and what it says to what is held."""
    return ", ".join(filter(None, (lane.face.name, lane.note, answer)))


def say_card(card: Card) -> str:
    """Something that waits."""
    offers = [f"could be {offer.text}" for offer in card.offers[:1]]
    return ", ".join(
        filter(None, (card.title, card.subtitle, *card.wishes, card.news, *offers, "waiting for a time"))
    )


def say_lane_block(block: Block, board: Board, *, held: bool = False, marked: bool = False) -> str:
    """A block with its state: appointment, hold or busy, written or not, held, marked."""
    kind = {
        BlockKind.APPOINTMENT: "appointment",
        BlockKind.HOLD: board.phrases.hold,
        BlockKind.BUSY: board.phrases.busy,
    }[block.kind]
    states = [word for word, so in (("held in the hand", held), ("marked", marked)) if so]
    return ", ".join((say_block(block, board.as_week).replace("\n", ", "), kind, *states))


def say_picked(title: str, words: GhostWords) -> str:
    """Something was picked up."""
    return f"{title} picked up. {say_ghost(words)}. Arrows move it, Enter drops it, Escape puts it back."


def say_ghost(words: GhostWords) -> str:
    """Where it would be put, and whether that works."""
    verdict = "can't be put there" if words.refused else "can be put there"
    said = [line.replace(ARROW.strip(), "to").replace(MINUS, "minus ") for line in words.lines]
    return ", ".join((*said, verdict))
