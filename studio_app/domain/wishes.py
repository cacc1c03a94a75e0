"""What a client would like about the time of an order. No rule: staff may always offer something else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.domain.wall_time import Weekday

NOON = 12
"""The hour on the studio's wall at which mornings end."""


class DayPart(StrEnum):
    """Which half of a day; `ANY` where it doesn't matter."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Wishes:
    """When, and with whom. What is not given doesn't matter.

    Attributes:
        photographers: Ids; one of them is to be in the crew.
        weekdays: Studio-local weekdays that are wished for.
        not_before: The first studio-local date.
        text: The rest, as the client said it.
    """

    part: DayPart = DayPart.ANY
    photographers: tuple[str, ...] = ()
    weekdays: frozenset[Weekday] = frozenset()
    not_before: date | None = None
    text: str = ""

    def like_start(self, start: datetime, zone: ZoneInfo) -> bool:
        """Whether a start suits, as the wall in the studio's zone shows it."""
        local = start.astimezone(zone)
        morning = local.hour < NOON
        return (
            (self.part is DayPart.ANY or morning is (self.part is DayPart.MORNING))
            and (not self.weekdays or local.weekday() in self.weekdays)
            and (self.not_before is None or local.date() >= self.not_before)
        )

    def like_crew(self, crew: tuple[str, ...]) -> bool:
        """Whether one of those who are wished for goes."""
        return not self.photographers or any(key in crew for key in self.photographers)


NO_WISHES = Wishes()
