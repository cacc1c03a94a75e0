"""What the sheet of a day says, in words; and the same as plain text. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from studio_app.actions.day_sheet import DaySheet, PersonDay, Stop, StopKind
from studio_app.desk.wording import ENGLISH, Wording

DOT = " \N{MIDDLE DOT} "


class Style(StrEnum):
    """Whose paper it is: what the office hangs up, or what a photographer takes along."""

    STUDIO = "studio"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class StopWords:
    """One stop.

    Attributes:
        times: `9:00 – 11:00`.
        title, town: The street, and the rest of the address.
        tag: `held until 10:30`, or where the event stands; "" without.
        services: `Photos + Video, with Leo Brandt`.
        client: Name and brokerage; "" without.
        contact: Phone and e-mail.
        size: `2,400 sq ft`.
        notes: As they were typed, with their lines.
        drive: `22 min drive`, to get there; "" where it isn't known.
        quiet: It is none of the studio's.
    """

    times: str
    length: str
    title: str
    town: str = ""
    tag: str = ""
    services: str = ""
    client: str = ""
    contact: tuple[str, ...] = ()
    size: str = ""
    notes: str = ""
    drive: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class PersonWords:
    """One photographer's day; `color` is their place in the palette."""

    name: str
    color: int
    note: str
    stops: tuple[StopWords, ...]
    home: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """A whole sheet."""

    studio: str
    day: str
    people: tuple[PersonWords, ...]
    free: str = ""


def sheet_words(sheet: DaySheet, colors: dict[str, int], wording: Wording = ENGLISH) -> SheetWords:
    """The sheet in words; `colors` are photographers' places in the palette by id."""
    return SheetWords(
        sheet.studio,
        wording.day_title(sheet.day),
        tuple(
            _person(sheet, person, colors.get(person.photographer.id, 0), wording) for person in sheet.people
        ),
        f"Nothing booked for {', '.join(sheet.free)}." if sheet.free and sheet.people else "",
    )


def agenda(words: SheetWords) -> str:
    """The sheet as plain text, for a message or a mail."""
    return "\n".join(_agenda(words)).rstrip() + "\n"


# ---------------------------------------------------------------- words


def _person(sheet: DaySheet, person: PersonDay, color: int, wording: Wording) -> PersonWords:
    count = len(person.visits)
    # The way to the first place begins at home.
    first = next((stop for stop in person.stops if stop.place), None) if person.photographer.home else None
    parts = (
        f"{count} shoot{'' if count == 1 else 's'}",
        f"{wording.duration(person.on_site)} on site" if count else "",
        f"{wording.duration(person.driving)} driving" if person.driving else "",
    )
    return PersonWords(
        person.photographer.name,
        color,
        DOT.join(filter(None, parts)) if count else "nothing booked",
        tuple(_stop(sheet, stop, wording, stop is first) for stop in person.stops),
        f"{person.way_home} min drive home" if person.way_home is not None else "",
    )


def _stop(sheet: DaySheet, stop: Stop, wording: Wording, from_home: bool) -> StopWords:
    zone = sheet.zone
    times = wording.times(stop.span.start, stop.span.end, zone)
    home = " from home" if from_home else ""
    drive = f"{stop.drive} min drive{home}" if stop.drive is not None else ""
    length = wording.duration(stop.span.minutes)
    if stop.kind is StopKind.BUSY:
        where = f"on {stop.calendar}" if stop.calendar else "in their calendar"
        title = " ".join(stop.title.split()) or "Busy"
        return StopWords(times, length, title, tag=where, drive=drive, quiet=True)
    street, _, town = stop.title.partition(",")
    order, agent = stop.order, stop.agent
    services = " + ".join(stop.services)
    others = f"with {' and '.join(stop.others)}" if stop.others else ""
    held = f"held until {wording.moment(stop.hold_until, zone, sheet.day)}" if stop.hold_until else ""
    size = order.property.square_feet if order else None
    return StopWords(
        times,
        length,
        street.strip() or stop.title.strip() or "Address unknown",
        town.strip() if street.strip() else "",
        held,
        ", ".join(filter(None, (services, others))),
        ", ".join(filter(None, (agent.name, agent.brokerage))) if agent else "",
        tuple(filter(None, (agent.phone, agent.email))) if agent else (),
        wording.area(size) if size is not None else "",
        order.notes.strip() if order else "",
        drive,
    )


# ---------------------------------------------------------------- plain text


def _agenda(words: SheetWords) -> Iterator[str]:
    if len(words.people) != 1:
        yield f"{words.studio}, {words.day}"
        yield ""
    if not words.people:
        yield "Nothing is booked."
    for person in words.people:
        yield f"{person.name}, {words.day}" if len(words.people) == 1 else person.name
        yield person.note
        yield ""
        for stop in person.stops:
            yield from _agenda_stop(stop)
        if person.home:
            yield f"({person.home})"
            yield ""
    if words.free:
        yield words.free


def _agenda_stop(stop: StopWords) -> Iterator[str]:
    if stop.drive:
        yield f"({stop.drive})"
    yield f"{stop.times}  {', '.join(filter(None, (stop.title, stop.town)))}"
    lines = (stop.tag, stop.services, ", ".join(filter(None, (stop.client, *stop.contact))), stop.size)
    for line in (*filter(None, lines), *stop.notes.splitlines()):
        yield f"    {' '.join(line.split())}" if line.strip() else ""
    yield ""
