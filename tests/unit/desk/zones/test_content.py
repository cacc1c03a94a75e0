"""What the view of the zones shows: who covers what, in words and on the map, of a place, and of a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app import exchange
from studio_app.actions.import_zones import ZoneRow, ZonesPreview
from studio_app.desk.map.layers import Pattern
from studio_app.desk.skills.model import cell_words, shown
from studio_app.desk.wording import ENGLISH
from studio_app.desk.zones import content, words
from studio_app.desk.zones.importing import Importing
from studio_app.desk.zones.model import Swatch
from studio_app.desk.zones.showing import Looked, areas_of, layers_of
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.domain.zone import Zone
from studio_app.engine.zone_lines import line_crossing
from studio_app.engine.zone_shapes import Shape
from tests.support.scenarios import person
from tests.support.scenarios import studio as a_studio

HERE, THERE, NOWHERE = Place(42.35, -71.15), Place(42.35, -71.05), Place(42.9, -71.05)


def square(name: str, west: float, **more: object) -> dict[str, object]:
    corners = [[west, 42.3], [west + 0.1, 42.3], [west + 0.1, 42.4], [west, 42.4]]
    return {"id": name, "name": name.capitalize(), "polygon": corners, **more}


@pytest.fixture
def studio() -> Studio:
    """Ana goes west from near by, Bo to both from farther, Cy nowhere; the wide zone lies over both, and nobody has it."""
    wide = {
        "id": "wide",
        "name": "Wide",
        "polygon": [[-71.3, 42.2], [-71.0, 42.2], [-71.0, 42.5], [-71.3, 42.5]],
    }
    return exchange.read_studio(
        a_studio(
            person("ana", zones=["west"], home={"lat": 42.36, "lon": -71.15}),
            person("bo", zones=["west", "east"], home={"lat": 42.5, "lon": -71.15}),
            person("cy"),
            zones=[square("west", -71.2), square("east", -71.1), wide],
            zones_enabled=True,
        )
    )


def test_the_lists_say_in_words_who_covers_what(studio: Studio) -> None:
    state = content.zones_state(studio)
    assert [(row.name, row.note, row.covered) for row in state.zones] == [
        ("West", "2 of 3 people", True),
        ("East", "1 of 3 people", True),
        ("Wide", "covered by nobody", False),
    ]
    assert [(row.face.name, row.note) for row in state.people] == [
        ("Ana", "1 of 3 zones"),
        ("Bo", "2 of 3 zones"),
        ("Cy", "covers no zone"),
    ]
    assert state.subtitle == "3 zones · 1 covered by nobody"
    off = replace(studio, settings=replace(studio.settings, zones_enabled=False))
    assert content.zones_state(off).subtitle == "3 zones · switched off"
    assert "nobody goes anywhere" in words.without_zones(enabled=True)
    assert "covers every address" in words.without_zones(enabled=False)
    assert content.zones_state(replace(studio, zones=())).subtitle == "none yet"


def test_zones_of_one_colour_have_different_patterns() -> None:
    ring = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))
    many = tuple(Zone(str(place), f"Zone {place}", ring) for place in range(15))
    painted = content.swatches(many)
    assert len(set(painted.values())) == 15
    assert painted["7"] == Swatch(0, Pattern.STRIPES)
    assert content.swatches((replace(many[0], colour=4), replace(many[1], colour=4)))["1"] == Swatch(
        4, Pattern.STRIPES
    )
    assert content.free_colour(many[:3]) == 3
    assert content.free_name(many[:2]) == "Zone 3"
    assert content.free_name((replace(many[0], name="zone 2"),)) == "Zone 3"


def test_a_place_tells_its_zones_who_goes_there_and_the_drive_from_home(studio: Studio) -> None:
    card = content.place_card(studio, HERE)
    assert [row.name for row in card.zones] == ["West", "Wide"], "all that lie over each other"
    assert card.title == "42.3500 N, 71.1500 W"
    assert card.sentence == "2 of 3 people cover it."
    assert [(goer.face.name, goer.covers) for goer in card.goers] == [
        ("Ana", True),
        ("Bo", True),
        ("Cy", False),
    ]
    assert card.goers[0].minutes is not None
    assert card.goers[1].minutes is not None
    assert card.goers[0].minutes < card.goers[1].minutes
    assert card.goers[2].note == "home not known"
    assert content.place_card(studio, NOWHERE).sentence == "Outside of every zone: nobody goes there."
    alone = replace(studio, zones=studio.zones[2:])
    assert content.place_card(alone, HERE, "1 Elm St").sentence == "Nobody covers it."
    off = replace(studio, settings=replace(studio.settings, zones_enabled=False))
    assert all(goer.covers for goer in content.place_card(off, NOWHERE).goers)


def test_the_map_shows_what_is_looked_at(studio: Studio) -> None:
    areas = {area.id: area for area in areas_of(studio, Looked(person="bo"))}
    assert (areas["west"].emphasised, areas["east"].emphasised, areas["wide"].dimmed) == (True, True, True)
    assert areas["wide"].note == "covered by nobody"
    assert [area.id for area in areas_of(studio, Looked(zone="west", editing="west"))] == ["east", "wide"]
    layers = layers_of(studio, Looked(place=content.place_card(studio, HERE)))
    assert [drive.label for drive in layers.drives] == [
        words.minutes(goer.minutes, ENGLISH) for goer in content.place_card(studio, HERE).goers if goer.covers
    ]
    assert {pin.id for pin in layers.pins} == {"home ana", "home bo", "place"}
    assert [pin.id for pin in layers_of(studio, Looked(person="cy")).pins] == []


def test_cards_tick_everybody_and_every_zone(studio: Studio) -> None:
    zone, who = content.zone_card(studio, "west"), content.person_card(studio, "bo")
    assert zone is not None
    assert who is not None
    assert [(tick.key, tick.covers) for tick in zone.ticks] == [("ana", True), ("bo", True), ("cy", False)]
    assert [(tick.key, tick.covers) for tick in who.ticks] == [
        ("west", True),
        ("east", True),
        ("wide", False),
    ]
    assert zone.facts.endswith("sq mi · 4 corners")
    assert "km²" in (content.zone_card(studio, "west", metric=True) or zone).facts
    assert content.zone_card(studio, "gone") is None
    assert content.person_card(studio, "gone") is None
    table = content.matrix(studio)
    assert table.has == {("ana", "west"), ("bo", "west"), ("bo", "east")}
    assert table.nobody("wide")
    everything = shown(table)
    assert cell_words(table, everything, 0, 0) == "Ana, West: covers it"
    assert cell_words(table, everything, 0, 2) == "Ana, Wide: doesn’t cover it; nobody does"


def test_a_file_is_taken_as_it_is_ticked(studio: Studio) -> None:
    shape = Shape(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)))
    rows = (
        ZoneRow("West", "1", shape, same="west"),
        ZoneRow("New one", "2", shape),
        ZoneRow("Bad", "3", None, problem="crosses or touches itself near 1, 2"),
    )
    state = Importing.of("a.kml", ZonesPreview(rows, ("A point was left out.",)))
    assert [offer.note for offer in state.offers] == [
        "Replaces the shape of the zone",
        "New",
        "Can’t be taken: it crosses or touches itself near 1, 2.",
    ]
    assert (state.count, state.button_words) == (2, "Import 2 zones")
    assert state.command(studio.setup).replace == {"west"}
    both = state.turned(0)
    assert both.offers[0].note == "Comes in beside the zone of this name"
    assert both.command(studio.setup).replace == frozenset()
    less = state.toggled(0)
    assert (less.button_words, less.offers[0].note, less.offers[0].other_way) == (
        "Import 1 zone",
        "Left out",
        "",
    )
    assert [row.name for row in less.command(studio.setup).rows] == ["New one"]
    assert state.toggled(2) == state
    assert state.turned(1) == state


@pytest.mark.parametrize(
    "line, where",
    [
        (((0, 0), (1, 0), (1, 1)), None),
        (((0, 0), (2, 0), (2, 1), (1, -1)), (1.5, 0)),
        (((0, 0), (2, 0), (1, 0)), (1, 0)),
        (((0, 0), (1, 0), (1, 1), (0, 1)), None),
        (((0, 0), (2, 0), (2, 2), (1, 0)), (1, 0)),
    ],
)
def test_a_line_that_crosses_itself_says_where(
    line: tuple[tuple[float, float], ...], where: tuple[float, float] | None
) -> None:
    found = line_crossing(line)
    assert found == (pytest.approx(where) if where else None)
