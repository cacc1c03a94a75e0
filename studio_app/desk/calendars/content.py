"""What the calendars' view shows of a snapshot: the primary calendar, the photographers, the accounts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendars import words
from studio_app.desk.calendars.change_content import change_rows
from studio_app.desk.calendars.found import account_cards, account_words, kind_words, suggestions
from studio_app.desk.calendars.known import Known
from studio_app.desk.calendars.model import (
    Act,
    CalendarsState,
    Chip,
    Health,
    Light,
    Offer,
    PersonRow,
    PrimaryCard,
)
from studio_app.desk.content import face_of
from studio_app.desk.tone import Tone
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.calendar_source import CalendarSource, Freshness, Trouble
from studio_app.domain.outbox import WriteState
from studio_app.domain.photographer import Photographer

DOT = " \N{MIDDLE DOT} "


def calendars_state(snapshot: Snapshot, known: Known, now: datetime) -> CalendarsState:
    """The whole view."""
    wording = wording_of(snapshot.studio.settings.speech)
    people = tuple(person_row(snapshot, person, known, now, wording) for person in in_order(snapshot))
    unknown = sum(not _is_known(snapshot, person, now) for person in snapshot.studio.photographers)
    if not people:
        subtitle = ""
    elif unknown:
        subtitle = f"{unknown} of {len(people)} unknown"
    else:
        subtitle = f"all {len(people)} known" if len(people) > 1 else ""
    return CalendarsState(
        subtitle=subtitle,
        primary=primary_card(snapshot, known, now, wording),
        people=people,
        accounts=account_cards(snapshot, now, wording),
        changes=change_rows(snapshot, known.refusals, wording),
        rules=snapshot.rules,
        has_people=bool(people),
        suggested=len(suggestions(snapshot)),
    )


def _is_known(snapshot: Snapshot, person: Photographer, now: datetime) -> bool:
    """Whether anybody can say when somebody is busy; a calendar that is too old says nothing."""
    sources = [source for source in snapshot.sources if source.photographer == person.id]
    if not sources:
        return person.calendar_known
    return all(source.is_known(now, snapshot.rules.limit) for source in sources)


def in_order(snapshot: Snapshot) -> tuple[Photographer, ...]:
    """The photographers in the order in which bookings are offered."""
    people = snapshot.studio.photographers
    if snapshot.studio.settings.priority_enabled:
        return tuple(sorted(people, key=lambda person: person.priority))
    return people


# ---------------------------------------------------------------- the primary calendar


def primary_card(snapshot: Snapshot, known: Known, now: datetime, wording: Wording) -> PrimaryCard:
    """The studio's own calendar with what is owed to it."""
    source = snapshot.primary
    if source is None:
        return PrimaryCard()
    states = Counter(entry.state for entry in snapshot.writes.values())
    zone = snapshot.studio.settings.timezone
    health = (
        words.READING
        if known.round.reads(source.id)
        else words.health_of(source, now, snapshot.rules.limit, zone, wording)
    )
    return PrimaryCard(
        title=source.name or snapshot.studio.settings.name,
        detail=DOT.join(filter(None, ("Primary calendar", *account_words(snapshot, source)))),
        health=health,
        error=source.problem,
        waiting=states[WriteState.WAITING],
        failed=states[WriteState.FAILED],
        changed=len(snapshot.differences),
        link=_link(source),
        offers=tuple(_primary_offers(source)),
    )


def _primary_offers(source: CalendarSource) -> Iterator[Offer]:
    yield Offer(Act.TEST, "Test the connection", source.id)
    yield Offer(Act.READ, "Read now")
    if source.trouble is Trouble.EMPTY:
        yield Offer(Act.ACCEPT_EMPTY, "Accept as empty", source.id)
    if source.account:
        yield Offer(Act.SIGN_IN, "Sign in again", source.account)
    if source.kind != "local":
        yield Offer(Act.MAKE_PRIMARY, "Write to a folder of this computer instead")


