"""The small signs on a block: how far its event got on its way to the calendar, and what the guests answered."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio_app.desk import icons
from studio_app.desk.week.look import Look
from studio_app.desk.week.model import Block, BlockKind, Reply, WriteState

BADGE = 13
TIGHT = 74
"""Narrower blocks break their words."""
REPLY = 12
_REPLY_GAP = 3
_MOST_REPLIES = 4
_ICONS = {WriteState.WAITING: "clock", WriteState.FAILED: "warning", WriteState.DIFFERS: "differs"}
_ACTIVE = (WriteState.FAILED, WriteState.DIFFERS)
"""States in which a click on the sign does something."""


def badge_area(block: Block, area: QRectF) -> QRectF | None:
    """Where the sign of a block that is not simply written stands; None for no sign or no room."""
    if block.state not in _ICONS or area.width() < 24 or area.height() < 14:
        return None
    top = area.top() + min(4.0, (area.height() - BADGE) / 2)
    if area.width() < TIGHT and area.height() >= 64:
        top = area.bottom() - BADGE - 4  # the words need the whole width
    return QRectF(round(area.right() - BADGE - 4), round(top), BADGE, BADGE)


def is_active(block: Block) -> bool:
    """Whether a click on the block's sign does something of its own."""
    return block.state in _ACTIVE


def draw_badge(painter: QPainter, look: Look, block: Block, area: QRectF, ink: QColor) -> None:
    """The sign; what wants somebody stands on a ground of its own."""
    theme = look.theme
    grounds = {
        WriteState.FAILED: (theme.danger_soft, theme.danger),
        WriteState.DIFFERS: (theme.warning_soft, theme.warning),
    }
    if block.state in grounds:
        ground, ink = grounds[block.state]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(area.adjusted(-2, -2, 2, 2))
    picture = icons.pixmap(_ICONS[block.state], ink, BADGE, look.scale)
    painter.drawPixmap(area.topLeft(), picture)


def draw_outline(painter: QPainter, look: Look, area: QRectF, radius: float) -> None:
    """The broken line around a block whose event was changed by hand."""
    pen = QPen(look.theme.warning, 1.5)
    pen.setDashPattern([4, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)


def replies_area(block: Block, area: QRectF) -> QRectF | None:
    """Where the guests' answers stand, at the lower right; None for none or no room."""
    if not block.replies or block.kind is not BlockKind.APPOINTMENT:
        return None
    count = min(len(block.replies), _MOST_REPLIES)
    long = count * (REPLY + _REPLY_GAP) - _REPLY_GAP
    right, bottom = area.right() - 4, area.bottom() - 4
    badge = badge_area(block, area)
    low = badge is not None and badge.bottom() > area.bottom() - REPLY - 6
    if area.width() >= max(long + 14, 40) and area.height() >= 44:
        if badge is not None and low:
            right = badge.left() - 5
        if right - long >= area.left() + 6:
            return QRectF(round(right - long), round(bottom - REPLY), long, REPLY)
    # A narrow block has them under each other.
    if badge is not None and low:
        bottom = badge.top() - 4
    if area.width() < REPLY + 10 or area.height() < long + 60:
        return None
    return QRectF(round(right - REPLY - 1), round(bottom - long), REPLY, long)


def draw_replies(painter: QPainter, look: Look, block: Block, area: QRectF, ink: QColor) -> None:
    """A mark a guest: a tick, a cross, a question mark, or an open ring for no answer."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, guest in enumerate(block.replies[:_MOST_REPLIES]):
        step = number * (REPLY + _REPLY_GAP)
        across = area.width() > REPLY
        at = QPointF(step, 0) if across else QPointF(0, step)
        box = QRectF(area.topLeft() + at, area.topLeft() + at + QPointF(REPLY, REPLY))
        _draw_reply(painter, look, guest.reply, box, ink)
    painter.restore()


def _draw_reply(painter: QPainter, look: Look, reply: Reply, box: QRectF, ink: QColor) -> None:
    declined = reply is Reply.DECLINED
    colour = look.theme.danger if declined else ink
    pen = QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(look.theme.danger_soft if declined else Qt.BrushStyle.NoBrush)
    middle = box.center()
    if reply is Reply.ACCEPTED:
        corners = [QPointF(-3.6, 0.2), QPointF(-1, 2.8), QPointF(3.8, -2.8)]
        painter.drawPolyline([middle + corner for corner in corners])
        return
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    if declined:
        painter.drawLine(middle + QPointF(-2, -2), middle + QPointF(2, 2))
        painter.drawLine(middle + QPointF(2, -2), middle + QPointF(-2, 2))
    elif reply is Reply.TENTATIVE:
        for line in look.lines("?", look.tight_bold, 12):
            look.draw(painter, line, middle.x() - line.width / 2, middle.y() + 3.6)
