"""What the desk works with. `app` hands in the real things; the desk knows only the ports."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.actions.backoff import Jitter
from studio_app.actions.ports import BusyReader, DemoCalendars, Geocoder, PrimaryCalendar, Store
from studio_app.domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Office:
    """Database, calendars, places and clock, and who sits at the desk.

    Attributes:
        actor: Name that the history keeps.
        hold_minutes: How long a hold lasts.
        demo_calendars: None where the demo studio's outside events come with the studio.
    """

    store: Store
    calendar: PrimaryCalendar
    busy: BusyReader
    geocoder: Geocoder
    clock: Clock
    jitter: Jitter
    actor: str
    hold_minutes: int = 15
    demo_calendars: DemoCalendars | None = None
