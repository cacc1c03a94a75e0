"""The version of a database, and its migrations."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from studio_app.domain.calendar_event import Notify
from studio_app.domain.calendar_source import Trouble
from studio_app.errors import DoubleBooking, StorageUnavailable
from studio_app.storage.database import SqlStore, open_store
from studio_app.storage.schema_version import SCHEMA, VERSION_TABLE, Schema, Version, stored_version
from studio_app.storage.tables import METADATA
from tests.contracts.storage.samples import NOW, Clock, a_studio, a_visit, known

pytestmark = pytest.mark.usefixtures("real_migrations")

MIGRATION = '''
"""A later version, as tests need one."""
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{name}", "{before}"
branch_labels = depends_on = None
def upgrade():
    {steps}
'''
ADD = 'op.add_column("agents", sa.Column("licence", sa.Text))'
REBUILD = """with op.batch_alter_table("photographers") as batch:
        batch.alter_column("email", nullable=True)"""
FAIL = f"""{ADD}
    raise ZeroDivisionError"""
BREAK_REFERENCE = """op.execute("UPDATE crew SET photographer = 'nobody'")"""

NOW_AT = SCHEMA.version
MINOR, MAJOR = Version(NOW_AT.major, NOW_AT.minor + 1), Version(NOW_AT.major + 1, 0)

NAME = f"v{SCHEMA.version.major}_{SCHEMA.version.minor}"

Later = Callable[..., Schema]


@pytest.fixture
def later(tmp_path: Path) -> Later:
    """Makes what a later program knows: our migrations and one more."""

    def make(version: Version, steps: str = ADD) -> Schema:
        folder = tmp_path / f"migrations-{version}-%"
        shutil.copytree(SCHEMA.migrations, folder)
        name, before = (f"v{one.major}_{one.minor}" for one in (version, SCHEMA.version))
        (folder / "versions" / f"{name}.py").write_text(
            MIGRATION.format(name=name, before=before, steps=steps)
        )
        return Schema(version, folder)

    return make


@pytest.fixture
def lasting(request: pytest.FixtureRequest, kind: str, url: str, clock: Clock) -> str:
    """The URL of a database with a studio and an appointment, that stays when it is closed."""
    with closing(open_store(url, now=clock)) as store, store.writing() as writing:
        writing.replace_studio(a_studio(appointments=[a_visit()]))
    return url


shared = pytest.mark.parametrize(
    "kind", ["file", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection of nobody's."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def backups(url: str, tmp_path: Path) -> list[str]:
    """The names of the copies that were made."""
    if url.startswith("sqlite"):
        return sorted(path.name for path in tmp_path.rglob("*backup*"))
    with connected(url) as connection:
        return [name for name in inspect(connection).get_schema_names() if name.startswith("backup")]


def test_the_program_knows_the_newest_migration() -> None:
    head = ScriptDirectory(str(SCHEMA.migrations)).get_current_head()
    assert Version.of(head or "") == SCHEMA.version


@shared
def test_the_migrations_make_the_tables_that_the_program_uses(lasting: str) -> None:
    with connected(lasting) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, METADATA) == []
        assert stored_version(connection) == SCHEMA.version


@shared
@pytest.mark.parametrize("steps", [ADD, REBUILD], ids=["a column more", "a table rebuilt"])
def test_an_older_database_is_backed_up_and_migrated(
    lasting: str, clock: Clock, later: Later, tmp_path: Path, steps: str
) -> None:
    before = read(lasting, clock)
    new = later(MAJOR, steps)
    assert read(lasting, clock, new) == before
    (made,) = backups(lasting, tmp_path)
    wanted = f"studio-v{NOW_AT}-2026-06-15-120000.backup.db"
    in_schema = f"backup_v{NOW_AT.major}_{NOW_AT.minor}_20260615_120000"
    assert made == (wanted if lasting.startswith("sqlite") else in_schema)
    with connected(lasting) as connection:
        assert stored_version(connection) == MAJOR
    assert read(lasting, clock, new) == before
    assert backups(lasting, tmp_path) == [made]


def read(url: str, clock: Clock, schema: Schema = SCHEMA) -> object:
    """Everything of the studio, as a program of that version reads it; nobody can be booked twice in it."""
    with closing(open_store(url, now=clock, schema=schema)) as store:
        assert_refuses_double_booking(store)
        with store.reading() as reading:
            return known(reading.whole_studio())


def assert_refuses_double_booking(store: SqlStore) -> None:
    with pytest.raises(DoubleBooking), store.writing() as writing:
        writing.add_appointment(a_visit("another"))


@shared
def test_a_migration_that_fails_changes_nothing(
    lasting: str, clock: Clock, later: Later, tmp_path: Path
) -> None:
    before = read(lasting, clock)
    with pytest.raises(ZeroDivisionError):
        open_store(lasting, now=clock, schema=later(MINOR, FAIL))
    assert read(lasting, clock) == before
    with connected(lasting) as connection:
        assert "licence" not in [column["name"] for column in inspect(connection).get_columns("agents")]
    assert len(backups(lasting, tmp_path)) == (1 if lasting.startswith("sqlite") else 0)


@pytest.mark.parametrize("kind", ["file"], indirect=True)
def test_a_migration_that_breaks_a_reference_is_undone(lasting: str, clock: Clock, later: Later) -> None:
    before = read(lasting, clock)
    with pytest.raises(RuntimeError, match="broke a reference"):
        open_store(lasting, now=clock, schema=later(MINOR, BREAK_REFERENCE))
    assert read(lasting, clock) == before


@shared
def test_a_newer_database_is_refused_with_advice(lasting: str, clock: Clock, later: Later) -> None:
    open_store(lasting, now=clock, schema=later(MAJOR)).close()
    with pytest.raises(StorageUnavailable, match=rf"newer Studio Desk \(its version is {MAJOR}") as caught:
        open_store(lasting, now=clock)
    assert "Install the newest Studio Desk" in caught.value.advice


OLD_ROWS = """
    INSERT INTO photographers (id, position, name, email, senior, accepting, priority, presets, exceptions,
        calendar_known, diary_changed) VALUES ('ana', 0, 'Ana', '', {no}, {yes}, 0, '{{}}', '[]', {yes}, 0);
    INSERT INTO calendar_sources (id, position, photographer, kind, address, name, problem, cursor)
        VALUES ('s1', 1, 'ana', 'ics', 'a.ics', '', '', '7'), ('s2', 2, 'ana', 'ics', 'b.ics', '', 'Gone.', '8');
    INSERT INTO outbox (number, appointment, event, task, created_at, state, attempts, problem, etag)
        VALUES (1, 'v1', 'e1', 'put', {then}, 'waiting', 0, '', '"1"');
    INSERT INTO history (number, at, who, action, order_id, appointment, before, after, why)
        VALUES (1, {then}, 'Kim', 'moved', '', 'v1', '{{}}', '{{"crew": ["M\\u00fcller"]}}', 'rain');
