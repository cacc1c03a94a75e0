"""Minutes by size as a small table: typed in, pasted into and copied out of like a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio_app.desk import theme
from studio_app.desk.services import tiers
from studio_app.desk.services.sizes import Units
from studio_app.desk.services.tier_paste import pasted, pasted_column
from studio_app.desk.services.tiers import MINUTES, SIZE, TierDraft, TierLine
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.keys import kept
from studio_app.errors import BadInput

Index = QModelIndex | QPersistentModelIndex
_ROW, _HEAD, _PAD = 30, 28, 10
_MOST_ROWS = 9
_HINT = Qt.ItemDataRole.UserRole
"""Role of the paler words in a cell in which nothing is typed."""
_PROBLEM = Qt.ItemDataRole.UserRole + 1


class TierModel(QAbstractTableModel):
    """A draft with one blank row more to type in, and the last row for any larger size.

    Signals:
        edited: the TierDraft as it is now.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = _ready(TierDraft())
        self._units = Units()
        self._plain = 0
        self._problems: Mapping[tuple[int, int], str] = {}

    @property
    def draft(self) -> TierDraft:
        """What is typed, without blank rows."""
        return _trimmed(self._draft)

    @property
    def problems(self) -> Mapping[tuple[int, int], str]:
        """What is wrong, by row and column."""
        return self._problems

    def show(self, draft: TierDraft, units: Units, plain: int) -> None:
        """Show a draft; `plain` are the minutes that hold where no row fits."""
        if (_ready(draft), units, plain) == (self._draft, self._units, self._plain):
            return
        self._units, self._plain = units, plain
        self._take(draft)

    def change(self, draft: TierDraft) -> None:
        """Take what the user made of it."""
        if _trimmed(draft) != self.draft:
            self._take(draft)
            self.edited.emit(self.draft)

    def _take(self, draft: TierDraft) -> None:
        """Rows come and go before the last one, so that the keyboard stays where it is; then all are read anew."""
        new, had = _ready(draft), self._draft.rows
        if new.rows > had:
            self.beginInsertRows(QModelIndex(), had - 1, new.rows - 2)
        elif new.rows < had:
            self.beginRemoveRows(QModelIndex(), new.rows - 1, had - 2)
        self._draft = new
        self._problems = tiers.problems(new, self._units)
        if new.rows > had:
            self.endInsertRows()
        elif new.rows < had:
            self.endRemoveRows()
        self.dataChanged.emit(self.index(0, 0), self.index(new.rows - 1, 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._draft.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 2

    def is_rest(self, row: int) -> bool:
        """Whether a row is that of any larger size."""
        return row == self._draft.rows - 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._draft.text(row, column)
        if role == _HINT:
            return self._hint(row, column)
        if role in (_PROBLEM, Qt.ItemDataRole.ToolTipRole):
            return self._problems.get((row, column), "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._draft.text(row, column) or self._hint(row, column)
            return ". ".join(filter(None, (words, self._problems.get((row, column), ""))))
        return None

    def _hint(self, row: int, column: int) -> str:
        if self.is_rest(row):
            sized = len(self.draft.lines) > 0
            any_size = self.tr("Any larger size") if sized else self.tr("Any size")
            return str(self._plain) if column == MINUTES else any_size
        return self.tr("Add a size") if column == SIZE and self._draft.lines[row].blank else ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        self.change(self._draft.with_text(index.row(), index.column(), str(value)))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("Minutes") if section == MINUTES else self.tr("Up to {}").format(self._units.short)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        fixed = self.is_rest(index.row()) and index.column() == SIZE
        return flags if fixed else flags | Qt.ItemFlag.ItemIsEditable


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown, rect = theme.current(), QRectF(option.rect)
        view = self.parent()
        assert isinstance(view, TierTable)
        current = view.hasFocus() and index == view.currentIndex()
        if view.selectionModel().isSelected(index) and (view.hasFocus() or view.has_range()):
            painter.fillRect(rect, shown.accent_soft)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shown.line_faint)
        problem = str(index.data(_PROBLEM))
        if problem:
            painter.save()
            painter.setPen(QPen(shown.danger, 1.5))
            painter.setBrush(shown.danger_soft)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), 5, 5)
            painter.restore()
        text = str(index.data() or "")
        ink = shown.danger if problem else shown.text
        if not text:
            text, ink = str(index.data(_HINT) or ""), shown.text_faint
        room = rect.adjusted(_PAD, 0, -_PAD, -1)
        painting.draw_line(
            painter, room, text, shown.font("body", tabular=True), ink, Qt.AlignmentFlag.AlignRight
        )
        if current:
            painting.draw_ring(painter, rect, 5)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = Line(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setStyleSheet(
            "QLineEdit, QLineEdit:focus { min-height: 0; border-radius: 4px; padding: 0 6px; }"
        )
        editor.setMaxLength(80)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, Line)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, Line)
        model.setData(index, editor.text())


