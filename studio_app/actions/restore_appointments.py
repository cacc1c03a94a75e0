"""Put appointments back to what they were: the undo of booking, moving, cancelling and the like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from studio_app import engine
from studio_app.actions.calendar_writes import owe
from studio_app.actions.confirming import Wish, move_request
from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.actions.visits import visit_of
from studio_app.actions.wording import recorded, where_and_when
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.wording import moment
from studio_app.errors import StaleVersion


@dataclass(frozen=True, slots=True)
class Restore:
    """One appointment as it is to be again; only where nobody changed it since it had this version."""

    appointment: Appointment
    version: int


@dataclass(frozen=True, slots=True)
class RestoreAppointments:
    """The undo of an action on appointments; see `done.Undo`."""

    name: str
    items: tuple[Restore, ...]

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put all of them back, or none.

        The rules are not asked again, as staff had their reasons the first time; what fails now is told. Only the
        program's own appointments stand in the way.

        Raises:
            StaleVersion: somebody changed one of them since.
            DoubleBooking: the time was given to another appointment.
        """
        with store.writing() as writing:
            before = [self._current(writing, item) for item in self.items]
            studio = writing.studio(now, also=[item.id for item in before])
            after = [
                _restore(writing, old, item.appointment, now, actor, self.name)
                for old, item in zip(before, self.items, strict=True)
            ]
            warnings = tuple(line for item in after for line in _warnings(studio, item, now))
        return Done(
            changes=Changes(
                frozenset({Kind.APPOINTMENTS, Kind.ORDERS, Kind.OUTBOX}), _around([*before, *after])
            ),
            say=f"Undone: {self.name}.",
            undo=RestoreAppointments(
                self.name,
                tuple(Restore(old, new.version) for old, new in zip(before, after, strict=True)),
            ),
            warnings=warnings,
        )

    @staticmethod
    def _current(writing: Writing, item: Restore) -> Appointment:
        current = writing.appointment(item.appointment.id)
        if current.version != item.version:
            raise StaleVersion("The appointment")
        return current


def _restore(
    writing: Writing, before: Appointment, wanted: Appointment, now: datetime, actor: str, name: str
) -> Appointment:
    after = writing.save_appointment(replace(wanted, version=before.version))
    owe(writing, after, now)
    writing.record(
        HistoryEntry(
            now,
            actor,
            f"undid: {name}",
            order=after.order,
            appointment=after.id,
            before=recorded(before),
            after=recorded(after),
        )
    )
    return after


def _warnings(studio: Studio, appointment: Appointment, now: datetime) -> list[str]:
    """What stands against a restored appointment by now."""
    if not appointment.blocks_at(now):
        ended = appointment.state is State.HOLD and appointment.hold_until
        return (
            [f"The hold ended at {moment(appointment.hold_until, studio.settings.timezone)}."]
            if ended and appointment.hold_until
            else []
        )
    visit = visit_of(studio, appointment)
    wish = Wish(visit, appointment.span.start, appointment.crew)
    request = move_request(studio, appointment, wish.start, now)
    failures = engine.check(studio, request, visit, wish.start, appointment.crew)
    where = where_and_when(studio, appointment)
    return [f"{where}: {failure.text}." for found in failures.values() for failure in found]


def _around(appointments: list[Appointment]) -> Span:
    return Span(min(item.span.start for item in appointments), max(item.span.end for item in appointments))
