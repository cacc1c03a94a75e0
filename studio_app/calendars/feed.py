"""Photographers' busy times from feeds: a calendar that its owner publishes at an address, as Outlook and Google do.

The address is all that it takes to read the calendar. So it is never logged and never shown whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from email.message import Message
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from studio_app.calendars.feed_text import items_of
from studio_app.calendars.ics_text import Unreadable, busy_text
from studio_app.calendars.model import Capabilities, called
from studio_app.calendars.over import thinned
from studio_app.calendars.retry import patiently
from studio_app.calendars.together import Answer, read_each
from studio_app.calendars.web import Reply, Web, host_of, must_be_private
from studio_app.calendars.written_out import written_out
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import BadInput, CalendarUnavailable
from studio_app.patience import Patience

LARGEST_FEED = 20_000_000
MOST_SECONDS = 30.0
"""What one feed may take, so that a strange one can't hold up the others."""

TRIES = 2


class FeedReader:
    """Asks for what changed, and takes a feed apart; the cursor holds what the server gave to ask so."""

    capabilities = Capabilities(titles=True)

    def pull(self, errands: Sequence[Errand], patience: Patience) -> Iterable[Answer]:
        """New and changed events of each feed; see `connector.CalendarReader`."""
        return read_each(errands, partial(self._pull, patience=patience), patience)

    def occurrences(
        self, items: Sequence[CalendarItem], span: Span, whose: Whose
    ) -> Mapping[str, Sequence[OutsideEvent]]:
        """The events of feeds, by series."""
        return written_out(items, span, whose, lambda _: called("The feed", whose.calendar))

    def thinned(self, items: Sequence[CalendarItem], before: datetime) -> Sequence[CalendarItem]:
        """The events of feeds without what is over."""
        return thinned(items, before)

    def _pull(self, errand: Errand, patience: Patience) -> Pull:
        source = errand.source
        before = _cursor(source.cursor, titles=errand.titles)
        reply = _fetched(source.address, before, patience.at_most(MOST_SECONDS))
        if before and reply.status == 304:
            return Pull(cursor=source.cursor)
        _refuse(reply, source)
        after = {
            "titles": errand.titles,
            "etag": reply.headers.get("ETag", ""),
            "modified": reply.headers.get("Last-Modified", ""),
            "sum": sha256(reply.body).hexdigest()[:20],
        }
        cursor = json.dumps(after)
        if before and before["sum"] == after["sum"]:
            return Pull(cursor=cursor)
        items = _items(reply, source, titles=errand.titles)
        if not before or not items:
            return Pull(tuple(items), cursor=cursor, whole=True)
        known = errand.known()
        changed = tuple(item for item in items if known.get(item.id) != item.etag)
        return Pull(changed, frozenset(known.keys() - {item.id for item in items}), cursor)


def checked_address(text: str) -> str:
    """The address of a feed as it is read.

    Raises:
        BadInput: it is none, or one that gives itself away: not encrypted, or with a password in it.
    """
    address = text.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        is_one = parts.scheme in ("webcal", "webcals", "http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one:
        raise BadInput("address", "this is no address of a calendar; one begins with https or webcal")
    if parts.scheme != "http":
        parts = parts._replace(scheme="https")
    if parts.username or parts.password:
        raise BadInput(
            "address",
            "a name and password in an address can be read by others; use the calendar’s private address",
        )
    address = urlunsplit(parts._replace(fragment=""))
    try:
        must_be_private(address)
    except CalendarUnavailable as error:
        raise BadInput(
            "address", "the calendar would be sent unencrypted; use its address with https"
        ) from error
    return address


def _cursor(text: str, *, titles: bool) -> dict[str, Any] | None:
    """What was kept of the last reading; None where everything must be read."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    fits = isinstance(found, dict) and {"etag", "modified", "sum"} <= found.keys()
    return found if fits and found.get("titles") is titles else None


def _fetched(address: str, before: Mapping[str, Any] | None, patience: Patience) -> Reply:
    headers = {"Accept": "text/calendar, */*;q=0.5"}
    if before and before["etag"]:
        headers["If-None-Match"] = before["etag"]
    if before and before["modified"]:
        headers["If-Modified-Since"] = before["modified"]
    with Web() as web:
        return patiently(
            lambda: web.ask("GET", address, patience, headers=headers, largest=LARGEST_FEED),
            patience,
            tries=TRIES,
        )


def _refuse(reply: Reply, source: CalendarSource) -> None:
    if reply.is_good:
        return
    what = _named(source)
    if reply.status in (401, 403):
        raise CalendarUnavailable(f"{what} is not shared any more.", "Ask its owner for a new address.")
    if reply.status in (404, 410):
        raise CalendarUnavailable(f"{what} is not there any more.", "Ask its owner for a new address.")
    raise CalendarUnavailable(f"{what} can’t be read ({reply.status}).", "Check its address.")


def _named(source: CalendarSource) -> str:
    """The feed in an error, without its address; not everybody gives it a name."""
    return f"{called('The feed', source.name)} at {host_of(source.address)}"


def _items(reply: Reply, source: CalendarSource, *, titles: bool) -> list[CalendarItem]:
    try:
        return items_of(busy_text(_utf8(reply), titles=titles))
    except Unreadable as error:
        raise CalendarUnavailable(
            f"{_named(source)} {error}.",
            "Check its address; until then its photographer counts as unknown.",
        ) from error


def _utf8(reply: Reply) -> bytes:
    """The text in UTF-8, which it should be in; many servers announce something else and send UTF-8 all the same."""
    header = Message()
    header["Content-Type"] = reply.headers.get("Content-Type", "")
    charset = header.get_content_charset()
    try:
        reply.body.decode()
        return reply.body
    except UnicodeDecodeError:
        try:
            return reply.body.decode(charset or "cp1252").encode()
        except (UnicodeDecodeError, LookupError):
            return reply.body
