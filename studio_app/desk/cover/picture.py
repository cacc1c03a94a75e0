"""The day before and after, side by side: lanes that show and tell, and can't be moved."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_app.desk.board.geometry import Window
from studio_app.desk.board.painter import LanePainter, Strip, block_area
from studio_app.desk.cover.compact import LANE, NAME, CompactBlocks, CompactGeometry, Laid, paint_mark
from studio_app.desk.cover.picture_content import DayPicture, spoken
from studio_app.desk.week.blocks import point_in
from studio_app.desk.week.content import PlacedBlock
from studio_app.desk.week.look import Look
from studio_app.desk.week.painted import Painted
from studio_app.desk.week.painter import hour_text
from studio_app.desk.week.spoken import say_block
from studio_app.desk.widgets import painting

_TITLE, _HOURS, _AVATAR = 24, 20, 16
_LEAST = 240


class PictureView(Painted):
    """One of the two pictures."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._picture: DayPicture | None = None
        self._content: Laid | None = None
        self._window = Window(8 * 60, 18 * 60)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST)

    # ------------------------------------------------------------ what is shown

    def show_picture(self, picture: DayPicture, content: Laid, window: Window) -> None:
        """Show a day; both pictures show the same hours."""
        self._picture, self._content, self._window = picture, content, window
        self.setAccessibleDescription(spoken(picture))
        self.updateGeometry()
        self.update()

    @property
    def picture(self) -> DayPicture | None:
        """What is shown."""
        return self._picture

    def block_rect(self, block_id: str) -> QRectF | None:
        """Where a block stands; None where it isn't shown."""
        return next((area for placed, area in self._areas() if placed.block.id == block_id), None)

    def sizeHint(self) -> QSize:
        lanes = len(self._content.lanes) if self._content else 0
        return QSize(_LEAST, _TITLE + _HOURS + lanes * LANE + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # ------------------------------------------------------------ places

    def _geometry_now(self, content: Laid) -> CompactGeometry:
        return CompactGeometry(
            content.axis, self._window, max(1, self.width()), LANE, max(1, len(content.lanes))
        )

    def _areas(self) -> list[tuple[PlacedBlock, QRectF]]:
        """Every block with its place in the widget."""
        content = self._content
        if content is None:
            return []
        look, geometry = self._look_now(), self._geometry_now(content)
        found = []
        for number, lane in enumerate(content.lanes):
            for placed in lane.days[0].blocks:
                area = block_area(look, geometry, 0, 0, placed)
                found.append((placed, area.translated(0, _TITLE + _HOURS + number * LANE)))
        return found

    # ------------------------------------------------------------ painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look_now()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title = QRectF(0, 0, self.width(), _TITLE)
        painting.draw_line(
            painter, title, self._title, look.theme.font("body", QFont.Weight.DemiBold), look.theme.text
        )
        if self._content is not None and self._picture is not None:
            self._paint_hours(painter, look, self._content)
            self._paint_lanes(painter, look, self._content, self._picture)
        painter.end()

    def _paint_hours(self, painter: QPainter, look: Look, content: Laid) -> None:
        assert self._picture is not None
        geometry, week = self._geometry_now(content), self._picture.board.as_week
        every = 1 if geometry.hour_width >= 44 else 2
        painter.setPen(look.theme.text_muted)
        for mark in content.axis.marks:
            inside = self._window.first <= mark.axis < self._window.last
            if inside and mark.is_hour and not mark.wall // 60 % every:
                said = hour_text(mark.wall, mark.name, week)
                for line in look.lines(said, look.tight, geometry.hour_width * every - 4):
                    look.draw(painter, line, geometry.x(0, mark.axis) + 3, _TITLE + 14)

    def _paint_lanes(self, painter: QPainter, look: Look, content: Laid, picture: DayPicture) -> None:
        geometry, strip = self._geometry_now(content), Strip(0, self.width(), LANE)
        frame = QRectF(0, _TITLE + _HOURS, self.width(), LANE * len(content.lanes))
        for number, lane in enumerate(content.lanes):
            painter.save()
            painter.translate(0, _TITLE + _HOURS + number * LANE)
            painter.setClipRect(QRectF(0, 0, self.width(), LANE))
            LanePainter(painter, look, geometry, picture.board, strip, CompactBlocks).paint(lane.days)
            self._paint_name(painter, look, number)
            painter.restore()
        for placed, area in self._areas():
            change = picture.marks.get(placed.block.id)
            if change is not None:
                paint_mark(painter, look, area, change)
        painter.setPen(QPen(look.theme.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_name(self, painter: QPainter, look: Look, number: int) -> None:
        assert self._picture is not None
        lane = self._picture.board.lanes[number]
        name = look.lines(lane.face.name, look.small_bold, self.width() / 2)
        note = look.lines(lane.note, look.tight, self.width() / 2 - 40)
        width = 8 + _AVATAR + 6 + sum(line.width for line in (*name, *note)) + 18
        painter.fillRect(QRectF(1, 1, min(width, self.width() - 2), NAME - 2), look.theme.surface)
        painting.draw_avatar(painter, QRectF(6, 3, _AVATAR, _AVATAR), lane.face)
        left = 6.0 + _AVATAR + 6
        painter.setPen(look.theme.text)
        for line in name:
            look.draw(painter, line, left, 15)
            left += line.width + 8
        painter.setPen(look.theme.text_muted)
        for line in note:
            look.draw(painter, line, left, 15)

    # ------------------------------------------------------------ tips

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        found = [placed for placed, area in self._areas() if point_in(area, QPointF(event.pos()))]
        if not found or self._picture is None:
            QToolTip.hideText()
            return
        said = say_block(found[-1].block, self._picture.board.as_week).replace(", ", "\n", 2)
        # Escaped: text from outside must not become rich text.
        tip = f"<p style='white-space:pre-line'>{html.escape(said)}</p>"
        QToolTip.showText(event.globalPos(), tip, self)
