"""What the plan comes to, whom to tell, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.cover.content import DOT, Totals
from studio_app.desk.editing.tell_field import tell_tip
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.calendar_event import Notify


class CoverFoot(QFrame):
    """The bar below the plan.

    Signals:
        apply_requested: it shall be done.
    """

    apply_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "tray")
        self.setObjectName("cover_foot")
        self._totals = Totals("")
        self._changes, self._working = 0, ""
        self.totals = ElidedLabel("", "body strong", self)
        self.driving = ElidedLabel("", "caption muted", self)
        self.reason = Line(self)
        self.reason.setMaxLength(500)
        self.reason.setMinimumWidth(160)
        self.reason.setMaximumWidth(320)
        choices = (
            (Notify.EVERYONE.value, self.tr("Everyone")),
            (Notify.PHOTOGRAPHERS.value, self.tr("Photographers")),
            (Notify.NOBODY.value, self.tr("Nobody")),
        )
        self.tell = Segmented(choices, self.tr("Whom the calendar tells"), self)
        self.tell.setToolTip(tell_tip())
        self.tell.set_chosen(Notify.EVERYONE.value)
        self.tell.chosen.connect(self._told)
        self._notify = Notify.EVERYONE
        self.apply = PushButton("", self, kind="primary")
        self.apply.setObjectName("cover_apply")
        self.apply.setToolTip("Ctrl+Enter")
        self.apply.clicked.connect(self._apply)
        self.reason.textChanged.connect(self._show_button)
        self._lay_out()
        self.show_totals(self._totals, 0)

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addStretch(1)
        said.addWidget(self.totals)
        said.addWidget(self.driving)
        said.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addLayout(said, 5)
        row.addWidget(self.reason, 2)
        row.addSpacing(6)
        row.addWidget(PlainLabel(self.tr("Tell"), "body muted", self))
        row.addWidget(self.tell)
        row.addSpacing(6)
        row.addWidget(self.apply, 0, Qt.AlignmentFlag.AlignVCenter)

    # ------------------------------------------------------------ what is shown

    def show_totals(self, totals: Totals, changes: int, more: str = "") -> None:
        """Say what it comes to; `changes` are ticked, `more` is said beside the driving."""
        self._totals, self._changes = totals, changes
        self.totals.setText(totals.words)
        self.driving.setText(DOT.join(filter(None, (totals.driving, more))))
        needed, free = self.tr("Why against the rules"), self.tr("Why, such as ill")
        self.reason.setPlaceholderText(needed if totals.overrules else free)
        self.reason.setAccessibleName(needed if totals.overrules else self.tr("Why, for the history"))
        self._show_button()

    def show_working(self, words: str) -> None:
        """Say what it waits for, and take no order meanwhile; "" goes on."""
        self._working = words
        self._show_button()

    def show_notify(self, notify: Notify) -> None:
        """Show whom the calendar tells."""
        self._notify = notify
        self.tell.set_chosen(notify.value)

    def notify(self) -> Notify:
        """Whom the calendar tells."""
        return self._notify

    def why(self) -> str:
        """The reason, for the history."""
        return self.reason.text().strip()

    def overrule(self) -> str:
        """The same where it is why rules are overruled; "" where none has to be."""
        return self.why() if self._totals.overrules else ""

    def is_ready(self) -> bool:
        """Whether it can be done."""
        needs = self._totals.overrules and not self.why()
        return not (self._working or needs or self._totals.stands or not self._totals.words)

    def press(self) -> None:
        """Do it, or go to what is missing."""
        if self._totals.overrules and not self.why():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self._apply()

    def _told(self, key: str) -> None:
        self._notify = Notify(key)

    def _apply(self) -> None:
        if self.is_ready():
            self.apply_requested.emit()

    def _show_button(self, _text: str = "") -> None:
        count = self._changes
        words = self.tr("Apply 1 change") if count == 1 else self.tr("Apply {} changes").format(count)
        self.apply.setText(self._working or (words if count else self.tr("Mark as off only")))
        self.apply.setEnabled(self.is_ready())
