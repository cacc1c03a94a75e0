"""Whatever somebody did, in whatever order, can be taken back step by step: then orders, appointments and the calendar
are as they were, and done again they are as they became. It survives a restart at any point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import exchange
from studio_app.actions.add_appointment import AddAppointment, add_appointment
from studio_app.actions.agents import Caller
from studio_app.actions.apply_cover import ApplyCover, apply_cover, moves_of, plan_cover
from studio_app.actions.book_order import BookOrder, Slot, book_order
from studio_app.actions.cancel_appointment import CancelAppointment, cancel_appointment
from studio_app.actions.change_property import ChangeProperty, change_property
from studio_app.actions.change_services import ChangeServices, change_services
from studio_app.actions.confirm_hold import ConfirmHold, confirm_hold
from studio_app.actions.done import Done
from studio_app.actions.edit_event import EditEvent, edit_event
from studio_app.actions.edit_order import CancelOrder, EditOrder, cancel_order, edit_order
from studio_app.actions.extend_hold import ExtendHold, extend_hold
from studio_app.actions.identity import new_id
from studio_app.actions.merge_appointments import MergeAppointments, merge_appointments
from studio_app.actions.move_appointments import MoveAppointments, Target, move_appointments
from studio_app.actions.postpone_appointment import PostponeAppointment, postpone_appointment
from studio_app.actions.reinstate_appointment import ReinstateAppointment, reinstate_appointment
from studio_app.actions.release_hold import ReleaseHold, release_hold
from studio_app.actions.split_appointment import SplitAppointment, split_appointment
from studio_app.actions.steps import Steps, keep_steps, kept_steps, redo_last, undo_last
from studio_app.actions.telling import WAIT_SETTING
from studio_app.actions.write_outbox import write_outbox
from studio_app.domain.appointment import Appointment, OwnWords, State
from studio_app.domain.order import Order, Property
from studio_app.domain.timespan import Span
from studio_app.domain.wishes import DayPart, Wishes
from studio_app.errors import KnownError
from studio_app.storage.database import SqlStore, open_store
from tests.support.looks import one_in
from tests.support.scenarios import person, service, studio
from tests.unit.actions.calendars import FakeCalendar

EXAMPLES = one_in(60)
START = datetime(2026, 6, 15, 12, tzinfo=UTC)
STUDIO = studio(
    person("ana", senior=True),
    person("ben"),
    person("cleo", senior=True),
    services=[
        service("photos"),
        service("video", 45),
        service("plan", 30, separate=True),
        service("dusk", 30, twilight=True),
    ],
    packages=[{"id": "both", "name": "Both", "services": ["photos", "video"], "minutes": 90}],
    twilight={"mode": "manual"},
    two_photographers_hours=4,
)
PEOPLE = ("ana", "ben", "cleo")
SERVICES = ("photos", "video", "plan", "dusk")


@dataclass
class World:
    """A desk whose choices come from a list of numbers."""

    store: SqlStore
    numbers: list[int]
    now: datetime = START
    calendar: FakeCalendar = field(default_factory=FakeCalendar)
    steps: Steps = field(default_factory=Steps)

    def pick(self, among: Any) -> Any:
        """One of some; none of nothing."""
        found = list(among)
        number = self.numbers.pop() if self.numbers else 0
        return found[number % len(found)] if found else None

    def time(self) -> datetime:
        """Any time of two days, on quarters, within hours and beside them."""
        return datetime(2026, 6, 16, 12, tzinfo=UTC) + timedelta(
            days=self.pick(range(2)), minutes=15 * self.pick(range(48))
        )

    def appointment(self) -> Appointment:
        with self.store.reading() as reading:
            found = [item for order in reading.find_orders("") for item in reading.appointments_of(order.id)]
        return self.pick(found) or Appointment("none", ("ana",), Span(START, START + timedelta(hours=1)))

    def order(self) -> Order:
        with self.store.reading() as reading:
            found = reading.find_orders("")
        return self.pick(found) or Order("none", "none", Property("x"), (), (), START)

    def crew(self) -> tuple[str, ...] | None:
        return self.pick([None, ("ana",), ("ben",), ("cleo",)])

    def services(self) -> tuple[str, ...]:
        return self.pick(
            [("photos",), ("video",), ("photos", "video"), ("plan",), ("dusk",), ("photos", "plan")]
        )

    def write(self) -> None:
        write_outbox(self.store, self.calendar, lambda: self.now, lambda: 0.5)


def book(world: World) -> Done:
    wanted = world.services()
    parts = 2 if wanted == ("photos", "plan") else 1
    slots = tuple(world.pick([None, Slot(world.time(), None)]) for _ in range(parts))
    command = BookOrder(
        new_id(),
        Caller(email="dana@reed.test", name="Dana"),
        "55 Summit Avenue",
        wanted,
        slots=slots,
        hold_minutes=world.pick([None, 60]),
    )
    return book_order(world.store, world.now, "Kim", command)


def package(world: World) -> Done:
    command = BookOrder(
        new_id(), Caller(email="lee@x.test"), "9 Elm St", (), ("both",), slots=(Slot(world.time()),)
    )
    return book_order(world.store, world.now, "Kim", command)


def move(world: World) -> Done:
    targets = {}
    for _ in range(world.pick(range(1, 4))):
        item = world.appointment()
        targets[item.id] = Target(item.id, world.time(), world.crew(), world.pick([None, None, 45, 120]))
    command = MoveAppointments(tuple(targets.values()), world.pick(["", "anyway"]))
    return move_appointments(world.store, world.now, "Kim", command)


def cover(world: World) -> Done:
    off = Span(world.now + timedelta(hours=2), world.now + timedelta(hours=world.pick(range(3, 40))))
    who = world.pick(PEOPLE)
    moves = moves_of(plan_cover(world.store, world.now, who, off))
    return apply_cover(world.store, world.now, "Kim", ApplyCover(who, off, moves))


def edit(world: World) -> Done:
    wanted = replace(
        world.order(),
        notes=world.pick(["", "Gate 5", "Ring"]),
        due=world.pick([None, date(2026, 6, 30)]),
        wishes=Wishes(world.pick(DayPart)),
    )
    return edit_order(world.store, world.now, "Kim", EditOrder(wanted))


def change_place(world: World) -> Done:
    wanted = Property(world.pick(["9 Elm St", "1 Mill Pond"]), None, world.pick([None, 2000]))
    return change_property(world.store, world.now, "Kim", ChangeProperty(world.order().id, wanted))


def merge(world: World) -> Done:
    item = world.appointment()
    with world.store.reading() as reading:
        others = [one.id for one in reading.appointments_of(item.order or "none") if one.id != item.id]
    return merge_appointments(world.store, world.now, "Kim", MergeAppointments(item.id, tuple(others[:1])))


def split(world: World) -> Done:
    item = world.appointment()
    slot = world.pick([None, Slot(world.time(), world.crew())])
    return split_appointment(
        world.store, world.now, "Kim", SplitAppointment(item.id, item.services[:1], slot)
    )


def add(world: World) -> Done:
    command = AddAppointment(
        world.order().id,
        (world.pick(SERVICES),),
        Slot(world.time(), world.crew()),
        overrule=world.pick(["", "so"]),
    )
    return add_appointment(world.store, world.now, "Kim", command)


def simple(action: Callable[..., Done], command: Callable[[World], Any]) -> Callable[[World], Done]:
    return lambda world: action(world.store, world.now, "Kim", command(world))


ACTIONS: dict[str, Callable[[World], Done]] = {
    "book": book,
    "package": package,
    "move": move,
    "cover": cover,
    "edit": edit,
    "place": change_place,
    "merge": merge,
    "split": split,
    "add": add,
    "services": simple(change_services, lambda w: ChangeServices(w.appointment().id, w.services())),
    "cancel": simple(cancel_appointment, lambda w: CancelAppointment(w.appointment().id, "sold")),
    "postpone": simple(postpone_appointment, lambda w: PostponeAppointment(w.appointment().id, "snow")),
    "reinstate": simple(reinstate_appointment, lambda w: ReinstateAppointment(w.appointment().id)),
    "event": simple(edit_event, lambda w: EditEvent(w.appointment().id, w.pick([None, OwnWords("Mine")]))),
    "confirm": simple(confirm_hold, lambda w: ConfirmHold(w.appointment().id)),
    "extend": simple(extend_hold, lambda w: ExtendHold(w.appointment().id, 30)),
    "release": simple(release_hold, lambda w: ReleaseHold(w.appointment().id)),
    "cancel order": simple(cancel_order, lambda w: CancelOrder(w.order().id)),
}
DEEDS = st.lists(
    st.tuples(
        st.sampled_from([*ACTIONS, "book", "book", "write", "wait"]),
        st.lists(st.integers(0, 200), max_size=12),
    ),
    min_size=3,
    max_size=14,
)


def begin(world: World) -> None:
    """Three orders before anybody looks: a package with a part without a time, two appointments, a hold."""
    at = datetime(2026, 6, 16, 14, tzinfo=UTC)
    for services, slots, hold in (
        (("photos", "video", "dusk"), (Slot(at, ("ana",)), None), None),
        (("photos", "plan"), (Slot(at + timedelta(hours=3)), Slot(at + timedelta(hours=5))), None),
        (("video",), (Slot(at + timedelta(days=1)),), 90),
    ):
        caller = Caller(email="dana@reed.test", name="Dana")
        order = BookOrder(new_id(), caller, "5 Oak Rd", services, slots=slots, hold_minutes=hold)
        book_order(world.store, world.now, "Kim", order)


def everything(world: World) -> tuple[object, ...]:
    """What is wanted, and what the calendar says; without versions and without what was taken back as new."""
    with world.store.reading() as reading:
        orders = [order for order in reading.find_orders("", 100) if not order.cancelled]
        items = [
            item
            for order in orders
            for item in reading.appointments_of(order.id)
            if item.state is not State.CANCELLED
        ]
        off = [person.time_off for person in reading.studio(world.now).photographers]
    world.now += timedelta(minutes=1)
    world.write()
    events = sorted(world.calendar.events.values(), key=lambda event: event.appointment)
    return (
        sorted((replace(order, version=0) for order in orders), key=lambda order: order.id),
        sorted((replace(item, version=0) for item in items), key=lambda item: item.id),
        events,
        off,
    )


@pytest.mark.timeout(max(900, EXAMPLES))
def test_everything_can_be_taken_back_and_done_again() -> None:
    seen = Counter[str]()

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(DEEDS)
    def judge(deeds: list[tuple[str, list[int]]]) -> None:
        world_now = [START]
        with closing(open_store("sqlite://", now=lambda: world_now[0])) as store:
            with store.writing() as writing:
                writing.replace_studio(exchange.read_studio(STUDIO))
                writing.set_setting(WAIT_SETTING, "10")
            world = World(store, [])
            begin(world)
            states = [everything(world)]
            for name, numbers in deeds:
                world.numbers = list(numbers)
                if name == "write":
                    world.write()
                elif name == "wait":
                    world.now += timedelta(minutes=20)
                elif did(world, name, seen):
                    states.append(everything(world) if world.pick((True, False)) else ())
                world_now[0] = world.now
            there_and_back(world, states)

    judge()
    assert len(seen) >= len(ACTIONS) - 5, seen


def did(world: World, name: str, seen: Counter[str]) -> bool:
    """Whether something was done that can be taken back."""
    try:
        done = ACTIONS[name](world)
    except KnownError:
        return False
    if done.undo is None:
        return False
    seen[name] += 1
    world.steps = world.steps.did(done.undo, world.now)
    keep_steps(world.store, world.now, "Kim", world.steps)
    return True


def there_and_back(world: World, states: list[tuple[object, ...]]) -> None:
    """Undo all, looking where somebody looked before; redo all; and once more after a restart."""
    last = everything(world)
    for state in reversed([*states[:-1]]):
        world.steps = undo_last(world.store, world.now, "Kim", "Kim", world.steps).steps
        found = everything(world)
        assert not state or found == state
    world.steps = kept_steps(world.store, world.now, "Kim")
    while world.steps.undone:
        world.steps = redo_last(world.store, world.now, "Kim", "Kim", world.steps).steps
    assert everything(world) == last
