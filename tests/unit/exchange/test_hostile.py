"""What nobody would write by hand: still one line that says where, at once, and never a stack."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio_app import exchange
from studio_app.errors import BadInput
from studio_app.exchange.read_zones import MOST_CORNERS
from tests.support.full_file import FULL_REQUEST, FULL_STUDIO, GONE, spoiled

Json = dict[str, Any]
EXPLAIN = "2026-06-16T10:00:00-04:00"
pytestmark = pytest.mark.timeout(60)


def refusal(studio: object, request: object = FULL_REQUEST, explain: Any = None) -> str:
    """What is said of it, which must be one short line."""
    with pytest.raises(BadInput) as refused:
        exchange.answer(studio, request, explain)
    said = str(refused.value)
    assert said.isprintable()
    assert len(said) < 300
    return said


def nested(depth: int, inner: Callable[[Any], Any]) -> Any:
    found: Any = 1
    for _ in range(depth):
        found = inner(found)
    return found


# ---------------------------------------------------------------- paths and texts in one line


@pytest.mark.parametrize(
    "key, step",
    [
        ("two words", '["two words"]'),
        ("two\nlines", '["two\\nlines"]'),
        ("a.b", '["a.b"]'),
        ("a[0]", '["a[0]"]'),
        ("", '[""]'),
        ("0", '["0"]'),
        ("\ud800", '["\\ud800"]'),
        ("\u202egnp", '["\\u202egnp"]'),
        ("\x1b[31m", '["\\x1b[31m"]'),
        ("\u2028", '["\\u2028"]'),
        ("x" * 1_000_000, '["' + "x" * 40 + '..."]'),
        ("größe", ".größe"),
        ("slot-step", ".slot-step"),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_a_key_is_a_step_on_one_line(key: str, step: str) -> None:
    for path, at in (("studio", "studio"), ("photographers[0].home", "photographers[0].home"), ("", "")):
        given = dict(FULL_STUDIO) | {key: 1} if not path else FULL_STUDIO
        if path:
            holder = FULL_STUDIO["studio"] if path == "studio" else {"lat": 1, "lon": 2}
            given = spoiled(FULL_STUDIO, path, holder | {key: 1})
        shown = f"{at}{step}" if at else step.lstrip(".")
        assert refusal(given) == f"{shown}: is not a known key"


@pytest.mark.parametrize("key", [1, None, True, 2.5, (1, 2), b"name"], ids=repr)
def test_a_key_that_is_no_text_is_refused(key: Any) -> None:
    assert refusal(dict(FULL_STUDIO) | {key: 1}) == "has a key that is not text"
    request: Any = dict(FULL_REQUEST) | {key: 1}
    assert refusal(FULL_STUDIO, request) == "has a key that is not text"


@pytest.mark.parametrize(
    "text, shown",
    [
        ("a\nb", "a\\nb"),
        ("a\r\tb", "a\\r\\tb"),
        ("\x85\u2028\u2029", "\\x85\\u2028\\u2029"),
        ("\u202eabc", "\\u202eabc"),
        ("x" * 50_000, "x" * 40 + "..."),
        ("\n" * 50_000, "\\n" * 40 + "..."),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_a_text_is_shown_on_one_line_and_cut(text: str, shown: str) -> None:
    assert refusal(spoiled(FULL_STUDIO, "busy[0].photographer", text)) == (
        f'busy[0].photographer: there is no photographer "{shown}"'
    )
    assert refusal(spoiled(FULL_STUDIO, "busy[0].show_as", text)).startswith(f'busy[0].show_as: "{shown}" is')
    assert refusal(spoiled(FULL_STUDIO, "busy[0].start", text)).startswith(f'busy[0].start: "{shown}" is')
    assert refusal(spoiled(FULL_STUDIO, "studio.timezone", text)).startswith(f'studio.timezone: "{shown}" is')
    moving = refusal(FULL_STUDIO, FULL_REQUEST | {"moving": text})
    assert moving == f'moving: there is no appointment "{shown}"'


TEXTS = ("studio.name", "services[0].name", "photographers[0].email", "busy[0].title", "zones[0].name")
NO_TEXT = "holds a character that can't be stored: NUL or half a surrogate pair"


@pytest.mark.parametrize("path", TEXTS)
def test_what_no_database_can_hold_is_refused(path: str) -> None:
    for text in ("\0", "a\0b", "\ud800", "name \udfff", "\udc80"):
        assert refusal(spoiled(FULL_STUDIO, path, text)) == f"{path}: {NO_TEXT}"
    assert refusal(spoiled(FULL_STUDIO, path, "x" * 100_001)) == f"{path}: is longer than 100,000 characters"


@pytest.mark.parametrize("kind", ["services", "packages", "zones", "photographers", "appointments"])
def test_ids_are_short_and_on_one_line(kind: str) -> None:
    path = f"{kind}[0].id"
    control = "holds a line break or another control character"
    for text in ("a\n", "\tb", "a\x7f", "\x85", "a\u2028b", "\u2029"):
        assert refusal(spoiled(FULL_STUDIO, path, text)) == f"{path}: {control}"
    assert refusal(spoiled(FULL_STUDIO, path, "\ud800")) == f"{path}: {NO_TEXT}"
    assert refusal(spoiled(FULL_STUDIO, path, "x" * 201)) == f"{path}: is longer than 200 characters"


def test_ids_may_be_all_else() -> None:
    one, two = "Ana Ω, “the first” <b>\U0001f600", "=1+1; drop table--"
    studio = json.loads(
        json.dumps(FULL_STUDIO).replace('"ana"', json.dumps(one)).replace('"ben"', json.dumps(two))
    )
    request = FULL_REQUEST | {"photographers": [one], "moving": None}
    explained: Any = exchange.answer(studio, request, EXPLAIN)
    assert list(explained["appointments"][0]["photographers"]) == [one]


# ---------------------------------------------------------------- values of other worlds


DEEP = {
    "lists": nested(10_000, lambda inner: [inner]),
    "objects": nested(10_000, lambda inner: {"a": inner}),
    "both": nested(10_000, lambda inner: {"name": [inner]}),
    "tuples": nested(10_000, lambda inner: (inner,)),
}
PLACES = (
    *("format", "studio", "studio.name", "studio.timezone", "studio.slot_step_min", "studio.twilight"),
    *("studio.company_hours", "studio.company_hours.mon", "studio.company_hours.mon[0]", "services"),
    *("studio.closed_dates", "studio.closed_dates[0]", "services[0].tiers", "services[0].tiers[0]"),
    *("zones", "zones[0].polygon", "zones[0].polygon[0]", "zones[0].polygon[0][0]", "photographers[0]"),
    *("photographers[0].skills", "photographers[0].skills[0]", "photographers[0].home", "busy", "busy[0]"),
    *("photographers[0].presets", "photographers[0].presets.tue[0]", "busy[0].start", "busy[0].photographer"),
    *("photographers[0].exceptions[0].hours", "photographers[0].time_off[0].start", "appointments[0].crew"),
    *("busy[0].place", "busy[0].response", "appointments[0].services", "appointments[0].hold_until", "extra"),
)


@pytest.mark.parametrize("path", PLACES)
def test_ten_thousand_levels_are_refused_anywhere(path: str) -> None:
    for deep in DEEP.values():
        assert refusal(spoiled_shallowly(FULL_STUDIO, path, deep)).startswith(
            path.partition(".")[0].partition("[")[0]
        )


def test_ten_thousand_levels_are_refused_in_a_request_too() -> None:
    for deep in DEEP.values():
        for key in (*FULL_REQUEST, "extra"):
            assert refusal(FULL_STUDIO, FULL_REQUEST | {key: deep}).startswith(key)
        assert refusal(FULL_STUDIO, deep) == refusal(deep)
        assert refusal(FULL_STUDIO, FULL_REQUEST, deep).startswith("explain: is ")


def spoiled_shallowly(whole: Json, path: str, value: Any) -> Json:
    """As `spoiled`, for a value that can't be copied."""
    mark = "put it here"
    found = spoiled(whole, path, mark)

    def replace(here: Any) -> Any:
        if isinstance(here, dict):
            return {key: replace(inner) for key, inner in here.items()}
        if isinstance(here, list):
            return [replace(inner) for inner in here]
        return value if here == mark else here

    return dict(replace(found))


