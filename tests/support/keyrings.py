"""Keyrings for tests: one in memory, one in a file that processes share, and one that fails.

A process is given the file by its environment: `PYTHON_KEYRING_BACKEND=tests.support.keyrings.FileKeyring` and
`TEST_KEYRING_FILE=...`, which `file_keyring` writes down.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

_FILE = "TEST_KEYRING_FILE"


class MemoryKeyring(KeyringBackend):
    """Keeps secrets in `secrets`, by service and user."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError("there is no such secret")


class LockedKeyring(MemoryKeyring):
    """Refuses everything, as a keyring whose owner did not type the password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("the keyring is locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("the keyring is locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("the keyring is locked")


class FileKeyring(KeyringBackend):
    """Keeps secrets in a plain file: never for anything but tests."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}\n{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._read() | {f"{service}\n{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        found = self._read()
        if found.pop(f"{service}\n{username}", None) is None:
            raise PasswordDeleteError("there is no such secret")
        self._write(found)

    @staticmethod
    def _path() -> Path:
        return Path(os.environ[_FILE])

    def _read(self) -> dict[str, str]:
        path = self._path()
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found

    def _write(self, secrets: dict[str, str]) -> None:
        half = self._path().with_suffix(".new")
        half.write_text(json.dumps(secrets), encoding="utf-8")
        half.replace(self._path())


def file_keyring(path: Path) -> dict[str, str]:
    """The environment of a process that keeps its secrets in a file."""
    return {"PYTHON_KEYRING_BACKEND": "tests.support.keyrings.FileKeyring", _FILE: str(path)}


@contextmanager
def using(backend: KeyringBackend) -> Iterator[None]:
    """Let this process use a keyring for the length of a `with` block."""
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
