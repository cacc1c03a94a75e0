"""However a valid file is spoiled, it is read or refused in one line: no other error, no stack, no wait."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from studio_app import exchange
from studio_app.errors import BadInput
from tests.support.full_file import FULL_REQUEST, FULL_STUDIO
from tests.support.looks import one_in

Step = str | int
pytestmark = pytest.mark.timeout(900)


def refused_in_one_line(problem: BadInput) -> None:
    assert str(problem).isprintable(), problem
    assert len(str(problem)) < 400, problem
    assert problem.problem
    assert str(problem) == (f"{problem.path}: {problem.problem}" if problem.path else problem.problem)


def judge(studio: object, request: object = FULL_REQUEST, explain: Any = None) -> None:
    """It is answered as JSON, or refused in one line."""
    try:
        answered = exchange.answer(studio, request, explain)
    except BadInput as problem:
        refused_in_one_line(problem)
    else:
        json.dumps(answered, allow_nan=False)


def lively() -> Any:
    """The full studio, changed so that there is something to book and every rule of the engine is asked."""
    studio: Any = copy.deepcopy(FULL_STUDIO)
    studio["studio"] |= {
        "integrated_booking": True,
        "bookable_weekdays": ["mon", "tue", "wed", "thu", "fri"],
        "company_hours": {"tue": [["08:00", "22:00"]], "wed": [["08:00", "22:00"]]},
        "buffer_after_min": 30,
        "duration_reduction_pct": 0,
        "two_photographers_hours": 0,
    }
    studio["studio"]["twilight"] |= {"mode": "sun", "before_min": 90, "after_min": 60}
    ana, ben = studio["photographers"]
    for person in (ana, ben):
        person |= {
            "accepting": True,
            "calendar_state": "ok",
            "zones": ["town"],
            "timezone": None,
            "presets": {},
        }
        person |= {"skills": ["photos", "dusk", "survey"], "hours": None, "home": {"lat": 42.3, "lon": -71.1}}
    studio["zones"][0]["polygon"] = [[-71.2, 42.2], [-71, 42.2], [-71, 42.4], [-71.2, 42.4]]
    return studio


# ---------------------------------------------------------------- one value spoiled


def places(value: object, way: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The way to every value inside another."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in inner:
        yield (*way, step)
        yield from places(one, (*way, step))


LIVELY = lively()
ASKED = FULL_REQUEST | {"services": ["photos", "dusk"], "moving": None, "photographers": None}
WHOLE = {"studio": FULL_STUDIO, "request": FULL_REQUEST, "lively": LIVELY, "asked": ASKED}
PLACES = {which: list(places(whole)) for which, whole in WHOLE.items()}

numbers: SearchStrategy[Any] = st.one_of(
    st.integers(),
    st.sampled_from([0, 1, -1, 2**31, 2**63, -(2**63), 10**400, 15, 480, 481, 730, 1440]),
    st.floats(),
    st.sampled_from([math.nan, math.inf, -math.inf, -0.0, 30.0, 30.5, 1e308, 5e-324]),
    st.booleans(),
)
times = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
    st.from_regex(
        r"(0001|1973|2026|2199|9999)-(02|12)-(28|29|31)T(00|23|24):(00|59|60):(00|60)[+-](00|23):59",
        fullmatch=True,
    ),
    st.dates().map(lambda day: day.isoformat()),
    st.from_regex(r"[0-2][0-9]:[0-6][0-9]", fullmatch=True),
    st.sampled_from(["2026-06-16T09:00:00-04:00", "2026-06-19", "24:00", "mon", "UTC", "Europe/Paris"]),
)
texts = st.one_of(
    times,
    st.text(),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"])),
    st.sampled_from(
        ["ana", "ben", "a1", "photos", "dusk", "town", "hold", "confirmed", "busy", "sun", "estimate"]
    ),
    st.just("x" * 200_000),
    st.sampled_from(["../../etc/passwd", "posixrules", "Factory", "localtime", "UTC\0", "/etc/localtime"]),
)
values = st.recursive(
    st.one_of(st.none(), numbers, texts, st.sampled_from([b"", (), object(), {1}])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


def deep(depth: int = 10_000) -> Any:
    found: Any = []
    for _ in range(depth):
        found = [found]
    return found


@dataclass(frozen=True)
class Spoiled:
    """A studio file or a request with one thing changed; a report tells what, not all of it."""

    whole: Any
    told: str

    def __repr__(self) -> str:
        return self.told


@st.composite
def spoiled(draw: DrawFn, which: str) -> Spoiled:
    whole: Any = copy.deepcopy(WHOLE[which])
    way = draw(st.sampled_from(PLACES[which]))
    how = draw(
        st.sampled_from(["replace", "replace", "replace", "remove", "add", "repeat", "deep", "elsewhere"])
    )
    holder, last = at(whole, way[:-1]), way[-1]
    value: Any = None
    if how == "remove":
        del holder[last]
    elif how == "add" and isinstance(holder, dict):
        value = draw(values)
        holder[draw(texts)] = value
    elif how in ("add", "repeat") and isinstance(holder, list):
        value = draw(values) if how == "add" else holder[int(last)]
        holder.insert(draw(st.integers(0, len(holder))), value)
    elif how == "deep":
        holder[last] = deep()
    elif how == "elsewhere":
        value = copy.deepcopy(at(FULL_STUDIO, draw(st.sampled_from(PLACES["studio"]))))
        holder[last] = value
    else:
        value = draw(values)
        holder[last] = value
    return Spoiled(whole, f"{which} {'/'.join(map(str, way))} {how} {value!r:.500}")


def at(whole: Any, way: tuple[Step, ...]) -> Any:
    for step in way:
        whole = whole[step]
    return whole


@settings(max_examples=one_in(4))
@given(spoiled("studio"))
def test_a_spoiled_studio_is_read_or_refused(studio: Spoiled) -> None:
    judge(studio.whole)
    judge(studio.whole, FULL_REQUEST, "2026-06-16T10:00:00-04:00")


def test_the_lively_studio_is_lively() -> None:
    found: Any = exchange.answer(LIVELY, ASKED)
    assert [bool(visit["openings"]) for visit in found["appointments"]] == [True, True]


@settings(max_examples=one_in(8))
@given(spoiled("lively"), spoiled("asked"))
def test_what_is_still_valid_is_answered(studio: Spoiled, request: Spoiled) -> None:
    judge(studio.whole, ASKED)
    judge(studio.whole, ASKED, "2026-06-16T10:00:00-04:00")
    judge(LIVELY, request.whole)
    judge(LIVELY, request.whole, "2026-06-16T20:00:00-04:00")


@settings(max_examples=one_in(8))
@given(spoiled("request"), st.none() | texts | numbers)
def test_a_spoiled_request_is_answered_or_refused(request: Spoiled, explain: Any) -> None:
    judge(FULL_STUDIO, request.whole, explain)


@settings(max_examples=one_in(10))
@given(values, values, values)
def test_anything_at_all_is_refused(studio: Any, request: Any, explain: Any) -> None:
    judge(studio, request, explain)
    judge(FULL_STUDIO, request, explain)
    judge(FULL_STUDIO, FULL_REQUEST, explain)


# ---------------------------------------------------------------- bytes


TEXT = json.dumps(FULL_STUDIO).encode()
PIECES = [
    b"",
    b"\0",
    b"\xff",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b",",
    b"NaN",
    b"1e999",
    b"-",
    b"\\ud800",
    b"9" * 5_000,
]


@settings(max_examples=one_in(4))
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)), st.integers(0, 40), st.binary(max_size=8) | st.sampled_from(PIECES)
        ),
        min_size=1,
        max_size=3,
    )
)
def test_spoiled_text_is_read_or_refused(cuts: list[tuple[int, int, bytes]]) -> None:
    text = TEXT
    for at, length, piece in cuts:
        text = text[:at] + piece + text[at + length :]
    judge_bytes(text)


@settings(max_examples=one_in(5))
@given(
    st.binary()
    | st.text(st.sampled_from('{}[]",:019.eE+-\\u nultrefas\ud800')).map(
        lambda text: text.encode("utf-8", "replace")
    )
)
def test_any_bytes_are_read_or_refused(text: bytes) -> None:
    judge_bytes(text)


def judge_bytes(text: bytes) -> None:
    try:
        value = exchange.load_json(text)
    except BadInput as problem:
        refused_in_one_line(problem)
    else:
        judge(value)
