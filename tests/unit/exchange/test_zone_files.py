"""GeoJSON and KML as other programs write them, read; and what this program writes, read again."""

from __future__ import annotations

import io
import json
import math
import zipfile
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


# ---------------------------------------------------------------- KML of other programs


def test_my_maps() -> None:
    found = read_kml((DATA / "my_maps.kml").read_bytes())
    assert names(found) == ["West of the river", "Two islands", "Two islands 2"]
    west = found.zones[0]
    assert west.shape == normal(Shape(BOX, (((-71.16, 42.34), (-71.14, 42.34), (-71.14, 42.36)),)))
    assert west.colour == "#0288d1"
    assert found.zones[1].colour is None
    assert found.zones[2].where == "placemark 3"
    assert found.warnings == (
        "One point was left out: a zone is an area.",
        "One line was left out: a zone is an area.",
    )


def test_google_earth() -> None:
    (zone,) = read_kml((DATA / "google_earth.kml").read_bytes()).zones
    assert zone.name == "Cape <b>Ann</b>"
    assert zone.colour == "#1f7a6c"
    assert zone.shape is not None
    assert zone.shape.ring == ((-70.75, 42.55), (-70.55, 42.55), (-70.6, 42.7))
    assert len(zone.shape.holes) == 2


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as kmz:
        for name, content in files.items():
            kmz.writestr(name.replace("_", "."), content)
    return buffer.getvalue()


def test_a_packed_map_is_unpacked() -> None:
    earth = (DATA / "google_earth.kml").read_bytes()
    assert read_kml(packed(other_kml=b"<kml/>", doc_kml=earth)) == read_kml(earth)
    assert read_kml(packed(icon_png=b"", map_kml=earth)) == read_kml(earth)


def kml(inner: str) -> bytes:
    return f'<kml xmlns="http://earth.google.com/kml/2.0"><Placemark>{inner}</Placemark></kml>'.encode()


def ring(coordinates: str, kind: str = "outerBoundaryIs") -> str:
    return f"<{kind}><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></{kind}>"


BOMB = b"""<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><kml><name>&b;</name></kml>"""
THIEF = b"""<!DOCTYPE kml [<!ENTITY f SYSTEM "file:///etc/passwd">]><kml><name>&f;</name></kml>"""


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "is not KML: line 1, column 1"),
        (b"<kml>", "is not KML: line 1, column 6"),
        (b"<gpx/>", 'is not KML: it is a file of the kind "gpx"'),
        (b'<?xml version="1.0" encoding="klingon"?><kml/>', "is not KML: "),
        (BOMB, "holds XML entities"),
        (THIEF, "holds XML entities"),
        (b"PK\x03\x04 no zip", "is a packed file that can't be unpacked"),
        (packed(readme_txt=b""), "is a packed file without a map"),
        (packed(doc_kml=b" " * (LARGEST + 1)), "is larger than 10 MB when it is unpacked"),
        (b" " * (LARGEST + 1), "is larger than 10 MB"),
    ],
)
def test_what_is_no_kml_is_told(content: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_kml(content)
    assert str(raised.value).startswith(sentence)


@pytest.mark.parametrize(
    "area, problem",
    [
        ("", "has no border"),
        ("<outerBoundaryIs/>", "border: has no coordinates"),
        (ring(""), "needs three corners or more"),
        (ring("1,2 3,x"), "border, corner 2: is no corner: longitude and latitude are numbers"),
        (ring("1,2 3"), "border, corner 2: is no corner: it has no longitude and latitude"),
        (ring("1,2 3,99"), "border, corner 2: has the latitude 99"),
        (ring("0,0 5,0 5,5") + ring("1,inf", "innerBoundaryIs"), "hole 1, corner 1: is no corner"),
        (ring("0,0 1,1 1,0 0,1"), "crosses or touches itself near 0.5, 0.5"),
    ],
)
def test_a_bad_area_is_listed_with_its_place(area: str, problem: str) -> None:
    (zone,) = read_kml(kml(f"<name>Odd</name><Polygon>{area}</Polygon>")).zones
    assert (zone.name, zone.shape, zone.where) == ("Odd", None, "placemark 1")
    assert zone.problem.startswith(problem)


def test_marks_that_lie_in_each_other_are_read_once() -> None:
    deep = 3000
    nested = "<Placemark>" * deep + f"<Polygon>{ring('0,0 5,0 5,5')}</Polygon>" + "</Placemark>" * deep
    assert len(read_kml(f"<kml>{nested}</kml>".encode()).zones) == 1
    inner = "<Polygon>" * deep + ring("0,0 5,0 5,5") + "</Polygon>" * deep
    (zone,) = read_kml(kml(inner)).zones
    assert zone.problem.startswith("has no border")


@pytest.mark.parametrize(
    "data, name",
    [
        (
            '<SchemaData><SimpleData name="fid">3</SimpleData><SimpleData name="zone">A</SimpleData></SchemaData>',
            "A",
        ),
        ('<Data name="Name"><value>B</value></Data>', "B"),
        ('<Data name="Name"/>', ""),
    ],
)
def test_the_name_may_be_among_the_data_of_a_mark(data: str, name: str) -> None:
    area = f"<Polygon>{ring('0,0 5,0 5,5')}</Polygon>"
    assert names(read_kml(kml(f"<ExtendedData>{data}</ExtendedData>{area}"))) == [name]


def test_prefixes_that_nobody_declared_are_forgiven() -> None:
    area = f"<name>A</name><gx:drawOrder>1</gx:drawOrder><Polygon>{ring('0,0 5,0 5,5')}</Polygon>"
    assert names(read_kml(b"\n" + kml(area).replace(b"<Placemark>", b'<Placemark xsi:type="x">'))) == ["A"]
    with pytest.raises(BadInput, match="can't be read as XML"):
        read_kml(kml("<gx:open>" + area))


def test_google_earth_on_the_web() -> None:
    style = (
        '<gx:CascadingStyle kml:id="s1"><Style><PolyStyle><color>402dc0fb</color></PolyStyle></Style>'
        '</gx:CascadingStyle><StyleMap id="s0"><Pair><key>normal</key><styleUrl>#s1</styleUrl></Pair></StyleMap>'
    )
    mark = f"<Placemark><styleUrl>#s0</styleUrl><Polygon>{ring('0,0 5,0 5,5')}</Polygon></Placemark>"
    names_of = 'xmlns:gx="http://www.google.com/kml/ext/2.2" xmlns:kml="http://www.opengis.net/kml/2.2"'
    (zone,) = read_kml(f"<kml {names_of}><Document>{style}{mark}</Document></kml>".encode()).zones
    assert zone.colour == "#fbc02d"


def test_a_mark_may_be_the_whole_file() -> None:
    alone = f"<Placemark><name>Alone</name><Polygon>{ring('0,0 5,0 5,5')}</Polygon></Placemark>"
    assert names(read_kml(alone.encode())) == ["Alone"]


def test_links_are_not_followed() -> None:
    linked = b"<kml><NetworkLink><Link><href>https://example.com/a.kml</href></Link></NetworkLink></kml>"
    assert "was not fetched" in read_kml(linked).warnings[0]


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
