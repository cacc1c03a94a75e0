"""The installed Qt is one that the program can live with."""

import sys

from PySide6 import __version__
from PySide6.QtCore import QObject

CALLS = 20_000


def test_a_method_without_a_result_keeps_the_count_of_none() -> None:
    """PySide6 6.11.0 and 6.11.1 lost a reference to None on each such call, until Python aborted."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("desk")
    after = sys.getrefcount(None)
    assert abs(after - before) < CALLS // 100


def test_qt_is_not_a_release_known_to_abort() -> None:
    release = tuple(int(part) for part in __version__.split(".")[:3])
    assert (6, 8) <= release < (6, 12)
    assert release not in {(6, 11, 0), (6, 11, 1)}
