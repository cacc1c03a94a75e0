"""A real database of every release opens, keeps all that it holds, and can be worked with."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

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


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_an_upgraded_database_has_the_tables_of_a_new_one(release: ModuleType, tmp_path: Path) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    shutil.copy(release.FILE, old)
    for file in (old, new):
        open_store(f"sqlite:///{file}", now=lambda: release.NOW).close()
    assert made_of(old) == made_of(new)


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
