"""The studio's primary calendar at Google.

Each write looks first, decides by the rule that all calendars share, and is made with If-Match of what was looked at. So
a repeat after an answer that got lost finds the event as it should be, and no guest hears of it twice.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.calendars.comparing import may_create, may_remove, to_change
from studio_app.calendars.google import wire
from studio_app.calendars.google.failures import Refused
from studio_app.calendars.google.listing import OUR_FIELDS, CursorLost, Listing, read_events
from studio_app.calendars.google.service import JSON, Calls, Lines
from studio_app.calendars.google.tokens import Sessions
from studio_app.calendars.model import Capabilities
from studio_app.domain.calendar_event import CalendarEvent, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import BadInput, CalendarOffline
from studio_app.patience import Patience

SECONDS = 30.0
"""How long one write, or one look, may take."""

LOOKS = 4
"""How often an event is looked at again that somebody else changes at the same moment."""

LISTED = timedelta(days=31)
"""What ended longer ago is left out where all is read: a studio's calendar may hold the events of many years."""

_ID = re.compile(r"[a-v0-9]{5,1024}")
_SEND = {Notify.EVERYONE: "all", Notify.PHOTOGRAPHERS: "none", Notify.NOBODY: "none"}
"""Google mails all guests or none."""
_OF_THE_EVENT = frozenset({"forbiddenForNonOrganizer", "cannotChangeOrganizer", "eventTypeRestriction"})
_UTC = ZoneInfo("UTC")


