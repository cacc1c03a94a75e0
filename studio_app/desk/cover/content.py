"""A plan for somebody who is away, in words: rows, menus of choices, totals. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from studio_app.actions.confirming import Failures
from studio_app.actions.offer_cover import CoverOffer, CoverOutlook
from studio_app.desk.content import service_names, short_address
from studio_app.desk.cover.picks import Pick, Picks
from studio_app.desk.people import Face
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording, wording_of
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.studio import Studio
from studio_app.domain.wall_time import local_date
from studio_app.engine.cover_choices import Choice
from studio_app.engine.replanning import Cover, How
from studio_app.engine.wording import counted, listed

ARROW, DOT, MINUS = " \N{RIGHTWARDS ARROW} ", " \N{MIDDLE DOT} ", "\N{MINUS SIGN}"
MOST_REASONS = 3
"""People whose reasons are listed; the tip has all."""

GROUPS = {
    How.SAME_TIME: "Same time",
    How.SAME_DAY: "Same day",
    How.OTHER_DAY: "Another day",
    How.POSTPONED: "Without a time",
}


@dataclass(frozen=True, slots=True)
class Option:
    """A line of a row's menu.

    Attributes:
        group: Heading above the first of its kind.
        tip: The rules that it breaks, all of them.
    """

    words: str
    group: str
    choice: Choice
    chosen: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One appointment.

    Attributes:
        day: The studio-local date that it has now.
        title: `9:30 128 Beacon St`.
        detail: What is to be done there, and how long it takes.
        change: `Maya -> Leo, same time`.
        driving: `+12 min driving`; "" where it makes no difference or nobody knows.
        note: What stands in the way, or why it isn't the same time; "" without.
        tip: The same with everything.
        tone: Of the note.
        spoken: All of it for a screen reader, without the tick.
    """

    id: str
    day: date
    title: str
    detail: str
    change: str
    driving: str
    note: str
    tip: str
    tone: Tone
    ticked: bool
    options: tuple[Option, ...]

    @property
    def spoken(self) -> str:
        """The row in words."""
        change = self.change.replace(ARROW, " to ")
        return ", ".join(filter(None, (self.title, change, self.driving, self.note)))


@dataclass(frozen=True, slots=True)
class Totals:
    """What everything comes to.

    Attributes:
        words: `5 appointments: 4 same time, 1 other time, 0 open`.
        driving: `12 min more driving`; "" where nobody knows.
        overrules: Rules must be overruled, which needs a reason.
        stands: Something that can't be overruled stands in the way.
    """

    words: str
    driving: str = ""
    overrules: bool = False
    stands: bool = False


def rows_of(offer: CoverOffer, picks: Picks, outlook: CoverOutlook | None) -> tuple[CoverRow, ...]:
    """The appointments of a plan; `outlook` says what stands against what is chosen, as soon as that is known."""
    words = _Words(offer, wording_of(offer.plan.before.settings.speech))
    several = len({words.day(cover.before) for cover in offer.plan.covers}) > 1
    return tuple(
        words.row(
            cover,
            picks[cover.before.id],
            outlook.failures.get(cover.before.id, {}) if outlook else None,
            dated=several,
        )
        for cover in offer.plan.covers
        if cover.before.id in picks
    )


def totals_of(
    picks: Picks, outlook: CoverOutlook | None, driving: int | None = None, wording: Wording = ENGLISH
) -> Totals:
    """What everything comes to; `driving` is the change of all tours in minutes."""
    kinds = [pick.choice.how if pick.ticked else How.NOT_AT_ALL for pick in picks.values()]
    same = kinds.count(How.SAME_TIME)
    other = kinds.count(How.SAME_DAY) + kinds.count(How.OTHER_DAY)
    waits, open_ = kinds.count(How.POSTPONED), kinds.count(How.NOT_AT_ALL)
    parts = [f"{same} same time", f"{other} other time"]
    if waits:
        parts.append(f"{waits} postponed")
    parts.append(f"{open_} open")
    failures = outlook.failures if outlook else {}
    return Totals(
        f"{counted(len(picks), 'appointment')}: {', '.join(parts)}",
        _total_driving(driving, wording),
        overrules=bool(failures),
        stands=any(_is_ours(found) for found in failures.values()),
    )


def _total_driving(minutes: int | None, wording: Wording) -> str:
    if minutes is None:
        return ""
    if minutes == 0:
        return "as much driving as before"
    return f"{wording.duration(abs(minutes))} {'more' if minutes > 0 else 'less'} driving"


def face_names(studio: Studio) -> dict[str, str]:
    """First names by photographer id."""
    return {person.id: Face(person.id, person.name).first_name for person in studio.photographers}


def said_change(
    studio: Studio, before: Appointment, choice: Choice, names: Mapping[str, str], wording: Wording
) -> str:
    """What becomes of an appointment: `Maya -> Leo, same time`, `to Thu 2:00 pm, Jun`, `waits for another time`."""
    after = choice.after
    if after.state is State.POSTPONED:
        return "postponed, the order waits for a time"
    crew = handing(before, after, names)
    if choice.how is How.SAME_TIME:
        return f"{crew}, same time"
    zone = studio.settings.timezone
    when = wording.time(after.span.start, zone)
    day = local_date(zone, after.span.start)
    if day != local_date(zone, before.span.start):
        when = f"{wording.dated(day)} {when}"
    return f"moved to {when}, {crew or crew_names(after, names)}"


