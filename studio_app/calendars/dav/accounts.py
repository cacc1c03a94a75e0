"""Signing in to CalDAV servers: finding one from what people type, and the calendars of their account there.

The steps are those of RFC 6764, 6: the address itself, the server's well-known address, the servers that the domain
names; then the user's principal (RFC 5397), the home of their calendars and the calendars in it (RFC 4791).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from caldav.discovery import discover_caldav
from caldav.elements import cdav, dav

from studio_app.calendars.dav.client import Dav, Resource, joined
from studio_app.calendars.dav.refusals import Refusals
from studio_app.calendars.model import CALDAV
from studio_app.calendars.retry import must_not_be_over
from studio_app.calendars.secrets import SecretStore
from studio_app.calendars.together import within
from studio_app.calendars.web import LeadsElsewhere, host_of, is_here, must_be_private
from studio_app.domain.account import Account, FoundCalendar, account_id
from studio_app.errors import BadInput, CalendarOffline, CalendarUnavailable, NotSignedInHere, SignInNeeded
from studio_app.patience import Patience

WELL_KNOWN = "/.well-known/caldav"
DNS_SECONDS = 5
LONGEST_NAME = 200


SCHEDULES = "calendar-auto-schedule"
"""A server that says so sends invitations by itself (RFC 6638, 2)."""

_READS = frozenset({"{DAV:}read", "{DAV:}all"})
_WRITES = frozenset({"{DAV:}write", "{DAV:}write-content", "{DAV:}bind", "{DAV:}all"})


class _Empty(CalendarUnavailable):
    """A server that is one, and has no calendars."""


class CalDavAccounts:
    """Signs in to CalDAV servers and out again; the CalDAV half of `actions.ports.Accounts`."""

    def __init__(self, secrets: SecretStore, refusals: Refusals | None = None) -> None:
        """`secrets` keeps the passwords; `refusals` are those of the program, which a sign-in ends."""
        self._secrets, self._refusals = secrets, refusals or Refusals()

    def sign_in(self, url: str, login: str, password: str, patience: Patience) -> Account:
        """Find a server's calendars and keep the password.

        Args:
            url: Of the server or of a calendar, a domain, or an e-mail address; "" where the login is one.
            login: Name of the user.
            password: Of the user, or one that was made for this program.
            patience: Ends the looking.

        Raises:
            BadInput: one of them is missing or can't be.
            SignInNeeded: the server doesn't accept them.
            CalendarUnavailable: no CalDAV server, or one that has no calendars.
        """
        login = login.strip()
        for name, value in (("login", login), ("password", password)):
            if not value:
                raise BadInput(name, "is missing")
            try:
                value.encode()
            except UnicodeEncodeError:
                # Outside of the error's own words, which hold what was typed.
                raise BadInput(name, "is no text that can be read") from None
        address = server_address(url or login)
        account = within(patience, lambda: _signed_in(address, login, password, patience))
        self._secrets.set(account.id, password)
        self._refusals.forget(account.id)
        return account

    def calendars(self, account: Account, patience: Patience) -> Account:
        """The account with its calendars as they are now."""
        password = self._secrets.get(account.id)
        if password is None:
            raise NotSignedInHere(f"Nobody signed in as {account.login} on this computer.", "Sign in here.")
        principal = account.details.get("principal") or account.server
        return within(patience, lambda: _looked_up(account, principal, password, patience))

    def sign_out(self, account: Account) -> None:
        """Forget the password."""
        self._secrets.delete(account.id)


def server_address(text: str) -> str:
    """The address to begin with, from what people type.

    Raises:
        BadInput: it is none, is not encrypted, or holds a password.
    """
    typed = text.strip()
    if "://" not in typed:
        typed = "https://" + (typed.rpartition("@")[2] if "/" not in typed else typed)
    try:
        parts = urlsplit(typed)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one:
        raise BadInput("server", "this is no address of a server")
    if parts.username or parts.password:
        raise BadInput("server", "name and password have fields of their own; leave them out of the address")
    try:
        must_be_private(typed)
    except CalendarUnavailable as error:
        raise BadInput(
            "server", "the password would be sent unencrypted; use an address with https"
        ) from error
    return joined(typed, parts.path or "/")


def _signed_in(address: str, login: str, password: str, patience: Patience) -> Account:
    """The account behind the first address that leads to one."""
    troubles: list[CalendarUnavailable] = []
    for candidate in _candidates(address, patience):
        try:
            account = _account(candidate, login)
            with Dav(candidate, account.id, login, password, patience) as server:
                principal = _principal(server, candidate)
            if principal:
                return _looked_up(_account(principal, login), principal, password, patience)
        except CalendarUnavailable as error:
            troubles.append(error)
            must_not_be_over(patience)
    for kind in (SignInNeeded, CalendarOffline, LeadsElsewhere, _Empty):
        for trouble in troubles:
            if isinstance(trouble, kind):
                raise trouble
    raise CalendarUnavailable(
        f"{host_of(address)} is no CalDAV server that can be found.",
        "Ask the provider for the address of its CalDAV server.",
    )


def _candidates(address: str, patience: Patience) -> Iterator[str]:
    """Where a server may be, most likely first."""
    yield address
    yield urljoin(address, WELL_KNOWN)
    if not is_here(address):
        found = discover_caldav(host_of(address), timeout=max(1, min(DNS_SECONDS, int(patience.left))))
        if found is not None and found.tls:
            yield joined(found.url, found.path or "/")
            yield urljoin(found.url, WELL_KNOWN)


def _account(url: str, login: str) -> Account:
    """An account at the server of an address, of which nothing else is known."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return Account(account_id(CALDAV, login, origin), CALDAV, login, origin)


