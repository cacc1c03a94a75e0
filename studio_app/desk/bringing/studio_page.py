"""The page of a studio file that somebody wants to import: what it would change, before it is taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.bringing.take_bar import TakeBar
from studio_app.desk.bringing.words import FileState, Line
from studio_app.desk.main_window import BRING_STUDIO
from studio_app.desk.tone import Tone
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar

_WIDEST = 760
_MOST_LINES = 120
_STATES = {Tone.WARN: "warning", Tone.BAD: "danger"}


class StudioFilePage(View):
    """What would change, one card for each thing; nothing is changed before Import.

    Signals:
        taken: the import shall be made.
        left: somebody goes back without it.
    """

    taken = Signal()
    left = Signal()
    finds = False
    under = "settings"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(BRING_STUDIO, parent)
        self._state = FileState()
        self._file = ""
        self.bar = bar = TakeBar(self)
        self.back_button, self.take_button = bar.back_button, bar.take_button
        bar.taken.connect(self.taken)
        bar.left.connect(self.left)
        self.summary = PlainLabel("", "body", self, wrap=True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("What the file would change"))
        self._scroll = OverlayBar(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.setFocusProxy(self.back_button)

    def heading(self) -> Heading:
        """Which studio, from which file."""
        return Heading(self.tr("Import {}").format(self._state.title), self._file)

    def set_state(self, state: FileState, file: str) -> None:
        """Show what a file would change."""
        self._state, self._file = state, file
        self.take_button.setEnabled(state.can_take)
        self._area.setWidget(self._inside(state))
        self.heading_changed.emit()

    def shown(self) -> FileState:
        """What is shown."""
        return self._state

    def back_out(self) -> bool:
        """Esc goes back without importing."""
        self.left.emit()
        return True

    def _inside(self, state: FileState) -> QWidget:
        inside = QWidget()
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(24, 20, 24, 24)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(PlainLabel(state.summary, "body muted", inside, wrap=True))
        column.addSpacing(4)
        for line in state.lines[:_MOST_LINES]:
            column.addWidget(_card(line, inside))
        if len(state.lines) > _MOST_LINES:
            more = self.tr("and {} more changes").format(len(state.lines) - _MOST_LINES)
            column.addWidget(PlainLabel(more, "muted", inside))
        column.addStretch(1)
        held = QWidget(inside)
        held.setMaximumWidth(_WIDEST)
        held.setLayout(column)
        middle.addWidget(held, 1, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(0)
        return inside


def _card(line: Line, parent: QWidget) -> QWidget:
    card = QFrame(parent)
    card.setProperty("kind", "notice" if line.tone in _STATES else "card")
    if line.tone in _STATES:
        theme.style(card, state=_STATES[line.tone])
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(2)
    words = (
        f"{line.head} \N{EM DASH} lost" if line.tone in _STATES and line.head.endswith("less") else line.head
    )
    column.addWidget(PlainLabel(words, "strong", card, wrap=True))
    for detail in line.details:
        if detail:
            column.addWidget(PlainLabel(detail, "muted", card, wrap=True))
    return card
