"""Whatever people do in a calendar of theirs, and whatever goes wrong while it is read: in the end the stored events are
those of the calendar, written out by somebody else's hand.

Series with exceptions, holes and splits, whole days, sync tokens that end, pages that come twice, processes that end.
`HYPOTHESIS_PROFILE=thorough` looks longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from studio_app.domain.calendar_source import Trouble
from studio_app.domain.outside_event import ShowAs
from studio_app.domain.timespan import DateSpan, Span
from tests.support.between_steps import crash
from tests.support.google_server import GoogleServer, How, faults
from tests.support.google_server.refusal import JSON, Refusal
from tests.support.google_server.series import occurrences
from tests.support.google_server.times import instant, is_day
from tests.support.google_studio import MONDAY, World
from tests.support.looks import one_in

ANA = "ana@studio.test"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# None that its own first day may not fit: what Google makes of such a rule is not known.
RULES = [
    "RRULE:FREQ=DAILY;COUNT=5",
    "RRULE:FREQ=WEEKLY;COUNT=8",
    "RRULE:FREQ=WEEKLY;INTERVAL=2",
    "RRULE:FREQ=DAILY;INTERVAL=9;UNTIL=20260831T120000Z",
]
FAULTS = {
    "reset": faults.reset(),
    "hang": faults.hang(0.6),
    "500": faults.broken(),
    "429": faults.rate_limited(429, "2"),
    "401": faults.unauthorized(),
    "410": faults.status(410, "fullSyncRequired"),
    **{str(how): faults.spoilt(how) for how in How if how not in (How.STATUS, How.RESET, How.HANG, How.SLOW)},
}
Stored = tuple[str, str, str, bool]
"""Start, end, title, and whether it blocks."""

numbers = st.integers(0, 9)


class ReadingMachine(RuleBasedStateMachine):
    """See above."""

    port = 0

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        patch = self._stack.enter_context(pytest.MonkeyPatch.context())
        self.server = self._stack.enter_context(GoogleServer(port=ReadingMachine.port))
        ReadingMachine.port = self.server.port
        for name, value in self.server.environment().items():
            patch.setenv(name, value)
        self.world = World(self.server, patch)
        self._stack.callback(self.world.close)
        self.ana = self.world.people["ana"]
        self.ana.create("Always", MONDAY + 40 * DAY, MONDAY + 40 * DAY + HOUR, id="anchor0")
        self.server.limit_pages(3)

    # ---------------------------------------------------------------- what Ana does

    @rule(
        number=numbers,
        what=st.sampled_from(["hours", "days", "free", "series", "day series"]),
        kind=st.integers(0, 3),
    )
    def create(self, number: int, what: str, kind: int) -> None:
        at = MONDAY + number * DAY
        fields: JSON = {"transparency": "transparent"} if what == "free" else {}
        if what == "series":
            fields["recurrence"] = [RULES[kind]]
        if what == "day series":
            fields["recurrence"] = [RULES[kind].partition(";UNTIL")[0]]
        if what in ("days", "day series"):
            end = (at + (1 + number % 3) * DAY).date()
            self.ana.create(f"Days {number}", at.date(), end, **fields)
        else:
            self.ana.create(f"Hours {number}", at, at + (1 + number) * HOUR, **fields)

    @rule(
        number=numbers,
        later=numbers,
        what=st.sampled_from(["move", "rename", "delete", "restore", "free", "ends", "single"]),
    )
    def change(self, number: int, later: int, what: str) -> None:
        """An event, a series as a whole, or an exception of one."""
        name = self._event(number)
        at = MONDAY + later * DAY + 3 * HOUR
        works: dict[str, Callable[[], object]] = {
            "move": lambda: self.ana.move(name, at, at + HOUR),
            "rename": lambda: self.ana.change(name, summary=f"Renamed {later}"),
            "delete": lambda: self.ana.delete(name),
            "restore": lambda: self.ana.restore(name),
            "free": lambda: self.ana.change(name, transparency="transparent"),
            "ends": lambda: self.ana.change(name, recurrence=[f"RRULE:FREQ=DAILY;COUNT={1 + later}"]),
            "single": lambda: self.ana.change(name, recurrence=None),
        }
        with suppress(Refusal, KeyError):
            works[what]()

    @rule(
        number=numbers,
        which=numbers,
        what=st.sampled_from(["move", "rename", "delete", "restore", "split"]),
        later=numbers,
    )
    def change_one(self, number: int, which: int, what: str, later: int) -> None:
        """One occurrence of a series, or that and all following."""
        found = self.ana.book.events[self._event(number)]
        if "recurrence" not in found.resource or found.is_cancelled:
            return
        every = list(occurrences(self.ana.book, found, MONDAY + 60 * DAY))
        if not every:
            return
        name = every[which % len(every)]["id"]
        at = MONDAY + later * DAY + 5 * HOUR
        works: dict[str, Callable[[], object]] = {
            "move": lambda: self.ana.move(name, at, at + HOUR),
            "rename": lambda: self.ana.change(name, summary=f"Once {later}"),
            "delete": lambda: self.ana.delete(name),
            "restore": lambda: self.ana.restore(name),
            "split": lambda: self.ana.split(name, summary=f"From now on {later}"),
        }
        with suppress(Refusal, KeyError):
            works[what]()

    def _event(self, number: int) -> str:
        found = [name for name in self.ana.book.events if name != "anchor0"] or ["anchor0"]
        return found[number % len(found)]

    # ---------------------------------------------------------------- what the program does

    @rule(
        wrong=st.lists(
            st.tuples(st.sampled_from(sorted(FAULTS)), st.integers(0, 2), st.sampled_from([1, 2, 9])),
            max_size=2,
        ),
        ends=st.one_of(st.none(), st.integers(1, 8)),
        expired=st.booleans(),
    )
    def sync(self, wrong: list[tuple[str, int, int]], ends: int | None, expired: bool) -> None:
        if expired:
            self.server.expire_sync_tokens(self.ana.book)
        for name, skip, times in wrong:
            self.server.faults.order(
                replace(FAULTS[name], skip=skip, times=times, calendar=ANA, method="events.list")
            )
        if ends is not None:
            self.world.points.plan(ends, crash)
        self.world.sync()
        self.world.points.clear()
        self.server.faults.clear()

    @rule(days=st.sampled_from([0, 1, 10]))
    def days_go_by(self, days: int) -> None:
        """The days that events are kept for move on."""
        self.world.go_by(timedelta(days=days, hours=1))

    # ---------------------------------------------------------------- in the end

    def teardown(self) -> None:
        try:
            for _ in range(3):
                self.world.sync()
                self.world.go_by(HOUR)
            self._check()
        finally:
            self._stack.close()

    def _check(self) -> None:
        assert list(self.server.misfits) == []
        with self.world.kept.reading() as reading:
            source = next(each for each in reading.sources() if each.photographer == "ana")
            events = reading.events_of(source.id)
        assert source.trouble is Trouble.NONE, source.problem
        assert source.window is not None
        window = source.window
        found = ((*_times(event.when), event.title, event.show_as is ShowAs.BUSY) for event in events)
        stored = Counter(each for each in found if _is_inside(each, window))
        expected = Counter(each for each in self._expected(window) if _is_inside(each, window))
        assert stored == expected, f"too much: {stored - expected}; too little: {expected - stored}"

    def _expected(self, window: Span) -> list[Stored]:
        """What the calendar holds within the days that are kept, as its own server writes series out."""
        book = self.ana.book
        found = []
        for one in book.events.values():
            if one.is_exception or one.is_cancelled:
                continue
            is_series = "recurrence" in one.resource
            for each in occurrences(book, one, window.end) if is_series else [one.resource]:
                if each["status"] == "cancelled":
                    continue
                start, end = instant(each["start"], book.zone), instant(each["end"], book.zone)
                if start < window.end and end > window.start:
                    found.append((*_said(each), each["summary"], each.get("transparency") != "transparent"))
        return found


def _is_inside(event: Stored, window: Span) -> bool:
    """Whether an event is clearly within the days that are kept; at their edges a day may be kept or not."""
    start, end = (datetime.fromisoformat(text) for text in event[:2])
    start, end = (at if at.tzinfo else at.replace(tzinfo=UTC) for at in (start, end))
    return end > window.start + DAY and start < window.end - DAY


def _times(when: Span | DateSpan) -> tuple[str, str]:
    return (str(when.start), str(when.end)) if isinstance(when, Span) else (str(when.first), str(when.end))


def _said(event: JSON) -> tuple[str, str]:
    if is_day(event["start"]):
        return event["start"]["date"], event["end"]["date"]
    start, end = (
        datetime.fromisoformat(event[name]["dateTime"]).astimezone(UTC) for name in ("start", "end")
    )
    return str(start), str(end)


EXAMPLES = one_in(200)

TestReading = ReadingMachine.TestCase
TestReading.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20, suppress_health_check=list(HealthCheck)
)
