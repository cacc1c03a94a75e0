"""Dates of the demo studio, which its files name by week and weekday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from studio_app.domain.place import Place
from studio_app.domain.settings import Settings
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import day_start, instant
from studio_app.engine.blocking import week_start
from studio_app.exchange.containers import Keys, Members
from studio_app.exchange.fields import refuse, text, wall, whole
from studio_app.exchange.read_times import read_weekday
from studio_app.places.postcodes import PostcodeGeocoder

WEEK_AND_WEEKDAY = ("week", "weekday")
week = whole(-1, 2)
"""Week 0 is the Monday-to-Sunday week that today is in, -1 the one before: four weeks."""

how_many_days = whole(1, 366)
days_from_today = whole(-366, 366)

_MOMENT = Keys(("days", "time"))


@dataclass(frozen=True, slots=True)
class Days:
    """What the files are laid on: the studio-local date that counts as today, and the studio's settings."""

    today: date
    settings: Settings

    def day_in(self, week_number: int, members: Members) -> date:
        """The date of a `weekday` in a week."""
        weekday = members.read("weekday", read_weekday)
        return week_start(self.today) + timedelta(weeks=week_number, days=int(weekday))

    def day_of(self, members: Members) -> date:
        """The date of a `week` and a `weekday`."""
        return self.day_in(members.read("week", week), members)

    def at(self, day: date, minute: int) -> datetime:
        """The instant of a wall time in the studio's zone."""
        return instant(self.settings.timezone, day, minute)

    def span_on(self, day: date, members: Members) -> Span:
        """From `start` to `end` of a date, or `days` whole dates from it on."""
        if "days" in members:
            zone, count = self.settings.timezone, members.read("days", how_many_days)
            return Span(day_start(zone, day), day_start(zone, day + timedelta(days=count)))
        start, end = (self.at(day, members.read(key, wall)) for key in ("start", "end"))
        if end < start:
            refuse("end is before start")
        return Span(start, end)

    def moment_of(self, raw: object) -> datetime:
        """So many `days` after today (or before), at a wall `time`."""
        members = _MOMENT.of(raw)
        day = self.today + timedelta(days=members.read("days", days_from_today))
        return self.at(day, members.read("time", wall))


def place_of(raw: object) -> Place:
    """The place of an address, by its postcode."""
    found = _place_of(text(raw))
    if found is None:
        refuse("has no postcode that is known")
    return found


@lru_cache(maxsize=1024)
def _place_of(address: str) -> Place | None:
    return PostcodeGeocoder().place_of(address)


def keys_for(people: Mapping[str, object]) -> Keys:
    """An object with a value for every photographer."""
    return Keys(tuple(people))
