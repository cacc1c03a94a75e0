"""The detectors themselves: what one test does wrong must fail that test and no other."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CONFTEST = """
pytest_plugins = ["tests.support.surroundings", "tests.support.detectors", "tests.support.display"]
"""

# Each test is named after what must come of it: the word that its failure holds, or "good".
CULPRITS = """
import logging, os, socket, subprocess, sys, threading, time, warnings
from pathlib import Path
import pytest
from PySide6.QtCore import QThread, QTimer, Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

kept = []

def test_good():
    assert Path(os.environ["STUDIO_DESK_HOME"]).exists() is False

def test_good_with_a_widget(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)

def test_good_with_threads(qapp):
    plain = threading.Thread(target=time.sleep, args=(0.01,))
    plain.start()
    plain.join()
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()

@pytest.mark.logs("disk .* full")
def test_good_log_by_mark():
    logging.getLogger("studio").error("disk %s is full", "C")

def test_good_log_by_fixture(expected_log):
    expected_log("late")
    logging.getLogger("studio").warning("late")

def test_good_loopback():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())

@pytest.fixture(scope="module")
def ticker():
    event = threading.Event()
    thread = threading.Thread(target=event.wait, name="ticker")
    thread.start()
    yield
    event.set()
    thread.join()

def test_good_thread_of_a_wider_fixture(ticker):
    pass

def test_logged_unasked():
    logging.getLogger("studio").warning("the disk is nearly full")

@pytest.mark.logs("never said")
def test_did_not_come():
    pass

def test_window_left_behind(qapp):
    window = QWidget(windowTitle="forgotten")
    window.show()
    kept.append(window)

def test_busy_cursor(qapp):
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)

def test_thread_still_running():
    event = threading.Event()
    kept.append(event)
    threading.Thread(target=event.wait, args=(60,), daemon=True).start()

def test_QThread_still_running(qapp):
    thread = QThread()
    thread.start()
    kept.append(thread)

def test_Qt_said_at_the_end(qapp, request):
    request.addfinalizer(lambda: qWarning("bye"))

def test_Qt_messages(qapp):
    qWarning("stray")

def test_UserWarning():
    warnings.warn("old")

def test_may_not_reach():
    with socket.socket() as client:
        client.connect(("192.0.2.1", 80))

def test_may_not_look_up():
    socket.getaddrinfo("example.org", 80)

def test_Exceptions_caught(qtbot):
    def fail():
        raise ValueError("in a slot")
    QTimer.singleShot(0, fail)
    qtbot.wait(20)

def test_good_at_last():
    for each in kept:
        if isinstance(each, QThread):
            each.quit()
            each.wait()

def test_timer_still_ticking(qapp):
    timer = QTimer()
    timer.start(50)
    kept.append(timer)
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """One run over the culprits: what was said of each test, nothing for one that passed whole."""
    folder = tmp_path_factory.mktemp("culprits")
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_culprits.py").write_text(CULPRITS)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
    run = subprocess.run(
        [*command, "-vv", "-p", "no:cacheprovider", str(folder)], cwd=folder, capture_output=True, text=True
    )
    names = re.findall(r"^def (test_\w+)", CULPRITS, re.MULTILINE)
    said = dict.fromkeys(names, "")
    # Sections of pytest's report: "____ test_x ____" and "____ ERROR at teardown of test_x ____".
    pieces = re.split(r"^_{3,} (?:ERROR at \w+ of )?(test_\w+) _{3,}$", run.stdout, flags=re.MULTILINE)
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        said[name] += text.partition("short test summary")[0]
    ran = len(re.findall(r"^\S+::test_\w+ (?:PASSED|FAILED)", run.stdout, re.MULTILINE))
    assert ran == len(names), run.stdout + run.stderr
    return said


NAMES = re.findall(r"^def test_(\w+)", CULPRITS, re.MULTILINE)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("good")])
def test_innocent_tests_pass(verdicts: dict[str, str], name: str) -> None:
    assert verdicts["test_" + name] == ""


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("good")])
def test_culprits_are_found(verdicts: dict[str, str], name: str) -> None:
    assert name.replace("_", " ") in verdicts["test_" + name]
