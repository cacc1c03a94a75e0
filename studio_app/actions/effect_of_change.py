"""What a change of the set-up does to the coming two weeks: openings of a typical order, and appointments that break a rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio_app import engine
from studio_app.actions.confirming import Failures, move_request
from studio_app.actions.visits import visit_of
from studio_app.domain.appointment import Appointment
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.wording import counted, listed
from studio_app.errors import BadInput

DAYS = 14
_LONGEST = 48
COUNTED = (
    "Counted are the times at which what is ordered most often can start, or most often of what is changed, where most "
    "is ordered or in the zone that is changed. A time that somebody else can take instead is not gone."
)
"""What an effect is, for whoever asks."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An appointment that breaks rules after a change which it kept before.

    Attributes:
        failures: Those rules, by member of the crew.
    """

    appointment: Appointment
    failures: Failures

    @property
    def why(self) -> str:
        """The first of them, in words."""
        return next(failure.text for found in self.failures.values() for failure in found)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does.

    Attributes:
        asked: Whether there was an order to ask openings for; without services there is none.
        what: What the typical order is, such as `Photos + Drone`.
        gained, lost: Start times of the typical order that are offered after and not before, and the other way round.
        openings: How many are offered after.
        broken: By start.
        mended: Ids of appointments that broke a rule and keep all of them now.
    """

    asked: bool = True
    what: str = ""
    gained: int = 0
    lost: int = 0
    openings: int = 0
    broken: tuple[Broken, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """`12 openings fewer in the next two weeks for Photos; no appointment is affected.`"""
        parts = [*([self._openings()] if self.asked else []), self._appointments("is", "now")]
        return _sentence(parts)

    @property
    def sentence_if(self) -> str:
        """The same of a change that is only tried: `It would be 12 openings fewer in the next two weeks for Photos; ...`"""
        moved = f"no opening would come or go {self._counted()}"
        if self.gained or self.lost:
            moved = f"it would be {self._openings()}"
        return _sentence([*([moved] if self.asked else []), self._appointments("would be", "would")])

    def _openings(self) -> str:
        moved = [
            f"{counted(number, 'opening')} {word}"
            for number, word in ((self.gained, "more"), (self.lost, "fewer"))
            if number
        ]
        return f"{listed(moved) or 'no opening more or fewer'} {self._counted()}"

    def _counted(self) -> str:
        return "in the next two weeks" + (f" for {self.what}" if self.what else "")

    def _appointments(self, is_: str, now: str) -> str:
        if not self.broken:
            return f"no appointment {is_} affected"
        breaks = "breaks" if len(self.broken) == 1 and now == "now" else "break"
        return f"{counted(len(self.broken), 'appointment')} {now} {breaks} a rule"


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def effect_of_change(before: Studio, after: Studio, request: Request | None, now: datetime) -> Effect:
    """Compare two studios with the same diaries.

    Args:
        request: The typical order, as `typical_order` gives it; None asks for appointments only. Its dates are those of
            the coming two weeks.
    """
    old, new = _starts(before, request), _starts(after, request)
    broken, mended = _appointments(before, after, now)
    what = _names(after, request) or _names(before, request)
    return Effect(request is not None, what, len(new - old), len(old - new), len(new), broken, mended)


def coming_days(studio: Studio, request: Request, now: datetime) -> Request:
    """The same question about the coming two weeks."""
    first = local_date(studio.settings.timezone, now)
    return replace(request, now=now, first_day=first, last_day=first + timedelta(days=DAYS - 1))


def _names(studio: Studio, request: Request | None) -> str:
    """What an order is of; "" where one of it is not there."""
    if request is None:
        return ""
    found = [
        *(studio.service_by_id.get(key) for key in request.services),
        *(studio.package_by_id.get(key) for key in request.packages),
    ]
    names = "" if None in found else " + ".join(item.name for item in found if item)
    return names if len(names) <= _LONGEST else "what is ordered most"


def _starts(studio: Studio, request: Request | None) -> frozenset[tuple[int, datetime]]:
    """All starts, told apart by their part of the order; none where the order can't be had any more."""
    if request is None:
        return frozenset()
    try:
        found = engine.find_openings(studio, request)
    except BadInput:
        return frozenset()
    return frozenset(
        (part, opening.start) for part, each in enumerate(found) for opening in each.openings.briefly()
    )


def _appointments(before: Studio, after: Studio, now: datetime) -> tuple[tuple[Broken, ...], tuple[str, ...]]:
    broken, mended = [], []
    for item in _coming(after, now):
        old, new = _failures(before, item, now), _failures(after, item, now)
        fresh = {
            key: tuple(one for one in found if one.code not in {was.code for was in old.get(key, ())})
            for key, found in new.items()
        }
        if any(fresh.values()):
            broken.append(Broken(item, {key: found for key, found in fresh.items() if found}))
        elif any(old.values()) and not any(new.values()):
            mended.append(item.id)
    return tuple(broken), tuple(mended)


def _coming(studio: Studio, now: datetime) -> Iterator[Appointment]:
    end = now + timedelta(days=DAYS)
    items = [
        item for item in studio.appointments.values() if item.blocks_at(now) and now <= item.span.start < end
    ]
    yield from sorted(items, key=lambda item: (item.span.start, item.id))


def _failures(studio: Studio, item: Appointment, now: datetime) -> Failures:
    """What stands against it; nothing where somebody of its crew is not there: nothing can be asked then."""
    if not all(key in studio.photographer_by_id for key in item.crew):
        return {}
    request = move_request(studio, item, item.span.start, now)
    return engine.check(studio, request, visit_of(studio, item), item.span.start, item.crew)
