"""What is shown when something fails: a known error in the message bar, a bug once with details that can be copied."""

from __future__ import annotations

import logging
import platform
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from studio_app import __version__, paths
from studio_app.desk.crash import CrashDialog
from studio_app.desk.error_words import sentence_of
from studio_app.desk.main_window import MainWindow
from studio_app.desk.messages import Message
from studio_app.desk.tone import Tone
from studio_app.errors import KnownError
from studio_app.log import without_secrets

logger = logging.getLogger(__name__)


class Failures(QObject):
    """Shows errors; a bug that comes again and again is logged each time and shown once."""

    def __init__(self, window: MainWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._shown: set[str] = set()
        self.dialog: CrashDialog | None = None

    @Slot(object)
    def show(self, error: BaseException | None) -> None:
        """Tell the user about an error."""
        if error is None:
            return
        if isinstance(error, KnownError):
            self._window.messages.show_message(message_of(error, f"error {type(error).__name__}"))
            return
        self.caught(type(error), error, error.__traceback__)

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Take what nobody caught: fits `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        lines = "".join(traceback.format_exception(kind, error, trace))
        logger.error("a mistake of the program", exc_info=(kind, error, trace))
        where = traceback.extract_tb(trace)
        key = f"{kind.__name__} {where[-1].filename}:{where[-1].lineno}" if where else kind.__name__
        if key in self._shown:
            return
        self._shown.add(key)
        self.dialog = CrashDialog.show_for(f"{_about()}\n\n{without_secrets(lines)}", self._window)
        self.dialog.log_requested.connect(self._show_log)

    def _show_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))


def message_of(error: KnownError, key: str) -> Message:
    """A known error for the message bar; whoever shows it under a key of their own takes it back when it is mended."""
    return Message(key, sentence_of(error), error.advice, Tone.BAD)


def _about() -> str:
    """Versions for whoever looks after the program; nothing of the studio."""
    return f"Studio Desk {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"
