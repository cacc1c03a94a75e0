"""What the explanation panel shows: for a chosen time, everybody with their verdict and their reasons. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.engine.answers import Code, Failure


class Verdict(StrEnum):
    """The word at the right of a row."""

    PICK = "pick"
    FREE = "free"
    BUSY = "busy"
    HELD = "held"
    SKILL = "skill"
    ZONE = "zone"
    OFF = "off"
    BUFFER = "buffer"
    FAR = "far"
    FULL = "full"
    UNKNOWN = "unknown"
    PLACE = "place"
    CLOSED = "closed"
    SOON = "soon"
    LATE = "late"
    PRESET = "preset"
    DUSK = "dusk"
    ALONE = "alone"


_VERDICTS: Mapping[Code, Verdict] = MappingProxyType(
    {
        Code.BOOKING_OFF: Verdict.CLOSED,
        Code.DAY_CLOSED: Verdict.CLOSED,
        Code.LEAD_TIME: Verdict.SOON,
        Code.TOO_FAR_AHEAD: Verdict.LATE,
        Code.NOT_ACCEPTING: Verdict.OFF,
        Code.LACKS_SKILL: Verdict.SKILL,
        Code.NEEDS_PLACE: Verdict.PLACE,
        Code.OUT_OF_ZONE: Verdict.ZONE,
        Code.CALENDAR_UNKNOWN: Verdict.UNKNOWN,
        Code.OFF_HOURS: Verdict.OFF,
        Code.EDGE_BUFFER: Verdict.BUFFER,
        Code.NOT_A_PRESET: Verdict.PRESET,
        Code.TWILIGHT: Verdict.DUSK,
        Code.BUSY: Verdict.BUSY,
        Code.HELD: Verdict.HELD,
        Code.BUFFER: Verdict.BUFFER,
        Code.TRAVEL_TOO_LONG: Verdict.FAR,
        Code.DAY_CAP: Verdict.FULL,
        Code.NO_PARTNER: Verdict.ALONE,
        Code.NO_SENIOR: Verdict.ALONE,
    }
)
_TONES: Mapping[Verdict, Tone] = MappingProxyType(
    {
        Verdict.PICK: Tone.GOOD,
        Verdict.FREE: Tone.GOOD,
        Verdict.BUSY: Tone.BAD,
        Verdict.HELD: Tone.BAD,
        Verdict.UNKNOWN: Tone.BAD,
        Verdict.OFF: Tone.PLAIN,
        Verdict.CLOSED: Tone.PLAIN,
        Verdict.SOON: Tone.PLAIN,
        Verdict.LATE: Tone.PLAIN,
    }
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One photographer at the chosen time.

    Attributes:
        detail: Where they could come: rank, seniority and drive, such as `Priority 1 · senior · 22 min from
            41 Harbor Rd`. Ignored where a rule fails.
        failures: Every rule that fails, in the order of the rules.
        picked: Whether they are in the crew that would be chosen.
    """

    face: Face
    detail: str = ""
    failures: tuple[Failure, ...] = ()
    picked: bool = False

    @property
    def verdict(self) -> Verdict:
        """The word for the row."""
        if self.failures:
            return _VERDICTS[self.failures[0].code]
        return Verdict.PICK if self.picked else Verdict.FREE

    @property
    def tone(self) -> Tone:
        """How the word is coloured."""
        return _TONES.get(self.verdict, Tone.WARN)

    @property
    def line(self) -> str:
        """The paler line under the name: the detail, or the first rule that fails."""
        return self.failures[0].text if self.failures else self.detail

    @property
    def further(self) -> tuple[str, ...]:
        """The other rules that fail."""
        return tuple(failure.text for failure in self.failures[1:])


@dataclass(frozen=True, slots=True)
class ExplainState:
    """The explanation of one start for one part of the order.

    Attributes:
        part: Name of the part where the order has several, such as `Twilight`; "" otherwise.
        start, end: Time on site, UTC; None while no time is looked at.
        rows: Those who could come first, in the order in which they would be chosen.
        summary: The day of the one who would go, with this booking, in words; "" without.
        hint: What to do next where no time is looked at; "" is the usual one.
        pending: A newer answer is being worked out.
        wanted: Id of the photographer who is asked for; "" is the best match.
    """

    zone: ZoneInfo
    wording: Wording = ENGLISH
    part: str = ""
    start: datetime | None = None
    end: datetime | None = None
    rows: tuple[PersonRow, ...] = ()
    summary: str = ""
    hint: str = ""
    pending: bool = False
    wanted: str = ""

    @property
    def able(self) -> int:
        """How many could come."""
        return sum(not row.failures for row in self.rows)

    @property
    def common(self) -> str:
        """The rule that stands in everybody's way, where it is the same for all; "" otherwise."""
        texts = {row.failures[0].text if row.failures else "" for row in self.rows}
        return texts.pop() if len(texts) == 1 and len(self.rows) > 1 else ""


def ordered(rows: tuple[PersonRow, ...]) -> tuple[PersonRow, ...]:
    """Those who are picked, then those who could come, then the others; equals keep their order."""
    return tuple(sorted(rows, key=lambda row: (bool(row.failures), not row.picked)))
