"""Requests as JSON values."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.errors import BadInput
from studio_app.exchange.containers import Keys, each, references, within
from studio_app.exchange.fields import Reader, T, day, known, moment, refuse
from studio_app.exchange.read_services import square_feet
from studio_app.exchange.read_times import read_place

TIMES = ("now", "from", "to")
WISHES = ("services", "packages", "square_feet", "place", "photographers", "moving")
REQUEST = Keys(TIMES, WISHES)
WISH = Keys((), (*TIMES, *WISHES))


def read_request(data: object, studio: Studio) -> Request:
    """The request of a JSON value; what it names must exist in the studio.

    Raises:
        BadInput: with the path of the first thing that is wrong.
    """
    return _request(data, studio, None)


def read_wish(data: object, studio: Studio, now: datetime) -> Request:
    """The same where `now`, `from` and `to` may be left out: from today to the furthest bookable date.

    The given `now` counts even where the wish has one of its own.
    """
    return _request(data, studio, now)


def _request(data: object, studio: Studio, now: datetime | None) -> Request:
    members = (REQUEST if now is None else WISH).of(data)
    said = members.get("now", moment, now)
    asked_at = now or said
    assert asked_at is not None
    today = local_date(studio.settings.timezone, asked_at)
    first = members.get("from", day, today)
    last = members.get("to", day, today + timedelta(days=studio.settings.max_advance_days))
    if last < first:
        refuse("is before from", at="to")
    photographers = members.maybe("photographers", each(known(studio.photographer_by_id, "photographer")))
    return Request(
        now=asked_at,
        first_day=first,
        last_day=last,
        services=members.get("services", references(studio.service_by_id, "service"), ()),
        packages=members.get("packages", references(studio.package_by_id, "package"), ()),
        square_feet=members.maybe("square_feet", square_feet),
        place=members.maybe("place", read_place),
        photographers=None if photographers is None else tuple(dict.fromkeys(photographers)),
        moving=members.maybe("moving", known(studio.appointments, "appointment")),
    )


def read_day(given: object, path: str) -> date:
    """A date given on the command line. Raises BadInput with that path."""
    return _named(day, given, path)


def read_time(given: object, path: str) -> datetime:
    """A time with an offset given on the command line. Raises BadInput with that path."""
    return _named(moment, given, path)


def _named(read: Reader[T], given: object, path: str) -> T:
    try:
        return read(given)
    except BadInput as problem:
        raise within(path, problem) from None
