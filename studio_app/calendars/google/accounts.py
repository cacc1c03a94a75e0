"""Google accounts: signing in, the calendars that an account sees, signing out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import httplib2

from studio_app.calendars.google.addresses import checked_address
from studio_app.calendars.google.client_file import Client, read_client
from studio_app.calendars.google.failures import ON_THE_WAY
from studio_app.calendars.google.scopes import scopes_for
from studio_app.calendars.google.service import JSON, Calls, Lines
from studio_app.calendars.google.sign_in import SignedIn, sign_in, stopped
from studio_app.calendars.google.tokens import Session, Sessions, client_entry
from studio_app.calendars.model import GOOGLE
from studio_app.calendars.secrets import SecretStore
from studio_app.domain.account import Account, FoundCalendar, account_id
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import BadInput, CalendarOffline, KnownError, NotSignedInHere, SignInNeeded
from studio_app.patience import Patience

LIST_SECONDS = 30.0
"""How long the first look at an account's calendars may take, once somebody has signed in."""

REVOKE_SECONDS = 5.0

_LIST_FIELDS = "nextPageToken,items(id,summary,summaryOverride,accessRole,primary,deleted)"
_MOST_PAGES = 40

log = logging.getLogger(__name__)


class GoogleAccounts:
    """The Google part of `actions.ports.Accounts`."""

    def __init__(self, secrets: SecretStore, sessions: Sessions, clock: Clock = system_clock) -> None:
        """`sessions` opens accounts from the same `secrets`."""
        self._secrets, self._sessions, self._clock = secrets, sessions, clock

    def sign_in(
        self,
        client_file: Path,
        account: Account | None,
        show: Callable[[str], None],
        patience: Patience,
        *,
        write: bool = True,
    ) -> Account:
        """Have somebody sign in with the client of a file; as `Accounts.sign_in_google`.

        Args:
            write: It may hold the studio's own calendar; an account that only sees photographers' need not be allowed to.
        """
        return self._signed_in(read_client(client_file), account, show, patience, write=write)

    def sign_in_again(self, account: Account, show: Callable[[str], None], patience: Patience) -> Account:
        """The same with the client that the account was connected with.

        Raises:
            KnownError: this computer doesn't know the client's secret; the client file is needed again.
        """
        secret = self._secrets.get(client_entry(account.id))
        try:
            client = Client(
                account.details["client_id"],
                secret or "",
                checked_address(account.details["auth_uri"], "auth_uri"),
                checked_address(account.details["token_uri"], "token_uri"),
            )
        except (KeyError, BadInput):
            secret = None
        if not secret:
            raise KnownError(
                f"This computer doesn’t have the client with which {account.login} was connected.",
                "Connect the account again with the client file.",
            )
        return self._signed_in(client, account, show, patience, write=_may_write(account))

    def calendars(self, account: Account, patience: Patience) -> Account:
        """The account with its calendars as they are now."""
        with Lines(patience) as lines:
            entries = _entries(lines.to(self._sessions.opened(account)))
        return replace(account, calendars=tuple(_found(entry, _may_write(account)) for entry in entries))

    def sign_out(self, account: Account) -> None:
        """Take back at Google what was allowed, as far as it can be reached, and forget the secrets.

        Raises:
            KeyLocked: the keyring is locked, so that the secrets may still be there.
        """
        token = self._secrets.get(account.id)
        if token:
            _revoke(token, account.details.get("token_uri", ""))
        self._sessions.forget(account.id)
        self._secrets.delete(account.id)
        self._secrets.delete(client_entry(account.id))

    def _signed_in(
        self,
        client: Client,
        account: Account | None,
        show: Callable[[str], None],
        patience: Patience,
        *,
        write: bool,
    ) -> Account:
        # The keyring is tried before anybody is sent to the browser; without one it is memory, which `Secrets` says.
        log.info("signing in to Google; the sign-in will%s last", "" if self._secrets.lasting else " not")
        scopes = scopes_for(write=write)
        found = sign_in(
            client, scopes, show, patience, login=account.login if account else "", clock=self._clock
        )
        made = _account(client, found, write)
        session = Session(made, found.refresh_token, client.secret)
        entries = _looked(session, patience.afresh(LIST_SECONDS))
        login = next((str(entry["id"]) for entry in entries if entry.get("primary")), "")
        if not login:
            raise CalendarOffline("Google didn’t say whose account it is.", "Sign in again.")
        if account is not None and login.casefold() != account.login.casefold():
            self._not_kept(login, found.refresh_token, client.token_uri)
            raise KnownError(
                f"{login} signed in, but {account.login} was asked for.",
                f"Sign in again as {account.login}, or connect {login} as an account of its own.",
            )
        kept = account.id if account else account_id(GOOGLE, login)
        known = self._sessions.known(kept)
        if known is not None and _may_write(known) and not write:
            return self._wider(known, patience)
        self._secrets.set(client_entry(kept), client.secret)
        self._secrets.set(kept, found.refresh_token)
        self._sessions.forget(kept)
        return replace(made, id=kept, login=login, calendars=tuple(_found(entry, write) for entry in entries))

    def _not_kept(self, login: str, token: str, token_uri: str) -> None:
        """Take back what somebody allowed who was not asked for.

        Google takes back all that an account allowed the client at once; one that is connected is left alone for that.
        """
        if self._sessions.known(account_id(GOOGLE, login)) is None:
            _revoke(token, token_uri)

    def _wider(self, known: Account, patience: Patience) -> Account:
        """The account that is connected already, and holds the studio's calendar: a sign-in that may do less must not
        take its place."""
        try:
            return self.calendars(known, patience.afresh(LIST_SECONDS))
        except (SignInNeeded, NotSignedInHere) as error:
            raise KnownError(
                f"{known.login} is connected already, with the studio’s calendar.",
                "Sign in to it again there; then its calendars can be used for photographers too.",
            ) from error


