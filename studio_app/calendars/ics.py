"""Photographers' busy times from `.ics` files and folders of them."""

from __future__ import annotations

import logging
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from studio_app.calendars.busy import free_busy_times, outside_event
from studio_app.calendars.ics_text import Unreadable, busy_calendars_in
from studio_app.calendars.model import Capabilities
from studio_app.calendars.occurrences import occurrences_in
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import DateSpan, Span
from studio_app.domain.wall_time import day_start
from studio_app.errors import CalendarUnavailable

KIND = "ics"

SUFFIXES = frozenset({".ics", ".ical", ".ifb"})
MARKERS = ("displayname", "color")
"""Files by which a folder is a calendar (vdir), be there events in it or not."""

LARGEST_FILE = 20_000_000
LARGEST_SOURCE = 100_000_000
MOST_FILES = 20_000
MOST_SECONDS = 60.0
"""What one source may take, so that a strange calendar can't hold up the others."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """All that the events of a file depend on, besides the file."""

    photographer: str
    calendar: str
    span: Span
    owner_email: str
    zone: str


Found = tuple[str, OutsideEvent]
"""An occurrence with its event's UID."""


class IcsReader:
    """Reads files again only when they changed, as expanding them is most of the work."""

    capabilities = Capabilities(titles=True)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds, for the time limit."""
        self._clock = clock
        self._kept: dict[str, dict[Path, tuple[object, tuple[Found, ...]]]] = {}

    def read(
        self, source: CalendarSource, span: Span, owner_email: str, zone: str, ours: Collection[str] = ()
    ) -> Sequence[OutsideEvent]:
        """All occurrences in the span by start; see `connector.CalendarReader`."""
        wanted = _Wanted(source.photographer, source.name, span, owner_email, zone)
        left_out = frozenset(ours)
        before = self._kept.get(source.id, {})
        now: dict[Path, tuple[object, tuple[Found, ...]]] = {}
        deadline = self._clock() + MOST_SECONDS
        found: list[OutsideEvent] = []
        total = 0
        for path in _files(Path(source.address).expanduser()):
            stamp = _stamp(path)
            total += stamp.st_size
            if stamp.st_size > LARGEST_FILE or total > LARGEST_SOURCE:
                raise _unavailable(path, "is too large for a calendar")
            key = (stamp.st_mtime_ns, stamp.st_size, stamp.st_ino, wanted)
            kept = before.get(path)
            events = kept[1] if kept and kept[0] == key else self._events(path, wanted, deadline)
            now[path] = (key, events)
            found += [event for uid, event in events if uid not in left_out]
        self._kept[source.id] = now
        owner_zone = ZoneInfo(zone)
        return sorted(found, key=lambda event: _start(event, owner_zone))

    def _events(self, path: Path, wanted: _Wanted, deadline: float) -> tuple[Found, ...]:
        def on_step() -> None:
            if self._clock() > deadline:
                raise Unreadable("takes too long to read")

        try:
            return tuple(events_in(_bytes(path), wanted, on_step))
        except Unreadable as error:
            log.info("unreadable calendar file %s: %s", path, error)
            raise _unavailable(path, str(error)) from error


def events_in(data: bytes, wanted: _Wanted, on_step: Callable[[], None]) -> Iterator[Found]:
    """The occurrences in one file. Raises Unreadable."""
    zone = ZoneInfo(wanted.zone)
    for calendar in busy_calendars_in(data):
        for item in occurrences_in(calendar, wanted.span, zone, on_step):
            uid = str(item.event.get("UID", ""))
            yield (
                uid,
                outside_event(
                    item.event, item.when, wanted.photographer, wanted.owner_email, wanted.calendar
                ),
            )
        for part in calendar.walk("VFREEBUSY"):
            for event in free_busy_times(part, wanted.span, zone, wanted.photographer, wanted.calendar):
                yield "", event


def _files(place: Path) -> list[Path]:
    """The files of a source: itself, or all calendar files in a folder and below it, except hidden ones."""
    try:
        if not stat.S_ISDIR(place.stat().st_mode):
            return [place]
        found = sorted(_walk(place))
    except OSError as error:
        raise _unreachable(place, error) from error
    if len(found) > MOST_FILES:
        raise _unavailable(place, f"holds more than {MOST_FILES} files")
    if not found and not any((place / name).is_file() for name in MARKERS):
        raise _unavailable(place, "holds no calendar files")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(root, name)


def _stamp(path: Path) -> os.stat_result:
    try:
        found = path.stat()
    except OSError as error:
        raise _unreachable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise _unavailable(path, "is no file")
    return found


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreachable(path, error) from error
    if len(data) > LARGEST_FILE:
        raise Unreadable("is too large for a calendar")
    return data


def _start(event: OutsideEvent, zone: ZoneInfo) -> datetime:
    when = event.when
    return day_start(zone, when.first) if isinstance(when, DateSpan) else when.start


def _unreachable(path: Path, error: OSError) -> CalendarUnavailable:
    return _unavailable(path, f"can't be read: {error.strerror or error}")


def _unavailable(path: Path, problem: str) -> CalendarUnavailable:
    return CalendarUnavailable(
        f"The calendar {path} {problem}.",
        "Export it again or choose another; until then its photographer counts as unknown.",
    )
