"""Addresses of servers that are told where customers live: encrypted, unless the server stands in the office."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from studio_app.errors import BadInput

_HOME_ENDINGS = (".local", ".lan", ".home.arpa", ".internal")


def checked_server(text: str, field: str, otherwise: str = "https") -> str:
    """The address of a server as it is asked, without a slash at its end.

    Args:
        text: What was typed; the scheme may be left out.
        field: Name of what was typed, for the error.
        otherwise: The scheme of a server elsewhere, where none was typed.

    Raises:
        BadInput: it is none, holds a password, or would be asked unencrypted over the internet.
    """
    typed = text.strip()
    try:
        parts = urlsplit(typed if "://" in typed else f"//{typed}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if not host or " " in typed or port == 0 or parts.query or parts.fragment:
        raise BadInput(field, "is no address of a server")
    if parts.username or parts.password:
        raise BadInput(field, "a name and password in an address can be read by others")
    scheme = parts.scheme or ("http" if is_near(host) else otherwise)
    if scheme != "https" and not (scheme == "http" and is_near(host)):
        raise BadInput(field, "it would be told where customers live, unencrypted; begin it with https")
    return f"{scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_near(host: str) -> bool:
    """Whether a server stands in the office: on this computer or in a private network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        name = host.lower().rstrip(".")
        return name == "localhost" or "." not in name or name.endswith(_HOME_ENDINGS)


def host_of(url: str) -> str:
    """The server of an address, for people."""
    return urlsplit(url).hostname or "The server"
