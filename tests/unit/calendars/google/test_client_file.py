"""The studio's client file, and the addresses that it may name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio_app.calendars.google.addresses import checked_address, is_loopback, root_override
from studio_app.calendars.google.client_file import Client, client_in, read_client
from studio_app.errors import BadInput

GOOD: dict[str, Any] = {
    "installed": {
        "client_id": "1234-abc.apps.googleusercontent.com",
        "project_id": "studio-desk",
        "auth_uri": "https://accounts.google.com/o/oauth2/auth",
        "token_uri": "https://oauth2.googleapis.com/token",
        "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
        "client_secret": "not-a-secret",
        "redirect_uris": ["http://localhost"],
    }
}


def changed(**fields: Any) -> dict[str, Any]:
    section = GOOD["installed"] | fields
    return {"installed": {name: value for name, value in section.items() if value is not None}}


def test_a_client_file_as_google_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "client_secret_1234.json"
    path.write_text(json.dumps(GOOD), encoding="utf-8-sig")
    found = read_client(path)
    assert found == Client(
        "1234-abc.apps.googleusercontent.com",
        "not-a-secret",
        "https://accounts.google.com/o/oauth2/auth",
        "https://oauth2.googleapis.com/token",
    )
    assert "not-a-secret" not in repr(found)


@pytest.mark.parametrize(
    "content, where, words",
    [
        (
            {"web": GOOD["installed"]},
            "web",
            "is a client of a web site; one of the type “Desktop app” is needed",
        ),
        ({"type": "service_account", "private_key": "x"}, "type", "is the key of a service account"),
        ({}, "installed", "is missing"),
        ({"installed": []}, "installed", "is missing"),
        ([], "", "This is no client file"),
        ("text", "", "This is no client file"),
        (changed(client_id=None), "installed.client_id", "is missing"),
        (changed(client_id="  "), "installed.client_id", "is no text that Google would give"),
        (changed(client_secret=None), "installed.client_secret", "is missing"),
        (changed(client_secret=5), "installed.client_secret", "is no text that Google would give"),
        (changed(client_secret="x" * 1001), "installed.client_secret", "is no text that Google would give"),
        (changed(auth_uri=None), "installed.auth_uri", "is missing"),
        (
            changed(auth_uri="accounts.google.com"),
            "installed.auth_uri",
            "is no address that begins with https://",
        ),
        (
            changed(token_uri="http://oauth2.googleapis.com/token"),
            "installed.token_uri",
            "must begin with https://",
        ),
        (changed(token_uri="https://me:pw@example.com/token"), "installed.token_uri", "a name or a password"),
        (changed(token_uri="https://[example.com/token"), "installed.token_uri", "is no address"),
        (changed(token_uri="https://example.com:x/token"), "installed.token_uri", "is no address"),
        (changed(token_uri="file:///etc/passwd"), "installed.token_uri", "is no address"),
    ],
)
def test_what_is_wrong_is_said_and_where(content: Any, where: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        client_in(content)
    assert caught.value.path == where
    assert words in caught.value.problem
    assert "not-a-secret" not in str(caught.value)


def no_json(path: Path) -> None:
    path.write_text("<html>Sign in</html>")


def not_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00{")


def too_deep(path: Path) -> None:
    path.write_text("[" * 90_000)


def too_large(path: Path) -> None:
    path.write_text(" " * 100_001 + "{}")


@pytest.mark.parametrize(
    "write, words",
    [
        (no_json, "is no JSON"),
        (not_text, "is no JSON"),
        (too_deep, "is no JSON"),
        (too_large, "is too large"),
        (Path.mkdir, "can’t be read"),
        (lambda path: None, "can’t be read: No such file"),
    ],
)
def test_files_that_are_none(tmp_path: Path, write: Callable[[Path], None], words: str) -> None:
    path = tmp_path / "client.json"
    write(path)
    with pytest.raises(BadInput, match=words) as caught:
        read_client(path)
    assert caught.value.path == "client.json"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost", "LocalHost"])
def test_plain_http_stays_on_this_computer(host: str) -> None:
    assert is_loopback(host)
    shown = f"[{host}]" if ":" in host else host
    assert checked_address(f"http://{shown}:8080/token", "x")


@pytest.mark.parametrize(
    "host", ["example.com", "10.0.0.1", "localhost.example.com", "0.0.0.0", "127.0.0.1.nip.io"]
)
def test_plain_http_goes_nowhere_else(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(BadInput):
        checked_address(f"http://{host}/token", "x")
    assert checked_address(f"https://{host}/token", "x")


def test_another_root() -> None:
    assert root_override({}) == ""
    assert root_override({"STUDIO_DESK_GOOGLE_ROOT_URL": " http://127.0.0.1:99 "}) == "http://127.0.0.1:99/"
    assert (
        root_override({"STUDIO_DESK_GOOGLE_ROOT_URL": "https://mirror.example/"}) == "https://mirror.example/"
    )
    with pytest.raises(BadInput, match="STUDIO_DESK_GOOGLE_ROOT_URL"):
        root_override({"STUDIO_DESK_GOOGLE_ROOT_URL": "http://mirror.example/"})
