"""The first start, in the whole program: demo, empty, a studio file, and what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio_app.exchange.sample import sample_studio
from tests.support.whole_desk import PICTURE_TIME, WholeDesk, whole_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeDesk]:
    """The program on an empty database."""
    with whole_desk(tmp_path, demo=False) as shown:
        yield shown


def test_it_asks_how_to_begin(desk: WholeDesk) -> None:
    assert desk.window.is_welcoming()
    assert desk.desk.snapshot is None


def test_the_demo_studio_is_a_click_away(desk: WholeDesk) -> None:
    desk.click(desk.window.welcome.demo_card)
    desk.wait_for(lambda: desk.desk.snapshot is not None, "the demo studio")
    desk.settle()
    assert not desk.window.is_welcoming()
    assert desk.desk.snapshot
    assert len(desk.desk.snapshot.studio.photographers) == 7
    assert len(desk.grid.week.blocks) > 20, "the week looks alive"


def test_an_empty_studio_says_why_nothing_is_open(desk: WholeDesk) -> None:
    desk.window.welcome.empty_chosen.emit("Harbor Light", "Europe/London")
    desk.wait_for(lambda: desk.desk.snapshot is not None, "the studio")
    desk.settle()
    assert desk.desk.snapshot
    assert desk.desk.snapshot.studio.settings.name == "Harbor Light"
    assert desk.desk.snapshot.studio.settings.timezone.key == "Europe/London"
    assert desk.grid.week.blocks == ()


def test_a_studio_file_is_imported(desk: WholeDesk, tmp_path: Path) -> None:
    path = tmp_path / "studio.json"
    path.write_text(json.dumps(sample_studio(PICTURE_TIME.date())), encoding="utf-8")
    desk.window.welcome.import_chosen.emit(str(path))
    desk.wait_for(lambda: desk.desk.snapshot is not None, "the studio")
    desk.settle()
    assert not desk.window.is_welcoming()


def test_a_broken_file_is_told_in_place_and_nothing_is_lost(desk: WholeDesk, tmp_path: Path) -> None:
    path = tmp_path / "studio.json"
    data = sample_studio(PICTURE_TIME.date())
    data["photographers"][2]["hours"] = {"tue": [["12:00", "09:00"]]}
    path.write_text(json.dumps(data), encoding="utf-8")
    desk.window.welcome.import_chosen.emit(str(path))
    desk.settle()
    assert desk.window.is_welcoming()
    assert "photographers[2].hours.tue[0]: end is before start" in shown_text(desk)


def shown_text(desk: WholeDesk) -> str:
    """All words on the welcome page."""
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in desk.window.welcome.findChildren(QLabel) if label.isVisible())
