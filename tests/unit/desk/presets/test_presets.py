"""Preset start times without a screen: as they are typed, changed and said, and what the engine makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.presets import model
from studio_app.desk.presets.model import PresetsState
from studio_app.desk.wording import Wording
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.errors import BadInput

starts = st.lists(st.integers(0, 1439), min_size=1, max_size=6, unique=True).map(
    lambda found: tuple(sorted(found))
)
presets = st.dictionaries(st.integers(0, 6), starts)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("9", (540,)),
        ("9, 10:30, 2 pm", (540, 630, 840)),
        ("16:30 9 12", (540, 720, 990)),
        ("9 and noon; 9", (540, 720)),
        ("1", (780,)),
        ("9am 4:30pm", (540, 990)),
    ],
)
def test_times_as_they_are_typed(text: str, wanted: tuple[int, ...]) -> None:
    assert model.parse_starts(text) == wanted


@pytest.mark.parametrize("text", ["", " ,; ", "25:00", "soon", "9, soon", "=1+1", "9" * 5000])
def test_what_is_no_time_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="Type start times such as"):
        model.parse_starts(text)


@given(starts, st.booleans())
def test_what_is_written_is_read_back(found: tuple[int, ...], hours24: bool) -> None:
    wording = Wording(hours24=hours24)
    text = ", ".join(model.start_text(start, Wording(hours24=True)) for start in found)
    shown = [model.start_text(start, wording) for start in found]
    assert len(set(shown)) == len(found), "each is told from the others"
    early = {start for start in found if 60 <= start < 360}
    if not early:  # `1:00` alone is the afternoon's
        assert model.parse_starts(text) == found


@given(presets, st.integers(0, 6), starts)
def test_days_are_added_to_and_taken_from(
    before: dict[int, tuple[int, ...]], day: int, more: tuple[int, ...]
) -> None:
    after = model.with_starts(before, day, more)
    assert set(after[day]) == {*before.get(day, ()), *more}
    assert after[day] == tuple(sorted(after[day]))
    assert {key: value for key, value in after.items() if key != day} == {
        key: value for key, value in before.items() if key != day
    }
    for start in after[day]:
        after = model.without_start(after, day, start)
    assert day not in after, "a day without start times is not preset"


@given(presets, st.integers(0, 6), st.sets(st.integers(0, 6)))
def test_a_day_is_copied_to_others(before: dict[int, tuple[int, ...]], day: int, to: set[int]) -> None:
    after = model.copied(before, day, to)
    for each in range(7):
        wanted = before.get(day, ()) if each in to else before.get(each, ())
        assert after.get(each, ()) == wanted
    assert all(after.values())
    assert list(after) == sorted(after)


def test_too_many_are_refused() -> None:
    with pytest.raises(BadInput, match="48 start times at most"):
        model.with_starts({}, 0, range(0, 60 * 24, 20))


DUSK = "Twilight shoots are not bound to these times."
WEEK = WeekHours.of(dict.fromkeys(list(Weekday)[:5], ((540, 1080),)))


@pytest.mark.parametrize(
    "found, words",
    [
        ({}, "Maya can start at every step of the studio within the hours, as no start times are preset."),
        (
            {1: (540, 720, 990)},
            f"Maya starts only on Tue at 9:00, 12:00 pm or 4:30 pm; on other days at every step of the studio. {DUSK}",
        ),
        (
            {**dict.fromkeys(range(5), (540,)), 5: (600,), 6: (600,)},
            f"Maya starts only on Mon to Fri at 9:00; on Sat and Sun at 10:00. {DUSK}",
        ),
    ],
)
def test_what_they_mean_in_a_sentence(found: dict[int, tuple[int, ...]], words: str) -> None:
    assert model.presets_sentence(PresetsState("Maya", found)) == words


def test_starts_outside_of_the_hours_are_said() -> None:
    state = PresetsState("Maya", {0: (480, 540), 5: (600,)}, WEEK)
    assert (
        model.outside_words(state) == "Mon 8:00 and Sat 10:00 lie outside of the hours and won’t be offered."
    )
    assert model.outside_words(PresetsState("Maya", {0: (480,)})) == ""
    assert model.outside_words(PresetsState("Maya", {0: (480,)}, WEEK)).startswith("Mon 8:00 lies")
