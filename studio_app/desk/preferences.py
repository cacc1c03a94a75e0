"""The settings that there are so far: how the desk looks, how long things wait, what calendar events say, where things are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio_app.actions.desk_choices import DeskChoices
from studio_app.desk import theme
from studio_app.desk.view import View
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.segmented import Segmented

_WIDEST = 920
_PREVIEW_PAUSE = 150
"""Milliseconds without a key after which the preview is asked for."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where something is kept, such as the primary calendar's folder; `key` comes back when it shall be opened."""

    key: str
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class PreferencesState:
    """What the page shows.

    Attributes:
        look: `system`, `light` or `dark`.
        title, description: The templates that are stored.
        names: What a template may use, in words.
    """

    look: str = "system"
    title: str = ""
    description: str = ""
    names: str = ""
    places: tuple[KeptPlace, ...] = ()
    choices: DeskChoices = field(default_factory=DeskChoices)


class PreferencesPage(View):
    """Cards with settings; the look and how long things wait change at once, templates when they are saved.

    Signals:
        look_chosen: `system`, `light` or `dark`.
        preview_requested: title and description as typed; answer with `show_preview`.
        templates_saved: title and description.
        templates_reset: the program's own templates shall come back.
        choices_made: the DeskChoices that are wanted from now on.
        place_requested: key of the KeptPlace that shall be opened.
    """

    look_chosen = Signal(str)
    preview_requested = Signal(str, str)
    templates_saved = Signal(str, str)
    templates_reset = Signal()
    choices_made = Signal(object)
    place_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("settings", parent)
        self._state = PreferencesState()
        self._wait = QTimer(self, singleShot=True, interval=_PREVIEW_PAUSE)
        self._wait.timeout.connect(self.ask_preview)
        looks = (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self.look = Segmented(looks, self.tr("Look"), self)
        self.look.chosen.connect(self.look_chosen)
        self.setFocusProxy(self.look)
        self.invitations = Segmented(
            (
                ("0", self.tr("At once")),
                ("10", self.tr("10 s")),
                ("30", self.tr("30 s")),
                ("60", self.tr("1 min")),
                ("300", self.tr("5 min")),
            ),
            self.tr("How long invitations wait"),
            self,
        )
        minutes = [(str(count), self.tr("{} min").format(count)) for count in (5, 10, 15, 30, 60)]
        self.holds = Segmented(minutes, self.tr("How long a hold lasts"), self)
        lengths = (("yes", self.tr("The length follows")), ("no", self.tr("The length stays")))
        self.lengths = Segmented(lengths, self.tr("When services change"), self)
        self.title = Line(self)
        self.title.setAccessibleName(self.tr("Title of an event"))
        self.description = QPlainTextEdit(self)
        self.description.setAccessibleName(self.tr("Description of an event"))
        self.description.setTabChangesFocus(True)
        self.names = PlainLabel("", "caption muted", self, wrap=True)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.preview_title = PlainLabel("", "body strong", self, wrap=True)
        self.preview_text = PlainLabel("", "body muted", self, wrap=True)
        self.save_button = PushButton(self.tr("Save"), self, kind="primary")
        self.reset_button = PushButton(self.tr("Back to the program’s own"), self)
        self._lay_out()
        self.title.textEdited.connect(self._typed)
        self.description.textChanged.connect(self._typed)
        self.save_button.clicked.connect(self._save)
        self.reset_button.clicked.connect(self.templates_reset)
        self.invitations.chosen.connect(self._choose_invitations)
        self.holds.chosen.connect(self._choose_holds)
        self.lengths.chosen.connect(self._choose_lengths)

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget(scroll)
        body.setObjectName("settings_body")
        scroll.setStyleSheet("QScrollArea, #settings_body { background: transparent; }")
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(self._look_card())
        column.addWidget(self._waiting_card())
        column.addWidget(self._event_card())
        self._places_card, self._places = self._card(self.tr("Where things are kept"))
        column.addWidget(self._places_card)
        column.addStretch(1)
        holder = QWidget(body)
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(column)
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 20, 20, 20)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame(self)
        card.setProperty("kind", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addWidget(PlainLabel(title, "title", card))
        return card, box

    def _look_card(self) -> QFrame:
        card, box = self._card(self.tr("Look"))
        box.addWidget(self.look)
        return card

    def _waiting_card(self) -> QFrame:
        card, box = self._card(self.tr("Booking and changing"))
        rows: Sequence[tuple[str, str, Segmented]] = (
            (
                self.tr("Invitations leave after"),
                self.tr("What is undone in this time, nobody hears of."),
                self.invitations,
            ),
            (self.tr("A hold lasts"), self.tr("Then the time is free again by itself."), self.holds),
            (
                self.tr("When services change"),
                self.tr("Whether an appointment gets longer or shorter with them."),
                self.lengths,
            ),
        )
        for words, more, choice in rows:
            said = QVBoxLayout()
            said.setSpacing(2)
            said.addWidget(PlainLabel(words, "body", card))
            said.addWidget(PlainLabel(more, "caption muted", card))
            row = QHBoxLayout()
            row.addLayout(said, 1)
            row.addWidget(choice)
            box.addLayout(row)
        return card

    def _event_card(self) -> QFrame:
        card, box = self._card(self.tr("What calendar events say"))
        editing = QVBoxLayout()
        editing.setSpacing(6)
        for words, typed in ((self.tr("Title"), self.title), (self.tr("Description"), self.description)):
            label = PlainLabel(words, "caption strong muted", card)
            label.setBuddy(typed)
            editing.addWidget(label)
            editing.addWidget(typed)
        self.description.setMinimumHeight(150)
        editing.addWidget(self.names)
        shown = QVBoxLayout()
        shown.setSpacing(6)
        shown.addWidget(PlainLabel(self.tr("So it reads"), "caption strong muted", card))
        shown.addWidget(self.preview_title)
        shown.addWidget(self.preview_text)
        shown.addWidget(self.problem)
        shown.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(editing, 3)
        both.addLayout(shown, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        box.addLayout(both)
        box.addLayout(buttons)
        return card

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: PreferencesState) -> None:
        """Show what is stored. Templates that are being edited stay as typed unless the stored ones changed."""
        changed = (state.title, state.description) != (self._state.title, self._state.description)
        if state.places != self._state.places:
            self._show_places(state.places)
        self._state = state
        self.look.set_chosen(state.look)
        self.invitations.set_chosen(str(state.choices.invitation_seconds))
        self.holds.set_chosen(str(state.choices.hold_minutes))
        self.lengths.set_chosen("yes" if state.choices.length_follows else "no")
        self.names.setText(state.names)
        self.names.setVisible(bool(state.names))
        if changed:
            self.forget_typing()
        self._show_buttons()

    def show_preview(
        self, title: str, description: str, title_problem: str = "", description_problem: str = ""
    ) -> None:
        """Show what the templates as typed make of a sample, and what is wrong with them."""
        self.preview_title.setText(title)
        self.preview_text.setText(description)
        problem = "\n".join(filter(None, (title_problem, description_problem)))
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        for typed, wrong in ((self.title, title_problem), (self.description, description_problem)):
            if bool(typed.property("invalid")) != bool(wrong):
                theme.style(typed, invalid="true" if wrong else None)

    def ask_preview(self) -> None:
        """Ask for the preview of what is typed."""
        self._wait.stop()
        self.preview_requested.emit(*self._typed_text())

    def forget_typing(self) -> None:
        """Show the stored templates again instead of what is typed."""
        self.title.setText(self._state.title)
        self.description.setPlainText(self._state.description)
        self._show_buttons()

    def is_edited(self) -> bool:
        """Whether templates are typed that are not saved."""
        return self._typed_text() != (self._state.title, self._state.description)

    def _show_places(self, places: tuple[KeptPlace, ...]) -> None:
        while (item := self._places.takeAt(1)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place in places:
            self._places.addWidget(self._place_row(place))
        self._places_card.setVisible(bool(places))

    def _place_row(self, place: KeptPlace) -> QWidget:
        row = QWidget(self._places_card)
        button = PushButton(self.tr("Open"), row)
        button.setProperty("key", place.key)
        button.setAccessibleName(self.tr("Open: {}").format(place.words))
        button.clicked.connect(self._open_place)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(place.words, "body", row))
        words.addWidget(ElidedLabel(place.path, "caption muted", row))
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(words, 1)
        box.addWidget(button)
        return row

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self.is_edited())

    # ------------------------------------------------------------ what the user does

    def _typed_text(self) -> tuple[str, str]:
        return self.title.text(), self.description.toPlainText()

    def _typed(self) -> None:
        self._show_buttons()
        self._wait.start()

    def _save(self) -> None:
        self.templates_saved.emit(*self._typed_text())

    def _choose_invitations(self, seconds: str) -> None:
        self._choose(replace(self._state.choices, invitation_seconds=int(seconds)))

    def _choose_holds(self, minutes: str) -> None:
        self._choose(replace(self._state.choices, hold_minutes=int(minutes)))

    def _choose_lengths(self, follow: str) -> None:
        self._choose(replace(self._state.choices, length_follows=follow == "yes"))

    def _choose(self, wanted: DeskChoices) -> None:
        """The next choice builds on this one, though it is not stored yet."""
        self._state = replace(self._state, choices=wanted)
        self.choices_made.emit(wanted)

    def _open_place(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.place_requested.emit(button.property("key"))
