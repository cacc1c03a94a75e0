"""Folders follow one variable; the log keeps no secret."""

import logging
from pathlib import Path

import pytest

from studio_app import log, paths


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    assert paths.data_folder() == tmp_path / "home"
    assert paths.data_folder().is_dir()
    assert paths.log_folder() == tmp_path / "home" / "log"
    assert paths.tile_folder() == tmp_path / "home" / "cache" / "tiles"
    assert paths.database_url() == f"sqlite:///{(tmp_path / 'home' / 'studio.sqlite').as_posix()}"
    assert paths.calendar_folder().parent == tmp_path / "home"


def test_resources_are_beside_the_package() -> None:
    assert (paths.resources() / "theme").is_dir()


@pytest.mark.parametrize(
    "text",
    [
        "postgresql+psycopg://desk:hunter2hunter2@db/studio",
        "Authorization: Bearer hunter2hunter2",
        '{"refresh_token": "hunter2hunter2"}',
        "https://x/y?code=hunter2hunter2&state=1",
        "password=hunter2hunter2",
    ],
)
def test_no_secret_reaches_the_file(text: str, tmp_path: Path) -> None:
    handler = log.start_logging(tmp_path)
    try:
        logging.getLogger("studio_app.test").info("opened %s", text)
        try:
            raise ValueError(text)
        except ValueError:
            logging.getLogger("studio_app.test").info("failed", exc_info=True)
    finally:
        log.stop_logging(handler)
    written = (tmp_path / "studio-desk.log").read_text(encoding="utf-8")
    assert "opened" in written
    assert "Traceback" in written
    assert "hunter2" not in written


def test_the_log_is_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MEGABYTE", 2000)
    handler = log.start_logging(tmp_path)
    try:
        for number in range(400):
            logging.getLogger("studio_app.test").info("line %s", number)
    finally:
        log.stop_logging(handler)
    files = sorted(tmp_path.iterdir())
    assert len(files) == log.KEPT_FILES
    assert all(file.stat().st_size <= 2000 for file in files)
