"""Zones as KML (OGC 07-147r2) and KMZ, read and written: from Google My Maps, Google Earth, QGIS and this program.

These are XML files from outside. `defusedxml` refuses entities, which could grow to gigabytes or read files; nothing that
a file links to is fetched; a compressed one is not unpacked beyond the limit.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET  # for writing; reading is defusedxml's
from xml.parsers.expat import errors

import defusedxml
from defusedxml.ElementTree import ParseError, fromstring

from studio_app.domain.zone import Ring, Zone
from studio_app.engine.zone_shapes import Point, Shape, normal
from studio_app.errors import BadInput
from studio_app.exchange.containers import within
from studio_app.exchange.wording import quoted
from studio_app.exchange.zone_file import LARGEST, Gathering, ZoneFile, colour_at, corner_of, name_among

NAMESPACE = "http://www.opengis.net/kml/2.2"
_ZIP = b"PK\x03\x04"
_LINES = frozenset({"LineString", "Track", "MultiTrack"})
_HEX = re.compile(r"#?([0-9a-fA-F]{8})")
_PREFIX, _DECLARED = re.compile(rb"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]"), re.compile(rb"xmlns:([\w.-]+)\s*=")
_FIRST_TAG = re.compile(rb"<[A-Za-z_][\w:.-]*")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't say."""


def read_kml(content: bytes) -> ZoneFile:
    """The areas of a KML or KMZ file.

    Raises:
        BadInput: it is none, is too large, or holds entities.
    """
    if len(content) > LARGEST:
        raise BadInput("", f"is larger than {LARGEST // 1024 // 1024} MB")
    root = _root(_unpacked(content) if content.startswith(_ZIP) else content)
    gathering = Gathering()
    colours = _colours(root)
    marks = [root] if _local(root) == "Placemark" else _named(root, "Placemark")
    for place, mark in enumerate(marks, start=1):
        _read_mark(gathering, place, mark, colours)
    if next(_named(root, "NetworkLink"), None) is not None:
        gathering.warn("The file links to another one, which was not fetched. Save the map itself instead.")
    return gathering.file()


def _unpacked(content: bytes) -> bytes:
    """The map within a KMZ file: `doc.kml`, or the first one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if name.lower().endswith(".kml")]
            if not names:
                raise BadInput("", "is a packed file without a map (no .kml) in it")
            name = next((name for name in names if name.lower() == "doc.kml"), names[0])
            with packed.open(name) as inner:
                found = inner.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        raise BadInput("", "is a packed file that can't be unpacked") from None
    if len(found) > LARGEST:
        raise BadInput("", f"is larger than {LARGEST // 1024 // 1024} MB when it is unpacked")
    return found


def _root(content: bytes) -> ET.Element:
    try:
        root = _parsed(content.lstrip())
    except ParseError as problem:
        line, column = problem.position
        raise BadInput("", f"is not KML: line {line}, column {column + 1} can't be read as XML") from None
    except defusedxml.DefusedXmlException:
        raise BadInput("", "holds XML entities, which no map needs. It was not read") from None
    except (ValueError, LookupError):
        raise BadInput("", "is not KML: its encoding is not known") from None
    kind = _local(root)
    if kind not in {"kml", "Document", "Folder", "Placemark"}:
        raise BadInput("", f"is not KML: it is a file of the kind {quoted(kind)}")
    return root


def _parsed(content: bytes) -> ET.Element:
    """The file as XML. Prefixes that it uses and doesn't declare, such as `gx:`, are declared: other programs forgive them
    too, and so many files have them."""
    try:
        root: ET.Element = fromstring(content)
    except ParseError as problem:
        if problem.code != errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]:
            raise
        names = {name.decode() for name in _PREFIX.findall(content)} - {"xml", "xmlns"}
        names -= {name.decode() for name in _DECLARED.findall(content)}
        said = "".join(f' xmlns:{name}="{name}"' for name in sorted(names))
        root = fromstring(_FIRST_TAG.sub(lambda tag: tag[0] + said.encode(), content, count=1))
    return root


def _local(element: ET.Element) -> str:
    """The name of an element without its namespace: every version has its own."""
    return element.tag.rpartition("}")[2]


def _named(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """All elements of those names within one, in the order of the file. What lies within a found one is not looked at
    again, so that a file in which they lie in each other thousands deep is read once and not thousands of times."""
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        if _local(inner) in names:
            yield inner
        else:
            waiting += reversed(inner)


def _child(element: ET.Element, name: str) -> ET.Element | None:
    return next((inner for inner in element if _local(inner) == name), None)


def _text(element: ET.Element | None, name: str) -> str:
    found = None if element is None else _child(element, name)
    return (found.text or "").strip() if found is not None else ""


# ---------------------------------------------------------------- styles


def _colours(root: ET.Element) -> Mapping[str, str]:
    """The colours of shared styles, by id; those of pairs for normal and pointed at by the normal one's."""
    found: dict[str, str] = {}
    for style in _named(root, "Style"):
        colour = _style_colour(style)
        if style.get("id") and colour:
            found[str(style.get("id"))] = colour
    for cascading in _named(root, "CascadingStyle"):  # Google Earth on the web
        inner = _child(cascading, "Style")
        colour = None if inner is None else _style_colour(inner)
        key = next((value for name, value in cascading.attrib.items() if name.endswith("}id")), "")
        if key and colour:
            found[key] = colour
    for pairs in _named(root, "StyleMap"):
        normal_pair = next((pair for pair in _named(pairs, "Pair") if _text(pair, "key") == "normal"), None)
        if pairs.get("id") and normal_pair is not None:
            inline = _child(normal_pair, "Style")
            colour = found.get(_fragment(_text(normal_pair, "styleUrl")))
            colour = (None if inline is None else _style_colour(inline)) or colour
            if colour:
                found[str(pairs.get("id"))] = colour
    return found


