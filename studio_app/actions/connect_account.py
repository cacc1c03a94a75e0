"""Sign in at a provider of calendars, again too, and take a sign-in back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from studio_app.actions.assign_calendar import AssignCalendar, Assigned, assign_calendar
from studio_app.actions.calendar_leftovers import forget_leftovers
from studio_app.actions.choose_primary import ChoosePrimary, PrimaryChosen, account_of, choose_primary
from studio_app.actions.done import Done
from studio_app.actions.ports import Accounts, Store, Writing
from studio_app.actions.retry_write import retry_writes
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.engine.wording import counted
from studio_app.errors import BadInput, KnownError, NotFound
from studio_app.patience import Patience

_CHANGES = Changes(frozenset({Kind.CALENDARS}))


@dataclass(frozen=True, slots=True)
class Purpose:
    """What an account is connected for; with neither, its calendars are only found, to be given to people later.

    Attributes:
        photographer: Id of whose busy times it holds; "" for nobody's.
        is_primary: It holds the studio's primary calendar.
        calendar: Name or address of the calendar; "" takes the account's own first one.
    """

    photographer: str = ""
    is_primary: bool = False
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class ConnectGoogle:
    """The studio's own client, as Google gives it, and what for."""

    client_file: Path
    purpose: Purpose = Purpose()


@dataclass(frozen=True, slots=True)
class ConnectCaldav:
    """A CalDAV server, who signs in there, and what for. The password is kept by the keyring alone."""

    url: str
    login: str
    password: str = field(repr=False)
    purpose: Purpose = Purpose()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected(Done):
    """The account with its calendars, and the calendar that is used now; None where none was asked for."""

    account: Account
    source: CalendarSource | None = None


def connect_google(
    store: Store,
    now: datetime,
    actor: str,
    accounts: Accounts,
    command: ConnectGoogle,
    show: Callable[[str], None],
    patience: Patience,
) -> Connected:
    """Have somebody sign in at Google in a browser, and use the calendar that is meant.

    Args:
        store, now, actor: As for every action.
        accounts: Signs in.
        command: The client and the purpose.
        show: Gets the address to open; it may be called in any thread.
        patience: Ends the waiting.

    Raises:
        BadInput: the client file can't be used.
        NotFound: there is no such photographer or calendar.
        KnownError: nobody signed in, or the calendar can't be used so; the account stays connected then.
    """
    _check(store, now, command.purpose)
    # Whoever only has photographers' calendars to show is not asked to let the program write.
    write = command.purpose.is_primary or not command.purpose.photographer
    account = accounts.sign_in_google(command.client_file, None, show, patience, write=write)
    return _connected(store, now, actor, account, command.purpose)


def connect_caldav(
    store: Store, now: datetime, actor: str, accounts: Accounts, command: ConnectCaldav, patience: Patience
) -> Connected:
    """Sign in at a CalDAV server, the first time or again, and use the calendar that is meant.

    Raises:
        BadInput: the URL or the user can't be used.
        NotFound: there is no such photographer or calendar.
        CalendarUnavailable: the server can't be reached or refuses.
    """
    url, login = command.url.strip(), command.login.strip()
    if not url:
        raise BadInput("url", "is missing")
    if not login:
        raise BadInput("user", "is missing")
    _check(store, now, command.purpose)
    account = accounts.sign_in_caldav(url, login, command.password, patience)
    return _connected(store, now, actor, account, command.purpose)


def sign_in_again(
    store: Store,
    now: datetime,
    actor: str,
    accounts: Accounts,
    account_id: str,
    show: Callable[[str], None],
    patience: Patience,
) -> Connected:
    """Sign in at Google again; what waited in the outbox is tried at once. (At a CalDAV server: `connect_caldav`.)

    Raises:
        NotFound: the account is not connected any more.
        KnownError: nobody signed in, or somebody else did.
    """
    with store.reading() as reading:
        before = account_of(reading, account_id)
    after = accounts.sign_in_again(before, show, patience)
    if after.id != before.id:
        accounts.sign_out(after)
        raise KnownError(
            f"{after.login} signed in, not {before.login}.", f"Sign in as {before.login}, or connect both."
        )
    return _kept(store, now, actor, after, "signed in again")


def look_for_calendars(
    store: Store, now: datetime, actor: str, accounts: Accounts, account_id: str, patience: Patience
) -> Connected:
    """Look which calendars an account has now.

    Raises:
        NotFound: the account is not connected any more.
        CalendarUnavailable: it can't be reached.
    """
    with store.reading() as reading:
        before = account_of(reading, account_id)
    after = accounts.calendars(before, patience)
    with store.writing() as writing:
        account_of(writing, account_id)
        if after != before:
            writing.save_account(after)
    say = f"{after.login} has {counted(len(after.calendars), 'calendar')}."
    return Connected(changes=_CHANGES if after != before else Changes(), say=say, account=after)


