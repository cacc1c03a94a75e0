"""A settings card: where the map gets its tiles from, tried before it is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio_app.actions.map_choices import KEY
from studio_app.desk import theme
from studio_app.desk.widgets.buttons import PushButton, button_row
from studio_app.desk.widgets.fields import Line, NumberField
from studio_app.desk.widgets.labels import PlainLabel
from studio_app.domain.map_choices import MOST_CACHE_MB, MapChoices

OPEN_STREET_MAP = MapChoices(
    "https://tile.openstreetmap.org/{z}/{x}/{y}.png", "\N{COPYRIGHT SIGN} OpenStreetMap contributors"
)
"""The public server, with what it asks to be said: https://www.openstreetmap.org/copyright."""
POLICY = "https://operations.osmfoundation.org/policies/tiles/"
_PREVIEW = 128


class MapChoicesCard(QFrame):
    """Fields for the address, the attribution and the cache.

    Signals:
        tried: MapChoices of which one tile shall be fetched; answer with `show_tile`.
        saved: MapChoices to be stored; answer with `set_state`, or with `show_problem`.
        cache_emptied: the tiles on this computer shall be thrown away.
    """

    tried = Signal(object)
    saved = Signal(object)
    cache_emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._state = MapChoices()
        self.address = self._line(
            self.tr("Address of the tiles"), "https://\N{HORIZONTAL ELLIPSIS}/{z}/{x}/{y}.png"
        )
        self.attribution = self._line(self.tr("Who made the map"), self.tr("as the server asks for it"))
        self.key = self._line(self.tr("Key"), "")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.kept = NumberField(0, MOST_CACHE_MB, " MB", self.tr("Kept on this computer"), self)
        self.kept.setValue(self._state.cache_mb)
        self.problem = PlainLabel("", "caption danger", self, wrap=True)
        self.try_button = PushButton(self.tr("Try it"), self)
        self.save_button = PushButton(self.tr("Save"), self, kind="primary")
        self.public_button = PushButton(
            self.tr("Fill in OpenStreetMap\N{RIGHT SINGLE QUOTATION MARK}s"), self
        )
        self.policy_button = PushButton(self.tr("Its rules"), self, kind="link")
        self.empty_button = PushButton(self.tr("Throw kept tiles away"), self, kind="link")
        self.picture = QLabel(self)
        self.picture.setFixedSize(_PREVIEW, _PREVIEW)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tile_words = PlainLabel("", "caption muted", self, wrap=True)
        self._lay_out()
        for line in (self.address, self.key, self.attribution):
            line.textEdited.connect(self._edited)
        self.kept.valueChanged.connect(self._edited)
        self.try_button.clicked.connect(self._try)
        self.save_button.clicked.connect(self._save)
        self.public_button.clicked.connect(self._fill_in)
        self.policy_button.clicked.connect(self._open_policy)
        self.empty_button.clicked.connect(self.cache_emptied)
        self.show_key(kept=False)
        self._edited()
        self._show_picture(None, "")

    def _line(self, name: str, hint: str) -> Line:
        line = Line(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        return line

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addWidget(PlainLabel(self.tr("Map"), "title", self))
        words = self.tr(
            "Without a server the map draws land, borders, towns and postcodes by itself. Tiles of a server add "
            "streets; {z}, {x} and {y} in its address stand for zoom, column and row. A key that opens an account there "
            "is kept in the keyring of each computer, and {key} stands for it."
        )
        box.addWidget(PlainLabel(words, "body muted", self, wrap=True))
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(self._fields(), 1)
        both.addLayout(self._preview())
        box.addLayout(both)
        box.addWidget(self.problem)
        box.addLayout(self._rules())
        box.addLayout(button_row(left=(self.save_button, self.try_button, self.public_button)))

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate((self.address, self.key, self.attribution, self.kept)):
            label = PlainLabel(field.accessibleName(), "body", self)
            label.setBuddy(field)
            if field is self.key:
                self._key_label = label
            grid.addWidget(label, row, 0)
            if field is self.kept:
                line = QHBoxLayout()
                line.setSpacing(12)
                line.addWidget(field)
                line.addWidget(self.empty_button)
                line.addStretch(1)
                grid.addLayout(line, row, 1)
            else:
                grid.addWidget(field, row, 1)
        grid.setRowStretch(4, 1)
        return grid

    def _preview(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.picture)
        self.tile_words.setFixedWidth(_PREVIEW)
        column.addWidget(self.tile_words)
        column.addStretch(1)
        return column

    def _rules(self) -> QHBoxLayout:
        words = self.tr(
            "Public servers are run by volunteers for light use: the program names itself, keeps what it fetched, asks "
            "for little at once, and shows who made the map. A studio that looks at maps all day takes a paid server."
        )
        row = QHBoxLayout()
        row.addWidget(PlainLabel(words, "caption muted", self, wrap=True), 1)
        row.addWidget(self.policy_button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # ------------------------------------------------------------ what is shown

    @property
    def wanted(self) -> MapChoices:
        """What is typed."""
        return MapChoices(self.address.text().strip(), self.attribution.text().strip(), self.kept.value())

    @property
    def typed_key(self) -> str:
        """The key as it is typed, which is never shown again; "" where none is."""
        return self.key.text().strip() if KEY in self.wanted.tile_url else ""

    def show_key(self, *, kept: bool) -> None:
        """Say whether this computer has the key of the server; a typed one is on its way there or was refused."""
        quote = "\N{RIGHT SINGLE QUOTATION MARK}"
        words = f"kept in this computer{quote}s keyring" if kept else "as the server gave it to you"
        self.key.setPlaceholderText(self.tr(words))

    def set_state(self, choices: MapChoices) -> None:
        """Show what is stored. What is being typed stays, unless something else is stored now."""
        if choices == self._state and self.is_edited():
            return
        self._state = choices
        self.key.clear()
        self.address.setText(choices.tile_url)
        self.attribution.setText(choices.attribution)
        self.kept.setValue(choices.cache_mb)
        self._edited()

    def is_edited(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.wanted != self._state or bool(self.typed_key)

    def show_problem(self, field: str, words: str) -> None:
        """Say what is wrong; `field` is the name of an attribute of MapChoices, `key`, or "" for none."""
        fields = {
            "tile_url": self.address,
            "key": self.key,
            "attribution": self.attribution,
            "cache_mb": self.kept,
        }
        for name, widget in fields.items():
            if bool(widget.property("invalid")) != (name == field):
                theme.style(widget, invalid="true" if name == field else None)
        named = f"{fields[field].accessibleName()} {words}." if field in fields else words
        self.problem.setText(named if words else "")
        self.problem.setVisible(bool(words))

    def show_tile(self, tile: QPixmap | None, words: str) -> None:
        """Show the tile that came, or say why none did."""
        self.try_button.setEnabled(True)
        self._show_picture(tile, words)

    def _show_picture(self, tile: QPixmap | None, words: str) -> None:
        if tile is None:
            self.picture.clear()
        else:
            side = round(_PREVIEW * self.devicePixelRatioF())
            shown = tile.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            self.picture.setPixmap(shown)
        self.picture.setVisible(tile is not None)
        self.picture.setAccessibleName(words)
        self.tile_words.setText(words)
        self.tile_words.setVisible(bool(words))

    # ------------------------------------------------------------ what the user does

    def _edited(self, _what: object = None) -> None:
        self.show_problem("", "")
        for widget in (self._key_label, self.key):
            widget.setVisible(KEY in self.address.text())
        self.save_button.setEnabled(self.is_edited())
        self.try_button.setEnabled(bool(self.wanted.tile_url))

    def _try(self) -> None:
        self.try_button.setEnabled(False)
        self._show_picture(None, self.tr("Asking for a tile\N{HORIZONTAL ELLIPSIS}"))
        self.tried.emit(self.wanted)

    def _save(self) -> None:
        self.saved.emit(self.wanted)

    def _fill_in(self) -> None:
        self.address.setText(OPEN_STREET_MAP.tile_url)
        self.attribution.setText(OPEN_STREET_MAP.attribution)
        self._edited()

    def _open_policy(self) -> None:
        QDesktopServices.openUrl(QUrl(POLICY))
