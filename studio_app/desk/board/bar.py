"""What the board shows in the window's top bar: paging, day or week, how much is driven, and undo."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from studio_app.desk import theme
from studio_app.desk.days import DAY, WEEK
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ChipLabel, KeyHint, plain_tip
from studio_app.desk.widgets.segmented import Segmented, segment_button


class UndoButton(PushButton):
    """Takes the last change back; it says its keys, and in the tip what would be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("board_undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(7)
        self._hint = KeyHint("Ctrl Z", self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addStretch(1)
        row.addWidget(self._hint)
        self.setText(self.tr("Undo"))
        self.setStyleSheet("#board_undo { text-align: left; padding-left: 11px; }")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + self._hint.sizeHint().width() + 36, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class BoardBar(QWidget):
    """The board's part of the top bar.

    Signals:
        paged: -1 or 1: earlier or later days.
        today_requested: the day of now shall be shown.
        span_chosen: `day` or `week`.
        undo_requested: the last change shall be taken back.
        undo_list_requested: it shall be chosen how far to undo.
    """

    paged = Signal(int)
    today_requested = Signal()
    span_chosen = Signal(str)
    undo_requested = Signal()
    undo_list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board_bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._steady = QSpacerItem(0, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        row.addSpacerItem(self._steady)
        self.back_button = segment_button("‹", 0, 3, self)
        self.today_button = segment_button(self.tr("Today"), 1, 3, self)
        self.forward_button = segment_button("›", 2, 3, self)
        for button, tip in (
            (self.back_button, self.tr("Earlier (PgUp)")),
            (self.today_button, self.tr("Today (Ctrl+T)")),
            (self.forward_button, self.tr("Later (PgDn)")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            row.addWidget(button)
        self.back_button.clicked.connect(self._back)
        self.today_button.clicked.connect(self.today_requested)
        self.forward_button.clicked.connect(self._forward)
        row.addSpacing(12)
        self.span = Segmented(
            ((DAY, self.tr("Day")), (WEEK, self.tr("Week"))), self.tr("Days on the board"), self
        )
        self.span.set_chosen(DAY)
        self.span.chosen.connect(self.span_chosen)
        row.addWidget(self.span)
        row.addStretch(1)
        self.driving = ChipLabel("", "", self)
        self.driving.setObjectName("board_driving")
        row.addWidget(self.driving)
        row.addSpacing(12)
        self.undo = UndoButton(self)
        self.undo.clicked.connect(self.undo_requested)
        row.addWidget(self.undo)
        row.addSpacing(4)
        self.undo_list = PushButton("\N{BLACK DOWN-POINTING SMALL TRIANGLE}", self)
        self.undo_list.setObjectName("board_undo_list")
        self.undo_list.setStyleSheet("#board_undo_list { padding-left: 0; padding-right: 0; }")
        self.undo_list.setFixedWidth(28)
        words = self.tr("Choose how far to undo (Ctrl+Alt+Z)")
        self.undo_list.setToolTip(words)
        self.undo_list.setAccessibleName(words)
        self.undo_list.clicked.connect(self.undo_list_requested)
        row.addWidget(self.undo_list)
        self.show_driving("")
        self.show_undo("")

    def keep_steady(self, title: str, widest: str) -> None:
        """Keep the buttons where they are, whatever stands before them: paging shall not move them from the mouse."""
        metrics = QFontMetrics(theme.current().font("heading", QFont.Weight.Bold))
        room = metrics.horizontalAdvance(widest) - metrics.horizontalAdvance(title)
        self._steady.changeSize(max(0, room), 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        layout = self.layout()
        if layout is not None:
            layout.invalidate()

    def show_driving(self, words: str) -> None:
        """Say how much is driven: `218 min driving today`; "" says nothing."""
        self.driving.show_fact(words)
        self.driving.setVisible(bool(words))

    def show_undo(self, name: str) -> None:
        """Say what would be taken back; "" where there is nothing."""
        words = self.tr("Undo: {}").format(name) if name else self.tr("There is nothing to undo")
        self.undo_list.setEnabled(bool(name))
        self.undo.setToolTip(plain_tip(words))
        self.undo.setAccessibleName(words)

    def _back(self) -> None:
        self.paged.emit(-1)

    def _forward(self) -> None:
        self.paged.emit(1)