def disconnect_account(store: Store, now: datetime, actor: str, accounts: Accounts, account_id: str) -> Done:
    """Forget an account with its calendars and what was read from them, and sign it out at its provider.

    Raises:
        NotFound: it is not connected any more.
        KnownError: the primary calendar is in it.
    """
    with store.writing() as writing:
        account = account_of(writing, account_id)
        if writing.primary().account == account_id:
            raise KnownError(
                f"The primary calendar belongs to {account.login}.", "Choose another primary calendar first."
            )
        of_account = [source for source in writing.sources() if source.account == account_id]
        left = forget_leftovers(writing, account_id)
        writing.remove_account(account_id)
        writing.record(
            HistoryEntry(now, actor, "disconnected an account", before=_recorded(account, of_account))
        )
    warnings = []
    if left:
        stay = "stays" if left == 1 else "stay"
        warnings.append(f"{counted(left, 'event')} of the studio {stay} in a calendar of it.")
    try:
        accounts.sign_out(account)
    except KnownError as error:
        warnings.append(f"What opens it may still be in the keyring. {error}")
    return Done(
        changes=Changes(frozenset({Kind.CALENDARS, Kind.EVENTS})),
        say=f"Disconnected {account.login}.",
        warnings=tuple(warnings),
    )


def _check(store: Store, now: datetime, purpose: Purpose) -> None:
    """Refuse before anybody signs in for nothing."""
    with store.reading() as reading:
        known = reading.studio(now).photographer_by_id
    if purpose.photographer and purpose.photographer not in known:
        raise NotFound(f'There is no photographer "{purpose.photographer}".')


def _connected(store: Store, now: datetime, actor: str, account: Account, purpose: Purpose) -> Connected:
    """Keep an account, and use the calendar that is meant."""
    kept = _kept(store, now, actor, account, "connected an account")
    if not purpose.photographer and not purpose.is_primary:
        return kept
    try:
        done = _used(store, now, actor, account, purpose)
    except KnownError as error:
        error.advice = f"{error.advice} {account.login} stays connected.".lstrip()
        raise
    return replace(
        kept,
        changes=kept.changes.joined(done.changes),
        say=f"{kept.say} {done.say}",
        warnings=(*kept.warnings, *done.warnings),
        source=done.source,
    )


def _used(
    store: Store, now: datetime, actor: str, account: Account, purpose: Purpose
) -> PrimaryChosen | Assigned:
    """Use the calendar that is meant. Raises KnownError."""
    calendar = _meant(account, purpose)
    if purpose.is_primary:
        return choose_primary(store, now, actor, ChoosePrimary(account.id, calendar.address))
    return assign_calendar(
        store, now, actor, AssignCalendar(account.id, calendar.address, purpose.photographer)
    )


def _kept(store: Store, now: datetime, actor: str, account: Account, did: str) -> Connected:
    """Keep an account that somebody signed in to: its calendars can be read and written again."""
    with store.writing() as writing:
        known = any(other.id == account.id for other in writing.accounts())
        writing.save_account(account)
        _clear_sign_in(writing, account.id)
        writing.record(HistoryEntry(now, actor, did, after=_recorded(account, ())))
    retried = retry_writes(store, now)
    say = f"Signed in again as {account.login}." if known else f"Connected {account.login}."
    return Connected(changes=_CHANGES.joined(retried.changes), say=say, account=account)


def _clear_sign_in(writing: Writing, account_id: str) -> None:
    """Nobody need sign in any more; how old the readings are says the rest."""
    primary = writing.primary()
    if primary.account == account_id and primary.trouble is Trouble.SIGN_IN:
        writing.save_primary(_cleared(primary))
    for source in writing.sources():
        if source.account == account_id and source.trouble is Trouble.SIGN_IN:
            writing.save_source(_cleared(source))


def _cleared(source: CalendarSource) -> CalendarSource:
    return replace(source, trouble=Trouble.NONE, problem="", failing_since=None)


def _meant(account: Account, purpose: Purpose) -> FoundCalendar:
    """The calendar of an account that is to be used. Raises NotFound."""
    if purpose.calendar:
        named = purpose.calendar.strip().casefold()
        found = [
            each for each in account.calendars if named in (each.name.casefold(), each.address.casefold())
        ]
    else:
        own_first = sorted(account.calendars, key=lambda each: not each.main)
        found = [each for each in own_first if each.writable or not purpose.is_primary]
    if not found:
        names = ", ".join(each.name for each in account.calendars)
        raise NotFound(
            f"{account.login} has no calendar that can be used so.",
            f"It has: {names}." if names else "Make one there first.",
        )
    return found[0]


def _recorded(account: Account, sources: list[CalendarSource] | tuple[()]) -> dict[str, object]:
    found: dict[str, object] = {"kind": account.kind, "login": account.login}
    if account.server:
        found["server"] = account.server
    if sources:
        found["calendars"] = [source.name or source.address for source in sources]
    return found
