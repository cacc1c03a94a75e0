"""What the painters of the grid draw with: fonts, colours, prepared text and prepared rounded boxes.

Shaping a text and filling a rounded box cost more than copying the result, so both are kept: a text as its glyphs,
a box as a picture in device pixels. One `Look` belongs to one theme and one screen scale.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
    QTransform,
)

from studio_app.desk.theme import Theme

RADIUS = 8.0
RADIUS_CELL = 6.0
BAR = 3.0
_HATCH = 8.0
"""Pixels from stripe to stripe, across; five of them are coloured."""

_Kept = TypeVar("_Kept")


class Recent(Generic[_Kept]):
    """Made things by key; the least lately used are forgotten beyond a number."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """The thing of a key, made when it is not there."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def has(self, key: Hashable) -> bool:
        """Whether the thing of a key is there."""
        return key in self._kept

    def peek(self, key: Hashable) -> _Kept | None:
        """The thing of a key, if it is there."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def __len__(self) -> int:
        return len(self._kept)


@dataclass(frozen=True, slots=True)
class Line:
    """One prepared line of text: glyphs around a baseline at 0, and its width."""

    runs: tuple[QGlyphRun, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Face:
    """A font with its measures; lines stand `step` pixels apart."""

    key: str
    font: QFont
    ascent: float
    height: float
    step: int


class Look:
    """Fonts, colours and prepared things of one theme on one screen scale."""

    def __init__(self, theme: Theme, scale: float) -> None:
        self.theme = theme
        self.scale = scale
        weight = QFont.Weight
        self.caption = _face("caption", theme.font("caption"))
        self.caption_bold = _face("caption-bold", theme.font("caption", weight.Bold))
        self.small = _face("small", theme.font("small"))
        self.small_bold = _face("small-bold", theme.font("small", weight.Bold))
        # Blocks are narrow: their words are set a little closer.
        self.block = _face("block", _closer(theme.font("small")))
        self.block_bold = _face("block-bold", _closer(theme.font("small", weight.Bold)))
        self.tight = _face("tight", _closer(theme.font("caption")))
        self.tight_bold = _face("tight-bold", _closer(theme.font("caption", weight.Bold)))
        self._lines: Recent[tuple[Line, ...]] = Recent(4096)
        self._boxes: Recent[QPixmap] = Recent(1024)
        self._hatch: QBrush | None = None

    def snap(self, value: float) -> float:
        """The nearest place on which a device pixel begins."""
        return round(value * self.scale) / self.scale

    # ------------------------------------------------------------ text

    def lines(self, text: str, face: Face, width: float, most: int = 1) -> tuple[Line, ...]:
        """A text in at most so many lines of a width, the last one shortened with an ellipsis; plain text."""
        key = (text, face.key, round(width), most)
        return self._lines.get(key, lambda: _shape(text, face.font, float(round(width)), most))

    def draw(self, painter: QPainter, line: Line, x: float, baseline: float) -> None:
        """Draw a prepared line in the painter's pen colour; the baseline goes to a whole device pixel."""
        at = QPointF(x, self.snap(baseline))
        for run in line.runs:
            painter.drawGlyphRun(at, run)

    def text(
        self,
        painter: QPainter,
        text: str,
        face: Face,
        area: QRectF,
        *,
        most: int = 1,
        step: int | None = None,
    ) -> float:
        """Draw a text from the upper left of an area. Returns the height used.

        Args:
            most: Lines at most; fewer when the area is too low for them.
            step: Pixels from line to line, where the face's own are not right.
        """
        apart = step or face.step
        room = max(1, min(most, int((area.height() + apart - face.height + 2) // apart)))
        lines = self.lines(text, face, area.width(), room)
        for number, line in enumerate(lines):
            self.draw(painter, line, area.left(), area.top() + face.ascent + number * apart)
        return float(len(lines) * apart)

    # ------------------------------------------------------------ boxes

    def box(
        self, painter: QPainter, area: QRectF, key: Hashable, draw: Callable[[QPainter, QRectF], None]
    ) -> None:
        """Draw a box through a kept picture; `draw` is called for the first of its size and key."""
        width, height = round(area.width() * self.scale), round(area.height() * self.scale)
        if width <= 0 or height <= 0:
            return
        if width * height > 1_000_000:  # not worth the memory
            draw(painter, area)
            return
        picture = self._boxes.get((key, width, height), lambda: self._picture(width, height, draw))
        painter.drawPixmap(area.topLeft(), picture)

    def _picture(self, width: int, height: int, draw: Callable[[QPainter, QRectF], None]) -> QPixmap:
        picture = QPixmap(width, height)
        picture.setDevicePixelRatio(self.scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, 0, width / self.scale, height / self.scale))
        painter.end()
        return picture

    def upright(self, words: tuple[str, str], width: int, height: int, ink: QColor) -> QPixmap:
        """Title and subtitle turned to read from top to bottom, `width` pixels long and `height` across; kept."""
        key = ("upright", words, width, height, ink.rgba())
        return self._boxes.get(key, lambda: self._turned(words, width, height, ink))

    def _turned(self, words: tuple[str, str], width: int, height: int, ink: QColor) -> QPixmap:
        """Drawn lying and turned by a right angle, which loses nothing."""
        lying = QPixmap(round(width * self.scale), round(height * self.scale))
        lying.setDevicePixelRatio(self.scale)
        lying.fill(Qt.GlobalColor.transparent)
        painter = QPainter(lying)
        painter.setPen(ink)
        title, subtitle = words
        two = bool(subtitle) and height >= 2 * self.tight.step
        x, rows = 2.0, [(title, self.tight_bold)]
        if two:
            rows.append((subtitle, self.tight))
        top = (height - len(rows) * self.tight.step) / 2
        for number, (text, face) in enumerate(rows):
            for line in self.lines(text, face, width - 4):
                self.draw(painter, line, x, top + number * face.step + face.ascent)
                x_after = x + line.width + 5
        if subtitle and not two and rows and width - x_after > 30:
            for line in self.lines(subtitle, self.tight, width - x_after - 2):
                self.draw(painter, line, x_after, top + self.tight.ascent)
        painter.end()
        return lying.transformed(QTransform().rotate(90))

    @property
    def hatch(self) -> QBrush:
        """The stripes of times at which nobody can come."""
        if self._hatch is None:
            self._hatch = _hatch(self.theme.surface, self.theme.busy, self.scale)
        return self._hatch


def _face(key: str, font: QFont) -> Face:
    metrics = QFontMetricsF(font)
    return Face(key, font, metrics.ascent(), metrics.height(), int(metrics.height() + 0.99))


def _closer(font: QFont) -> QFont:
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 97)
    return font


def _shape(text: str, font: QFont, width: float, most: int) -> tuple[Line, ...]:
    """Break and shape a text; what does not fit in the last line ends with an ellipsis."""
    if width < 4:
        return ()
    flat = " ".join(text.split())
    if most == 1:
        return _shape_one(flat, font, width)
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    made: list[Line] = []
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    for number, start in enumerate(starts[:most]):
        last = number == most - 1
        end = len(flat) if last or number + 1 == len(starts) else starts[number + 1]
        made.extend(_shape_one(flat[start:end].strip(), font, width))
    return tuple(made)


def _shape_one(text: str, font: QFont, width: float) -> tuple[Line, ...]:
    line = _shape_whole(text, font)
    if line.width > width:
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        line = _shape_whole(short, font)
    return (line,) if line.runs else ()


def _shape_whole(text: str, font: QFont) -> Line:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        layout.endLayout()
        return Line((), 0.0)
    line.setLineWidth(1e6)
    # The baseline of a layout lies an ascent below its top; the runs are wanted around zero.
    line.setPosition(QPointF(0, -line.ascent()))
    layout.endLayout()
    return Line(tuple(layout.glyphRuns()), line.naturalTextWidth())


def _hatch(ground: QColor, stripe: QColor, scale: float) -> QBrush:
    """Slanted stripes as a texture whose edges meet, drawn in device pixels."""
    side = max(4, round(_HATCH * 2**0.5 * scale))
    tile = QPixmap(side, side)
    tile.fill(ground)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(stripe, side / 2**0.5 * 5 / 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    for offset in (0, side, 2 * side):
        painter.drawLine(QPointF(offset + side, -side), QPointF(offset - 2 * side, 2 * side))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / scale, 1 / scale))
    return brush


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: `share` of the other, 0 to 1."""
    keep = 1 - share
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * share,
        one.greenF() * keep + other.greenF() * share,
        one.blueF() * keep + other.blueF() * share,
    )


def bar_of(area: QRectF, radius: float, bar: float) -> QPainterPath:
    """The bar on the left of a rounded box, which tapers into the corners."""
    outer = QPainterPath()
    outer.addRoundedRect(area, radius, radius)
    inner = QPainterPath()
    across = max(0.0, radius - bar)
    body = area.adjusted(bar, 0, radius, 0)
    inner.moveTo(body.left() + across, body.top())
    inner.lineTo(body.right(), body.top())
    inner.lineTo(body.right(), body.bottom())
    inner.lineTo(body.left() + across, body.bottom())
    inner.arcTo(QRectF(body.left(), body.bottom() - 2 * radius, 2 * across, 2 * radius), 270, -90)
    inner.lineTo(body.left(), body.top() + radius)
    inner.arcTo(QRectF(body.left(), body.top(), 2 * across, 2 * radius), 180, -90)
    inner.closeSubpath()
    return outer.subtracted(inner)
