"""What stands beside the table about one order. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from studio_app.actions.order_details import AppointmentDetails, OrderDetails
from studio_app.actions.order_words import ordered_words, standing_words
from studio_app.desk.content import face_of, service_names, short_address
from studio_app.desk.history.sentences import HistoryLine, history_line
from studio_app.desk.orders.columns import WRITE_TONES, day_words, standing_tone
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording, wording_of
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order_list import ListedOrder, Standing
from studio_app.domain.outbox import WriteState
from studio_app.domain.outside_event import Response
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.domain.wishes import DayPart, Wishes

HISTORY_LINES = 6
"""So many stand beside the order; the rest is in the history."""
DOT = " \N{MIDDLE DOT} "


@dataclass(frozen=True, slots=True)
class Fact:
    """A line with its name, such as `Size` and `2,400 sq ft`."""

    name: str
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One appointment of the order.

    Attributes:
        state: `booked`, `postponed: rain`, ...
        calendar: Where its event stands, in words; "" where nothing was ever owed.
        answers: What the guests answered; "" where the calendar told nothing.
        shows: It stands in the grid.
        retries, differs: What can be done about its event.
    """

    id: str
    when: str
    faces: tuple[Face, ...]
    services: str
    state: str
    tone: Tone
    calendar: str = ""
    calendar_tone: Tone = Tone.PLAIN
    answers: str = ""
    shows: bool = False
    retries: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True)
class DetailsState:
    """The order.

    Attributes:
        open: What still has no appointment, a line each.
        history: The newest entries; `more` where there are older ones.
    """

    id: str
    title: str
    town: str
    state: str
    tone: Tone
    agent: str
    brokerage: str
    phone: str
    email: str
    facts: tuple[Fact, ...]
    visits: tuple[VisitLine, ...]
    open: tuple[str, ...]
    history: tuple[HistoryLine, ...]
    more: bool
    today: date
    wording: Wording = ENGLISH


def details_state(found: OrderDetails, now: datetime) -> DetailsState:
    """The order as it is shown."""
    studio, order, agent = found.studio, found.order, found.agent
    zone, wording = studio.settings.timezone, wording_of(studio.settings.speech)
    items = tuple(row.appointment for row in found.appointments)
    writes = {row.appointment.id: row.write.state for row in found.appointments if row.write}
    listed = ListedOrder(order, agent, items, writes)
    street, _, town = order.property.address.partition(",")
    rows = found.history.rows
    return DetailsState(
        id=order.id,
        title=short_address(order.property.address),
        town=town.strip() if street.strip() else "",
        state=standing_words(listed, now),
        tone=standing_tone(listed.standing(now)),
        agent=agent.name or agent.email,
        brokerage=agent.brokerage,
        phone=agent.phone,
        email=agent.email if agent.name else "",
        facts=tuple(_facts(found, listed, now, wording)),
        visits=tuple(_visit(studio, row, now, wording) for row in found.appointments),
        open=tuple(
            f"{service_names(studio, visit.services)}{DOT}{wording.duration(visit.minutes)}"
            for visit in found.open
        ),
        history=tuple(history_line(row, zone, wording) for row in rows[:HISTORY_LINES]),
        more=len(rows) > HISTORY_LINES or found.history.more is not None,
        today=local_date(zone, now),
        wording=wording,
    )


# ---------------------------------------------------------------- facts


def _facts(found: OrderDetails, listed: ListedOrder, now: datetime, wording: Wording) -> Iterator[Fact]:
    studio, order = found.studio, found.order
    zone = studio.settings.timezone
    today = local_date(zone, now)
    what = ordered_words(studio, order)
    if what:
        yield Fact("Ordered", what)
    if order.property.square_feet is not None:
        yield Fact("Size", wording.area(order.property.square_feet))
    if order.due:
        late = order.due < today and listed.standing(now) < Standing.COMING
        words = day_words(order.due, today, wording)
        yield Fact("Due", f"{words}, is over" if late else words, Tone.BAD if late else Tone.PLAIN)
    wishes = wishes_words(studio, order.wishes, today, wording)
    if wishes:
        yield Fact("Wishes", wishes)
    if order.notes.strip():
        yield Fact("Notes", order.notes.strip())
    taken = day_words(local_date(zone, order.created_at), today, wording)
    yield Fact("Taken", f"{taken} {wording.time(order.created_at, zone)}")


