"""The tests' own keyrings keep, forget and fail like real ones."""

import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError

from tests.support.command_line import ROOT
from tests.support.keyrings import FileKeyring, LockedKeyring, MemoryKeyring, file_keyring, using


@pytest.fixture(params=[MemoryKeyring, FileKeyring])
def backend(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> KeyringBackend:
    monkeypatch.setenv("TEST_KEYRING_FILE", str(tmp_path / "keyring.json"))
    kind: type[MemoryKeyring] | type[FileKeyring] = request.param
    return kind()


def test_what_is_kept_is_found_and_forgotten(backend: KeyringBackend) -> None:
    with using(backend):
        assert keyring.get_password("desk", "a") is None
        keyring.set_password("desk", "a", "one")
        keyring.set_password("desk", "b", "two")
        keyring.set_password("desk", "a", "three")
        assert keyring.get_password("desk", "a") == "three"
        keyring.delete_password("desk", "a")
        assert keyring.get_password("desk", "a") is None
        assert keyring.get_password("desk", "b") == "two"
        with pytest.raises(PasswordDeleteError):
            keyring.delete_password("desk", "a")


def test_a_locked_keyring_refuses_everything() -> None:
    with using(LockedKeyring()):
        with pytest.raises(KeyringError):
            keyring.get_password("desk", "a")
        with pytest.raises(KeyringError):
            keyring.set_password("desk", "a", "one")
        with pytest.raises(KeyringError):
            keyring.delete_password("desk", "a")


def test_a_process_shares_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = file_keyring(tmp_path / "keyring.json")
    monkeypatch.setenv("TEST_KEYRING_FILE", given["TEST_KEYRING_FILE"])
    with using(FileKeyring()):
        keyring.set_password("desk", "a", "one")
    code = "import keyring; print(keyring.get_password('desk', 'a'))"
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | given,
    )
    assert said.stdout == "one\n"
