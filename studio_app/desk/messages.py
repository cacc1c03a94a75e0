"""The message bar: what just happened, with what can be done about it. Never in the way, never modal.

A message with seconds counts down, such as the pause before invitations leave; one without stays until it is closed
or taken back. Several stand over each other, the newest lowest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import icons, theme
from studio_app.desk.tone import Tone
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import PlainLabel

_MOST = 3
_WIDTH = 640
_ENOUGH = 560
"""Pixels in which a message with its buttons stands well."""
_MOVING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
_EDGE = 16
COPY = "copy"
"""Key of the action that the bar does itself: it copies the message's details."""


_ICONS = {Tone.GOOD: "check", Tone.PLAIN: "info", Tone.WARN: "warning", Tone.BAD: "warning"}


@dataclass(frozen=True, slots=True)
class MessageAction:
    """Something that can be done, such as `undo` with the words `Undo`.

    Attributes:
        choices: Pairs of key and words to choose from; the key of what is done then is `key choice`.
    """

    key: str
    words: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One piece of news.

    Attributes:
        key: A message with the same key is replaced.
        text: One sentence, plain text.
        advice: What to do, a second one; "" without.
        seconds: It goes away after these; None stays.
        counts: The seconds are shown, as they matter.
        details: What "Copy details" copies; that action is offered where there are any.
    """

    key: str
    text: str
    advice: str = ""
    tone: Tone = Tone.GOOD
    actions: tuple[MessageAction, ...] = ()
    seconds: int | None = None
    counts: bool = False
    details: str = ""


class MessageBar(QFrame):
    """One message.

    Signals:
        acted: key of the message, key of the action.
        ended: key of the message whose seconds are over or that was closed; True where the seconds were over.
    """

    acted = Signal(str, str)
    ended = Signal(str, bool)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "message")
        self.message = message
        self._left = message.seconds
        self._text = PlainLabel("", "medium", self, wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._seconds = PlainLabel("", "caption", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(44, 9, 8, 9)
        self._row.setSpacing(6)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._seconds)
        self._buttons = [self._make_button(action) for action in self._offered()]
        self._cross = self._make_close()
        self._row.addWidget(self._cross)
        self._tint()
        self._show_text()
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        if message.seconds is not None:
            self._timer.start()
        self._show_seconds()

    def reword(self, text: str) -> None:
        """Say something else; buttons stay as they are, also under a finger, and nothing is announced."""
        self.message = replace(self.message, text=text)
        self._show_text()

    def _show_text(self) -> None:
        words = " ".join(part for part in (self.message.text, self.message.advice) if part)
        self._text.setText(words)
        self.setAccessibleName(words)

    def _offered(self) -> tuple[MessageAction, ...]:
        copying = (MessageAction(COPY, self.tr("Copy details")),) if self.message.details else ()
        return (*self.message.actions, *copying)

    def _make_button(self, action: MessageAction) -> QPushButton:
        button = PushButton(action.words, self)
        button.setProperty("key", action.key)
        if action.choices:
            button.setText(f"{action.words} ▾")
            button.setMenu(self._make_menu(action, button))
        else:
            button.clicked.connect(self._act)
        self._row.addWidget(button)
        return button

    def _make_menu(self, action: MessageAction, button: QPushButton) -> QMenu:
        menu = QMenu(button)
        for key, words in action.choices:
            menu.addAction(words).setData(f"{action.key} {key}")
        menu.triggered.connect(self._choose)
        return menu

    def _choose(self, action: QAction) -> None:
        self.acted.emit(self.message.key, action.data())

    def _make_close(self) -> QToolButton:
        close = QToolButton(self)
        close.setProperty("kind", "quiet")
        close.setAccessibleName(self.tr("Close this message"))
        close.setIconSize(QSize(16, 16))
        close.setFixedSize(28, 28)
        close.setStyleSheet("background: transparent; border: none; min-height: 0; padding: 0;")
        close.clicked.connect(self._close)
        return close

    def _tint(self) -> None:
        self._cross.setIcon(icons.icon("close", theme.current().surface, 16))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._tint()

    def button(self, key: str) -> QPushButton:
        """The button of an action."""
        return next(button for button in self._buttons if button.property("key") == key)

    def stop(self) -> None:
        """Count no further; it is about to go."""
        self._timer.stop()

    def _tick(self) -> None:
        assert self._left is not None
        self._left -= 1
        self._show_seconds()
        # Without a count that matters, a message stays while it is being read or reached for.
        if self._left <= 0 and (self.message.counts or not self._in_use()):
            self.stop()
            self.ended.emit(self.message.key, True)

    def _in_use(self) -> bool:
        return self.underMouse() or any(button.hasFocus() for button in self._buttons)

    def _show_seconds(self) -> None:
        counts = self.message.counts and self._left is not None
        self._seconds.setVisible(counts)
        if counts:
            self._seconds.setText(self.tr("{} s").format(max(0, self._left or 0)))

    def _act(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        key = button.property("key")
        if key == COPY:
            QGuiApplication.clipboard().setText(self.message.details)
            button.setText(self.tr("Copied"))
            return
        self.acted.emit(self.message.key, key)

    def _close(self) -> None:
        self.stop()
        self.ended.emit(self.message.key, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        shown = theme.current()
        other = theme.Theme.light() if shown.is_dark else theme.Theme.dark()
        painter = QPainter(self)
        # A message stands on the other theme's ground.
        tone = self.message.tone
        colour = shown.surface if tone is Tone.PLAIN else other.ink(tone)
        picture = icons.pixmap(_ICONS[tone], colour, 18, self.devicePixelRatioF())
        painter.drawPixmap(16, (self.height() - 18) // 2, picture)
        if tone is Tone.BAD:
            painting.fill_round(painter, QRectF(0, 10, 4, self.height() - 20), colour, 2)


class Messages(QWidget):
    """The messages over the lower edge of a widget.

    Signals:
        action_requested: key of the message, key of the action. The message goes.
        expired: key of a message whose seconds are over.
    """

    action_requested = Signal(str, str)
    expired = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("messages")
        self._over, self._clear = over, 0
        self._beside: QWidget | None = None
        self._beside_foot: QWidget | None = None
        self._feet: list[QWidget] = []
        self._bars: list[MessageBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        over.installEventFilter(self)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message; one with the same key goes."""
        self._remove(message.key)
        while len(self._bars) >= _MOST:
            self._remove(self._oldest())
        bar = self._make(message)
        self._bars.append(bar)
        self._column.addWidget(bar)
        self._place()
        self.show()
        self.raise_()
        self._announce(bar)

    def change(self, message: Message) -> None:
        """Show something else in the place of a message that is there; nothing is announced again."""
        place = next((at for at, bar in enumerate(self._bars) if bar.message.key == message.key), None)
        if place is None:
            return
        old = self._bars[place]
        bar = self._make(message)
        self._bars[place] = bar
        self._column.replaceWidget(old, bar)
        old.stop()
        old.hide()
        old.deleteLater()
        self._place()

    def _make(self, message: Message) -> MessageBar:
        bar = MessageBar(message, self)
        bar.acted.connect(self._acted)
        bar.ended.connect(self._ended)
        return bar

    def keep_clear(self, width: int) -> None:
        """Leave so many pixels at the right free: something stands there."""
        self._clear = width
        if self._bars:
            self._place()

    def keep_beside(self, left: QWidget, foot: QWidget) -> None:
        """Leave what is at the left free while it is shown, where there is room for that: people go on typing there.
        Where there is none, at least its foot with the buttons stays free."""
        self._beside, self._beside_foot = left, foot
        for widget in (left, foot):
            widget.installEventFilter(self)

    def keep_above(self, foot: QWidget) -> None:
        """Leave what is at the foot of a view free while it is shown."""
        self._feet.append(foot)
        foot.installEventFilter(self)

    def take_back(self, key: str) -> None:
        """Take a message away, if it is still there."""
        self._remove(key)

    def bars(self) -> tuple[MessageBar, ...]:
        """The messages that are shown, the oldest first."""
        return tuple(self._bars)

    def bar(self, key: str) -> MessageBar | None:
        """The message with a key, if it is shown."""
        return next((bar for bar in self._bars if bar.message.key == key), None)

    def act(self, action: str) -> bool:
        """Do an action of the newest message that offers it, such as `undo` for Ctrl+Z; says whether one did."""
        for bar in reversed(self._bars):
            if any(offered.key == action for offered in bar.message.actions):
                bar.button(action).click()
                return True
        return False

    def _oldest(self) -> str:
        """Key of the one that is given up first: one that goes by itself, else one that doesn't count."""
        quiet = [bar for bar in self._bars if not bar.message.counts]
        passing = [bar for bar in quiet if bar.message.seconds is not None]
        return (passing or quiet or self._bars)[0].message.key

    def _acted(self, message: str, action: str) -> None:
        self._remove(message)
        self.action_requested.emit(message, action)

    def _ended(self, message: str, over: bool) -> None:
        self._remove(message)
        if over:
            self.expired.emit(message)

    def _remove(self, key: str) -> None:
        for bar in [bar for bar in self._bars if bar.message.key == key]:
            bar.stop()
            self._bars.remove(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        if self._bars:
            self._place()
        else:
            self.hide()

    def _place(self) -> None:
        left = self._beside.width() if self._beside is not None and self._beside.isVisible() else 0
        room = self._over.width() - self._clear - left
        feet = list(self._feet)
        if room < _ENOUGH + 2 * _EDGE:
            left, room = 0, room + left
            feet += [self._beside_foot] if self._beside_foot is not None else []
        width = max(0, min(_WIDTH, room - 2 * _EDGE))
        height = sum(self._height_of(bar, width) for bar in self._bars) + 8 * (len(self._bars) - 1)
        top = min([self._over.height() - _EDGE, *self._tops_of(feet)]) - height
        self.setGeometry(QRect(left + (room - width) // 2, top, width, height))

    def _tops_of(self, feet: list[QWidget]) -> list[int]:
        """Over what messages stand; a strip that a view shows in its upper part, as that of a map, is no foot."""
        tops = [foot.mapTo(self._over, QPoint(0, 0)).y() for foot in feet if foot.isVisible()]
        return [top - 8 for top in tops if top > self._over.height() // 3]

    @staticmethod
    def _height_of(bar: MessageBar, width: int) -> int:
        return max(bar.heightForWidth(width), bar.minimumSizeHint().height(), 46)

    def _announce(self, bar: MessageBar) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(bar, bar.accessibleName()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING and self._bars:
            self._place()
        return super().eventFilter(watched, event)
