"""OAuth 2.0 for installed apps, as Google's servers do it: consent, codes with PKCE, tokens, revocation."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import RLock
from urllib.parse import urlencode, urlsplit

from tests.support.google_server.discovery import document
from tests.support.google_server.refusal import JSON, Refusal

CLIENT_ID = "1234567890-studio.apps.example.com"
CLIENT_SECRET = "not-a-secret-1"
_OPEN_ID = {
    "openid",
    "https://www.googleapis.com/auth/userinfo.email",
    "https://www.googleapis.com/auth/userinfo.profile",
    "email",
    "profile",
}


class OAuthError(Exception):
    """An error of the token endpoint, such as `invalid_grant`."""

    def __init__(self, status: int, error: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.error = error
        self.description = description

    def body(self) -> bytes:
        """The answer's JSON."""
        return json.dumps({"error": self.error, "error_description": self.description}).encode()


@dataclass(frozen=True)
class Grant:
    """What somebody allowed a client.

    Attributes:
        refresh: The refresh token.
    """

    login: str
    scopes: frozenset[str]
    refresh: str
    alive: bool = True


@dataclass(frozen=True)
class Access:
    """An access token's meaning."""

    login: str
    scopes: frozenset[str]
    until: datetime
    refresh: str


@dataclass(frozen=True)
class _Code:
    login: str
    scopes: frozenset[str]
    redirect: str
    challenge: str
    offline: bool
    until: datetime


