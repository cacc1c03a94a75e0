"""The panel at the right: who could take the time that is looked at, and why the others can't."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.explain.model import ExplainState
from studio_app.desk.explain.person_list import INSET, PersonList
from studio_app.desk.first_steps.card import FirstStepsCard
from studio_app.desk.first_steps.model import FirstSteps
from studio_app.desk.widgets.labels import PlainLabel

_MARGIN = 16
_LOW = 700
"""Below this height the first steps take less room."""
DIM_AFTER = 150
"""Milliseconds that an old answer stays as it is while a new one is worked out."""


class ExplainPanel(QWidget):
    """Title, everybody's verdict, and the day of the one who would go.

    Signals:
        photographer_chosen: id of the photographer who is asked for.
    """

    photographer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explain_panel")
        self.setAccessibleName(self.tr("Who can come"))
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.current().metrics.explain_panel)
        self.title = PlainLabel("", "title", self, wrap=True)
        self.subtitle = PlainLabel("", "body muted", self, wrap=True)
        self.people = PersonList(self)
        self.summary_title = PlainLabel(self.tr("This day, with this booking"), "caption strong muted", self)
        self.summary = PlainLabel("", "body muted", self, wrap=True)
        self.people.photographer_chosen.connect(self.photographer_chosen)
        self._lay_out()
        self._dim = QGraphicsOpacityEffect(self.people)
        self._dim.setOpacity(0.45)
        self._dim.setEnabled(False)
        self.people.setGraphicsEffect(self._dim)
        self._wait = QTimer(self, singleShot=True, interval=DIM_AFTER)
        self._wait.timeout.connect(self._grow_pale)
        self.first_steps = FirstStepsCard(self)
        self._column.insertWidget(0, self.first_steps)
        self._gap = QSpacerItem(0, 0)
        self._column.insertItem(1, self._gap)
        self._show_nothing("")

    def _lay_out(self) -> None:
        box = self._column = QVBoxLayout(self)
        box.setContentsMargins(1 + _MARGIN - INSET, _MARGIN, _MARGIN - INSET, _MARGIN)
        box.setSpacing(0)
        for widget, above in ((self.title, 0), (self.subtitle, 0), (self.people, 12)):
            box.addSpacing(above)
            box.addWidget(widget)
        for label in (self.title, self.subtitle, self.summary_title, self.summary):
            label.setContentsMargins(INSET, 0, INSET, 0)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        box.addSpacing(_MARGIN)
        box.addWidget(self.summary_title)
        box.addSpacing(6)
        box.addWidget(self.summary)
        box.addStretch(1)
        # The line heights of the design; text that wraps makes them higher.
        for label, height in ((self.title, 19), (self.subtitle, 18), (self.summary_title, 15)):
            label.setMinimumHeight(height)

    def set_state(self, state: ExplainState) -> None:
        """Show an explanation, or what to do where no time is looked at."""
        if state.pending:
            if not self._wait.isActive() and not self._dim.isEnabled():
                self._wait.start()
            return
        self._wait.stop()
        self._dim.setEnabled(False)
        if state.start is None or state.end is None:
            self._show_nothing(state.hint)
            return
        self._looking = True
        self._make_room()
        when = state.wording.visit(state.start, state.end, state.zone)
        self.title.setText(self.tr("{0}: {1}").format(state.part, when) if state.part else when)
        self.subtitle.setText(self._subtitle(state))
        self.people.show_rows(state.rows, state.wanted)
        self.people.setVisible(bool(state.rows))
        self.summary.setText(state.summary)
        self.summary.setVisible(bool(state.summary))
        self.summary_title.setVisible(bool(state.summary))

    def show_first_steps(self, steps: FirstSteps) -> None:
        """What a new studio still needs stands here while no time is looked at."""
        self.first_steps.set_state(steps)
        self._make_room()

    def _make_room(self) -> None:
        shown = self.first_steps.state.shown and not self._looking
        self.first_steps.setVisible(shown)
        self._gap.changeSize(0, _MARGIN if shown else 0)
        self._column.invalidate()

    def is_pale(self) -> bool:
        """Whether the rows are an old answer."""
        return self._dim.isEnabled()

    def _subtitle(self, state: ExplainState) -> str:
        count = len(state.rows)
        if not count:
            return self.tr("There are no photographers yet.")
        if state.able:
            if count == 1:
                return self.tr("{} can take it").format(state.rows[0].face.name)
            return self.tr("{0} of {1} photographers can take it").format(state.able, count)
        if state.common:
            return self.tr("Nobody can take it. {}").format(state.common)
        return self.tr("None of {} photographers can take it").format(count)

    def _show_nothing(self, hint: str) -> None:
        self._looking = False
        self._make_room()
        self.title.setText(self.tr("Who can come"))
        usual = self.tr(
            "Type the order at the left. Then point at a time in the week: here you see who could take it, and what "
            "stands in the others' way."
        )
        self.subtitle.setText(hint or usual)
        self.people.show_rows((), "")
        for widget in (self.people, self.summary, self.summary_title):
            widget.hide()

    def _grow_pale(self) -> None:
        self._dim.setEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.first_steps.set_low(low=self.height() < _LOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), theme.current().line)
