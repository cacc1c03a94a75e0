"""A photographer's calendar of each kind, changed by its owner and read by the program."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from studio_app.calendars.connector import CalendarReader
from studio_app.calendars.dav.reader import CalDavReader
from studio_app.calendars.feed import FeedReader
from studio_app.calendars.google.reader import GoogleReader
from studio_app.calendars.google.tokens import Sessions
from studio_app.calendars.ics import IcsReader
from studio_app.domain.calendar_item import CalendarItem, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import EventStatus, OutsideEvent
from studio_app.domain.timespan import Span
from tests.contracts.calendars.given import Given, at_google, ical
from tests.support.calendar_reading import NEW_YORK, OWNER, SUMMER, in_order, pulled
from tests.support.google_server import GoogleServer
from tests.support.google_studio import STUDIO, signed_in
from tests.support.radicale import KeptSecrets, Radicale, doors_of
from tests.support.web_server import Answer, WebServer


class Owner(Protocol):
    """A photographer with a calendar of some kind."""

    @property
    def reader(self) -> CalendarReader:
        """The program's way to read it."""

    @property
    def source(self) -> CalendarSource:
        """The calendar as the program knows it."""

    def put(self, event: Given) -> None:
        """Make or change an event."""

    def delete(self, uid: str) -> None:
        """Delete an event."""

    def forget_cursors(self) -> None:
        """Whatever was read so far, it is not known any more at the calendar up to where."""


class FolderOwner:
    """Keeps a file for each event."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "color").touch()
        self._folder, self.reader = folder, IcsReader()
        self.source = CalendarSource("s", "ana", "ics", str(folder), "Ana’s")

    def put(self, event: Given) -> None:
        (self._folder / f"{event.uid}.ics").write_text(ical(event), encoding="utf-8", newline="")

    def delete(self, uid: str) -> None:
        (self._folder / f"{uid}.ics").unlink()

    def forget_cursors(self) -> None:
        for path in self._folder.glob("*.ics"):
            path.touch()


class FeedOwner:
    """Publishes everything at one address."""

    def __init__(self, web: WebServer) -> None:
        self._events: dict[str, Given] = {}
        web.answer = lambda _: Answer(200, {"ETag": f'"{hash(self._text())}"'}, self._text().encode())
        self.reader = FeedReader()
        self.source = CalendarSource("s", "ana", "feed", f"{web.url}/ana.ics", "Ana’s")

    def _text(self) -> str:
        return ical(*self._events.values())

    def put(self, event: Given) -> None:
        self._events[event.uid] = event

    def delete(self, uid: str) -> None:
        del self._events[uid]

    def forget_cursors(self) -> None:
        """A feed knows none."""


class CalDavOwner:
    """Has a calendar on a server; `tokens` is whether that knows sync-collection."""

    def __init__(self, server: Radicale, *, tokens: bool) -> None:
        self._server = server
        self._url = server.make_calendar("ana")
        self.reader = CalDavReader(doors_of(server))
        self.source = CalendarSource("s", "ana", "caldav", self._url, "Ana’s", account="account")
        if not tokens:
            server.refuse_tokens()

    def put(self, event: Given) -> None:
        self._server.write(self._url, event.uid, ical(event))

    def delete(self, uid: str) -> None:
        self._server.delete(self._url, uid)

    def forget_cursors(self) -> None:
        for path in self._server.folder.rglob("sync-token/*"):
            path.unlink()


class GoogleOwner:
    """Has a calendar at Google, shared with the studio."""

    def __init__(self, server: GoogleServer) -> None:
        studio, self._ana = server.person(STUDIO), server.person(OWNER)
        self._ana.share(studio, "reader")
        self._server = server
        secrets = KeptSecrets()
        account = signed_in(server, secrets)
        self.reader = GoogleReader(Sessions({account.id: account}.get, secrets), lambda: 0.5)
        self.source = CalendarSource("s", "ana", "google", OWNER, "Ana’s", account=account.id)

    def put(self, event: Given) -> None:
        wanted = at_google(event)
        names = {each["id"] for each in wanted}
        for one in self._ana.book.exceptions_of(event.uid).values():
            if one.id not in names:
                self._ana.fill([one.resource | {"status": "cancelled"}])
        self._ana.fill(wanted)

    def delete(self, uid: str) -> None:
        self._ana.delete(uid)

    def forget_cursors(self) -> None:
        self._server.expire_sync_tokens()


class Diary:
    """What the program keeps of a calendar between readings."""

    def __init__(self, owner: Owner, ours: Collection[str] = (), ours_at: tuple[Span, ...] = ()) -> None:
        self._owner, self.source = owner, owner.source
        self.items: dict[str, CalendarItem] = {}
        self._ours, self._ours_at = frozenset(ours), ours_at

    def read(self, span: Span = SUMMER, *, titles: bool = True) -> Pull:
        """Read what changed; returns what came."""
        known = {item.id: item.etag for item in self.items.values()}
        pull = pulled(self._owner.reader, self.source, known, span=span, titles=titles)
        if pull.whole:
            self.items.clear()
        for name in pull.gone:
            self.items.pop(name, None)
        self.items |= {item.id: item for item in pull.items}
        self.source = replace(self.source, cursor=pull.cursor)
        return pull

    def thin(self, before: datetime) -> None:
        """Leave out what is over, as is done each day."""
        self.items |= {
            item.id: item for item in self._owner.reader.thinned(list(self.items.values()), before)
        }

    def events(self, span: Span = SUMMER, zone: str = NEW_YORK) -> list[OutsideEvent]:
        """All that happens, as far as it was read; calendars differ in whether they tell of what is called off."""
        whose = Whose("ana", self.source.name, OWNER, zone, self._ours, self._ours_at)
        said = [item for item in self.items.values() if item.text]
        found = self._owner.reader.occurrences(said, span, whose)
        assert set(found) == {item.series for item in said}
        living = [
            event for group in found.values() for event in group if event.status is not EventStatus.CANCELLED
        ]
        return in_order(living, zone)
