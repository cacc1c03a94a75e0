"""The lanes of the program: made and joined here, and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType

from studio_app.worker.lane import Lane

SWITCH_SECONDS = 0.001
"""A thread that computes beside the interface delays its timers by 14 ms at the 99th percentile with Python's own 5 ms
between switches, by 8 ms with this."""
CLOSE_SECONDS = 10.0


class Lanes:
    """Three threads beside the interface.

    Attributes:
        storage: Reads and writes of the database, in order; what waits is finished at the end.
        network: Calendars; what waits is kept in the outbox and left at the end.
        openings: Questions to the engine; only the newest of a kind is answered.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self.storage = Lane("storage")
        self.network = Lane("network")
        self.openings = Lane("openings")

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until no lane has anything to do; for tests and for leaving."""
        return all(lane.wait_until_idle(seconds) for lane in (self.storage, self.network, self.openings))

    def close(self) -> bool:
        """End all threads; whether all of them ended in time."""
        ended = [
            self.openings.close(finish=False, seconds=CLOSE_SECONDS),
            self.network.close(finish=False, seconds=CLOSE_SECONDS),
            self.storage.close(finish=True, seconds=CLOSE_SECONDS),
        ]
        return all(ended)

    def __enter__(self) -> Lanes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
