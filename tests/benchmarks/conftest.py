"""What is measured is the program as it is."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def cheap_databases() -> None:
    """Databases are made and opened as the program does it."""
