"""Everything that lives while the window does. The only place that knows everyone.

Phases: make connectors and lanes; make the window and connect it; show it and read the studio; close in reverse. Views are
made at the first look, by `DailyViews` and `StudioViews`.
"""

from __future__ import annotations

import getpass
import platform
import random
import sys
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from studio_app import paths
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
from studio_app.desk.calls import Calls
from studio_app.desk.controller import Controller
from studio_app.desk.daily_views import DailyViews
from studio_app.desk.days import Days
from studio_app.desk.doing import Doing
from studio_app.desk.editing_desk import EditingDesk
from studio_app.desk.failures import Failures
from studio_app.desk.finding import Finding
from studio_app.desk.kept_board import KeptBoard
from studio_app.desk.kept_look import KeptLook
from studio_app.desk.lapsing import Lapsing
from studio_app.desk.locating import Locating
from studio_app.desk.main_window import BOARD, SETTINGS, MainWindow
from studio_app.desk.notices import Notices
from studio_app.desk.office import Office
from studio_app.desk.rescheduling import Rescheduling
from studio_app.desk.saving import Saving
from studio_app.desk.studio_views import StudioViews
from studio_app.desk.syncing import Syncing
from studio_app.desk.undo_list import UndoList
from studio_app.desk.upkeep import Upkeep
from studio_app.desk.view import View, ViewMaker
from studio_app.desk.waiting_desk import WaitingDesk
from studio_app.desk.week.grid import WeekGrid
from studio_app.desk.week.model import Day, Week
from studio_app.desk.week.month import MonthView
from studio_app.desk.week.month_model import Month, MonthDay, month_dates
from studio_app.domain.clock import Clock, system_clock
from studio_app.patience import Patience
from studio_app.places.postcodes import PostcodeGeocoder
from studio_app.storage.database import SqlStore
from studio_app.worker.lanes import Lanes

if TYPE_CHECKING:
    from studio_app.desk.preferences import PreferencesPage

SEND_SECONDS = 5.0
"""How long leaving waits for the calendar to take what was done last."""


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
        self.board_page = BoardPage(Board((today,), ZoneInfo("UTC")))
        self.studio_views = StudioViews()
        self.daily_views = DailyViews(self.board_page, self.studio_views.team, paths.columns_file())
        views: dict[str, View | ViewMaker] = {
            BOARD: self.board_page,
            **self.daily_views.makers,
            SETTINGS: lambda: self.settings_page,
            **self.studio_views.pages,
        }
        self.window = MainWindow(self.grid, MonthView(month), views)
        self._switch, self._database = switch, database
        self._make_desks()
        self._connect()
        self._hook = sys.excepthook

    def _make_desks(self) -> None:
        """What stands between the pages and the actions."""
        self.controller = controller = Controller(self.office, self.lanes, self.window, self.window)
        self.failures = Failures(self.window, self.window)
        self.doing = Doing(controller, self.window)
        self.undo_list = UndoList(controller, self.doing, self.board_page.board_bar.undo_list)
        self.calls = Calls(controller, self.doing, self.window)
        self.bookings = Bookings(controller, self.doing, self.window)
        self.editing = EditingDesk(controller, self.doing, self.bookings, self.window)
        self.locating = Locating(controller, self.doing, self.window)
        self.lapsing = Lapsing(controller, self.doing, self.window)
        self.upkeep = Upkeep(controller, self.window)
        self.syncing = Syncing(controller, self.window)
        self.finding = Finding(controller, self.window)
        self.saving = Saving(controller, self.window)
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
        self.daily_views.connect_to(
            controller, self.doing, self.bookings, self.saving, self.syncing, self.notices
        )
        self.beginning = Beginning(controller, self.window)

    @cached_property
    def settings_page(self) -> PreferencesPage:
        """The settings; made with what stands behind them at the first look."""
        from studio_app.desk.preferences import PreferencesPage
        from studio_app.desk.rules_desk import RulesDesk
        from studio_app.desk.settings_desk import Places, SettingsDesk

        window, home = self.window, self._database.parent if self._database else None
        page = PreferencesPage(window.views.place)
        self.settings = SettingsDesk(
            self.controller,
            self.doing,
            page,
            self._switch,
            KeptLook(paths.look_file()),
            lambda: Places(self.calendar.folder, home, paths.log_folder()),
            window,
        )
        self.rules = RulesDesk(self.controller, self.studio_views, page, window)
        return page

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
        self.upkeep.ticked.connect(self.daily_views.ticked)
        self.editing.sheet_made.connect(self.locating.watch_sheet)
        self.locating.map_made.connect(self.studio_views.maps.watch)
        self.finding.order_requested.connect(self.daily_views.show_order)
        self.upkeep.activated.connect(self.syncing.come_back)

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
        self.saving.stop()
        self.daily_views.stopping.emit()
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