@dataclass
class SignIn:
    """Who allowed what; all of it can be taken back by a test.

    Attributes:
        client_id: Of the only client that is known.
        lifetime: Of access tokens.
    """

    clock: Callable[[], datetime]
    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    lifetime: timedelta = timedelta(seconds=3599)
    grants: dict[str, Grant] = field(default_factory=dict)
    _access: dict[str, Access] = field(default_factory=dict)
    _codes: dict[str, _Code] = field(default_factory=dict)
    _used: dict[str, str] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    # ---------------------------------------------------------------- what tests do

    def grant(self, login: str, *scopes: str) -> Grant:
        """Consent without a browser; short scopes such as `calendar.events` are made long."""
        with self._lock:
            full = frozenset(
                scope if ":" in scope else f"https://www.googleapis.com/auth/{scope}" for scope in scopes
            )
            made = Grant(login, full, "1//" + secrets.token_urlsafe(24))
            self.grants[made.refresh] = made
            return made

    def access_token(self, grant: Grant) -> str:
        """An access token for a grant."""
        with self._lock:
            token = "ya29." + secrets.token_urlsafe(24)
            self._access[token] = Access(
                grant.login, grant.scopes, self.clock() + self.lifetime, grant.refresh
            )
            return token

    def expire_access(self) -> None:
        """All access tokens end now; refresh tokens go on."""
        with self._lock:
            self._access.clear()

    def end(self, login: str = "") -> None:
        """Refresh and access tokens of a person (or of all) end: revoked, unused for too long, or the seven days
        of a client in testing are over. Google says the same of all of these."""
        with self._lock:
            for name, grant in self.grants.items():
                if login in ("", grant.login):
                    self.grants[name] = replace(grant, alive=False)
                    self._forget(name)

    def _forget(self, refresh: str) -> None:
        self._access = {token: access for token, access in self._access.items() if access.refresh != refresh}

    # ---------------------------------------------------------------- the API asks

    def who(self, header: str) -> Access:
        """Who sends an `Authorization` header."""
        with self._lock:
            found = self._access.get(header.removeprefix("Bearer "))
        if not header.startswith("Bearer ") or found is None or found.until <= self.clock():
            raise Refusal(
                401,
                "authError",
                "Invalid Credentials",
                location="Authorization",
                headers={
                    "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
                },
            )
        return found

    # ---------------------------------------------------------------- authorization endpoint

    def check_request(self, query: Mapping[str, str]) -> str:
        """Whether a browser may ask for consent so; the words of what is wrong, or ""."""
        known = set(document()["auth"]["oauth2"]["scopes"]) | _OPEN_ID
        redirect = urlsplit(query.get("redirect_uri", ""))
        wrong = {
            "The OAuth client was not found.": query.get("client_id") != self.client_id,
            "redirect_uri_mismatch": redirect.scheme != "http"
            or redirect.hostname not in ("127.0.0.1", "localhost", "::1"),
            "Only response_type=code is known.": query.get("response_type") != "code",
            "invalid_scope": not set(query.get("scope", "").split()) <= known or not query.get("scope"),
            "PKCE with S256 is needed.": query.get("code_challenge_method") != "S256"
            or len(query.get("code_challenge", "")) != 43,
            "A state is needed.": not query.get("state"),
        }
        return next((words for words, is_so in wrong.items() if is_so), "")

    def consent_page(self, query: Mapping[str, str], logins: list[str]) -> bytes:
        """The page where a person says yes or no: who they are, what they allow, and two buttons."""
        hint = query.get("login_hint", logins[0] if logins else "")
        options = "".join(
            f"<option{' selected' if login == hint else ''}>{html.escape(login)}</option>" for login in logins
        )
        boxes = "".join(
            f'<label><input type="checkbox" name="granted" value="{html.escape(scope)}" checked>{html.escape(scope)}</label><br>'
            for scope in query["scope"].split()
        )
        hidden = "".join(
            f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
            for name, value in query.items()
        )
        page = (
            "<!doctype html><title>Sign in</title><h1>Studio Desk wants to use your calendars</h1>"
            f'<form method="post" action="/o/oauth2/approval">{hidden}<select name="login">{options}</select><br>{boxes}'
            '<button id="deny" name="choice" value="deny">Deny</button>'
            '<button id="allow" name="choice" value="allow">Allow</button></form>'
        )
        return page.encode()

    def approve(self, form: Mapping[str, str], granted: list[str]) -> str:
        """Where the browser is sent after a button was pressed."""
        back = {"state": form["state"]}
        if form.get("choice") != "allow" or not granted:
            return form["redirect_uri"] + "?" + urlencode({"error": "access_denied"} | back)
        code = "4/" + secrets.token_urlsafe(24)
        with self._lock:
            self._codes[code] = _Code(
                form["login"],
                frozenset(granted) & frozenset(form["scope"].split()),
                form["redirect_uri"],
                form["code_challenge"],
                form.get("access_type") == "offline"
                and (self._is_new(form["login"]) or "consent" in form.get("prompt", "")),
                self.clock() + timedelta(minutes=10),
            )
        return (
            form["redirect_uri"] + "?" + urlencode(back | {"code": code, "scope": " ".join(sorted(granted))})
        )

    def _is_new(self, login: str) -> bool:
        """Google gives a refresh token at the first consent only, unless consent is asked for again."""
        return not any(grant.login == login and grant.alive for grant in self.grants.values())

    # ---------------------------------------------------------------- token endpoint

    def token(self, form: Mapping[str, str]) -> JSON:
        """A code or a refresh token for an access token."""
        if form.get("client_id") != self.client_id or form.get("client_secret") != self.client_secret:
            raise OAuthError(401, "invalid_client", "The OAuth client was not found.")
        with self._lock:
            if form.get("grant_type") == "authorization_code":
                return self._by_code(form)
            if form.get("grant_type") == "refresh_token":
                return self._by_refresh(form)
        raise OAuthError(400, "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type')}")

    def _by_code(self, form: Mapping[str, str]) -> JSON:
        name = form.get("code", "")
        code = self._codes.pop(name, None)
        if name in self._used:
            self.grants.pop(self._used[name], None)
            self._forget(self._used[name])
        if code is None or code.until <= self.clock():
            raise OAuthError(400, "invalid_grant", "Malformed auth code.")
        if code.redirect != form.get("redirect_uri"):
            raise OAuthError(400, "redirect_uri_mismatch", "Bad Request")
        if challenge_of(form.get("code_verifier", "")) != code.challenge:
            raise OAuthError(400, "invalid_grant", "Invalid code verifier.")
        grant = self.grant(code.login, *code.scopes)
        self._used[name] = grant.refresh
        more: JSON = {"refresh_token": grant.refresh} if code.offline else {}
        return self._answer(grant) | more

    def _by_refresh(self, form: Mapping[str, str]) -> JSON:
        grant = self.grants.get(form.get("refresh_token", ""))
        if grant is None or not grant.alive:
            raise OAuthError(400, "invalid_grant", "Token has been expired or revoked.")
        if not set(form.get("scope", "").split()) <= grant.scopes:
            raise OAuthError(400, "invalid_scope", "Some requested scopes were not granted.")
        return self._answer(grant)

    def _answer(self, grant: Grant) -> JSON:
        return {
            "access_token": self.access_token(grant),
            "expires_in": int(self.lifetime.total_seconds()),
            "scope": " ".join(sorted(grant.scopes)),
            "token_type": "Bearer",
        }

    def revoke(self, token: str) -> None:
        """Take back what a refresh or access token allows."""
        with self._lock:
            access = self._access.get(token)
            name = access.refresh if access else token
            grant = self.grants.get(name)
            if grant is None or not grant.alive:
                raise OAuthError(400, "invalid_token", "Token expired or revoked")
            self.grants[name] = replace(grant, alive=False)
            self._forget(name)


def challenge_of(verifier: str) -> str:
    """PKCE's S256 of RFC 7636; "" for a verifier that is too short or too long."""
    if not 43 <= len(verifier) <= 128:
        return ""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
