"""What every calendar of a photographer keeps to: the same events are the same busy times, however they are given."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.domain.outside_event import EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.timespan import DateSpan, Span
from studio_app.errors import CalendarOffline
from studio_app.patience import Patience
from tests.contracts.calendars.given import Given, When
from tests.contracts.calendars.photographers import Diary, Owner
from tests.support.calendar_reading import SUMMER, pulled
from tests.support.looks import one_in

NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 6, 16, 9, tzinfo=NEW_YORK)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DENTIST = Given("dentist01", (NINE, NINE + HOUR))
JUNE_AND_JULY = Span(datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 8, 1, tzinfo=UTC))
AUTUMN = Span(datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))


def read(
    owner: Owner, *events: Given, span: Span = SUMMER, zone: str = "America/New_York"
) -> list[OutsideEvent]:
    """What a calendar with these events says."""
    for event in events:
        owner.put(event)
    diary = Diary(owner)
    diary.read(span)
    return diary.events(span, zone)


def busy(start: datetime, end: datetime, title: str = "Dentist") -> OutsideEvent:
    return OutsideEvent("ana", Span(start, end), title, calendar="Ana’s")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# ---------------------------------------------------------------- meaning


def test_an_empty_calendar_is_known(owner: Owner) -> None:
    assert read(owner) == []


def test_an_event(owner: Owner) -> None:
    assert read(owner, DENTIST) == [busy(NINE, NINE + HOUR)]


def test_events_outside_the_window_do_not_count(owner: Owner) -> None:
    before = Given("before001", (SUMMER.start - 2 * HOUR, SUMMER.start))
    across = Given("across001", (SUMMER.start - HOUR, SUMMER.start + HOUR), "Across")
    after = Given("after0001", (SUMMER.end, SUMMER.end + HOUR))
    assert [event.title for event in read(owner, before, across, after)] == ["Across"]


def test_whole_days(owner: Owner) -> None:
    fair = Given("fair00001", (date(2026, 6, 16), date(2026, 6, 18)), "Fair")
    assert read(owner, fair) == [
        OutsideEvent("ana", DateSpan(date(2026, 6, 16), date(2026, 6, 18)), "Fair", calendar="Ana’s")
    ]


def test_what_does_not_take_time(owner: Owner) -> None:
    free = replace(DENTIST, uid="free00001", free=True)
    maybe = replace(DENTIST, uid="maybe0001", tentative=True)
    assert {(event.show_as, event.status) for event in read(owner, free, maybe)} == {
        (ShowAs.FREE, EventStatus.CONFIRMED),
        (ShowAs.BUSY, EventStatus.TENTATIVE),
    }


@pytest.mark.parametrize("answer", list(Response))
def test_what_the_owner_answered(owner: Owner, answer: Response) -> None:
    (event,) = read(owner, replace(DENTIST, answer=answer))
    assert event.response is answer


def test_a_private_event_has_no_title(owner: Owner) -> None:
    (event,) = read(owner, replace(DENTIST, private=True, title="Secret"))
    assert event == busy(NINE, NINE + HOUR, "")


@pytest.mark.parametrize(
    "key",
    ["UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca"],
)
def test_zones(owner: Owner, key: str) -> None:
    start = datetime(2026, 6, 16, 9, tzinfo=UTC if key == "UTC" else ZoneInfo(key))
    weekly = Given("weekly001", (start, start + HOUR), rule="FREQ=WEEKLY;COUNT=2")
    times = [event.when for event in read(owner, weekly)]
    assert times == [Span(start, start + HOUR), Span(start + 7 * DAY, start + 7 * DAY + HOUR)]


# ---------------------------------------------------------------- recurrence


def weekly(**more: object) -> Given:
    """Tuesdays at nine, five times."""
    return replace(DENTIST, uid="weekly001", rule="FREQ=WEEKLY;COUNT=5", **more)  # type: ignore[arg-type]


def test_a_series_with_exceptions(owner: Owner) -> None:
    second, third, fourth = (NINE + number * 7 * DAY for number in (1, 2, 3))
    series = weekly(
        skipped=(second,), moved={third: (third + 2 * HOUR, third + 4 * HOUR)}, called_off=(fourth,)
    )
    span = Span(SUMMER.start, SUMMER.end + 31 * DAY)
    assert [event.when for event in read(owner, series, span=span)] == [
        Span(NINE, NINE + HOUR),
        Span(third + 2 * HOUR, third + 4 * HOUR),
        Span(NINE + 28 * DAY, NINE + 28 * DAY + HOUR),
    ]


def test_an_occurrence_that_was_moved_into_or_out_of_the_window(owner: Owner) -> None:
    into, out = NINE + 21 * DAY, NINE + 7 * DAY
    series = weekly(
        moved={into: (NINE + DAY, NINE + DAY + HOUR), out: (NINE + 40 * DAY, NINE + 40 * DAY + HOUR)}
    )
    span = Span(SUMMER.start, SUMMER.end)
    assert [event.when.start for event in read(owner, series, span=span) if isinstance(event.when, Span)] == [
        NINE,
        NINE + DAY,
        NINE + 14 * DAY,
    ]


def test_a_series_that_began_long_ago_and_never_ends(owner: Owner) -> None:
    start = datetime(2015, 1, 6, 9, tzinfo=NEW_YORK)
    series = Given("weekly001", (start, start + HOUR), rule="FREQ=WEEKLY;BYDAY=TU")
    assert [event.when for event in read(owner, series)] == [
        Span(NINE + number * 7 * DAY, NINE + number * 7 * DAY + HOUR) for number in range(-2, 3)
    ]


def test_a_series_of_whole_days(owner: Owner) -> None:
    first = date(2026, 6, 1)
    series = Given(
        "days00001",
        (first, first + DAY),
        rule="FREQ=WEEKLY;COUNT=4",
        skipped=(first + 7 * DAY,),
        moved={first + 14 * DAY: (first + 16 * DAY, first + 17 * DAY)},
    )
    assert [event.when for event in read(owner, series)] == [
        DateSpan(day, day + DAY) for day in (first, first + 16 * DAY, first + 21 * DAY)
    ]


def test_nights_in_which_the_clocks_change(owner: Owner) -> None:
    """At half past one there is the first of two (RFC 5545, 3.3.5); lengths are never shorter than was said."""
    start = datetime(2026, 10, 31, 1, 30, tzinfo=NEW_YORK)
    nightly = Given("night0001", (start, start + HOUR), rule="FREQ=DAILY;COUNT=3")
    times = [event.when for event in read(owner, nightly, span=AUTUMN)]
    assert [when.start for when in times if isinstance(when, Span)] == [
        utc("2026-10-31T05:30"),
        utc("2026-11-01T05:30"),
        utc("2026-11-02T06:30"),
    ]
    assert all(isinstance(when, Span) and when.length >= HOUR for when in times)


def test_a_series_keeps_its_time_on_the_wall(owner: Owner) -> None:
    start = datetime(2026, 10, 27, 9, tzinfo=NEW_YORK)
    series = Given("weekly001", (start, start + HOUR), rule="FREQ=WEEKLY;UNTIL=20261103T140000Z")
    assert [event.when for event in read(owner, series, span=AUTUMN)] == [
        Span(utc("2026-10-27T13:00"), utc("2026-10-27T14:00")),
        Span(utc("2026-11-03T14:00"), utc("2026-11-03T15:00")),
    ]


# ---------------------------------------------------------------- whose


def test_our_own_events_are_left_out(owner: Owner) -> None:
    owner.put(DENTIST)
    owner.put(replace(DENTIST, uid="ours00001", title="Photos"))
    diary = Diary(owner, ours=("ours00001",))
    diary.read()
    assert [event.title for event in diary.events()] == ["Dentist"]


def test_a_series_that_somebody_made_of_our_event_takes_time_but_for_the_event_itself(owner: Owner) -> None:
    series = replace(DENTIST, uid="ours00001", rule="FREQ=WEEKLY;COUNT=4", title="Photos")
    week = 7 * DAY
    times = [NINE + n * week for n in range(3)]
    owner.put(replace(series, moved={times[1]: (times[1] + 2 * HOUR, times[1] + 3 * HOUR)}))
    diary = Diary(owner, ours=("ours00001",))
    diary.read(JUNE_AND_JULY)
    later = [(times[1] + 2 * HOUR), times[2], NINE + 3 * week]
    expected = [busy(start, start + HOUR, "Photos") for start in later]
    assert diary.events(JUNE_AND_JULY) == expected
    assert diary.events(Span(utc("2026-06-20T00:00"), JUNE_AND_JULY.end)) == expected, (
        "wherever it is read from"
    )


def test_the_event_itself_that_was_moved_away_from_its_series_takes_time(owner: Owner) -> None:
    moved: dict[date, When] = {NINE: (NINE + 5 * HOUR, NINE + 6 * HOUR)}
    owner.put(replace(DENTIST, uid="ours00001", rule="FREQ=WEEKLY;COUNT=2", moved=moved))
    diary = Diary(owner, ours=("ours00001",))
    diary.read()
    starts = [event.when.start for event in diary.events() if isinstance(event.when, Span)]
    assert starts == [NINE + 5 * HOUR, NINE + 7 * DAY]


def test_an_occurrence_at_a_time_of_ours_is_ours(owner: Owner) -> None:
    owner.put(replace(DENTIST, uid="ours00001", rule="FREQ=DAILY;COUNT=3"))
    diary = Diary(owner, ours=("ours00001",), ours_at=(Span(NINE + DAY, NINE + DAY + HOUR),))
    diary.read()
    assert diary.events() == [busy(NINE + 2 * DAY, NINE + 2 * DAY + HOUR)]


def test_titles_that_may_not_be_kept_are_not(owner: Owner) -> None:
    owner.put(DENTIST)
    diary = Diary(owner)
    diary.read()
    assert [event.title for event in diary.events()] == ["Dentist"]
    assert diary.read(titles=False).whole
    assert [event.title for event in diary.events()] == [""]
    assert not any("Dentist" in item.text for item in diary.items.values())


def test_guests_are_nobodys_business(owner: Owner) -> None:
    owner.put(replace(DENTIST, answer=Response.ACCEPTED))
    diary = Diary(owner)
    diary.read()
    kept = " ".join(item.text for item in diary.items.values())
    assert "boss" not in kept
    assert "studio.test" not in kept


# ---------------------------------------------------------------- what changed


def test_nothing_new(owner: Owner) -> None:
    owner.put(DENTIST)
    diary = Diary(owner)
    assert diary.read().whole
    again = diary.read()
    assert (again.items, again.gone, again.whole) == ((), frozenset(), False)
    assert diary.events() == [busy(NINE, NINE + HOUR)]


def test_only_what_changed_comes(owner: Owner) -> None:
    other = replace(DENTIST, uid="other0001", title="Other")
    series = weekly()
    for event in (DENTIST, other, series):
        owner.put(event)
    diary = Diary(owner)
    diary.read()
    owner.put(replace(DENTIST, when=(NINE + DAY, NINE + DAY + HOUR)))
    owner.delete("other0001")
    owner.put(replace(DENTIST, uid="new000001", title="New"))
    pull = diary.read()
    assert not pull.whole
    assert len(pull.items) == 2
    assert len(pull.gone) == 1
    titles = [event.title for event in diary.events()]
    assert titles == ["Dentist", "New", "Dentist", "Dentist", "Dentist"]


def test_a_series_changes(owner: Owner) -> None:
    owner.put(weekly())
    diary = Diary(owner)
    diary.read()
    assert len(diary.events()) == 3
    second = NINE + 7 * DAY
    owner.put(weekly(moved={second: (second + HOUR, second + 2 * HOUR)}))
    diary.read()
    assert [event.when for event in diary.events()][1] == Span(second + HOUR, second + 2 * HOUR)
    owner.delete("weekly001")
    diary.read()
    assert diary.events() == []


def test_a_deleted_event_that_comes_back(owner: Owner) -> None:
    owner.put(DENTIST)
    diary = Diary(owner)
    diary.read()
    owner.delete(DENTIST.uid)
    diary.read()
    assert diary.events() == []
    owner.put(DENTIST)
    diary.read()
    assert diary.events() == [busy(NINE, NINE + HOUR)]


def test_a_cursor_that_the_calendar_forgot(owner: Owner) -> None:
    owner.put(DENTIST)
    owner.put(weekly())
    diary = Diary(owner)
    diary.read()
    before = diary.events()
    owner.forget_cursors()
    diary.read()
    assert diary.events() == before
    owner.delete(DENTIST.uid)
    owner.forget_cursors()
    diary.read()
    assert len(diary.events()) == len(before) - 1


@pytest.mark.parametrize("cursor", ["", "nonsense", "{}", "[1]", '{"token": 5}', "1 titles and more"])
def test_a_cursor_that_makes_no_sense(owner: Owner, cursor: str) -> None:
    owner.put(DENTIST)
    diary = Diary(owner)
    diary.source = replace(diary.source, cursor=cursor)
    assert diary.read().whole
    assert diary.events() == [busy(NINE, NINE + HOUR)]


def test_nobody_waits_longer_than_they_want(owner: Owner) -> None:
    owner.put(DENTIST)
    with pytest.raises(CalendarOffline):
        pulled(owner.reader, owner.source, patience=Patience(0))


EVENTS = [
    DENTIST,
    replace(DENTIST, title="Other title"),
    replace(DENTIST, uid="other0001", free=True),
    weekly(),
    weekly(skipped=(NINE,)),
    weekly(moved={NINE + 7 * DAY: (NINE + 8 * DAY, NINE + 8 * DAY + HOUR)}),
    Given("days00001", (date(2026, 6, 16), date(2026, 6, 18)), "Fair"),
]
STEPS = st.lists(st.sampled_from(["read", "forget", "delete", *range(len(EVENTS))]), max_size=8)


@given(steps=STEPS)
@settings(max_examples=one_in(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_reading_bit_by_bit_is_reading_everything(owner: Owner, steps: list[str | int]) -> None:
    there: list[str] = []
    diary = Diary(owner)
    for step in [*steps, "read"]:
        match step:
            case "read":
                diary.read()
            case "forget":
                owner.forget_cursors()
            case "delete":
                if there:
                    owner.delete(there.pop())
            case int():
                owner.put(EVENTS[step])
                there = [*(uid for uid in there if uid != EVENTS[step].uid), EVENTS[step].uid]
    fresh = Diary(owner)
    fresh.read()
    assert sorted(map(repr, diary.events())) == sorted(map(repr, fresh.events()))
    for uid in there:
        owner.delete(uid)
