"""What is ordered: services, packages, the size of the property, and the time on site that follows."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.model import Draft, PanelState, PartLine
from studio_app.desk.booking.section import INSET, Section
from studio_app.desk.booking.service_list import ServiceList
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel

_LEAST_ROWS = 3
_MOST_SQUARE_FEET = 1_000_000
_SIZE = re.compile(r"(\d+(?:[.,]\d{3})*)(?:\s*(?:sq\.?\s*ft\.?|sf|ft²))?")


class ServicesSection(Section):
    """The list with the line of the sum under it.

    Signals:
        changed: the Draft with what was ticked, or with another size.
        done: go on to the times.
    """

    changed = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Services and packages"), parent)
        self._draft = Draft()
        self.size_field = QLineEdit(self)
        self.size_field.setObjectName("square_feet")
        self.size_field.setAccessibleName(self.tr("Square feet"))
        self.size_field.setPlaceholderText(self.tr("sq ft"))
        self.size_field.setToolTip(self.tr("Size of the property: the time on site follows it"))
        self.size_field.setProperty("kind", "small")
        self.size_field.setFixedWidth(76)
        self.size_field.setMaxLength(14)
        self.head.addWidget(self.size_field)
        self.list = ServiceList(self)
        self.list.keep_rows_visible(_LEAST_ROWS)
        self.empty = PlainLabel(
            self.tr("This studio sells nothing yet. Import a studio file to bring in its services."),
            "body muted",
            self,
            wrap=True,
        )
        self.title.setBuddy(self.list)
        self.box.addWidget(self.list, 1)
        self.add(self.empty)
        self.box.addLayout(self._make_sum())
        self.list.ticked.connect(self._ticked)
        self.list.done.connect(self.done)
        self.size_field.textEdited.connect(self._size_typed)
        self.size_field.returnPressed.connect(self.done)

    def _make_sum(self) -> QHBoxLayout:
        self.sum_label = PlainLabel("", "body strong", self)
        self.sum_note = ElidedLabel("", "body muted", self)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 4, INSET, 0)
        row.setSpacing(8)
        row.addWidget(self.sum_label)
        row.addStretch(1)
        row.addWidget(self.sum_note)
        return row

    def set_value(self, draft: Draft) -> None:
        """Show what a draft says; nothing is signalled."""
        self._draft = draft
        self.list.show_draft(draft)
        if parse_square_feet(self.size_field.text()) != draft.square_feet:
            self.size_field.setText("" if draft.square_feet is None else f"{draft.square_feet:g}")
        self._mark_size()

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

    def _size_typed(self, text: str) -> None:
        size = parse_square_feet(text)
        self._mark_size()
        if size != self._draft.square_feet:
            self._draft = replace(self._draft, square_feet=size)
            self.list.show_draft(self._draft)
            self.changed.emit(self._draft)

    def _mark_size(self) -> None:
        text = self.size_field.text().strip()
        wrong = bool(text) and parse_square_feet(text) is None
        if bool(self.size_field.property("invalid")) != wrong:
            theme.style(self.size_field, invalid="true" if wrong else None)


def parse_square_feet(text: str) -> float | None:
    """The number that was typed: `2400`, `2,400`, `2,400 sq ft`; None where it is no size of a property."""
    match = _SIZE.fullmatch(text.strip().lower())
    if match is None:
        return None
    size = float(re.sub(r"[.,]", "", match.group(1)))
    return size if 0 < size <= _MOST_SQUARE_FEET else None