# ---------------------------------------------------------------- photographers


def person_row(
    snapshot: Snapshot, person: Photographer, known: Known, now: datetime, wording: Wording
) -> PersonRow:
    """One photographer with all calendars that count."""
    face = face_of(snapshot.studio, person.id)
    sources = tuple(source for source in snapshot.sources if source.photographer == person.id)
    if not sources:
        return PersonRow(
            face,
            _without(person),
            "Only working hours and bookings count" if person.calendar_known else "Booked with a reason only",
            link=Offer(Act.CONNECT, "Connect", person.id),
            offers=(Offer(Act.CONNECT, "Connect a calendar", person.id),),
        )
    limit, zone = snapshot.rules.limit, snapshot.studio.settings.timezone
    decides = words.worst(sources, now, limit)
    reading = any(known.round.reads(source.id) for source in sources)
    counts = [known.counts[source.id] for source in sources if source.id in known.counts]
    ignored: Counter[str] = Counter()
    for count in counts:
        ignored.update(count.ignored)
    return PersonRow(
        face,
        words.READING if reading else words.health_of(decides, now, limit, zone, wording),
        _accounts_of(snapshot, sources),
        tuple(_chip(snapshot, source, now, wording) for source in sources),
        words.said_counts(sum(count.events for count in counts), ignored) if counts else "",
        "" if reading else decides.problem,
        None if reading else _link(decides),
        tuple(_offers(snapshot, sources, person.id)),
    )


def _without(person: Photographer) -> Health:
    if person.calendar_known:
        return Health("no calendar", Tone.PLAIN, Light.NONE)
    return words.NO_CALENDAR


def _accounts_of(snapshot: Snapshot, sources: tuple[CalendarSource, ...]) -> str:
    said = list(dict.fromkeys(DOT.join(account_words(snapshot, source)) for source in sources))
    return said[0] if len(said) == 1 else f"{len(said)} accounts"


def _chip(snapshot: Snapshot, source: CalendarSource, now: datetime, wording: Wording) -> Chip:
    limit, zone = snapshot.rules.limit, snapshot.studio.settings.timezone
    health = words.health_of(source, now, limit, zone, wording)
    fine = source.freshness(now, limit) is Freshness.FRESH
    told = (
        DOT.join(account_words(snapshot, source)),
        source.shown_address,
        health.words,
        source.problem,
    )
    return Chip(calendar_name(source), Tone.PLAIN if fine else health.tone, "\n".join(filter(None, told)))


def calendar_name(source: CalendarSource) -> str:
    """What a calendar is called."""
    return source.name or kind_words(source.kind)


def _link(source: CalendarSource) -> Offer | None:
    """What helps at once."""
    if source.trouble is Trouble.SIGN_IN and source.account:
        return Offer(Act.SIGN_IN, "Sign in again", source.account)
    if source.trouble is Trouble.EMPTY:
        return Offer(Act.ACCEPT_EMPTY, "It is empty", source.id)
    if source.trouble is Trouble.FAILING:
        return Offer(Act.TEST, "Try again", source.id)
    return None


def _offers(snapshot: Snapshot, sources: tuple[CalendarSource, ...], person: str) -> Iterator[Offer]:
    for source in sources:
        group = calendar_name(source) if len(sources) > 1 else ""
        yield Offer(Act.READ, "Read now", source.id, group=group)
        yield Offer(Act.TEST, "Test the connection", source.id, group=group)
        if source.trouble is Trouble.EMPTY:
            yield Offer(Act.ACCEPT_EMPTY, "Accept as empty", source.id, group=group)
        if source.account:
            yield Offer(Act.SIGN_IN, "Sign in again", source.account, group=group)
        yield Offer(Act.DISCONNECT, "Disconnect", source.id, group=group)
    name = face_of(snapshot.studio, person).first_name
    yield Offer(
        Act.CONNECT, f"Connect another calendar of {name}", person, group="" if len(sources) == 1 else " "
    )
