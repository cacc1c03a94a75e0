"""The days that the hours of one are copied to, ticked in a small card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.wording import Wording

_WIDTH = 300


class CopyCard(Overlay):
    """Ticks for the other days; Enter copies, Esc leaves.

    Signals:
        chosen: a tuple of days, 0 for Monday; never empty.
    """

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("hours_copy_card")
        self.card.setFixedWidth(_WIDTH)
        self.title = PlainLabel("", "title", self.card, wrap=True)
        self.days = [QCheckBox(self.card) for _ in range(7)]
        self.copy_button = PushButton(self.tr("Copy"), self.card, kind="primary")
        self.cancel_button = PushButton(self.tr("Cancel"), self.card, kind="quiet")
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        for day, box in enumerate(self.days):
            grid.addWidget(box, day % 5, day // 5)
            box.toggled.connect(self._ticked)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addLayout(grid)
        column.addLayout(button_row(self.cancel_button, self.copy_button))
        self.copy_button.clicked.connect(self._copy)
        self.cancel_button.clicked.connect(self.close_card)

    def ask(self, day: int, hours: str, wording: Wording) -> None:
        """Ask where the hours of a day go."""
        title = self.tr("Copy {} of {} to").format(hours, wording.weekdays_long[day])
        self.title.setText(title)
        self.setAccessibleName(title)
        for place, box in enumerate(self.days):
            box.setText(wording.weekdays_long[place])
            box.setChecked(False)
            box.setVisible(place != day)
        self._ticked()
        self.open_under(None)
        self.days[1 if day == 0 else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ticked(self, _checked: bool = False) -> None:
        self.copy_button.setEnabled(any(box.isChecked() for box in self.days))

    def _copy(self) -> None:
        wanted = tuple(place for place, box in enumerate(self.days) if box.isChecked())
        self.close_card()
        if wanted:
            self.chosen.emit(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._copy()
        else:
            super().keyPressEvent(event)
