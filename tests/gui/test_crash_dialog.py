"""The dialog of a mistake in the program."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from studio_app.desk.crash import CrashDialog
from tests.gui.pages import LEFT, Ears

DETAILS = "Traceback (most recent call last):\n<b>ValueError</b>: no"


pytestmark = pytest.mark.usefixtures("light")


def test_details_are_copied_as_they_are_and_the_program_goes_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = CrashDialog.show_for(DETAILS, window)
    log = Ears().on(dialog.log_requested)
    assert not dialog.isModal()
    assert dialog.details.toPlainText() == DETAILS
    QTest.mouseClick(dialog.copy_button, LEFT)
    QTest.mouseClick(dialog.log_button, LEFT)
    assert QGuiApplication.clipboard().text() == DETAILS
    assert log.heard == [()]
    QTest.mouseClick(dialog.close_button, LEFT)
    qtbot.waitUntil(lambda: not isValid(dialog))
