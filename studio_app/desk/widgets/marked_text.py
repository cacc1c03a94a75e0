"""Plain text of which some words are marked: by a coloured ground and by a line under them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_app.desk import theme


class MarkedText(QWidget):
    """Text in as many lines as it takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[tuple[str, bool], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_pieces(self, pieces: Sequence[tuple[str, bool]]) -> None:
        """Show pieces of text, each with whether it is marked."""
        self._pieces = tuple(pieces)
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The text without its marks."""
        return "".join(text for text, _ in self._pieces)

    def marked(self) -> tuple[str, ...]:
        """The pieces that are marked."""
        return tuple(text for text, is_marked in self._pieces if is_marked)

    # ------------------------------------------------------------ layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(width)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height())

    def _height(self, width: int) -> int:
        layout = self._laid_out(width)
        return max(self.fontMetrics().height(), round(layout.boundingRect().height() + 0.5))

    def _laid_out(self, width: int) -> QTextLayout:
        # A line break of the text is one of the layout.
        text = self.text().replace("\r\n", "\n").replace("\n", "\N{LINE SEPARATOR}")
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._marks())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _marks(self) -> list[QTextLayout.FormatRange]:
        shown = theme.current()
        found, at = [], 0
        for text, is_marked in self._pieces:
            # Qt counts in units of UTF-16.
            length = len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2
            if is_marked:
                look = QTextCharFormat()
                look.setBackground(shown.warning_soft)
                look.setFontUnderline(True)
                look.setUnderlineColor(shown.warning)
                mark = QTextLayout.FormatRange()
                mark.start, mark.length, mark.format = at, length, look
                found.append(mark)
            at += length
        return found

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().text)
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
