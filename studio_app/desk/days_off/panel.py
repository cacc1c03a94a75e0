"""Days off of a photographer, or closed dates of the studio: calendar, form, and the list of what comes up."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio_app.desk.days_off import model
from studio_app.desk.days_off.calendar import DaysCalendar
from studio_app.desk.days_off.coming import ComingList
from studio_app.desk.days_off.form import DaysForm
from studio_app.desk.days_off.model import DaysState
from studio_app.desk.days_off.painter import draw_sign
from studio_app.desk.week.painted import Painted
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.painting import text_width
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.days_off import DayKind, DaysWish, Stretch

_YEAR, _MONTH = "year", "month"
_SIDE, _BESIDE = 264, 700
"""Width of form and list, and from which width on they stand beside the calendar."""


class _Legend(Painted):
    """What the boxes of the calendar mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._signs: tuple[tuple[DayKind | None, str], ...] = ()

    def show_signs(self, signs: tuple[tuple[DayKind | None, str], ...]) -> None:
        """Tell these; None are the studio's closed dates."""
        self._signs = signs
        self.setAccessibleName(", ".join(words for _, words in signs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look_now(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for kind, words in self._signs:
            draw_sign(painter, look, kind, QRectF(x, 3, 12, 12))
            painter.setPen(look.theme.text_muted)
            for line in look.lines(words, look.caption, self.width() - x):
                look.draw(painter, line, x + 17, 13)
            x += 17 + text_width(words, look.caption.font) + 16
        painter.end()


class DaysOffPanel(QFrame):
    """The whole; `days_off_desk.DaysOffDesk` fills it.

    Signals:
        wished: the DaysWish that shall be so.
        tried: the DaysWish that is filled in, for saying what it would do; None: nothing is tried any more.
        holidays_requested: public holidays are wanted, of the year that is shown (int).
    """

    wished = Signal(object)
    tried = Signal(object)
    holidays_requested = Signal(int)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("days_off")
        self.setProperty("kind", "card")
        self.calendar, self.form, self.coming = DaysCalendar(self), DaysForm(self), ComingList(self)
        self.title = ElidedLabel(title or self.tr("Days off"), "body strong", self)
        self.page = PlainLabel("", "strong", self)
        self.span = Segmented(
            ((_YEAR, self.tr("Year")), (_MONTH, self.tr("Month"))), self.tr("How much is shown"), self
        )
        self.span.set_chosen(_YEAR)
        self.holidays = PushButton(self.tr("Public holidays"), self)
        self.summary = PlainLabel("", "strong", self, wrap=True)
        self.nothing = PlainLabel(
            self.tr("Choose dates in the calendar, say why, and press Enter."),
            "caption muted",
            self,
            wrap=True,
        )
        self._legend = _Legend(self)
        self._head, self._body = (QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2))
        self._side = QWidget(self)
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(self.form)
        line = QFrame(self._side)
        line.setProperty("kind", "line")
        side.addWidget(line)
        side.addWidget(self.summary)
        side.addWidget(self.coming)
        side.addWidget(self.nothing)
        side.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.calendar, 1)
        left.addWidget(self._legend)
        self._body.setSpacing(24)
        self._body.addLayout(left, 1)
        self._body.addWidget(self._side)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(12)
        box.addLayout(self._lay_out_head())
        box.addLayout(self._body, 1)

    def _lay_out_head(self) -> QBoxLayout:
        """Title, page, and what is shown; under each other where there is little room."""
        turning = QHBoxLayout()
        turning.setSpacing(8)
        turning.addWidget(self._turner("‹", self.tr("Before"), back=True))
        turning.addWidget(self.page)
        turning.addWidget(self._turner("›", self.tr("After"), back=False))
        turning.addSpacing(4)
        turning.addWidget(self.span)
        turning.addStretch(1)
        turning.addWidget(self.holidays)
        self._head.setSpacing(8)
        self._head.addWidget(self.title, 1)
        self._head.addLayout(turning)
        return self._head

    def _turner(self, words: str, name: str, *, back: bool) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setAccessibleName(name)
        button.clicked.connect(self._back if back else self._forward)
        return button

    def _connect(self) -> None:
        self.calendar.chosen.connect(self._chosen)
        self.calendar.entered.connect(self.form.begin)
        self.calendar.cleared.connect(self.form.make_usual)
        self.calendar.shown.connect(self._show_page)
        self.span.chosen.connect(self._choose_span)
        self.form.wished.connect(self._wished)
        self.form.tried.connect(self.tried)
        self.coming.opened.connect(self._open)
        self.coming.removed.connect(self._remove)
        self.holidays.clicked.connect(self._ask_holidays)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for layout in (self._head, self._body):
            layout.setDirection(way)
        self._side.setFixedWidth(_SIDE) if beside else self._side.setFixedWidth(self.width() - 32)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: DaysState) -> None:
        """Show these days; the choice and what is being typed stay."""
        self.title.setText(
            self.tr("Days off of {}").format(state.who)
            if state.who
            else self.tr("Closed dates of the studio")
        )
        self.calendar.set_state(state)
        self.form.set_state(state)
        if self.form.choice != self.calendar.choice:
            self.form.show_choice(self.calendar.choice)
        self.coming.set_state(state)
        words = model.summary(state)
        self.summary.setText(f"{words[0].upper()}{words[1:]}")
        self.coming.setVisible(bool(state.coming))
        self.nothing.setVisible(not state.coming)
        closed = (DayKind.OFF, self.tr("Closed"))
        own = (
            (DayKind.OFF, self.tr("Off")),
            (DayKind.HOURS, self.tr("Other hours")),
            (None, self.tr("Studio closed")),
        )
        self._legend.show_signs((closed,) if state.is_studio else own)
        self._show_page()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.tried.emit(None)

    def begin(self) -> None:
        """Take the keyboard."""
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """From the form back to the calendar; says whether there was a step."""
        if self.form.isAncestorOf(QApplication.focusWidget() or self):
            self.form.show_choice(self.calendar.choice)
            self.begin()
            return True
        return False

    def _show_page(self) -> None:
        first, wording = self.calendar.page, self.form.wording
        self.page.setText(str(first.year) if self.calendar.shows_year else wording.month_title(first))

    def _back(self) -> None:
        self.calendar.turn(-1)

    def _forward(self) -> None:
        self.calendar.turn(1)

    def _choose_span(self, key: str) -> None:
        self.calendar.show_year(key == _YEAR)

    def _chosen(self) -> None:
        self.form.show_choice(self.calendar.choice)
        self.form.try_out()
        if self.calendar.shows_year != (self.span.button(_YEAR).isChecked()):
            self.span.set_chosen(_YEAR if self.calendar.shows_year else _MONTH)

    # ------------------------------------------------------------ what is done

    def _wished(self, wish: DaysWish) -> None:
        self.wished.emit(wish)
        self.begin()

    def _open(self, stretch: Stretch) -> None:
        self.calendar.choose(stretch.first, stretch.last)
        self.form.begin()

    def _remove(self, stretch: Stretch) -> None:
        self.wished.emit(DaysWish(DayKind.USUAL, stretch.first, stretch.last))

    def _ask_holidays(self) -> None:
        self.holidays_requested.emit(self.calendar.page.year)
