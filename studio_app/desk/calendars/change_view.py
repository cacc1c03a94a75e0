"""One change made in the calendar: both versions side by side, and what a person can decide."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.calendars.model import Act, ChangeRow, Offer, Piece, VersionLine
from studio_app.desk.calendars.offers import offer_of, open_menu
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ChipLabel, ElidedLabel, PlainLabel
from studio_app.desk.widgets.marked_text import MarkedText
from studio_app.desk.widgets.overlay_bar import OverlayBar

_LABELS = 84


class _Mark(QWidget):
    """A bar beside a part that was changed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painting.fill_round(QPainter(self), QRectF(self.rect()), theme.current().warning, 2)


class Versions(QWidget):
    """A grid of the parts: its name, ours, theirs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("versions")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnMinimumWidth(1, _LABELS)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnStretch(3, 1)
        self._cells: list[QWidget] = []
        self._rows = 0

    def show_lines(self, lines: tuple[VersionLine, ...]) -> None:
        """Show these parts."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        for row in range(self._rows + 2):
            self._grid.setRowStretch(row, 0)
        self._put(PlainLabel(self.tr("Ours"), "caption strong muted", self), 0, 2)
        self._put(PlainLabel(self.tr("In the calendar"), "caption strong muted", self), 0, 3)
        for number, line in enumerate(lines, 1):
            self._put_line(line, number)
        self._rows = len(lines)
        self._grid.setRowStretch(self._rows + 1, 1)

    def _put_line(self, line: VersionLine, row: int) -> None:
        label = QWidget(self)
        column = QVBoxLayout(label)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PlainLabel(line.label, "body strong", label))
        if line.changed:
            column.addWidget(PlainLabel(self.tr("changed"), "caption warning", label))
            self._put(_Mark(self), row, 0)
        column.addStretch(1)
        self._put(label, row, 1)
        for place, (whose, pieces) in enumerate(
            ((self.tr("ours"), line.ours), (self.tr("in the calendar"), line.theirs)), 2
        ):
            self._put(self._cell(f"{line.label}, {whose}", pieces), row, place)

    def _cell(self, name: str, pieces: tuple[Piece, ...]) -> MarkedText:
        cell = MarkedText(self)
        cell.set_pieces([(piece.text, piece.marked) for piece in pieces])
        cell.setAccessibleDescription(name)
        return cell

    def _put(self, cell: QWidget, row: int, column: int) -> None:
        top = Qt.AlignmentFlag(0) if isinstance(cell, _Mark | MarkedText) else Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(cell, row, column, top)
        cell.show()
        self._cells.append(cell)

    def texts(self) -> list[str]:
        """What the cells say, row by row."""
        return [cell.text() for cell in self._cells if isinstance(cell, MarkedText)]

    def marked(self) -> list[str]:
        """The words that are marked."""
        return [text for cell in self._cells if isinstance(cell, MarkedText) for text in cell.marked()]


