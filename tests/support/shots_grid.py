"""The week grid with the data of the design's pictures; `python -m tests.support.shots_grid FOLDER` draws it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from studio_app.desk.week.model import (
    AllDay,
    Block,
    BlockKind,
    Cell,
    Day,
    Ghost,
    GuestReply,
    Openings,
    Reply,
    Span,
    Week,
    WriteState,
)
from studio_app.desk.week.month_model import Chip, Month, MonthDay, month_dates

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 23)
DAYS = tuple(MONDAY + timedelta(days=number) for number in range(7))


def at(day: int, clock: str) -> datetime:
    """The UTC instant of a wall time on a weekday, 0 is Monday."""
    hour, _, minute = clock.partition(":")
    start = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(
        days=day, hours=int(hour), minutes=int(minute or 0)
    )
    return start.astimezone(UTC)


def _block(day: int, start: str, end: str, title: str, subtitle: str, color: int) -> Block:
    return Block(f"{title} {color}", at(day, start), at(day, end), title, subtitle, color)


BLOCKS = (
    _block(0, "8:30", "10:30", "128 Elm St", "Photos · Maya", 0),
    _block(0, "9", "10:30", "9 East Rd", "Drone · Leo", 1),
    _block(0, "12", "14:30", "2200 Lakeview Dr", "Photos + Video · Ana", 2),
    _block(1, "7:45", "9:15", "41 Harbor Rd", "Photos · Maya", 0),
    _block(2, "10:15", "12:30", "7 Orchard Ln", "Matterport · Sam", 3),
    Block("lunch", at(3, "12"), at(3, "13:30"), "Team lunch", "Google", kind=BlockKind.BUSY),
    _block(4, "8:30", "11", "60 Pine Hill", "Photos · Priya", 4),
    _block(4, "8:30", "11", "60 Pine Hill", "2nd shooter · Maya", 0),
    _block(4, "16:45", "18", "18 Ridge Way", "Twilight · sunset 4:15", 5),
)

_OFFERED = (
    (1, "9:30", (1, 2, 2)),
    (1, "13:30", (3, 4, 4, 3, 1)),
    (2, "9", (2, 2)),
    (2, "13", (3, 3, 3)),
    (2, "15", (2,)),
    (3, "9", (5,)),
    (3, "14", (2, 2, 2)),
    (4, "11:30", (1, 1, 2, 2)),
    (4, "15:30", (3, 3)),
    (5, "10", (1, 1)),
)
_COUNTS = ("no slots", "8 slots", "6 slots", "9 slots", "6 slots", "2 slots", "closed")


def week() -> Week:
    """The week of the pictures."""
    closed = {
        5: (Span(at(5, "12"), at(5, "18"), "Closed Saturday pm"),),
        6: (Span(at(6, "0"), at(6, "24"), "Closed"),),
    }
    days = tuple(
        Day(day, text, is_today=number == 0, closed=closed.get(number, ()))
        for number, (day, text) in enumerate(zip(DAYS, _COUNTS, strict=True))
    )
    return Week(days=days, zone=ZONE, blocks=BLOCKS, step_min=30)


def openings(step_min: int = 30) -> Openings:
    """The offered starts of the pictures; with a finer step each cell is cut into equal ones."""
    cells = []
    for day, clock, counts in _OFFERED:
        first = at(day, clock)
        for number, count in enumerate(counts):
            for part in range(30 // step_min):
                start = first + timedelta(minutes=30 * number + part * step_min)
                cells.append(Cell(start, start + timedelta(minutes=step_min), count, f"{count} free"))
    return Openings(tuple(cells), MappingProxyType(dict(zip(DAYS, _COUNTS, strict=True))))


GHOST = Ghost(
    start=at(3, "9"),
    end=at(3, "11"),
    before_min=30,
    after_min=30,
    lines=("55 Summit Ave", "Photos + Video", "Maya Ortiz"),
)
NOW = at(0, "10:42")


def crowded() -> tuple[Week, Openings]:
    """A busy week at a step of 15 minutes with every kind and state of block."""
    base = week()
    more = [
        replace(BLOCKS[3], id="w", state=WriteState.WAITING),
        Block("f", at(1, "9:30"), at(1, "11"), "88 Failing Rd", "Photos", 4, state=WriteState.FAILED),
        Block(
            "h", at(1, "14"), at(1, "15:30"), "12 Hold St", "On hold", 5, BlockKind.HOLD, until=at(0, "10:55")
        ),
        Block("b1", at(2, "9"), at(2, "9:45"), "Dentist", "Google", 1, BlockKind.BUSY),
        Block("b2", at(2, "13:30"), at(2, "17"), "", "", 2, BlockKind.BUSY),
        Block("o1", at(4, "9:15"), at(4, "12"), "Overlap one", "Photos", 2),
        Block("o2", at(4, "10"), at(4, "10:10"), "Tiny", "", 3),
        Block("o3", at(4, "11:15"), at(4, "12:30"), "Overlap three", "Drone", 6),
        *BLOCKS[:3],
        *BLOCKS[4:],
    ]
    days = tuple(
        replace(day, all_day=(AllDay("Maya on leave", 0), AllDay("Thanksgiving")) if number == 3 else ())
        for number, day in enumerate(base.days)
    )
    return replace(base, days=days, blocks=tuple(more), step_min=15), openings(15)


REPLIES = (GuestReply("Maya Ortiz", Reply.ACCEPTED), GuestReply("Dana Whitfield", Reply.NONE))
DECLINED = (GuestReply("Leo Brandt", Reply.DECLINED), GuestReply("Dana Whitfield", Reply.TENTATIVE))


def signs() -> tuple[Week, Openings]:
    """The week of the pictures with guests that answered, and with events that were changed by hand."""
    base = week()
    signed: dict[int, dict[str, Any]] = {
        0: {"replies": REPLIES},
        1: {"replies": DECLINED},
        2: {"state": WriteState.DIFFERS, "replies": REPLIES},
        3: {"state": WriteState.DIFFERS, "replies": DECLINED},
        4: {"state": WriteState.FAILED, "replies": REPLIES},
        6: {"state": WriteState.DIFFERS, "replies": REPLIES},
        7: {"replies": REPLIES},
        8: {"state": WriteState.WAITING, "replies": DECLINED},
    }
    blocks = tuple(replace(block, **signed.get(number, {})) for number, block in enumerate(BLOCKS))
    return replace(base, blocks=blocks), openings()


def month() -> Month:
    """November 2026, with the blocks of the pictures."""
    today = DAYS[0]
    days = []
    for number, day in enumerate(month_dates(today)):
        closed = day.weekday() == 6
        count = None if closed or day <= today else (number * 5) % 11
        text = "closed" if closed else "" if count is None else f"{count} slots" if count else "no slots"
        chips = tuple(
            Chip(f"{block.start.astimezone(ZONE):%-H:%M} {block.title}", block.color)
            for block in BLOCKS
            if block.start.astimezone(ZONE).date() == day
        )
        days.append(
            MonthDay(
                day,
                count,
                text,
                chips * (3 if number == 28 else 1),
                outside=day.month != today.month,
                is_today=day == today,
                is_closed=closed,
            )
        )
    return Month(tuple(days))


def main(folder: Path) -> None:
    """Draw the pictures' week and the crowded one in both themes."""
    from PySide6.QtWidgets import QApplication

    from studio_app.desk import theme
    from studio_app.desk.week.grid import WeekGrid
    from studio_app.desk.week.month import MonthView

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for shown in (theme.Theme.light(), theme.Theme.dark()):
        theme.apply(app, shown)
        for name, (data, offered) in {
            "grid": (week(), openings()),
            "crowded": crowded(),
            "signs": signs(),
        }.items():
            grid = WeekGrid(data)
            grid.resize(760, 844)
            grid.set_openings(offered)
            grid.set_now(NOW)
            grid.set_ghost(GHOST)
            grid.set_selected(GHOST.start)
            grid.show()
            app.processEvents()
            grid.grab().save(str(folder / f"{name}-{shown.mode.value}-{scale}.png"))
            grid.close()
        view = MonthView(month())
        view.resize(760, 844)
        view.show()
        app.processEvents()
        view.grab().save(str(folder / f"month-{shown.mode.value}-{scale}.png"))
        view.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"))
