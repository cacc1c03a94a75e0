"""The map that fills the right of the view, with bars and cards over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.desk.zones.draft_bar import DraftBar
from studio_app.desk.zones.hint_card import HintCard
from studio_app.desk.zones.map_bar import MapBar
from studio_app.desk.zones.person_view import PersonView
from studio_app.desk.zones.place_view import PlaceView
from studio_app.desk.zones.side_card import WIDTH as CARD
from studio_app.desk.zones.side_card import SideCard
from studio_app.desk.zones.zone_map import ZoneMap
from studio_app.desk.zones.zone_view import ZoneView

_EDGE, _GAP, _FOOT, _TOP_AIR = 12, 10, 34, 44
_WIDEST = 640
_BUTTONS = 48
"""Room of the map's own buttons at its right."""
_CHANGES = (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide)


class Stage(QWidget):
    """Lays them out. Parts: `canvas`, `bar`, `draft`, `hint`, `zone`, `person`, `place`, `effect`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = ZoneMap(self)
        self.canvas.keep_clear(top=_TOP_AIR, right=CARD + 2 * _EDGE, bottom=_FOOT)
        self.bar, self.draft, self.hint = MapBar(self), DraftBar(self), HintCard(self)
        self.zone, self.person, self.place = ZoneView(self), PersonView(self), PlaceView(self)
        self.effect = EffectBar(self)
        for widget in (self.bar, self.draft, self.hint, self.effect, *self.cards):
            widget.installEventFilter(self)

    @property
    def cards(self) -> tuple[SideCard, ...]:
        """What stands over the right of the map; one of them at most is shown."""
        return (self.zone, self.person, self.place)

    def show_card(self, card: SideCard | None) -> None:
        """Show one of the cards, or none."""
        for each in self.cards:
            each.setVisible(each is card)
        self.lay_out()

    def shown_card(self) -> SideCard | None:
        """The card that is shown."""
        return next((card for card in self.cards if card.isVisibleTo(self)), None)

    def show_drawing(self, drawing: bool) -> None:
        """Show what goes with drawing instead of the tools."""
        self.draft.setVisible(drawing)
        self.hint.setVisible(drawing)
        self.lay_out()

    # ------------------------------------------------------------ places

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHANGES:
            self.lay_out()
        return super().eventFilter(watched, event)

    def lay_out(self) -> None:
        """Put everything where it belongs."""
        whole = self.rect()
        tools = self.bar.sizeHint().height()
        _put(self.bar, QRect(0, 0, whole.width(), tools))
        _put(self.canvas, QRect(0, tools, whole.width(), whole.height() - tools))
        top = tools + _EDGE
        if self.draft.isVisibleTo(self):
            _put(self.draft, QRect(0, 0, whole.width(), tools))
            size = self.hint.sizeHint()
            width = min(size.width(), whole.width() - 2 * _EDGE - _BUTTONS)
            _put(self.hint, QRect(_EDGE, top, width, size.height()))
        card = self.shown_card()
        if card is not None:
            height = min(card.sizeHint().height(), whole.height() - _FOOT - top)
            _put(card, QRect(whole.width() - _EDGE - card.width(), top, card.width(), height))
        effect = self.effect
        if effect.isVisibleTo(self):
            # Not at the foot, where messages come.
            under = self.hint.geometry().bottom() + _GAP if self.hint.isVisibleTo(self) else top
            right = card.x() - _GAP if card is not None else whole.width() - _BUTTONS - _EDGE
            width = min(_WIDEST, right - _EDGE)
            height = max(effect.sizeHint().height(), effect.heightForWidth(width))
            _put(effect, QRect(_EDGE, under, width, height))


def _put(widget: QWidget, rect: QRect) -> None:
    if widget.geometry() != rect:
        widget.setGeometry(rect)
    widget.raise_()
