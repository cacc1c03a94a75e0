"""Who shall come: the best match, or a person whom the caller asks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio_app.desk import icons, theme
from studio_app.desk.booking.model import PersonChoice
from studio_app.desk.people import Face
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.keys import kept
from studio_app.desk.widgets.suggestions import Suggestion, Suggestions

_BEST = "\n"
"""Key of the best match; no id contains a line break."""
_HEIGHT = 34
_PAD = 11


_LIST_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class PhotographerField(QAbstractButton):
    """A field with one of a list: a click, Space or Down opens it, letters go to a name.

    Signals:
        chosen: id of the photographer, or None for the best match.
        done: Enter was pressed while the list was closed.
    """

    chosen = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("photographer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._choices: tuple[PersonChoice, ...] = ()
        self._best: tuple[Face, ...] = ()
        self._wanted: str | None = None
        self.suggestions = Suggestions(self, self.tr("Photographer"))
        self.suggestions.chosen.connect(self._taken)
        self.clicked.connect(self._toggle)
        self._say()

    # ------------------------------------------------------------ what is shown

    def set_choices(self, choices: tuple[PersonChoice, ...], best: tuple[Face, ...]) -> None:
        """Take who can be asked for, and in which order they would be chosen."""
        if (choices, best) != (self._choices, self._best):
            self._choices, self._best = choices, best
            self._say()
            self.update()

    def set_wanted(self, photographer: str | None) -> None:
        """Show a person, or the best match; nothing is signalled."""
        self._wanted = photographer
        self._say()
        self.update()

    def face(self) -> Face | None:
        """Whose face stands in the field."""
        choice = self._choice()
        if choice is not None:
            return choice.face
        return self._best[0] if self._best else None

    def words(self) -> tuple[str, str]:
        """The text and its paler addition."""
        choice = self._choice()
        if choice is not None:
            return choice.face.name, choice.note
        first_names = [face.first_name for face in self._best[:2]]
        if len(first_names) == 2:
            return self.tr("Best match"), self.tr("{0}, then {1}").format(*first_names)
        return self.tr("Best match"), first_names[0] if first_names else self.tr("whoever suits best")

    def _choice(self) -> PersonChoice | None:
        return next((choice for choice in self._choices if choice.face.id == self._wanted), None)

    def _say(self) -> None:
        text, addition = self.words()
        self.setAccessibleName(
            self.tr("Photographer: {}").format(f"{text}, {addition}" if addition else text)
        )

    # ------------------------------------------------------------ what the user does

    def _toggle(self) -> None:
        if self.suggestions.isVisible():
            self.suggestions.hide()
        else:
            self._offer()

    def _offer(self) -> None:
        names = ", ".join(face.first_name for face in self._best[:3])
        best = Suggestion(_BEST, self.tr("Best match"), names, face=self._best[0] if self._best else None)
        people = [
            Suggestion(item.face.id, item.face.name, item.note, face=item.face) for item in self._choices
        ]
        rows = (best, *people)
        wanted = _BEST if self._wanted is None else self._wanted
        current = next((place for place, row in enumerate(rows) if row.key == wanted), 0)
        self.suggestions.offer(rows, current)

    def _taken(self, row: Suggestion) -> None:
        wanted = None if row.key == _BEST else row.key
        self.set_wanted(wanted)
        self.chosen.emit(wanted)

    def event(self, event: QEvent) -> bool:
        asks = event.type() is QEvent.Type.ShortcutOverride
        if asks and self.suggestions.isVisible() and kept(event, *_LIST_KEYS):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not plain:
            event.ignore()
        elif self.suggestions.take_key(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_F4):
            self._offer()
        elif event.text().isprintable() and event.text().strip():
            self._go_to(event.text().casefold())
        else:
            super().keyPressEvent(event)

    def _go_to(self, letter: str) -> None:
        """Open the list at the next person whose name begins with the letter."""
        if not self.suggestions.isVisible():
            self._offer()
        rows = self.suggestions.rows()
        current = self.suggestions.current()
        start = rows.index(current) + 1 if current in rows else 0
        for step in range(len(rows)):
            place = (start + step) % len(rows)
            if rows[place].title.casefold().startswith(letter):
                self.suggestions.offer(rows, place)
                return

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.suggestions.hide()
        self.update()

    # ------------------------------------------------------------ how it looks

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.hasFocus() or self.suggestions.isVisible()
        wide = 2 if active else 1
        painter.setPen(
            QPen(shown.accent if active else shown.busy_line if self.underMouse() else shown.line, wide)
        )
        painter.setBrush(shown.surface)
        half = wide / 2
        radius = shown.metrics.radius_control
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        left = float(_PAD)
        face = self.face()
        if face is not None:
            disc = QRectF(left, (self.height() - painting.AVATAR) / 2, painting.AVATAR, painting.AVATAR)
            painting.draw_avatar(painter, disc, face)
            left += painting.AVATAR + 8
        self._paint_words(painter, left, show_arrow=active or self.underMouse())

    def _paint_words(self, painter: QPainter, left: float, *, show_arrow: bool) -> None:
        shown = theme.current()
        right = self.width() - _PAD - (18 if show_arrow else 0)
        font = shown.font("body")
        text, addition = self.words()
        room = QRectF(left, 0, right - left, self.height())
        painting.draw_line(painter, room, text, font, shown.text)
        used = painting.text_width(text, font) + 8
        if addition and used < room.width():
            painting.draw_line(painter, room.adjusted(used, 0, 0, 0), f"· {addition}", font, shown.text_muted)
        if show_arrow:
            arrow = icons.pixmap("chevron-down", shown.text_muted, 16, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - _PAD - 14, (self.height() - 16) // 2, arrow)
