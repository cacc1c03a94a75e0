"""The window, from start to end. The only place that knows everyone.

Phases: read the options; without a screen do the tour instead; start the log; make the Qt application and its theme;
open the database; make connectors and lanes; make the window and connect it; show it and read the studio. `Program`
closes in reverse.
"""

from __future__ import annotations

import argparse
import gc
import getpass
import logging
import os
import platform
import random
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from studio_app import log, paths
from studio_app.actions.send_now import send_now
from studio_app.actions.write_outbox import write_outbox
from studio_app.connectors import (
    LateBusyReaders,
    LateDemoCalendars,
    LateKeys,
    LatePlaces,
    LatePrimaryCalendar,
)
from studio_app.desk import theme
from studio_app.desk.beginning import Beginning
from studio_app.desk.board.model import Board
from studio_app.desk.board.page import BoardPage
from studio_app.desk.boarding import Boarding
from studio_app.desk.bookings import Bookings
from studio_app.desk.calendars.page import CalendarsPage
from studio_app.desk.calendars_desk import CalendarsDesk
from studio_app.desk.calls import Calls
from studio_app.desk.controller import Controller
from studio_app.desk.cover.covering import COVER, Covering
from studio_app.desk.cover.page import CoverPage
from studio_app.desk.days import Days
from studio_app.desk.deciding import Deciding
from studio_app.desk.doing import Doing
from studio_app.desk.editing_desk import EditingDesk
from studio_app.desk.failures import Failures
from studio_app.desk.finding import Finding
from studio_app.desk.kept_board import KeptBoard
from studio_app.desk.kept_columns import KeptColumns
from studio_app.desk.kept_look import KeptLook
from studio_app.desk.lapsing import Lapsing
from studio_app.desk.locating import Locating
from studio_app.desk.main_window import BOARD, CALENDARS, ORDERS, SETTINGS, MainWindow
from studio_app.desk.notices import Notices
from studio_app.desk.office import Office
from studio_app.desk.orders.page import OrdersPage
from studio_app.desk.orders_desk import OrdersDesk
from studio_app.desk.paper_desk import PaperDesk
from studio_app.desk.preferences import PreferencesPage
from studio_app.desk.rescheduling import Rescheduling
from studio_app.desk.rules_desk import RulesDesk
from studio_app.desk.saving import Saving
from studio_app.desk.settings_desk import Places, SettingsDesk
from studio_app.desk.studio_views import StudioViews
from studio_app.desk.syncing import Syncing
from studio_app.desk.upkeep import Upkeep
from studio_app.desk.view import View
from studio_app.desk.waiting_desk import WaitingDesk
from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.model import Day, Week
from studio_app.desk.week.month import MonthView
from studio_app.desk.week.month_model import Month, MonthDay, month_dates
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import KnownError
from studio_app.patience import Patience
from studio_app.places.postcodes import PostcodeGeocoder
from studio_app.storage.database import SqlStore, open_store
from studio_app.storage.location import Location
from studio_app.worker.lanes import Lanes

logger = logging.getLogger(__name__)

SEND_SECONDS = 5.0
"""How long leaving waits for the calendar to take what was done last."""


def has_screen() -> bool:
    """Whether a window can be shown. Offscreen counts where it was asked for by name."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    needs_server = platform.system() not in ("Windows", "Darwin")
    return not needs_server or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: Sequence[str]) -> int:
    """Run the program with the options of the command line; returns the exit code."""
    options = _options(arguments)
    collect_garbage_seldom()
    if not has_screen():
        from studio_app.tour import tour  # late: only without a screen

        return tour()
    handler = log.start_logging(paths.log_folder())
    try:
        return _run_window(options)
    finally:
        log.stop_logging(handler)


def collect_garbage_seldom() -> None:
    """Let the collector rest while a studio is read, and never look through much at once.

    Reading one makes hundreds of thousands of values that all stay; looking through them again and again took a third
    of the time. What lies around in cycles is a few widgets and exceptions. Every thread stands still while it looks, the
    interface too: 3 ms at most with these numbers where 600,000 values are made, 80 ms with (50_000, 20, 100), which
    takes longer altogether.
    """
    gc.set_threshold(10_000, 5, 1_000)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="studio-desk", description="Opens the desk.")
    parser.add_argument(
        "--database", default="", metavar="URL", help="SQLite or PostgreSQL; the user's own where left out"
    )
    parser.add_argument(
        "--calendar", type=Path, default=None, metavar="FOLDER", help="of the primary calendar"
    )
    looks = [choice.value for choice in theme.ThemeChoice]
    parser.add_argument("--theme", choices=looks, help="this time; what was chosen where left out")
    return parser.parse_args(list(arguments))


def _run_window(options: argparse.Namespace) -> int:
    application = make_application()
    switch = theme.ThemeSwitch(
        application, theme.ThemeChoice(options.theme) if options.theme else kept_look().read()
    )
    url = options.database or paths.database_url()
    try:
        store = open_store(url, now=system_clock, backup_folder=paths.backup_folder())
    except KnownError as error:
        logger.warning("the database could not be opened: %s", error)
        box = QMessageBox(QMessageBox.Icon.Warning, "Studio Desk", error.sentence)
        box.setInformativeText(error.advice)
        box.exec()
        return 1
    with Program(store, switch, options.calendar, database=Location.of(url).file) as program:
        switch.changed.connect(program.window.update)
        program.show()
        return application.exec()


def kept_look() -> KeptLook:
    """Where this user's choice of a look is kept."""
    return KeptLook(paths.look_file())


