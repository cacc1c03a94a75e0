"""Connecting calendars: the sheet at the right of the view, and the sign-ins behind it.

A sign-in waits for a person in a browser, for minutes, in a lane of its own; the rest of the desk goes on. What was typed
is not kept: a password leaves the sheet with the request and is forgotten there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from studio_app.actions.calendar_sources import AddCalendarSource, add_calendar_source
from studio_app.actions.connect_account import (
    ConnectCaldav,
    Connected,
    ConnectGoogle,
    connect_caldav,
    connect_google,
    sign_in_again,
)
from studio_app.actions.done import Done
from studio_app.desk.calendars.connect_model import ConnectState, Step
from studio_app.desk.calendars.model import CALENDARS as TAB
from studio_app.desk.calendars.page import CalendarsPage
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.main_window import CALENDARS
from studio_app.domain.account import Account
from studio_app.errors import KnownError
from studio_app.paths import help_page
from studio_app.patience import Patience
from studio_app.worker.lane import Outcome

BROWSER_SECONDS = 300
"""How long the program waits for somebody to sign in."""
SERVER_SECONDS = 30
HELP = help_page("google.md")


class Connecting(QObject):
    """Between the sheet and the actions.

    Signals:
        found: account and address of a calendar, and id of the photographer whose it is beyond doubt.
    """

    found = Signal(str, str, str)

    def __init__(
        self, controller: Controller, doing: Doing, page: CalendarsPage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self._page = controller, doing, page
        self._state = ConnectState()
        self._patience = Patience(0)
        self._attempt = 0
        self._person = ""
        self._count = QTimer(self, interval=1000)
        self._count.timeout.connect(self._tick)
        sheet = page.side.sheet
        page.connect_requested.connect(self.open)
        sheet.step_requested.connect(self.go_to)
        sheet.closed.connect(self.close)
        sheet.client_file_chosen.connect(self._choose_client)
        sheet.help_requested.connect(self.show_help)
        sheet.google_submitted.connect(self.sign_in_to_google)
        sheet.caldav_submitted.connect(self.connect_caldav)
        sheet.feed_submitted.connect(self.connect_feed)
        sheet.open_requested.connect(self._open_browser)
        sheet.cancelled.connect(self.cancel)

    # ------------------------------------------------------------ the sheet

    def open(self, person: str = "") -> None:
        """Ask what kind of calendar, of a photographer where one is named."""
        self._desk.window.show_view(CALENDARS)
        self._page.show_tab(TAB)
        if self._state.step is not Step.WAITING:
            self._person = person
            self._show(self._fresh(Step.CHOOSE))
            self._page.side.sheet.feed.choose_person(person)
        self._page.side.setCurrentWidget(self._page.side.sheet)
        self._page.side.sheet.begin()
        desk = self._desk
        desk.delivery.ask(desk.lanes.connecting, "keyring", desk.office.keyring, self._take_keyring)

    def _take_keyring(self, outcome: Outcome[str]) -> None:
        if outcome.error:
            self._desk.failed.emit(outcome.error)
        elif outcome.value is not None:
            self._show(replace(self._state, keyring=outcome.value))

    def close(self) -> None:
        """Leave the sheet; a sign-in that is under way ends."""
        self.cancel()
        self._page.side.sheet.caldav.forget()
        self._page.side.setCurrentWidget(self._page.side.accounts)
        self._page.begin()

    def stop(self) -> None:
        """End what is under way: the window closes."""
        self._count.stop()
        self._patience.cancel()

    def go_to(self, step: Step) -> None:
        """Show a step; what was asked for in the one before is no longer waited for."""
        self._attempt = 0
        self._patience.cancel()
        self._show(self._fresh(step))

    def _fresh(self, step: Step) -> ConnectState:
        snapshot = self._desk.snapshot
        people = snapshot.studio.photographers if snapshot else ()
        return ConnectState(
            step,
            tuple((person.id, person.name) for person in people),
            self._state.client_file,
            keyring=self._state.keyring,
        )

    def _show(self, state: ConnectState) -> None:
        self._state = state
        self._page.side.sheet.set_state(state)

    def _choose_client(self, path: str) -> None:
        self._show(replace(self._state, client_file=path, problem="", advice=""))

    def show_help(self) -> None:
        """Show how to make a client file."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(HELP))):
            self._desk.failed.emit(
                KnownError(f"No program opens the file {HELP}.", "Open it in a text editor.")
            )

    # ------------------------------------------------------------ Google

    def sign_in_to_google(self) -> None:
        """Have somebody sign in with the chosen client, in a browser."""
        desk, office, state = self._desk, self._desk.office, self._state
        command = ConnectGoogle(Path(state.client_file))
        self._wait_for_browser("")
        job = partial(
            connect_google,
            office.store,
            desk.now,
            office.actor,
            office.accounts,
            command,
            desk.delivery.teller(self._take_address),
            self._patience,
        )
        self._attempt = desk.delivery.submit(desk.lanes.connecting, job, self._signed_in)

    def sign_in_again(self, account_id: str) -> None:
        """Sign in to a known account once more."""
        desk, office = self._desk, self._desk.office
        account = next((item for item in self._accounts() if item.id == account_id), None)
        if account is None:
            return
        self.open()
        if account.kind == "caldav":
            self._ask_password(account)
            return
        self._wait_for_browser(account.login)
        job = partial(
            sign_in_again,
            office.store,
            desk.now,
            office.actor,
            office.accounts,
            account.id,
            desk.delivery.teller(self._take_address),
            self._patience,
        )
        self._attempt = desk.delivery.submit(desk.lanes.connecting, job, self._signed_in)

    def _accounts(self) -> tuple[Account, ...]:
        return self._desk.snapshot.accounts if self._desk.snapshot else ()

    def _wait_for_browser(self, account: str) -> None:
        self._patience.cancel()
        self._patience = Patience(BROWSER_SECONDS)
        self._show(replace(self._fresh(Step.WAITING), seconds=BROWSER_SECONDS, account=account))
        self._count.start()

    def _take_address(self, outcome: Outcome[str]) -> None:
        """The address is known: a browser shall open it."""
        if outcome.value and self._state.step is Step.WAITING and not self._patience.is_over:
            self._show(replace(self._state, address=outcome.value))
            self._open_browser()

    def _open_browser(self) -> None:
        if self._state.address:
            # Without a browser here the address stands in the sheet, to be copied.
            QDesktopServices.openUrl(QUrl(self._state.address))

    def _tick(self) -> None:
        if self._state.step is not Step.WAITING:
            self._count.stop()
            return
        self._show(replace(self._state, seconds=round(self._patience.left)))

    def cancel(self) -> None:
        """Stop waiting for the browser or a server."""
        self._attempt = 0
        self._count.stop()
        self._patience.cancel()
        if self._state.step is Step.WAITING:
            again = bool(self._state.account)
            self._show(self._fresh(Step.CHOOSE if again else Step.GOOGLE))
            if again:  # whose client is known: there is nothing to choose
                self._page.side.setCurrentWidget(self._page.side.accounts)
                self._page.begin()

    def _signed_in(self, outcome: Outcome[Connected]) -> None:
        cancelled = self._state.step is not Step.WAITING or outcome.generation != self._attempt
        if isinstance(outcome.error, KnownError) and cancelled:
            return  # Another step is shown already, or another try is under way.
        self._count.stop()
        self._take(outcome, Step.GOOGLE)

    # ------------------------------------------------------------ CalDAV, feeds

    def _ask_password(self, account: Account) -> None:
        self._show(replace(self._fresh(Step.CALDAV), account=account.login))
        form = self._page.side.sheet.caldav
        form.url.setText(account.server)
        form.login.setText(account.login)
        form.password.setFocus()

    def connect_caldav(self, url: str, login: str, password: str) -> None:
        """Find a server's calendars."""
        office = self._desk.office
        command = ConnectCaldav(url, login, password)
        self._patience = Patience(SERVER_SECONDS)
        self._page.side.sheet.caldav.forget()
        self._submit(
            partial(
                connect_caldav,
                office.store,
                self._desk.now,
                office.actor,
                office.accounts,
                command,
                self._patience,
            ),
            "Looking for calendars\N{HORIZONTAL ELLIPSIS}",
        )

    def connect_feed(self, person: str, address: str, name: str) -> None:
        """Read a feed or file for a photographer from now on."""
        office = self._desk.office
        command = AddCalendarSource(person, address, name=name)
        self._patience = Patience(SERVER_SECONDS)
        self._submit(
            partial(
                add_calendar_source,
                office.store,
                self._desk.now,
                office.actor,
                command,
                office.busy,
                self._patience,
            ),
            "Reading it\N{HORIZONTAL ELLIPSIS}",
        )

    def _submit(self, job: Callable[[], Done], words: str) -> None:
        desk = self._desk
        self._show(replace(self._state, working=words, problem="", advice=""))
        self._attempt = desk.delivery.submit(desk.lanes.connecting, job, self._connected)

    def _connected(self, outcome: Outcome[Done]) -> None:
        if isinstance(outcome.error, KnownError) and outcome.generation != self._attempt:
            return  # Nobody waits for it any more.
        self._take(outcome, self._state.step)

    # ------------------------------------------------------------ the answer

    def _take(self, outcome: Outcome[Done] | Outcome[Connected], step: Step) -> None:
        """Say what came of it: in the sheet what went wrong, in the message bar what is connected."""
        if isinstance(outcome.error, KnownError):
            error = outcome.error
            self._show(replace(self._fresh(step), problem=error.sentence, advice=error.advice))
            return
        self._show(self._fresh(Step.CHOOSE))
        self._page.side.setCurrentWidget(self._page.side.accounts)
        self._doing.took(outcome)  # type: ignore[arg-type] # a Connected is a Done
        if isinstance(outcome.value, Connected):
            self._give(outcome.value.account)

    def _give(self, account: Account) -> None:
        """Where somebody was asked for who has only one calendar there, or one with their e-mail address, it is theirs."""
        snapshot = self._desk.snapshot
        person = snapshot.studio.photographer_by_id.get(self._person) if snapshot else None
        if person is None:
            return
        email = person.email.casefold()
        own = [item for item in account.calendars if item.address.casefold() == email]
        if not own and account.login.casefold() == email:
            own = [item for item in account.calendars if item.main]
        if not own and len(account.calendars) == 1:
            own = list(account.calendars)
        if own:
            self.found.emit(account.id, own[0].address, person.id)
