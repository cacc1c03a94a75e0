"""Blocks of the week that are moved and stretched by hand: the gesture of `desk.board`, over days instead of lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from studio_app.desk.board.answering import Stretch
from studio_app.desk.board.ground import DayGround, minute_of, minute_on, moment_of
from studio_app.desk.board.hand import (
    Drop,
    Edge,
    Move,
    Phase,
    Piece,
    Place,
    Press,
    Release,
    Source,
    Spot,
    Step,
    Way,
)
from studio_app.desk.board.held_painter import paint_ghost, paint_stretch, paint_taken, paint_veils
from studio_app.desk.board.holding import Holding
from studio_app.desk.board.words import GhostWords, ghost_words
from studio_app.desk.week.blocks import point_in
from studio_app.desk.week.canvas import PaintedWeek
from studio_app.desk.week.content import PlacedBlock
from studio_app.desk.week.geometry import axis_of
from studio_app.desk.week.look import RADIUS
from studio_app.desk.week.model import Block, BlockKind, Ghost, Week

GHOST = "ghost"
"""What the gesture calls the time that is chosen in the booking panel."""
EDGE = 5.0
"""Pixels at the ends of a block by which it is stretched."""
_LEAST_FOR_EDGES = 26.0
_SCROLL_ZONE = 28
_SCROLL_MS, _SCROLL_STEP = 25, 12.0
_SHIFT = Qt.KeyboardModifier.ShiftModifier


_States = tuple[list[QRectF], list[tuple[PlacedBlock, QRectF]]]
"""Where blocks are pale, and the blocks that are held, marked or have the keyboard."""


def piece_of_block(block: Block) -> Piece | None:
    """A block as something that can be held; None for what isn't the studio's own."""
    key, _, lane = block.id.partition("/")
    if block.kind is BlockKind.BUSY or not lane:
        return None
    minutes = int((block.end - block.start).total_seconds() // 60)
    return Piece(key, lane, minute_of(block.start), minutes, version=block.version)


def known_in(week: Week) -> dict[str, int]:
    """Everything that can be held, with its version."""
    pieces = (piece_of_block(block) for block in week.blocks)
    return {piece.key: piece.version for piece in pieces if piece is not None}


class MovingWeek(PaintedWeek):
    """A week whose blocks can be held.

    Attributes:
        holding: The gesture. A block stays in its photographer's lane unless `Alt` with an arrow or the wheel hands it over.

    Signals:
        ghost_moved: the datetime to which the time of the booking panel was dragged.
        block_activated: the id of an appointment or hold that was clicked.
        current_changed: the keyboard is on another block.
    """

    ghost_moved = Signal(object)
    block_activated = Signal(str)
    current_changed = Signal()

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        # Made first: events that the widget gets while it is made ask for it.
        self.holding = Holding(_ground(week))
        super().__init__(week, parent)
        self.holding.setParent(self)
        self._current = ""
        self._pressed_at = self._last = QPointF()
        self._hidden = False
        self._states: tuple[object, _States] = (None, ([], []))
        self._scrolling = QTimer(self, interval=_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self.holding.changed.connect(self._held_changed)
        self.holding.dropped.connect(self._dropped)

    # ------------------------------------------------------------ what is shown

    def set_week(self, week: Week) -> None:
        super().set_week(week)
        self.holding.ground = _ground(week)
        if not any(block.id == self._current for block in week.blocks):
            self._current = ""

    @property
    def current(self) -> str:
        """Id of the block that the keyboard is on; "" for none."""
        return self._current

    def set_current(self, block_id: str) -> None:
        """Put the keyboard on a block."""
        if block_id != self._current:
            self._current = block_id
            self.update()

    def words(self) -> GhostWords | None:
        """What the ghost says; None while nothing is held over a day."""
        state = self.holding.state
        if state.place is None or not state.is_held:
            return None
        title, names = self.title_of(state.pieces), dict(self._week.people)
        verdict = self.holding.verdict
        said = ghost_words(title, self._week, names, state.pieces, state.place, verdict, state.edge)
        return self._offered(said, state.place) if state.pieces[0].source is Source.GHOST else said

    def _offered(self, said: GhostWords, place: Place) -> GhostWords:
        """How many could come to the order in the panel then; nothing between the steps, which no opening tells of."""
        on_step = self.holding.ground.nearest(place.start, self._week.step_min) == place.start
        if self._stale or not on_step or not self._content.cells:
            return said
        cell = self._content.cell_at(moment_of(place.start))
        line = cell.text if cell is not None else "no opening"
        return GhostWords(said.title, (*said.lines, line), refused=cell is None)

    def title_of(self, pieces: tuple[Piece, ...]) -> str:
        """What is held: a street, or how many there are."""
        if len(pieces) > 1:
            return f"{len(pieces)} appointments"
        if pieces[0].source is Source.GHOST:
            return next((ghost.lines[0] for ghost in self._ghosts if ghost.lines), "")
        found = (block.title for block in self._week.blocks if block.id.split("/", 1)[0] == pieces[0].key)
        return next(found, "")

    def _hides_openings(self) -> bool:
        """While an appointment is held its own times are shown, not those of the order in the panel."""
        state = self.holding.state
        return state.is_held and state.pieces[0].source is not Source.GHOST

    def shown_ghosts(self) -> tuple[Ghost, ...]:
        """Those of the order in the panel, but while an appointment, or one of themselves, is held."""
        state = self.holding.state
        return tuple(ghost for ghost in self._ghosts if ghost.pale) if state.is_held else self._ghosts

    def _held_changed(self) -> None:
        if self._hides_openings() != self._hidden:
            self._hidden = not self._hidden
            self._lay_out()
        held = self.holding.state.phase is Phase.HELD
        if held and not self.holding.state.by_keys:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif not held:
            self._scrolling.stop()
        self.update()

    def _dropped(self, drop: object) -> None:
        assert isinstance(drop, Drop)
        if drop.pieces[0].source is Source.GHOST:
            self.ghost_moved.emit(moment_of(drop.place.start))

    # ------------------------------------------------------------ the hand

    def piece_at(self, point: QPointF) -> tuple[Piece, Edge] | None:
        """What a press would hold, and by which edge."""
        for ghost in self._ghosts:
            areas = [parts.body for parts in self._overlay().ghost_parts(ghost) if parts.body]
            moved = [area.translated(0, -self._geometry.scroll) for area in areas]
            if not ghost.pale and any(point_in(area, point) for area in moved):
                minutes = int((ghost.end - ghost.start).total_seconds() // 60)
                return Piece(GHOST, "", minute_of(ghost.start), minutes, Source.GHOST), Edge.BODY
        placed, index = self.block_at(point), self._geometry.column_at(point.x())
        piece = piece_of_block(placed.block) if placed is not None else None
        if piece is None or placed is None or index is None:
            return None
        return piece, self._edge_at(placed, self.placed_rect(index, placed), point)

    @staticmethod
    def _edge_at(placed: PlacedBlock, area: QRectF, point: QPointF) -> Edge:
        if area.height() < _LEAST_FOR_EDGES:
            return Edge.BODY
        if placed.begins and point.y() - area.top() <= EDGE:
            return Edge.START
        return Edge.END if placed.ends and area.bottom() - point.y() <= EDGE else Edge.BODY

    def take(self, piece: Piece, edge: Edge, at: QPointF, *, many: bool) -> None:
        """Something is pressed."""
        self._pressed_at = self._last = at
        self.holding.feed(Press(piece, Spot(piece.lane, self._minute_at(at)), edge, many))

    def drag(self, at: QPointF, *, fine: bool) -> None:
        """The hand is somewhere, the button down."""
        self._last = at
        state, way = self.holding.state, at - self._pressed_at
        lane = state.place.lane if state.place else state.pieces[0].lane if state.pieces else ""
        travelled = (way.x() ** 2 + way.y() ** 2) ** 0.5
        beside = not -40 <= at.x() <= self.width() + 40
        spot = None if beside else Spot(lane, self._minute_at(at))
        self.holding.feed(Move(spot, travelled, fine, (0, self._pull(at.y()))))
        if self.holding.state.phase is Phase.HELD and self.holding.state.pull != (0, 0):
            if not self._scrolling.isActive():
                self._scrolling.start()
        else:
            self._scrolling.stop()

    def drag_again(self, *, fine: bool) -> None:
        """The hand is where it was: Shift is held or let go, or the days were scrolled or zoomed below it."""
        state = self.holding.state
        if state.phase is Phase.HELD and not state.by_keys:
            self.drag(self._last, fine=fine)

    def hand_over(self, way: Way) -> None:
        """Give what is held to the next photographer, wherever it is."""
        if self.holding.state.pieces[0].source is Source.BLOCK:
            self.holding.feed(Step(way))

    def show_held(self) -> None:
        """Bring what keys hold into view."""
        place = self.holding.state.place
        if place is not None:
            self.scroll_to(moment_of(place.start))

    def go_to_block(self, block: Block) -> None:
        """Put the keyboard on a block and bring it into view."""
        self.set_current(block.id)
        self.scroll_to(block.start)
        self.current_changed.emit()

    def activate(self, block_id: str) -> None:
        """Ask what can be done with a block."""
        self.block_activated.emit(block_id)

    def let_go(self) -> None:
        """The hand lets go."""
        self._scrolling.stop()
        self.holding.feed(Release())

    def _pull(self, y: float) -> int:
        geometry = self._geometry
        if y < _SCROLL_ZONE and geometry.scroll > 0:
            return -1
        return 1 if y > geometry.height - _SCROLL_ZONE and geometry.scroll < geometry.max_scroll else 0

    def _scroll_on(self) -> None:
        state = self.holding.state
        if state.phase is not Phase.HELD or state.pull == (0, 0):
            self._scrolling.stop()
            return
        self.set_scroll(self._geometry.scroll + state.pull[1] * _SCROLL_STEP)
        self.drag(self._last, fine=bool(QApplication.keyboardModifiers() & _SHIFT))

    def _minute_at(self, point: QPointF) -> int:
        """Whole minutes since 1970 at a point; beside the days those of the nearest one."""
        geometry = self._geometry
        inside = min(max(point.x(), geometry.labels), geometry.width - 1)
        index = geometry.column_at(inside) or 0
        axis = min(max(0.0, geometry.axis_minute(point.y())), geometry.axis.length - 1.0)
        return minute_on(geometry.axis.columns[index], axis)

    def ghost_area(self) -> QRectF | None:
        """Where the first thing in the hand would stand; None while nothing is held over a day."""
        place = self.holding.state.place
        areas = list(self._areas(place.start, place.minutes)) if place is not None else []
        return areas[0] if areas else None

    # ------------------------------------------------------------ painting

    def _paint_over(self, painter: QPainter, dirty: QRect) -> None:
        super()._paint_over(painter, dirty)
        painter.resetTransform()
        if self._has_states():
            pale, others = self._with_state()
            paint_veils(painter, self._look_now(), pale)
            for placed, area in others:
                self._paint_state(painter, placed, area)
        self._paint_answer(painter)
        self._paint_held(painter)

    def _has_states(self) -> bool:
        """Whether any block looks other than at rest: the place of each is worked out for that only."""
        state = self.holding.state
        ringed = bool(self._current) and self.hasFocus()
        moving = state.is_held or bool(self.holding.pending)
        return ringed or moving or bool(state.marked) or self._hides_openings()

    def _with_state(self) -> _States:
        """Where blocks are pale, and those that look other than at rest; worked out once for all steps of a drag."""
        state = self.holding.state
        lane = state.place.lane if state.place is not None else state.pieces[0].lane if state.pieces else ""
        shown = self._content, self._geometry, self._look_now()
        key = (*shown, lane, state.phase, state.pieces, state.marked, self.holding.pending, self._ring())
        if self._states[0] != key:
            self._states = key, self._find_states()
        return self._states[1]

    def _find_states(self) -> _States:
        pale: list[QRectF] = []
        others: list[tuple[PlacedBlock, QRectF]] = []
        seen = QRectF(self.rect())
        for index, day in enumerate(self._content.days):
            for placed in day.blocks:
                moving = self.holding.is_moving(placed.block.id.split("/", 1)[0])
                is_pale = not moving and self._hides_openings() and not self._matters(placed.block)
                if not (moving or is_pale or self._is_ringed(placed.block)):
                    continue
                area = self.placed_rect(index, placed)
                if area.intersects(seen) and is_pale:
                    pale.append(area)
                elif area.intersects(seen):
                    others.append((placed, area))
        return pale, others

    def _paint_state(self, painter: QPainter, placed: PlacedBlock, area: QRectF) -> None:
        """What moves on a block: that it is held, marked, or has the keyboard."""
        look = self._look_now()
        if self.holding.is_moving(placed.block.id.split("/", 1)[0]):
            paint_taken(painter, look, area, placed.block.title)
            return
        painter.setPen(QPen(look.theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS, RADIUS)

    def _matters(self, block: Block) -> bool:
        """Whether a block takes time of whoever would have what is held."""
        place = self.holding.state.place
        lane = place.lane if place is not None else self.holding.state.pieces[0].lane
        if block.kind is BlockKind.BUSY:
            return dict(self._week.people).get(lane, "") in block.tip.split(", ")
        return block.id.partition("/")[2] == lane

    def _ring(self) -> str:
        """The block that has the keyboard's ring; "" for none."""
        return self._current if self.hasFocus() else ""

    def _is_ringed(self, block: Block) -> bool:
        """Whether the keyboard is on a block, or it is marked."""
        key = block.id.split("/", 1)[0]
        marked = any(piece.key == key for piece in self.holding.state.marked)
        return marked or (bool(self._current) and block.id == self._ring())

    def _paint_answer(self, painter: QPainter) -> None:
        """Where what is held could lie, for whoever would have it."""
        for stretch in self._stretches():
            for area in self._areas(stretch.start, stretch.end - stretch.start):
                paint_stretch(painter, self._look_now(), area, stretch)

    def _stretches(self) -> tuple[Stretch, ...]:
        answer, place = self.holding.answer, self.holding.state.place
        if answer is None or not self.holding.state.is_held:
            return ()
        lane = place.lane if place is not None else self.holding.state.pieces[0].lane
        found = answer.lanes.get(lane)
        return found.stretches if found is not None else ()

    def _paint_held(self, painter: QPainter) -> None:
        look, canvas = self._look_now(), QRectF(self.rect())
        for drop in self.holding.pending:
            span = moment_of(drop.place.start), moment_of(drop.place.end)
            said = GhostWords(self.title_of(drop.pieces), (self._week.wording.times(*span, self._week.zone),))
            for area, words in self._placed(drop.pieces, drop.place, said):
                paint_ghost(painter, look, area, words, canvas, settled=True)
        state = self.holding.state
        if state.is_held and state.place is not None:
            for area, words in self._placed(state.pieces, state.place, self.words()):
                paint_ghost(painter, look, area, words, canvas, settled=False)

    def _placed(
        self, pieces: tuple[Piece, ...], place: Place, words: GhostWords | None
    ) -> Iterator[tuple[QRectF, GhostWords | None]]:
        """Where each thing would stand, the first one last, so that it lies on top."""
        shift = place.start - (pieces[0].start or 0)
        for piece in reversed(pieces[1:]):
            for area in self._areas((piece.start or 0) + shift, piece.minutes):
                yield area, None
        for number, area in enumerate(self._areas(place.start, place.minutes)):
            yield area, None if number else words

    def _areas(self, start: int, minutes: int) -> Iterator[QRectF]:
        """Where a stretch of time stands on the days that it touches."""
        overlay = self._overlay()
        for index in range(len(self._geometry.axis.columns)):
            area = overlay.area(index, moment_of(start), moment_of(start + minutes))
            if area is not None:
                yield area.translated(0, -self._geometry.scroll)


def _ground(week: Week) -> DayGround:
    lanes: Mapping[str, str] = dict(week.people)
    return DayGround(axis_of(week.zone, week.dates), week.step_min, tuple(lanes))
