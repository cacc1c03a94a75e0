"""The panel of the phone order: what the caller wants, in the order of the conversation.

It holds what is typed (`Draft`) and shows what it is given (`PanelState`); everything that the user wishes goes out as
a signal. The whole call works without the mouse: Enter takes a completion and goes on to the next field.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.address_section import AddressSection
from studio_app.desk.booking.agent_section import AgentSection
from studio_app.desk.booking.confirm_bar import ConfirmBar
from studio_app.desk.booking.model import Draft, NewAgent, PanelState, PartLine, PartStatus, Work
from studio_app.desk.booking.photographer_field import PhotographerField
from studio_app.desk.booking.readiness import Missing, broken_rules, missing, part_without_time
from studio_app.desk.booking.section import INSET, Section
from studio_app.desk.booking.services_section import ServicesSection
from studio_app.desk.booking.times_section import TimesSection
from studio_app.desk.widgets.labels import KeyHint, PlainLabel
from studio_app.desk.widgets.overlay_bar import OverlayBar

_GAP, _TIGHT_GAP = 16, 11
_LOW = 720
"""Below this height the sections stand closer, so that a low screen shows all of them."""


class _Body(QWidget):
    """What scrolls: a scroll area would ask for all the height that it likes; the least is enough."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


class BookingPanel(QWidget):
    """Agent, address, services, photographer, times, confirm.

    Signals:
        draft_changed: the Draft, at once at every change.
        opening_chosen: place of the part and the start (UTC) that was taken for it.
        opening_cleared: place of the part whose time was given back.
        part_chosen: place of the part that shall be looked at.
        next_opening_requested: the next opening shall be gone to.
        confirm_requested: book; the reason for overruling, "" where no rule is broken.
        hold_requested: reserve.
        new_requested: start over.
        agent_created: the NewAgent that was made on the spot; the draft already has it.
    """

    draft_changed = Signal(object)
    opening_chosen = Signal(int, object)
    opening_cleared = Signal(int)
    part_chosen = Signal(int)
    next_opening_requested = Signal()
    confirm_requested = Signal(str)
    hold_requested = Signal()
    new_requested = Signal()
    agent_created = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("booking_panel")
        self.setAccessibleName(self.tr("New booking"))
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.current().metrics.booking_panel)
        self._draft, self._state = Draft(), PanelState()
        self.agent = AgentSection(self)
        self.address = AddressSection(self)
        self.services = ServicesSection(self)
        self.photographer = PhotographerField(self)
        self.times = TimesSection(self)
        self.bar = ConfirmBar(self)
        self._scroll = self._make_scroll()
        self._lay_out()
        self._connect()
        self.set_state(self._state)

    # ------------------------------------------------------------ state in

    def draft(self) -> Draft:
        """What is typed."""
        return self._draft

    def state(self) -> PanelState:
        """What is shown."""
        return self._state

    def set_state(self, state: PanelState) -> None:
        """Show a state; what is typed stays."""
        self._state = state
        self.agent.set_known(state.agents, state.brokerages)
        self.address.set_wording(state.wording)
        self.address.set_known(state.addresses)
        self.address.set_coverage(state.coverage)
        self.services.set_state(state)
        best = state.part.best if state.part else ()
        self.photographer.set_choices(state.photographers, best)
        self.times.set_state(state)
        self._show_bar()

    def set_draft(self, draft: Draft) -> None:
        """Fill in a draft, such as one that is brought back; nothing is signalled."""
        self._draft = draft
        self.agent.set_value(draft)
        self.address.set_value(draft)
        self.services.set_value(draft)
        self.photographer.set_wanted(draft.photographer)
        self._show_bar()

    def start_new(self) -> None:
        """Empty the fields and go to the first one. The caller keeps the old draft if it shall come back."""
        self.bar.close_reason()
        self.set_draft(Draft())
        self.draft_changed.emit(self._draft)
        self.focus_agent()

    def focus_agent(self) -> None:
        """Go to the first field."""
        self.agent.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.agent.field.selectAll()

    # ------------------------------------------------------------ commands

    def confirm(self) -> None:
        """Book, or go to what is still missing; the same for the button and for Ctrl+Enter."""
        if self._state.work is not Work.NONE:
            return
        if self.agent.form_is_open():
            self.agent.form.submit()
            return
        lack = missing(self._draft, self._state)
        if lack is not Missing.NOTHING:
            self.bar.insist()
            self._go_to(lack)
        elif not broken_rules(self._state):
            self.confirm_requested.emit("")
        elif self.bar.reason_text():
            self.confirm_requested.emit(self.bar.reason_text())
        else:
            self.bar.open_reason()

    def hold(self) -> None:
        """Reserve, or go to what is still missing."""
        if self._state.work is not Work.NONE:
            return
        lack = missing(self._draft, self._state)
        if lack is Missing.NOTHING and not broken_rules(self._state):
            self.hold_requested.emit()
        else:
            self.bar.insist()
            self._go_to(lack)

    def back_out(self) -> bool:
        """One step back: a list, a form, a question, a chosen time; says whether there was one."""
        for field in (self.agent.form.brokerage, self.agent.field, self.address.field, self.photographer):
            if field.suggestions.isVisible():
                field.suggestions.hide()
                return True
        if self.agent.form_is_open():
            self.agent.close_form()
            return True
        if self.bar.reason_is_open():
            self.bar.close_reason()
            self._show_bar()
            self.bar.confirm_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        part = self._state.part
        if part is not None and part.chosen is not None and self._state.work is Work.NONE:
            self.opening_cleared.emit(self._state.current)
            return True
        return False

    def _go_to(self, lack: Missing) -> None:
        targets = {
            Missing.AGENT: self.focus_agent,
            Missing.ADDRESS: lambda: self.address.field.setFocus(Qt.FocusReason.OtherFocusReason),
            Missing.PLACE: self.address.ask_place,
            Missing.SERVICES: lambda: self.services.list.setFocus(Qt.FocusReason.OtherFocusReason),
            Missing.TIME: self._go_to_times,
        }
        if lack in targets:
            targets[lack]()

    # ------------------------------------------------------------ going on

    def _from_agent(self) -> None:
        self.address.field.setFocus(Qt.FocusReason.TabFocusReason)
        self.address.field.selectAll()

    def _from_address(self) -> None:
        self.services.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to_times(self) -> None:
        """Go to the openings of the first part without a time, else to the confirming button."""
        part = part_without_time(self._state)
        if part is None:
            self._focus_confirm()
            return
        place = self._state.parts.index(part)
        if place != self._state.current:
            self.part_chosen.emit(place)
        if not self.times.focus_openings():
            self._focus_confirm_or_wait(part)

    def _focus_confirm_or_wait(self, part: PartLine) -> None:
        """While there are no openings to go to, F3 and Ctrl+Enter still work from anywhere."""
        if part.status is PartStatus.OPEN:
            self._focus_confirm()

    def _focus_confirm(self) -> None:
        if self.bar.confirm_button.isEnabled():
            self.bar.confirm_button.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------ what the user does

    def _agent_changed(self, agent: str, new: NewAgent | None, text: str) -> None:
        self._change(replace(self._draft, agent=agent, new_agent=new, agent_text=text))

    def _address_changed(self, address: str, place: str) -> None:
        self._change(replace(self._draft, address=address, place_text=place))

    def _services_changed(self, draft: Draft) -> None:
        self._change(replace(self._draft, services=draft.services, packages=draft.packages))

    def _size_changed(self, square_feet: float | None) -> None:
        self._change(replace(self._draft, square_feet=square_feet))

    def _photographer_chosen(self, photographer: str | None) -> None:
        self._change(replace(self._draft, photographer=photographer))

    def choose_photographer(self, photographer: str | None) -> None:
        """Ask for a person, as if chosen in the field."""
        self.photographer.set_wanted(photographer)
        self._photographer_chosen(photographer)

    def _opening_taken(self, start: datetime) -> None:
        self.opening_chosen.emit(self._state.current, start)
        self._go_to_times()

    def _change(self, draft: Draft) -> None:
        if draft == self._draft:
            return
        self._draft = draft
        self._show_bar()
        self.draft_changed.emit(draft)

    def _show_bar(self) -> None:
        self.services.set_value(self._draft)
        self.bar.set_state(self._state, missing(self._draft, self._state))

    # ------------------------------------------------------------ layout

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayBar(scroll)
        body = _Body(scroll)
        body.setObjectName("booking_body")
        # Otherwise Qt fills it with the window's colour.
        scroll.setStyleSheet("QScrollArea, #booking_body { background: transparent; }")
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(_GAP - INSET, _GAP, _GAP - INSET, 4)
        column.setSpacing(_GAP)
        column.addLayout(self._make_heading(body))
        column.addWidget(self.agent)
        column.addWidget(self.address)
        column.addWidget(self.services)
        who = Section(self.tr("Photographer"), body)
        who.title.setBuddy(self.photographer)
        who.add(self.photographer)
        column.addWidget(who)
        column.addWidget(self.times)
        column.addStretch(1)
        scroll.setWidget(body)
        return scroll

    def _make_heading(self, body: QWidget) -> QHBoxLayout:
        heading = PlainLabel(self.tr("New booking"), "title", body)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.addWidget(heading, 1)
        row.addWidget(KeyHint(self.tr("Ctrl N"), body))
        return row

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 1, _GAP)
        box.setSpacing(0)
        box.addWidget(self._scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_GAP - INSET, 0, _GAP - INSET, 0)
        foot.addWidget(self.bar)
        box.addLayout(foot)
        chain: tuple[QWidget, ...] = (
            self.agent.field,
            self.agent.create_button,
            *(self.agent.form.name, self.agent.form.email, self.agent.form.phone, self.agent.form.brokerage),
            *(self.agent.form.add_button, self.agent.form.cancel_button),
            *(self.address.field, self.address.size_field, self.address.place, self.services.list),
            *(
                self.photographer,
                self.bar.reason,
                self.bar.hold_button,
                self.bar.confirm_button,
            ),
        )
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)
        self.times.follow(self.photographer)

    def _connect(self) -> None:
        self.agent.changed.connect(self._agent_changed)
        self.agent.created.connect(self.agent_created)
        self.agent.done.connect(self._from_agent)
        self.address.changed.connect(self._address_changed)
        self.address.size_changed.connect(self._size_changed)
        self.address.done.connect(self._from_address)
        self.services.changed.connect(self._services_changed)
        self.services.done.connect(self._go_to_times)
        self.photographer.chosen.connect(self._photographer_chosen)
        self.photographer.done.connect(self._go_to_times)
        self.times.opening_chosen.connect(self._opening_taken)
        self.times.part_chosen.connect(self.part_chosen)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._keep_in_view)
        self.bar.confirm_pressed.connect(self.confirm)
        self.bar.hold_pressed.connect(self.hold)
        self.bar.overruled.connect(self.confirm)

    def _keep_in_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to what the Tab key goes to, but not to what the program goes to."""
        body = self._scroll.widget()
        if now is not None and body is not None and body.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = _TIGHT_GAP if self.height() < _LOW else _GAP
        if self._column.spacing() != gap:
            self._column.setSpacing(gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.current().line)
