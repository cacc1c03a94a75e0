"""The look of this computer's user, kept in a small file that may be anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_app.desk.kept_look import KeptLook
from studio_app.desk.theme import ThemeChoice
from studio_app.errors import KnownError


@pytest.mark.parametrize("choice", list(ThemeChoice))
def test_what_was_chosen_is_there_again(tmp_path: Path, choice: ThemeChoice) -> None:
    kept = KeptLook(tmp_path / "look.json")
    assert kept.read() is ThemeChoice.SYSTEM
    kept.write(ThemeChoice.DARK)
    kept.write(choice)
    assert KeptLook(tmp_path / "look.json").read() is choice
    assert [path.name for path in tmp_path.iterdir()] == ["look.json"]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"null", b"[1]", b"3", b'"dark"', b"{}", b'{"look": 3}', b'{"look": "pink"}',
        b'{"look": ["dark"]}', b'{"look": {}}', b"\xff\xfe", b"[" * 900, b'{"look": "dark"}' + b" " * 2000 + b"!",
    ],
)  # fmt: skip
def test_a_broken_file_follows_the_system(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "look.json"
    file.write_bytes(data)
    kept = KeptLook(file)
    assert kept.read() is (ThemeChoice.DARK if data.endswith(b"!") else ThemeChoice.SYSTEM)
    kept.write(ThemeChoice.LIGHT)
    assert kept.read() is ThemeChoice.LIGHT


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    file = tmp_path / "look.json"
    file.mkdir()
    kept = KeptLook(file)
    assert kept.read() is ThemeChoice.SYSTEM
    with pytest.raises(KnownError, match="can't be kept for the next start"):
        kept.write(ThemeChoice.DARK)
    assert [path.name for path in tmp_path.iterdir()] == ["look.json"]
