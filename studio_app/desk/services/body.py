"""What the view of services and packages holds: the list, what is looked at, and what an order of it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.services.details import DetailsPane
from studio_app.desk.services.model import SellRow, SellState, service_key
from studio_app.desk.services.ready_made import READY_MADE
from studio_app.desk.services.sell_list import SellList
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar
from studio_app.desk.widgets.search_line import SearchLine

_LIST_WIDTH = 280


class NothingSold(QWidget):
    """What a studio without services sees: services that most sell, one click each.

    Signals:
        wanted: name of a ready-made service.
        own_wanted: a service of their own.
    """

    wanted = Signal(str)
    own_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = PlainLabel(self.tr("What do you sell?"), "title", self)
        text = PlainLabel(
            self.tr(
                "Start with what most studios sell. Each is one click, and everything can be changed later."
            ),
            "body muted",
            self,
            wrap=True,
        )
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons: dict[str, PushButton] = {}
        holder = QWidget(self)
        holder.setMaximumWidth(460)
        flow = FlowLayout(holder, 8)
        for service in READY_MADE:
            button = PushButton(f"{service.name} \N{MIDDLE DOT} {service.minutes} min", holder)
            button.setProperty("service", service.name)
            button.clicked.connect(self._clicked)
            flow.addWidget(button)
            self.buttons[service.name] = button
        self.own_button = PushButton(self.tr("Something else"), self, kind="link")
        self.own_button.clicked.connect(self.own_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        for widget in (self._icon, title, text):
            column.addWidget(widget)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(holder, 10)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.own_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ink = theme.current().text_faint
        self._icon.setPixmap(icons.pixmap("services", ink, 32, self.devicePixelRatioF()))

    def _clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, PushButton)
        self.wanted.emit(sender.property("service"))


class AlsoSold(QWidget):
    """What most studios sell and this one, which is new, doesn't yet: one click each.

    Signals:
        wanted: name of a ready-made service.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, PushButton] = {}
        title = PlainLabel(self.tr("Most studios also sell"), "caption muted strong", self)
        holder = QWidget(self)
        flow = FlowLayout(holder, 6)
        for service in READY_MADE:
            button = PushButton(f"+ {service.name}", holder, kind="chip")
            button.setAccessibleName(self.tr("Add {}").format(service.name))
            button.setProperty("service", service.name)
            button.clicked.connect(self._clicked)
            flow.addWidget(button)
            self.buttons[service.name] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 16, 2)
        column.setSpacing(6)
        column.addWidget(title)
        column.addWidget(holder)

    def show_missing(self, names: Collection[str]) -> None:
        """Offer these; nothing is shown where there are none."""
        for name, button in self.buttons.items():
            button.setVisible(name in names)
        self.setVisible(bool(names))

    def _clicked(self) -> None:
        sender = self.sender()
        assert isinstance(sender, PushButton)
        self.wanted.emit(sender.property("service"))


class ServicesBody(QWidget):
    """Parts: `list`, `search`, `details`, `nothing`, `effect`.

    Signals:
        row_chosen: key of the row that is looked at.
        moved: whether packages, the place of a row among its kind, and where it shall stand.
        add_requested: `service`, or the name of a ready-made service.
    """

    row_chosen = Signal(str)
    moved = Signal(bool, int, int)
    add_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SellState()
        self.list, self.details = SellList(self), DetailsPane(self)
        self.nothing, self.effect, self.also = NothingSold(self), EffectBar(self), AlsoSold(self)
        self.search = SearchLine(self.tr("Filter services"), self.tr("Filter"), self)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(_LIST_WIDTH)
        self.no_match = PlainLabel(self.tr("Nothing is called so."), "caption muted", self)
        self._whole = QStackedWidget(self)
        both = QWidget(self._whole)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_left(both))
        row.addWidget(self._make_right(both), 1)
        self._whole.addWidget(both)
        self._whole.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self.search.searched.connect(self._filter)
        self.search.left_down.connect(self._to_list)
        self.list.chosen.connect(self._choose)
        self.list.moved.connect(self._move)
        self.list.add_requested.connect(self._add_service)
        self.nothing.wanted.connect(self.add_requested)
        self.also.wanted.connect(self.add_requested)
        self.details.service.tiers.table.rows.edited.connect(self._show_rows)
        self.nothing.own_wanted.connect(self._add_service)

    def _make_left(self, parent: QWidget) -> QWidget:
        left = QFrame(parent)
        left.setObjectName("services_left")
        left.setProperty("kind", "panel")
        left.setFixedWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 1, 10)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        for label in (self.no_match,):
            label.setContentsMargins(20, 8, 20, 8)
            column.addWidget(label)
        column.addWidget(self.list, 1000)
        column.addStretch(1)
        column.addWidget(self.also)
        hint = PlainLabel(self.tr("Drag to change the order"), "caption muted", left)
        hint.setContentsMargins(20, 4, 20, 0)
        column.addWidget(hint)
        return left

    def _make_right(self, parent: QWidget) -> QWidget:
        right = QWidget(parent)
        body = QWidget(right)
        body.setObjectName("services_body")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.addWidget(self.details)
        inner.addStretch(1)
        self._scroll = QScrollArea(right)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setStyleSheet("QScrollArea, #services_body { background: transparent; }")
        OverlayBar(self._scroll)
        self._scroll.setWidget(body)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 12)
        foot.addWidget(self.effect)
        column.addLayout(foot)
        return right

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: SellState) -> None:
        """Show a state."""
        self._state = state
        self._show_rows()
        if state.shown is not None:
            self.details.show_state(state)
        self.also.show_missing(state.also)
        self._whole.setCurrentIndex(0 if state.rows else 1)

    def state(self) -> SellState:
        """What is shown."""
        return self._state

    def _show_rows(self, _draft: object = None) -> None:
        words = self.search.text().casefold().split()
        unfinished = {service_key(key) for key in self.details.service.tiers.unfinished()}
        rows = tuple(
            replace(row, problem=self.tr("Minutes by size are not whole yet"))
            if row.key in unfinished
            else row
            for row in self._state.rows
            if _fits(row, words)
        )
        self.list.show_rows(rows, self._state.key, filtered=bool(words))
        self.no_match.setVisible(not rows and bool(words))

    def begin(self) -> None:
        """Go to the list, or to the first thing that could be sold."""
        first: QWidget = self.list if self._state.rows else next(iter(self.nothing.buttons.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Let go of what is dragged, put back what is half typed, empty the filter."""
        if self.list.is_dragging():
            self.list.let_go()
            return True
        return self.details.back_out() or self.search.back_out()

    # ------------------------------------------------------------ hands

    def _filter(self, _words: str) -> None:
        self._show_rows()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, place: int) -> None:
        self.row_chosen.emit(self.list.rows()[place].key)

    def _move(self, place: int, target: int) -> None:
        packages = self.list.rows()[place].package
        before = sum(not row.package for row in self.list.rows()) if packages else 0
        self.moved.emit(packages, place - before, target - before)

    def _add_service(self) -> None:
        self.add_requested.emit("service")


def _fits(row: SellRow, words: list[str]) -> bool:
    text = f"{row.name} {row.note}".casefold()
    return all(word in text for word in words)
