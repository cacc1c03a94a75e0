"""The sheet that connects a calendar, at the right of the view; the rest of the desk goes on beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_app.desk import icons, theme
from studio_app.desk.calendars.connect_model import ConnectState, Step
from studio_app.desk.calendars.connect_steps import CalDavStep, ChooseStep, FeedStep, GoogleStep, WaitingStep
from studio_app.desk.widgets.labels import PlainLabel


class ConnectSheet(QWidget):
    """One step at a time.

    Signals:
        step_requested: the Step that the user goes to.
        closed: the sheet shall go; what is under way ends.
        client_file_chosen: path of a Google client file.
        help_requested: how to make a client file.
        google_submitted: sign in with the chosen client.
        caldav_submitted: address, user, password.
        feed_submitted: id of the photographer, address, name.
        open_requested: open the address in a browser again.
        cancelled: stop waiting for the browser.
    """

    step_requested = Signal(object)
    closed = Signal()
    client_file_chosen = Signal(str)
    help_requested = Signal()
    google_submitted = Signal()
    caldav_submitted = Signal(str, str, str)
    feed_submitted = Signal(str, str, str)
    open_requested = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_sheet")
        self.setAccessibleName(self.tr("Connect a calendar"))
        self._state = ConnectState()
        self.title = PlainLabel("", "title", self)
        self.back_button = self._icon_button(self.tr("Back"))
        self.close_button = self._icon_button(self.tr("Close"))
        self.problem = PlainLabel("", "body danger", self, wrap=True)
        self.working = PlainLabel("", "body muted", self, wrap=True)
        self.choose, self.google, self.caldav = ChooseStep(self), GoogleStep(self), CalDavStep(self)
        self.feed, self.waiting = FeedStep(self), WaitingStep(self)
        self._pages = {
            Step.CHOOSE: self.choose,
            Step.GOOGLE: self.google,
            Step.CALDAV: self.caldav,
            Step.FEED: self.feed,
            Step.WAITING: self.waiting,
        }
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.set_state(self._state)

    def _icon_button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setIconSize(QSize(16, 16))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.back_button)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        notice = QFrame(self)
        notice.setProperty("kind", "notice")
        notice.setProperty("state", "danger")
        inner = QVBoxLayout(notice)
        inner.setContentsMargins(10, 8, 10, 8)
        inner.addWidget(self.problem)
        self._notice = notice
        for page in self._pages.values():
            holder = QWidget(self._stack)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(page)
            column.addStretch(1)
            self._stack.addWidget(holder)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(notice)
        box.addWidget(self.working)
        box.addWidget(self._stack, 1)
        self._draw_icons()

    def _connect(self) -> None:
        self.choose.chosen.connect(self.step_requested)
        self.back_button.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.closed)
        self.google.file_requested.connect(self._ask_client_file)
        self.google.help_requested.connect(self.help_requested)
        self.google.submitted.connect(self.google_submitted)
        self.caldav.submitted.connect(self.caldav_submitted)
        self.feed.submitted.connect(self.feed_submitted)
        self.feed.file_requested.connect(self._ask_calendar_file)
        self.waiting.open_requested.connect(self.open_requested)
        self.waiting.cancelled.connect(self.cancelled)

    # ------------------------------------------------------------ what is shown

    def set_state(self, state: ConnectState) -> None:
        """Show how far it got; what is typed stays."""
        changed = state.step is not self._state.step
        self._state = state
        self.title.setText(self._titles()[state.step])
        self.problem.setText(" ".join(filter(None, (state.problem, state.advice))))
        self._notice.setVisible(bool(state.problem))
        self.working.setText(state.working)
        self.working.setVisible(bool(state.working))
        self.back_button.setVisible(state.step not in (Step.CHOOSE, Step.WAITING))
        for page in (self.google, self.caldav, self.feed, self.waiting):
            page.show_state(state)
        self._stack.setCurrentIndex(list(self._pages).index(state.step))
        if changed and self.isVisible():
            self.begin()

    def state(self) -> ConnectState:
        """What is shown."""
        return self._state

    def _titles(self) -> dict[Step, str]:
        waiting = self.tr("Sign in as {}").format(self._state.account) if self._state.account else ""
        return {
            Step.CHOOSE: self.tr("Connect a calendar"),
            Step.GOOGLE: self.tr("Google"),
            Step.CALDAV: self.tr("CalDAV"),
            Step.FEED: self.tr("Feed or file"),
            Step.WAITING: waiting or self.tr("Sign in to Google"),
        }

    def begin(self) -> None:
        """Go to the first field of the step."""
        fields: dict[Step, QWidget] = {
            Step.CHOOSE: self.choose.google,
            Step.GOOGLE: self.google.file_button,
            Step.CALDAV: self.caldav.url,
            Step.FEED: self.feed.person,
            Step.WAITING: self.waiting.cancel_button,
        }
        fields[self._state.step].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """One step back; says whether there was one."""
        if self._state.step is Step.WAITING:
            self.cancelled.emit()
        elif self._state.step is not Step.CHOOSE:
            self.step_requested.emit(Step.CHOOSE)
        else:
            self.closed.emit()
        return True

    # ------------------------------------------------------------ files

    def _ask_client_file(self) -> None:
        self._ask("client_file", self.tr("Choose the client file"), self.tr("Google client (*.json)"))

    def _ask_calendar_file(self) -> None:
        self._ask("calendar_file", self.tr("Choose a calendar file"), self.tr("Calendars (*.ics)"))

    def _ask(self, name: str, title: str, kinds: str) -> None:
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen = self.client_file_chosen if name == "client_file" else None
        if chosen is not None:
            dialog.fileSelected.connect(chosen)
        else:
            dialog.fileSelected.connect(self.feed.address.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ------------------------------------------------------------ look

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        ink = theme.current().text_muted
        self.back_button.setIcon(icons.icon("chevron-left", ink, 16))
        self.close_button.setIcon(icons.icon("close", ink, 16))
