"""Whatever comes between two steps, calendar and database are equal in the end, and no guest hears of a change twice.

A machine books, moves, cancels, takes back and decides at two desks; people move, change, delete, restore and copy the
events by hand and answer; Google fails in every way that is known; processes end between any two steps; clocks jump. In the
end all is well again for a while, and then everything must be as if nothing had happened in between.

`HYPOTHESIS_PROFILE=thorough` looks longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from studio_app.actions.telling import WAIT_SETTING
from studio_app.domain.outbox import WriteState
from tests.support.between_steps import crash
from tests.support.google_server import Fault, GoogleServer, How, Kind, Mail, faults
from tests.support.google_studio import MONDAY, PROPERTY, STUDIO, World, hour_at, signed_in, wanted_events
from tests.support.looks import one_in

HOUR = timedelta(hours=1)
LATEST = MONDAY + timedelta(days=20)
LATER = hour_at(14)

numbers = st.integers(0, 5)
hour_numbers = st.integers(0, 29)

# ---------------------------------------------------------------- what goes wrong

PAGES = (How.DUPLICATE, How.EMPTY_PAGE)
SPOILT = (How.TRUNCATED, How.CUT_JSON, How.MALFORMED)


def on(method: str, *kinds: Fault) -> list[Fault]:
    return [replace(kind, method=method, calendar=STUDIO) for kind in kinds]


FAULTS = [
    *on(
        "events.*",
        faults.reset(),
        faults.reset(after=True),
        faults.hang(0.6),
        faults.hang(0.6, after=True),
        faults.broken(500),
        faults.broken(500, after=True),
        faults.broken(503, retry_after="40"),
        faults.rate_limited(403),
        faults.rate_limited(429),
        faults.rate_limited(429, "3"),
        faults.rate_limited(429, "900"),
        faults.quota_gone(),
        faults.unauthorized(),
        *(faults.spoilt(how) for how in SPOILT),
    ),
    *on("events.update", faults.status(412, "conditionNotMet"), faults.reset(after=True)),
    *on("events.delete", faults.status(412, "conditionNotMet"), faults.reset(after=True)),
    *on("events.insert", faults.status(409, "duplicate"), faults.reset(after=True)),
    *on("events.list", faults.status(410, "fullSyncRequired"), *(faults.spoilt(how) for how in PAGES)),
    faults.broken(503, method="oauth.token"),
    faults.reset(method="oauth.token", after=True),
]


def called(fault: Fault) -> str:
    """A short name, so that a failure can be read."""
    words = [
        fault.how if fault.how is not How.STATUS else f"{fault.status} {fault.reason}",
        fault.retry_after,
    ]
    return " ".join([*filter(None, words), *(["after"] if fault.after else []), fault.method])


BY_NAME = {called(fault): fault for fault in FAULTS}
Wrong = tuple[str, int, int]
"""A fault's name, how many requests go well before it, how often it comes."""

wrongs = st.lists(
    st.tuples(st.sampled_from(sorted(BY_NAME)), st.integers(0, 2), st.sampled_from([1, 1, 2, 9])), max_size=3
)


