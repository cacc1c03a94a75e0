"""Choose who is asked for addresses and drives."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from studio_app.actions.agents import is_address
from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.actions.setup_words import Recorded, different
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.merging import merged
from studio_app.domain.pin import ONLINE, PlaceSource
from studio_app.domain.place_choices import NOMINATIM, PlaceChoices
from studio_app.errors import BadInput, StaleVersion
from studio_app.places.servers import checked_server, host_of

GEOCODER, DOMAIN, CONTACT = "geocoder", "geocoder_domain", "geocoder_contact"
ROUTING, ROUTER = "routing", "router"
"""Names of the desk's settings."""

_CHANGES = Changes(frozenset({Kind.STUDIO}))
_WHO = "Who is asked for addresses and drives"
_NAME = "change of who is asked for addresses and drives"


@dataclass(frozen=True, slots=True)
class RestorePlaceChoices:
    """The undo of a change; see `done.Undo`."""

    before: PlaceChoices
    after: PlaceChoices

    @property
    def name(self) -> str:
        """What is taken back."""
        return _NAME

    def run(self, store: Store, now: datetime, actor: str) -> Done:
        """Choose as before, value by value. Raises StaleVersion where the same was chosen otherwise since."""
        with store.writing() as writing:
            undo, told = put_choices(writing, self.after, self.before)
            if undo.before == undo.after:
                raise StaleVersion(_WHO)
            writing.record(HistoryEntry(now, actor, f"undid: {_NAME}", before=told.before, after=told.after))
        return Done(changes=_CHANGES, say=f"Undone: {_NAME}.", undo=undo)


def place_choices_of(reading: Reading) -> PlaceChoices:
    """What is chosen; what a setting can’t mean is what it is where nothing was chosen."""
    chosen = reading.setting(GEOCODER)
    return PlaceChoices(
        next((source for source in ONLINE if source.value == chosen), None),
        reading.setting(DOMAIN) or NOMINATIM,
        reading.setting(CONTACT),
        reading.setting(ROUTING) == "yes",
        reading.setting(ROUTER),
    )


def save_place_choices(
    store: Store, now: datetime, actor: str, wanted: PlaceChoices, seen: PlaceChoices | None = None
) -> Done:
    """Choose otherwise. Drives that another routing server told are forgotten, for all desks.

    Args:
        seen: As it was when somebody chose: what is the same in both stays as it is stored. None is as stored.

    Raises:
        BadInput: an address of a server or the contact can’t be used.
        StaleVersion: somebody chose the same otherwise meanwhile.
    """
    wanted = checked_choices(wanted)
    did = "changed who is asked for addresses and drives"
    with store.writing() as writing:
        undo, told = put_choices(writing, seen or place_choices_of(writing), wanted)
        if undo.before == undo.after:
            return Done(changes=Changes(), say="Nothing was changed.")
        writing.record(HistoryEntry(now, actor, did, before=told.before, after=told.after))
    return Done(changes=_CHANGES, say="Saved.", undo=undo)


def put_choices(
    writing: Writing, seen: PlaceChoices, wanted: PlaceChoices
) -> tuple[RestorePlaceChoices, Recorded]:
    """Store what differs in two choices: the way back, and what differs now for the history.

    Raises:
        StaleVersion: somebody chose the same otherwise meanwhile.
    """
    before = place_choices_of(writing)
    after = merged(before, seen, wanted, _WHO)
    if before != after:
        _store(writing, before, after)
    return RestorePlaceChoices(before, after), different(asdict(before), asdict(after))


def checked_choices(wanted: PlaceChoices) -> PlaceChoices:
    """The choices with addresses of servers as they are asked.

    Raises:
        BadInput: one can’t be used.
    """
    contact, router = wanted.contact.strip(), wanted.router.strip()
    domain = checked_server(wanted.domain or NOMINATIM, "domain")
    if wanted.geocoder is PlaceSource.NOMINATIM and host_of(domain) == NOMINATIM and not is_address(contact):
        raise BadInput("contact", "is missing; Nominatim’s rules ask for an address that they can write to")
    if contact and not is_address(contact):
        raise BadInput("contact", "is no e-mail address")
    if router:
        router = checked_server(router, "router")
    elif wanted.routing:
        raise BadInput("router", "is missing: type the address of a routing server")
    kept = domain.removeprefix("https://")
    return replace(wanted, contact=contact, domain=kept, router=router)


def _store(writing: Writing, before: PlaceChoices, wanted: PlaceChoices) -> None:
    writing.set_setting(GEOCODER, wanted.geocoder.value if wanted.geocoder else "")
    writing.set_setting(DOMAIN, wanted.domain)
    writing.set_setting(CONTACT, wanted.contact)
    writing.set_setting(ROUTING, "yes" if wanted.routing else "")
    writing.set_setting(ROUTER, wanted.router)
    if (before.routing, before.router) != (wanted.routing, wanted.router):
        writing.forget_drives()
