"""The fields of a profile, each with its problem or hint below it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.team.draft import Draft, draft_of, hints, problems
from studio_app.desk.team.model import Field
from studio_app.desk.team.zone_field import ZoneField
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line, NumberField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.zones.colour_row import ColourRow
from studio_app.domain.photographer import MOST_SHOOTS, Photographer
from studio_app.domain.place import Place

_LABELS, _NARROW = 112, 132


class ProfileForm(QWidget):
    """The fields.

    Signals:
        changed: something is typed or chosen.
        home_typed: the text of the home, which is to be looked up.
        pin_requested: the home shall be shown and corrected on a map.
    """

    changed = Signal()
    home_typed = Signal(str)
    pin_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._colour: int | None = None
        self._others: tuple[Photographer, ...] = ()
        self._automatic = 0
        self._asked: set[Field] = set()
        self._home_words = ""
        self.name = self._line(Field.NAME, self.tr("Name"))
        self.email = self._line(Field.EMAIL, self.tr("E-mail"))
        self.phone = self._line(Field.PHONE, self.tr("Phone"))
        self.home = self._line(Field.HOME, self.tr("Home, where the day starts and ends"))
        self.home.setPlaceholderText(self.tr("Address with postcode, or 42.34, -71.13"))
        self.pin_button = PushButton(self.tr("On the map"), self, kind="link")
        self.pin_button.setToolTip(self.tr("See where that is, and put it right"))
        self.zone = ZoneField(self)
        self.colours = ColourRow(self)
        self.automatic = PushButton(self.tr("As their place in the list"), self, kind="link")
        self.most = NumberField(-1, MOST_SHOOTS, "", self.tr("Most shoots a day"), self)
        self.most.setSpecialValueText(self.tr("no limit"))
        self.senior = QCheckBox(self.tr("Senior"), self)
        self.accepting = QCheckBox(self.tr("Takes bookings"), self)
        self.like = QComboBox(self)
        self.like.setAccessibleName(self.tr("Works like"))
        self.notes: dict[Field, PlainLabel] = {}
        self._rows: dict[Field, tuple[QWidget, ...]] = {}
        self._lay_out()
        self._connect()

    def _line(self, field: Field, name: str) -> Line:
        line = Line(self)
        line.setObjectName(f"profile_{field}")
        line.setAccessibleName(name)
        return line

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, _LABELS)
        self._grid.setColumnStretch(1, 1)
        self._row(Field.LIKE, self.tr("Works like"), self.like)
        self._row(Field.NAME, self.tr("Name"), self.name)
        self._row(Field.EMAIL, self.tr("E-mail"), self.email)
        self._row(Field.PHONE, self.tr("Phone"), self.phone)
        self._row(Field.HOME, self.tr("Home"), _beside(self, self.home, self.pin_button, grows=True))
        self._row(Field.ZONE, self.tr("Zone of time"), self.zone)
        self.most.setFixedWidth(_NARROW)
        self._row(Field.MOST, self.tr("Most shoots a day"), _beside(self, self.most))
        self._row(Field.COLOUR, self.tr("Colour"), _beside(self, self.colours, self.automatic))
        self._row(Field.SENIOR, "", _beside(self, self.senior, self.accepting))

    def _row(self, field: Field, words: str, widget: QWidget) -> None:
        label = PlainLabel(words, "body muted", self)
        note = PlainLabel("", "caption muted", self, wrap=True)
        note.setFixedHeight(16)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(note, row + 1, 1)
        self.notes[field], self._rows[field] = note, (label, widget, note)

    def _connect(self) -> None:
        for line in (self.name, self.email, self.phone, self.zone):
            line.textEdited.connect(self._edited)
            line.editingFinished.connect(self._left)
        self.home.textEdited.connect(self._type_home)
        self.pin_button.clicked.connect(self.pin_requested)
        self.most.valueChanged.connect(self._edited)
        self.colours.chosen.connect(self._take_colour)
        self.automatic.clicked.connect(self._take_no_colour)
        for box in (self.senior, self.accepting):
            box.toggled.connect(self._edited)
        self.like.activated.connect(self._take_like)

    # ------------------------------------------------------------ what is shown

    def begin(
        self,
        draft: Draft,
        others: Iterable[Photographer],
        studio_zone: str,
        automatic: int,
        now: datetime,
        *,
        new: bool,
    ) -> None:
        """Show a profile.

        Args:
            draft: What it says.
            others: The rest of the team.
            studio_zone: Name of the studio's zone.
            automatic: The colour of whoever has chosen none.
            now: For the offsets of zones.
            new: Whether somebody is added, who may work like a colleague.
        """
        self._others, self._automatic, self._asked = tuple(others), automatic, set()
        self._place, self._home_words = draft.place, ""
        blocked = self.blockSignals(True)
        for line, text in ((self.name, draft.name), (self.email, draft.email), (self.phone, draft.phone)):
            line.setText(text)
        self.home.setText(draft.home)
        self.zone.show_zone(draft.zone, studio_zone, now)
        self.most.setValue(-1 if draft.most is None else draft.most)
        self.senior.setChecked(draft.senior)
        self.accepting.setChecked(draft.accepting)
        self._show_colour(draft.colour)
        self.like.clear()
        self.like.addItem(self.tr("Nobody: fill in what is needed"), "")
        for person in self._others:
            self.like.addItem(person.name, person.id)
        self.like.setCurrentIndex(max(0, self.like.findData(draft.like)))
        if draft.like:
            self._take_like()
        self.blockSignals(blocked)
        for widget in self._rows[Field.LIKE]:
            widget.setVisible(new and bool(self._others))
        self._show_copied()
        self.show_notes()

    def draft(self) -> Draft:
        """What is typed."""
        return Draft(
            self.name.text(),
            self.email.text(),
            self.phone.text(),
            self._colour,
            self.zone.text(),
            self.most.value() if self.most.value() >= 0 else None,
            self.senior.isChecked(),
            self.accepting.isChecked(),
            self.home.text(),
            self._place,
            str(self.like.currentData() or ""),
        )

    def show_place(self, text: str, place: Place | None, words: str) -> None:
        """Say where the typed home is, if it is still typed."""
        if self.home.text() == text:
            self._place, self._home_words = place, words
            self.show_notes()

    def go_to(self, field: Field) -> None:
        """Put the keyboard on a field."""
        targets: dict[Field, QWidget] = {
            Field.NAME: self.name,
            Field.EMAIL: self.email,
            Field.PHONE: self.phone,
            Field.HOME: self.home,
            Field.ZONE: self.zone,
            Field.MOST: self.most,
            Field.SENIOR: self.senior,
            Field.ACCEPTING: self.accepting,
            Field.COLOUR: self.colours.buttons[self._shown_colour()],
            Field.LIKE: self.like,
        }
        targets[field].setFocus(Qt.FocusReason.OtherFocusReason)
        if field is Field.NAME:
            self.name.selectAll()

    def _take_like(self) -> None:
        """Show what comes with a colleague's profile, or nothing of it."""
        key = self.like.currentData()
        like = next((each for each in self._others if each.id == key), None)
        taken = draft_of(like) if like is not None else Draft()
        self.zone.setText(taken.zone)
        self.most.setValue(-1 if taken.most is None else taken.most)
        self.senior.setChecked(taken.senior)
        self.accepting.setChecked(taken.accepting)
        self._edited()

    def _show_copied(self) -> None:
        """What comes with a colleague's profile is not asked for."""
        copies = bool(self.draft().like)
        for field in (Field.ZONE, Field.MOST, Field.SENIOR):
            for widget in self._rows[field][:2]:
                widget.setEnabled(not copies)

    # ------------------------------------------------------------ what is typed

    def _edited(self, *_value: object) -> None:
        self._show_copied()
        self.show_notes()
        if not self.signalsBlocked():
            self.changed.emit()

    def _left(self) -> None:
        """A field that was left says what is wrong with it."""
        lines = {
            Field.NAME: self.name,
            Field.EMAIL: self.email,
            Field.PHONE: self.phone,
            Field.ZONE: self.zone,
        }
        self._asked |= {field for field, line in lines.items() if line is self.sender() and line.text()}
        self.show_notes()

    def ask_all(self) -> Field | None:
        """Say everything that is wrong; the first field of it."""
        self._asked = set(Field)
        self.show_notes()
        found = problems(self.draft())
        return next((field for field in Field if field in found), None)

    def show_notes(self) -> None:
        """Problems of fields that were left, and hints."""
        draft = self.draft()
        wrong = {field: text for field, text in problems(draft).items() if field in self._asked}
        known = hints(draft, self._others)
        if self._home_words:
            known[Field.HOME] = self._home_words
        if draft.like:
            known[Field.LIKE] = self.tr("Takes over hours, start times, skills, zones, rank and limit.")
        lines: dict[Field, QWidget] = {
            Field.NAME: self.name,
            Field.EMAIL: self.email,
            Field.PHONE: self.phone,
            Field.ZONE: self.zone,
            Field.HOME: self.home,
        }
        self.pin_button.setVisible(bool(draft.home.strip()))
        for field, note in self.notes.items():
            text = wrong.get(field) or known.get(field, "")
            note.setText(text)
            role = "caption danger" if field in wrong else "caption muted"
            if note.property("role") != role:
                theme.style(note, role=role)
            if field in lines:
                invalid = "true" if field in wrong else None
                lines[field].setAccessibleDescription(text)
                if lines[field].property("invalid") != invalid:
                    theme.style(lines[field], invalid=invalid)

    def _type_home(self, text: str) -> None:
        self._place = None
        self._home_words = self.tr("Looking it up\N{HORIZONTAL ELLIPSIS}") if text.strip() else ""
        self._edited()
        self.home_typed.emit(text)

    # ------------------------------------------------------------ colour

    def _shown_colour(self) -> int:
        colour = self._automatic if self._colour is None else self._colour
        return colour % len(self.colours.buttons)

    def _show_colour(self, colour: int | None) -> None:
        self._colour = colour
        self.colours.show_colour(self._shown_colour())
        self.automatic.setVisible(colour is not None)

    def _take_colour(self, colour: int) -> None:
        self._show_colour(colour)
        self._edited()

    def _take_no_colour(self) -> None:
        self._show_colour(None)
        self.colours.buttons[self._shown_colour()].setFocus()
        self._edited()


def _beside(parent: QWidget, *widgets: QWidget, grows: bool = False) -> QWidget:
    """Widgets in a row; the first takes the room that is left, or nobody does."""
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12 if grows else 16)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if grows and place == 0 else 0)
    if not grows:
        row.addStretch(1)
    return holder
