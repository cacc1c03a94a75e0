"""People at the server, and Google's own client in their hands."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.support.google_server import GoogleServer, Person
from tests.support.google_server.client import service_of

Connect = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_word_of_each_refusal(caplog: pytest.LogCaptureFixture) -> None:
    """Google's client logs every 403 as a warning; the program takes that away when its connector is imported."""
    caplog.set_level(logging.ERROR, "googleapiclient.http")


@pytest.fixture
def server() -> Iterator[GoogleServer]:
    """A server of its own for each test."""
    with GoogleServer() as running:
        yield running


@pytest.fixture
def connect(server: GoogleServer) -> Iterator[Connect]:
    """`connect(login, *scopes)` gives the Calendar service as that person."""
    with ExitStack() as stack:
        yield lambda login, *scopes, **options: stack.enter_context(
            closing(service_of(server, login, *scopes, **options))
        )


@pytest.fixture
def studio(server: GoogleServer) -> Person:
    return server.person("studio@example.com")


@pytest.fixture
def ana(server: GoogleServer) -> Person:
    return server.person("ana@example.com")


@pytest.fixture
def api(connect: Connect, studio: Person) -> Any:
    """The API as the studio uses it."""
    return connect(studio.email)
