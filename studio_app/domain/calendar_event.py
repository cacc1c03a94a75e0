"""Events as the program writes them to the primary calendar, and as it finds them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span


class Notify(StrEnum):
    """Who is told of a change by the calendar.

    A calendar that mails either all guests or none (Google: `sendUpdates`) mails nobody for `PHOTOGRAPHERS`: the change
    appears in the calendars of those who go, as they are guests, and the client hears nothing.
    """

    EVERYONE = "everyone"
    PHOTOGRAPHERS = "photographers"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One appointment on the primary calendar.

    Attributes:
        id: Made before the first write, so that a repeat can never make a second event.
        span: Exactly the time on site.
        zone: The named zone that the event is shown in.
        appointment: The appointment's id, kept in a private property of the event.
        repeats: Somebody made a series of it; the program never does.
    """

    id: str
    appointment: str
    span: Span
    zone: ZoneInfo
    title: str
    description: str = ""
    location: str = ""
    guests: tuple[Guest, ...] = ()
    repeats: bool = False

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts from midnight to midnight, as no visit does: somebody took the hours from it."""
        ends = (self.span.start, self.span.end)
        return all(moment.astimezone(self.zone).time() == time.min for moment in ends)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of ours as the calendar holds it.

    Attributes:
        etag: Changes whenever the stored event does.
        answers: What the guests answered, by e-mail address in lower case.
    """

    event: CalendarEvent
    etag: str
    answers: Mapping[str, Response] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """The last state of an event that this program knows to be in the calendar: what a change is compared with.

    Attributes:
        event: As the program wrote it; None where only its etag is known.
    """

    etag: str
    event: CalendarEvent | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An event of ours as it was read last.

    Attributes:
        stored: None where it was deleted in the calendar.
        at: When it was read, UTC.
    """

    event: str
    stored: StoredEvent | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PrimaryPull:
    """What changed in the primary calendar; events of others are left out.

    Attributes:
        events: New and changed ones that carry an appointment's id.
        gone: Ids of events that are no longer there.
        cursor: Where to read on next time.
        whole: The events are all there are.
        since: What ended before was left out of them, whether it is still there or not; None where nothing was.
    """

    events: tuple[StoredEvent, ...] = ()
    gone: frozenset[str] = frozenset()
    cursor: str = ""
    whole: bool = False
    since: datetime | None = None
