"""What the studio chose about the map's tiles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

CACHE_MB, MOST_CACHE_MB = 200, 5000
LONGEST_ATTRIBUTION = 200
_FIELD = re.compile(r"\{([^{}]*)\}")
_NEEDED = ("z", "x", "y")
_KNOWN = frozenset({"z", "x", "y", "s", "r"})


@dataclass(frozen=True, slots=True)
class MapChoices:
    """Where the map gets its tiles from.

    Attributes:
        tile_url: Template of a tile's address with `{z}`, `{x}` and `{y}` (zoom, column, row), perhaps `{s}` (one of
            several hosts a, b, c) and `{r}` (`@2x` on sharp screens); "" where only the drawn ground is shown.
        attribution: What the server wants to be said in the corner of the map.
        cache_mb: Megabytes of tiles that are kept on this computer.
    """

    tile_url: str = ""
    attribution: str = ""
    cache_mb: int = CACHE_MB


def problem_of_url(template: str) -> str:
    """What is wrong with a template of a tile's address, as the end of a sentence; "" where nothing is, or it is empty."""
    if not template:
        return ""
    fields = _FIELD.findall(template)
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        return f"must hold {', '.join('{' + name + '}' for name in missing)}: zoom, column and row of a tile"
    unknown = [name for name in fields if name not in _KNOWN]
    if unknown:
        return f"holds {{{unknown[0]}}}, which means nothing here"
    if any(sign.isspace() or not sign.isprintable() for sign in template):
        return "holds a space"
    try:
        parts = urlsplit(_FIELD.sub("0", template))
        port = parts.port
    except ValueError:
        return "is no address of a server"
    if parts.scheme not in ("http", "https"):
        return "must begin with https:// or http://"
    if not parts.hostname or port == 0:
        return "names no server"
    if parts.username is not None or parts.password is not None:
        return "must not hold a name or password"
    return ""


def without_keys(template: str) -> str:
    """An address to be shown to everybody: the values behind its question mark, often a key, are hidden."""
    head, mark, query = template.partition("?")
    return head + mark + re.sub(r"=[^&]*", "=\N{HORIZONTAL ELLIPSIS}", query)
