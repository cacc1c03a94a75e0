"""Photographers' busy times from `.ics` files and folders of them: an item a file."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from studio_app.calendars.ics_text import Unreadable, busy_text
from studio_app.calendars.model import Capabilities
from studio_app.calendars.over import thinned
from studio_app.calendars.retry import must_not_be_over
from studio_app.calendars.together import Answer, read_each
from studio_app.calendars.written_out import written_out
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, CalendarUnavailable
from studio_app.patience import Patience

SUFFIXES = frozenset({".ics", ".ical", ".ifb"})
MARKERS = ("displayname", "color")
"""Files by which a folder is a calendar (vdir), be there events in it or not."""

LARGEST_FILE = 20_000_000
LARGEST_SOURCE = 100_000_000
MOST_FILES = 20_000
MOST_SECONDS = 60.0
"""What one source may take, so that a strange calendar can't hold up the others."""

_AWAY = frozenset(
    {errno.EIO, errno.ETIMEDOUT, errno.ESTALE, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN}
    | {errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED, errno.EBUSY}
)
"""What a network folder answers while its server can't be reached."""


class IcsReader:
    """Reads only files that changed; the cursor says how their texts were kept."""

    capabilities = Capabilities(titles=True)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` counts seconds, for the time limit."""
        self._clock = clock

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        """New and changed files of each calendar; see `connector.CalendarReader`."""
        return read_each(errands, partial(self._pull, patience=patience), patience)

    def occurrences(
        self, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of files, by file."""
        return written_out(items, span, whose, lambda item: f"The calendar file {item.id}", self._clock)

    def thinned(self, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """The files without what is over."""
        return thinned(items, before)

    def _pull(self, errand: Errand, patience: Patience) -> Pull:
        place = Path(errand.source.address).expanduser()
        cursor = f"1 {'titles' if errand.titles else 'busy'}"
        whole = errand.source.cursor != cursor
        known = {} if whole else errand.known()
        stamps = _stamps(place)
        deadline = self._clock() + MOST_SECONDS
        items = []
        for path, etag in stamps.items():
            key = _key(place, path)
            if known.get(key) == etag:
                continue
            must_not_be_over(patience, f"The calendar {place} could not be read in time.")
            if self._clock() > deadline:
                raise _unavailable(path, "takes too long to read")
            items.append(CalendarItem(key, key, etag, _text(path, titles=errand.titles)))
        gone = known.keys() - {_key(place, path) for path in stamps}
        # A folder without a file is all there is: so whoever takes it can doubt it.
        return Pull(tuple(items), frozenset(gone), cursor, whole or not stamps)


def _key(place: Path, path: Path) -> str:
    """A file within its source, in any characters."""
    name = path.name if path == place else path.relative_to(place).as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _stamps(place: Path) -> dict[Path, str]:
    """The files of a source, and what changes whenever they do."""
    found: dict[Path, str] = {}
    total = 0
    for path in _files(place):
        stamp = _stamp(path)
        total += stamp.st_size
        if stamp.st_size > LARGEST_FILE or total > LARGEST_SOURCE:
            raise _unavailable(path, "is too large for a calendar")
        found[path] = etag_of(stamp)
    return found


def etag_of(stamp: os.stat_result) -> str:
    """What changes whenever a file does, and when another takes its place."""
    return f"{stamp.st_mtime_ns:x}-{stamp.st_size:x}-{stamp.st_ino:x}"


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


def _text(path: Path, *, titles: bool) -> str:
    try:
        return busy_text(_bytes(path), titles=titles)
    except Unreadable as error:
        raise _unavailable(path, str(error)) from error


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise _unreachable(path, error) from error
    if len(data) > LARGEST_FILE:
        raise Unreadable("is too large for a calendar")
    return data


def _unreachable(path: Path, error: OSError) -> CalendarUnavailable:
    problem = f"can't be read: {error.strerror or error}"
    if error.errno in _AWAY:
        return CalendarOffline(f"The calendar {path} {problem}.", "Check that its drive is connected.")
    return _unavailable(path, problem)


def _unavailable(path: Path, problem: str) -> CalendarUnavailable:
    return CalendarUnavailable(
        f"The calendar {path} {problem}.",
        "Export it again or choose another; until then its photographer counts as unknown.",
    )
