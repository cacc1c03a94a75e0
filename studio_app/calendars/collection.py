"""A folder of `.ics` files, one event a file: the vdir convention, which khal, vdirsyncer and others open too.

See https://vdirsyncer.pimutils.org/en/stable/vdir.html: writes go to a hidden file ending in `.tmp` first, which
readers ignore, then take the name in one step; `displayname` and `color` hold what the collection is called.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
import uuid
from hashlib import sha256
from pathlib import Path

from studio_app.errors import BadInput, CalendarUnavailable

LARGEST_EVENT = 2_000_000
"""Bytes of one event's file; more is no appointment."""

STALE_SECONDS = 3600

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._+-]{0,180}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def file_name(event_id: str) -> str:
    """The name of an event's file.

    Raises:
        BadInput: the id can't be a file name on every system, or would leave the folder.
    """
    if not _NAME.fullmatch(event_id) or event_id.endswith(".") or _DEVICES.fullmatch(event_id):
        raise BadInput("event", f"{event_id[:80]!r} can't be the id of an event in a calendar folder")
    return f"{event_id}.ics"


def etag_of(data: bytes) -> str:
    """The etag of a file's content."""
    return sha256(data).hexdigest()[:32]


class Collection:
    """One folder of events; made when the first is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tidied = False

    def read(self, event_id: str) -> bytes | None:
        """The file of an event, or None."""
        path = self.folder / file_name(event_id)
        try:
            with path.open("rb") as file:
                return file.read(LARGEST_EVENT + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unavailable("read", error) from error

    def write(self, event_id: str, data: bytes) -> None:
        """Put a file in place whole: after a crash or a full disk it is the old one or the new one."""
        path = self.folder / file_name(event_id)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._tidy()
            try:
                with temporary.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            self._sync_folder()
        except OSError as error:
            raise self._unavailable("written", error) from error

    def remove(self, event_id: str) -> None:
        """Remove a file; one that is gone already is removed."""
        path = self.folder / file_name(event_id)
        try:
            path.unlink(missing_ok=True)
            self._sync_folder()
        except OSError as error:
            raise self._unavailable("written", error) from error

    def names(self) -> list[str]:
        """Ids of all events, sorted."""
        try:
            with os.scandir(self.folder) as entries:
                found = [entry.name for entry in entries if entry.is_file()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unavailable("read", error) from error
        return sorted(name[:-4] for name in found if name.endswith(".ics") and not name.startswith("."))

    def stamps(self) -> dict[str, str]:
        """What changes whenever a file does, by event id in order."""
        found: dict[str, str] = {}
        try:
            with os.scandir(self.folder) as entries:
                names = sorted(entry.name for entry in entries if entry.is_file())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._unavailable("read", error) from error
        for name in names:
            if name.endswith(".ics") and _NAME.fullmatch(name[:-4]):
                with contextlib.suppress(FileNotFoundError):  # removed just now
                    stamp = (self.folder / name).stat()
                    found[name[:-4]] = f"{stamp.st_mtime_ns:x}-{stamp.st_size:x}-{stamp.st_ino:x}"
        return found

    def must_be_there(self) -> None:
        """Refuse a folder that is not there, as on a drive that is not connected.

        Raises:
            CalendarUnavailable: it isn't.
        """
        if not self.folder.is_dir():
            raise self._unavailable("read", FileNotFoundError(errno.ENOENT, "it is not there"))

    def describe(self, name: str, color: str) -> None:
        """Say what the collection is called, unless somebody said so already."""
        for key, value in (("displayname", name), ("color", color)):
            path = self.folder / key
            if value:
                with contextlib.suppress(OSError), path.open("x", encoding="utf-8") as file:
                    file.write(value)

    def _tidy(self) -> None:
        """Remove what a crash left half written."""
        if self._tidied:
            return
        self._tidied = True
        for path in self.folder.glob(".*.ics.*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > STALE_SECONDS:
                    path.unlink()

    def _sync_folder(self) -> None:
        """Make the new name last through a power cut, where the system can."""
        if os.name == "nt" or not self.folder.is_dir():
            return
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _unavailable(self, doing: str, error: OSError) -> CalendarUnavailable:
        reason = error.strerror or str(error)
        return CalendarUnavailable(
            f"The calendar folder {self.folder} can't be {doing}: {reason}.",
            "Check that the folder is there, that it may be written, and that the disk has room.",
        )
