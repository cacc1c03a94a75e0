"""How fresh a calendar is, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.desk.calendars.model import Light
from studio_app.desk.calendars.words import health_of, said_counts, worst
from studio_app.desk.tone import Tone
from studio_app.domain.calendar_source import CalendarSource, Trouble

BOSTON = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # ten in the morning there
LIMIT = timedelta(minutes=15)
FRESH = CalendarSource("s", "maya", "google", "maya@x", read_at=NOW - timedelta(seconds=12))
OLD = replace(FRESH, read_at=NOW - timedelta(minutes=35))
FAILED_AT = NOW - timedelta(minutes=8)


@pytest.mark.parametrize(
    "source,words,tone,light",
    [
        (FRESH, "fresh, 12 s ago", Tone.GOOD, Light.FULL),
        (OLD, "stale since 9:40", Tone.WARN, Light.HALF),
        (
            replace(OLD, read_at=NOW - timedelta(days=3)),
            "stale since Fri 20 Nov 10:15",
            Tone.WARN,
            Light.HALF,
        ),
        (replace(FRESH, read_at=None), "not read yet", Tone.WARN, Light.CROSS),
        (replace(FRESH, trouble=Trouble.SIGN_IN), "sign-in needed", Tone.BAD, Light.CROSS),
        (
            replace(FRESH, trouble=Trouble.OFFLINE, failing_since=FAILED_AT),
            "offline since 9:52",
            Tone.WARN,
            Light.HALF,
        ),
        (
            replace(OLD, trouble=Trouble.OFFLINE, failing_since=FAILED_AT),
            "offline since 9:52",
            Tone.BAD,
            Light.CROSS,
        ),
        (replace(FRESH, trouble=Trouble.FAILING), "failing", Tone.BAD, Light.CROSS),
        (replace(FRESH, trouble=Trouble.EMPTY), "suddenly empty", Tone.BAD, Light.CROSS),
    ],
)
def test_freshness_is_said_and_signed(source: CalendarSource, words: str, tone: Tone, light: Light) -> None:
    health = health_of(source, NOW, LIMIT, BOSTON)
    assert (health.words, health.tone, health.light) == (words, tone, light)


def test_of_several_calendars_the_least_known_one_decides() -> None:
    signed_out = replace(FRESH, id="out", trouble=Trouble.SIGN_IN)
    offline = replace(FRESH, id="off", trouble=Trouble.OFFLINE)
    older = replace(FRESH, id="older", read_at=FRESH.read_at and FRESH.read_at - timedelta(minutes=1))
    assert worst((FRESH, offline, signed_out), NOW, LIMIT) is signed_out
    assert worst((FRESH, offline), NOW, LIMIT) is offline
    assert worst((FRESH, older), NOW, LIMIT) is older


def test_what_was_left_out_is_counted_by_its_reason() -> None:
    assert said_counts(1, {}) == "1 event"
    assert (
        said_counts(214, {"free": 3, "declined": 1, "cancelled": 0})
        == "214 events, ignored: 3 free, 1 declined"
    )
