"""What a map shows, in words for people who don't see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.desk.map.camera import Camera
from studio_app.desk.map.layers import Layers, PinKind
from studio_app.desk.map.rings import Shape
from studio_app.desk.map.scale import KM_M, MILE_M

_KINDS = {PinKind.PLACE: "pin", PinKind.HOME: "home", PinKind.APPOINTMENT: "appointment"}
ZONE = "zone"
"""What a row says it is, where it is an area."""
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on the map: what it is, its name, its note, and whether it is in view."""

    id: str
    kind: str
    name: str
    note: str
    seen: bool


def rows_of(layers: Layers, shapes: tuple[Shape, ...], camera: Camera) -> tuple[Row, ...]:
    """Zones by name, then pins."""
    seen = {shape.id: shape.bounds.touches(camera.seen) for shape in shapes}
    zones = [
        Row(area.id, ZONE, area.name, area.note, seen.get(area.id, False))
        for area in sorted(layers.areas, key=lambda area: area.name.casefold())
    ]
    pins = []
    for pin in layers.pins:
        x, y = camera.point(pin.place)
        inside = 0 <= x <= camera.width and 0 <= y <= camera.height
        pins.append(Row(pin.id, _KINDS[pin.kind], pin.label, "", inside))
    return (*zones, *pins)


def say_map(rows: tuple[Row, ...], camera: Camera, *, metric: bool) -> str:
    """How much is shown and what of it: `9 miles across; 3 zones in view: Boston, Newton, Quincy`."""
    across = camera.width * camera.metres_per_pixel / (KM_M if metric else MILE_M)
    unit = "kilometres" if metric else "miles"
    size = f"{across:,.0f}" if across >= 10 else f"{across:.1f}"
    names = [row.name for row in rows if row.seen and row.kind == ZONE and row.name]
    said = ", ".join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        said += f" and {len(names) - _MOST_NAMES} more"
    count = "no zone in view" if not names else f"{len(names)} zone{'s' * (len(names) != 1)} in view: {said}"
    return f"{size} {unit} across; {count}"
