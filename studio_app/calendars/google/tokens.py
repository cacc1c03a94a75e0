"""Sign-ins that were made before: from a refresh token to the access tokens that requests carry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from google.auth.exceptions import RefreshError, TransportError
from google.oauth2.credentials import Credentials

from studio_app.calendars.google.addresses import checked_address
from studio_app.calendars.google.failures import ON_THE_WAY, unreachable
from studio_app.calendars.secrets import SecretStore
from studio_app.domain.account import Account
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, NotSignedInHere, SignInNeeded
from studio_app.patience import Patience

Transport = Callable[..., Any]
"""Sends a request to the token endpoint; as `google.auth.transport.Request`."""

_TESTING = "Sign in again. If this comes back every seven days, the Google project is still in testing: see docs/google.md."


def client_entry(account_id: str) -> str:
    """The keyring's entry for the client's secret; the refresh token's is the account's id.

    Two entries, as Windows keeps no more than 1,280 characters in one.
    """
    return f"{account_id}:client"


class Session:
    """The sign-in of one account on this computer, shared by all threads that work for it."""

    def __init__(self, account: Account, refresh_token: str, client_secret: str) -> None:
        """Nothing is sent yet.

        Raises:
            CalendarUnavailable: the account doesn't say where tokens are given.
        """
        try:
            token_uri = checked_address(account.details.get("token_uri", ""), "token_uri")
        except BadInput as error:
            raise CalendarUnavailable(
                f"The sign-in of {account.login} names no address at Google that may be used.",
                "Connect the account again.",
            ) from error
        self.account = account
        self._turn = threading.Lock()
        self._ended: SignInNeeded | None = None
        self._credentials = Credentials(  # type: ignore[no-untyped-call]
            None,
            refresh_token=refresh_token,
            token_uri=token_uri,
            client_id=account.details.get("client_id", ""),
            client_secret=client_secret,
        )

    @property
    def is_ended(self) -> bool:
        """Whether Google refused it, so that somebody must sign in again."""
        return self._ended is not None

    def token(self, transport: Transport, patience: Patience) -> str:
        """An access token that is good now; asks for one where there is none.

        Raises:
            SignInNeeded: Google refuses the sign-in: expired, revoked, or the seven days of a project in testing are over.
            CalendarOffline: it could not be asked.
        """
        with self._alone(patience):
            if self._ended is not None:
                raise self._ended
            if not self._credentials.valid:
                self._refresh(transport)
            return str(self._credentials.token)

    def refused(self, token: str) -> None:
        """Google didn't take an access token: the next request gets another one."""
        with self._turn:
            if self._credentials.token == token:
                self._credentials.token = None

    def end(self, sentence: str, advice: str = "Sign in again.") -> SignInNeeded:
        """Somebody must sign in again; says so to whoever asks from now on."""
        self._ended = SignInNeeded(self.account.id, sentence, advice)
        return self._ended

    @contextmanager
    def _alone(self, patience: Patience) -> Iterator[None]:
        if not self._turn.acquire(timeout=patience.left):
            raise CalendarOffline("Google’s sign-in doesn’t answer in time.")
        try:
            yield
        finally:
            self._turn.release()

    def _refresh(self, transport: Transport) -> None:
        try:
            self._credentials.refresh(transport)  # type: ignore[no-untyped-call]
        except CalendarOffline:
            raise
        except RefreshError as error:
            failure = self._meaning(error)
        except (TransportError, *ON_THE_WAY) as error:
            cause = error.args[0] if isinstance(error, TransportError) and error.args else error
            failure = unreachable(cause if isinstance(cause, Exception) else error)
        except (TypeError, KeyError, AttributeError, OverflowError) as error:
            failure = unreachable(error)  # google-auth takes any answer with status 200 for JSON
        else:
            return
        # Outside of any except: Google's client puts whole answers into its errors, and tokens are in them.
        raise failure

    def _meaning(self, error: RefreshError) -> CalendarUnavailable:
        """What a refusal of the token endpoint means: RFC 6749, 5.2."""
        said = error.args[1] if len(error.args) > 1 else None
        code = str(said.get("error", "")) if isinstance(said, dict) else ""
        login = self.account.login
        match code:
            case "invalid_grant":
                return self.end(f"Google no longer accepts the sign-in of {login}.", _TESTING)
            case "invalid_client" | "unauthorized_client" | "deleted_client" | "disabled_client":
                return self.end(
                    "Google doesn’t know the studio’s client any more.",
                    "Sign in again with a new client file, as docs/google.md tells.",
                )
            case "":
                if "eauthentication" in str(error.args[0] if error.args else ""):
                    return self.end(f"Google wants {login} to sign in afresh.")
                return CalendarOffline("Google’s sign-in gave an answer that can’t be understood.")
            case _:
                return self.end(f"Google refuses the sign-in of {login} ({code[:60]}).")


class Sessions:
    """All sign-ins of this computer; one for the whole program."""

    def __init__(self, find: Callable[[str], Account | None], secrets: SecretStore) -> None:
        """Nothing is opened yet.

        Args:
            find: Gives an account by its id.
            secrets: Holds a refresh token under the account's id, the client's secret beside it.
        """
        self._find, self._secrets = find, secrets
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def of(self, account_id: str) -> Session:
        """The sign-in of an account; one that ended is looked for afresh.

        Raises:
            NotSignedInHere: this computer has none, or its keyring is locked.
            CalendarUnavailable: the account is not known.
        """
        account = self._find(account_id)
        if account is None:
            raise CalendarUnavailable(
                "The Google account of this calendar was disconnected.", "Connect it again, or remove it."
            )
        return self.opened(account)

    def opened(self, account: Account) -> Session:
        """The same for an account that is at hand."""
        account_id = account.id
        with self._lock:
            session = self._open.get(account_id)
        if session is not None and not session.is_ended and session.account.details == account.details:
            session.account = account
            return session
        token = self._secrets.get(account_id)
        secret = self._secrets.get(client_entry(account_id))
        if not token or not secret:
            raise NotSignedInHere(
                f"{account.login} is not signed in to Google on this computer.",
                "Sign in here too, or leave it to the computer where it was connected.",
            )
        session = Session(account, token, secret)
        with self._lock:
            self._open[account_id] = session
        return session

    def known(self, account_id: str) -> Account | None:
        """The account as it is connected; None where there is none."""
        return self._find(account_id)

    def forget(self, account_id: str) -> None:
        """Look for the secret afresh at the next use."""
        with self._lock:
            self._open.pop(account_id, None)
