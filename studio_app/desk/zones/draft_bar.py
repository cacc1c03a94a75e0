"""Instead of the tools while something is drawn: its name, Cancel and Save."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel
from studio_app.desk.zones import words
from studio_app.desk.zones.gesture import Hand, Tool
from studio_app.engine.zone_shapes import KM_A_MILE

_LEAST, _MOST, _STEP = 0.05, 300.0, 0.25


class DraftBar(QFrame):
    """The bar.

    Signals:
        saved: Save was pressed, or Enter in the name.
        cancelled: Cancel was pressed.
        hole_requested: a hole shall be cut.
        radius_changed: kilometres.
    """

    saved = Signal()
    cancelled = Signal()
    hole_requested = Signal()
    radius_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_bar")
        self.setProperty("kind", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.kilometres = False
        self.title = ElidedLabel("", "title", self)
        self.name = Line(self)
        self.name.setAccessibleName(self.tr("Name of the new zone"))
        self.name.setMaximumWidth(220)
        self.radius = QDoubleSpinBox(self)
        self.radius.setRange(_LEAST, _MOST)
        self.radius.setSingleStep(_STEP)
        self.radius.setDecimals(2)
        self.radius.setKeyboardTracking(False)
        self.radius.setAccessibleName(self.tr("Radius of the circle"))
        self.radius.setMinimumWidth(148)
        self.radius.lineEdit().setTextMargins(8, 0, 0, 0)
        self.hole = PushButton(self.tr("Cut a hole"), self, kind="quiet")
        self.hole.setToolTip(self.tr("Cut a hole (H)"))
        self.cancel = PushButton(self.tr("Cancel"), self)
        self.save = PushButton(self.tr("Save"), self, kind="primary")
        self._lay_out()
        self.save.clicked.connect(self.saved)
        self.cancel.clicked.connect(self.cancelled)
        self.hole.clicked.connect(self.hole_requested)
        self.name.returnPressed.connect(self.saved)
        self.radius.valueChanged.connect(self._radius)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 12, 9)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.name, 2)
        row.addWidget(self.radius)
        row.addStretch(1)
        for button in (self.hole, self.cancel, self.save):
            row.addWidget(button)

    def set_metric(self, metric: bool) -> None:
        """Measure in kilometres; else in miles."""
        self.kilometres = metric

    def show_hand(self, hand: Hand, name: str) -> None:
        """Show what is under way.

        Args:
            name: Of the zone that is edited; "" for a new one.
        """
        draft = hand.draft
        is_new = draft is not None and not draft.zone
        closed = hand.tool is Tool.EDIT
        self.name.setVisible(is_new and closed)
        self.title.setVisible(not (is_new and closed))
        self.title.setText(_title(hand, name))
        self.hole.setVisible(closed)
        self.save.setVisible(draft is not None)
        problem = words.problem(hand)
        changed = draft is not None and (is_new or draft.is_changed)
        self.save.setEnabled(closed and not problem and changed)
        self._show_radius(hand)

    def _show_radius(self, hand: Hand) -> None:
        circle = hand.circle
        self.radius.setVisible(circle is not None)
        if circle is None:
            return
        unit = 1.0 if self.kilometres else KM_A_MILE
        self.radius.blockSignals(True)
        self.radius.setSuffix(self.tr(" km radius") if self.kilometres else self.tr(" mi radius"))
        self.radius.setValue(circle.km / unit)
        self.radius.blockSignals(False)

    def _radius(self, value: float) -> None:
        self.radius_changed.emit(value * (1.0 if self.kilometres else KM_A_MILE))


def _title(hand: Hand, name: str) -> str:
    titles = {
        Tool.DRAW: "New zone",
        Tool.HOLE: f"A hole in {name}" if name else "A hole in the new zone",
        Tool.CIRCLE: "New zone: a circle",
        Tool.PIN: "Drop a pin",
        Tool.EDIT: f"Shape of {name}",
    }
    return titles.get(hand.tool, "")
