"""Zones as GeoJSON (RFC 7946), read and written: from geojson.io, QGIS, ArcGIS, census tools and this program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Point, Shape, normal
from studio_app.errors import BadInput
from studio_app.exchange.containers import within
from studio_app.exchange.json_text import load_json
from studio_app.exchange.wording import kind_of, quoted
from studio_app.exchange.zone_file import (
    LARGEST,
    Gathering,
    ZoneFile,
    colour_at,
    colour_of,
    corner_of,
    name_among,
)

_COLOURS = ("fill", "fill-color", "color", "colour", "stroke", "marker-color")
"""Those of a colour (simplestyle and its like)."""
_DEGREES = re.compile(r"CRS:?84|EPSG:+(?:[\d.]*:)?(?:4326|4269|4258)\b", re.IGNORECASE)
"""Coordinate systems in degrees that differ by a metre at most: WGS 84, NAD 83, ETRS 89."""
_IGNORED = {"Point": "point", "MultiPoint": "point", "LineString": "line", "MultiLineString": "line"}
_GEOMETRIES = frozenset({*_IGNORED, "Polygon", "MultiPolygon", "GeometryCollection"})

Json = Mapping[str, object]


def read_geo_json(content: bytes) -> ZoneFile:
    """The areas of a GeoJSON file.

    Raises:
        BadInput: it is none, is too large, or is in a coordinate system that is not in degrees.
    """
    if len(content) > LARGEST:
        raise BadInput("", f"is larger than {LARGEST // 1024 // 1024} MB")
    raw = _object(load_json(content))
    _check_kind(raw)
    _check_system(raw.get("crs"))
    gathering = Gathering()
    for where, feature in _features(raw):
        _read_feature(gathering, where, feature)
    return gathering.file()


def _object(raw: object) -> Json:
    if not isinstance(raw, dict):
        raise BadInput("", f"is {kind_of(raw)}, not GeoJSON")
    return raw


def _check_kind(raw: Json) -> None:
    kind = raw.get("type")
    if kind == "Topology":
        raise BadInput("", "is TopoJSON. Save it as GeoJSON instead")
    if raw.get("format") is not None and "studio" in raw:
        raise BadInput("", "is a studio file. Import it as a studio instead")
    if kind is None and ("geometryType" in raw or "rings" in raw):
        raise BadInput("", "is Esri JSON. Save it as GeoJSON instead")
    if kind not in {"FeatureCollection", "Feature", *_GEOMETRIES}:
        said = f"its type is {quoted(kind)}" if isinstance(kind, str) else "it has no type"
        raise BadInput("", f"is not GeoJSON: {said}")


def _check_system(raw: object) -> None:
    """A system of coordinates stands in files from before RFC 7946, QGIS's among them."""
    properties = raw.get("properties") if isinstance(raw, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and not _DEGREES.search(name):
        problem = f"{quoted(name)} is not in degrees. Save the file in WGS 84 (EPSG:4326) instead"
        raise BadInput("crs", problem)


def _features(raw: Json) -> Iterator[tuple[str, object]]:
    if raw["type"] != "FeatureCollection":
        yield "", raw
        return
    features = raw.get("features")
    if not isinstance(features, list):
        raise BadInput(
            "features", "is missing" if features is None else f"is {kind_of(features)}, not a list"
        )
    for place, feature in enumerate(features):
        yield f"features[{place}]", feature


def _read_feature(gathering: Gathering, where: str, raw: object) -> None:
    if not isinstance(raw, dict):
        gathering.refuse("", where, f"is {kind_of(raw)}, not an object")
        return
    properties = raw.get("properties")
    own = properties if isinstance(properties, dict) else {}
    name, colour = _name(own, raw.get("id")), _colour(own)
    if raw.get("type") != "Feature":
        _read_geometry(gathering, name, colour, where, raw)
    elif raw.get("geometry") is not None:
        _read_geometry(gathering, name, colour, where, raw["geometry"])


def _read_geometry(gathering: Gathering, name: str, colour: str | None, where: str, raw: object) -> None:
    waiting = [raw]
    while waiting:
        geometry = waiting.pop()
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if not isinstance(geometry, dict) or kind not in _GEOMETRIES:
            said = f"{quoted(kind)} is no kind of geometry" if isinstance(kind, str) else "has no geometry"
            gathering.refuse(name, where, said)
        elif kind == "GeometryCollection":
            parts = geometry.get("geometries")
            waiting += reversed(parts if isinstance(parts, list) else [None])
        elif kind in _IGNORED:
            gathering.ignore(_IGNORED[kind])
        else:
            _read_areas(gathering, name, colour, where, geometry)


def _read_areas(gathering: Gathering, name: str, colour: str | None, where: str, geometry: Json) -> None:
    coordinates = geometry.get("coordinates")
    areas = coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
    if not isinstance(areas, list):
        gathering.refuse(name, where, "coordinates: is no list of areas")
        return
    for place, area in enumerate(areas):
        step = f"coordinates[{place}]" if geometry["type"] == "MultiPolygon" else "coordinates"
        try:
            rings = _rings(area)
        except BadInput as problem:
            gathering.refuse(name, where, str(within(step, problem)))
        else:
            if rings:
                gathering.add(name, colour, where, rings)


def _rings(raw: object) -> list[list[Point]]:
    """An area without any ring is one that was deleted."""
    return [_ring(f"[{place}]", ring) for place, ring in enumerate(_list(raw, "rings"))]


def _ring(step: str, raw: object) -> list[Point]:
    ring: list[Point] = []
    try:
        for corner in _list(raw, "corners"):
            ring.append(_corner(len(ring), corner))
    except BadInput as problem:
        raise within(step, problem) from None
    return ring


def _corner(place: int, raw: object) -> Point:
    try:
        return corner_of(_list(raw, "numbers"))
    except BadInput as problem:
        raise within(f"[{place}]", problem) from None


def _list(raw: object, what: str) -> Sequence[object]:
    if not isinstance(raw, list):
        raise BadInput("", f"is {kind_of(raw)}, not a list of {what}")
    return raw


def _name(properties: Json, key: object) -> str:
    return name_among(properties) or (str(key) if isinstance(key, str | int) else "")


def _colour(properties: Json) -> str | None:
    found = (colour_of(properties.get(name)) for name in _COLOURS)
    return next((colour for colour in found if colour), None)


# ---------------------------------------------------------------- writing


def write_geo_json(zones: Sequence[Zone], palette: Sequence[str]) -> str:
    """Zones as the text of a GeoJSON file, a line each.

    Args:
        zones: In the order of the studio; a zone without a colour of its own has that of its place.
        palette: `#rrggbb`, at least one.
    """
    lines = ",\n".join(
        json.dumps(
            _feature(zone, colour_at(zone.colour, place, palette)), ensure_ascii=False, allow_nan=False
        )
        for place, zone in enumerate(zones)
    )
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _feature(zone: Zone, colour: str) -> Json:
    rings = normal(Shape.of(zone)).rings
    return {
        "type": "Feature",
        "properties": {"name": zone.name, "fill": colour, "fill-opacity": 0.25, "stroke": colour},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[list(corner) for corner in (*ring, ring[0])] for ring in rings],
        },
    }
