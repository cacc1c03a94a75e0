"""What becomes of an event's fields when somebody sends them: the rules that Google holds them to."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.google_server.refusal import JSON, Refusal, invalid
from tests.support.google_server.series import check_recurrence
from tests.support.google_server.times import length, stored

# What the server sets itself; it overlooks what a client sends for these.
READ_ONLY = (
    *("kind", "etag", "htmlLink", "created", "updated", "creator", "organizer", "hangoutLink", "locked"),
    *("attendeesOmitted", "endTimeUnspecified"),
)
FIXED = ("id", "iCalUID", "eventType", "recurringEventId", "originalStartTime")  # may be sent, never changed
# What each calendar that holds a copy has for itself.
OWN = ("reminders", "colorId", "transparency", "visibility", "eventLabelId")
_CHOICES = {
    "status": ("confirmed", "tentative", "cancelled"),
    "visibility": ("default", "public", "private", "confidential"),
    "transparency": ("opaque", "transparent"),
    "eventType": ("birthday", "default", "focusTime", "fromGmail", "outOfOffice", "workingLocation"),
}
_ANSWERS = ("needsAction", "declined", "tentative", "accepted")
_DEFAULTS = {"visibility": "default", "transparency": "opaque"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\Z")
_ID = re.compile(r"[a-v0-9]{5,1024}\Z")
MOST_GUESTS = 200
LONGEST_TEXT = {"summary": 1024, "description": 8192, "location": 1024}


def check_id(event_id: str) -> None:
    """Ids of new events are base32hex: a to v and digits, 5 to 1024 of them."""
    if not _ID.match(event_id):
        raise invalid("Invalid resource id value.", "id")


def merged(before: JSON, patch: JSON) -> JSON:
    """An event with a patch: null takes a field away, objects are joined, lists are replaced."""
    result = dict(before)
    for name, value in patch.items():
        old = result.get(name)
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict) and isinstance(old, dict) and name in ("start", "end"):
            result[name] = _one_kind(merged(old, value), value)
        elif isinstance(value, dict) and isinstance(old, dict):
            result[name] = merged(old, value)
        else:
            result[name] = value
    return result


def _one_kind(joined: JSON, sent: JSON) -> JSON:
    """A day in the place of an hour, or the other way round."""
    other = {"date": "dateTime", "dateTime": "date"}
    return {name: value for name, value in joined.items() if not (name in other and sent.get(other[name]))}


def drafted(body: JSON, zone: ZoneInfo, before: JSON | None = None) -> JSON:
    """The fields of an event that a client sets, as they will be stored.

    Args:
        zone: The calendar's.
        before: The event as it was; None for a new one.
    """
    draft = {name: value for name, value in body.items() if name not in READ_ONLY and value not in ("", None)}
    for name, choices in _CHOICES.items():
        if name in draft and draft[name] not in choices:
            raise invalid(f"Invalid value for: {draft[name]!r} is not a valid value", name)
    for name, value in _DEFAULTS.items():
        if draft.get(name) == value:
            del draft[name]
    for name, most in LONGEST_TEXT.items():
        if len(draft.get(name, "")) > most:
            raise invalid(f"The {name} is too long.", name)
    _check_fixed(draft, before)
    _set_times(draft, zone)
    _set_guests(draft)
    if "extendedProperties" in draft:
        draft["extendedProperties"] = _properties(draft["extendedProperties"])
        if not draft["extendedProperties"]:
            del draft["extendedProperties"]
    if before is not None and draft.get("sequence", before["sequence"]) < before["sequence"]:
        raise invalid(
            "Invalid sequence value. The specified sequence number is below the current sequence number of the "
            "resource. Re-fetch the resource and use its sequence number on the following request.",
            "sequence",
        )
    return draft


def _check_fixed(draft: JSON, before: JSON | None) -> None:
    if before is None:
        return
    for name in FIXED:
        if name in draft and name in before and draft[name] != before[name]:
            reason = "eventTypeRestriction" if name == "eventType" else "invalid"
            raise Refusal(400, reason, f"The field {name} can't be changed.", location=name)
        draft.pop(name, None)


def _set_times(draft: JSON, zone: ZoneInfo) -> None:
    recurring = bool(draft.get("recurrence"))
    start = stored(draft.get("start"), "start", zone, recurring=recurring)
    end = stored(draft.get("end"), "end", zone, recurring=recurring)
    length(start, end, zone)
    draft |= {"start": start, "end": end}
    if recurring:
        check_recurrence(draft["recurrence"], start)
    else:
        draft.pop("recurrence", None)


def _set_guests(draft: JSON) -> None:
    guests = draft.pop("attendees", None) or []
    if len(guests) > MOST_GUESTS:
        raise Refusal(403, "calendarLimitsExceeded", "Too many attendees.", domain="usageLimits")
    found: dict[str, JSON] = {}
    for guest in guests:
        email = str(guest.get("email", "")).lower()
        if not _EMAIL.match(email):
            raise invalid("Invalid attendee email.", "attendees")
        answer = guest.get("responseStatus") or "needsAction"
        if answer not in _ANSWERS:
            raise invalid(f"Invalid value for: {answer!r} is not a valid value", "responseStatus")
        kept = {name: value for name, value in guest.items() if name not in ("self", "organizer", "id")}
        found[email] = kept | {"email": email, "responseStatus": answer}
    if found:
        draft["attendees"] = list(found.values())


def _properties(sent: dict[str, dict[str, Any]]) -> JSON:
    """Properties within Google's limits: it drops those with longer keys and cuts longer values, silently."""
    kept = {
        kind: {key: str(value)[:1024] for key, value in values.items() if 0 < len(key) <= 44}
        for kind, values in sent.items()
    }
    return {kind: values for kind, values in kept.items() if values}
