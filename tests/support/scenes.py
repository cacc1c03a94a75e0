"""The scenes that the pictures show, one process for each size and theme; started by `shots`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from studio_app.app import make_application
from studio_app.desk import theme as themes
from studio_app.desk.booking.model import Draft
from studio_app.desk.calendars.connect_model import Step
from studio_app.desk.editing.menu import Act
from studio_app.desk.map.canvas import PaintedMap
from studio_app.desk.week.model import Block
from tests.support import (
    scenes_bringing,
    scenes_calendars,
    scenes_cover,
    scenes_editing,
    scenes_first_steps,
    scenes_orders,
    scenes_places,
    scenes_services,
    scenes_settings,
    scenes_team,
    scenes_zones,
)
from tests.support.shots import SCENES, SIZES
from tests.support.whole_desk import ADDRESS, WholeDesk, whole_desk


def call(desk: WholeDesk) -> None:
    """A call half way through, as in the design."""
    assert desk.desk.snapshot
    dana = next(agent for agent in desk.desk.snapshot.agents if agent.name == "Dana Whitfield")
    desk.draft(Draft(agent=dana.id, address=ADDRESS, services=("photos", "video")))
    answer = desk.desk.answer
    assert answer
    starts = desk.openings()
    thursday = [start for start in starts if start.weekday() == 3] or starts
    desk.desk.choose_time(0, thursday[len(thursday) // 3])
    desk.settle()


def parts(desk: WholeDesk) -> None:
    """An order with a main and a twilight part."""
    assert desk.desk.snapshot
    agent = desk.desk.snapshot.agents[1]
    desk.draft(Draft(agent=agent.id, address=ADDRESS, services=("photos", "twilight")))
    for _ in range(2):
        desk.desk.next_opening()
        desk.settle()
        desk.desk.choose_part(1)
        desk.settle()


def hover(desk: WholeDesk) -> None:
    """The mouse over a time that does not work."""
    call(desk)
    desk.desk.clear_time(0)
    desk.settle()
    desk.desk.closer_look.hover(desk.openings()[0].replace(hour=13, minute=0))
    desk.settle()


def day(desk: WholeDesk) -> None:
    """One day."""
    call(desk)
    desk.desk.shown.show_span("day")
    desk.settle()


def month(desk: WholeDesk) -> None:
    """A month."""
    call(desk)
    desk.desk.shown.show_span("month")
    desk.settle()


def welcome(desk: WholeDesk) -> None:
    """The first start."""
    desk.window.show_welcome()


def board(desk: WholeDesk) -> None:
    """Thursday on the board, a shoot in the hand."""
    desk.window.show_view("board")
    boarding, canvas = desk.program.boarding, desk.program.board_page.canvas
    boarding.page_by(3)
    desk.settle()
    lanes = canvas.board.lanes
    block = max((b for lane in lanes for b in lane.blocks if b.id in canvas.board.pieces), key=_length)
    area = canvas.block_rect(block.id)
    to = canvas.point_of(lanes[-1].id, block.start - timedelta(hours=2))
    assert area is not None
    assert to is not None
    canvas.press(canvas.board.pieces[block.id], QPointF(area.left() + 10, area.center().y()))
    canvas.drag(to + QPointF(10, 0), fine=False)


def board_week(desk: WholeDesk) -> None:
    """The week on the board."""
    desk.window.show_view("board")
    desk.program.boarding.show_span("week")


def _length(block: Block) -> timedelta:
    return block.end - block.start


def page(key: str) -> Callable[[WholeDesk], None]:
    """A list page."""

    def show(desk: WholeDesk) -> None:
        desk.window.show_view(key)

    return show


SHOWN: dict[str, Callable[[WholeDesk], None]] = {
    "call": call,
    "parts": parts,
    "hover": hover,
    "day": day,
    "month": month,
    "welcome": welcome,
    "first_steps": scenes_first_steps.first_steps,
    "no_openings": scenes_first_steps.no_openings,
    "board": board,
    "board_week": board_week,
    **{key: page(key) for key in ("orders", "team", "services", "zones", "settings")},
    "team_hours": scenes_team.hand,
    "team_sheet": scenes_team.edit,
    "team_days_off": scenes_team.days_off,
    "team_workload": scenes_team.workload,
    "zone": scenes_zones.chosen,
    "zone_drawn": scenes_zones.drawn,
    "zone_edited": scenes_zones.edited,
    "zone_crossing": scenes_zones.crossing,
    "zones_person": scenes_zones.person,
    "zones_place": scenes_zones.place,
    "zones_matrix": scenes_zones.matrix,
    "zones_file": scenes_zones.file,
    "order": scenes_orders.order,
    "orders_nothing": scenes_orders.nothing_found,
    "history": scenes_orders.history,
    "order_history": scenes_orders.order_history,
    "sheet": scenes_orders.sheet,
    "person_sheet": scenes_orders.person_sheet,
    "cancelling": scenes_editing.cancelling,
    "sheet_time": scenes_editing.sheet(Act.TIME),
    "sheet_refused": scenes_editing.sheet_refused,
    "package": scenes_services.package,
    "services_not_whole": scenes_services.not_whole,
    "services_nothing": scenes_services.nothing_sold,
    "services_first": scenes_services.first_sold,
    "sheet_services": scenes_editing.sheet_services,
    "sheet_address": scenes_editing.sheet(Act.ADDRESS),
    "sheet_event": scenes_editing.sheet(Act.EVENT),
    "sheet_order": scenes_editing.sheet(Act.ORDER),
    "sheet_add": scenes_editing.sheet_add,
    "telling": scenes_editing.telling,
    "cover": scenes_cover.days,
    "cover_against": scenes_cover.against,
    "cover_nothing": scenes_cover.nothing,
    "calendars": scenes_calendars.calendars,
    "first_calendar": scenes_calendars.first_calendar,
    "calendar_rules": scenes_calendars.rules,
    "connect": partial(scenes_calendars.connect, Step.CHOOSE),
    "connect_google": partial(scenes_calendars.connect, Step.GOOGLE),
    "connect_caldav": partial(scenes_calendars.connect, Step.CALDAV),
    "connect_feed": partial(scenes_calendars.connect, Step.FEED),
    "connect_waiting": scenes_calendars.waiting,
    "changes": scenes_calendars.changes,
    "signs": scenes_calendars.signs,
    "asking": scenes_calendars.asking,
    **scenes_settings.SETTINGS_SHOWN,
    "pin": scenes_places.pin,
    "pin_dragged": scenes_places.pin_dragged,
    "bring_studio": scenes_bringing.file_of_studio,
    "bring_agents": scenes_bringing.agents,
}


def _maps(desk: WholeDesk) -> list[PaintedMap]:
    return [map for map in desk.window.findChildren(PaintedMap) if map.isVisible()]


def main(folder: Path, size: str, theme: str, scene: str, private: Path) -> int:
    """Take the pictures of one size and theme."""
    application = make_application()
    switch = themes.ThemeSwitch(application, themes.ThemeChoice(theme))
    width, height, _ = SIZES[size]
    for name in [scene] if scene else SCENES:
        with whole_desk(private / name, switch=switch) as desk:
            desk.window.resize(width, height)
            QTest.mouseMove(desk.window, QPoint(2, 2))
            desk.settle()
            desk.clock.put_forward(12)
            desk.program.upkeep.move_clock()
            SHOWN[name](desk)
            desk.settle()
            desk.wait_for(lambda: not any(map.is_behind for map in _maps(desk)), "maps to be painted")
            QTest.qWait(200)
            target = folder / f"{name}-{theme}-{size}.png"
            desk.window.grab().save(str(target))
            sys.stdout.write(f"{target}\n")
            desk.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    switch.deleteLater()
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(Path(arguments[0]), arguments[1], arguments[2], arguments[3], Path(arguments[4])))
