"""Questions to servers that know addresses or roads: short ones, with a limit to time and size."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError, ReadTimeoutError

from studio_app.errors import PlacesUnavailable
from studio_app.patience import Patience
from studio_app.places.servers import host_of

LARGEST = 4_000_000
"""Bytes of one answer."""

MOST_SECONDS = 5.0
"""Without a sign of life from a server."""

_PIECE = 65_536

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Nobody(AuthBase):
    """Keeps requests from looking for a login of its own."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


def fetch(url: str, patience: Patience, headers: Mapping[str, str]) -> Reply:
    """Ask once. Nobody is followed elsewhere: an address may be a secret of the caller's.

    Raises:
        PlacesUnavailable: no answer, not in time, or one that is too large.
    """
    host = host_of(url)
    _must_be_patient(patience, host)
    try:
        with requests.get(
            url,
            headers={**headers, "Accept-Encoding": "identity"},
            auth=_Nobody(),
            timeout=min(patience.left, MOST_SECONDS) or 0.001,
            allow_redirects=False,
            stream=True,
        ) as response:
            found = bytearray()
            while piece := response.raw.read1(_PIECE, decode_content=False):
                found += piece
                if len(found) > LARGEST:
                    raise PlacesUnavailable(f"The answer of {host} is too large.")
                _must_be_patient(patience, host)
            return Reply(response.status_code, response.headers, bytes(found))
    except (requests.RequestException, HTTPError, HTTPException, OSError) as error:
        # Without the library's words: they hold the address that was asked for, and perhaps a key.
        log.info("%s: %s", host, type(error).__name__)
        _must_be_patient(patience, host)
        raise _unavailable(host, error) from None


def _must_be_patient(patience: Patience, host: str) -> None:
    if patience.is_over:
        raise PlacesUnavailable(f"{host} didn’t answer in time.")


def _unavailable(host: str, error: Exception) -> PlacesUnavailable:
    if isinstance(error, requests.exceptions.SSLError):
        return PlacesUnavailable(
            f"{host} could not prove that it is {host}.", "Check this computer’s clock and network."
        )
    if isinstance(error, (requests.Timeout, ReadTimeoutError, TimeoutError)):
        return PlacesUnavailable(f"{host} didn’t answer in time.")
    return PlacesUnavailable(f"{host} can’t be reached.", "Check the network.")
