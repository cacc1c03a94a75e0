"""What the engine answers: openings, and the rules that stand in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.engine.visits import Visit


class Code(StrEnum):
    """The rules, in the order in which the explanation lists them."""

    BOOKING_OFF = "BOOKING_OFF"
    DAY_CLOSED = "DAY_CLOSED"
    LEAD_TIME = "LEAD_TIME"
    TOO_FAR_AHEAD = "TOO_FAR_AHEAD"
    NOT_ACCEPTING = "NOT_ACCEPTING"
    LACKS_SKILL = "LACKS_SKILL"
    NEEDS_PLACE = "NEEDS_PLACE"
    OUT_OF_ZONE = "OUT_OF_ZONE"
    CALENDAR_UNKNOWN = "CALENDAR_UNKNOWN"
    OFF_HOURS = "OFF_HOURS"
    EDGE_BUFFER = "EDGE_BUFFER"
    NOT_A_PRESET = "NOT_A_PRESET"
    TWILIGHT = "TWILIGHT"
    BUSY = "BUSY"
    HELD = "HELD"
    BUFFER = "BUFFER"
    TRAVEL_TOO_LONG = "TRAVEL_TOO_LONG"
    DAY_CAP = "DAY_CAP"
    NO_PARTNER = "NO_PARTNER"
    NO_SENIOR = "NO_SENIOR"


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that fails: its code and a sentence for people (plain text).

    Attributes:
        ours: The failure is an overlap with the program's own appointment or hold: staff can't overrule it.
    """

    code: Code
    text: str
    ours: bool = False


def hardest(failures: Sequence[Failure]) -> Failure:
    """What to name of rules that fail, one at least: that which nobody may overrule, else the first."""
    return next((failure for failure in failures if failure.ours), failures[0])


@dataclass(frozen=True, slots=True)
class VisitExplanation:
    """For each photographer of the request every rule that fails; none means they could be in a crew then."""

    visit: Visit
    photographers: Mapping[str, tuple[Failure, ...]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A start time with every crew that could take it.

    Attributes:
        start, end: Time on site, UTC.
        crews: In the order of the file; a crew of two likewise.
        choice: The crew that the ranking picks.
    """

    start: datetime
    end: datetime
    crews: tuple[tuple[str, ...], ...]
    choice: tuple[str, ...]
