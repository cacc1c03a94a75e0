"""Whom the calendar tells of a change."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.calendar_event import Notify


def tell_tip() -> str:
    """What the choice means, for a tool tip."""
    return QCoreApplication.translate(
        "TellField",
        "Who gets a mail from the calendar; remembered for the next time.\n"
        "Google mails all guests or none: with “Photographers” it mails nobody,\n"
        "and they see the change in their own calendars.",
    )


class TellField(QWidget):
    """Everyone, photographers only, nobody."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = Notify.EVERYONE
        self._title = PlainLabel(self.tr("Tell"), "caption strong muted", self)
        choices = (
            (Notify.EVERYONE.value, self.tr("Everyone")),
            (Notify.PHOTOGRAPHERS.value, self.tr("Photographers")),
            (Notify.NOBODY.value, self.tr("Nobody")),
        )
        self.choice = Segmented(choices, self.tr("Whom the calendar tells"), self)
        self.choice.chosen.connect(self._chosen)
        self.choice.setToolTip(tell_tip())
        self.setFocusProxy(self.choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self.choice)
        self.set_value(self._value)

    def value(self) -> Notify:
        """Who is told."""
        return self._value

    def set_value(self, value: Notify) -> None:
        """Show a choice."""
        self._value = value
        self.choice.set_chosen(value.value)

    def _chosen(self, key: str) -> None:
        self._value = Notify(key)
