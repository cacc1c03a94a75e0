"""Readings that go wrong: what passes is tried again, what does not is told, and nobody waits for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from dataclasses import replace

import pytest

from studio_app.domain.calendar_item import Pull
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
)
from studio_app.patience import Patience
from tests.support.google_server import Fault, How, faults
from tests.unit.calendars.google.desk import ANA, BEN, HOUR, NINE, Desk

# ---------------------------------------------------------------- what goes wrong

PASSING = [
    faults.broken(500),
    faults.broken(503),
    faults.rate_limited(403),
    faults.rate_limited(429),
    faults.rate_limited(429, retry_after="0"),
    faults.status(403, "userRateLimitExceeded"),
    faults.status(403, "quotaExceeded"),
    faults.reset(),
    faults.reset(after=True),
    *(faults.spoilt(how) for how in (How.TRUNCATED, How.CUT_JSON, How.MALFORMED)),
]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.how} {fault.status} {fault.reason}")
def test_what_passes_is_tried_again(desk: Desk, fault: Fault) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.google.faults.order(replace(fault, method="events.list", times=2 if fault.how is How.STATUS else 1))
    desk.pull(ANA)
    assert desk.times(ANA) == ["06-16 13:00/14:00"]


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: f"{fault.how} {fault.status} {fault.reason}")
def test_what_does_not_pass_is_offline_and_nothing_half(desk: Desk, fault: Fault) -> None:
    desk.person(ANA).create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    cursor = desk.cursors[ANA]
    desk.google.faults.order(replace(fault, method="events.list", times=99))
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert desk.cursors[ANA] == cursor
    desk.google.faults.clear()
    desk.google.person(ANA).create("Lunch", NINE + HOUR, NINE + 2 * HOUR)
    assert len(desk.pull(ANA).items) == 1


def test_a_wait_that_google_asks_for_is_handed_on(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.rate_limited(429, retry_after="900", method="events.list", times=99))
    begun = time.monotonic()
    with pytest.raises(CalendarOffline, match="Google asks to wait") as caught:
        desk.pull(ANA)
    assert caught.value.retry_after == 900
    assert time.monotonic() - begun < 60
    assert desk.asked() == 1


def test_a_short_wait_is_kept(desk: Desk) -> None:
    desk.person(ANA)
    desk.google.faults.order(faults.rate_limited(429, retry_after="1", method="events.list"))
    begun = time.monotonic()
    desk.pull(ANA)
    assert time.monotonic() - begun >= 1


def test_a_page_that_fails_makes_no_half_of_a_calendar(desk: Desk) -> None:
    ana = desk.person(ANA)
    for number in range(6):
        ana.create(f"Number {number}", NINE + number * HOUR, NINE + (number + 1) * HOUR)
    desk.google.limit_pages(2)
    desk.google.faults.order(faults.broken(500, skip=2, times=99, method="events.list"))
    with pytest.raises(CalendarOffline):
        desk.pull(ANA)
    assert ANA not in desk.items


@pytest.mark.parametrize(
    "fault, words",
    [
        (faults.status(403, "accessNotConfigured", "Access Not Configured"), "Calendar API is switched off"),
        (faults.status(403, "insufficientPermissions"), "doesn’t allow it"),
        (faults.status(400, "badRequest", "Bad Request"), "Google says no"),
        (faults.status(418, "teapot", "I am a\nteapot."), r"Google says no \(418\): “I am a teapot”"),
    ],
)
def test_refusals_in_words(desk: Desk, fault: Fault, words: str) -> None:
    desk.person(ANA)
    desk.google.faults.order(replace(fault, times=99, method="events.list"))
    with pytest.raises(CalendarUnavailable, match=words) as caught:
        desk.pull(ANA)
    assert not isinstance(caught.value, CalendarOffline)
    assert "\n" not in str(caught.value)


def test_one_calendar_s_trouble_is_not_the_others(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email).create("Dentist", NINE, NINE + HOUR)
    desk.google.faults.order(faults.broken(500, calendar=ANA, times=99))
    answers = desk.round(ANA, BEN)
    assert isinstance(answers[ANA], CalendarOffline)
    assert isinstance(answers[BEN], Pull)


# ---------------------------------------------------------------- patience


def test_nothing_is_waited_for_longer_than_the_patience(desk: Desk) -> None:
    emails = [f"p{number}@example.com" for number in range(12)]
    for email in emails:
        desk.person(email)
    desk.pull(emails[0])
    desk.google.faults.order(faults.hang(20, times=99, method="events.list"))
    begun = time.monotonic()
    answers = desk.round(*emails, patience=Patience(0.6))
    assert time.monotonic() - begun < 15
    assert all(isinstance(answer, CalendarOffline) for answer in answers.values())
    assert not _readers()


@pytest.mark.parametrize(
    "fault",
    [
        faults.hang(20, times=99, method="events.list"),
        faults.rate_limited(429, retry_after="30", times=99, method="events.list"),
    ],
    ids=["a request that hangs", "waiting to try again"],
)
def test_a_reading_can_be_stopped(desk: Desk, fault: faults.Fault) -> None:
    desk.person(ANA)
    desk.google.faults.order(fault)
    patience = Patience(60)
    canceller = threading.Timer(0.3, patience.cancel)
    canceller.start()
    begun = time.monotonic()
    with pytest.raises(CalendarOffline):
        desk.pull(ANA, patience)
    canceller.join()
    assert time.monotonic() - begun < 15


def test_a_reading_that_is_given_up_leaves_nothing_behind(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email)
    answers = desk.reader.pull([desk.errand(ANA), desk.errand(BEN)], Patience(20))
    assert isinstance(answers, Generator)
    next(answers)
    answers.close()
    assert not _readers()


def _readers() -> list[str]:
    """Threads of a reading that still run after a moment."""
    deadline = time.monotonic() + 15
    while True:
        names = [thread.name for thread in threading.enumerate()]
        found = [name for name in names if name.startswith(("calendar", "google-patience"))]
        if not found or time.monotonic() > deadline:
            return found
        time.sleep(0.02)