"""


@shared
def test_version_1_is_brought_to_version_2(url: str, clock: Clock, tmp_path: Path) -> None:
    """Beside the real database of release 0.1, which is an SQLite file."""
    shutil.copytree(SCHEMA.migrations, tmp_path / "old", ignore=shutil.ignore_patterns("v[2-9]_*"))
    open_store(url, now=clock, schema=Schema(Version(1, 0), tmp_path / "old")).close()
    postgres = url.startswith("postgres")
    words = ("false", "true", "now()") if postgres else ("0", "1", "0")
    with connected(url) as connection:
        for statement in OLD_ROWS.format(**dict(zip(("no", "yes", "then"), words, strict=True))).split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    with closing(open_store(url, now=clock)) as store, store.reading() as reading:
        read, failed = reading.sources()
        assert (read.cursor, read.trouble, failed.trouble) == ("", Trouble.NONE, Trouble.FAILING)
        (owed,) = reading.due(NOW)
        assert (owed.etag, owed.unsure, owed.wrote, owed.notify) == ('"1"', False, None, Notify.EVERYONE)
        (moved,) = reading.history(text="muller KIM rain")
        assert moved.number == 1
        assert (reading.accounts(), reading.seen()) == ([], [])
    assert len(backups(url, tmp_path)) == 1


@shared
def test_a_program_that_is_open_notices_that_it_is_too_old(lasting: str, clock: Clock, later: Later) -> None:
    with closing(open_store(lasting, now=clock)) as store:
        open_store(lasting, now=clock, schema=later(MAJOR)).close()
        for transaction in (store.reading, store.writing):
            with pytest.raises(StorageUnavailable, match="brought up to date by a newer"), transaction():
                pass


@shared
def test_a_newer_one_that_only_adds_is_used_as_it_is(
    lasting: str, clock: Clock, later: Later, tmp_path: Path
) -> None:
    open_store(lasting, now=clock, schema=later(Version(NOW_AT.major, NOW_AT.minor + 7))).close()
    made = backups(lasting, tmp_path)
    with closing(open_store(lasting, now=clock)) as store, store.writing() as writing:
        writing.set_setting("theme", "dark")
    assert backups(lasting, tmp_path) == made


@pytest.mark.parametrize("kind", ["file"], indirect=True)
def test_the_backup_is_a_whole_database(lasting: str, clock: Clock, later: Later, tmp_path: Path) -> None:
    folder = tmp_path / "safe" / "place"
    before = read(lasting, clock)
    for wanted in (MINOR, Version(MINOR.major, MINOR.minor + 1)):
        schema = later(wanted)
        open_store(lasting, now=clock, backup_folder=folder, schema=schema).close()
        with closing(sqlite3.connect(tmp_path / "studio.db")) as file, file:
            file.execute(f"UPDATE {VERSION_TABLE} SET version_num = 'v{NOW_AT.major}_{NOW_AT.minor}'")
            file.execute("ALTER TABLE agents DROP COLUMN licence")
    names = [path.name for path in sorted(folder.iterdir())]
    assert names == [f"studio-v{NOW_AT}-2026-06-15-120000.{kind}.db" for kind in ("backup-2", "backup")]
    assert read(f"sqlite:///{folder / names[0]}", clock) == before


@pytest.mark.parametrize("kind", ["file"], indirect=True)
def test_without_a_backup_nothing_is_migrated(
    lasting: str, clock: Clock, later: Later, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(StorageUnavailable, match="could not be backed up") as caught:
        open_store(lasting, now=clock, backup_folder=tmp_path / "taken", schema=later(MAJOR))
    assert "left as it is" not in caught.value.sentence
    read(lasting, clock)


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_tables_of_others_may_share_the_server(url: str, clock: Clock) -> None:
    with connected(url) as connection:
        connection.execute(text("CREATE TABLE invoices (id int)"))
    open_store(url, now=clock).close()


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_tables_of_others_that_have_our_names_are_left_alone(url: str, clock: Clock) -> None:
    with connected(url) as connection:
        connection.execute(text("CREATE TABLE orders (id int)"))
    with pytest.raises(StorageUnavailable, match="holds tables of another program"):
        open_store(url, now=clock)


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_a_database_that_is_not_there_is_said(url: str, clock: Clock) -> None:
    with pytest.raises(StorageUnavailable, match=r"can't be opened: database .* does not exist\."):
        open_store(url.replace("/desk_", "/none of this name _"), now=clock)


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_a_server_that_goes_away_is_said(url: str, clock: Clock) -> None:
    others = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    with closing(open_store(url, now=clock)) as store:

        def write_while_it_goes() -> None:
            with store.writing() as writing, connected(url) as connection:
                writing.set_setting("theme", "dark")
                connection.execute(others)
                writing.set_setting("theme", "light")

        with pytest.raises(StorageUnavailable, match="can't be reached"):
            write_while_it_goes()
        with store.reading() as reading:  # on a new connection
            assert reading.setting("theme") == ""


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_a_user_without_rights_is_told_whom_to_ask(url: str, clock: Clock) -> None:
    with connected(url) as connection:
        connection.execute(text("CREATE ROLE visitor LOGIN"))
    try:
        with pytest.raises(StorageUnavailable, match="The user may not do this") as caught:
            open_store(url.replace("//studio@", "//visitor@"), now=clock)
        assert "Ask the administrator" in caught.value.advice
    finally:
        with connected(url) as connection:
            connection.execute(text("DROP ROLE visitor"))


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["postgres"], indirect=True)
def test_who_may_not_back_up_does_not_migrate(lasting: str, clock: Clock, later: Later) -> None:
    with connected(lasting) as connection:
        connection.execute(text("CREATE ROLE clerk LOGIN"))
        connection.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk"))
    try:
        before = read(lasting, clock)
        with pytest.raises(StorageUnavailable, match="could not be backed up"):
            open_store(lasting.replace("//studio@", "//clerk@"), now=clock, schema=later(MAJOR))
        assert read(lasting, clock) == before
    finally:
        with connected(lasting) as connection:
            connection.execute(text("DROP OWNED BY clerk"))
            connection.execute(text("DROP ROLE clerk"))
