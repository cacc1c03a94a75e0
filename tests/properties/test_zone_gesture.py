"""Whatever a hand does on the map: what is drawn is what is stored and what the engine asks, and every step leads back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import exchange
from studio_app.actions.edit_zones import AddZone, EditZone, add_zone, edit_zone
from studio_app.desk.map.gestures import Part
from studio_app.desk.zones import gesture, keyboard
from studio_app.desk.zones.draft import Drawn, problem_of
from studio_app.desk.zones.gesture import Hand, Tool, Touch
from studio_app.desk.zones.showing import draft_of
from studio_app.domain.place import Place
from studio_app.domain.zone import Ring, Zone
from studio_app.engine.coverage import zones_at
from studio_app.engine.zone_shapes import Point, Shape, contains, normal
from studio_app.engine.zone_snapping import Borders
from studio_app.errors import BadInput
from studio_app.storage.database import SqlStore, open_store
from tests.support.looks import one_in
from tests.support.random_shapes import shapes
from tests.support.scenarios import person
from tests.support.scenarios import studio as a_studio
from tests.support.stored_cases import Clock

EXAMPLES = one_in(20)
STEPS = 24
NEIGHBOUR: Ring = ((-71.2, 42.3), (-71.1, 42.3), (-71.1, 42.4), (-71.2, 42.4))


def touch(random: Random, hand: Hand) -> Touch:
    """Somewhere: on a part of the draft, on the neighbour's border, or anywhere."""
    at = (random.uniform(-71.4, -71.0), random.uniform(42.2, 42.5))
    if random.random() < 0.2:
        at = random.choice(NEIGHBOUR)
    shape = hand.shape
    part = random.choice(list(Part)) if shape else Part.NOTHING
    ring = random.randrange(len(shape.rings)) if shape else 0
    index = random.randrange(len(shape.rings[ring])) if shape else 0
    middle = part is Part.EDGE and random.random() < 0.5
    return Touch(at, part, ring, index, middle, near=0.004, free=random.random() < 0.2)


def step(hand: Hand, random: Random) -> Hand:
    """One thing that a hand or key does."""
    known = touch(random, hand)
    ring, index = hand.current or (0, 0)
    wishes = [
        lambda: gesture.pressed(hand, known),
        lambda: gesture.moved(hand, known),
        lambda: gesture.moved(hand, known),
        lambda: gesture.released(hand),
        lambda: gesture.clicked(hand, known),
        lambda: gesture.clicked(hand, known),
        lambda: gesture.clicked(hand, known),
        lambda: gesture.closed(hand),
        lambda: gesture.cancelled(hand),
        lambda: gesture.cutting(hand, known.at),
        lambda: keyboard.walked(hand, random.choice((1, -1))),
        lambda: keyboard.nudged(hand, (random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02))),
        lambda: keyboard.with_corner_at_cursor(hand),
        lambda: keyboard.with_circle_at_cursor(hand, random.uniform(0.5, 8)),
        lambda: keyboard.with_radius(hand, random.uniform(0.5, 8)),
        lambda: keyboard.without_last_corner(hand),
        lambda: keyboard.without_hole(hand, 1),
        lambda: keyboard.undone(hand),
        lambda: keyboard.redone(hand),
    ]
    if hand.tool is Tool.EDIT and hand.shape is not None and hand.grab is None:
        wishes.append(lambda: keyboard.inserted(hand, ring, index))
        wishes.append(lambda: keyboard.deleted(hand, ring, index))
    try:
        return random.choice(wishes)()
    except BadInput:
        return hand  # three corners stay


def begun(random: Random, shape: Shape) -> Hand:
    """A hand that draws, edits, or is about to draw a circle."""
    hand = Hand(borders=Borders.of([NEIGHBOUR]))
    return random.choice(
        [
            gesture.drawing(hand, (-71.3, 42.3)),
            gesture.editing(hand, "here", shape),
            gesture.rounding(hand, (-71.3, 42.3)),
            gesture.started_with(hand, shape),
        ]
    )


