"""A card with a map on which the pin of an address is dragged, nudged by keys, or typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.map.gestures import Gestures, Part, Pointer
from studio_app.desk.map.handling import MapCanvas
from studio_app.desk.map.layers import Layers, Pin
from studio_app.desk.overlay import Overlay
from studio_app.desk.places.moving_pin import DOWN, LEFT, LONG_STEP, RIGHT, STEP, UP, MovingPin
from studio_app.desk.places.words import ATTRIBUTIONS, place_text, source_words
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.domain.pin import PlaceSource
from studio_app.domain.place import Place

_WIDTH, _MAP_HEIGHT = 520, 320
_NEAR, _FAR = 15.5, 11.0
"""Zoom levels for a house, and for where only the postcode is known."""
_ARROWS = {
    int(Qt.Key.Key_Left): LEFT,
    int(Qt.Key.Key_Right): RIGHT,
    int(Qt.Key.Key_Up): UP,
    int(Qt.Key.Key_Down): DOWN,
}
_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))

Locate = Callable[[str], Place | None]


class PinCard(Overlay):
    """Sets the pin of one address at a time.

    Signals:
        saved: address and the Place where its pin is from now on.
        forgotten: address whose pin shall be no more.
    """

    saved = Signal(str, object)
    forgotten = Signal(str)

    def __init__(self, window: QWidget, locate: Locate) -> None:
        """`locate` gives the place of what is typed in coordinates or as a postcode; it must not wait for anybody."""
        super().__init__(window)
        self.setObjectName("pin_card")
        self.setAccessibleName(self.tr("Pin of an address"))
        self._locate = locate
        self._pin = MovingPin("")
        self.card.setFixedWidth(_WIDTH)
        self.title = ElidedLabel("", "title", self.card)
        self.origin = PlainLabel("", "caption muted", self.card, wrap=True)
        self.map = MapCanvas(self.card)
        self.map.setFixedHeight(_MAP_HEIGHT)
        self.map.setAccessibleName(self.tr("Map with the pin; arrow keys move it"))
        self._hand = _Hand(self)
        self.map.set_gestures(self._hand)
        self.place = Line(self.card)
        self.place.setAccessibleName(self.tr("Coordinates or postcode of the pin"))
        self.place.setPlaceholderText(self.tr("42.34177, -71.13401"))
        self.hint = PlainLabel("", "caption muted", self.card, wrap=True)
        self.forget_button = PushButton(self.tr("Forget pin"), self.card, kind="quiet")
        self.cancel_button = PushButton(self.tr("Cancel"), self.card)
        self.save_button = PushButton(self.tr("Save pin"), self.card, kind="primary")
        self._lay_out()
        self.place.textEdited.connect(self._typed)
        self.place.returnPressed.connect(self.save)
        self.forget_button.clicked.connect(self.forget)
        self.cancel_button.clicked.connect(self.close_card)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self) -> None:
        at = QHBoxLayout()
        at.setSpacing(8)
        label = PlainLabel(self.tr("Pin at"), "caption strong muted", self.card)
        label.setBuddy(self.place)
        at.addWidget(label)
        at.addWidget(self.place, 1)
        box = QVBoxLayout(self.card)
        box.setContentsMargins(20, 18, 20, 18)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.origin)
        box.addWidget(self.map)
        box.addLayout(at)
        box.addWidget(self.hint)
        box.addSpacing(4)
        box.addLayout(button_row(self.cancel_button, self.save_button, left=(self.forget_button,)))

    # ------------------------------------------------------------ opening

    def open_for(
        self,
        address: str,
        place: Place | None,
        source: PlaceSource | None = None,
        under: QWidget | None = None,
        *,
        near: Place | None = None,
    ) -> None:
        """Set the pin of an address.

        Args:
            address: One line.
            place: Where it is known to be; None where nobody knows.
            source: Who says so.
            under: What the card opens under; None is the middle of the window.
            near: What the map shows where the place is not known, such as the studio's other visits.
        """
        self._pin = MovingPin(address, place, place, source)
        self.title.setText(address)
        said = source_words(source)
        credit = f" \N{MIDDLE DOT} {ATTRIBUTIONS[source]}" if source in ATTRIBUTIONS else ""
        self.origin.setText(
            f"{said[0].upper()}{said[1:]}{credit}" if said else self.tr("Nobody knows yet where it is.")
        )
        self.forget_button.setVisible(self._pin.can_be_forgotten)
        self._show()
        self.open_under(under)
        middle = place or near
        if middle is not None:
            rough = place is None or source is PlaceSource.POSTCODE
            self.map.show_place((middle.lon, middle.lat), _FAR if rough else _NEAR)
        self.map.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def pin(self) -> MovingPin:
        """The pin as it is held."""
        return self._pin

    # ------------------------------------------------------------ what the user does

    def put(self, pin: MovingPin) -> None:
        """Show the pin at another place."""
        self._pin = pin
        self._show()

    def save(self) -> None:
        """Remember the pin, and leave."""
        if self._pin.place is None or self.place.property("invalid") == "true":
            self.place.setFocus(Qt.FocusReason.OtherFocusReason)
            self.place.selectAll()
            return
        pin = self._pin
        self.close_card()
        if pin.is_changed:
            self.saved.emit(pin.address, pin.place)

    def forget(self) -> None:
        """Have the pin forgotten, and leave."""
        self.close_card()
        self.forgotten.emit(self._pin.address)

    def back_out(self) -> bool:
        """One step back: what is dragged, then the card; says whether there was one."""
        if not self.isVisible():
            return False
        if self._hand.holds:
            self._hand.cancel()
            return True
        return self.close_card()

    def confirm(self) -> bool:
        """Save, for the key that confirms; says whether the card was open."""
        if not self.isVisible():
            return False
        self.save()
        return True

    def _typed(self, text: str) -> None:
        place = self._locate(text) if text.strip() else None
        theme.style(self.place, invalid="true" if text.strip() and place is None else None)
        if place is not None:
            self._pin = self._pin.put(place.lon, place.lat)
            self._show_pin()
            self.map.show_place((place.lon, place.lat))
        self._show_hint()

    # ------------------------------------------------------------ what is shown

    def _show(self) -> None:
        place = self._pin.place
        text = place_text(place) if place else ""
        if self.place.text() != text:
            self.place.setText(text)
        theme.style(self.place, invalid=None)
        self._show_pin()
        self._show_hint()

    def _show_pin(self) -> None:
        pin = self._pin
        pins = [Pin("pin", (pin.place.lon, pin.place.lat), emphasised=True)] if pin.place else []
        self.map.set_layers(Layers(pins=tuple(pins)))
        self.save_button.setEnabled(pin.place is not None)

    def _show_hint(self) -> None:
        wrong = self.place.property("invalid") == "true"
        if wrong:
            words = self.tr("Neither a postcode nor coordinates.")
        elif self._pin.place is None:
            words = self.tr("Double-click where it is, or type coordinates or a postcode.")
        else:
            words = self.tr("Drag the pin, or move it with the arrow keys, further with Shift. Enter saves.")
        self.hint.setText(words)
        role = "caption danger" if wrong else "caption muted"
        if self.hint.property("role") != role:
            theme.style(self.hint, role=role)


class _Hand(Gestures):
    """The pin follows the mouse and the arrow keys; everything else is the map's."""

    def __init__(self, card: PinCard) -> None:
        self._card = card
        self._taken: MovingPin | None = None

    @property
    def holds(self) -> bool:
        """Whether the pin is being dragged."""
        return self._taken is not None

    def press(self, pointer: Pointer) -> bool:
        if pointer.hit.part is not Part.PIN:
            return False
        self._taken = self._card.pin
        return True

    def move(self, pointer: Pointer) -> None:
        if self._taken is not None and pointer.held and pointer.moved:
            self._card.put(self._taken.put(*pointer.place))

    def release(self, pointer: Pointer) -> None:
        self.move(pointer)
        self._taken = None

    def double_click(self, pointer: Pointer) -> bool:
        self._card.put(self._card.pin.put(*pointer.place))
        return True

    def key(self, key: int, *, shift: bool, ctrl: bool, alt: bool) -> bool:
        if key in _ENTER:
            self._card.save()
            return True
        if key not in _ARROWS or self._card.pin.place is None or ctrl or alt:
            return False
        self._card.put(self._card.pin.nudged(_ARROWS[key], LONG_STEP if shift else STEP))
        return True

    def cancel(self) -> None:
        taken, self._taken = self._taken, None
        if taken is not None:
            self._card.put(taken)

    def cursor(self, pointer: Pointer) -> str:
        held = self._taken is not None
        return "closed" if held else "open" if pointer.hit.part is Part.PIN else ""
