"""What is done there: services to tick with the length that follows, what becomes of those taken off, and merging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio_app.desk.booking.model import Draft, ServiceLine
from studio_app.desk.booking.service_list import ServiceList
from studio_app.desk.content import face_of, service_names
from studio_app.desk.editing.model import SheetState, minutes_of
from studio_app.desk.editing.pieces import PartView, beside
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.appointment import Part as Kind

GONE, APART = "gone", "apart"


class ServicesPart(PartView):
    """The list.

    Signals:
        merge_requested: id of another appointment of the order whose services shall come to this one.
    """

    merge_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SheetState | None = None
        self.list = ServiceList(self)
        self.list.setObjectName("sheet_services")
        self.list.setAccessibleName(self.tr("Services of the appointment"))
        self.list.keep_rows_visible(1_000)  # the sheet scrolls, not a list in it
        self.box.addWidget(self.list)
        self.sum = PlainLabel("", "body strong", self)
        self.note = ElidedLabel("", "body muted", self)
        self.box.addSpacing(4)
        self.box.addLayout(beside(self.note, self.sum))
        self.follow = QCheckBox(self.tr("The length follows the services"), self)
        self.box.addWidget(self.follow)
        self.apart_words = PlainLabel("", "caption strong muted", self, wrap=True)
        ways = ((GONE, self.tr("No longer wanted")), (APART, self.tr("Wait for their own time")))
        self.apart = Segmented(ways, self.tr("What becomes of the services that are taken off"), self)
        self.box.addSpacing(8)
        self.box.addWidget(self.apart_words)
        self.box.addWidget(self.apart)
        self._others_title = self.caption(self.tr("Other appointments of the order"))
        self._others = QVBoxLayout()
        self._others.setSpacing(2)
        self.box.addLayout(self._others)
        self._rows: list[QWidget] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self.box.addStretch(1)
        self.list.ticked.connect(self._ticked)
        self.follow.clicked.connect(self._follow)
        self.apart.chosen.connect(self._part_off)

    # ------------------------------------------------------------ what is shown

    def show_state(self, state: SheetState) -> None:
        """Show ticks, length and the other appointments."""
        self._state = state
        wanted, found = state.wanted, state.found
        self.list.show_lines(tuple(_lines(state)), state.wording)
        self.list.show_draft(Draft(services=wanted.services))
        minutes = minutes_of(found, wanted, state.weighed)
        self.sum.setText(self.tr("{} on site").format(state.wording.duration(minutes)) if minutes else "")
        before = found.item.span.minutes if found.item else minutes
        other = self.tr("was {}").format(state.wording.duration(before)) if before != minutes else ""
        self.note.setText(other)
        self.follow.setChecked(wanted.follow)
        self.follow.setVisible(found.item is not None)
        self._show_apart(state)
        self._show_others(state)

    def _show_apart(self, state: SheetState) -> None:
        item = state.found.item
        off = [key for key in item.services if key not in state.wanted.services] if item else []
        possible = bool(off) and bool(state.found.order.id) and bool(state.wanted.services)
        self.apart_words.setText(self.tr("Taken off: {}").format(service_names(state.found.studio, off)))
        self.apart_words.setVisible(possible)
        self.apart.setVisible(possible)
        self.apart.set_chosen(APART if state.wanted.apart else GONE)

    def _show_others(self, state: SheetState) -> None:
        found = tuple((item.id, _said(item, state)) for item in _mergeable(state))
        self._others_title.setVisible(bool(found))
        if found == self._shown:
            return
        self._shown = found
        for row in self._rows:
            self._others.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._other(key, words) for key, words in found]
        for row in self._rows:
            self._others.addWidget(row)

    def _other(self, key: str, words: str) -> QWidget:
        row = QWidget(self)
        button = PushButton(self.tr("Merge"), row, kind="link")
        button.setProperty("key", key)
        button.setAccessibleName(self.tr("Merge {} into this appointment").format(words))
        button.clicked.connect(self._merge)
        row.setLayout(beside(ElidedLabel(words, "body", row), button))
        return row

    def merge_buttons(self) -> list[PushButton]:
        """A button for each appointment that can be merged into this one."""
        return [button for row in self._rows for button in row.findChildren(PushButton)]

    # ------------------------------------------------------------ what the user does

    def _ticked(self, draft: object) -> None:
        if self._state is not None:
            assert isinstance(draft, Draft)
            known = self._state.found.studio.service_by_id
            gone = tuple(key for key in self._state.wanted.services if key not in known)
            services = (*(key for key in known if key in draft.services), *gone)
            self.changed.emit(replace(self._state.wanted, services=services))

    def _follow(self, on: bool) -> None:
        if self._state is not None:
            self.changed.emit(replace(self._state.wanted, follow=on, minutes=None))

    def _part_off(self, key: str) -> None:
        if self._state is not None:
            self.changed.emit(replace(self._state.wanted, apart=key == APART))

    def _merge(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.merge_requested.emit(button.property("key"))


def _lines(state: SheetState) -> Iterator[ServiceLine]:
    """What it has and what it could have; those of the order that wait for a time say so."""
    found = state.found
    item, square_feet = found.item, state.wanted.square_feet
    dusk = item is not None and item.part is Kind.TWILIGHT
    elsewhere = {key for other in found.others if other.blocks_at(found.now) for key in other.services}
    for service in found.studio.service_by_id.values():
        has = item is not None and service.id in item.services
        if not has and item is not None and service.twilight is not dusk:
            continue
        note = ""
        if service.id in found.order.open and not has:
            note = "waits for a time"
        elif service.id in elsewhere and not has:
            note = "has a time"
        yield ServiceLine(service.id, service.name, service.minutes_for(square_feet), note)


def _mergeable(state: SheetState) -> Iterator[Appointment]:
    item, now = state.found.item, state.found.now
    if item is None or not state.found.order.id or item.state is State.CANCELLED:
        return
    for other in state.found.others:
        same = (other.part is Kind.TWILIGHT) is (item.part is Kind.TWILIGHT)
        if same and other.state is not State.CANCELLED and other.span.end > now:
            yield other


def _said(item: Appointment, state: SheetState) -> str:
    studio = state.found.studio
    when = (
        "postponed"
        if item.state is State.POSTPONED
        else state.wording.moment(item.span.start, state.zone, state.today)
    )
    who = " + ".join(face_of(studio, key).first_name for key in item.crew)
    return " \N{MIDDLE DOT} ".join(filter(None, (when, who, service_names(studio, item.services))))
