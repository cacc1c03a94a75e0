"""Choose who is asked for addresses and drives."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from studio_app.actions.agents import is_address
from studio_app.actions.done import Done
from studio_app.actions.ports import Reading, Store, Writing
from studio_app.domain.changes import Changes, Kind
from studio_app.domain.history import HistoryEntry
from studio_app.domain.pin import ONLINE, PlaceSource
from studio_app.domain.place_choices import NOMINATIM, PlaceChoices
from studio_app.errors import BadInput, StaleVersion
from studio_app.places.servers import checked_server, host_of

GEOCODER, DOMAIN, CONTACT = "geocoder", "geocoder_domain", "geocoder_contact"
ROUTING, ROUTER = "routing", "router"
"""Names of the desk's settings."""

_CHANGES = Changes(frozenset({Kind.STUDIO}))
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
        """Choose as before. Raises StaleVersion where it was chosen otherwise since."""
        with store.writing() as writing:
            if place_choices_of(writing) != self.after:
                raise StaleVersion("Who is asked for addresses and drives")
            _store(writing, self.after, self.before)
            writing.record(_entry(now, actor, f"undid: {_NAME}", self.after, self.before))
        undo = RestorePlaceChoices(self.after, self.before)
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


def save_place_choices(store: Store, now: datetime, actor: str, wanted: PlaceChoices) -> Done:
    """Choose otherwise. Drives that another routing server told are forgotten, for all desks.

    Raises:
        BadInput: an address of a server or the contact can’t be used.
    """
    wanted = checked_choices(wanted)
    with store.writing() as writing:
        before = place_choices_of(writing)
        if before == wanted:
            return Done(changes=Changes(), say="Nothing was changed.")
        _store(writing, before, wanted)
        writing.record(_entry(now, actor, "changed who is asked for addresses and drives", before, wanted))
    return Done(changes=_CHANGES, say="Saved.", undo=RestorePlaceChoices(before, wanted))


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


def _entry(now: datetime, actor: str, action: str, before: PlaceChoices, after: PlaceChoices) -> HistoryEntry:
    return HistoryEntry(now, actor, action, before=asdict(before), after=asdict(after))
