"""The left of the view: the photographers in their order, a field to find some of many, and what the order means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk.team.model import TeamState, matching
from studio_app.desk.team.team_list import TeamList
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.search_line import SearchLine

WIDTH = 263
MANY = 9
"""With more people than this there is a field to find them."""


class SideList(QFrame):
    """The list with what is around it.

    Signals:
        counting_requested: the order shall count.
    """

    counting_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setObjectName("team_side")
        self.setStyleSheet("#team_side { border: none; border-right: 1px solid palette(mid); }")
        self.setFixedWidth(WIDTH)
        self._state = TeamState()
        self.search = SearchLine(self.tr("Find a photographer"), self.tr("Find in the team"), self)
        self.search.setFixedWidth(WIDTH - 25)
        self.list = TeamList(self)
        self.nobody = PlainLabel(self.tr("Nobody is called that."), "body muted", self)
        self.order_words = PlainLabel("", "caption muted", self, wrap=True)
        self.count_button = PushButton(self.tr("Let this order count"), self)
        self.hint = PlainLabel("", "caption muted", self, wrap=True)
        self._lay_out()
        self.search.searched.connect(self._show)
        self.search.left_down.connect(self._enter_list)
        self.count_button.clicked.connect(self.counting_requested)

    def _lay_out(self) -> None:
        inset = QVBoxLayout()
        inset.setContentsMargins(24, 0, 24, 16)
        inset.setSpacing(6)
        inset.addWidget(self.order_words)
        inset.addWidget(self.count_button, 0, Qt.AlignmentFlag.AlignLeft)
        inset.addWidget(self.hint)
        self._top = QWidget(self)
        top = QVBoxLayout(self._top)
        top.setContentsMargins(12, 0, 12, 6)
        top.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 11, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        column.addWidget(self.list)
        column.addWidget(self.nobody, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addLayout(inset)

    def set_state(self, state: TeamState) -> None:
        """Show the team."""
        self._state = state
        many = len(state.rows) > MANY
        if not many:
            self.search.empty_quietly()
        self._top.setVisible(many)
        self.order_words.setText(state.words_of_order)
        self.order_words.setVisible(bool(state.words_of_order))
        self.count_button.setVisible(not state.counts and bool(state.rows))
        self._show()

    def _show(self, _words: str = "") -> None:
        state = self._state
        rows = matching(state.rows, self.search.text())
        whole = len(rows) == len(state.rows)
        self.list.show_rows(rows, state.current, whole=whole)
        self.nobody.setVisible(bool(state.rows) and not rows)
        self.hint.setText(self._words(whole=whole))

    def _words(self, *, whole: bool) -> str:
        if len(self._state.rows) < 2:
            return ""
        if not whole:
            return self.tr("Clear the search to change the order")
        return self.tr("Drag to change priority")

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self) -> None:
        """Go to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Clear the search; says whether there was one."""
        return self.search.isVisible() and self.search.back_out()
