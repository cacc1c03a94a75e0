"""Reading a photographer's calendar: what is asked, and what it gave, as its connector keeps it between readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.timespan import Span


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """One thing in a calendar: an event, one changed occurrence of a series, or a file.

    Attributes:
        id: Its own within the calendar: a Google event id, a CalDAV path, a file name.
        series: Items with the same are read together: a recurring event and its exceptions.
        etag: Changes whenever the item does; "" where the calendar has none.
        text: What only the connector understands, as short as it can be.
    """

    id: str
    series: str
    etag: str
    text: str


@dataclass(frozen=True, slots=True)
class Pull:
    """What a calendar answered.

    Attributes:
        items: New and changed ones.
        gone: Ids of those that were removed.
        cursor: Where to read on next time.
        whole: The items are all there are: whatever is not among them is gone.
    """

    items: tuple[CalendarItem, ...] = ()
    gone: frozenset[str] = frozenset()
    cursor: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """One calendar to be read.

    Attributes:
        source: With the cursor to read on from.
        span: Only times in it matter; a calendar that shares nothing but busy times is asked for just these.
        titles: Titles may be kept; else they are left out of the items.
        known: Gives the etags of the items that are stored, by id, for calendars that can't tell what changed.
    """

    source: CalendarSource
    span: Span
    titles: bool
    known: Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Whose:
    """What the events of a photographer's calendar depend on besides its items.

    Attributes:
        owner_email: Finds the photographer's own answer to an invitation.
        zone: IANA name; of times without one, and of all-day events.
        ours: Ids of events that the program wrote; their copies are left out.
        ours_at: When they are, for calendars that share nothing but busy times: these times are taken out of theirs, as
            no id can be recognised in them.
    """

    photographer: str
    calendar: str
    owner_email: str
    zone: str
    ours: frozenset[str] = frozenset()
    ours_at: tuple[Span, ...] = ()
