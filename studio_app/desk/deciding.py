"""Deciding about what was changed in the calendar by hand: theirs, ours, or somebody else goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio_app.actions.done import Done, Reason, Refused
from studio_app.actions.keep_ours import KeepOurs, keep_ours
from studio_app.actions.move_appointment import MoveAppointment, move_appointment
from studio_app.actions.ports import Store
from studio_app.actions.take_theirs import TakeTheirs, could_take, take_theirs
from studio_app.desk.calendars.known import Refusal
from studio_app.desk.calendars.model import Act, Offer
from studio_app.desk.calls import asking
from studio_app.desk.content import face_of
from studio_app.desk.controller import Controller
from studio_app.desk.doing import Doing
from studio_app.errors import KnownError
from studio_app.worker.lane import Outcome

if TYPE_CHECKING:
    from studio_app.desk.calendars_desk import CalendarsDesk


class Decision(QObject):
    """One decision whose answer is awaited."""

    def __init__(self, deciding: Deciding, appointment: str) -> None:
        super().__init__(deciding)
        self._deciding, self._appointment = deciding, appointment

    def answered(self, outcome: Outcome[Done]) -> None:
        """The answer is there."""
        self._deciding.answered(self._appointment, outcome)
        self.deleteLater()


class Deciding(QObject):
    """Between the list of changes and the actions."""

    def __init__(self, controller: Controller, doing: Doing, calendars: CalendarsDesk) -> None:
        super().__init__(calendars)
        self._desk, self._doing, self._calendars = controller, doing, calendars
        calendars.page.decided.connect(self.decide)
        calendars.page.changes.chosen.connect(self.look)

    def look(self, key: str) -> None:
        """Ask the rules whether what was changed could be taken over, before anybody decides."""
        desk = self._desk
        if desk.snapshot and key in desk.snapshot.differences:
            job = partial(_could_take, desk.office.store, desk.now, key)
            desk.delivery.ask(desk.lanes.storage, "could take", job, self._take_look)

    def _take_look(self, outcome: Outcome[tuple[str, Refusal | None]]) -> None:
        if outcome.error or outcome.value is None:
            self._desk.failed.emit(outcome.error)
        else:
            self._keep(*outcome.value)

    def decide(self, offer: Offer, reason: str) -> None:
        """Do what was chosen about the change that is looked at."""
        if offer.act is Act.TAKE_THEIRS:
            self._take_theirs(offer.on, reason)
        elif offer.act is Act.KEEP_OURS:
            self._keep_ours(offer.on)
        elif offer.act is Act.HAND_OVER:
            self._hand_over(offer.on)
        else:
            self._calendars.act(offer)

    def _etag(self, appointment: str) -> str | None:
        """Of the version that was looked at: a newer one is not decided about unseen."""
        snapshot = self._desk.snapshot
        found = snapshot.differences.get(appointment) if snapshot else None
        if found is None:
            return None
        return found.theirs.etag if found.theirs else ""

    def _take_theirs(self, appointment: str, reason: str) -> None:
        command = TakeTheirs(appointment, self._etag(appointment), reason)
        decision = Decision(self, appointment)
        self._doing.do_then(
            lambda store, now, actor: take_theirs(store, now, actor, command), decision.answered
        )

    def _keep_ours(self, appointment: str) -> None:
        command = KeepOurs(appointment, self._etag(appointment))
        self._doing.do(lambda store, now, actor: keep_ours(store, now, actor, command))

    def answered(self, appointment: str, outcome: Outcome[Done]) -> None:
        """What the rules say against a change stands beside it, with the place for a reason."""
        if isinstance(outcome.error, Refused):
            self._desk.refresh()
            self._keep(appointment, _refusal(outcome.error.reasons))
            return
        self._keep(appointment, None)
        self._doing.took(outcome)

    def _keep(self, appointment: str, refusal: Refusal | None) -> None:
        known = self._calendars.known
        refusals = {key: item for key, item in known.refusals.items() if key != appointment}
        if refusal:
            refusals[appointment] = refusal
        if refusals != known.refusals:
            self._calendars.known = replace(known, refusals=refusals)
            self._calendars.show_page()

    def _hand_over(self, person: str) -> None:
        """Somebody else goes instead of the one who declined."""
        snapshot, row = self._desk.snapshot, self._calendars.page.change.change()
        item = snapshot.studio.appointments.get(row.appointment) if snapshot and row else None
        if snapshot is None or row is None or item is None:
            return
        declined = row.key.rpartition("/")[2]
        crew = tuple(person if key == declined else key for key in item.crew)
        command = MoveAppointment(item.id, item.span.start, crew, version=item.version)
        busy = self._desk.office.busy
        name = face_of(snapshot.studio, person).first_name
        self._doing.ask(
            lambda store, now, actor: move_appointment(store, now, actor, command, busy), asking((name,))
        )


def _could_take(store: Store, now: datetime, appointment: str) -> tuple[str, Refusal | None]:
    """Why a change can't be taken over as it is; what can't be one of ours is not overruled either."""
    try:
        reason = could_take(store, now, appointment)
    except KnownError as error:
        return appointment, Refusal(sentence=error.sentence, overrulable=False)
    return appointment, _refusal((reason,)) if reason else None


def _refusal(reasons: tuple[Reason, ...]) -> Refusal:
    """What stands in the way of whom."""
    found = tuple(
        (key, failure)
        for reason in reasons
        for key, failures in reason.photographers.items()
        for failure in failures
    )
    return Refusal(found, overrulable=all(reason.overrulable for reason in reasons))
