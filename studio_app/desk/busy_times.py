"""Outside events that block, found by time: an index a diary, made beside the interface and kept with the diary. Pure.

A studio may hold hundreds of thousands of events, of which a week shows a few: going through all of them at each painting
would keep the interface waiting.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app.desk.people import Face, names_apart
from studio_app.desk.week.model import Block, BlockKind
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.studio import Diary, Studio
from studio_app.engine.blocking import event_blocks, event_span
from studio_app.engine.instants import micros, moment_of
from studio_app.engine.memory import Attached
from studio_app.engine.working_time import zone_of


class BusyTimes:
    """The events of one diary that block, by start."""

    def __init__(self, diary: Diary, zone: ZoneInfo) -> None:
        spans = ((event_span(event, zone), event) for event in diary.events if event_blocks(event))
        rows = sorted((span for span in spans if span[0][0] < span[0][1]), key=lambda row: row[0])
        self._starts = array("q", (span[0] for span, _ in rows))
        self._ends = array("q", (span[1] for span, _ in rows))
        self._events = [event for _, event in rows]
        self._longest = max((end - start for (start, end), _ in rows), default=0)

    def near(self, start: int, end: int) -> Iterator[tuple[int, int, OutsideEvent]]:
        """Start, end (microseconds since 1970) and event of those that overlap `[start, end)`."""
        low = bisect_left(self._starts, start - self._longest)
        high = bisect_left(self._starts, end)
        for place in range(low, high):
            if self._ends[place] > start:
                yield self._starts[place], self._ends[place], self._events[place]


_known: Attached[BusyTimes] = Attached()


def busy_times(diary: Diary, zone: ZoneInfo) -> BusyTimes:
    """The index of a diary; made at the first asking and kept as long as the diary."""
    return _known.get(diary, zone, lambda: BusyTimes(diary, zone))


def index_busy_times(studio: Studio) -> None:
    """Make the index of all diaries; for the lane that reads the studio."""
    for person in studio.photographers:
        busy_times(studio.diaries[person.id], zone_of(studio.settings, person))


def busy_blocks(studio: Studio, start: datetime, end: datetime) -> Iterator[Block]:
    """Outside events that block, with their title or "busy"; one that several share is shown once with their names."""
    shared: dict[tuple[int, int, str, str], list[str]] = {}
    first, last = micros(start), micros(end)
    faces = [Face(person.id, person.name) for person in studio.photographers]
    for person, called in zip(studio.photographers, names_apart(faces), strict=True):
        found = busy_times(studio.diaries[person.id], zone_of(studio.settings, person))
        for low, high, event in found.near(first, last):
            names = shared.setdefault((low, high, event.title, event.calendar), [])
            names.append(called)
    for number, ((low, high, title, calendar), names) in enumerate(shared.items()):
        yield Block(
            id=f"busy/{number}",
            start=moment_of(low),
            end=moment_of(high),
            title=title or "busy",
            subtitle=" \N{MIDDLE DOT} ".join(filter(None, (_people(names), calendar))),
            kind=BlockKind.BUSY,
            tip=", ".join(names),
        )


def _people(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 2 else f"{len(names)} people"
