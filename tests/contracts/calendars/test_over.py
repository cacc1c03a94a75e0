"""What is over is not kept, of whatever kind the calendar is, and nothing is read again for that."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.domain.timespan import Span
from tests.contracts.calendars.given import Given
from tests.contracts.calendars.photographers import Diary, Owner

NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 6, 16, 9, tzinfo=NEW_YORK)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
LIMIT = datetime(2026, 7, 20, 4, tzinfo=UTC)
KEPT = Span(LIMIT, datetime(2026, 9, 1, tzinfo=UTC))
ALL = Span(datetime(2026, 6, 1, tzinfo=UTC), KEPT.end)

ONE = Given("over00001", (NINE, NINE + HOUR), "Surgery")
DAYS = Given("over00002", (NINE.date(), NINE.date() + 3 * DAY), "Surgery, off")
COUNTED = Given("over00003", (NINE, NINE + HOUR), "Surgery, twice", rule="FREQ=WEEKLY;COUNT=2")
MONTHLY = Given("over00004", (NINE, NINE + HOUR), "Surgery, 3rd", rule="FREQ=MONTHLY;BYDAY=3TU;COUNT=1")
UNTIL = Given(
    "over00005",
    (NINE, NINE + HOUR),
    "Surgery, until",
    rule="FREQ=DAILY;UNTIL=20260620T130000Z",
    moved={NINE + DAY: (NINE + DAY + HOUR, NINE + DAY + 2 * HOUR)},
    called_off=(NINE + 2 * DAY,),
)
OVER = (ONE, DAYS, COUNTED, MONTHLY, UNTIL)

LIVING = (
    Given("living001", (LIMIT + DAY, LIMIT + DAY + HOUR), "Dentist"),
    Given("living002", (NINE, NINE + HOUR), "Yoga", rule="FREQ=WEEKLY"),
    Given("living003", (NINE, NINE + HOUR), "School", rule="FREQ=WEEKLY;COUNT=7"),
    Given("living004", (NINE, NINE + HOUR), "Choir", rule="FREQ=WEEKLY;UNTIL=20260818T130000Z"),
    Given("living005", (NINE.date(), LIMIT.date() + 2 * DAY), "Holidays"),
    Given(
        "living006",
        (NINE, NINE + HOUR),
        "Piano",
        rule="FREQ=WEEKLY;COUNT=2",
        moved={NINE + WEEK: (NINE + 8 * WEEK, NINE + 8 * WEEK + HOUR)},
    ),
)


def diary_of(owner: Owner, *events: Given) -> Diary:
    """What was read of a calendar with these events."""
    for event in events:
        owner.put(event)
    diary = Diary(owner)
    diary.read(ALL)
    return diary


def texts(diary: Diary) -> str:
    return " ".join(item.text for item in diary.items.values())


def test_what_is_over_is_not_kept_and_all_else_is(owner: Owner) -> None:
    diary = diary_of(owner, *OVER, *LIVING)
    before, ids = diary.events(KEPT), set(diary.items)
    assert "Surgery" in texts(diary)
    diary.thin(LIMIT)
    assert "Surgery" not in texts(diary)
    assert diary.events(KEPT) == before
    assert {event.title for event in before} == {event.title for event in LIVING}
    assert set(diary.items) == ids
    diary.thin(LIMIT)
    assert diary.events(KEPT) == before


def test_it_is_not_read_again(owner: Owner) -> None:
    diary = diary_of(owner, *OVER, *LIVING)
    diary.thin(LIMIT)
    pull = diary.read(ALL)
    assert (pull.items, pull.gone) == ((), frozenset())
    owner.put(replace(LIVING[0], title="Dentist again"))
    assert len(diary.read(ALL).items) == 1


@pytest.mark.parametrize("gone", OVER)
def test_what_is_over_and_deleted_is_gone(owner: Owner, gone: Given) -> None:
    diary = diary_of(owner, *OVER, *LIVING)
    diary.thin(LIMIT)
    owner.delete(gone.uid)
    diary.read(ALL)
    assert not any(gone.uid in key for key in diary.items)


def test_a_single_event_that_is_put_off_counts_again(owner: Owner) -> None:
    diary = diary_of(owner, ONE)
    diary.thin(LIMIT)
    assert diary.events(ALL) == []
    owner.put(replace(ONE, when=(LIMIT + DAY, LIMIT + DAY + HOUR)))
    diary.read(ALL)
    assert [event.title for event in diary.events(ALL)] == ["Surgery"]


def test_in_doubt_it_is_kept(owner: Owner) -> None:
    """The day may not be over everywhere, and what was just over may be said of another zone."""
    late = replace(ONE, when=(LIMIT - DAY, LIMIT - DAY + HOUR))
    diary = diary_of(owner, late)
    diary.thin(LIMIT)
    assert "Surgery" in texts(diary)
