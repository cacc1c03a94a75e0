"""The people of a file, one a row, and what becomes of each. Painted cells in Qt's table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio_app.actions.plan_agents import Choice, Planned, Verdict
from studio_app.desk import theme
from studio_app.desk.bringing.words import CHOICES, VERDICTS, told
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.bare_table import make_bare
from studio_app.desk.widgets.labels import plain_tip
from studio_app.desk.widgets.overlay_bar import OverlayBar

Index = QModelIndex | QPersistentModelIndex
ROW, _PAD = 40, 12
_HEADS = ("What happens", "Name", "E-mail", "Phone", "Brokerage", "Why")
_WIDTHS = (116, 170, 210, 130, 170)
_INKS = {
    Verdict.NEW: Tone.GOOD,
    Verdict.CHANGED: Tone.GOOD,
    Verdict.ALIKE: Tone.WARN,
    Verdict.BAD: Tone.BAD,
}


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[tuple[int, Planned, Choice]] = []

    def show(self, rows: Sequence[tuple[int, Planned, Choice]]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = 0) -> object:
        words = self.words(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def words(self, row: int) -> tuple[str, ...]:
        _, item, choice = self.rows[row]
        agent = item.agent or item.contact
        what = ": ".join(filter(None, (VERDICTS[item.verdict], told(item, choice))))
        return CHOICES[choice], agent.name, agent.email, agent.phone, agent.brokerage, what


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: AgentsTable, model: _Model) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, rect = theme.current(), QRectF(option.rect)
        _, item, choice = self._model.rows[index.row()]
        painter.save()
        current = index.row() == self._table.currentIndex().row()
        if self._table.selectionModel().isRowSelected(index.row(), QModelIndex()):
            painter.fillRect(rect, shown.accent_soft)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown.line_faint)
        text = self._model.words(index.row())[index.column()]
        box = rect.adjusted(_PAD, 0, -_PAD, -1)
        if index.column() == 0:
            self._paint_choice(painter, box, text, choice, many=len(item.choices) > 1, current=current)
        else:
            skipped = choice is Choice.SKIP
            ink = shown.text_muted if skipped or index.column() != 1 else shown.text
            weight = QFont.Weight.DemiBold if index.column() == 1 and not skipped else QFont.Weight.Normal
            if index.column() == len(_HEADS) - 1:
                ink = shown.ink(_INKS.get(item.verdict, Tone.PLAIN))
            painting.draw_line(painter, box, text, shown.font("body", weight), ink)
        painter.restore()

    def _paint_choice(
        self, painter: QPainter, box: QRectF, text: str, choice: Choice, *, many: bool, current: bool
    ) -> None:
        shown = theme.current()
        pill = QRectF(box.left(), box.center().y() - 13, box.width(), 26)
        taken = choice is not Choice.SKIP
        if many or taken:
            painting.fill_round(painter, pill, shown.accent_soft if taken else shown.raised, 13)
        font = shown.font("small", QFont.Weight.DemiBold)
        words = f"{text} \N{BLACK DOWN-POINTING SMALL TRIANGLE}" if many else text
        ink = shown.accent if taken else shown.text_muted
        painting.draw_line(painter, pill.adjusted(10, 0, -6, 0), words, font, ink)
        if current and self._table.hasFocus():
            painting.draw_ring(painter, pill, 13)


class AgentsTable(QTableView):
    """The table. Space, Enter or a click on the first column goes to the next thing that can be done with the chosen
    rows; several rows are chosen as in any list.

    Signals:
        turned: numbers of the people for whom something else is wanted.
    """

    turned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agents_table")
        self.setAccessibleName(self.tr("People of the file"))
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))
        make_bare(self, ROW, more_style=f"QHeaderView::section {{ padding-left: {_PAD}px; }}")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        for column, width in enumerate(_WIDTHS):
            head.resizeSection(column, width)
        self._bar = OverlayBar(self)

    def show_rows(self, rows: Sequence[tuple[int, Planned, Choice]]) -> None:
        """Show people by their number in the file, with what becomes of them; the place in the list stays."""
        at, current = self.verticalScrollBar().value(), self.currentIndex().row()
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        same = [number for number, _, _ in rows] == [number for number, _, _ in self._model.rows]
        self._model.show(rows)
        if rows:
            self.setCurrentIndex(self._model.index(min(max(current, 0), len(rows) - 1), 0))
        if same:
            for row in chosen:
                self.selectionModel().select(
                    self._model.index(row, 0),
                    self.selectionModel().SelectionFlag.Select | self.selectionModel().SelectionFlag.Rows,
                )
            self.verticalScrollBar().setValue(at)

    def words(self) -> list[tuple[str, ...]]:
        """What stands in the rows."""
        return [self._model.words(row) for row in range(len(self._model.rows))]

    def _turn(self) -> None:
        rows = {index.row() for index in self.selectionModel().selectedRows()}
        if self.currentIndex().isValid():
            rows.add(self.currentIndex().row())
        if rows:
            self.turned.emit(tuple(self._model.rows[row][0] for row in sorted(rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._turn()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.column() == 0:
            self._turn()
