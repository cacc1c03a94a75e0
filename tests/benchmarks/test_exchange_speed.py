"""How fast a studio file is read and written, beside a limit in the same run.

The limit parses the same text with the JSON module of Python and reads the times of its events, with no check at all.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from studio_app import exchange
from tests.benchmarks.big_studio import LARGE, MEDIUM, Size, studio_of

SIZES = {"12,000 events": MEDIUM, "366,000 events": LARGE}


@cache
def text_of(size: Size) -> bytes:
    return json.dumps(exchange.write_studio(studio_of(size))).encode()


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> Size:
    """One of the sizes."""
    return SIZES[request.param]


def rounds(size: Size) -> int:
    return 3 if size is LARGE else 15


def test_read(benchmark: BenchmarkFixture, size: Size) -> None:
    """From the bytes of a file to a studio whose diaries are columns already: what an import waits for."""
    text = text_of(size)
    benchmark.extra_info["megabytes"] = len(text) // 1_000_000
    studio = benchmark.pedantic(
        lambda: exchange.read_studio(exchange.load_json(text)), rounds=rounds(size), warmup_rounds=1
    )
    assert sum(len(diary.events) for diary in studio.diaries.values()) == size.events


def test_read_limit(benchmark: BenchmarkFixture, size: Size) -> None:
    """The same text and its times, unchecked."""
    text = text_of(size)

    def unchecked() -> list[tuple[datetime, datetime]]:
        value: Any = json.loads(text)
        return [
            (datetime.fromisoformat(event["start"]), datetime.fromisoformat(event["end"]))
            for event in value["busy"]
        ]

    assert len(benchmark.pedantic(unchecked, rounds=rounds(size), warmup_rounds=1)) == size.events


def test_write(benchmark: BenchmarkFixture, size: Size) -> None:
    """From a studio to the text of its file: what an export waits for."""
    studio = exchange.read_studio(exchange.load_json(text_of(size)))
    written = benchmark.pedantic(
        lambda: json.dumps(exchange.write_studio(studio)), rounds=rounds(size), warmup_rounds=1
    )
    assert written.encode() == text_of(size)
