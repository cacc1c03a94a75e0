"""Files that somebody wants to have: where they shall be, and what became of them. Nothing waits for the disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from studio_app.actions.save_file import save_file
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.opening_files import usual_folder
from studio_app.desk.tone import Tone
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

OPEN = "open_saved"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be made.

    Attributes:
        title: Of the dialog.
        name: That is proposed, with its ending.
        kinds: For the dialog, such as `Tables (*.csv)`.
        make: Its content; called in a lane.
    """

    title: str
    name: str
    kinds: str
    make: Callable[[], bytes]


class Saving(QObject):
    """Asks for a place, makes the file in a lane, and says where it is."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._saved: Path | None = None
        controller.window.messages.action_requested.connect(self._message_action)

    def save(self, wanted: Wanted) -> None:
        """Ask where, then make and save it."""
        dialog = QFileDialog(self._desk.window, wanted.title, usual_folder(), wanted.kinds)
        dialog.setObjectName("save_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(wanted.name).suffix.lstrip("."))
        dialog.selectFile(wanted.name)
        dialog.fileSelected.connect(partial(self._make, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self, wanted: Wanted, chosen: str) -> None:
        file = Path(chosen)
        note = Message("saving", f"Saving {file.name}\N{HORIZONTAL ELLIPSIS}", tone=Tone.PLAIN)
        self._desk.window.messages.show_message(note)
        # Not in storage's lane: a long table shall not stand in a booking's way.
        self._desk.delivery.submit(self._desk.lanes.network, partial(_save, wanted, file), self._done)

    def _done(self, outcome: Outcome[Path]) -> None:
        messages = self._desk.window.messages
        messages.take_back("saving")
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        self._saved = outcome.value
        actions = (MessageAction(OPEN, "Open"),)
        messages.show_message(Message("saved", f"Saved {outcome.value.name}.", actions=actions, seconds=10))

    def _message_action(self, _message: str, action: str) -> None:
        if action != OPEN or self._saved is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved))):
            words = f"No program opens {self._saved.name}."
            self._desk.failed.emit(KnownError(words, f"It is in {self._saved.parent}."))


def _save(wanted: Wanted, file: Path) -> Path:
    save_file(file, wanted.make())
    return file
