"""Signing in to providers and out again, whichever they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studio_app.calendars.keys import Keys
from studio_app.calendars.model import GOOGLE
from studio_app.domain.account import Account
from studio_app.patience import Patience

if TYPE_CHECKING:
    from studio_app.calendars.dav.accounts import CalDavAccounts
    from studio_app.calendars.google.accounts import GoogleAccounts


class ConnectedAccounts:
    """All providers' sign-ins; see `actions.ports.Accounts`."""

    def __init__(self, keys: Keys) -> None:
        """`keys` holds the secrets."""
        self._keys = keys

    def sign_in_google(
        self,
        client_file: Path,
        account: Account | None,
        show: Callable[[str], None],
        patience: Patience,
        *,
        write: bool = True,
    ) -> Account:
        """Have somebody sign in in a browser."""
        return self._google.sign_in(client_file, account, show, patience, write=write)

    def sign_in_again(self, account: Account, show: Callable[[str], None], patience: Patience) -> Account:
        """The same for a Google account whose client is known."""
        return self._google.sign_in_again(account, show, patience)

    def sign_in_caldav(self, url: str, login: str, password: str, patience: Patience) -> Account:
        """Find a CalDAV server's calendars and keep the password."""
        return self._caldav.sign_in(url, login, password, patience)

    def calendars(self, account: Account, patience: Patience) -> Account:
        """The account with its calendars as they are now."""
        return self._of(account).calendars(account, patience)

    def sign_out(self, account: Account) -> None:
        """Revoke what can be revoked and forget the secret."""
        self._of(account).sign_out(account)

    def _of(self, account: Account) -> GoogleAccounts | CalDavAccounts:
        return self._google if account.kind == GOOGLE else self._caldav

    @cached_property
    def _google(self) -> GoogleAccounts:
        from studio_app.calendars.google.accounts import GoogleAccounts

        return GoogleAccounts(self._keys.secrets, self._keys.google)

    @cached_property
    def _caldav(self) -> CalDavAccounts:
        from studio_app.calendars.dav.accounts import CalDavAccounts

        return CalDavAccounts(self._keys.secrets, self._keys.caldav.refusals)
