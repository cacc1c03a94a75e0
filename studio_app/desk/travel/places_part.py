"""Who places addresses: the postcode alone, or a service on the network."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio_app.desk import theme
from studio_app.desk.places.words import ATTRIBUTIONS
from studio_app.desk.travel.model import TravelState, geocoder_words
from studio_app.desk.travel.rows import SettingRow
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.desk.widgets.segmented import Segmented
from studio_app.domain.pin import ONLINE, SERVICE_NAMES, PlaceSource
from studio_app.domain.place_choices import NOMINATIM, PlaceChoices

_NONE = ""


class PlacesPart(QWidget):
    """The service, and what it wants to know.

    Signals:
        choices_changed: the PlaceChoices that shall count.
        key_changed: the service and its key as typed, for this computer’s keyring; "" forgets it.
        service_tried: the PlaceChoices that shall be tried.
    """

    choices_changed = Signal(object)
    key_changed = Signal(object, str)
    service_tried = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TravelState()
        self._wanted: PlaceSource | None = None
        services = [(source.value, SERVICE_NAMES[source]) for source in ONLINE]
        self.service = Segmented(
            ((_NONE, self.tr("By postcode")), *services), self.tr("Who places addresses"), self
        )
        self.contact = Line(self)
        self.contact.setAccessibleName(self.tr("E-mail address of the studio, for Nominatim"))
        self.contact.setPlaceholderText("desk@studio.example")
        self.domain = Line(self)
        self.domain.setAccessibleName(self.tr("Nominatim server"))
        self.domain.setPlaceholderText(NOMINATIM)
        self.key = Line(self)
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setAccessibleName(self.tr("Key of the service"))
        self.try_button = PushButton(self.tr("Try it"), self)
        self._lay_out()
        self.service.chosen.connect(self._choose)
        self.contact.editingFinished.connect(self._save)
        self.domain.editingFinished.connect(self._save)
        self.key.editingFinished.connect(self._save_key)
        for field in (self.contact, self.domain, self.key):
            field.textEdited.connect(self._typed)
        self.try_button.clicked.connect(self._try)

    def _lay_out(self) -> None:
        self._row = SettingRow(self.tr("Addresses are placed"), "", self)
        self._contact_box = self._field(self.tr("The studio’s e-mail address"), self.contact)
        self._domain_box = self._field(self.tr("Server"), self.domain)
        self._key_box = self._field(self.tr("Key"), self.key)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(self._contact_box, 1)
        fields.addWidget(self._domain_box, 1)
        fields.addWidget(self._key_box, 1)
        fields.addWidget(self.try_button)
        fields.setAlignment(self.try_button, Qt.AlignmentFlag.AlignBottom)
        self.words = PlainLabel("", "caption muted", self, wrap=True)
        self.credit = PlainLabel("", "caption faint", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._row)
        box.addWidget(self.service)
        box.addLayout(fields)
        box.addWidget(self.words)
        box.addWidget(self.credit)

    def _field(self, words: str, field: QWidget) -> QWidget:
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        label = PlainLabel(words, "caption strong muted", holder)
        label.setBuddy(field)
        box.addWidget(label)
        box.addWidget(field)
        return holder

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: TravelState) -> None:
        """Show what is stored; a field that is being typed in keeps what is typed."""
        if state.choices.geocoder is self._wanted or self._state.choices != state.choices:
            self._wanted = state.choices.geocoder
        self._state = state
        if not self.contact.hasFocus():
            self.contact.setText(state.choices.contact)
        if not self.domain.hasFocus():
            self.domain.setText("" if state.choices.domain == NOMINATIM else state.choices.domain)
        self._show()

    def _show(self) -> None:
        wanted = self._wanted
        self.service.set_chosen(wanted.value if wanted else _NONE)
        is_nominatim, needs_key = wanted is PlaceSource.NOMINATIM, wanted not in (None, PlaceSource.NOMINATIM)
        self._contact_box.setVisible(is_nominatim)
        self._domain_box.setVisible(is_nominatim)
        self._key_box.setVisible(needs_key)
        self.try_button.setVisible(wanted is not None)
        self._row.say(self.tr(geocoder_words(replace(self._state.choices, geocoder=wanted))))
        kept = self._state.has_key and wanted is self._state.choices.geocoder
        self.key.setPlaceholderText(
            self.tr("kept in this computer’s keyring") if kept else self.tr("as the service gave it to you")
        )
        self.credit.setText(ATTRIBUTIONS[wanted] if wanted else "")
        self.credit.setVisible(wanted is not None)
        self.words.setVisible(bool(self.words.text()))

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tell what came of trying the service, or what it lacks; "" for nothing."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        theme.style(self.words, role="caption danger" if bad else "caption muted")

    def choices(self) -> PlaceChoices:
        """As the fields say."""
        return replace(
            self._state.choices,
            geocoder=self._wanted,
            contact=self.contact.text().strip(),
            domain=self.domain.text().strip() or NOMINATIM,
        )

    # ------------------------------------------------------------ what the user does

    def _choose(self, key: str) -> None:
        self._wanted = PlaceSource(key) if key else None
        self.say("")
        self._show()
        if self._wanted is PlaceSource.NOMINATIM and not self.contact.text().strip():
            self.say(self.tr("Nominatim’s rules ask for an address that they can write to."))
            self.contact.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._save()
        if self._key_box.isVisible() and not self._state.has_key:
            self.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        wanted = self.choices()
        if wanted != self._state.choices:
            self.choices_changed.emit(wanted)

    def _save_key(self) -> None:
        if self.key.text().strip() and self._wanted is not None:
            self.key_changed.emit(self._wanted, self.key.text().strip())
            self.key.clear()

    def _typed(self, _text: str) -> None:
        self.say("")

    def _try(self) -> None:
        self.say(self.tr("Asking\N{HORIZONTAL ELLIPSIS}"))
        self.service_tried.emit(self.choices())
