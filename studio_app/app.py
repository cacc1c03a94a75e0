"""The start of the window: read the options; without a screen do the tour instead; start the log; make the Qt application
and its theme; open the database; hand it to the `Program`.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from studio_app import log, paths
from studio_app.desk import theme
from studio_app.desk.kept_look import KeptLook
from studio_app.domain.clock import system_clock
from studio_app.errors import KnownError
from studio_app.program import Program
from studio_app.storage.database import open_store
from studio_app.storage.location import Location

logger = logging.getLogger(__name__)


def has_screen() -> bool:
    """Whether a window can be shown. Offscreen counts where it was asked for by name."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    needs_server = platform.system() not in ("Windows", "Darwin")
    return not needs_server or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str]) -> int:
    """Run the program with the options of the command line; returns the exit code."""
    options = _options(arguments)
    if not has_screen():
        from studio_app.tour import tour  # late: only without a screen

        return tour()
    handler = log.start_logging(paths.log_folder())
    try:
        return _run_window(options)
    finally:
        log.stop_logging(handler)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="studio-desk", description="Opens the desk.")
    parser.add_argument(
        "--database", default="", metavar="URL", help="SQLite or PostgreSQL; the user's own where left out"
    )
    parser.add_argument(
        "--calendar", type=Path, default=None, metavar="FOLDER", help="of the primary calendar"
    )
    looks = [choice.value for choice in theme.ThemeChoice]
    parser.add_argument("--theme", choices=looks, help="this time; what was chosen where left out")
    return parser.parse_args(list(arguments))


def _run_window(options: argparse.Namespace) -> int:
    application = make_application()
    switch = theme.ThemeSwitch(
        application, theme.ThemeChoice(options.theme) if options.theme else kept_look().read()
    )
    url = options.database or paths.database_url()
    try:
        store = open_store(url, now=system_clock, backup_folder=paths.backup_folder())
    except KnownError as error:
        logger.warning("the database could not be opened: %s", error)
        box = QMessageBox(QMessageBox.Icon.Warning, "Studio Desk", error.sentence)
        box.setInformativeText(error.advice)
        box.exec()
        return 1
    with Program(store, switch, options.calendar, database=Location.of(url).file) as program:
        switch.changed.connect(program.window.update)
        program.show()
        return application.exec()


def kept_look() -> KeptLook:
    """Where this user's choice of a look is kept."""
    return KeptLook(paths.look_file())


def make_application() -> QApplication:
    """The one Qt application, named and without a theme yet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("studio-desk")
    application.setApplicationDisplayName("Studio Desk")
    application.setDesktopFileName("studio-desk")
    return application
