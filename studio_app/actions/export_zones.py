"""Zones as a file for other programs: GeoJSON or KML. `save_file` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from studio_app.domain.zone import Zone
from studio_app.exchange.geo_json import write_geo_json
from studio_app.exchange.kml import write_kml


class ZoneFormat(StrEnum):
    """The kinds of files; the value is how their names end."""

    GEO_JSON = "geojson"
    KML = "kml"


def export_zones(
    zones: Sequence[Zone], form: ZoneFormat, palette: Sequence[str], only: frozenset[str] | None = None
) -> bytes:
    """The content of a file with zones, their names and colours.

    Args:
        zones: All zones in the order of the studio, which decides the colour of those without one of their own.
        palette: `#rrggbb` in the order of `Zone.colour`, at least one.
        only: Ids of the zones that are wanted; None for all.
    """
    coloured = [
        zone if zone.colour is not None else _with_colour(zone, place) for place, zone in enumerate(zones)
    ]
    chosen = [zone for zone in coloured if only is None or zone.id in only]
    write = write_kml if form is ZoneFormat.KML else write_geo_json
    return write(chosen, palette).encode("utf-8", "replace")


def _with_colour(zone: Zone, place: int) -> Zone:
    return Zone(zone.id, zone.name, zone.ring, zone.holes, place)
