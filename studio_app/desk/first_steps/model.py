"""The first steps of a studio: what is done, what comes next, and where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio_app.actions.choose_primary import LOCAL
from studio_app.actions.read_desk import Snapshot
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.engine.trained import nobody_does
from studio_app.engine.wording import counted, listed
from studio_app.engine.working_time import week_of

_NAMED = 3
"""Names that a sentence has at most; of more it says how many."""


class StepKey(StrEnum):
    """The steps in their order."""

    PEOPLE = "people"
    SERVICES = "services"
    HOURS = "hours"
    ZONES = "zones"
    CALENDARS = "calendars"
    PRIMARY = "primary"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        title: What it is about, in a word or two.
        words: What there is, or why it matters.
        view: Key of the window's view where it is done.
        done: Whether it is.
        optional: Whether a studio can book well without it.
        rule: The setting, where it is done in the settings.
    """

    key: StepKey
    title: str
    words: str
    view: str
    done: bool = False
    optional: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """All steps.

    Attributes:
        away: Somebody put the list away.
        wanted: Somebody asked for it.
    """

    steps: tuple[Step, ...] = ()
    away: bool = False
    wanted: bool = False

    @property
    def needed(self) -> tuple[Step, ...]:
        """Those that every studio needs."""
        return tuple(step for step in self.steps if not step.optional)

    @property
    def next(self) -> StepKey | None:
        """The first one that is still to be done; those that can be left out come when nothing else is left."""
        waiting = [step for step in self.steps if not step.done]
        return next((step.key for step in waiting if not step.optional), None)

    @property
    def shown(self) -> bool:
        """Whether somebody wants them, or the studio is new: of one that has taken an order, whatever is missing is said
        where it is missed."""
        new = not any(step.done for step in self.steps if step.key is StepKey.ORDER)
        return self.wanted or (new and not self.away and self.next is not None)

    @property
    def sentence(self) -> str:
        """How far it is."""
        done = sum(step.done for step in self.needed)
        if self.next is StepKey.ORDER:
            return "The studio is ready for its first order."
        return f"{done} of {len(self.needed)} done"


def first_steps(snapshot: Snapshot) -> FirstSteps:
    """What a studio has, and what it still needs."""
    studio = snapshot.studio
    going = [person for person in studio.photographers if person.accepting]
    steps = (
        _people(studio, going),
        _services(studio),
        _hours(studio, going),
        _zones(studio, going),
        _calendars(snapshot, going),
        _primary(snapshot),
        _order(snapshot),
    )
    return FirstSteps(steps, snapshot.first_steps_away, snapshot.first_steps_wanted)


def _people(studio: Studio, going: Sequence[Photographer]) -> Step:
    words = "Who goes out: names, e-mails, and where their day begins."
    if studio.photographers and not going:
        words = "Nobody takes bookings at the moment."
    if going:
        words = counted(len(going), "photographer")
    return Step(StepKey.PEOPLE, "Photographers", words, "team", bool(going))


def _services(studio: Studio) -> Step:
    offered = [service for service in studio.services if service.offered]
    words = "What callers can order, and how long it takes."
    if offered:
        words = counted(len(offered), "service")
    undone = nobody_does(studio.photographers, offered) if studio.settings.skills_enabled else frozenset()
    names = [service.name for service in offered if service.id in undone]
    if names and studio.photographers:
        words = f"Nobody is trained in {_some(names, 'service')}."
        return Step(StepKey.SERVICES, "Services", words, "services")
    return Step(StepKey.SERVICES, "Services", words, "services", bool(offered))


def _hours(studio: Studio, going: Sequence[Photographer]) -> Step:
    without = [person.name for person in going if week_of(studio.settings, person) is None]
    words = "When each of them works."
    if without:
        has = "has" if len(without) == 1 else "have"
        words = f"{_some(without, 'photographer')} {has} none yet and could be booked at any hour."
    elif going:
        words = "Set for everybody"
    return Step(StepKey.HOURS, "Working hours", words, "team", bool(going) and not without)


def _zones(studio: Studio, going: Sequence[Photographer]) -> Step:
    drawn = counted(len(studio.zones), "zone")
    if not studio.settings.zones_enabled:
        if studio.zones:
            are = "is" if len(studio.zones) == 1 else "are"
            words = f"{drawn} {are} drawn, but zones are switched off in Settings."
            return Step(StepKey.ZONES, "Zones", words, "settings", optional=True, rule="zones_enabled")
        words = "Only where not everybody goes everywhere: who goes where."
        return Step(StepKey.ZONES, "Zones", words, "zones", optional=True)
    if not studio.zones:
        return Step(StepKey.ZONES, "Zones", "Zones are switched on, but none is drawn yet.", "zones")
    nowhere = [person.name for person in going if not person.zones]
    if nowhere:
        cover = "covers" if len(nowhere) == 1 else "cover"
        return Step(
            StepKey.ZONES, "Zones", f"{_some(nowhere, 'photographer')} {cover} none of them yet.", "zones"
        )
    return Step(StepKey.ZONES, "Zones", drawn, "zones", done=True)


def _calendars(snapshot: Snapshot, going: Sequence[Photographer]) -> Step:
    connected = {source.photographer for source in snapshot.sources}
    without = [person.name for person in going if person.id not in connected]
    words = "So that nobody is booked while they are busy."
    if without and connected:
        words = f"{_some(without, 'photographer')}: not connected yet."
    elif going and not without:
        words = "Connected for everybody"
    done = bool(going) and not without
    return Step(StepKey.CALENDARS, "Their calendars", words, "calendars", done, optional=True)


def _primary(snapshot: Snapshot) -> Step:
    primary = snapshot.primary
    done = primary is not None and primary.kind != LOCAL.kind
    words = "Where bookings go. On this computer so far, where nobody gets an invitation."
    if primary is not None and done:
        words = primary.name or "Connected"
    return Step(
        StepKey.PRIMARY, "The studio\N{RIGHT SINGLE QUOTATION MARK}s calendar", words, "calendars", done, True
    )


def _order(snapshot: Snapshot) -> Step:
    done = bool(snapshot.newest_orders or snapshot.studio.appointments)
    words = "Taken" if done else "Type it at the left and choose one of the times."
    return Step(StepKey.ORDER, "The first order", words, "desk", done)


def _some(names: Sequence[str], what: str) -> str:
    return listed(names) if len(names) <= _NAMED else counted(len(names), what)
