"""What the grid shows of a snapshot: days, blocks, closed times and openings. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.answering import PartAnswer
from studio_app.desk.busy_times import busy_blocks
from studio_app.desk.people import Face, names_apart
from studio_app.desk.week.model import (
    Block,
    BlockKind,
    Cell,
    Day,
    GuestReply,
    Openings,
    Reply,
    Span,
    Week,
    WriteState,
)
from studio_app.desk.week.month_model import Chip, Month, MonthDay, month_dates
from studio_app.desk.wording import wording_of
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import street_of
from studio_app.domain.outside_event import Response
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import MINUTES_A_DAY, day_start, instant, local_date
from studio_app.domain.working_hours import WeekHours
from studio_app.engine.instants import days_between, local_day, moment_of


def short_address(address: str) -> str:
    """The street of an address, or all of it where it begins with a comma."""
    return street_of(address) or address


def block_id(appointment: Appointment, photographer: str) -> str:
    """The id of the block that an appointment has in a photographer's time."""
    return f"{appointment.id}/{photographer}"


def face_of(studio: Studio, key: str) -> Face:
    """How a photographer is drawn: in the colour that was chosen, else that of their place in the studio."""
    person = studio.photographer_by_id.get(key)
    if person is None:
        return Face(key, key)
    return Face(key, person.name, studio.photographer_places[key] if person.colour is None else person.colour)


def week_of(
    snapshot: Snapshot,
    first: date,
    last: date,
    now: datetime,
    older: Iterable[Appointment] = (),
) -> Week:
    """The columns from first to last with everything that stands in them.

    Args:
        snapshot: The studio.
        first: First studio-local date.
        last: Last one, included.
        now: For today, and for holds that are over.
        older: Appointments that the snapshot doesn't hold.
    """
    settings = snapshot.studio.settings
    zone = settings.timezone
    start, end = day_start(zone, first), day_start(zone, last + timedelta(days=1))
    today = local_date(zone, now)
    days = tuple(_day(settings, day, today) for day in days_between(first, last))
    known = snapshot.studio.appointments
    extra = (item for item in older if item.id not in known)
    appointments = (
        item for item in (*known.values(), *extra) if item.span.start < end and start < item.span.end
    )
    blocks = [block for item in appointments for block in appointment_blocks(snapshot, item, now)]
    blocks += busy_blocks(snapshot.studio, start, end)
    faces = [Face(person.id, person.name) for person in snapshot.studio.photographers]
    people = tuple(zip((face.id for face in faces), names_apart(faces), strict=True))
    return Week(days, zone, tuple(blocks), settings.slot_step_min, wording_of(settings.speech), people=people)


def appointment_blocks(snapshot: Snapshot, item: Appointment, now: datetime) -> Iterator[Block]:
    """One block for each of the crew of a live appointment."""
    if not item.blocks_at(now):
        return
    studio = snapshot.studio
    entry = snapshot.writes.get(item.id)
    state = WriteState(entry.state.value) if entry else WriteState.NONE
    order = snapshot.orders.get(item.order)
    address = item.address or (order.property.address if order else "") or item.id
    services = service_names(studio, item.services)
    replies = guest_replies(snapshot, item)
    for number, key in enumerate(item.crew):
        if key not in studio.photographer_by_id:
            continue
        face = face_of(studio, key)
        what = services if number == 0 else "2nd shooter"
        yield Block(
            id=block_id(item, key),
            start=item.span.start,
            end=item.span.end,
            title=short_address(address),
            subtitle=" \N{MIDDLE DOT} ".join(filter(None, (what, face.first_name))),
            color=face.color,
            kind=BlockKind.HOLD if item.state is State.HOLD else BlockKind.APPOINTMENT,
            state=state,
            until=item.hold_until,
            tip="\n".join(filter(None, (address, services, face.name, entry.problem if entry else ""))),
            replies=replies,
            version=item.version,
        )


_REPLIES = {
    Response.ACCEPTED: Reply.ACCEPTED,
    Response.DECLINED: Reply.DECLINED,
    Response.TENTATIVE: Reply.TENTATIVE,
}


