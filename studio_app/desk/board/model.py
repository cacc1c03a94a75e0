"""What the board shows, as frozen values. Pure.

Whoever fills it turns studio words into these. All moments are UTC; days are dates on the wall of the shown zone. All
text is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from studio_app.desk.board.hand import Piece
from studio_app.desk.people import Face
from studio_app.desk.week.model import ENGLISH_PHRASES, Block, Phrases, Span, Week
from studio_app.desk.wording import ENGLISH, Wording


@dataclass(frozen=True, slots=True)
class Drive:
    """The way from one visit to the next.

    Attributes:
        start, end: The time between them.
        minutes: The estimated drive.
    """

    start: datetime
    end: datetime
    minutes: int

    @property
    def is_short(self) -> bool:
        """Whether there is less time than the drive takes."""
        return (self.end - self.start).total_seconds() < self.minutes * 60


@dataclass(frozen=True, slots=True)
class Lane:
    """One photographer.

    Attributes:
        id: Of the photographer.
        note: Below the name: what the shown days add up to, or why there is nothing.
        blocks: Appointments, holds and busy times, by start.
        off: Time off, days off and closed days, with words.
        rest: Outside of the working hours, without words.
    """

    id: str
    face: Face
    note: str = ""
    blocks: tuple[Block, ...] = ()
    drives: tuple[Drive, ...] = ()
    off: tuple[Span, ...] = ()
    rest: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """An opening that suits what waits: when, in words, with whom."""

    start: datetime
    crew: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """Something that waits for a time.

    Attributes:
        id: What the gesture calls it.
        title: Street.
        subtitle: What is to be done, and how long it takes.
        wishes: Why it waits and what is wished for, a few words each.
        minutes: Time on site.
        offers: The best openings for it.
        version: Of what waits, as it was seen.
        news: A time has come free that suits it.
    """

    id: str
    title: str
    subtitle: str
    minutes: int
    wishes: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    version: int = 0
    tip: str = ""
    news: str = ""


@dataclass(frozen=True)
class Board:
    """Everything that is shown.

    Attributes:
        days: One date, or those of a week.
        lanes: Those that are shown, from the top.
        cards: What waits, the oldest first.
        pieces: What can be held, by block id.
        step_min: Minutes between starts.
        driving: Minutes that everybody drives on the shown days; None where nothing is known.
        hidden: How many people are hidden.
        today: The studio-local date.
    """

    days: tuple[date, ...]
    zone: ZoneInfo
    lanes: tuple[Lane, ...] = ()
    cards: tuple[Card, ...] = ()
    pieces: dict[str, Piece] = field(default_factory=dict)
    step_min: int = 15
    driving: int | None = None
    hidden: int = 0
    today: date | None = None
    wording: Wording = ENGLISH
    phrases: Phrases = ENGLISH_PHRASES

    @cached_property
    def known(self) -> dict[str, int]:
        """Everything that can be held, with its version."""
        found = {piece.key: piece.version for piece in self.pieces.values()}
        return found | {card.id: card.version for card in self.cards}

    @cached_property
    def as_week(self) -> Week:
        """The words and the zone, as the parts that are shared with the week grid take them."""
        return Week((), self.zone, step_min=self.step_min, wording=self.wording, phrases=self.phrases)

    @cached_property
    def lane_ids(self) -> tuple[str, ...]:
        """Ids of the lanes, from the top."""
        return tuple(lane.id for lane in self.lanes)

    def lane(self, key: str) -> Lane | None:
        """The lane of a photographer, where it is shown."""
        return next((lane for lane in self.lanes if lane.id == key), None)

    def block(self, key: str) -> Block | None:
        """The block with an id."""
        return next((block for lane in self.lanes for block in lane.blocks if block.id == key), None)
