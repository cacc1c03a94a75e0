"""Every test runs in private surroundings, watched for what it leaves behind."""

import gc
import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# A shell that starts something in the background has it ignore Ctrl+C, and so would the programs that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The parts report their own assertions as clearly as the tests do.
pytest.register_assert_rewrite("tests.support")

pytest_plugins = [
    "tests.support.surroundings",
    "tests.support.detectors",
    "tests.support.display",
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.google_server.fixture",
    "pytester",
]

# No deadline: the machine is shared, and benchmarks are the place for time. What fails prints how to repeat it.
settings.register_profile(
    "desk", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.register_profile("ci", settings.get_profile("desk"), database=None)
settings.register_profile("thorough", settings.get_profile("desk"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "desk"))


def pytest_collection_finish() -> None:
    """Thousands of tests live as long as the run: nobody need look through them each time that cycles are looked for."""
    gc.collect()
    gc.freeze()
