"""Which tiles are asked for, the scale bar, and names that leave each other room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.labels import Box, Places
from studio_app.desk.map.layers import Area, Layers, Pin
from studio_app.desk.map.projection import to_world
from studio_app.desk.map.rings import shapes_of
from studio_app.desk.map.scale import FOOT_M, KM_M, MILE_M, scale_bar
from studio_app.desk.map.spoken import rows_of, say_map
from studio_app.desk.map.tiles import Tile, address_of, pause_after, tile_zoom, tiles_of

BOSTON = Camera(to_world(-71.0589, 42.3601), 12.0, 512, 512)


def test_the_tiles_of_a_view_begin_in_its_middle() -> None:
    tiles = tiles_of(BOSTON, 12)
    assert tiles[0] == Tile(12, 1239, 1514)
    assert len(tiles) == 9
    assert tiles_of(Camera((0.0, 0.0), 2.0, 900, 900), 2)[0] == Tile(2, 0, 0)


@given(st.tuples(st.floats(0, 1), st.floats(0, 1)), st.floats(2, 19), st.integers(1, 3))
def test_tiles_cover_the_view_and_exist(centre: tuple[float, float], zoom: float, scale: int) -> None:
    camera = Camera(centre, zoom, 700, 500)
    level = tile_zoom(camera, "{z}{x}{y}", scale)
    tiles = tiles_of(camera, level)
    assert Tile(level, *(min(int(value * 2**level), 2**level - 1) for value in centre)) in tiles
    assert all(0 <= tile.column < 2**level and 0 <= tile.row < 2**level for tile in tiles)
    assert len(tiles) <= 8 * 7 * 4 * 4


def test_addresses() -> None:
    tile = Tile(12, 1239, 1514)
    assert (
        address_of("https://{s}.a.test/{z}/{x}/{y}{r}.png", tile, sharp=True)
        == "https://c.a.test/12/1239/1514@2x.png"
    )
    assert address_of("https://a.test/{z}/{y}/{x}", tile, sharp=False) == "https://a.test/12/1514/1239"


def test_sharp_screens_take_finer_tiles_where_there_are_no_sharp_ones() -> None:
    assert tile_zoom(BOSTON, "{z}", 1.0) == 12
    assert tile_zoom(BOSTON, "{z}", 2.0) == 13
    assert tile_zoom(BOSTON, "{z}{r}", 2.0) == 12


def test_parents_lie_around_a_tile() -> None:
    tile = Tile(3, 5, 2)
    assert list(tile.parents()) == [Tile(2, 2, 1), Tile(1, 1, 0), Tile(0, 0, 0)]
    assert tile.bounds.right - tile.bounds.left == 1 / 8


def test_a_server_in_trouble_is_left_alone_longer_each_time() -> None:
    assert [pause_after(count) // 1000 for count in (1, 2, 3, 7, 100)] == [5, 10, 20, 300, 300]


@pytest.mark.parametrize(
    "metres, metric, text",
    [
        (10.0, False, "2,000 ft"),
        (30.0, False, "2 mi"),
        (10.0, True, "1 km"),
        (5.0, True, "500 m"),
        (20_000.0, True, "2,000 km"),
        (0.15, True, "10 m"),
    ],
)
def test_scale_bars(metres: float, metric: bool, text: str) -> None:
    assert scale_bar(metres, metric=metric).text == text


@given(st.floats(0.05, 100_000), st.booleans())
def test_a_scale_bar_is_true_and_fits(metres: float, metric: bool) -> None:
    bar = scale_bar(metres, metric=metric)
    number, unit = bar.text.replace(",", "").split()
    length = float(number) * {"km": KM_M, "m": 1.0, "mi": MILE_M, "ft": FOOT_M}[unit]
    assert bar.pixels * metres == pytest.approx(length)
    assert 110 / 2.6 <= bar.pixels <= 110 + 1e-6


boxes = st.builds(Box, st.floats(0, 600), st.floats(0, 400), st.floats(10, 160), st.floats(8, 30))


@given(st.lists(boxes, max_size=60))
def test_names_never_cut_each_other(wanted: list[Box]) -> None:
    places, taken = Places(air=2), list[Box]()
    for box in wanted:
        fits = all(not box.meets(other, 2) for other in taken)
        assert places.take_if_free(box) == fits
        if fits:
            taken.append(box)


def test_a_map_in_words() -> None:
    ring = ((-71.1, 42.3), (-71.0, 42.3), (-71.0, 42.4))
    far = ((10.0, 42.3), (11.0, 42.3), (11.0, 42.4))
    areas = (Area("b", "Quincy", ring), Area("a", "Boston", ring, note="3 people"), Area("c", "Rome", far))
    layers = Layers(areas, (Pin("p", (-71.05, 42.36), "55 Summit Avenue"),))
    rows = rows_of(layers, shapes_of(areas), BOSTON)
    assert [(row.name, row.kind, row.seen) for row in rows] == [
        ("Boston", "zone", True),
        ("Quincy", "zone", True),
        ("Rome", "zone", False),
        ("55 Summit Avenue", "pin", True),
    ]
    assert say_map(rows, BOSTON, metric=False) == "9.0 miles across; 2 zones in view: Boston, Quincy"
    assert say_map((), BOSTON, metric=True) == "14 kilometres across; no zone in view"
