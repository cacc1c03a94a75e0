"""The studio of the pictures, as the desk's widgets are given it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio_app.desk.booking.model import (
    Coverage,
    Draft,
    KnownAddress,
    NextOpening,
    PanelState,
    PartLine,
    PartStatus,
    PersonChoice,
    PlaceStatus,
)
from studio_app.desk.booking.offers import lines_of
from studio_app.desk.explain.model import ExplainState, PersonRow
from studio_app.desk.people import Face
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Part
from studio_app.domain.service import Package, Service, Tier
from studio_app.engine.answers import Code, Failure

BOSTON = ZoneInfo("America/New_York")
TODAY = date(2026, 11, 23)

FACES = {
    face.id: face
    for face in (
        Face("maya", "Maya Ortiz", 0),
        Face("leo", "Leo Brandt", 1),
        Face("ana", "Ana Silva", 2),
        Face("sam", "Sam Okafor", 3),
        Face("priya", "Priya Nair", 4),
        Face("tom", "Tom Reyes", 5),
        Face("jun", "Jun Park", 6),
    )
}
AGENTS = (
    Agent("dana", "Dana Whitfield", "dana@kellerlane.example", "617 555 0101", "Keller Lane Realty"),
    Agent("dan", "Dan Abbott", "dan@harborhomes.example", "", "Harbor Homes"),
    Agent("maria", "Maria Delgado", "maria@kellerlane.example", "", "Keller Lane Realty"),
    Agent("solo", "Ines Marrow", "ines@marrow.example"),
)
ADDRESSES = (
    KnownAddress("55 Summit Ave, Brookline, MA 02446", "3 Nov"),
    KnownAddress("41 Harbor Rd, Boston, MA 02127", "Dana Whitfield"),
)
SERVICES = (
    Service("photos", "Photos", 60, (Tier(3000, 60), Tier(None, 90))),
    Service("video", "Video walkthrough", 60),
    Service("drone", "Drone", 30),
    Service("matterport", "Matterport 3D tour", 90),
    Service("twilight", "Twilight set", 45, twilight=True),
)
PACKAGES = (
    Package("listing", "Listing essentials", ("photos", "drone"), minutes=75),
    Package("show", "Showcase", ("photos", "video", "twilight"), minutes=105),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A Boston time in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BOSTON)


OPENINGS = (
    NextOpening(at(24, 9, 30)),
    NextOpening(at(24, 10)),
    NextOpening(at(25, 9)),
    NextOpening(at(26, 9), least_driving=True),
)


def panel_state(packages: tuple[Package, ...] = (), square_feet: float | None = None) -> PanelState:
    """The panel before anything is typed."""
    return PanelState(
        zone=BOSTON,
        today=TODAY,
        agents=AGENTS,
        addresses=ADDRESSES,
        brokerages=("Keller Lane Realty", "Harbor Homes"),
        services=lines_of(SERVICES, packages, square_feet),
        photographers=tuple(PersonChoice(face) for face in FACES.values()),
    )


MAIN = PartLine(
    Part.MAIN,
    120,
    status=PartStatus.OPEN,
    chosen=at(26, 9),
    openings=OPENINGS,
    best=(FACES["maya"], FACES["priya"], FACES["sam"]),
)
DUSK = PartLine(
    Part.TWILIGHT,
    45,
    status=PartStatus.OPEN,
    openings=tuple(NextOpening(at(24 + day, 15, 45)) for day in range(4)),
    best=(FACES["tom"],),
)
COVERED = Coverage(PlaceStatus.KNOWN, ("Brookline",), covering=5, of=7)
PICTURE_DRAFT = Draft(
    agent="dana", agent_text="Dana Whitfield", address="55 Summit Ave, 02446", services=("photos", "video")
)
PICTURE_STATE = replace(panel_state(), coverage=COVERED, parts=(MAIN,))

EXPLAINED = ExplainState(
    BOSTON,
    start=at(26, 9),
    end=at(26, 11),
    rows=(
        PersonRow(FACES["maya"], "Priority 1 · senior · 22 min from 41 Harbor Rd", picked=True),
        PersonRow(FACES["priya"], "Priority 2 · 31 min drive"),
        PersonRow(FACES["sam"], "Priority 3 · 18 min drive"),
        PersonRow(FACES["tom"], "Priority 4 · first job of the day"),
        PersonRow(FACES["jun"], "Priority 6 · 40 min drive"),
        PersonRow(FACES["leo"], failures=(Failure(Code.BUSY, "“Dentist” 9:30–10:15 on Google"),)),
        PersonRow(FACES["ana"], failures=(Failure(Code.LACKS_SKILL, "Not trained in Video walkthrough"),)),
    ),
    summary="3 shoots for Maya · 74 min driving (+9) · ends 4:30 pm",
)
