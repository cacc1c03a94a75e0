"""Why an order has no opening at all: what in the set-up stands in everybody's way, in words, and where that is mended.

It asks the rules of `rules` one after the other, each about those who passed the ones before: the first that nobody
passes is the reason. After them come the calendar of the studio and the working hours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from studio_app.domain.photographer import Photographer
from studio_app.domain.request import Request
from studio_app.domain.settings import DayEdges, TwilightMode
from studio_app.domain.studio import Studio
from studio_app.engine import wording
from studio_app.engine.answers import Code, Failure
from studio_app.engine.asked import Asked
from studio_app.engine.crews import missing_skills
from studio_app.engine.daylight import twilight_windows
from studio_app.engine.explaining import partner_failures
from studio_app.engine.instants import MINUTE, date_at, days_between, local_day, moment_of
from studio_app.engine.rules import ANY_TIME, Time
from studio_app.engine.visits import Visit
from studio_app.engine.working_time import hours_of, working_time

LOOKED_AHEAD = timedelta(days=60)
"""In which somebody must work for the hours not to be the reason."""
_NAMED = 3
"""Photographers whom a sentence names; more are everybody."""


class Fix(StrEnum):
    """Where a reason is mended."""

    NONE = ""
    TEAM = "team"
    SKILLS = "skills"
    ZONES = "zones"
    CALENDARS = "calendars"
    RULES = "rules"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why there is no opening.

    Attributes:
        sentence: For people, with a full stop.
        fix: Where to go; `Fix.NONE` where the set-up is not the reason.
        rule: With `Fix.RULES` the key of the setting in a studio file, such as `max_advance_days` or `twilight.mode`.
    """

    sentence: str
    fix: Fix = Fix.NONE
    rule: str = ""


def hindrance(studio: Studio, request: Request, visit: Visit) -> Hindrance:
    """Why a visit has no opening on any day; asked only where it has none."""
    asked = Asked.of(studio, request, visit)
    if not asked.people:
        return Hindrance("There are no photographers yet.", Fix.TEAM)
    time = Time(asked, asked.earliest)
    left = asked.people
    for rule in ANY_TIME:
        judged = [(person, rule(time, person)) for person in left]
        passed = tuple(person for person, failure in judged if failure is None)
        if not passed:
            failure = next(failure for _, failure in judged if failure)
            return _WORDS[failure.code](asked, left, failure)
        left = passed
    steps = (_alone, _no_day, _no_twilight if asked.is_twilight else _no_hours)
    found = (step(asked, left) for step in steps)
    return next((each for each in found if each), None) or _taken(asked)


# ---------------------------------------------------------------- rules that don't look at the time

People = Sequence[Photographer]


def _booking_off(asked: Asked, left: People, failure: Failure) -> Hindrance:
    return Hindrance(f"{failure.text}.", Fix.RULES, "integrated_booking")


def _not_accepting(asked: Asked, left: People, failure: Failure) -> Hindrance:
    if len(left) == 1:
        return Hindrance(f"{left[0].name} takes no bookings at the moment.", Fix.TEAM)
    return Hindrance("Nobody takes bookings at the moment.", Fix.TEAM)


def _lacks_skill(asked: Asked, left: People, failure: Failure) -> Hindrance:
    names = asked.studio.service_by_id
    missing = [names[key].name for key in missing_skills(asked.studio, asked.visit, *left)]
    if len(left) == 1:
        return Hindrance(f"{left[0].name} is n{failure.text[1:]}.", Fix.SKILLS)
    if missing:
        return Hindrance(f"{_nobody(asked, left)} is trained in {wording.listed(missing)}.", Fix.SKILLS)
    wanted = wording.listed([names[key].name for key in asked.visit.services])
    return Hindrance(f"{_nobody(asked, left)} is trained in all of {wanted}.", Fix.SKILLS)


def _needs_place(asked: Asked, left: People, failure: Failure) -> Hindrance:
    return Hindrance(f"{failure.text}.", Fix.ADDRESS)


def _out_of_zone(asked: Asked, left: People, failure: Failure) -> Hindrance:
    if not asked.studio.zones:
        return Hindrance("Zones are switched on, but none is drawn yet.", Fix.ZONES)
    here = [zone.name for zone in asked.studio.zones if zone.id in asked.zones_here]
    if not here:
        return Hindrance("The address lies in none of the zones.", Fix.ZONES)
    if len(left) == 1:
        covers = f"{left[0].name} doesn\N{RIGHT SINGLE QUOTATION MARK}t cover"
    else:
        covers = f"{_nobody(asked, left)} covers"
    return Hindrance(f"{covers} {wording.listed(here)}.", Fix.ZONES)


def _calendar_unknown(asked: Asked, left: People, failure: Failure) -> Hindrance:
    if len(left) == 1:
        return Hindrance(f"{failure.text} ({left[0].name}).", Fix.CALENDARS)
    who = wording.listed([person.name for person in left]) if len(left) <= _NAMED else "those who could go"
    sentence = f"Nobody knows when {who} are free: their calendars could not be read."
    return Hindrance(sentence, Fix.CALENDARS)


_WORDS: Mapping[Code, Callable[[Asked, People, Failure], Hindrance]] = MappingProxyType(
    {
        Code.BOOKING_OFF: _booking_off,
        Code.NOT_ACCEPTING: _not_accepting,
        Code.LACKS_SKILL: _lacks_skill,
        Code.NEEDS_PLACE: _needs_place,
        Code.OUT_OF_ZONE: _out_of_zone,
        Code.CALENDAR_UNKNOWN: _calendar_unknown,
    }
)


