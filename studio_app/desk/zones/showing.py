"""What lies on the map of the zones. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from studio_app.desk.content import face_of
from studio_app.desk.map.layers import Area, Draft, Drive, Layers, Pin, PinKind
from studio_app.desk.wording import wording_of
from studio_app.desk.zones import words
from studio_app.desk.zones.content import swatches
from studio_app.desk.zones.draft import problem_of
from studio_app.desk.zones.gesture import POINTING, Hand, Tool
from studio_app.desk.zones.model import PlaceCard
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio

PLACE, HOME = "place", "home "
"""Ids of pins: the dropped one, and the beginning of those of homes."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at.

    Attributes:
        zone: Id of the chosen zone.
        person: Id of the chosen photographer.
        editing: Id of the zone whose draft is shown instead of it.
        place: The pinned place.
        others: Ids of further zones that stand out, such as those of a file.
    """

    zone: str = ""
    person: str = ""
    editing: str = ""
    place: PlaceCard | None = None
    others: frozenset[str] = frozenset()


def areas_of(studio: Studio, looked: Looked) -> tuple[Area, ...]:
    """The zones: the chosen one, or those of the chosen photographer, stand out; what nobody covers is said."""
    painted = swatches(studio.zones)
    person = studio.photographer_by_id.get(looked.person)
    here = frozenset(row.id for row in looked.place.zones) if looked.place else frozenset()
    covered = {key for each in studio.photographers for key in each.zones}
    areas = []
    for zone in studio.zones:
        if zone.id == looked.editing:
            continue
        if person is not None:
            strong = zone.id in person.zones
            dim = not strong
        else:
            strong, dim = zone.id == looked.zone or zone.id in here | looked.others, False
        note = "" if zone.id in covered else words.NOBODY
        swatch = painted[zone.id]
        areas.append(
            Area(
                zone.id,
                zone.name,
                zone.ring,
                zone.holes,
                swatch.colour,
                emphasised=strong,
                dimmed=dim,
                pattern=swatch.pattern,
                note=note,
            )
        )
    return tuple(areas)


def layers_of(studio: Studio, looked: Looked) -> Layers:
    """Everything but the draft."""
    pins: list[Pin] = []
    drives: list[Drive] = []
    card = looked.place
    person = studio.photographer_by_id.get(looked.person)
    if card is not None:
        at = (card.place.lon, card.place.lat)
        for goer in card.goers:
            if goer.home is None or not goer.covers:
                continue
            home = (goer.home.lon, goer.home.lat)
            pins.append(Pin(HOME + goer.face.id, home, goer.face.first_name, PinKind.HOME, goer.face.color))
            label = words.minutes(goer.minutes, wording_of(studio.settings.speech))
            drives.append(Drive((home, at), label, goer.face.color))
        pins.append(Pin(PLACE, at, emphasised=True))
    elif person is not None:
        pins += _homes(studio, (person,))
    elif not studio.zones:
        # Where people start from is where the first zone will be drawn.
        pins += _homes(studio, studio.photographers)
    return Layers(areas_of(studio, looked), tuple(pins), tuple(drives))


def _homes(studio: Studio, people: Iterable[Photographer]) -> Iterator[Pin]:
    for person in people:
        if person.home is not None:
            face = face_of(studio, person.id)
            home = (person.home.lon, person.home.lat)
            yield Pin(HOME + person.id, home, face.first_name, PinKind.HOME, face.color)


def draft_of(hand: Hand, colour: int, label: str = "") -> Draft | None:
    """The shape under way as the map paints it; exactly the corners that would be saved."""
    draft = hand.draft
    if draft is None:
        return _cross(hand, colour)
    rings = draft.shape.rings if draft.shape else ()
    line = draft.line
    if hand.tool in (Tool.DRAW, Tool.HOLE) and not line and hand.cursor is not None:
        line = (hand.cursor,)
    under_way = bool(line)
    found = problem_of(draft.now)
    return Draft(
        rings=(*rings, line) if under_way else rings,
        closed=not under_way,
        # The corners of a circle are no places to take hold of while it is one.
        handles=hand.circle is None or hand.current is not None,
        rubber=hand.cursor if draft.line and hand.tool in (Tool.DRAW, Tool.HOLE) else None,
        current=hand.current,
        crossings=(found.where,) if found and found.where else (),
        snapped=hand.snap.point if hand.snap else None,
        colour=colour,
        label=label,
    )


def _cross(hand: Hand, colour: int) -> Draft | None:
    """Where the keyboard's cursor stands while nothing is drawn yet."""
    if hand.tool not in POINTING or hand.cursor is None:
        return None
    snapped = hand.snap.point if hand.snap else None
    return Draft(((hand.cursor,),), closed=False, snapped=snapped, colour=colour)
