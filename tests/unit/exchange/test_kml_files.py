"""KML and KMZ as other programs write them, read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from studio_app.domain.zone import Ring
from studio_app.engine.zone_shapes import Shape, normal
from studio_app.errors import BadInput
from studio_app.exchange.kml import read_kml
from studio_app.exchange.zone_file import LARGEST, ZoneFile

DATA = Path(__file__).parent / "data"
BOX: Ring = ((-71.2, 42.3), (-71.1, 42.3), (-71.1, 42.4), (-71.2, 42.4))


def names(found: ZoneFile) -> list[str]:
    return [zone.name for zone in found.zones]


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
