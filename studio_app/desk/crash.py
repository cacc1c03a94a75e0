"""What is shown when the program made a mistake: once, with details that can be copied; the program lives on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from studio_app.desk.widgets.buttons import button_row
from studio_app.desk.widgets.labels import PlainLabel


class CrashDialog(QDialog):
    """Not modal: a call can go on beside it.

    Signals:
        log_requested: the folder of the log shall be shown.
    """

    log_requested = Signal()

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = PlainLabel(self.tr("Something went wrong in the program"), "title", self)
        text = PlainLabel(
            self.tr(
                "The desk goes on working, but the last thing you did may not be finished: please look before you do "
                "it again. Nothing that was booked is lost. The details below help whoever looks after the program."
            ),
            "body",
            self,
            wrap=True,
        )
        self.details = self._make_details(details)
        self.copy_button = QPushButton(self.tr("Copy details"), self)
        self.log_button = QPushButton(self.tr("Show the log"), self)
        self.close_button = QPushButton(self.tr("Go on"), self)
        self.close_button.setProperty("kind", "primary")
        self.close_button.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        for widget in (title, text):
            box.addWidget(widget)
        box.addWidget(self.details, 1)
        box.addLayout(button_row(self.close_button, left=(self.copy_button, self.log_button)))
        self.copy_button.clicked.connect(self._copy)
        self.log_button.clicked.connect(self.log_requested)
        self.close_button.clicked.connect(self.close)

    @classmethod
    def show_for(cls, details: str, parent: QWidget | None = None) -> CrashDialog:
        """Show the details of a mistake and return at once."""
        dialog = cls(details, parent)
        dialog.show()
        dialog.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return dialog

    def _make_details(self, details: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setReadOnly(True)
        field.setAccessibleName(self.tr("Details"))
        field.setTabChangesFocus(True)
        field.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        field.setStyleSheet(f'QPlainTextEdit {{ font-family: "{family}", monospace; font-size: 12px; }}')
        field.document().setDefaultFont(QFont(family))
        field.setPlainText(details)
        return field

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy_button.setText(self.tr("Copied"))

    def sizeHint(self) -> QSize:
        return QSize(640, 420)
