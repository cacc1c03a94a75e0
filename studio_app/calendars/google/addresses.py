"""Which addresses the program sends tokens to."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from studio_app.errors import BadInput

ROOT_SETTING = "STUDIO_DESK_GOOGLE_ROOT_URL"
"""Environment variable that points the client at another root than Google's, for tests."""


def checked_address(text: str, where: str) -> str:
    """An address that may be used: https, or plain http on this computer only.

    Args:
        text: The address.
        where: Names its place in an error, such as `installed.token_uri`.

    Raises:
        BadInput: it is another one, or none.
    """
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput(where, "is no address") from None
    if parts.scheme not in ("http", "https") or not host or any(ord(letter) <= 32 for letter in text):
        raise BadInput(where, "is no address that begins with https://")
    if parts.username is not None or parts.password is not None:
        raise BadInput(where, "must not hold a name or a password")
    if parts.scheme == "http" and not is_loopback(host):
        raise BadInput(where, "must begin with https://; plain http is for this computer only")
    return text


def is_loopback(host: str) -> bool:
    """Whether a host is this computer; only addresses and `localhost`, no other name is looked up."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def root_override(environment: Mapping[str, str] | None = None) -> str:
    """The root of Google's API that was asked for, with a slash at its end; "" for Google's own.

    Raises:
        BadInput: it may not be used.
    """
    text = (os.environ if environment is None else environment).get(ROOT_SETTING, "").strip()
    return checked_address(text, ROOT_SETTING).rstrip("/") + "/" if text else ""