def _principal(server: Dav, url: str) -> str:
    """Where the server keeps what it knows of the user; the address itself where that is a calendar; else ""."""
    for found in server.properties(url, [dav.CurrentUserPrincipal(), dav.ResourceType()]):
        principal = found.href(dav.CurrentUserPrincipal.tag)
        if principal:
            return principal
        if _is_calendar(found):
            return found.url
    return ""


def _looked_up(account: Account, principal: str, password: str, patience: Patience) -> Account:
    """The account with its calendars as they are now."""
    with Dav(principal, account.id, account.login, password, patience) as server:
        user = server.itself(principal, [cdav.CalendarHomeSet(), cdav.CalendarUserAddressSet()])
        homes = _hrefs(user, cdav.CalendarHomeSet.tag) or [principal]
        found = [calendar for home in homes for calendar in _calendars(server, home)]
        schedules = SCHEDULES in server.abilities(homes[0])
    if not found:
        raise _Empty(f"{account.login} has no calendar at {host_of(principal)}.", "Make one there first.")
    details = {"principal": principal, "address": _mail_address(user, account.login)}
    if schedules:
        details["schedules"] = "yes"
    return replace(account, details=details, calendars=tuple(_with_main(found)))


def _calendars(server: Dav, home: str) -> list[FoundCalendar]:
    wanted = [
        dav.DisplayName(),
        dav.ResourceType(),
        dav.CurrentUserPrivilegeSet(),
        cdav.SupportedCalendarComponentSet(),
    ]
    itself = server.properties(home, wanted)
    # A calendar's own address: what is in it are events, and there may be thousands.
    listed = itself if any(map(_is_calendar, itself)) else server.properties(home, wanted, depth=1)
    return [_found(resource) for resource in listed if _is_calendar(resource) and _holds_events(resource)]


def _found(resource: Resource) -> FoundCalendar:
    last = unquote(resource.url.rstrip("/").rpartition("/")[2])
    name = " ".join(resource.text(dav.DisplayName.tag).split()) or last
    granted = resource.properties.get(dav.CurrentUserPrivilegeSet.tag)
    # A server that says nothing of rights (RFC 3744 is optional) tells at the first write.
    rights = (
        {part.tag for part in granted.iter()} if granted is not None and len(granted) else _READS | _WRITES
    )
    return FoundCalendar(
        resource.url, name[:LONGEST_NAME], writable=bool(rights & _WRITES), titles=bool(rights & _READS)
    )


def _with_main(found: Sequence[FoundCalendar]) -> Iterator[FoundCalendar]:
    """The first one that can be written is the one to begin with."""
    main = next((calendar for calendar in found if calendar.writable), found[0])
    for calendar in found:
        yield replace(calendar, main=calendar is main)


def _is_calendar(resource: Resource) -> bool:
    kind = resource.properties.get(dav.ResourceType.tag)
    return kind is not None and kind.find(cdav.Calendar.tag) is not None


def _holds_events(resource: Resource) -> bool:
    kinds = resource.properties.get(cdav.SupportedCalendarComponentSet.tag)
    names = [kind.get("name", "").upper() for kind in kinds] if kinds is not None else []
    return not names or "VEVENT" in names


def _hrefs(resource: Resource, tag: str) -> list[str]:
    found = resource.properties.get(tag)
    links = found.iterfind(dav.Href.tag) if found is not None else ()
    return [joined(resource.url, link.text) for link in links if link.text]


def _mail_address(user: Resource, login: str) -> str:
    """The address that a server which sends invitations knows the user by; it sends none for another one."""
    found = user.properties.get(cdav.CalendarUserAddressSet.tag)
    links: list[Any] = list(found.iterfind(dav.Href.tag)) if found is not None else []
    links.sort(key=lambda link: link.get("preferred", "0") in ("0", ""))
    for link in links:
        kind, _, address = (link.text or "").strip().partition(":")
        if kind.lower() == "mailto" and address:
            return unquote(address)
    return login if "@" in login else ""
