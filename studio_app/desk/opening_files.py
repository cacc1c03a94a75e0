"""Files that somebody wants to bring: which one. Nothing waits for the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def usual_folder() -> str:
    """Where this user keeps documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ask_file(parent: QWidget, name: str, title: str, kinds: str, receiver: Callable[[str], None]) -> None:
    """Ask for one file that is there.

    Args:
        name: Of the dialog, for those who look for it.
        kinds: For the dialog, such as `Tables (*.csv)`.
        receiver: A bound method that gets the path; not called where nobody chooses one.
    """
    dialog = QFileDialog(parent, title, usual_folder(), kinds)
    dialog.setObjectName(name)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(receiver)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
