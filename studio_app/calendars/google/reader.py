"""Photographers' calendars at Google: what changed since the last reading, several calendars at once."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from studio_app.calendars.google import free_busy
from studio_app.calendars.google.events import events_in, thinned
from studio_app.calendars.google.failures import Refused
from studio_app.calendars.google.items import is_tombstone, item_of
from studio_app.calendars.google.listing import BUSY_FIELDS, CursorLost, Listing, read_events
from studio_app.calendars.google.service import Lines
from studio_app.calendars.google.tokens import Session, Sessions
from studio_app.calendars.model import Capabilities
from studio_app.calendars.together import Answer, Job, read_together
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, CalendarUnavailable
from studio_app.patience import Patience

MARGIN = timedelta(days=1)
"""Read before the window, as whole days begin at another instant in each zone."""

OLDEST = timedelta(days=30)
"""A calendar is read as a whole again when its reading began so long before the window, so that what is long over is not
kept for ever, and whatever went wrong once is not either."""


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a reading goes on, and how it began.

    Attributes:
        token: Google's sync token.
        since: What ended before was left out.
        titles: Titles were kept.
    """

    token: str
    since: datetime
    titles: bool

    @classmethod
    def read(cls, text: str) -> _Cursor | None:
        """That of the last reading; None where all must be read."""
        try:
            found = json.loads(text)
            since = datetime.fromisoformat(found["since"]).astimezone(UTC)
            return cls(str(found["token"]), since, bool(found["titles"]))
        except (ValueError, TypeError, KeyError):
            return None

    def __str__(self) -> str:
        since = self.since.isoformat()
        return json.dumps({"token": self.token, "since": since, "titles": self.titles}, separators=(",", ":"))

    def suits(self, errand: Errand) -> bool:
        """Whether what changed since is enough to know what is asked."""
        return self.titles is errand.titles and self.since <= errand.span.start <= self.since + OLDEST


class GoogleReader:
    """Reads what changed; see `connector.CalendarReader`."""

    capabilities = Capabilities(titles=True)

    def __init__(self, sessions: Sessions, jitter: Callable[[], float] = random.random) -> None:
        """`sessions` opens the accounts; `jitter` gives a number from 0 to 1."""
        self._sessions, self._jitter = sessions, jitter

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterator[Answer]:
        """What changed in each calendar, as the answers come.

        One request a calendar where nothing changed; one for fifty that share nothing but busy times.
        """
        jobs: list[Job] = []
        together: dict[tuple[str, Span], list[Errand]] = defaultdict(list)
        sessions: dict[str, Session] = {}
        with Lines(patience, self._jitter) as lines:
            for errand in errands:
                account = errand.source.account
                try:
                    session = sessions[account] = sessions.get(account) or self._sessions.of(account)
                except CalendarUnavailable as error:
                    yield errand.source, error
                    continue
                if _shares_titles(session, errand):
                    jobs.append(_alone(lines, session, errand))
                else:
                    together[account, errand.span].append(errand)
            jobs += [
                _asked_together(lines, sessions[account], part)
                for (account, _), group in together.items()
                for part in _parts(group)
            ]
            yield from read_together(jobs, patience)

    def occurrences(
        self, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of whole series within a span; see `connector.CalendarReader`."""
        return events_in(items, span, whose)

    def thinned(self, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """The series without those that are over; see `connector.CalendarReader`."""
        return thinned(items, before)


def _shares_titles(session: Session, errand: Errand) -> bool:
    return all(
        calendar.titles for calendar in session.account.calendars if calendar.address == errand.source.address
    )


def _alone(lines: Lines, session: Session, errand: Errand) -> Job:
    return Job([errand], lambda: [(errand.source, _read(lines, session, errand))])


def _parts(group: Sequence[Errand]) -> Iterator[Sequence[Errand]]:
    """As many as Google answers at once."""
    return (group[first : first + free_busy.AT_ONCE] for first in range(0, len(group), free_busy.AT_ONCE))


def _asked_together(lines: Lines, session: Session, group: Sequence[Errand]) -> Job:
    def read() -> Iterator[Answer]:
        calendars = list(dict.fromkeys(errand.source.address for errand in group))
        found = free_busy.free_busy(lines.to(session), calendars, group[0].span)
        for errand in group:
            items = found[errand.source.address]
            if isinstance(items, CalendarUnavailable):
                yield errand.source, items
            else:
                yield errand.source, free_busy.pulled(errand, items)

    return Job(group, read)


def _read(lines: Lines, session: Session, errand: Errand) -> Pull:
    """What changed in one calendar; its busy times where it shares no more, which its owner may decide any day."""
    refused: Refused | None = None
    try:
        listing, whole = _listed(lines, session, errand)
        if listing.role != "freeBusyReader":
            return _pulled(listing, errand, whole)
    except Refused as error:
        if not error.is_unshared:
            raise
        refused = error
    items = _busy_times(lines, session, errand)
    if isinstance(items, CalendarUnavailable):
        raise refused or items
    return free_busy.pulled(errand, items)


def _busy_times(
    lines: Lines, session: Session, errand: Errand
) -> Sequence[CalendarItem] | CalendarUnavailable:
    address = errand.source.address
    return free_busy.free_busy(lines.to(session), [address], errand.span)[address]


def _listed(lines: Lines, session: Session, errand: Errand) -> tuple[Listing, bool]:
    """The events that changed, or all of them; and whether it is all."""
    calls, what = lines.to(session), _named(session, errand)
    cursor = _Cursor.read(errand.source.cursor)
    if cursor is not None and cursor.suits(errand):
        try:
            return read_events(calls, errand.source.address, what, BUSY_FIELDS, token=cursor.token), False
        except CursorLost:
            pass  # too old for Google: once from the start
    try:
        since = errand.span.start - MARGIN
        return read_events(calls, errand.source.address, what, BUSY_FIELDS, since=since), True
    except CursorLost as error:
        raise CalendarOffline(f"{what} changed while it was read.") from error


def _pulled(listing: Listing, errand: Errand, whole: bool) -> Pull:
    before = None if whole else _Cursor.read(errand.source.cursor)
    since = before.since if before else errand.span.start - MARGIN
    deleted = {name for name, event in listing.events.items() if is_tombstone(event)}
    gone = set() if whole else deleted | _of_deleted_series(deleted, errand)
    items = []
    for name, event in listing.events.items():
        if name in deleted:
            continue
        if event.get("status") == "cancelled" and event.get("recurringEventId") in deleted:
            gone.add(name)
            continue
        items.append(item_of(event, titles=errand.titles, zone=listing.zone))
        gone.discard(name)
    cursor = _Cursor(listing.token, since, errand.titles)
    return Pull(tuple(items), frozenset(gone), str(cursor), whole)


def _of_deleted_series(deleted: set[str], errand: Errand) -> set[str]:
    """The stored occurrences of series that were deleted, of which Google need not tell.

    An occurrence's id is that of its series and its original time. "This and following events" makes a series whose id
    begins the same (`..._R20260616T130000`): it is none of them.
    """
    if not deleted:
        return set()
    found = ((name, _OCCURRENCE.fullmatch(name)) for name in errand.known())
    return {name for name, match in found if match and match[1] in deleted}


_OCCURRENCE = re.compile(r"(.+)_\d{8}(?:T\d{6}Z)?")


def _named(session: Session, errand: Errand) -> str:
    source = errand.source
    names = (each.name for each in session.account.calendars if each.address == source.address)
    return f"The calendar “{next(names, '') or source.name or source.address}”"
