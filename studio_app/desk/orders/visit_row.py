"""One appointment of an order, in the details beside the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.orders.details_content import VisitLine
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel

SHOW, RETRY, COMPARE, MORE = "show", "retry", "compare", "more"
ROLES = {Tone.WARN: "warning", Tone.BAD: "danger", Tone.GOOD: "accent", Tone.PLAIN: "muted"}


class Faces(QWidget):
    """Small discs with names after them."""

    def __init__(self, faces: tuple[Face, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces = faces
        self.setAccessibleName(self._names())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _names(self) -> str:
        return " and ".join(face.name for face in self._faces)

    def sizeHint(self) -> QSize:
        return QSize(120, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painting.draw_avatars(painter, QRectF(0, 1, 20, 20), self._faces, shown.surface)
        left = painting.avatars_width(len(self._faces), 20) + 6
        room = QRectF(left, 0, self.width() - left, self.height())
        painting.draw_line(painter, room, self._names(), shown.font("body"), shown.text)


class VisitRow(QFrame):
    """When, who, what; how it and its event stand; and what can be done.

    Signals:
        acted: id of the appointment, key of the action.
    """

    acted = Signal(str, str)

    def __init__(self, line: VisitLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setObjectName(f"visit_{line.id}")
        self.setAccessibleName(f"{line.when}, {line.state}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(Faces(line.faces, self))
        if line.services:
            column.addWidget(PlainLabel(line.services, "body muted", self, wrap=True))
        if line.calendar:
            role = f"caption {ROLES[line.calendar_tone]}"
            column.addWidget(PlainLabel(line.calendar, role, self, wrap=True))
        if line.answers:
            column.addWidget(PlainLabel(line.answers, "caption muted", self, wrap=True))
        actions = self._actions()
        if actions is not None:
            column.addLayout(actions)

    def _head(self) -> QVBoxLayout:
        line = self.line
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(PlainLabel(line.when, "body strong", self, wrap=True), 1)
        self._more = QToolButton(self)
        self._more.setProperty("kind", "quiet")
        self._more.setProperty("key", MORE)
        self._more.setAccessibleName(self.tr("What can be done with the appointment on {}").format(line.when))
        self._more.setToolTip(self.tr("What can be done"))
        self._more.setIconSize(QSize(18, 18))
        self._more.setFixedSize(28, 24)
        self._more.setStyleSheet("min-height: 0; padding: 0;")
        self._more.clicked.connect(self._act)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._colour()
        both = QVBoxLayout()
        both.setSpacing(2)
        both.addLayout(row)
        both.addWidget(PlainLabel(line.state, f"body {ROLES[line.tone]}", self, wrap=True))
        return both

    def _actions(self) -> QHBoxLayout | None:
        offers = (
            (self.line.shows, SHOW, self.tr("Show in the week")),
            (self.line.retries, RETRY, self.tr("Write again")),
            (self.line.differs, COMPARE, self.tr("Compare and decide")),
        )
        wanted = [(key, words) for offered, key, words in offers if offered]
        if not wanted:
            return None
        row = QHBoxLayout()
        row.setSpacing(12)
        for key, words in wanted:
            button = PushButton(words, self, kind="link")
            button.setProperty("key", key)
            button.setProperty("small", "true")
            button.clicked.connect(self._act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def button(self, key: str) -> QWidget:
        """The button of an action."""
        buttons = [*self.findChildren(PushButton), self._more]
        return next(button for button in buttons if button.property("key") == key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        self._more.setIcon(icons.icon("more", theme.current().text_muted, 18))

    def _act(self) -> None:
        button = self.sender()
        assert isinstance(button, QWidget)
        self.acted.emit(self.line.id, button.property("key"))
