"""What the booking panel shows (`PanelState`) and what is typed into it (`Draft`). Pure and frozen.

The controller hands in a `PanelState`; the panel sends out a `Draft` at every change. Nothing here computes openings:
minutes of the visits, coverage and openings come in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.desk.people import Face
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Part
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.engine.hindrance import Fix


@dataclass(frozen=True, slots=True)
class NewAgent:
    """An agent who is made on the spot, as typed."""

    name: str
    email: str
    phone: str = ""
    brokerage: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is typed so far; any of it may be missing.

    Attributes:
        agent: Id of a known agent, or "".
        new_agent: One who is made with the booking; then `agent` is "".
        agent_text: The words in the agent's field, kept so that nothing typed is lost.
        address: One line as typed.
        place_text: A postcode or coordinates, typed where the address alone has no known place.
        services, packages: Ids that are ticked, in the order of the studio.
        square_feet: None where it is not said.
        photographer: Id of the one who is wanted; None for the best match.
    """

    agent: str = ""
    new_agent: NewAgent | None = None
    agent_text: str = ""
    address: str = ""
    place_text: str = ""
    services: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    square_feet: float | None = None
    photographer: str | None = None

    @property
    def has_agent(self) -> bool:
        """Whether it says who orders."""
        return bool(self.agent) or self.new_agent is not None

    @property
    def has_services(self) -> bool:
        """Whether anything is ordered."""
        return bool(self.services or self.packages)


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """An address that was photographed before; `note` says when or for whom, in words."""

    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One row of the list of services and packages.

    Attributes:
        minutes: Time on site for the size that is typed.
        note: Follows the minutes, such as `at dusk` or `own visit`; "" without.
        problem: Why it can't be done at all, such as `nobody is trained in it`; "" where it can.
        contains: Ids of a package's services; empty for a service.
        package: Whether the row is a package.
    """

    id: str
    name: str
    minutes: int
    note: str = ""
    problem: str = ""
    contains: tuple[str, ...] = ()
    package: bool = False


class PlaceStatus(StrEnum):
    """What is known of the address's place."""

    EMPTY = "empty"
    LOOKING = "looking"
    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where the address lies and who goes there.

    Attributes:
        zones: Names of the zones it lies in; empty outside of all of them, or where zones are switched off.
        zones_asked: Whether the studio asks for zones at all.
        covering, of: How many of the photographers cover it.
        problem: Why what was typed as its place can't be used; "" without.
        place: Where it is; None where that is not known.
        source: Who says so.
    """

    status: PlaceStatus = PlaceStatus.EMPTY
    zones: tuple[str, ...] = ()
    zones_asked: bool = True
    covering: int = 0
    of: int = 0
    problem: str = ""
    place: Place | None = None
    source: PlaceSource | None = None


@dataclass(frozen=True, slots=True)
class NextOpening:
    """A chip among the next openings. `least_driving` marks the one that adds the least driving."""

    start: datetime
    least_driving: bool = False


class PartStatus(StrEnum):
    """How far the answer for one part got."""

    IDLE = "idle"
    LOOKING = "looking"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PartLine:
    """One appointment of the order and the time chosen for it.

    Attributes:
        name: Of the service for a separate part; "" for the main and the twilight part.
        minutes: Time on site, after any reduction for two.
        crew_size: One or two.
        chosen: Start that is chosen, UTC; None while none is.
        crew: Names of who would come at that time, first names.
        broken: Sentences of the rules that the chosen time breaks; staff may overrule them with a reason.
        forbidden: Why the chosen time can't be booked even so; "" where it can.
        openings: The five soonest and the one with the least driving.
        best: Photographers in the order in which they would be chosen.
        none_reason: With `PartStatus.NONE`, why there is no opening, one sentence.
        none_fix: Where that is mended.
        none_rule: The setting where that is one of the studio's rules.
    """

    part: Part
    minutes: int
    name: str = ""
    crew_size: int = 1
    status: PartStatus = PartStatus.IDLE
    chosen: datetime | None = None
    crew: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    forbidden: str = ""
    openings: tuple[NextOpening, ...] = ()
    best: tuple[Face, ...] = ()
    none_reason: str = ""
    none_fix: Fix = Fix.NONE
    none_rule: str = ""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """A photographer who can be asked for. `note` is a few words, such as `not trained in Drone`."""

    face: Face
    note: str = ""


class Work(StrEnum):
    """What is under way with the order."""

    NONE = "none"
    CONFIRMING = "confirming"
    HOLDING = "holding"


@dataclass(frozen=True, slots=True)
class PanelState:
    """Everything that the booking panel shows apart from what is typed.

    Attributes:
        zone: The studio's.
        today: The studio-local date.
        agents: Everybody who may be completed, by name.
        addresses: Known ones, newest first.
        brokerages: Names, for completing them when an agent is made.
        parts: Of what is ticked now; empty while nothing is.
        current: Place in `parts` of the part whose time is being chosen.
        work_words: Whom the work waits for, such as `Asking Maya's calendar`.
        blocked: Why nothing can be booked now at all (no connection to the database, booking is off); "" otherwise.
        hold_minutes: How long a hold lasts.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    today: date = date.min
    wording: Wording = ENGLISH
    agents: tuple[Agent, ...] = ()
    addresses: tuple[KnownAddress, ...] = ()
    brokerages: tuple[str, ...] = ()
    services: tuple[ServiceLine, ...] = ()
    photographers: tuple[PersonChoice, ...] = ()
    coverage: Coverage = Coverage()
    parts: tuple[PartLine, ...] = ()
    current: int = 0
    work: Work = Work.NONE
    work_words: str = ""
    blocked: str = ""
    hold_minutes: int = 15

    @property
    def part(self) -> PartLine | None:
        """The part whose time is being chosen."""
        return self.parts[self.current] if 0 <= self.current < len(self.parts) else None
