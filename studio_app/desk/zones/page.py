"""The page of the zones: made light at the start; the map and all that is on it come when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk.commands import Name
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio_app.desk.zones.floor import Floor

MAP, MATRIX = "map", "matrix"


class ZonesPage(View):
    """The view; `floor` holds all of it from the first look on.

    Signals:
        needed: somebody looks at it for the first time; `floor` is there.
        import_requested: a file with zones.
        export_requested: all zones, as `geojson` or `kml`.
    """

    needed = Signal()
    import_requested = Signal()
    export_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("zones", parent)
        self._floor: Floor | None = None
        self._subtitle = ""
        self.bar = self._make_bar()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tabs = ((MAP, self.tr("Map")), (MATRIX, self.tr("Who covers what")))
        self.tabs = Segmented(tabs, self.tr("Map or table"), bar)
        self.tabs.set_chosen(MAP)
        self.import_button = PushButton(self.tr("Import"), bar)
        self.import_button.setAccessibleName(self.tr("Import zones from a file"))
        self.export_button = PushButton(self.tr("Export"), bar)
        self.export_button.setAccessibleName(self.tr("Save all zones to a file"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.tabs, self.import_button, self.export_button):
            row.addWidget(widget)
        self.tabs.chosen.connect(self.show_tab)
        self.import_button.clicked.connect(self.import_requested)
        self.export_button.clicked.connect(self._open_export)
        return bar

    # ------------------------------------------------------------ what is shown

    @property
    def floor(self) -> Floor:
        """Everything under the top bar; made at the first call."""
        if self._floor is None:
            # Late: the map and the geometry take longer to import than the whole desk.
            from studio_app.desk.zones.floor import Floor

            self._floor = Floor(self)
            self._column.addWidget(self._floor)
            self.needed.emit()
        return self._floor

    def show_heading(self, subtitle: str) -> None:
        """Show another line beside the heading."""
        if subtitle != self._subtitle:
            self._subtitle = subtitle
            self.heading_changed.emit()

    def heading(self) -> Heading:
        """The rail's word, and how many there are."""
        return Heading("", self._subtitle)

    def show_tab(self, key: str) -> None:
        """Show `map` or `matrix`."""
        self.tabs.set_chosen(key)
        self.floor.show_tab(key == MATRIX)
        self.floor.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.floor.show()

    # ------------------------------------------------------------ keys

    def begin(self) -> None:
        """Take the keyboard: the list, or what is under way."""
        self.floor.begin()

    def take(self, command: str) -> bool:
        """Finding means the zones here."""
        if command == Name.FIND:
            shown = self.floor.matrix.search if self._is_matrix() else self.floor.left.search
            shown.begin()
            return True
        return False

    def back_out(self) -> bool:
        """Leave what is under way first, then what is chosen; from the table back to the map."""
        if self.floor.back_out():
            return True
        if self._is_matrix():
            self.show_tab(MAP)
            return True
        return False

    def _is_matrix(self) -> bool:
        return self.tabs.button(MATRIX).isChecked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The letters of the view, wherever in it the keyboard is, but for fields."""
        floor = self.floor
        commands = {
            Qt.Key.Key_N: floor.begin_drawing,
            Qt.Key.Key_H: floor.begin_hole,
            Qt.Key.Key_C: floor.begin_circle,
            Qt.Key.Key_U: floor.begin_postcodes,
            Qt.Key.Key_P: floor.begin_pin,
            Qt.Key.Key_E: floor.edit_chosen,
            Qt.Key.Key_F2: floor.rename_chosen,
            Qt.Key.Key_Delete: floor.remove_chosen,
        }
        command = commands.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        typing = isinstance(self.focusWidget(), QLineEdit | QAbstractSpinBox)
        if command is None or not plain or typing or self._is_matrix():
            super().keyPressEvent(event)
            return
        command()

    # ------------------------------------------------------------ files

    def _open_export(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        for words, kind in ((self.tr("As &GeoJSON…"), "geojson"), (self.tr("As &KML…"), "kml")):
            menu.addAction(words).setData(kind)
        menu.triggered.connect(self._export)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export_button.mapToGlobal(self.export_button.rect().bottomLeft()))

    def _export(self, action: object) -> None:
        self.export_requested.emit(action.data())  # type: ignore[attr-defined] # a QAction
