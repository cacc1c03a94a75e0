"""The whole studio as a studio file."""

from __future__ import annotations

from typing import Any

from studio_app import exchange
from studio_app.actions.ports import Store


def export_studio(store: Store) -> dict[str, Any]:
    """Everything of the stored studio as the format's JSON.

    Raises:
        NotFound: there is no studio.
    """
    with store.reading() as reading:
        studio = reading.whole_studio()
    return exchange.write_studio(studio)
