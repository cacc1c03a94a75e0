"""What changed in a collection: by sync-collection (RFC 6578) where the server knows it, else by comparing etags."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from caldav.elements import cdav, dav
from caldav.elements.base import BaseElement, ValuedBaseElement

from studio_app.calendars.dav.client import Dav, Multistatus, Refused, Resource, holding, path_of
from studio_app.errors import CalendarOffline, CalendarUnavailable

AT_ONCE = 200
"""Events fetched with one question."""

MOST_PAGES = 1_000
MOST_EVENTS = 50_000

_VALID_TOKEN = "{DAV:}valid-sync-token"  # noqa: S105 - the name of a precondition


class _Ctag(ValuedBaseElement):
    """Apple's older property that changes with a calendar (caldav-ctag-03, 4.1); not among the library's."""

    tag = "{http://calendarserver.org/ns/}getctag"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the reading of a collection is.

    Attributes:
        form: How the items were kept; anything else than wanted means reading everything.
        token: Of sync-collection; "" where the server has none.
        ctag: Changes whenever the collection does; "" where the server has none.
    """

    form: str
    token: str = ""
    ctag: str = ""

    def __str__(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str, form: str) -> Cursor | None:
        """The cursor in a text; None where there is none of that form."""
        try:
            found = cls(**json.loads(text))
        except (ValueError, TypeError):
            return None
        return found if found.form == form and (found.token or found.ctag != "") else None


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in a list.

    Attributes:
        etag: "" where the server doesn't say it.
        url: As the server spells it.
    """

    etag: str
    url: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What a collection says that changed; `events` and `gone` by path.

    Attributes:
        whole: The events are all there are.
    """

    cursor: Cursor
    events: Mapping[str, Listed] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    whole: bool = False


def changes(
    server: Dav, url: str, before: Cursor | None, form: str, known: Callable[[], Mapping[str, str]]
) -> Changed:
    """What changed in a collection since a cursor; everything where there is none.

    Args:
        server: Asked.
        url: Of the collection.
        before: Where the last reading ended; None for everything.
        form: For the new cursor.
        known: Gives the etags that are known, by path.

    Raises:
        CalendarUnavailable: the collection can't be read, or only a part of it.
    """
    if before is None or before.token:
        try:
            return _by_token(server, url, before, form)
        except Refused as error:
            if not _has_no_tokens(error):
                raise
    return _by_etags(server, url, before, form, known)


def _by_token(server: Dav, url: str, before: Cursor | None, form: str) -> Changed:
    try:
        return _pages(server, url, before.token if before else "", form)
    except Refused as error:
        if before is None or not _is_unknown_token(error):
            raise
    return _pages(server, url, "", form)


def _pages(server: Dav, url: str, token: str, form: str) -> Changed:
    """All pages of an answer: a server may send a part, and says so by the status 507 (RFC 6578, 3.6)."""
    events: dict[str, Listed] = {}
    gone: set[str] = set()
    started_with = token
    for _ in range(MOST_PAGES):
        page = server.report(url, _sync_query(token))
        is_part = _take_page(page, url, events, gone)
        if not page.token or (is_part and page.token == token):
            raise CalendarUnavailable("The calendar’s server told only a part of what changed.")
        token = page.token
        if not is_part:
            return Changed(Cursor(form, token=token), events, frozenset(gone), whole=not started_with)
    raise CalendarOffline("The calendar changes faster than it can be read.")


def _sync_query(token: str) -> BaseElement:
    wanted = holding(dav.Prop(), dav.GetEtag())
    return holding(dav.SyncCollection(), dav.SyncToken(value=token), dav.SyncLevel(value="1"), wanted)


def _take_page(page: Multistatus, url: str, events: dict[str, Listed], gone: set[str]) -> bool:
    """Add a page; says whether more follows."""
    is_part = False
    for resource in page.resources:
        path = path_of(resource.url)
        if resource.status == HTTPStatus.INSUFFICIENT_STORAGE:
            is_part = True
        elif resource.status == HTTPStatus.NOT_FOUND:
            events.pop(path, None)
            gone.add(path)
        elif not _is_itself(resource, url):
            gone.discard(path)
            events[path] = _listed(resource)
    _refuse_too_many(events)
    return is_part


