"""A calendar's events, page by page: all of them, or what changed since a sync token.

Google's guide: https://developers.google.com/workspace/calendar/api/guides/sync. The first reading and the later ones use
the same parameters, but for those that may not stand beside a sync token (`timeMin`). Series come as they are, with their
exceptions; deleted events come only with a sync token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from studio_app.calendars.google.failures import Refused
from studio_app.calendars.google.service import JSON, Calls
from studio_app.errors import CalendarOffline

PAGE = 2500
"""Events a page; Google's limit."""

MOST_PAGES = 400
SAME_PAGE = 3
"""How often one page may come; more is a circle."""

_EVENT = (
    "id,status,etag,iCalUID,summary,start,end,endTimeUnspecified,recurrence,recurringEventId,originalStartTime,"
    "transparency,visibility,eventType,organizer(self),attendees(email,self,organizer,responseStatus)"
)
BUSY_FIELDS = f"nextPageToken,nextSyncToken,timeZone,accessRole,items({_EVENT})"
"""What busy times depend on."""

OUR_FIELDS = (
    "nextPageToken,nextSyncToken,timeZone,accessRole,items(id,status,etag,summary,description,location,start,end,"
    "recurrence,recurringEventId,extendedProperties(private),attendees)"
)
"""What the studio's own events say."""


class CursorLost(Exception):
    """Google no longer knows what changed since the last reading (410): all must be read again."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a calendar answered, whole.

    Attributes:
        events: By id, each as it came last.
        token: Where to read on.
        zone: The calendar's, an IANA name; "" where it was not said.
        role: What the sign-in may do with it, such as `reader`.
    """

    events: Mapping[str, JSON]
    token: str
    zone: str
    role: str


def read_events(
    calls: Calls, calendar: str, what: str, fields: str, *, token: str = "", since: datetime | None = None
) -> Listing:
    """All pages of one reading.

    Args:
        calls: By which the calendar is asked.
        calendar: Its id.
        what: In words, for errors.
        fields: What to give of each event.
        token: The sync token of the last reading; "" for all events.
        since: Leave out what ended before; only for a first reading.

    Raises:
        CursorLost: the token, or a page's, is no longer good.
        CalendarUnavailable: it can't be read; what was read of it doesn't count.
    """
    parameters: dict[str, Any] = {"calendarId": calendar, "maxResults": PAGE, "fields": fields}
    if token:
        parameters["syncToken"] = token
    elif since is not None:
        parameters["timeMin"] = f"{since:%Y-%m-%dT%H:%M:%SZ}"
    events: dict[str, JSON] = {}
    asked: list[str] = []
    while True:
        page = _page(calls, parameters, what, bool(token or asked))
        events |= _events(page)
        following = page.get("nextPageToken")
        if not following:
            return _finished(page, events)
        if not isinstance(following, str) or asked.count(following) >= SAME_PAGE or len(asked) > MOST_PAGES:
            raise _nonsense()
        asked.append(following)
        parameters["pageToken"] = following


def _page(calls: Calls, parameters: Mapping[str, Any], what: str, may_be_lost: bool) -> JSON:
    try:
        return calls.execute(calls.service.events().list(**parameters), what)
    except Refused as error:
        # 410 is Google's answer to a token that is too old; 400 has been seen for one that it can't read.
        if error.status == 410 or (error.status == 400 and may_be_lost):
            raise CursorLost from error
        raise


def _events(page: JSON) -> dict[str, JSON]:
    items = page.get("items", [])
    if not isinstance(items, list):
        raise _nonsense()
    for item in items:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or not item["id"]:
            raise _nonsense()
    return {item["id"]: item for item in items}


def _finished(page: JSON, events: Mapping[str, JSON]) -> Listing:
    token = page.get("nextSyncToken")
    if not isinstance(token, str) or not token:
        raise _nonsense()
    return Listing(events, token, str(page.get("timeZone") or ""), str(page.get("accessRole") or ""))


def _nonsense() -> CalendarOffline:
    return CalendarOffline("Google’s answer can’t be understood.")
