"""GeoJSON and KML as other programs write them, read; and what this program writes, read again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.zone import Ring, Zone
from studio_app.engine.zone_shapes import Shape, contains, normal
from studio_app.errors import BadInput
from studio_app.exchange.geo_json import read_geo_json, write_geo_json
from studio_app.exchange.kml import read_kml, write_kml
from studio_app.exchange.zone_file import LARGEST, PLENTY, ZoneFile, nearest_colour
from tests.support.random_shapes import shapes

DATA = Path(__file__).parent / "data"
PALETTE = ("#3b6fb6", "#a4592f", "#7a4ea3", "#1f7a74")
BOX: Ring = ((-71.2, 42.3), (-71.1, 42.3), (-71.1, 42.4), (-71.2, 42.4))


def names(found: ZoneFile) -> list[str]:
    return [zone.name for zone in found.zones]


def closed(ring: Ring) -> list[list[float]]:
    return [list(corner) for corner in (*ring, ring[0])]


def geo_json(raw: object) -> ZoneFile:
    return read_geo_json(json.dumps(raw).encode())


def polygon(*rings: Ring, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [closed(ring) for ring in rings]},
    }


def collection(*features: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


# ---------------------------------------------------------------- GeoJSON of other programs


def test_geojson_io() -> None:
    found = read_geo_json((DATA / "geojson_io.geojson").read_bytes())
    assert names(found) == ["Brookline & Brighton", ""]
    first, second = found.zones
    assert first.shape is not None
    assert len(first.shape.ring) == 4
    assert not contains(first.shape, (-71.13, 42.34))
    assert first.colour == "#3b6fb6"
    assert second.colour is None
    assert found.warnings == ("One point was left out: a zone is an area.",)


def test_qgis() -> None:
    found = read_geo_json((DATA / "qgis.geojson").read_bytes())
    assert names(found) == ["BROOKLINE", "HINGHAM", "HINGHAM 2"]
    assert [len(zone.shape.holes) for zone in found.zones if zone.shape] == [0, 1, 0]
    assert found.zones[0].where == "features[0]"
    assert found.warnings == ()


@pytest.mark.parametrize(
    "raw",
    [
        polygon(BOX),
        polygon(BOX)["geometry"],
        {"type": "MultiPolygon", "coordinates": [[closed(BOX)]]},
        {"type": "Polygon", "coordinates": [[list(corner) for corner in BOX]]},
        {"type": "GeometryCollection", "geometries": [polygon(BOX)["geometry"]]},
        collection(polygon(BOX)) | {"crs": None},
        collection(polygon(BOX)) | {"crs": {"type": "name", "properties": {"name": "EPSG:4326"}}},
        collection(polygon(BOX))
        | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}},
    ],
)
def test_all_that_is_geo_json_is_taken(raw: object) -> None:
    (zone,) = geo_json(raw).zones
    assert zone.shape == Shape(BOX)


@pytest.mark.parametrize(
    "properties, name",
    [
        ({"NAME": "Suffolk", "GEOID": "25025"}, "Suffolk"),
        ({"ZCTA5CE20": "02446", "AFFGEOID20": "860"}, "02446"),
        ({"title": " Two\nlines\t"}, "Two lines"),
        ({"name": None, "description": "North"}, "North"),
        ({"name": 7}, "7"),
        ({"name": True}, ""),
        ({"name": "<b>Bold</b> =1+1"}, "<b>Bold</b> =1+1"),
        ({"name": "x" * 5000}, "x" * 200),
        ({"Zone Name": "North"}, "North"),
        ({"fid": 3, "stroke": "black", "Region": "North Shore", "Remark": "far"}, "North Shore"),
        ({"marker-symbol": "bus", "fill": "#fff", "site": "https://a.test", "day": "2026-01-02"}, ""),
    ],
)
def test_names_come_from_where_programs_keep_them(properties: dict[str, Any], name: str) -> None:
    assert names(geo_json(collection(polygon(BOX, **properties)))) == [name]


def test_the_id_is_better_than_no_name() -> None:
    assert names(geo_json(polygon(BOX) | {"id": "north"})) == ["north"]


def across(lon: float) -> ZoneFile:
    """What is read of a square half a degree to both sides of the 180th meridian, with a hole at its east."""
    west, near, end = 179.5, lon + 0.1, lon + 0.2
    border = ((west, -17.0), (lon + 0.5, -17.0), (lon + 0.5, -16.0), (west, -16.0))
    hole = ((near, -16.6), (end, -16.6), (end, -16.4), (near, -16.4))
    return geo_json(polygon(border, hole, name="Fiji"))


@pytest.mark.parametrize("lon", [-180.0, 180.0])
def test_an_area_on_both_sides_of_the_180th_meridian_is_cut_there(lon: float) -> None:
    found = across(lon)
    assert names(found) == ["Fiji", "Fiji 2"]
    west, east = (zone.shape for zone in found.zones)
    assert west is not None
    assert east is not None
    for shape, inside in ((west, (179.7, -16.5)), (east, (-179.6, -16.5))):
        assert contains(shape, inside)
        assert not contains(shape, (0.0, -16.5)), "not the whole earth between"
    assert not contains(east, (-179.85, -16.5)), "the hole"


def test_longitudes_that_are_counted_to_the_east_only_are_taken() -> None:
    (zone,) = geo_json(polygon(tuple((lon + 360, lat) for lon, lat in BOX))).zones
    assert zone.shape is not None
    assert contains(zone.shape, (-71.15, 42.35))


# ---------------------------------------------------------------- what is wrong in a file


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "is empty"),
        (b"{", "is not JSON: line 1, column 2"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"[]", "is a list, not GeoJSON"),
        (b"{}", "is not GeoJSON: it has no type"),
        (b'{"type": "Banana"}', 'is not GeoJSON: its type is "Banana"'),
        (b'{"type": "Topology", "arcs": []}', "is TopoJSON. Save it as GeoJSON instead"),
        (b'{"format": "studio-desk/1", "studio": {}}', "is a studio file"),
        (b'{"geometryType": "esriGeometryPolygon", "features": []}', "is Esri JSON"),
        (b'{"type": "FeatureCollection"}', "features: is missing"),
        (b'{"type": "FeatureCollection", "features": 3}', "features: is a number, not a list"),
        (
            b'{"type": "FeatureCollection", "features": [], "crs": {"properties": {"name": "EPSG::26986"}}}',
            'crs: "EPSG::26986" is not in degrees. Save the file in WGS 84 (EPSG:4326) instead',
        ),
        (b'{"type": "Polygon", "coordinates": ' + b"[" * 100_000, "is nested too deep"),
        (b" " * (LARGEST + 1), "is larger than 10 MB"),
    ],
)
def test_what_is_no_geo_json_is_told(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_geo_json(content)
    assert str(raised.value).startswith(sentence)


BOW_TIE: Ring = ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0))


@pytest.mark.parametrize(
    "feature, problem",
    [
        (3, "is a number, not an object"),
        ({"type": "Feature", "geometry": 3}, "has no geometry"),
        ({"type": "Feature", "geometry": {"type": "Circle"}}, '"Circle" is no kind of geometry'),
        ({"type": "Feature", "geometry": {"type": "Polygon"}}, "coordinates: is null, not a list of rings"),
        (
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, "x"]]]}},
            "coordinates[0][1]: is no corner: longitude and latitude are numbers",
        ),
        (
            {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[[[42.3, -171]]]]}},
            "coordinates[0][0][0]: has the latitude -171, which is not from -90 to 90 (longitude comes first)",
        ),
        (
            {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1]]]}},
            "coordinates[0][1]: is no corner: it has no longitude and latitude",
        ),
        (
            polygon(((-7926e3, 52e5), (-7920e3, 52e5), (-7920e3, 53e5))),
            "coordinates[0][0]: is no corner in degrees",
        ),
        (polygon(((0.0, 0.0), (1.0, 1.0))), "needs three corners or more"),
        (polygon(BOW_TIE), "crosses or touches itself near 0.5, 0.5"),
        (polygon(BOX, ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))), "is not a simple polygon"),
        (polygon(((0.0, 0.0), (1.0, 1.0), (2.0, 2.0))), "crosses or touches itself"),
    ],
)
def test_one_bad_area_does_not_keep_the_others_out(feature: object, problem: str) -> None:
    found = geo_json(collection(polygon(BOX, name="Good"), feature, polygon(BOX, name="Good too")))
    good, bad, good_too = found.zones
    assert (good.name, good_too.name) == ("Good", "Good too")
    assert good.shape == good_too.shape == Shape(BOX)
    assert bad.shape is None
    assert bad.where == "features[1]"
    assert bad.problem.startswith(problem) or "not inside" in bad.problem


def test_an_area_without_any_ring_is_none() -> None:
    assert geo_json({"type": "Polygon", "coordinates": []}).zones == ()


def test_too_many_areas_are_refused() -> None:
    with pytest.raises(BadInput, match="more than 2,000 areas"):
        geo_json(collection(*[polygon(BOX)] * 2001))


def test_a_hole_that_touches_the_border_is_a_bay() -> None:
    touching: Ring = ((-71.2, 42.35), (-71.15, 42.33), (-71.15, 42.37))
    (zone,) = geo_json(polygon(BOX, touching)).zones
    assert zone.shape is not None
    assert zone.shape.holes == ()
    assert not contains(zone.shape, (-71.16, 42.35))


def wobbly(corners: int) -> Ring:
    turns = (2 * math.pi * corner / corners for corner in range(corners))
    return tuple((-71 + 0.1 * math.cos(turn), 42 + 0.1 * math.sin(turn)) for turn in turns)


def test_a_border_with_very_many_corners_is_made_coarser_and_that_is_told() -> None:
    found = geo_json(polygon(wobbly(20_000), name="Coast"))
    (zone,) = found.zones
    assert zone.shape is not None
    assert len(zone.shape.ring) <= PLENTY
    assert contains(zone.shape, (-71.0, 42.0999))
    (warning,) = found.warnings
    assert warning.startswith("Coast was drawn with 20,000 corners. The ")
    assert warning.endswith("that are kept are at most 2 m off.")


def test_a_border_with_far_too_many_corners_is_refused() -> None:
    (zone,) = geo_json(polygon(wobbly(100_001))).zones
    assert zone.problem == "has 100,001 corners; more than 100,000 are too many"


def test_an_area_with_far_too_many_holes_is_refused() -> None:
    hole: Ring = ((-71.15, 42.35), (-71.14, 42.35), (-71.14, 42.36))
    (zone,) = geo_json(polygon(BOX, *[hole] * 101)).zones
    assert zone.problem == "has 101 holes; more than 100 are too many"


# ---------------------------------------------------------------- there and back

Write = Callable[[list[Zone], tuple[str, ...]], str]
Read = Callable[[bytes], ZoneFile]
FORMATS = pytest.mark.parametrize(
    "write, read", [(write_geo_json, read_geo_json), (write_kml, read_kml)], ids=["geojson", "kml"]
)


@FORMATS
@given(st.lists(st.tuples(st.text(min_size=1), shapes()), min_size=1, max_size=4))
def test_what_is_written_is_read_again(write: Write, read: Read, drawn: list[tuple[str, Shape]]) -> None:
    zones = [shape.put_into(Zone(str(place), name, ())) for place, (name, shape) in enumerate(drawn)]
    found = read(write(zones, PALETTE).encode("utf-8", "replace"))
    assert [zone.shape for zone in found.zones] == [normal(shape) for _, shape in drawn]
    assert [zone.colour for zone in found.zones] == list(PALETTE[: len(drawn)])
    assert found.warnings == ()


@FORMATS
@pytest.mark.parametrize(
    "name", ["Brookline & <Brighton>", '"Quoted"', "=1+1", "Łódź 東京 🏠", "]]>", "a;b|c"]
)
def test_names_come_back_as_they_were(write: Write, read: Read, name: str) -> None:
    assert names(read(write([Zone("z", name, BOX)], PALETTE).encode())) == [name]


@FORMATS
def test_very_small_and_very_exact_degrees_come_back(write: Write, read: Read) -> None:
    zone = Zone("z", "Tiny", ((1e-7, 0.0), (0.1 + 0.2, 1e-9), (0.0, 1 / 3)))
    (found,) = read(write([zone], PALETTE).encode()).zones
    assert found.shape == Shape(zone.ring)


@FORMATS
def test_a_zone_keeps_its_own_colour(write: Write, read: Read) -> None:
    (found,) = read(write([Zone("z", "Zone", BOX, (), 6)], PALETTE).encode()).zones
    assert nearest_colour(found.colour, PALETTE) == 6 % len(PALETTE)