def wishes_words(studio: Studio, wishes: Wishes, today: date, wording: Wording = ENGLISH) -> str:
    """`any morning, Mon or Tue, not before Thu 3 Dec, Maya`; "" where nothing is wished for."""
    people = [face_of(studio, key).first_name for key in wishes.photographers]
    days = [wording.weekdays[day] for day in sorted(wishes.weekdays)]
    parts = (
        "" if wishes.part is DayPart.ANY else f"any {wishes.part.value}",
        " or ".join(days),
        f"not before {day_words(wishes.not_before, today, wording)}" if wishes.not_before else "",
        " or ".join(people),
        " ".join(wishes.text.split()),
    )
    return ", ".join(filter(None, parts))


# ---------------------------------------------------------------- appointments


def _visit(studio: Studio, row: AppointmentDetails, now: datetime, wording: Wording) -> VisitLine:
    item, zone = row.appointment, studio.settings.timezone
    today, day = local_date(zone, now), local_date(zone, item.span.start)
    times = wording.times(item.span.start, item.span.end, zone)
    state, tone = _state(item, now, studio, wording)
    calendar, calendar_tone = _calendar(row)
    return VisitLine(
        id=item.id,
        when=f"{day_words(day, today, wording)}, {times}",
        faces=tuple(face_of(studio, key) for key in item.crew),
        services=service_names(studio, item.services),
        state=state,
        tone=tone,
        calendar=calendar,
        calendar_tone=calendar_tone,
        answers=_answers(studio, row),
        shows=item.blocks_at(now),
        retries=row.write is not None and row.write.state is WriteState.FAILED,
        differs=row.difference is not None,
    )


def _state(item: Appointment, now: datetime, studio: Studio, wording: Wording) -> tuple[str, Tone]:
    if item.state in (State.CANCELLED, State.POSTPONED):
        words = item.state.value
        tone = Tone.WARN if item.state is State.POSTPONED else Tone.PLAIN
        return f"{words}: {' '.join(item.reason.split())}" if item.reason else words, tone
    if item.state is State.HOLD:
        if item.hold_until and item.is_live_hold(now):
            return f"held until {_until(item.hold_until, now, studio, wording)}", Tone.WARN
        return "the hold is over", Tone.PLAIN
    if item.no_show:
        return "no-show", Tone.WARN
    return ("done", Tone.PLAIN) if item.span.end <= now else ("booked", Tone.GOOD)


def _until(moment: datetime, now: datetime, studio: Studio, wording: Wording) -> str:
    """`10:30` today, else `Wed 10:30`."""
    zone = studio.settings.timezone
    today = local_date(zone, now)
    same = local_date(zone, moment) == today
    return wording.time(moment, zone) if same else wording.moment(moment, zone, today)


def _calendar(row: AppointmentDetails) -> tuple[str, Tone]:
    """Where the event of an appointment stands."""
    write = row.write
    if write is None:
        return "", Tone.PLAIN
    state = WriteState.DIFFERS if row.difference else write.state
    tone = WRITE_TONES.get(state, Tone.PLAIN)
    wanted = row.appointment.state is State.CONFIRMED
    if state is WriteState.DIFFERS:
        return "Changed in the calendar: somebody has to decide", tone
    if state is WriteState.WRITTEN:
        return "Written to the calendar" if wanted else "Taken out of the calendar", tone
    if state is WriteState.FAILED:
        words = "Not written to the calendar" if wanted else "Still in the calendar"
    else:
        words = f"Waiting to be {'written to' if wanted else 'taken out of'} the calendar"
        tone = Tone.WARN if write.problem else tone
    return f"{words}. {write.problem}" if write.problem else words, tone


_ANSWERS = {
    Response.ACCEPTED: "comes",
    Response.DECLINED: "declined",
    Response.TENTATIVE: "may come",
}


def _answers(studio: Studio, row: AppointmentDetails) -> str:
    """What those who were invited answered, the crew first: `Maya comes, dana@kellerlane.example declined`."""
    crew = {
        studio.photographer_by_id[key].email.casefold(): face_of(studio, key).first_name
        for key in row.appointment.crew
        if key in studio.photographer_by_id
    }
    given = [(email, words) for email, answer in row.answers.items() if (words := _ANSWERS.get(answer))]
    given.sort(key=lambda pair: (pair[0] not in crew, pair[0]))
    return ", ".join(f"{crew.get(email, email)} {words}" for email, words in given)
