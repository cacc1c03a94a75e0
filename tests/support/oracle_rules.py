"""The rules of `When one photographer can start at s and be on site until e`, one function a code.

Each function says whether its rule holds, knows nothing of the others, and stands in the order of the
specification's table, whose words are quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from tests.support.oracle_places import drive_minutes, in_polygon, sunsets
from tests.support.oracle_time import (
    MICROSECOND,
    MINUTE,
    WEEKDAYS,
    Interval,
    Json,
    WorkingTime,
    instant,
    local_date,
    overlap,
    resolve,
    wall_minutes,
    wall_time,
    weekday,
)
from tests.support.oracle_visits import Visit, exactly

DEFAULTS: Json = {
    "integrated_booking": True,
    "slot_step_min": 15,
    "buffer_before_min": 30,
    "buffer_after_min": 30,
    "day_edge_buffers": "strict",
    "lead_time_hours": 0,
    "max_advance_days": 90,
    "bookable_weekdays": list(WEEKDAYS),
    "closed_dates": [],
    "skills_enabled": False,
    "zones_enabled": False,
    "priority_enabled": False,
}
TWILIGHT_DEFAULTS: Json = {
    "mode": "off",
    "start": "18:00",
    "end": "20:00",
    "before_min": 30,
    "after_min": 30,
}
TRAVEL_DEFAULTS: Json = {
    "mode": "fixed",
    "speed_kmh": 45,
    "detour": 1.3,
    "floor_min": 15,
    "max_travel_min": None,
}


@dataclass(frozen=True)
class Block:
    """Something that takes a photographer's time: `busy`, `confirmed` or `hold`."""

    kind: str
    start: datetime
    end: datetime
    place: Json | None


class World:
    """A studio and a request with the defaults filled in."""

    def __init__(self, studio: Json, request: Json) -> None:
        self.studio = studio
        self.request = request
        self.settings = {**DEFAULTS, **studio["studio"]}
        self.twilight = {**TWILIGHT_DEFAULTS, **self.settings.get("twilight", {})}
        self.travel = {**TRAVEL_DEFAULTS, **self.settings.get("travel", {})}
        self.zone = ZoneInfo(self.settings["timezone"])
        self.now = instant(request["now"])
        self.today = local_date(self.zone, self.now)
        lead_minutes = max(
            exactly(self.settings["lead_time_hours"]) * 60, Fraction(self.settings["buffer_before_min"])
        )
        self.lead_microseconds = ceil(lead_minutes * 60_000_000)
        self.place: Json | None = request.get("place")
        self.everybody = studio.get("photographers") or []
        self.file_order = [photographer["id"] for photographer in self.everybody]
        wanted = request.get("photographers")
        self.asked = [one for one in self.everybody if wanted is None or one["id"] in wanted]
        self.appointments = [
            one for one in studio.get("appointments") or [] if one["id"] != request.get("moving")
        ]
        self.working = {one["id"]: WorkingTime(studio, one) for one in self.everybody}
        self.blocks = {one["id"]: blocks_of(self, one) for one in self.everybody}
        self.sunsets = cache(self._sunsets)
        self.covered = cache(self._covered)

    def day(self, at: datetime) -> date:
        """The studio-local date."""
        return local_date(self.zone, at)

    def zone_of(self, photographer: Json) -> ZoneInfo:
        return self.working[photographer["id"]].zone

    def live(self, appointment: Json) -> bool:
        """Confirmed, or a hold that isn't over: at `hold_until` it is."""
        if appointment.get("state", "confirmed") == "hold":
            return self.now < instant(appointment["hold_until"])
        return bool(appointment.get("state", "confirmed") == "confirmed")

    def _sunsets(self, day: date) -> list[datetime]:
        return [] if self.place is None else sunsets(self.place, self.zone, day)

    def _covered(self, photographer: str) -> bool:
        person = next(one for one in self.everybody if one["id"] == photographer)
        polygons = [
            zone["polygon"]
            for zone in self.studio.get("zones") or []
            if zone["id"] in (person.get("zones") or [])
        ]
        place = self.place
        return place is not None and any(in_polygon(place, polygon) for polygon in polygons)


# ------------------------------------------------------------------------------------------------ what blocks


