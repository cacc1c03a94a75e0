"""Public holidays to pick from: which are offered, and what becomes of those that are picked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from studio_app.desk.days_off.model import DaysState
from studio_app.desk.widgets.tick_list import TickRow
from studio_app.domain.days_off import DayKind, DaysWish
from studio_app.domain.working_hours import DayReason


@dataclass(frozen=True, slots=True)
class HolidayState:
    """What is offered.

    Attributes:
        country, region: Codes; region "" is all of the country.
        countries, regions: Names by code.
        days: The holidays of the year.
        people: Ids and names of photographers to choose among; none for the studio.
        chosen: Ids of those who are chosen at first.
    """

    owner: DaysState
    year: int
    country: str = ""
    region: str = ""
    countries: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    days: tuple[DayReason, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    chosen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HolidayPick:
    """What was picked: days for people, or closed dates where there are none."""

    days: tuple[DayReason, ...]
    people: tuple[str, ...] = ()

    @property
    def wishes(self) -> tuple[DaysWish, ...]:
        """The days as wishes, their names as reasons."""
        return tuple(DaysWish(DayKind.OFF, item.day, item.day, (), item.text) for item in self.days)


def holiday_rows(state: HolidayState) -> tuple[TickRow, ...]:
    """One row a holiday; what is over or off already is said."""
    return tuple(
        TickRow(
            item.day.isoformat(),
            f"{state.owner.wording.dated(item.day)}  {item.text}",
            _note(state, item.day),
            bool(_note(state, item.day)),
        )
        for item in state.days
    )


def _note(state: HolidayState, day: date) -> str:
    if day < state.owner.today:
        return "over"
    kept = state.owner.days.get(day)
    if kept is not None and kept.kind is DayKind.OFF:
        return "already closed" if state.owner.is_studio else "already off"
    return ""


def usual_ticks(state: HolidayState) -> frozenset[str]:
    """What is ticked at first: all that are still to come and not off already."""
    return frozenset(item.day.isoformat() for item in state.days if not _note(state, item.day))


def picked(state: HolidayState, days: Iterable[str], people: Iterable[str]) -> HolidayPick:
    """What was ticked."""
    wanted, who = set(days), set(people)
    return HolidayPick(
        tuple(item for item in state.days if item.day.isoformat() in wanted),
        tuple(key for key, _ in state.people if key in who),
    )


def add_words(state: HolidayState, days: int, people: int) -> str:
    """What the button says: `Add 8 days off`, `Close on 8 days`, `Add 8 days off for 3 people`."""
    counted = f"{days} {'day' if days == 1 else 'days'}"
    if not days:
        return "Close on these days" if state.owner.is_studio else "Add days off"
    if state.owner.is_studio:
        return f"Close on {counted}"
    return f"Add {counted} off" + (f" for {people} people" if people > 1 else "")
