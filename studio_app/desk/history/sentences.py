"""Entries of the history as sentences: who did what to which property, what was before and after, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio_app.actions.history_words import FieldChange
from studio_app.actions.read_history import HistoryRow
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.history import HistoryEntry
from studio_app.domain.order import street_of
from studio_app.domain.wall_time import local_date

ARROW, DOT = " \N{RIGHTWARDS ARROW} ", " \N{MIDDLE DOT} "
CALENDAR, PROGRAM = "the calendar", "the program"
_LONGEST = 160
"""Characters of one value; notes may be long, and the whole text stands in the order."""

# Where the property doesn't stand at the end.
_SENTENCES = {
    "took the order": "took the order for {}",
    "wrote the event": "took the event of {}",
    "removed the event": "no longer has the event of {}",
    "could not write the event": "did not take the event of {}",
    "found the event changed": "has another version of the event of {}",
    "let the hold end": "let the hold on {} end",
    "confirmed the hold": "confirmed the hold on {}",
    "held longer": "held {} longer",
    "booked again": "booked {} again",
    "brought back": "brought {} back",
    "noted as a no-show": "noted {} as a no-show",
    "noted as attended": "noted {} as attended",
    "merged into another": "merged {} into another appointment",
    "split off": "split an appointment off {}",
}
_IMPLIED = {
    "booked": {"state"},
    "held": {"state"},
    "cancelled": {"state", "cancelled", "held until"},
    "postponed": {"state", "held until"},
    "released": {"state", "held until"},
    "confirmed the hold": {"state", "held until"},
    "booked again": {"state", "held until"},
    "brought back": {"state", "cancelled"},
    "split off": {"state"},
    "noted as a no-show": {"no-show"},
    "noted as attended": {"no-show"},
    "took the order": {"address", "place"},
    "gave a time to": {"without a time"},
    "let the hold end": {"held until"},
}
"""What a sentence says by itself."""
_NEVER = {"id", "version", "place", "end"}
"""Of no use to people, or told with something else."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry for people.

    Attributes:
        key: The entry's number, for telling lines apart.
        day: Studio-local date.
        when: Wall time, such as `10:41`.
        what: `moved 12 Mill Pond`, to follow the name of who did it.
        order: Id of the order that it leads to; "" for none.
        details: What was before and after, a line each.
        why: `Reason: ...`, or what the calendar said; "" without.
        bad: Something went wrong.
    """

    key: int
    day: date
    when: str
    who: str
    what: str
    order: str = ""
    details: tuple[str, ...] = ()
    why: str = ""
    bad: bool = False

    @property
    def sentence(self) -> str:
        """`Kim moved 12 Mill Pond`."""
        return f"{self.who[:1].upper()}{self.who[1:]} {self.what}"

    def spoken(self, day: str) -> str:
        """All of it for a screen reader."""
        return ". ".join(filter(None, (f"{day}, {self.when}", self.sentence, *self.details, self.why)))


def history_line(row: HistoryRow, zone: ZoneInfo, wording: Wording = ENGLISH) -> HistoryLine:
    """An entry as a line."""
    entry = row.entry
    return HistoryLine(
        entry.number,
        local_date(zone, entry.at),
        wording.time(entry.at, zone),
        entry.who,
        _what(entry, street_of(row.address)),
        entry.order,
        tuple(_lines(row, wording)),
        _why(entry),
        entry.action == "could not write the event",
    )


def _lines(row: HistoryRow, wording: Wording) -> Iterator[str]:
    """What was before and after; what is new, or was kept at one time, on one line."""
    details = [*_details(row, wording)]
    if not row.entry.before and details:
        yield DOT.join(details)
    else:
        yield from details
    if row.overruled:
        yield f"Overruled: {'; '.join(row.overruled)}"


def _what(entry: HistoryEntry, street: str) -> str:
    action = entry.action
    if not street or action.startswith(("undid: ", "did again: ")):
        return action
    pattern = _SENTENCES.get(action)
    return pattern.format(street) if pattern else f"{action} {street}"


def _why(entry: HistoryEntry) -> str:
    if not entry.why:
        return ""
    return _short(entry.why) if entry.who == CALENDAR else f"Reason: {_short(entry.why)}"


def _details(row: HistoryRow, wording: Wording) -> Iterator[str]:
    entry = row.entry
    hidden = _NEVER | _IMPLIED.get(entry.action, set())
    times = _times(row, wording)
    if times:
        yield times
        hidden = hidden | {"start"}
    for change in row.changes:
        if change.name not in hidden:
            told = _change(change, new=bool(entry.appointment) and not entry.before)
            if told:
                yield told


def _times(row: HistoryRow, wording: Wording) -> str:
    """When it is now and was before, and how long where that changed; "" where neither was touched."""
    starts = next((change for change in row.changes if change.name == "start"), None)
    before, after = _minutes(row.entry.before), _minutes(row.entry.after)
    parts = []
    if starts:
        parts.append(_pair(_short(starts.before), _short(starts.after)))
    if after is not None and before != after:
        lengths = [wording.duration(minutes) for minutes in (before, after) if minutes is not None]
        parts.append(ARROW.join(lengths))
    return ", ".join(parts)


def _minutes(values: object) -> int | None:
    """How long an appointment lasts; None where the entry doesn't say. Entries may be of any shape."""
    found = [values.get(key) for key in ("start", "end")] if hasattr(values, "get") else []
    try:
        start, end = (datetime.fromisoformat(str(text)) for text in found)
        return int((end - start).total_seconds() // 60)
    except (ValueError, TypeError):
        return None


def _change(change: FieldChange, *, new: bool) -> str:
    name = f"{change.name[:1].upper()}{change.name[1:]}"
    if new and change.name in ("photographers", "services", "address"):
        return _short(change.after)
    if not change.after:
        return f"{name}: {_short(change.before)}{ARROW}none" if change.before else ""
    return f"{name}: {_pair(_short(change.before), _short(change.after))}"


def _pair(before: str, after: str) -> str:
    return f"{before}{ARROW}{after}" if before else after


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}\N{HORIZONTAL ELLIPSIS}"
