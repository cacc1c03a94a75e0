"""A photographer's event at Google as it is kept between readings: as short as it can be, and without others' secrets.

Kept are times, rule, answer and, where it may be, the title. Guests are kept as short hashes of their addresses: only the
photographer's own answer matters, and whose address that is may change later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

from studio_app.calendars.google.service import JSON
from studio_app.domain.calendar_item import CalendarItem
from studio_app.domain.outside_event import EventKind, EventStatus, Response, ShowAs
from studio_app.errors import CalendarUnavailable

LONGEST_TITLE = 200
WITHOUT_END = timedelta(hours=1)
"""Length of an event whose end nobody said; Google shows such a one as an hour."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

ANSWERS = {
    "accepted": Response.ACCEPTED,
    "tentative": Response.TENTATIVE,
    "declined": Response.DECLINED,
    "needsAction": Response.NEEDS_ACTION,
}
_KINDS = {"outOfOffice": EventKind.OUT_OF_OFFICE, "workingLocation": EventKind.WORKING_LOCATION}
_STATUSES = {"tentative": EventStatus.TENTATIVE, "cancelled": EventStatus.CANCELLED}


class Malformed(ValueError):
    """Says in words what can't be understood, to stand after an event's name."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or an instant with the zone in which it was meant.

    Attributes:
        at: A date, or an aware datetime in UTC.
        zone: An IANA name; "" for dates, and where Google named none.
    """

    at: date | datetime
    zone: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it is a whole day."""
        return not isinstance(self.at, datetime)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an event.

    Attributes:
        start, end: None for a cancelled occurrence, of which only the original start is sure.
        original: When this occurrence would have been by its series' rule; None for what is no exception.
        rule: Lines of a recurring event: RRULE, EXRULE, RDATE, EXDATE (RFC 5545).
        uid: Its id in iCalendar, where that is not its id at Google.
        answer: Of the owner of the calendar; None where they are not invited or need not answer.
        answers: Of all guests by the hash of their address, where Google doesn't say who the owner is.
        is_merged: A time of a free/busy answer, which may be several events.
    """

    start: Moment | None = None
    end: Moment | None = None
    original: Moment | None = None
    rule: tuple[str, ...] = ()
    title: str = ""
    uid: str = ""
    show_as: ShowAs = ShowAs.BUSY
    status: EventStatus = EventStatus.CONFIRMED
    kind: EventKind = EventKind.DEFAULT
    answer: Response | None = None
    answers: Mapping[str, Response] = field(default_factory=dict)
    is_merged: bool = False


def hashed(email: str) -> str:
    """A guest's address, so that it can be recognised but not read."""
    return sha256(email.strip().casefold().encode()).hexdigest()[:12]


# ---------------------------------------------------------------- from Google


def is_tombstone(event: JSON) -> bool:
    """Whether an event was deleted; a cancelled occurrence of a living series is none, it must be kept."""
    return event.get("status") == "cancelled" and not event.get("recurringEventId")


def item_of(event: JSON, *, titles: bool, zone: str = "") -> CalendarItem:
    """An event of `events.list` as an item.

    Args:
        event: As Google gives it.
        titles: The title may be kept.
        zone: The calendar's, for a series that names none.

    Raises:
        CalendarUnavailable: it can't be understood; it is named.
    """
    series, etag = str(event.get("recurringEventId") or event["id"]), str(event.get("etag") or "")
    try:
        if _CONTROL.search(event["id"] + series + etag):
            raise Malformed("has an id that is none")
        text = _text(_kept(event, titles, zone))
        text.encode()  # half a character can't be stored
    except (Malformed, ValueError, TypeError, AttributeError, OverflowError) as error:
        words = str(error) if isinstance(error, Malformed) else "can’t be understood"
        # What is said of it is stored and shown: no title where none may be kept.
        raise not_understood((_title(event) if titles else "") or event["id"], words) from error
    return CalendarItem(event["id"], series, etag, text)


def merged_item(start: datetime, end: datetime) -> CalendarItem:
    """A busy time of a calendar that shares nothing else."""
    name = f"{_stamp(start)}/{_stamp(end)}"
    return CalendarItem(name, name, "", _text(Kept(Moment(start), Moment(end), is_merged=True)))


def _kept(event: JSON, titles: bool, zone: str) -> Kept:
    original = Moment(moment(event["originalStartTime"]).at) if event.get("originalStartTime") else None
    status = _STATUSES.get(event.get("status", ""), EventStatus.CONFIRMED)
    if status is EventStatus.CANCELLED:
        if original is None:
            raise Malformed("was cancelled, and doesn’t say which of its days")
        return Kept(original=original, status=status)
    start = moment(event.get("start"))
    rule = event.get("recurrence") or ()
    if not isinstance(rule, list | tuple) or not all(isinstance(line, str) for line in rule):
        raise Malformed("has a rule that is none")
    answer, answers = _answers(event)
    uid = str(event.get("iCalUID") or "")
    return Kept(
        # Only a rule needs to know in which zone it is at home.
        start=Moment(start.at, (start.zone or zone) if rule and not start.is_date else ""),
        end=_end(event, start),
        original=original,
        rule=tuple(rule),
        title=_title(event) if titles else "",
        uid="" if uid == f"{event['id']}@google.com" else uid,
        show_as=ShowAs.FREE if event.get("transparency") == "transparent" else ShowAs.BUSY,
        status=status,
        kind=_KINDS.get(event.get("eventType", ""), EventKind.DEFAULT),
        answer=answer,
        answers=answers,
    )


