"""What the studio chose about the map's tiles."""

from __future__ import annotations

from dataclasses import dataclass

CACHE_MB, MOST_CACHE_MB = 200, 5000
LONGEST_ATTRIBUTION = 200


@dataclass(frozen=True, slots=True)
class MapChoices:
    """Where the map gets its tiles from.

    Attributes:
        tile_url: Template of a tile's address with `{z}`, `{x}` and `{y}` (zoom, column, row), perhaps `{s}` (one of
            several hosts a, b, c), `{r}` (`@2x` on sharp screens) and `{key}` (what opens an account there, which is in the
            keyring of each computer); "" where only the drawn ground is shown.
        attribution: What the server wants to be said in the corner of the map.
        cache_mb: Megabytes of tiles that are kept on this computer.
    """

    tile_url: str = ""
    attribution: str = ""
    cache_mb: int = CACHE_MB
