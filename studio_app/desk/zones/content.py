"""What the view of the zones shows of a studio. Pure."""

from __future__ import annotations

from collections import Counter

from studio_app.desk.content import face_of
from studio_app.desk.map.layers import Pattern
from studio_app.desk.skills.model import MatrixWords, ServiceHead, SkillsState
from studio_app.desk.wording import wording_of
from studio_app.desk.zones import words
from studio_app.desk.zones.model import (
    Goer,
    PersonCard,
    PersonRow,
    PlaceCard,
    Swatch,
    Tick,
    ZoneCard,
    ZoneRow,
    ZonesState,
)
from studio_app.domain import colours
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.domain.zone import Zone
from studio_app.engine.coverage import zones_at
from studio_app.engine.travel import drive_minutes
from studio_app.engine.zone_shapes import Shape

COVER = MatrixWords("covers it", words.DOES_NOT_COVER, "nobody does", "Nobody covers it.")
_PATTERNS = (Pattern.NONE, Pattern.STRIPES, Pattern.DOTS)


def swatches(zones: tuple[Zone, ...]) -> dict[str, Swatch]:
    """How each zone is painted: the colour that was chosen, else that of its place; zones of one colour have patterns."""
    seen: Counter[int] = Counter()
    found = {}
    for place, zone in enumerate(zones):
        colour = colours.shown_colour(zone.colour, place)
        found[zone.id] = Swatch(colour, _PATTERNS[seen[colour] % len(_PATTERNS)])
        seen[colour] += 1
    return found


def free_colour(zones: tuple[Zone, ...]) -> int:
    """The colour that fewest zones have."""
    return colours.free_colour([swatch.colour for swatch in swatches(zones).values()])


def free_name(zones: tuple[Zone, ...]) -> str:
    """A name that no zone has: `Zone 5`."""
    taken = {zone.name.casefold() for zone in zones}
    number = len(zones) + 1
    while words.new_zone(number).casefold() in taken:
        number += 1
    return words.new_zone(number)


# ---------------------------------------------------------------- lists


def zones_state(studio: Studio) -> ZonesState:
    """Both lists."""
    rows = zone_rows(studio)
    alone = sum(not row.covered for row in rows)
    return ZonesState(
        rows,
        tuple(_person_row(studio, person) for person in studio.photographers),
        studio.settings.zones_enabled,
        words.subtitle(len(rows), alone, enabled=studio.settings.zones_enabled),
    )


def zone_rows(studio: Studio) -> tuple[ZoneRow, ...]:
    """Zones in their order, and who covers them."""
    painted = swatches(studio.zones)
    rows = []
    for zone in studio.zones:
        faces = tuple(
            face_of(studio, person.id) for person in studio.photographers if zone.id in person.zones
        )
        note = words.covered_by(len(faces), len(studio.photographers))
        rows.append(ZoneRow(zone.id, zone.name, painted[zone.id], note, bool(faces), faces))
    return tuple(rows)


def _person_row(studio: Studio, person: Photographer) -> PersonRow:
    painted = swatches(studio.zones)
    covered = tuple(painted[zone.id] for zone in studio.zones if zone.id in person.zones)
    note = words.covers(len(covered), len(studio.zones))
    return PersonRow(face_of(studio, person.id), note, covered)


# ---------------------------------------------------------------- cards


def zone_card(studio: Studio, zone_id: str, *, metric: bool = False) -> ZoneCard | None:
    """A zone with everybody who could cover it; None where it is gone."""
    zone = next((zone for zone in studio.zones if zone.id == zone_id), None)
    if zone is None:
        return None
    ticks = tuple(
        Tick(person.id, person.name, zone.id in person.zones, face=face_of(studio, person.id))
        for person in studio.photographers
    )
    count = sum(tick.covers for tick in ticks)
    return ZoneCard(
        zone.id,
        zone.name,
        swatches(studio.zones)[zone.id],
        words.facts(Shape.of(zone), metric=metric),
        words.covered_by(count, len(ticks)),
        ticks,
        len(zone.holes),
    )


def person_card(studio: Studio, person_id: str) -> PersonCard | None:
    """A photographer with all zones; None where they are gone."""
    person = studio.photographer_by_id.get(person_id)
    if person is None:
        return None
    painted = swatches(studio.zones)
    ticks = tuple(
        Tick(zone.id, zone.name, zone.id in person.zones, swatch=painted[zone.id]) for zone in studio.zones
    )
    count = sum(tick.covers for tick in ticks)
    return PersonCard(face_of(studio, person.id), words.covers(count, len(ticks)), ticks)


def matrix(studio: Studio) -> SkillsState:
    """Everybody and every zone, for the grid that the skills are shown in."""
    return SkillsState(
        tuple(face_of(studio, person.id) for person in studio.photographers),
        tuple(ServiceHead(zone.id, zone.name) for zone in studio.zones),
        frozenset(
            (person.id, zone.id)
            for person in studio.photographers
            for zone in studio.zones
            if zone.id in person.zones
        ),
        counts=studio.settings.zones_enabled,
        words=COVER,
    )


# ---------------------------------------------------------------- a place


def place_card(studio: Studio, place: Place, address: str = "") -> PlaceCard:
    """The zones of a place, who goes there, and how far they drive from home."""
    counts = studio.settings.zones_enabled
    here = zones_at(studio.zones, place) if studio.zones else frozenset()
    rows = tuple(row for row in zone_rows(studio) if row.id in here)
    goers = sorted(
        (_goer(studio, person, place, here, counts=counts) for person in studio.photographers),
        key=lambda goer: (not goer.covers, goer.minutes is None, goer.minutes or 0),
    )
    covering = sum(goer.covers for goer in goers)
    names = tuple(row.name for row in rows)
    sentence = words.place_sentence(names, covering, len(goers), enabled=counts)
    return PlaceCard(place, address or words.position(place), rows, sentence, tuple(goers))


def _goer(studio: Studio, person: Photographer, place: Place, here: frozenset[str], *, counts: bool) -> Goer:
    covers = not counts or bool(here & person.zones)
    minutes = drive_minutes(studio.settings.travel, person.home, place) if person.home else None
    return Goer(
        face_of(studio, person.id),
        covers,
        words.drive(minutes, wording_of(studio.settings.speech)),
        minutes,
        person.home,
    )
