"""Where the map gets its tiles from."""

from __future__ import annotations

import pytest

from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.map_choices import (
    RestoreMapChoices,
    problem_of_url,
    read_map_choices,
    save_map_choices,
    without_keys,
)
from studio_app.domain.map_choices import MapChoices
from studio_app.errors import BadInput, StaleVersion
from tests.unit.actions.conftest import Desk

URL = "https://{s}.tiles.test/{z}/{x}/{y}{r}.png?key=abc&v=1"
WANTED = MapChoices(URL, "\N{COPYRIGHT SIGN} the map makers", 50)


def test_without_a_choice_there_is_no_server(desk: Desk) -> None:
    assert read_map_choices(desk.store) == MapChoices("", "", 200)


def test_choices_are_saved_and_taken_back(desk: Desk) -> None:
    done = save_map_choices(desk.store, desk.now, "Kim", WANTED)
    assert read_map_choices(desk.store) == WANTED
    assert save_map_choices(desk.store, desk.now, "Kim", WANTED).undo is None
    assert isinstance(done.undo, RestoreMapChoices)
    kept = from_text(to_text(done.undo), RestoreMapChoices)
    undone = kept.run(desk.store, desk.now, "Kim")
    assert read_map_choices(desk.store) == MapChoices()
    assert undone.undo is not None
    undone.undo.run(desk.store, desk.now, "Kim")
    assert read_map_choices(desk.store) == WANTED
    with pytest.raises(StaleVersion):
        undone.undo.run(desk.store, desk.now, "Kim")


def test_the_history_holds_no_key(desk: Desk) -> None:
    save_map_choices(desk.store, desk.now, "Kim", WANTED)
    with desk.store.reading() as reading:
        entry = reading.history(limit=1)[0]
    assert "abc" not in str(entry)
    assert entry.after is not None
    assert (
        entry.after["tile_url"]
        == "https://{s}.tiles.test/{z}/{x}/{y}{r}.png?key=\N{HORIZONTAL ELLIPSIS}&v=\N{HORIZONTAL ELLIPSIS}"
    )


@pytest.mark.parametrize(
    "url, said",
    [
        ("https://tiles.test/{z}/{x}.png", "must hold {y}"),
        ("tiles.test", "must hold {z}, {x}, {y}"),
        ("ftp://tiles.test/{z}/{x}/{y}", "must begin with https://"),
        ("file:///{z}/{x}/{y}", "must begin with https://"),
        ("https:///{z}/{x}/{y}", "names no server"),
        ("https://a:b@tiles.test/{z}/{x}/{y}", "must not hold a name"),
        ("https://tiles.test/{z}/{x}/{y}?{token}", "holds {token}"),
        ("https://tiles.test/{z}/{x}/{y} .png", "holds a space"),
        ("https://tiles.test:99999/{z}/{x}/{y}", "is no address"),
        ("https://[::/{z}/{x}/{y}", "is no address"),
    ],
)
def test_addresses_that_can_not_be_used_are_said_why(desk: Desk, url: str, said: str) -> None:
    assert said in problem_of_url(url)
    with pytest.raises(BadInput, match="tile_url"):
        save_map_choices(desk.store, desk.now, "Kim", MapChoices(url, "somebody"))
    assert read_map_choices(desk.store) == MapChoices()


@pytest.mark.parametrize(
    "wanted",
    [
        MapChoices(URL, "  "),
        MapChoices(URL, "x" * 201),
        MapChoices(cache_mb=-1),
        MapChoices(cache_mb=5001),
    ],
)
def test_choices_that_can_not_be(desk: Desk, wanted: MapChoices) -> None:
    with pytest.raises(BadInput):
        save_map_choices(desk.store, desk.now, "Kim", wanted)


def test_settings_that_mean_nothing_are_as_where_nothing_was_chosen(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.set_setting("map_tile_url", "file:///etc/{z}/{x}/{y}")
        writing.set_setting("map_cache_mb", "lots")
    assert read_map_choices(desk.store) == MapChoices()


def test_what_stands_behind_the_question_mark_is_hidden() -> None:
    assert without_keys("https://a.test/{z}") == "https://a.test/{z}"
