"""The program's line icons: SVG files in `resources/icons`, recoloured when they are loaded.

An icon is drawn on a 24 x 24 field with black strokes; the colour asked for replaces the black. Icons carry pictures
for screens of 100, 150, 200 and 300 per cent, so they stay sharp when a window moves between screens.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio_app.paths import resources

_SCALES = (1.0, 1.5, 2.0, 3.0)
_INK = "#000000"


@cache
def names() -> tuple[str, ...]:
    """The icons there are, sorted."""
    return tuple(sorted(path.stem for path in (resources() / "icons").glob("*.svg")))


@cache
def _source(name: str) -> str:
    """The drawing; FileNotFoundError for a name that is not shipped."""
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def pixmap(name: str, color: QColor, size: int = 20, scale: float = 1.0) -> QPixmap:
    """One picture of an icon, `size` device-independent pixels a side, drawn for a screen of `scale`.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    return _pixmap(name, color.name(QColor.NameFormat.HexRgb), color.alphaF(), size, scale)


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, alpha: float, size: int, scale: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace(_INK, color).encode("utf-8")))
    side = round(size * scale)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(alpha)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def icon(name: str, color: QColor, size: int = 20, *, checked: QColor | None = None) -> QIcon:
    """A line icon in a colour, and in another one while its button is checked.

    Args:
        name: name of the file without its ending, as in `names()`.
        color: colour of the lines.
        size: device-independent pixels a side; set the button's `iconSize` to the same.
        checked: colour of the lines while the button is checked.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, color, size, scale), QIcon.Mode.Normal, QIcon.State.Off)
        if checked is not None:
            made.addPixmap(pixmap(name, checked, size, scale), QIcon.Mode.Normal, QIcon.State.On)
    return made
