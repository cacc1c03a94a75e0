"""The steps of connecting a calendar: the forms, and the waiting for a browser."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from studio_app.desk.calendars.connect_model import ConnectState, Step
from studio_app.desk.widgets.buttons import PushButton
from studio_app.desk.widgets.choice_card import ChoiceCard
from studio_app.desk.widgets.fields import Line
from studio_app.desk.widgets.flow import FlowLayout
from studio_app.desk.widgets.labels import ElidedLabel, PlainLabel

_WIDTH = 296
_SERVERS = (
    ("iCloud", "https://caldav.icloud.com"),
    ("Fastmail", "https://caldav.fastmail.com"),
    ("Nextcloud", "https://cloud.example.com/remote.php/dav"),
)


class Form(QWidget):
    """Fields under each other, with the button that goes on."""

    def __init__(self, name: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"connect_{name}")
        self.go_button = PushButton(button, self, kind="primary")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(PlainLabel(words, "body muted", self, wrap=True))

    def add_field(self, words: str, field: QWidget) -> None:
        """A field with its caption."""
        label = PlainLabel(words, "caption strong muted", self)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self.column.addSpacing(2)
        self.column.addWidget(label)
        self.column.addWidget(field)

    def finish(self) -> None:
        """The button after all fields."""
        self.column.addSpacing(4)
        self.column.addWidget(self.go_button)

    def set_working(self, working: bool) -> None:
        """Nothing can be changed while it is under way."""
        self.setEnabled(not working)


class ChooseStep(QWidget):
    """What kind of calendar.

    Signals:
        chosen: the Step that leads on.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_choose")
        self.google = ChoiceCard(
            "calendars",
            self.tr("Google"),
            self.tr("Sign in once in your browser. Reads and writes."),
            self,
            width=_WIDTH,
        )
        self.caldav = ChoiceCard(
            "lock",
            self.tr("CalDAV"),
            self.tr("iCloud, Fastmail, Nextcloud: with user and password."),
            self,
            width=_WIDTH,
        )
        self.feed = ChoiceCard(
            "download",
            self.tr("Feed or file"),
            self.tr(
                "An address that ends in .ics, such as Outlook’s published calendar, or a file. Read only."
            ),
            self,
            width=_WIDTH,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for card in (self.google, self.caldav, self.feed):
            box.addWidget(card)
        box.addStretch(1)
        self.google.clicked.connect(self._choose_google)
        self.caldav.clicked.connect(self._choose_caldav)
        self.feed.clicked.connect(self._choose_feed)

    def _choose_google(self) -> None:
        self.chosen.emit(Step.GOOGLE)

    def _choose_caldav(self) -> None:
        self.chosen.emit(Step.CALDAV)

    def _choose_feed(self) -> None:
        self.chosen.emit(Step.FEED)


class GoogleStep(Form):
    """The studio's client file, then the browser.

    Signals:
        file_requested: a client file shall be chosen.
        help_requested: how to make one shall be shown.
        submitted: sign in.
    """

    file_requested = Signal()
    help_requested = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        words = self.tr(
            "The program signs in with a client of your own studio: a small file that Google gives you. Making it "
            "takes ten minutes, once."
        )
        super().__init__("google", words, self.tr("Sign in with the browser"), parent)
        self.help_link = PushButton(self.tr("How to make the client file"), self, kind="link")
        self.file = ElidedLabel("", "body", self)
        self.file_button = PushButton(self.tr("Choose the client file…"), self)
        self.keyring = PlainLabel("", "caption warning", self, wrap=True)
        self.column.addWidget(self.help_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(4)
        self.column.addWidget(self.file_button)
        self.column.addWidget(self.file)
        self.column.addWidget(self.keyring)
        self.finish()
        self.help_link.clicked.connect(self.help_requested)
        self.file_button.clicked.connect(self.file_requested)
        self.go_button.clicked.connect(self.submitted)

    def show_state(self, state: ConnectState) -> None:
        """Say which client is used."""
        self.file.setText(state.client_file or self.tr("No file chosen yet."))
        self.file_button.setText(
            self.tr("Choose another file…") if state.client_file else self.tr("Choose the client file…")
        )
        self.keyring.setText(state.keyring)
        self.keyring.setVisible(bool(state.keyring))
        self.go_button.setEnabled(bool(state.client_file))
        self.set_working(bool(state.working))


class CalDavStep(Form):
    """Address, user and password.

    Signals:
        submitted: address, user, password.
    """

    submitted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        words = self.tr(
            "iCloud and Fastmail want a password made for this program: an “app password” from their settings."
        )
        super().__init__("caldav", words, self.tr("Connect"), parent)
        self.url, self.login, self.password = Line(self), Line(self), Line(self)
        self.url.setPlaceholderText("https://")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        servers = QWidget(self)
        flow = FlowLayout(servers)
        for name, address in _SERVERS:
            chip = PushButton(name, servers, kind="chip")
            chip.setProperty("address", address)
            chip.clicked.connect(self._fill_address)
            flow.addWidget(chip)
        self.add_field(self.tr("Address of the server"), self.url)
        self.column.addWidget(servers)
        self.add_field(self.tr("User"), self.login)
        self.add_field(self.tr("Password"), self.password)
        self.finish()
        self.go_button.clicked.connect(self.submit)
        for field in (self.url, self.login, self.password):
            field.returnPressed.connect(self._go_on)
            field.textChanged.connect(self._show_button)
        self._show_button()

    def _fields(self) -> tuple[Line, ...]:
        return (self.url, self.login, self.password)

    def _fill_address(self) -> None:
        button = self.sender()
        assert isinstance(button, PushButton)
        self.url.setText(button.property("address"))
        self.login.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        empty = next((field for field in self._fields() if not field.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.submit()

    def _show_button(self, _text: str = "") -> None:
        self.go_button.setEnabled(all(field.text().strip() for field in self._fields()))

    def submit(self) -> None:
        """Connect with what is typed."""
        self.submitted.emit(self.url.text().strip(), self.login.text().strip(), self.password.text())

    def forget(self) -> None:
        """Empty the password: it is kept nowhere in the window."""
        self.password.clear()

    def show_state(self, state: ConnectState) -> None:
        """Say whether it is under way."""
        self.set_working(bool(state.working))


class FeedStep(Form):
    """Whose calendar, and where it is.

    Signals:
        file_requested: a file shall be chosen.
        submitted: id of the photographer, address, name for people.
    """

    file_requested = Signal()
    submitted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        words = self.tr("What is in it blocks the time of its photographer. Nothing is ever written to it.")
        super().__init__("feed", words, self.tr("Connect"), parent)
        self.person = QComboBox(self)
        self.address = Line(self)
        self.address.setPlaceholderText("https:// … .ics")
        self.file_button = PushButton(self.tr("Choose a file…"), self)
        self.name = Line(self)
        self.name.setPlaceholderText(self.tr("Outlook"))
        self.add_field(self.tr("Whose calendar"), self.person)
        self.add_field(self.tr("Address"), self.address)
        self.column.addWidget(self.file_button)
        self.add_field(self.tr("Name, for people"), self.name)
        self.finish()
        self.file_button.clicked.connect(self.file_requested)
        self.go_button.clicked.connect(self.submit)
        self.address.returnPressed.connect(self.submit)
        self.name.returnPressed.connect(self.submit)
        self.address.textChanged.connect(self._show_button)
        self._show_button()

    def _show_button(self, _text: str = "") -> None:
        self.go_button.setEnabled(bool(self.address.text().strip()) and self.person.count() > 0)

    def submit(self) -> None:
        """Connect with what is typed."""
        if self.go_button.isEnabled():
            person = self.person.currentData()
            self.submitted.emit(person, self.address.text().strip(), self.name.text().strip())

    def show_state(self, state: ConnectState) -> None:
        """Offer the photographers."""
        shown = [(self.person.itemData(row), self.person.itemText(row)) for row in range(self.person.count())]
        if shown != list(state.people):
            kept = self.person.currentData()
            self.person.clear()
            for key, name in state.people:
                self.person.addItem(name, key)
            self.person.setCurrentIndex(max(self.person.findData(kept), 0))
        self.set_working(bool(state.working))
        self._show_button()

    def choose_person(self, key: str) -> None:
        """Have the calendar be this one's."""
        self.person.setCurrentIndex(max(self.person.findData(key), 0))


class WaitingStep(QWidget):
    """Somebody signs in in a browser.

    Signals:
        open_requested: open the address in a browser (again).
        cancelled: nobody will.
    """

    open_requested = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_waiting")
        self.left = PlainLabel("", "body strong", self)
        bar = QProgressBar(self)
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Waiting for your browser"))
        self.bar = bar
        self.address = QLineEdit(self)
        self.address.setReadOnly(True)
        self.address.setAccessibleName(self.tr("Address to open in a browser"))
        self.copy_button = PushButton(self.tr("Copy"), self)
        self.open_button = PushButton(self.tr("Open again"), self)
        self.cancel_button = PushButton(self.tr("Cancel"), self)
        words = self.tr(
            "Sign in there and let the program see the calendars. If no browser opened, or you want another one, "
            "open this address yourself:"
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy_button, 1)
        buttons.addWidget(self.open_button, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (self.left, bar, PlainLabel(words, "body muted", self, wrap=True), self.address):
            box.addWidget(widget)
        box.addLayout(buttons)
        box.addSpacing(6)
        box.addWidget(self.cancel_button)
        box.addStretch(1)
        self.copy_button.clicked.connect(self._copy)
        self.open_button.clicked.connect(self.open_requested)
        self.cancel_button.clicked.connect(self.cancelled)

    def show_state(self, state: ConnectState) -> None:
        """Count down, and show the address as soon as there is one."""
        words = self.tr("Waiting for your browser")
        if state.seconds is not None:
            minutes, seconds = divmod(max(0, state.seconds), 60)
            words = self.tr("{0} · {1}:{2:02d} left").format(words, minutes, seconds)
        self.left.setText(words)
        if self.address.text() != state.address:
            self.address.setText(state.address)
            self.address.setCursorPosition(0)
            self.copy_button.setText(self.tr("Copy"))
        for button in (self.copy_button, self.open_button):
            button.setEnabled(bool(state.address))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address.text())
        self.copy_button.setText(self.tr("Copied"))
