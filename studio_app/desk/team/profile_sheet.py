"""The sheet in which a profile is changed, or somebody is added: everything at once, saved as one change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.overlay import Overlay
from studio_app.desk.people import Face
from studio_app.desk.team.draft import Draft
from studio_app.desk.team.header import BigFace
from studio_app.desk.team.model import Field
from studio_app.desk.team.profile_form import ProfileForm
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.domain.photographer import Photographer

_WIDTH = 560


class ProfileSheet(Overlay):
    """Enter in a line saves, and the window's command to confirm; Esc leaves, and asks for a second one where something is
    not saved.

    Signals:
        saved: the Draft as it is to be.
    """

    saved = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("profile_sheet")
        self.setAccessibleName(self.tr("Profile"))
        self.card.setFixedWidth(_WIDTH)
        self._began = Draft()
        self._leaving = False
        self._automatic = 0
        self.face = BigFace(self.card)
        self.title = ElidedLabel("", "heading", self.card)
        self.subtitle = PlainLabel("", "body muted", self.card)
        self.form = ProfileForm(self.card)
        self.note = PlainLabel("", "caption", self.card, wrap=True)
        self.save_button = PushButton(self.tr("Save"), self.card, kind="primary")
        self.cancel_button = PushButton(self.tr("Cancel"), self.card, kind="quiet")
        self._lay_out()
        self.form.changed.connect(self._changed)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.close_card)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.face)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addLayout(foot)

    def open_for(
        self,
        draft: Draft,
        others: Iterable[Photographer],
        studio_zone: str,
        automatic: int,
        now: datetime,
        *,
        new: bool,
        at: Field = Field.NAME,
        typed: Draft | None = None,
    ) -> None:
        """Show a profile, the keyboard at one of its fields; see `ProfileForm.begin`. `typed` is what was typed into it
        and could not be saved."""
        self._began, self._automatic = draft, automatic
        others = tuple(others)
        self.form.begin(draft, others, studio_zone, automatic, now, new=new)
        self._began = self.form.draft()
        if typed is not None:
            self.form.begin(typed, others, studio_zone, automatic, now, new=new)
        self.title.setText(self.tr("New photographer") if new else draft.name)
        self.subtitle.setText(
            self.tr("A name is enough to begin with.") if new else self.tr("Profile and contact")
        )
        self.save_button.setText(self.tr("Add to the team") if new else self.tr("Save"))
        self._changed()
        if typed is not None:
            self.note.setText(self.tr("Not saved yet. What you typed is still here."))
        self.open_under(None)
        self.form.go_to(at)

    def is_changed(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.draft() != self._began

    def save(self) -> None:
        """Save, if everything can stand as it is."""
        wrong = self.form.ask_all()
        if wrong is not None:
            self.note.setText(self.tr("Nothing is saved yet: put right what is marked."))
            self.form.go_to(wrong)
            return
        if not self.is_changed():
            self.close_card()
            return
        draft = self.form.draft()
        self._began = draft
        self.close_card()
        self.saved.emit(draft)

    def confirm(self) -> bool:
        """Ctrl+Enter, wherever the keyboard is: save; says whether the sheet is open."""
        if self.isVisible():
            self.save()
            return True
        return False

    def back_out(self) -> bool:
        """Esc: leave; what is not saved asks once. Says whether the sheet was open."""
        if not self.isVisible():
            return False
        if self.is_changed() and not self._leaving:
            self._leaving = True
            self.note.setText(self.tr("Not saved. Esc again leaves it, Ctrl+Enter saves."))
            return True
        return self.close_card()

    def _changed(self) -> None:
        self._leaving = False
        self.note.setText("")
        draft = self.form.draft()
        colour = self._automatic if draft.colour is None else draft.colour
        self.face.show_face(Face("", draft.name.strip() or "?", colour))

    def mousePressEvent(self, event: object) -> None:
        """A click beside the card loses nothing that is typed."""
        point = event.position().toPoint()  # type: ignore[attr-defined] # a QMouseEvent
        if not self.card.geometry().contains(point):
            self.back_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
