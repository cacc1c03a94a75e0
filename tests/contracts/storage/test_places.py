"""Pins of addresses and known drives: remembered by every desk, read again only where they changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.domain.drives import NO_DRIVES, Drive
from studio_app.domain.pin import Pin, PlaceSource
from studio_app.domain.place import Place
from studio_app.storage import place_writing
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, Clock

HOME, AWAY = Place(42.33, -71.12), Place(42.36, -71.05)
PIN = Pin("55 Summit Ave, Brookline, MA 02446", Place(42.3418, -71.1212), PlaceSource.NOMINATIM, NOW)


def keep(store: SqlStore, *drives: Drive, after: timedelta = timedelta(0)) -> None:
    with store.writing() as writing:
        writing.keep_drives(drives, NOW + after)


def test_a_pin_is_known_to_every_desk_however_the_address_is_typed(store: SqlStore, desk: Opener) -> None:
    other = desk()
    with other.reading() as reading:
        assert reading.pins() == {}
    with store.writing() as writing:
        writing.save_pin(PIN)
        assert list(writing.pins().values()) == [PIN], "within the transaction too"
    with other.reading() as reading:
        assert reading.pins() == {"55 summit ave brookline ma 02446": PIN}
    by_hand = replace(PIN, address="55  SUMMIT ave, Brookline MA 02446", place=HOME, source=PlaceSource.HAND)
    assert by_hand.key == PIN.key
    with other.writing() as writing:
        writing.save_pin(by_hand)
    with store.reading() as reading:
        assert list(reading.pins().values()) == [by_hand], "one address has one pin"
    with store.writing() as writing:
        writing.remove_pin(PIN.key)
    with other.reading() as reading:
        assert reading.pins() == {}


def test_what_is_undone_with_its_transaction_was_never_known(store: SqlStore) -> None:
    def fail() -> None:
        with store.writing() as writing:
            writing.save_pin(PIN)
            writing.keep_drives([Drive(HOME, AWAY, 20)], NOW)
            assert writing.pins()
            assert writing.studio(NOW).settings.travel.drives
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.writing() as writing:  # the next change has the number of the one that never was
        writing.set_setting("anything", "else")
    with store.reading() as reading:
        assert reading.pins() == {}
        assert not reading.studio(NOW).settings.travel.drives


def test_pins_are_the_same_object_while_nobody_changes_one(store: SqlStore) -> None:
    with store.writing() as writing:
        writing.save_pin(PIN)
    with store.reading() as reading:
        first = reading.pins()
    keep(store, Drive(HOME, AWAY, 20))
    with store.reading() as reading:
        assert reading.pins() is first


def test_of_many_pins_those_set_by_hand_stay(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_writing, "MOST_PINS", 3)
    with store.writing() as writing:
        writing.save_pin(replace(PIN, address="By hand", source=PlaceSource.HAND))
        for number in range(1, 6):
            later = NOW + timedelta(minutes=number)
            writing.save_pin(replace(PIN, address=f"{number} Elm Street", found_at=later))
    with store.reading() as reading:
        assert set(reading.pins()) == {"by hand", "3 elm street", "4 elm street", "5 elm street"}


def test_the_studio_knows_drives_at_every_desk(store: SqlStore, desk: Opener) -> None:
    other = desk()
    with other.reading() as reading:
        before = reading.studio(NOW)
    assert before.settings.travel.drives is not None
    assert not before.settings.travel.drives
    keep(store, Drive(HOME, AWAY, 20), Drive(AWAY, HOME, 25))
    with other.reading() as reading:
        after = reading.studio(NOW)
    drives = after.settings.travel.drives
    assert (drives.minutes(HOME, AWAY), drives.minutes(AWAY, HOME)) == (20, 25)
    assert after.settings == before.settings
    assert all(after.diaries[key] is diary for key, diary in before.diaries.items())
    with other.reading() as reading:
        assert reading.studio(NOW) is after


def test_drives_cost_nothing_while_other_things_change(store: SqlStore) -> None:
    keep(store, Drive(HOME, AWAY, 20))
    with store.reading() as reading:
        first = reading.studio(NOW).settings.travel.drives
    with store.writing() as writing:
        writing.set_time_off("ben", ())
    with store.reading() as reading:
        assert reading.studio(NOW).settings.travel.drives is first
    keep(store, Drive(HOME, AWAY, 21))
    with store.reading() as reading:
        assert reading.studio(NOW).settings.travel.drives.minutes(HOME, AWAY) == 21
    with store.writing() as writing:
        writing.forget_drives()
    with store.reading() as reading:
        assert not reading.studio(NOW).settings.travel.drives


def test_only_what_came_since_is_read_and_forgotten_drives_stay_so(store: SqlStore) -> None:
    def known() -> list[int | None]:
        with store.reading() as reading:
            drives = reading.studio(NOW).settings.travel.drives
        return [drives.minutes(HOME, AWAY), drives.minutes(AWAY, HOME), drives.minutes(HOME, PIN.place)]

    keep(store, Drive(HOME, AWAY, 20), Drive(AWAY, HOME, 25))
    assert known() == [20, 25, None]
    keep(store, Drive(HOME, PIN.place, 5), Drive(HOME, AWAY, 21), after=timedelta(minutes=-9))
    assert known() == [21, 25, 5], "the old ones too, and whatever a clock says"
    with store.writing() as writing:
        writing.forget_drives()
        writing.keep_drives([Drive(HOME, PIN.place, 6)], NOW + timedelta(minutes=2))
    assert known() == [None, None, 6]
    with store.writing() as writing:
        writing.forget_drives()
    assert known() == [None, None, None]
    keep(store, Drive(HOME, AWAY, 9), after=timedelta(minutes=3))
    assert known() == [9, None, None]


def test_old_drives_are_forgotten(store: SqlStore, desk: Opener, kind: str) -> None:
    keep(store, Drive(HOME, AWAY, 20))
    month = timedelta(days=30, seconds=1)
    if kind != "memory":  # where there is another desk at all
        with desk().reading() as reading:
            assert not reading.studio(NOW + month).settings.travel.drives, "not read any more"
    keep(store, Drive(AWAY, HOME, 22), after=month)
    with store.reading() as reading:
        drives = reading.studio(NOW).settings.travel.drives
    assert drives.minutes(HOME, AWAY) is None, "nor kept"
    assert drives.minutes(AWAY, HOME) == 22


def test_of_many_drives_the_newest_stay(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place_writing, "MOST_DRIVES", 4)
    for number in range(4):
        away = Place(42 + number, -71)
        keep(store, Drive(HOME, away, 10), Drive(away, HOME, 10), after=timedelta(minutes=number))
    with store.reading() as reading:
        drives = reading.studio(NOW).settings.travel.drives
    known = [number for number in range(4) if drives.minutes(HOME, Place(42 + number, -71)) is not None]
    assert known == [2, 3]


def test_a_whole_studio_has_none_and_another_one_keeps_them(store: SqlStore, clock: Clock) -> None:
    keep(store, Drive(HOME, AWAY, 20))
    with store.reading() as reading:
        whole = reading.whole_studio()
    assert whole.settings.travel.drives is NO_DRIVES
    with store.writing() as writing:
        writing.replace_studio(whole)
    with store.reading() as reading:
        assert reading.studio(NOW).settings.travel.drives.minutes(HOME, AWAY) == 20
