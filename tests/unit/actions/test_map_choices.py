"""Where the map gets its tiles from."""

from __future__ import annotations

import pytest

from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.map_choices import (
    RestoreMapChoices,
    move_key,
    problem_of_url,
    put_together,
    read_map_choices,
    save_map_choices,
    taken_apart,
)
from studio_app.domain.map_choices import MapChoices
from studio_app.errors import BadInput, StaleVersion
from tests.unit.actions.conftest import Desk

URL = "https://{s}.tiles.test/{z}/{x}/{y}{r}.png?key={key}&v=1"
OLD = URL.replace("{key}", "abc")
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


class Drawer:
    """Keeps keys of servers."""

    def __init__(self, *, lasting: bool = True) -> None:
        self.lasting, self.keys = lasting, {}  # type: ignore[var-annotated]

    def map_key(self, server: str) -> str:
        return str(self.keys.get(server, ""))

    def keep_map_key(self, server: str, key: str) -> bool:
        self.keys[server] = key
        return self.lasting


def stored_words(desk: Desk) -> str:
    """What the database holds of it."""
    with desk.store.reading() as reading:
        return reading.setting("map_tile_url") + str(reading.history(limit=9))


def test_the_database_holds_no_key(desk: Desk) -> None:
    done = save_map_choices(desk.store, desk.now, "Kim", MapChoices(OLD, "somebody"))
    assert "abc" not in stored_words(desk) + to_text(done.undo)
    assert read_map_choices(desk.store).tile_url == URL


def test_a_key_that_stands_in_an_old_database_moves_to_the_keyring(desk: Desk) -> None:
    with desk.store.writing() as writing:
        writing.set_setting("map_tile_url", OLD)
    forgetful = Drawer(lasting=False)
    move_key(desk.store, forgetful)
    assert read_map_choices(desk.store).tile_url == OLD, "where it would be lost it stays"
    drawer = Drawer()
    move_key(desk.store, drawer)
    assert drawer.keys == {"0.tiles.test": "abc"}
    assert read_map_choices(desk.store).tile_url == URL
    move_key(desk.store, drawer)
    assert drawer.keys == {"0.tiles.test": "abc"}


@pytest.mark.parametrize(
    "query, kept, key",
    [
        ("?key=abc", "?key={key}", "abc"),
        ("?v=2&access_token=pk.a-b_c", "?v=2&access_token={key}", "pk.a-b_c"),
        ("?apiKey=abc&style=day", "?apiKey={key}&style=day", "abc"),
        ("?subscription-key=abc&api-version=2", "?subscription-key={key}&api-version=2", "abc"),
        ("?app_id=me&app_code=abc", "?app_id={key}&app_code={key}", "me abc"),
        ("?v=2&style=token", "?v=2&style=token", ""),
        ("?key={key}", "?key={key}", ""),
        ("", "", ""),
    ],
)
def test_the_key_in_an_address(query: str, kept: str, key: str) -> None:
    head = "https://tiles.test/{z}/{x}/{y}"
    assert taken_apart(head + query) == (head + kept, key)
    if key:
        assert put_together(head + kept, key) == head + query


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
