"""The left of the view: zones or photographers, found by words, and whether zones count at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk.empty_states import EmptyState
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.search_line import SearchLine
from studio_app.desk.widgets.segmented import Segmented
from studio_app.desk.zones import words
from studio_app.desk.zones.choice_list import PersonList, ZoneList
from studio_app.desk.zones.model import Side, ZonesState

WIDTH = 304


class LeftPanel(QFrame):
    """The panel. Parts: `tabs`, `search`, `zones`, `people`, `off`, `switch`, `nothing`.

    Signals:
        side_chosen: the Side that is shown now.
        switch_requested: zones shall count.
        draw_requested: the first zone shall be drawn.
    """

    side_chosen = Signal(object)
    switch_requested = Signal()
    draw_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._state = ZonesState()
        self._words = ""
        sides = ((Side.ZONES.value, self.tr("Zones")), (Side.PEOPLE.value, self.tr("People")))
        self.tabs = Segmented(sides, self.tr("Zones or people"), self)
        self.search = SearchLine(self.tr("Find a zone or photographer"), self.tr("Find"), self)
        self.search.setMinimumWidth(80)
        self.search.setMaximumWidth(10_000)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.zones, self.people = ZoneList(self.tr("Zones"), self), PersonList(self.tr("People"), self)
        self.nothing, self.not_found = EmptyState(self), PlainLabel("", "body muted", self, wrap=True)
        self.off, self.switch = self._make_notice()
        self._lists = QStackedWidget(self)
        for shown in (self.zones, self.people, self.nothing, self._make_not_found()):
            self._lists.addWidget(shown)
        self._lay_out()
        self._connect()

    def _make_notice(self) -> tuple[QFrame, PushButton]:
        notice = QFrame(self)
        notice.setProperty("kind", "notice")
        notice.setProperty("state", "warning")
        words = PlainLabel(
            self.tr("Zones are switched off, so everyone covers every address."), "body", notice, wrap=True
        )
        button = PushButton(self.tr("Switch on"), notice)
        column = QVBoxLayout(notice)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        notice.hide()
        return notice, button

    def _make_not_found(self) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self.not_found)
        column.addStretch(1)
        return holder

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addWidget(self.search, 1)
        notice = QHBoxLayout()
        notice.setContentsMargins(12, 0, 12, 0)
        notice.addWidget(self.off)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(10)
        column.addLayout(row)
        column.addLayout(notice)
        column.addWidget(self._lists, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._side_taken)
        self.tabs.set_chosen(Side.ZONES.value)
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self.focus_list)
        self.switch.clicked.connect(self.switch_requested)
        self.nothing.acted.connect(self.draw_requested)

    # ------------------------------------------------------------ what is shown

    @property
    def side(self) -> Side:
        """What the list holds."""
        return Side.PEOPLE if self.tabs.button(Side.PEOPLE.value).isChecked() else Side.ZONES

    def show_state(self, state: ZonesState) -> None:
        """Show a state."""
        self._state = state
        self.off.setVisible(not state.enabled and bool(state.zones))
        why = words.without_zones(enabled=state.enabled)
        self.nothing.show_words("zones", self.tr("No zones yet"), why, self.tr("Draw a zone"))
        self._fill()

    def show_side(self, side: Side) -> None:
        """Show zones or people; nothing is signalled."""
        self.tabs.set_chosen(side.value)
        self._fill()

    def focus_list(self) -> None:
        """Go to the list."""
        shown = self._lists.currentWidget()
        target = shown if shown in (self.zones, self.people) else self.nothing.button
        assert target is not None
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side_taken(self, key: str) -> None:
        self._fill()
        self.side_chosen.emit(Side(key))

    def _search(self, typed: str) -> None:
        self._words = typed
        self._fill()

    def _fill(self) -> None:
        state, wanted = self._state, self._words.casefold().split()

        def fits(*texts: str) -> bool:
            text = " ".join(texts).casefold()
            return all(word in text for word in wanted)

        zones = tuple(
            row for row in state.zones if fits(row.name, row.note, *(face.name for face in row.faces))
        )
        people = tuple(row for row in state.people if fits(row.face.name, row.note))
        self.zones.show_rows(zones)
        self.people.show_rows(people)
        is_zones = self.side is Side.ZONES
        found, there = (zones, state.zones) if is_zones else (people, state.people)
        self.not_found.setText(
            self.tr("Nothing is called so.") if there else self.tr("There are no photographers yet.")
        )
        if found:
            self._lists.setCurrentIndex(0 if is_zones else 1)
        else:
            self._lists.setCurrentIndex(2 if is_zones and not there else 3)