def test_a_list_in_itself_is_refused() -> None:
    circle: list[Any] = []
    circle.append(circle)
    for path in ("services", "zones[0].polygon", "studio.company_hours.mon", "photographers[0].skills"):
        assert refusal(spoiled_shallowly(FULL_STUDIO, path, circle)).startswith(path)


BEYOND = {
    "nan": math.nan,
    "inf": math.inf,
    "-inf": -math.inf,
    "10^400": 10**400,
    "-10^5000": -(10**5_000),
    "1e308": 1e308,
}


@pytest.mark.parametrize("number", BEYOND.values(), ids=BEYOND)
def test_numbers_beyond_all_bounds(number: float) -> None:
    for path in (
        *("studio.slot_step_min", "studio.lead_time_hours", "studio.travel.speed_kmh", "services[0].minutes"),
        *("services[0].tiers[0].up_to_sqft", "zones[0].polygon[1][0]", "photographers[0].priority"),
        *("photographers[0].home.lon", "photographers[0].max_shoots_per_day"),
    ):
        assert refusal(spoiled(FULL_STUDIO, path, number)).startswith(f"{path}: is not ")
    assert refusal(FULL_STUDIO, FULL_REQUEST | {"square_feet": number}).startswith("square_feet: is not ")


@pytest.mark.parametrize(
    "explain",
    [
        *("", "now", "2026-06-16", "2026-06-16T10:00:00", "24:00", "0001-01-01T00:00:00+23:59"),
        *("9999-12-31T23:59:59-23:59", "2026-06-16T10:00:00-04:00\n", "x" * 1_000_000, "\ud800", "\0"),
        *(0, 1.5, math.nan, True, [], {}, b"2026-06-16T10:00:00Z", pytest.param(object(), id="object")),
    ],
    ids=lambda value: repr(value)[:25] if not isinstance(value, str) else ascii(value)[:25],
)
def test_a_time_to_explain_that_is_none(explain: Any) -> None:
    assert refusal(FULL_STUDIO, FULL_REQUEST, explain).startswith("explain: ")


