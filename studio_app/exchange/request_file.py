"""Requests as JSON values."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.errors import BadInput
from studio_app.exchange.fields import Value, ids_in
from studio_app.exchange.studio_file import LARGEST_SIZE

REQUIRED = ("now", "from", "to")
OPTIONAL = ("services", "packages", "square_feet", "place", "photographers", "moving")


def read_request(data: object, studio: Studio) -> Request:
    """The request of a JSON value; what it names must exist in the studio.

    Raises:
        BadInput: with the path of the first thing that is wrong.
    """
    return _request(data, studio, None)


def read_wish(data: object, studio: Studio, now: datetime) -> Request:
    """The same where `now`, `from` and `to` may be left out: from today to the furthest bookable date."""
    return _request(data, studio, now)


def _request(data: object, studio: Studio, now: datetime | None) -> Request:
    value = Value(data, "")
    members = value.members(*((REQUIRED, OPTIONAL) if now is None else ((), (*REQUIRED, *OPTIONAL))))
    asked_at = members["now"].moment() if now is None else now
    today = local_date(studio.settings.timezone, asked_at)
    first = members.get("from", Value.day, today)
    last = members.get("to", Value.day, today + timedelta(days=studio.settings.max_advance_days))
    if last < first:
        raise BadInput("to", "is before from")
    return Request(
        now=asked_at,
        first_day=first,
        last_day=last,
        services=members.get("services", lambda v: ids_in(v, studio.service_by_id, "service", once=True), ()),
        packages=members.get("packages", lambda v: ids_in(v, studio.package_by_id, "package", once=True), ()),
        square_feet=members.maybe("square_feet", lambda v: v.number(0, LARGEST_SIZE)),
        place=members.maybe("place", Value.place),
        photographers=members.maybe(
            "photographers", lambda v: ids_in(v, studio.photographer_by_id, "photographer", once=False)
        ),
        moving=members.maybe("moving", lambda v: v.known(studio.appointments, "appointment")),
    )


def read_day(text: str, path: str) -> date:
    """A date given on the command line."""
    return Value(text, path).day()


def read_time(text: object, path: str) -> datetime:
    """A time with an offset given on the command line."""
    return Value(text, path).moment()
