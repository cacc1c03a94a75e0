"""What the booking panel shows of a snapshot, an answer and the times that are chosen. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.answering import Answer, PartAnswer
from studio_app.desk.booking.model import (
    Coverage,
    Draft,
    KnownAddress,
    NextOpening,
    PanelState,
    PartLine,
    PartStatus,
    PersonChoice,
    PlaceStatus,
    Work,
)
from studio_app.desk.booking.offers import lines_of
from studio_app.desk.content import face_of, service_names
from studio_app.desk.looking import Look
from studio_app.desk.people import Face
from studio_app.desk.week.model import Ghost
from studio_app.desk.wording import wording_of
from studio_app.domain.appointment import Part
from studio_app.domain.order import street_of
from studio_app.domain.photographer import Photographer
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.hindrance import Fix
from studio_app.engine.memory import Attached
from studio_app.engine.trained import undoable


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen besides what is typed.

    Attributes:
        times: Start by place of the part.
        current: Place of the part whose time is being chosen.
        looks: A closer look at each chosen time, by place of the part.
        work: What is under way.
        work_words: Whom it waits for.
    """

    times: Mapping[int, datetime] = field(default_factory=dict)
    current: int = 0
    looks: Mapping[int, Look] = field(default_factory=dict)
    work: Work = Work.NONE
    work_words: str = ""


_addresses: Attached[tuple[KnownAddress, ...]] = Attached()


def panel_state(
    snapshot: Snapshot,
    draft: Draft,
    answer: Answer | None,
    choices: Choices,
    now: datetime,
) -> PanelState:
    """The panel's state; `answer` is the newest there is, perhaps to a draft that has changed since."""
    studio = snapshot.studio
    settings = studio.settings
    current = answer is not None and answer.question.draft == draft
    return PanelState(
        zone=settings.timezone,
        wording=wording_of(settings.speech),
        today=local_date(settings.timezone, now),
        agents=snapshot.agents,
        addresses=known_addresses(snapshot),
        brokerages=tuple(sorted({agent.brokerage for agent in snapshot.agents if agent.brokerage})),
        services=lines_of(studio.services, studio.packages, draft.square_feet, undoable(studio), kept=draft),
        photographers=tuple(_choice(studio, person, answer) for person in studio.photographers),
        coverage=coverage(studio, draft, answer if current else None),
        parts=_parts(snapshot, draft, answer, choices, current=current),
        current=choices.current,
        work=choices.work,
        work_words=choices.work_words,
        blocked="" if settings.integrated_booking else "Booking is switched off for this studio.",
        hold_minutes=snapshot.choices.hold_minutes,
    )


def known_addresses(snapshot: Snapshot) -> tuple[KnownAddress, ...]:
    """Addresses of the newest orders, each once. Asked at every key, so worked out once a snapshot."""
    return _addresses.get(snapshot, None, lambda: _known_addresses(snapshot))


def _known_addresses(snapshot: Snapshot) -> tuple[KnownAddress, ...]:
    names = {agent.id: agent.name for agent in snapshot.agents}
    found: dict[str, KnownAddress] = {}
    for order in snapshot.newest_orders:
        address = order.property.address
        found.setdefault(address.casefold(), KnownAddress(address, names.get(order.agent, "")))
    return tuple(found.values())


def coverage(studio: Studio, draft: Draft, answer: Answer | None) -> Coverage:
    """Where the typed address lies and who covers it."""
    asked = studio.settings.zones_enabled
    if not draft.address.strip() and not draft.place_text.strip():
        return Coverage(PlaceStatus.EMPTY, zones_asked=asked)
    if answer is None:
        return Coverage(PlaceStatus.LOOKING, zones_asked=asked)
    if answer.place is None:
        problem = "Neither a postcode nor coordinates" if draft.place_text.strip() else ""
        return Coverage(PlaceStatus.UNKNOWN, zones_asked=asked, problem=problem)
    names = tuple(zone.name for zone in studio.zones if zone.id in answer.zones)
    covering = sum(not asked or bool(person.zones & answer.zones) for person in studio.photographers)
    return Coverage(
        PlaceStatus.KNOWN,
        names,
        asked,
        covering,
        len(studio.photographers),
        place=answer.place,
        source=answer.source,
    )


def _choice(studio: Studio, person: Photographer, answer: Answer | None) -> PersonChoice:
    face = face_of(studio, person.id)
    if answer is None or not answer.parts or not studio.settings.skills_enabled:
        return PersonChoice(face)
    wanted = [key for part in answer.parts for key in part.visit.services]
    missing = [key for key in wanted if key not in person.skills]
    return PersonChoice(face, f"not trained in {service_names(studio, missing)}" if missing else "")


