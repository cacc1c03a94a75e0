"""The display of the run: real where a test asks for it."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

SHOW_A_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget()
window.show()
application.processEvents()
print(application.platformName())
"""


@pytest.mark.display
def test_a_window_on_the_display_gets_the_keys(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitActive(field):  # only a window manager makes a window active
        field.raise_()
        field.activateWindow()
    focused = QApplication.focusWidget()
    assert focused is field
    QTest.keyClicks(focused, "55 Summit Avenue")
    assert field.text() == "55 Summit Avenue"
    assert QGuiApplication.platformName() != "offscreen"


@pytest.mark.display
@pytest.mark.skipif(sys.platform != "linux", reason="the X server is Linux's part")
def test_a_program_that_a_test_starts_finds_the_display(x_display: str) -> None:
    program = [sys.executable, "-c", SHOW_A_WINDOW]
    shown = subprocess.run(program, capture_output=True, text=True, timeout=60)
    assert (shown.stdout.strip(), shown.stderr) == ("xcb", "")
    assert x_display.startswith(":")
