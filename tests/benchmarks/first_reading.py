"""Reads all calendars of a stored studio for the first time: run by `test_sync_speed` in a process of its own.

Prints seconds for the round, the most memory that the process ever had in MB, and how many events are stored.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime

from tests.benchmarks.cold_start import _peak_megabytes as peak_megabytes


def main(url: str, now: datetime) -> int:
    """Open the database, do a round, report."""
    from studio_app.actions.sync_calendars import sync_calendars
    from studio_app.connectors import LateBusyReaders, LateKeys, LatePrimaryCalendar
    from studio_app.patience import Patience
    from studio_app.storage.database import open_store
    from studio_app.storage.location import Location

    store = open_store(url, now=lambda: now)
    keys = LateKeys(store)
    primary = LatePrimaryCalendar(store, lambda: now, Location.of(url).file, None, keys)
    begun = time.perf_counter()
    done = sync_calendars(store, lambda: now, primary, LateBusyReaders(keys), lambda: 0.5, Patience(300.0))
    seconds = time.perf_counter() - begun
    with store.reading() as reading:
        events = sum(len(reading.events_of(source.id)) for source in reading.sources())
    store.close()
    found = {"seconds": seconds, "megabytes": peak_megabytes(), "events": events, "warnings": done.warnings}
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], datetime.fromisoformat(sys.argv[2])))
