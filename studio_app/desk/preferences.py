"""The settings: sections at the left with a line to find any of them, the cards of one section at the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio_app.actions.desk_choices import DeskChoices
from studio_app.actions.telling import Deed
from studio_app.desk.main_window import SETTINGS
from studio_app.desk.rules.cards import Card, RulesCard, rules_of
from studio_app.desk.rules.desk_cards import HelpCard, KeptCard, KeptPlace, LookCard, TellingCard, WaitingCard
from studio_app.desk.rules.event_card import EventCard
from studio_app.desk.rules.model import CARDS, RULE_OF, SECTIONS, Section
from studio_app.desk.rules.pictures import DuskChart, VisitStrip
from studio_app.desk.rules.previews import Ground
from studio_app.desk.rules.side import SettingsSide
from studio_app.desk.view import Heading, View
from studio_app.desk.widgets.effect_bar import EffectBar
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.calendar_event import Notify

_WIDEST = 860
LATE = {
    Section.HOURS: "hours of the studio company working closed dates days off public holidays weekdays",
    Section.TRAVEL: "travel drives places buffers estimate routing server speed detour longest shortest edges geocoding "
    "addresses nominatim osrm preview",
    Section.PRIVACY: "privacy titles busy events unknown stale old kept dropped days take over moves changes calendar",
    Section.MAP: "map tiles server attribution cache background",
    Section.BRINGING: "import export studio file agents brokerages csv vcard contacts table bring save backup",
}
"""Sections with cards that are made when they are first looked at, and words that those are found by."""


@dataclass(frozen=True, slots=True)
class PreferencesState:
    """What the page shows beside the rules of the studio.

    Attributes:
        look: `system`, `light` or `dark`.
        title, description: The templates that are stored.
        names: What a template may use, in words.
        telling: Whom the calendar tells of what this person does.
    """

    look: str = "system"
    title: str = ""
    description: str = ""
    places: tuple[KeptPlace, ...] = ()
    choices: DeskChoices = field(default_factory=DeskChoices)
    telling: Mapping[Deed, Notify] = field(default_factory=dict)


class PreferencesPage(View):
    """Every change is stored when it is made, except of the templates, which are saved.

    Attributes:
        rules: Cards of the table; they and those below are there once `make` made them.
        events, waiting, telling, kept: The cards of those names.
        look: The choice of a theme.
        effect: The strip for what a change does.

    Signals:
        made: the cards are there, at the first look.
        needed: a Section is looked at whose late cards are not there yet; answer with `add_card`.
        rule_changed: key of a setting of the table, and its value as it shall be.
    """

    made = Signal()
    needed = Signal(object)
    rule_changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SETTINGS, parent)
        self.section = Section.STUDIO
        self._words = ""
        self._missing = set(LATE)
        self._cards: dict[Section, list[QWidget]] = {section: [] for section in Section}
        self._late: dict[QWidget, Section] = {}
        self.side = SettingsSide(self)
        self.effect = EffectBar(self)
        self.nothing = PlainLabel(self.tr("No setting is called that."), "body muted", self)
        self._scroll = QScrollArea(self)
        self._column = QVBoxLayout()
        self._made = False
        self._lay_out()
        self.setFocusProxy(self.side.list)
        self.side.list.chosen.connect(self.show_section)
        self.side.search.searched.connect(self.search)

    def make(self) -> None:
        """Make the cards, once; the desk tells them what is stored when it hears `made`."""
        if self._made:
            return
        self._made = True
        self.rules = self._make_rules()
        look_card, self.waiting, self.telling = LookCard(self), WaitingCard(self), TellingCard(self)
        self.look = look_card.look
        self.events, self.kept = EventCard(self), KeptCard(self)
        placed: tuple[tuple[Section, Card], ...] = (
            (Section.BOOKING, self.waiting),
            (Section.EVENTS, self.telling),
            (Section.EVENTS, self.events),
            (Section.DESK, look_card),
            (Section.KEPT, self.kept),
        )
        for section, card in placed:
            self._cards[section].append(card)
        # The look is yours, the words below it are the studio's.
        self._cards[Section.DESK].reverse()
        self.help = HelpCard(self)
        self._cards[Section.DESK].append(self.help)
        for place, widget in enumerate(one for cards in self._cards.values() for one in cards):
            self._column.insertWidget(place, widget)
            self._pass_wheels(widget)
        self.made.emit()
        self._show_cards()

    def showEvent(self, event: QShowEvent) -> None:
        self.make()
        self._show_cards()
        super().showEvent(event)

    # ------------------------------------------------------------ layout

    def _make_rules(self) -> tuple[RulesCard, ...]:
        made = []
        for section in Section:
            if rules := rules_of(section):
                card = RulesCard(CARDS[section], rules, self)
                card.changed.connect(self.rule_changed)
                self._cards[section].append(card)
                made.append(card)
        pictures: dict[Section, type[VisitStrip] | type[DuskChart]] = {
            Section.TRAVEL: VisitStrip,
            Section.TWILIGHT: DuskChart,
        }
        for section, picture in pictures.items():
            drawn = self._cards[section][0]
            assert isinstance(drawn, RulesCard)
            drawn.with_picture(picture(drawn))
        return tuple(made)

    def _lay_out(self) -> None:
        scroll, body = self._scroll, QWidget(self._scroll)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setObjectName("settings_body")
        scroll.setStyleSheet("QScrollArea, #settings_body { background: transparent; }")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        holder = QWidget(body)
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(self._column)
        row = QHBoxLayout(body)
        row.setContentsMargins(20, 20, 20, 20)
        row.addWidget(holder, 1000)
        row.addStretch(1)
        scroll.setWidget(body)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        self.effect.setMaximumWidth(_WIDEST)
        foot.addWidget(self.effect, 1000)
        foot.addStretch(1)
        right.addLayout(foot)
        # A layout keeps its margins for what is hidden.
        self._below = QWidget(self)
        self._below.setFixedHeight(8)
        self._below.hide()
        right.addWidget(self._below)
        self.effect.installEventFilter(self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.side)
        whole.addLayout(right, 1)

    def add_card(self, section: Section, card: QWidget, *, first: bool = False) -> None:
        """Put a card into a section, after those that are there, or before them."""
        cards = self._cards[section]
        before = list(Section)[: list(Section).index(section)]
        place = sum(len(self._cards[each]) for each in before) + (0 if first else len(cards))
        cards.insert(0 if first else len(cards), card)
        self._late[card] = section
        self._missing.discard(section)
        self._column.insertWidget(place, card)
        self._pass_wheels(card)
        self._show_cards()

    def _pass_wheels(self, card: QWidget) -> None:
        """The wheel scrolls the page, whatever is under the mouse."""
        fields: list[QWidget] = [*card.findChildren(QAbstractSpinBox), *card.findChildren(QComboBox)]
        for each in fields:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            each.installEventFilter(self)

    # ------------------------------------------------------------ what is shown

    def heading(self) -> Heading:
        """The section that is shown."""
        return Heading("", self.tr("“{}”").format(self._words) if self._words else SECTIONS[self.section])

    def set_state(self, state: PreferencesState) -> None:
        """Show what is stored. Templates that are being edited stay as typed unless the stored ones changed."""
        self.make()
        self.look.set_chosen(state.look)
        self.waiting.show_choices(state.choices)
        self.telling.show_telling(state.telling)
        self.events.show_stored(state.title, state.description)
        self.kept.show_places(state.places)

    def show_ground(self, ground: Ground) -> None:
        """Show the rules of the studio, and what they do."""
        self.make()
        for card in self.rules:
            card.show_ground(ground)

    def refuse(self, key: str, value: object, problem: str) -> bool:
        """Say at a setting why a value of it could not be stored; says whether it has a field here."""
        row = next((card.rows[key] for card in self.rules if key in card.rows), None)
        if row is not None:
            row.refuse(value, problem)
        return row is not None

    def try_again(self) -> None:
        """A setting was changed: others that were refused because of it may be right by now."""
        for card in self.rules:
            for row in card.rows.values():
                row.try_again()

    def show_section(self, section: Section) -> None:
        """Show one section."""
        self.make()
        self.section, self._words = section, ""
        self.side.search.empty_quietly()
        self._scroll.verticalScrollBar().setValue(0)
        self._show_cards()

    def show_rule(self, key: str) -> None:
        """Go to a setting, as from the first steps."""
        self.show_section(RULE_OF[key].section)
        for card in self.rules:
            if key in card.rows:
                card.rows[key].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, words: str) -> None:
        """Show every setting that words are found in; none are the section."""
        words = " ".join(words.split())
        if words == self._words:
            return
        self._words = words
        self._scroll.verticalScrollBar().setValue(0)
        self._show_cards()

    def _show_cards(self) -> None:
        words = self._words
        self.side.list.show_section(None if words else self.section)
        for section in tuple(self._missing):
            if self.isVisible() and (_found(section, words) if words else section is self.section):
                self._missing.discard(section)
                self.needed.emit(section)
        found = False
        for section, cards in self._cards.items():
            for card in cards:
                fits = self._search(card, words) if words else section is self.section
                if isinstance(card, Card):
                    card.search(words)
                card.setVisible(fits)
                found = found or fits
        self.nothing.setVisible(not found)
        self.heading_changed.emit()

    def _search(self, card: QWidget, words: str) -> bool:
        if isinstance(card, Card) and card not in self._late:
            return card.search(words)
        return _found(self._late[card], words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()  # the page is scrolled, no number that happens to be under the mouse
            return True
        if watched is self.effect and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._below.setVisible(event.type() is QEvent.Type.Show)
        return super().eventFilter(watched, event)

    # ------------------------------------------------------------ what the user does

    def begin(self) -> None:
        """Go to the sections."""
        self.make()
        self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_out(self) -> bool:
        """Leave the search."""
        return self.side.search.back_out()


def _found(section: Section, words: str) -> bool:
    said = f"{LATE[section]} {SECTIONS[section]}".casefold()
    return all(word in said for word in words.casefold().split())