@pytest.mark.parametrize("at", ["1973-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z"])
def test_the_first_and_the_last_time_can_be_explained(at: str) -> None:
    explained: Any = exchange.answer(FULL_STUDIO, FULL_REQUEST, at)
    assert explained["appointments"][0]["photographers"]["ben"]


def test_twenty_megabytes_of_events_are_read(tmp_path: Path) -> None:
    title = "Dentist " * 10
    event = (
        '{"photographer":"ben","start":"2026-06-%02dT%02d:00:00Z","end":"2026-06-30T00:00:00Z","title":"%s"}'
    )
    events = [event % (number % 28 + 1, number % 24, title) for number in range(125_000)]
    studio = json.dumps(FULL_STUDIO | {"busy": []}).replace('"busy": []', f'"busy": [{",".join(events)}]')
    file = tmp_path / "studio.json"
    file.write_text(studio, encoding="utf-8")
    assert file.stat().st_size > 20_000_000
    assert len(exchange.read_studio(exchange.load_json(file)).diaries["ben"].events) == len(events)


# ---------------------------------------------------------------- large polygons


def zigzag(corners: int) -> list[list[float]]:
    """Teeth so thin that every edge lies beside every other one: the worst case of the check for crossings."""
    teeth = corners // 2 - 1
    step = 1e-3 / teeth
    ring: list[list[float]] = []
    for tooth in range(teeth):
        ring += [[tooth * step, -tooth * step], [1 + tooth * step + step / 2, 1 - tooth * step - step / 2]]
    return [*ring, [1.1, -0.5], [0.0, -0.5]]


def circle(corners: int) -> list[list[float]]:
    turns = (2 * math.pi * corner / corners for corner in range(corners))
    return [[math.cos(turn), math.sin(turn)] for turn in turns]


def with_zones(*rings: list[list[float]]) -> Json:
    zones = [{"id": f"z{index}", "name": "", "polygon": ring} for index, ring in enumerate(rings)]
    return spoiled(spoiled(FULL_STUDIO, "photographers[0].zones", GONE), "zones", zones)


def test_a_polygon_of_a_million_corners_is_refused() -> None:
    assert refusal(with_zones(circle(1_000_000))) == ("zones[0].polygon: has more than 10,000 corners")


@pytest.mark.parametrize("shape", [circle, zigzag])
def test_the_largest_polygon_is_read_whatever_its_shape(shape: Callable[[int], list[list[float]]]) -> None:
    ring = shape(MOST_CORNERS)
    assert exchange.read_studio(with_zones([*ring, ring[0]])).zones[0].ring == tuple(map(tuple, ring))
    with pytest.raises(BadInput, match="has more than 10,000 corners"):
        exchange.read_studio(with_zones([*ring, [0.0, -0.6]]))


def test_many_large_polygons_are_refused_before_they_take_long() -> None:
    assert refusal(with_zones(*[zigzag(MOST_CORNERS)] * 20)) == (
        "zones[2].polygon: has too many corners beside those of the zones before"
    )


def test_many_polygons_of_a_usual_size_are_read() -> None:
    assert len(exchange.read_studio(with_zones(*[circle(500)] * 500)).zones) == 500
