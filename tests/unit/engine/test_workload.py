"""What everybody does, week by week."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.appointment import Appointment, State
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.engine.travel import drive_minutes
from studio_app.engine.workload import Load, monday_of, workload

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 10, 26)
"""Clocks go back on the Sunday of this week."""
HOME, NEAR, FAR = Place(42.34, -71.12), Place(42.35, -71.10), Place(42.5, -71.3)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, minute, tzinfo=ZONE) + timedelta(days=day)


def visit(
    key: str, start: datetime, crew: str = "ana", place: Place | None = NEAR, state: State = State.CONFIRMED
) -> Appointment:
    span = Span(start, start + timedelta(hours=2))
    return Appointment(key, tuple(crew.split()), span, state, place=place)


def studio(*visits: Appointment) -> Studio:
    people = [Photographer("ana", "Ana", "", home=HOME), Photographer("ben", "Ben", "")]
    return Studio.of(Settings("S", ZONE), photographers=people, appointments=visits)


def test_weeks_begin_on_mondays_in_the_studios_zone() -> None:
    found = workload(
        studio(
            visit("a", at(6, 23, 30)), visit("b", at(7, 0)), visit("c", at(-1, 23)), visit("d", at(14, 0))
        ),
        MONDAY + timedelta(days=3),
        2,
    )
    assert found.weeks == (MONDAY, MONDAY + timedelta(days=7))
    assert [load.shoots for load in found.of("ana")] == [1, 1]
    assert found.of("ben") == (Load(), Load())
    assert found.of("nobody") == (Load(), Load())


def test_only_what_is_confirmed_counts_for_each_of_the_crew() -> None:
    visits = [
        visit("a", at(0, 9), "ana ben"),
        visit("b", at(1, 9), state=State.CANCELLED),
        visit("c", at(2, 9), state=State.POSTPONED),
    ]
    found = workload(studio(*visits), MONDAY, 1)
    assert found.of("ana")[0].shoots == found.of("ben")[0].shoots == 1
    assert found.of("ana")[0].minutes == 120
    assert found.of("")[0].shoots == 2, "the team is the sum of its people"


def test_drives_go_from_home_through_the_day_and_back() -> None:
    made = studio(visit("b", at(0, 13), place=FAR), visit("a", at(0, 9)), visit("c", at(0, 17), place=None))
    (load,) = workload(made, MONDAY, 1).of("ana")
    travel = made.settings.travel
    legs = [(HOME, NEAR), (NEAR, FAR), (FAR, HOME)]
    assert load == Load(3, 360, sum(drive_minutes(travel, a, b) for a, b in legs), 1)


@given(
    st.lists(
        st.tuples(
            st.integers(-5, 30), st.integers(0, 23), st.sampled_from(["ana", "ben"]), st.sampled_from(State)
        ),
        max_size=12,
    )
)
def test_every_confirmed_appointment_is_in_its_week(drawn: list[tuple[int, int, str, State]]) -> None:
    until = at(60, 0)
    visits = [
        Appointment(
            str(number),
            (crew,),
            Span(at(day, hour), at(day, hour) + timedelta(hours=1)),
            state,
            until if state is State.HOLD else None,
        )
        for number, (day, hour, crew, state) in enumerate(drawn)
    ]
    found = workload(studio(*visits), MONDAY, 3)
    wanted = Counter(
        (crew, monday_of(at(day, hour).date()))
        for day, hour, crew, state in drawn
        if state is State.CONFIRMED and 0 <= day < 21
    )
    told = {
        (key, week): load.shoots
        for key in ("ana", "ben")
        for week, load in zip(found.weeks, found.of(key), strict=True)
        if load.shoots
    }
    assert told == wanted
