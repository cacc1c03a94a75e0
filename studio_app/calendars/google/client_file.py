"""The studio's own client at Google, as the file that the Google Cloud console gives.

A "Desktop app" client: `{"installed": {"client_id": ..., "client_secret": ..., "auth_uri": ..., "token_uri": ...}}`. Its
addresses are obeyed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio_app.calendars.google.addresses import checked_address
from studio_app.errors import BadInput

LARGEST_FILE = 100_000
LONGEST_VALUE = 1_000
GUIDE = "docs/google.md tells how to make one."


@dataclass(frozen=True, slots=True)
class Client:
    """The program as Google knows it.

    Attributes:
        secret: Google calls it that although it lies on every computer of the studio; kept in the keyring all the same.
        auth_uri: Where people sign in.
        token_uri: Where tokens are given.
    """

    id: str
    secret: str = field(repr=False)
    auth_uri: str
    token_uri: str


def read_client(path: Path) -> Client:
    """Read a client file.

    Raises:
        BadInput: it can't be read, or is no file of a desktop client; says what it is, and what to do.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput(path.name, f"can’t be read: {error.strerror or error}") from error
    if len(data) > LARGEST_FILE:
        raise BadInput(path.name, f"is too large for a client file. {GUIDE}")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInput(path.name, f"is no JSON, so no client file. {GUIDE}") from None
    return client_in(found)


def client_in(found: object) -> Client:
    """The client in the content of a client file. Raises BadInput."""
    if not isinstance(found, dict):
        raise BadInput("", f"This is no client file. {GUIDE}")
    if found.get("type") == "service_account":
        raise BadInput(
            "type", f"is the key of a service account; a client of the type “Desktop app” is needed. {GUIDE}"
        )
    if "installed" not in found and "web" in found:
        raise BadInput("web", f"is a client of a web site; one of the type “Desktop app” is needed. {GUIDE}")
    section = found.get("installed")
    if not isinstance(section, dict):
        raise BadInput("installed", f"is missing, so this is no file of a desktop client. {GUIDE}")
    return Client(
        id=_text(section, "client_id"),
        secret=_text(section, "client_secret"),
        auth_uri=checked_address(_text(section, "auth_uri"), "installed.auth_uri"),
        token_uri=checked_address(_text(section, "token_uri"), "installed.token_uri"),
    )


def _text(section: Mapping[str, Any], name: str) -> str:
    value = section.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_VALUE:
        problem = "is missing" if name not in section else "is no text that Google would give"
        raise BadInput(f"installed.{name}", f"{problem}. Download the file again.")
    return value.strip()
