"""Photographers' busy times from CalDAV calendars: an item for each event with its exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

from studio_app.calendars.dav.client import Dav, Refused
from studio_app.calendars.dav.doors import Doors
from studio_app.calendars.dav.sync import Changed, Cursor, changes, fetched, name_of
from studio_app.calendars.feed_text import items_of
from studio_app.calendars.ics_text import Unreadable, busy_text
from studio_app.calendars.model import Capabilities, called
from studio_app.calendars.over import thinned
from studio_app.calendars.retry import patiently
from studio_app.calendars.together import Answer, Job, read_together
from studio_app.calendars.written_out import written_out
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience

LINES = 3
"""Connections to the server of one account at once."""

TRIES = 2

BUSY_TIMES = "busy times"
"""The cursor of a calendar that shows no more; such a one can't tell what changed."""

MARGIN = timedelta(days=1)


class CalDavReader:
    """Reads each account's calendars by a few connections."""

    capabilities = Capabilities(titles=True)

    def __init__(self, doors: Doors) -> None:
        """`doors` opens accounts."""
        self._doors = doors

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        """New and changed events of each calendar; see `connector.CalendarReader`."""
        by_account: dict[str, list[Errand]] = {}
        for errand in errands:
            by_account.setdefault(errand.source.account, []).append(errand)
        jobs = [
            self._job(group[line::LINES], patience)
            for group in by_account.values()
            for line in range(min(LINES, len(group)))
        ]
        return read_together(jobs, patience, at_once=2 * LINES)

    def occurrences(
        self, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of calendars, by series."""
        return written_out(
            items,
            span,
            whose,
            lambda item: f"{called('In the calendar', whose.calendar)} “{name_of(item.id)}”",
        )

    def thinned(self, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """The events of calendars without what is over."""
        return thinned(items, before)

    def _job(self, errands: Sequence[Errand], patience: Patience) -> Job:
        return Job(errands, lambda: self._answers(errands, patience))

    def _answers(self, errands: Sequence[Errand], patience: Patience) -> Iterator[Answer]:
        with self._doors.open(errands[0].source, patience) as server:
            for errand in errands:
                yield errand.source, _answer(server, errand, patience)


def _answer(server: Dav, errand: Errand, patience: Patience) -> Pull | CalendarUnavailable:
    try:
        return patiently(partial(_pull, server, errand), patience, tries=TRIES)
    except Refused as error:
        return _in_words(error, called("The calendar", errand.source.name))
    except CalendarUnavailable as error:
        return error


def _in_words(error: Refused, what: str) -> CalendarUnavailable:
    match error.status:
        case HTTPStatus.FORBIDDEN:
            return CalendarUnavailable(f"{what} is not shared any more.", "Ask its owner to share it again.")
        case HTTPStatus.NOT_FOUND | HTTPStatus.GONE:
            return CalendarUnavailable(f"{what} is not there any more.", "Choose another one.")
        case _:
            return CalendarUnavailable(f"{what} can’t be read ({error.status}).", error.advice)


def _pull(server: Dav, errand: Errand) -> Pull:
    form = "1 titles" if errand.titles else "1 busy"
    before = Cursor.read(errand.source.cursor, form)
    try:
        changed = changes(server, errand.source.address, before, form, errand.known)
    except Refused as error:
        if error.status != HTTPStatus.FORBIDDEN:
            raise
        return _busy_times(server, errand, error)
    if not changed.events and not changed.gone:
        return Pull(cursor=str(changed.cursor), whole=changed.whole)
    known = {} if changed.whole else errand.known()
    items, gone = _items(server, errand, changed, known)
    return Pull(tuple(items), frozenset(gone & known.keys()), str(changed.cursor), changed.whole)


def _busy_times(server: Dav, errand: Errand, refused: Refused) -> Pull:
    """The busy times of a calendar that shows no events, as an item of their own; `refused` where it shows nothing."""
    span = Span(errand.span.start - MARGIN, errand.span.end + MARGIN)
    try:
        data = server.free_busy(errand.source.address, span)
    except Refused:
        raise refused from None
    items = items_of(_text(errand, errand.source.address, data))
    if errand.source.cursor == BUSY_TIMES and errand.known() == {item.id: item.etag for item in items}:
        return Pull(cursor=BUSY_TIMES)
    return Pull(tuple(items), cursor=BUSY_TIMES, whole=True)


def _items(
    server: Dav, errand: Errand, changed: Changed, known: Mapping[str, str]
) -> tuple[list[CalendarItem], set[str]]:
    """The events that are new, and the paths where there are none any more."""
    items, gone = [], set(changed.gone)
    wanted = {
        path: each for path, each in changed.events.items() if not each.etag or known.get(path) != each.etag
    }
    for path, etag, data in fetched(server, errand.source.address, wanted):
        text = "" if data is None else _text(errand, path, data)
        if "BEGIN:VEVENT" in text or "BEGIN:VFREEBUSY" in text:
            items.append(CalendarItem(path, path, etag, text))
        else:
            gone.add(path)
    return items, gone


def _text(errand: Errand, path: str, data: bytes) -> str:
    try:
        return busy_text(data, titles=errand.titles)
    except Unreadable as error:
        raise CalendarUnavailable(
            f"{called('In the calendar', errand.source.name)} “{name_of(path)}” {error}.",
            "Correct or delete it there; until then its photographer counts as unknown.",
        ) from error
