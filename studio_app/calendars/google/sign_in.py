"""Signing in to Google in the user's own browser, as an installed app.

Authorization code with PKCE (S256) and a loopback redirect:
https://developers.google.com/identity/protocols/oauth2/native-app. The protocol is google-auth-oauthlib's; the waiting is
the program's own, as the library's has no end and no way to stop it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error
from requests import RequestException, Response

from studio_app.calendars.google.client_file import Client
from studio_app.calendars.google.loopback import Answer, Loopback
from studio_app.calendars.google.scopes import in_words
from studio_app.calendars.google.service import REQUEST_SECONDS
from studio_app.calendars.retry import seconds_asked
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import CalendarOffline, KnownError
from studio_app.patience import Patience

# Write whole requests to the log, with the client's secret and the tokens, where somebody asks for everything.
for _name in ("requests_oauthlib", "oauthlib", "urllib3"):
    logging.getLogger(_name).setLevel(logging.INFO)

_AGAIN = "Sign in again and allow it."
_REFUSALS = {
    "access_denied": ("The sign-in was declined at Google.", _AGAIN),
    "admin_policy_enforced": (
        "The Google Workspace of this account doesn’t allow the studio’s client.",
        "Ask whoever manages it to allow the client in the Workspace’s admin console.",
    ),
    "org_internal": (
        "The studio’s Google project is for accounts of its own organisation only.",
        "Sign in with such an account, or make the project external, as docs/google.md tells.",
    ),
    "disabled_client": (
        "Google has disabled the studio’s client.",
        "Make a new client file, as docs/google.md tells.",
    ),
}

_plain_http = threading.Lock()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a sign-in gave.

    Attributes:
        scopes: What was allowed.
        until: When the sign-in ends by itself, where Google says so: a project in testing has seven days. UTC.
    """

    refresh_token: str = field(repr=False)
    scopes: frozenset[str]
    until: datetime | None = None


def sign_in(
    client: Client,
    scopes: Collection[str],
    show: Callable[[str], None],
    patience: Patience,
    *,
    login: str = "",
    clock: Clock = system_clock,
) -> SignedIn:
    """Have somebody sign in; returns when they did.

    Args:
        client: The studio's own.
        scopes: All of them are needed.
        show: Gets the address to open. It may be opened more than once, until somebody has answered.
        patience: Ends the waiting.
        login: Who is expected; "" for anybody.
        clock: For when the sign-in ends.

    Raises:
        KnownError: declined, allowed in part, nobody came, or it was stopped; says what to do.
        CalendarOffline: Google can't be reached.
    """
    loopback = Loopback()
    try:
        flow = _flow(client, scopes, loopback.address)
        # Consent is asked for each time: only then Google gives a refresh token to somebody who signed in before.
        hint = {"login_hint": login, "prompt": "consent"} if login else {"prompt": "select_account consent"}
        with _plain_where_checked(client.auth_uri):
            address, state = flow.authorization_url(access_type="offline", **hint)
        show(address)
        answer = loopback.wait(state, patience)
    finally:
        loopback.close()
    if answer is None:
        raise stopped() if patience.is_cancelled else _nobody()
    if not answer.code:
        raise _declined(answer)
    return _checked(_tokens(flow, client, answer.code, patience), scopes, clock)


def _flow(client: Client, scopes: Collection[str], redirect: str) -> Any:
    installed = {
        "client_id": client.id,
        "client_secret": client.secret,
        "auth_uri": client.auth_uri,
        "token_uri": client.token_uri,
    }
    return Flow.from_client_config(
        {"installed": installed}, scopes=list(scopes), redirect_uri=redirect, autogenerate_code_verifier=True
    )


def _tokens(flow: Any, client: Client, code: str, patience: Patience) -> Mapping[str, Any]:
    """Exchange the code. It is good once, so that there is no second try."""
    flow.oauth2session.scope = None  # compared by `_checked`, in words; oauthlib would raise a warning
    flow.oauth2session.register_compliance_hook("access_token_response", _must_be_well)
    limit = max(1.0, min(REQUEST_SECONDS, patience.left))
    try:
        with _plain_where_checked(client.token_uri):
            found: Mapping[str, Any] = flow.fetch_token(code=code, include_client_id=True, timeout=limit)
            return found
    except KnownError:
        raise
    except OAuth2Error as error:
        failure: KnownError = KnownError(
            f"Google refused the sign-in ({str(error.error or 'without a reason')[:60]}).",
            "Sign in again; if it is refused again, make a new client file, as docs/google.md tells.",
        )
    except RequestException:
        failure = CalendarOffline("Google can’t be reached.", "Check the network, then sign in again.")
    except (ValueError, KeyError, TypeError):
        failure = CalendarOffline("Google’s answer can’t be understood.", "Sign in again.")
    finally:
        flow.oauth2session.close()
    # Outside of any except: the library's errors hold what was sent.
    raise failure


def _must_be_well(response: Response) -> Response:
    if response.status_code in (408, 429) or response.status_code >= 500:
        raise CalendarOffline(
            "Google’s sign-in has trouble at the moment.",
            "Sign in again in a while.",
            retry_after=seconds_asked(response.headers.get("retry-after")),
        )
    return response


@contextlib.contextmanager
def _plain_where_checked(uri: str) -> Iterator[None]:
    """Lets oauthlib use plain http, which the client file may name on this computer only."""
    if urlsplit(uri).scheme == "https":
        yield
        return
    name = "OAUTHLIB_INSECURE_TRANSPORT"
    with _plain_http:
        before = os.environ.get(name)
        os.environ[name] = "1"
        try:
            yield
        finally:
            if before is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = before


def _checked(tokens: Mapping[str, Any], scopes: Collection[str], clock: Clock) -> SignedIn:
    given = tokens.get("scope")
    # An answer without scopes allows all that was asked for: RFC 6749, 5.1.
    allowed = (
        frozenset(given if isinstance(given, list) else str(given).split()) if given else frozenset(scopes)
    )
    missing = frozenset(scopes) - allowed
    if missing:
        raise KnownError(
            f"Google was not allowed to: {in_words(missing)}.",
            "Sign in again and leave all boxes ticked.",
        )
    refresh_token = tokens.get("refresh_token")
    if not isinstance(refresh_token, str) or not refresh_token:
        raise KnownError(
            "Google gave a sign-in that doesn’t last.",
            "Remove Studio Desk at myaccount.google.com/permissions, then sign in again.",
        )
    return SignedIn(refresh_token, allowed, _until(tokens.get("refresh_token_expires_in"), clock))


def _until(seconds: object, clock: Clock) -> datetime | None:
    try:
        found = float(str(seconds))
        return clock() + timedelta(seconds=found) if found > 0 else None
    except (ValueError, OverflowError):
        return None


def stopped() -> KnownError:
    """Somebody ended it by hand."""
    return KnownError("The sign-in was stopped.", "Nothing was changed.")


def _nobody() -> KnownError:
    return KnownError("Nobody signed in in time.", "Sign in again when you are ready; nothing was changed.")


def _declined(answer: Answer) -> KnownError:
    sentence, advice = _REFUSALS.get(
        answer.error, (f"Google refused the sign-in ({answer.error[:60]}).", _AGAIN)
    )
    return KnownError(sentence, advice)
