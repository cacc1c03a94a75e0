"""Trying again: what may pass, never for longer than somebody waits."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.calendars import retry
from studio_app.calendars.retry import (
    LONGEST_SECONDS,
    MOST_TRIES,
    backoff,
    must_not_be_over,
    patiently,
    seconds_asked,
)
from studio_app.errors import CalendarOffline, CalendarUnavailable, Stopped
from studio_app.patience import Patience

FIRST_SECONDS = retry.FIRST_SECONDS
NOW = datetime(2026, 6, 16, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_long_as_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits in these tests."""
    monkeypatch.setattr(retry, "FIRST_SECONDS", FIRST_SECONDS)


class Waited(Patience):
    """A patience whose time passes only by waiting."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self.pauses: list[float] = []
        super().__init__(seconds, lambda: self.now)

    def pause(self, seconds: float) -> bool:
        self.pauses.append(seconds)
        self.now += min(seconds, self.left)
        return not self.is_over


def failing(*errors: Exception) -> Callable[[], str]:
    left = list(errors)

    def call() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return call


def offline(retry_after: float | None = None) -> CalendarOffline:
    return CalendarOffline("It is busy.", retry_after=retry_after)


def test_what_goes_well_is_not_waited_for() -> None:
    patience = Waited(10)
    assert patiently(failing(), patience) == "done"
    assert patience.pauses == []


def test_waits_double_and_half_of_each_is_chance() -> None:
    patience = Waited(100)
    assert patiently(failing(offline(), offline(), offline()), patience, jitter=lambda: 1.0) == "done"
    assert patience.pauses == [0.5, 1.0, 2.0]
    patience = Waited(100)
    assert patiently(failing(offline(), offline()), patience, jitter=lambda: 0.0) == "done"
    assert patience.pauses == [0.25, 0.5]


def test_the_provider_s_wish_counts_and_is_not_cut_short() -> None:
    patience = Waited(100)
    assert patiently(failing(offline(7.0)), patience) == "done"
    assert patience.pauses == [7.0]
    patience = Waited(5)
    with pytest.raises(CalendarOffline) as caught:
        patiently(failing(offline(7.0)), patience)
    assert caught.value.retry_after == 7.0
    assert patience.pauses == []


def test_no_network_is_noticed_soon() -> None:
    patience = Waited(1000)
    with pytest.raises(CalendarOffline, match="It is busy"):
        patiently(failing(*[offline() for _ in range(99)]), patience)
    assert len(patience.pauses) == MOST_TRIES - 1
    assert sum(patience.pauses) < 5


def test_other_errors_are_not_tried_again() -> None:
    patience = Waited(100)
    with pytest.raises(CalendarUnavailable, match="gone"):
        patiently(failing(CalendarUnavailable("It is gone."), offline()), patience)
    assert patience.pauses == []


def test_nothing_is_begun_when_nobody_waits() -> None:
    patience = Patience(100)
    patience.cancel()
    with pytest.raises(Stopped, match="stopped"):
        patiently(failing(), patience)
    with pytest.raises(CalendarOffline, match="in time"):
        must_not_be_over(Waited(0))


def test_a_wait_ends_when_it_is_cancelled() -> None:
    patience = Patience(100)

    def call() -> str:
        patience.cancel()
        raise offline(50.0)

    with pytest.raises(CalendarOffline):
        patiently(call, patience)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 200), st.floats(allow_nan=False))
def test_no_wait_is_too_long(attempt: int, chance: float) -> None:
    assert 0 < backoff(attempt, lambda: chance) <= LONGEST_SECONDS


@pytest.mark.parametrize(
    "header, seconds",
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("1.5", None),
        ("0", 0.0),
        (" 17 ", 17.0),
        ("9" * 400, 999_999_999.0),
        ("Tue, 16 Jun 2026 12:00:30 GMT", 30.0),
        ("Tue, 16 Jun 2026 12:00:30 -0000", 30.0),
        ("Tue, 16 Jun 2026 11:00:00 GMT", 0.0),
        ("Tue, 99 Jun 2026 11:00:00 GMT", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert seconds_asked(header, lambda: NOW) == seconds


@given(st.timedeltas(timedelta(0), timedelta(days=900)))
def test_any_date_is_read(ahead: timedelta) -> None:
    until = (NOW + ahead).replace(microsecond=0)
    asked = seconds_asked(format_datetime(until, usegmt=True), lambda: NOW)
    assert asked == (until - NOW).total_seconds()


@given(st.text())
def test_no_header_is_a_crash(text: str) -> None:
    asked = seconds_asked(text, lambda: NOW)
    assert asked is None or asked >= 0
