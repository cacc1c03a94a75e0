"""The calendars that the program reads or writes, and how fresh they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from studio_app.domain.timespan import Span


class Trouble(StrEnum):
    """Why a calendar could not be read or written last."""

    NONE = ""
    OFFLINE = "offline"  # it could not be reached, was busy or slow: what was read before may still be good
    SIGN_IN = "sign_in"  # somebody must sign in again
    FAILING = "failing"  # it answered, and what it holds is not known
    EMPTY = "empty"  # it reads as empty all of a sudden, which nobody confirmed yet


class Freshness(StrEnum):
    """The states of a calendar that a person understands. While it is read it is `reading`, which only the desk knows."""

    NEVER = "never"
    FRESH = "fresh"
    STALE = "stale"
    SIGN_IN = "sign_in"
    OFFLINE = "offline"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """One calendar: a photographer's, which is read for busy times, or the studio's primary one.

    Attributes:
        photographer: Id of whose busy times it holds; "" for the primary calendar.
        kind: Name of the connector: `ics`, `google`, `caldav`, `local`.
        address: What the connector reads: a file, a folder, a URL, a calendar's id. Never a secret.
        name: For people, such as `Google`.
        read_at: When it was last read well, UTC; None is never.
        problem: The last failure in words, "" without one.
        cursor: What the connector needs to read on from where it was; saved with what was read up to there.
        trouble: The kind of the last failure.
        account: Id of the account it belongs to; "" where it needs none.
        failing_since: When the failures began, UTC.
        window: The days that recurring events were written out for.
    """

    id: str
    photographer: str
    kind: str
    address: str
    name: str = ""
    read_at: datetime | None = None
    problem: str = ""
    cursor: str = ""
    trouble: Trouble = Trouble.NONE
    account: str = ""
    failing_since: datetime | None = None
    window: Span | None = None

    @property
    def shown_address(self) -> str:
        """The address for people and the history. That of a feed opens it, so that only its host is shown, and of the whole
        a hash to tell two apart."""
        if "://" not in self.address or self.account:
            return self.address
        host = self.address.split("://", 1)[1].split("/", 1)[0].rsplit("@", 1)[-1]
        return f"{host} #{sha256(self.address.encode()).hexdigest()[:6]}"

    def is_known(self, now: datetime, limit: timedelta) -> bool:
        """Whether what was read is good enough to say who is free: unknown is never free.

        A calendar that can't be reached for a moment is known until its last reading is older than the limit; one that
        must not be trusted (signed out, broken, suddenly empty) is unknown at once.
        """
        return self.trouble in (Trouble.NONE, Trouble.OFFLINE) and self._is_recent(now, limit)

    def freshness(self, now: datetime, limit: timedelta) -> Freshness:
        """The state to show; the worst that is true."""
        if self.trouble is Trouble.SIGN_IN:
            return Freshness.SIGN_IN
        if self.trouble in (Trouble.FAILING, Trouble.EMPTY):
            return Freshness.FAILING
        if self.trouble is Trouble.OFFLINE:
            return Freshness.OFFLINE
        if self.read_at is None:
            return Freshness.NEVER
        return Freshness.FRESH if self._is_recent(now, limit) else Freshness.STALE

    def _is_recent(self, now: datetime, limit: timedelta) -> bool:
        """A reading of the future was dated by a clock that was wrong: it says nothing about its age."""
        return self.read_at is not None and abs(now - self.read_at) <= limit
