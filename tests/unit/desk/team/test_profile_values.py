"""A profile as it is typed, shown and found; zones of time by what people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.people import Face
from studio_app.desk.team.content import home_words, most_words, starts_words
from studio_app.desk.team.draft import applied, draft_of, hints, problems
from studio_app.desk.team.model import Field, TeamRow, matching
from studio_app.desk.team.zone_names import known_zone, offset_words, zone_keys, zones_like
from studio_app.desk.wording import ENGLISH
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place

NOVEMBER = datetime(2026, 11, 23, 15, tzinfo=UTC)
MAYA = Photographer(
    "maya",
    "Maya Ortiz",
    "maya@northlight.example",
    timezone=ZoneInfo("America/New_York"),
    senior=True,
    max_shoots_per_day=4,
    home=Place(42.3398, -71.1272),
    phone="617 555 0101",
    colour=3,
)
LEO = Photographer("leo", "Leo Brandt", "leo@northlight.example")

people = st.builds(
    Photographer,
    st.just("ana"),
    st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=12),
    st.just("ana@example.com"),
    timezone=st.none() | st.sampled_from([ZoneInfo("Europe/London"), ZoneInfo("America/New_York")]),
    senior=st.booleans(),
    accepting=st.booleans(),
    max_shoots_per_day=st.none() | st.integers(0, 20),
    home=st.none() | st.builds(Place, st.floats(-80, 80), st.floats(-170, 170)),
    colour=st.none() | st.integers(0, 6),
)


@given(people)
def test_a_sheet_that_nobody_touched_changes_nothing(person: Photographer) -> None:
    draft = draft_of(person)
    assert problems(draft) == {}
    assert applied(draft, person) == person


def test_what_is_typed_is_tidied() -> None:
    draft = replace(draft_of(MAYA), name="  Maya   Reed ", email=" m@x.example ", zone="chicago")
    after = applied(draft, MAYA)
    assert (after.name, after.email) == ("Maya Reed", "m@x.example")
    assert after.timezone == ZoneInfo("America/Chicago")
    assert after.home == MAYA.home


def test_a_home_is_kept_as_typed_with_its_place() -> None:
    typed = replace(draft_of(MAYA), home="14 Winthrop Rd, Brookline", place=Place(42.33, -71.13))
    after = applied(typed, MAYA)
    assert (after.home, after.home_address) == (Place(42.33, -71.13), "14 Winthrop Rd, Brookline")
    assert home_words(after) == "14 Winthrop Rd"
    assert applied(replace(draft_of(after), home="", place=None), after).home is None
    coordinates = applied(replace(draft_of(LEO), home="42.33000, -71.13000", place=Place(42.33, -71.13)), LEO)
    assert coordinates.home_address == "", "the place says it"


@pytest.mark.parametrize(
    "values, field",
    [
        ({"name": " "}, Field.NAME),
        ({"email": "maya at northlight"}, Field.EMAIL),
        ({"zone": "Gotham"}, Field.ZONE),
        ({"phone": "1" * 300}, Field.PHONE),
        ({"home": "x" * 300}, Field.HOME),
    ],
)
def test_each_problem_is_a_sentence_at_its_field(values: dict[str, str], field: Field) -> None:
    found = problems(replace(draft_of(MAYA), **values))  # type: ignore[arg-type]
    assert list(found) == [field]
    assert found[field].endswith(".")


def test_hints_stand_in_nobodys_way() -> None:
    twin = replace(draft_of(MAYA), name="leo brandt", email="LEO@northlight.example")
    assert problems(twin) == {}
    found = hints(twin, [LEO])
    assert found[Field.NAME] == "Somebody else of the team is called that too."
    assert found[Field.EMAIL] == "Leo Brandt has the same address."
    assert "not invited" in hints(replace(twin, email=""), [LEO])[Field.EMAIL]


def test_zones_of_time_are_found_as_people_say_them() -> None:
    assert known_zone("new york") == ZoneInfo("America/New_York")
    assert known_zone("america/new_york") == ZoneInfo("America/New_York")
    assert known_zone("Etc/GMT+5") == ZoneInfo("Etc/GMT+5"), "one that a file has stays"
    assert known_zone("Nowhere") is None
    assert known_zone("") is None
    found = list(zones_like("york", "America/New_York", NOVEMBER))
    assert found[0] == "America/New_York"
    assert "Europe/London" in zones_like("london", "America/New_York", NOVEMBER)
    assert "America/New_York" in zones_like("est", "America/New_York", NOVEMBER)
    assert next(iter(zones_like("", "Europe/Paris", NOVEMBER))) == "Europe/Paris", "the studio's leads"
    assert not any(key.startswith("Etc/") for key in zone_keys())
    assert offset_words("America/New_York", NOVEMBER) == "UTC−5"
    assert offset_words("Asia/Kolkata", NOVEMBER) == "UTC+5:30"


@given(st.text(max_size=20))
def test_any_text_finds_zones_or_none(text: str) -> None:
    known_zone(text)
    assert len(list(zones_like(text, "UTC", NOVEMBER))) <= 40


def test_facts_in_words() -> None:
    assert [most_words(most) for most in (None, 0, 1, 4)] == [
        "Any number of shoots",
        "No shoots at all",
        "At most 1 shoot a day",
        "At most 4 shoots a day",
    ]
    assert starts_words(MAYA, ENGLISH) == "Starts at any time"
    assert starts_words(replace(MAYA, presets={1: (540,), 0: (540,)}), ENGLISH) == "Fixed starts Mon, Tue"
    assert home_words(MAYA) == "42.33980, -71.12720"


def test_people_are_found_by_name_and_by_what_is_said_of_them() -> None:
    rows = (
        TeamRow("maya", Face("maya", "Maya Ortiz"), "1 · senior · Google"),
        TeamRow("leo", Face("leo", "Leo Brandt"), "2 · Google"),
    )
    assert matching(rows, "") == rows
    assert matching(rows, "SENIOR goo") == rows[:1]
    assert matching(rows, "brandt senior") == ()
