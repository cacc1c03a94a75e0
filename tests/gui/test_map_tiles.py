"""Tiles from a server: a stand-in that answers over real sockets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio_app.desk import theme
from studio_app.desk.map.camera import Camera
from studio_app.desk.map.handling import MapCanvas
from studio_app.desk.map.projection import to_world
from studio_app.desk.map.tile_painter import at_night
from studio_app.desk.map.tile_server import AT_ONCE, TileServer
from studio_app.desk.map.tiles import Tile, tiles_of
from studio_app.domain.map_choices import MapChoices
from tests.support.web_server import Answer, Asked, WebServer, web_server

pytestmark = pytest.mark.usefixtures("light")
COLOUR = QColor("#c04080")
BOSTON = to_world(-71.06, 42.35)
VIEW = len(tiles_of(Camera(BOSTON, 11.0, 600, 400), 11))


def png(side: int = 256, colour: QColor = COLOUR) -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def tile_answer(headers: dict[str, str] | None = None) -> Answer:
    return Answer(200, {"Content-Type": "image/png", **(headers or {})}, png())


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        server.answer = lambda _: tile_answer({"Cache-Control": "max-age=3600"})
        yield server


@pytest.fixture
def server(tmp_path: Path, web: WebServer) -> Iterator[TileServer]:
    """Ends before what it asks, which waits for its connections."""
    assert web.url
    tiles = TileServer(tmp_path / "tiles")
    yield tiles
    tiles.close()


def choices(web: WebServer, cache_mb: int = 10) -> MapChoices:
    return MapChoices(web.url + "/{z}/{x}/{y}{r}.png", "Maps by the stand-in", cache_mb)


@pytest.fixture
def canvas(qtbot: QtBot) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.set_camera(Camera(BOSTON, 11.0))
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(qtbot: QtBot, canvas: MapCanvas, server: TileServer) -> QImage:
    qtbot.waitUntil(lambda: not server.is_busy and not canvas.is_behind)
    return canvas.grab().toImage()


def is_tiled(image: QImage) -> bool:
    colour = image.pixelColor(300, 200)
    return abs(colour.hue() - COLOUR.hue()) < 15 and colour.saturation() > 100


def test_without_a_server_nothing_is_asked(qtbot: QtBot, canvas: MapCanvas, server: TileServer) -> None:
    canvas.set_tiles(server)
    assert not is_tiled(shown(qtbot, canvas, server))
    assert server._net is None


def test_tiles_of_the_view_are_asked_and_shown_with_who_made_them(
    qtbot: QtBot, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    canvas.set_tiles(server)
    before = shown(qtbot, canvas, server)
    server.set_choices(choices(web))
    qtbot.waitUntil(lambda: len(web.asked) >= VIEW)
    image = shown(qtbot, canvas, server)
    assert is_tiled(image)
    assert {asked.path.split("/")[1] for asked in web.asked} == {"11"}
    assert "/11/619/757.png" in {asked.path for asked in web.asked}
    assert all(asked.headers["User-Agent"].startswith("StudioDesk/") for asked in web.asked)
    assert all("Cookie" not in asked.headers for asked in web.asked)
    corner = image.copy(400, 380, 200, 20)
    assert corner != before.copy(400, 380, 200, 20)  # the attribution
    assert canvas.notes == ["Maps by the stand-in"]


def test_never_more_than_a_few_at_once(
    qtbot: QtBot, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    most = 0

    def answer(_: Asked) -> Answer:
        nonlocal most
        most = max(most, len(server._running))
        return tile_answer()

    web.answer = answer
    server.set_choices(choices(web))
    canvas.set_tiles(server)
    qtbot.waitUntil(lambda: len(web.asked) >= VIEW)
    shown(qtbot, canvas, server)
    assert 1 <= most <= AT_ONCE


def test_fresh_tiles_come_from_the_disk_and_old_ones_are_asked_again(
    qtbot: QtBot, tmp_path: Path, web: WebServer
) -> None:
    answers = {"/1/0/0.png": "max-age=3600", "/1/1/0.png": "no-cache"}
    web.answer = lambda asked: tile_answer({"Cache-Control": answers[asked.path], "ETag": '"1"'})
    for _ in range(2):
        server = TileServer(tmp_path)
        server.set_choices(choices(web))
        with qtbot.waitSignals([server.arrived, server.arrived]):
            server.want(1, (Tile(1, 0, 0), Tile(1, 1, 0)))
        server.close()
    assert [asked.path for asked in web.asked].count("/1/0/0.png") == 1
    again = [asked for asked in web.asked if asked.path == "/1/1/0.png"]
    assert len(again) == 2
    assert again[1].headers["If-None-Match"] == '"1"'


def test_a_server_in_trouble_says_so_once_and_is_left_alone(
    qtbot: QtBot, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    web.answer = lambda _: Answer(503)
    server.set_choices(choices(web))
    canvas.set_tiles(server)
    qtbot.waitUntil(lambda: bool(server.trouble))
    image = shown(qtbot, canvas, server)
    asked = len(web.asked)
    assert asked <= AT_ONCE
    assert canvas.notes == [
        "The map server has trouble (error 503): the drawn map stays.",
        "Maps by the stand-in",
    ]
    assert not is_tiled(image)
    assert server._pause.interval() == 5000  # four that failed together count once
    canvas.pan_by(30, 0)
    shown(qtbot, canvas, server)
    assert len(web.asked) == asked
    web.answer = lambda _: tile_answer()
    server._pause.start(0)  # as if the pause were over
    qtbot.waitUntil(lambda: len(web.asked) >= asked + VIEW)
    assert is_tiled(shown(qtbot, canvas, server))
    assert server.trouble == ""


def test_offline_old_tiles_are_better_than_none(qtbot: QtBot, tmp_path: Path) -> None:
    with web_server() as web:
        web.answer = lambda _: tile_answer({"Cache-Control": "max-age=0"})
        chosen = choices(web)
        server = TileServer(tmp_path)
        server.set_choices(chosen)
        with qtbot.waitSignal(server.arrived):
            server.want(1, (Tile(1, 0, 0),))
        server.close()
    with closing(TileServer(tmp_path)) as offline:
        offline.set_choices(chosen)
        with qtbot.waitSignal(offline.arrived):
            offline.want(1, (Tile(1, 0, 0), Tile(1, 1, 1)))
        assert offline.picture(Tile(1, 0, 0)) is not None
        qtbot.waitUntil(lambda: not offline.is_busy)
        assert offline.picture(Tile(1, 1, 1)) is None
        assert "answer" in offline.trouble


@pytest.mark.parametrize(
    "answer, said",
    [
        (Answer(403), "refuses"),
        (Answer(429, {"Retry-After": "1800"}), "too often"),
        (Answer(200, {"Content-Type": "image/png"}, b"<html>no</html>"), "something else"),
        (Answer(200, {"Content-Type": "image/png"}, png(2048)), "something else"),
        (Answer(200, {"Content-Length": "5000000"}, b"x" * 5_000_000), "The map server"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    qtbot: QtBot, server: TileServer, web: WebServer, answer: Answer, said: str
) -> None:
    web.answer = lambda _: answer
    server.set_choices(choices(web))
    server.want(1, (Tile(0, 0, 0),))
    qtbot.waitUntil(lambda: bool(server.trouble))
    assert said in server.trouble
    if answer.status == 429:
        assert server._pause.remainingTime() > 1_000_000


def test_a_tile_that_is_not_there_is_no_trouble(qtbot: QtBot, server: TileServer, web: WebServer) -> None:
    web.answer = lambda asked: Answer(404) if asked.path.startswith("/1/0/") else tile_answer()
    server.set_choices(choices(web))
    with qtbot.waitSignal(server.arrived):
        server.want(1, (Tile(1, 0, 0), Tile(1, 1, 0)))
    qtbot.waitUntil(lambda: not server.is_busy)
    assert server.trouble == ""
    server.want(1, (Tile(1, 0, 0),))
    assert not server.is_busy


def test_a_hidden_map_and_another_server_want_nothing_of_the_former(
    qtbot: QtBot, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    server.set_choices(choices(web))
    canvas.set_tiles(server)
    qtbot.waitUntil(lambda: len(web.asked) > 2)
    canvas.hide()
    assert server._missing() == []
    server.set_choices(MapChoices())
    assert not server.is_busy
    canvas.show()
    assert not is_tiled(shown(qtbot, canvas, server))


def test_sharp_screens_get_sharp_tiles(qtbot: QtBot, server: TileServer, web: WebServer) -> None:
    server.set_choices(choices(web))
    with qtbot.waitSignal(server.arrived):
        server.want(1, (Tile(3, 2, 1),), sharp=True)
    assert web.asked[0].path == "/3/2/1@2x.png"


def test_where_tiles_are_the_drawn_names_make_room(
    qtbot: QtBot, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    canvas.set_tiles(server)
    shown(qtbot, canvas, server)
    assert "Cambridge" in names(canvas)
    at = "/11/619/757.png"
    web.answer = lambda asked: tile_answer() if asked.path == at else Answer(404)
    server.set_choices(choices(web))
    qtbot.waitUntil(lambda: len(web.asked) >= VIEW)
    shown(qtbot, canvas, server)
    left = names(canvas)
    assert "Cambridge" not in left
    assert left


def names(canvas: MapCanvas) -> list[str]:
    return [written.name.text for written in canvas._naming.written]


@pytest.mark.parametrize(
    "before, after",
    [("#ffffff", "#000000"), ("#f2efe9", "#16130d"), ("#f7c67f", "#804f08"), ("#202830", "#202830")],
)
def test_light_tiles_are_turned_round_for_a_dark_desk(qapp: QApplication, before: str, after: str) -> None:
    picture = QPixmap(8, 8)
    picture.fill(QColor(before))
    turned = at_night(picture).toImage().pixelColor(3, 3)
    assert turned.name() == after
    if before != after:
        assert abs(turned.hslHueF() - QColor(before).hslHueF()) < 0.02


def test_a_dark_desk_shows_dark_tiles(
    qtbot: QtBot, qapp: QApplication, canvas: MapCanvas, server: TileServer, web: WebServer
) -> None:
    web.answer = lambda _: Answer(200, {"Content-Type": "image/png"}, png(256, QColor("#f2efe9")))
    server.set_choices(choices(web))
    canvas.set_tiles(server)
    qtbot.waitUntil(lambda: len(web.asked) >= VIEW)
    assert shown(qtbot, canvas, server).pixelColor(300, 200).lightness() > 200
    theme.apply(qapp, theme.Theme.dark())
    assert shown(qtbot, canvas, server).pixelColor(300, 200).lightness() < 60
    theme.apply(qapp, theme.Theme.light())
