"""The context menus of the view: of a zone, of the map, and of what is drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from studio_app.desk.map.gestures import Part, Pointer
from studio_app.desk.zones import menus
from studio_app.desk.zones.menus import Act

if TYPE_CHECKING:
    from studio_app.desk.zones.floor import Floor


class FloorMenus(QObject):
    """Opens them, and does what is taken."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor)
        self._floor = floor
        self._pointer: Pointer | None = None

    def open_for_zone(self, zone_id: str, at: QPoint) -> None:
        """At a point of the screen."""
        floor = self._floor
        zone = floor.zone_of(zone_id)
        if zone is not None:
            menus.open_menu(floor, "zone_menu", menus.of_zone(zone.name), at, self._take)

    def open_on_map(self, pointer: Pointer) -> None:
        """Of what lies there."""
        floor, hit = self._floor, pointer.hit
        self._pointer, hand = pointer, floor.drafting.hand
        groups = menus.of_map()
        if hand.is_editing:
            groups = menus.of_draft(hand, hit)
        elif hit.part is Part.INSIDE and hit.id and not floor.drafting.is_busy:
            floor.choose_zone(hit.id)
            zone = floor.zone_of(hit.id)
            groups = (*groups, *menus.of_zone(zone.name)) if zone else groups
        menus.open_menu(floor, "map_menu", groups, QPoint(*pointer.screen), self._take)

    def _take(self, act: Act) -> None:
        """Do what was taken from a menu."""
        floor = self._floor
        drafting, sketching = floor.drafting, floor.drafting.sketching
        plain = {
            Act.EDIT: floor.edit_chosen,
            Act.HOLE: floor.begin_hole,
            Act.RENAME: floor.rename_chosen,
            Act.REMOVE: floor.remove_chosen,
            Act.DRAW: floor.begin_drawing,
            Act.FIT: floor.stage.canvas.fit,
            Act.SAVE: drafting.save,
            Act.CANCEL: drafting.leave,
            Act.CLOSE: sketching.close_ring,
            Act.TAKE_BACK: sketching.take_back,
        }
        if act in (Act.GEO_JSON, Act.KML):
            floor.export_requested.emit(frozenset({floor.chosen_zone}), act.value)
        elif act in plain:
            plain[act]()
        elif self._pointer is not None:
            self._take_at(act, self._pointer)

    def _take_at(self, act: Act, pointer: Pointer) -> None:
        """What an entry means at a place of the map."""
        floor, hit = self._floor, pointer.hit
        sketching = floor.drafting.sketching
        if act is Act.PIN:
            floor.pin(pointer.place)
        elif act is Act.CIRCLE:
            floor.begin_circle()
            sketching.circle_at(pointer.place)
        elif act is Act.DELETE:
            sketching.delete(hit.ring, hit.index)
        elif act is Act.INSERT:
            sketching.insert(hit.ring, hit.index, hit.place)
        elif act is Act.FILL:
            sketching.remove_hole(hit.ring)
