"""What stays in view beside the lanes: the hours above them, and the names on their left."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk import theme
from studio_app.desk.board.canvas import PaintedBoard
from studio_app.desk.board.geometry import DAY_GAP, NAMES_WIDTH, Geometry
from studio_app.desk.week.look import Face, Look
from studio_app.desk.week.painted import Painted
from studio_app.desk.week.painter import hour_text
from studio_app.desk.widgets import painting

HOURS_HEIGHT = 44
_AVATAR, _SMALL_AVATAR = 24, 20
_DAY_LINE, _HOUR_LINE = 18, 36


class _Beside(Painted):
    """Stands beside the lanes and moves with them."""

    def __init__(self, canvas: PaintedBoard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._canvas = canvas
        canvas.geometry_changed.connect(self.update)


class Hours(_Beside):
    """The hours above the lanes; of several days their names too.

    Signals:
        day_chosen: the date of a day that was clicked.
    """

    day_chosen = Signal(object)

    def __init__(self, canvas: PaintedBoard, parent: QWidget | None = None) -> None:
        super().__init__(canvas, parent)
        self.setObjectName("board-hours")
        self.setFixedHeight(HOURS_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, geometry, board = self._look_now(), self._canvas.lanes, self._canvas.board
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.theme.surface)
        several = len(board.days) > 1
        for index in range(len(geometry.axis.columns)):
            self._hours(painter, look, geometry, index, low=several)
            if several:
                self._day(painter, look, geometry, index)
        thin = look.snap(1)
        painter.fillRect(QRectF(0, self.height() - thin, self.width(), thin), look.theme.line)
        self._now(painter, look)
        painter.end()

    def _hours(self, painter: QPainter, look: Look, geometry: Geometry, index: int, *, low: bool) -> None:
        window, baseline = geometry.window, _HOUR_LINE if low else 27
        every = 1 if geometry.hour_width >= 44 else 2 if geometry.hour_width >= 26 else 6
        for mark in geometry.axis.marks:
            shown = window.first <= mark.axis < window.last and mark.is_hour
            if not shown or mark.wall // 60 % every:
                continue
            x = look.snap(geometry.x(index, mark.axis))
            painter.fillRect(QRectF(x, self.height() - 6 if low else 0, look.snap(1), 44), look.theme.line)
            painter.setPen(look.theme.text_muted)
            said = hour_text(mark.wall, mark.name, self._canvas.board.as_week)
            if geometry.hour_width * every < 40:
                said = said.split()[0]
            for line in look.lines(said, look.caption, 80):
                if x + 5 + line.width <= geometry.left(index) + geometry.day_width:
                    look.draw(painter, line, x + 5, baseline)

    def _day(self, painter: QPainter, look: Look, geometry: Geometry, index: int) -> None:
        board = self._canvas.board
        day = board.days[index]
        left = geometry.left(index)
        if index:
            painter.fillRect(QRectF(left - DAY_GAP, 0, DAY_GAP, self.height()), look.theme.line_faint)
        painter.setPen(look.theme.accent if day == board.today else look.theme.text)
        face = look.small_bold
        for line in look.lines(
            f"{board.wording.weekdays[day.weekday()]} {day.day}", face, geometry.day_width - 8
        ):
            look.draw(painter, line, left + 5, _DAY_LINE)

    def _now(self, painter: QPainter, look: Look) -> None:
        x = self._canvas.now_x()
        if x is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.theme.now_line)
            painter.drawEllipse(QPointF(look.snap(x), self.height() - 4), 3.5, 3.5)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        board, geometry = self._canvas.board, self._canvas.lanes
        if len(board.days) > 1 and event.button() == Qt.MouseButton.LeftButton:
            self.day_chosen.emit(board.days[geometry.day_at(event.position().x())])


class Names(_Beside):
    """Who the lanes belong to.

    Signals:
        menu_requested: id of the photographer, and the point of the screen, for what can be done with a lane.
    """

    menu_requested = Signal(str, object)

    def __init__(self, canvas: PaintedBoard, parent: QWidget | None = None) -> None:
        super().__init__(canvas, parent)
        self.setObjectName("board-names")
        self.setFixedWidth(NAMES_WIDTH)
        self.setMouseTracking(True)
        self._names: Face | None = None
        canvas.holding.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, geometry, board = self._look_now(), self._canvas.lanes, self._canvas.board
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.theme.surface)
        place = self._canvas.holding.state.place
        for number in geometry.visible_lanes():
            area = QRectF(0, geometry.top(number), self.width(), geometry.lane_height)
            if place is not None and place.lane == board.lane_ids[number]:
                painter.fillRect(area, look.theme.accent_soft)
            self._name(painter, look, number, area)
        thin = look.snap(1)
        painter.fillRect(QRectF(self.width() - thin, 0, thin, self.height()), look.theme.line)
        painter.end()

    def _name(self, painter: QPainter, look: Look, number: int, area: QRectF) -> None:
        lane = self._canvas.board.lanes[number]
        low = area.height() < 52
        side = _SMALL_AVATAR if low else _AVATAR
        text = (
            look.snap(area.top() + (area.height() - 34) / 2) if low or area.height() < 80 else area.top() + 17
        )
        painting.draw_avatar(painter, QRectF(15, text + (17 - side / 2 if low else 0), side, side), lane.face)
        left = 15 + side + 8
        room = self.width() - left - 4
        painter.setPen(look.theme.text)
        for line in look.lines(lane.face.name, self._title_face(), room):
            look.draw(painter, line, left, text + 14)
        painter.setPen(look.theme.text_muted)
        for line in look.lines(lane.note, look.tight, room):
            look.draw(painter, line, left, text + (29 if low else 31))
        thin = look.snap(1)
        painter.fillRect(QRectF(0, area.bottom() - thin, area.width(), thin), look.theme.line)

    def _title_face(self) -> Face:
        if self._names is None:
            font = theme.current().font("body", QFont.Weight.DemiBold)
            self._names = Face("lane-name", font, 13, 17, 17)
        return self._names

    def lane_at(self, y: float) -> str:
        """Id of the lane at a height; "" below the last."""
        number = self._canvas.lanes.lane_at(y)
        return "" if number is None else self._canvas.board.lane_ids[number]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        lane = self._canvas.board.lane(self.lane_at(event.position().y()))
        self.setToolTip(f"{lane.face.name}\n{lane.note}" if lane else "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        lane = self.lane_at(event.pos().y())
        if lane:
            self.menu_requested.emit(lane, event.globalPos())
