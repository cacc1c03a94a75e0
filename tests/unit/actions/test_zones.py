"""Zones are added, changed and removed, and given to photographers: a step each, with a way back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from studio_app import exchange
from studio_app.actions.assign_zones import AssignZones, Cover, assign_zones
from studio_app.actions.done import Done
from studio_app.actions.edit_zones import AddZone, EditZone, RemoveZones, add_zone, edit_zone, remove_zones
from studio_app.domain.setup import Setup, difference
from studio_app.domain.zone import Zone
from studio_app.errors import BadInput, KnownError, StaleVersion
from tests.support.scenarios import person
from tests.unit.actions.conftest import Desk

SQUARE = [[-71.2, 42.3], [-71.1, 42.3], [-71.1, 42.4], [-71.2, 42.4]]
HOLE = ((-71.16, 42.34), (-71.16, 42.36), (-71.14, 42.35))
NORTH = ((-71.2, 42.4), (-71.1, 42.4), (-71.15, 42.5))
BOW = ((-71.2, 42.4), (-71.1, 42.5), (-71.2, 42.5), (-71.1, 42.4))


@pytest.fixture(autouse=True)
def _zones(desk: Desk) -> None:
    """Ana goes to the square, Bo doesn't."""
    square = {"id": "square", "name": "Square", "polygon": SQUARE}
    desk.load(person("ana", zones=["square"]), person("bo"), zones=[square], zones_enabled=True)


def setup(desk: Desk) -> Setup:
    with desk.store.writing() as writing:
        return writing.setup()


def file_of(desk: Desk) -> str:
    with desk.store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio()))


def zone(desk: Desk, key: str = "square") -> Zone:
    return next(item for item in setup(desk).zones if item.id == key)


def zones_of(desk: Desk, name: str) -> frozenset[str]:
    return next(item.zones for item in setup(desk).photographers if item.id == name)


def undo(desk: Desk, done: Done) -> Done:
    assert done.undo is not None
    return done.undo.run(desk.store, desk.now, "Kim")


def test_a_new_zone_is_the_last_and_may_be_covered_from_the_beginning(desk: Desk) -> None:
    before = file_of(desk)
    new = Zone("north", "  North\nend ", NORTH, colour=3)
    done = add_zone(desk.store, desk.now, "Kim", AddZone(setup(desk), new, frozenset({"bo"})))
    assert done.say == "Added the zone North end."
    assert [item.id for item in setup(desk).zones] == ["square", "north"]
    assert zone(desk, "north").name == "North end"
    assert zone(desk, "north").colour == 3
    assert zones_of(desk, "bo") == {"north"}
    undo(desk, done)
    assert file_of(desk) == before


def test_shape_holes_name_and_colour_are_changed_and_taken_back(desk: Desk) -> None:
    was, before = zone(desk), file_of(desk)
    moved = replace(was, ring=(*was.ring[:-1], (-71.25, 42.45)))
    changes = {
        "changed the shape of Square": moved,
        "changed the holes of Square": replace(was, holes=(HOLE,)),
        "renamed the zone Square to Old town": replace(was, name="Old town"),
        "changed the colour of Square": replace(was, colour=5),
    }
    for did, after in changes.items():
        done = edit_zone(desk.store, desk.now, "Kim", EditZone(was, after))
        assert done.say.lower() == f"{did}.".lower()
        assert zone(desk) == after
        undo(desk, done)
        assert zone(desk) == was
    assert file_of(desk) == before


@pytest.mark.parametrize("holes", [(), (((-71.3, 42.3), (-71.3, 42.2), (-71.25, 42.25)),)])
def test_a_border_that_crosses_itself_and_a_hole_beside_it_are_refused_in_words(
    desk: Desk, holes: tuple[tuple[tuple[float, float], ...], ...]
) -> None:
    before = file_of(desk)
    ring = zone(desk).ring if holes else BOW
    with pytest.raises(KnownError, match=r"Square can.t be saved\. The border (crosses|has a hole)"):
        edit_zone(
            desk.store, desk.now, "Kim", EditZone(zone(desk), replace(zone(desk), ring=ring, holes=holes))
        )
    with pytest.raises(KnownError, match="no name"):
        edit_zone(desk.store, desk.now, "Kim", EditZone(zone(desk), replace(zone(desk), name=" ")))
    assert file_of(desk) == before


def test_what_no_file_could_hold_is_said_with_its_place(desk: Desk) -> None:
    before = setup(desk)
    beside = replace(zone(desk), holes=(((-71.3, 42.3), (-71.3, 42.2), (-71.25, 42.25)),))
    after = replace(before, zones=(beside,))
    with pytest.raises(BadInput) as error:
        exchange.check_setup(after, difference(before, after))
    assert error.value.path == "zones[0].polygon"


def test_the_shape_that_somebody_else_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    seen = zone(desk)
    edit_zone(desk.store, desk.now, "Bo", EditZone(seen, replace(seen, ring=seen.ring[:3])))
    with pytest.raises(StaleVersion):
        edit_zone(
            desk.store, desk.now, "Kim", EditZone(seen, replace(seen, ring=(*seen.ring[:3], (-71.3, 42.5))))
        )
    done = edit_zone(desk.store, desk.now, "Kim", EditZone(seen, replace(seen, name="Old town")))
    assert zone(desk).ring == seen.ring[:3], "what differs is merged"
    undo(desk, done)
    assert zone(desk).name == "Square"


def test_a_zone_that_is_removed_goes_from_those_who_cover_it_and_comes_back_to_them(desk: Desk) -> None:
    before = file_of(desk)
    done = remove_zones(desk.store, desk.now, "Kim", RemoveZones(setup(desk), frozenset({"square"})))
    assert done.say == "Removed the zone Square."
    assert not setup(desk).zones
    assert not zones_of(desk, "ana")
    undo(desk, done)
    assert file_of(desk) == before
    assert zones_of(desk, "ana") == {"square"}


@pytest.mark.parametrize(
    "wanted, say, ana, bo",
    [
        ([Cover("bo", "square", True)], "Gave Square to Bo.", True, True),
        ([Cover("ana", "square", False)], "Took Square from Ana.", False, False),
        (
            [Cover("ana", "square", False), Cover("bo", "square", True)],
            "Changed who covers Square.",
            False,
            True,
        ),
        ([Cover("bo", "gone", True)], "Nothing was changed.", True, False),
        ([Cover("ana", "square", True)], "Nothing was changed.", True, False),
    ],
)
def test_who_covers_what(desk: Desk, wanted: list[Cover], say: str, ana: bool, bo: bool) -> None:
    before = file_of(desk)
    done = assign_zones(desk.store, desk.now, "Kim", AssignZones(setup(desk), tuple(wanted)))
    assert done.say == say
    assert ("square" in zones_of(desk, "ana"), "square" in zones_of(desk, "bo")) == (ana, bo)
    if done.undo:
        undo(desk, done)
    assert file_of(desk) == before


def test_two_desks_tick_different_boxes_of_one_person_and_both_stay(desk: Desk) -> None:
    add_zone(desk.store, desk.now, "Kim", AddZone(setup(desk), Zone("north", "North", NORTH)))
    seen = setup(desk)
    assign_zones(desk.store, desk.now, "Kim", AssignZones(seen, (Cover("bo", "north", True),)))
    assign_zones(desk.store, desk.now, "Bo", AssignZones(seen, (Cover("bo", "square", True),)))
    assert zones_of(desk, "bo") == {"north", "square"}
