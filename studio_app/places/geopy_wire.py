"""How geopy reaches the network: by the program’s own wire, with its limits to time and size."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError

from studio_app.patience import Patience
from studio_app.places.wire import fetch


class Wire(BaseSyncAdapter):  # type: ignore[misc] # the package has no types
    """Reads one answer; see `geopy.adapters.BaseSyncAdapter`."""

    def __init__(self, patience: Patience, **options: Any) -> None:
        super().__init__(**options)
        self._patience = patience

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """The answer’s JSON value."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except ValueError:
            raise GeocoderParseError("no JSON") from None

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The answer’s text."""
        reply = fetch(url, self._patience, headers)
        text = reply.body.decode("utf-8", "replace")
        if reply.status != 200:
            names = {name.lower(): value for name, value in reply.headers.items()}
            raise AdapterHTTPError(str(reply.status), status_code=reply.status, headers=names, text=text)
        return text


def wire_for(patience: Patience) -> Callable[..., Wire]:
    """What geopy makes its wire with."""
    return lambda **options: Wire(patience, **options)
