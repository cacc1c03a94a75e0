"""The kept pictures of the board: one a lane, and one a lane for what it answers while something is held.

A picture covers more across than is seen, so that scrolling a little paints nothing. It is painted again when what it
shows, its size, the theme or the screen's scale is another.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from studio_app.desk.board.answering import LaneAnswer
from studio_app.desk.board.geometry import Geometry
from studio_app.desk.board.held_painter import paint_answer
from studio_app.desk.board.layout import Content, LaneContent
from studio_app.desk.board.model import Board
from studio_app.desk.board.painter import LanePainter, Strip
from studio_app.desk.week.geometry import Axis
from studio_app.desk.week.look import Look
from studio_app.desk.wording import Wording

_MARGIN = 0.25
"""Share of the canvas width that is painted beyond each edge."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What a picture was made from; equal means the picture can stay."""

    content: LaneContent | LaneAnswer
    axis: Axis
    window: tuple[int, int]
    wording: Wording
    strip: Strip
    hour_width: float
    scale: float
    look: int


class LanePictures:
    """Makes the pictures when they are missing and puts them on the canvas."""

    def __init__(self) -> None:
        self._lanes: dict[str, tuple[_Made, QPixmap]] = {}
        self._answers: dict[str, tuple[_Made, QPixmap]] = {}
        self._left = self._right = 0.0
        self.painted = 0
        """How many pictures were painted so far; tests and benchmarks ask."""

    def clear(self) -> None:
        """Forget all pictures."""
        self._lanes.clear()
        self._answers.clear()

    def forget_answers(self) -> None:
        """Nothing is held any more."""
        self._answers.clear()

    def show(
        self, painter: QPainter, look: Look, geometry: Geometry, board: Board, content: Content, dirty: QRectF
    ) -> None:
        """Put the lanes on the canvas as far as they are dirty; the painter is a widget's, unmoved."""
        self._reach(look, geometry)
        for gone in self._lanes.keys() - set(board.lane_ids):
            del self._lanes[gone]
        for number in _dirty(geometry, dirty):
            lane = content.lane(number)
            made = self._made(lane, look, geometry, board)
            kept = self._lanes.get(board.lane_ids[number])
            if kept is None or kept[0] != made:
                kept = made, self._paint_lane(made, lane, look, geometry, board)
                self._lanes[board.lane_ids[number]] = kept
            self._put(painter, look, geometry, number, kept[1])

    def show_answers(
        self,
        painter: QPainter,
        look: Look,
        geometry: Geometry,
        board: Board,
        answers: dict[str, LaneAnswer],
        dirty: QRectF,
    ) -> None:
        """Put the lanes' answers over them."""
        for number in _dirty(geometry, dirty):
            key = board.lane_ids[number]
            answer = answers.get(key)
            if answer is None or not answer.stretches:
                continue
            made = self._made(answer, look, geometry, board)
            kept = self._answers.get(key)
            if kept is None or kept[0] != made:
                picture = self._picture(made, look)
                with_painter = self._painter(picture, made, look)
                paint_answer(with_painter, look, _still(geometry), answer, made.strip)
                with_painter.end()
                kept = made, picture
                self._answers[key] = kept
                self.painted += 1
            self._put(painter, look, geometry, number, kept[1])

    # ------------------------------------------------------------ parts

    def _reach(self, look: Look, geometry: Geometry) -> None:
        """Move the painted part along when the seen part leaves it."""
        seen = geometry.scroll_x, geometry.scroll_x + geometry.width
        wide = self._right - self._left
        if self._left <= seen[0] and seen[1] <= self._right and wide <= geometry.width * (1 + 3 * _MARGIN):
            return
        margin = geometry.width * _MARGIN
        self._left = look.snap(max(0.0, seen[0] - margin))
        self._right = look.snap(max(min(geometry.content_width, seen[1] + margin), seen[1]))

    def _made(self, content: LaneContent | LaneAnswer, look: Look, geometry: Geometry, board: Board) -> _Made:
        return _Made(
            content=content,
            axis=geometry.axis,
            window=(geometry.window.first, geometry.window.last),
            wording=board.wording,
            strip=Strip(self._left, self._right, geometry.lane_height),
            hour_width=geometry.hour_width,
            scale=look.scale,
            look=id(look),
        )

    def _paint_lane(
        self, made: _Made, lane: LaneContent, look: Look, geometry: Geometry, board: Board
    ) -> QPixmap:
        picture = self._picture(made, look)
        # Opaque from the start, so that Qt keeps it without an alpha channel and copies it plainly.
        picture.fill(look.theme.surface)
        painter = self._painter(picture, made, look)
        LanePainter(painter, look, _still(geometry), board, made.strip).paint(lane.days)
        painter.end()
        self.painted += 1
        return picture

    @staticmethod
    def _picture(made: _Made, look: Look) -> QPixmap:
        strip = made.strip
        width, height = (strip.right - strip.left) * look.scale, strip.height * look.scale
        picture = QPixmap(max(1, round(width)), max(1, round(height)))
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    @staticmethod
    def _painter(picture: QPixmap, made: _Made, look: Look) -> QPainter:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(look.scale, look.scale)
        painter.translate(-made.strip.left, 0)
        return painter

    def _put(self, painter: QPainter, look: Look, geometry: Geometry, number: int, picture: QPixmap) -> None:
        painter.save()
        # Whole device pixels, whatever the scale: no seams and no blur.
        painter.scale(1 / look.scale, 1 / look.scale)
        at = QPoint(
            round((self._left - geometry.scroll_x) * look.scale), round(geometry.top(number) * look.scale)
        )
        painter.drawPixmap(at, picture)
        painter.restore()


def _still(geometry: Geometry) -> Geometry:
    return geometry.scrolled(0, 0)


def _dirty(geometry: Geometry, area: QRectF) -> list[int]:
    """The lanes that an area of the canvas touches."""
    return [
        number
        for number in geometry.visible_lanes()
        if geometry.top(number) < area.bottom() and geometry.top(number) + geometry.lane_height > area.top()
    ]
