"""The engine answers as the brute-force oracle does, on random studios: openings, crews, choices and explanations.

2,000 studios a run; `STUDIO_DESK_EXAMPLES=20000` looks longer. What fails is shrunk and printed as JSON.
"""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from studio_app import exchange
from studio_app.errors import BadInput
from tests.support import oracle
from tests.support.looks import one_in
from tests.support.studios import THEMES, Case, cases

EXAMPLES = one_in(1)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("theme", THEMES)
def test_the_engine_answers_as_the_oracle_does(theme: str) -> None:
    @settings(
        max_examples=-(-EXAMPLES // len(THEMES)),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(cases(theme))
    def judge(case: Case) -> None:
        compare(case)

    judge()


def compare(case: Case) -> None:
    """The program's answer and explanations against the oracle's."""
    studio, request = json.loads(json.dumps([case.studio, case.request]))
    try:
        expected = oracle.answer(studio, request)
    except oracle.Refused:
        with pytest.raises(BadInput):
            exchange.answer(studio, request)
        return
    found = exchange.answer(studio, request)
    assert found == expected, report("openings", case, found, expected)
    for at in [*case.explain, *beside_openings(expected)]:
        explained = oracle.codes_of(exchange.answer(studio, request, at))
        wanted = oracle.answer(studio, request, at)
        assert explained == wanted, report(f"explanation at {at}", case, explained, wanted)


def beside_openings(answer: dict[str, Any]) -> list[str]:
    """The first opening of each appointment, and the minute after the last."""
    found = []
    for appointment in answer["appointments"]:
        if appointment["openings"]:
            found.append(appointment["openings"][0]["start"])
            last = datetime.fromisoformat(appointment["openings"][-1]["start"])
            found.append((last + timedelta(minutes=1)).isoformat())
    return found


def report(what: str, case: Case, found: Any, expected: Any) -> str:
    """The whole case as JSON, and where the answers part."""
    return f"\n{what} differ at {first_difference(found, expected)}\n{case!r}"


def first_difference(found: Any, expected: Any, path: str = "answer") -> str:
    if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
        for key in expected:
            if found[key] != expected[key]:
                return first_difference(found[key], expected[key], f"{path}.{key}")
    if isinstance(found, list) and isinstance(expected, list):
        for index, (left, right) in enumerate(zip(found, expected, strict=False)):
            if left != right:
                return first_difference(left, right, f"{path}[{index}]")
        if len(found) != len(expected):
            index = min(len(found), len(expected))
            return f"{path}[{index}:]: engine {found[index:]}, oracle {expected[index:]}"
    return f"{path}: engine {found!r}, oracle {expected!r}"