def _looked(session: Session, patience: Patience) -> list[JSON]:
    """The calendars that an account sees, just after somebody signed in. Raises KnownError."""
    try:
        with Lines(patience) as lines:
            found = _entries(lines.to(session))
    except CalendarOffline as error:
        if patience.is_cancelled:
            raise stopped() from error
        raise
    if patience.is_cancelled:
        raise stopped()
    return found


def _account(client: Client, found: SignedIn, write: bool) -> Account:
    details = {
        "client_id": client.id,
        "auth_uri": client.auth_uri,
        "token_uri": client.token_uri,
        "access": "write" if write else "read",
    }
    if found.until is not None:
        details["until"] = found.until.isoformat(timespec="seconds")
    return Account("", GOOGLE, "", details=details)


def _may_write(account: Account) -> bool:
    return account.details.get("access", "write") == "write"


def _entries(calls: Calls) -> list[JSON]:
    """The account's list of calendars, page by page."""
    found: list[JSON] = []
    parameters: dict[str, Any] = {"maxResults": 250, "fields": _LIST_FIELDS}
    for _ in range(_MOST_PAGES):
        page = calls.execute(calls.service.calendarList().list(**parameters), "Google’s list of calendars")
        items = page.get("items", [])
        if not isinstance(items, list) or not all(
            isinstance(each, dict) and isinstance(each.get("id"), str) for each in items
        ):
            break
        found += [each for each in items if not each.get("deleted")]
        following = page.get("nextPageToken")
        if not following:
            return list({each["id"]: each for each in found}.values())
        parameters["pageToken"] = following
    raise CalendarOffline("Google’s answer can’t be understood.")


def _found(entry: Mapping[str, Any], write: bool) -> FoundCalendar:
    """A calendar of the list. Only what the account owns is written to, as `scopes` says."""
    role = str(entry.get("accessRole", ""))
    return FoundCalendar(
        address=str(entry["id"]),
        name=" ".join(str(entry.get("summaryOverride") or entry.get("summary") or entry["id"]).split()),
        writable=write and role == "owner",
        titles=role != "freeBusyReader",
        main=bool(entry.get("primary")),
    )


def _revoke(token: str, token_uri: str) -> None:
    """Tell Google that the sign-in is over (RFC 7009); without a network it ends by itself when it isn't used."""
    http = httplib2.Http(timeout=REVOKE_SECONDS)
    http.follow_redirects = False
    try:
        http.request(
            checked_address(_revoke_uri(token_uri), "token_uri"),
            method="POST",
            body=urlencode({"token": token}),
            headers={"content-type": "application/x-www-form-urlencoded"},
        )
    except (BadInput, httplib2.HttpLib2Error, *ON_THE_WAY) as error:
        log.info("the sign-in could not be revoked: %s", type(error).__name__)
    finally:
        http.close()


def _revoke_uri(token_uri: str) -> str:
    """Beside the token endpoint; Google's is one for all of its token endpoints, of which old client files name others."""
    host = urlsplit(token_uri).hostname or ""
    if host.endswith((".googleapis.com", ".google.com")):
        return "https://oauth2.googleapis.com/revoke"
    return urljoin(token_uri, "revoke")
