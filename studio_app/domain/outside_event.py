"""Events of photographers' own calendars."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.place import Place
from studio_app.domain.timespan import DateSpan, Span


class ShowAs(StrEnum):
    """How the event shows its owner: iCalendar TRANSP."""

    BUSY = "busy"
    FREE = "free"


class EventStatus(StrEnum):
    """iCalendar STATUS."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Response(StrEnum):
    """What the photographer answered to the invitation: iCalendar PARTSTAT."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    NEEDS_ACTION = "needs_action"


class EventKind(StrEnum):
    """Google's kinds of event, as far as they matter."""

    DEFAULT = "default"
    OUT_OF_OFFICE = "out_of_office"
    WORKING_LOCATION = "working_location"


@dataclass(frozen=True, slots=True)
class OutsideEvent:
    """One occurrence of an event in a calendar of a photographer.

    Attributes:
        photographer: Id of whose calendar it is in.
        when: Instants, or dates for an all-day event (in the photographer's zone).
        calendar: Name of the calendar for people, such as `Google`; "" where it has none.
    """

    photographer: str
    when: Span | DateSpan
    title: str = ""
    show_as: ShowAs = ShowAs.BUSY
    status: EventStatus = EventStatus.CONFIRMED
    response: Response | None = None
    kind: EventKind = EventKind.DEFAULT
    place: Place | None = None
    calendar: str = ""
