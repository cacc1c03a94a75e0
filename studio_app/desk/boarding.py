"""Fills the board from the snapshot: its days, whom it shows, what waits, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, Qt

from studio_app.actions.read_desk import read_older
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.content import board_of
from studio_app.desk.board.model import Board
from studio_app.desk.board.page import BoardPage
from studio_app.desk.commands import Name
from studio_app.desk.content import face_of
from studio_app.desk.controller import Controller
from studio_app.desk.days import DAY, WEEK, Days
from studio_app.desk.doing import Doing
from studio_app.desk.kept_board import KeptBoard
from studio_app.desk.messages import Message
from studio_app.desk.rescheduling import Rescheduling
from studio_app.desk.tone import Tone
from studio_app.desk.waiting_desk import WaitingDesk
from studio_app.domain.appointment import Appointment
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start
from studio_app.worker.lane import Outcome

BOARD = "board"


class Boarding(QObject):
    """The board's side of the controller.

    Attributes:
        days: What it shows.
        rescheduling: Its gestures.
    """

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        waiting: WaitingDesk,
        page: BoardPage,
        kept: KeptBoard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._page, self._kept, self._waiting = controller, page, kept, waiting
        self.days = Days(controller.today, DAY)
        self._arrangement = kept.read()
        self._older: tuple[Appointment, ...] = ()
        self._begun = False
        self._shown: Board | None = None
        self._doing = doing
        self.rescheduling = Rescheduling(
            controller, doing.took, waiting, page.holding, self.shown_days, self._board, self
        )
        self._connect()

    def _connect(self) -> None:
        page, window = self._page, self._desk.window
        bar = page.board_bar
        bar.paged.connect(self.page_by)
        bar.today_requested.connect(self.go_to_today)
        bar.span_chosen.connect(self.show_span)
        bar.undo_requested.connect(window.commands[Name.UNDO].trigger)
        bar.undo_list_requested.connect(window.commands[Name.UNDO_LIST].trigger)
        page.day_chosen.connect(self.show_day)
        page.arranged.connect(self._arrange)
        page.said.connect(self.say)
        page.command_requested.connect(self._command)
        page.tray.offer_chosen.connect(self._take_offer)
        self._waiting.changed.connect(self._show_cards)
        self._waiting.show_requested.connect(self._show_waiting)
        self._doing.steps_changed.connect(self._show_undo)
        self._desk.refreshed.connect(self._refreshed)
        window.view_changed.connect(self._view_changed)
        window.go_to.date_chosen.connect(self._go_to)

    # ------------------------------------------------------------ what is shown

    def shown_days(self) -> Sequence[date]:
        """The dates that are shown."""
        return self.days.dates

    def _board(self) -> Board | None:
        return self._page.board

    def _is_seen(self) -> bool:
        return self._desk.window.view() == BOARD

    def _view_changed(self, view: str) -> None:
        self._waiting.offer(view == BOARD)
        if view == BOARD:
            self.show()
            self._ask_older()

    def _refreshed(self) -> None:
        if not self._begun:
            self._begun, self.days = True, Days(self._desk.today, DAY)
        self.show()

    def show(self) -> None:
        """Show the days as the snapshot has them; nothing is worked out for a board that nobody sees."""
        snapshot = self._desk.snapshot
        if snapshot is None or not self._is_seen():
            return
        studio, now = snapshot.studio, self._desk.now
        faces = tuple(face_of(studio, person.id) for person in studio.photographers)
        self._page.show_people(faces, self._arrangement)
        shown = board_of(
            snapshot,
            self.days.first,
            self.days.last,
            now,
            self._arrangement,
            self._waiting.cards(),
            self._older,
        )
        self._shown = shown
        self._page.set_board(shown)
        self._page.set_now(now)

    def _show_cards(self) -> None:
        """Show other cards below the same lanes: they come one by one, and lanes of a large studio take a while."""
        if self._shown is not None and self._is_seen():
            self._shown = replace(self._shown, cards=self._waiting.cards())
            self._page.set_board(self._shown)

    def move_clock(self) -> None:
        """Move the line of now."""
        if self._is_seen():
            self._page.set_now(self._desk.now)

    # ------------------------------------------------------------ the shown days

    def page_by(self, step: int) -> None:
        """Show earlier or later days."""
        self._set(self.days.paged(step))

    def go_to_today(self) -> None:
        """Show today, or this week."""
        self._set(replace(self.days, at=self._desk.today))

    def show_span(self, span: str) -> None:
        """Show a day or the week around it; of the week of today, today."""
        today = self._desk.today
        self._set(Days(today if today in self.days.dates else self.days.at, span))

    def show_day(self, day: date) -> None:
        """Show one day."""
        self._set(Days(day, DAY))

    def show_block(self, block: str) -> None:
        """Put the keyboard on a block of the shown days, in view."""
        canvas = self._page.canvas
        canvas.set_current(block)
        area = canvas.block_rect(block)
        if area is not None:
            canvas.bring_into_view(area)
        canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self, days: Days) -> None:
        if days != self.days:
            self.days, self._older = days, ()
            self._page.holding.cancel()
            self.show()
            self._ask_older()

    def ask_date(self) -> None:
        """Ask for the date to go to."""
        window = self._desk.window
        window.go_to.open_for(window.top_bar.heading, self.days.at, self._desk.today, self._desk.wording)

    def _go_to(self, day: date) -> None:
        if self._is_seen():
            self._set(replace(self.days, at=day))

    def _command(self, name: object) -> None:
        """A command of the window that is meant for the board while it is shown."""
        wishes: dict[object, Callable[[], None]] = {
            Name.EARLIER: partial(self.page_by, -1),
            Name.LATER: partial(self.page_by, 1),
            Name.TODAY: self.go_to_today,
            Name.GO_TO_DATE: self.ask_date,
            Name.DAY: partial(self.show_span, DAY),
            Name.WEEK: partial(self.show_span, WEEK),
        }
        wish = wishes.get(name)
        if wish is not None:
            wish()

    def _ask_older(self) -> None:
        """Days before those that the snapshot holds are read when they are shown."""
        desk, days = self._desk, self.days
        if desk.snapshot is None:
            return
        zone = desk.snapshot.studio.settings.timezone
        span = Span(day_start(zone, days.first), day_start(zone, days.last + timedelta(days=1)))
        if span.end < desk.snapshot.read_at:
            job = partial(read_older, desk.office.store, days, span)
            desk.delivery.ask(desk.lanes.storage, "older board", job, self._take_older)

    def _take_older(self, outcome: Outcome[tuple[Days, tuple[Appointment, ...]]]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        elif outcome.value[0] == self.days and outcome.value[1]:
            self._older = outcome.value[1]
            self.show()

    # ------------------------------------------------------------ what is asked

    def _show_undo(self) -> None:
        self._page.board_bar.show_undo(self._doing.steps.undo_name)

    def _arrange(self, arrangement: object) -> None:
        assert isinstance(arrangement, Arrangement)
        self._arrangement = arrangement
        self._kept.write(arrangement)
        self._page.holding.cancel()
        self.show()

    def say(self, words: str) -> None:
        """Say why what was held went back."""
        self._desk.window.messages.show_message(Message("hand", words, tone=Tone.WARN, seconds=10))

    def _take_offer(self, card: str, number: int) -> None:
        found = next((one for one in self._page.board.cards if one.id == card), None)
        if found is not None:
            offer = found.offers[number]
            self.rescheduling.give_time(card, offer.start, offer.crew)

    def _show_waiting(self) -> None:
        self._desk.window.show_view(BOARD)
