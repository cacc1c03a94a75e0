"""Cards of settings: rows with what each is called, what it means, what it does, and its field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio_app.desk.rules.fields import Field, field_for
from studio_app.desk.rules.model import RULES, Rule, Section
from studio_app.desk.rules.pictures import DuskChart, VisitStrip
from studio_app.desk.rules.previews import Ground, preview
from studio_app.desk.rules.values import shown_value
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.settings import Settings, TwilightMode


class Card(QFrame):
    """A card with a title, found by words."""

    def __init__(self, title: str, also: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._words = f"{title} {also}".casefold()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 20)
        self.box.setSpacing(14)
        self.box.addWidget(PlainLabel(title, "title", self))

    def search(self, words: str) -> bool:
        """Show only what is found by words, everything where they are none; says whether anything is."""
        return all(word in self._words for word in words.casefold().split())


class Choice(QWidget):
    """What a setting is called and means, beside what it is chosen with."""

    def __init__(self, words: str, meaning: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.said = QVBoxLayout()
        self.said.setSpacing(2)
        label = PlainLabel(words, "body", self)
        label.setBuddy(field)
        self.said.addWidget(label)
        self.said.addWidget(PlainLabel(meaning, "caption muted", self, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(self.said, 1)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)


_UNSEEN = object()


class RuleRow(Choice):
    """A setting of the table. What was typed and refused stays, with what is wrong, until it is mended: here, by another
    setting that it hangs on, or because the stored one changes.

    Signals:
        changed: its key and the value as it shall be.
    """

    changed = Signal(str, object)

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        self.rule = rule
        field = field_for(rule, parent or QWidget())
        super().__init__(rule.words, rule.meaning, field, parent)
        self.editor: Field = field
        self.does = PlainLabel("", "caption", self, wrap=True)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.said.addWidget(self.does)
        self.said.addWidget(self.problem)
        self.problem.hide()
        self._seen: object = _UNSEEN
        self._refused: object = _UNSEEN
        field.changed.connect(self._changed)
        field.refused.connect(self.show_problem)

    def show_ground(self, ground: Ground) -> None:
        """Show what is stored, and what it does."""
        value = shown_value(ground.settings, self.rule.key)
        if self.problem.text() and self._seen in (_UNSEEN, value):
            self._seen = value
        else:
            self.show_problem("")
            self.editor.show_value(value, ground)
        text = preview(self.rule.key, ground)
        self.does.setText(text)
        self.does.setVisible(bool(text))
        self.editor.setAccessibleDescription(f"{self.rule.meaning} {text}".strip())

    def show_problem(self, problem: str) -> None:
        """Say what is wrong; "" where nothing is."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self._seen = self._refused = _UNSEEN

    def refuse(self, value: object, problem: str) -> None:
        """Say why a value could not be stored."""
        self.show_problem(problem)
        self._refused = value

    def try_again(self) -> None:
        """Another setting was changed: what was refused because of it may be right by now."""
        if self._refused is not _UNSEEN:
            self._changed(self._refused)

    def _changed(self, value: Any) -> None:
        self.show_problem("")
        self.changed.emit(self.rule.key, value)


class RulesCard(Card):
    """The settings of a section, or some of them.

    Signals:
        changed: key of a setting and the value as it shall be.
    """

    changed = Signal(str, object)

    def __init__(self, title: str, rules: Iterable[Rule], parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.rows: dict[str, RuleRow] = {}
        self._hidden: frozenset[str] = frozenset()
        self._searched = ""
        for rule in rules:
            row = RuleRow(rule, self)
            row.changed.connect(self.changed)
            self.rows[rule.key] = row
            self.box.addWidget(row)
        self.picture: VisitStrip | DuskChart | None = None

    def with_picture(self, picture: VisitStrip | DuskChart) -> RulesCard:
        """Put a picture below the rows."""
        self.picture = picture
        picture.setParent(self)
        self.box.addWidget(picture)
        return self

    def show_ground(self, ground: Ground) -> None:
        """Show what is stored."""
        self._hidden = _without_effect(ground.settings)
        for row in self.rows.values():
            row.show_ground(ground)
        if self.picture is not None:
            self.picture.show_ground(ground)
        self._show()

    def search(self, words: str) -> bool:
        self._searched = words
        return self._show()

    def _show(self) -> bool:
        found = False
        for key, row in self.rows.items():
            fits = row.rule.matches(self._searched) and (bool(self._searched) or key not in self._hidden)
            row.setVisible(fits)
            found = found or fits
        return found


def rules_of(section: Section, *prefixes: str) -> tuple[Rule, ...]:
    """The rules of a section, those that begin so."""
    found = [rule for rule in RULES if rule.section is section]
    return tuple(rule for rule in found if not prefixes or rule.key.startswith(prefixes))


def _without_effect(settings: Settings) -> frozenset[str]:
    """Parts of the twilight that do nothing as it is set."""
    mode = settings.twilight.mode
    hidden: set[str] = set()
    if mode is not TwilightMode.MANUAL:
        hidden |= {"twilight.start", "twilight.end"}
    if mode is not TwilightMode.SUN:
        hidden |= {"twilight.before_min", "twilight.after_min"}
    return frozenset(hidden)
