"""Orders, calendars, who covers for somebody who is away, and a day on paper: their pages, and what stands between them and
the actions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.desk.board.page import BoardPage
from studio_app.desk.bookings import Bookings
from studio_app.desk.commands import Name
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.desk.main_window import CALENDARS, COVER, ORDERS
from studio_app.desk.notices import Notices
from studio_app.desk.saving import Saving
from studio_app.desk.syncing import Syncing
from studio_app.desk.team.model import Act
from studio_app.desk.team.page import TeamPage
from studio_app.desk.view import ViewMaker

if TYPE_CHECKING:
    from studio_app.desk.calendars_desk import CalendarsDesk
    from studio_app.desk.cover.covering import Covering
    from studio_app.desk.orders_desk import OrdersDesk
    from studio_app.desk.paper_desk import PaperDesk


class DailyViews(QObject):
    """Each is made, and imported, when somebody looks at it for the first time or wants something of it.

    Signals:
        ticked: the clock moved on, for those that are there.
        stopping: the program ends.
    """

    ticked = Signal()
    stopping = Signal()

    def __init__(self, board: BoardPage, team: TeamPage, columns: Path) -> None:
        """Nothing is made yet.

        Args:
            board, team: Views from which others are asked for.
            columns: File in which this user keeps the columns of the orders.
        """
        super().__init__()
        self._board, self._team, self._columns = board, team, columns

    @property
    def makers(self) -> Mapping[str, ViewMaker]:
        """What makes the pages, by their key in the rail."""
        return {
            COVER: lambda: self.covering.page,
            ORDERS: lambda: self.orders.page,
            CALENDARS: lambda: self.calendars.page,
        }

    def connect_to(
        self,
        controller: Controller,
        doing: Doing,
        bookings: Bookings,
        saving: Saving,
        syncing: Syncing,
        notices: Notices,
    ) -> None:
        """Let the views act, and lead to them what is about them."""
        self.setParent(controller.window)
        self._desk, self._doing, self._bookings = controller, doing, bookings
        self._saving, self._syncing, self._notices = saving, syncing, notices
        window = controller.window
        self._place = window.views.place
        bookings.difference_requested.connect(self._show_change)
        bookings.order_requested.connect(self.show_order)
        notices.change_requested.connect(self._show_change)
        notices.calendars_requested.connect(self._show_calendars)
        notices.sign_in_requested.connect(self._sign_in)
        window.top_bar.calendars_requested.connect(self._follow_pill)
        window.commands[Name.AWAY].triggered.connect(self._open_cover)
        window.sheet_requested.connect(self._open_sheet)
        self._board.people.away_requested.connect(self._cover_for)
        self._team.acted.connect(self._team_action)

    # ------------------------------------------------------------ orders

    @cached_property
    def orders(self) -> OrdersDesk:
        """The orders and the history."""
        from studio_app.desk.kept_columns import KeptColumns
        from studio_app.desk.orders.page import OrdersPage
        from studio_app.desk.orders_desk import OrdersDesk

        page = OrdersPage(parent=self._place)
        kept = KeptColumns(self._columns)
        made = OrdersDesk(self._desk, self._doing, self._bookings, self._saving, page, kept, self)
        made.schedule_requested.connect(self._board.show_waiting)
        self.ticked.connect(made.move_clock)
        return made

    def show_order(self, order: str) -> None:
        """Show one order."""
        self.orders.show_order(order)

    # ------------------------------------------------------------ calendars

    @cached_property
    def calendars(self) -> CalendarsDesk:
        """The calendars, and what was changed in them."""
        from studio_app.desk.calendars.page import CalendarsPage
        from studio_app.desk.calendars_desk import CalendarsDesk

        page = CalendarsPage(self._place)
        made = CalendarsDesk(self._desk, self._doing, self._syncing, page, self)
        page.tab_shown.connect(self._notices.seen)
        self.ticked.connect(made.show_page)
        self.stopping.connect(made.stop)
        return made

    def _show_change(self, appointment: str) -> None:
        self.calendars.show_change(appointment)

    def _show_calendars(self) -> None:
        self.calendars.show_calendars()

    def _sign_in(self, account: str) -> None:
        self.calendars.connecting.sign_in_again(account)

    def _follow_pill(self) -> None:
        self.calendars.follow_pill()

    # ------------------------------------------------------------ somebody is away

    @cached_property
    def covering(self) -> Covering:
        """Who covers for whom."""
        from studio_app.desk.cover.covering import Covering
        from studio_app.desk.cover.page import CoverPage

        return Covering(self._desk, self._doing, CoverPage(self._place), self._board, self)

    def _open_cover(self, _checked: bool = False) -> None:
        self.covering.open_for_current()

    def _cover_for(self, person: str) -> None:
        self.covering.open(person)

    def _team_action(self, person: str, act: Act) -> None:
        if act is Act.AWAY:
            self.covering.open(person)

    # ------------------------------------------------------------ a day on paper

    @cached_property
    def paper(self) -> PaperDesk:
        """A day on paper."""
        from studio_app.desk.paper_desk import PaperDesk

        return PaperDesk(self._desk, self._saving, self)

    def _open_sheet(self) -> None:
        self.paper.open()
