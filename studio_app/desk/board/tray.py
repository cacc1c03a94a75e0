"""What waits for a time, at the foot of the board: cards that are dragged onto a lane."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import theme
from studio_app.desk.board.geometry import NAMES_WIDTH
from studio_app.desk.board.hand import Piece, Source
from studio_app.desk.board.handling import BoardCanvas
from studio_app.desk.board.model import Card
from studio_app.desk.board.words import say_card
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ChipLabel, ElidedLabel, PlainLabel, plain_tip

HEIGHT = 128
CARD = QSize(316, 104)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOST_CARDS = 60


def piece_of_card(card: Card) -> Piece:
    """A card as something that can be held."""
    return Piece(card.id, "", None, card.minutes, Source.TRAY, card.version)


class CardView(QFrame):
    """One thing that waits.

    Signals:
        offer_chosen: id of the card, and the number of the offer that was clicked.
        activated: id of the card that was clicked or on which Enter was pressed.
        reached: the keyboard is on it.
    """

    offer_chosen = Signal(str, int)
    activated = Signal(str)
    reached = Signal()

    def __init__(self, card: Card, canvas: BoardCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"card_{card.id}")
        self.setProperty("kind", "waiting")
        # The lanes have the keyboard while a card is held: a press shall not take it from them.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedSize(CARD)
        self.card, self._canvas = card, canvas
        self.setAccessibleName(say_card(card))
        self.setToolTip(plain_tip(card.tip or say_card(card)))
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 9, 9, 9)
        column.setSpacing(2)
        self.title = ElidedLabel(card.title, "body strong", self)
        self.subtitle = ElidedLabel(card.subtitle, "caption muted", self)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.title, 1)
        if card.news:
            self.news = ChipLabel(card.news, "ok", self)
            self.news.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            top.addWidget(self.news)
        column.addLayout(top)
        column.addWidget(self.subtitle)
        column.addStretch(1)
        column.addLayout(self._make_facts())
        column.addLayout(self._make_offers())
        for label in (self.title, self.subtitle):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _make_facts(self) -> QHBoxLayout:
        chips: list[QWidget] = []
        for text in self.card.wishes:
            chip = ChipLabel(text, "", self)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            chips.append(chip)
        row, _ = _row_of(chips, 5)
        return row

    def _make_offers(self) -> QHBoxLayout:
        buttons: list[QWidget] = []
        for number, offer in enumerate(self.card.offers[:3]):
            button = PushButton(offer.text, self, kind="link")
            button.setProperty("small", "true")
            button.setProperty("number", number)
            button.setAccessibleName(f"{self.card.title}: {offer.text}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._choose)
            buttons.append(button)
        row, shown = _row_of(buttons, 10)
        self.offers = [button for button in shown if isinstance(button, QPushButton)]
        return row

    def _choose(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.offer_chosen.emit(self.card.id, int(button.property("number")))

    # ------------------------------------------------------------ hand

    def _on_canvas(self, event: QMouseEvent) -> QPointF:
        return QPointF(self._canvas.mapFromGlobal(event.globalPosition()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._canvas.press(piece_of_card(self.card), self._on_canvas(event))
        elif event.button() == Qt.MouseButton.RightButton and not self._canvas.holding.put_back():
            self.activated.emit(self.card.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.activated.emit(self.card.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._canvas.drag(self._on_canvas(event), fine=bool(event.modifiers() & _SHIFT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._canvas.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self._canvas.pick_up(piece_of_card(self.card))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.card.id)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.reached.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painting.draw_ring(painter, self.rect().toRectF(), theme.current().metrics.radius_card - 1)
            painter.end()


def _row_of(widgets: list[QWidget], apart: int) -> tuple[QHBoxLayout, list[QWidget]]:
    """As many as fit beside each other; the first always, those without room not at all."""
    row = QHBoxLayout()
    row.setSpacing(apart)
    room, shown = CARD.width() - 24, list[QWidget]()
    for widget in widgets:
        widget.ensurePolished()  # its font is that of the style sheet
        room -= widget.sizeHint().width() + apart
        if room < -apart and shown:
            widget.setParent(None)
            widget.deleteLater()
            continue
        widget.setMaximumWidth(CARD.width() - 24)
        shown.append(widget)
        row.addWidget(widget)
    row.addStretch(1)
    return row, shown


class Tray(QFrame):
    """The waiting list.

    Signals:
        offer_chosen: id of the card, and the number of the offer that was clicked.
        activated: id of the card that was clicked.
    """

    offer_chosen = Signal(str, int)
    activated = Signal(str)

    def __init__(self, canvas: BoardCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("board-tray")
        self.setProperty("kind", "tray")
        self.setAccessibleName(self.tr("Waiting list"))
        self.setFixedHeight(HEIGHT)
        self._canvas = canvas
        self._cards: tuple[Card, ...] | None = None
        self._views: list[CardView] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_words())
        row.addWidget(self._make_area(), 1)
        self.set_cards(())

    def _make_words(self) -> QWidget:
        side = QWidget(self)
        side.setFixedWidth(NAMES_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 13, 8, 0)
        column.setSpacing(2)
        self.heading = PlainLabel(self.tr("Waiting list"), "title", side)
        self.words = PlainLabel("", "body muted", side, wrap=True)
        column.addWidget(self.heading)
        column.addWidget(self.words)
        column.addStretch(1)
        return side

    def _make_area(self) -> QScrollArea:
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = QWidget(self._area)
        self._holder.setObjectName("board-tray-cards")
        self._row = QHBoxLayout(self._holder)
        self._row.setContentsMargins(0, 12, 12, 12)
        self._row.setSpacing(12)
        self._row.addStretch(1)
        self._area.setWidget(self._holder)
        return self._area

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Show what waits; the keyboard stays where it was where that still waits."""
        if cards == self._cards:
            return
        self._cards = cards
        focused = next((view.card.id for view in self._views if view.hasFocus()), "")
        for view in self._views:
            self._row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views = []
        for number, card in enumerate(cards[:_MOST_CARDS]):
            view = CardView(card, self._canvas, self._holder)
            view.offer_chosen.connect(self.offer_chosen)
            view.activated.connect(self.activated)
            view.reached.connect(self._show_reached)
            self._row.insertWidget(number, view)
            self._views.append(view)
            if card.id == focused:
                view.show()  # what is not shown yet can't have the keyboard
                view.setFocus(Qt.FocusReason.OtherFocusReason)
        count = len(cards)
        if not count:
            self.words.setText(self.tr("Nothing waits for a time"))
        else:
            word = self.tr("order") if count == 1 else self.tr("orders")
            self.words.setText(self.tr("{} {}, drag onto a lane").format(count, word))

    def cards(self) -> tuple[CardView, ...]:
        """The cards, from the left."""
        return tuple(self._views)

    def _show_reached(self) -> None:
        view = self.sender()
        assert isinstance(view, CardView)
        self._area.ensureWidgetVisible(view, 24, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        bar = self._area.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.x() or turned.y()))
        event.accept()
