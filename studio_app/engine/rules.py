"""The one list of rules: when one photographer can start at `s` and be on site until `e`.

Each rule is one function that answers with the failure or None. `openings` lists starts from the same working time,
blocks, gaps and windows; the tests hold both against each other and against a brute-force enumeration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import DayEdges, TravelMode
from studio_app.domain.working_hours import reasons_on
from studio_app.engine import wording
from studio_app.engine.answers import Code, Failure
from studio_app.engine.asked import Asked
from studio_app.engine.blocking import Block, Source, counted_on
from studio_app.engine.crews import missing_skills, trained_enough
from studio_app.engine.daylight import twilight_windows
from studio_app.engine.instants import MINUTE, date_at, local_day, moment_of
from studio_app.engine.intervals import Intervals, covers
from studio_app.engine.travel import drive_minutes, gap_minutes
from studio_app.engine.working_time import hours_of, off_time, working_time, zone_of

WIDEST_DRIVE_KM = 20_016
"""Half the way around the earth: no drive is further."""


@dataclass(frozen=True, eq=False)
class Time:
    """A visit at one time; instants in microseconds since 1970."""

    asked: Asked
    start: int

    @property
    def end(self) -> int:
        """When the time on site is over."""
        return self.start + self.asked.length

    @cached_property
    def day(self) -> date:
        """The studio-local date of the start."""
        return date_at(self.asked.zone, self.start)

    def working_time(self, person: Photographer, before: int, after: int) -> Intervals:
        """The working time around the visit and so many minutes on each side of it."""
        zone, margin = zone_of(self.asked.settings, person), timedelta(days=1)
        first = date_at(zone, self.start - before * MINUTE) - margin
        last = date_at(zone, self.end + after * MINUTE) + margin
        return working_time(self.asked.settings, person, first, last)


Rule = Callable[[Time, Photographer], Failure | None]


def booking_off(time: Time, person: Photographer) -> Failure | None:
    """The studio's integrated booking is on."""
    if time.asked.settings.integrated_booking:
        return None
    return Failure(Code.BOOKING_OFF, "Booking is switched off for the studio")


def day_closed(time: Time, person: Photographer) -> Failure | None:
    """The studio takes bookings on the date."""
    if time.asked.settings.takes_bookings_on(time.day):
        return None
    closed = f"The studio is closed on {wording.day(time.day, time.asked.speech)}"
    reason = reasons_on(time.asked.settings.closed_reasons).get(time.day, "")
    return Failure(Code.DAY_CLOSED, wording.because(closed, reason))


