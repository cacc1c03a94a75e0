"""What is ordered: services and packages, and the time on site that follows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio_app.desk.booking.model import Draft, PanelState, PartLine
from studio_app.desk.booking.section import INSET, Section
from studio_app.desk.booking.service_list import ServiceList
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel

_LEAST_ROWS = 2


class _Note(PlainLabel):
    """Two lines of fixed height: a section with a height for its width is never made lower than it would like."""

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 3 * self.fontMetrics().height())


class ServicesSection(Section):
    """The list with the line of the sum under it.

    Signals:
        changed: the Draft with what was ticked.
        done: go on to the times.
    """

    changed = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Services and packages"), parent)
        # As high as its rows where there is room, and the first to give way where there is none.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._draft = Draft()
        self.list = ServiceList(self)
        self.list.keep_rows_visible(_LEAST_ROWS)
        nothing = self.tr("This studio sells nothing yet. Add what callers can order under Services.")
        self.empty = _Note(nothing, "body muted", self, wrap=True)
        self.title.setBuddy(self.list)
        self.box.addWidget(self.list, 1)
        self.add(self.empty)
        self.box.addLayout(self._make_sum())
        self.list.ticked.connect(self._ticked)
        self.list.done.connect(self.done)

    def _make_sum(self) -> QHBoxLayout:
        self.sum_label = PlainLabel("", "body strong", self)
        self.sum_note = ElidedLabel("", "body muted", self)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 4, INSET, 0)
        row.setSpacing(8)
        self.sum_note.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.sum_label)
        row.addWidget(self.sum_note, 1)
        return row

    def set_value(self, draft: Draft) -> None:
        """Show what a draft says; nothing is signalled."""
        self._draft = draft
        self.list.show_draft(draft)

    def set_state(self, state: PanelState) -> None:
        """Show rows and the sum."""
        self.list.show_lines(state.services, state.wording)
        self.list.setVisible(bool(state.services))
        self.empty.setVisible(not state.services)
        total = sum(part.minutes for part in state.parts)
        self.sum_label.setText(self.tr("{} on site").format(state.wording.duration(total)) if total else "")
        self.sum_note.setText(self._sum_note(state.parts))
        self.sum_note.setVisible(bool(state.services))
        self.sum_label.setVisible(bool(total))

    def _sum_note(self, parts: tuple[PartLine, ...]) -> str:
        if not parts:
            return self.tr("Tick what the caller wants")
        if len(parts) > 1:
            return self.tr("in {} visits").format(len(parts))
        if parts[0].crew_size > 1:
            return self.tr("two go · + drive time")
        return self.tr("+ drive time each side")

    def _ticked(self, draft: Draft) -> None:
        self._draft = draft
        self.list.show_draft(draft)
        self.changed.emit(draft)
