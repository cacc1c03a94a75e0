"""The painted lanes: one widget that shows and scrolls. `handling` gives it mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk.board.geometry import Geometry
from studio_app.desk.board.ghosts import Ghost, ghosts_of, title_of, words_of
from studio_app.desk.board.ground import DayGround, minute_of
from studio_app.desk.board.hand import Piece
from studio_app.desk.board.held_painter import ghost_bounds, paint_answer_words, paint_ghost, paint_taken
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.layout import Content
from studio_app.desk.board.model import Board
from studio_app.desk.board.painter import block_area
from studio_app.desk.board.pictures import LanePictures
from studio_app.desk.board.words import GhostWords
from studio_app.desk.week.blocks import point_in
from studio_app.desk.week.content import PlacedBlock
from studio_app.desk.week.look import RADIUS, Look
from studio_app.desk.week.model import Block, BlockKind
from studio_app.desk.week.painted import Painted
from studio_app.desk.week.spoken import say_hold


class PaintedBoard(Painted):
    """Shows lanes, and what is in the hand over them.

    Attributes:
        holding: The gesture.

    Signals:
        geometry_changed: lanes, hours or what is scrolled away are others.
    """

    geometry_changed = Signal()

    def __init__(self, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._content = Content(board)
        self._pictures = LanePictures()
        self._now: datetime | None = None
        self._current = ""
        self._shown_held = QRectF()
        self._painted_for: object = None
        self._by_keys = False
        self._zoom = 1.0
        self._opened_once = False
        self._geometry = self._fresh_geometry()
        self.holding = Holding(self._ground())
        self.holding.setParent(self)  # afterwards: events that this brings ask for it
        self.holding.changed.connect(self._held_changed)
        self.holding.picked_up.connect(self._pictures_of_answers_gone)
        self.setObjectName("board-canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMinimumSize(280, 80)

    # ------------------------------------------------------------ what is shown

    @property
    def board(self) -> Board:
        """What is shown."""
        return self._board

    @property
    def content(self) -> Content:
        """What is shown, laid out."""
        return self._content

    @property
    def lanes(self) -> Geometry:
        """Where things are now."""
        return self._geometry

    @property
    def current(self) -> str:
        """Id of the block that the keyboard is on; "" for none."""
        return self._current

    @property
    def pictures_painted(self) -> int:
        """How many pictures were painted so far: tests see that a drag paints none."""
        return self._pictures.painted

    def forget_pictures(self, *, prepared: bool = False) -> None:
        """Paint all lanes anew; with `prepared`, shape all texts anew too."""
        self._pictures.clear()
        if prepared:
            self._look = None
        self.update()

    def forget_look(self) -> None:
        """Paint anew, with all texts shaped anew."""
        self.forget_pictures(prepared=True)

    def show_board(self, board: Board) -> None:
        """Show other lanes or blocks, whatever is held."""
        before = self._geometry
        self._board = board
        self._content = Content(board)
        self._geometry = self._fresh_geometry().scrolled(before.scroll_x, before.scroll_y)
        if len(before.axis.columns) != len(board.days):  # a day after a week, or the other way round
            self._geometry = self._geometry.scrolled(0, before.scroll_y).opened_early()
        if self._current and board.block(self._current) is None:
            self._current = ""
        self.holding.ground = self._ground()
        self.geometry_changed.emit()
        self.update()

    def set_now(self, now: datetime) -> None:
        """Move the line of now and what is left of holds."""
        self._now = now
        self.update()

    def set_current(self, block_id: str) -> None:
        """Put the keyboard on a block."""
        if block_id != self._current:
            self._current = block_id
            self.update()

    def _fresh_geometry(self) -> Geometry:
        return Geometry(
            axis=self._content.axis,
            window=self._content.window,
            width=max(1, self.width()),
            height=max(1, self.height()),
            lanes=len(self._board.lanes),
            zoom=self._zoom,
        )

    def _ground(self) -> DayGround:
        return DayGround(self._content.axis, self._board.step_min, self._board.lane_ids)

    # ------------------------------------------------------------ scroll and zoom

    def scroll_by(self, x: float, y: float) -> bool:
        """Scroll by pixels; whether there was anywhere to go."""
        look, before = self._look_now(), self._geometry
        moved = before.scrolled(look.snap(before.scroll_x + x), look.snap(before.scroll_y + y))
        if (moved.scroll_x, moved.scroll_y) == (before.scroll_x, before.scroll_y):
            return False
        self._geometry = moved
        self.geometry_changed.emit()
        self.update()
        return True

    def scroll_to(self, x: float, y: float) -> None:
        """Scroll to pixels from the top left."""
        self.scroll_by(x - self._geometry.scroll_x, y - self._geometry.scroll_y)

    def set_zoom(self, zoom: float, x: float | None = None) -> None:
        """Make hours wider; 1.0 shows the usual day."""
        self._geometry = self._geometry.zoomed(zoom, self.width() / 2 if x is None else x)
        self._zoom = self._geometry.zoom
        self.geometry_changed.emit()
        self.update()

    def bring_into_view(self, area: QRectF) -> None:
        """Scroll just so far that an area of the canvas is seen."""
        air = 24
        dx = max(0.0, area.right() + air - self.width()) or min(0.0, area.left() - air)
        dy = max(0.0, area.bottom() - self.height()) or min(0.0, area.top())
        self.scroll_by(dx, dy)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look, dirty = self._look_now(), QRectF(event.rect())
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        below = self._geometry.top(self._geometry.lanes)
        if below < self.height():
            painter.fillRect(QRectF(0, below, self.width(), self.height() - below), look.theme.surface)
        self._pictures.show(painter, look, self._geometry, self._board, self._content, dirty)
        answer = self.holding.answer
        if answer is not None and self.holding.state.is_held:
            self._pictures.show_answers(painter, look, self._geometry, self._board, dict(answer.lanes), dirty)
            for number in self._geometry.visible_lanes():
                lane = answer.lanes.get(self._board.lane_ids[number])
                if lane is not None:
                    taken = self._taken_from(number)
                    paint_answer_words(painter, look, self._geometry, number, lane, self.width(), taken)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_over(painter, look)
        painter.end()

    def _taken_from(self, number: int) -> list[tuple[int, int]]:
        """Where what is held stood in a lane, in minutes since 1970."""
        keys = {piece.key for piece in self.holding.state.pieces}
        blocks = self._board.lanes[number].blocks
        moving = (block for block in blocks if block.id.partition("/")[0] in keys)
        return [(minute_of(block.start), minute_of(block.end)) for block in moving]

    def _paint_over(self, painter: QPainter, look: Look) -> None:
        if not self._board.lanes:
            self._paint_nobody(painter, look)
        for number, index, placed in self._seen_blocks():
            if self._has_state(placed.block):
                self._paint_state(painter, look, placed, self._area(number, index, placed))
        self._paint_now(painter, look)
        canvas = QRectF(self.rect())
        for ghost in self._ghosts():
            paint_ghost(
                painter, look, ghost.area, ghost.words, canvas, settled=ghost.settled, refused=ghost.refused
            )
        if self._shows_focus() and not self._current and not self.holding.state.is_held:
            painter.setPen(QPen(look.theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(canvas.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_nobody(self, painter: QPainter, look: Look) -> None:
        """What to do where there is no lane."""
        hidden = self.tr("Everybody is hidden. Choose whom to show at the upper left.")
        words = hidden if self._board.hidden else self.tr("No photographers yet. Add them under Team.")
        painter.setPen(look.theme.text_muted)
        for line in look.lines(words, look.small, self.width() - 40):
            look.draw(painter, line, (self.width() - line.width) / 2, self.height() / 2)

    def _has_state(self, block: Block) -> bool:
        """Whether anything is painted over a block."""
        key = block.id.split("/", 1)[0]
        marked = any(piece.key == key for piece in self.holding.state.marked)
        return (
            marked or block.kind is BlockKind.HOLD or block.id == self._current or self.holding.is_moving(key)
        )

    def _paint_state(self, painter: QPainter, look: Look, placed: PlacedBlock, area: QRectF) -> None:
        """What moves on a block: that it is held, marked or has the keyboard; what is left of a hold."""
        block = placed.block
        key = block.id.split("/", 1)[0]
        marked = any(piece.key == key for piece in self.holding.state.marked)
        if self.holding.is_moving(key):
            paint_taken(painter, look, area, block.title)
        elif block.kind is BlockKind.HOLD and block.until is not None and area.height() >= 56:
            said = say_hold(block.until, self._now, self._board.as_week)
            painter.setPen(look.theme.text)
            for line in look.lines(said, look.caption, area.width() - 16):
                look.draw(painter, line, area.left() + 11, area.bottom() - 7)
        if marked or (block.id == self._current and self._shows_focus()):
            painter.setPen(
                QPen(look.theme.accent, 2, Qt.PenStyle.DashLine if marked else Qt.PenStyle.SolidLine)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)

    def _shows_focus(self) -> bool:
        """Whether the keyboard is here and in use; after the mouse no ring is wanted."""
        return self.hasFocus() and self._by_keys

    def _paint_now(self, painter: QPainter, look: Look) -> None:
        x = self.now_x()
        if x is not None:
            height = min(self.height(), self._geometry.content_height)
            painter.fillRect(QRectF(look.snap(x) - 1, 0, 2, height), look.theme.now_line)

    def now_x(self) -> float | None:
        """Where now is; None where it isn't shown."""
        index = self._geometry.axis.column_of(self._now) if self._now else None
        if index is None or self._now is None:
            return None
        axis, window = self._geometry.axis.columns[index].axis(self._now), self._geometry.window
        return self._geometry.x(index, axis) if window.first <= axis < window.last else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        before, fresh = self._geometry, self._fresh_geometry()
        wider = fresh.content_width / max(1.0, before.content_width)
        self._geometry = fresh.scrolled(before.scroll_x * wider, before.scroll_y)
        if not self._opened_once and self.width() > 1:
            self._opened_once = True
            self._geometry = self._geometry.opened_early()
        self.geometry_changed.emit()

    # ------------------------------------------------------------ the hand

    def words(self) -> GhostWords | None:
        """What the ghost says; None while nothing is held over a lane."""
        return words_of(self._board, self.holding)

    def title_of(self, pieces: tuple[Piece, ...]) -> str:
        """What is held: a street, or how many there are."""
        return title_of(self._board, pieces)

    def ghost_area(self) -> QRectF | None:
        """Where the first thing in the hand would stand; None while nothing is held over a lane."""
        found = self._ghosts() if self.holding.state.place is not None else []
        return found[-1].area if found else None

    def _ghosts(self) -> list[Ghost]:
        return ghosts_of(self._board, self._geometry, self.holding)

    def _held_changed(self) -> None:
        """Only what the ghost covered and covers is painted again, unless the lanes' answers came or went."""
        look, canvas = self._look_now(), QRectF(self.rect())
        area = QRectF()
        for ghost in self._ghosts():
            area = area.united(ghost_bounds(look, ghost.area, ghost.words, canvas))
        key = (self.holding.answer, self.holding.state.phase, self.holding.state.marked, self.holding.pending)
        if key != self._painted_for:
            self._painted_for = key
            self.update()
        else:
            self.update(area.united(self._shown_held).toAlignedRect())
        self._shown_held = area

    def _pictures_of_answers_gone(self) -> None:
        self._pictures.forget_answers()

    # ------------------------------------------------------------ places

    def _seen_blocks(self) -> Iterator[tuple[int, int, PlacedBlock]]:
        """Every block of the lanes that are seen: number of the lane, of the day, block."""
        for number in self._geometry.visible_lanes():
            for index, day in enumerate(self._content.lane(number).days):
                for placed in day.blocks:
                    yield number, index, placed

    def shown_blocks(self) -> Iterator[tuple[str, PlacedBlock, QRectF]]:
        """Every block of the lanes that are seen: lane, block, where it stands."""
        for number, index, placed in self._seen_blocks():
            yield self._board.lane_ids[number], placed, self._area(number, index, placed)

    def _area(self, number: int, index: int, placed: PlacedBlock) -> QRectF:
        return block_area(self._look_now(), self._geometry, number, index, placed)

    def block_at(self, point: QPointF) -> tuple[Block, QRectF] | None:
        """The topmost block under a point, and where it stands."""
        found = [(placed.block, area) for _, placed, area in self.shown_blocks() if point_in(area, point)]
        return found[-1] if found else None

    def block_rect(self, block_id: str) -> QRectF | None:
        """Where a block stands; None where it isn't on the board."""
        for number, lane in enumerate(self._board.lanes):
            if any(block.id == block_id for block in lane.blocks):
                for index, day in enumerate(self._content.lane(number).days):
                    for placed in day.blocks:
                        if placed.block.id == block_id:
                            return self._area(number, index, placed)
        return None

    def point_of(self, lane: str, moment: datetime) -> QPointF | None:
        """Where a time of a lane is, in the middle of its height."""
        index = self._geometry.axis.column_of(moment)
        if index is None or lane not in self._board.lane_ids:
            return None
        top, bottom = self._geometry.inner(self._board.lane_ids.index(lane))
        x = self._geometry.x(index, self._geometry.axis.columns[index].axis(moment))
        return QPointF(x, (top + bottom) / 2)
