"""The matrix as it is laid out and painted, scrolled both ways under names and headings that stay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from studio_app.desk import theme
from studio_app.desk.people import names_apart
from studio_app.desk.skills import gesture, model
from studio_app.desk.skills.geometry import ROW, Geometry, Hit
from studio_app.desk.skills.model import Cell, Shown, SkillsState
from studio_app.desk.skills.painter import Drawn, paint
from studio_app.desk.week.look import Look
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.widgets.painting import text_width

_LEAST_ROWS = 8
"""That are seen of a team of more: there is scrolling enough around it."""


class PaintedSkills(QAbstractScrollArea):
    """What is seen of the matrix; whoever handles it is `grid.SkillsGrid`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stroke: gesture.Stroke | None = None
        self._look: Look | None = None
        self._state, self._there = SkillsState(), Shown()
        self._places, self._names = Geometry.of((), (), 1, 1), tuple[str, ...]()
        self._at, self._under = (0, 0), Hit()
        self._keys_on: Cell | None = None
        self.setStyleSheet("QAbstractScrollArea { border: none; background: transparent; }")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._bar = OverlayBar(self)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
            bar.setSingleStep(ROW)

    # ------------------------------------------------------------ what is shown

    @property
    def state(self) -> SkillsState:
        """What is shown, with what the hand paints just now."""
        if self._stroke is None:
            return self._state
        return model.with_cells(self._state, self._cells(self._stroke), self._stroke.value)

    @property
    def there(self) -> Shown:
        """The people and services that a search left."""
        return self._there

    @property
    def at(self) -> tuple[int, int]:
        """Row and column that the keys are on."""
        return self._at

    def show_state(self, state: SkillsState, there: Shown) -> None:
        """Show other cells, or others of them. What the hand holds is let go where rows or columns are others."""
        names = (
            [face.id for face in state.people] != [face.id for face in self._state.people]
            or [each.id for each in state.services] != [each.id for each in self._state.services]
            or there != self._there
        )
        self._keys_on = self._ids_at() or self._keys_on
        self._state, self._there = state, there
        if names:
            self._let_go()
            self._at = self._find(self._keys_on)
        self._lay_out()
        self._shown_anew()

    def _ids_at(self) -> Cell | None:
        row, column = self._at
        if row < len(self._there.people) and column < len(self._there.services):
            return (
                self._state.people[self._there.people[row]].id,
                self._state.services[self._there.services[column]].id,
            )
        return None

    def _find(self, cell: Cell | None) -> tuple[int, int]:
        people = [self._state.people[place].id for place in self._there.people]
        services = [self._state.services[place].id for place in self._there.services]
        row = people.index(cell[0]) if cell and cell[0] in people else 0
        column = services.index(cell[1]) if cell and cell[1] in services else 0
        return row, column

    def places(self) -> Geometry:
        """Where everything stands now."""
        return self._places

    def rect_of(self, person: str, service: str) -> QRectF:
        """Where a cell stands in the viewport; it must be among those shown."""
        row, column = self._find((person, service))
        box = self._places.cell(row, column)
        return QRectF(box.x, box.y, box.width, box.height)

    def show_person(self, person: str) -> None:
        """Scroll to the row of a person."""
        people = [self._state.people[place].id for place in self._there.people]
        if person in people:
            self._reveal(people.index(person), self._at[1] if self._at[1] < len(self._there.services) else 0)

    def _lay_out(self) -> None:
        look, there = self._look_now(), self._there
        heads = [text_width(self._state.services[place].name, look.caption.font) for place in there.services]
        self._names = tuple(face.name for face in self._state.people)
        self._places = self._laid_out(heads)
        if self._places.slanted:
            # Short names may leave room for headings that are read without turning the head, or for all columns.
            whole, self._names = (self._places, self._names), names_apart(self._state.people)
            self._places = self._laid_out(heads)
            if self._places.slanted and self._places.most_left >= whole[0].most_left:
                self._places, self._names = whole
        size, bars = self.viewport().size(), (self.horizontalScrollBar(), self.verticalScrollBar())
        for bar, most, page in zip(
            bars,
            (self._places.most_left, self._places.most_top),
            (size.width() - self._places.names, size.height() - self._places.head),
            strict=True,
        ):
            bar.setPageStep(max(1, page))
            bar.setRange(0, most)
        self.updateGeometry()
        self.viewport().update()

    def _laid_out(self, heads: list[float]) -> Geometry:
        font, size = self._look_now().small_bold.font, self.viewport().size()
        return Geometry.of(
            [text_width(self._names[place], font) for place in self._there.people],
            heads,
            size.width(),
            size.height(),
            left=self.horizontalScrollBar().value(),
            top=self.verticalScrollBar().value(),
        )

    def _scrolled(self, _value: int) -> None:
        self._places = self._places.scrolled(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        self.viewport().update()

    def _reveal(self, row: int, column: int) -> None:
        if self._there.nothing:
            return
        wanted = self._places.showing(row, column)
        self.horizontalScrollBar().setValue(wanted.left)
        self.verticalScrollBar().setValue(wanted.top)

    def sizeHint(self) -> QSize:
        return QSize(460, self._places.content_height + 2)

    def minimumSizeHint(self) -> QSize:
        rows = min(max(self._places.rows, 3), _LEAST_ROWS)
        return QSize(260, self._places.head + rows * ROW + 1)

    # ------------------------------------------------------------ painting

    def _look_now(self) -> Look:
        shown, scale = theme.current(), self.devicePixelRatioF()
        if self._look is None or self._look.theme is not shown or self._look.scale != scale:
            self._look = Look(shown, scale)
        return self._look

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = self._at if self.hasFocus() and not self._there.nothing else None
        drawn = Drawn(self.state, self._there, self._places, at, self._under, self._names, self.tr("nobody"))
        paint(painter, self._look_now(), drawn)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._look = None
            self._lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    # ------------------------------------------------------------ cells

    def _cell(self, place: tuple[int, int]) -> Cell:
        row, column = place
        return (
            self._state.people[self._there.people[row]].id,
            self._state.services[self._there.services[column]].id,
        )

    def _cells(self, stroke: gesture.Stroke) -> list[Cell]:
        return [self._cell(place) for place in stroke.passed]

    def _let_go(self) -> None:
        """Forget what the hand holds."""
        self._stroke = None
        self.viewport().update()

    def _shown_anew(self) -> None:
        """Something else is shown: for whoever says so."""
