"""Whether an appointment may be written, and with whom: the rules asked again inside the writing transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations, islice

from studio_app import engine
from studio_app.actions.done import Reason, Refused
from studio_app.actions.next_openings import openings_around
from studio_app.domain.appointment import Appointment
from studio_app.domain.request import Request
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span, as_utc
from studio_app.domain.wall_time import local_date
from studio_app.engine import Code, Failure
from studio_app.engine.answers import hardest
from studio_app.engine.standing import kept
from studio_app.engine.visits import Visit
from studio_app.engine.wording import listed, moment
from studio_app.errors import BadInput, DoubleBooking

Failures = Mapping[str, tuple[Failure, ...]]

LONGEST_REASON = 500
MOST_PAIRS = 200
"""Pairs that are tried where staff overrule the rules and name nobody."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One appointment as it is asked for.

    Attributes:
        crew: Ids of those who are to go; None for whom the ranking picks.
    """

    visit: Visit
    start: datetime
    crew: tuple[str, ...] | None = None

    @property
    def span(self) -> Span:
        """Time on site."""
        start = as_utc(self.start)
        return Span(start, start + timedelta(minutes=self.visit.minutes))


@dataclass(frozen=True, slots=True)
class Decision:
    """An appointment that may be written.

    Attributes:
        crew: In the order of the studio.
        overruled: The rules that staff overruled, by photographer; empty where none had to be.
    """

    crew: tuple[str, ...]
    overruled: Failures


class NotAllowed(Exception):
    """The rules refuse, with all that is needed to say what could be had instead. Never leaves an action."""

    def __init__(
        self, studio: Studio, request: Request | Sequence[Request], reasons: Sequence[Reason]
    ) -> None:
        """`request` is what was asked, of all of them or of each."""
        super().__init__("the rules refuse")
        self.studio, self.reasons = studio, tuple(reasons)
        self.requests = (request,) * len(self.reasons) if isinstance(request, Request) else tuple(request)


def decide(
    studio: Studio,
    request: Request,
    wish: Wish,
    overrule: str = "",
    waived: frozenset[Code] = frozenset(),
) -> Decision | Reason:
    """Ask every rule for one appointment.

    Args:
        studio: Read within the transaction that writes.
        request: What was asked; with `moving` for an appointment that is there already.
        wish: When and by whom.
        overrule: Why staff book against the rules; "" where they don't. It does not help against `BUSY` and `HELD` of
            the program's own appointments.
        waived: Rules that are not asked.

    Raises:
        BadInput: the crew is none that could go.
    """
    if wish.crew is None:
        crew = engine.choose(studio, request, wish.visit, wish.start)
        if crew is not None:
            return Decision(crew, {})
        if not overrule:
            explained = engine.explain(studio, request, wish.start, (wish.visit,))[0].photographers
            return _reason(wish, kept(explained, waived))
        crew = _least_wrong(studio, request, wish)
    else:
        crew = named_crew(studio, wish)
    failures = kept(engine.check(studio, request, wish.visit, wish.start, crew), waived)
    return judged(wish, crew, failures, overrule)


def judged(wish: Wish, crew: tuple[str, ...], failures: Failures, overrule: str) -> Decision | Reason:
    """Whether a crew goes, after what was found to stand in its way."""
    if not any(failures.values()):
        return Decision(crew, {})
    if overrule and _overrulable(failures):
        return Decision(crew, {key: found for key, found in failures.items() if found})
    return _reason(wish, failures)


def named_crew(studio: Studio, wish: Wish) -> tuple[str, ...]:
    """The crew that a wish names, in the order of the studio. Raises BadInput where it is none that could go."""
    assert wish.crew is not None
    unknown = [key for key in wish.crew if key not in studio.photographer_by_id]
    if unknown:
        raise BadInput("crew", f'there is no photographer "{unknown[0]}"')
    if len(set(wish.crew)) != len(wish.crew):
        raise BadInput("crew", "names somebody twice")
    if len(wish.crew) != wish.visit.crew_size:
        wanted = "one photographer" if wish.visit.crew_size == 1 else "two photographers"
        raise BadInput("crew", f"{wanted} must go to the {wish.visit.part} appointment")
    return tuple(person.id for person in studio.photographers if person.id in wish.crew)


def reason_given(text: str, path: str = "overrule") -> str:
    """A reason that staff give, tidied.

    Raises:
        BadInput: it is too long to keep.
    """
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST_REASON:
        raise BadInput(path, f"the reason is longer than {LONGEST_REASON} characters")
    return tidy


def move_request(studio: Studio, appointment: Appointment, start: datetime, now: datetime) -> Request:
    """The question that moving an appointment asks: where it stands blocks nothing."""
    day = local_date(studio.settings.timezone, start)
    known = tuple(key for key in appointment.services if key in studio.service_by_id)
    return Request(
        now=now, first_day=day, last_day=day, services=known, place=appointment.place, moving=appointment.id
    )


def taken(wish: Wish, crew: Sequence[str], error: DoubleBooking) -> Reason:
    """The reason where the database refused a double booking that the rules could not see."""
    failure = Failure(Code.BUSY, error.sentence.rstrip("."), ours=True)
    return Reason(wish.visit, as_utc(wish.start), dict.fromkeys(crew, (failure,)))


@contextmanager
def offering_others() -> Iterator[None]:
    """Turn NotAllowed into Refused with the next openings, which are looked for outside of the transaction."""
    try:
        yield
    except NotAllowed as refusal:
        raise _refused(refusal) from None


def _refused(refusal: NotAllowed) -> Refused:
    studio = refusal.studio
    reasons = [
        replace(reason, instead=openings_around(studio, request, reason.visit, reason.start))
        for request, reason in zip(refusal.requests, refusal.reasons, strict=True)
    ]
    return Refused(_sentence(studio, reasons[0]), reasons, _advice(reasons))


def _sentence(studio: Studio, reason: Reason) -> str:
    when = moment(reason.start, studio.settings.timezone, studio.settings.speech)
    if len(reason.photographers) > 2 or not reason.photographers:
        return f"Nobody can take the {reason.visit.part} appointment on {when}."
    people = studio.photographer_by_id
    said = [
        f"{people[key].name}: {hardest(failures).text}"
        for key, failures in reason.photographers.items()
        if failures
    ]
    return f"{when} can't be booked. {'; '.join(said)}."


def _advice(reasons: Sequence[Reason]) -> str:
    if any(reason.instead for reason in reasons):
        return "Choose one of the next openings."
    if not all(reason.overrulable for reason in reasons):
        return "There is no other opening; choose other photographers."
    return "There is no other opening; choose other photographers, or overrule with a reason."


def _reason(wish: Wish, failures: Failures) -> Reason:
    return Reason(wish.visit, as_utc(wish.start), failures, overrulable=_overrulable(failures))


def _overrulable(failures: Failures) -> bool:
    return not any(failure.ours for found in failures.values() for failure in found)


def _least_wrong(studio: Studio, request: Request, wish: Wish) -> tuple[str, ...]:
    """Whom to send where the rules are overruled and nobody is named: fewest failing rules, none that must hold.

    Raises:
        BadInput: there are too few photographers.
    """
    size = wish.visit.crew_size
    alone = engine.explain(studio, request, wish.start, (replace(wish.visit, crew_size=1),))[0].photographers
    ranked = sorted(alone, key=lambda key: (not _overrulable({key: alone[key]}), len(alone[key])))
    crews = list(islice(combinations(ranked, size), MOST_PAIRS))
    if not crews:
        raise BadInput("crew", f"{listed(list(alone)) or 'nobody'} can't make a crew of {size}")
    order = {person.id: place for place, person in enumerate(studio.photographers)}
    found = [tuple(sorted(crew, key=order.__getitem__)) for crew in crews]

    def wrong(crew: tuple[str, ...]) -> tuple[bool, int]:
        failures = engine.check(studio, request, wish.visit, wish.start, crew)
        return not _overrulable(failures), sum(map(len, failures.values()))

    return min(found, key=wrong)
