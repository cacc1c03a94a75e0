"""The overlap layout: nothing covers anything, nothing is wasted, and the same always looks the same."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.week.layout import Item, Mark, Place, arrange, bands, groups

TINY = 1e-9

items = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), min_size=1, max_size=40).map(
    lambda pairs: [Item(f"i{number}", start, start + length) for number, (start, length) in enumerate(pairs)]
)


def _meet(one: Item, other: Item) -> bool:
    return one.start < other.end and other.start < one.end


def _cover(one: Place, other: Place) -> bool:
    return one.left < other.right - TINY and other.left < one.right - TINY


@given(items)
def test_blocks_that_meet_in_time_never_meet_across(given_items: list[Item]) -> None:
    placed = arrange(given_items)
    assert {place.item for place in placed} == set(given_items)
    for one, other in combinations(placed, 2):
        assert not (_meet(one.item, other.item) and _cover(one, other))


@given(items)
def test_every_block_reaches_the_edge_or_a_neighbour(given_items: list[Item]) -> None:
    placed = arrange(given_items)
    for place in placed:
        assert 0 <= place.left < place.right <= 1 + TINY
        stopped = any(
            abs(other.left - place.right) < TINY and _meet(place.item, other.item)
            for other in placed
            if other is not place
        )
        assert stopped or abs(place.right - 1) < TINY


@given(items)
def test_a_group_is_as_wide_as_its_fullest_moment(given_items: list[Item]) -> None:
    shares = {place.item.id: place for place in arrange(given_items)}
    for group in groups(given_items):
        fullest = max(sum(_meet(Item("", at.start, at.start + 1), each) for each in group) for at in group)
        widest = 1 / fullest
        assert min(place.right - place.left for place in (shares[each.id] for each in group)) >= widest - TINY
        assert min(shares[each.id].left for each in group) == 0


@given(items, st.integers())
def test_the_order_of_the_blocks_does_not_matter(given_items: list[Item], seed: int) -> None:
    mixed = list(given_items)
    Random(seed).shuffle(mixed)
    assert arrange(mixed) == arrange(given_items)


def test_start_then_longest_then_id() -> None:
    placed = arrange([Item("b", 0, 60), Item("c", 0, 120), Item("a", 0, 60), Item("later", 30, 90)])
    assert [place.item.id for place in placed if place.left == 0] == ["c"]
    assert [place.item.id for place in sorted(placed, key=lambda each: each.left)] == ["c", "a", "b", "later"]


def test_a_block_widens_over_free_columns_on_its_right() -> None:
    placed = {
        place.item.id: place
        for place in arrange([Item("long", 0, 100), Item("x", 0, 20), Item("y", 0, 20), Item("low", 40, 60)])
    }
    assert (placed["low"].left, placed["low"].right) == (1 / 3, 1.0)
    assert placed["long"].right == 1 / 3


def test_touching_blocks_are_apart() -> None:
    placed = arrange([Item("a", 0, 60), Item("b", 60, 120)])
    assert [(place.left, place.right) for place in placed] == [(0, 1), (0, 1)]


def test_only_groups_that_meet_an_offered_start_leave_the_lane() -> None:
    placed = arrange(
        [Item("a", 0, 60), Item("b", 60, 120), Item("c", 90, 150)], [Mark(110, 125, 2, "2 free")]
    )
    assert {place.item.id: place.beside for place in placed} == {"a": False, "b": True, "c": True}


def _marks(*starts_and_counts: tuple[int, int]) -> list[Mark]:
    return [Mark(start, start + 15, count, f"{count} free") for start, count in starts_and_counts]


def test_starts_that_follow_each_other_and_say_the_same_are_one_band() -> None:
    marks = _marks((0, 2), (15, 2), (30, 3), (45, 3), (75, 3))
    made = bands(marks, (), apart=False)
    assert [(band.start, band.end, len(band.marks)) for band in made] == [
        (0, 30, 2),
        (30, 60, 2),
        (75, 90, 1),
    ]


def test_apart_every_start_is_alone() -> None:
    assert [len(band.marks) for band in bands(_marks((0, 2), (15, 2)), (), apart=True)] == [1, 1]


def test_a_band_breaks_where_blocks_take_its_room() -> None:
    marks = _marks((0, 2), (15, 2), (30, 2), (45, 2))
    placed = arrange([Item("a", 20, 40)], marks)
    made = bands(marks, placed, apart=False)
    assert [(band.start, band.end, band.narrow) for band in made] == [
        (0, 15, False),
        (15, 45, True),
        (45, 60, False),
    ]


@given(items, st.sets(st.integers(0, 16), max_size=17))
def test_bands_lose_no_start(given_items: list[Item], slots: set[int]) -> None:
    marks = _marks(*((slot * 15, slot % 3 + 1) for slot in sorted(slots)))
    placed = arrange(given_items, marks)
    for apart in (True, False):
        made = bands(marks, placed, apart=apart)
        assert [mark for band in made for mark in band.marks] == marks
        for band in made:
            in_the_way = [
                place for place in placed if band.start < place.item.end and place.item.start < band.end
            ]
            assert all(place.beside for place in in_the_way)
            assert band.narrow or not in_the_way
