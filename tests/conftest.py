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
# A run looks at the same examples as the one before, so that it says the same of the same program; to look at new ones,
# and at many more, is what `HYPOTHESIS_PROFILE=thorough` is for.
settings.register_profile(
    "desk",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=100,
)
settings.register_profile("thorough", settings.get_profile("desk"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "desk"))


def pytest_collection_finish() -> None:
    """Thousands of tests live as long as the run: nobody need look through them each time that cycles are looked for."""
    gc.collect()
    gc.freeze()