def event_blocks(event: Json) -> bool:
    """Out-of-office blocks unless it is cancelled; others by how they are shown, answered and meant."""
    if event.get("status", "confirmed") == "cancelled":
        return False
    if event.get("kind", "default") == "out_of_office":
        return True
    return (
        event.get("show_as", "busy") != "free"
        and event.get("response") not in ("declined", "needs_action")
        and event.get("kind", "default") != "working_location"
    )


def event_interval(event: Json, zone: ZoneInfo) -> Interval:
    """An all-day event takes its dates in the photographer's zone, the end exclusive."""
    if event.get("all_day", False):
        first, after = date.fromisoformat(event["start"]), date.fromisoformat(event["end"])
        return resolve(zone, first, 0), resolve(zone, after, 0)
    return instant(event["start"]), instant(event["end"])


def blocks_of(world: World, photographer: Json) -> list[Block]:
    found = [
        Block("busy", *event_interval(event, world.zone_of(photographer)), event.get("place"))
        for event in world.studio.get("busy") or []
        if event["photographer"] == photographer["id"] and event_blocks(event)
    ]
    for one in world.appointments:
        if photographer["id"] in one["crew"] and world.live(one):
            kind = one.get("state", "confirmed")
            found.append(Block(kind, instant(one["start"]), instant(one["end"]), one.get("place")))
    return [block for block in found if block.start < block.end]


# ------------------------------------------------------------------------------------------------- the rules