def make_application() -> QApplication:
    """The one Qt application, named and without a theme yet."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    application.setApplicationName("studio-desk")
    application.setApplicationDisplayName("Studio Desk")
    application.setDesktopFileName("studio-desk")
    return application


class Program:
    """Everything that lives while the window does; a context manager that closes it in reverse."""

    def __init__(
        self,
        store: SqlStore,
        switch: theme.ThemeSwitch,
        calendar_folder: Path | None = None,
        *,
        database: Path | None = None,
        clock: Clock = system_clock,
        actor: str = "",
    ) -> None:
        """Connect an open database to a new window; nothing is shown or read yet.

        Args:
            store: The database.
            switch: Shows the look, here and in the settings.
            calendar_folder: Of the primary calendar, instead of what the settings say.
            database: The database's file, which the calendar lies beside; None for one on a server.
            clock: The present instant.
            actor: Who sits here, for the history; the computer's user where left out.
        """
        self.store = store
        keys = LateKeys(store)
        places = LatePlaces(keys.secrets)
        self.calendar = LatePrimaryCalendar(store, clock, database, calendar_folder, keys)
        self.office = Office(
            store=store,
            calendar=self.calendar,
            busy=LateBusyReaders(keys),
            accounts=keys.accounts,
            keyring=lambda: keys.problem,
            opener=self.calendar,
            geocoder=PostcodeGeocoder(),
            finder=places,
            router=places,
            clock=clock,
            jitter=random.random,
            actor=actor or _user(),
            owner=f"{actor or _user()}@{platform.node()}",
            # Files of this computer are of no use to the other desks of a database on a server.
            demo_calendars=LateDemoCalendars(database, clock) if database else None,
        )
        self.lanes = Lanes()
        with ExitStack() as half_made:
            half_made.callback(self.lanes.close)  # threads that nobody joins would keep the process alive
            self._make_window(switch, clock().date(), database)
            half_made.pop_all()

    def _make_window(self, switch: theme.ThemeSwitch, today: date, database: Path | None) -> None:
        month = Month(tuple(MonthDay(day) for day in month_dates(today)))
        self.grid = WeekGrid(_empty_week(today))
        self.settings_page, self.calendars_page = PreferencesPage(), CalendarsPage()
        self.board_page = BoardPage(Board((today,), ZoneInfo("UTC")))
        self.orders_page, self.cover_page = OrdersPage(), CoverPage()
        self.studio_views = StudioViews()
        views: dict[str, View] = {
            BOARD: self.board_page,
            COVER: self.cover_page,
            ORDERS: self.orders_page,
            CALENDARS: self.calendars_page,
            SETTINGS: self.settings_page,
            **self.studio_views.pages,
        }
        self.window = MainWindow(self.grid, MonthView(month), views)
        self._make_desks(switch, database)
        self._connect()
        self._hook = sys.excepthook

    def _make_desks(self, switch: theme.ThemeSwitch, database: Path | None) -> None:
        """What stands between the pages and the actions."""
        self.controller = controller = Controller(self.office, self.lanes, self.window, self.window)
        self.failures = Failures(self.window, self.window)
        self.doing = Doing(controller, self.window)
        self.calls = Calls(controller, self.doing, self.window)
        self.bookings = Bookings(controller, self.doing, self.window)
        self.editing = EditingDesk(controller, self.doing, self.bookings, self.window)
        self.locating = Locating(controller, self.doing, self.editing.sheet.address.address, self.window)
        self.lapsing = Lapsing(controller, self.doing, self.window)
        self.upkeep = Upkeep(controller, self.window)
        self.syncing = Syncing(controller, self.window)
        self.finding = Finding(controller, self.window)
        self.saving = Saving(controller, self.window)
        kept_columns = KeptColumns(paths.columns_file())
        self.orders = OrdersDesk(
            controller, self.doing, self.bookings, self.saving, self.orders_page, kept_columns, self.window
        )
        self.paper = PaperDesk(controller, self.saving, self.window.sheet, self.window)
        self.calendars = CalendarsDesk(controller, self.doing, self.syncing, self.calendars_page, self.window)
        self.covering = Covering(controller, self.doing, self.cover_page, self.board_page, self.window)
        self.deciding = Deciding(controller, self.doing, self.calendars)
        self.notices = Notices(controller, self.window)
        self.syncing.synced.connect(self.notices.take_round)
        self.waiting = WaitingDesk(controller, self.window)
        kept_board = KeptBoard(paths.board_file())
        self.boarding = Boarding(
            controller, self.doing, self.waiting, self.board_page, kept_board, self.window
        )
        self.rescheduling = Rescheduling(
            controller,
            self.doing.took,
            self.waiting,
            self.grid.holding,
            lambda: controller.days.dates,
            lambda: None,
            self.window,
        )
        self.studio_views.connect_to(controller, self.doing, self.boarding, self.saving)
        self.settings = SettingsDesk(
            controller,
            self.doing,
            self.settings_page,
            switch,
            kept_look(),
            lambda: Places(self.calendar.folder, database.parent if database else None, paths.log_folder()),
            self.window,
        )
        self.rules = RulesDesk(controller, self.studio_views, self.settings_page, self.window)
        self.beginning = Beginning(controller, self.window)

    def _connect(self) -> None:
        """Let the parts of the desk tell each other."""
        self.controller.failed.connect(self.failures.show)
        self.controller.loaded.connect(self._loaded)
        self.doing.wrote.connect(self.syncing.write_due)
        self.doing.next_requested.connect(self.controller.next_opening)
        self.upkeep.ticked.connect(self.syncing.show_status)
        self.upkeep.ticked.connect(self.lapsing.look)
        self.upkeep.ticked.connect(self.boarding.move_clock)
        self.grid.ghost_moved.connect(self.controller.select)
        self.grid.said.connect(self.boarding.say)
        lanes = self.board_page.canvas
        lanes.block_activated.connect(self.bookings.open_menu)
        self.bookings.take_keys(lanes)
        lanes.retry_requested.connect(self.bookings.retry)
        lanes.difference_requested.connect(self.bookings.show_difference)
        self.board_page.tray.activated.connect(self.bookings.open_card)
        self.upkeep.ticked.connect(self.calendars.show_page)
        self.upkeep.ticked.connect(self.orders.move_clock)
        self.locating.map_made.connect(self.studio_views.maps.watch)
        self.finding.order_requested.connect(self.orders.show_order)
        self.orders.schedule_requested.connect(self.board_page.show_waiting)
        self.upkeep.activated.connect(self.syncing.come_back)
        self.bookings.difference_requested.connect(self.calendars.show_change)
        self.bookings.order_requested.connect(self.orders.show_order)
        self.calendars_page.tab_shown.connect(self.notices.seen)
        self.notices.change_requested.connect(self.calendars.show_change)
        self.notices.calendars_requested.connect(self.calendars.show_calendars)
        self.notices.sign_in_requested.connect(self.calendars.connecting.sign_in_again)

    def show(self) -> None:
        """Show the window and read the studio."""
        sys.excepthook = self.failures.caught
        self.window.show()
        self.controller.refresh()

    def _loaded(self, found: bool) -> None:
        if found:
            self.upkeep.start()
            self.syncing.start()
            # The postcodes are read and the geometry is imported before anybody types the first address.
            self.lanes.openings.ask("warm up", lambda: self.office.geocoder.place_of("02446"), _nothing)

    def close(self) -> None:
        """End everything: timers, lanes (what storage owes is finished), window, database."""
        self.upkeep.stop()
        self.syncing.stop()
        self.locating.stop()
        self.calendars.connecting.stop()
        self._send_what_waits()
        self.calendar.cancel()
        self.lanes.close()
        sys.excepthook = self._hook
        self.window.close()
        self.window.deleteLater()
        self.store.close()

    def _send_what_waits(self) -> None:
        """What this desk did last leaves now: nobody sits here any more to take it back in time, and the next start may
        be days away. What the calendar doesn't take by then is kept in the outbox."""
        lanes, office = self.lanes, self.office
        for lane in (lanes.confirming, lanes.storage):
            lane.wait_until_idle(SEND_SECONDS)
        QCoreApplication.sendPostedEvents(self.controller.delivery)  # what they answered
        ours = self.doing.steps.appointments

        def send() -> None:
            if send_now(office.store, office.clock(), office.actor, ours).changes.kinds:
                patience = Patience(SEND_SECONDS)
                write_outbox(
                    office.store, office.calendar, office.clock, office.jitter, patience, turn=office.turn
                )

        if ours:
            lanes.writing.submit(send, _nothing)
            lanes.writing.wait_until_idle(SEND_SECONDS)

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _empty_week(today: date) -> Week:
    """The days of today, until the studio is read."""
    return Week(tuple(Day(day, is_today=day == today) for day in Days(today).dates), ZoneInfo("UTC"))


def _nothing(_outcome: object) -> None:
    """Nobody waits for this answer."""


def _user() -> str:
    """Who sits here, for the history."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "desk"
