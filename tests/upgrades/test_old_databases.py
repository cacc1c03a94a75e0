"""A real database of every release opens, keeps all that it holds, and can be worked with."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_item import CalendarItem, Pull
from studio_app.domain.calendar_source import Trouble
from studio_app.errors import DoubleBooking
from studio_app.storage.database import SqlStore, open_store
from tests.upgrades import release_0_1

RELEASES = {"0.1": release_0_1}


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_a_released_database_opens_and_keeps_everything(release: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    shutil.copy(release.FILE, file)
    with closing(open_store(f"sqlite:///{file}", now=lambda: release.NOW)) as store:
        release.check(store)
        work_with(store)
    with (
        closing(open_store(f"sqlite:///{file}", now=lambda: release.NOW)) as store,
        store.reading() as reading,
    ):
        assert reading.appointment("v1").version == 3
        assert reading.order("o1").open == ("drone", "dusk"), "the appointment of the order takes only photos"


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_an_upgraded_database_has_the_tables_of_a_new_one(release: ModuleType, tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    shutil.copy(release.FILE, old)
    for file in (old, new):
        open_store(f"sqlite:///{file}", now=lambda: release.NOW).close()
    assert made_of(old) == made_of(new)


def test_calendars_of_release_0_1_are_read_whole_once_more(tmp_path: Path) -> None:
    """What they hold was not kept in pieces: to read on from where they were would lose what was there before."""
    with opened(release_0_1, tmp_path) as store, store.writing() as writing:
        read, failed = writing.sources()
        assert (read.cursor, read.trouble, read.window) == ("", Trouble.NONE, None)
        assert failed.trouble is Trouble.FAILING
        assert (writing.items("s1"), writing.primary().kind) == ([], "local")
        pull = Pull((CalendarItem("a", "s", "1", ""),), cursor="8", whole=True)
        only = {"s": [release_0_1.EVENTS[0]]}
        assert writing.take_pull(read, replace(read, cursor="8"), pull, only)
        assert writing.events_of("s1") == only["s"]


def test_history_of_release_0_1_is_found_by_words(tmp_path: Path) -> None:
    with opened(release_0_1, tmp_path) as store, store.reading() as reading:
        assert reading.history(text="kim CALLER cyd 120") == [release_0_1.PAST]
        assert reading.history(text="minutes") == []


def test_what_release_0_1_did_not_know_is_as_if_nobody_had_said_it(tmp_path: Path) -> None:
    with opened(release_0_1, tmp_path) as store, store.writing() as writing:
        (owed,) = writing.unwritten()
        assert (owed.wrote, owed.tried, owed.unsure, owed.notify) == (None, None, False, Notify.EVERYONE)
        assert writing.appointment("v1").own is None
        order = replace(writing.order("o1"), due=date(2026, 6, 20), open=("photos",))
        assert writing.save_order(order) == replace(order, version=3)


@contextmanager
def opened(release: ModuleType, folder: Path) -> Iterator[SqlStore]:
    """The database of a release as this program has brought it up to date."""
    shutil.copy(release.FILE, folder / "studio.db")
    with closing(open_store(f"sqlite:///{folder / 'studio.db'}", now=lambda: release.NOW)) as store:
        yield store


def made_of(file: Path) -> set[tuple[str, str]]:
    """Names and definitions of everything in a database."""
    with closing(sqlite3.connect(file)) as database:
        return set(database.execute("SELECT name, sql FROM sqlite_master"))


def work_with(store: SqlStore) -> None:
    """What is stored can be changed, and nobody can be booked twice."""
    with store.writing() as writing:
        booked = writing.appointment("v1")
        with pytest.raises(DoubleBooking):
            writing.save_appointment(replace(booked, span=release_0_1.hours(18, 20)))
        writing.save_appointment(replace(booked, span=release_0_1.hours(16, 18)))


def test_a_new_database_of_this_release_holds_the_same(tmp_path: Path) -> None:
    """What the newest release's database was made with is what this program stores and finds."""
    with closing(open_store(f"sqlite:///{tmp_path / 'studio.db'}", now=lambda: release_0_1.NOW)) as store:
        release_0_1.fill(store)
        release_0_1.check(store)