class TierTable(QTableView):
    """The table.

    Signals:
        said: a sentence about what was pasted or couldn't be; "" for none.
    """

    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tier_table")
        self.setAccessibleName(self.tr("Minutes by size"))
        self._rows = TierModel(self)
        self._units = Units()
        self._waiting: tuple[TierDraft, Units, int] | None = None
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setStyleSheet(
            "QTableView, QTableView:focus { border: none; border-radius: 0; selection-background-color: transparent; }"
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setFixedHeight(_HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self._rows.rowsInserted.connect(self._fit)
        self._rows.rowsRemoved.connect(self._fit)
        self._fit()

    @property
    def rows(self) -> TierModel:
        """What is typed."""
        return self._rows

    def show_draft(self, draft: TierDraft, units: Units, plain: int) -> None:
        """Show a draft; while a cell is being typed in it waits until that is done."""
        self._units = units
        if self.state() is QAbstractItemView.State.EditingState:
            self._waiting = (draft, units, plain)
            return
        self._waiting = None
        place = self.currentIndex()
        row, column = place.row(), place.column()
        self._rows.show(draft, units, plain)
        if not self.currentIndex().isValid():
            self._go(max(row, 0), max(column, 0))

    def has_range(self) -> bool:
        """Whether several cells are marked."""
        return len(self.selectedIndexes()) > 1

    def _go(self, row: int, column: int) -> None:
        self.setCurrentIndex(self._rows.index(min(row, self._rows.rowCount() - 1), column))

    def _fit(self, *_rows: object) -> None:
        rows = min(self._rows.rowCount(), _MOST_ROWS)
        self.setFixedHeight(_HEAD + rows * _ROW + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 2 * _ROW)

    # ------------------------------------------------------------ clipboard

    def copy_all(self) -> None:
        """Copy all rows with their header."""
        QGuiApplication.clipboard().setText(tiers.copied(self._rows.draft, self._units))
        self.said.emit(self.tr("Copied. Paste it into a spreadsheet."))

    def copy(self) -> None:
        """Copy what is marked: one cell as it is, else whole rows."""
        marked = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        if len(marked) < 2:
            text = str(self.currentIndex().data() or "")
            QGuiApplication.clipboard().setText(text)
            return
        lines = tiers.copied(self._rows.draft, self._units).splitlines()
        chosen = [lines[row + 1] for row in sorted({row for row, _ in marked}) if row + 1 < len(lines)]
        everything = len({row for row, _ in marked}) >= self._rows.rowCount()
        QGuiApplication.clipboard().setText("\n".join(lines if everything else chosen))

    def paste(self) -> None:
        """Take what was copied: two columns in the place of all rows, one column down from here, or one cell."""
        text = QGuiApplication.clipboard().text()
        self.said.emit("")
        column = pasted_column(text)
        if column is not None:
            self._fill_down(column)
            return
        if text.strip() and len(text) < 80 and not any(sign in text.strip() for sign in "\t\n;|"):
            self._rows.setData(self.currentIndex(), text.strip())
            return
        try:
            draft = pasted(text, self._units)
        except BadInput as problem:
            self.said.emit(problem.sentence)
            return
        self._rows.change(draft)
        self._go(0, 0)

    def _fill_down(self, cells: tuple[str, ...]) -> None:
        place = self.currentIndex()
        row, column = max(place.row(), 0), max(place.column(), 0)
        draft = self._rows.draft
        count = len(draft.lines)
        if self._rows.is_rest(row):
            row, cells = count, cells[:1]
        # As many minutes as there are rows mean the last one for any larger size.
        to_rest = column == MINUTES and count and row + len(cells) - 1 == count
        for at, text in enumerate(cells, row):
            if at >= len(draft.lines) and not (to_rest and at == count):
                draft = draft.with_line(len(draft.lines))
            draft = draft.with_text(at, column, text)
        self._rows.change(draft)
        self._go(row, column)

    def clear_marked(self) -> None:
        """Empty the marked cells; rows in which nothing is left are gone."""
        draft = self._rows.draft
        for index in self.selectedIndexes():
            if index.row() < len(draft.lines) or self._rows.is_rest(index.row()):
                row = len(draft.lines) if self._rows.is_rest(index.row()) else index.row()
                draft = draft.with_text(row, index.column(), "")
        place = self.currentIndex()
        row, column = place.row(), place.column()
        self._rows.change(draft)
        self._go(row, column)

    # ------------------------------------------------------------ keyboard

    def event(self, event: QEvent) -> bool:
        # While a cell has the keyboard, copying and pasting are its own, and Escape only leaves the cell's typing.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste):
                if event.matches(keys):
                    event.accept()
                    return True
            if kept(event, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_marked()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The one that ends the typing in a cell comes here too.
            if self.state() is not QAbstractItemView.State.EditingState:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter the cell below has the keyboard, as in a spreadsheet; what waited to be shown is shown."""
        place = self.currentIndex()
        row, column = place.row(), place.column()
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go(row + 1, column)
        elif not self.currentIndex().isValid():
            self._go(row, column)
        if self._waiting:
            self.show_draft(*self._waiting)


def _trimmed(draft: TierDraft) -> TierDraft:
    return replace(draft, lines=tuple(line for line in draft.lines if not line.blank))


def _ready(draft: TierDraft) -> TierDraft:
    """With one blank row to type in."""
    trimmed = _trimmed(draft)
    return replace(trimmed, lines=(*trimmed.lines, TierLine()))
