"""What the chart of workload shows and says. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from studio_app.desk.people import Face
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.engine.workload import Load, Workload

WEEKS_BACK, WEEKS_AHEAD = 6, 5
"""Full weeks before and after this one. The studio has eight weeks loaded."""
WEEKS = WEEKS_BACK + 1 + WEEKS_AHEAD


class Measure(StrEnum):
    """What is compared."""

    SHOOTS = "shoots"
    HOURS = "hours"
    DRIVING = "driving"


@dataclass(frozen=True, slots=True)
class WorkloadState:
    """The work of a team.

    Attributes:
        people: In the order of the team.
        this_week: The Monday of the present week.
        who: Id of the person that the page is about; "" is the whole team.
    """

    work: Workload = field(default_factory=Workload)
    people: tuple[Face, ...] = ()
    this_week: date = date(2000, 1, 3)
    who: str = ""
    wording: Wording = field(default=ENGLISH)

    @property
    def face(self) -> Face | None:
        """Whom the page is about; None for the team."""
        return next((face for face in self.people if face.id == self.who), None)


@dataclass(frozen=True, slots=True)
class Row:
    """One person beside the others.

    Attributes:
        value: Of all weeks together, in the measure's own unit (shoots or minutes).
        share: Of the greatest, 0 to 1.
        words: The value with its unit.
    """

    face: Face
    value: int
    share: float
    words: str


def amount(load: Load, measure: Measure) -> int:
    """What a load is in a measure: shoots, or minutes."""
    found = {Measure.SHOOTS: load.shoots, Measure.HOURS: load.minutes, Measure.DRIVING: load.driving}
    return found[measure]


def values(state: WorkloadState, measure: Measure) -> tuple[int, ...]:
    """One value a week, of the person or the team."""
    return tuple(amount(load, measure) for load in state.work.of(state.who))


def averages(state: WorkloadState, measure: Measure) -> tuple[float, ...]:
    """What one of the team has on average, week by week; nothing for the team itself."""
    if not state.who or not state.people:
        return ()
    count = len(state.people)
    return tuple(amount(load, measure) / count for load in state.work.of(""))


def rows(state: WorkloadState, measure: Measure) -> tuple[Row, ...]:
    """Everybody beside each other, who has most first."""
    totals = {face.id: sum(amount(load, measure) for load in state.work.of(face.id)) for face in state.people}
    most = max(totals.values(), default=0)
    made = [
        Row(
            face,
            totals[face.id],
            totals[face.id] / most if most else 0.0,
            said(totals[face.id], measure, state.wording),
        )
        for face in state.people
    ]
    return tuple(sorted(made, key=lambda row: -row.value))


# ---------------------------------------------------------------- words


def said(value: float, measure: Measure, wording: Wording = ENGLISH) -> str:
    """`5 shoots`, `9 h 30`, `4.2 shoots`."""
    if measure is Measure.SHOOTS:
        text = wording.number(round(value, 1))
        return f"{text} shoot" if value == 1 else f"{text} shoots"
    return wording.duration(round(value))


def week_words(state: WorkloadState, place: int) -> tuple[str, ...]:
    """A week in words, a line a measure: for the tip and for screen readers."""
    wording, load = state.wording, state.work.of(state.who)[place]
    first = state.work.weeks[place]
    lines = [f"{_week_name(state, first)}: {wording.span_title(first, first + timedelta(days=6))}"]
    for measure, what in (
        (Measure.SHOOTS, ""),
        (Measure.HOURS, " on site"),
        (Measure.DRIVING, " driving"),
    ):
        line = f"{said(amount(load, measure), measure, wording)}{what}"
        average = averages(state, measure)
        if average:
            line += f" (team average {said(average[place], measure, wording)})"
        lines.append(line)
    if load.unplaced:
        lines.append(f"{said(load.unplaced, Measure.SHOOTS)} without a known place: drives not counted")
    return tuple(lines)


def _week_name(state: WorkloadState, first: date) -> str:
    ahead = (first - state.this_week).days // 7
    if ahead == 0:
        return "This week"
    weeks = f"{abs(ahead)} week{'' if abs(ahead) == 1 else 's'}"
    return f"In {weeks}" if ahead > 0 else f"{weeks} ago"


def week_label(state: WorkloadState, place: int) -> str:
    """What stands under a bar: `now`, `9 Nov`."""
    first = state.work.weeks[place]
    if first == state.this_week:
        return "now"
    return state.wording.day_month(first)


def summary(state: WorkloadState, measure: Measure) -> str:
    """What is to be seen, in a sentence."""
    if not state.work.weeks or not state.people:
        return ""
    found, now = values(state, measure), state.work.weeks.index(state.this_week)
    past, coming = sum(found[:now]), sum(found[now:])
    what = {Measure.SHOOTS: "", Measure.HOURS: " on site", Measure.DRIVING: " driving"}[measure]
    wording = state.wording
    words = (
        f"{said(past, measure, wording)}{what} in the {now} weeks before this one, "
        f"{said(coming, measure, wording)} in this and the coming {len(found) - now - 1}"
    )
    face = state.face
    if face is None:
        return f"{words}. {_spread(state, measure)}".strip()
    mean = sum(averages(state, measure))
    apart = sum(found) - mean
    if abs(apart) < (0.5 if measure is Measure.SHOOTS else 30):
        return f"{words}: as much as the team\N{RIGHT SINGLE QUOTATION MARK}s average."
    more = "more" if apart > 0 else "less"
    if measure is Measure.SHOOTS and apart < 0:
        more = "fewer"
    return f"{words}: {said(abs(apart), measure, wording)} {more} than the team\N{RIGHT SINGLE QUOTATION MARK}s average."


def _spread(state: WorkloadState, measure: Measure) -> str:
    listed = rows(state, measure)
    most, least = listed[0], listed[-1]
    if most.value == least.value:
        return "Everybody has as much."
    return f"{most.face.first_name} has most ({most.words}), {least.face.first_name} least ({least.words})."
