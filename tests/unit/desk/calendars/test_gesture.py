"""A found calendar under the mouse."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.calendars.gesture import THRESHOLD, Drag, Phase, moved, pressed

NEAR = st.floats(-THRESHOLD + 0.01, THRESHOLD - 0.01)
ANYWHERE = st.floats(-2000, 2000)


@given(st.lists(st.tuples(NEAR, NEAR)))
def test_a_click_with_a_shaking_hand_drags_nothing(steps: list[tuple[float, float]]) -> None:
    drag = pressed(3, 100, 100)
    for x, y in steps:
        drag = moved(drag, 100 + x, 100 + y)
    assert drag.phase is Phase.PRESSED


@given(st.lists(st.tuples(ANYWHERE, ANYWHERE)))
def test_once_held_it_stays_held(steps: list[tuple[float, float]]) -> None:
    drag = moved(pressed(3, 0, 0), THRESHOLD, 0)
    for x, y in steps:
        drag = moved(drag, x, y)
    assert (drag.is_held, drag.place) == (True, 3)


def test_without_a_press_nothing_is_held() -> None:
    assert moved(Drag(), 500, 500) == Drag()
