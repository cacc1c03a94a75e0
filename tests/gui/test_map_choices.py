"""The settings card of the map's tiles, alone and with the whole program."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio_app.actions.map_choices import read_map_choices
from studio_app.desk.map.choices_card import OPEN_STREET_MAP, MapChoicesCard
from studio_app.desk.map.handling import MapCanvas
from studio_app.domain.map_choices import MapChoices
from studio_app.paths import tile_folder
from tests.gui.pages import Ears
from tests.gui.test_map_tiles import tile_answer
from tests.support.web_server import Answer, WebServer, web_server
from tests.support.whole_desk import WholeDesk, whole_desk

LEFT = Qt.MouseButton.LeftButton
STORED = MapChoices("https://t.test/{z}/{x}/{y}", "Us", 20)
STORED_TEXTS = (STORED.tile_url, STORED.attribution)


@pytest.fixture
def card(qtbot: QtBot, light: None) -> MapChoicesCard:
    made = MapChoicesCard()
    qtbot.addWidget(made)
    made.resize(880, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_shows_what_is_stored_and_offers_nothing_to_save(card: MapChoicesCard) -> None:
    card.set_state(STORED)
    assert (card.address.text(), card.attribution.text(), card.kept.value()) == (*STORED_TEXTS, 20)
    assert not card.save_button.isEnabled()
    assert card.try_button.isEnabled()


def test_what_is_typed_is_saved_and_stays_while_the_same_is_read_again(card: MapChoicesCard) -> None:
    ears = Ears().on(card.saved)
    card.set_state(STORED)
    QTest.keyClicks(card.attribution, " & friends")
    card.set_state(STORED)
    assert card.attribution.text() == "Us & friends"
    QTest.mouseClick(card.save_button, LEFT)
    assert ears.heard == [MapChoices(STORED.tile_url, "Us & friends", 20)]
    card.set_state(MapChoices("", "", 5))
    assert card.address.text() == ""
    assert not card.try_button.isEnabled()


def test_the_public_server_is_filled_in_but_not_saved(card: MapChoicesCard) -> None:
    ears = Ears().on(card.saved)
    QTest.mouseClick(card.public_button, LEFT)
    assert card.wanted == OPEN_STREET_MAP
    assert card.save_button.isEnabled()
    assert ears.heard == []


def test_a_problem_stands_at_its_field_until_something_is_typed(card: MapChoicesCard) -> None:
    card.show_problem("tile_url", "must hold {y}")
    assert card.problem.text() == "Address of the tiles must hold {y}."
    assert card.address.property("invalid") == "true"
    QTest.keyClicks(card.address, "x")
    assert not card.problem.isVisible()
    assert card.address.property("invalid") is None


def test_a_tile_is_shown_or_why_none_came(card: MapChoicesCard) -> None:
    QTest.mouseClick(card.public_button, LEFT)
    QTest.mouseClick(card.try_button, LEFT)
    assert not card.try_button.isEnabled()
    assert card.tile_words.text().startswith("Asking")
    picture = QPixmap(256, 256)
    picture.fill(Qt.GlobalColor.red)
    card.show_tile(picture, "The server answers.")
    assert card.picture.isVisible()
    assert card.try_button.isEnabled()
    card.show_tile(None, "No tile came.")
    assert not card.picture.isVisible()


# ---------------------------------------------------------------- with the whole program


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        server.answer = lambda _: tile_answer({"Cache-Control": "max-age=3600"})
        yield server


@pytest.fixture
def desk(
    qtbot: QtBot, tmp_path: Path, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[WholeDesk]:
    with whole_desk(tmp_path) as shown:
        yield shown
        server = shown.program.studio_views.maps.server
        if server is not None:
            server.close()


def card_and_map(qtbot: QtBot) -> tuple[MapChoicesCard, MapCanvas]:
    card, canvas = MapChoicesCard(), MapCanvas()
    for widget in (card, canvas):
        qtbot.addWidget(widget)
        widget.resize(800, 500)
        widget.show()
    return card, canvas


def test_tried_saved_shown_on_every_map_and_taken_back(qtbot: QtBot, desk: WholeDesk, web: WebServer) -> None:
    maps = desk.program.studio_views.maps
    card, canvas = card_and_map(qtbot)
    maps.serve(card)
    maps.watch(canvas)
    desk.settle()
    QTest.keyClicks(card.address, web.url + "/{z}/{x}/{y}.png")
    desk.click(card.try_button)
    desk.wait_for(card.picture.isVisible, "the tile")
    assert len(web.asked) == 1
    assert canvas.notes == []
    desk.click(card.save_button)
    assert "Who made the map is missing" in card.problem.text()
    QTest.keyClicks(card.attribution, "The stand-in")
    desk.click(card.save_button)
    desk.wait_for(lambda: canvas.notes == ["The stand-in"], "the attribution")
    assert read_map_choices(desk.desk.office.store).attribution == "The stand-in"
    desk.wait_for(lambda: len(web.asked) > 4, "tiles")
    desk.wait_for(lambda: maps.server is not None and not maps.server.is_busy, "tiles")
    assert any(path.is_file() for path in tile_folder().rglob("*"))
    desk.program.doing.undo()
    desk.settle()
    desk.wait_for(lambda: canvas.notes == [], "the drawn ground")
    assert card.address.text() == ""
    desk.click(card.empty_button)
    canvas.hide()


def test_a_key_goes_to_the_keyring_and_an_old_one_follows(
    qtbot: QtBot, keyring: Path, desk: WholeDesk, web: WebServer
) -> None:
    maps, store = desk.program.studio_views.maps, desk.desk.office.store
    card, canvas = card_and_map(qtbot)
    maps.serve(card)
    desk.settle()
    assert not card.key.isVisible()
    QTest.keyClicks(card.address, web.url + "/{z}/{x}/{y}.png?key={key}")
    desk.click(card.try_button)
    assert "Key is missing" in card.problem.text()
    card.address.clear()
    QTest.keyClicks(card.address, web.url + "/{z}/{x}/{y}.png?key=s3cret")
    QTest.keyClicks(card.attribution, "The stand-in")
    desk.click(card.save_button)
    desk.wait_for(lambda: read_map_choices(store).tile_url, "what is saved")
    template = web.url + "/{z}/{x}/{y}.png?key={key}"
    desk.wait_for(lambda: card.address.text() == template, "the address without its key")
    assert read_map_choices(store).tile_url == template
    assert card.key.isVisible()
    desk.wait_for(lambda: "keyring" in card.key.placeholderText(), "where the key is")
    maps.watch(canvas)
    desk.wait_for(lambda: maps.server is not None and not maps.server.is_busy and web.asked, "tiles")
    assert all(asked.path.endswith("?key=s3cret") for asked in web.asked)
    kept = [path.read_bytes() for path in tile_folder().rglob("*") if path.is_file()]
    assert kept
    assert not any(b"s3cret" in content or "s3cret".encode("utf-16-be") in content for content in kept)
    with store.writing() as writing:
        writing.set_setting("map_tile_url", template.replace("{key}", "0ld"))
    maps.read()
    desk.wait_for(lambda: read_map_choices(store).tile_url == template, "the old key to move")
    assert "0ld" in keyring.read_text(encoding="utf-8")
    with store.writing() as writing:
        writing.set_setting("map_tile_url", template.replace("127.0.0.1", "localhost"))
    maps.read()
    desk.wait_for(lambda: any("has no key" in note for note in canvas.notes), "what is missing")
    canvas.hide()


def test_a_server_that_refuses_says_so_in_the_card(qtbot: QtBot, desk: WholeDesk, web: WebServer) -> None:
    web.answer = lambda _: Answer(403)
    card = MapChoicesCard()
    qtbot.addWidget(card)
    card.show()
    desk.program.studio_views.maps.serve(card)
    desk.settle()
    QTest.keyClicks(card.address, "nonsense")
    desk.click(card.try_button)
    assert "must hold {z}, {x}, {y}" in card.problem.text()
    card.address.clear()
    QTest.keyClicks(card.address, web.url + "/{z}/{x}/{y}.png")
    desk.click(card.try_button)
    desk.wait_for(lambda: "refuses" in card.tile_words.text(), "the refusal")
    assert card.try_button.isEnabled()


def test_maps_measure_as_the_studio_does(desk: WholeDesk, qtbot: QtBot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.set_metric(True)
    desk.program.studio_views.maps.watch(canvas)
    assert not canvas.is_metric


def test_the_network_is_imported_only_for_a_server() -> None:
    code = "import sys, studio_app.desk.map_desk, studio_app.desk.map.handling; print('PySide6.QtNetwork' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
