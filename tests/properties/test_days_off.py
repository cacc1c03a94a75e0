"""What the calendar of days off draws is what is stored and what the rules work with, whatever is done in turn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.days_off import (
    Day,
    DayKind,
    DaysWish,
    closed_days,
    closed_on,
    special_days,
    stretches,
    with_days,
)
from studio_app.domain.merging import merged
from studio_app.domain.photographer import Photographer
from studio_app.domain.settings import Settings
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, day_start, instant
from studio_app.domain.working_hours import HoursException, WeekHours
from studio_app.engine.instants import moment_of
from studio_app.engine.working_time import working_time
from studio_app.errors import StaleVersion

ZONES = [ZoneInfo(name) for name in ("America/New_York", "Australia/Lord_Howe", "America/Santiago", "UTC")]
FIRST = date(2026, 3, 1)
"""Around the nights in which clocks change."""
DAYS = 45
LAST = FIRST + timedelta(days=DAYS - 1)
WEEK = WeekHours.of(dict.fromkeys(list(Weekday)[:5], ((540, 720), (780, 1020))))
NO_WEEK = Photographer("ana", "Ana", "", hours=WEEK)

dates = st.integers(0, DAYS - 1).map(lambda ahead: FIRST + timedelta(days=ahead))
spans = st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True).map(
    lambda walls: tuple(zip(sorted(walls)[::2], sorted(walls)[1::2], strict=False))
)


@st.composite
def wishes(draw: st.DrawFn) -> DaysWish:
    """Anything that may be wished for."""
    first, length = draw(dates), draw(st.integers(0, 9))
    kind = draw(st.sampled_from([DayKind.OFF, DayKind.HOURS, DayKind.USUAL]))
    hours = draw(spans) if kind is DayKind.HOURS else ()
    last = min(LAST, first + timedelta(days=length))
    return DaysWish(kind, first, last, hours, draw(st.sampled_from(["", "Vacation", " Dentist  = 1 "])))


@st.composite
def people(draw: st.DrawFn) -> Photographer:
    """Somebody with time off of any kind, as a studio file may have it."""
    start = datetime(2026, 2, 20, tzinfo=UTC)
    minutes = st.integers(0, 60 * 24 * 60)
    off = draw(st.lists(st.tuples(minutes, minutes), max_size=4))
    own = draw(st.dictionaries(dates, st.one_of(st.just(()), spans), max_size=4))
    time_off = [
        Span(start + timedelta(minutes=min(pair)), start + timedelta(minutes=max(pair))) for pair in off
    ]
    exceptions = tuple(HoursException(day, hours) for day, hours in own.items())
    return replace(NO_WEEK, time_off=tuple(time_off), exceptions=exceptions)


def worked(zone: ZoneInfo, person: Photographer, day: date) -> list[Span]:
    """When the rules have somebody work on a date."""
    settings = Settings("S", zone)
    whole = Span(day_start(zone, day), day_start(zone, day + timedelta(days=1)))
    found = working_time(settings, person, day - timedelta(days=1), day + timedelta(days=1))
    cut = [
        Span(max(moment_of(start), whole.start), min(moment_of(end), whole.end))
        for start, end in found
        if moment_of(start) < whole.end and whole.start < moment_of(end)
    ]
    return [span for span in cut if span.minutes]


def usual(person: Photographer) -> Photographer:
    return replace(person, time_off=(), exceptions=())


@given(people(), st.lists(wishes(), max_size=6), st.sampled_from(ZONES))
def test_what_is_drawn_is_what_the_rules_work_with(
    person: Photographer, asked: Sequence[DaysWish], zone: ZoneInfo
) -> None:
    after = with_days(person, zone, asked)
    special = special_days(after, zone, FIRST, LAST)
    for ahead in range(DAYS):
        day = FIRST + timedelta(days=ahead)
        drawn = special.get(day, Day())
        real = worked(zone, after, day)
        if drawn.kind is DayKind.OFF:
            assert real == []
        elif drawn.kind is DayKind.USUAL:
            assert real == worked(zone, usual(after), day)
        elif drawn.kind is DayKind.HOURS and not drawn.away:
            only = replace(usual(after), exceptions=(HoursException(day, drawn.hours),))
            assert real == worked(zone, only, day)
        else:
            assert drawn.away
            assert not any(span.overlaps(away) for span in real for away in drawn.away)


@given(people(), wishes(), st.sampled_from(ZONES))
def test_dates_become_what_was_wished_for_and_no_others(
    person: Photographer, wish: DaysWish, zone: ZoneInfo
) -> None:
    around = FIRST - timedelta(days=3), LAST + timedelta(days=3)
    before, after = (special_days(each, zone, *around) for each in (person, with_days(person, zone, [wish])))
    reason = " ".join(wish.reason.split())
    wanted = Day() if wish.kind is DayKind.USUAL else Day(wish.kind, wish.hours, (), reason)
    asked = set(wish.dates)
    assert {day: after.get(day, Day()) for day in asked} == dict.fromkeys(asked, wanted)
    assert {day: what for day, what in after.items() if day not in asked} == {
        day: what for day, what in before.items() if day not in asked
    }
    again = with_days(with_days(person, zone, [wish]), zone, [wish])
    assert again == with_days(person, zone, [wish]), "twice is once"


@given(st.lists(wishes().filter(lambda wish: wish.kind is not DayKind.HOURS), max_size=6))
def test_closed_dates_are_drawn(asked: list[DaysWish]) -> None:
    settings = closed_on(Settings("S", ZONES[0]), asked)
    drawn = closed_days(settings, FIRST, LAST)
    assert set(drawn) == settings.closed_dates
    assert {item.day for item in settings.closed_reasons} <= settings.closed_dates
    assert all(day.kind is DayKind.OFF for day in drawn.values())


@given(people(), st.sampled_from(ZONES))
def test_stretches_are_all_dates_in_their_order(person: Photographer, zone: ZoneInfo) -> None:
    special = special_days(person, zone, FIRST, LAST)
    found = stretches(special)
    told = [
        (stretch.first + timedelta(days=ahead), stretch.day)
        for stretch in found
        for ahead in range(stretch.days)
    ]
    assert told == list(special.items())


def test_a_day_off_lasts_from_midnight_to_midnight_of_the_photographer() -> None:
    zone = ZoneInfo("America/New_York")
    off = with_days(NO_WEEK, zone, [DaysWish(DayKind.OFF, date(2026, 3, 8), date(2026, 3, 8), (), "Move")])
    (span,) = off.time_off
    assert (span.start, span.end) == (
        instant(zone, date(2026, 3, 8), 0),
        instant(zone, date(2026, 3, 9), 0),
    )
    assert span.minutes == 23 * 60, "the night in which clocks go forward"
    (reason,) = off.reasons
    assert (reason.day, reason.text) == (date(2026, 3, 8), "Move")


@given(people(), wishes(), wishes(), st.sampled_from(ZONES))
def test_two_desks_both_have_their_dates_or_the_second_is_told(
    person: Photographer, first: DaysWish, second: DaysWish, zone: ZoneInfo
) -> None:
    around = FIRST - timedelta(days=3), LAST + timedelta(days=3)

    def kinds(each: Photographer) -> dict[date, Day]:
        return {day: replace(what, reason="") for day, what in special_days(each, zone, *around).items()}

    mine, theirs = with_days(person, zone, [first]), with_days(person, zone, [second])
    before, one, two = kinds(person), kinds(mine), kinds(theirs)
    changed = [{day for day in {*before, *each} if before.get(day) != each.get(day)} for each in (one, two)]
    touching = {day for day in changed[0] & changed[1] if one.get(day) != two.get(day)}
    try:
        both = merged(mine, person, theirs, "The photographer", zone)
    except StaleVersion:
        assert {*first.dates} & {*second.dates}
        return
    assert not touching
    asked = dict.fromkeys(changed[1])
    assert kinds(both) == {day: what for day, what in one.items() if day not in asked} | {
        day: two[day] for day in asked if day in two
    }
    back = merged(both, theirs, person, "The photographer", zone)
    if not changed[0] & changed[1]:
        assert kinds(back) == one, "what is taken back is one's own"