class ChangeView(QFrame):
    """The card of one change.

    Signals:
        decided: the Offer that was taken, and the reason for overruling, "" without.
    """

    decided = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_change")
        self.setProperty("kind", "card")
        self._row: ChangeRow | None = None
        self.title = ElidedLabel("", "heading", self)
        self.detail = ElidedLabel("", "body muted", self)
        self.what = ChipLabel("", "warning", self)
        self.versions = Versions(self)
        self.explanation = PlainLabel("", "body muted", self, wrap=True)
        self._notice, self.refused = self._make_notice()
        self.reason = Line(self)
        self.reason.setAccessibleName(self.tr("Reason for taking it over against the rules"))
        self.reason.setPlaceholderText(self.tr("Why? It is kept with the appointment"))
        self.reason.setMaxLength(500)
        self.show_button = PushButton(self.tr("Show on the grid"), self, kind="quiet")
        self.other_button = PushButton(self.tr("Hand over…"), self)
        self.keep_button = PushButton(self.tr("Keep ours"), self)
        self.take_button = PushButton(self.tr("Take theirs"), self, kind="primary")
        self._lay_out()
        self._connect()

    def _make_notice(self) -> tuple[QFrame, PlainLabel]:
        frame = QFrame(self)
        frame.setProperty("kind", "notice")
        frame.setProperty("state", "warning")
        words = PlainLabel("", "caption", frame, wrap=True)
        box = QVBoxLayout(frame)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(words)
        return frame, words

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(words, 1)
        top.addWidget(self.what, 0, Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setAccessibleName(self.tr("Both versions"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setStyleSheet("QScrollArea, #versions { background: transparent; }")
        self._bar = OverlayBar(scroll)
        scroll.setWidget(self.versions)
        self._scroll = scroll
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.show_button)
        buttons.addStretch(1)
        for button in (self.other_button, self.keep_button, self.take_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addLayout(top)
        held = QVBoxLayout()
        held.addWidget(scroll, 1)
        held.addStretch(0)
        box.addLayout(held, 1)
        for widget in (self.explanation, self._notice, self.reason):
            box.addWidget(widget)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.show_button.clicked.connect(self._show)
        self.keep_button.clicked.connect(self._keep)
        self.take_button.clicked.connect(self.take)
        self.other_button.clicked.connect(self._open_others)
        self.reason.returnPressed.connect(self.take)
        self.reason.textEdited.connect(self._show_buttons)

    def sizeHint(self) -> QSize:
        return QSize(560, 480)

    # ------------------------------------------------------------ what is shown

    def set_change(self, row: ChangeRow) -> None:
        """Show a change; a reason that is being typed stays with its change."""
        before, self._row = self._row, row
        if before == row:
            return
        if before is None or before.key != row.key:
            self.reason.clear()
        self.title.setText(row.title)
        self.detail.setText(row.detail)
        self.what.show_fact(row.what, "warning")
        if before is None or before.lines != row.lines:
            self.versions.show_lines(row.lines)
        self._scroll.setVisible(bool(row.lines))
        self.explanation.setText(row.explanation)
        self.explanation.setVisible(bool(row.explanation))
        self.refused.setText("\n".join(row.refused))
        self._notice.setVisible(bool(row.refused))
        self.reason.setVisible(bool(row.refused) and row.overrulable)
        self._show_buttons()
        self.setAccessibleName(f"{row.title}: {row.what}")

    def change(self) -> ChangeRow | None:
        """What is shown."""
        return self._row

    def offer(self, act: Act) -> Offer | None:
        """What can be decided, by its kind."""
        row = self._row
        return next((offer for offer in row.offers if offer.act is act), None) if row else None

    def _show_buttons(self, _text: str = "") -> None:
        row = self._row
        if row is None:
            return
        take, keep, other = self.offer(Act.TAKE_THEIRS), self.offer(Act.KEEP_OURS), self.offer(Act.HAND_OVER)
        for button, offer in (
            (self.take_button, take),
            (self.keep_button, keep),
            (self.other_button, other),
            (self.show_button, self.offer(Act.SHOW)),
        ):
            button.setVisible(offer is not None)
            if offer is not None:
                button.setText(offer.words)
        if row.refused and take is not None:
            if row.overrulable:
                self.take_button.setText(self.tr("{} anyway").format(take.words))
            self.take_button.setEnabled(row.overrulable and bool(self.reason.text().strip()))
        else:
            self.take_button.setEnabled(True)

    # ------------------------------------------------------------ deciding

    def take(self) -> None:
        """Take theirs, with the reason where the rules refuse."""
        offer = self.offer(Act.TAKE_THEIRS)
        if offer is not None and self.take_button.isEnabled():
            self.decided.emit(offer, self.reason.text().strip())

    def _keep(self) -> None:
        self._decide(Act.KEEP_OURS)

    def _show(self) -> None:
        self._decide(Act.SHOW)

    def _decide(self, act: Act) -> None:
        offer = self.offer(act)
        if offer is not None:
            self.decided.emit(offer, "")

    def _open_others(self) -> None:
        offer = self.offer(Act.HAND_OVER)
        if offer is not None:
            button = self.other_button
            open_menu(offer.more, button, button.mapToGlobal(button.rect().topLeft()), self._take_other)

    def _take_other(self, action: object) -> None:
        offer = offer_of(action)
        if offer is not None:
            self.decided.emit(offer, "")
