"""The panel at the right: who could take the time that is looked at, and why the others can't."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QSizePolicy, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.explain.model import ExplainState
from studio_app.desk.explain.person_list import INSET, PersonList
from studio_app.desk.widgets.labels import PlainLabel

_MARGIN = 16
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
        self._show_nothing("")

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
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
        when = state.wording.visit(state.start, state.end, state.zone)
        self.title.setText(self.tr("{0}: {1}").format(state.part, when) if state.part else when)
        self.subtitle.setText(self._subtitle(state))
        self.people.show_rows(state.rows, state.wanted)
        self.people.setVisible(bool(state.rows))
        self.summary.setText(state.summary)
        self.summary.setVisible(bool(state.summary))
        self.summary_title.setVisible(bool(state.summary))

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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(QRect(0, 0, 1, self.height()), theme.current().line)
