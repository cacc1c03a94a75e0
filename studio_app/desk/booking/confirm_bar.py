"""The foot of the panel: hold and confirm, what is still missing, and the reason for overruling."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.model import PanelState, PartStatus, Work
from studio_app.desk.booking.readiness import Missing, broken_rules, part_without_time
from studio_app.desk.booking.section import INSET
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.appointment import Part

_MOST_RULES = 3


class ConfirmBar(QWidget):
    """Two buttons and the sentences over them.

    Signals:
        confirm_pressed: the primary button.
        hold_pressed: the secondary one.
        overruled: the reason that was typed.
    """

    confirm_pressed = Signal()
    hold_pressed = Signal()
    overruled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = PlainLabel("", "caption muted", self, wrap=True)
        self._warning, self._rules = self._make_warning()
        self._reason_box = self._make_reason()
        self.hold_button = PushButton(parent=self)
        self.hold_button.setObjectName("hold")
        self.confirm_button = PushButton(self.tr("Confirm"), self, kind="primary")
        self.confirm_button.setObjectName("confirm")
        self.confirm_button.setToolTip(self.tr("Ctrl+Enter, from anywhere"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.hold_button)
        buttons.addWidget(self.confirm_button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(INSET, 8, INSET, 0)
        box.setSpacing(8)
        box.addWidget(self._warning)
        box.addWidget(self._reason_box)
        box.addWidget(self.note)
        box.addLayout(buttons)
        self._warning.hide()
        self._reason_box.hide()
        self.confirm_button.clicked.connect(self.confirm_pressed)
        self.hold_button.clicked.connect(self.hold_pressed)
        self.reason.returnPressed.connect(self._finish_reason)

    def _make_warning(self) -> tuple[QFrame, PlainLabel]:
        frame = QFrame(self)
        frame.setProperty("kind", "notice")
        frame.setProperty("state", "warning")
        rules = PlainLabel("", "caption warning", frame, wrap=True)
        box = QVBoxLayout(frame)
        box.setContentsMargins(10, 8, 10, 8)
        box.addWidget(rules)
        return frame, rules

    def _make_reason(self) -> QWidget:
        box = QWidget(self)
        self.reason = Line(box)
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(self.tr("Reason for booking it all the same"))
        self.reason.setPlaceholderText(self.tr("Why? It is kept with the booking"))
        self.reason.setMaxLength(500)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        return box

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: PanelState, missing: Missing) -> None:
        """Show what can be done."""
        broken = broken_rules(state) if missing is Missing.NOTHING else ()
        self._show_rules(broken)
        if not broken:
            self.close_reason()
        working = state.work is not Work.NONE
        self.confirm_button.setText(self._confirm_text(state, missing, bool(broken)))
        self.confirm_button.setEnabled(missing is Missing.NOTHING and not working)
        if state.work is Work.HOLDING:
            self.hold_button.setText(self.tr("Holding…"))
        else:
            self.hold_button.setText(self.tr("Hold {} min").format(state.hold_minutes))
        self.hold_button.setEnabled(missing is Missing.NOTHING and not working and not broken)
        note = self._work_note(state) if working else self._note(state, missing)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._emphasise(on=missing in (Missing.BLOCKED, Missing.FORBIDDEN))

    def insist(self) -> None:
        """Say what is missing louder: confirming was asked for without it."""
        self._emphasise(on=True)

    def open_reason(self) -> None:
        """Ask for the reason."""
        self._reason_box.show()
        self.confirm_button.setText(self.tr("Confirm anyway"))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason_is_open(self) -> bool:
        """Whether the reason is being asked for."""
        return not self._reason_box.isHidden()

    def close_reason(self) -> None:
        """Take the question for the reason away."""
        self._reason_box.hide()
        self.reason.clear()

    def reason_text(self) -> str:
        """The reason as typed."""
        return self.reason.text().strip()

    def _show_rules(self, broken: tuple[str, ...]) -> None:
        lines = list(dict.fromkeys(broken))
        if len(lines) > _MOST_RULES:
            more = self.tr("and {} more").format(len(lines) - _MOST_RULES)
            lines = [*lines[:_MOST_RULES], more]
        self._rules.setText("\n".join(lines))
        self._warning.setVisible(bool(lines))

    def _confirm_text(self, state: PanelState, missing: Missing, overrules: bool) -> str:
        if state.work is Work.CONFIRMING:
            return self.tr("Booking…")
        if overrules:
            return self.tr("Confirm anyway") if self.reason_is_open() else self.tr("Confirm anyway…")
        if missing is not Missing.NOTHING:
            return self.tr("Confirm")
        if len(state.parts) == 1 and state.parts[0].chosen is not None:
            return self.tr("Confirm {}").format(
                state.wording.moment(state.parts[0].chosen, state.zone, state.today)
            )
        if len(state.parts) == 2:
            return self.tr("Confirm both visits")
        return self.tr("Confirm {} visits").format(len(state.parts))

    def _work_note(self, state: PanelState) -> str:
        """Whom it waits for, and that nobody need wait with it."""
        if not state.work_words:
            return ""
        return self.tr("{} Ctrl+N starts the next order meanwhile.").format(state.work_words)

    def _note(self, state: PanelState, missing: Missing) -> str:
        words = {
            Missing.NOTHING: "",
            Missing.BLOCKED: state.blocked,
            Missing.AGENT: self.tr("Next: who is calling?"),
            Missing.ADDRESS: self.tr("Next: the property's address."),
            Missing.PLACE: self.tr("Next: where the address is."),
            Missing.SERVICES: self.tr("Next: tick what the caller wants."),
            Missing.OPENINGS: self.tr("There is no opening to confirm."),
            Missing.TIME: self._time_note(state),
            Missing.FORBIDDEN: next((part.forbidden for part in state.parts if part.forbidden), ""),
        }
        return words[missing]

    def _time_note(self, state: PanelState) -> str:
        part = part_without_time(state)
        if part is None or len(state.parts) == 1:
            looking = part is not None and part.status is PartStatus.LOOKING
            return (
                self.tr("Looking for times…")
                if looking
                else self.tr("Next: choose a time. F3 takes the next one.")
            )
        if part.part is Part.TWILIGHT:
            return self.tr("Next: choose a time for the twilight visit.")
        if part.part is Part.SEPARATE:
            return self.tr("Next: choose a time for “{}”.").format(part.name)
        return self.tr("Next: choose a time for the main visit.")

    def _emphasise(self, *, on: bool) -> None:
        role = "caption danger" if on else "caption muted"
        if self.note.property("role") != role:
            theme.style(self.note, role=role)

    def _finish_reason(self) -> None:
        if self.reason_text():
            self.overruled.emit(self.reason_text())