def _fragment(url: str) -> str:
    return url.rpartition("#")[2]


def _style_colour(style: ET.Element) -> str | None:
    """`#rrggbb` of an area's colour, else of its line's; a file has them as `aabbggrr`."""
    for part in ("PolyStyle", "LineStyle"):
        found = _HEX.fullmatch(_text(_child(style, part), "color"))
        if found:
            _, blue, green, red = (found[1][at : at + 2] for at in (0, 2, 4, 6))
            return f"#{red}{green}{blue}".lower()
    return None


# ---------------------------------------------------------------- areas


def _read_mark(gathering: Gathering, place: int, mark: ET.Element, colours: Mapping[str, str]) -> None:
    name, where = _text(mark, "name") or name_among(dict(_data(mark))), f"placemark {place}"
    inline = _child(mark, "Style")
    colour = (None if inline is None else _style_colour(inline)) or colours.get(
        _fragment(_text(mark, "styleUrl"))
    )
    for area in _named(mark, "Polygon"):
        try:
            rings = list(_rings(area))
        except BadInput as problem:
            gathering.refuse(name, where, str(problem))
        else:
            gathering.add(name, colour, where, rings)
    for _ in _named(mark, "Point"):
        gathering.ignore("point")
    for _ in _named(mark, *_LINES):
        gathering.ignore("line")


def _data(mark: ET.Element) -> Iterator[tuple[str, str]]:
    """What a program with a table keeps of an area: QGIS and its like have the name among it."""
    for value in _named(mark, "SimpleData", "Data"):
        text = (value.text or "").strip() or _text(value, "value")
        yield value.get("name") or "", text


def _rings(area: ET.Element) -> Iterator[list[Point]]:
    outer = _child(area, "outerBoundaryIs")
    if outer is None:
        raise BadInput("", "has no border (outerBoundaryIs)")
    yield _ring("border", outer)
    for place, inner in enumerate(_named(area, "innerBoundaryIs"), start=1):
        # Some programs put all holes into one.
        for ring in _named(inner, "LinearRing"):
            yield _ring(f"hole {place}", ring)


def _ring(what: str, border: ET.Element) -> list[Point]:
    written = next(_named(border, "coordinates"), None)
    if written is None:
        raise BadInput(what, "has no coordinates")
    ring: list[Point] = []
    # Blanks part corners. Behind a comma they don't: some programs write them there too.
    for corner in re.sub(r"\s*,\s*", ",", written.text or "").split():
        try:
            ring.append(corner_of([_number(part) for part in corner.split(",")[:2]]))
        except BadInput as problem:
            raise within(f"{what}, corner {len(ring) + 1}", problem) from None
    return ring


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


# ---------------------------------------------------------------- writing


def write_kml(zones: Sequence[Zone], palette: Sequence[str]) -> str:
    """Zones as the text of a KML file.

    Args:
        zones: In the order of the studio; a zone without a colour of its own has that of its place.
        palette: `#rrggbb`, at least one.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _leaf(document, "name", "Zones")
    for number, colour in enumerate(palette):
        _write_style(document, number, colour)
    for place, zone in enumerate(zones):
        number = palette.index(colour_at(zone.colour, place, palette))
        _write_zone(document, zone, number)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _leaf(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NO_XML.sub(" ", text)


def _write_style(document: ET.Element, number: int, colour: str) -> None:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    style = ET.SubElement(document, "Style", id=f"colour-{number}")
    line, area = ET.SubElement(style, "LineStyle"), ET.SubElement(style, "PolyStyle")
    _leaf(line, "color", f"ff{blue}{green}{red}".lower())
    _leaf(line, "width", "2")
    _leaf(area, "color", f"40{blue}{green}{red}".lower())


def _write_zone(document: ET.Element, zone: Zone, number: int) -> None:
    mark = ET.SubElement(document, "Placemark")
    _leaf(mark, "name", zone.name)
    _leaf(mark, "styleUrl", f"#colour-{number}")
    area = ET.SubElement(mark, "Polygon")
    shape = normal(Shape.of(zone))
    for name, ring in (("outerBoundaryIs", shape.ring), *(("innerBoundaryIs", hole) for hole in shape.holes)):
        border = ET.SubElement(ET.SubElement(area, name), "LinearRing")
        _leaf(border, "coordinates", _coordinates(ring))


def _coordinates(ring: Ring) -> str:
    return " ".join(f"{_plain(lon)},{_plain(lat)}" for lon, lat in (*ring, ring[0]))


def _plain(degrees: float) -> str:
    """All digits, never with an exponent."""
    return format(Decimal(repr(degrees)), "f")
