"""The card of the matrix: its search, and what is to be known about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.skills import model
from studio_app.desk.skills.geometry import Hit
from studio_app.desk.skills.grid import SkillsGrid
from studio_app.desk.skills.model import SkillsState
from studio_app.desk.widgets.buttons import PushButton, without_keys
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.search_line import SearchLine

_SEARCH = 190


class SkillsCard(QFrame):
    """Skills of the whole team.

    Signals:
        changed: a frozenset of cells (ids of person and service), and whether they are to be ticked: one gesture.
        counting_requested: skills shall count for bookings.
        person_opened, service_opened: ids of whom or what somebody wants to see more of.
    """

    changed = Signal(object, bool)
    counting_requested = Signal()
    person_opened = Signal(str)
    service_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("skills_card")
        self.setProperty("kind", "card")
        self._state, self._text = SkillsState(), ""
        self.search = SearchLine(self.tr("Find people and services"), self.tr("Person or service"), self)
        self.search.setFixedWidth(_SEARCH)
        self.grid = SkillsGrid(self)
        self.empty = PlainLabel("", "muted", self, wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.foot = ElidedLabel("", "caption muted", self)
        self.count = PushButton(self.tr("Have skills count"), self)
        self._notice = self._make_notice()
        self._body = QStackedWidget(self)
        self._body.addWidget(self.grid)
        self._body.addWidget(self.empty)
        self._lay_out()
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._to_grid)
        self.grid.painted.connect(self._painted)
        self.grid.menu_requested.connect(self._open_menu)
        self.count.clicked.connect(self.counting_requested)

    def _make_notice(self) -> QFrame:
        notice = QFrame(self)
        notice.setProperty("kind", "notice")
        row = QHBoxLayout(notice)
        row.setContentsMargins(12, 6, 6, 6)
        row.setSpacing(8)
        words = self.tr(
            "Skills don\N{RIGHT SINGLE QUOTATION MARK}t count yet: anybody is offered for anything."
        )
        row.addWidget(PlainLabel(words, "", notice, wrap=True), 1)
        row.addWidget(self.count)
        return notice

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Skills, whole team"), "body strong", self))
        head.addStretch(1)
        head.addWidget(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 12, 14)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._notice)
        box.addWidget(self._body, 1)
        box.addWidget(self.foot)

    # ------------------------------------------------------------ what is shown

    def state(self) -> SkillsState:
        """What is shown, with what was changed and not yet said to be so."""
        return self._state

    def set_state(self, state: SkillsState) -> None:
        """Show the matrix; search, scrolling and the keys' place stay."""
        moved = state.current != self._state.current
        self._state = state
        self._notice.setVisible(not state.counts)
        self._show()
        if moved and state.current:
            self.grid.show_person(state.current)

    def _show(self) -> None:
        there = model.shown(self._state, self._text)
        self.grid.show_state(self._state, there)
        words = self._empty_words(there)
        self.empty.setText(words)
        self._body.setCurrentWidget(self.empty if words else self.grid)
        foot = model.foot_words(self._state)
        keys = self.tr(
            "Click or drag; a name or heading for all \N{MIDDLE DOT} Space, Shift+Space, Ctrl+Space"
        )
        role = "caption strong" if foot else "caption muted"
        if self.foot.property("role") != role:
            theme.style(self.foot, role=role)
        self.foot.setText(foot or keys)

    def _empty_words(self, there: model.Shown) -> str:
        if not self._state.people:
            return self.tr("There is nobody in the team yet. Add a photographer to say what they can do.")
        if not self._state.services:
            return self.tr("There are no services yet. Add the first one under Services.")
        if there.nothing:
            return self.tr("No person and no service is called so. Type other words.")
        return ""

    def begin(self) -> None:
        """Take the keyboard."""
        (self.grid if self._body.currentWidget() is self.grid else self.search).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def back_out(self) -> bool:
        """Clear the search; says whether there was one."""
        return self.search.back_out()

    def _search(self, text: str) -> None:
        self._text = text
        self._show()

    def _to_grid(self) -> None:
        if self._body.currentWidget() is self.grid:
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _painted(self, cells: frozenset[model.Cell], value: bool) -> None:
        self._state = model.with_cells(self._state, cells, value)
        self._show()
        self.changed.emit(cells, value)

    def _open_menu(self, hit: Hit, at: QPoint) -> None:
        self.menu(hit).popup(at)

    def menu(self, hit: Hit) -> QMenu:
        """What can be done with a row and a column at once, and the ways from here."""
        menu = QMenu(self)
        menu.setObjectName("skills_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        there = self.grid.there
        if hit.row >= 0:
            face = self._state.people[there.people[hit.row]]
            name = without_keys(face.first_name)
            menu.addAction(self.tr("Give {} all").format(name), partial(self.grid.toggle_row, hit.row, True))
            menu.addAction(
                self.tr("Take all from {}").format(name), partial(self.grid.toggle_row, hit.row, False)
            )
            menu.addAction(
                self.tr("Open {}\N{RIGHT SINGLE QUOTATION MARK}s profile").format(name),
                partial(self.person_opened.emit, face.id),
            )
        if hit.row >= 0 and hit.column >= 0:
            menu.addSeparator()
        if hit.column >= 0:
            service = self._state.services[there.services[hit.column]]
            name = without_keys(service.name)
            column = partial(self.grid.toggle_column, hit.column)
            menu.addAction(self.tr("Give {} to all").format(name), partial(column, True))
            menu.addAction(self.tr("Take {} from all").format(name), partial(column, False))
            menu.addAction(
                self.tr("Open the service {}").format(name), partial(self.service_opened.emit, service.id)
            )
        return menu