def handing(before: Appointment, after: Appointment, names: Mapping[str, str]) -> str:
    """`Maya -> Leo`, of two `Maya -> Leo with Jun`; "" where the crew stays."""
    leaving = [names.get(key, key) for key in before.crew if key not in after.crew]
    coming = [names.get(key, key) for key in after.crew if key not in before.crew]
    staying = [names.get(key, key) for key in after.crew if key in before.crew]
    if not coming:
        return ""
    alongside = f" with {listed(staying)}" if staying else ""
    return f"{listed(leaving)}{ARROW}{listed(coming)}{alongside}"


def crew_names(item: Appointment, names: Mapping[str, str]) -> str:
    """`Maya`, `Maya and Leo`."""
    return listed([names.get(key, key) for key in item.crew])


def reasons(failures: Failures, names: Mapping[str, str], most: int | None = None) -> str:
    """`Leo: Has time off; Sam: Not trained in Drone`; the first rule of each, or with `most` None every rule."""
    failing = [(names.get(key, key), found) for key, found in failures.items() if found]
    shown = failing if most is None else failing[:most]
    said = [
        f"{name}: {'; '.join(one.text for one in (found if most is None else found[:1]))}"
        for name, found in shown
    ]
    more = f" and {len(failing) - len(shown)} more" if len(failing) > len(shown) else ""
    return ("\n" if most is None else "; ").join(said) + more


class _Words:
    """The words of one plan."""

    def __init__(self, offer: CoverOffer, wording: Wording) -> None:
        self._offer, self._words = offer, wording
        self._studio = offer.plan.before
        self._zone = self._studio.settings.timezone
        self._names = face_names(self._studio)

    def day(self, item: Appointment) -> date:
        return local_date(self._zone, item.span.start)

    def row(self, cover: Cover, pick: Pick, failing: Failures | None, *, dated: bool) -> CoverRow:
        item = cover.before
        note, tip, tone = self._note(cover, pick, failing)
        return CoverRow(
            id=item.id,
            day=self.day(item),
            title=self._title(item, dated=dated),
            detail=self._detail(item),
            change=self._change(cover, pick),
            driving=_driving(pick.choice.driving) if pick.ticked else "",
            note=note,
            tip=tip,
            tone=tone,
            ticked=pick.ticked,
            options=tuple(self._options(cover, pick)),
        )

    def _detail(self, item: Appointment) -> str:
        services, length = service_names(self._studio, item.services), self._words.duration(item.span.minutes)
        held = "on hold" if item.state is State.HOLD else ""
        return DOT.join(filter(None, (services, length, held)))

    def _title(self, item: Appointment, *, dated: bool) -> str:
        day = f"{self._words.dated(self.day(item))} " if dated else ""
        return f"{day}{self._words.time(item.span.start, self._zone)} {self._street(item)}"

    def _street(self, item: Appointment) -> str:
        order = self._offer.orders.get(item.order)
        return short_address(item.address or (order.property.address if order else "")) or item.id

    def _change(self, cover: Cover, pick: Pick) -> str:
        if pick.ticked:
            return said_change(self._studio, cover.before, pick.choice, self._names, self._words)
        stays = f"stays with {crew_names(cover.before, self._names)}"
        return f"nobody can: {stays}" if cover.after is None else stays

    def _note(self, cover: Cover, pick: Pick, failing: Failures | None) -> tuple[str, str, Tone]:
        """What stands in the way comes before why it is not at its own time."""
        against = pick.choice.failures if failing is None else failing
        if pick.ticked and against:
            lead = "Can\N{RIGHT SINGLE QUOTATION MARK}t be" if _is_ours(against) else "Against the rules"
            said = reasons(against, self._names, MOST_REASONS)
            return (
                f"{lead}: {said}",
                reasons(against, self._names),
                Tone.BAD if _is_ours(against) else Tone.WARN,
            )
        same = pick.ticked and pick.choice.how is How.SAME_TIME
        others = {key: found for key, found in cover.failures.items() if key not in cover.before.crew}
        if same or not any(others.values()):
            return "", "", Tone.PLAIN
        tone = Tone.PLAIN if pick.ticked or cover.after else Tone.WARN
        time = self._words.time(cover.before.span.start, self._zone)
        return (
            f"Nobody at {time}: {reasons(others, self._names, MOST_REASONS)}",
            reasons(others, self._names),
            tone,
        )

    def _options(self, cover: Cover, pick: Pick) -> Iterable[Option]:
        for choice in self._offer.choices[cover.before.id]:
            group = "Against the rules" if choice.failures else GROUPS[choice.how]
            yield Option(
                self._option_words(cover.before, choice),
                group,
                choice,
                chosen=pick.choice.is_like(choice),
                tip=reasons(choice.failures, self._names),
            )

    def _option_words(self, before: Appointment, choice: Choice) -> str:
        after = choice.after
        if after.state is State.POSTPONED:
            return "Postpone, keep the order"
        crew = crew_names(after, self._names)
        if choice.how is How.SAME_TIME:
            said = crew
        else:
            day = local_date(self._zone, after.span.start)
            time = self._words.time(after.span.start, self._zone)
            when = time if day == self.day(before) else f"{self._words.dated(day)} {time}"
            said = f"{when}, {crew}"
        first = next((found[0].text for found in choice.failures.values() if found), "")
        return DOT.join(filter(None, (said, first, _driving(choice.driving))))


def _driving(minutes: int | None) -> str:
    """`+12 min driving`; nothing where it makes no difference or nobody knows."""
    if not minutes:
        return ""
    return f"{'+' if minutes > 0 else MINUS}{abs(minutes)} min driving"


def _is_ours(failures: Failures) -> bool:
    return any(failure.ours for found in failures.values() for failure in found)
