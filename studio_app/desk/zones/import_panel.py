"""The zones of a file instead of the lists, while the map shows what they would make."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.row_list import Index, RowDelegate, RowList, RowModel
from studio_app.desk.zones.importing import Importing, Offer
from studio_app.desk.zones.left_panel import WIDTH

_PAD, _LINE, _TEXT = 16, 16, 44


class _Model(RowModel[Offer]):
    def spoken(self, row: Offer) -> str:
        return f"{row.row.name}; {row.note}"


class _Delegate(RowDelegate["OfferedList", _Model]):
    def lines(self, offer: Offer, width: float) -> tuple[str, ...]:
        """The note, broken into lines."""
        return painting.wrapped(offer.note, theme.current().font("caption"), width - _TEXT - _PAD, 4)

    def link_rect(self, rect: QRectF, offer: Offer) -> QRectF:
        """Where the other way stands; empty without one."""
        if not offer.other_way:
            return QRectF()
        font = theme.current().font("caption", QFont.Weight.DemiBold)
        width = painting.text_width(offer.other_way, font) + 2
        return QRectF(rect.right() - _PAD - width, rect.top() + 8, width, 18)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self._view
        shown, offer = theme.current(), view.offers[index.row()]
        tick = QRectF(rect.left() + _PAD, rect.top() + 9, painting.TICK, painting.TICK)
        painting.draw_tick(painter, tick, checked=offer.taken, enabled=offer.can_be_taken)
        link = self.link_rect(rect, offer)
        end = link.left() - 8 if not link.isEmpty() else rect.right() - _PAD
        name = QRectF(rect.left() + _TEXT, rect.top() + 8, end - rect.left() - _TEXT, 18)
        ink = shown.text if offer.taken else shown.text_muted
        painting.draw_line(painter, name, offer.row.name, shown.font("body", QFont.Weight.DemiBold), ink)
        if not link.isEmpty():
            font = shown.font("caption", QFont.Weight.DemiBold)
            painting.draw_line(painter, link, offer.other_way, font, shown.accent)
        ink = shown.text_muted if offer.can_be_taken else shown.danger
        for place, line in enumerate(self.lines(offer, rect.width())):
            box = QRectF(rect.left() + _TEXT, rect.top() + 27 + place * _LINE, rect.width(), _LINE)
            painting.draw_line(painter, box, line, shown.font("caption"), ink)
        if view.shows_focus(index.row()):
            painting.draw_ring(painter, rect.adjusted(6, 1, -6, -1), 8)

    def row_height(self, index: Index, width: int) -> int:
        view = self._view
        return 32 + _LINE * len(self.lines(view.offers[index.row()], width))


class OfferedList(RowList):
    """The areas: a click or Space takes one or leaves it out, its link or R decides about a namesake.

    Signals:
        toggled: place of a row.
        turned: place of a row.
    """

    toggled = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Zones of the file"))
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = _Delegate(self, self._model)
        self.setItemDelegate(self._delegate)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is shown."""
        return self._model.rows

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show these."""
        self._model.set_rows(offers)
        self.fit()
        if offers and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))
        self.viewport().update()

    def link_point(self, place: int) -> QPoint:
        """The middle of a row's link, in the viewport."""
        return self._delegate.link_rect(self.row_rect(place), self.offers[place]).center().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.clicked_row(event)
        super().mouseReleaseEvent(event)
        if place < 0:
            return
        link = self._delegate.link_rect(self.row_rect(place), self.offers[place])
        if link.adjusted(-6, -6, 6, 6).contains(event.position()):
            self.turned.emit(place)
        else:
            self.toggled.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            self.toggled.emit(place)
        elif event.key() == Qt.Key.Key_R and place >= 0:
            self.turned.emit(place)
        else:
            super().keyPressEvent(event)


class ImportPanel(QFrame):
    """The panel.

    Signals:
        changed: the Importing as it is now.
        taken: the chosen ones shall be imported.
        left: nothing shall be.
    """

    changed = Signal(object)
    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._state: Importing | None = None
        self.title = PlainLabel(self.tr("Import zones"), "title", self)
        self.file = ElidedLabel("", "caption muted", self)
        self.warnings = PlainLabel("", "caption warning", self, wrap=True)
        self.list = OfferedList(self)
        self.take = PushButton("", self, kind="primary")
        self.leave = PushButton(self.tr("Cancel"), self)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(4)
        for label in (self.title, self.file, self.warnings):
            head.addWidget(label)
        buttons = button_row(self.leave, self.take)
        buttons.setContentsMargins(16, 4, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(buttons)
        self.list.toggled.connect(self._toggle)
        self.list.turned.connect(self._turn)
        self.take.clicked.connect(self.taken)
        self.leave.clicked.connect(self.left)
        self.hide()

    @property
    def state(self) -> Importing | None:
        """The file that is looked at."""
        return self._state

    def show_state(self, state: Importing | None) -> None:
        """Show a file, or that there is none."""
        self._state = state
        self.setVisible(state is not None)
        if state is None:
            return
        self.title.setText(self.tr(state.title))
        self.file.setText(state.name)
        self.warnings.setText(" ".join(state.warnings))
        self.warnings.setVisible(bool(state.warnings))
        self.list.show_offers(state.offers)
        self.take.setText(state.button_words)
        self.take.setEnabled(state.count > 0)

    def begin(self) -> None:
        """Take the keyboard."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self, place: int) -> None:
        if self._state is not None:
            self.changed.emit(self._state.toggled(place))

    def _turn(self, place: int) -> None:
        if self._state is not None:
            self.changed.emit(self._state.turned(place))
