"""Every test of a rule asks the oracle and the engine."""

import pytest

from tests.support.scenarios import JUDGES, Judge


@pytest.fixture(params=sorted(JUDGES))
def judge(request: pytest.FixtureRequest) -> Judge:
    """The oracle, then the engine."""
    return JUDGES[request.param]
