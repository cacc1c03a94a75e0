"""The main job without a screen: openings of the demo studio, a booking, what was written, and a picture of the desk.

`dev.py run` does this on a machine without a display, so that whoever tries the program there sees that it works.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from studio_app import engine, log, paths
from studio_app.actions.agents import Caller
from studio_app.actions.book_order import Booked, BookOrder, Slot, book_order
from studio_app.actions.identity import new_id
from studio_app.actions.load_sample import OutsideCalendars, load_sample
from studio_app.actions.write_outbox import write_outbox
from studio_app.calendars.local import LocalCalendar
from studio_app.connectors import LateBusyReaders, LateDemoCalendars
from studio_app.domain.clock import system_clock
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.wording import day, moment, wall
from studio_app.errors import KnownError
from studio_app.places.postcodes import PostcodeGeocoder
from studio_app.storage.database import SqlStore, open_store

ADDRESS = "55 Summit Ave, Brookline, MA 02446"
AGENT = "Dana Whitfield"
SERVICES = ("photos", "video")
PICTURE = "desk.png"
PATIENCE = 30.0


def tour() -> int:
    """Show on standard output what the program does; returns the exit code."""
    folder = paths.data_folder() / "tour"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    database = folder / "studio.sqlite"
    handler = log.start_logging(paths.log_folder())
    try:
        store = open_store(f"sqlite:///{database.as_posix()}", now=system_clock)
        try:
            outside = OutsideCalendars(LateDemoCalendars(database, system_clock), LateBusyReaders())
            load_sample(store, system_clock(), "tour", outside=outside)
            _say(
                "There is no screen here, so this is the demo studio in words. With one, the same command opens the desk.\n"
            )
            booked = _book(store, folder / "calendar")
        finally:
            store.close()
        _picture(database, booked)
    except KnownError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        log.stop_logging(handler)
    return 0


def _book(store: SqlStore, calendar_folder: Path) -> Booked:
    now = system_clock()
    with store.reading() as reading:
        studio = reading.studio(now)
        agent = next((item for item in reading.agents() if item.name == AGENT), None)
    place = PostcodeGeocoder().place_of(ADDRESS)
    today = local_date(studio.settings.timezone, now)
    request = Request(now, today, today + timedelta(days=6), services=SERVICES, place=place)
    _show_week(studio, request)
    first = next(iter(_openings(studio, request)), None)
    if first is None:
        raise KnownError("The demo studio has no opening in the coming two weeks.")
    booked = book_order(
        store,
        now,
        "tour",
        BookOrder(
            id=new_id(),
            caller=Caller(id=agent.id) if agent else Caller(email="dana@example.com", name=AGENT),
            address=ADDRESS,
            services=SERVICES,
            slots=(Slot(first),),
            place=place,
            at_once=True,
        ),
    )
    _say(f"\n{booked.say}")
    calendar = LocalCalendar(calendar_folder, name=studio.settings.name)
    written = write_outbox(store, calendar, system_clock, random.random)
    _say(f"{written.say}")
    _show_event(calendar_folder, booked)
    return booked


def _openings(studio: Studio, request: Request) -> list[datetime]:
    ahead = Request(
        request.now,
        request.first_day,
        request.first_day + timedelta(days=13),
        services=request.services,
        place=request.place,
    )
    return [brief.start for brief in engine.find_openings(studio, ahead)[0].openings.briefly()]


def _show_week(studio: Studio, request: Request) -> None:
    zone = studio.settings.timezone
    names = " + ".join(studio.service_by_id[key].name for key in request.services)
    _say(f'"{names}, {ADDRESS}, as soon as you can."')
    _say(f"Openings at {studio.settings.name}, asked {moment(request.now, zone)}:\n")
    by_day: dict[object, list[str]] = {}
    for brief in engine.find_openings(studio, request)[0].openings.briefly():
        local = brief.start.astimezone(zone)
        words = f"{wall(local.hour * 60 + local.minute)} ({brief.people})"
        by_day.setdefault(local.date(), []).append(words)
    for offset in range(7):
        date = request.first_day + timedelta(days=offset)
        _say(f"  {day(date):<11} {'  '.join(by_day.get(date, ['-']))}")
    _say("\nBeside each start, how many photographers could come.")


def _show_event(folder: Path, booked: Booked) -> None:
    with_id = [path for path in folder.glob("*.ics") if _is_about(path, booked)]
    for path in with_id:
        _say(f"The event stands in {path}:")
        _, _, event = _unfolded(path).partition("BEGIN:VEVENT")
        for line in event.splitlines():
            if line.startswith(("SUMMARY", "DTSTART", "DTEND", "LOCATION", "ATTENDEE")):
                _say(f"  {line}")


def _is_about(path: Path, booked: Booked) -> bool:
    return any(item.id in _unfolded(path) for item in booked.appointments)


def _unfolded(path: Path) -> str:
    """The text of an iCalendar file with its long lines whole."""
    return path.read_bytes().decode().replace("\r\n ", "")


def _picture(database: Path, booked: Booked) -> None:
    """Render the desk with the next call half typed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio_app.app import make_application  # late: what is above needs no Qt
    from studio_app.desk import theme
    from studio_app.desk.booking.model import Draft
    from studio_app.program import Program

    application = make_application()
    switch = theme.ThemeSwitch(application, theme.ThemeChoice.LIGHT)
    store = open_store(f"sqlite:///{database.as_posix()}", now=system_clock)
    with Program(store, switch, database=database, actor="tour") as program:
        window, desk = program.window, program.controller
        window.resize(1440, 900)
        program.show()

        def wait_for(ready: Callable[[], bool]) -> None:
            until = time.monotonic() + PATIENCE
            while not ready() and time.monotonic() < until:
                application.processEvents()
                time.sleep(0.005)

        wait_for(lambda: desk.snapshot is not None)
        draft = Draft(agent=booked.agent.id, address=ADDRESS, services=SERVICES)
        window.booking.set_draft(draft)
        desk.change_draft(draft)
        wait_for(lambda: bool(desk.answer and desk.answer.parts))
        desk.next_opening()
        wait_for(lambda: bool(desk.choices.looks) and program.lanes.wait_until_idle(0))
        for _ in range(5):
            application.processEvents()
        target = Path.cwd() / PICTURE
        window.grab().save(str(target))
    _say(f"\nThe desk, drawn: {target}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
