"""The rail at the left edge: one button for each view of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.widgets.roving import Roving

_BUTTON = QSize(56, 52)
_TILE = 34
_ICON = 20


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A view: its key, its word, its icon, and whether it stands at the foot."""

    key: str
    word: str
    icon: str
    at_foot: bool = False


class Rail(QFrame):
    """The views, one of them shown.

    Signals:
        view_chosen: key of the view that the user went to.
    """

    view_chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Views"))
        self.setProperty("kind", "rail")
        self.setFixedWidth(theme.current().metrics.rail_width)
        self._entries = tuple(entries)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 7, 12)
        column.setSpacing(4)
        column.addWidget(self._make_tile(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        for entry in self._entries:
            if not entry.at_foot:
                column.addWidget(self._make_button(entry))
        column.addStretch(1)
        for entry in self._entries:
            if entry.at_foot:
                column.addWidget(self._make_button(entry))
        keys = Roving(self, wrap=True)
        keys.set_widgets(list(self._buttons.values()))
        self._colour()

    def _make_tile(self) -> QLabel:
        self._tile = QLabel("S", self)
        self._tile.setFixedSize(_TILE, _TILE)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._tile.setAccessibleName(self.tr("Studio Desk"))
        return self._tile

    def _make_button(self, entry: RailEntry) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"rail_{entry.key}")
        button.setProperty("kind", "rail")
        button.setProperty("key", entry.key)
        button.setText(entry.word)
        button.setAccessibleName(entry.word)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFixedHeight(_BUTTON.height())
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._clicked)
        button.toggled.connect(self._show_toggled)
        self._group.addButton(button)
        self._buttons[entry.key] = button
        return button

    def set_current(self, key: str) -> None:
        """Show a view as the one that is open; nothing is signalled."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QToolButton:
        """The button of a view."""
        return self._buttons[key]

    def keys(self) -> tuple[str, ...]:
        """The views, from the top."""
        return tuple(self._buttons)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._buttons:
            self._colour()

    def _colour(self) -> None:
        shown = theme.current()
        for entry in self._entries:
            icon = icons.icon(entry.icon, shown.text_muted, _ICON, checked=shown.accent)
            self._buttons[entry.key].setIcon(icon)
        self._tile.setFont(shown.font("body", QFont.Weight.Bold))
        self._tile.setStyleSheet(
            f"background: {shown.accent.name()}; color: {shown.on_accent.name()};"
            f" border-radius: 10px; font-weight: 700; font-size: {shown.sizes.body}px;"
        )

    def _clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        self.view_chosen.emit(button.property("key"))

    def _show_toggled(self, checked: bool) -> None:
        button = self.sender()
        assert isinstance(button, QToolButton)
        theme.style(button, strong="true" if checked else None)
