"""One appointment of the plan: a tick, what becomes of it, and what else could."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.cover.content import CoverRow, Option
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton, without_keys
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel, plain_tip

_ROLES = {Tone.WARN: "caption warning", Tone.BAD: "caption danger"}
_LONGEST = 420
"""Pixels of a line of the menu."""


class Tick(QCheckBox):
    """The tick of a row; up and down go from row to row.

    Signals:
        went: -1 to the row above, 1 to the one below.
        focused: the keyboard came here.
        blurred: it went elsewhere.
    """

    went = Signal(int)
    focused = Signal()
    blurred = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # It has no words of its own beside the box, and its ring is that of the row.
        self.setStyleSheet("QCheckBox { spacing: 0; } QCheckBox:focus { border-color: transparent; }")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.went.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.blurred.emit()


class RowView(QFrame):
    """The row.

    Signals:
        ticked: id of the appointment, whether it is ticked now.
        chosen: id of the appointment, the Choice.
        went: -1 or 1: the keyboard goes to the row above or below.
        looked_at: id of the appointment: the mouse or the keyboard came to the row.
    """

    ticked = Signal(str, bool)
    chosen = Signal(str, object)
    went = Signal(int)
    looked_at = Signal(str)

    def __init__(self, row: CoverRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setObjectName(f"cover_{row.id}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.tick = Tick(self)
        self.title = ElidedLabel("", "body strong", self)
        self.detail = ElidedLabel("", "caption muted", self)
        self.driving = PlainLabel("", "caption muted", self)
        self.change = PlainLabel("", "body", self, wrap=True)
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        self.other = PushButton(self.tr("Other choices"), self, kind="link")
        self.other.setProperty("small", "true")
        self._lay_out()
        self.tick.clicked.connect(self._clicked)
        self.tick.went.connect(self.went)
        self.tick.focused.connect(self._looked)
        self.tick.blurred.connect(self.update)
        self.other.clicked.connect(self.open_menu)
        self.other.installEventFilter(self)
        for label in (self.title, self.detail, self.change, self.note):
            label.installEventFilter(self)
        self.show_row(row)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.title, 1)
        first.addWidget(self.driving)
        second = QHBoxLayout()
        second.setSpacing(8)
        self.change.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        second.addWidget(self.change, 1)
        second.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self.detail)
        words.addLayout(second)
        words.addWidget(self.note)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 9, 14, 9)
        whole.setSpacing(6)
        whole.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)

    def show_row(self, row: CoverRow) -> None:
        """Show what there is to say now."""
        self.row = row
        self.tick.setChecked(row.ticked)
        self.tick.setAccessibleName(row.spoken)
        self.title.setText(row.title)
        self.detail.setText(row.detail)
        self.driving.setText(row.driving)
        self.change.setText(row.change)
        theme.style(self.change, role="body" if row.ticked else "body muted")
        self.note.setText(row.note)
        self.note.setToolTip(plain_tip(row.tip))
        self.note.setVisible(bool(row.note))
        theme.style(self.note, role=_ROLES.get(row.tone, "caption muted"))
        self.other.setAccessibleName(self.tr("Other choices for {}").format(row.title))

    # ------------------------------------------------------------ choosing

    def open_menu(self) -> None:
        """Show what else could be done."""
        self._looked()
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.other.mapToGlobal(QPoint(0, self.other.height() + 2)))

    def menu(self) -> QMenu:
        """The choices under their headings, the one that is taken ticked."""
        menu = QMenu(self)
        menu.setObjectName("cover_choices")
        menu.setToolTipsVisible(True)
        group = ""
        for option in self.row.options:
            if option.group != group:
                group = option.group
                heading = menu.addAction(group)
                heading.setEnabled(False)
            self._add(menu, option)
        current = next((action for action in menu.actions() if action.isChecked()), None)
        if current is not None:
            menu.setActiveAction(current)
        return menu

    def _add(self, menu: QMenu, option: Option) -> None:
        words = painting.elided(option.words, theme.current().font("body"), _LONGEST)
        action = menu.addAction(without_keys(words))
        action.setCheckable(True)
        action.setChecked(option.chosen and self.row.ticked)
        action.setToolTip(plain_tip(option.tip or option.words))
        action.setData(option.choice)
        action.triggered.connect(partial(self._choose, option))

    def _choose(self, option: Option, _checked: bool = False) -> None:
        self.chosen.emit(self.row.id, option.choice)

    def _clicked(self, checked: bool) -> None:
        self.ticked.emit(self.row.id, checked)

    # ------------------------------------------------------------ looking

    def _looked(self) -> None:
        self.update()
        self.looked_at.emit(self.row.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.tick.hasFocus():
            # A ring around the box alone would not be seen beside its own colour.
            painter = QPainter(self)
            painting.draw_ring(painter, QRectF(self.rect()).adjusted(5, 3, -5, -3), 8)
            painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.other and event.type() is QEvent.Type.FocusIn:
            self._looked()
        elif event.type() is QEvent.Type.MouseButtonRelease and watched is not self.other:
            # A click on the words ticks as one on the box does.
            self.tick.setFocus(Qt.FocusReason.MouseFocusReason)
            self.tick.click()
            return True
        return super().eventFilter(watched, event)
