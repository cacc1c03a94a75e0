"""The state of all calendars together, in a few words for the top bar. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendars.words import counted, said_since
from studio_app.desk.content import face_of
from studio_app.desk.wording import ENGLISH, Wording, wording_of
from studio_app.domain.calendar_source import CalendarSource, Freshness
from studio_app.domain.outbox import WriteState


class Mood(StrEnum):
    """What the words are about; the worst first."""

    SIGN_IN = "sign_in"
    UNWRITTEN = "unwritten"
    FAILING = "failing"
    CHANGED = "changed"
    OFFLINE = "offline"
    STALE = "stale"
    READING = "reading"
    FRESH = "fresh"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CalendarStatus:
    """All calendars together.

    Attributes:
        count: Photographers' calendars that are read.
        seconds: Since the oldest of them was read well; None where one never was.
        reading: They are being read now.
        sign_in: Accounts to which somebody must sign in again.
        failing: Those that can't be read, in words; their photographers are unknown, not free.
        offline, offline_since: Calendars that can't be reached just now, and since when in words.
        stale, stale_since: Calendars whose last reading is too old, and since when in words.
        waiting: Bookings whose calendar event is not written yet.
        unwritten: Bookings whose calendar event can't be written.
        changed: Events that were changed in the calendar by hand.
    """

    count: int = 0
    seconds: int | None = None
    reading: bool = False
    sign_in: int = 0
    failing: tuple[str, ...] = ()
    offline: int = 0
    offline_since: str = ""
    stale: int = 0
    stale_since: str = ""
    waiting: int = 0
    unwritten: int = 0
    changed: int = 0

    @property
    def mood(self) -> Mood:
        """The worst that is true of them."""
        asked = (
            (self.sign_in, Mood.SIGN_IN),
            (self.unwritten, Mood.UNWRITTEN),
            (self.failing, Mood.FAILING),
            (self.changed, Mood.CHANGED),
            (self.offline, Mood.OFFLINE),
            (self.stale, Mood.STALE),
            (self.reading, Mood.READING),
            (not self.count, Mood.NONE),
            (self.seconds is None, Mood.STALE),
        )
        return next((mood for found, mood in asked if found), Mood.FRESH)


def said(status: CalendarStatus, wording: Wording = ENGLISH) -> str:
    """`7 calendars, synced 12 s ago`, with a dot between."""
    mood = status.mood
    calendars = counted(status.count, "calendar", "calendars")
    if mood is Mood.SIGN_IN:
        return "Sign in again" if status.sign_in == 1 else f"Sign in again: {status.sign_in} accounts"
    if mood is Mood.UNWRITTEN:
        return counted(status.unwritten, "event not written", "events not written")
    if mood is Mood.FAILING:
        can_not = "can\N{RIGHT SINGLE QUOTATION MARK}t be read"
        return counted(len(status.failing), f"calendar {can_not}", f"calendars {can_not}")
    if mood is Mood.CHANGED:
        return counted(status.changed, "event changed outside", "events changed outside")
    if mood is Mood.OFFLINE:
        whole = status.offline > status.count
        what = "Offline" if whole else f"{counted(status.offline, 'calendar', 'calendars')} offline"
        since = f" since {status.offline_since}" if status.offline_since else ""
        return f"{what}{since}{_waiting(status)}"
    if mood is Mood.STALE and status.stale:
        return f"{counted(status.stale, 'calendar', 'calendars')} stale since {status.stale_since}"
    words = {
        Mood.STALE: f"{calendars} · not read yet",
        Mood.READING: f"{calendars} · reading\N{HORIZONTAL ELLIPSIS}",
        Mood.NONE: "No calendars yet",
    }
    if mood in words:
        return words[mood]
    return f"{calendars} · synced {wording.since(status.seconds or 0)}"


def _waiting(status: CalendarStatus) -> str:
    return f" · {status.waiting} waiting" if status.waiting else ""


def status_of(snapshot: Snapshot, *, reading: bool, now: datetime) -> CalendarStatus:
    """The state of a studio's calendars.

    Args:
        snapshot: The studio.
        reading: A round is under way.
        now: The present instant.
    """
    limit, zone = snapshot.rules.limit, snapshot.studio.settings.timezone
    wording = wording_of(snapshot.studio.settings.speech)
    primary = (snapshot.primary,) if snapshot.primary else ()
    by_state: dict[Freshness, list[CalendarSource]] = {state: [] for state in Freshness}
    for source in (*primary, *snapshot.sources):
        by_state[source.freshness(now, limit)].append(source)
    read = [source.read_at for source in snapshot.sources]
    oldest = min((moment for moment in read if moment), default=None)
    writes = Counter(entry.state for entry in snapshot.writes.values())
    offline = by_state[Freshness.OFFLINE]
    # What the studio writes to does not decide who is free, however old its last reading is.
    stale = [source for source in by_state[Freshness.STALE] if source.photographer]
    began = min((source.failing_since for source in offline if source.failing_since), default=None)
    aged = min((source.read_at + limit for source in stale if source.read_at), default=None)
    return CalendarStatus(
        count=len(snapshot.sources),
        seconds=int((now - oldest).total_seconds()) if oldest and all(read) else None,
        reading=reading,
        sign_in=len({source.account or source.id for source in by_state[Freshness.SIGN_IN]}),
        failing=_failing(snapshot, by_state[Freshness.FAILING]),
        offline=len(offline),
        offline_since=said_since(began, now, zone, wording) if began else "",
        stale=len(stale),
        stale_since=said_since(aged, now, zone, wording) if aged else "",
        waiting=writes[WriteState.WAITING],
        unwritten=writes[WriteState.FAILED],
        changed=len(snapshot.differences) + len(snapshot.declined),
    )


def _failing(snapshot: Snapshot, sources: Sequence[CalendarSource]) -> tuple[str, ...]:
    return tuple(
        f"{face_of(snapshot.studio, source.photographer).name if source.photographer else 'Primary calendar'}: "
        f"{source.problem}"
        for source in sources
    )


def unknown_at(snapshot: Snapshot, now: datetime) -> frozenset[str]:
    """Ids of the calendars that can't be trusted at an instant: time alone makes them so."""
    limit = snapshot.rules.limit
    return frozenset(source.id for source in snapshot.sources if not source.is_known(now, limit))
