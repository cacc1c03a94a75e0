"""The view of the zones as a whole: lists on the left, the map on the right, and what is looked at."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from studio_app.desk.zones import content
from studio_app.desk.zones.drafting import Drafting
from studio_app.desk.zones.floor_cover import FloorCover
from studio_app.desk.zones.floor_menus import FloorMenus
from studio_app.desk.zones.import_panel import ImportPanel
from studio_app.desk.zones.importing import Importing
from studio_app.desk.zones.left_panel import LeftPanel
from studio_app.desk.zones.matrix_view import MatrixView
from studio_app.desk.zones.model import PlaceCard, Side
from studio_app.desk.zones.postcodes_card import PostcodesCard
from studio_app.desk.zones.showing import HOME, Looked, layers_of
from studio_app.desk.zones.stage import Stage
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Point

_NEAR_ZOOM = 12.0


class Floor(QWidget):
    """The view. Parts: `left`, `stage`, `matrix`, `drafting`, `postcodes`.

    Signals:
        renamed, coloured: the Zone as it was seen, and its new name or place in the palette.
        removal_requested: ids of zones (a frozenset).
        cover_wanted: a tuple of Cover.
        export_requested: ids of zones (a frozenset), and `geojson` or `kml`.
        import_left: a file is no longer looked at.
    """

    renamed = Signal(object, str)
    coloured = Signal(object, int)
    removal_requested = Signal(object)
    cover_wanted = Signal(object)
    export_requested = Signal(object, str)
    import_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._studio: Studio | None = None
        self._metric = False
        self._zone, self._person, self._awaited = "", "", ""
        self._place: PlaceCard | None = None
        self.left, self.stage, self.matrix = LeftPanel(self), Stage(self), MatrixView(self)
        self.drafting = Drafting(self.stage, self)
        self.postcodes = PostcodesCard(self)
        self.menus, self.cover = FloorMenus(self), FloorCover(self)
        self.importing = ImportPanel(self)
        self._coming: tuple[Zone, ...] | None = None
        map_side = QWidget(self)
        row = QHBoxLayout(map_side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.importing)
        row.addWidget(self.stage, 1)
        self._tabs = QStackedWidget(self)
        self._tabs.addWidget(map_side)
        self._tabs.addWidget(self.matrix)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._tabs)
        self._connect()

    def _connect(self) -> None:
        left, bar, drafting, canvas = self.left, self.stage.bar, self.drafting, self.stage.canvas
        left.side_chosen.connect(self._side_chosen)
        left.draw_requested.connect(self.begin_drawing)
        left.zones.chosen.connect(self.choose_zone)
        left.zones.activated_row.connect(self.edit_zone)
        left.zones.menu_requested.connect(self.menus.open_for_zone)
        left.people.chosen.connect(self.choose_person)
        bar.draw_requested.connect(self.begin_drawing)
        bar.circle_requested.connect(self.begin_circle)
        bar.postcodes_requested.connect(self.begin_postcodes)
        bar.pin_requested.connect(self.begin_pin)
        canvas.area_clicked.connect(self._area_clicked)
        canvas.pin_clicked.connect(self._pin_clicked)
        drafting.turned.connect(self._show_all)
        drafting.sketching.pinned.connect(self.pin)
        drafting.sketching.edit_requested.connect(self.edit_zone)
        drafting.sketching.left.connect(self._clicked_beside)
        drafting.sketching.menu_requested.connect(self.menus.open_on_map)
        self._connect_cards()

    def _connect_cards(self) -> None:
        zone, place = self.stage.zone, self.stage.place
        zone.renamed.connect(self._renamed)
        zone.coloured.connect(self._coloured)
        zone.edit_requested.connect(self.edit_chosen)
        zone.hole_requested.connect(self.begin_hole)
        zone.remove_requested.connect(self.remove_chosen)
        place.zone_chosen.connect(self.choose_zone)
        for card in self.stage.cards:
            card.closed.connect(self._close_card)

    # ------------------------------------------------------------ what is shown

    @property
    def studio(self) -> Studio | None:
        """The studio that is shown."""
        return self._studio

    @property
    def chosen_zone(self) -> str:
        """Id of the zone that is looked at; "" for none."""
        return self._zone

    @property
    def chosen_person(self) -> str:
        """Id of the photographer who is looked at; "" for nobody."""
        return self._person

    @property
    def place(self) -> PlaceCard | None:
        """The place that is pinned."""
        return self._place

    @property
    def is_importing(self) -> bool:
        """Whether a file is looked at: nothing is drawn then."""
        return self._coming is not None

    def set_metric(self, metric: bool) -> None:
        """Measure in kilometres; else in miles."""
        if metric != self._metric:
            self._metric = metric
            self.stage.canvas.set_metric(metric)
            self.stage.draft.set_metric(metric)
            self._show_all()

    def show_studio(self, studio: Studio) -> None:
        """Show another state of the studio; what is drawn stays."""
        self._studio = studio
        ids = {zone.id for zone in studio.zones}
        if self._awaited in ids:
            self._zone, self._awaited = self._awaited, ""
        if self._zone not in ids:
            self._zone = ""
        if self._person not in studio.photographer_by_id:
            self._person = ""
        if self._place is not None:
            self._place = content.place_card(studio, self._place.place, self._place.title)
        self.drafting.show_studio(studio)
        self._show_all()

    def _show_all(self) -> None:
        studio = self._studio
        if studio is None:
            return
        self.left.show_state(content.zones_state(studio))
        self.left.zones.show_chosen(self._zone)
        self.left.people.show_chosen(self._person)
        self.matrix.show_state(content.matrix(studio))
        self._show_card(studio)
        self.left.setVisible(not self.is_importing)
        self.stage.bar.setEnabled(not self.is_importing)
        if self._coming is not None:
            known = set(studio.zones)
            new = frozenset(zone.id for zone in self._coming if zone not in known)
            looked = Looked(others=new)
            studio = replace(studio, zones=self._coming)
        else:
            looked = Looked(self._zone, self._person, self.drafting.zone_id, self._place)
        self.stage.canvas.set_layers(layers_of(studio, looked))
        self.drafting.sketching.show_draft()
        self.drafting.show()

    def _show_card(self, studio: Studio) -> None:
        stage = self.stage
        if self.drafting.is_busy or self.is_importing:
            stage.show_card(None)
        elif self._place is not None:
            stage.place.show_card(self._place)
            stage.show_card(stage.place)
        elif person := content.person_card(studio, self._person):
            stage.person.show_card(person)
            stage.show_card(stage.person)
        elif zone := content.zone_card(studio, self._zone, metric=self._metric):
            stage.zone.show_card(zone)
            stage.show_card(stage.zone)
        else:
            stage.show_card(None)

    def show_tab(self, matrix: bool) -> None:
        """Show the table of who covers what, or the map."""
        self._tabs.setCurrentIndex(1 if matrix else 0)

    def begin(self) -> None:
        """Take the keyboard."""
        if self._tabs.currentIndex():
            self.matrix.begin()
        elif self._coming is not None:
            self.importing.begin()
        elif self.drafting.is_busy:
            self.stage.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.focus_list()

    # ------------------------------------------------------------ choosing

    def choose_zone(self, zone: str) -> None:
        """Look at a zone, "" for none."""
        if not self._may_choose():
            return
        self._zone, self._person, self._place = zone, "", None
        if zone and self.left.side is not Side.ZONES:
            self.left.show_side(Side.ZONES)
        self._show_all()

    def choose_person(self, person: str) -> None:
        """Look at a photographer, "" for nobody."""
        if not self._may_choose():
            return
        self._person, self._zone, self._place = person, "", None
        if person and self.left.side is not Side.PEOPLE:
            self.left.show_side(Side.PEOPLE)
        self._show_all()

    def _may_choose(self) -> bool:
        """A shape that was not changed is left; one that was asks to be saved first."""
        draft = self.drafting.hand.draft
        if draft is not None and not draft.is_changed:
            self.drafting.leave()
        if self.drafting.hand.is_editing:
            self.drafting.say(self.tr("Save what is drawn first, or cancel it."))
        if not self.drafting.hand.is_editing and not self.is_importing:
            return True
        self.left.zones.show_chosen(self._zone)
        self.left.people.show_chosen(self._person)
        return False

    def show_place(self, place: Place, title: str = "") -> None:
        """Pin a place: its zones, who goes there, and the drives."""
        if self._studio is None:
            return
        self._place = content.place_card(self._studio, place, title)
        self._show_all()
        canvas, point = self.stage.canvas, (place.lon, place.lat)
        x, y = canvas.camera.point(point)
        if not (0 < x < canvas.width() and 0 < y < canvas.height()):
            canvas.show_place(point, _NEAR_ZOOM)

    def await_zone(self, zone: str) -> None:
        """Look at a new zone as soon as it is there."""
        self._awaited = zone

    def show_import(self, state: Importing, zones: tuple[Zone, ...]) -> None:
        """Look at the zones of a file.

        Args:
            zones: All that there would be.
        """
        first = self._coming is None
        self._coming = zones
        self.importing.show_state(state)
        self._show_all()
        if first:
            self.stage.canvas.fit()

    def leave_import(self) -> None:
        """Look at the studio's own zones again."""
        if self._coming is not None:
            self._coming = None
            self.importing.show_state(None)
            self._show_all()
            self.import_left.emit()
            self.left.focus_list()

    def _side_chosen(self, side: Side) -> None:
        if side is Side.ZONES and self._person:
            self.choose_person("")

    def _area_clicked(self, zone: str) -> None:
        """With a photographer chosen a click says whether they go there."""
        if not self.cover.toggle_on_map(zone):
            self.choose_zone(zone)

    def _pin_clicked(self, pin: str) -> None:
        if pin.startswith(HOME):
            self.choose_person(pin.removeprefix(HOME))

    def pin(self, point: Point) -> None:
        """See who covers a place of the map."""
        self.show_place(Place(lat=point[1], lon=point[0]))

    def _clicked_beside(self) -> None:
        """A click beside everything: nothing is chosen, and a shape that was not changed is left."""
        draft = self.drafting.hand.draft
        if draft is None:
            self._close_card()
        elif not draft.is_changed:
            self.drafting.leave()

    def _close_card(self) -> None:
        if self._place is not None:
            self._place = None
        else:
            self._zone = self._person = ""
        self._show_all()

    def back_out(self) -> bool:
        """One step back; says whether there was one."""
        if self._tabs.currentIndex():
            return self.matrix.search.back_out()
        if self.postcodes.close_card() or self.drafting.back_out():
            return True
        if self._coming is not None:
            self.leave_import()
            return True
        if self._place or self._zone or self._person:
            self._close_card()
            self.left.focus_list()
            return True
        return self.left.search.back_out()

    # ------------------------------------------------------------ drawing

    def begin_drawing(self) -> None:
        """Draw a new zone."""
        if not self.is_importing:
            self._place = None
            self.drafting.begin_drawing()

    def begin_circle(self) -> None:
        """Draw a new zone as a circle."""
        if not self.is_importing:
            self._place = None
            self.drafting.begin_circle()

    def begin_postcodes(self) -> None:
        """Ask for postcodes to begin a new zone with."""
        if not self.drafting.is_busy and not self.is_importing:
            self.postcodes.begin(self.stage.bar.postcodes)

    def begin_pin(self) -> None:
        """Drop a pin."""
        if not self.is_importing:
            self.drafting.begin_pin()

    def edit_zone(self, zone_id: str) -> None:
        """Take hold of the shape of a zone."""
        zone = self.zone_of(zone_id)
        if zone is not None and not self.drafting.hand.is_editing and not self.is_importing:
            self._zone, self._place, self._person = zone_id, None, ""
            self.drafting.edit(zone)

    def edit_chosen(self) -> None:
        """Take hold of the shape of the chosen zone."""
        self.edit_zone(self._zone)

    def begin_hole(self) -> None:
        """Cut a hole in what is edited, or in the chosen zone."""
        if not self.drafting.hand.is_editing:
            self.edit_chosen()
        self.drafting.sketching.begin_hole()

    # ------------------------------------------------------------ zones and cover

    def zone_of(self, zone_id: str) -> Zone | None:
        """A zone as it is seen."""
        zones = self._studio.zones if self._studio else ()
        return next((zone for zone in zones if zone.id == zone_id), None)

    def rename_chosen(self) -> None:
        """Go to the name of the chosen zone."""
        if self.stage.zone.isVisible():
            self.stage.zone.begin_renaming()

    def remove_chosen(self) -> None:
        """Remove the chosen zone."""
        if self._zone and not self.drafting.is_busy and not self.is_importing:
            self.removal_requested.emit(frozenset({self._zone}))

    def _renamed(self, name: str) -> None:
        zone = self.zone_of(self._zone)
        if zone is not None:
            self.renamed.emit(zone, name)

    def _coloured(self, colour: int) -> None:
        zone = self.zone_of(self._zone)
        if zone is not None and zone.colour != colour:
            self.coloured.emit(zone, colour)
