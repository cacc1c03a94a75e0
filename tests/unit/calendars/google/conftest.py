"""Fixtures for the connector to Google."""

from __future__ import annotations

import pytest

from tests.support.google_server import GoogleServer
from tests.unit.calendars.google.desk import Desk


@pytest.fixture
def google(google_server: GoogleServer) -> GoogleServer:
    """A Google that knows the studio."""
    google_server.person("studio@example.com")
    return google_server


@pytest.fixture
def desk(google_server: GoogleServer) -> Desk:
    """A computer that reads."""
    return Desk(google_server)
