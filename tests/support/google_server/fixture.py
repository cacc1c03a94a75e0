"""The server for tests that want one each, in place of the real Google."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.google_server import GoogleServer


@pytest.fixture
def google_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    """A server that the program uses as its Google; the test fails on each request that fits no method of the API."""
    from tests.support.google_server import GoogleServer

    with GoogleServer() as server:
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        yield server
    assert list(server.misfits) == []
