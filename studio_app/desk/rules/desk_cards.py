"""Cards of what the desk itself does: its look, how long things wait, whom the calendar tells, where things are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.actions.desk_choices import DeskChoices
from studio_app.actions.telling import Deed
from studio_app.desk.commands import Name, carry_out
from studio_app.desk.rules.cards import Card, Choice
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.calendar_event import Notify

_DEEDS = {
    Deed.BOOK: ("A new booking", "Who gets an invitation."),
    Deed.MOVE: ("A move", "Who hears of another time or photographer."),
    Deed.CANCEL: ("A cancellation", "Who hears that nobody comes."),
    Deed.POSTPONE: ("A postponement", "Who hears that it is put off."),
    Deed.CHANGE: ("Other changes", "Who hears of other services, lengths or words."),
}


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where something is kept, such as the primary calendar's folder; `key` comes back when it shall be opened."""

    key: str
    words: str
    path: str


class LookCard(Card):
    """Light, dark, or as the system."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Look", "theme dark light system", parent)
        looks = (("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self.look = Segmented(looks, self.tr("Look"), self)
        self.box.addWidget(Choice(self.tr("Theme"), self.tr("Yours, on this computer."), self.look, self))


class HelpCard(Card):
    """What helps somebody new: the same as by the keys, for the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Help", "first steps new studio keys shortcuts", parent)
        self.buttons: dict[Name, PushButton] = {}
        self._add(Name.FIRST_STEPS, self.tr("First steps"), self.tr("What a studio needs, on the desk."))
        self._add(Name.HELP, self.tr("Keys"), self.tr("Everything that can be done by keyboard."))

    def _add(self, name: Name, words: str, meaning: str) -> None:
        button = PushButton(self.tr("Show"), self)
        button.setAccessibleName(self.tr("Show: {}").format(words))
        button.clicked.connect(partial(carry_out, self, name))
        self.buttons[name] = button
        self.box.addWidget(Choice(words, meaning, button, self))


class WaitingCard(Card):
    """How long invitations and holds wait, and whether lengths follow services.

    Signals:
        chosen: the DeskChoices that are wanted from now on.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Changing and holding", "invitations wait undo hold time length follows", parent)
        self._choices = DeskChoices()
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
        for words, meaning, field in (
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
        ):
            self.box.addWidget(Choice(words, meaning, field, self))
        self.invitations.chosen.connect(self._choose_invitations)
        self.holds.chosen.connect(self._choose_holds)
        self.lengths.chosen.connect(self._choose_lengths)

    def show_choices(self, choices: DeskChoices) -> None:
        """Show what is stored."""
        self._choices = choices
        self.invitations.set_chosen(str(choices.invitation_seconds))
        self.holds.set_chosen(str(choices.hold_minutes))
        self.lengths.set_chosen("yes" if choices.length_follows else "no")

    def _choose_invitations(self, seconds: str) -> None:
        self._choose(replace(self._choices, invitation_seconds=int(seconds)))

    def _choose_holds(self, minutes: str) -> None:
        self._choose(replace(self._choices, hold_minutes=int(minutes)))

    def _choose_lengths(self, follow: str) -> None:
        self._choose(replace(self._choices, length_follows=follow == "yes"))

    def _choose(self, wanted: DeskChoices) -> None:
        """The next choice builds on this one, though it is not stored yet."""
        self._choices = wanted
        self.chosen.emit(wanted)


class TellingCard(Card):
    """Whom the calendar tells, unless somebody says otherwise.

    Signals:
        chosen: a Deed, and the Notify for it.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Whom the calendar tells",
            "notice notify default mail guests everyone nobody photographers",
            parent,
        )
        self.box.addWidget(
            PlainLabel(
                self.tr(
                    "What you choose here stands ready for you in every such step; it can be changed there. "
                    "Google mails all guests or none: with “Photographers” it mails nobody, and they see the change "
                    "in their own calendars."
                ),
                "caption muted",
                self,
                wrap=True,
            )
        )
        whom = (
            (Notify.EVERYONE.value, self.tr("Everyone")),
            (Notify.PHOTOGRAPHERS.value, self.tr("Photographers")),
            (Notify.NOBODY.value, self.tr("Nobody")),
        )
        self.deeds: dict[Deed, Segmented] = {}
        for deed, (words, meaning) in _DEEDS.items():
            field = Segmented(whom, words, self)
            field.setProperty("deed", deed.value)
            field.chosen.connect(self._choose)
            self.deeds[deed] = field
            self.box.addWidget(Choice(words, meaning, field, self))

    def show_telling(self, telling: Mapping[Deed, Notify]) -> None:
        """Show what is remembered."""
        for deed, field in self.deeds.items():
            field.set_chosen(telling.get(deed, Notify.EVERYONE).value)

    def _choose(self, key: str) -> None:
        field = self.sender()
        assert isinstance(field, Segmented)
        self.chosen.emit(Deed(field.property("deed")), Notify(key))


class KeptCard(Card):
    """Folders of this computer.

    Signals:
        requested: key of the KeptPlace that shall be opened.
    """

    requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Where things are kept", "folder database log backup calendar file open", parent)
        self._places: tuple[KeptPlace, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.box.addLayout(self._rows)

    def show_places(self, places: tuple[KeptPlace, ...]) -> None:
        """Show the folders."""
        if places == self._places:
            return
        self._places = places
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for place in places:
            self._rows.addWidget(self._row(place))

    def _row(self, place: KeptPlace) -> QWidget:
        row = QWidget(self)
        button = PushButton(self.tr("Open"), row)
        button.setProperty("key", place.key)
        button.setAccessibleName(self.tr("Open: {}").format(place.words))
        button.clicked.connect(self._open)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(PlainLabel(place.words, "body", row))
        words.addWidget(ElidedLabel(place.path, "caption muted", row))
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(words, 1)
        box.addWidget(button)
        return row

    def _open(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.requested.emit(button.property("key"))
