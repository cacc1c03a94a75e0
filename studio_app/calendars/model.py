"""What calendars hold and can do, in words that fit every connector."""

from __future__ import annotations

from dataclasses import dataclass

LOCAL, ICS, FEED, CALDAV, GOOGLE = "local", "ics", "feed", "caldav", "google"
"""The kinds of calendars."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a connector can do.

    Attributes:
        write: Events can be created, changed and removed.
        invite: The calendar itself sends invitations to guests; else guests are only named in the event.
        titles: Events are read with title and place; else only as busy times.
    """

    write: bool = False
    invite: bool = False
    titles: bool = True


def called(what: str, name: str) -> str:
    """Something in words for an error: `The calendar Work`; not everybody gives it a name."""
    return f"{what} {name}" if name else what
