"""The appointments of the plan under each other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio_app.desk.cover.content import CoverRow
from studio_app.desk.cover.row import RowView
from studio_app.desk.widgets.overlay_bar import OverlayBar


class RowViews(QScrollArea):
    """The rows.

    Signals:
        ticked: id of an appointment, whether it is ticked now.
        chosen: id of an appointment, the Choice.
        looked_at: id of an appointment.
    """

    ticked = Signal(str, bool)
    chosen = Signal(str, object)
    looked_at = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Appointments"))
        self._bar = OverlayBar(self)
        self._body = QWidget(self)
        self._body.setObjectName("cover_rows")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._views: list[RowView] = []
        self._lines: list[QFrame] = []
        self.setWidget(self._body)

    def views(self) -> tuple[RowView, ...]:
        """The rows, from the top."""
        return tuple(self._views)

    def show_rows(self, rows: tuple[CoverRow, ...]) -> None:
        """Show these; rows of the same appointments stay where they are, with the keyboard in them."""
        if [view.row.id for view in self._views] != [row.id for row in rows]:
            self._make(rows)
        for view, row in zip(self._views, rows, strict=True):
            view.show_row(row)

    def _make(self, rows: tuple[CoverRow, ...]) -> None:
        for gone in (*self._views, *self._lines):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._views, self._lines = [], []
        for number, row in enumerate(rows):
            view = RowView(row, self._body)
            view.ticked.connect(self.ticked)
            view.chosen.connect(self.chosen)
            view.looked_at.connect(self.looked_at)
            view.went.connect(self._go)
            self._views.append(view)
            self._column.insertWidget(2 * number, view)
            line = QFrame(self._body)
            line.setProperty("kind", "line")
            self._lines.append(line)
            self._column.insertWidget(2 * number + 1, line)
        self.verticalScrollBar().setValue(0)

    def _go(self, step: int) -> None:
        place = next(place for place, view in enumerate(self._views) if view is self.sender())
        target = min(max(place + step, 0), len(self._views) - 1)
        self._views[target].tick.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(self._views[target], 0, 8)
