"""Looks the typed address up once it is settled, and asks for the drives that its openings hang on.

Nothing waits for it: what is known without a network is shown at once, and what comes later is stored, whereupon the
studio is read again and the openings are asked anew. A server that fails is said once, until it works again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from studio_app.actions.correct_pin import CorrectPin, PinCorrected, correct_pin
from studio_app.actions.done import Done
from studio_app.actions.find_place import SECONDS as LOOKUP_SECONDS
from studio_app.actions.find_place import Lookup, find_place
from studio_app.actions.move_to_pin import MoveToPin, move_to_pin
from studio_app.actions.read_drives import SECONDS as DRIVE_SECONDS
from studio_app.actions.read_drives import DrivesRead, Numbers, read_drives, wanted_among, wanted_drives
from studio_app.desk.answering import Answer
from studio_app.desk.booking.address_section import AddressSection
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.main_window import DESK
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.office import Office
from studio_app.desk.places.words import place_text
from studio_app.desk.tone import Tone
from studio_app.domain.address import address_key, looks_complete
from studio_app.domain.drives import number_of
from studio_app.domain.order import street_of
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.studio import Studio
from studio_app.engine.wording import counted
from studio_app.patience import Patience
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.editing.sheet import Sheet
    from studio_app.desk.places.pin_card import PinCard

SETTLED_MS = 900
"""Without a key, after which an address counts as typed."""

MOVE_TO_PIN = "move to pin"
_SAID_SECONDS = 15
_MOST_TRIED = 100_000


class Locating(QObject):
    """Between the address of the booking panel and those who know places and roads.

    Attributes:
        card: Sets a pin by hand.

    Signals:
        map_made: the map of the card, when it is first opened.
    """

    map_made = Signal(object)

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        parent: QObject | None = None,
    ) -> None:
        """Look after the address of the booking panel."""
        super().__init__(parent)
        self._desk, self._doing = controller, doing
        self._call = controller.window.booking.address
        self._sheet: AddressSection | None = None
        self._typed_in = self._pin_of = self._call
        self._looked_up = self._pinned = ""
        self._tried: set[Numbers] = set()
        self._choices = PlaceChoices()
        self._asked_drives: tuple[int, int] | None = None
        self._asked_among = -1
        self._in_trouble: set[str] = set()
        self._waiting = Patience(inf)
        self._card: PinCard | None = None
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self.look_up)
        self._watch(self._call)
        controller.refreshed.connect(self._know_choices)
        controller.answered.connect(self._ask_drives)
        controller.refreshed.connect(self._ask_among)
        window = controller.window
        window.messages.action_requested.connect(self._act)
        window.commands[Name.PIN].triggered.connect(self.open_card)
        window.ask_first(Name.BACK_OUT, lambda: self._card is not None and self._card.back_out())
        window.ask_first(Name.CONFIRM, lambda: self._card is not None and self._card.confirm())

    def watch_sheet(self, sheet: Sheet) -> None:
        """Look after the address in the sheet as well, in which appointments are changed."""
        self._sheet = sheet.address.address
        self._watch(self._sheet)

    def _watch(self, section: AddressSection) -> None:
        section.changed.connect(self._typed)
        section.settled.connect(self.look_up)
        section.pin_requested.connect(self.open_card)

    def stop(self) -> None:
        """Ask nobody any more, and wait for nobody."""
        self._settled.stop()
        self._waiting.cancel()

    # ------------------------------------------------------------ addresses

    def _typed(self, _address: str, _place: str) -> None:
        section = self.sender()
        self._typed_in = self._sheet if section is self._sheet else self._call
        self._settled.start()

    def look_up(self) -> None:
        """Have the typed address looked up, where a service may know it better."""
        self._settled.stop()
        desk, section = self._desk, self._typed_in
        address, snapshot = section.field.text(), desk.snapshot
        if snapshot is None or snapshot.places.geocoder is None or section.place.text().strip():
            return
        found = desk.known_places(snapshot).found(address)
        is_rough = found is None or found.source is PlaceSource.POSTCODE
        if not is_rough or not looks_complete(address) or address_key(address) == self._looked_up:
            return
        self._looked_up = address_key(address)
        desk.delivery.ask(
            desk.lanes.places,
            "address",
            partial(_look_up, desk.office, address, self._waiting),
            self._take_lookup,
        )

    def _take_lookup(self, outcome: Outcome[Lookup]) -> None:
        lookup = outcome.value
        if outcome.error or lookup is None:
            self._desk.failed.emit(outcome.error)
            return
        if lookup.problem and address_key(lookup.address) == self._looked_up:
            self._looked_up = ""  # the next time it is left, it may be asked again
        problem = f"{lookup.problem} {lookup.advice}".strip()
        self._say("address", problem, "Addresses are placed by their postcode meanwhile.")
        if lookup.new:
            self._desk.refresh()

    # ------------------------------------------------------------ drives

    def _know_choices(self) -> None:
        """What one server was asked says nothing about another."""
        choices = self._desk.snapshot.places if self._desk.snapshot else PlaceChoices()
        if choices != self._choices:
            self._choices, self._looked_up, self._asked_drives = choices, "", None
            self._tried.clear()

    def _ask_drives(self, answer: Answer) -> None:
        desk, snapshot = self._desk, self._desk.snapshot
        if snapshot is None or answer.place is None or not snapshot.places.asks_router:
            return
        asked = number_of(answer.place), snapshot.version
        if asked == self._asked_drives:
            return
        self._asked_drives = asked
        question = _Question(
            snapshot.studio, snapshot.places.router, answer.place, frozenset(self._tried), self._waiting
        )
        desk.delivery.ask(
            desk.lanes.places, "drives", partial(_read, desk.office, question), self._take_drives
        )

    def _ask_among(self) -> None:
        """Have the drives of the coming days known before somebody moves visits about."""
        desk, snapshot = self._desk, self._desk.snapshot
        if snapshot is None or not snapshot.places.asks_router or snapshot.version == self._asked_among:
            return
        self._asked_among = snapshot.version
        question = _Question(
            snapshot.studio, snapshot.places.router, None, frozenset(self._tried), self._waiting
        )
        desk.delivery.ask(
            desk.lanes.places, "drives among", partial(_read, desk.office, question), self._take_drives
        )

    def _take_drives(self, outcome: Outcome[DrivesRead | None]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
            return
        read = outcome.value
        if read is None:
            return
        if not read.problem and read.wanted.router == self._choices.router:
            if len(self._tried) > _MOST_TRIED:
                self._tried.clear()
            for table in read.wanted.tables:
                self._tried.update(table.ways)
        self._say("drives", read.problem, "Drives are estimated meanwhile.")
        if read.count:
            self._desk.refresh()

    def _say(self, what: str, problem: str, meanwhile: str) -> None:
        """Say trouble once, and nothing more until it is over."""
        if not problem:
            self._in_trouble.discard(what)
        elif what not in self._in_trouble:
            self._in_trouble.add(what)
            message = Message(f"places {what}", problem, meanwhile, Tone.WARN, seconds=_SAID_SECONDS)
            self._desk.window.messages.show_message(message)

    # ------------------------------------------------------------ pins

    @property
    def card(self) -> PinCard:
        """The card with the map; made when it is first opened."""
        if self._card is None:
            from studio_app.desk.places.pin_card import PinCard  # late: maps are not needed to start

            self._card = PinCard(self._desk.window, self._desk.office.geocoder.place_of)
            self._card.saved.connect(self._save_pin)
            self._card.forgotten.connect(self._forget_pin)
            self.map_made.emit(self._card.map)
        return self._card

    def open_card(self) -> None:
        """Set the pin of the typed address: that of the sheet while it has the keyboard; without one it is asked for."""
        desk = self._desk
        if desk.snapshot is None:
            return
        section = self._sheet if self._sheet and _has_keyboard(self._sheet) else self._call
        if section is self._call:
            desk.window.show_view(DESK)
        address = " ".join(section.field.text().split())
        if not address_key(address):
            section.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._pin_of, known = section, section.coverage()
        near = _somewhere(desk.snapshot.studio)
        self.card.open_for(address, known.place, known.source, section.pin_button, near=near)

    def _save_pin(self, address: str, place: Place) -> None:
        section = self._pin_of
        if address_key(section.field.text()) == address_key(address):
            # The call takes the pin from what is known; an order that stands must be told.
            section.put_place_text("" if section is self._call else place_text(place))
        self._doing.do_then(partial(correct_pin, command=CorrectPin(address, place)), self._take_pin)

    def _take_pin(self, outcome: Outcome[Done]) -> None:
        """Offer to move what stands where the address was thought to be."""
        if not self._doing.took(outcome) or not isinstance(outcome.value, PinCorrected):
            return
        others, self._pinned = outcome.value.elsewhere, outcome.value.address
        if others and self._pin_of is self._call:
            stand = "stands" if len(others) == 1 else "stand"
            text = f"{counted(len(others), 'coming appointment')} at {street_of(self._pinned)} still {stand} elsewhere."
            actions = (MessageAction(MOVE_TO_PIN, "Move to the pin"),)
            message = Message("pin", text, tone=Tone.PLAIN, actions=actions, seconds=2 * _SAID_SECONDS)
            self._desk.window.messages.show_message(message)

    def _act(self, _message: str, action: str) -> None:
        if action == MOVE_TO_PIN:
            self._desk.window.messages.take_back("pin")
            self._doing.do(partial(move_to_pin, command=MoveToPin(self._pinned)))

    def _forget_pin(self, address: str) -> None:
        self._doing.do(partial(correct_pin, command=CorrectPin(address, None)))


@dataclass(frozen=True, eq=False)
class _Question:
    """Which drives are missing: of an order at a place, or where there is none between what is coming."""

    studio: Studio
    router: str
    place: Place | None
    tried: frozenset[Numbers]
    patience: Patience


def _look_up(office: Office, address: str, patience: Patience) -> Lookup:
    """The seconds count from now, when the lane has come to it."""
    return find_place(office, address, patience.afresh(LOOKUP_SECONDS))


def _has_keyboard(section: AddressSection) -> bool:
    """Whether somebody is at the part that a section stands in."""
    focus, part = QApplication.focusWidget(), section.parentWidget()
    return focus is not None and part is not None and part.isVisible() and part.isAncestorOf(focus)


def _read(office: Office, question: _Question) -> DrivesRead | None:
    """Ask for what is missing and was not asked for in vain before; None where there is nothing."""
    now, studio, router = office.clock(), question.studio, question.router
    if question.place is None:
        wanted = wanted_among(studio, router, now, question.tried)
    else:
        wanted = wanted_drives(studio, router, question.place, now, question.tried)
    return (
        None
        if wanted is None
        else read_drives(office.store, now, office.router, wanted, question.patience.afresh(DRIVE_SECONDS))
    )


def _somewhere(studio: Studio) -> Place | None:
    """A place where the studio works, for a map that has nothing else to show."""
    homes = (person.home for person in studio.photographers if person.home)
    visits = (item.place for item in reversed(tuple(studio.appointments.values())) if item.place)
    return next(visits, None) or next(homes, None)
