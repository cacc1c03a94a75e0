"""Photographers are changed, added, copied, ordered and removed; each is one step, and taken back it leaves the same file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studio_app import exchange
from studio_app.actions.add_photographer import AddPhotographer, add_photographer
from studio_app.actions.copy_profile import CopyProfile, copy_profile
from studio_app.actions.done import Done
from studio_app.actions.edit_photographer import EditPhotographer, edit_photographer
from studio_app.actions.edit_settings import EditSettings, edit_settings
from studio_app.actions.import_studio import ImportStudio, import_studio
from studio_app.actions.kept_values import from_text, to_text
from studio_app.actions.order_team import OrderTeam, order_team, team_order
from studio_app.actions.ports import Store
from studio_app.actions.remove_photographer import RemovePhotographer, remove_photographer
from studio_app.domain.colours import shown_colour
from studio_app.domain.days_off import special_days
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.setup import Setup
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday, day_start
from studio_app.domain.working_hours import WeekHours
from studio_app.errors import BadInput, KnownError, NotFound, StaleVersion
from studio_app.storage.database import open_store
from tests.support.scenarios import hours, person, service, studio
from tests.unit.actions.conftest import MONDAY, Desk, at

MORNINGS = WeekHours.of({Weekday.MON: ((480, 720),), Weekday.TUE: ((480, 720), (780, 1080))})
OVERLAP = WeekHours.of({Weekday.MON: ((480, 720), (700, 800))})


@pytest.fixture
def store() -> Iterator[Store]:
    case = studio(
        person("ana", priority=1, senior=True, max_shoots_per_day=3, hours=hours("09:00-17:00")),
        person("leo", priority=2),
        person("tom", priority=2),
        services=[service("photos")],
    )
    with closing(open_store("sqlite://", now=lambda: MONDAY)) as made:
        with made.writing() as writing:
            writing.replace_studio(exchange.read_studio(case))
        yield made


def setup_of(store: Store) -> Setup:
    with store.writing() as writing:
        return writing.setup()


def file_of(store: Store) -> bytes:
    with store.reading() as reading:
        return json.dumps(exchange.write_studio(reading.whole_studio())).encode()


def find(store: Store, key: str) -> Photographer:
    return next(each for each in setup_of(store).photographers if each.id == key)


def edit(store: Store, key: str, **values: Any) -> Done:
    before = find(store, key)
    command = EditPhotographer(before, replace(before, **values))
    return edit_photographer(store, MONDAY, "Kim", command)


def names(store: Store) -> list[str]:
    return [each.id for each in team_order(setup_of(store).photographers)]


def new(name: str = "Eva Stone", email: str = "eva@example.com") -> Photographer:
    return Photographer("eva", name, email)


CHANGES: dict[str, Callable[[Store], Done]] = {
    "hours": lambda store: edit(store, "ana", hours=MORNINGS),
    "not set": lambda store: edit(store, "ana", hours=None),
    "starts": lambda store: edit(store, "leo", presets={0: (540, 780)}),
    "home": lambda store: edit(store, "leo", home=Place(42.3, -71.1), home_address="14 Winthrop Rd"),
    "zone": lambda store: edit(store, "leo", timezone=ZoneInfo("America/Chicago")),
    "look": lambda store: edit(store, "leo", colour=4, phone="617 555 0101", name="Leo B. Brandt"),
    "paused": lambda store: edit(store, "leo", accepting=False),
    "limit": lambda store: edit(store, "ana", max_shoots_per_day=None, senior=False),
    "added": lambda store: add_photographer(store, MONDAY, "Kim", AddPhotographer(setup_of(store), new())),
    "copied": lambda store: copy_profile(store, MONDAY, "Kim", CopyProfile(setup_of(store), "ana", new())),
    "removed": lambda store: remove_photographer(
        store, MONDAY, "Kim", RemovePhotographer(setup_of(store), "leo")
    ),
    "ordered": lambda store: order_team(
        store, MONDAY, "Kim", OrderTeam(setup_of(store), ("tom", "leo", "ana"), "tom")
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_undo_gives_back_the_same_file(store: Store, change: str) -> None:
    before, setup = file_of(store), setup_of(store)
    done = CHANGES[change](store)
    assert setup_of(store) != setup
    assert done.undo is not None
    kept = from_text(to_text(done.undo), type(done.undo))
    again = kept.run(store, MONDAY, "Kim").undo
    assert file_of(store) == before
    assert setup_of(store) == setup
    assert again is not None
    again.run(store, MONDAY, "Kim")
    assert setup_of(store) != setup, "redone"


def test_the_words_name_what_was_changed(store: Store) -> None:
    ana = find(store, "ana").name
    assert edit(store, "ana", hours=MORNINGS).say == f"Changed the working hours of {ana}."
    assert edit(store, "ana", accepting=False).say == f"Paused the bookings of {ana}."
    assert edit(store, "ana", senior=False).say == f"Made {ana} a senior no longer."
    assert edit(store, "ana", name="Ana S.").say == f"Renamed {ana} to Ana S.."
    assert edit(store, "leo", phone="1", colour=2).say.startswith("Changed the profile of")
    assert edit(store, "leo", home=Place(1, 2), home_address="there").say.startswith("Changed the home of")
    assert edit(store, "leo").say == "Nothing was changed."


def test_somebody_new_is_offered_bookings_last_and_copies_nothing(store: Store) -> None:
    CHANGES["added"](store)
    assert names(store) == ["ana", "leo", "tom", "eva"]
    eva = find(store, "eva")
    assert (eva.hours, eva.skills, eva.zones, eva.senior) == (None, frozenset(), frozenset(), False)


def test_a_copy_works_like_the_colleague_and_stands_next_to_them(store: Store) -> None:
    edit(store, "ana", hours=MORNINGS, phone="617 555 0101", colour=3, home=Place(42.3, -71.1))
    CHANGES["copied"](store)
    assert names(store) == ["ana", "eva", "leo", "tom"]
    ana, eva = find(store, "ana"), find(store, "eva")
    assert (eva.hours, eva.skills, eva.senior, eva.max_shoots_per_day) == (
        ana.hours,
        ana.skills,
        ana.senior,
        ana.max_shoots_per_day,
    )
    assert (eva.phone, eva.colour, eva.home, eva.time_off, eva.email) == (
        "",
        None,
        None,
        (),
        "eva@example.com",
    )


def test_a_copy_of_somebody_who_is_gone_is_refused(store: Store) -> None:
    setup = setup_of(store)
    with pytest.raises(NotFound):
        copy_profile(store, MONDAY, "Kim", CopyProfile(setup, "nobody", new()))
    with pytest.raises(NotFound):
        remove_photographer(store, MONDAY, "Kim", RemovePhotographer(setup, "nobody"))


def test_the_order_of_the_list_is_the_order_of_priorities(store: Store) -> None:
    order_team(store, MONDAY, "Kim", OrderTeam(setup_of(store), ("tom", "ana", "leo"), "tom"))
    assert names(store) == ["tom", "ana", "leo"]
    assert [each.priority for each in team_order(setup_of(store).photographers)] == [1, 2, 3]
    assert [each.id for each in setup_of(store).photographers] == ["ana", "leo", "tom"], "the file's stays"


def test_who_came_meanwhile_is_last(store: Store) -> None:
    setup = setup_of(store)
    CHANGES["added"](store)
    order_team(store, MONDAY, "Kim", OrderTeam(setup, ("leo", "tom", "ana")))
    assert names(store)[:3] == ["leo", "tom", "ana"]


def test_two_who_order_at_once(store: Store) -> None:
    setup = setup_of(store)
    order_team(store, MONDAY, "Kim", OrderTeam(setup, ("tom", "ana", "leo"), "tom"))
    with pytest.raises(StaleVersion):
        order_team(store, MONDAY, "Sue", OrderTeam(setup, ("leo", "ana", "tom"), "leo"))


@pytest.mark.parametrize(
    "values, path",
    [
        ({"name": "  "}, "photographers[0].name"),
        ({"email": "ana at example"}, "photographers[0].email"),
        ({"hours": OVERLAP}, "photographers[0].hours"),
        ({"max_shoots_per_day": -1}, "photographers[0].max_shoots_per_day"),
        ({"home": Place(99, 0)}, "photographers[0].home"),
    ],
)
def test_bad_input_is_refused_and_nothing_is_lost(store: Store, values: dict[str, Any], path: str) -> None:
    before = file_of(store)
    with pytest.raises(BadInput) as caught:
        edit(store, "ana", **values)
    assert caught.value.path.startswith(path)
    assert file_of(store) == before


def test_who_has_appointments_stays(desk: Desk) -> None:
    desk.book(at("10:00"))
    setup = setup_of(desk.store)
    with desk.store.reading() as reading:
        booked = {key for item in reading.studio(desk.now).appointments.values() for key in item.crew}
    with pytest.raises(KnownError) as caught:
        remove_photographer(desk.store, desk.now, "Kim", RemovePhotographer(setup, booked.pop()))
    assert "1 appointment" in caught.value.sentence
    assert caught.value.advice


def looks(store: Store) -> dict[str, int]:
    """The colour that each is shown in."""
    people = setup_of(store).photographers
    return {each.id: shown_colour(each.colour, place) for place, each in enumerate(people)}


def test_a_colour_stays_with_its_owner(store: Store) -> None:
    setup = setup_of(store)
    gone = remove_photographer(store, MONDAY, "Kim", RemovePhotographer(setup, "leo")).undo
    assert looks(store) == {"ana": 0, "tom": 2}
    add_photographer(store, MONDAY, "Kim", AddPhotographer(setup_of(store), new()))
    assert looks(store) == {"ana": 0, "tom": 2, "eva": 1}, "no two alike while a colour is free"
    edit(store, "ana", colour=6)
    assert gone is not None
    back = from_text(to_text(gone), type(gone)).run(store, MONDAY, "Kim").undo
    assert looks(store) == {"ana": 6, "leo": 1, "tom": 2, "eva": 1}
    assert back is not None
    back.run(store, MONDAY, "Kim")
    assert looks(store) == {"ana": 6, "tom": 2, "eva": 1}
    edit(store, "ana", colour=None)
    assert looks(store)["ana"] == 0, "who wants the colour of their place has it"


def test_a_colour_that_was_chosen_meanwhile_does_not_stand_in_the_way_of_an_undo(store: Store) -> None:
    gone = remove_photographer(store, MONDAY, "Kim", RemovePhotographer(setup_of(store), "leo")).undo
    edit(store, "tom", colour=5)
    assert gone is not None
    gone.run(store, MONDAY, "Kim")
    assert looks(store) == {"ana": 0, "leo": 1, "tom": 5}


def test_removals_that_are_taken_back_out_of_order_leave_the_colours(store: Store) -> None:
    undos = [
        remove_photographer(store, MONDAY, "Kim", RemovePhotographer(setup_of(store), key)).undo
        for key in ("ana", "leo")
    ]
    for undo in undos:
        assert undo is not None
        undo.run(store, MONDAY, "Kim")
    assert looks(store) == {"ana": 0, "leo": 1, "tom": 2}


def test_a_file_that_is_imported_moves_no_colour(store: Store) -> None:
    with store.reading() as reading:
        whole = reading.whole_studio()
    rest = Studio.of(whole.settings, services=whole.services, photographers=whole.photographers[1:])
    import_studio(store, MONDAY, "Kim", ImportStudio(rest))
    assert looks(store) == {"leo": 1, "tom": 2}


def test_days_off_stay_on_their_dates_in_another_zone(store: Store) -> None:
    new_york, chicago = ZoneInfo("America/New_York"), ZoneInfo("America/Chicago")

    def off(key: str, zone: ZoneInfo) -> list[str]:
        """Dates, and hours of those that are free in part."""
        found = special_days(find(store, key), zone, date(2026, 10, 1), date(2026, 12, 31))
        return [f"{day:%m-%d} {each.kind}" for day, each in found.items()]

    # Over the end of summer time, and an hour on another day.
    days = Span(day_start(new_york, date(2026, 10, 31)), day_start(new_york, date(2026, 11, 3)))
    hour = Span(at("10:00"), at("11:00"))
    edit(store, "leo", time_off=(hour, days))
    edit(store, "ana", time_off=(days,), timezone=new_york)
    there = ["10-31 off", "11-01 off", "11-02 off"]
    file, setup = file_of(store), setup_of(store)
    moved = edit(store, "leo", timezone=chicago).undo
    assert off("leo", chicago) == there
    assert hour in find(store, "leo").time_off, "that very hour"
    assert moved is not None
    again = from_text(to_text(moved), type(moved)).run(store, MONDAY, "Kim").undo
    assert (file_of(store), setup_of(store)) == (file, setup)
    assert again is not None
    again.run(store, MONDAY, "Kim").undo.run(store, MONDAY, "Kim")  # type: ignore[union-attr] # it has one
    edit(store, "leo", timezone=None)
    settings = setup_of(store).settings
    edit_settings(store, MONDAY, "Kim", EditSettings(settings, replace(settings, timezone=chicago)))
    assert off("leo", chicago) == there, "with the studio"
    assert off("ana", new_york) == there, "who has a zone of their own"
