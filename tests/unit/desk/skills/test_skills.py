"""The matrix without a screen: what is found and said, where cells stand, what a stroke paints, what keys do."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.people import Face
from studio_app.desk.skills import gesture, model
from studio_app.desk.skills.geometry import Geometry, Part
from studio_app.desk.skills.keyboard import Toggle, target, toggled
from studio_app.desk.skills.model import ServiceHead, SkillsState

PEOPLE = ("Maya Ortiz", "Leo Brandt", "Ana Silva")
SERVICES = ("Photos", "Video", "Floor plan")
STATE = SkillsState(
    tuple(Face(name[:3].lower(), name, place) for place, name in enumerate(PEOPLE)),
    tuple(ServiceHead(name[:5].lower(), name) for name in SERVICES),
    frozenset({("may", "photo"), ("may", "video"), ("leo", "photo")}),
)
ALL = model.shown(STATE)


@pytest.mark.parametrize(
    "text, people, services",
    [
        ("", PEOPLE, SERVICES),
        ("ana", ("Ana Silva",), SERVICES),
        ("  VIDEO ", PEOPLE, ("Video",)),
        ("leo plan", ("Leo Brandt",), ("Floor plan",)),
        ("o", ("Maya Ortiz", "Leo Brandt"), SERVICES),
        ("nobody", (), ()),
        ("leo nobody", (), ()),
    ],
)
def test_words_choose_among_people_and_services(
    text: str, people: tuple[str, ...], services: tuple[str, ...]
) -> None:
    found = model.shown(STATE, text)
    assert tuple(STATE.people[place].name for place in found.people) == people
    assert tuple(STATE.services[place].name for place in found.services) == services


def test_whoever_types_goes_to_the_next_name_that_begins_so() -> None:
    assert model.found(STATE, ALL, "or", 2, 1) == (0, 1), "a later word of a name"
    assert model.found(STATE, ALL, "l", 0, 0) == (1, 0)
    assert model.found(STATE, ALL, "pl", 1, 0) == (1, 2), "a service, where no person is called so"
    assert model.found(STATE, ALL, "zz", 0, 0) is None
    assert model.found(STATE, model.shown(STATE, "zz"), "l", 0, 0) is None


def test_what_is_said() -> None:
    assert model.cell_words(STATE, ALL, 0, 1) == "Maya Ortiz, Video: can do"
    assert model.cell_words(STATE, ALL, 2, 2) == "Ana Silva, Floor plan: can’t do; nobody can"
    assert model.row_words(STATE, ALL, 0) == "Maya Ortiz: 2 of 3. Click to give all."
    assert model.row_words(STATE, ALL, 2) == "Ana Silva: none. Click to give all."
    only = model.shown(STATE, "photos maya")
    assert model.row_words(STATE, only, 0) == "Maya Ortiz: all. Click to take all away."
    assert model.column_words(STATE, ALL, 2) == "Floor plan: none. Nobody can do it. Click to give it to all."
    assert model.foot_words(STATE) == "Nobody can do Floor plan."
    assert model.foot_words(SkillsState((), STATE.services)) == ""
    many = SkillsState(STATE.people, tuple(ServiceHead(str(n), f"S{n}") for n in range(6)))
    assert model.foot_words(many) == "Nobody can do S0, S1 and 4 more services."


sizes = st.integers(200, 1600)


@given(
    st.lists(st.floats(10, 300), min_size=1, max_size=60),
    st.lists(st.floats(10, 200), min_size=1, max_size=45),
    sizes,
    st.integers(120, 900),
    st.integers(0, 3000),
    st.integers(0, 3000),
)
def test_what_is_drawn_is_what_is_hit(
    names: list[float],
    headings: list[float],
    width: int,
    height: int,
    left: int,
    top: int,
) -> None:
    places = Geometry.of(names, headings, width, height, left=left, top=top)
    assert 0 <= places.left <= places.most_left
    assert 0 <= places.top <= places.most_top
    for row in (0, len(names) // 2, len(names) - 1):
        for column in (0, len(headings) // 2, len(headings) - 1):
            at = places.showing(row, column)
            box = at.cell(row, column)
            x, y = box.x + box.width / 2, box.y + box.height / 2
            if x >= at.names and y >= at.head and x < width and y < height:
                hit = at.hit(x, y)
                assert (hit.part, hit.row, hit.column) == (Part.CELL, row, column)
                assert row in at.seen_rows()
                assert column in at.seen_columns()
                assert at.nearest(x, y) == (row, column)
            head = at.heading(column)
            middle = head.x + head.width / 2
            if at.names <= middle < width and height > at.head:
                assert at.hit(middle, at.head - 3).column == column
    assert places.hit(-1, 5).part is Part.NOTHING


@given(
    st.tuples(st.integers(0, 30), st.integers(0, 30)),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6),
    st.booleans(),
)
def test_a_stroke_passes_over_all_between(
    first: gesture.Place, further: list[gesture.Place], ticked: bool
) -> None:
    stroke = gesture.begun(first, ticked=ticked)
    for place in further:
        before = stroke.at
        stroke = gesture.moved(stroke, place)
        way = gesture.between(before, place)
        assert {before, place} <= stroke.passed
        assert all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1 for a, b in itertools.pairwise(way)), (
            "no cell is jumped over"
        )
    assert stroke.value is not ticked


@pytest.mark.parametrize(
    "key, control, wanted",
    [
        ("left", False, (2, 1)),
        ("right", False, (2, 3)),
        ("up", False, (1, 2)),
        ("down", False, (3, 2)),
        ("page down", False, (4, 2)),
        ("home", False, (2, 0)),
        ("end", False, (2, 3)),
        ("home", True, (0, 0)),
        ("end", True, (4, 3)),
        ("tab", False, None),
    ],
)
def test_keys_go_from_cell_to_cell(key: str, control: bool, wanted: tuple[int, int] | None) -> None:
    assert target(key, 2, 2, 5, 4, control=control) == wanted
    assert target(key, 0, 0, 0, 4, control=control) is None


def test_space_toggles_a_cell_a_row_or_a_column() -> None:
    assert toggled(shift=False, control=False) is Toggle.CELL
    assert toggled(shift=True, control=False) is Toggle.ROW
    assert toggled(shift=False, control=True) is Toggle.COLUMN
