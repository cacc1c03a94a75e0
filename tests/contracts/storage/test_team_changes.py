"""Days off, closed dates and skills: changed at the desk, stored, and taken back to the same studio file, byte for byte."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from studio_app import exchange
from studio_app.actions.done import Done
from studio_app.actions.edit_days_off import EditClosedDates, EditDaysOff, edit_closed_dates, edit_days_off
from studio_app.actions.edit_skills import CountSkills, EditSkills, count_skills, edit_skills
from studio_app.actions.public_holidays import HolidayQuestion, read_holidays
from studio_app.domain.days_off import DayKind, DaysWish, special_days
from studio_app.domain.setup import Setup
from studio_app.domain.working_hours import DayReason
from studio_app.errors import BadInput, StaleVersion
from studio_app.storage.database import SqlStore
from tests.contracts.storage.samples import NOW, a_studio

JULY = date(2026, 7, 20)
VACATION = DaysWish(DayKind.OFF, JULY, JULY + timedelta(days=4), (), "Vacation")
SHORT = DaysWish(DayKind.HOURS, date(2026, 6, 21), date(2026, 6, 22), ((540, 720),), "School play")
USUAL = DaysWish(DayKind.USUAL, date(2026, 6, 1), date(2026, 6, 30))


@pytest.fixture
def seen(store: SqlStore) -> Setup:
    """The set-up as a desk sees it."""
    with store.writing() as writing:
        writing.replace_studio(a_studio())
    return setup_of(store)


def setup_of(store: SqlStore) -> Setup:
    with store.reading() as reading:
        return reading.whole_studio().setup


def file_of(store: SqlStore) -> bytes:
    with store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio())).encode()


def edits(seen: Setup) -> dict[str, Callable[[SqlStore], Done]]:
    """One of each."""
    people = seen.photographers

    def days(*wishes: DaysWish, number: int = 3) -> Callable[[SqlStore], Done]:
        command = EditDaysOff(seen.settings, people[:number], wishes)
        return lambda store: edit_days_off(store, NOW, "Kim", command)

    closed = EditClosedDates(
        seen.settings, (VACATION, DaysWish(DayKind.USUAL, date(2026, 7, 4), date(2026, 7, 4)))
    )
    skills = EditSkills(
        people, seen.services, frozenset({("cyd", "photos"), ("ben", "drone")}), frozenset({("ana", "dusk")})
    )
    return {
        "off": days(VACATION),
        "hours": days(SHORT, number=2),
        "usual": days(USUAL),
        "closed": lambda store: edit_closed_dates(store, NOW, "Kim", closed),
        "skills": lambda store: edit_skills(store, NOW, "Kim", skills),
        "counting": lambda store: count_skills(store, NOW, "Kim", CountSkills(seen.settings, True)),
    }


@pytest.mark.parametrize("edit", ["off", "hours", "usual", "closed", "skills", "counting"])
def test_an_undo_leaves_the_same_file(store: SqlStore, seen: Setup, edit: str) -> None:
    before, file = seen, file_of(store)
    done = edits(seen)[edit](store)
    after = setup_of(store)
    assert after != before
    assert done.undo
    undone = done.undo.run(store, NOW, "Kim")
    assert (file_of(store), setup_of(store)) == (file, before)
    assert undone.undo
    undone.undo.run(store, NOW, "Kim")
    assert setup_of(store) == after
    with store.reading() as reading:
        assert all(entry.before != entry.after for entry in reading.history())


def test_days_lie_in_each_photographers_own_zone(store: SqlStore, seen: Setup) -> None:
    done = edits(seen)["off"](store)
    for person in setup_of(store).photographers:
        zone = person.timezone or seen.settings.timezone
        days = special_days(person, zone, JULY, VACATION.last)
        assert [day.kind for day in days.values()] == [DayKind.OFF] * 5
        assert {day.reason for day in days.values()} == {"Vacation"}
    assert done.say == "Ana, Ben and Cyd are off from Mon 20 Jul 2026 to Fri 24 Jul 2026."


def test_what_is_done_is_said(store: SqlStore, seen: Setup) -> None:
    one = replace(VACATION, last=VACATION.first)
    ana = seen.photographers[:1]
    off = edit_days_off(store, NOW, "Kim", EditDaysOff(seen.settings, ana, (one,)))
    assert off.say == "Ana is off on Mon 20 Jul 2026."
    assert off.undo
    assert off.undo.name == "days off of Ana"
    hours = edits(seen)["hours"](store)
    assert hours.say == "Ana and Ben work 9:00\N{EN DASH}12:00 pm from Sun 21 Jun 2026 to Mon 22 Jun 2026."
    cell = EditSkills(seen.photographers, seen.services, frozenset({("cyd", "photos")}))
    assert edit_skills(store, NOW, "Kim", cell).say == "Cyd can do Photos now."
    nothing = edit_skills(store, NOW, "Kim", EditSkills(seen.photographers, seen.services))
    assert nothing.undo is None


def test_two_people_change_skills_at_once(store: SqlStore, seen: Setup) -> None:
    """Both saw the same; what each of them changed stands."""
    people, services = seen.photographers, seen.services
    edit_skills(store, NOW, "Kim", EditSkills(people, services, frozenset({("ana", "drone")})))
    edit_skills(store, NOW, "Lee", EditSkills(people, services, taken=frozenset({("ana", "dusk")})))
    assert setup_of(store).photographers[0].skills == {"photos", "drone"}


def test_two_people_change_days_of_the_same_photographer(store: SqlStore, seen: Setup) -> None:
    """Both saw the same. Dates that differ both stand, and each undo takes its own back; of the same date the second
    one is told to look again."""
    people = seen.photographers
    first = edits(seen)["off"](store)
    after_first = file_of(store)
    later = replace(VACATION, first=VACATION.last + timedelta(days=3), last=VACATION.last + timedelta(days=4))
    short = replace(SHORT, first=VACATION.last, last=VACATION.last)
    second = edit_days_off(store, NOW, "Lee", EditDaysOff(seen.settings, people, (later, SHORT)))
    ana = special_days(setup_of(store).photographers[0], seen.settings.timezone, JULY, later.last)
    assert [day.day for day in ana] == [20, 21, 22, 23, 24, 27, 28]
    with pytest.raises(StaleVersion):
        edit_days_off(store, NOW, "Lee", EditDaysOff(seen.settings, people, (short,)))
    assert second.undo
    assert first.undo
    second.undo.run(store, NOW, "Lee")
    assert file_of(store) == after_first
    edit_days_off(store, NOW, "Lee", EditDaysOff(seen.settings, people, (later, SHORT)))
    first.undo.run(store, NOW, "Kim")
    only = EditDaysOff(seen.settings, people, (later, SHORT)).change.applied(seen)
    assert setup_of(store) == only


@pytest.mark.parametrize(
    "wish, words",
    [
        (DaysWish(DayKind.OFF, JULY, date(2026, 7, 1)), "before the first"),
        (DaysWish(DayKind.OFF, JULY, date(2029, 7, 1)), "more than a year"),
        (DaysWish(DayKind.HOURS, JULY, JULY), "beginning and an end"),
        (DaysWish(DayKind.HOURS, JULY, JULY, ((540, 720), (700, 800))), "overlap"),
    ],
)
def test_what_can_not_be_is_refused_in_words(
    store: SqlStore, seen: Setup, wish: DaysWish, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        edit_days_off(store, NOW, "Kim", EditDaysOff(seen.settings, seen.photographers, (wish,)))
    assert setup_of(store) == seen


def test_holidays_are_those_chosen_last(store: SqlStore, seen: Setup) -> None:
    first = read_holidays(store, NOW, HolidayQuestion(2026))
    assert (first.asked.country, first.asked.region) == ("US", ""), "as the zone of time tells"
    assert DayReason(date(2026, 11, 26), "Thanksgiving Day") in first.days
    berlin = read_holidays(store, NOW, HolidayQuestion(2026, "DE", "BE"))
    assert DayReason(date(2026, 3, 8), "Women's Day") in berlin.days
    again = read_holidays(store, NOW, HolidayQuestion(2027))
    assert (again.asked.country, again.asked.region) == ("DE", "BE")
    assert read_holidays(store, NOW, HolidayQuestion(2026, "FR", "BE")).asked.region == ""
    with pytest.raises(BadInput, match="Choose another one"):
        read_holidays(store, NOW, HolidayQuestion(2026, "XX"))
    assert seen == setup_of(store), "nothing of the studio was changed"


def test_the_history_says_which_days(store: SqlStore, seen: Setup) -> None:
    edits(seen)["off"](store)
    one = replace(VACATION, first=JULY + timedelta(days=14), last=JULY + timedelta(days=14))
    edit_days_off(store, NOW, "Kim", EditDaysOff(seen.settings, setup_of(store).photographers[:1], (one,)))
    with store.reading() as reading:
        last, *earlier = reading.history()
    assert last.after["days off"] == ["2026-07-20 to 2026-07-24", "2026-08-03"]
    ben = next(entry for entry in earlier if entry.after["photographer"] == "ben")
    assert isinstance(ben.before["days off"], list)
    assert ben.before["days off"][0] == "2026-06-15 20:00 to 2026-06-15 21:00", "as clocks in Chicago show it"
