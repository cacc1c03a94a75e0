"""The view of the zones as somebody uses it: what is read in it, and where to click on its map."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu

from studio_app.desk.zones.floor import Floor
from studio_app.desk.zones.page import ZonesPage
from studio_app.domain.setup import Setup
from studio_app.domain.zone import Zone
from studio_app.engine.zone_shapes import Point
from tests.support.whole_desk import NO_KEYS, WholeDesk

LEFT = Qt.MouseButton.LeftButton


class ZonesHands:
    """Hands and eyes on the zones of a whole desk."""

    def __init__(self, desk: WholeDesk) -> None:
        self.desk = desk
        self.page: ZonesPage = desk.program.studio_views.zones

    @staticmethod
    def open(desk: WholeDesk) -> ZonesHands:
        """Go to the zones by the rail."""
        desk.click(desk.window.rail.button("zones"))
        desk.settle()
        return ZonesHands(desk)

    @property
    def floor(self) -> Floor:
        """Everything under the top bar."""
        return self.page.floor

    # ------------------------------------------------------------ eyes

    def setup(self) -> Setup:
        """What is stored."""
        with self.desk.program.store.writing() as writing:
            return writing.setup()

    def zone(self, name: str) -> Zone:
        """A stored zone."""
        return next(zone for zone in self.setup().zones if zone.name == name)

    def names(self) -> list[str]:
        """Of all stored zones."""
        return [zone.name for zone in self.setup().zones]

    def covers(self, person: str) -> frozenset[str]:
        """The stored zones of a photographer."""
        return next(item.zones for item in self.setup().photographers if item.id == person)

    def rows(self) -> list[str]:
        """The zones of the list."""
        return [f"{row.name}: {row.note}" for row in self.floor.left.zones.rows]

    def hint(self) -> str:
        """What stands on the map while something is drawn."""
        return self.floor.stage.hint.hint.text()

    def spot(self, place: Point) -> QPoint:
        """Where a place is on the canvas."""
        x, y = self.floor.stage.canvas.camera.point(place)
        return QPoint(round(x), round(y))

    # ------------------------------------------------------------ hands

    def click(self, *places: Point, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move to places of the map and click them."""
        canvas = self.floor.stage.canvas
        for place in places:
            QTest.mouseMove(canvas, self.spot(place))
            QTest.mouseClick(canvas, LEFT, modifiers, self.spot(place))
            self.desk.settle()

    def drag(self, start: Point, end: Point, *, let_go: bool = True) -> None:
        """Press at one place, move to another in steps, and let go."""
        canvas = self.floor.stage.canvas
        first, last = self.spot(start), self.spot(end)
        QTest.mousePress(canvas, LEFT, NO_KEYS, first)
        for part in range(1, 9):
            QTest.mouseMove(canvas, first + (last - first) * part / 8)
        self.desk.settle()
        if let_go:
            QTest.mouseRelease(canvas, LEFT, NO_KEYS, last)
            self.desk.settle()

    def double_click(self, place: Point) -> None:
        """As Qt tells it: a click, and the second press of it."""
        canvas = self.floor.stage.canvas
        QTest.mouseClick(canvas, LEFT, NO_KEYS, self.spot(place))
        QTest.mouseDClick(canvas, LEFT, NO_KEYS, self.spot(place))
        QTest.mouseRelease(canvas, LEFT, NO_KEYS, self.spot(place))
        self.desk.settle()

    def choose(self, name: str) -> None:
        """Click a zone in the list."""
        rows = self.floor.left.zones
        place = next(at for at, row in enumerate(rows.rows) if row.name == name)
        self.desk.click(rows.viewport(), rows.row_rect(place).center().toPoint())

    def choose_person(self, key: str) -> None:
        """Click a photographer in the list of people."""
        self.desk.click(self.floor.left.tabs.button("people"))
        rows = self.floor.left.people
        place = next(at for at, row in enumerate(rows.rows) if row.face.id == key)
        self.desk.click(rows.viewport(), rows.row_rect(place).center().toPoint())

    def take(self, menu: QMenu, words: str) -> None:
        """Take an entry of a menu by its words."""
        action = next(each for each in menu.actions() if each.text().replace("&", "").startswith(words))
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.desk.settle()

    def answer_dialog(self, path: str) -> None:
        """Answer the dialog that asks for a file."""
        dialogs = [each for each in self.desk.window.findChildren(QFileDialog) if each.isVisible()]
        assert dialogs, "no dialog asks for a file"
        dialog = dialogs[-1]
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(path)
        QTest.keyClick(line, Qt.Key.Key_Return)
        # Offscreen nobody gives the window the keyboard back.
        self.desk.window.activateWindow()
        self.desk.settle()
