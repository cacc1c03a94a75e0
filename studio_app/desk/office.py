"""What the desk works with. `app` hands in the real things; the desk knows only the ports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from studio_app.actions.place_ports import Finder, Locator, Router
from studio_app.actions.ports import (
    Accounts,
    BusyReader,
    CalendarOpener,
    DemoCalendars,
    PrimaryCalendar,
    Store,
)
from studio_app.domain.backoff import Jitter
from studio_app.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Office:
    """Database, calendars, places and clock, and who sits at the desk.

    Attributes:
        accounts: Signs in to providers and out again.
        keyring: Says why what opens an account is kept until the program ends only; "" where it outlives it. It may
            have to ask the system: never call it in the interface thread.
        geocoder: Knows typed coordinates and postcodes.
        finder: Asks services on the network for addresses, and the system's keyring for their keys and those of the map's
            servers: never in the interface thread.
        router: Asks routing servers.
        opener: Opens calendars that are the primary one no more.
        actor: Name that the history keeps.
        owner: This person at this computer, whose steps are kept.
        turn: Of whoever writes to the primary calendar at this desk.
        demo_calendars: None where the demo studio's outside events come with the studio.
    """

    store: Store
    calendar: PrimaryCalendar
    busy: BusyReader
    accounts: Accounts
    keyring: Callable[[], str]
    opener: CalendarOpener
    geocoder: Locator
    finder: Finder
    router: Router
    clock: Clock
    jitter: Jitter
    actor: str
    owner: str
    turn: Lock = field(default_factory=Lock)
    demo_calendars: DemoCalendars | None = None
