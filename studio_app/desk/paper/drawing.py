"""Draws pages: onto a picture for the screen, into a PDF, onto a printer. It needs no window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from studio_app.desk import theme
from studio_app.desk.paper.setting import UNIT, Disc, Page, Rule, Text
from studio_app.desk.people import Face
from studio_app.desk.widgets import painting

_PDF_DPI = 600


def draw_page(painter: QPainter, page: Page, dpi: float) -> None:
    """Draw a page at the painter's origin, for a device with so many dots an inch."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(dpi / 72 / UNIT, dpi / 72 / UNIT)
    for mark in page.marks:
        if isinstance(mark, Text):
            _text(painter, mark)
        elif isinstance(mark, Rule):
            _rule(painter, mark)
        else:
            _disc(painter, mark)
    painter.restore()


def picture(page: Page, width: int, scale: float = 1.0) -> QImage:
    """A page as a picture so many device-independent pixels wide."""
    dots = width * scale
    height = round(dots * page.height / page.width)
    image = QImage(round(dots), height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    draw_page(painter, page, dots / (page.width / UNIT / 72))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


def pdf(pages: Sequence[Page], title: str) -> bytes:
    """The pages as a PDF file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Studio Desk")
    writer.setTitle(title)
    writer.setResolution(_PDF_DPI)
    print_pages(writer, pages)
    buffer.close()
    return bytes(data.data())


def print_pages(device: QPagedPaintDevice, pages: Sequence[Page]) -> None:
    """Draw pages onto paper of their own size, without margins but those that they have."""
    device.setPageLayout(_layout(pages[0]))
    painter = QPainter(device)
    for place, page in enumerate(pages):
        if place:
            device.newPage()
        draw_page(painter, page, device.logicalDpiX())
    painter.end()


def _layout(page: Page) -> QPageLayout:
    points = QSizeF(page.width / UNIT, page.height / UNIT)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _text(painter: QPainter, mark: Text) -> None:
    painter.setFont(mark.letter.font())
    painter.setPen(QColor(mark.letter.color))
    box = QRectF(mark.x, mark.y, mark.width, mark.letter.line)
    align = Qt.AlignmentFlag.AlignRight if mark.right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, mark.text)


def _rule(painter: QPainter, mark: Rule) -> None:
    if mark.height:
        pen = QPen(QColor(mark.color), UNIT * 1.1)
        pen.setStyle(Qt.PenStyle.DotLine if mark.dotted else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawLine(round(mark.x), round(mark.y), round(mark.x), round(mark.y + mark.height))
    else:
        painter.fillRect(QRectF(mark.x, mark.y, mark.width, UNIT * 0.6), QColor(mark.color))


def _disc(painter: QPainter, mark: Disc) -> None:
    face = Face("", mark.name, mark.color)
    theme.register_fonts()
    painting.draw_avatar(painter, QRectF(mark.x, mark.y, mark.side, mark.side), face)
