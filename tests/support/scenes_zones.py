"""The scenes of the zones: one looked at, drawn, one that crosses itself, people, a place, the table, a file."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from studio_app.desk.zones.floor import Floor
from studio_app.domain.place import Place
from tests.gui.zones_hands import ZonesHands
from tests.support.whole_desk import WholeDesk


def _floor(desk: WholeDesk) -> Floor:
    desk.window.show_view("zones")
    desk.settle()
    return desk.program.studio_views.zones.floor


def chosen(desk: WholeDesk) -> None:
    """A zone, and who covers it."""
    _floor(desk).choose_zone("brookline")


def drawn(desk: WholeDesk) -> None:
    """A border half way round, on its way to a neighbour's corner."""
    hands = ZonesHands(desk)
    _floor(desk).begin_drawing()
    hands.click((-71.17, 42.298), (-71.13, 42.306), (-71.14, 42.26))


def edited(desk: WholeDesk) -> None:
    """Corners, edges and a hole of a zone."""
    hands = ZonesHands(desk)
    floor = _floor(desk)
    floor.edit_zone("newton")
    floor.begin_hole()
    hands.click((-71.22, 42.32), (-71.19, 42.32), (-71.2, 42.345), (-71.22, 42.32))


def crossing(desk: WholeDesk) -> None:
    """A border that crosses itself."""
    hands = ZonesHands(desk)
    _floor(desk).edit_zone("newton")
    hands.drag(hands.zone("Newton").ring[6], (-71.21, 42.27))


def person(desk: WholeDesk) -> None:
    """Where one photographer goes."""
    _floor(desk).choose_person("maya")


def place(desk: WholeDesk) -> None:
    """Who goes to an address, and from where."""
    _floor(desk).show_place(Place(42.345, -71.1), "1 Boylston St, Boston")


def matrix(desk: WholeDesk) -> None:
    """All of it in one table."""
    _floor(desk)
    desk.program.studio_views.zones.show_tab("matrix")


def file(desk: WholeDesk) -> None:
    """A file that is looked at."""
    _floor(desk)
    rings = {
        "Brookline": [[-71.17, 42.364], [-71.1, 42.369], [-71.1, 42.31], [-71.17, 42.298]],
        "Needham": [[-71.29, 42.31], [-71.21, 42.28], [-71.22, 42.24], [-71.3, 42.25]],
        "Bow tie": [[-71.29, 42.31], [-71.21, 42.28], [-71.29, 42.28], [-71.21, 42.31]],
    }
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for name, ring in rings.items()
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        desk.program.studio_views.zones_desk.files.read(str(path))
        desk.settle()
