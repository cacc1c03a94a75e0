"""Files that somebody wants to have: where they shall be, and what became of them. Nothing waits for the disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from studio_app.actions.progress import GivenUp, Progress
from studio_app.actions.save_file import save_file
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.opening_files import usual_folder
from studio_app.desk.tone import Tone
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

OPEN = "open_saved"
CANCEL = "cancel_saving"
_REFUSED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST = 100
"""Letters of a name, of which each may take four of the 255 bytes that file systems have for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be made.

    Attributes:
        title: Of the dialog.
        name: That is proposed, with its ending.
        kinds: For the dialog, such as `Tables (*.csv)`.
        make: Its content; called in a lane. Long work says how far it is.
    """

    title: str
    name: str
    kinds: str
    make: Callable[[Progress], bytes]


class _Errand(QObject):
    """One file that is being made; known by the key of its message."""

    def __init__(self, key: str, file: Path, desk: Controller, parent: Saving) -> None:
        super().__init__(parent)
        self.key, self.file = key, file
        self._saving, self._messages = parent, desk.window.messages
        self.progress = Progress(desk.delivery.teller(self._got_on))
        cancel = MessageAction(CANCEL, "Cancel")
        self._messages.show_message(Message(key, self._words(), tone=Tone.PLAIN, actions=(cancel,)))

    def _words(self, percent: int = 0) -> str:
        far = f" {percent} %" if percent > 0 else ""
        return f"Saving {self.file.name}\N{HORIZONTAL ELLIPSIS}{far}"

    def _got_on(self, outcome: Outcome[int]) -> None:
        bar = self._messages.bar(self.key)
        if bar is not None:
            bar.reword(self._words(outcome.value or 0))

    def done(self, outcome: Outcome[None]) -> None:
        """It is made, or not."""
        self._messages.take_back(self.key)
        self._saving.ended(self, outcome.error)
        self.deleteLater()


class Saving(QObject):
    """Asks for a place, makes the file in a lane, and says where it is."""

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._saved: Path | None = None
        self._errands: dict[str, _Errand] = {}
        self._numbers = count(1)
        controller.window.messages.action_requested.connect(self._message_action)

    def save(self, wanted: Wanted) -> None:
        """Ask where, then make and save it."""
        dialog = QFileDialog(self._desk.window, wanted.title, usual_folder(), wanted.kinds)
        dialog.setObjectName("save_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(Path(wanted.name).suffix.lstrip("."))
        dialog.selectFile(file_name(wanted.name))
        dialog.fileSelected.connect(partial(self._make, wanted))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self, wanted: Wanted, chosen: str) -> None:
        errand = _Errand(f"saving {next(self._numbers)}", Path(chosen), self._desk, self)
        self._errands[errand.key] = errand
        job = partial(_make_file, wanted, errand.file, errand.progress)
        # Not in storage's lane: a long table shall not stand in a booking's way.
        self._desk.delivery.submit(self._desk.lanes.network, job, errand.done)

    def ended(self, errand: _Errand, error: Exception | None) -> None:
        """Say what became of a file; of one that was cancelled it has been said."""
        del self._errands[errand.key]
        if error is not None:
            if not isinstance(error, GivenUp):
                self._desk.failed.emit(error)
            return
        self._saved = errand.file
        actions = (MessageAction(OPEN, "Open"),)
        self._say(Message("saved", f"Saved {errand.file.name}.", actions=actions, seconds=10))

    def _say(self, message: Message) -> None:
        self._desk.window.messages.show_message(message)

    def _message_action(self, message: str, action: str) -> None:
        if action == OPEN and self._saved is not None:
            self._open(self._saved)
        elif action == CANCEL and message in self._errands:
            self._cancel(self._errands[message])

    def _open(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._desk.failed.emit(KnownError(f"No program opens {file.name}.", f"It is in {file.parent}."))

    def _cancel(self, errand: _Errand) -> None:
        if errand.progress.give_up():
            self._say(Message("saved", f"{errand.file.name} was not saved.", tone=Tone.PLAIN, seconds=6))

    def stop(self) -> None:
        """Give up what is being made: the program ends."""
        for errand in self._errands.values():
            errand.progress.give_up()


def file_name(proposed: str) -> str:
    """A proposed name without what file systems refuse: names of people and studios hold slashes and quotes."""
    ending = Path(proposed).suffix
    stem = " ".join(_REFUSED.sub(" ", proposed.removesuffix(ending)).split())
    return f"{stem[:_LONGEST].rstrip(' .') or 'file'}{ending}"


def _make_file(wanted: Wanted, file: Path, progress: Progress) -> None:
    """Called in a lane. Given up, it leaves the file that was there before."""
    progress.at(0, 0)
    content = wanted.make(progress)
    progress.settle()
    save_file(file, content)
