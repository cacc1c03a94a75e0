"""Several programs on one database, as several desks are."""

import subprocess
import sys
from pathlib import Path

import pytest

from studio_app.storage.database import open_store
from tests.contracts.storage.samples import NOW, span

ROOT = Path(__file__).resolve().parents[3]
DESKS = 8
TIMES = 5

# Each waits for a line, so that all start at once; then it tries every time in turn and says what it got.
PROGRAM = """
import sys
from studio_app.errors import DoubleBooking
from studio_app.storage.database import open_store
from tests.contracts.storage.samples import NOW, a_studio, a_visit, span

url, number, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
store = open_store(url, now=lambda: NOW, patience=60)
with store.writing() as writing:
    if not writing.has_studio():
        writing.replace_studio(a_studio())
won = []
for hour in range(times):
    crew = "ana ben" if number % 2 else "ben"
    try:
        with store.writing() as writing:
            writing.add_appointment(a_visit(f"{number}-{hour}", span(hour, hour + 1), crew))
        won.append(str(hour))
    except DoubleBooking:
        pass
store.close()
print(" ".join(won))
"""


@pytest.mark.parametrize(
    "kind", ["file", pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_of_eight_programs_one_gets_each_time(url: str) -> None:
    """They also make the database and the studio together, as it is new."""
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, url, str(number), str(TIMES)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(DESKS)
    ]
    try:
        for one in desks:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n", one.communicate()[1]
        for one in desks:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate(timeout=120) for one in desks]
    finally:
        for one in desks:
            one.kill()
            one.communicate()
    assert [complaint for _, complaint in said] == [""] * DESKS
    won = sorted(hour for told, _ in said for hour in told.split())
    assert won == [str(hour) for hour in range(TIMES)]
    check(url)


def check(url: str) -> None:
    """The database holds one appointment at each time."""
    store = open_store(url, now=lambda: NOW)
    with store.reading() as reading:
        found = reading.appointments_between(span(0, 24))
    store.close()
    assert [visit.span for visit in found] == [span(hour, hour + 1) for hour in range(TIMES)]
