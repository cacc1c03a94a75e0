"""Set by hand where an address is, for every later order there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio_app.actions.book_order import checked_address
from studio_app.actions.done import Done
from studio_app.actions.ports import Store, Writing
from studio_app.domain.address import address_key
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import street_of
from studio_app.domain.pin import Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput, StaleVersion

_CHANGES = Changes(frozenset({Kind.STUDIO}))


@dataclass(frozen=True, slots=True)
class CorrectPin:
    """Where an address is.

    Attributes:
        place: None forgets the pin: what a service or the postcode says counts again.
    """

    address: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class PinBack:
    """The undo of a correction; see `done.Undo`."""

    address: str
    before: Pin | None
    after: Pin | None

    @property
    def name(self) -> str:
        """What is taken back."""
        return f"pin of {street_of(self.address)}"

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Put the pin where it was. Raises StaleVersion where somebody moved it since."""
        with store.writing() as writing:
            if writing.pins().get(address_key(self.address)) != self.after:
                raise StaleVersion("The pin")
            _put(writing, self.address, self.before)
            writing.record(_entry(now, actor, f"undid: {self.name}", self.address, self.after, self.before))
        undo = PinBack(self.address, self.after, self.before)
        return Done(changes=_CHANGES, say=f"Undone: {self.name}.", undo=undo)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCorrected(Done):
    """What became of a pin.

    Attributes:
        address: As it is kept.
        elsewhere: Coming appointments there that still stand where the address was thought to be; `move_to_pin`
            moves them.
    """

    address: str = ""
    elsewhere: tuple[Appointment, ...] = ()


def correct_pin(store: Store, now: datetime, actor: str, command: CorrectPin) -> PinCorrected:
    """Remember where an address is. Appointments that stand already stay where they are.

    Raises:
        BadInput: the address is missing or too long, or the place is none on the earth.
    """
    address, place = checked_address(command.address), command.place
    key = address_key(address)
    if not key:
        raise BadInput("address", "is missing")
    if place is not None and not (abs(place.lat) <= 90 and abs(place.lon) <= 180):
        raise BadInput("place", "is no place on the earth")
    with store.writing() as writing:
        before = writing.pins().get(key)
        after = None if place is None else Pin(address, place, PlaceSource.HAND, now)
        if after is None and before is None:
            return PinCorrected(changes=Changes(), say="There is no pin.")
        if after and before and (before.place, before.source) == (after.place, after.source):
            return PinCorrected(changes=Changes(), say="The pin is there already.")
        _put(writing, address, after)
        street = street_of(address) or address
        did = f"{'set' if after else 'removed'} the pin of {street}"
        writing.record(_entry(now, actor, did, address, before, after))
        others = elsewhere(writing.studio(now), address, place, now) if place else ()
    return PinCorrected(
        changes=_CHANGES,
        say=f"The pin of {street} is {'remembered' if after else 'forgotten'}.",
        undo=PinBack(address, before, after),
        address=address,
        elsewhere=others,
    )


def elsewhere(studio: Studio, address: str, place: Place, now: datetime) -> tuple[Appointment, ...]:
    """The coming appointments at an address that stand at another place."""
    key = address_key(address)
    return tuple(
        item
        for item in studio.appointments.values()
        if item.span.end > now
        and item.state is not State.CANCELLED
        and item.place != place
        and address_key(item.address) == key
    )


def _put(writing: Writing, address: str, pin: Pin | None) -> None:
    if pin is None:
        writing.remove_pin(address_key(address))
    else:
        writing.save_pin(pin)


def _entry(
    now: datetime, actor: str, action: str, address: str, before: Pin | None, after: Pin | None
) -> HistoryEntry:
    return HistoryEntry(now, actor, action, before=_values(address, before), after=_values(address, after))


def _values(address: str, pin: Pin | None) -> dict[str, object]:
    if pin is None:
        return {"address": address}
    return {
        "address": address,
        "pin": f"{pin.place.lat:.5f}, {pin.place.lon:.5f}",
        "found by": pin.source.value,
    }
