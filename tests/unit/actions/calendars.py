"""Calendars in memory that behave: a primary one with etags, guests and mails, and readers of photographers' ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from studio_app.calendars.comparing import may_create, may_remove, to_change
from studio_app.domain.account import Account, FoundCalendar, account_id
from studio_app.domain.calendar_event import CalendarEvent, Guest, Notify, PrimaryPull, StoredEvent, Written
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent, Response
from studio_app.domain.timespan import DateSpan, Span
from studio_app.errors import CalendarUnavailable, KnownError
from studio_app.patience import Patience


class FakeCalendar:
    """A primary calendar in memory that can be out of reach, and tells what was done to it.

    Attributes:
        events: What stands in it.
        calls: The requests of the program that write.
        mails: What guests were told: the address and what it was about.
        broken: Raised by every request.
        fails_after: Raised by the next write once it is done, as by a time-out.
        before: Called once, before the next request.
    """

    def __init__(self) -> None:
        self.stored: dict[str, StoredEvent] = {}
        self.calls: list[str] = []
        self.mails: list[tuple[str, str]] = []
        self.broken: Exception | None = None
        self.fails_after: BaseException | None = None
        self.before: Callable[[], None] = lambda: None
        self.believed = True
        self._changes: list[str] = []
        self._writes = 0
        self._forgotten = 0

    @property
    def events(self) -> dict[str, CalendarEvent]:
        return {key: found.event for key, found in self.stored.items()}

    # ------------------------------------------------------------ the program

    def put(self, event: CalendarEvent, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> str:
        self._called(f"put {event.id}")
        stored = self.stored.get(event.id)
        if stored is None:
            may_create(last)
        wanted = to_change(event, stored, last) if stored else event
        if wanted is not None:
            told = {guest.email for guest in (*wanted.guests, *(stored.event.guests if stored else ()))}
            self._mail(told, f"{event.id} {wanted.span.start:%d %H:%M}", notify)
            answers = stored.answers if stored else {}
            self._store(wanted, answers)
        self._fail_after()
        return self.stored[event.id].etag

    def remove(self, event_id: str, last: Written | None = None, notify: Notify = Notify.EVERYONE) -> None:
        self._called(f"remove {event_id}")
        stored = self.stored.get(event_id)
        if stored is not None:
            may_remove(stored, last)
            self._mail({guest.email for guest in stored.event.guests}, f"{event_id} removed", notify)
            self._forget(event_id)
        self._fail_after()

    def find(self, event_id: str) -> StoredEvent | None:
        self._reached()
        return self.stored.get(event_id)

    def changes(self, cursor: str, known: Mapping[str, str]) -> PrimaryPull:
        self._reached()
        here = f"{len(self._changes)}"
        if not cursor or int(cursor) < self._forgotten:
            return PrimaryPull(tuple(self.stored.values()), cursor=here, whole=True)
        touched = dict.fromkeys(self._changes[int(cursor) :])
        return PrimaryPull(
            tuple(self.stored[key] for key in touched if key in self.stored),
            frozenset(key for key in touched if key not in self.stored),
            here,
        )

    # ------------------------------------------------------------ people

    def change(self, event_id: str, **values: object) -> StoredEvent:
        """Somebody changes an event by hand."""
        stored = self.stored[event_id]
        return self._store(replace(stored.event, **values), stored.answers)  # type: ignore[arg-type]

    def move(self, event_id: str, start: object) -> StoredEvent:
        """Somebody drags an event to another time."""
        return self.change(event_id, span=self.stored[event_id].event.span.moved_to(start))  # type: ignore[arg-type]

    def delete(self, event_id: str) -> None:
        """Somebody deletes an event by hand."""
        self._forget(event_id)

    def answer(self, event_id: str, email: str, answer: Response) -> None:
        """A guest answers."""
        stored = self.stored[event_id]
        self._store(stored.event, {**stored.answers, email: answer})

    def invite(self, event_id: str, email: str) -> None:
        """Somebody invites another guest by hand."""
        self.change(event_id, guests=(*self.stored[event_id].event.guests, Guest("", email)))

    def forget_cursors(self) -> None:
        """The calendar no longer knows what changed since earlier."""
        self._changes.append("")
        self._forgotten = len(self._changes)

    # ------------------------------------------------------------ inside

    def _called(self, call: str) -> None:
        before, self.before = self.before, lambda: None
        before()
        self.calls.append(call)
        self._reached()

    def _reached(self) -> None:
        if self.broken:
            raise self.broken

    def _fail_after(self) -> None:
        error, self.fails_after = self.fails_after, None
        if error is not None:
            raise error

    def _store(self, event: CalendarEvent, answers: Mapping[str, Response]) -> StoredEvent:
        self._writes += 1
        self._changes.append(event.id)
        self.stored[event.id] = StoredEvent(event, f"etag {self._writes}", answers)
        return self.stored[event.id]

    def _forget(self, event_id: str) -> None:
        self._changes.append(event_id)
        self.stored.pop(event_id, None)

    def _mail(self, people: Iterable[str], about: str, notify: Notify) -> None:
        if notify is Notify.EVERYONE:
            self.mails += [(email, about) for email in sorted(people)]


class FakeOpener:
    """Opens calendars of before, by address."""

    def __init__(self) -> None:
        self.calendars: dict[str, FakeCalendar] = {}

    def open(self, source: CalendarSource) -> FakeCalendar:
        found = self.calendars.get(source.address)
        if found is None:
            raise CalendarUnavailable("Nobody is signed in there any more.")
        return found


class FakeReader:
    """Photographers' calendars by address; an event is an item and a series of its own.

    Attributes:
        events: What stands in each; an error where it can't be read.
        asked: The addresses that were asked.
        during: Called once, when a calendar has answered and nobody heard it yet.
        whole: Every answer is all there is, as of a feed.
        whose: The last photographer of whom events were written out.
    """

    def __init__(self) -> None:
        self.events: dict[str, Sequence[OutsideEvent] | CalendarUnavailable] = {}
        self.asked: list[str] = []
        self.patience: Patience | None = None
        self.during: Callable[[], None] = lambda: None
        self.whole = False
        self.whose: Whose | None = None
        self.written_out: list[str] = []
        self._texts: dict[str, OutsideEvent] = {}

    def pull(
        self, errands: Sequence[Errand], patience: Patience
    ) -> Iterator[tuple[CalendarSource, Pull | CalendarUnavailable]]:
        self.patience = patience
        during, self.during = self.during, lambda: None
        for errand in errands:
            self.asked.append(errand.source.address)
            answer = self._pull(errand)
            during()
            yield errand.source, answer

    def _pull(self, errand: Errand) -> Pull | CalendarUnavailable:
        found = self.events.get(errand.source.address, ())
        if isinstance(found, CalendarUnavailable):
            return found
        items = [self._item(event, titles=errand.titles) for event in found]
        cursor = f"{errand.titles}"
        if self.whole or errand.source.cursor != cursor:
            return Pull(tuple(items), cursor=cursor, whole=True)
        known = errand.known()
        changed = tuple(item for item in items if known.get(item.id) != item.etag)
        return Pull(changed, frozenset(known.keys() - {item.id for item in items}), cursor)

    def _item(self, event: OutsideEvent, *, titles: bool) -> CalendarItem:
        kept = event if titles else replace(event, title="")
        text = repr(kept)
        self._texts[text] = kept
        key = event.title or text
        return CalendarItem(key, f"series {key}", f"{hash(text)}", text)

    def recognised(self, text: str) -> tuple[str, str]:
        return ("feed" if "://" in text else "ics"), text

    def occurrences(
        self, kind: str, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        self.whose = whose
        self.written_out += [item.id for item in items]
        found = {item.series: self._texts[item.text] for item in items}
        return {
            series: [replace(event, photographer=whose.photographer)]
            for series, event in found.items()
            if isinstance(event.when, DateSpan) or event.when.overlaps(span)
        }

    def thinned(self, kind: str, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        said = [(item, self._texts[item.text].when) for item in items if item.text]
        return [
            replace(item, text="") for item, when in said if isinstance(when, Span) and when.end <= before
        ]


MAIN = FoundCalendar("kim@studio.test", "Studio", writable=True, main=True)
ANAS = FoundCalendar("ana@studio.test", "Ana", titles=False)
SHOOTS = FoundCalendar("shoots", "Shoots", writable=True)
KIM = Account(
    account_id("google", "Kim@studio.test"), "google", "kim@studio.test", calendars=(ANAS, MAIN, SHOOTS)
)


@dataclass
class FakeAccounts:
    """A provider at which somebody signs in, or nobody."""

    account: Account = KIM
    fails: KnownError | None = None
    signed_out: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    may_write: list[bool] = field(default_factory=list)

    def sign_in_google(
        self,
        client_file: Path,
        account: Account | None,
        show: Callable[[str], None],
        patience: Patience,
        *,
        write: bool = True,
    ) -> Account:
        self.may_write.append(write)
        show("https://accounts.google.test/")
        return self._signed_in()

    def sign_in_again(self, account: Account, show: Callable[[str], None], patience: Patience) -> Account:
        return self._signed_in()

    def sign_in_caldav(self, url: str, login: str, password: str, patience: Patience) -> Account:
        self.passwords.append(password)
        self._signed_in()
        return replace(
            self.account, id=account_id("caldav", login, url), kind="caldav", login=login, server=url
        )

    def calendars(self, account: Account, patience: Patience) -> Account:
        return replace(account, calendars=(MAIN,))

    def sign_out(self, account: Account) -> None:
        self.signed_out.append(account.id)
        if self.fails:
            raise self.fails

    def _signed_in(self) -> Account:
        if self.fails:
            raise self.fails
        return self.account