def moment(value: Any) -> Moment:
    """A start or an end: `{"date": ...}`, or `{"dateTime": ..., "timeZone": ...}` with an offset in the time."""
    if not isinstance(value, dict):
        raise Malformed("has no start")
    if value.get("dateTime"):
        at = datetime.fromisoformat(value["dateTime"])
        if at.tzinfo is None:
            raise Malformed("has a time without an offset")
        return Moment(at.astimezone(UTC), str(value.get("timeZone") or ""))
    return Moment(date.fromisoformat(value["date"]) if value.get("date") else _missing())


def _missing() -> date:
    raise Malformed("has no start or no end")


def _end(event: JSON, start: Moment) -> Moment:
    if event.get("end"):
        end = moment(event["end"])
    elif isinstance(start.at, datetime) and not event.get("endTimeUnspecified"):
        raise Malformed("has no end")
    else:
        end = Moment(start.at + (timedelta(days=1) if start.is_date else WITHOUT_END))
    if end.is_date is not start.is_date:
        raise Malformed("starts on a date and ends at a time, or the other way round")
    if end.at < start.at:
        raise Malformed("ends before it starts")
    return Moment(end.at)


def _title(event: JSON) -> str:
    """The title as plain text on one line; none where the owner keeps it private."""
    if event.get("visibility") in ("private", "confidential"):
        return ""
    return _CONTROL.sub(" ", str(event.get("summary") or "")).strip()[:LONGEST_TITLE]


def _answers(event: JSON) -> tuple[Response | None, Mapping[str, Response]]:
    """The owner's answer where Google says which guest they are; else everybody's.

    A host who has not answered need not.
    """
    guests = event.get("attendees") or []
    owner = next((guest for guest in guests if guest.get("self")), None)
    if owner is not None:
        answer = _answer(owner)
        is_host = bool(owner.get("organizer") or (event.get("organizer") or {}).get("self"))
        return (None if is_host and answer is Response.NEEDS_ACTION else answer), {}
    return None, {
        hashed(str(guest["email"])): _answer(guest)
        for guest in guests
        if guest.get("email") and not (guest.get("organizer") and _answer(guest) is Response.NEEDS_ACTION)
    }


def _answer(guest: JSON) -> Response:
    return ANSWERS.get(guest.get("responseStatus", ""), Response.NEEDS_ACTION)


def not_understood(title: str, words: str) -> CalendarUnavailable:
    """An event that makes its calendar unknown."""
    name = _CONTROL.sub(" ", title).strip()[:60] or "without a title"
    return CalendarUnavailable(
        f"The event “{name}” {words}.",
        "Correct or delete it at Google; until then its photographer counts as unknown.",
    )


# ---------------------------------------------------------------- texts

_LETTERS = {
    Response.ACCEPTED: "a",
    Response.TENTATIVE: "t",
    Response.DECLINED: "d",
    Response.NEEDS_ACTION: "n",
}
_BY_LETTER = {letter: answer for answer, letter in _LETTERS.items()}
_Text: TypeAlias = dict[str, Any]


def _text(kept: Kept) -> str:
    found: _Text = {
        "s": _written(kept.start),
        "e": _written(kept.end),
        "o": _written(kept.original),
        "r": list(kept.rule),
        "t": kept.title,
        "u": kept.uid,
        "f": int(kept.show_as is ShowAs.FREE),
        "c": "" if kept.status is EventStatus.CONFIRMED else kept.status.value,
        "k": "" if kept.kind is EventKind.DEFAULT else kept.kind.value,
        "a": _LETTERS[kept.answer] if kept.answer else "",
        "g": {who: _LETTERS[answer] for who, answer in kept.answers.items()},
        "m": int(kept.is_merged),
    }
    return json.dumps(
        {name: value for name, value in found.items() if value}, ensure_ascii=False, separators=(",", ":")
    )


def read_item(text: str) -> Kept:
    """What an item's text says. Raises ValueError (or KeyError, TypeError) where it was not written here."""
    found: _Text = json.loads(text)
    return Kept(
        start=_read(found.get("s")),
        end=_read(found.get("e")),
        original=_read(found.get("o")),
        rule=tuple(found.get("r", ())),
        title=found.get("t", ""),
        uid=found.get("u", ""),
        show_as=ShowAs.FREE if found.get("f") else ShowAs.BUSY,
        status=EventStatus(found.get("c", EventStatus.CONFIRMED)),
        kind=EventKind(found.get("k", EventKind.DEFAULT)),
        answer=_BY_LETTER[found["a"]] if "a" in found else None,
        answers={who: _BY_LETTER[letter] for who, letter in found.get("g", {}).items()},
        is_merged=bool(found.get("m")),
    )


def _written(moment: Moment | None) -> str:
    if moment is None:
        return ""
    if not isinstance(moment.at, datetime):
        return moment.at.isoformat()
    return f"{_stamp(moment.at)} {moment.zone}".strip()


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _read(text: str | None) -> Moment | None:
    if not text:
        return None
    at, _, zone = text.partition(" ")
    return Moment(datetime.fromisoformat(at) if "T" in at else date.fromisoformat(at), zone)
