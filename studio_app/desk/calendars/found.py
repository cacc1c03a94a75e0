"""Accounts, the calendars that they can see, and whose these are. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendars.model import AccountCard, Act, FoundLine, Health, Light, Offer
from studio_app.desk.calendars.words import KINDS, said_since
from studio_app.desk.content import face_of
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_source import CalendarSource, Trouble
from studio_app.engine.wording import listed

_MOST_NAMED = 2


def kind_words(kind: str) -> str:
    """A connector as people call it."""
    return KINDS.get(kind, kind)


def account_words(snapshot: Snapshot, source: CalendarSource) -> tuple[str, ...]:
    """Where a calendar comes from: its kind, and the login of its account."""
    account = next((item for item in snapshot.accounts if item.id == source.account), None)
    return (kind_words(source.kind), account.login) if account else (kind_words(source.kind),)


def account_cards(snapshot: Snapshot, now: datetime, wording: Wording = ENGLISH) -> tuple[AccountCard, ...]:
    """All accounts with their calendars."""
    return tuple(_card(snapshot, account, now, wording) for account in snapshot.accounts)


def _card(snapshot: Snapshot, account: Account, now: datetime, wording: Wording) -> AccountCard:
    host = urlsplit(account.server).hostname or "" if account.server else ""
    out = any(
        source.account == account.id and source.trouble is Trouble.SIGN_IN
        for source in (*snapshot.sources, *([snapshot.primary] if snapshot.primary else []))
    )
    sign_in = Offer(Act.SIGN_IN, "Sign in again", account.id)
    return AccountCard(
        account.id,
        account.login,
        " \N{MIDDLE DOT} ".join(filter(None, (kind_words(account.kind), host))),
        _health(snapshot, account, now, wording, out=out),
        sign_in if out or account.ends_soon(now) else None,
        tuple(_line(snapshot, account, calendar) for calendar in account.calendars),
        (
            Offer(Act.LOOK_AGAIN, "Look for calendars", account.id),
            sign_in,
            Offer(Act.SIGN_OUT, "Disconnect the account", account.id),
        ),
    )


def _health(snapshot: Snapshot, account: Account, now: datetime, wording: Wording, *, out: bool) -> Health:
    if out:
        return Health("sign-in needed", Tone.BAD, Light.CROSS)
    if account.ends_at is not None and account.ends_soon(now):
        when = said_since(account.ends_at, now, snapshot.studio.settings.timezone, wording)
        return Health(f"sign-in ends {when}", Tone.WARN, Light.HALF)
    return Health()


def _line(snapshot: Snapshot, account: Account, calendar: FoundCalendar) -> FoundLine:
    users = users_of(snapshot, account.id, calendar.address)
    faces = [face_of(snapshot.studio, source.photographer) for source in users]
    is_primary = _is_primary(snapshot, account.id, calendar.address)
    owner = [
        *(["primary calendar"] if is_primary else []),
        *([f"blocks {_whose(faces)} time"] if faces else []),
    ]
    note = "" if calendar.titles else "only busy times"
    return FoundLine(
        account.id,
        calendar.address,
        calendar.name or calendar.address,
        " \N{MIDDLE DOT} ".join(owner),
        tuple(faces),
        note,
        calendar.writable,
        tuple(_offers(snapshot, account.id, calendar, users, is_primary=is_primary)),
    )


def _whose(faces: Sequence[Face]) -> str:
    """Two are named; more are counted, for which there is room: their faces stand beside it."""
    if len(faces) > _MOST_NAMED:
        return f"{len(faces)} people\N{RIGHT SINGLE QUOTATION MARK}s"
    return listed([f"{face.first_name}\N{RIGHT SINGLE QUOTATION MARK}s" for face in faces])


def users_of(snapshot: Snapshot, account: str, address: str) -> list[CalendarSource]:
    """Those for whom a calendar is read; a team may share one."""
    return [item for item in snapshot.sources if (item.account, item.address) == (account, address)]


def leaving_words(snapshot: Snapshot, account: str) -> str:
    """What becomes of the desk without an account."""
    people = dict.fromkeys(item.photographer for item in snapshot.sources if item.account == account)
    forgotten = "The program forgets what opens it; to connect it again somebody must sign in."
    if not people:
        return forgotten
    faces = [face_of(snapshot.studio, person) for person in people]
    return f"What is in it no longer blocks {_whose(faces)} time. {forgotten}"


def _is_primary(snapshot: Snapshot, account: str, address: str) -> bool:
    primary = snapshot.primary
    return primary is not None and (primary.account, primary.address) == (account, address)


def _offers(
    snapshot: Snapshot,
    account: str,
    calendar: FoundCalendar,
    users: Sequence[CalendarSource],
    *,
    is_primary: bool,
) -> Iterator[Offer]:
    address, have = calendar.address, {source.photographer for source in users}
    others = [person for person in snapshot.studio.photographers if person.id not in have]
    if others:
        yield Offer(
            Act.ASSIGN,
            "Use for",
            more=tuple(Offer(Act.ASSIGN, person.name, person.id, account, address) for person in others),
        )
    if calendar.writable and not is_primary:
        yield Offer(Act.MAKE_PRIMARY, "Make it the primary calendar", "", account, address)
    if len(users) == 1:
        yield Offer(Act.DISCONNECT, "Stop using it", users[0].id)
    elif users:
        named = [(face_of(snapshot.studio, source.photographer).name, source.id) for source in users]
        yield Offer(
            Act.DISCONNECT,
            "Stop using it for",
            more=tuple(Offer(Act.DISCONNECT, name, key) for name, key in named),
        )


def suggestions(snapshot: Snapshot) -> tuple[tuple[str, str, str], ...]:
    """Calendars that nobody uses and whose address is a photographer's e-mail: account, address, photographer."""
    have = {source.photographer for source in snapshot.sources}
    emails = {
        person.email.casefold(): person.id
        for person in snapshot.studio.photographers
        if person.email and person.id not in have
    }
    return tuple(
        (account.id, calendar.address, emails[calendar.address.casefold()])
        for account in snapshot.accounts
        for calendar in account.calendars
        if calendar.address.casefold() in emails
        and not users_of(snapshot, account.id, calendar.address)
        and not _is_primary(snapshot, account.id, calendar.address)
    )
