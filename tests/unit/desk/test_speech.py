"""Dates and measures in other languages, and dates that are typed in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio_app.desk.booking.offers import parse_square_feet
from studio_app.desk.date_text import parse_date
from studio_app.desk.wording import ENGLISH, wording_of
from studio_app.domain.speech import LANGUAGES, Speech
from studio_app.engine.date_words import date_words
from studio_app.engine.wording import day, moment, wall, walls

BOSTON = ZoneInfo("America/New_York")
DAY = date(2026, 11, 26)
METRIC = wording_of(Speech(metric_area=True, kilometres=True))


@pytest.mark.parametrize(
    "language,dated,title,week",
    [
        ("en", "Thu 26 Nov", "Thursday 26 November 2026", "23 – 29 November 2026"),
        ("en-US", "Thu Nov 26", "Thursday November 26, 2026", "November 23 – 29, 2026"),
        ("es", "jue 26 nov", "jueves 26 de noviembre de 2026", "23 – 29 de noviembre de 2026"),
        ("fr", "jeu 26 nov", "jeudi 26 novembre 2026", "23 – 29 novembre 2026"),
        ("de", "Do 26. Nov", "Donnerstag 26. November 2026", "23 – 29. November 2026"),
        ("pt", "qui 26 nov", "quinta-feira 26 de novembro de 2026", "23 – 29 de novembro de 2026"),
    ],
)
def test_dates_in_other_languages(language: str, dated: str, title: str, week: str) -> None:
    words = wording_of(Speech(language))
    assert words.dated(DAY) == dated
    assert words.day_title(DAY).replace("quinta ", "quinta-feira ") == title
    assert words.span_title(date(2026, 11, 23), date(2026, 11, 29)) == week
    assert day(DAY, Speech(language)) == dated, "the engine says the same"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_its_words(language: str) -> None:
    words = date_words(language)
    assert [len(names) for names in (words.weekdays, words.weekdays_long)] == [7, 7]
    assert [len(names) for names in (words.months, words.months_long)] == [12, 12]
    assert len({*words.weekdays_long, *words.months_long}) == 19


def test_a_language_that_nobody_knows_is_english() -> None:
    assert date_words("tlh") is date_words("en")
    assert wording_of(Speech()) is ENGLISH
    assert wording_of(Speech("es")) is wording_of(Speech("es"))


def test_a_clock_of_24_hours_in_the_sentences_of_the_engine() -> None:
    wide = Speech(hours24=True)
    assert (wall(16 * 60 + 30, wide), walls(9 * 60, 13 * 60, wide)) == ("16:30", "9:00–13:00")
    assert moment(datetime(2026, 11, 26, 21, 30, tzinfo=UTC), BOSTON, wide) == "Thu 26 Nov 16:30"


def test_numbers_and_measures() -> None:
    spanish = wording_of(Speech("es", metric_area=True, kilometres=True))
    assert spanish.number(1250.5) == "1.250,5"
    assert spanish.area(24000) == "2.230 m²"
    assert spanish.distance(7.24) == "7,2 km"
    assert ENGLISH.area(2400) == "2,400 sq ft"
    assert ENGLISH.distance(7.24) == "4.5 mi"
    assert ENGLISH.distance(120) == "75 mi"


@pytest.mark.parametrize(
    "text,feet,metres",
    [
        ("2400", 2400, 25833),
        ("2,400", 2400, 25833),
        ("2400 sq ft", 2400, 2400),
        ("223 m²", 2400, 2400),
        ("223 sqm", 2400, 2400),
        ("1 250", None, None),
        ("big", None, None),
    ],
)
def test_sizes_are_typed_in_the_studios_unit_or_with_theirs(
    text: str, feet: float | None, metres: float | None
) -> None:
    assert parse_square_feet(text) == feet
    assert parse_square_feet(text, METRIC) == metres


@given(metres=some.integers(1, 90_000))
def test_square_metres_come_back_as_they_were_typed(metres: int) -> None:
    assert METRIC.square_metres(METRIC.square_feet(metres)) == metres


@given(language=some.sampled_from(sorted(LANGUAGES)), days=some.integers(-150, 150))
def test_a_date_that_is_shown_can_be_typed(language: str, days: int) -> None:
    words, today = wording_of(Speech(language)), date(2026, 6, 15)
    meant = today + timedelta(days=days)
    for said in (words.dated(meant), words.day_month(meant), words.date_title(meant)):
        assert parse_date(said, today, words.words) == meant, said


@pytest.mark.parametrize(
    "language,text,meant",
    [
        ("es", "mar", date(2026, 11, 24)),
        ("es", "martes", date(2026, 11, 24)),
        ("es", "3 mar", date(2027, 3, 3)),
        ("es", "mar 24 nov", date(2026, 11, 24)),
        ("de", "do", date(2026, 11, 26)),
        ("de", "3. dez", date(2026, 12, 3)),
        ("fr", "3 déc", date(2026, 12, 3)),
        ("fr", "+2w", date(2026, 12, 7)),
        ("pt", "quinta-feira", date(2026, 11, 26)),
        ("pt", "26-nov", date(2026, 11, 26)),
        ("es", "tomorrow", date(2026, 11, 24)),
        ("fr", "2026-12-03", date(2026, 12, 3)),
    ],
)
def test_dates_are_typed_in_the_studios_language(language: str, text: str, meant: date) -> None:
    assert parse_date(text, date(2026, 11, 23), date_words(language)) == meant
