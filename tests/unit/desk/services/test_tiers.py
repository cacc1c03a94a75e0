"""Minutes by size: typed, pasted from spreadsheets, copied into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.desk.services.sizes import Units, read_minutes, read_number
from studio_app.desk.services.tier_paste import MOST_ROWS, pasted, pasted_column
from studio_app.desk.services.tiers import (
    MINUTES,
    SIZE,
    TierDraft,
    TierLine,
    copied,
    draft_of,
    problems,
    tiers_of,
)
from studio_app.domain.service import Tier
from studio_app.errors import BadInput

FEET, METRES = Units(), Units(metres=True)
PHOTOS = (Tier(2000, 60), Tier(3500, 90), Tier(None, 120))


def lines(draft: TierDraft) -> list[tuple[str, str]]:
    return [(line.size, line.minutes) for line in draft.lines]


@st.composite
def stored_tiers(draw: st.DrawFn) -> tuple[Tier, ...]:
    sizes = draw(st.lists(st.floats(0.01, 1e6) | st.integers(1, 20000).map(float), unique=True, max_size=8))
    minutes = st.integers(0, 2000)
    tiers = [Tier(size, draw(minutes)) for size in sorted(sizes)]
    if draw(st.booleans()):
        tiers.append(Tier(None, draw(minutes)))
    return tuple(tiers)


# ---------------------------------------------------------------- typed


@pytest.mark.parametrize(
    "text, number",
    [
        ("2400", 2400),
        ("2,400", 2400),
        ("2.400", 2400),
        ("2 400", 2400),
        ("2\u202f400", 2400),
        ("1'250.5", 1250.5),
        ("1.250,5", 1250.5),
        ("12,5", 12.5),
        ("1,234,567", 1234567),
        ("1,23,4", None),
        ("", None),
        ("-5", None),
        ("\u0661", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text, minutes",
    [
        ("90", 90),
        ("90 min", 90),
        ("90 Minutes", 90),
        ("1 h 30", 90),
        ("1h30m", 90),
        ("1:30", 90),
        ("1.5 h", 90),
        ("1,5 Std", 90),
        ("2 hours", 120),
        ("1 hour 15 minutes", 75),
        ("90.0", 90),
        ("0", 0),
        ("a while", None),
        ("90.5", None),
        ("", None),
        ("999999999", None),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text, feet, over",
    [
        ("3000", 3000, False),
        ("3,000 sq ft", 3000, False),
        ("3000sqft", 3000, False),
        ("up to 3,000 SF", 3000, False),
        ("<= 3000 ft\u00b2", 3000, False),
        ("2,001 - 3,000", 3000, False),
        ("2001\u20133000 sq. ft.", 3000, False),
        ("2001 to 3000", 3000, False),
        ("100 m\u00b2", 1076.391, False),
        ("100 sqm", 1076.391, False),
        ("over 5,000", 5000, True),
        ("> 5000 sq ft", 5000, True),
        ("5000+", 5000, True),
        ("5,000 and up", 5000, True),
        ("any size", None, True),
        ("unlimited", None, True),
    ],
)
def test_a_size_is_read_as_people_write_it(text: str, feet: float | None, over: bool) -> None:
    read = FEET.read(text)
    assert read
    assert read.over is over
    assert read.square_feet == (feet if feet is None else pytest.approx(feet, abs=1e-3))


@pytest.mark.parametrize("text", ["", "large", "3000 apples", "1e9", "2000000000", "=1+1", "--5"])
def test_what_is_no_size_is_none(text: str) -> None:
    assert FEET.read(text) is None


def test_where_the_desk_speaks_metres_a_plain_number_is_metres() -> None:
    assert METRES.shown(3000) == "278.7"
    read = METRES.read("250")
    assert read
    assert read.square_feet
    assert METRES.said(read.square_feet) == "250 m\u00b2"
    draft = draft_of((Tier(3000, 60), Tier(None, 90)), METRES)
    assert lines(draft) == [("278.7", "60")]
    assert tiers_of(draft, METRES) == (Tier(3000, 60), Tier(None, 90))


@pytest.mark.parametrize(
    "draft, cell, problem",
    [
        (TierDraft((TierLine("2000"),)), (0, MINUTES), "Up to 2000 sq ft has no minutes yet."),
        (TierDraft((TierLine("", "60"),)), (0, SIZE), "Up to which size do 60 minutes hold?"),
        (TierDraft((TierLine("big", "60"),)), (0, SIZE), "\u201cbig\u201d is no size."),
        (TierDraft((TierLine("0", "60"),)), (0, SIZE), "A size is more than 0."),
        (TierDraft((TierLine("2000", "soon"),)), (0, MINUTES), "\u201csoon\u201d is no length."),
        (TierDraft((), "soon"), (0, MINUTES), "\u201csoon\u201d is no length."),
        (
            TierDraft((TierLine("3,000", "60"), TierLine("2,000", "90"))),
            (1, SIZE),
            "2,000 is not larger than 3,000 above it.",
        ),
        (
            TierDraft((TierLine("3000", "60"), TierLine("any", "90"))),
            (1, SIZE),
            "Only the last row is for any larger size",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(draft: TierDraft, cell: tuple[int, int], problem: str) -> None:
    found = problems(draft, FEET)
    assert list(found) == [cell]
    assert found[cell].startswith(problem)
    assert tiers_of(draft, FEET) is None


def test_a_row_in_which_nothing_is_typed_is_nothing() -> None:
    draft = draft_of(PHOTOS, FEET).with_line(1)
    assert draft.rows == 4
    assert problems(draft, FEET) == {}
    assert tiers_of(draft, FEET) == PHOTOS


def test_cells_are_typed_over() -> None:
    draft = draft_of(PHOTOS, FEET)
    assert [draft.text(2, SIZE), draft.text(2, MINUTES)] == ["", "120"]
    draft = draft.with_text(0, SIZE, " 2,500 ").with_text(1, MINUTES, "1 h 40").with_text(2, MINUTES, "")
    assert tiers_of(draft, FEET) == (Tier(2500, 60), Tier(3500, 100))
    assert draft.with_text(2, SIZE, "9") == draft


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=6), st.text(max_size=20))
def test_any_cells_are_tiers_or_say_what_is_wrong(cells: list[tuple[str, str]], rest: str) -> None:
    draft = TierDraft(tuple(TierLine(*cell) for cell in cells), rest)
    found, tiers = problems(draft, FEET), tiers_of(draft, FEET)
    assert (tiers is None) == bool(found)
    assert all(said.endswith((".", "?")) for said in found.values())
    if tiers:
        sizes = [tier.up_to_sqft for tier in tiers if tier.up_to_sqft is not None]
        assert sizes == sorted(set(sizes))
        assert all(tier.up_to_sqft is not None for tier in tiers[:-1])


@given(stored_tiers(), st.booleans())
def test_what_is_stored_is_shown_and_is_the_same_again(tiers: tuple[Tier, ...], metres: bool) -> None:
    units = Units(metres=metres)
    assert tiers_of(draft_of(tiers, units), units) == tiers


# ---------------------------------------------------------------- pasted and copied

SHEETS = {
    "tabs": "2000\t60\n3500\t90\n",
    "a header": "Sq ft\tMinutes\n2,000\t60\n3,500\t90",
    "a header the other way": "Minutes\tUp to sq ft\n60\t2000\n90\t3500",
    "three columns": "from\tto\tmin\n0\t2000\t60\n2001\t3500\t90",
    "ranges": "0-2,000 sq ft\t60 min\r\n2,001 - 3,500 sq ft\t1 h 30\r\n",
    "words": "up to 2000\t1:00\nup to 3500\t1.5 h",
    "quoted": '"2,000","60"\n"3,500","90"',
    "commas": "2,000,60\n3,500,90",
    "semicolons": "2.000;60\n3.500;90",
    "pipes": "2000 | 60\n3500 | 90",
    "spaces": "2000   60\n3500   90",
    "a name first": "Home\tSize\tTime\nCondo\t2000\t60\nHouse\t3500\t90",
    "empty lines": "\n2000\t60\n\n3500\t90\n\n",
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_is_copied_elsewhere_is_pasted(sheet: str) -> None:
    assert tiers_of(pasted(SHEETS[sheet], FEET), FEET) == (Tier(2000, 60), Tier(3500, 90))


@pytest.mark.parametrize(
    "last", ["over 3500\t120", "3,501+\t120", "any size\t120", "> 3500 sq ft\t2 h", "\t120"]
)
def test_a_last_row_without_a_limit_is_any_larger_size(last: str) -> None:
    assert tiers_of(pasted(f"{SHEETS['tabs']}{last}", FEET), FEET) == PHOTOS


def test_a_last_row_that_leaves_sizes_out_is_said_at_its_cell() -> None:
    draft = pasted("2000\t60\nover 5,000\t90", FEET)
    assert lines(draft) == [("2,000", "60"), ("over 5,000", "90")]
    assert list(problems(draft, FEET)) == [(1, SIZE)]


def test_square_metres_become_feet() -> None:
    tiers = tiers_of(pasted("m\u00b2\tMinuten\n100\t60\n200\t90", FEET), FEET)
    assert tiers
    assert [round(tier.up_to_sqft or 0) for tier in tiers] == [1076, 2153]
    assert tiers == tiers_of(pasted("100 m2\t60\n200 sqm\t90", FEET), FEET)
    assert tiers == tiers_of(pasted("100\t60\n200\t90", METRES), METRES)
    assert tiers_of(pasted("sq ft\tmin\n2000\t60", METRES), METRES) == (Tier(2000, 60),)


def test_what_cannot_be_read_stays_to_be_mended() -> None:
    draft = pasted("2000\t60\nhuge\tages", FEET)
    assert lines(draft) == [("2,000", "60"), ("huge", "ages")]
    assert set(problems(draft, FEET)) == {(1, SIZE), (1, MINUTES)}


@pytest.mark.parametrize(
    "text, problem",
    [
        ("", "Copy two columns"),
        ("60", "Copy two columns"),
        ("60\n90", "Copy two columns"),
        ("just words", "Copy two columns"),
        ("\n".join(f"{row}\t60" for row in range(1, MOST_ROWS + 2)), "These are 101 rows"),
        ("x" * 10_000_000, "That is too much"),
    ],
)
def test_what_is_no_table_is_a_sentence(text: str, problem: str) -> None:
    with pytest.raises(BadInput) as caught:
        pasted(text, FEET)
    assert caught.value.sentence.startswith(problem)


def test_a_single_column_is_told_apart() -> None:
    assert pasted_column("60\n90\n120\n") == ("60", "90", "120")
    assert pasted_column("Minutes\n60\n90") == ("60", "90")
    assert pasted_column("60") is None
    assert pasted_column("2000\t60\n3500\t90") is None


@given(st.text(max_size=300) | st.text(st.sampled_from("0123456789.,\t\n;|- <+\"'m\u00b2h"), max_size=300))
def test_any_text_gives_rows_or_a_sentence(text: str) -> None:
    try:
        draft = pasted(text, FEET)
    except BadInput as problem:
        said, draft = problem.sentence, TierDraft()
    else:
        said = ""
    assert (draft == TierDraft()) == said.endswith(".")
    assert (tiers_of(draft, FEET) is None) == bool(problems(draft, FEET))
    pasted_column(text)


@given(stored_tiers().filter(bool))
def test_what_is_copied_here_is_pasted_here(tiers: tuple[Tier, ...]) -> None:
    assert tiers_of(pasted(copied(draft_of(tiers, FEET), FEET), FEET), FEET) == tiers


@given(stored_tiers().filter(bool))
def test_metres_are_copied_as_they_are_shown(tiers: tuple[Tier, ...]) -> None:
    draft = draft_of(tiers, METRES)
    again = pasted(copied(draft, METRES), METRES)
    assert lines(again) == lines(draft)
    assert again.rest == draft.rest


def test_a_copied_cell_is_no_formula() -> None:
    draft = TierDraft((TierLine("=1+1", "+60"),))
    assert copied(draft, FEET).splitlines()[1] == "'=1+1\t'+60"
