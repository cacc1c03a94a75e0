"""A routing server on this computer with OSRM's table interface, over real sockets: it refuses what does not fit the API.

https://project-osrm.org/docs/v5.24.0/api/#table-service
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from tests.support.web_server import Answer, Asked, WebServer, web_server

Spot = tuple[float, float]

_PATH = re.compile(r"/table/v1/(\w+)/([^/?]+)")
_NUMBER = re.compile(r"-?\d{1,3}(\.\d+)?")


@dataclass
class OsrmServer:
    """What it knows and was asked.

    Attributes:
        seconds: How long a drive takes, by latitude and longitude of both ends; else by a plain sum.
        most: Coordinates of one question, as `--max-table-size`.
        far: Metres from each place to the nearest road, by latitude and longitude.
        status: Of every answer, where it is in trouble.
    """

    web: WebServer
    seconds: dict[tuple[Spot, Spot], float | None] = field(default_factory=dict)
    most: int = 100
    far: dict[Spot, float] = field(default_factory=dict)
    status: int = 200
    tables: list[tuple[list[Spot], list[Spot]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.web.url

    def drive(self, start: Spot, end: Spot) -> float | None:
        """Seconds: told, else by latitude and longitude, dearer to the north."""
        if (start, end) in self.seconds:
            return self.seconds[start, end]
        north = end[0] - start[0]
        return round(100 + 40_000 * abs(north) + 30_000 * abs(end[1] - start[1]) + 5_000 * max(north, 0), 1)

    def answer(self, asked: Asked) -> Answer:
        """Answer one question."""
        if self.status != 200:
            return Answer(self.status, body=b"<html>Trouble</html>")
        url = urlsplit(asked.path)
        found = _PATH.fullmatch(url.path)
        if asked.method != "GET" or not found:
            return _refused("InvalidUrl", "URL string malformed")
        if found[1] != "driving":
            return _refused("InvalidService", "no such profile")
        spots = [_spot(text) for text in found[2].split(";")]
        if None in spots or len(spots) < 2:
            return _refused("InvalidQuery", "Query string malformed")
        known: list[Spot] = [spot for spot in spots if spot]
        options = parse_qsl(url.query, keep_blank_values=True, separator="&")
        if len(dict(options)) != len(options) or not {key for key, _ in options} <= {
            *("sources", "destinations", "annotations")
        }:
            return _refused("InvalidOptions", "unknown option")
        if dict(options).get("annotations", "duration") not in ("duration", "distance", "duration,distance"):
            return _refused("InvalidQuery", "annotations")
        if len(known) > self.most:
            return _refused("TooBig", "Too many table coordinates")
        ends = [_chosen(dict(options).get(name, "all"), known) for name in ("sources", "destinations")]
        if ends[0] is None or ends[1] is None:
            return _refused("InvalidQuery", "index out of range")
        self.tables.append((ends[0], ends[1]))
        table = [[self.drive(start, end) for end in ends[1]] for start in ends[0]]
        points = [
            [
                {"location": [lon, lat], "name": "", "distance": self.far.get((lat, lon), 12.5)}
                for lat, lon in end
            ]
            for end in (ends[0], ends[1])
        ]
        value = {"code": "Ok", "durations": table, "sources": points[0], "destinations": points[1]}
        return Answer(headers={"Content-Type": "application/json"}, body=json.dumps(value).encode())


def _spot(text: str) -> Spot | None:
    parts = text.split(",")
    if len(parts) != 2 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    lon, lat = map(float, parts)
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _chosen(text: str, spots: list[Spot]) -> list[Spot] | None:
    if text == "all":
        return spots
    numbers = text.split(";")
    if not all(re.fullmatch(r"\d+", number) and int(number) < len(spots) for number in numbers):
        return None
    return [spots[int(number)] for number in numbers]


def _refused(code: str, message: str) -> Answer:
    value = {"code": code, "message": message}
    return Answer(400, {"Content-Type": "application/json"}, json.dumps(value).encode())


@contextmanager
def osrm_server() -> Iterator[OsrmServer]:
    """A server on a free port."""
    with web_server() as web:
        server = OsrmServer(web)
        web.answer = server.answer
        yield server
