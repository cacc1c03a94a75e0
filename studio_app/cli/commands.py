"""The commands that work on the stored studio."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from studio_app import exchange
from studio_app.actions.agents import Caller
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.done import Done, Refused
from studio_app.actions.export_studio import export_studio
from studio_app.actions.find_place import known_places
from studio_app.actions.identity import new_id
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.list_appointments import list_appointments
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.cli import values
from studio_app.cli.output import print_error
from studio_app.cli.session import Session, open_session
from studio_app.cli.slots import in_file
from studio_app.domain.appointment import Appointment
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.engine.visits import visits_of
from studio_app.errors import BadInput, KnownError, NotFound

Result = tuple[int, Any]

DONE, REFUSED = 0, 3

_OPTION_OF = {
    "start": "--start",
    "crew": "--crew",
    "address": "--address",
    "agent": "--agent",
    "agent.email": "--agent",
    "agent.name": "--agent-name",
    "hold": "--hold",
    "overrule": "--overrule",
    "notes": "--notes",
    "from": "--from",
    "to": "--to",
}


def import_file(arguments: argparse.Namespace) -> Result:
    """`import STUDIO.json`"""
    data = exchange.load_json(Path(arguments.studio))
    try:
        studio = exchange.read_studio(data)
    except BadInput as error:
        raise in_file(arguments.studio, error) from None
    with open_session(arguments) as session:
        done = import_studio(
            session.store, session.now, session.actor, ImportStudio(studio, Path(arguments.studio).name)
        )
        session.write_outbox()
        return DONE, {
            "imported": values.counted(studio),
            "say": done.say,
            "warnings": list(done.warnings),
        }


def export(arguments: argparse.Namespace) -> Result:
    """`export`"""
    with open_session(arguments) as session:
        return DONE, export_studio(session.store)


def list_days(arguments: argparse.Namespace) -> Result:
    """`list --from DATE --to DATE`"""
    first, last = _day(arguments.first, "--from"), _day(arguments.last, "--to")
    with open_session(arguments) as session:
        try:
            studio, found = list_appointments(session.store, session.now, first, last)
        except BadInput as error:
            raise _named(error) from None
        return DONE, {"appointments": [values.listed(item, studio.settings.timezone) for item in found]}


def book(arguments: argparse.Namespace) -> Result:
    """`book REQUEST.json --start TIME --agent EMAIL --address TEXT ...`"""
    data = exchange.load_json(Path(arguments.request))
    with open_session(arguments) as session:
        with session.store.reading() as reading:
            studio = reading.studio(session.now)
        command = _order(arguments, data, studio, session)
        try:
            done = book_order(session.store, session.now, session.actor, command, session.busy)
        except Refused as refused:
            return _refused(studio, refused)
        except BadInput as error:
            raise _named(error, arguments.request) from None
        return DONE, {
            "order": done.order.id,
            "agent": values.agent(done.agent),
            **_written(session, studio, done, done.appointments),
        }


def move(arguments: argparse.Namespace) -> Result:
    """`move ID --start TIME [--crew ana,ben] [--overrule REASON]`"""
    command = MoveAppointment(
        arguments.appointment,
        exchange.read_time(arguments.start, "--start"),
        _crew(arguments.crew) if arguments.crew is not None else None,
        _reason(arguments.overrule),
        at_once=True,
    )
    with open_session(arguments) as session:
        studio = _studio_with(session, command.appointment)
        try:
            done = move_appointment(session.store, session.now, session.actor, command, session.busy)
        except Refused as refused:
            return _refused(studio, refused)
        except BadInput as error:
            raise _named(error) from None
        before = values.appointment(done.before, studio.settings.timezone)
        return DONE, {**_written(session, studio, done, [done.appointment]), "before": before}


def cancel(arguments: argparse.Namespace) -> Result:
    """`cancel ID [--why REASON]`"""
    with open_session(arguments) as session:
        studio = _studio_with(session, arguments.appointment)
        command = CancelAppointment(arguments.appointment, arguments.why, at_once=True)
        done = cancel_appointment(session.store, session.now, session.actor, command)
        return DONE, _written(session, studio, done, [done.appointment])


# ---------------------------------------------------------------- from arguments


def _studio_with(session: Session, appointment: str) -> Studio:
    """The studio, which has an appointment with that id.

    Raises:
        BadInput: it has none.
    """
    with session.store.reading() as reading:
        studio = reading.studio(session.now)
        with suppress(NotFound):
            reading.appointment(appointment)
            return studio
        parts = [item.id for item in reading.appointments_of(appointment)] if appointment else []
    if parts:
        raise BadInput("ID", f"that is an order; its appointments are {', '.join(parts)}")
    raise BadInput("ID", f'there is no appointment "{appointment}"')


def _order(arguments: argparse.Namespace, data: object, studio: Studio, session: Session) -> BookOrder:
    try:
        request = exchange.read_wish(data, studio, session.now)
        if request.moving is not None:
            raise BadInput("moving", "is of no use here; an appointment is moved by the command move")
        parts = [visit.part.value for visit in visits_of(studio, request)]
    except BadInput as error:
        raise in_file(arguments.request, error) from None
    return BookOrder(
        id=new_id(),
        caller=Caller(email=arguments.agent.strip(), name=arguments.agent_name),
        address=arguments.address,
        services=request.services,
        packages=request.packages,
        slots=_slots(arguments, parts),
        square_feet=request.square_feet,
        place=request.place or _place(session, arguments.address),
        photographers=request.photographers,
        hold_minutes=arguments.hold,
        overrule=_reason(arguments.overrule),
        notes=arguments.notes,
        at_once=True,
    )


def _slots(arguments: argparse.Namespace, parts: list[str]) -> tuple[Slot, ...]:
    starts = [exchange.read_time(text, "--start") for text in arguments.start]
    if len(starts) != len(parts):
        if len(parts) == 1:
            raise BadInput("--start", "the order is one appointment: give --start once")
        number = len(parts)
        raise BadInput(
            "--start",
            f"the order has {number} appointments ({', '.join(parts)}): give --start {number} times in this order",
        )
    crews: list[tuple[str, ...] | None] = [_crew(text) for text in arguments.crew]
    if len(crews) not in (0, 1, len(parts)):
        raise BadInput("--crew", f"give it once, or {len(parts)} times, once for each --start")
    named = crews or [None]
    if len(named) == 1:
        named = named * len(parts)
    return tuple(Slot(start, crew) for start, crew in zip(starts, named, strict=True))


def _crew(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _reason(text: str | None) -> str:
    if text is not None and not text.strip():
        raise BadInput("--overrule", "needs a reason, which is kept")
    return text or ""


def _place(session: Session, address: str) -> Place | None:
    """Where the address is known to be, as at the desk; nobody is asked over the network."""
    from studio_app.places.postcodes import PostcodeGeocoder  # late: its data is large

    with session.store.reading() as reading:
        return known_places(reading, PostcodeGeocoder(), address).place_of(address)


def _day(text: str, option: str) -> date:
    return exchange.read_day(text, option)


def _named(error: BadInput, file: str = "") -> KnownError:
    """The error in the words of the command line: the option's name, or the file before the path."""
    option = _OPTION_OF.get(error.path)
    if option:
        return BadInput(option, error.problem)
    return in_file(file, error) if file else error


# ---------------------------------------------------------------- to values


def _refused(studio: Studio, refused: Refused) -> Result:
    print_error(str(refused))
    return REFUSED, values.refusal(refused, studio.settings.timezone)


def _written(
    session: Session, studio: Studio, done: Done, appointments: Iterable[Appointment]
) -> dict[str, Any]:
    """What was done, once what it owes to the calendar was tried."""
    session.write_outbox()
    items = list(appointments)
    entries = session.writes_of(item.id for item in items)
    zone = studio.settings.timezone
    return {
        "appointments": [values.appointment(item, zone, entries.get(item.id)) for item in items],
        "say": done.say,
        "warnings": list(done.warnings),
        **values.written(entries.values()),
    }
