"""Calendars that share nothing but busy times."""

from __future__ import annotations

import pytest

from studio_app.calendars.google import free_busy
from studio_app.domain.calendar_item import Pull
from studio_app.domain.timespan import Span
from studio_app.errors import (
    CalendarOffline,
    CalendarUnavailable,
    SignInNeeded,
)
from tests.unit.calendars.google.desk import ANA, BEN, HOUR, NINE, SPAN, Desk
from tests.unit.calendars.google.google_events import times


def test_calendars_that_share_only_busy_times_are_asked_together(desk: Desk) -> None:
    emails = [f"p{number}@example.com" for number in range(60)]
    for number, email in enumerate(emails):
        desk.person(email, "freeBusyReader").create(
            "Secret", NINE + number * HOUR, NINE + (number + 1) * HOUR
        )
        desk.found(email, titles=False)
    answers = desk.round(*emails)
    # Two groups, and the window in two pieces.
    assert desk.asked("freebusy.query") == 4
    assert desk.asked() == 0
    assert all(isinstance(answer, Pull) and answer.whole for answer in answers.values())
    assert desk.times(emails[3]) == ["06-16 16:00/17:00"]
    assert [event.title for event in desk.events(emails[3])] == [""]
    again = desk.round(*emails)
    assert all(
        isinstance(answer, Pull) and not answer.whole and not answer.items for answer in again.values()
    )


def test_a_change_of_busy_times(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    assert desk.pull(ANA).items == ()
    made = ana.create("Secret", NINE, NINE + HOUR)
    assert desk.pull(ANA).whole
    assert desk.times(ANA) == ["06-16 13:00/14:00"]
    ana.delete(made["id"])
    pull = desk.pull(ANA)
    assert (pull.whole, pull.items) == (True, ())


def test_our_own_events_in_busy_times(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    ana.create("Ours", NINE, NINE + HOUR)
    ana.create("Theirs", NINE + HOUR, NINE + 2 * HOUR)
    desk.pull(ANA)
    assert desk.times(ANA) == ["06-16 13:00/15:00"]
    assert times(desk.events(ANA, ours_at=[Span(NINE, NINE + HOUR)])) == ["06-16 14:00/15:00"]


def test_a_time_over_two_questions_is_one(desk: Desk) -> None:
    ana = desk.person(ANA, "freeBusyReader")
    desk.found(ANA, titles=False)
    border = SPAN.start + free_busy.LONGEST
    ana.create("Night", border - 2 * HOUR, border + 3 * HOUR)
    desk.pull(ANA)
    assert len(desk.events(ANA)) == 1


def test_an_owner_who_now_shares_less(desk: Desk) -> None:
    """The program learns of it by reading, whatever the account's list said last."""
    ana = desk.person(ANA)
    ana.create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    ana.share(desk.studio, "freeBusyReader")
    assert desk.pull(ANA).whole
    assert [(event.title, times([event])) for event in desk.events(ANA)] == [("", ["06-16 13:00/14:00"])]
    assert not desk.pull(ANA).whole
    ana.share(desk.studio, "reader")
    assert desk.pull(ANA).whole
    assert [event.title for event in desk.events(ANA)] == ["Dentist"]


@pytest.mark.parametrize("titles", [True, False])
def test_an_owner_who_shares_no_more(desk: Desk, titles: bool) -> None:
    ana = desk.person(ANA, "reader" if titles else "freeBusyReader")
    desk.found(ANA, titles=titles)
    ana.create("Dentist", NINE, NINE + HOUR)
    desk.pull(ANA)
    ana.share(desk.studio, "")
    with pytest.raises(CalendarUnavailable) as caught:
        desk.pull(ANA)
    assert not isinstance(caught.value, CalendarOffline | SignInNeeded)
    assert "no longer shared with studio@example.com" in caught.value.sentence
    assert "Ask its owner to share it again" in caught.value.advice


def test_one_of_many_that_shares_no_more(desk: Desk) -> None:
    for email in (ANA, BEN):
        desk.person(email, "freeBusyReader").create("Secret", NINE, NINE + HOUR)
        desk.found(email, titles=False)
    desk.google.person(ANA).share(desk.studio, "")
    answers = desk.round(ANA, BEN)
    assert isinstance(answers[ANA], CalendarUnavailable)
    assert isinstance(answers[BEN], Pull)
