"""The keys of all commands, on one card (F1)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.commands import (
    Command,
    Group,
    all_commands,
    hand_keys,
    keys_text,
    team_keys,
    zone_keys,
)
from studio_app.desk.overlay import Overlay
from studio_app.desk.widgets.labels import KeyHint, PlainLabel


class KeyHelp(Overlay):
    """A column for each group of commands."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("key_help")
        self.setAccessibleName(self.tr("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        titles = {
            Group.CALL: self.tr("The call"),
            Group.DAYS: self.tr("Days"),
            Group.PROGRAM: self.tr("Program"),
        }
        box = QVBoxLayout(self.card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(16)
        box.addWidget(PlainLabel(self.tr("Keys"), "title", self.card))
        columns = QHBoxLayout()
        columns.setSpacing(28)
        box.addLayout(columns)
        for group, title in titles.items():
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addWidget(PlainLabel(title, "caption strong muted", self.card))
            column.addLayout(self._rows([each for each in all_commands() if each.group is group]))
            if group is Group.CALL:
                column.addSpacing(12)
                column.addWidget(PlainLabel(self.tr("A block"), "caption strong muted", self.card))
                column.addLayout(self._lines(hand_keys()))
            if group is Group.DAYS:
                column.addSpacing(12)
                words = self.tr("The team and its hours")
                column.addWidget(PlainLabel(words, "caption strong muted", self.card))
                column.addLayout(self._lines(team_keys()))
            if group is Group.PROGRAM:
                column.addSpacing(12)
                column.addWidget(PlainLabel(self.tr("Zones on the map"), "caption strong muted", self.card))
                column.addLayout(self._lines(zone_keys()))
            column.addStretch(1)
            columns.addLayout(column)

    def _rows(self, commands: list[Command]) -> QGridLayout:
        return self._lines([(command.words, keys_text(command.keys[0])) for command in commands])

    def _lines(self, lines: Sequence[tuple[str, str]]) -> QGridLayout:
        """What is done, and the keys that do it."""
        rows = QGridLayout()
        rows.setHorizontalSpacing(12)
        rows.setVerticalSpacing(8)
        for place, (words, keys) in enumerate(lines):
            rows.addWidget(PlainLabel(words, "body", self.card), place, 0)
            rows.addWidget(KeyHint(keys, self.card), place, 1, Qt.AlignmentFlag.AlignRight)
        return rows

    def open_help(self) -> None:
        """Show the card."""
        self.open_under(None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
