"""The benchmarks as the table of the README: `python3 dev.py bench --readme` measures and writes it.

Reads what pytest-benchmark saved; nothing in the table is typed by hand but the promises.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BEGIN, END = "<!-- benchmarks -->", "<!-- end of benchmarks -->"

MEDIUM, LARGE = "[50 photographers, 4 weeks]", "[500 photographers, 12 weeks]"
ROWS: tuple[tuple[str, str, str], ...] = (
    (
        "openings, 50 photographers, 4 weeks, 12,000 events, all rules: first request",
        f"test_cold{MEDIUM}",
        "10 ms",
    ),
    ("the same, another request", f"test_again{MEDIUM}", "3 ms"),
    ("limit: merged sweep in plain Python, two rules", f"test_limit{MEDIUM}", ""),
    ("openings, 500 photographers, 12 weeks, 366,000 events: first request", f"test_cold{LARGE}", "150 ms"),
    ("the same, another request", f"test_again{LARGE}", "60 ms"),
    ("limit: merged sweep in plain Python, two rules", f"test_limit{LARGE}", ""),
    ("one event changes, the visible week is answered again", "test_one_event_changes", "1 ms"),
    ("last key press to openings painted, demo studio", "test_last_key_to_painted_openings", "100 ms"),
    ("full repaint of a week with 300 appointments and 3,000 openings", "test_full_repaint", "16 ms"),
    ("step of a hover over it", "test_step_of_a_hover", "4 ms"),
    (
        "step of scrolling the skills of 500 people and 40 services",
        "test_a_step_of_scrolling",
        "16 ms",
    ),
    ("peer: Qt's own table with the same ticks", "test_a_step_of_scrolling_in_qts_table", ""),
    ("frame of a pan over 200 zones with 500 corners each", "test_frames_of_a_pan[0.0]", "16 ms"),
    ("the same, four times as near", "test_frames_of_a_pan[2.0]", "16 ms"),
    ("frame of a zoom over them", "test_frames_of_a_zoom", "16 ms"),
    ("frame of a corner that is dragged among them", "test_frames_of_a_dragged_corner", "16 ms"),
    ("peer: all corners painted each frame", "test_peer_all_corners_each_frame", ""),
    ("a block is picked up: answers of 50 lanes with 500 blocks, painted", "test_picking_up", "50 ms"),
    ("peer: the same places asked one by one", "test_peer_every_lane_and_step_one_by_one", ""),
    ("step of a drag over them", "test_drag_step", "8 ms"),
    (
        "a round of the calendars with 10,000 changed events, until they are painted",
        "test_interface_during_a_round_of_10000_events",
        "16 ms for the longest turn of the interface",
    ),
    ("cold start to a usable desk, 100,000 stored appointments", "test_cold_start", "2.0 s, 250 MB"),
    ("10,000 events of a Google calendar, read for the first time", "test_first_reading[1]", "30 s, 300 MB"),
    ("limit: the same pages fetched and parsed", "test_limit_of_a_first_reading[1]", ""),
    ("a round over 50 Google calendars without changes: 50 requests", "test_a_round_without_changes[50]", ""),
    ("limit: 50 requests over one connection", "test_limit_of_a_round[50]", ""),
)


def main(arguments: list[str]) -> int:
    """Print the table of a saved run, or with `--readme` put it into the README."""
    results = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    table = table_of({one["name"]: one for one in results["benchmarks"]})
    if "--readme" in arguments:
        text = README.read_text(encoding="utf-8")
        between = f"{BEGIN}\n{table}\n{END}"
        README.write_text(
            re.sub(f"{BEGIN}.*?{END}", lambda _: between, text, flags=re.DOTALL), encoding="utf-8"
        )
    sys.stdout.write(f"{table}\n")
    return 0


def table_of(found: Mapping[str, Mapping[str, object]]) -> str:
    """The rows that were measured, medians beside what was promised."""
    lines = ["| work | promised | measured |", "|---|---|---|"]
    for work, name, promised in ROWS:
        if name in found:
            lines.append(f"| {work} | {promised} | {_measured(found[name])} |")
    return "\n".join(lines)


def _measured(one: Mapping[str, object]) -> str:
    stats, extra = one["stats"], one["extra_info"]
    assert isinstance(stats, Mapping)
    assert isinstance(extra, Mapping)
    if "megabytes" in extra:
        return f"{extra['seconds']:.2f} s, {extra['megabytes']:.0f} MB"
    words = _milliseconds(stats["median"] * 1000)
    if "ms_95" in extra:
        words += f", 19 of 20 within {_milliseconds(extra['ms_95'])}"
    if "longest_turn_ms" in extra:
        words += f", the longest turn of the interface {_milliseconds(extra['longest_turn_ms'])}"
    if "interface_ms" in extra:
        words += f", {_milliseconds(extra['interface_ms'])} of it on the interface thread"
    return words


def _milliseconds(value: float) -> str:
    return f"{value:.1f} ms" if value < 10 else f"{value:.0f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
