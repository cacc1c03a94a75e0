"""When it can be: a row for each part of the order, and the next openings of the one that is looked at."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.model import NextOpening, PanelState, PartLine, PartStatus
from studio_app.desk.booking.part_row import PartRow
from studio_app.desk.booking.section import INSET, Section
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.roving import Roving
from studio_app.domain.appointment import Part
from studio_app.engine.hindrance import Fix

DIM_AFTER = 150
"""Milliseconds that an old answer stays as it is while a new one is worked out."""


class OpeningChip(PushButton):
    """One of the next openings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, kind="chip")
        self.setCheckable(True)
        self.start: datetime | None = None

    def set_strong(self, strong: bool) -> None:
        """Show it bold: a style sheet takes the font from properties, not from states."""
        if bool(self.property("strong")) != strong:
            theme.style(self, strong="true" if strong else None)


class TimesSection(Section):
    """Parts and openings.

    Signals:
        opening_chosen: the start (UTC) of the chip that was taken.
        part_chosen: place of the part that shall be looked at.
        fix_requested: the `Fix` where the reason for having no opening is mended, and the setting.
    """

    opening_chosen = Signal(object)
    part_chosen = Signal(int)
    fix_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Next openings"), parent)
        self._parts: list[PartRow] = []
        self._chips: list[OpeningChip] = []
        self._before: QWidget = self
        self._part_box = QWidget(self)
        self._part_column = QVBoxLayout(self._part_box)
        self._part_column.setContentsMargins(0, 0, 0, 6)
        self._part_column.setSpacing(2)
        self._chip_box = QWidget(self)
        self._flow = FlowLayout(self._chip_box)
        self._hint = PlainLabel("", "body muted", self, wrap=True)
        self._fix, self._rule = Fix.NONE, ""
        self.fix_button = PushButton("", self, kind="link")
        self.fix_button.clicked.connect(self._fix_clicked)
        self.box.removeItem(self.head)
        self.add(self._part_box)
        self.box.addLayout(self.head)
        self.add(self._chip_box)
        self.add(self._hint)
        fix_row = QHBoxLayout()
        fix_row.setContentsMargins(INSET - 2, 0, INSET, 0)  # a link has two pixels of its own
        fix_row.addWidget(self.fix_button)
        fix_row.addStretch(1)
        self.box.addLayout(fix_row)
        self._part_keys, self._chip_keys = Roving(self), Roving(self)
        self._dim = QGraphicsOpacityEffect(self._chip_box)
        self._dim.setOpacity(0.45)
        self._dim.setEnabled(False)
        self._chip_box.setGraphicsEffect(self._dim)
        self._wait = QTimer(self, singleShot=True, interval=DIM_AFTER)
        self._wait.timeout.connect(self._grow_pale)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: PanelState) -> None:
        """Show parts and openings."""
        self._show_parts(state)
        part = state.part
        status = part.status if part else PartStatus.IDLE
        if status is PartStatus.LOOKING:
            if not self._wait.isActive() and not self._dim.isEnabled():
                self._wait.start()
        else:
            self._wait.stop()
            self._dim.setEnabled(False)
        keeps_old = (
            status is PartStatus.LOOKING and part is not None and not part.openings and bool(self._chips)
        )
        if not keeps_old:
            self._show_chips(state, part.openings if part else ())
        self._show_hint(part, status)

    def is_pale(self) -> bool:
        """Whether the openings are an old answer."""
        return self._dim.isEnabled()

    def chips(self) -> list[OpeningChip]:
        """The chips that are shown, in order."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def part_rows(self) -> list[PartRow]:
        """The rows of the parts that are shown; none where there is one part only."""
        return [row for row in self._parts if not row.isHidden()]

    def follow(self, before: QWidget) -> None:
        """Stand after a widget in the order of the Tab key."""
        self._before = before

    def focus_openings(self) -> bool:
        """Go to the first opening, or to the one that is chosen; says whether there is one."""
        chips = self.chips()
        if not chips:
            return False
        chosen = next((chip for chip in chips if chip.property("chosen")), chips[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _show_parts(self, state: PanelState) -> None:
        shown = state.parts if len(state.parts) > 1 else ()
        while len(self._parts) < len(shown):
            row = PartRow(self._part_box)
            row.clicked.connect(self._part_clicked)
            self.setTabOrder(self._parts[-1] if self._parts else self._before, row)
            self._parts.append(row)
            self._part_column.addWidget(row)
        for place, row in enumerate(self._parts):
            row.setVisible(place < len(shown))
            if place < len(shown):
                self._show_part(row, shown[place], state, current=place == state.current)
        self._part_keys.set_widgets(self._parts[: len(shown)])
        if 0 <= state.current < len(shown) and not any(row.hasFocus() for row in self._parts):
            self._part_keys.set_current(self._parts[state.current])
        self._part_box.setVisible(bool(shown))

    def _show_part(self, row: PartRow, part: PartLine, state: PanelState, *, current: bool) -> None:
        time = self.tr("choose a time")
        if part.chosen is not None:
            time = state.wording.moment(part.chosen, state.zone, state.today)
        elif part.status is PartStatus.NONE:
            time = self.tr("no opening")
        row.setChecked(current)
        trouble = part.status is PartStatus.NONE
        row.show_part(
            self.part_name(part),
            state.wording.duration(part.minutes),
            time,
            done=part.chosen is not None,
            trouble=trouble,
        )

    def part_name(self, part: PartLine) -> str:
        """What a part is called."""
        if part.part is Part.SEPARATE and part.name:
            return part.name
        return self.tr("Twilight") if part.part is Part.TWILIGHT else self.tr("Main")

    def _show_chips(self, state: PanelState, openings: tuple[NextOpening, ...]) -> None:
        while len(self._chips) < len(openings):
            chip = OpeningChip(self._chip_box)
            chip.clicked.connect(self._chip_clicked)
            self.setTabOrder((self._chips or self._parts or [self._before])[-1], chip)
            self._chips.append(chip)
            self._flow.addWidget(chip)
        chosen = state.part.chosen if state.part else None
        for chip, opening in zip(self._chips, openings, strict=False):
            self._show_chip(chip, opening, chosen, state)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(openings))
        self._chip_keys.set_widgets(self._chips[: len(openings)])
        self._chip_box.setVisible(bool(openings))
        self._flow.invalidate()

    def _show_chip(
        self, chip: OpeningChip, opening: NextOpening, chosen: datetime | None, state: PanelState
    ) -> None:
        text = state.wording.moment(opening.start, state.zone, state.today)
        if opening.least_driving:
            text = self.tr("{} · least driving").format(text)
        is_chosen = opening.start == chosen
        chip.start = opening.start
        if chip.text() != text:
            chip.setText(text)
        chip.setProperty("chosen", is_chosen)
        chip.setChecked(is_chosen or (opening.least_driving and chosen is None))
        chip.set_strong(chip.isChecked())
        said = self.tr("{}, chosen") if is_chosen else "{}"
        chip.setAccessibleName(said.format(text))

    def _show_hint(self, part: PartLine | None, status: PartStatus) -> None:
        words = {
            PartStatus.IDLE: self.tr("Tick a service, and the times that work appear here."),
            PartStatus.LOOKING: "" if self.chips() else self.tr("Looking for times…"),
            PartStatus.OPEN: "",
            PartStatus.NONE: part.none_reason
            if part and part.none_reason
            else self.tr("There is no opening."),
        }
        self._hint.setText(words[status])
        self._hint.setVisible(bool(words[status]))
        trouble = part if status is PartStatus.NONE else None
        self._show_fix(trouble.none_fix if trouble else Fix.NONE, trouble.none_rule if trouble else "")

    def _show_fix(self, fix: Fix, rule: str) -> None:
        """Offer the way to where the reason is mended."""
        words = {
            Fix.NONE: "",
            Fix.TEAM: self.tr("Open Team"),
            Fix.SKILLS: self.tr("See who does what"),
            Fix.ZONES: self.tr("Open Zones"),
            Fix.CALENDARS: self.tr("Open Calendars"),
            Fix.RULES: self.tr("Open Settings"),
            Fix.ADDRESS: self.tr("Type a postcode or coordinates"),
        }
        self._fix, self._rule = fix, rule
        self.fix_button.setText(words[fix])
        self.fix_button.setVisible(fix is not Fix.NONE)

    def _grow_pale(self) -> None:
        self._dim.setEnabled(bool(self.chips()))

    # ------------------------------------------------------------ what the user does

    def _fix_clicked(self) -> None:
        self.fix_requested.emit(self._fix, self._rule)

    def _chip_clicked(self) -> None:
        chip = self.sender()
        assert isinstance(chip, OpeningChip)
        chip.setChecked(True)
        self.opening_chosen.emit(chip.start)

    def _part_clicked(self) -> None:
        row = self.sender()
        assert isinstance(row, PartRow)
        row.setChecked(True)
        self.part_chosen.emit(self._parts.index(row))