class GoogleCalendar:
    """A Google calendar that the studio owns; see `actions.ports.PrimaryCalendar` and `connector.CalendarWriter`."""

    capabilities = Capabilities(write=True, invite=True, titles=True)

    def __init__(
        self,
        sessions: Sessions,
        account: str,
        calendar: str,
        *,
        name: str = "",
        clock: Clock = system_clock,
        patience: Callable[[], Patience] = lambda: Patience(SECONDS),
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Nothing is sent yet.

        Args:
            sessions: Opens the account.
            account: Its id.
            calendar: Google's id of the calendar.
            name: For people.
            clock: Says what is over for long.
            patience: Gives the one for each call, so that whoever waits can end it.
            jitter: Gives a number from 0 to 1.
        """
        self._sessions, self._account, self._calendar = sessions, account, calendar
        self._what = f"The calendar “{name or calendar}”"
        self._clock, self._patience, self._jitter = clock, patience, jitter

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create the event, or bring the one with the same id up to date; returns its new etag."""
        wanted, before = wire.fitted(event), wire.fitted_version(last)
        _check_id(wanted.id)
        with self._calls() as calls, _refusals_of_events():
            if before is None:
                made = self._insert(calls, wanted, notify)
                if made is not None:
                    return made
            for _ in range(LOOKS):
                found = self._get(calls, wanted.id)
                if found is None or wire.is_cancelled(found):
                    may_create(before)
                if found is None:
                    etag = self._insert(calls, wanted, notify)
                else:
                    body = _body(found, wanted, before)
                    if body is None:
                        return str(found["etag"])
                    etag = self._update(calls, found, body, notify)
                if etag is not None:
                    return etag
        raise self._restless()

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed."""
        _check_id(event_id)
        with self._calls() as calls, _refusals_of_events():
            for _ in range(LOOKS):
                found = self._get(calls, event_id)
                if found is None or wire.is_cancelled(found):
                    return
                may_remove(wire.stored_event(found, _UTC), wire.fitted_version(last))
                if self._delete(calls, found, notify):
                    return
        raise self._restless()

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now, or None."""
        _check_id(event_id)
        with self._calls() as calls:
            found = self._get(calls, event_id)
        if found is None or wire.is_cancelled(found):
            return None
        return wire.stored_event(found, _UTC)

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor; everything where the cursor is "" or no longer good."""
        with self._calls() as calls:
            if cursor:
                try:
                    return self._pulled(self._listed(calls, cursor), known)
                except CursorLost:
                    pass  # too old for Google: once from the start
            since = self._clock() - LISTED
            try:
                return self._pulled(self._listed(calls, since=since), known, since)
            except CursorLost as error:
                raise self._restless() from error

    def ids(self) -> Sequence[str]:
        """Ids of all events in the calendar, sorted."""
        with self._calls() as calls:
            events = self._listed(calls).events.values()
        return sorted(str(event["id"]) for event in events if not wire.is_cancelled(event))

    def _pulled(
        self, listing: Listing, known: Mapping[str, str], since: datetime | None = None
    ) -> PrimaryPull:
        zone = _zone(listing.zone)
        there = [event for event in listing.events.values() if not event.get("recurringEventId")]
        living = [event for event in there if not wire.is_cancelled(event)]
        ours = [event for event in living if wire.appointment_of(event) or event["id"] in known]
        gone = {event["id"] for event in there if wire.is_cancelled(event)}
        if since is not None:
            gone = known.keys() - {event["id"] for event in ours}
        events = tuple(wire.stored_event(event, zone) for event in ours)
        return PrimaryPull(events, frozenset(gone), listing.token, since is not None, since)

    # ---------------------------------------------------------------- what is sent

    @contextmanager
    def _calls(self) -> Iterator[Calls]:
        session = self._sessions.of(self._account)
        with Lines(self._patience(), self._jitter) as lines:
            yield lines.to(session)

    def _listed(self, calls: Calls, token: str = "", since: datetime | None = None) -> Listing:
        return read_events(calls, self._calendar, self._what, OUR_FIELDS, token=token, since=since)

    def _get(self, calls: Calls, event_id: str) -> JSON | None:
        request = calls.service.events().get(calendarId=self._calendar, eventId=event_id)
        try:
            found = calls.execute(request, self._what)
        except Refused as error:
            if error.status not in (404, 410):
                raise
        else:
            if found.get("id") != event_id or not isinstance(found.get("etag"), str):
                raise _nonsense()
            return found
        # A calendar that is gone, or no longer shared, gives the same answer: its events are not deleted by that.
        look = calls.service.events().list(calendarId=self._calendar, maxResults=1, fields="accessRole")
        calls.execute(look, self._what)
        return None

    def _insert(self, calls: Calls, event: CalendarEvent, notify: Notify) -> str | None:
        """The etag of a new event; None where there is one with its id, deleted or not."""
        body, send = wire.new_event(event), _SEND[notify]
        request = calls.service.events().insert(calendarId=self._calendar, body=body, sendUpdates=send)
        return self._written(calls, request, unless=(409,))

    def _update(self, calls: Calls, found: JSON, body: JSON, notify: Notify) -> str | None:
        """The new etag; None where somebody changed the event since it was looked at."""
        request = calls.service.events().update(
            calendarId=self._calendar, eventId=found["id"], body=body, sendUpdates=_SEND[notify]
        )
        request.headers["If-Match"] = found["etag"]
        return self._written(calls, request, unless=(404, 409, 410, 412))

    def _delete(self, calls: Calls, found: JSON, notify: Notify) -> bool:
        """False where somebody changed the event since it was looked at."""
        request = calls.service.events().delete(
            calendarId=self._calendar, eventId=found["id"], sendUpdates=_SEND[notify]
        )
        request.headers["If-Match"] = found["etag"]
        try:
            calls.execute(request, self._what)
        except Refused as error:
            if error.status in (404, 409, 412):
                return False
            if error.status != 410:
                raise
        return True

    def _written(self, calls: Calls, request: object, unless: Sequence[int]) -> str | None:
        try:
            return str(calls.execute(request, self._what)["etag"])
        except Refused as error:
            if error.status in unless:
                return None
            raise
        except KeyError as error:
            raise _nonsense() from error

    def _restless(self) -> CalendarOffline:
        return CalendarOffline(f"{self._what} changes all the time.")


def _body(found: JSON, wanted: CalendarEvent, last: Written | None) -> JSON | None:
    """What to write over an event; None where it is as wanted. Raises EventChanged."""
    if wire.is_cancelled(found):
        return wire.revived_event(found, wanted)
    stored = wire.stored_event(wire.without_host(found, wanted), wanted.zone)
    change = to_change(wanted, wire.alike(stored, wanted), last)
    return None if change is None else wire.changed_event(found, change)


@contextmanager
def _refusals_of_events() -> Iterator[None]:
    """What Google has against an event is no trouble of the calendar: other events can be written."""
    try:
        yield
    except Refused as error:
        if error.status == 400 or error.reason in _OF_THE_EVENT:
            words = error.words.rstrip(".") or f"answer {error.status}"
            raise BadInput("event", f"Google refuses it: {words}") from error
        raise


def _nonsense() -> CalendarOffline:
    return CalendarOffline("Google’s answer can’t be understood.", "It is looked at again.")


def _check_id(event_id: str) -> None:
    """Google's ids are base32hex: https://developers.google.com/workspace/calendar/api/v3/reference/events/insert."""
    if not _ID.fullmatch(event_id):
        raise BadInput("event", f"{event_id[:80]!r} can’t be the id of an event at Google")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _UTC
