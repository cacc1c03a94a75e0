"""Web Mercator: degrees to places on a square world and back. Pure.

The formulas are those of the spherical Mercator projection (EPSG:3857) as tile servers use it: OpenStreetMap wiki,
"Slippy map tilenames". The world is a square of side 1 with its origin in the upper left; at zoom `z` it is
`256 * 2**z` pixels wide. Zooms may be fractions.
"""

from __future__ import annotations

from math import asinh, atan, cos, degrees, pi, radians, sinh, tan

import numpy as np
from numpy.typing import NDArray

TILE = 256
"""Side of a tile in pixels, which fixes what a zoom means."""
MOST_LAT = degrees(atan(sinh(pi)))
"""The latitude at which the square world ends: 85.0511 degrees."""
EQUATOR_M = 2 * pi * 6_378_137.0
"""Length of the equator on the sphere that the projection is made of (WGS 84 semi-major axis), in metres."""

Spot = tuple[float, float]
"""A place on the square world: x to the east and y to the south, 0 to 1."""
LonLat = tuple[float, float]
"""Degrees, longitude first, as corners of zones are stored."""
Spots = NDArray[np.float64]
"""Places on the square world, one a row."""


def to_world(lon: float, lat: float) -> Spot:
    """The place of degrees; latitudes beyond the square end at its edge."""
    held = min(max(lat, -MOST_LAT), MOST_LAT)
    return (lon + 180.0) / 360.0, (1.0 - asinh(tan(radians(held))) / pi) / 2.0


def to_degrees(x: float, y: float) -> LonLat:
    """The degrees of a place on the square world."""
    return x * 360.0 - 180.0, degrees(atan(sinh(pi * (1.0 - 2.0 * y))))


def all_to_world(corners: NDArray[np.float64]) -> Spots:
    """As `to_world`, for rows of (lon, lat)."""
    lat = np.radians(np.clip(corners[:, 1], -MOST_LAT, MOST_LAT))
    made = np.empty_like(corners)
    made[:, 0] = (corners[:, 0] + 180.0) / 360.0
    made[:, 1] = (1.0 - np.arcsinh(np.tan(lat)) / pi) / 2.0
    return made


def world_size(zoom: float) -> float:
    """Side of the world in pixels."""
    return float(TILE * 2.0**zoom)


def tile_of(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Column and row of the tile that holds a place."""
    x, y = to_world(lon, lat)
    count: int = 2**zoom
    return min(max(int(x * count), 0), count - 1), min(max(int(y * count), 0), count - 1)


def metres_per_pixel(lat: float, zoom: float) -> float:
    """What a pixel is on the ground at a latitude."""
    held = min(max(lat, -MOST_LAT), MOST_LAT)
    return EQUATOR_M * cos(radians(held)) / world_size(zoom)
