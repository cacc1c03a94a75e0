"""What the week grid shows, as frozen values. Pure.

Whoever fills the grid turns studio words into these; the grid itself knows no appointments or photographers.
All moments are UTC; days are dates on the wall of the shown zone. All text is plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from studio_app.desk.wording import ENGLISH, Wording


class BlockKind(StrEnum):
    """What stands at a time."""

    APPOINTMENT = "appointment"
    HOLD = "hold"
    BUSY = "busy"
    """An event from outside; clicks go through it to the time behind."""


class WriteState(StrEnum):
    """How far an appointment has got on its way to the calendar."""

    NONE = "none"
    WAITING = "waiting"
    WRITTEN = "written"
    FAILED = "failed"
    DIFFERS = "differs"
    """Somebody changed the event in the calendar."""


class Reply(StrEnum):
    """What a guest of the event answered."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GuestReply:
    """A guest, by name, with the answer."""

    name: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of time that is taken.

    Attributes:
        id: What `block_activated` gives back; the blocks of one crew may share it.
        start, end: Half-open, UTC; it may reach over midnight.
        color: Photographer's place in the studio; None is nobody's (grey).
        until: When a hold lapses; the grid counts down to it.
        replies: What the guests of its event answered, those who photograph first.
        tip: What the tooltip and a screen reader say beyond title, subtitle and times.
        version: Counts the writes of the appointment.
    """

    id: str
    start: datetime
    end: datetime
    title: str
    subtitle: str = ""
    color: int | None = None
    kind: BlockKind = BlockKind.APPOINTMENT
    state: WriteState = WriteState.NONE
    until: datetime | None = None
    tip: str = ""
    replies: tuple[GuestReply, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch in which the studio is closed, with the words on it ("Closed", "Closed Saturday pm")."""

    start: datetime
    end: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class AllDay:
    """A note for a whole day, shown below its date ("Maya on leave")."""

    text: str
    color: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One column.

    Attributes:
        openings_text: Beside the date: "8 slots", "no slots", "closed"; an `Openings.texts` entry stands above it.
    """

    date: date
    openings_text: str = ""
    is_today: bool = False
    closed: tuple[Span, ...] = ()
    all_day: tuple[AllDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A start that is offered: `count` photographers or crews could come.

    Attributes:
        start: When time on site would begin, UTC.
        end: Where the cell ends on the grid, usually one step later.
        text: What it says, beginning with the count: "2 free".
    """

    start: datetime
    end: datetime
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Openings:
    """One answer: the offered starts of the shown days.

    Attributes:
        cells: Sorted by start.
        texts: What the header says for a date; dates that are missing keep the day's own words.
    """

    cells: tuple[Cell, ...] = ()
    texts: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Ghost:
    """An appointment that is not made yet.

    Attributes:
        start, end: Time on site, UTC; the grid writes the times itself.
        before_min, after_min: Drive there and away in minutes; 0 shows no wing.
        lines: What stands below the times: address, services, photographer.
        pale: The other part of an order, already chosen.
        refused: The rules refuse that time; its lines say why.
    """

    start: datetime
    end: datetime
    before_min: int = 0
    after_min: int = 0
    lines: tuple[str, ...] = ()
    pale: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """The grid's own words, for translation.

    Attributes:
        drive: With the minutes for `{}`.
        hold_left: With a length of time for `{}`.
        states: Said of a block by tooltip and screen reader.
        replies: Said of a guest, with the name for `{}`.
        differs: On a block whose event was changed by hand.
    """

    drive: str = "{} min drive"
    hold_left: str = "{} left"
    hold_over: str = "hold is over"
    skipped: str = "skipped"
    busy: str = "busy"
    hold: str = "on hold"
    closed: str = "closed"
    more: str = "+{}"
    nothing: str = "no opening"
    week_name: str = "Week grid"
    month_name: str = "Month"
    states: Mapping[WriteState, str] = field(
        default_factory=lambda: MappingProxyType(
            {
                WriteState.NONE: "",
                WriteState.WAITING: "waiting to be written to the calendar",
                WriteState.WRITTEN: "written to the calendar",
                WriteState.FAILED: "not written to the calendar: click the sign to try again",
                WriteState.DIFFERS: "changed in the calendar: click the sign to see both versions",
            }
        )
    )
    replies: Mapping[Reply, str] = field(
        default_factory=lambda: MappingProxyType(
            {
                Reply.ACCEPTED: "{} accepted",
                Reply.DECLINED: "{} declined",
                Reply.TENTATIVE: "{} may come",
                Reply.NONE: "{} has not answered",
            }
        )
    )
    differs: str = "changed"


ENGLISH_PHRASES = Phrases()


@dataclass(frozen=True, slots=True)
class Week:
    """Everything the grid shows besides openings and ghosts; seven days, or one for the day view.

    Attributes:
        zone: The wall that days and hours are shown on.
        step_min: Minutes between the starts that an empty cell stands for.
        people: Ids and first names of those to whom a block can be handed over, in the studio's order.
    """

    days: tuple[Day, ...]
    zone: ZoneInfo
    blocks: tuple[Block, ...] = ()
    step_min: int = 15
    wording: Wording = ENGLISH
    phrases: Phrases = ENGLISH_PHRASES
    people: tuple[tuple[str, str], ...] = ()

    @property
    def dates(self) -> tuple[date, ...]:
        """The dates of the columns."""
        return tuple(day.date for day in self.days)
