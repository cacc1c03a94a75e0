"""A line for the words that a list is searched for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets.fields import Line

_TYPING_MS = 120
"""Without a key for so long, the words are searched for."""
_WIDTH = 248


class SearchLine(Line):
    """A line with a sign for searching and one for clearing it.

    Signals:
        searched: the words, when nothing was typed for a moment, or at once with Enter.
        left_down: the arrow down was pressed: the list is wanted.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFixedWidth(_WIDTH)
        self.setTextMargins(20, 0, 16, 0)
        self._sign, self._clear = QToolButton(self), QToolButton(self)
        for button in (self._sign, self._clear):
            button.setStyleSheet("background: transparent; border: none; min-height: 0; padding: 0;")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(16, 16))
            button.setFixedSize(22, 22)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.empty)
        self._wait = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._wait.timeout.connect(self.search_now)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self.search_now)
        self._typed("")
        self._wait.stop()
        self._colour()

    def begin(self) -> None:
        """Go to the line, its words ready to be replaced."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def back_out(self) -> bool:
        """Clear the words; says whether there were any."""
        if not self.text():
            return False
        self.empty()
        return True

    def empty(self) -> None:
        """Search for nothing."""
        self.clear()
        self.search_now()

    def empty_quietly(self) -> None:
        """Search for nothing, without saying so."""
        self.clear()
        self._wait.stop()

    def search_now(self) -> None:
        """Search for what is typed."""
        self._wait.stop()
        self.searched.emit(self.text())

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._wait.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.search_now()
            self.left_down.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        middle = (self.height() - 22) // 2
        self._sign.move(7, middle)
        self._clear.move(self.width() - 28, middle)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        shown = theme.current()
        self._sign.setIcon(icons.icon("search", shown.text_faint, 16))
        self._clear.setIcon(icons.icon("close", shown.text_muted, 16))
