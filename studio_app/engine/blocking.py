"""What takes a photographer's time: which events block, and from when to when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from studio_app.domain.appointment import Appointment
from studio_app.domain.order import street_of
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.place import Place
from studio_app.domain.studio import Diary
from studio_app.domain.timespan import DateSpan
from studio_app.engine.instants import EPOCH, MICROSECOND, local_day, micros, moment_of
from studio_app.engine.memory import Attached


class Source(Enum):
    """Where a block comes from."""

    EVENT = "event"
    APPOINTMENT = "appointment"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Block:
    """Time of a photographer that is taken, `start` and `end` in microseconds since 1970."""

    start: int
    end: int
    place: Place | None
    source: Source
    name: str
    calendar: str = ""


class Ignored(Enum):
    """Why an outside event takes nobody's time."""

    CANCELLED = "cancelled"
    WORKING_LOCATION = "working_location"
    FREE = "free"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    NO_LENGTH = "no_length"


# Looked up once: this is asked of every event of a diary that changed.
_CANCELLED, _DEFAULT, _BUSY = EventStatus.CANCELLED, EventKind.DEFAULT, ShowAs.BUSY
_NOT_COMING = {Response.DECLINED: Ignored.DECLINED, Response.NEEDS_ACTION: Ignored.UNANSWERED}


def why_ignored(event: OutsideEvent) -> Ignored | None:
    """Why an outside event doesn't take its photographer's time, were it of any length; None where it does."""
    if event.status is _CANCELLED:
        return Ignored.CANCELLED
    if event.kind is not _DEFAULT:
        if event.kind is EventKind.OUT_OF_OFFICE:
            return None
        if event.kind is EventKind.WORKING_LOCATION:
            return Ignored.WORKING_LOCATION
    if event.show_as is not _BUSY:
        return Ignored.FREE
    return None if event.response is None else _NOT_COMING.get(event.response)


def ignored(events: Iterable[OutsideEvent], zone: ZoneInfo) -> Counter[Ignored]:
    """How many events take nobody's time, and why; `zone` is the photographer's."""
    found: Counter[Ignored] = Counter()
    for event in events:
        why = why_ignored(event)
        if why is None:
            start, end = event_span(event, zone)
            why = None if end > start else Ignored.NO_LENGTH
        if why is not None:
            found[why] += 1
    return found


def event_blocks(event: OutsideEvent) -> bool:
    """Whether an outside event takes its photographer's time, were it of any length."""
    return why_ignored(event) is None


def event_span(event: OutsideEvent, zone: ZoneInfo) -> tuple[int, int]:
    """Start and end of an event in microseconds; dates are those of `zone`, the photographer's."""
    when = event.when
    if isinstance(when, DateSpan):
        return local_day(zone, when.first).start, local_day(zone, when.end).start
    return (when.start - EPOCH) // MICROSECOND, (when.end - EPOCH) // MICROSECOND


def blocks_of(diary: Diary, zone: ZoneInfo, now: datetime) -> Iterator[Block]:
    """What blocks at `now`, in no order: events that take time, confirmed appointments and live holds."""
    for event in diary.events:
        if why_ignored(event) is None:
            start, end = event_span(event, zone)
            if end > start:
                yield Block(start, end, event.place, Source.EVENT, event.title, event.calendar)
    for appointment in diary.appointments:
        if appointment.blocks_at(now):
            source = (
                Source.HOLD
                if appointment.hold_until and appointment.is_live_hold(now)
                else Source.APPOINTMENT
            )
            name = street_of(appointment.address) or appointment.id
            span = appointment.span
            yield Block(micros(span.start), micros(span.end), appointment.place, source, name)


class Blocks:
    """One photographer's blocks by start, to be asked for those near a time."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.all = sorted(blocks, key=lambda block: (block.start, block.end))
        self._starts = [block.start for block in self.all]
        self._longest = max((block.end - block.start for block in self.all), default=0)

    def near(self, start: int, end: int) -> list[Block]:
        """Blocks that may share time with `[start, end]`, borders included."""
        low = bisect_left(self._starts, start - self._longest)
        return self.all[low : bisect_right(self._starts, end)]


_blocks: Attached[Blocks] = Attached()


def blocks_at(diary: Diary, zone: ZoneInfo, now: datetime) -> Blocks:
    """The blocks of a diary at `now`, remembered as long as the same holds live."""
    detail = (zone, live_holds(diary, now))
    return _blocks.get(diary, detail, lambda: Blocks(blocks_of(diary, zone, now)))


def live_holds(diary: Diary, now: datetime) -> tuple[str, ...]:
    """Ids of the holds in a diary that are not over."""
    return tuple(item.id for item in diary.holds if item.is_live_hold(now))


def counted_on(diary: Diary, day: date, zone: ZoneInfo, now: datetime) -> int:
    """Confirmed appointments and live holds that start on a studio-local date."""
    start, end = (moment_of(border) for border in local_day(zone, day)[1:3])
    return sum(item.blocks_at(now) and start <= item.span.start < end for item in diary.appointments)


def week_start(day: date) -> date:
    """The Monday of a date's week."""
    return day - timedelta(days=day.weekday())


def confirmed(diary: Diary) -> list[Appointment]:
    """The confirmed appointments of a diary, which ranking counts."""
    return [item for item in diary.appointments if item.state == "confirmed"]
