"""The calendars' view: filled when it is looked at, and what is done from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from studio_app.actions.accept_empty import accept_empty
from studio_app.actions.assign_calendar import AssignCalendar, assign_calendar
from studio_app.actions.calendar_sources import RemoveCalendarSource, remove_calendar_source
from studio_app.actions.calendar_states import CalendarStates, calendar_states
from studio_app.actions.choose_primary import ChoosePrimary, choose_primary
from studio_app.actions.connect_account import disconnect_account, look_for_calendars
from studio_app.actions.done import Done
from studio_app.actions.edit_calendar_rules import EditCalendarRules, edit_calendar_rules
from studio_app.actions.ports import Store
from studio_app.actions.retry_write import retry_writes
from studio_app.actions.try_calendar import try_calendar
from studio_app.desk.calendar_status import Mood
from studio_app.desk.calendars import content
from studio_app.desk.calendars.found import leaving_words, suggestions
from studio_app.desk.calendars.known import Counts, Known
from studio_app.desk.calendars.model import CALENDARS as TAB
from studio_app.desk.calendars.model import CHANGES, Act, FoundLine, Offer
from studio_app.desk.calendars.page import CalendarsPage
from studio_app.desk.connecting import Connecting
from studio_app.desk.controller import Controller
from studio_app.desk.deciding import Deciding
from studio_app.desk.doing import Doing
from studio_app.desk.main_window import CALENDARS, DESK
from studio_app.desk.syncing import Syncing
from studio_app.desk.team.ask_card import AskCard
from studio_app.domain.calendar_rules import CalendarRules
from studio_app.engine.blocking import Ignored
from studio_app.patience import Patience
from studio_app.worker.lane import Outcome

TEST_SECONDS = 20
REASONS = {
    Ignored.FREE: "free",
    Ignored.DECLINED: "declined",
    Ignored.UNANSWERED: "not answered",
    Ignored.CANCELLED: "cancelled",
    Ignored.WORKING_LOCATION: "working location",
    Ignored.NO_LENGTH: "without a length",
}
"""Why events block nothing, after their number."""


class CalendarsDesk(QObject):
    """Between the view and the actions.

    Attributes:
        deciding: Decides about what was changed outside.
        question: Asks before an account goes; None until then.
    """

    def __init__(
        self,
        controller: Controller,
        doing: Doing,
        syncing: Syncing,
        page: CalendarsPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._doing, self._syncing, self.page = controller, doing, syncing, page
        self.connecting = Connecting(controller, doing, page, self)
        self.known = Known()
        self.question: AskCard | None = None
        self._leaving = ""
        self._ending = Patience(0)
        controller.refreshed.connect(self._refreshed)
        controller.window.view_changed.connect(self._refreshed)
        syncing.round_changed.connect(self.show_page)
        self.connecting.found.connect(self._give)
        page.acted.connect(self.act)
        page.assigned.connect(self._assign)
        page.read_requested.connect(syncing.sync)
        page.rules.changed.connect(self._save_rules)
        page.side.accounts.suggestions_taken.connect(self._use_suggestions)
        self.deciding = Deciding(controller, doing, self)

    # ------------------------------------------------------------ what is shown

    def _refreshed(self, _view: str = "") -> None:
        """Count what was read, if somebody looks."""
        desk = self._desk
        if desk.snapshot is None or desk.window.view() != CALENDARS:
            return
        self.show_page()
        job = partial(calendar_states, desk.office.store, desk.now)
        desk.delivery.ask(desk.lanes.storage, "calendars", job, self._take_states)

    def _take_states(self, outcome: Outcome[CalendarStates]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
            return
        counts = {
            row.source.id: Counts(
                row.events, {REASONS[reason]: count for reason, count in row.ignored.items()}
            )
            for row in outcome.value.rows
        }
        self.known = replace(self.known, counts=counts)
        self.show_page()

    def show_page(self) -> None:
        """Show what is known now; called with the clock too, as freshness moves with it."""
        desk = self._desk
        if desk.snapshot is not None and desk.window.view() == CALENDARS:
            known = replace(self.known, round=self._syncing.round)
            self.page.set_state(content.calendars_state(desk.snapshot, known, desk.now))

    def follow_pill(self) -> None:
        """Show what the pill in the top bar speaks of."""
        if self._desk.window.top_bar.status.status().mood is Mood.CHANGED:
            self.show_changes()

    def show_calendars(self) -> None:
        """Show how fresh they all are."""
        self._desk.window.show_view(CALENDARS)
        self.page.show_tab(TAB)
        self.page.begin()

    def show_change(self, appointment: str) -> None:
        """Show what was changed outside about an appointment; "" is about any."""
        if not appointment:
            self.show_changes()
            return
        self._desk.window.show_view(CALENDARS)
        self.show_page()
        self.page.show_change(appointment)

    def show_changes(self) -> None:
        """Show all that was changed outside."""
        self._desk.window.show_view(CALENDARS)
        self.show_page()
        self.page.show_tab(CHANGES)
        self.page.begin()

    # ------------------------------------------------------------ what is done

    def act(self, offer: Offer) -> None:
        """Do what was taken from a row, a menu or a card."""
        wishes: dict[Act, Callable[[Offer], None]] = {
            Act.READ: self._read,
            Act.TEST: self._test,
            Act.ACCEPT_EMPTY: self._accept_empty,
            Act.DISCONNECT: self._disconnect,
            Act.CONNECT: self._connect,
            Act.SIGN_IN: self._sign_in,
            Act.SIGN_OUT: self._sign_out,
            Act.LOOK_AGAIN: self._look_again,
            Act.ASSIGN: self._assign_offer,
            Act.MAKE_PRIMARY: self._make_primary,
            Act.RETRY: self._retry,
            Act.SHOW_CHANGES: self._show_changes,
            Act.SHOW: self._show,
        }
        wishes[offer.act](offer)

    def _in_network(self, job: Callable[[Store, datetime, str], Done]) -> None:
        """Run what asks a calendar or a provider; its answer comes as a message."""
        self._doing.do_in(self._desk.lanes.network, job)

    def _patience(self) -> Patience:
        """For what somebody waits for, from now on; the program's end ends it."""
        return self._ending.afresh(TEST_SECONDS)

    def stop(self) -> None:
        """End what is under way: the program ends."""
        self.connecting.stop()
        self._ending.cancel()

    def _read(self, offer: Offer) -> None:
        snapshot = self._desk.snapshot
        source = next((item for item in snapshot.sources if item.id == offer.on), None) if snapshot else None
        if source is None:
            self._syncing.sync()
        else:
            self._syncing.sync_people({source.photographer})

    def _test(self, offer: Offer) -> None:
        office = self._desk.office
        self._in_network(
            lambda store, _now, _actor: try_calendar(
                store, office.clock, office.calendar, office.busy, offer.on, self._patience()
            )
        )

    def _accept_empty(self, offer: Offer) -> None:
        office = self._desk.office
        self._in_network(
            lambda store, _now, actor: accept_empty(
                store, office.clock, actor, office.calendar, office.busy, offer.on, self._patience()
            )
        )

    def _disconnect(self, offer: Offer) -> None:
        command = RemoveCalendarSource(offer.on)
        self._doing.do(lambda store, now, actor: remove_calendar_source(store, now, actor, command))

    def _connect(self, offer: Offer) -> None:
        self.connecting.open(offer.on)

    def _sign_in(self, offer: Offer) -> None:
        self.connecting.sign_in_again(offer.on)

    def _sign_out(self, offer: Offer) -> None:
        """Ask once: what opened the account is forgotten, which no undo brings back."""
        snapshot = self._desk.snapshot
        account = (
            next((item for item in snapshot.accounts if item.id == offer.on), None) if snapshot else None
        )
        if snapshot is None or account is None:
            return
        self._leaving = account.id
        if snapshot.primary is not None and snapshot.primary.account == account.id:
            self._signed_out()  # it says what must be done first
            return
        if self.question is None:
            self.question = AskCard(self._desk.window)
            self.question.agreed.connect(self._signed_out)
        self.question.ask(
            self.tr("Disconnect {}?").format(account.login),
            leaving_words(snapshot, account.id),
            self.tr("Keep it"),
            self.tr("Disconnect"),
        )

    def _signed_out(self) -> None:
        accounts, account = self._desk.office.accounts, self._leaving
        self._in_network(lambda store, now, actor: disconnect_account(store, now, actor, accounts, account))

    def _look_again(self, offer: Offer) -> None:
        accounts = self._desk.office.accounts
        self._in_network(
            lambda store, now, actor: look_for_calendars(
                store, now, actor, accounts, offer.on, self._patience()
            )
        )

    def _assign_offer(self, offer: Offer) -> None:
        self._give(offer.account, offer.address, offer.on)

    def _assign(self, line: FoundLine, person: str) -> None:
        if person:
            self._give(line.account, line.address, person)
        else:
            self._choose_primary(line.account, line.address)

    def _give(self, account: str, address: str, person: str) -> None:
        command = AssignCalendar(account, address, person)
        self._doing.do(lambda store, now, actor: assign_calendar(store, now, actor, command))

    def _use_suggestions(self) -> None:
        snapshot = self._desk.snapshot
        for account, address, person in suggestions(snapshot) if snapshot else ():
            self._give(account, address, person)

    def _make_primary(self, offer: Offer) -> None:
        self._choose_primary(offer.account, offer.address)

    def _choose_primary(self, account: str, address: str) -> None:
        command = ChoosePrimary(account, address)
        self._doing.do(lambda store, now, actor: choose_primary(store, now, actor, command))

    def _retry(self, _offer: Offer) -> None:
        self._doing.do(lambda store, now, _actor: retry_writes(store, now))

    def _show_changes(self, _offer: Offer) -> None:
        self.show_changes()

    def _show(self, offer: Offer) -> None:
        snapshot = self._desk.snapshot
        item = snapshot.studio.appointments.get(offer.on) if snapshot else None
        if item is not None:
            self._desk.window.show_view(DESK)
            self._desk.show_moment(item.span.start)

    def _save_rules(self, rules: CalendarRules) -> None:
        command = EditCalendarRules(rules)
        self._doing.do(lambda store, now, actor: edit_calendar_rules(store, now, actor, command))
        # Titles come or go with the next reading.
        self._syncing.sync_after(self._desk.lanes.storage)
