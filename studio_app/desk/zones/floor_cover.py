"""Who goes where: ticks on the cards, in the table, and clicks on the map with a photographer chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.actions.assign_zones import Cover

if TYPE_CHECKING:
    from studio_app.desk.zones.floor import Floor


class FloorCover(QObject):
    """Makes of them what is wanted; the view signals it."""

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor)
        self._floor = floor
        zone, person = floor.stage.zone, floor.stage.person
        zone.ticked.connect(self._zone_ticked)
        zone.all_wanted.connect(self._zone_all)
        person.ticked.connect(self._person_ticked)
        person.all_wanted.connect(self._person_all)
        floor.matrix.cover_painted.connect(self._painted)

    def toggle_on_map(self, zone: str) -> bool:
        """Give a zone to the chosen photographer, or take it; says whether somebody is chosen."""
        floor = self._floor
        person = floor.studio.photographer_by_id.get(floor.chosen_person) if floor.studio else None
        if person is None or floor.place is not None or floor.is_importing:
            return False
        self._want(Cover(person.id, zone, zone not in person.zones))
        return True

    def _want(self, *wanted: Cover) -> None:
        self._floor.cover_wanted.emit(wanted)

    def _zone_ticked(self, person: str, covers: bool) -> None:
        self._want(Cover(person, self._floor.chosen_zone, covers))

    def _zone_all(self, covers: bool) -> None:
        card = self._floor.stage.zone.card
        if card is not None:
            self._want(*(Cover(tick.key, card.id, covers) for tick in card.ticks))

    def _person_ticked(self, zone: str, covers: bool) -> None:
        self._want(Cover(self._floor.chosen_person, zone, covers))

    def _person_all(self, covers: bool) -> None:
        card = self._floor.stage.person.card
        if card is not None:
            self._want(*(Cover(card.face.id, tick.key, covers) for tick in card.ticks))

    def _painted(self, cells: frozenset[tuple[str, str]], covers: bool) -> None:
        self._want(*(Cover(person, zone, covers) for person, zone in sorted(cells)))
