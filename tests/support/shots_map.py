"""The map with zones around Boston; `python -m tests.support.shots_map FOLDER` draws it in both themes."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SIZES = {"card": (560, 690), "page": (1100, 780)}


def draw(app: QApplication, folder: Path, mode: str) -> None:
    """Draw every scene in a theme; the application is made already."""
    from studio_app.desk import theme
    from studio_app.desk.map.camera import Camera
    from studio_app.desk.map.handling import MapCanvas
    from studio_app.desk.map.layers import Draft, Layers
    from studio_app.desk.map.projection import to_world
    from tests.support.map_page import BACK_BAY, BROOKLINE, SCENE

    theme.apply(app, theme.Theme.dark() if mode == "dark" else theme.Theme.light())
    corners = (*BACK_BAY[:2], (-71.09, 42.262), *BACK_BAY[2:])
    crossing = Draft(
        (corners,), colour=2, current=(0, 2), crossings=((-71.0495, 42.2675), (-71.0875, 42.2633))
    )
    begun = Draft(((*BROOKLINE[1:4], (-71.13, 42.27)),), closed=False, rubber=(-71.16, 42.31), colour=5)
    scenes = {
        "zones": (SCENE, None),
        "crossing": (replace(SCENE, areas=SCENE.areas[:3], pins=(), drives=(), draft=crossing), None),
        "drawing": (replace(SCENE, areas=SCENE.areas[1:3], pins=(), drives=(), draft=begun), None),
        "country": (Layers(), None),
        "state": (SCENE, Camera(to_world(-71.4, 42.2), 7.4)),
        "streets": (SCENE, Camera(to_world(-71.11, 42.33), 13.3)),
    }
    for name, (layers, camera) in scenes.items():
        for size, (width, height) in SIZES.items():
            canvas = MapCanvas()
            canvas.resize(width, height)
            canvas.set_layers(layers)
            if camera is not None:
                canvas.set_camera(camera)
            canvas.show()
            canvas.rest()
            for _ in range(200):
                app.processEvents()
                if not canvas.is_behind:
                    break
            canvas.grab().save(str(folder / f"map-{name}-{size}-{mode}.png"))
            canvas.deleteLater()


def main(folder: Path) -> None:
    """Draw all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for mode in ("light", "dark"):
        draw(app, folder, mode)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