def _by_etags(
    server: Dav, url: str, before: Cursor | None, form: str, known: Callable[[], Mapping[str, str]]
) -> Changed:
    """By asking for all etags; not even that where the collection's own tag is as before."""
    # A tag taken before the etags is at worst older than they are: then the next round asks again.
    ctag = server.itself(url, [_Ctag()]).text(_Ctag.tag)
    cursor = Cursor(form, ctag=ctag or "none")
    if before is not None and ctag and before.ctag == ctag:
        return Changed(cursor)
    listed = server.properties(url, [dav.GetEtag(), dav.ResourceType()], depth=1)
    events = {
        path_of(resource.url): _listed(resource)
        for resource in listed
        if not _is_itself(resource, url) and not _is_collection(resource)
    }
    _refuse_too_many(events)
    if before is None:
        return Changed(cursor, events, whole=True)
    had = known()
    changed = {path: each for path, each in events.items() if not each.etag or had.get(path) != each.etag}
    return Changed(cursor, changed, frozenset(had.keys() - events.keys()), whole=not events)


def fetched(server: Dav, url: str, wanted: Mapping[str, Listed]) -> Iterator[tuple[str, str, bytes | None]]:
    """The events at these paths: path, etag and text; None for the text of one that is gone by now.

    Raises:
        CalendarUnavailable: the server left one out.
    """
    paths = list(wanted)
    for start in range(0, len(paths), AT_ONCE):
        left = set(paths[start : start + AT_ONCE])
        asked = (dav.Href(value=urlsplit(wanted[path].url).path) for path in paths[start : start + AT_ONCE])
        properties = holding(dav.Prop(), dav.GetEtag(), cdav.CalendarData())
        query = holding(cdav.CalendarMultiGet(), properties, *asked)
        for resource in server.report(url, query, depth=None).resources:
            path = path_of(resource.url)
            if path in left:
                left.discard(path)
                yield path, _etag(resource) or wanted[path].etag, _data(resource)
        if left:
            raise CalendarUnavailable("The calendar’s server left out some of its events.")


def _data(resource: Resource) -> bytes | None:
    if resource.status == HTTPStatus.NOT_FOUND:
        return None
    found = resource.properties.get(cdav.CalendarData.tag)
    if found is None or not found.text:
        raise CalendarUnavailable("The calendar’s server tells of an event without showing it.")
    text: str = found.text
    return text.encode()


def name_of(path: str) -> str:
    """The last part of a path, as it was before it was quoted."""
    return unquote(path.rstrip("/").rpartition("/")[2])


def _etag(resource: Resource) -> str:
    return resource.text(dav.GetEtag.tag).removeprefix("W/")


def _listed(resource: Resource) -> Listed:
    return Listed(_etag(resource), resource.url)


def _is_itself(resource: Resource, url: str) -> bool:
    """Some servers list the collection among its members."""
    return path_of(resource.url).rstrip("/") == path_of(url).rstrip("/")


def _is_collection(resource: Resource) -> bool:
    kind = resource.properties.get(dav.ResourceType.tag)
    return kind is not None and kind.find(dav.Collection.tag) is not None


def _refuse_too_many(events: Mapping[str, Listed]) -> None:
    if len(events) > MOST_EVENTS:
        raise CalendarUnavailable(f"The calendar holds more than {MOST_EVENTS} events.", "Choose another.")


def _is_unknown_token(error: Refused) -> bool:
    """Whether the server forgot the token; some say so without naming it, with 403, 409, 410 or 412."""
    if _VALID_TOKEN in error.preconditions:
        return True
    return not error.preconditions and error.status in (400, 403, 409, 410, 412)


def _has_no_tokens(error: Refused) -> bool:
    """Whether the server doesn't know sync-collection."""
    if error.preconditions:
        return "{DAV:}supported-report" in error.preconditions
    return error.status in (400, 403, 405, 415, 422, 501)