class SyncMachine(RuleBasedStateMachine):
    """See above."""

    port = 0

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        patch = self._stack.enter_context(pytest.MonkeyPatch.context())
        self.server = self._stack.enter_context(GoogleServer(port=SyncMachine.port))
        SyncMachine.port = self.server.port  # Google's client is built once for each address
        for name, value in self.server.environment().items():
            patch.setenv(name, value)
        self.world = World(self.server, patch)
        self._stack.callback(self.world.close)

    # ---------------------------------------------------------------- at the desks

    @initialize(
        hours=st.lists(hour_numbers, min_size=1, max_size=3, unique=True),
        wait=st.sampled_from(["0", "90"]),
        take=st.booleans(),
    )
    def begin(self, hours: list[int], wait: str, take: bool) -> None:
        with self.world.kept.writing() as writing:
            writing.set_setting(WAIT_SETTING, wait)
            writing.save_calendar_rules(replace(writing.calendar_rules(), take_free_moves=take))
        for hour in hours:
            self.world.book(hour)

    @rule(
        what=st.sampled_from(["book", "move", "cancel", "undo", "take", "keep"]),
        number=numbers,
        hour=hour_numbers,
    )
    def at_a_desk(self, what: str, number: int, hour: int) -> None:
        world = self.world
        works: dict[str, Callable[[], None]] = {
            "book": lambda: world.book(hour),
            "move": lambda: world.move(number, hour),
            "cancel": lambda: world.cancel(number),
            "undo": world.undo,
            "take": lambda: world.decide(take=True),
            "keep": lambda: world.decide(take=False),
        }
        works[what]()

    # ---------------------------------------------------------------- in the calendar

    def _by_hand(self, what: str, number: int, send: str) -> None:
        """Somebody works on an event in the calendar."""
        host, ana = self.world.host, self.world.people["ana"]
        at = LATER
        works: dict[str, Callable[[str], object]] = {
            "move": lambda name: host.move(name, at + number * HOUR, at + (number + 1) * HOUR, send=send),
            "rename": lambda name: host.change(name, summary=f"Renamed {number}", send=send),
            "describe": lambda name: host.change(name, description="", location="Elsewhere", send=send),
            "colour": lambda name: host.change(name, colorId="5", reminders={"useDefault": False}),
            "invite": lambda name: host.change(
                name, attendees=self._guests(name, f"x{number}@out.test"), send=send
            ),
            "uninvite": lambda name: host.change(name, attendees=self._guests(name)[1:], send=send),
            "delete": lambda name: host.delete(name, send=send),
            "restore": lambda name: host.restore(name, send=send),
            "copy": lambda name: self.world.twins.add(host.duplicate(name, send=send)["id"]),
            "create": lambda _: host.create("Lunch", LATER, LATER + HOUR),
            "accept": lambda name: ana.answer(name, "accepted"),
            "decline": lambda name: ana.answer(name, "declined"),
        }
        self.world.by_hand(number, works[what])

    def _guests(self, name: str, *more: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.world.host.event(name).get("attendees", [])
        return [*found, *({"email": email} for email in more)]

    @rule(
        what=st.sampled_from(
            [
                "move",
                "rename",
                "describe",
                "colour",
                "invite",
                "uninvite",
                "delete",
                "restore",
                "copy",
                "accept",
                "decline",
            ]
        ),
        number=numbers,
        send=st.sampled_from(["all", "none"]),
    )
    def by_hand(self, what: str, number: int, send: str) -> None:
        self._by_hand(what, number, send)

    # ---------------------------------------------------------------- in the air

    @rule(
        desk=st.integers(0, 1),
        wrong=wrongs,
        between=st.lists(
            st.tuples(
                st.integers(1, 24),
                st.sampled_from(
                    ["crash", "crash", "sync", "move", "hand", "delete", "restore", "cancel", "undo"]
                ),
            ),
            max_size=3,
        ),
        number=numbers,
    )
    def sync(self, desk: int, wrong: list[Wrong], between: list[tuple[int, str]], number: int) -> None:
        """A round with things that go wrong, and things that happen between its steps."""
        world = self.world
        happenings: dict[str, Callable[[], object]] = {
            "crash": crash,
            "sync": lambda: world.sync(1 - desk),
            "move": lambda: world.move(number, 7 * number),
            "cancel": lambda: world.cancel(number),
            "undo": world.undo,
            "hand": lambda: self._by_hand("move", number, "all"),
            "delete": lambda: self._by_hand("delete", number, "none"),
            "restore": lambda: self._by_hand("restore", number, "all"),
        }
        world.points.clear()
        self.server.faults.clear()
        self.server.faults.order(
            *(replace(BY_NAME[name], skip=skip, times=times) for name, skip, times in wrong)
        )
        for after, name in between:
            world.points.plan(after, happenings[name])  # type: ignore[arg-type]
        world.sync(desk)
        world.points.clear()
        self.server.faults.clear()

    @rule(
        what=st.sampled_from(
            ["minute", "hours", "days", "back", "far back", "cursor", "access", "sign-in", "again"]
        )
    )
    def time_goes_by(self, what: str) -> None:
        """Clocks jump, and what Google gave ends."""
        jumps = {"minute": 1, "hours": 180, "days": 60 * 24 * 5, "back": -30, "far back": -60 * 24 * 3}
        world, server = self.world, self.server
        if what in jumps:
            world.clock.now = min(world.clock.now + timedelta(minutes=jumps[what]), LATEST)
        elif what == "cursor":
            server.expire_sync_tokens()
        elif what == "access":
            server.sign_in.expire_access()
        elif what == "sign-in":
            server.sign_in.end(STUDIO)
        else:
            self._signed_in()

    def _signed_in(self) -> None:
        world = self.world
        world.account = signed_in(self.server, world.secrets)
        world.desks = [world.started(), world.started()]

    # ---------------------------------------------------------------- in the end

    def teardown(self) -> None:
        try:
            self._settle()
            self._check()
        finally:
            self._stack.close()

    def _settle(self) -> None:
        """All goes well for some hours, and somebody decides what there is to be decided."""
        self.server.faults.clear()
        self.world.points.clear()
        self._signed_in()
        for turn in range(30):
            self.world.go_by(timedelta(minutes=12))
            self.world.sync(turn % 2)
            entries = self.world.entries()
            differing = [entry for entry in entries if entry.state is WriteState.DIFFERS]
            if differing:
                self.world.decide(take=turn % 2 == 0)
            elif turn > 2 and all(entry.state is WriteState.WRITTEN for entry in entries):
                return
        raise AssertionError(f"does not settle: {self.world.entries()}")

    def _check(self) -> None:
        assert list(self.server.misfits) == []
        self._check_equal()
        self._check_mails()

    def _check_equal(self) -> None:
        """One event for each confirmed appointment, as it should be, and no other event of the program."""
        wanted = wanted_events(self.world)
        events = {each["id"]: each for each in self.world.events()}
        appointments = Counter(each["extendedProperties"]["private"][PROPERTY] for each in events.values())
        assert appointments == Counter(wanted.keys())
        for name, event in wanted.items():
            assert event is not None
            found = events[event.id]
            assert found["extendedProperties"]["private"][PROPERTY] == name
            assert datetime.fromisoformat(found["start"]["dateTime"]) == event.span.start
            assert datetime.fromisoformat(found["end"]["dateTime"]) == event.span.end
            assert found["summary"] == event.title
            assert found.get("description", "").split() == event.description.split()
            assert found.get("location", "") == event.location
            there = {guest["email"] for guest in found.get("attendees", [])}
            assert {guest.email for guest in event.guests} <= there

    def _check_mails(self) -> None:
        """Nobody was told the same twice, nor more often than somebody did something."""
        by_program = [mail for mail in self.server.mails if mail.request and mail.kind is not Kind.ANSWER]
        nothing_new = [mail for mail in by_program if mail.kind is Kind.UPDATE and not mail.changes]
        assert nothing_new == []
        names = {entry.event: entry.appointment for entry in self.world.entries()}
        writes = Counter(event for event, _ in {(mail.event, mail.request) for mail in by_program})
        world = self.world
        changes = {event: world.handed[names[event]] + world.touched[event] for event in writes}
        too_often = {
            event: (count, changes[event]) for event, count in writes.items() if count > changes[event]
        }
        assert too_often == {}, "mails went out without anybody having done anything"
        told: dict[tuple[str, str], Mail] = {}
        for mail in by_program:
            # What people delete or bring back without a mail, no guest knows of.
            if mail.event not in world.touched:
                last = told.get((mail.to, mail.event))
                again = last is not None and last.kind is mail.kind is not Kind.UPDATE
                assert not again, f"{mail.to} got two of {mail.kind}"
                told[mail.to, mail.event] = mail
        self._check_that_all_know(told)

    def _check_that_all_know(self, told: dict[tuple[str, str], Mail]) -> None:
        """Every guest of an event that only the program wrote knows what it is now."""
        events = {each["id"]: each for each in self.world.events()}
        invited = {
            (guest["email"], name)
            for name, event in events.items()
            if name not in self.world.touched
            for guest in event.get("attendees", [])
        }
        assert {key for key, mail in told.items() if mail.kind is not Kind.CANCELLATION} == invited
        for _, name in invited:
            now = {key: events[name][key] for key in ("start", "end", "summary")}
            known = [mail.resource for key, mail in told.items() if key[1] == name]
            assert all({key: each[key] for key in now} == now for each in known)


EXAMPLES = one_in(200)

TestSync = SyncMachine.TestCase
TestSync.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=20, suppress_health_check=list(HealthCheck)
)
