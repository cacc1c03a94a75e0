"""Pictures of the desk: `python3 dev.py shots [FOLDER]`.

Both themes at 1280 x 720 and 1440 x 900, and at 200 % scaling; with `--readme` the two of the README as well. Each is
taken in a process of its own, since the scaling is fixed when Qt starts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.surroundings import private_environment

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"1280x720": (1280, 720, 1), "1440x900": (1440, 900, 1), "1440x900@2": (1440, 900, 2)}
THEMES = ("light", "dark")
SCENES = (
    "call",
    "parts",
    "day",
    "month",
    "welcome",
    "first_steps",
    "no_openings",
    "board",
    "board_week",
    "orders",
    "order",
    "orders_nothing",
    "history",
    "order_history",
    "sheet",
    "person_sheet",
    "cancelling",
    "sheet_time",
    "sheet_refused",
    "sheet_services",
    "sheet_address",
    "sheet_event",
    "sheet_order",
    "sheet_add",
    "telling",
    "cover",
    "cover_against",
    "cover_nothing",
    "team",
    "team_hours",
    "team_sheet",
    "team_days_off",
    "team_workload",
    "services",
    "package",
    "services_not_whole",
    "services_nothing",
    "services_first",
    "zones",
    "zone",
    "zone_drawn",
    "zone_edited",
    "zone_crossing",
    "zones_person",
    "zones_place",
    "zones_matrix",
    "zones_file",
    "pin",
    "pin_dragged",
    "calendars",
    "first_calendar",
    "calendar_rules",
    "connect",
    "connect_google",
    "connect_caldav",
    "connect_feed",
    "connect_waiting",
    "changes",
    "signs",
    "asking",
    "settings",
    "settings_booking",
    "settings_hours",
    "settings_travel",
    "settings_twilight",
    "settings_events",
    "settings_desk",
    "settings_found",
    "settings_changed",
    "hover",
    "bring_studio",
    "bring_agents",
)


def main(arguments: list[str]) -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py shots", description="Pictures of the desk in both themes.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "shots")
    parser.add_argument("--readme", action="store_true", help="also those of the README, into docs/pictures")
    parser.add_argument("--only", default="", help="a scene or size")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for size in SIZES:
        for theme in THEMES:
            if options.only and options.only not in (size, theme) and options.only not in SCENES:
                continue
            failed |= _one(options.folder, size, theme, options.only if options.only in SCENES else "")
    if options.readme:
        pictures = ROOT / "docs" / "pictures"
        pictures.mkdir(parents=True, exist_ok=True)
        for theme in THEMES:
            source = options.folder / f"call-{theme}-1440x900.png"
            (pictures / f"desk-{theme}.png").write_bytes(source.read_bytes())
    return failed


def _one(folder: Path, size: str, theme: str, scene: str) -> int:
    """All scenes of one size and theme, in a process of its own."""
    with tempfile.TemporaryDirectory() as private:
        environment = dict(os.environ)
        for name, value in private_environment(Path(private)).items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value
        environment["QT_SCALE_FACTOR"] = str(SIZES[size][2])
        command = [sys.executable, "-m", "tests.support.scenes", str(folder), size, theme, scene, private]
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