def booking_on(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The studio's `integrated_booking` is on."""
    return bool(world.settings["integrated_booking"])


def day_open(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The studio-local weekday of `s` is in `bookable_weekdays` and its date not in `closed_dates`."""
    day = world.day(s)
    return (
        weekday(day) in world.settings["bookable_weekdays"]
        and day.isoformat() not in world.settings["closed_dates"]
    )


def lead_time(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """`s >= now + max(lead_time_hours, buffer_before_min)`."""
    return (s - world.now) // MICROSECOND >= world.lead_microseconds


def near_enough(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The studio-local date of `s` is at most `max_advance_days` after today's."""
    return bool((world.day(s) - world.today).days <= world.settings["max_advance_days"])


def accepting(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The photographer accepts bookings."""
    return bool(person.get("accepting", True))


def skills(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """One alone has every skill, one of two at least one; for no service at all nobody needs any."""
    if not world.settings["skills_enabled"] or not visit.services:
        return True
    known = [service for service in visit.services if service in (person.get("skills") or [])]
    return len(known) == len(visit.services) if visit.crew_size == 1 else len(known) >= 1


def by_the_sun(world: World, visit: Visit) -> bool:
    return visit.part == "twilight" and world.twilight["mode"] == "sun"


def place_known(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """With `zones_enabled`, or for a twilight by the sun, the request has a place."""
    needed = world.settings["zones_enabled"] or by_the_sun(world, visit)
    return not needed or world.place is not None


def in_zone(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """With `zones_enabled`, the place lies in one of their zones, border included; no place: not asked."""
    if not world.settings["zones_enabled"] or world.place is None:
        return True
    return world.covered(person["id"])


def calendar_known(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The photographer's calendars are known: unknown is never free."""
    return bool(person.get("calendar_state", "ok") == "ok")


def in_hours(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """`[s, e)` lies in the working hours.

    A twilight: the hours of that date are not empty, and no time off and no closed date is overlapped.
    """
    working = world.working[person["id"]]
    if visit.part != "twilight":
        return working.works_through(s, e)
    listed = working.listed(local_date(working.zone, s))
    return listed != [] and not any(overlap((s, e), span) for span in working.time_off + working.closed)


def gap_needed(world: World, here: Json | None, there: Json | None, fixed: int) -> timedelta:
    """The drive between two known places, at least the floor; the fixed buffer where one is unknown."""
    if world.travel["mode"] == "estimate" and here is not None and there is not None:
        minutes: int = max(drive_minutes(here, there, world.travel), world.travel["floor_min"])
        return minutes * MINUTE
    return fixed * MINUTE


def edge_buffers(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """With `strict`, `[s - before, e + after)` lies in the working hours; the drives are from and to `home`."""
    if world.settings["day_edge_buffers"] != "strict" or visit.part == "twilight":
        return True
    before = gap_needed(world, person.get("home"), world.place, world.settings["buffer_before_min"])
    after = gap_needed(world, world.place, person.get("home"), world.settings["buffer_after_min"])
    return world.working[person["id"]].works_through(s - before, e + after)


def presets_at(world: World, person: Json, s: datetime) -> Any:
    """The presets of the weekday of `s`, both in the photographer's zone."""
    day = weekday(local_date(world.zone_of(person), s))
    return person.get("presets", {}).get(day) or []


def a_preset(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """Where the photographer has presets that weekday, `s` is one of them; never asked of a twilight."""
    presets = presets_at(world, person, s)
    return visit.part == "twilight" or not presets or wall_time(world.zone_of(person), s) in presets


def in_twilight(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """A twilight appointment lies whole inside the twilight window; by the sun, without a place: not asked."""
    if visit.part != "twilight" or (by_the_sun(world, visit) and world.place is None):
        return True
    windows: list[Interval] = []
    day = world.day(s)
    if world.twilight["mode"] == "manual":
        start, end = (
            resolve(world.zone, day, wall_minutes(world.twilight[side])) for side in ("start", "end")
        )
        windows = [(start, end)]
    elif world.twilight["mode"] == "sun":
        before, after = world.twilight["before_min"] * MINUTE, world.twilight["after_min"] * MINUTE
        windows = [(sunset - before, sunset + after) for sunset in world.sunsets(day)]
    return any(start <= s and e <= end for start, end in windows)


def not_busy(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """`[s, e)` overlaps no busy event and no confirmed appointment of theirs."""
    return not any(
        overlap((s, e), (block.start, block.end))
        for block in world.blocks[person["id"]]
        if block.kind in ("busy", "confirmed")
    )


def not_held(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """No live hold."""
    return not any(
        overlap((s, e), (block.start, block.end))
        for block in world.blocks[person["id"]]
        if block.kind == "hold"
    )


def gaps(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The gap to every one of those that doesn't overlap is at least the gap needed."""
    for block in world.blocks[person["id"]]:
        if block.end <= s and s - block.end < gap_needed(
            world, block.place, world.place, world.settings["buffer_before_min"]
        ):
            return False
        if block.start >= e and block.start - e < gap_needed(
            world, world.place, block.place, world.settings["buffer_after_min"]
        ):
            return False
    return True


def near_by(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """The drives from the latest located block before and to the earliest after are at most `max_travel_min`.

    Only blocks that end, or start, on the studio-local date of `s`. Of several at the same instant none may be too far.
    """
    most = world.travel["max_travel_min"]
    if world.travel["mode"] != "estimate" or most is None or world.place is None:
        return True
    day = world.day(s)
    located = [block for block in world.blocks[person["id"]] if block.place is not None]
    before = [block for block in located if block.end <= s and world.day(block.end) == day]
    after = [block for block in located if block.start >= e and world.day(block.start) == day]
    last = [block.place for block in before if block.end == max(one.end for one in before)]
    first = [block.place for block in after if block.start == min(one.start for one in after)]
    ways = [(place, world.place) for place in last] + [(world.place, place) for place in first]
    return all(drive_minutes(here, there, world.travel) <= most for here, there in ways if here and there)


def below_cap(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """Fewer than `max_shoots_per_day` confirmed appointments and live holds of theirs start on that date."""
    most = person.get("max_shoots_per_day")
    if most is None:
        return True
    mine = [one for one in world.appointments if person["id"] in one["crew"] and world.live(one)]
    return bool(len([one for one in mine if world.day(instant(one["start"])) == world.day(s)]) < most)


Rule = Callable[[World, Visit, dict[str, Any], datetime, datetime], bool]

ONE_PERSON: dict[str, Rule] = {
    "BOOKING_OFF": booking_on,
    "DAY_CLOSED": day_open,
    "LEAD_TIME": lead_time,
    "TOO_FAR_AHEAD": near_enough,
    "NOT_ACCEPTING": accepting,
    "LACKS_SKILL": skills,
    "NEEDS_PLACE": place_known,
    "OUT_OF_ZONE": in_zone,
    "CALENDAR_UNKNOWN": calendar_known,
    "OFF_HOURS": in_hours,
    "EDGE_BUFFER": edge_buffers,
    "NOT_A_PRESET": a_preset,
    "TWILIGHT": in_twilight,
    "BUSY": not_busy,
    "HELD": not_held,
    "BUFFER": gaps,
    "TRAVEL_TOO_LONG": near_by,
    "DAY_CAP": below_cap,
}
CODES = [*ONE_PERSON, "NO_PARTNER", "NO_SENIOR"]