def _nobody(asked: Asked, left: People) -> str:
    """Nobody at all, or nobody of those who passed the rules before."""
    return "Nobody" if len(left) == len(asked.studio.photographers) else "Nobody of those who could go"


# ---------------------------------------------------------------- two, days, hours


def _alone(asked: Asked, left: People) -> Hindrance | None:
    """Two must go, and no two can."""
    if asked.visit.crew_size == 1:
        return None
    found = [partner_failures(asked, person, list(left)) for person in left]
    if not all(found):
        return None
    if len(left) == 1:
        return Hindrance(f"Two must go, and only {left[0].name} could.", Fix.TEAM)
    if any(failure.code is Code.NO_SENIOR for failures in found for failure in failures):
        return Hindrance("One of two must be senior, and nobody of those who could go is.", Fix.TEAM)
    return Hindrance("Two must go, and no two are trained in all of it between them.", Fix.SKILLS)


def _days(asked: Asked) -> list[date]:
    """The dates that can be booked, as far as is looked ahead."""
    first = max(asked.today, date_at(asked.zone, asked.earliest))
    last = min(asked.furthest, first + LOOKED_AHEAD)
    return [day for day in days_between(first, last) if asked.settings.takes_bookings_on(day)]


def _no_day(asked: Asked, left: People) -> Hindrance | None:
    settings, speech = asked.settings, asked.speech
    if not settings.bookable_weekdays:
        return Hindrance("The studio takes bookings on no weekday.", Fix.RULES, "bookable_weekdays")
    furthest = wording.day(asked.furthest, speech)
    if date_at(asked.zone, asked.earliest) > asked.furthest:
        soonest = wording.moment(moment_of(asked.earliest), asked.zone, speech)
        sentence = f"The soonest start is {soonest}, but {furthest} is the last day that can be booked."
        return Hindrance(sentence, Fix.RULES, "max_advance_days")
    if not _days(asked):
        sentence = f"The studio is closed on every day until {furthest}, the last one that can be booked."
        return Hindrance(sentence, Fix.RULES, "max_advance_days")
    return None


def _no_twilight(asked: Asked, left: People) -> Hindrance | None:
    settings, days = asked.settings, _days(asked)
    if settings.twilight.mode is TwilightMode.OFF:
        return Hindrance("Twilight appointments are switched off.", Fix.RULES, "twilight.mode")
    lengths = [
        end - start for day in days for start, end in twilight_windows(settings, asked.request.place, day)
    ]
    longest = max(lengths, default=0)
    if longest < asked.length:
        sentence = "There is no twilight on any day that can be booked."
        fit = (
            f"A twilight appointment of {_duration(asked.visit.minutes)} doesn\N{RIGHT SINGLE QUOTATION MARK}t fit into "
            f"twilight, which lasts {_duration(longest // MINUTE)}."
        )
        return Hindrance(fit if longest else sentence, Fix.RULES, "twilight.mode")
    if not any(hours_of(settings, person)(day) for person in left for day in days):
        return _off(left)
    return None


def _no_hours(asked: Asked, left: People) -> Hindrance | None:
    """Nobody works on those days, or not long enough."""
    longest = 0
    needs: list[int] = []
    for person in left:
        drives = sum(asked.edge_buffers(person)) if asked.settings.day_edge_buffers is DayEdges.STRICT else 0
        needed = asked.length + drives * MINUTE
        works = _longest(asked, person)
        if works >= needed:
            return None
        needs.append(needed)
        longest = max(longest, works)
    if not longest:
        return _off(left)
    with_drives = " with its drives" if max(needs) > asked.length else ""
    sentence = (
        f"The visit takes {_duration(min(needs) // MINUTE)}{with_drives}, and nobody of those who could go works longer "
        f"than {_duration(longest // MINUTE)} without a break."
    )
    return Hindrance(sentence, Fix.TEAM)


def _longest(asked: Asked, person: Photographer) -> int:
    """The longest time that somebody works without a break on a day that can be booked, in microseconds."""
    days = _days(asked)
    margin = timedelta(days=1)
    spans = working_time(asked.settings, person, days[0] - margin, days[-1] + margin)
    lengths = [0]
    for day in days:
        on = local_day(asked.zone, day)
        lengths += [end - max(start, on.start) for start, end in spans if start < on.end and on.start < end]
    return max(lengths)


def _off(left: People) -> Hindrance:
    names = [person.name for person in left]
    if len(names) == 1:
        sentence = f"{names[0]} works on no day that can be booked."
    elif len(names) <= _NAMED:
        sentence = f"{wording.listed(names)} work on no day that can be booked."
    else:
        sentence = "Nobody of those who could go works on a day that can be booked."
    return Hindrance(sentence, Fix.TEAM)


def _taken(asked: Asked) -> Hindrance:
    """The set-up leaves room: everybody is booked."""
    if asked.settings.max_advance_days <= 14:
        furthest = wording.day(asked.furthest, asked.speech)
        sentence = f"Everybody is booked or off until {furthest}, the last day that can be booked."
        return Hindrance(sentence, Fix.RULES, "max_advance_days")
    return Hindrance("Everybody is booked or off on all bookable days.")


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
