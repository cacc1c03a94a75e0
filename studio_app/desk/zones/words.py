"""The words of the view of the zones. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from studio_app.desk.wording import Wording
from studio_app.desk.zones.draft import problem_of
from studio_app.desk.zones.gesture import LEAST_CORNERS, Hand, Tool
from studio_app.domain.place import Place
from studio_app.engine.zone_shapes import KM2_A_SQUARE_MILE, KM_A_MILE, Shape, area_km2

DOT = " \N{MIDDLE DOT} "
_QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"
NOBODY = "covered by nobody"
DOES_NOT_COVER = f"doesn{_QUOTE}t cover it"


def counted(count: int, what: str) -> str:
    """`1 zone`, `4 zones`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def new_zone(number: int) -> str:
    """The name of a zone that was not given one."""
    return f"Zone {number}"


def postcodes(codes: Sequence[str]) -> str:
    """What a zone of postcodes is called: `02446`, `02445, 02446`, `02445, 02446 and 3 more`."""
    named = ", ".join(codes[:2])
    return named if len(codes) <= 2 else f"{named} and {len(codes) - 2} more"


def areas_apart(count: int) -> str:
    """Why there are several."""
    return f"The postcodes make {count} areas that don\N{RIGHT SINGLE QUOTATION MARK}t meet, so they become {count} zones."


def subtitle(zones: int, alone: int, *, enabled: bool) -> str:
    """For the top bar."""
    if not zones:
        return "none yet"
    parts = [counted(zones, "zone")]
    if not enabled:
        parts.append("switched off")
    elif alone:
        parts.append(f"{alone} {NOBODY}")
    return DOT.join(parts)


def without_zones(*, enabled: bool) -> str:
    """What it means that there is no zone."""
    if enabled:
        return "Zones count for bookings, so nobody goes anywhere until there is one."
    return "Zones are switched off, so every photographer covers every address."


def covered_by(count: int, people: int) -> str:
    """How many photographers a zone has."""
    return f"{count} of {people} people" if count else NOBODY


def covers(count: int, zones: int) -> str:
    """How many zones a photographer has."""
    return f"{count} of {counted(zones, 'zone')}" if count else "covers no zone"


def area(km2: float, *, metric: bool) -> str:
    """`14.2 sq mi`, `37 km²`."""
    size, unit = (km2, "km\N{SUPERSCRIPT TWO}") if metric else (km2 / KM2_A_SQUARE_MILE, "sq mi")
    digits = 0 if size >= 100 else 1 if size >= 1 else 2
    return f"{size:,.{digits}f} {unit}"


def length(km: float, *, metric: bool) -> str:
    """`2.5 mi`, `4 km`."""
    size, unit = (km, "km") if metric else (km / KM_A_MILE, "mi")
    return f"{size:.3g} {unit}"


def facts(shape: Shape, *, metric: bool) -> str:
    """Size, corners and holes."""
    parts = [area(area_km2(shape), metric=metric), counted(len(shape.ring), "corner")]
    if shape.holes:
        parts.append(counted(len(shape.holes), "hole"))
    return DOT.join(parts)


def position(place: Place) -> str:
    """`42.3398 N, 71.1272 W`."""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{abs(place.lat):.4f} {north}, {abs(place.lon):.4f} {east}"


def drive(minutes: int | None, wording: Wording) -> str:
    """How far it is from home."""
    return "home not known" if minutes is None else f"{wording.duration(minutes)} from home"


def place_sentence(zones: tuple[str, ...], covering: int, people: int, *, enabled: bool) -> str:
    """What it means to lie there."""
    if not enabled:
        return "Zones are switched off, so everyone covers every address."
    if not zones:
        return "Outside of every zone: nobody goes there."
    if not covering:
        return "Nobody covers it."
    return f"{covering} of {people} people cover it."


# ---------------------------------------------------------------- while something is drawn


def hint(hand: Hand) -> str:
    """What to do next."""
    if hand.circle is not None and hand.tool is Tool.EDIT:
        return "Type the radius, or drag the circle to where it belongs."
    hints = {
        Tool.DRAW: _ring_hint(hand, "Click the corners of the new zone, or press Space at the cross."),
        Tool.HOLE: _ring_hint(hand, "Click the corners of the hole."),
        Tool.CIRCLE: "Press at the middle and drag out the radius.",
        Tool.PIN: "Click the place.",
        Tool.EDIT: "Drag corners, edges or the whole zone. Click a round handle for another corner.",
    }
    return hints.get(hand.tool, "")


def _ring_hint(hand: Hand, first: str) -> str:
    count = len(hand.line)
    if not count:
        return first
    if count < LEAST_CORNERS:
        return f"{counted(count, 'corner')}. Go on; Backspace takes the last one back."
    return f"{counted(count, 'corner')}. Enter or a click on the first corner closes it."


def corner(hand: Hand) -> str:
    """Which corner the keyboard has hold of: `Corner 3 of 7`, `Hole 1, corner 2 of 4`."""
    if hand.current is None or hand.shape is None:
        return ""
    ring, index = hand.current
    count = len(hand.shape.rings[ring])
    where = f"Hole {ring}, corner" if ring else "Corner"
    return f"{where} {index + 1} of {count}"


def problem(hand: Hand) -> str:
    """Why it can't be saved, in a sentence; "" where it can or nothing is closed yet."""
    draft = hand.draft
    if draft is None:
        return ""
    found = problem_of(draft.now)
    if found is None:
        return ""
    return f"{found.sentence} It can{_QUOTE}t be saved like this."


def minutes(count: int | None, wording: Wording) -> str:
    """A drive on the map."""
    return "" if count is None else wording.duration(count)
