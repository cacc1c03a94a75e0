"""One entry of the history as a few lines."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_app.desk.history.sentences import HistoryLine
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.wording import ENGLISH, Wording


def when_words(line: HistoryLine, today: date, wording: Wording = ENGLISH) -> str:
    """`10:41` today, else `Thu 26 Nov, 10:41`; with the year where it isn't this one."""
    if line.day == today:
        return f"Today, {line.when}"
    year = "" if line.day.year == today.year else f" {line.day.year}"
    return f"{wording.dated(line.day)}{year}, {line.when}"


class EntryRow(QWidget):
    """When; who did what; what was before and after; why."""

    def __init__(
        self, line: HistoryLine, today: date, parent: QWidget | None = None, wording: Wording = ENGLISH
    ) -> None:
        super().__init__(parent)
        self.line = line
        when = when_words(line, today, wording)
        self.setAccessibleName(line.spoken(when))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(1)
        column.addWidget(PlainLabel(when, "caption muted", self))
        role = "body danger" if line.bad else "body"
        column.addWidget(PlainLabel(line.sentence, role, self, wrap=True))
        for text in line.details:
            column.addWidget(PlainLabel(text, "caption muted", self, wrap=True))
        if line.why:
            column.addWidget(PlainLabel(line.why, "caption", self, wrap=True))
