"""Where the program keeps its things on each platform.

`STUDIO_DESK_HOME` puts everything into one folder instead: for trying things out, and for the tests.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "studio-desk"
HOME_VARIABLE = "STUDIO_DESK_HOME"


def data_folder() -> Path:
    """The user's data: database, calendar, backups. Made when it is missing."""
    home = os.environ.get(HOME_VARIABLE)
    return _made(Path(home) if home else Path(platformdirs.user_data_dir(APP, appauthor=False)))


def log_folder() -> Path:
    """Log files. Made when it is missing."""
    home = os.environ.get(HOME_VARIABLE)
    return _made(Path(home) / "log" if home else Path(platformdirs.user_log_dir(APP, appauthor=False)))


def tile_folder() -> Path:
    """Tiles of the map, which can be fetched again: in the system's folder for caches. Not made here."""
    home = os.environ.get(HOME_VARIABLE)
    return (
        Path(home) / "cache" if home else Path(platformdirs.user_cache_dir(APP, appauthor=False))
    ) / "tiles"


def backup_folder() -> Path:
    """Copies of the database from before a migration."""
    return data_folder() / "backups"


def calendar_folder() -> Path:
    """The collection folder of the embedded primary calendar."""
    return data_folder() / "calendar"


def look_file() -> Path:
    """How the user wants the program to look."""
    return data_folder() / "look.json"


def board_file() -> Path:
    """Whom the user shows on the board, and in which order."""
    return data_folder() / "board.json"


def columns_file() -> Path:
    """Which columns the user shows of the orders."""
    return data_folder() / "columns.json"


def database_url() -> str:
    """The user's own database, as an SQLAlchemy URL."""
    return f"sqlite:///{(data_folder() / 'studio.sqlite').as_posix()}"


def resources() -> Path:
    """Icons, fonts, theme, the ground of the map and the sample studio."""
    return _shipped("resources")


def help_page(name: str) -> Path:
    """A page that the program shows, such as `google.md`."""
    return _shipped("docs") / name


def _shipped(folder: str) -> Path:
    """A folder that comes with the program: in the package where it is installed, beside it in the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / folder
    return inside if inside.is_dir() else package.parent / folder


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
