"""The lanes of the program: made and joined here, and nowhere else."""

from __future__ import annotations

import sys
from types import TracebackType

from studio_app.worker.lane import Lane

SWITCH_SECONDS = 0.001
"""A thread that computes beside the interface delays its timers by 14 ms at the 99th percentile with Python's own 5 ms
between switches, by 8 ms with this."""
CLOSE_SECONDS = 10.0
CONFIRM_SECONDS = 60.0
"""Several that wait take their seconds one after the other, and none may be lost."""


class Lanes:
    """Seven threads beside the interface.

    Attributes:
        storage: Reads and writes of the database, in order; what waits is finished at the end.
        confirming: Writes that look at a network first, for seconds; what waits is finished at the end.
        network: Calendars that are read; what waits is left at the end.
        writing: The primary calendar, whatever the others keep waiting; what waits is kept in the outbox.
        places: Servers that know addresses and roads, and files that somebody brings; what waits is left at the end.
        connecting: What waits for a person elsewhere, for minutes; whoever asks ends it before the end.
        openings: Questions to the engine; only the newest of a kind is answered.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(SWITCH_SECONDS)
        self.storage = Lane("storage")
        self.confirming = Lane("confirming")
        self.network = Lane("network")
        self.writing = Lane("writing")
        self.places = Lane("places")
        self.connecting = Lane("connecting")
        self.openings = Lane("openings")

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait until no lane has anything to do; for tests and for leaving."""
        lanes = (
            self.storage,
            self.confirming,
            self.network,
            self.writing,
            self.places,
            self.connecting,
            self.openings,
        )
        return all(lane.wait_until_idle(seconds) for lane in lanes)

    def close(self) -> bool:
        """End all threads; whether all of them ended in time."""
        ended = [
            self.openings.close(finish=False, seconds=CLOSE_SECONDS),
            self.connecting.close(finish=False, seconds=CLOSE_SECONDS),
            self.places.close(finish=False, seconds=CLOSE_SECONDS),
            self.network.close(finish=False, seconds=CLOSE_SECONDS),
            self.writing.close(finish=False, seconds=CLOSE_SECONDS),
            self.confirming.close(finish=True, seconds=CONFIRM_SECONDS),
            self.storage.close(finish=True, seconds=CLOSE_SECONDS),
        ]
        return all(ended)

    def __enter__(self) -> Lanes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
