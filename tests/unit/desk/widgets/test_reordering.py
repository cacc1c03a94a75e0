"""Rows that are moved by hand: any way of the mouse ends in a place among those that are allowed."""

from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.widgets.reordering import NOTHING, THRESHOLD, moved, pressed, put

EDGES = [0.0, 50, 100, 150, 200]


def test_a_click_holds_nothing() -> None:
    hold = moved(pressed(1, 70), 70 + THRESHOLD - 1, EDGES, range(4))
    assert not hold.held
    assert hold.target == 1
    assert moved(NOTHING, 180, EDGES, range(4)) == NOTHING


def test_a_row_stands_where_the_nearest_gap_is() -> None:
    hold = moved(pressed(0, 20), 160, EDGES, range(4))
    assert (hold.held, hold.gap, hold.target) == (True, 3, 2)
    assert put("abcd", 0, hold.target) == tuple("bcad")
    back = moved(hold, 22, EDGES, range(4))
    assert (back.held, back.target) == (True, 0)
    up = moved(pressed(3, 170), 10, EDGES, range(4))
    assert put("abcd", 3, up.target) == tuple("dabc")


def test_a_row_stays_among_its_own() -> None:
    assert moved(pressed(0, 20), 1000, EDGES, range(2)).target == 1
    assert moved(pressed(3, 170), -1000, EDGES, range(2, 4)).target == 2


@given(st.data())
def test_any_way_ends_among_the_allowed_rows(data: st.DataObject) -> None:
    heights = data.draw(st.lists(st.floats(1, 90), min_size=1, max_size=12))
    edges = [0.0]
    for height in heights:
        edges.append(edges[-1] + height)
    first = data.draw(st.integers(0, len(heights) - 1))
    last = data.draw(st.integers(first + 1, len(heights)))
    among = range(first, last)
    place = data.draw(st.sampled_from(among))
    hold = pressed(place, edges[place])
    for y in data.draw(st.lists(st.floats(-500, 2000), max_size=8)):
        hold = moved(hold, y, edges, among)
    assert hold.target in among
    items = tuple(range(len(heights)))
    after = put(items, place, hold.target)
    assert sorted(after) == list(items)
    assert after[hold.target] == place
    assert [item for item in after if item != place] == [item for item in items if item != place]
