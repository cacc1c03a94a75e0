"""From an event in a photographer's calendar to what it means for their time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component, Event

from studio_app.calendars.guests import hashed
from studio_app.calendars.ics_text import ANSWERS, Unreadable, described, many
from studio_app.calendars.ours import without_ours
from studio_app.domain.calendar_item import Whose
from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.place import Place
from studio_app.domain.timespan import DateSpan, Span

LONGEST_TITLE = 200

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_GEO_URI = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)")

_STATUS = {"CANCELLED": EventStatus.CANCELLED, "TENTATIVE": EventStatus.TENTATIVE}

_SUREST = (Response.ACCEPTED, Response.TENTATIVE, None, Response.NEEDS_ACTION, Response.DECLINED)
"""Where somebody is invited twice, the answer that takes most time counts."""

_OUTLOOK = {
    "FREE": (ShowAs.FREE, EventKind.DEFAULT),
    "TENTATIVE": (ShowAs.BUSY, EventKind.DEFAULT),
    "BUSY": (ShowAs.BUSY, EventKind.DEFAULT),
    "OOF": (ShowAs.BUSY, EventKind.OUT_OF_OFFICE),
    "OUTOFOFFICE": (ShowAs.BUSY, EventKind.OUT_OF_OFFICE),
    "WORKINGELSEWHERE": (ShowAs.FREE, EventKind.WORKING_LOCATION),
}


def outside_event(event: Event, when: Span | DateSpan, whose: Whose) -> OutsideEvent:
    """One occurrence as the rules see it."""
    show_as, kind = _show_as(event)
    return OutsideEvent(
        photographer=whose.photographer,
        when=when,
        title=_title(event),
        show_as=show_as,
        status=_STATUS.get(_word(event, "STATUS"), EventStatus.CONFIRMED),
        response=_response(event, whose.owner_email),
        kind=kind,
        place=_place(event),
        calendar=whose.calendar,
    )


def free_busy_times(component: Component, span: Span, zone: ZoneInfo, whose: Whose) -> Iterator[OutsideEvent]:
    """The times of a VFREEBUSY, which calendars publish that share no titles (RFC 5545, 3.6.4).

    Raises:
        Unreadable: a period contradicts itself.
    """
    for value in many(component, "FREEBUSY"):
        start, end = value.dt if isinstance(value.dt, tuple) else (None, None)
        if not isinstance(start, datetime):
            raise Unreadable(f"can't be understood: {described(component)} without a period")
        first = start.replace(tzinfo=zone) if start.tzinfo is None else start
        last = first.astimezone(UTC) + end if isinstance(end, timedelta) else end
        if last.tzinfo is None:
            last = last.replace(tzinfo=zone)
        if last < first:
            raise Unreadable(f"can't be understood: {described(component)} ends before it starts")
        free = str(value.params.get("FBTYPE", "BUSY")).upper() == "FREE"
        show_as = ShowAs.FREE if free else ShowAs.BUSY
        for when in without_ours(Span(first, last), whose.ours_at):
            if when.overlaps(span):
                yield OutsideEvent(whose.photographer, when, show_as=show_as, calendar=whose.calendar)


def _show_as(event: Event) -> tuple[ShowAs, EventKind]:
    """Outlook's own property where it is there, which says more and by [MS-OXCICAL] counts; else TRANSP."""
    for name in ("X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS"):
        known = _OUTLOOK.get(_word(event, name))
        if known:
            return known
    free = _word(event, "TRANSP") == "TRANSPARENT"
    return (ShowAs.FREE if free else ShowAs.BUSY), EventKind.DEFAULT


def _response(event: Event, owner_email: str) -> Response | None:
    """What the owner answered; None where they are not invited, or made the event and so need not answer."""
    owner = hashed(owner_email)
    mine = [guest for guest in many(event, "ATTENDEE") if owner and owner in _addresses(guest)]
    if not mine:
        return None
    answers = {ANSWERS.get(str(guest.params.get("PARTSTAT", "NEEDS-ACTION")).upper()) for guest in mine}
    answer = next(answer for answer in _SUREST if answer in answers)
    is_host = any(owner in _addresses(host) for host in many(event, "ORGANIZER"))
    return None if is_host and answer is Response.NEEDS_ACTION else answer


def _addresses(guest: Any) -> set[str]:
    """What the guest can be recognised by: addresses as `guests.without_names` leaves them."""
    return {text for text in (str(guest), str(getattr(guest, "params", {}).get("EMAIL", ""))) if text}


def _title(event: Event) -> str:
    """The title as plain text on one line; none where the owner keeps it private."""
    if _word(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"):
        return ""
    titles = many(event, "SUMMARY")
    return _CONTROL.sub(" ", str(titles[0])).strip()[:LONGEST_TITLE] if titles else ""


def _place(event: Event) -> Place | None:
    for value in many(event, "GEO"):
        return _place_at(value.latitude, value.longitude)
    for value in many(event, "X-APPLE-STRUCTURED-LOCATION"):
        found = _GEO_URI.match(str(value))
        if found:
            return _place_at(float(found[1]), float(found[2]))
    return None


def _place_at(lat: float, lon: float) -> Place | None:
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return None  # 0,0 is what programs write that don't know
    return Place(float(lat), float(lon))


def _word(event: Event, name: str) -> str:
    values = many(event, name)
    return str(values[0]).strip().upper() if values else ""
