"""Zones come from files of other programs in one step that can be taken back, and go out to them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studio_app import exchange
from studio_app.actions.changing_setup import change_setup
from studio_app.actions.export_zones import ZoneFormat, export_zones
from studio_app.actions.import_zones import (
    ImportZones,
    Standing,
    ZonesPreview,
    free_name,
    import_zones,
    preview_zones,
    zones_content,
)
from studio_app.domain.setup import Setup, difference
from studio_app.domain.zone import Ring, Zone
from studio_app.errors import BadInput, KnownError, StaleVersion
from studio_app.exchange.zone_file import LARGEST
from tests.unit.actions.conftest import Desk

PALETTE = ("#3b6fb6", "#a4592f", "#7a4ea3", "#1f7a74")
WEST: Ring = ((-71.2, 42.3), (-71.1, 42.3), (-71.1, 42.4), (-71.2, 42.4))
EAST: Ring = ((-71.0, 42.3), (-70.9, 42.3), (-70.9, 42.4), (-71.0, 42.4))
ROOM: Ring = ((-71.16, 42.34), (-71.14, 42.36), (-71.14, 42.34))
BOW_TIE: Ring = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))


def feature(name: str, *rings: Ring, **properties: Any) -> dict[str, Any]:
    coordinates = [[*ring, ring[0]] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"name": name, **properties},
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def file_of(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def preview(
    *features: dict[str, Any], zones: tuple[Zone, ...] = (), name: str = "towns.geojson"
) -> ZonesPreview:
    return preview_zones(zones, file_of(*features), name, PALETTE)


def stored(desk: Desk) -> Setup:
    with desk.store.writing() as writing:
        return writing.setup()


def whole_file(desk: Desk) -> str:
    with desk.store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio()))


def given(desk: Desk, *zones: Zone) -> Setup:
    before = stored(desk)
    people = tuple(replace(each, zones=frozenset(zone.id for zone in zones)) for each in before.photographers)
    wanted = difference(before, replace(before, zones=zones, photographers=people))
    change_setup(desk.store, desk.now, "Kim", wanted, did="drew zones", name="zones")
    return stored(desk)


# ---------------------------------------------------------------- looking


def test_what_a_file_would_bring() -> None:
    own = (Zone("w", "west  side", WEST),)
    found = preview(
        feature("West Side", WEST, fill="#0288d1"),
        feature("East", EAST),
        feature("Odd", BOW_TIE),
        zones=own,
    )
    assert [(row.name, row.standing, row.same, row.colour) for row in found.rows] == [
        ("West Side", Standing.SAME_NAME, "w", 0),
        ("East", Standing.NEW, None, None),
        ("Odd", Standing.REFUSED, None, None),
    ]
    assert found.rows[2].problem == "crosses or touches itself near 0.5, 0.5"


def test_areas_without_names_and_namesakes_get_names() -> None:
    found = preview(feature("", WEST), feature("", EAST), feature("East", WEST), feature("EAST", EAST))
    assert [row.name for row in found.rows] == ["towns", "towns 2", "East", "EAST 2"]


@pytest.mark.parametrize("content", [b"", b"{}", b"<gpx/>", b"PK\x03\x04", file_of(), b"\x00\x01"])
def test_a_file_that_is_none_is_told_by_its_name(content: bytes) -> None:
    with pytest.raises(BadInput) as raised:
        preview_zones((), content, "folder/odd\nname.kml", PALETTE)
    assert str(raised.value).startswith("odd\\nname.kml: ")


def test_a_file_of_points_says_so() -> None:
    point = {"type": "Point", "coordinates": [0, 0]}
    with pytest.raises(BadInput, match=r"holds no areas. One point was left out: a zone is an area."):
        preview_zones((), json.dumps(point).encode(), "a.json", PALETTE)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="is not a file"):
        zones_content(tmp_path)
    with pytest.raises(KnownError, match="is not a file"):
        zones_content(tmp_path / "gone.kml")
    large = tmp_path / "large.kml"
    large.write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(KnownError, match="larger than 10 MB"):
        zones_content(large)
    large.write_bytes(b"<kml/>")
    assert zones_content(large) == b"<kml/>"


# ---------------------------------------------------------------- taking


def test_an_import_is_one_step_and_taken_back_whole(desk: Desk) -> None:
    before = whole_file(desk)
    rows = preview(feature("West", WEST, ROOM), feature("East", EAST), feature("Odd", BOW_TIE)).rows
    done = import_zones(desk.store, desk.now, "Kim", ImportZones(stored(desk), rows))
    assert done.say == "Imported 2 zones."
    west, east = stored(desk).zones
    assert (west.name, west.holes, east.name) == ("West", (ROOM,), "East")
    assert done.undo
    undone = done.undo.run(desk.store, desk.now, "Kim")
    assert undone.say == "Undone: import of 2 zones."
    assert whole_file(desk) == before


def test_a_chosen_namesake_gets_the_new_area_and_keeps_who_covers_it(desk: Desk) -> None:
    setup = given(desk, Zone("a", "West", EAST, (), 2), Zone("b", "East", EAST))
    rows = preview(feature("West", WEST, fill="#0f9d58"), feature("East", WEST), zones=setup.zones).rows
    import_zones(desk.store, desk.now, "Kim", ImportZones(setup, rows, frozenset({"a"})))
    west, east, second = stored(desk).zones
    assert (west.id, west.ring, west.colour) == ("a", WEST, 3)
    assert (east.id, east.ring) == ("b", EAST)
    assert (second.name, second.ring) == ("East 2", WEST)
    assert all(each.zones == {"a", "b"} for each in stored(desk).photographers)


def test_nothing_chosen_is_nothing_done(desk: Desk) -> None:
    done = import_zones(desk.store, desk.now, "Kim", ImportZones(stored(desk), ()))
    assert (done.say, done.undo) == ("Nothing was changed.", None)


def test_a_zone_that_was_changed_meanwhile_is_not_replaced(desk: Desk) -> None:
    setup = given(desk, Zone("a", "West", EAST))
    given(desk, Zone("a", "West", ROOM))
    rows = preview(feature("West", WEST), zones=setup.zones).rows
    with pytest.raises(StaleVersion, match="The zone was changed elsewhere"):
        import_zones(desk.store, desk.now, "Kim", ImportZones(setup, rows, frozenset({"a"})))
    assert stored(desk).zones[0].ring == ROOM


def test_a_free_name_is_found_whatever_its_case() -> None:
    assert free_name("East", {"east", "east 2"}) == "East 3"


# ---------------------------------------------------------------- giving


@pytest.mark.parametrize("form", list(ZoneFormat))
def test_what_goes_out_comes_in_again(form: ZoneFormat) -> None:
    zones = (Zone("a", "West & Co", WEST, (ROOM,)), Zone("b", "=East", EAST, (), 3))
    content = export_zones(zones, form, PALETTE)
    rows = preview_zones(zones, content, f"zones.{form}", PALETTE).rows
    wide = content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert preview_zones(zones, wide, f"zones.{form}", PALETTE).rows == rows, "as Windows writes it"
    assert [(row.name, row.same, row.colour) for row in rows] == [("West & Co", "a", 0), ("=East", "b", 3)]
    assert [row.shape.put_into(zone) for row, zone in zip(rows, zones, strict=True) if row.shape] == list(
        zones
    )


def test_chosen_zones_go_out_in_the_colours_they_have_on_the_map() -> None:
    zones = (Zone("a", "West", WEST), Zone("b", "East", EAST))
    (only,) = json.loads(export_zones(zones, ZoneFormat.GEO_JSON, PALETTE, frozenset({"b"})))["features"]
    assert only["properties"] == {
        "name": "East",
        "fill": PALETTE[1],
        "fill-opacity": 0.25,
        "stroke": PALETTE[1],
    }
