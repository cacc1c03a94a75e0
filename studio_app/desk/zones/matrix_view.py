"""Who covers what, all of it in one table: ticks, whole rows and columns at a click, found by words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.skills.grid import SkillsGrid
from studio_app.desk.skills.model import SkillsState, shown
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.search_line import SearchLine


class MatrixView(QWidget):
    """The table in a card.

    Signals:
        cover_painted: pairs of ids of photographers and zones (a frozenset), and whether they are to be ticked.
    """

    cover_painted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SkillsState()
        card = QFrame(self)
        card.setProperty("kind", "card")
        self.search = SearchLine(self.tr("Find people or zones"), self.tr("Find"), card)
        self.grid = SkillsGrid(card)
        self.grid.setAccessibleName(self.tr("Who covers which zones"))
        self.foot = PlainLabel("", "body warning", card, wrap=True)
        self.hint = PlainLabel(
            self.tr(
                "Click or Space ticks one, a name or heading a whole row or column. Drag to tick several."
            ),
            "caption muted",
            card,
            wrap=True,
        )
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(PlainLabel(self.tr("Who covers what"), "title", card), 1)
        head.addWidget(self.search)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.grid)
        column.addWidget(self.foot)
        column.addWidget(self.hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.addWidget(card)
        whole.addStretch(1)
        self.grid.painted.connect(self.cover_painted)
        self.search.searched.connect(self._fill)
        self.search.left_down.connect(self.begin)

    def show_state(self, state: SkillsState) -> None:
        """Show who covers what."""
        self._state = state
        self._fill()

    def begin(self) -> None:
        """Take the keyboard."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, _words: str = "") -> None:
        state = self._state
        self.grid.show_state(state, shown(state, self.search.text()))
        self.grid.setMaximumHeight(max(self.grid.sizeHint().height(), self.grid.minimumSizeHint().height()))
        alone = [zone.name for zone in state.services if state.nobody(zone.id)]
        said = ", ".join(alone[:4]) + (f" and {len(alone) - 4} more" if len(alone) > 4 else "")
        self.foot.setText(self.tr("Covered by nobody: {}.").format(said) if alone and state.people else "")
        self.foot.setVisible(bool(alone) and bool(state.people))
