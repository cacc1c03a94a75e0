"""Small studios for the board, on one Tuesday."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.content import board_of
from studio_app.desk.board.model import Board, Lane
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment
from studio_app.domain.order import Order, Property
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place as Spot
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings, Travel, TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 6, 16)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOURS = WeekHours.of(dict.fromkeys((Weekday.MON, Weekday.TUE, Weekday.WED), ((540, 1020),)))
SETTINGS = Settings("Studio", ZONE, travel=Travel(TravelMode.ESTIMATE, 60, 1.0, 0))


def at(clock: str, day: int = 16) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=ZONE).astimezone(UTC)


def north(minutes: float) -> Spot:
    return Spot(42.0 + (minutes - 0.001) / 111.1951, -71.0)


def person(key: str, **keys: object) -> Photographer:
    one = Photographer(key, f"{key.capitalize()} Reyes", f"{key}@example.com", hours=HOURS, home=north(0))
    return replace(one, **keys)  # type: ignore[arg-type]


def shoot(
    key: str, crew: str, start: str, end: str, place: Spot | None = None, **keys: object
) -> Appointment:
    one = Appointment(
        key,
        tuple(crew.split()),
        Span(at(start), at(end)),
        services=("photos",),
        place=place,
        address=f"{key} Rd, Boston",
        order="o",
    )
    return replace(one, **keys)  # type: ignore[arg-type]


def snapshot(
    people: Iterable[Photographer],
    appointments: Iterable[Appointment] = (),
    events: Iterable[OutsideEvent] = (),
) -> Snapshot:
    known = Studio.of(
        SETTINGS,
        services=[Service("photos", "Photos", 60)],
        photographers=people,
        appointments=appointments,
        events=events,
    )
    order = Order("o", "dana", Property("a Rd"), ("photos",), (), NOW)
    return Snapshot(
        studio=known,
        read_at=NOW,
        agents=(Agent("dana", "Dana Whitfield", "dana@example.com"),),
        orders={"o": order},
    )


def shown(
    found: Snapshot, first: date = DAY, last: date = DAY, arrangement: Arrangement | None = None
) -> Board:
    return board_of(found, first, last, NOW, arrangement or Arrangement())


def lane(board: Board, key: str) -> Lane:
    found = board.lane(key)
    assert found is not None
    return found
