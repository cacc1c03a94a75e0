"""Geocoders on this computer, over real sockets, as Nominatim, Google, Mapbox and OpenCage speak: each refuses what does
not fit its own interface."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.support.web_server import Answer, Asked, WebServer, web_server

KEY = "key-for-tests"


@dataclass
class Known:
    """An address that the servers know; `exact` where it is a house, else the middle of a town."""

    lat: float
    lon: float
    exact: bool = True


@dataclass
class GeocoderServer:
    """What it knows and was asked.

    Attributes:
        known: By words that the question must contain, in lower case.
        times: When each question came, in seconds.
        status: Of every answer, where it is in trouble.
    """

    web: WebServer
    known: dict[str, Known] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0

    @property
    def url(self) -> str:
        return self.web.url

    def answer(self, asked: Asked) -> Answer:
        """Answer one question."""
        self.times.append(time.monotonic())
        self.web.stopping.wait(self.delay)
        if self.status != 200:
            return Answer(self.status, self.headers, b"trouble")
        url = urlsplit(asked.path)
        query = {key: values[0] for key, values in parse_qs(url.query, strict_parsing=True).items()}
        self.agents.append(asked.headers.get("User-Agent", ""))
        if url.path == "/search":
            return self._nominatim(query)
        if url.path == "/maps/api/geocode/json":
            return self._google(query)
        if url.path == "/geocode/v1/json":
            return self._opencage(query)
        mapbox = re.fullmatch(r"/geocoding/v5/mapbox\.places/(.+)\.json/?", url.path)
        return self._mapbox(unquote(mapbox[1]), query) if mapbox else Answer(404)

    def _find(self, text: str) -> Known | None:
        self.queries.append(text)
        return next((found for words, found in self.known.items() if words in text.lower()), None)

    def _nominatim(self, query: dict[str, str]) -> Answer:
        if not self.agents[-1] or self.agents[-1].startswith(("python", "geopy")):
            return Answer(403)
        if query.get("format") != "json" or "q" not in query:
            return Answer(400)
        found = self._find(query["q"])
        if not found:
            return _json([])
        rank = 30 if found.exact else 16
        named = {"display_name": query["q"], "place_rank": rank, "class": "building", "licence": "ODbL"}
        return _json([{"lat": str(found.lat), "lon": str(found.lon), **named}])

    def _google(self, query: dict[str, str]) -> Answer:
        if query.get("key") != KEY:
            return _json({"status": "REQUEST_DENIED", "results": [], "error_message": "no"})
        found = self._find(query["address"])
        if not found:
            return _json({"status": "ZERO_RESULTS", "results": []})
        place = {"location": {"lat": found.lat, "lng": found.lon}}
        place_type = {"location_type": "ROOFTOP" if found.exact else "APPROXIMATE"}
        result = {"formatted_address": query["address"], "geometry": place | place_type}
        return _json({"status": "OK", "results": [result]})

    def _opencage(self, query: dict[str, str]) -> Answer:
        if query.get("key") != KEY:
            return Answer(401, body=b"{}")
        found, results = self._find(query["q"]), []
        if found:
            geometry = {"lat": found.lat, "lng": found.lon}
            results = [
                {"formatted": query["q"], "geometry": geometry, "confidence": 10 if found.exact else 5}
            ]
        return _json({"status": {"code": 200, "message": "OK"}, "results": results})

    def _mapbox(self, text: str, query: dict[str, str]) -> Answer:
        if query.get("access_token") != KEY:
            return Answer(401, body=b'{"message": "Not Authorized"}')
        found, features = self._find(text), []
        if found:
            centre = [found.lon, found.lat]
            kinds = ["address"] if found.exact else ["place"]
            features = [
                {
                    "place_name": text,
                    "geometry": {"type": "Point", "coordinates": centre},
                    "center": centre,
                    "place_type": kinds,
                }
            ]
        return _json({"type": "FeatureCollection", "features": features})


def _json(value: Any) -> Answer:
    return Answer(headers={"Content-Type": "application/json"}, body=json.dumps(value).encode())


@contextmanager
def geocoder_server() -> Iterator[GeocoderServer]:
    """A server on a free port."""
    with web_server() as web:
        server = GeocoderServer(web)
        web.answer = server.answer
        yield server
