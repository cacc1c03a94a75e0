"""Which server and password belong to a calendar of an account."""

from __future__ import annotations

from collections.abc import Callable

from studio_app.calendars.dav.client import Dav
from studio_app.calendars.dav.refusals import Refusals
from studio_app.calendars.model import called
from studio_app.calendars.secrets import SecretStore
from studio_app.domain.account import Account
from studio_app.domain.calendar_source import CalendarSource
from studio_app.errors import CalendarUnavailable, NotSignedInHere
from studio_app.patience import Patience


class Doors:
    """Opens conversations with the servers of accounts."""

    def __init__(self, account: Callable[[str], Account | None], secrets: SecretStore) -> None:
        """Nothing is looked up yet.

        Args:
            account: Gives an account by its id; None where there is none.
            secrets: Holds the passwords.
        """
        self._account, self._secrets = account, secrets
        self.refusals = Refusals()

    def open(self, source: CalendarSource, patience: Patience) -> Dav:
        """A conversation with the server of a calendar.

        Raises:
            NotSignedInHere: this computer has no password for its account, or its keyring is locked.
            CalendarUnavailable: its account is gone.
        """
        account = self.account_of(source)
        password = self._secrets.get(account.id)
        if password is None:
            raise NotSignedInHere(
                f"Nobody signed in as {account.login} on this computer.",
                "Sign in here, or leave it to the desk that did.",
            )
        return Dav(source.address, account.id, account.login, password, patience, self.refusals)

    def account_of(self, source: CalendarSource) -> Account:
        """The account of a calendar. Raises CalendarUnavailable."""
        account = self._account(source.account)
        if account is None:
            raise CalendarUnavailable(
                f"{called('The account of the calendar', source.name)} is gone.", "Connect it again."
            )
        return account
