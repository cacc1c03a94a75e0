"""What the calendars have to say without being asked: a sign-in that ended, a keyring that is
locked, and photographers who will not come.

One banner for sign-ins, whatever the number of rounds that met it; one card for each decline. What somebody closed does not
come again while it stays so.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from studio_app.actions.differences import Decline, decline_words
from studio_app.actions.read_desk import Snapshot
from studio_app.actions.sync_calendars import Synced
from studio_app.desk.calendars.model import CHANGES
from studio_app.desk.calendars.words import counted, said_since
from studio_app.desk.controller import Controller
from studio_app.desk.messages import Message, MessageAction
from studio_app.desk.tone import Tone
from studio_app.desk.wording import wording_of
from studio_app.domain.account import Account
from studio_app.domain.calendar_source import Trouble
from studio_app.domain.outbox import WriteState

SIGN_IN = "sign_in"
CALENDARS = "show_calendars"
KEYRING = "keyring"
ENDS = "sign_in_ends"
SHOW = "show_change"
CHANGED = "show_changes"


class Notices(QObject):
    """Messages about calendars.

    Signals:
        sign_in_requested: id of the account.
        calendars_requested: the calendars shall be shown.
        change_requested: id of the appointment whose change shall be shown; "" for all of them.
    """

    sign_in_requested = Signal(str)
    calendars_requested = Signal()
    change_requested = Signal(str)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = controller
        self._signed_out: frozenset[str] = frozenset()
        self._declined: frozenset[Decline] = frozenset()
        self._changed: frozenset[str] = frozenset()
        self._locked: frozenset[str] = frozenset()
        self._ending: frozenset[str] = frozenset()
        controller.refreshed.connect(self.look)
        controller.window.messages.action_requested.connect(self._act)

    def seen(self, tab: str) -> None:
        """What was changed is being looked at: nothing need say so any more."""
        if tab == CHANGES:
            messages = self._desk.window.messages
            messages.take_back(CHANGED)
            for decline in self._declined:
                messages.take_back(_key(decline))

    def look(self) -> None:
        """Say what is new, and take back what is over."""
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        self._look_for_sign_ins(snapshot)
        self._look_for_ends(snapshot)
        self._look_for_declines(snapshot)
        self._look_for_changes(snapshot)

    # ------------------------------------------------------------ sign-ins

    def _look_for_sign_ins(self, snapshot: Snapshot) -> None:
        primary = (snapshot.primary,) if snapshot.primary else ()
        out = frozenset(
            source.account
            for source in (*primary, *snapshot.sources)
            if source.trouble is Trouble.SIGN_IN and source.account
        )
        if out - self._signed_out:
            self._desk.window.messages.show_message(_banner(snapshot, out))
        elif not out and self._signed_out:
            self._desk.window.messages.take_back(SIGN_IN)
        self._signed_out = out

    def _look_for_ends(self, snapshot: Snapshot) -> None:
        """A sign-in that ends by itself is told of a day before, once."""
        now, messages = self._desk.now, self._desk.window.messages
        ending = {account.id: account for account in snapshot.accounts if account.ends_soon(now)}
        for key in ending.keys() - self._ending:
            messages.show_message(_ends(snapshot, ending[key], now))
        for key in self._ending - ending.keys():
            messages.take_back(f"{ENDS} {key}")
        self._ending = frozenset(ending)

    # ------------------------------------------------------------ the keyring

    def take_round(self, synced: Synced) -> None:
        """Say that this desk can't open calendars that others can, once; take it back when it can."""
        asked = {synced.primary.source.id, *(source.id for source in synced.busy.sources)}
        locked = (self._locked - asked) | frozenset(synced.locked)
        messages = self._desk.window.messages
        if locked and not self._locked:
            error = next(iter(synced.locked.values()))
            kept = f"{error.advice} Calendars that need it are neither read nor written from here until then."
            messages.show_message(Message(KEYRING, error.sentence, kept.strip(), Tone.WARN))
        elif self._locked and not locked:
            messages.take_back(KEYRING)
        self._locked = locked

    # ------------------------------------------------------------ declines and changes

    def _look_for_declines(self, snapshot: Snapshot) -> None:
        declined = frozenset(snapshot.declined)
        for decline in snapshot.declined:
            if decline not in self._declined:
                show = MessageAction(f"{SHOW} {decline.appointment}", "Show")
                words = decline_words(snapshot.studio, decline)
                self._desk.window.messages.show_message(
                    Message(_key(decline), words, "Hand it over, or move it.", Tone.WARN, (show,))
                )
        for decline in self._declined - declined:
            self._desk.window.messages.take_back(_key(decline))
        self._declined = declined

    def _look_for_changes(self, snapshot: Snapshot) -> None:
        changed = frozenset(snapshot.differences)
        if changed - self._changed:
            words = counted(
                len(changed), "event was changed in the calendar.", "events were changed in the calendar."
            )
            show = MessageAction(CHANGED, "Show")
            self._desk.window.messages.show_message(
                Message(CHANGED, words, "Take theirs, or keep ours.", Tone.WARN, (show,), seconds=20)
            )
        elif not changed and self._changed:
            self._desk.window.messages.take_back(CHANGED)
        self._changed = changed

    # ------------------------------------------------------------ what is taken

    def _act(self, _message: str, action: str) -> None:
        verb, _, key = action.partition(" ")
        if verb == SIGN_IN:
            self.sign_in_requested.emit(key)
        elif verb == CALENDARS:
            self.calendars_requested.emit()
        elif verb == SHOW:
            self.change_requested.emit(key)
        elif verb == CHANGED:
            self.change_requested.emit("")


def _banner(snapshot: Snapshot, out: frozenset[str]) -> Message:
    """One banner, for one account or for several."""
    accounts = [account for account in snapshot.accounts if account.id in out]
    waiting = sum(entry.state is WriteState.WAITING for entry in snapshot.writes.values())
    kept = f"{counted(waiting, 'event waits', 'events wait')} to be written." if waiting else ""
    if len(accounts) == 1:
        text = (
            f"{accounts[0].login} is signed out: its calendars can\N{RIGHT SINGLE QUOTATION MARK}t be read."
        )
        action = MessageAction(f"{SIGN_IN} {accounts[0].id}", "Sign in again")
    else:
        text = f"{len(out)} accounts are signed out: their calendars can\N{RIGHT SINGLE QUOTATION MARK}t be read."
        action = MessageAction(CALENDARS, "Sign in again")
    return Message(SIGN_IN, text, kept, Tone.BAD, (action,))


def _ends(snapshot: Snapshot, account: Account, now: datetime) -> Message:
    settings = snapshot.studio.settings
    zone, wording = settings.timezone, wording_of(settings.speech)
    when = said_since(account.ends_at, now, zone, wording) if account.ends_at else ""
    text = f"Google ends the sign-in of {account.login} at {when}: the studio\N{RIGHT SINGLE QUOTATION MARK}s project is in testing."
    advice = "Sign in again before that, or publish the project, as docs/google.md tells."
    action = MessageAction(f"{SIGN_IN} {account.id}", "Sign in again")
    return Message(f"{ENDS} {account.id}", text, advice, Tone.WARN, (action,))


def _key(decline: Decline) -> str:
    return f"declined {decline.appointment} {decline.photographer}"
