"""Opening a database: what goes wrong is said in words, and nothing is harmed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio_app.errors import StorageUnavailable
from studio_app.storage.database import open_store

pytestmark = pytest.mark.usefixtures("real_migrations")

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def refused(url: str, **options: float) -> str:
    """What is said when a database can't be opened."""
    with pytest.raises(StorageUnavailable) as caught:
        open_store(url, now=lambda: NOW, patience=options.get("patience", 0.2))
    assert caught.value.advice
    return str(caught.value)


def file_url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_new_file_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new 100%" / "ünï" / "studio.db"
    with closing(open_store(file_url(file), now=lambda: NOW)) as store, store.writing() as writing:
        writing.set_setting("theme", "dark")
    assert file.is_file()
    with closing(open_store(file_url(file), now=lambda: NOW)) as store, store.reading() as reading:
        assert reading.setting("theme") == "dark"
    assert [path.name for path in file.parent.iterdir()] == ["studio.db"]


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "letter.db"
    file.write_bytes(content)
    said = refused(file_url(file))
    assert str(file) in said
    assert "damaged, or is no database" in said
    assert file.read_bytes() == content


def test_a_database_that_is_cut_short_is_named(tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    open_store(file_url(file), now=lambda: NOW).close()
    file.write_bytes(file.read_bytes()[:10_000])
    assert "damaged" in refused(file_url(file))


def test_damage_that_is_found_later_is_named(tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    with closing(open_store(file_url(file), now=lambda: NOW)) as store, store.writing() as writing:
        writing.set_setting("text", "x" * 200_000)
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    file.write_bytes(content)
    with pytest.raises(StorageUnavailable, match=r"studio\.db is damaged"):
        use(file)


def use(file: Path) -> None:
    """Open a database and read everything."""
    with closing(open_store(file_url(file), now=lambda: NOW)) as store, store.reading() as reading:
        reading.setting("text")
        reading.history()
        reading.agents()


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    with closing(open_store(file_url(file), now=lambda: NOW)) as store:

        def fill_the_disk() -> None:
            with store.writing() as writing:
                writing._connection.exec_driver_sql("PRAGMA max_page_count = 70")
                writing.set_setting("theme", "dark")
                writing.set_setting("text", "x" * 200_000)

        with pytest.raises(StorageUnavailable, match="The disk is full; nothing was written"):
            fill_the_disk()
        with store.reading() as reading:
            assert reading.setting("theme") == ""


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = file.read_bytes()
    assert "holds tables of another program" in refused(file_url(file))
    assert file.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert f"{tmp_path} is a folder" in refused(file_url(tmp_path))


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    said = refused(file_url(tmp_path / "data" / "studio.db"))
    assert f"The folder {tmp_path / 'data'} can't be made" in said


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that this user may not write."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    yield folder
    folder.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(closed_folder: Path) -> None:
    assert f"{closed_folder} can't be written" in refused(file_url(closed_folder / "studio.db"))


def test_what_may_not_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a user who may write everywhere: the system is made to say no."""
    file = tmp_path / "studio.db"
    open_store(file_url(file), now=lambda: NOW).close()
    for path in (tmp_path, file):
        monkeypatch.setattr(os, "access", lambda asked, _, no=path: asked != no)
        assert f"{path} can't be written" in refused(file_url(file))


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("studio.db", "can't be understood"),
        ("", "can't be understood"),
        ("postgresql://kim:s3cret@host:port/desk", "can't be understood"),
        ("mysql://kim:s3cret@host/desk", "of the kind mysql can't be used"),
        ("sqlite:///file:studio.db?mode=ro&uri=true", "not by a file: URI"),
    ],
)
def test_a_url_that_is_none_is_said_without_its_password(url: str, sentence: str) -> None:
    said = refused(url)
    assert sentence in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://kim:s3cret@127.0.0.1:1/desk",
        "postgres://kim:s3cret@127.0.0.1:1/desk?connect_timeout=2",
        "postgresql+psycopg2://kim@127.0.0.1:1/desk?password=s3cret",
    ],
)
def test_a_server_that_does_not_answer_is_named_without_a_password(url: str) -> None:
    said = refused(url)
    assert said.startswith("The database desk on 127.0.0.1:1 can't be reached.")
    assert "s3cret" not in said


def test_a_database_in_use_is_said(tmp_path: Path) -> None:
    file = tmp_path / "studio.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "in use by another program for too long" in refused(file_url(file))


LOADED = "import sys, studio_app.storage{}; print([name for name in {} if name in sys.modules])"


@pytest.mark.parametrize(
    "module, unwanted",
    [("", ["sqlalchemy", "alembic", "psycopg"]), (".database", ["alembic", "psycopg", "mako"])],
)
def test_nothing_is_loaded_before_it_is_needed(module: str, unwanted: list[str]) -> None:
    asked = [sys.executable, "-c", LOADED.format(module, unwanted)]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
