"""Dates as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from studio_app.desk.date_text import parse_date

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    "text,day",
    [
        ("today", date(2026, 11, 23)),
        ("Tomorrow", date(2026, 11, 24)),
        ("+2w", date(2026, 12, 7)),
        ("-3d", date(2026, 11, 20)),
        ("next week", date(2026, 11, 30)),
        ("thu", date(2026, 11, 26)),
        ("Monday", date(2026, 11, 23)),
        ("next monday", date(2026, 11, 30)),
        ("26 nov", date(2026, 11, 26)),
        ("Nov 26", date(2026, 11, 26)),
        ("11/26", date(2026, 11, 26)),
        ("2026-12-24", date(2026, 12, 24)),
        ("5 jan", date(2027, 1, 5)),
        ("26.11.2026", date(2026, 11, 26)),
        ("29 feb", date(2027, 3, 1)),
    ],
)
def test_what_a_text_means(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "nov", "26", "hello", "99/99", "1 jan 3026", "x" * 100, "10:30", "\x00 1"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text, TODAY) is None
