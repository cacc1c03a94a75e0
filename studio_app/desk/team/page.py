"""The view of the team: the list at the left, the profile of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from studio_app.desk.commands import Name
from studio_app.desk.empty_states import EmptyState
from studio_app.desk.team.model import Act, TeamState
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.buttons import PushButton

if TYPE_CHECKING:
    from studio_app.desk.team.profile_view import ProfileView
    from studio_app.desk.team.side_list import SideList


TEAM = "team"
"""Its key in the rail."""


class TeamPage(View):
    """The view. It is built when it is first shown.

    Signals:
        needed: it is looked at for the first time, and about to be built.
        built: its parts are there; they are None before.
        person_chosen: id of whose profile is wanted.
        moved: id of a photographer, and the place that they shall have, from 0.
        acted: id of a photographer, and the Act.
        add_requested: somebody shall be added.
    """

    needed = Signal()
    built = Signal()
    person_chosen = Signal(str)
    moved = Signal(str, int)
    acted = Signal(str, object)
    add_requested = Signal()
    finds = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("team", parent)
        self._state = TeamState()
        self._begins = False
        self.side: SideList | None = None
        self.profile: ProfileView | None = None
        self.empty: EmptyState | None = None
        self.bar = QWidget(self)
        self.add_button = PushButton(self.tr("Add photographer"), self.bar)
        self.add_button.clicked.connect(self.add_requested)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.add_button)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    # ------------------------------------------------------------ building

    def build(self) -> None:
        """Make the parts, if they are not there yet."""
        if self.side is not None:
            return
        # Imported at the first look: nobody waits for them when the program starts.
        from studio_app.desk.team.profile_view import ProfileView
        from studio_app.desk.team.side_list import SideList

        self.needed.emit()
        self.side, self.profile, self.empty = SideList(self), ProfileView(self), EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.profile)
        self._stack.addWidget(self.empty)
        self._row.addWidget(self.side)
        self._row.addWidget(self._stack, 1)
        self.empty.show_words(
            "team",
            self.tr("Nobody is in the team yet"),
            self.tr(
                "Add who goes to shoots: a name is enough to begin with. Hours, skills and zones come next."
            ),
            self.tr("Add photographer"),
        )
        self.empty.acted.connect(self.add_requested)
        rows = self.side.list
        rows.chosen.connect(self._choose)
        rows.clicked.connect(self._choose_clicked)
        rows.moved.connect(self._move)
        rows.menu_requested.connect(self._open_row_menu)
        self.profile.header.menu_requested.connect(self._open_header_menu)
        self.profile.header.edit_requested.connect(self._edit)
        self.built.emit()
        self.set_state(self._state)

    def showEvent(self, event: QShowEvent) -> None:
        self.build()
        super().showEvent(event)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: TeamState) -> None:
        """Show the team."""
        other = state.current != self._state.current
        if other and self.profile is not None:
            self.profile.hours.bars.let_go()
        self._state = state
        self.heading_changed.emit()
        if self.side is None or self.profile is None or self.empty is None:
            return
        self.side.set_state(state)
        self.side.setVisible(bool(state.rows))
        if state.profile is not None:
            self.profile.set_profile(state.profile, state.wording)
        self._stack.setCurrentWidget(self.profile if state.profile is not None else self.empty)
        if self._begins:
            self.begin()

    def state(self) -> TeamState:
        """What is shown."""
        return self._state

    def heading(self) -> Heading:
        """How many they are."""
        return Heading("", self._state.subtitle)

    def begin(self) -> None:
        """Go to the list, or to what begins one."""
        self.build()
        # The first time the team is not there yet: the keyboard goes to it as soon as it comes.
        self._begins = not self._state.filled
        if self.side is not None and self._state.rows:
            self.side.begin()
        elif self.empty is not None and self._state.filled:
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, command: str) -> bool:
        """Finding finds people where there are many."""
        if command == Name.FIND and self.side is not None and self.side.search.isVisible():
            self.side.search.begin()
            return True
        return False

    def back_out(self) -> bool:
        """What stands in the place of the cards first, then the search."""
        if self.profile is not None and (held := self.profile.drawer()) is not None:
            step = getattr(held, "back_out", None)
            if step is None or not step():
                self.profile.close_drawer()
            return True
        return self.side is not None and self.side.back_out()

    # ------------------------------------------------------------ what is done

    def _choose(self, place: int) -> None:
        assert self.side is not None
        rows = self.side.list.rows()
        if 0 <= place < len(rows) and rows[place].key != self._state.current:
            self.person_chosen.emit(rows[place].key)

    def _choose_clicked(self, index: object) -> None:
        self._choose(index.row())  # type: ignore[attr-defined] # a QModelIndex

    def _move(self, place: int, target: int) -> None:
        assert self.side is not None
        self.moved.emit(self.side.list.rows()[place].key, target)

    def _edit(self) -> None:
        self.acted.emit(self._state.current, Act.EDIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_F2: Act.EDIT, Qt.Key.Key_Return: Act.EDIT, Qt.Key.Key_Enter: Act.EDIT}
        keys[Qt.Key.Key_Delete] = Act.REMOVE
        act = keys.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        # Keys that another part does not need are no wish about the photographer.
        asked = self.side is not None and self.side.list.hasFocus()
        if act is not None and plain and asked and self._state.current:
            self.acted.emit(self._state.current, act)
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------ menus

    def _open_row_menu(self, key: str, corner: QPoint) -> None:
        if key != self._state.current:
            self.person_chosen.emit(key)
        self.open_menu(corner)

    def _open_header_menu(self) -> None:
        assert self.profile is not None
        button = self.profile.header.more_button
        self.open_menu(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def open_menu(self, corner: QPoint) -> None:
        """What can be done with the photographer that is shown."""
        if self._state.profile is None:
            return
        person = self._state.profile.person
        dots = "\N{HORIZONTAL ELLIPSIS}"
        entries: list[tuple[Act | None, str]] = [
            (Act.EDIT, self.tr("Edit the profile") + dots),
            (Act.AWAY, self.tr("Ill or away") + dots),
            (Act.DAYS_OFF, self.tr("Days off") + dots),
            (Act.STARTS, self.tr("Start times") + dots),
            (Act.WORKLOAD, self.tr("Workload") + dots),
            (Act.CALENDARS, self.tr("Show their calendars")),
            (None, ""),
            (Act.PAUSE, self.tr("Pause bookings"))
            if person.accepting
            else (Act.RESUME, self.tr("Take bookings again")),
            (Act.JUNIOR, self.tr("No longer senior"))
            if person.senior
            else (Act.SENIOR, self.tr("Make senior")),
            (None, ""),
            (Act.COPY, self.tr("Copy to a new photographer") + dots),
            (Act.REMOVE, self.tr("Remove from the team") + dots),
        ]
        menu = QMenu(self)
        menu.setObjectName("team_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act, words in entries:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(words).setData((person.id, act))
        menu.triggered.connect(self._act_from_menu)
        menu.popup(corner)

    def _act_from_menu(self, action: object) -> None:
        key, act = action.data()  # type: ignore[attr-defined] # a QAction
        self.acted.emit(key, act)
