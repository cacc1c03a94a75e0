"""What stands in the top bar while a file is looked at: take it, or go back without."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.widgets.buttons import PushButton


class TakeBar(QWidget):
    """Cancel and Import.

    Signals:
        taken: the import shall be made.
        left: somebody goes back without it.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = PushButton(self.tr("Cancel"), self)
        self.take_button = PushButton(self.tr("Import"), self, kind="primary")
        self.back_button.clicked.connect(self.left)
        self.take_button.clicked.connect(self.taken)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.take_button)
