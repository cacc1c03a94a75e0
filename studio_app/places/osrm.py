"""Drives by a routing server with the table interface of OSRM.

https://project-osrm.org/docs/v5.24.0/api/#table-service: durations in seconds from each source to each destination, null
where there is no road; each source and destination says how far it lies from the road that was taken for it.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from studio_app.domain.backoff import Jitter
from studio_app.domain.drives import Drive
from studio_app.domain.place import Place
from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience
from studio_app.places.pausing import Pace, Rest
from studio_app.places.servers import host_of
from studio_app.places.wire import Reply, fetch

FURTHEST_FROM_ROAD = 5_000.0
"""Metres. A place further off lies outside the roads that the server knows: what it says is about another place."""

PUBLIC = "router.project-osrm.org"
"""Asked once a second at most: https://github.com/Project-OSRM/osrm-backend/wiki/Api-usage-policy"""

_HEADERS = {"User-Agent": "StudioDesk", "Accept": "application/json"}
_ADVICE = "Check its address in the settings of travel."


class OsrmRouter:
    """Asks a routing server; see `actions.place_ports.Router`. One for the whole program."""

    def __init__(self, jitter: Jitter = random.random, public: Collection[str] = (PUBLIC,)) -> None:
        """Nothing is asked yet; `jitter` gives a number from 0 to 1, `public` names servers that are everybody's."""
        self._jitter = jitter
        self._paces = {host: Pace(1.0) for host in public}
        self._rests: dict[str, Rest] = {}

    def drives(
        self,
        url: str,
        starts: Sequence[Place],
        ends: Sequence[Place],
        patience: Patience,
        *,
        again: bool = False,
    ) -> Sequence[Drive]:
        """The drives from each start to each end, as far as there are roads between them.

        Args:
            url: Of the server, without a slash at its end.
            starts: Where drives begin.
            ends: Where they lead.
            patience: Ends the waiting.
            again: Ask even a server that failed a moment ago.

        Raises:
            PlacesUnavailable: it doesn't answer, or not as OSRM does; or it is left in peace after it failed.
        """
        rest = self._rests.setdefault(url, Rest(self._jitter))
        if not rest.is_over and not again:
            raise PlacesUnavailable(f"{host_of(url)} failed a moment ago and is asked again later.")
        try:
            found = self._drives(url, starts, ends, patience)
        except PlacesUnavailable as error:
            rest.failed(error.retry_after)
            raise
        rest.answered()
        return found

    def _drives(
        self, url: str, starts: Sequence[Place], ends: Sequence[Place], patience: Patience
    ) -> Sequence[Drive]:
        if not starts or not ends:
            return ()
        pace = self._paces.get(host_of(url))
        if pace is not None and not pace.wait(patience):
            raise PlacesUnavailable(
                f"{host_of(url)} may be asked once a second only.", "Use a server of your own."
            )
        places = list(dict.fromkeys([*starts, *ends]))
        index = {place: number for number, place in enumerate(places)}
        reply = fetch(
            f"{url}/table/v1/driving/{';'.join(map(_written, places))}"
            f"?sources={_numbers(index, starts)}&destinations={_numbers(index, ends)}&annotations=duration",
            patience,
            _HEADERS,
        )
        found = _understood(reply, host_of(url))
        if found.get("code") == "TooBig" and (len(starts) > 1 or len(ends) > 1):
            return self._in_halves(url, starts, ends, patience)
        if found.get("code") in ("NoSegment", "NoTable", "NoRoute"):
            return ()
        _must_be_ok(reply, found, host_of(url))
        return tuple(_drives(found, starts, ends, host_of(url)))

    def _in_halves(
        self, url: str, starts: Sequence[Place], ends: Sequence[Place], patience: Patience
    ) -> Sequence[Drive]:
        """The same by two smaller questions, for a server that takes no large ones."""
        if len(starts) > len(ends):
            middle = len(starts) // 2
            halves = ((starts[:middle], ends), (starts[middle:], ends))
        else:
            middle = len(ends) // 2
            halves = ((starts, ends[:middle]), (starts, ends[middle:]))
        return [drive for a, b in halves for drive in self._drives(url, a, b, patience)]


def _written(place: Place) -> str:
    return f"{place.lon:.6f},{place.lat:.6f}"


def _numbers(index: dict[Place, int], places: Sequence[Place]) -> str:
    return ";".join(str(index[place]) for place in places)


def _understood(reply: Reply, host: str) -> dict[str, Any]:
    """The answer's object; OSRM answers with one whatever happens."""
    try:
        found = json.loads(reply.body)
    except ValueError:
        found = None
    if reply.status in (408, 429) or reply.status >= 500:
        raise PlacesUnavailable(f"{host} has trouble ({reply.status}).")
    if not isinstance(found, dict) or not isinstance(found.get("code"), str):
        raise PlacesUnavailable(f"{host} is no routing server with OSRM’s interface.", _ADVICE)
    return found


def _must_be_ok(reply: Reply, found: dict[str, Any], host: str) -> None:
    if reply.status == 200 and found["code"] == "Ok":
        return
    words = " ".join(str(found.get("message", "")).split())[:120]
    raise PlacesUnavailable(f"{host} says no ({found['code'][:40]}){': ' + words if words else ''}.", _ADVICE)


def _drives(
    found: dict[str, Any], starts: Sequence[Place], ends: Sequence[Place], host: str
) -> Iterator[Drive]:
    table = found.get("durations")
    if not isinstance(table, list) or not _fits(table, len(starts), len(ends)):
        raise PlacesUnavailable(f"{host} answered with another table than was asked for.", _ADVICE)
    known_starts, known_ends = _on_roads(found, "sources", starts), _on_roads(found, "destinations", ends)
    for start, row, start_known in zip(starts, table, known_starts, strict=True):
        for end, seconds, end_known in zip(ends, row, known_ends, strict=True):
            if start_known and end_known and start != end and _is_duration(seconds):
                yield Drive(start, end, math.ceil(seconds / 60))


def _fits(table: Sequence[object], rows: int, columns: int) -> bool:
    return len(table) == rows and all(isinstance(row, list) and len(row) == columns for row in table)


def _is_duration(seconds: object) -> bool:
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    return is_number and 0 <= seconds < math.inf  # type: ignore[operator] # a number


def _on_roads(found: dict[str, Any], name: str, places: Sequence[Place]) -> list[bool]:
    """Whether each place lies near a road that the server knows; older servers don't say."""
    points = found.get(name)
    if not isinstance(points, list) or len(points) != len(places):
        return [True] * len(places)
    distances = [point.get("distance", 0) if isinstance(point, dict) else 0 for point in points]
    return [not isinstance(far, int | float) or far <= FURTHEST_FROM_ROAD for far in distances]
