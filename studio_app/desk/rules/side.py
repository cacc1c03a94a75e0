"""The left of the settings: a line to find one of them, and the sections."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.rules.model import SECTIONS, Section
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.widgets.search_line import SearchLine

WIDTH = 220
_ROW = 36


class _Sections(RowModel[Section]):
    def spoken(self, row: Section) -> str:
        return SECTIONS[row]


class _Painter(RowDelegate["SectionList", _Sections]):
    height = _ROW

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        shown, view = theme.current(), self._view
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(8, 1, -8, -1)
        section = self._model.row(index)
        chosen = section is view.section
        if chosen or view.is_hovered(index.row()):
            painting.fill_round(painter, box, shown.accent_soft if chosen else shown.raised, 8)
        if view.shows_focus(index.row()):
            painting.draw_ring(painter, box, 8)
        weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
        ink = shown.accent if chosen else shown.text
        words = SECTIONS[section]
        painting.draw_line(painter, box.adjusted(12, 0, -8, 0), words, shown.font("body", weight), ink)


class SectionList(RowList):
    """The sections, one of which is shown.

    Signals:
        chosen: the Section that the user went to.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section: Section | None = None
        self._model = _Sections(self)
        self._model.set_rows(tuple(Section))
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, self._model))
        self.setAccessibleName(self.tr("Sections of the settings"))
        self.fit()

    def show_section(self, section: Section | None) -> None:
        """Mark a section; nothing is signalled. None while something is searched for."""
        self.section = section
        if section is not None:
            place = self._model.index(list(Section).index(section), 0)
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(place)
            self.selectionModel().blockSignals(False)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid() and self._model.row(current) is not self.section:
            self.chosen.emit(self._model.row(current))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        super().mouseReleaseEvent(event)
        if place >= 0:
            self.chosen.emit(self._model.rows[place])


class SettingsSide(QFrame):
    """The line and the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setObjectName("settings_side")
        self.setStyleSheet("#settings_side { border: none; border-right: 1px solid palette(mid); }")
        self.setFixedWidth(WIDTH)
        self.search = SearchLine(self.tr("Find a setting"), self.tr("Find a setting"), self)
        self.search.setFixedWidth(WIDTH - 25)
        self.list = SectionList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(10)
        column.addWidget(self.search, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.list)
        column.addStretch(1)
        self.search.left_down.connect(self._enter_list)

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
