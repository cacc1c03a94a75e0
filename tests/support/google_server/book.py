"""One calendar: its events with their etags, what changed when, and who may see it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from tests.support.google_server.discovery import Mask, masked
from tests.support.google_server.refusal import JSON

ROLES = ("freeBusyReader", "reader", "writer", "owner")
_BUSY_ONLY = (
    *("kind", "etag", "id", "status", "htmlLink", "updated", "start", "end", "iCalUID"),
    *("recurrence", "recurringEventId", "originalStartTime", "sequence", "transparency"),
)
_GONE = ("kind", "etag", "id", "status", "recurringEventId", "originalStartTime")


class Version:
    """Counts all changes of the server; each makes an etag that never was before."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> int:
        """One more."""
        self.number += 1
        return self.number


@dataclass(frozen=True, eq=False)
class Stored:
    """One event at one state; never changed, only replaced.

    Attributes:
        resource: As its owner reads it.
        changed: Number of the change that made it.
    """

    resource: JSON
    changed: int
    _texts: dict[object, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its id in the calendar."""
        return str(self.resource["id"])

    @property
    def etag(self) -> str:
        """With the quotation marks that belong to it."""
        return str(self.resource["etag"])

    @property
    def is_cancelled(self) -> bool:
        """A tombstone, or a cancelled occurrence."""
        return bool(self.resource["status"] == "cancelled")

    @property
    def is_exception(self) -> bool:
        """It stands for one occurrence of a series."""
        return "recurringEventId" in self.resource

    def seen_by(self, role: str) -> JSON:
        """What somebody with a role is shown."""
        hidden = self.resource.get("visibility") in ("private", "confidential") and role == "reader"
        if role == "freeBusyReader" or hidden:
            return busy_only(self.resource)
        return self.resource

    def text(self, role: str, mask: Mask, *, gone: bool = False) -> bytes:
        """Its JSON; made once for each role and mask, so that long lists are quick."""
        key = (role, str(mask), gone)
        if key not in self._texts:
            shown = self.seen_by(role)
            if gone:
                shown = {name: shown[name] for name in _GONE if name in shown}
            self._texts[key] = json.dumps(masked(shown, mask)).encode()
        return self._texts[key]


def busy_only(resource: JSON) -> JSON:
    """An event without what it is about."""
    return {name: resource[name] for name in _BUSY_ONLY if name in resource} | {"visibility": "private"}


@lru_cache(maxsize=10_000)
def etag_of(number: int) -> str:
    """The etag of a change, in quotation marks as Google has them."""
    return f'"{3_500_000_000_000_000 + 2_000 * number}"'


class Book:
    """A calendar.

    Attributes:
        id: An e-mail address for somebody's own calendar.
        owner: E-mail address.
        roles: By e-mail address: what others may do.
        events: By id; tombstones and cancelled occurrences too.
        expired: Sync tokens up to this change are no longer good.
        page_limit: No page is longer, whatever is asked.
    """

    def __init__(self, calendar_id: str, owner: str, summary: str, zone: ZoneInfo, version: Version) -> None:
        self.id = calendar_id
        self.owner = owner
        self.summary = summary
        self.zone = zone
        self.version = version
        self.roles: dict[str, str] = {}
        self.events: dict[str, Stored] = {}
        self.expired = -1
        self.page_limit = 2500
        self._exceptions: dict[str, dict[str, Stored]] = {}

    @property
    def is_main(self) -> bool:
        """It is its owner's own calendar."""
        return self.id == self.owner

    def role_of(self, login: str) -> str:
        """What somebody may do; "" for nothing."""
        return "owner" if login == self.owner else self.roles.get(login, "")

    def allows(self, login: str, least: str) -> bool:
        """Whether somebody has at least a role."""
        role = self.role_of(login)
        return role in ROLES and ROLES.index(role) >= ROLES.index(least)

    def keep(self, resource: JSON) -> Stored:
        """Store an event as it is now, with a new etag."""
        number = self.version.next()
        made = Stored(resource | {"etag": etag_of(number)}, number)
        self.events[made.id] = made
        if made.is_exception:
            self._exceptions.setdefault(made.resource["recurringEventId"], {})[made.id] = made
        return made

    def keep_all(self, resources: Iterable[JSON]) -> None:
        """Store many."""
        for resource in resources:
            self.keep(resource)

    def exceptions_of(self, series_id: str) -> dict[str, Stored]:
        """The occurrences of a series that have a state of their own, by id."""
        return dict(self._exceptions.get(series_id, {}))

    def since(self, number: int) -> Iterator[Stored]:
        """All that changed after a change, the first change first."""
        return iter(sorted((one for one in self.events.values() if one.changed > number), key=_changed))

    def living(self) -> list[JSON]:
        """All events that are not cancelled, for tests to look at."""
        return [one.resource for one in self.events.values() if not one.is_cancelled]


def _changed(one: Stored) -> int:
    return one.changed
