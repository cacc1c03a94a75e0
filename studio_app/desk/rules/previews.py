"""What a setting does, in a sentence or a few: worked out by the rules themselves where there is one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.domain.wall_time import day_start, instant, local_date
from studio_app.engine.daylight import sunsets, twilight_windows
from studio_app.engine.instants import moment_of
from studio_app.engine.visits import minutes_for_two

NINE = 9 * 60
_SAMPLE_STARTS = 5
_SAMPLE_HOURS = 5
_SAMPLE_VISIT = 120
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Ground:
    """What previews are worked out with.

    Attributes:
        place: Where the sun sets; None where no place is known yet.
    """

    settings: Settings
    now: datetime
    place: Place | None = None

    @property
    def wording(self) -> Wording:
        """How the studio says dates and times."""
        return wording_of(self.settings.speech)

    @property
    def today(self) -> date:
        """The studio-local date."""
        return local_date(self.settings.timezone, self.now)


@dataclass(frozen=True, slots=True)
class Dusk:
    """One evening: wall minutes of sunset and of the window; None where there is none."""

    day: date
    sunset: int | None
    window: tuple[int, int] | None


def preview(key: str, ground: Ground) -> str:
    """What a setting does; "" where there is nothing to say."""
    made = _PREVIEWS.get(key)
    return made(ground) if made else ""


def dusks(ground: Ground) -> tuple[Dusk, ...]:
    """The coming seven evenings."""
    return tuple(_dusk(ground, ground.today + timedelta(days=offset)) for offset in range(_WEEK))


def strip(ground: Ground) -> tuple[int, int, int]:
    """Minutes of the sample visit: drive before, on site, drive after."""
    return ground.settings.buffer_before_min, _SAMPLE_VISIT, ground.settings.buffer_after_min


def _dusk(ground: Ground, day: date) -> Dusk:
    settings, place = ground.settings, ground.place
    set_at = sunsets(place, day, settings.timezone) if place else ()
    windows = twilight_windows(settings, place, day)
    window = tuple(_minute(ground, moment_of(edge), day) for edge in windows[0]) if windows else None
    return Dusk(
        day, _minute(ground, set_at[-1], day) if set_at else None, (window[0], window[1]) if window else None
    )


def _minute(ground: Ground, moment: datetime, day: date) -> int:
    """Minutes after midnight on the wall; more than a day's where it is past midnight."""
    local = moment.astimezone(ground.settings.timezone)
    return (local.date() - day).days * 24 * 60 + local.hour * 60 + local.minute


def _wall(ground: Ground, minute: int) -> str:
    settings = ground.settings
    return ground.wording.time(instant(settings.timezone, ground.today, minute), settings.timezone)


def _zone(ground: Ground) -> str:
    zone = ground.settings.timezone
    return f"There it is {ground.wording.moment(ground.now, zone, ground.today + timedelta(days=1))} now."


def _booking(ground: Ground) -> str:
    return (
        ""
        if ground.settings.integrated_booking
        else "Nothing can be booked now; staff may overrule with a reason."
    )


def _step(ground: Ground) -> str:
    step = ground.settings.slot_step_min
    starts = ", ".join(_wall(ground, NINE + step * place) for place in range(_SAMPLE_STARTS))
    return f"A morning offers {starts} \N{HORIZONTAL ELLIPSIS}"


def _lead(ground: Ground) -> str:
    settings = ground.settings
    # As the rule has it: never sooner than the drive there takes.
    lead = max(
        timedelta(hours=min(settings.lead_time_hours, 24 * 365 * 20)),
        timedelta(minutes=settings.buffer_before_min),
    )
    earliest = ground.now + lead
    local = earliest.astimezone(settings.timezone)
    past = timedelta(
        minutes=local.minute % settings.slot_step_min, seconds=local.second, microseconds=local.microsecond
    )
    start = earliest - past + (timedelta(minutes=settings.slot_step_min) if past else timedelta())
    return f"The earliest start now is {ground.wording.moment(start, settings.timezone, ground.today)}."


def _furthest(ground: Ground) -> str:
    last = ground.today + timedelta(days=ground.settings.max_advance_days)
    return f"Today that is up to {ground.wording.day_title(last)}."


def _two(ground: Ground) -> str:
    hours = ground.settings.two_photographers_hours
    if not hours:
        return "One goes, however long it takes, unless a package sends two."
    return f"{ground.wording.duration(round(hours * 60))} on site and more: two go."


def _reduction(ground: Ground) -> str:
    words, minutes = ground.wording, _SAMPLE_HOURS * 60
    after = minutes_for_two(ground.settings, minutes)
    if after == minutes:
        return f"{words.duration(minutes)} stay {words.duration(minutes)} with two."
    return f"{words.duration(minutes)} become {words.duration(after)} with two."


def _weekdays(ground: Ground) -> str:
    settings, words = ground.settings, ground.wording
    days = (ground.today + timedelta(days=offset) for offset in range(400))
    first = next((day for day in days if settings.takes_bookings_on(day)), None)
    if first is None:
        return "No day is open: nothing can be booked."
    open_ = [words.weekdays[day] for day in sorted(settings.bookable_weekdays)]
    said = "every day" if len(open_) == _WEEK else ", ".join(open_)
    return f"Open {said}; the next open day is {words.dated(first)}."


def _buffer(ground: Ground) -> str:
    before, visit, after = strip(ground)
    words = ground.wording
    return (
        f"{words.duration(visit)} on site + {before}/{after} drive = "
        f"{words.duration(before + visit + after)} needed."
    )


def _twilight(ground: Ground) -> str:
    settings, words = ground.settings, ground.wording
    mode = settings.twilight.mode
    if mode is TwilightMode.OFF:
        return "Nobody can book a twilight service."
    if mode is TwilightMode.SUN and ground.place is None:
        return "No address has a place yet, so nobody knows when the sun sets."
    first = next((dusk for dusk in dusks(ground) if dusk.window), None)
    if first is None or first.window is None:
        return "The sun does not set there this week."
    zone = settings.timezone
    midnight = day_start(zone, first.day)
    start, end = (midnight + timedelta(minutes=minute) for minute in first.window)
    day = "Today" if first.day == ground.today else words.dated(first.day)
    return f"{day}: {words.times(start, end, zone)}."


def _language(ground: Ground) -> str:
    words, now = ground.wording, ground.now
    zone = ground.settings.timezone
    at = instant(zone, ground.today, 16 * 60 + 30)
    parts: Iterator[str] = iter(
        (words.day_title(local_date(zone, now)), words.time(at, zone), words.area(2400), words.distance(12.5))
    )
    return " \N{MIDDLE DOT} ".join(parts)


_PREVIEWS: dict[str, Callable[[Ground], str]] = {
    "timezone": _zone,
    "integrated_booking": _booking,
    "slot_step_min": _step,
    "lead_time_hours": _lead,
    "max_advance_days": _furthest,
    "two_photographers_hours": _two,
    "duration_reduction_pct": _reduction,
    "bookable_weekdays": _weekdays,
    "buffer_after_min": _buffer,
    "twilight.mode": _twilight,
    "speech.language": _language,
}
