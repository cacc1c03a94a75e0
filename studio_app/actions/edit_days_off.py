"""Make dates days off, days with other hours, or as usual again; close the studio on dates, or open it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from studio_app.actions.changing_setup import change_setup
from studio_app.actions.done import Done
from studio_app.actions.ports import Store
from studio_app.domain.days_off import DayKind, DaysWish, closed_on, problem, with_days
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.setup import SetupChange, edited, edited_settings
from studio_app.domain.speech import Speech
from studio_app.engine.wording import counted, day, listed, walls
from studio_app.engine.working_time import zone_of
from studio_app.errors import BadInput

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class EditDaysOff:
    """Photographers and settings as the desk saw them, and what their dates are to be, one wish after the other."""

    settings: Settings
    people: tuple[Photographer, ...]
    wishes: tuple[DaysWish, ...]

    @property
    def change(self) -> SetupChange:
        """What the wishes change; for a preview too.

        Raises:
            BadInput: dates can't be made so.
        """
        _check(self.wishes)
        zoned = ((person, zone_of(self.settings, person)) for person in self.people)
        return SetupChange(
            photographers=edited(*((person, with_days(person, zone, self.wishes)) for person, zone in zoned))
        )


@dataclass(frozen=True, slots=True)
class EditClosedDates:
    """Settings as the desk saw them, and what dates are to be: off is closed."""

    settings: Settings
    wishes: tuple[DaysWish, ...]

    @property
    def change(self) -> SetupChange:
        """What the wishes change; for a preview too.

        Raises:
            BadInput: dates can't be made so.
        """
        _check(self.wishes)
        return SetupChange(edited_settings(self.settings, closed_on(self.settings, self.wishes)))


def edit_days_off(store: Store, now: datetime, actor: str, command: EditDaysOff) -> Done:
    """Change photographers' dates, in one step.

    Raises:
        BadInput: dates can't be made so, or other hours overlap.
        StaleVersion: somebody changed the days off of one of them meanwhile.
    """
    who = _who(command.people)
    return change_setup(
        store,
        now,
        actor,
        command.change,
        did=f"changed the days off of {who}",
        name=f"days off of {who}",
        say=_said(who, command.wishes, len(command.people) > 1, command.settings.speech),
    )


def edit_closed_dates(store: Store, now: datetime, actor: str, command: EditClosedDates) -> Done:
    """Close the studio on dates, or open it again, in one step.

    Raises:
        BadInput: dates can't be made so.
        StaleVersion: the studio's settings were changed meanwhile.
    """
    opens = all(wish.kind is DayKind.USUAL for wish in command.wishes)
    return change_setup(
        store,
        now,
        actor,
        command.change,
        did="changed the closed dates",
        name="closed dates",
        say=f"The studio is {'open again' if opens else 'closed'} {_when(command.wishes, command.settings.speech)}.",
    )


def _check(wishes: Iterable[DaysWish]) -> None:
    for wish in wishes:
        if wrong := problem(wish):
            raise BadInput("", wrong)


def _who(people: Sequence[Photographer]) -> str:
    if len(people) > _MOST_NAMES:
        return counted(len(people), "photographer")
    return listed([person.name for person in people])


def _said(who: str, wishes: Sequence[DaysWish], several: bool, speech: Speech) -> str:
    verb = "are" if several else "is"
    if len({wish.kind for wish in wishes}) != 1:
        return f"Changed the days off of {who}."
    kind = wishes[0].kind
    if kind is DayKind.OFF:
        return f"{who} {verb} off {_when(wishes, speech)}."
    if kind is DayKind.HOURS and len(wishes) == 1:
        hours = listed([walls(start, end, speech) for start, end in wishes[0].hours])
        return f"{who} {'work' if several else 'works'} {hours} {_when(wishes, speech)}."
    return f"{who} {'work' if several else 'works'} as usual {_when(wishes, speech)}."


def _when(wishes: Sequence[DaysWish], speech: Speech) -> str:
    if len(wishes) != 1:
        days = sum((wish.last - wish.first).days + 1 for wish in wishes)
        return f"on {counted(days, 'day')}"
    first, last = wishes[0].first, wishes[0].last
    opening = _dated(first, speech)
    return f"on {opening}" if first == last else f"from {opening} to {_dated(last, speech)}"


def _dated(value: date, speech: Speech) -> str:
    return f"{day(value, speech)} {value.year}"
