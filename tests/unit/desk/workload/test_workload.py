"""The chart of workload without a screen: what it says, where bars stand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.people import Face
from studio_app.desk.workload import model
from studio_app.desk.workload.geometry import LABEL, Bars
from studio_app.desk.workload.model import Measure, WorkloadState
from studio_app.engine.workload import Load, Workload

NOW = date(2026, 11, 23)
WEEKS = tuple(NOW + timedelta(days=7 * ahead) for ahead in range(-model.WEEKS_BACK, model.WEEKS_AHEAD + 1))
FACES = tuple(Face(name.lower(), f"{name} X", place) for place, name in enumerate(("Maya", "Leo", "Ana")))


def loads(past: int, coming: int) -> tuple[Load, ...]:
    done, ahead = Load(past, past * 90, past * 20), Load(coming, coming * 90, coming * 20, min(coming, 1))
    return (done,) * model.WEEKS_BACK + (ahead,) * (model.WEEKS_AHEAD + 1)


STATE = WorkloadState(
    Workload(WEEKS, {"maya": loads(6, 2), "leo": loads(2, 2), "ana": loads(1, 2)}), FACES, NOW, "maya"
)
TEAM = replace(STATE, who="")


def test_a_week_in_words() -> None:
    assert model.week_words(STATE, 0) == (
        "6 weeks ago: 12 – 18 October 2026",
        "6 shoots (team average 3 shoots)",
        "9 h 00 on site (team average 4 h 30)",
        "2 h 00 driving (team average 1 h 00)",
    )
    assert model.week_words(TEAM, model.WEEKS_BACK) == (
        "This week: 23 – 29 November 2026",
        "6 shoots",
        "9 h 00 on site",
        "2 h 00 driving",
        "3 shoots without a known place: drives not counted",
    )
    assert model.week_words(TEAM, model.WEEKS_BACK + 1)[0].startswith("In 1 week: ")
    assert (model.week_label(STATE, 0), model.week_label(STATE, model.WEEKS_BACK)) == ("12 Oct", "now")


@pytest.mark.parametrize(
    "state, measure, words",
    [
        (
            STATE,
            Measure.SHOOTS,
            (
                "36 shoots in the 6 weeks before this one, 12 shoots in this and the coming 5: "
                "18 shoots more than the team’s average."
            ),
        ),
        (
            replace(STATE, who="ana"),
            Measure.SHOOTS,
            (
                "6 shoots in the 6 weeks before this one, 12 shoots in this and the coming 5: "
                "12 shoots fewer than the team’s average."
            ),
        ),
        (
            replace(STATE, who="ana"),
            Measure.DRIVING,
            (
                "2 h 00 driving in the 6 weeks before this one, 4 h 00 in this and the coming 5: "
                "4 h 00 less than the team’s average."
            ),
        ),
        (
            TEAM,
            Measure.HOURS,
            (
                "81 h 00 on site in the 6 weeks before this one, 54 h 00 in this and the coming 5. "
                "Maya has most (72 h 00), Ana least (27 h 00)."
            ),
        ),
        (WorkloadState(), Measure.SHOOTS, ""),
    ],
)
def test_fairness_in_a_sentence(state: WorkloadState, measure: Measure, words: str) -> None:
    assert model.summary(state, measure) == words


def test_equals_are_said_to_be_equal() -> None:
    same = {face.id: loads(2, 2) for face in FACES}
    state = replace(STATE, work=Workload(WEEKS, same))
    assert model.summary(state, Measure.SHOOTS).endswith("as much as the team’s average.")
    assert model.summary(replace(state, who=""), Measure.SHOOTS).endswith("Everybody has as much.")


def test_people_stand_beside_each_other_who_has_most_first() -> None:
    rows = model.rows(STATE, Measure.SHOOTS)
    assert [(row.face.id, row.value, row.words) for row in rows] == [
        ("maya", 48, "48 shoots"),
        ("leo", 24, "24 shoots"),
        ("ana", 18, "18 shoots"),
    ]
    assert [row.share for row in rows] == [1, 0.5, 0.375]
    assert model.averages(TEAM, Measure.SHOOTS) == ()
    assert sum(model.values(TEAM, Measure.SHOOTS)) == 90
    nothing = replace(STATE, work=Workload(WEEKS, {}))
    assert {row.share for row in model.rows(nothing, Measure.SHOOTS)} == {0}


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=20),
    st.lists(st.floats(0, 5000), max_size=20),
    st.integers(100, 2000),
    st.integers(80, 400),
)
def test_bars_are_as_high_as_their_values(
    values: list[int], beside: list[float], width: int, height: int
) -> None:
    bars = Bars.of(values, beside, width, height)
    for place, value in enumerate(values):
        bar = bars.bar(place)
        assert bars.at(bar.left + bar.width / 2) == place
        assert 0 <= bar.top <= bar.bottom == height - LABEL
        assert bar.left <= bar.x
        assert (bar.bottom > bar.top) is (value > 0)
        assert bars.level(value) >= bars.level(max([*values, *beside])) - 1e-9
    assert bars.at(-1) is None
