"""The waiting list as cards. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio_app.actions.waiting import Waiting, WaitingItem
from studio_app.desk.board.hand import Piece, Source
from studio_app.desk.board.model import Card, Offer
from studio_app.desk.content import face_of, service_names, short_address
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.appointment import State
from studio_app.domain.studio import Studio
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.engine.placing import Held
from studio_app.engine.suggesting import Suggestion

DOT = " \N{MIDDLE DOT} "


def cards_of(
    found: Waiting,
    offers: Mapping[str, tuple[Suggestion, ...]],
    news: Iterable[str],
    today: date,
) -> tuple[Card, ...]:
    """The waiting list, in its order; what can't be done any more, as its services are gone, is left out.

    Args:
        found: The list.
        offers: The best openings of each, as far as they are known.
        news: Keys of those whom a freed time suits.
        today: The studio-local date.
    """
    fresh, wording = set(news), wording_of(found.studio.settings.speech)
    return tuple(
        _card(found.studio, item, offers.get(item.key, ()), item.key in fresh, today, wording)
        for item in found.items
        if item.visit is not None
    )


def _card(
    studio: Studio,
    item: WaitingItem,
    offers: tuple[Suggestion, ...],
    fresh: bool,
    today: date,
    wording: Wording,
) -> Card:
    assert item.visit is not None
    zone = studio.settings.timezone
    length = wording.duration(item.visit.minutes).removesuffix(" 00")
    two = "two photographers" if item.visit.crew_size == 2 else ""
    services = service_names(studio, item.visit.services)
    agent = item.agent.name if item.agent else ""
    wishes = tuple(_wishes(studio, item, zone, wording))
    return Card(
        id=item.key,
        title=short_address(item.address) or "Without an address",
        subtitle=DOT.join(filter(None, (services, length, two))),
        minutes=item.visit.minutes,
        wishes=wishes,
        offers=tuple(_offer(studio, one, today, zone, wording) for one in offers),
        version=version_of(item),
        tip="\n".join(filter(None, (item.address, agent, *wishes, item.order.notes if item.order else ""))),
        news="a time is free" if fresh else "",
    )


def version_of(item: WaitingItem) -> int:
    """The version of what waits."""
    if item.appointment is not None:
        return item.appointment.version
    return item.order.version if item.order else 0


def piece_of_item(item: WaitingItem) -> Piece:
    """What waits as something that can be held."""
    minutes = item.visit.minutes if item.visit else 0
    return Piece(item.key, "", None, minutes, Source.TRAY, version_of(item))


def held_of_item(item: WaitingItem, days: Sequence[date], now: datetime) -> Held:
    """What waits as something that the engine places; its old crew, if it had one, goes again where it can."""
    assert item.visit is not None
    crew = item.appointment.crew if item.appointment else ()
    request = replace(item.request, now=now, first_day=days[0], last_day=days[-1])
    return Held(request, item.visit, crew=crew, name=item.address)


def _offer(studio: Studio, one: Suggestion, today: date, zone: ZoneInfo, wording: Wording) -> Offer:
    who = " + ".join(face_of(studio, key).first_name for key in one.crew)
    return Offer(one.start, one.crew, f"{wording.moment(one.start, zone, today)} {who}")


def _wishes(studio: Studio, item: WaitingItem, zone: ZoneInfo, wording: Wording) -> Iterator[str]:
    """Why it waits, then what is wished for."""
    before = item.appointment
    if before is not None:
        ended = "Hold ended" if before.state is State.HOLD else "Postponed"
        yield DOT.join(filter(None, (ended, before.reason)))
        local = before.span.start.astimezone(zone)
        yield f"was {wording.dated(local.date())} {wording.time(before.span.start, zone)}"
    yield from _wished(studio, item.wishes, wording)
    if item.due is not None:
        yield f"by {wording.dated(item.due)}"


def _wished(studio: Studio, wishes: Wishes, wording: Wording) -> Iterator[str]:
    days = ", ".join(wording.weekdays[day] for day in sorted(wishes.weekdays))
    part = {DayPart.MORNING: "morning", DayPart.AFTERNOON: "afternoon"}.get(wishes.part, "")
    if days or part:
        yield f"{days} {part}".strip() if days else f"Any {part}"
    if wishes.photographers:
        yield f"Wants {' or '.join(face_of(studio, key).first_name for key in wishes.photographers)}"
    if wishes.not_before is not None:
        yield f"from {wording.dated(wishes.not_before)}"
    if wishes.text:
        yield wishes.text