def _parts(
    snapshot: Snapshot, draft: Draft, answer: Answer | None, choices: Choices, *, current: bool
) -> tuple[PartLine, ...]:
    if answer is None or not draft.has_services:
        return ()
    lines = []
    for place, part in enumerate(answer.parts):
        status = PartStatus.OPEN if part.soonest else PartStatus.NONE
        lines.append(_part(snapshot.studio, place, part, choices, status if current else PartStatus.LOOKING))
    return tuple(lines)


def _part(studio: Studio, place: int, part: PartAnswer, choices: Choices, status: PartStatus) -> PartLine:
    visit, chosen = part.visit, choices.times.get(place)
    look = choices.looks.get(place)
    seen = look if look is not None and look.at == chosen else None
    broken, forbidden = rules_broken(seen) if seen else ((), "")
    crew = seen.crew if seen else ()
    if chosen and not seen and chosen in part.shown:
        crew = part.shown[chosen].choice
    return PartLine(
        part=visit.part,
        minutes=visit.minutes,
        name=service_names(studio, visit.services) if visit.part is Part.SEPARATE else "",
        crew_size=visit.crew_size,
        status=status,
        chosen=chosen,
        crew=tuple(face_of(studio, key).first_name for key in crew),
        broken=broken,
        forbidden=forbidden,
        openings=next_openings(part),
        best=_best(studio, part, seen),
        none_reason=part.hindrance.sentence if part.hindrance else "",
        none_fix=part.hindrance.fix if part.hindrance else Fix.NONE,
        none_rule=part.hindrance.rule if part.hindrance else "",
    )


def next_openings(part: PartAnswer) -> tuple[NextOpening, ...]:
    """The soonest, and the one with the least driving among or after them."""
    starts = [brief.start for brief in part.soonest]
    best = part.least_driving
    if best is not None and best not in starts:
        starts.append(best)
    return tuple(NextOpening(start, start == best) for start in starts)


def rules_broken(look: Look) -> tuple[tuple[str, ...], str]:
    """Sentences of the rules that booking that time breaks with the person whom it suits best, and what forbids it."""
    if look.works:
        return (), ""
    free = {key: found for key, found in look.photographers.items() if not any(one.ours for one in found)}
    if not free:
        taken = next((one.text for found in look.photographers.values() for one in found if one.ours), "")
        return (), taken or "Nobody can go then"
    best = min(free, key=lambda key: (len(free[key]), look.ranks.get(key, 0)))
    return tuple(failure.text for failure in free[best]), ""


def _best(studio: Studio, part: PartAnswer, look: Look | None) -> tuple[Face, ...]:
    """Who would be chosen, and who after them."""
    if look is None:
        crew = part.soonest[0].choice if part.soonest else ()
        return tuple(face_of(studio, key) for key in crew)
    able = sorted(
        (key for key, failed in look.photographers.items() if not failed), key=look.ranks.__getitem__
    )
    ordered = [*look.crew, *(key for key in able if key not in look.crew)]
    return tuple(face_of(studio, key) for key in ordered[: part.visit.crew_size + 1])


def ghosts(look_by_part: Mapping[int, Look], current: int, address: str) -> Sequence[Ghost]:
    """The appointments to be: the current part's last and strongest."""
    ordered = sorted(look_by_part.items(), key=lambda item: item[0] == current)
    return [_ghost(look, street_of(address), pale=place != current) for place, look in ordered]


def _ghost(look: Look, address: str, *, pale: bool) -> Ghost:
    """Who would go, or at a time that the rules refuse the reason that stands in most people's way."""
    end = look.at + timedelta(minutes=look.visit.minutes)
    if not look.crew:
        first = Counter(failures[0].text for failures in look.photographers.values() if failures)
        reason = first.most_common(1)[0][0] if first else "Nobody can go then"
        return Ghost(look.at, end, lines=(reason,), pale=pale, refused=True)
    plan = look.plans.get(look.crew[0])
    names = " + ".join(face_of(look.studio, key).name for key in look.crew)
    lines = (address, service_names(look.studio, look.visit.services), names)
    return Ghost(
        look.at,
        end,
        before_min=plan.before.minutes if plan else 0,
        after_min=plan.after.minutes if plan else 0,
        lines=tuple(line for line in lines if line),
        pale=pale,
    )
