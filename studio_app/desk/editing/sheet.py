"""The sheet at the right in which an appointment and its order are changed, over whatever view is shown.

Nothing waits for it: the grids under it stay alive. Esc leaves it, Ctrl+Enter saves what was changed.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import icons, theme
from studio_app.desk.content import face_of, service_names
from studio_app.desk.editing.address_part import AddressPart
from studio_app.desk.editing.event_part import EventPart
from studio_app.desk.editing.model import Part, SheetState, parts_of, telling
from studio_app.desk.editing.order_part import OrderPart
from studio_app.desk.editing.services_part import ServicesPart
from studio_app.desk.editing.sheet_foot import SheetFoot
from studio_app.desk.editing.time_part import TimePart
from studio_app.desk.editing.weighing import title_of
from studio_app.desk.widgets.labels import ElidedLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.appointment import State

WIDTH = 400
_EDGE = 20


class Sheet(QWidget):
    """The sheet.

    Signals:
        changed: the Wanted as it stands now.
        save_requested: the reason for overruling, "" without; and the Notify that was chosen.
        merge_requested: id of the appointment that shall come to this one.
        closed: it was left.
    """

    changed = Signal(object)
    save_requested = Signal(str, object)
    merge_requested = Signal(str)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("sheet")
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over, self._back = over, over
        self._state: SheetState | None = None
        self.part = Part.TIME
        self.title = ElidedLabel("", "heading", self)
        self.subtitle = ElidedLabel("", "body muted", self)
        self.close_button = QToolButton(self)
        self.tabs = Segmented(self._tab_words(), self.tr("What is changed"), self)
        self.time, self.services, self.address = TimePart(self), ServicesPart(self), AddressPart(self)
        self.event_part, self.order = EventPart(self), OrderPart(self)
        self.foot = SheetFoot(self)
        self._lay_out()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _tab_words(self) -> tuple[tuple[str, str], ...]:
        return (
            (Part.TIME.value, self.tr("Time")),
            (Part.SERVICES.value, self.tr("Services")),
            (Part.ADDRESS.value, self.tr("Address")),
            (Part.EVENT.value, self.tr("Event")),
            (Part.ORDER.value, self.tr("Order")),
        )

    @property
    def views(self) -> Mapping[Part, TimePart | ServicesPart | AddressPart | EventPart | OrderPart]:
        """The parts."""
        return {
            Part.TIME: self.time,
            Part.SERVICES: self.services,
            Part.ADDRESS: self.address,
            Part.EVENT: self.event_part,
            Part.ORDER: self.order,
        }

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.close_button.setProperty("kind", "quiet")
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setFixedSize(32, 32)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 14, 12, 0)
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(_EDGE, 12, _EDGE, 0)
        tabs.addWidget(self.tabs)
        tabs.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addLayout(tabs)
        box.addWidget(self._make_area(), 1)
        box.addWidget(self.foot)
        self._colour()

    def _make_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setStyleSheet("QScrollArea, #sheet_body { background: transparent; }")
        body = QWidget(area)
        body.setObjectName("sheet_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(_EDGE, 16, _EDGE, 16)
        for view in self.views.values():
            column.addWidget(view)
        area.setWidget(body)
        self._bar, self.area = OverlayBar(area), area
        return area

    def _connect(self) -> None:
        for view in self.views.values():
            view.changed.connect(self.changed)
        self.services.merge_requested.connect(self.merge_requested)
        self.tabs.chosen.connect(self._show_chosen)
        self.close_button.clicked.connect(self.close_sheet)
        self.foot.save_requested.connect(self.save_requested)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    # ------------------------------------------------------------ coming and going

    def open_at(self, part: Part, state: SheetState) -> None:
        """Open it at a part, which takes the keyboard."""
        if not self.isVisible():
            focused = QApplication.focusWidget()
            self._back = focused if isinstance(focused, QWidget) else self._over
        self.foot.begin(telling(state.found, state.wanted))
        self.show_state(state)
        shown = part if part in parts_of(state.found) else parts_of(state.found)[0]
        self.show_part(shown)
        self._place()
        self.show()
        self.raise_()
        self._focus_part()

    def close_sheet(self) -> bool:
        """Leave it; says whether it was open."""
        if not self.isVisible():
            return False
        self.hide()
        self._state = None
        if self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        return True

    def has_keyboard(self) -> bool:
        """Whether what is typed goes to it."""
        focused = QApplication.focusWidget()
        return self.isVisible() and isinstance(focused, QWidget) and self.isAncestorOf(focused)

    def _place(self) -> None:
        width = min(WIDTH, self._over.width())
        self.setGeometry(QRect(self._over.width() - width, 0, width, self._over.height()))

    # ------------------------------------------------------------ what is shown

    @property
    def state(self) -> SheetState | None:
        """What is shown; None while it is closed."""
        return self._state

    def show_state(self, state: SheetState) -> None:
        """Show what stands in it and what follows from it."""
        self._state = state
        self.title.setText(title_of(state.found))
        self.subtitle.setText(_subtitle(state))
        self.setAccessibleName(self.tr("Change {}").format(title_of(state.found)))
        there = parts_of(state.found)
        for part, view in self.views.items():
            self.tabs.button(part.value).setVisible(part in there)
            if part in there:
                view.show_state(state)
        changed = state.changed if state.found.item else ()
        for key, words in self._tab_words():
            dot = " \N{BULLET}" if Part(key) in changed else ""
            self.tabs.button(key).setText(words + dot)
        self.foot.show_state(state)

    def show_part(self, part: Part) -> None:
        """Show one part."""
        self.part = part
        self.tabs.set_chosen(part.value)
        for key, view in self.views.items():
            view.setVisible(key is part)
        self.area.verticalScrollBar().setValue(0)

    def _show_chosen(self, key: str) -> None:
        self.show_part(Part(key))

    def _focus_part(self) -> None:
        firsts: dict[Part, QWidget] = {
            Part.TIME: self.time.date,
            Part.SERVICES: self.services.list,
            Part.ADDRESS: self.address.address.field,
            Part.EVENT: self.event_part.title,
            Part.ORDER: self.order.due,
        }
        firsts[self.part].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self.close_button.setIcon(icons.icon("close", theme.current().text_muted, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), theme.current().line)


def _subtitle(state: SheetState) -> str:
    """How it is: `Thu 26 Nov, 9:00 - 11:00, Maya, Photos + Video`, with dots between."""
    item, studio = state.found.item, state.found.studio
    if item is None:
        names = service_names(studio, state.found.order.open)
        return f"{names} \N{MIDDLE DOT} without a time" if names else "Order"
    when = state.wording.visit(item.span.start, item.span.end, state.zone)
    if item.state in (State.POSTPONED, State.CANCELLED):
        when = f"{item.state.value}, was {when}"
    elif item.state is State.HOLD:
        when = f"held, {when}"
    who = " + ".join(face_of(studio, key).first_name for key in item.crew)
    return " \N{MIDDLE DOT} ".join(filter(None, (when, who, service_names(studio, item.services))))
