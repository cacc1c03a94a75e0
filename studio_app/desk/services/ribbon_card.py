"""What an order needs: drawn as it will stand on the grid, said in a sentence, with the openings that it leaves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from studio_app.desk import theme
from studio_app.desk.services.forms import Card
from studio_app.desk.services.ribbon import Ribbon, Strip
from studio_app.desk.services.sizes import Units
from studio_app.desk.widgets import painting
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.speech import SQUARE_METRES_A_FOOT

_ROW, _BAR, _TITLE = 40, 34, 110
_STEPS = 80
"""Steps of the slider: 100 square feet each, or 10 square metres."""


class RibbonView(QWidget):
    """The strips: drives as dashed wings, the time on site solid, to one scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: tuple[Strip, ...] = ()
        self._wording: Wording = ENGLISH
        self._pale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_strips(self, strips: tuple[Strip, ...], wording: Wording) -> None:
        """Draw these."""
        if strips != self._strips:
            self.updateGeometry()
        self._strips, self._wording = strips, wording
        self.setAccessibleName("; ".join(self._spoken(strip) for strip in strips))
        self.update()

    def _spoken(self, strip: Strip) -> str:
        on_site = self._wording.duration(strip.minutes)
        words = f"{strip.before} min drive, {on_site} on site, {strip.after} min drive"
        return f"{strip.title}: {words}" if strip.title else words

    def sizeHint(self) -> QSize:
        return QSize(300, max(1, len(self._strips)) * _ROW - (_ROW - _BAR))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def boxes(self, place: int) -> tuple[QRectF, QRectF, QRectF]:
        """Where the drive there, the time on site and the drive away of a strip are drawn."""
        strip = self._strips[place]
        left = _TITLE if strip.title else 0
        longest = max(each.needed for each in self._strips)
        # Long enough for its words however short it is, and never wider than there is room.
        room = self.width() - left - 2
        scale = min(room / max(longest, 1), room / 180)
        top, x = place * _ROW + 1.0, float(left) + 1
        made = []
        for minutes in (strip.before, strip.minutes, strip.after):
            made.append(QRectF(x, top, minutes * scale, _BAR - 2))
            x += minutes * scale
        return made[0], made[1], made[2]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shown = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, strip in enumerate(self._strips):
            if strip.title:
                title = QRectF(0, place * _ROW, _TITLE - 10, _BAR)
                painting.draw_line(painter, title, strip.title, shown.font("caption"), shown.text_muted)
            before, body, after = self.boxes(place)
            self._wing(painter, before, strip.before)
            self._wing(painter, after, strip.after)
            painting.fill_round(painter, body, shown.accent, 6)
            words = self._wording.duration(strip.minutes)
            if strip.crew_size > 1:
                words = f"{words} \N{MULTIPLICATION SIGN} 2"
            font = shown.font("body", QFont.Weight.DemiBold, tabular=True)
            self._words(painter, body, words, font, shown.on_accent)

    def _wing(self, painter: QPainter, box: QRectF, minutes: int) -> None:
        shown = theme.current()
        if box.width() < 2:
            return
        pen = QPen(shown.accent, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(shown.accent_soft)
        radius = min(6.0, box.width() / 2)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._words(painter, box, f"{minutes} min drive", shown.font("caption"), shown.accent, str(minutes))

    @staticmethod
    def _words(painter: QPainter, box: QRectF, words: str, font: QFont, ink: object, short: str = "") -> None:
        room = box.width() - 8
        for text in filter(None, (words, short)):
            if painting.text_width(text, font) <= room:
                painting.draw_line(painter, box, text, font, ink, Qt.AlignmentFlag.AlignHCenter)  # type: ignore[arg-type]
                return


class RibbonCard(Card):
    """The card.

    Signals:
        size_changed: square feet of the property that is looked at; None for an unknown size.
    """

    size_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("What an order needs"))
        self._units, self._size = Units(), 2400.0
        self._known = True
        self.size_line = Line(self)
        self.size_line.setAccessibleName(self.tr("Size of the property"))
        self.size_line.setPlaceholderText(self.tr("unknown"))
        self.size_line.setFixedWidth(84)
        self.size_line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = PlainLabel("", "caption muted", self)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setAccessibleName(self.tr("Size of the property"))
        self.slider.setRange(1, _STEPS)
        self.slider.setPageStep(5)
        self.slider.setFixedWidth(150)
        for widget in (
            PlainLabel(self.tr("for a property of"), "caption muted", self),
            self.slider,
            self.size_line,
            self.unit,
        ):
            self.head.addWidget(widget)
        self.view = RibbonView(self)
        self.sentence = ElidedLabel("", "body strong", self)
        self.count = ElidedLabel("", "body muted", self)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.reason = PlainLabel("", "caption warning", self, wrap=True)
        self.reason.hide()
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        words = QHBoxLayout()
        words.setSpacing(16)
        words.addWidget(self.sentence)
        words.addWidget(self.count, 1)
        self.box.addWidget(self.view)
        self.box.addLayout(words)
        self.box.addWidget(self.reason)
        self.box.addWidget(self.note)
        self.slider.valueChanged.connect(self._slid)
        self.size_line.textEdited.connect(self._typed)
        self.size_line.editingFinished.connect(self._show_size)
        self.show_units(self._units)

    @property
    def square_feet(self) -> float | None:
        """The size that is looked at."""
        return self._size if self._known else None

    @property
    def _step(self) -> float:
        """Square feet of a step of the slider."""
        return 10 / SQUARE_METRES_A_FOOT if self._units.metres else 100.0

    def show_units(self, units: Units) -> None:
        """Speak of sizes so."""
        self._units = units
        self.unit.setText(units.short)
        self._show_size()

    def begin_at(self, square_feet: float) -> None:
        """Look at about a size; nothing is signalled."""
        self._size, self._known = max(1, round(square_feet / self._step)) * self._step, True
        self._show_size()

    def show_ribbon(self, ribbon: Ribbon, wording: Wording) -> None:
        """Draw and say what an order needs."""
        self.view.setVisible(bool(ribbon.strips))
        self.view.show_strips(ribbon.strips, wording)
        self.sentence.setText(ribbon.problem or ribbon.sentence)
        self.note.setText(ribbon.note)
        self.note.setVisible(bool(ribbon.note))

    def show_count(self, words: str, reason: str = "") -> None:
        """Say how many openings there are, and why there is none."""
        self.count.setText(words)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        role = "body warning" if reason else "body muted"
        if self.count.property("role") != role:
            theme.style(self.count, role=role)

    def _show_size(self) -> None:
        theme.style(self.size_line, invalid=None)
        self.size_line.setText(self._units.shown(self._size) if self._known else "")
        self.slider.blockSignals(True)
        self.slider.setValue(round(self._size / self._step))
        self.slider.blockSignals(False)

    def _slid(self, steps: int) -> None:
        self._size, self._known = steps * self._step, True
        self._show_size()
        self.size_changed.emit(self._size)

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._known = False
            theme.style(self.size_line, invalid=None)
            self.size_changed.emit(None)
            return
        read = self._units.read(text)
        good = read is not None and read.square_feet is not None and not read.over
        theme.style(self.size_line, invalid=None if good else "true")
        if read is not None and read.square_feet is not None and good:
            self._size, self._known = read.square_feet, True
            self.slider.blockSignals(True)
            self.slider.setValue(round(self._size / self._step))
            self.slider.blockSignals(False)
            self.size_changed.emit(self._size)
