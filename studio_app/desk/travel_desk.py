"""The card of travel and places: filled when it is looked at, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.choose_way import ChooseWay, choose_way
from studio_app.actions.compare_drives import (
    Compared,
    DriveQuestion,
    compare_drives,
    tried_words,
    try_geocoder,
    try_router,
)
from studio_app.actions.edit_place_choices import checked_choices, save_place_choices
from studio_app.actions.edit_travel import EditTravel, edit_travel
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.controller import Controller
from studio_app.desk.office import Office
from studio_app.desk.shaping import Shaping
from studio_app.desk.travel.card import TravelCard
from studio_app.desk.travel.model import TravelState
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.place_choices import PlaceChoices
from studio_app.domain.settings import DayEdges, Travel, TravelMode
from studio_app.errors import BadInput, KnownError
from studio_app.worker.lane import Outcome


class TravelDesk(QObject):
    """Between the card and the actions."""

    def __init__(
        self, controller: Controller, shaping: Shaping, card: TravelCard, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self._card = controller, shaping, card
        self._has_key: bool | None = None
        shaping.changed.connect(self.show_card)
        controller.window.view_changed.connect(self.show_card)
        card.drives.travel_changed.connect(self._change_travel)
        card.drives.travel_tried.connect(self._try_travel)
        card.drives.way_changed.connect(self._choose_way)
        card.drives.router_tried.connect(self._try_router)
        card.places.choices_changed.connect(self._change_choices)
        card.places.key_changed.connect(self._keep_key)
        card.places.service_tried.connect(self._try_service)
        card.compare.drive_asked.connect(self._compare)

    # ------------------------------------------------------------ what is shown

    def show_card(self, _view: str = "") -> None:
        """Show what is stored, if the card is looked at."""
        snapshot = self._shaping.snapshot
        if snapshot is None or not self._card.isVisible():
            return
        self._show(snapshot)
        source = snapshot.places.geocoder
        if source is None or source is PlaceSource.NOMINATIM:
            self._has_key = None
        else:
            job = partial(self._desk.office.finder.has_key, source)
            self._desk.delivery.ask(self._desk.lanes.places, "has key", job, self._take_key)

    def _take_key(self, outcome: Outcome[bool]) -> None:
        self._has_key = outcome.value if outcome.error is None else None
        if self._shaping.snapshot is not None:
            self._show(self._shaping.snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        settings = snapshot.studio.settings
        self._card.set_state(
            TravelState(
                settings.travel,
                settings.day_edge_buffers,
                settings.buffer_before_min,
                settings.buffer_after_min,
                snapshot.places,
                self._has_key,
                settings.speech.kilometres,
                _examples(snapshot),
            )
        )

    # ------------------------------------------------------------ rules

    def _change_travel(self, travel: object, edges: object) -> None:
        assert isinstance(travel, Travel)
        assert isinstance(edges, DayEdges)
        setup = self._shaping.setup
        if setup is not None:
            self._shaping.change(edit_travel, EditTravel(setup.settings, travel, edges))

    def _try_travel(self, travel: object, edges: object) -> None:
        """Say what a number would do while it is being typed."""
        assert isinstance(travel, Travel)
        assert isinstance(edges, DayEdges)
        setup = self._shaping.setup
        if setup is not None:
            tried = replace(setup.settings, travel=travel, day_edge_buffers=edges)
            self._shaping.preview(replace(setup, settings=tried))

    # ------------------------------------------------------------ who is asked

    def _choose_way(self, mode: object, asked: bool, address: str) -> None:
        assert isinstance(mode, TravelMode)
        snapshot = self._shaping.snapshot
        if snapshot is None:
            return
        seen, say = snapshot.places, self._card.drives.say_router
        wanted = _checked(replace(seen, routing=asked, router=address), say)
        if wanted is not None:
            say("")
            command = ChooseWay(snapshot.studio.settings, seen, mode, wanted)
            self._shaping.do(partial(choose_way, command=command))

    def _change_choices(self, wanted: object) -> None:
        assert isinstance(wanted, PlaceChoices)
        if self._desk.snapshot is None:
            return
        seen = self._desk.snapshot.places
        wanted = replace(wanted, routing=seen.routing, router=seen.router)
        checked = _checked(wanted, self._card.places.say)
        if checked is not None:
            self._card.places.say("")
            self._shaping.do(partial(save_place_choices, wanted=checked, seen=seen))

    def _keep_key(self, source: object, key: str) -> None:
        assert isinstance(source, PlaceSource)
        job = partial(self._desk.office.finder.keep_key, source, key)
        self._desk.delivery.submit(self._desk.lanes.places, job, self._kept_key)

    def _kept_key(self, outcome: Outcome[None]) -> None:
        if outcome.error:
            self._card.places.say(str(outcome.error), bad=True)
            return
        self._card.places.say("The key is kept in this computer’s keyring.")
        self.show_card()

    # ------------------------------------------------------------ trying

    def _try_router(self, address: str) -> None:
        desk = self._desk
        if desk.snapshot is None:
            return
        wanted = replace(desk.snapshot.places, routing=True, router=address)
        checked = _checked(wanted, self._card.drives.say_router)
        if checked is None:
            return
        places = _two_places(desk.snapshot)
        job = partial(try_router, desk.office.router, checked.router, places)
        desk.delivery.ask(desk.lanes.places, "try router", job, self._take_router)

    def _take_router(self, outcome: Outcome[str]) -> None:
        self._tell(self._card.drives.say_router, outcome, outcome.value or "")

    def _try_service(self, wanted: object) -> None:
        assert isinstance(wanted, PlaceChoices)
        desk = self._desk
        if desk.snapshot is None:
            return
        checked = _checked(wanted, self._card.places.say)
        if checked is None:
            return
        job = partial(_tried, desk.office, checked, _examples(desk.snapshot)[0])
        desk.delivery.ask(desk.lanes.places, "try service", job, self._take_service)

    def _take_service(self, outcome: Outcome[str]) -> None:
        self._tell(self._card.places.say, outcome, outcome.value or "")

    def _tell(self, say: Callable[..., None], outcome: Outcome[str], words: str) -> None:
        if outcome.error is None:
            say(words)
        elif isinstance(outcome.error, KnownError):
            say(str(outcome.error), bad=True)
        else:
            say("")
            self._desk.failed.emit(outcome.error)

    # ------------------------------------------------------------ comparing

    def _compare(self, start: str, end: str) -> None:
        desk = self._desk
        if desk.snapshot is None:
            return
        question = DriveQuestion(start, end, desk.snapshot.studio.settings, desk.snapshot.places.router)
        job = partial(compare_drives, desk.office, question)
        desk.delivery.ask(desk.lanes.places, "compare", job, self._take_compared)

    def _take_compared(self, outcome: Outcome[Compared]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        else:
            self._card.compare.set_compared(outcome.value)


_NAMES = {
    "router": "The address of the routing server",
    "domain": "The server",
    "contact": "The e-mail address",
}
"""What people call the fields that a `BadInput` names."""


def _words(error: BadInput) -> str:
    return f"{_NAMES.get(error.path, error.path)}: {error.problem}."


def _checked(wanted: PlaceChoices, say: Callable[..., None]) -> PlaceChoices | None:
    """Who shall be asked; what can’t be used is said beside its field."""
    try:
        return checked_choices(wanted)
    except BadInput as error:
        say(_words(error), bad=True)
        return None


def _tried(office: Office, wanted: PlaceChoices, address: str) -> str:
    return tried_words(try_geocoder(office, wanted, address))


def _examples(snapshot: Snapshot) -> tuple[str, str]:
    """Two addresses of the newest orders, which differ."""
    known = dict.fromkeys(order.property.address for order in snapshot.newest_orders)
    first, second = [*list(known)[:2], "", ""][:2]
    return first, second


def _two_places(snapshot: Snapshot) -> list[Place]:
    """Places that the studio drives between."""
    studio = snapshot.studio
    found = [person.home for person in studio.photographers if person.home]
    found += [item.place for item in studio.appointments.values() if item.place]
    return list(dict.fromkeys(found))[:2]
