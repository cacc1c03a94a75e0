"""Accounts at calendar providers. What opens them lies in the system's keyring, never here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SOON = timedelta(days=1)
"""So long before a sign-in ends it is said."""


@dataclass(frozen=True, slots=True)
class FoundCalendar:
    """A calendar that an account can see.

    Attributes:
        address: What its connector reads: Google's calendar id, the URL of a CalDAV collection.
        writable: Events can be written to it.
        titles: It shares titles; else only when its owner is busy.
        main: The account's own first calendar.
    """

    address: str
    name: str
    writable: bool = False
    titles: bool = True
    main: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in at a provider.

    Attributes:
        kind: Name of the connector: `google` or `caldav`.
        login: How people know it: an e-mail address or a user name.
        server: URL of a CalDAV server; "" for Google.
        details: What the sign-in needs and is no secret, such as Google's `client_id`, `auth_uri` and `token_uri`.
        calendars: Those found at the last look.
    """

    id: str
    kind: str
    login: str
    server: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    calendars: tuple[FoundCalendar, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        """When the sign-in ends by itself, UTC, where the provider said so: at Google, of a project in testing."""
        try:
            found = datetime.fromisoformat(self.details["until"])
        except (KeyError, ValueError):
            return None
        return found if found.utcoffset() is not None else None

    def ends_soon(self, now: datetime) -> bool:
        """Whether somebody should sign in again before it ends."""
        ends_at = self.ends_at
        return ends_at is not None and now < ends_at <= now + SOON


def account_id(kind: str, login: str, server: str = "") -> str:
    """The id of an account, the same for the same sign-in: whoever signs in again, or at another desk, makes no second one.

    It is the name that the keyring shows for its secret.
    """
    return ":".join(part for part in (kind, login.strip().casefold(), server.strip().rstrip("/")) if part)
