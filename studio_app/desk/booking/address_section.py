"""Where it is: the address, the zone it lies in and who covers it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.booking.matching import Index
from studio_app.desk.booking.model import Coverage, Draft, KnownAddress, PlaceStatus
from studio_app.desk.booking.offers import parse_square_feet
from studio_app.desk.booking.section import Section
from studio_app.desk.places.words import source_tip, source_words
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line, SuggestField
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import ChipLabel, PlainLabel, plain_tip
from studio_app.desk.widgets.suggestions import Suggestion
from studio_app.desk.wording import ENGLISH, Wording

_SIZE_WIDTH = 64
_PIN_HEIGHT = 16


class AddressSection(Section):
    """The address with its facts; it asks for a postcode or coordinates where the place is not known.

    Signals:
        changed: address and, where it was asked for, the text of its place.
        size_changed: square feet as a float, or None.
        done: go on to the next field.
        pin_requested: the pin of the address shall be set by hand.
        settled: the address was left, or chosen: it is not being typed any more.
    """

    changed = Signal(str, str)
    size_changed = Signal(object)
    done = Signal()
    pin_requested = Signal()
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Property address"), parent)
        self._known: tuple[KnownAddress, ...] = ()
        self._index = Index(())
        self._coverage = Coverage()
        self._asked = False
        self.field = SuggestField(self.tr("Property address"), self)
        self.field.setObjectName("address")
        self.field.setPlaceholderText(self.tr("Street and postcode"))
        self.title.setBuddy(self.field)
        self.zone_chip, self.coverage_chip = ChipLabel(parent=self), ChipLabel(parent=self)
        self._wording = ENGLISH
        self.size_field = self._make_size()
        self._question = self._make_question()
        self.source, self.pin_button = self._make_source()
        self.add(self.field)
        self.add(self._make_facts())
        self.add(self._question)
        self._show()
        self.field.typed.connect(self._typed)
        self.field.taken.connect(self._taken)
        self.field.finished.connect(self._finished)
        self.field.left.connect(self._left)
        self.place.textEdited.connect(self._place_typed)
        self.place.returnPressed.connect(self._place_finished)

    def _make_size(self) -> QLineEdit:
        size = Line(self)
        size.setObjectName("square_feet")
        size.setAccessibleName(self.tr("Square feet"))
        size.setPlaceholderText(self.tr("sq ft"))
        size.setToolTip(self.tr("Size of the property in square feet: the time on site follows it"))
        size.setProperty("kind", "small")
        size.setFixedWidth(_SIZE_WIDTH)
        size.setMaxLength(14)
        size.textEdited.connect(self._size_typed)
        size.returnPressed.connect(self.done)
        return size

    def _make_source(self) -> tuple[PlainLabel, PushButton]:
        """Who says where it is, in line with the title, and the way to correct it."""
        source = PlainLabel("", "caption muted", self)
        button = PushButton(self.tr("Pin\N{HORIZONTAL ELLIPSIS}"), self, kind="link")
        button.setProperty("small", "true")
        button.setAccessibleName(self.tr("Set the pin of the address on a map"))
        button.setFixedHeight(_PIN_HEIGHT)
        button.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # the keyboard has a command, and Tab goes on with the call
        button.clicked.connect(self.pin_requested)
        self.head.addWidget(source)
        self.head.addWidget(button)
        return source, button

    def _make_facts(self) -> QWidget:
        """Zone and coverage at the left, the size at the right."""
        facts, chips = QWidget(self), QWidget(self)
        flow = FlowLayout(chips, spacing=4)
        flow.addWidget(self.zone_chip)
        flow.addWidget(self.coverage_chip)
        row = QHBoxLayout(facts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(chips, 1)
        row.addWidget(self.size_field, 0, Qt.AlignmentFlag.AlignTop)
        return facts

    def _make_question(self) -> QWidget:
        question = QWidget(self)
        box = QVBoxLayout(question)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self._question_text = PlainLabel("", "caption muted", question, wrap=True)
        self.place = Line(question)
        self.place.setObjectName("place")
        self.place.setAccessibleName(self.tr("Postcode or coordinates"))
        self.place.setPlaceholderText(self.tr("02446, or 42.3418, -71.1212"))
        box.addWidget(self._question_text)
        box.addWidget(self.place)
        return question

    # ------------------------------------------------------------ what is shown

    def set_known(self, addresses: tuple[KnownAddress, ...]) -> None:
        """Take the addresses that are completed."""
        if addresses != self._known:
            self._known = addresses
            self._index = Index((known.address, known.note) for known in addresses)

    def set_wording(self, wording: Wording) -> None:
        """Take how the studio says sizes; what is typed stays the same size."""
        if wording == self._wording:
            return
        size = parse_square_feet(self.size_field.text(), self._wording)
        self._wording = wording
        metric = wording.metric_area
        self.size_field.setAccessibleName(self.tr("Square metres") if metric else self.tr("Square feet"))
        self.size_field.setPlaceholderText(wording.area_unit)
        self.size_field.setToolTip(
            self.tr("Size of the property in square metres: the time on site follows it")
            if metric
            else self.tr("Size of the property in square feet: the time on site follows it")
        )
        if size is not None:
            self._show_size(size)

    def _show_size(self, square_feet: float | None) -> None:
        """Show a size as it is typed: without groups."""
        wording = self._wording
        shown = square_feet
        if square_feet is not None and wording.metric_area:
            shown = wording.square_metres(square_feet)
        text = "" if shown is None else f"{shown:g}"
        if text != self.size_field.text():
            self.size_field.setText(text)

    def set_value(self, draft: Draft) -> None:
        """Show what a draft says; nothing is signalled."""
        if self.field.text() != draft.address:
            self.field.setText(draft.address)
        if self.place.text() != draft.place_text:
            self.place.setText(draft.place_text)
        if parse_square_feet(self.size_field.text(), self._wording) != draft.square_feet:
            self._show_size(draft.square_feet)
        self._mark_size()
        self._asked = bool(draft.place_text)
        self._show()

    def coverage(self) -> Coverage:
        """The facts that are shown."""
        return self._coverage

    def put_place_text(self, text: str) -> None:
        """Have this typed for its place; "" where that counts no more."""
        if text != self.place.text():
            self.place.setText(text)
            self._asked = bool(text)
            self.changed.emit(self.field.text(), text)

    def set_coverage(self, coverage: Coverage) -> None:
        """Show the facts about the address."""
        self._coverage = coverage
        self._show()

    def ask_place(self) -> None:
        """Ask where the address is, whatever has the focus."""
        self._asked = True
        self._show()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def asks_place(self) -> bool:
        """Whether the question for the place is open."""
        return not self._question.isHidden()

    def _show(self) -> None:
        status = self._coverage.status if self.field.text().strip() else PlaceStatus.EMPTY
        show = {
            PlaceStatus.EMPTY: self._show_nothing,
            PlaceStatus.LOOKING: self._show_looking,
            PlaceStatus.KNOWN: self._show_facts,
            PlaceStatus.UNKNOWN: self._show_unknown,
        }
        show[status]()
        self._show_source(status)
        has_asked = self._asked and (status is PlaceStatus.UNKNOWN or bool(self.place.text()))
        self._question.setVisible(has_asked)
        problem = self._coverage.problem
        self._question_text.setText(problem or self.tr("Where is it? Type its postcode or its coordinates."))
        role = "caption danger" if problem else "caption muted"
        if self._question_text.property("role") != role:
            theme.style(self._question_text, role=role)
            theme.style(self.place, invalid="true" if problem else None)

    def _show_source(self, status: PlaceStatus) -> None:
        is_there = status in (PlaceStatus.KNOWN, PlaceStatus.UNKNOWN)
        source = self._coverage.source if status is PlaceStatus.KNOWN else None
        self.source.setText(source_words(source))
        self.source.setToolTip(plain_tip(source_tip(source)))
        self.source.setVisible(source is not None)
        self.pin_button.setVisible(is_there)
        words = source_tip(source) or self.tr("Say on a map where it is")
        self.pin_button.setToolTip(f"{words} (Ctrl L)")

    def _show_nothing(self) -> None:
        self.zone_chip.hide()
        self.coverage_chip.hide()

    def _show_looking(self) -> None:
        if self.zone_chip.isHidden() and self.coverage_chip.isHidden():
            self.zone_chip.show_fact(self.tr("Looking for the place…"))
            self.zone_chip.show()

    def _show_unknown(self) -> None:
        self.zone_chip.show_fact(self.tr("Place not known yet"), "warning" if self._asked else "")
        self.zone_chip.show()
        self.coverage_chip.hide()

    def _show_facts(self) -> None:
        facts = self._coverage
        if not facts.zones_asked:
            self.zone_chip.show_fact(self.tr("Place known"), "ok")
        elif facts.zones:
            names = " + ".join(facts.zones)
            self.zone_chip.show_fact(self.tr("{} zone").format(names), "ok")
        else:
            self.zone_chip.show_fact(self.tr("Outside all zones"), "warning")
        self.zone_chip.show()
        if facts.covering:
            self.coverage_chip.show_fact(self.tr("{0} of {1} cover it").format(facts.covering, facts.of))
        else:
            self.coverage_chip.show_fact(self.tr("Nobody covers it"), "warning")
        self.coverage_chip.setVisible(facts.zones_asked)

    # ------------------------------------------------------------ what the user does

    def _typed(self, text: str) -> None:
        self._asked = False
        self.place.clear()
        self.changed.emit(text, "")
        rows = (self._known[place] for place in self._index.find(text, 5))
        found = tuple(Suggestion(known.address, known.address, note=known.note) for known in rows)
        alone = len(found) == 1 and found[0].title == text
        self.field.suggestions.offer(() if alone else found, current=-1)

    def _taken(self, row: Suggestion) -> None:
        self.field.setText(row.title)
        self.changed.emit(row.title, "")
        self._finished()

    def _finished(self) -> None:
        self._left()
        if self.asks_place():
            self.place.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()

    def _left(self) -> None:
        """An address whose place is unknown asks when it is typed, not while."""
        self.settled.emit()
        self._asked = self._coverage.status is PlaceStatus.UNKNOWN or bool(self.place.text())
        self._show()

    def _place_typed(self, text: str) -> None:
        self.changed.emit(self.field.text(), text)

    def _place_finished(self) -> None:
        if self._coverage.status is PlaceStatus.UNKNOWN and self.place.text().strip():
            self.place.selectAll()
            return
        self.done.emit()

    def _size_typed(self, text: str) -> None:
        self._mark_size()
        self.size_changed.emit(parse_square_feet(text, self._wording))

    def _mark_size(self) -> None:
        text = self.size_field.text().strip()
        wrong = bool(text) and parse_square_feet(text, self._wording) is None
        if bool(self.size_field.property("invalid")) != wrong:
            theme.style(self.size_field, invalid="true" if wrong else None)
