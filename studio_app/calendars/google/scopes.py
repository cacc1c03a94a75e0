"""What the program may do at Google: the narrowest scopes that do the job.

Chosen from the discovery document of Calendar v3, which names for each method the scopes that allow it:

- `calendarList.list`, to offer the calendars of an account and to know whose it is: `calendar.calendarlist.readonly`
  allows that and nothing else. (No scope of OpenID is needed: the account's own calendar carries its address.)
- `events.list`, for photographers' calendars that are shared with the account: `calendar.events.readonly`, as
  `calendar.events.owned.readonly` leaves out those that others own.
- `freebusy.query`, for calendars that share nothing but busy times: of the four scopes that allow it,
  `calendar.events.freebusy` shows least that suffices; `calendar.freebusy` is for one's own calendars.
- `events.insert`, `update` and `delete`, for the studio's calendar only: `calendar.events.owned` keeps the calendars that
  others own out of reach. An account that only lends its eyes for photographers' calendars is not asked for it.

None of them allows to make or delete calendars, to share them, or to see settings.
"""

from __future__ import annotations

from collections.abc import Collection

_ROOT = "https://www.googleapis.com/auth/"

LIST = _ROOT + "calendar.calendarlist.readonly"
READ = _ROOT + "calendar.events.readonly"
BUSY = _ROOT + "calendar.events.freebusy"
WRITE = _ROOT + "calendar.events.owned"

_WORDS = {
    LIST: "see the list of calendars",
    READ: "see events",
    BUSY: "see who is busy",
    WRITE: "write events to the studio’s calendar",
}


def scopes_for(*, write: bool) -> tuple[str, ...]:
    """The scopes to ask for; with the one for writing where the account may hold the studio's calendar."""
    return (LIST, READ, BUSY, WRITE) if write else (LIST, READ, BUSY)


def in_words(scopes: Collection[str]) -> str:
    """What scopes allow, as a list for people."""
    return ", ".join(words for scope, words in _WORDS.items() if scope in scopes)
