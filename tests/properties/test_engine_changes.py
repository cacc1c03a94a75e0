"""A studio that lives through changes answers as a fresh one: nothing that the engine remembers outlives its reason.

The engine keeps what it computed from a diary, the settings or the people as long as they are the same objects. Here one
studio is asked again and again while appointments, events, settings, people, the clock and the request change.
"""

import copy
import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import engine, exchange
from studio_app.domain.studio import Studio
from studio_app.exchange.answer_file import answer_for
from tests.support import oracle
from tests.support.looks import one_in
from tests.support.oracle_visits import Refused, visits
from tests.support.studios import Case, cases

Json = dict[str, Any]
Step = tuple[str, int, int]
Change = Callable[[Studio, Studio], Studio]

EXAMPLES = one_in(25)
MINUTES = (15, 60, -15, 7, 1440, -60, 600)


def later(text: str, minutes: int) -> str:
    return (datetime.fromisoformat(text) + timedelta(minutes=minutes)).isoformat()


def nothing(studio: Studio, fresh: Studio) -> Studio:
    """Only the request changed."""
    return studio


def nth(entries: list[Json], number: int) -> Json | None:
    return entries[number % len(entries)] if entries else None


def change_request(kind: str, number: int, minutes: int, desk: Json, request: Json) -> Change:
    appointments = desk.get("appointments", [])
    if kind == "later":
        request["now"] = later(request["now"], minutes)
    elif kind == "next day":
        for side in ("from", "to"):
            request[side] = (date.fromisoformat(request[side]) + timedelta(days=1)).isoformat()
    elif kind == "place":
        places = [one["place"] for one in appointments if one.get("place")]
        request["place"] = places[number % len(places)] if places and number else None
    elif kind == "moving":
        request["moving"] = (
            appointments[number % len(appointments)]["id"] if appointments and number else None
        )
    elif kind == "people":
        request["photographers"] = [one["id"] for one in desk["photographers"][number % 2 :]]
    return nothing


def change_appointment(kind: str, number: int, minutes: int, desk: Json, request: Json) -> Change:
    appointments = desk.setdefault("appointments", [])
    one = nth(appointments, number)
    if kind == "book" or one is None:
        start = later(f"{request['from']}T10:00:00+00:00", minutes)
        crew = [desk["photographers"][number % len(desk["photographers"])]["id"]]
        taken = {other["id"] for other in appointments}
        free = next(key for key in map("b{}".format, itertools.count()) if key not in taken)
        one = {"id": free, "crew": crew, "start": start, "end": later(start, 45)}
        one |= {"assigned_at": request["now"]}
        appointments.append(one)
    elif kind == "cancel":
        one["state"] = "cancelled" if one.get("state") != "cancelled" else "confirmed"
    elif kind == "hand over":
        one["crew"] = [desk["photographers"][minutes % len(desk["photographers"])]["id"]]
    elif kind == "shift":
        one["start"], one["end"] = later(one["start"], minutes), later(one["end"], minutes)
    elif kind == "remove" and one["id"] != request.get("moving"):
        appointments.remove(one)
        gone = one["id"]
        return lambda studio, fresh: studio.without_appointment(gone)
    changed = one["id"]
    return lambda studio, fresh: studio.with_appointment(fresh.appointments[changed])


def change_event(kind: str, number: int, minutes: int, desk: Json, request: Json) -> Change:
    events = desk.setdefault("busy", [])
    one = nth(events, number)
    if one is None or kind == "new event":
        start = later(f"{request['from']}T12:00:00+00:00", minutes)
        one = {"photographer": desk["photographers"][0]["id"], "start": start, "end": later(start, 30)}
        events.append(one)
    elif kind == "drop event":
        events.remove(one)
    elif not one.get("all_day"):
        one["start"], one["end"] = later(one["start"], minutes), later(one["end"], minutes)
    person = one["photographer"]
    return lambda studio, fresh: studio.with_events(person, fresh.diaries[person].events)


SETTINGS: list[Json] = [
    {"slot_step_min": 20},
    {"buffer_before_min": 5, "buffer_after_min": 40},
    {"day_edge_buffers": "relaxed"},
    {"priority_enabled": True},
    {"skills_enabled": True},
    {"travel": {"mode": "estimate", "max_travel_min": 25}},
    {"two_photographers_hours": 0.5},
    {"timezone": "Asia/Kathmandu"},
    {"closed_dates": ["2026-06-16", "2026-11-01"]},
    {"twilight": {"mode": "manual", "start": "12:00", "end": "22:00"}},
]
PEOPLE: list[Json] = [
    {"accepting": False},
    {"hours": {"mon": [["06:00", "22:00"]], "tue": [["06:00", "22:00"]], "sun": [["06:00", "22:00"]]}},
    {"timezone": "Australia/Lord_Howe"},
    {"senior": True},
    {"priority": 1},
    {"max_shoots_per_day": 1},
    {"presets": {"tue": ["10:10"], "sun": ["02:30", "11:40"]}},
    {"calendar_state": "unknown"},
    {"skills": []},
]


def change_settings(kind: str, number: int, minutes: int, desk: Json, request: Json) -> Change:
    desk["studio"] |= SETTINGS[number % len(SETTINGS)]
    return lambda studio, fresh: replace(studio, settings=fresh.settings)


def change_people(kind: str, number: int, minutes: int, desk: Json, request: Json) -> Change:
    desk["photographers"][minutes % len(desk["photographers"])] |= PEOPLE[number % len(PEOPLE)]
    return lambda studio, fresh: replace(studio, photographers=fresh.photographers)


KINDS: dict[str, Callable[[str, int, int, Json, Json], Change]] = {
    **dict.fromkeys(("later", "next day", "place", "moving", "people"), change_request),
    **dict.fromkeys(("book", "cancel", "hand over", "shift", "remove"), change_appointment),
    **dict.fromkeys(("new event", "drop event", "shift event"), change_event),
    "setting": change_settings,
    "person": change_people,
}
STEPS = st.lists(
    st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 9), st.sampled_from(MINUTES)),
    min_size=2,
    max_size=4,
)


@pytest.mark.timeout(max(900, EXAMPLES))
@pytest.mark.parametrize("warm", [False, True])
def test_a_studio_that_changes_answers_as_a_fresh_one(warm: bool) -> None:
    @settings(max_examples=max(1, EXAMPLES // 2), suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(("any", "moving", "travel", "pairs")).flatmap(cases), STEPS)
    def live(case: Case, steps: list[Step]) -> None:
        desk, request = copy.deepcopy((case.studio, case.request))
        try:
            visits(desk, request)
        except Refused:
            return
        studio = exchange.read_studio(desk)
        if warm:
            engine.warm(studio, exchange.read_request(request, studio).now)
        compare(studio, desk, request, case.explain[0], steps[:0])
        for taken, (kind, number, minutes) in enumerate(steps, start=1):
            apply = KINDS[kind](kind, number, minutes, desk, request)
            studio = apply(studio, exchange.read_studio(desk))
            compare(studio, desk, request, case.explain[0], steps[:taken])

    live()


def compare(studio: Studio, desk: Json, request: Json, at: str, steps: list[Step]) -> None:
    whole = json.dumps({"steps": steps, "studio": desk, "request": request, "explain": at})
    assert answer_for(studio, request) == oracle.answer(desk, request), whole
    explained = oracle.codes_of(answer_for(studio, request, at))
    assert explained == oracle.answer(desk, request, at), whole