def guest_replies(snapshot: Snapshot, item: Appointment) -> tuple[GuestReply, ...]:
    """What the guests of an appointment's event answered, its crew first; empty where the calendar tells nothing."""
    entry, answers = snapshot.writes.get(item.id), snapshot.answers.get(item.id)
    if entry is None or entry.wrote is None or not answers:
        return ()
    people = snapshot.studio.photographer_by_id
    crew = {people[key].email.casefold() for key in item.crew if key in people}
    guests = sorted(entry.wrote.guests, key=lambda guest: guest.email.casefold() not in crew)
    return tuple(
        GuestReply(
            guest.name or guest.email,
            _REPLIES.get(answers.get(guest.email.casefold(), Response.NEEDS_ACTION), Reply.NONE),
        )
        for guest in guests
    )


def service_names(studio: Studio, ids: Iterable[str]) -> str:
    """`Photos + Video`, as far as the services still exist."""
    known = studio.service_by_id
    return " + ".join(known[key].name for key in ids if key in known)


def _day(settings: Settings, day: date, today: date) -> Day:
    opened = settings.takes_bookings_on(day)
    return Day(day, "" if opened else "closed", day == today, tuple(_closed(settings, day, opened)))


def _closed(settings: Settings, day: date, opened: bool) -> Iterator[Span]:
    """Where nobody can be booked: the whole of a closed day; of an open one what is closed while other days are open."""
    zone = settings.timezone
    bounds = local_day(zone, day)
    if not opened:
        yield Span(moment_of(bounds.start), moment_of(bounds.end), "Closed")
        return
    week = settings.company_hours
    if week is None or not week.is_set:
        return
    reach, latest = usual_hours(week)
    noon = MINUTES_A_DAY // 2
    for low, high in (*week.on(day.weekday()), (latest, latest)):
        if low > reach:
            half = "" if reach < noon < low else " pm" if reach >= noon else " am"
            text = (
                f"Closed {wording_of(settings.speech).weekdays_long[day.weekday()]}{half}"
                if half
                else "Closed"
            )
            yield Span(instant(zone, day, reach), instant(zone, day, low), text)
        reach = max(reach, high)


def usual_hours(week: WeekHours) -> tuple[int, int]:
    """From the earliest start to the latest end of any day, in wall minutes."""
    spans = [span for day in week.days for span in day]
    return min(start for start, _ in spans), max(end for _, end in spans)


def openings_of(part: PartAnswer, settings: Settings, first: date, last: date, today: date) -> Openings:
    """Cells of the offered starts, and how many there are a day."""
    counts = Counter(local_date(settings.timezone, start) for start in part.shown)
    step = timedelta(minutes=settings.slot_step_min)
    cells = tuple(
        Cell(start, start + step, brief.people, f"{brief.people} free") for start, brief in part.shown.items()
    )
    return Openings(cells, slot_texts(counts, settings, first, last, today))


def slot_texts(
    counts: Mapping[date, int], settings: Settings, first: date, last: date, today: date
) -> Mapping[date, str]:
    """What the header says for each day: `8 slots`, `no slots`, `closed`; nothing for the past."""
    texts: dict[date, str] = {}
    for day in days_between(first, last):
        count = counts.get(day, 0)
        if not settings.takes_bookings_on(day):
            texts[day] = "closed"
        elif day >= today:
            texts[day] = f"{count} slot{'s' if count != 1 else ''}" if count else "no slots"
    return texts


def month_of(snapshot: Snapshot, of: date, now: datetime, texts: Mapping[date, str] | None) -> Month:
    """The month of a date: appointments as chips, and the openings of each day where something is asked for."""
    settings = snapshot.studio.settings
    zone, today = settings.timezone, local_date(settings.timezone, now)
    wording = wording_of(settings.speech)
    chips: dict[date, list[tuple[datetime, Chip]]] = {}
    for item in snapshot.studio.appointments.values():
        for block in islice(appointment_blocks(snapshot, item, now), 1):
            day = local_date(zone, block.start)
            words = f"{wording.time(block.start, zone)} {block.title}"
            chips.setdefault(day, []).append((block.start, Chip(words, block.color)))
    return Month(
        tuple(
            MonthDay(
                day,
                openings=None if texts is None else _slots(texts.get(day, "")),
                text=texts.get(day, "") if texts else "" if settings.takes_bookings_on(day) else "closed",
                chips=tuple(chip for _, chip in sorted(chips.get(day, ()), key=lambda entry: entry[0])),
                outside=day.month != of.month,
                is_today=day == today,
                is_closed=not settings.takes_bookings_on(day),
            )
            for day in month_dates(of)
        ),
        wording=wording,
    )


def _slots(text: str) -> int:
    """The number at the front of `8 slots`; none is 0."""
    front = text.split(" ", 1)[0]
    return int(front) if front.isdigit() else 0
