"""Starts the program on a database and says how long it took: run by `test_desk_speed` in a process of its own.

Prints seconds from the birth of the process to a painted desk with its studio, and the most memory it ever had in MB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from studio_app.__main__ import collect_garbage_seldom


def main(url: str, calendar: Path, now: datetime, born: float) -> int:
    """Start as `studio_app.__main__` does, wait for the desk, report, end."""
    collect_garbage_seldom()
    from PySide6.QtWidgets import QApplication

    from studio_app.app import make_application
    from studio_app.desk import theme
    from studio_app.program import Program
    from studio_app.storage.database import open_store

    application = make_application()
    switch = theme.ThemeSwitch(application, theme.ThemeChoice.LIGHT)
    store = open_store(url, now=lambda: now)
    with Program(store, switch, calendar, clock=lambda: now) as program:
        program.show()
        while program.controller.snapshot is None:
            QApplication.processEvents()
            time.sleep(0.001)
        program.window.repaint()
        QApplication.processEvents()
        seconds = time.time() - born
        peak = _peak_megabytes()
        sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": peak}) + "\n")
    return 0


def _peak_megabytes() -> float:
    """The most memory that this process ever had. `getrusage` would count what its parent had before the exec too."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(
            line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM")
        )
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), float(sys.argv[4])))
