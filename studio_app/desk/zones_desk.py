"""The view of the zones: filled when it is looked at, and what is done from it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.assign_zones import AssignZones, Cover, assign_zones
from studio_app.actions.done import Done
from studio_app.actions.edit_settings import EditSettings, edit_settings
from studio_app.actions.edit_zones import (
    AddZone,
    EditZone,
    RemoveZones,
    add_zone,
    after_adding,
    after_editing,
    edit_zone,
    remove_zones,
)
from studio_app.actions.find_place import Lookup, find_place
from studio_app.actions.identity import new_id
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.saving import Saving
from studio_app.desk.shaping import Shaping
from studio_app.desk.tone import Tone
from studio_app.desk.wording import wording_of
from studio_app.desk.zones.content import zones_state
from studio_app.desk.zones.gesture import Hand
from studio_app.desk.zones.model import Saved
from studio_app.desk.zones.page import ZonesPage
from studio_app.desk.zones_files import ZonesFiles
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Shape, label_point
from studio_app.errors import BadInput
from studio_app.places.postcode_shapes import PostcodeArea, postcode_areas
from studio_app.worker.lane import Outcome

ZONES = "zones"
LEFT, BRING_BACK = "zone_left", "bring_zone_back"
_SECONDS = 12


class ZonesDesk(QObject):
    """Between the view and the actions."""

    def __init__(
        self,
        controller: Controller,
        shaping: Shaping,
        saving: Saving,
        page: ZonesPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._shaping, self.page = controller, shaping, page
        self._left: Hand | None = None
        self._new, self._asked = "", ""
        floor = page.floor
        self._floor = floor
        self.files = ZonesFiles(controller, shaping, saving, page, self)
        shaping.changed.connect(self.show_page)
        controller.window.view_changed.connect(self.show_page)
        controller.window.ask_first(Name.UNDO, self._undo_draft)
        controller.window.ask_first(Name.REDO, self._redo_draft)
        controller.window.messages.action_requested.connect(self._message_action)
        shaping.show_in(floor.stage.effect)
        floor.renamed.connect(self._rename)
        floor.coloured.connect(self._colour)
        floor.removal_requested.connect(self._remove)
        floor.cover_wanted.connect(self._cover)
        floor.left.switch_requested.connect(self._switch_on)
        floor.stage.bar.address_asked.connect(self._look_up)
        floor.postcodes.asked.connect(self._make_postcodes)
        floor.drafting.saved.connect(self._save)
        floor.drafting.sketched.connect(self._try)
        floor.drafting.left_drawing.connect(self._offer_back)
        self.show_page()

    # ------------------------------------------------------------ what is shown

    def show_page(self, _view: str = "") -> None:
        """Show the studio as it is, if somebody looks."""
        snapshot = self._shaping.snapshot
        if snapshot is not None and self._desk.window.view() == ZONES:
            studio = snapshot.studio
            self._floor.set_metric(wording_of(studio.settings.speech).kilometres)
            self._floor.show_studio(studio)
            self.page.show_heading(zones_state(studio).subtitle)

    def _setup(self) -> Setup | None:
        return self._shaping.setup

    # ------------------------------------------------------------ shapes

    def _save(self, wanted: Saved) -> None:
        setup = self._setup()
        if setup is None:
            return
        place = _middle(wanted.shape)
        if wanted.before is not None:
            edited = EditZone(wanted.before, wanted.shape.put_into(wanted.before))
            self._shaping.do_then(partial(edit_zone, command=edited), self._saved, place)
            return
        self._new = new_id()
        zone = wanted.shape.put_into(Zone(self._new, wanted.name, (), colour=wanted.colour))
        command = AddZone(setup, zone, frozenset(filter(None, (self._floor.chosen_person,))))
        self._shaping.do_then(partial(add_zone, command=command), self._saved, place)

    def _saved(self, outcome: Outcome[Done]) -> None:
        """The draft ends only when it is stored."""
        if self._shaping.took(outcome):
            if self._new:
                self._floor.await_zone(self._new)
            self._floor.drafting.end()
            self._floor.begin()
        self._new = ""

    def _try(self) -> None:
        """What the draft would do, as it is drawn."""
        setup, drafting = self._setup(), self._floor.drafting
        zone = drafting.sketched_zone()
        if setup is None:
            return
        if zone is None or (drafting.hand.draft is not None and not drafting.hand.draft.is_changed):
            self._shaping.end_preview()
            return
        place = _middle(Shape.of(zone))
        if zone.id:
            self._shaping.preview(after_editing(setup, zone), place)
            return
        people = frozenset(filter(None, (self._floor.chosen_person,)))
        new = replace(zone, id="being drawn")
        self._shaping.preview(after_adding(AddZone(setup, new, people)), place)

    def _undo_draft(self) -> bool:
        return self._is_seen() and self._floor.drafting.sketching.undo()

    def _redo_draft(self) -> bool:
        return self._is_seen() and self._floor.drafting.sketching.redo()

    def _is_seen(self) -> bool:
        return self._desk.window.view() == ZONES

    def _offer_back(self, hand: Hand) -> None:
        """What was drawn and left unsaved can be had again."""
        self._left = hand
        actions = (MessageAction(BRING_BACK, "Bring it back"),)
        note = Message(
            LEFT, "What was drawn was not saved.", tone=Tone.PLAIN, actions=actions, seconds=_SECONDS
        )
        self._desk.window.messages.show_message(note)

    def _message_action(self, _message: str, action: str) -> None:
        if action == BRING_BACK and self._left is not None:
            self._desk.window.show_view(ZONES)
            self._floor.drafting.bring_back(self._left)
            self._desk.window.messages.take_back(LEFT)
            self._left = None

    # ------------------------------------------------------------ everything else of a zone

    def _rename(self, zone: Zone, name: str) -> None:
        self._edit(zone, replace(zone, name=name))

    def _colour(self, zone: Zone, colour: int) -> None:
        self._edit(zone, replace(zone, colour=colour))

    def _edit(self, before: Zone, after: Zone) -> None:
        self._shaping.change(edit_zone, EditZone(before, after), place=_middle(Shape.of(after)))

    def _remove(self, ids: frozenset[str]) -> None:
        setup = self._setup()
        gone = [zone for zone in setup.zones if zone.id in ids] if setup else []
        if setup is not None and gone:
            place = _middle(Shape.of(gone[0]))
            self._shaping.do(partial(remove_zones, command=RemoveZones(setup, ids)), place)

    def _cover(self, wanted: tuple[Cover, ...]) -> None:
        setup = self._setup()
        if setup is None or not wanted:
            return
        zones = {each.zone for each in wanted}
        changed = [zone for zone in setup.zones if zone.id in zones]
        place = _middle(Shape.of(changed[0])) if len(changed) == 1 else None
        self._shaping.change(assign_zones, AssignZones(setup, wanted), place=place)

    def _switch_on(self) -> None:
        setup = self._setup()
        if setup is not None:
            command = EditSettings(setup.settings, replace(setup.settings, zones_enabled=True))
            self._shaping.change(edit_settings, command)

    # ------------------------------------------------------------ places

    def _look_up(self, address: str) -> None:
        """Where an address is: known offline, or by the service that was chosen."""
        desk = self._desk
        self._asked = address
        job = partial(find_place, desk.office, address)
        desk.delivery.ask(desk.lanes.places, "zone address", job, self._found)

    def _found(self, outcome: Outcome[Lookup]) -> None:
        desk = self._desk
        if outcome.error or outcome.value is None:
            desk.failed.emit(outcome.error)
            return
        lookup = outcome.value
        if lookup.address != self._asked:
            return
        if lookup.found is None:
            advice = lookup.problem or "Type its postcode, or drop a pin on the map."
            note = Message(
                "zone address",
                f"{address_words(lookup.address)} was not found.",
                advice,
                Tone.WARN,
                seconds=10,
            )
            desk.window.messages.show_message(note)
            return
        self._floor.show_place(lookup.found.place, lookup.address)

    def _make_postcodes(self, text: str) -> None:
        desk = self._desk
        desk.delivery.ask(desk.lanes.openings, "postcodes", partial(postcode_areas, text), self._made)

    def _made(self, outcome: Outcome[tuple[PostcodeArea, ...]]) -> None:
        card = self._floor.postcodes
        if isinstance(outcome.error, BadInput):
            card.refuse(outcome.error.problem)
        elif outcome.error or not outcome.value:
            self._desk.failed.emit(outcome.error)
        elif card.isVisible():
            card.close_card()
            if len(outcome.value) == 1:
                self._floor.drafting.begin_with(outcome.value[0].shape)
            else:
                self.files.show_areas(outcome.value)


def address_words(address: str) -> str:
    """An address in a sentence, shortened."""
    return address if len(address) <= 60 else f"{address[:59]}\N{HORIZONTAL ELLIPSIS}"


def _middle(shape: Shape) -> Place:
    """Where the typical order lies that tells what a change does."""
    lon, lat = label_point(shape)
    return Place(lat=lat, lon=lon)
