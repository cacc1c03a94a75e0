"""What the card of travel shows and sends out. Pure and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from studio_app.actions.compare_drives import Compared
from studio_app.desk.places.words import source_words
from studio_app.domain.pin import SERVICE_NAMES, Found
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import DayEdges, Travel, TravelMode
from studio_app.domain.speech import KM_A_MILE


class Way(StrEnum):
    """How the time between two visits is found."""

    FIXED = "fixed"
    ESTIMATE = "estimate"
    ROUTER = "router"


@dataclass(frozen=True, slots=True)
class TravelState:
    """Everything the card shows apart from what is being typed.

    Attributes:
        edges: Whether drives must fit into the working hours.
        before, after: The fixed buffers in minutes.
        choices: Who is asked.
        has_key: Whether this computer has the key of the chosen service; None where it needs none or nobody knows yet.
        kilometres: Instead of miles.
        examples: Two addresses to begin the preview with.
    """

    travel: Travel = field(default_factory=Travel)
    edges: DayEdges = DayEdges.STRICT
    before: int = 30
    after: int = 30
    choices: PlaceChoices = field(default_factory=PlaceChoices)
    has_key: bool | None = None
    kilometres: bool = False
    examples: tuple[str, str] = ("", "")

    @property
    def way(self) -> Way:
        """Which of the three is chosen."""
        if self.travel.mode is TravelMode.FIXED:
            return Way.FIXED
        return Way.ROUTER if self.choices.asks_router else Way.ESTIMATE

    def going(self, way: Way) -> TravelState:
        """The same with another way chosen; a routing server without an address is asked nothing yet."""
        mode = TravelMode.FIXED if way is Way.FIXED else TravelMode.ESTIMATE
        travel = replace(self.travel, mode=mode)
        routing = self.choices.routing if way is Way.FIXED else way is Way.ROUTER
        return replace(self, travel=travel, choices=replace(self.choices, routing=routing))


def speed_shown(kmh: float, *, kilometres: bool) -> float:
    """A speed in km/h or mph, to a tenth."""
    return round(kmh if kilometres else kmh / KM_A_MILE, 1)


def speed_meant(shown: float, before: float, *, kilometres: bool) -> float:
    """km/h of what is shown; what was not changed stays as exact as it was."""
    if shown == speed_shown(before, kilometres=kilometres):
        return before
    return shown if kilometres else round(shown * KM_A_MILE, 2)


WAY_WORDS = {
    Way.FIXED: "The buffers of the rules stand between any two visits, however far apart they are.",
    Way.ESTIMATE: "Distance as the crow flies, times the detour, at the speed. Where a place is unknown: the buffers.",
    Way.ROUTER: (
        "Drives by road, asked once and remembered for a month. "
        "Until the server answers, and where it fails, the estimate counts."
    ),
}
UNTIL_THEN = {
    Way.FIXED: "Type the address of the server. Until then the fixed buffers count, as before.",
    Way.ESTIMATE: "Type the address of the server. Until then the estimate counts, as before.",
    Way.ROUTER: "Type the address of the server.",
}
"""Where a routing server is wanted and none is known yet, by what counts meanwhile."""
EDGE_WORDS = {
    DayEdges.STRICT: "The drive from home and back home lies in the working hours.",
    DayEdges.RELAXED: "Only the time on site lies in the working hours; driving may begin earlier and end later.",
}


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """What one way says about the drive.

    Attributes:
        minutes: Such as `17 min`; "" where it says nothing.
        note: How it comes to that, or why it says nothing.
    """

    way: Way
    name: str
    minutes: str = ""
    note: str = ""


def compared_lines(state: TravelState, compared: Compared | None) -> tuple[ComparedLine, ...]:
    """The three answers, in the order of the buttons."""
    fixed = f"{state.before} min" if state.before == state.after else f"{state.before} + {state.after} min"
    same = "on each side" if state.before == state.after else "before and after"
    lines = [ComparedLine(Way.FIXED, "Fixed buffers", fixed, same)]
    if compared is None or compared.estimate is None or compared.kilometres is None:
        lines.append(ComparedLine(Way.ESTIMATE, "Estimate", note="type two addresses"))
        lines.append(ComparedLine(Way.ROUTER, "Routing server"))
        return tuple(lines)
    travel = compared.question.settings.travel
    unit = "km" if state.kilometres else "mi"
    far = compared.kilometres if state.kilometres else compared.kilometres / KM_A_MILE
    pace = speed_shown(travel.speed_kmh, kilometres=state.kilometres)
    per_hour = "km/h" if state.kilometres else "mph"
    note = f"{far:.1f} {unit} \N{MULTIPLICATION SIGN} {travel.detour:g} at {pace:g} {per_hour}"
    lines.append(_floored(Way.ESTIMATE, "Estimate", compared.estimate, note, travel.floor_min))
    if compared.routed is not None:
        lines.append(_floored(Way.ROUTER, "Routing server", compared.routed, "by road", travel.floor_min))
    else:
        lines.append(ComparedLine(Way.ROUTER, "Routing server", note=compared.problem or "none is set"))
    return tuple(lines)


def _floored(way: Way, name: str, minutes: int, note: str, floor: int) -> ComparedLine:
    if minutes < floor:
        note = f"{note}; the drive is {minutes} min, at least {floor} are kept"
    return ComparedLine(way, name, f"{max(minutes, floor)} min", note)


def found_words(found: Found | None) -> str:
    """Under an address of the preview: who placed it, or that nobody could."""
    return source_words(found.source) if found else "place not known"


def geocoder_words(choices: PlaceChoices) -> str:
    """What is sent where, for the chosen service."""
    if choices.geocoder is None:
        return "Nothing leaves this computer. The middle of a postcode may be a mile or two off."
    name = SERVICE_NAMES[choices.geocoder]
    return (
        f"Complete addresses are sent to {name} once they are typed, each once; what it finds is remembered. "
        "A pin set by hand counts more."
    )
