"""Calendars that share nothing but busy times: many in one question.

Google answers for at most 50 calendars at once, and for no more than about three months: longer spans are asked for in
pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from studio_app.calendars.google.items import merged_item
from studio_app.calendars.google.service import JSON, Calls
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarOffline, CalendarUnavailable

AT_ONCE = 50
LONGEST = timedelta(days=60)
CURSOR = "free/busy"
"""Such a calendar can't tell what changed: the cursor only says that it was read so."""

Times = list[tuple[datetime, datetime]]


def free_busy(
    calls: Calls, calendars: Sequence[str], span: Span
) -> Mapping[str, Sequence[CalendarItem] | CalendarUnavailable]:
    """The busy times of up to 50 calendars, or why one of them is not known.

    Raises:
        CalendarUnavailable: the whole question failed.
    """
    busy: dict[str, Times] = {calendar: [] for calendar in calendars}
    failed: dict[str, CalendarUnavailable] = {}
    for piece in _pieces(span):
        body = {
            "timeMin": _stamp(piece.start),
            "timeMax": _stamp(piece.end),
            "items": [{"id": calendar} for calendar in calendars],
            "calendarExpansionMax": AT_ONCE,
        }
        answer = calls.execute(calls.service.freebusy().query(body=body), "Google’s list of busy times")
        for calendar in calendars:
            try:
                busy[calendar] += _times(answer, calendar, calls.session.account.login)
            except CalendarUnavailable as error:
                failed[calendar] = error
    return {
        calendar: failed.get(calendar) or [merged_item(*each) for each in _joined(times)]
        for calendar, times in busy.items()
    }


def pulled(errand: Errand, items: Sequence[CalendarItem]) -> Pull:
    """The answer for a calendar; without items where nothing changed since the last one."""
    if errand.source.cursor == CURSOR and errand.known().keys() == {item.id for item in items}:
        return Pull(cursor=CURSOR)
    return Pull(tuple(items), cursor=CURSOR, whole=True)


def _pieces(span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = min(start + LONGEST, span.end)
        yield Span(start, end)
        start = end


def _times(answer: JSON, calendar: str, login: str) -> Times:
    try:
        found: Any = answer["calendars"][calendar]
        if found.get("errors"):
            raise _refused(str(found["errors"][0].get("reason", "")), calendar, login)
        return [(_instant(each["start"]), _instant(each["end"])) for each in found.get("busy", ())]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise CalendarOffline("Google’s answer can’t be understood.") from error


def _refused(reason: str, calendar: str, login: str) -> CalendarUnavailable:
    if reason == "notFound":
        return CalendarUnavailable(
            f"The calendar {calendar} isn’t there any more, or is no longer shared with {login}.",
            "Ask its owner to share it again, or choose another.",
        )
    return CalendarOffline(f"Google could not say when {calendar} is busy ({reason or 'without a reason'}).")


def _joined(times: Iterable[tuple[datetime, datetime]]) -> Times:
    """Sorted, those that touch made one: a time that reaches over two questions comes in two pieces."""
    joined: Times = []
    for start, end in sorted(times):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a time without an offset")
    return found.astimezone(UTC)


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
