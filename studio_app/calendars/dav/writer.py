"""The studio's primary calendar on a CalDAV server: one event a resource, named by the event's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from caldav.elements import dav
from icalendar import Event

from studio_app.calendars.collection import file_name
from studio_app.calendars.comparing import may_create, may_remove, to_change
from studio_app.calendars.dav.client import Dav, Refused, etag_in, joined, path_of
from studio_app.calendars.dav.doors import Doors
from studio_app.calendars.dav.sync import Changed, Cursor, Listed, changes, fetched, name_of
from studio_app.calendars.event_file import stored_in, write_event
from studio_app.calendars.model import Capabilities
from studio_app.calendars.retry import patiently
from studio_app.calendars.together import within
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.clock import Clock, system_clock
from studio_app.domain.event_words import tidied
from studio_app.errors import CalendarOffline, CalendarUnavailable
from studio_app.patience import Patience

FORM = "1 ours"
SECONDS = 30.0
"""What one call may take where nobody says otherwise."""

TRIES = 3
MOST_CONFLICTS = 4
SUFFIX = ".ics"

_UTC = ZoneInfo("UTC")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands at an event's address; no event where it can't be understood or is called off."""

    etag: str
    component: Event | None = None
    stored: StoredEvent | None = None


class CalDavCalendar:
    """A calendar of an account. Where the server schedules (RFC 6638), it invites the guests by itself.

    Each method opens a conversation of its own; so they may be called from any thread.
    """

    def __init__(
        self,
        source: CalendarSource,
        doors: Doors,
        *,
        name: str = "",
        organizer_email: str = "",
        zone: ZoneInfo = _UTC,
        clock: Clock = system_clock,
        patience: Callable[[], Patience] = lambda: Patience(SECONDS),
    ) -> None:
        """Nothing is asked yet.

        Args:
            source: The calendar.
            doors: Opens its account.
            name: The studio's, as the organizer of events.
            organizer_email: The studio's address, for servers that do not say which one the account has.
            zone: The studio's, for events that another program changed to whole days.
            clock: Dates the writes.
            patience: For one call.
        """
        self._source, self._doors = source, doors
        self._zone, self._clock, self._patience = zone, clock, patience
        self._name, self._email = name, organizer_email

    @property
    def capabilities(self) -> Capabilities:
        """What the account's server could do when somebody signed in."""
        schedules = self._doors.account_of(self._source).details.get("schedules") == "yes"
        return Capabilities(write=True, invite=schedules, titles=True)

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        """Create or change the event with this id; see `actions.ports.PrimaryCalendar`."""
        wanted, url = tidied(event), self._url(event.id)
        return self._asked(lambda server: self._put(server, url, wanted, last, notify))

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        """Remove an event; one that is gone already is removed."""
        url = self._url(event_id)
        self._asked(lambda server: self._remove(server, url, event_id, last))

    def find(self, event_id: str) -> StoredEvent | None:
        """The event with an id as it is stored now; None where there is none that can be read."""
        url = self._url(event_id)
        return self._asked(lambda server: self._find(server, url, event_id, self._zone).stored)

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        """What changed since a cursor; everything where it is "" or the server forgot it."""
        return self._asked(lambda server: self._changes(server, Cursor.read(cursor, FORM), known))

    def ids(self) -> Sequence[str]:
        """Ids of all events, sorted."""
        listed = self._asked(lambda server: server.properties(self._source.address, [dav.GetEtag()], depth=1))
        names = (name_of(resource.url) for resource in listed)
        return sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))

    # ------------------------------------------------------------ writing

    def _put(self, server: Dav, url: str, wanted: CalendarEvent, last: Written | None, notify: Notify) -> str:
        for _ in range(MOST_CONFLICTS):
            found = self._find(server, url, wanted.id, wanted.zone)
            if found.stored is None:
                may_create(last)
                due = wanted
            else:
                change = to_change(wanted, found.stored, last)
                if change is None:
                    return found.etag
                due = change
            data = write_event(
                due, self._clock(), self._organizer(), found.component, silent=notify is not Notify.EVERYONE
            )
            reply = server.put(url, data, {"If-Match": found.etag} if found.etag else {"If-None-Match": "*"})
            if reply.is_good:
                # A server that changed what it was given says no etag (RFC 4791, 5.3.4).
                return etag_in(reply.headers) or self._find(server, url, wanted.id, wanted.zone).etag
        raise _contended()

    def _remove(self, server: Dav, url: str, event_id: str, last: Written | None) -> None:
        for _ in range(MOST_CONFLICTS):
            found = self._find(server, url, event_id, self._zone)
            if not found.etag:
                return
            if found.stored is not None:
                may_remove(found.stored, last)
            if server.delete(url, {"If-Match": found.etag}):
                return
        raise _contended()

    def _organizer(self) -> Guest:
        """Who invites: for a server that schedules it must be an address of the account."""
        account = self._doors.account_of(self._source)
        return Guest(self._name, account.details.get("address") or self._email)

    # ------------------------------------------------------------ reading

    def _find(self, server: Dav, url: str, event_id: str, zone: ZoneInfo) -> _Found:
        got = server.get(url)
        if got is None:
            return _Found("")
        data, etag = got
        return _parsed(data, etag or self._etag(server, url), event_id, zone)

    @staticmethod
    def _etag(server: Dav, url: str) -> str:
        """For servers that don't say it together with the event."""
        etag = server.itself(url, [dav.GetEtag()]).text(dav.GetEtag.tag).removeprefix("W/")
        if not etag:
            raise CalendarUnavailable("The calendar’s server doesn’t tell versions of events apart.")
        return etag

    def _changes(self, server: Dav, before: Cursor | None, known: Mapping[str, str]) -> PrimaryPull:
        url = self._source.address
        by_path = {path_of(self._url(event_id)): event_id for event_id in known}

        def etags() -> dict[str, str]:
            return {path: known[event_id] for path, event_id in by_path.items()}

        changed = changes(server, url, before, FORM, etags)
        events, gone = [], {by_path[path] for path in changed.gone if path in by_path}
        for path, etag, data in fetched(server, url, self._worth_a_look(changed, by_path, known)):
            event_id = name_of(path).removesuffix(SUFFIX)
            stored = None if data is None else _parsed(data, etag, event_id, self._zone).stored
            if stored is not None and (stored.event.appointment or event_id in known):
                events.append(stored)
            elif event_id in known:
                gone.add(event_id)
        if changed.whole:
            gone |= known.keys() - {stored.event.id for stored in events}
        return PrimaryPull(tuple(events), frozenset(gone), str(changed.cursor), changed.whole)

    @staticmethod
    def _worth_a_look(
        changed: Changed, by_path: Mapping[str, str], known: Mapping[str, str]
    ) -> Mapping[str, Listed]:
        """Events that may be ours, and not those that are as they were seen last.

        By etags alone nobody knows which of the others' events are new; so only those are looked at that are ours.
        """
        if changed.whole:
            return changed.events

        def may_be(path: str, listed: Listed) -> bool:
            if path not in by_path:
                return bool(changed.cursor.token)
            return not listed.etag or known[by_path[path]] != listed.etag

        return {path: listed for path, listed in changed.events.items() if may_be(path, listed)}

    # ------------------------------------------------------------ addresses

    def _url(self, event_id: str) -> str:
        return joined(self._source.address.rstrip("/") + "/", quote(file_name(event_id)))

    def _asked(self, question: Callable[[Dav], _Answer]) -> _Answer:
        patience = self._patience()

        def work() -> _Answer:
            with self._doors.open(self._source, patience) as server:
                return patiently(lambda: question(server), patience, tries=TRIES)

        try:
            return within(patience, work)
        except Refused as error:
            raise CalendarUnavailable(
                f"{self._source.name or 'The calendar'}: {error.sentence}", error.advice
            ) from error


def _parsed(data: bytes, etag: str, event_id: str, zone: ZoneInfo) -> _Found:
    return _Found(etag, *(stored_in(data, event_id, etag, zone) or ()))


def _contended() -> CalendarOffline:
    return CalendarOffline("Somebody keeps changing this event in the calendar.")
