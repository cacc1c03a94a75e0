"""The ground that is shipped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio_app.desk.map.base import Base, Kind, read_base, shipped
from studio_app.desk.map.camera import Bounds, Camera
from studio_app.desk.map.hitting import inside
from studio_app.desk.map.projection import to_world
from studio_app.paths import resources


@pytest.fixture(scope="module")
def base() -> Base:
    with (resources() / "map" / "base.npz").open("rb") as opened:
        return read_base(opened)


def is_land(base: Base, lon: float, lat: float) -> bool:
    spot = to_world(lon, lat)
    around = Bounds(spot[0] - 0.001, spot[1] - 0.001, spot[0] + 0.001, spot[1] + 0.001)

    def within(layer: str) -> bool:
        return inside(getattr(base, layer).parts(around, 12.0), spot)

    over_land = within("land") and not within("lakes_inside")
    return over_land or (within("world") and not within("lakes_outside"))


@pytest.mark.parametrize(
    "lon, lat, land",
    [
        (-71.1, 42.3, True),  # Boston
        (-70.5, 42.3, False),  # the sea before it
        (-87.0, 43.5, False),  # Lake Michigan
        (-79.4, 43.75, True),  # Toronto
        (-78.0, 43.6, False),  # Lake Ontario, the Canadian half
        (-112.6, 41.2, False),  # Great Salt Lake
        (-99.1, 19.4, True),  # Mexico City
        (2.3, 48.8, True),  # Paris
        (-155.5, 19.6, True),  # Hawaii
        (-150.0, 61.6, True),  # Alaska
        (-40.0, 40.0, False),
    ],
)
def test_land_is_land_and_water_is_water(base: Base, lon: float, lat: float, land: bool) -> None:
    assert is_land(base, lon, lat) == land


def test_towns_come_by_size_and_postcodes_are_there(base: Base) -> None:
    seen = Camera(to_world(-71.08, 42.34), 11.0, 900, 700).seen
    towns = base.names[Kind.TOWN]
    names = [towns.texts[index] for index in towns.within(seen, 1, 200)]
    assert names[0] == "Boston"
    assert {"Cambridge", "Brookline", "Somerville", "Quincy"} <= set(names)
    assert [towns.texts[index] for index in towns.within(seen, 30, 200)] == ["Boston"]
    assert len(towns.within(seen, 1, 5)) == 5
    codes = base.names[Kind.POSTCODE]
    assert "02446" in {codes.texts[index] for index in codes.within(seen, 1, 400)}


@pytest.mark.parametrize("zoom", [3.0, 6.0, 8.0, 11.0])
def test_less_is_painted_from_afar(base: Base, zoom: float) -> None:
    seen = Camera(to_world(-98, 39), zoom, 1400, 900).seen
    layers = (base.land, base.states, base.world, *([base.counties] if zoom >= 6 else []))
    for layer in layers:
        parts = layer.parts(seen, zoom)
        assert sum(len(part) for part in parts) < 45_000
        assert all(len(part) >= 2 and np.isfinite(part).all() for part in parts)
    assert sum(map(len, base.land.parts(seen, 4.0))) <= sum(map(len, base.land.parts(seen, 12.0)))


@pytest.mark.logs("the ground of the map can't be read")
@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_broken_file_leaves_a_bare_map(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "base.npz"
    file.write_bytes(content)
    bare = shipped(file)
    seen = Camera(to_world(-98, 39), 5.0, 1400, 900).seen
    assert bare.counties.parts(seen, 5.0) == []
    assert bare.counties.parts(seen, 12.0) == []
    assert is_land(bare, -40.0, 40.0)
    assert bare.names[Kind.TOWN].within(seen, 1, 10) == []


@pytest.mark.logs("the ground of the map can't be read")
def test_a_missing_file_leaves_a_bare_map(tmp_path: Path) -> None:
    assert shipped(tmp_path / "none.npz").countries.parts(Bounds(0, 0, 1, 1), 3.0) == []