def drawn_rings(hand: Hand) -> tuple[Ring, ...]:
    """The rings that the map paints as closed."""
    shown = draft_of(hand, 0)
    assert shown is not None
    return shown.rings if shown.closed else shown.rings[:-1]


@given(st.integers(0, 2**32).map(Random), shapes(2))
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_step_can_be_taken_back_and_done_again(random: Random, shape: Shape) -> None:
    hand = begun(random, shape)
    for _ in range(STEPS):
        hand = step(hand, random)
        shown = draft_of(hand, 0)
        if hand.draft is not None and shown is not None and hand.shape is not None:
            assert drawn_rings(hand) == hand.shape.rings, "what is drawn is what is held"
    hand = gesture.cancelled(hand)
    if hand.draft is None:
        return
    end, count = hand.draft.now, len(hand.draft.past)
    for _ in range(count):
        hand = keyboard.undone(hand)
    assert hand.draft is not None
    assert hand.draft.now == hand.draft.start or hand.draft.now == Drawn()
    assert not hand.draft.past
    for _ in range(count):
        hand = keyboard.redone(hand)
    assert hand.draft is not None
    assert hand.draft.now == end


@given(st.integers(0, 2**32).map(Random), shapes(2))
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_drag_that_is_broken_off_changes_nothing(random: Random, shape: Shape) -> None:
    hand = gesture.editing(Hand(borders=Borders.of([NEIGHBOUR])), "here", shape)
    before = hand.draft
    held = gesture.pressed(hand, touch(random, hand))
    for _ in range(4):
        held = gesture.moved(held, touch(random, held))
    back = keyboard.backed_out(held) if held.grab else held
    assert back.draft == before
    assert gesture.cancelled(held).draft == before


@pytest.mark.timeout(900)
def test_what_is_drawn_is_stored_and_is_what_the_engine_asks() -> None:
    clock, saved = Clock(), [0]
    with closing(open_store("sqlite://", now=clock)) as store:

        @given(st.integers(0, 2**32).map(Random), shapes(2))
        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
        def draw_and_save(random: Random, shape: Shape) -> None:
            with store.writing() as writing:
                writing.replace_studio(exchange.read_studio(a_studio(person("ana"))))
            hand = begun(random, shape)
            for _ in range(STEPS):
                hand = step(hand, random)
            hand = gesture.cancelled(hand)
            if hand.draft is None or hand.shape is None or problem_of(hand.draft.now):
                return
            if not _saved(store, clock, hand.shape):
                return
            saved[0] += 1
            with store.reading() as reading:
                zones = reading.whole_studio().zones
            wanted = normal(hand.shape)
            assert (zones[0].ring, zones[0].holes) == (wanted.ring, wanted.holes)
            border, *holes = drawn_rings(hand)
            assert normal(Shape(border, tuple(holes))) == wanted
            for point in _points(random, hand.shape):
                covered = zones_at(zones, Place(lat=point[1], lon=point[0])) == {"here"}
                assert covered == contains(hand.shape, point)

        draw_and_save()
    assert saved[0] > EXAMPLES // 10, "most drawings can be saved"


def _saved(store: SqlStore, clock: Clock, shape: Shape) -> bool:
    """Save it as new, and once more as a change; a hole too near to a border has no place in a file."""
    with store.writing() as writing:
        setup = writing.setup()
    zone = shape.put_into(Zone("here", "Here", ()))
    first = replace(zone, ring=shape.ring, holes=())
    try:
        add_zone(store, clock.now, "Kim", AddZone(setup, first))
        with store.writing() as writing:
            seen = writing.setup().zones[0]
        edit_zone(store, clock.now, "Kim", EditZone(seen, zone))
    except BadInput as problem:
        assert "hole" in str(problem) or "corner" in str(problem)  # noqa: PT017 - the rest is no excuse
        return False
    return True


def _points(random: Random, shape: Shape) -> list[Point]:
    """Corners, middles of edges, and points around."""
    found = [*shape.ring]
    wests, souths = [p[0] for p in shape.ring], [p[1] for p in shape.ring]
    found.extend(
        (random.uniform(min(wests), max(wests)), random.uniform(min(souths), max(souths))) for _ in range(30)
    )
    return found