def lead_time(time: Time, person: Photographer) -> Failure | None:
    """The start is far enough ahead of now."""
    if time.start >= time.asked.earliest:
        return None
    earliest = moment_of(-(-time.asked.earliest // MINUTE) * MINUTE)
    return Failure(
        Code.LEAD_TIME,
        f"Too soon: the earliest start is {wording.moment(earliest, time.asked.zone, time.asked.speech)}",
    )


def too_far_ahead(time: Time, person: Photographer) -> Failure | None:
    """The date is not beyond the furthest bookable one."""
    if time.day <= time.asked.furthest:
        return None
    return Failure(
        Code.TOO_FAR_AHEAD,
        f"Too far ahead: bookable until {wording.day(time.asked.furthest, time.asked.speech)}",
    )


def not_accepting(time: Time, person: Photographer) -> Failure | None:
    """The photographer accepts bookings."""
    return None if person.accepting else Failure(Code.NOT_ACCEPTING, "Takes no bookings at the moment")


def lacks_skill(time: Time, person: Photographer) -> Failure | None:
    """One alone has every skill, one of two at least one."""
    asked = time.asked
    if trained_enough(asked.studio, asked.visit, person):
        return None
    missing = missing_skills(asked.studio, asked.visit, person)
    names = [asked.studio.service_by_id[key].name for key in missing]
    return Failure(Code.LACKS_SKILL, f"Not trained in {wording.listed(names)}")


def needs_place(time: Time, person: Photographer) -> Failure | None:
    """Zones and the sun need a place."""
    asked = time.asked
    if asked.request.place is not None or not (asked.settings.zones_enabled or asked.by_sun):
        return None
    why = "which zone it is in" if asked.settings.zones_enabled else "when the sun sets there"
    return Failure(Code.NEEDS_PLACE, f"The address has no place on the map yet, so nobody knows {why}")


def out_of_zone(time: Time, person: Photographer) -> Failure | None:
    """The place lies in one of the photographer's zones."""
    asked = time.asked
    if not asked.settings.zones_enabled or asked.request.place is None or asked.zones_here & person.zones:
        return None
    here = [zone.name for zone in asked.studio.zones if zone.id in asked.zones_here]
    return Failure(
        Code.OUT_OF_ZONE, f"Doesn't cover {wording.listed(here)}" if here else "Doesn't cover that area"
    )


def calendar_unknown(time: Time, person: Photographer) -> Failure | None:
    """The photographer's calendars are known."""
    if person.calendar_known:
        return None
    zone = time.asked.settings.timezone
    return Failure(Code.CALENDAR_UNKNOWN, wording.unknown_calendar(person.doubt, zone, time.asked.speech))


def off_hours(time: Time, person: Photographer) -> Failure | None:
    """The time on site lies in the working hours; of a twilight only the date must be a working one."""
    if time.asked.is_twilight:
        return _twilight_off_hours(time, person)
    if covers(time.working_time(person, 0, 0), time.start, time.end):
        return None
    return Failure(Code.OFF_HOURS, wording.off_hours(time.asked.settings, person, time.start, time.end))


def _twilight_off_hours(time: Time, person: Photographer) -> Failure | None:
    settings = time.asked.settings
    day = date_at(zone_of(settings, person), time.start)
    last = date_at(zone_of(settings, person), time.end)
    off = any(start < time.end and time.start < end for start, end in off_time(settings, person, day, last))
    if hours_of(settings, person)(day) and not off:
        return None
    return Failure(Code.OFF_HOURS, wording.off_hours(settings, person, time.start, time.end))


def edge_buffer(time: Time, person: Photographer) -> Failure | None:
    """With strict edges the drive times lie in the working hours too."""
    asked = time.asked
    if asked.is_twilight or asked.settings.day_edge_buffers is not DayEdges.STRICT:
        return None
    before, after = asked.edge_buffers(person)
    start, end = time.start - before * MINUTE, time.end + after * MINUTE
    if covers(time.working_time(person, before, after), start, end):
        return None
    return Failure(
        Code.EDGE_BUFFER, f"{before} min drive before and {after} min after don't fit into the working hours"
    )


def not_a_preset(time: Time, person: Photographer) -> Failure | None:
    """Where the photographer has presets that weekday, the start is one of them."""
    if time.asked.is_twilight or not person.presets:
        return None
    local = moment_of(time.start).astimezone(zone_of(time.asked.settings, person))
    presets = person.presets.get(local.weekday(), ())
    on_the_minute = not (local.second or local.microsecond)
    if not presets or (on_the_minute and local.hour * 60 + local.minute in presets):
        return None
    return Failure(
        Code.NOT_A_PRESET,
        f"Starts only at {wording.listed([wording.wall(m, time.asked.speech) for m in presets])}",
    )


def twilight(time: Time, person: Photographer) -> Failure | None:
    """A twilight appointment lies whole inside the twilight window."""
    asked = time.asked
    if not asked.is_twilight or (asked.by_sun and asked.request.place is None):
        return None
    windows = twilight_windows(asked.settings, asked.request.place, time.day)
    if not windows:
        return Failure(
            Code.TWILIGHT, f"There is no twilight to book on {wording.day(time.day, time.asked.speech)}"
        )
    if any(start <= time.start and time.end <= end for start, end in windows):
        return None
    start, end = windows[0]
    return Failure(Code.TWILIGHT, f"Twilight is {wording.span(start, end, asked.zone, asked.speech)}")


def busy(time: Time, person: Photographer) -> Failure | None:
    """The time on site overlaps no busy event and no confirmed appointment."""
    taken = [block for block in _overlapping(time, person) if block.source is not Source.HOLD]
    if not taken:
        return None
    ours = any(block.source is Source.APPOINTMENT for block in taken)
    shown = next((block for block in taken if block.source is Source.APPOINTMENT), taken[0])
    return Failure(Code.BUSY, wording.block(shown, time.asked.zone, time.asked.speech), ours=ours)


def held(time: Time, person: Photographer) -> Failure | None:
    """The time on site overlaps no live hold."""
    taken = [block for block in _overlapping(time, person) if block.source is Source.HOLD]
    if not taken:
        return None
    return Failure(
        Code.HELD, f"Held: {wording.block(taken[0], time.asked.zone, time.asked.speech)}", ours=True
    )


def _overlapping(time: Time, person: Photographer) -> list[Block]:
    near = time.asked.blocks(person).near(time.start, time.end)
    return [block for block in near if block.start < time.end and time.start < block.end]


def buffer(time: Time, person: Photographer) -> Failure | None:
    """The gap to every block that doesn't overlap is at least the gap needed."""
    worst: tuple[int, Block] | None = None
    for block in time.asked.blocks(person).near(*_reach(time)):
        short = _short_by(time, block)
        if short > 0 and (worst is None or short > worst[0]):
            worst = (short, block)
    if worst is None:
        return None
    short, block = worst
    side = "after" if block.end <= time.start else "before"
    minutes = -(-short // MINUTE)
    return Failure(Code.BUFFER, f"{minutes} min short {side} {wording.block_name(block)}")


def _reach(time: Time) -> tuple[int, int]:
    """The span in which a block could be too near."""
    settings = time.asked.settings
    widest = max(settings.buffer_before_min, settings.buffer_after_min)
    if settings.travel.mode is TravelMode.ESTIMATE:
        travel = settings.travel
        drive = int(WIDEST_DRIVE_KM * travel.detour / travel.speed_kmh * 60) + 1
        widest = max(widest, travel.floor_min, drive, travel.drives.longest)
    return time.start - widest * MINUTE, time.end + widest * MINUTE


def _short_by(time: Time, block: Block) -> int:
    """Microseconds by which the gap to a block is too small; 0 or less where it is enough or they overlap."""
    settings, place = time.asked.settings, time.asked.request.place
    if block.end <= time.start:
        needed = gap_minutes(settings, block.place, place, settings.buffer_before_min)
        return needed * MINUTE - (time.start - block.end)
    if block.start >= time.end:
        needed = gap_minutes(settings, place, block.place, settings.buffer_after_min)
        return needed * MINUTE - (block.start - time.end)
    return 0


def travel_too_long(time: Time, person: Photographer) -> Failure | None:
    """The drives from the last and to the next located block of the day are not too long."""
    settings, place = time.asked.settings, time.asked.request.place
    limit = settings.travel.max_travel_min
    if settings.travel.mode is not TravelMode.ESTIMATE or limit is None or place is None:
        return None
    for block in _neighbours(time, person):
        if block.place is None:
            continue
        is_before = block.end <= time.start
        a, b = (block.place, place) if is_before else (place, block.place)
        drive = drive_minutes(settings.travel, a, b)
        if drive > limit:
            side = "from" if is_before else "to"
            return Failure(Code.TRAVEL_TOO_LONG, f"{drive} min drive {side} {wording.block_name(block)}")
    return None


def _neighbours(time: Time, person: Photographer) -> list[Block]:
    """The located blocks of the day that end last before and start first after; all of those that tie."""
    _, start, end, _ = local_day(time.asked.zone, time.day)
    blocks = [block for block in time.asked.blocks(person).near(start, end) if block.place]
    earlier = [b for b in blocks if start <= b.end <= time.start]
    later = [b for b in blocks if time.end <= b.start < end]
    last, first = max((b.end for b in earlier), default=0), min((b.start for b in later), default=0)
    return [b for b in earlier if b.end == last] + [b for b in later if b.start == first]


def day_cap(time: Time, person: Photographer) -> Failure | None:
    """Fewer appointments and live holds than the cap start on the date."""
    cap = person.max_shoots_per_day
    if cap is None:
        return None
    asked = time.asked
    booked = counted_on(asked.studio.diaries[person.id], time.day, asked.zone, asked.request.now)
    if booked < cap:
        return None
    return Failure(Code.DAY_CAP, f"Has {wording.counted(booked, 'shoot')} that day, {cap} at most")


ANY_TIME: tuple[Rule, ...] = (
    booking_off,
    not_accepting,
    lacks_skill,
    needs_place,
    out_of_zone,
    calendar_unknown,
)
"""Rules that don't look at the time: who fails one of them fails it everywhere."""

RULES: tuple[Rule, ...] = (
    booking_off,
    day_closed,
    lead_time,
    too_far_ahead,
    not_accepting,
    lacks_skill,
    needs_place,
    out_of_zone,
    calendar_unknown,
    off_hours,
    edge_buffer,
    not_a_preset,
    twilight,
    busy,
    held,
    buffer,
    travel_too_long,
    day_cap,
)
"""All rules for one photographer, in the order of the specification."""


def failures(time: Time, person: Photographer) -> tuple[Failure, ...]:
    """Every rule for one photographer that fails at that time."""
    found = (rule(time, person) for rule in RULES)
    return tuple(failure for failure in found if failure)
