"""What calendar events say: templates with a preview of an order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.rules.cards import Card
from studio_app.desk.rules.name_chips import NameChips, TemplateEdit
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel

_PREVIEW_PAUSE = 150
"""Milliseconds without a key after which the preview is asked for."""


class EventCard(Card):
    """Title and description of events; stored when they are saved.

    Signals:
        preview_requested: title and description as typed; answer with `show_preview`.
        saved: title and description.
        reset: the program's own templates shall come back.
    """

    preview_requested = Signal(str, str)
    saved = Signal(str, str)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What calendar events say", "template title description text", parent)
        self._stored = ("", "")
        self._wait = QTimer(self, singleShot=True, interval=_PREVIEW_PAUSE)
        self._wait.timeout.connect(self.ask_preview)
        self.title = Line(self)
        self.title.setAccessibleName(self.tr("Title of an event"))
        self.title_problem = PlainLabel("", "caption danger", self, wrap=True)
        self.description = TemplateEdit(self)
        self.description.setAccessibleName(self.tr("Description of an event"))
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.chips = NameChips(self)
        self._typing: Line | TemplateEdit = self.description
        self.preview_title = PlainLabel("", "body strong", self, wrap=True)
        self.preview_text = PlainLabel("", "body muted", self, wrap=True)
        self.save_button = PushButton(self.tr("Save"), self, kind="primary")
        self.reset_button = PushButton(self.tr("Back to the program’s own"), self)
        self._lay_out()
        self.title.textEdited.connect(self._typed)
        self.description.textChanged.connect(self._typed)
        self.chips.picked.connect(self._put_in)
        for field in (self.title, self.description):
            field.installEventFilter(self)
        self.save_button.clicked.connect(self._save)
        self.reset_button.clicked.connect(self.reset)

    def _lay_out(self) -> None:
        editing = QVBoxLayout()
        editing.setSpacing(6)
        named: tuple[tuple[str, QWidget, PlainLabel], ...] = (
            (self.tr("Title"), self.title, self.title_problem),
            (self.tr("Description"), self.description, self.problem),
        )
        for words, typed, problem in named:
            label = PlainLabel(words, "caption strong muted", self)
            label.setBuddy(typed)
            for widget in (label, typed, problem):
                editing.addWidget(widget)
            problem.hide()
        self.description.setMinimumHeight(200)
        editing.addWidget(PlainLabel(self.tr("Put in"), "caption strong muted", self))
        editing.addWidget(self.chips)
        hint = self.tr(
            "What stands in braces is filled in. A line in which nothing can be filled in is left out."
        )
        editing.addWidget(PlainLabel(hint, "caption muted", self, wrap=True))
        shown = QVBoxLayout()
        shown.setSpacing(6)
        shown.addWidget(PlainLabel(self.tr("So it reads"), "caption strong muted", self))
        shown.addWidget(self.preview_title)
        shown.addWidget(self.preview_text)
        shown.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(editing, 3)
        both.addLayout(shown, 2)
        self.box.addLayout(both)
        self.box.addLayout(button_row(left=(self.save_button, self.reset_button)))

    def show_stored(self, title: str, description: str) -> None:
        """Show what is stored; what is being edited stays as typed unless the stored ones changed."""
        changed = (title, description) != self._stored
        self._stored = (title, description)
        if changed:
            self.forget_typing()
        self._show_buttons()

    def show_preview(
        self, title: str, description: str, title_problem: str = "", description_problem: str = ""
    ) -> None:
        """Show what the templates as typed make of a sample, and what is wrong with them."""
        self.preview_title.setText(title)
        self.preview_text.setText(description)
        fields: tuple[tuple[QWidget, PlainLabel, str], ...] = (
            (self.title, self.title_problem, title_problem),
            (self.description, self.problem, description_problem),
        )
        for typed, label, wrong in fields:
            label.setText(wrong)
            label.setVisible(bool(wrong))
            if bool(typed.property("invalid")) != bool(wrong):
                theme.style(typed, invalid="true" if wrong else None)

    def ask_preview(self) -> None:
        """Ask for the preview of what is typed."""
        self._wait.stop()
        self.preview_requested.emit(*self._typed_text())

    def forget_typing(self) -> None:
        """Show the stored templates again instead of what is typed."""
        self.title.setText(self._stored[0])
        self.description.setPlainText(self._stored[1])
        self._show_buttons()

    def is_edited(self) -> bool:
        """Whether templates are typed that are not saved."""
        return self._typed_text() != self._stored

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and watched in (self.title, self.description):
            self._typing = self.title if watched is self.title else self.description
        return super().eventFilter(watched, event)

    def _put_in(self, placeholder: str) -> None:
        """Put a name where something was typed last, and go on there."""
        self._typing.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._typing, Line):
            self._typing.insert(placeholder)
            self._typed()
        else:
            self._typing.insertPlainText(placeholder)

    def _show_buttons(self) -> None:
        self.save_button.setEnabled(self.is_edited())

    def _typed_text(self) -> tuple[str, str]:
        return self.title.text(), self.description.toPlainText()

    def _typed(self) -> None:
        self._show_buttons()
        self._wait.start()

    def _save(self) -> None:
        self.saved.emit(*self._typed_text())
